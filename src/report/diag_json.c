#include "report/diag_json.h"

#include "base/arena.h"
#include "report/diag_text.h"
#include "report/json_out.h"

void diag_json(const struct diag *d, struct buf *out)
{
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_cstr(&j, "type", d->severity == DIAG_ERROR ? "error" : "warning");
    jout_pair_cstr(&j, "code", d->code);
    jout_pair_str(&j, "message", d->message);
    if (d->at.source != NULL) {
        size_t line;
        size_t column;
        struct str text;
        source_place(d->at.source, d->at.from, &line, &column, &text);
        jout_pair_str(&j, "file", d->at.source->name);
        jout_pair_int(&j, "line", (long long)line);
        jout_pair_int(&j, "column", (long long)column);
        jout_pair_int(&j, "from", (long long)d->at.from);
        jout_pair_int(&j, "to", (long long)d->at.to);
    }
    if (d->note.n > 0) {
        jout_pair_str(&j, "note", d->note);
    }
    if (d->help.n > 0) {
        jout_pair_str(&j, "help", d->help);
    }
    jout_close(&j, '}');
    buf_addc(out, '\n');
}

void diags_json(const struct diags *d, struct buf *out)
{
    size_t *order = ARENA_MANY(out->arena, size_t, d->list.n + 1);
    diags_order(d, order);
    for (size_t i = 0; i < d->list.n; i++) {
        diag_json(&d->list.items[order[i]], out);
    }
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_cstr(&j, "type", "summary");
    jout_pair_int(&j, "errors", (long long)d->errors);
    jout_pair_int(&j, "warnings", (long long)d->warnings);
    jout_pair_int(&j, "not_shown", (long long)d->dropped);
    jout_close(&j, '}');
    buf_addc(out, '\n');
}
