/* Any bytes as a CSV of deals, over a small regime: rows are read or refused with a message, what is read is JSON, and lines only grow. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "decide/deal_csv.h"
#include "law/load.h"

#define REGIME                                                                                                         \
    "conduct procure \"p\"\nconduct supply \"s\"\nrole buyer \"b\"\nrole seller \"s\"\nkind body \"b\"\nunit t "       \
    "\"t\"\nactivity import \"i\" { goods; buyer does procure; seller does supply; requires buyer, seller; principal " \
    "buyer, seller }\npurpose food \"f\"\njudgement knowing \"k\"\njurisdiction UN \"UN\" { }\nauthority UN.c1718 "    \
    "\"c\"\ncap UN.cap \"c\" { }\ninstrument UN.1718 \"r\" { by UN.c1718; adopted 2006-10-14 }\n"                      \
    "regime fuzz \"fuzz\" { against KP; covers UN from 2006-10-14 }\n"

/* Outlives the inputs: a regime is read once. */
static struct regime *regime_of(struct arena *a)
{
    static struct source source;
    struct diags diags;
    source.name = STR("fuzz.reg");
    source.text = STR(REGIME);
    diags_init(&diags, a);
    return regime_load(a, &diags, &source, 1);
}

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void read_row(struct arena *a, const struct regime *g, const struct csv_head *head, const struct csv_row *row)
{
    struct str json;
    struct deal *deal;
    struct deal_error e;
    size_t bad;
    if (!deal_csv_row(a, head, row, &json, &e)) {
        must(e.message.n > 0 && str_utf8(e.message, &bad) && str_utf8(e.help, &bad));
    } else if (json.n > 0 && !deal_read(a, g, json, 0, &deal, &e)) {
        must(e.message.n > 0 && !str_starts(e.message, STR("not JSON")));
        must(str_utf8(deal_csv_place(a, head, row, e.pointer), &bad));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena law;
    static struct regime *regime;
    if (regime == NULL) {
        arena_init(&law, (size_t)64 << 20);
        regime = regime_of(&law);
        must(regime != NULL);
    }
    struct arena a;
    struct csv_rows rows;
    struct csv_row row;
    struct csv_head head;
    struct deal_error e;
    arena_init(&a, (size_t)256 << 20);
    csv_rows_open(&rows, str_of((const char *)data, size));
    bool open = csv_rows_next(&rows, &a, &row, &e) == ROW_READ && csv_head_read(&a, regime, &row, &head, &e);
    enum csv_result result;
    size_t line = 0;
    while (open && (result = csv_rows_next(&rows, &a, &row, &e)) != ROW_NONE) {
        must(row.line > line && (result == ROW_READ || e.message.n > 0));
        line = row.line;
        if (result == ROW_READ) {
            read_row(&a, regime, &head, &row);
        }
    }
    csv_rows_close(&rows);
    arena_release(&a);
    return 0;
}
