#include "decide/csv_rows.h"

#include "base/arena.h"
#include "base/vec.h"

/* What the callbacks of libcsv fill. */
struct filling {
    struct arena *arena;
    VEC(struct str) cells;
    size_t n;
    bool keep; /* false: the row is too big, cells are only counted */
    bool done; /* its end was seen */
};

/* Without blanks at both ends; U+00A0, which spreadsheets write, is one. */
static struct str trimmed(struct str s)
{
    while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t' || str_starts(s, STR("\xC2\xA0")))) {
        size_t n = s.p[0] == '\xC2' ? 2 : 1;
        s = str_of(s.p + n, s.n - n);
    }
    while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t' || str_ends(s, STR("\xC2\xA0")))) {
        s.n -= s.p[s.n - 1] == '\xA0' ? 2 : 1;
    }
    return s;
}

static void on_cell(void *cell, size_t n, void *data)
{
    struct filling *f = data;
    if (f->keep && f->n < ROW_CELLS) {
        struct str s = trimmed(str_of(cell, n));
        struct str kept = s.n == 0 ? STR("") : str_dup(f->arena, s);
        VEC_PUSH(f->arena, &f->cells, kept);
    }
    f->n++;
}

static void on_row(int end, void *data)
{
    struct filling *f = data;
    (void)end;
    f->done = true;
}

static void parser_start(struct csv_rows *r, unsigned char delimiter)
{
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&r->parser, delimiter);
}

/* libcsv makes its buffer larger by the same size each time: without this a cell over many lines costs the square of its size. */
static void let_grow(struct csv_rows *r, size_t line)
{
    size_t room = csv_get_buffer_size(&r->parser);
    size_t most = room > line ? room : line;
    csv_set_blk_size(&r->parser, most > 4096 ? most : 4096);
}

/* What divides the cells of the first row: quoted text does not count. */
static unsigned char delimiter_of(struct str text)
{
    bool quoted = false;
    bool semicolon = false;
    size_t i = 0;
    while (i < text.n && (text.p[i] == '\r' || text.p[i] == '\n')) {
        i++;
    }
    for (; i < text.n && (quoted || (text.p[i] != '\r' && text.p[i] != '\n')); i++) {
        quoted = (text.p[i] == '"') != quoted;
        if (!quoted && text.p[i] == ',') {
            return ',';
        }
        semicolon = semicolon || (!quoted && text.p[i] == ';');
    }
    return semicolon ? ';' : ',';
}

void csv_rows_open(struct csv_rows *r, struct str text)
{
    memset(r, 0, sizeof *r);
    r->text = text;
    r->line = 1;
    if (str_starts(text, STR("\xEF\xBB\xBF"))) {
        r->at = 3;
    }
    parser_start(r, delimiter_of(str_of(text.p + r->at, text.n - r->at)));
}

void csv_rows_close(struct csv_rows *r)
{
    csv_free(&r->parser);
}

/* The end of the line at `from`, its line break included. */
static size_t line_end(struct str text, size_t from)
{
    while (from < text.n && text.p[from] != '\r' && text.p[from] != '\n') {
        from++;
    }
    if (from + 1 < text.n && text.p[from] == '\r' && text.p[from + 1] == '\n') {
        return from + 2;
    }
    return from < text.n ? from + 1 : from;
}

static void skip_blank(struct csv_rows *r)
{
    while (r->at < r->text.n && strchr(" \t\r\n", r->text.p[r->at]) != NULL && r->text.p[r->at] != '\0') {
        char c = r->text.p[r->at++];
        bool pair = c == '\r' && r->at < r->text.n && r->text.p[r->at] == '\n';
        r->line += (c == '\n' || c == '\r') && !pair ? 1 : 0;
    }
}

static enum csv_result refuse(struct deal_error *e, struct str message, struct str help)
{
    e->message = message;
    e->help = help;
    return ROW_BAD;
}

static enum csv_result broken(struct csv_rows *r, struct deal_error *e)
{
    int why = csv_error(&r->parser);
    unsigned char delimiter = csv_get_delim(&r->parser);
    csv_free(&r->parser);
    parser_start(r, delimiter);
    if (why != CSV_EPARSE) {
        r->ended = true;
        return ROW_FULL;
    }
    return refuse(e, STR("a quote inside a cell, or something after the quote that closes one"),
                  STR("write the cell between quotes, and each quote inside it twice: \"a 5\"\" pipe\""));
}

/* Feeds the row that begins at `at` to libcsv, line by line, until its end. */
static enum csv_result feed(struct csv_rows *r, struct filling *f, struct deal_error *e)
{
    size_t from = r->at;
    while (!f->done && r->at < r->text.n) {
        size_t end = line_end(r->text, r->at);
        size_t n = end - r->at;
        f->keep = end - from <= ROW_BYTES;
        let_grow(r, n);
        size_t used = csv_parse(&r->parser, r->text.p + r->at, n, on_cell, on_row, f);
        r->at = end;
        r->line++;
        if (used != n) {
            return broken(r, e);
        }
    }
    if (!f->done && csv_fini(&r->parser, on_cell, on_row, f) != 0) {
        bool parse = csv_error(&r->parser) == CSV_EPARSE;
        r->ended = true;
        return !parse ? ROW_FULL
                      : refuse(e, STR("a quote that is never closed: all that follows is taken as one cell"),
                               STR("close it, and write a quote inside a cell twice"));
    }
    return ROW_READ;
}

enum csv_result csv_rows_next(struct csv_rows *r, struct arena *a, struct csv_row *ret, struct deal_error *e)
{
    struct filling f = {.arena = a, .keep = true};
    memset(ret, 0, sizeof *ret);
    memset(e, 0, sizeof *e);
    skip_blank(r);
    if (r->ended || r->at >= r->text.n) {
        return ROW_NONE;
    }
    size_t from = r->at;
    ret->line = r->line;
    enum csv_result result = feed(r, &f, e);
    ret->raw = str_of(r->text.p + from, r->at - from);
    if (result == ROW_READ && !f.keep) {
        return refuse(e, str_fmt(a, "a row of %zu bytes; at most %zu", ret->raw.n, ROW_BYTES),
                      STR("one row is one deal; is a quote left open?"));
    }
    ret->cells = f.cells.items;
    ret->n = f.n;
    return result;
}
