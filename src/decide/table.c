#include "decide/table.h"

#include "base/arena.h"
#include "decide/table_run.h"

struct table_set *tables_new(struct arena *a, const struct regime *g, const struct overlay *o)
{
    struct table_set *s = ARENA_NEW(a, struct table_set);
    s->mark = MARK_SET;
    s->arena = a;
    s->regime = g;
    s->overlay = *o;
    s->all = overlay_all(o);
    s->next_stamp = 2 * MAX_LANES;
    goods_compile(s);
    life_compile(s);
    struct cells_builder *b = cells_begin(s);
    rows_compile(s, b);
    cells_finish(b);
    rows_members(s);
    for (size_t i = 0; i < s->n_orders; i++) {
        blocks_compile(s, &s->orders[i]);
    }
    cells_heights(s);
    s->order_run = run_new(s);
    return s;
}

void tables_counts(const struct table_set *s, struct table_counts *ret)
{
    *ret = s->counts;
}

/* ---- knowing a deal again ---- */

static bool is_set_for(const struct table_set *s, const struct evaluation *ev)
{
    return s->regime == ev->regime && s->overlay.lanes == ev->overlay->lanes &&
           s->overlay.acts.items == ev->overlay->acts.items && s->overlay.acts.n == ev->overlay->acts.n;
}

static bool is_mark_for(const struct deal_mark *m, const struct evaluation *ev)
{
    const struct deal *d = ev->deal;
    return m->deal == d && m->legs == ev->legs && m->n_legs == ev->n_legs && m->parties == d->parties &&
           m->n_parties == d->n_parties && m->lines == d->lines && m->n_lines == d->n_lines &&
           m->assumed == d->assumed && m->n_assumed == d->n_assumed && m->on == d->on && m->lane_days == ev->lane_days;
}

static const struct deal_mark *mark_of(const struct evaluation *ev)
{
    const struct deal_mark *m = ev->tables;
    return m != NULL && m->mark == MARK_DEAL ? m : NULL;
}

/* The set behind an evaluation; NULL: none was given, or one for other law or other stages. */
static struct table_set *set_of(const struct evaluation *ev)
{
    const struct deal_mark *m = mark_of(ev);
    struct table_set *s = m != NULL ? m->set : ev->tables;
    return s != NULL && s->mark == MARK_SET && is_set_for(s, ev) ? s : NULL;
}

static struct run *run_of(struct table_set *s, struct evaluation *ev)
{
    struct run *r = s->order_run;
    const struct deal_mark *m = mark_of(ev);
    if (m != NULL && m->id == r->id && is_mark_for(m, ev)) {
        r->ev = ev;
        return r;
    }
    run_begin(r, ev, NULL);
    const struct deal *d = ev->deal;
    struct deal_mark one = {MARK_DEAL,     s,          r->id,        d,          ev->legs, ev->n_legs,
                            d->n_parties,  d->n_lines, d->n_assumed, d->parties, d->lines, d->assumed,
                            ev->lane_days, d->on};
    s->ring_at = (s->ring_at + 1) % RING;
    s->ring[s->ring_at] = one;
    ev->tables = &s->ring[s->ring_at];
    return r;
}

static void tables_order(struct evaluation *ev, size_t leg, int jurisdiction, struct order_answer *ret)
{
    struct table_set *s = set_of(ev);
    if (s == NULL) {
        walker.order(ev, leg, jurisdiction, ret);
        return;
    }
    struct run *r = run_of(s, ev);
    run_leg(r, leg);
    proof_order(r, (size_t)jurisdiction, ret);
}

/* Is this a completion of the deal that the order was answered for? Then what that decided still holds. */
static struct run *base_of(struct table_set *s, const struct evaluation *ev)
{
    const struct deal_mark *m = mark_of(ev);
    const struct deal *d = ev->deal;
    bool same = m != NULL && m->set == s && m->id == s->order_run->id && m->parties == d->parties &&
                m->lines == d->lines && m->n_legs == ev->n_legs && m->on == d->on && m->lane_days == ev->lane_days &&
                m->n_assumed <= d->n_assumed;
    return same ? s->order_run : NULL;
}

static void tables_range(struct evaluation *ev, size_t leg, int jurisdiction, const struct order_answer *proof,
                         struct range *ret)
{
    struct table_set *s = set_of(ev);
    if (s == NULL) {
        walker.range(ev, leg, jurisdiction, proof, ret);
        return;
    }
    if (s->range_run == NULL) { /* many deals are never split */
        s->range_run = run_new(s);
    }
    struct run *r = s->range_run;
    memset(ret, 0, sizeof *ret);
    run_begin(r, ev, base_of(s, ev));
    run_leg(r, leg);
    for (size_t i = 0; i < proof->n_holds; i++) {
        const struct row *row = row_of_hold(s, proof->holds[i].hold);
        struct pair p = row_on(r, row, false);
        ret->tower[0] = pair_or(ret->tower[0], p);
        if (p.may == 0) {
            continue;
        }
        p = pair_and(p, pair_not(row_exempt(r, row)));
        ret->tower[1] = pair_or(ret->tower[1], p);
        p = pair_and(p, pair_not(row_free(r, row)));
        ret->tower[2] = pair_or(ret->tower[2], p);
        p = p.may == 0 ? p : pair_and(p, pair_not(row_offered(r, row)));
        ret->tower[3] = pair_or(ret->tower[3], p);
    }
}

static uint64_t tables_alike(struct evaluation *ev, size_t leg, int hold, uint64_t lanes)
{
    struct table_set *s = set_of(ev);
    if (s == NULL) {
        return lanes;
    }
    struct run *r = run_of(s, ev);
    run_leg(r, leg);
    return lanes_to_ask(r, hold, lanes);
}

const struct evaluator tables = {"tables", tables_order, tables_range, tables_alike};
