#include "prop/compare.h"

#include <inttypes.h>

#include "base/arena.h"

struct comparison {
    struct arena *arena;
    const struct answer *x, *y;
    uint64_t lanes;
    struct str where;
    struct str found; /* empty: nothing yet */
};

static bool differ(struct comparison *c, const char *field, uint64_t x, uint64_t y)
{
    if (x != y && c->found.n == 0) {
        c->found = str_fmt(c->arena, "%.*s%s: %" PRIx64 " against %" PRIx64, STR_ARG(c->where), field, x, y);
    }
    return x != y;
}

static bool differ_int(struct comparison *c, const char *field, long long x, long long y)
{
    if (x != y && c->found.n == 0) {
        c->found = str_fmt(c->arena, "%.*s%s: %lld against %lld", STR_ARG(c->where), field, x, y);
    }
    return x != y;
}

static void differ_pair(struct comparison *c, const char *field, struct pair x, struct pair y)
{
    differ(c, field, x.must & c->lanes, y.must & c->lanes);
    differ(c, field, x.may & c->lanes, y.may & c->lanes);
}

static void differ_range(struct comparison *c, const char *field, const struct range *x, const struct range *y)
{
    for (int k = 0; k < TOWERS; k++) {
        differ_pair(c, field, x->tower[k], y->tower[k]);
    }
}

/* The lanes in which it failed first at that clause, that way. */
static uint64_t failed_at(const struct tried *t, int clause, bool unknown)
{
    uint64_t lanes = 0;
    for (size_t i = 0; i < t->n_failures; i++) {
        lanes |= t->failures[i].clause == clause && t->failures[i].unknown == unknown ? t->failures[i].lanes : 0;
    }
    return lanes;
}

static void differ_tried(struct comparison *c, const char *what, const struct tried *x, const struct tried *y, size_t n,
                         size_t m)
{
    if (differ_int(c, what, (long long)n, (long long)m)) {
        return;
    }
    struct str before = c->where;
    for (size_t i = 0; i < n; i++) {
        c->where = str_fmt(c->arena, "%.*s%s %zu, ", STR_ARG(before), what, i);
        differ_int(c, "index", x[i].index, y[i].index);
        differ_pair(c, "value", x[i].value, y[i].value);
        differ_int(c, "denied", x[i].denied, y[i].denied);
        differ_int(c, "policy", x[i].policy, y[i].policy);
        for (size_t k = 0; k < x[i].n_failures + y[i].n_failures; k++) {
            const struct failure *f = k < x[i].n_failures ? &x[i].failures[k] : &y[i].failures[k - x[i].n_failures];
            const char *field = f->unknown ? "first unknown clause" : "first failed clause";
            differ(c, field, failed_at(&x[i], f->clause, f->unknown) & c->lanes,
                   failed_at(&y[i], f->clause, f->unknown) & c->lanes);
        }
    }
    c->where = before;
}

static void differ_hold(struct comparison *c, const struct hold_answer *x, const struct hold_answer *y)
{
    if (differ_int(c, "hold", x->hold, y->hold)) {
        return;
    }
    differ_pair(c, "alive", x->alive, y->alive);
    differ_pair(c, "reach", x->reach, y->reach);
    differ(c, "by mandate", x->by_mandate & c->lanes, y->by_mandate & c->lanes);
    differ_int(c, "mandate", x->mandate, y->mandate);
    differ_pair(c, "exempt", x->exempt, y->exempt);
    differ_pair(c, "licensed", x->licensed, y->licensed);
    differ_pair(c, "offered", x->offered, y->offered);
    differ_pair(c, "approved", x->approved, y->approved);
    differ_int(c, "approval", x->approval, y->approval);
    differ_tried(c, "exemption", x->exemptions, y->exemptions, x->n_exemptions, y->n_exemptions);
    differ_tried(c, "licence", x->licences, y->licences, x->n_licences, y->n_licences);
    differ_tried(c, "offer", x->offers, y->offers, x->n_offers, y->n_offers);
    if (!differ_int(c, "unknown clauses", (long long)x->n_unknown, (long long)y->n_unknown)) {
        for (size_t i = 0; i < x->n_unknown; i++) {
            differ_int(c, "unknown clause", x->unknown[i]->serial, y->unknown[i]->serial);
        }
    }
}

static void differ_missing(struct comparison *c, const struct order_answer *x, const struct order_answer *y)
{
    differ_int(c, "missing_exact", x->missing_exact, y->missing_exact);
    if (differ_int(c, "missing", (long long)x->n_missing, (long long)y->n_missing)) {
        return;
    }
    struct str before = c->where;
    for (size_t i = 0; i < x->n_missing; i++) {
        const struct missing *p = &x->missing[i];
        const struct missing *q = &y->missing[i];
        c->where = str_fmt(c->arena, "%.*smissing %zu (%.*s), ", STR_ARG(before), i, STR_ARG(p->pointer));
        /* the atoms point into one deal each: equal in kind and place */
        differ_int(c, "atom", p->atom.kind, q->atom.kind);
        differ_int(c, "atom's place", p->atom.a, q->atom.a);
        differ_int(c, "atom's value", p->atom.b, q->atom.b);
        differ_int(c, "atom's clause", p->atom.c == NULL ? -1 : p->atom.c->serial,
                   q->atom.c == NULL ? -1 : q->atom.c->serial);
        differ_int(c, "pointer", str_eq(p->pointer, q->pointer), 1);
        differ_int(c, "law", p->law, q->law);
        differ(c, "lanes", p->lanes & c->lanes, q->lanes & c->lanes);
    }
    c->where = before;
}

static void differ_ints(struct comparison *c, const char *field, const int *x, const int *y, size_t n, size_t m)
{
    if (!differ_int(c, field, (long long)n, (long long)m)) {
        for (size_t i = 0; i < n; i++) {
            differ_int(c, field, x[i], y[i]);
        }
    }
}

static void differ_order(struct comparison *c, const struct order_answer *x, const struct order_answer *y)
{
    differ_pair(c, "bound", x->bound, y->bound);
    differ_int(c, "encoded", x->encoded, y->encoded);
    if (!differ_int(c, "holds", (long long)x->n_holds, (long long)y->n_holds)) {
        struct str before = c->where;
        for (size_t i = 0; i < x->n_holds; i++) {
            c->where = str_fmt(c->arena, "%.*shold %d, ", STR_ARG(before), x->holds[i].hold);
            differ_hold(c, &x->holds[i], &y->holds[i]);
        }
        c->where = before;
    }
    differ_range(c, "kleene", &x->kleene, &y->kleene);
    differ_range(c, "range", &x->range, &y->range);
    differ_missing(c, x, y);
    if (!differ_int(c, "exposed", (long long)x->n_exposed, (long long)y->n_exposed)) {
        for (size_t i = 0; i < x->n_exposed; i++) {
            differ_int(c, "exposed", x->exposed[i].consequence, y->exposed[i].consequence);
            differ_pair(c, "exposed", x->exposed[i].value, y->exposed[i].value);
        }
    }
    differ_ints(c, "assess", x->assess, y->assess, x->n_assess, y->n_assess);
    differ_ints(c, "states", x->states, y->states, x->n_states, y->n_states);
}

static void differ_leg(struct comparison *c, const struct leg_answer *x, const struct leg_answer *y)
{
    struct str before = c->where;
    differ_int(c, "party", x->leg.party, y->leg.party);
    differ_int(c, "line", x->leg.line, y->leg.line);
    differ_int(c, "conduct", x->leg.conduct, y->leg.conduct);
    differ_ints(c, "not encoded", x->not_encoded.items, y->not_encoded.items, x->not_encoded.n, y->not_encoded.n);
    if (differ_int(c, "orders", (long long)x->n_orders, (long long)y->n_orders)) {
        return;
    }
    for (size_t i = 0; i < x->n_orders; i++) {
        if (!differ_int(c, "order", x->orders[i].jurisdiction, y->orders[i].jurisdiction)) {
            c->where = str_fmt(c->arena, "%.*sorder %d, ", STR_ARG(before), x->orders[i].jurisdiction);
            differ_order(c, &x->orders[i], &y->orders[i]);
        }
    }
    c->where = before;
}

struct str compare_answers(struct arena *a, const struct answer *x, const struct answer *y)
{
    struct comparison c = {.arena = a, .x = x, .y = y, .lanes = overlay_all(x->overlay), .where = STR("")};
    differ_int(&c, "lanes", x->lanes, y->lanes);
    if (!differ_int(&c, "legs", (long long)x->n_legs, (long long)y->n_legs)) {
        for (size_t i = 0; i < x->n_legs; i++) {
            c.where = str_fmt(a, "leg %zu, ", i);
            differ_leg(&c, &x->legs[i], &y->legs[i]);
        }
    }
    c.where = STR("");
    if (!differ_int(&c, "order sums", (long long)x->n_orders, (long long)y->n_orders)) {
        for (size_t i = 0; i < x->n_orders; i++) {
            const struct order_sum *p = &x->orders[i];
            const struct order_sum *q = &y->orders[i];
            c.where = str_fmt(a, "sum %zu, ", i);
            differ_int(&c, "value", p->value, q->value);
            differ_int(&c, "jurisdiction", p->jurisdiction, q->jurisdiction);
            differ(&c, "bound", p->bound & c.lanes, q->bound & c.lanes);
            differ_int(&c, "asked", p->asked, q->asked);
            differ_int(&c, "encoded", p->encoded, q->encoded);
            differ_range(&c, "range", &p->range, &q->range);
        }
    }
    c.where = STR("");
    differ_range(&c, "deal's range", &x->range, &y->range);
    return c.found;
}
