/* Deals as CSV: rows read, decided, their errors told by line and column. */
#include "engine/csv.h"

#include <stdlib.h>

#include "report/text.h"

#define HEAD_MEMORY ((size_t)64 * 1024 * 1024)
#define ROW_MEMORY ((size_t)256 * 1024 * 1024)

/* Over the cap of an arena: DT_TOO_BIG, and the file has ended. */
#define CSV_TRY(csv, jump)                              \
    jmp_buf jump;                                       \
    (csv)->head_arena.full = (csv)->arena.full = &jump; \
    if (setjmp(jump) != 0) {                            \
        return csv_full(csv);                           \
    }

static dt_status csv_full(dt_csv *csv)
{
    csv->ended = true;
    csv->deal = STR("");
    csv->error = STR("out of memory");
    csv->help = STR("");
    return DT_TOO_BIG;
}

static dt_status csv_refused(dt_csv *csv, struct arena *a, const struct deal_error *e)
{
    csv->error = text_cleaned(a, e->message); /* what a file says is never let loose on a terminal */
    csv->help = text_cleaned(a, e->help);
    return DT_INVALID;
}

/* What a file that is no CSV at all begins with. */
static bool other_format(struct str text, struct deal_error *e)
{
    if (str_starts(text, STR("\xFF\xFE")) || str_starts(text, STR("\xFE\xFF"))) {
        e->message = STR("the file is UTF-16");
        e->help = STR("save it as CSV in UTF-8");
    } else if (str_starts(text, STR("{")) || str_starts(text, STR("//"))) {
        e->message = STR("the file holds JSON, not CSV");
        e->help = STR("name it .jsonl, or say `--input json`");
    }
    return e->message.n > 0;
}

static dt_status read_head(dt_csv *csv)
{
    CSV_TRY(csv, full);
    struct deal_error e = {0};
    const struct csv_rows *rows = &csv->rows;
    csv->line = 1;
    (void)arena_alloc(&csv->arena, 1); /* so that a block stays from row to row */
    csv->start = arena_mark(&csv->arena);
    if (other_format(str_of(rows->text.p + rows->at, rows->text.n - rows->at), &e)) {
        return csv_refused(csv, &csv->head_arena, &e);
    }
    struct csv_row head;
    enum csv_result result = csv_rows_next(&csv->rows, &csv->head_arena, &head, &e);
    csv->line = head.line > 0 ? head.line : 1;
    if (result == ROW_NONE) {
        return DT_OK;
    }
    if (result == ROW_FULL) {
        return csv_full(csv);
    }
    return result == ROW_READ && csv_head_read(&csv->head_arena, csv->regime->law, &head, &csv->head, &e)
               ? DT_OK
               : csv_refused(csv, &csv->head_arena, &e);
}

dt_status dt_csv_open(const dt_regime *regime, dt_text text, dt_csv **ret)
{
    dt_csv *csv = calloc(1, sizeof *csv);
    *ret = csv;
    if (csv == NULL) {
        return DT_TOO_BIG;
    }
    csv->regime = regime;
    arena_init(&csv->head_arena, HEAD_MEMORY);
    arena_init(&csv->arena, ROW_MEMORY);
    csv_rows_open(&csv->rows, str_of(text.data, text.size));
    dt_status status = read_head(csv);
    csv->ended = csv->ended || status != DT_OK;
    return status;
}

static dt_status next_row(dt_csv *csv, dt_text *ret_deal)
{
    CSV_TRY(csv, full);
    struct deal_error e = {0};
    for (;;) {
        arena_rewind(&csv->arena, csv->start);
        csv->deal = STR("");
        enum csv_result result = csv_rows_next(&csv->rows, &csv->arena, &csv->row, &e);
        if (result == ROW_NONE) {
            return DT_NOT_FOUND;
        }
        csv->line = csv->row.line;
        *ret_deal = text_of_str(csv->row.raw);
        if (result == ROW_FULL) {
            return csv_full(csv);
        }
        if (result == ROW_BAD || !deal_csv_row(&csv->arena, &csv->head, &csv->row, &csv->deal, &e)) {
            return csv_refused(csv, &csv->arena, &e);
        }
        if (csv->deal.n > 0) {
            *ret_deal = text_of_str(csv->deal);
            return DT_OK;
        }
    }
}

dt_status dt_csv_next(dt_csv *csv, dt_text *ret_deal)
{
    ret_deal->data = "";
    ret_deal->size = 0;
    csv->error = csv->help = STR("");
    return csv->ended ? DT_NOT_FOUND : next_row(csv, ret_deal);
}

size_t dt_csv_line(const dt_csv *csv)
{
    return csv->line;
}

dt_text dt_csv_error(const dt_csv *csv)
{
    return text_of_str(csv->error);
}

dt_text dt_csv_help(const dt_csv *csv)
{
    return text_of_str(csv->help);
}

/* The same error, told by column. */
static dt_status tell_by_column(dt_csv *csv, dt_session *session)
{
    SESSION_TRY(session, full);
    const struct deal_error *e = &session->refused;
    struct str place = deal_csv_place(&session->arena, &csv->head, &csv->row, e->pointer);
    session_error(session,
                  str_fmt(&session->arena, "%.*s%s%.*s", STR_ARG(place), place.n > 0 ? ": " : "", STR_ARG(e->message)),
                  e->help);
    return DT_INVALID;
}

dt_status dt_csv_decide(dt_csv *csv, dt_session *session, const dt_options *options)
{
    if (csv->deal.n == 0) {
        session_error(session, STR("no row of the file is there to decide"), STR("call dt_csv_next first"));
        return DT_NOT_FOUND;
    }
    dt_status status = dt_decide(session, text_of_str(csv->deal), options);
    return status == DT_INVALID ? tell_by_column(csv, session) : status;
}

void dt_csv_free(dt_csv *csv)
{
    if (csv != NULL) {
        csv_rows_close(&csv->rows);
        arena_release(&csv->head_arena);
        arena_release(&csv->arena);
        free(csv);
    }
}
