#include "report/summary.h"

#include "base/arena.h"
#include "report/json_out.h"

const char *summary_label(enum summary_row row)
{
    static const char *const labels[SUM_ROWS] = {"instruments", "measures", "holds",           "exemptions",
                                                 "offers",      "licences", "policies",        "consequences",
                                                 "mandates",    "powers",   "holds, reviewed", "holds, unreviewed"};
    return labels[row];
}

struct str summary_place(const struct regime *g, struct arena *a, const struct wanted *w)
{
    if (w->place.instrument >= 0) {
        return provision_text(g, a, w->place);
    }
    return str_fmt(a, "power of %.*s", STR_ARG(g->authorities.items[w->authority].item.name));
}

/* ---- counts ---- */

static struct summary_order *order_of(struct summary *s, int jurisdiction)
{
    return &s->orders.items[jurisdiction < 0 ? s->orders.n - 1 : (size_t)jurisdiction];
}

static void count(struct summary *s, int jurisdiction, enum summary_row row, size_t n)
{
    order_of(s, jurisdiction)->n[row] += n;
    s->total.n[row] += n;
}

#define COUNT_ITEMS(array, row)                                    \
    for (size_t i = 0; i < g->array.n; i++) {                      \
        if (!g->array.items[i].item.external) {                    \
            count(s, g->array.items[i].item.jurisdiction, row, 1); \
        }                                                          \
    }

static void count_all(struct summary *s)
{
    const struct regime *g = s->regime;
    COUNT_ITEMS(instruments, SUM_INSTRUMENTS)
    COUNT_ITEMS(measures, SUM_MEASURES)
    COUNT_ITEMS(offers, SUM_OFFERS)
    COUNT_ITEMS(policies, SUM_POLICIES)
    COUNT_ITEMS(consequences, SUM_CONSEQUENCES)
    COUNT_ITEMS(powers, SUM_POWERS)
    for (size_t i = 0; i < g->measures.n; i++) {
        count(s, g->measures.items[i].item.jurisdiction, SUM_MANDATES, g->measures.items[i].mandates.n);
    }
    for (size_t i = 0; i < g->holds.n; i++) {
        const struct hold *h = &g->holds.items[i];
        int j = g->measures.items[h->measure].item.jurisdiction;
        count(s, j, SUM_HOLDS, 1);
        count(s, j, h->review.day != DAY_NONE ? SUM_REVIEWED : SUM_UNREVIEWED, 1);
    }
    for (size_t i = 0; i < g->exemptions.n; i++) {
        const struct exemption *e = &g->exemptions.items[i];
        if (!e->item.external && e->stage_act < 0) { /* what a road's act declares is no law yet */
            count(s, e->item.jurisdiction, e->licence ? SUM_LICENCES : SUM_EXEMPTIONS, 1);
        }
    }
}

/* ---- what no power reaches ---- */

static bool lifts(const struct power *p)
{
    return (p->kinds & (1U << ACT_END | 1U << ACT_SUSPEND | 1U << ACT_AMEND | 1U << ACT_WAIVE)) != 0;
}

static bool lifted(const struct regime *g, int hold)
{
    for (size_t i = 0; i < g->powers.n; i++) {
        if (lifts(&g->powers.items[i]) && power_reaches_hold(g, &g->powers.items[i], hold)) {
            return true;
        }
    }
    return false;
}

static void find_fixed(struct summary *s, struct arena *a)
{
    const struct regime *g = s->regime;
    for (size_t i = 0; i < g->measures.n; i++) {
        const struct measure *m = &g->measures.items[i];
        struct summary_fixed one = {.measure = (int)i};
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            if (!lifted(g, h)) {
                VEC_PUSH(a, &one.holds, h);
            }
        }
        one.all = one.holds.n == (size_t)m->n_holds;
        if (one.holds.n > 0) {
            VEC_PUSH(a, &s->fixed, one);
        }
    }
}

struct summary *summary_of(struct arena *a, const struct regime *g)
{
    struct summary *s = ARENA_NEW(a, struct summary);
    s->regime = g;
    s->total.name = STR("all");
    for (size_t i = 0; i <= g->jurisdictions.n; i++) {
        struct summary_order one = {.name = i < g->jurisdictions.n ? g->jurisdictions.items[i].item.name : STR("")};
        VEC_PUSH(a, &s->orders, one);
    }
    count_all(s);
    const struct summary_order none = {.name = STR("")};
    if (memcmp(s->orders.items[s->orders.n - 1].n, none.n, sizeof none.n) == 0) {
        s->orders.n--;
    }
    find_fixed(s, a);
    for (size_t i = 0; i < g->wanted.n; i++) {
        struct summary_wanted w = {.wanted = &g->wanted.items[i]};
        standing_in(g, a, w.wanted, &w.found);
        s->missing += w.found.n == 0 ? 1 : 0;
        VEC_PUSH(a, &s->wanted, w);
    }
    return s;
}

/* ---- for machines: JSON Lines ---- */

static void json_order(const struct summary_order *o, struct buf *out)
{
    static const char *const keys[SUM_ROWS] = {"instruments", "measures", "holds",          "exemptions",
                                               "offers",      "licences", "policies",       "consequences",
                                               "mandates",    "powers",   "holds_reviewed", "holds_unreviewed"};
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_cstr(&j, "type", "order");
    jout_pair_str(&j, "jurisdiction", o->name);
    for (int i = 0; i < SUM_ROWS; i++) {
        jout_pair_int(&j, keys[i], (long long)o->n[i]);
    }
    jout_close(&j, '}');
    buf_addc(out, '\n');
}

static void json_fixed(const struct regime *g, const struct summary_fixed *f, struct buf *out)
{
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_cstr(&j, "type", "no_power");
    jout_pair_str(&j, "measure", g->measures.items[f->measure].item.name);
    jout_pair_bool(&j, "all", f->all);
    jout_key(&j, "holds");
    jout_open(&j, '[');
    for (size_t i = 0; i < f->holds.n; i++) {
        jout_str(&j, provision_text(g, out->arena, g->holds.items[f->holds.items[i]].under.items[0]));
    }
    jout_close(&j, ']');
    jout_close(&j, '}');
    buf_addc(out, '\n');
}

static void json_wanted(const struct regime *g, const struct summary_wanted *w, struct buf *out)
{
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_cstr(&j, "type", "wanted");
    jout_pair_str(&j, "place", summary_place(g, out->arena, w->wanted));
    jout_pair_str(&j, "title", w->wanted->title);
    jout_pair_bool(&j, "missing", w->found.n == 0);
    jout_key(&j, "items");
    jout_open(&j, '[');
    for (size_t i = 0; i < w->found.n; i++) {
        jout_open(&j, '{');
        jout_pair_cstr(&j, "kind", standing_word(w->found.items[i].kind));
        jout_pair_str(&j, "name", standing_name(g, out->arena, w->found.items[i]));
        jout_pair_bool(&j, "cites", w->found.items[i].cites);
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    jout_close(&j, '}');
    buf_addc(out, '\n');
}

void summary_json(const struct summary *s, bool whole, struct buf *out)
{
    for (size_t i = 0; i < s->orders.n; i++) {
        json_order(&s->orders.items[i], out);
    }
    json_order(&s->total, out);
    if (!whole) {
        return;
    }
    for (size_t i = 0; i < s->fixed.n; i++) {
        json_fixed(s->regime, &s->fixed.items[i], out);
    }
    for (size_t i = 0; i < s->wanted.n; i++) {
        json_wanted(s->regime, &s->wanted.items[i], out);
    }
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_cstr(&j, "type", "paragraphs");
    jout_pair_int(&j, "wanted", (long long)s->wanted.n);
    jout_pair_int(&j, "missing", (long long)s->missing);
    jout_close(&j, '}');
    buf_addc(out, '\n');
}
