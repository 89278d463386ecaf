/* The summary for people: a table of counts, then lists. */
#include "base/arena.h"
#include "report/summary.h"
#include "report/text.h"

#define LABEL_WIDTH 20
#define COUNT_WIDTH 8
#define PLACE_WIDTH 32

static void rule_row(struct buf *out, const struct summary_order *const *columns, size_t n, enum summary_row row)
{
    buf_addf(out, "  %-*s", LABEL_WIDTH, summary_label(row));
    for (size_t i = 0; i < n; i++) {
        buf_addf(out, "%*zu", COUNT_WIDTH, columns[i]->n[row]);
    }
    buf_addc(out, '\n');
}

static void share_row(struct buf *out, const struct summary_order *const *columns, size_t n)
{
    buf_addf(out, "  %-*s", LABEL_WIDTH, "share reviewed");
    for (size_t i = 0; i < n; i++) {
        size_t all = columns[i]->n[SUM_HOLDS];
        if (all == 0) {
            buf_addf(out, "%*s", COUNT_WIDTH, "-");
        } else {
            buf_addf(out, "%*zu %%", COUNT_WIDTH - 2, columns[i]->n[SUM_REVIEWED] * 100 / all);
        }
    }
    buf_addc(out, '\n');
}

static void columns_text(struct buf *out, const struct style *style, const struct summary_order *const *columns,
                         size_t n)
{
    buf_addf(out, "%s  %-*s", style_paint(style, PAINT_BOLD), LABEL_WIDTH, "");
    for (size_t i = 0; i < n; i++) {
        struct str name = columns[i]->name.n == 0 ? STR("none") : columns[i]->name;
        struct buf cell;
        buf_init(&cell, out->arena);
        size_t width = text_cut(&cell, name, COUNT_WIDTH - 1);
        buf_fill(out, ' ', COUNT_WIDTH - width);
        buf_add(out, buf_str(&cell));
    }
    buf_addf(out, "%s\n", style_paint(style, PAINT_OFF));
    for (int row = 0; row < SUM_ROWS; row++) {
        rule_row(out, columns, n, (enum summary_row)row);
    }
    share_row(out, columns, n);
}

/* As many orders side by side as the width holds; the sum of all comes last. */
static void orders_text(const struct summary *s, const struct style *style, struct buf *out)
{
    size_t all = s->orders.n + (s->orders.n > 1 ? 1 : 0);
    const struct summary_order **columns = ARENA_MANY(out->arena, const struct summary_order *, all + 1);
    for (size_t i = 0; i < all; i++) {
        columns[i] = i < s->orders.n ? &s->orders.items[i] : &s->total;
    }
    size_t room = (style_width(style) - LABEL_WIDTH - 2) / COUNT_WIDTH;
    for (size_t from = 0; from < all; from += room) {
        columns_text(out, style, columns + from, all - from < room ? all - from : room);
        buf_addc(out, '\n');
    }
}

static void fixed_text(const struct summary *s, const struct style *style, struct buf *out)
{
    const struct regime *g = s->regime;
    if (s->fixed.n == 0) {
        buf_adds(out, "Every measure can be lifted by a declared power.\n\n");
        return;
    }
    buf_addf(out, "%s%zu measure%s that no declared power could lift%s\n", style_paint(style, PAINT_BOLD), s->fixed.n,
             s->fixed.n == 1 ? "" : "s", style_paint(style, PAINT_OFF));
    for (size_t i = 0; i < s->fixed.n; i++) {
        const struct summary_fixed *f = &s->fixed.items[i];
        struct flow flow;
        flow_start(&flow, out, style_width(style), 2, 6);
        flow_add(&flow, g->measures.items[f->measure].item.name);
        for (size_t k = 0; !f->all && k < f->holds.n; k++) {
            flow_adds(&flow, k == 0 ? "in part:" : "and");
            flow_add(&flow, provision_text(g, out->arena, g->holds.items[f->holds.items[k]].under.items[0]));
        }
        flow_end(&flow);
    }
    buf_addc(out, '\n');
}

/* Items one kind after another, the kind said once: "UN.coal; cap UN.coal-cap; cited by US.imports". */
static void items_text(const struct summary *s, const struct summary_wanted *w, bool cites, struct flow *flow,
                       bool *began)
{
    int kind = -1;
    for (size_t i = 0; i < w->found.n; i++) {
        const struct standing *x = &w->found.items[i];
        if (x->cites != cites) {
            continue;
        }
        bool same = kind == (int)x->kind;
        if (*began) {
            flow_glue(flow, same ? STR(",") : STR(";"));
        }
        if (cites && kind < 0) {
            flow_adds(flow, "cited by");
        }
        if (!same && x->kind != STANDS_MEASURE) {
            flow_adds(flow, x->kind == STANDS_MANDATE ? "mandate for" : standing_word(x->kind));
        }
        flow_add(flow, standing_name(s->regime, flow->out->arena, *x));
        kind = (int)x->kind;
        *began = true;
    }
}

static void wanted_text(const struct summary *s, const struct summary_wanted *w, const struct style *style,
                        struct buf *out)
{
    struct flow flow;
    bool began = false;
    flow_start(&flow, out, style_width(style), 2, PLACE_WIDTH + 2);
    flow_add(&flow, summary_place(s->regime, out->arena, w->wanted));
    flow_tab(&flow, PLACE_WIDTH);
    flow_add(&flow, w->wanted->title);
    flow_glue(&flow, STR(":"));
    if (w->found.n == 0) {
        flow_adds(&flow, "MISSING");
    }
    items_text(s, w, false, &flow, &began);
    items_text(s, w, true, &flow, &began);
    flow_end(&flow);
}

void summary_text(const struct summary *s, const struct style *style, struct buf *out)
{
    orders_text(s, style, out);
    fixed_text(s, style, out);
    if (s->wanted.n == 0) {
        buf_adds(out, "No paragraph is declared as wanted.\n");
        return;
    }
    buf_addf(out, "%s%zu paragraphs wanted, %zu missing%s\n", style_paint(style, PAINT_BOLD), s->wanted.n, s->missing,
             style_paint(style, PAINT_OFF));
    for (size_t i = 0; i < s->wanted.n; i++) {
        wanted_text(s, &s->wanted.items[i], style, out);
    }
}
