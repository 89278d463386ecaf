/* Who could take one hold away: formulas over acts. */
#include "plan/unlock_int.h"

#define BASES_DEEP 8

static bool same_act(const struct regime *g, const struct unlock_act *x, const struct unlock_act *y)
{
    if (x->kind != y->kind || x->authority != y->authority) {
        return false;
    }
    switch (x->kind) {
    case UNLOCK_LIFT:
    case UNLOCK_LIFT_MANDATE:
        return x->measure == y->measure && (x->measure >= 0 || (provision_within(g, x->place, y->place) &&
                                                                provision_within(g, y->place, x->place)));
    case UNLOCK_DELIST: return x->party == y->party && x->order == y->order;
    case UNLOCK_APPROVE:
    default: return true;
    }
}

/* The act as a formula; it is entered where it is new. */
static struct formula act_of(struct unlocking *w, size_t hold, const struct unlock_act *act, int power, unsigned kinds,
                             int offer)
{
    struct unlock *u = w->u;
    size_t at = 0;
    while (at < u->acts.n && !same_act(u->regime, &u->acts.items[at], act)) {
        at++;
    }
    if (at == HIT_ITEMS) {
        w->too_big = true;
        return formula_false(w->arena);
    }
    if (at == u->acts.n) {
        VEC_PUSH(w->arena, &u->acts, *act);
    }
    struct unlock_act *kept = &u->acts.items[at];
    kept->kinds |= kinds;
    ints_add(w->arena, &kept->holds, (int)hold);
    if (power >= 0) {
        ints_add(w->arena, &kept->powers, power);
    }
    if (offer >= 0) {
        ints_add(w->arena, &kept->offers, offer);
    }
    for (size_t i = 0; i < act->policies.n; i++) {
        ints_add(w->arena, &kept->policies, act->policies.items[i]);
    }
    return formula_act(w->arena, at);
}

static void or_with(struct unlocking *w, struct formula *f, struct formula more)
{
    *f = formula_or(w->arena, f, &more);
    w->too_big = w->too_big || f->too_big;
}

static void and_with(struct unlocking *w, struct formula *f, struct formula more)
{
    *f = formula_and(w->arena, f, &more);
    w->too_big = w->too_big || f->too_big;
}

struct spot { /* whose hold, and when */
    size_t hold;
    int day;
    struct life life;
};

/* Against one place: whoever may end it, or all of something that it rests on. */
static struct formula lift_place(struct unlocking *w, const struct spot *at, struct provision place, bool mandate,
                                 int depth)
{
    const struct regime *g = w->u->regime;
    struct formula f = formula_false(w->arena);
    struct unlock_act act = {.kind = mandate ? UNLOCK_LIFT_MANDATE : UNLOCK_LIFT, .place = place, .measure = -1};
    for (size_t i = 0; i < g->powers.n; i++) {
        const struct power *p = &g->powers.items[i];
        if ((p->kinds & ACTS_THAT_LIFT) != 0 && power_in_force(p, at->day) &&
            power_reaches_place(g, p, place, mandate)) {
            act.authority = p->authority;
            or_with(w, &f, act_of(w, at->hold, &act, (int)i, p->kinds & ACTS_THAT_LIFT, -1));
        }
    }
    const struct instrument *in = &g->instruments.items[place.instrument];
    for (size_t i = 0; i < in->rests_on.n && depth < BASES_DEEP; i++) {
        struct formula all = formula_true();
        const provisions *any = &in->rests_on.items[i];
        for (size_t k = 0; k < any->n; k++) {
            if (life_provision(&at->life, any->items[k]) != TRI_FALSE) {
                and_with(w, &all, lift_place(w, at, any->items[k], false, depth + 1));
            }
        }
        or_with(w, &f, all);
    }
    return f;
}

static struct formula lift_named(struct unlocking *w, const struct spot *at, int measure)
{
    const struct regime *g = w->u->regime;
    struct formula f = formula_false(w->arena);
    struct unlock_act act = {.kind = UNLOCK_LIFT, .measure = measure};
    for (size_t i = 0; i < g->powers.n; i++) {
        const struct power *p = &g->powers.items[i];
        if ((p->kinds & ACTS_THAT_LIFT) != 0 && power_in_force(p, at->day) && power_names_measure(g, p, measure)) {
            act.authority = p->authority;
            or_with(w, &f, act_of(w, at->hold, &act, (int)i, p->kinds & ACTS_THAT_LIFT, -1));
        }
    }
    return f;
}

static struct formula lift(struct unlocking *w, const struct spot *at, const struct hold *h)
{
    const struct measure *m = &w->u->regime->measures.items[h->measure];
    struct formula f = formula_true();
    bool performs = false;
    for (size_t i = 0; i < h->under.n; i++) {
        if (life_provision(&at->life, h->under.items[i]) != TRI_FALSE) {
            and_with(w, &f, lift_place(w, at, h->under.items[i], false, 0));
            performs = true;
        }
    }
    if (performs &&
        formula_is_false(&f)) { /* a power over the measure by name: the place is the finer act where there is one */
        f = lift_named(w, at, h->measure);
    }
    for (size_t i = 0; i < m->mandates.n; i++) {
        if (life_provision(&at->life, m->mandates.items[i]) != TRI_FALSE) {
            and_with(w, &f, lift_place(w, at, m->mandates.items[i], true, 0));
        }
    }
    return f;
}

/* Is the offer one that could be taken up: nowhere that the hold closes the deal do its terms surely fail? */
static bool could_be_taken(struct unlocking *w, const struct unlock_hold *x, int offer, ints *ret_policies)
{
    bool tried = false;
    for (size_t l = 0; l < x->seen->n_legs; l++) {
        for (size_t k = 0; k < x->seen->legs[l].n_orders; k++) {
            const struct order_answer *o = &x->seen->legs[l].orders[k];
            for (size_t h = 0; h < o->n_holds; h++) {
                for (size_t i = 0; o->holds[h].hold == x->hold && i < o->holds[h].n_offers; i++) {
                    const struct tried *t = &o->holds[h].offers[i];
                    if (t->index != offer) {
                        continue;
                    }
                    if ((t->value.may & 1U) == 0 && !t->denied) {
                        return false;
                    }
                    if (t->denied && t->policy >= 0) {
                        ints_add(w->arena, ret_policies, t->policy);
                    }
                    tried = true;
                }
            }
        }
    }
    return tried;
}

static struct formula approve(struct unlocking *w, const struct spot *at, const struct hold *h, int index)
{
    const struct regime *g = w->u->regime;
    struct formula f = formula_false(w->arena);
    struct unlock_act act = {.kind = UNLOCK_APPROVE, .measure = -1};
    for (size_t i = 0; i < h->offers.n; i++) {
        const struct offer *o = &g->offers.items[h->offers.items[i]];
        act.policies = (ints){0};
        if (o->deny || !could_be_taken(w, &w->u->holds.items[at->hold], h->offers.items[i], &act.policies)) {
            continue;
        }
        for (size_t k = 0; k < o->n_authorities; k++) {
            act.authority = o->authorities[k];
            or_with(w, &f, act_of(w, at->hold, &act, -1, 1U << ACT_LICENSE, h->offers.items[i]));
        }
    }
    for (size_t i = 0; i < g->powers.n; i++) {
        const struct power *p = &g->powers.items[i];
        if ((p->kinds & PERMITS) != 0 && power_in_force(p, at->day) && power_reaches_hold(g, p, index)) {
            act.authority = p->authority;
            or_with(w, &f, act_of(w, at->hold, &act, (int)i, p->kinds & PERMITS, -1));
        }
    }
    return f;
}

/* All of these off the lists. */
static struct formula delist_all(struct unlocking *w, const struct spot *at, uint64_t gone)
{
    const struct regime *g = w->u->regime;
    struct formula all = formula_true();
    for (size_t i = 0; i < w->listings.n; i++) {
        if ((gone >> i & 1U) == 0) {
            continue;
        }
        const struct listing_at *l = &w->listings.items[i];
        struct formula f = formula_false(w->arena);
        struct unlock_act act = {.kind = UNLOCK_DELIST, .party = l->party, .order = l->order, .measure = -1};
        for (size_t k = 0; k < l->powers.n; k++) {
            act.authority = g->powers.items[l->powers.items[k]].authority;
            or_with(w, &f, act_of(w, at->hold, &act, l->powers.items[k], 1U << ACT_DELIST, -1));
        }
        and_with(w, &all, f);
    }
    return all;
}

/* Does the hold still close the deal when these are off the lists? Each set of them is decided once, for all holds. */
static bool closes_without(struct unlocking *w, uint64_t gone, int index)
{
    const struct regime *g = w->u->regime;
    if (w->delisted == NULL) {
        w->delisted = ARENA_MANY(w->arena, uint64_t *, (size_t)1 << w->listings.n);
    }
    if (w->delisted[gone] == NULL) {
        w->delisted[gone] = ARENA_MANY(w->arena, uint64_t, HOLD_WORDS(g));
        struct arena_mark mark = arena_mark(w->arena);
        unlock_closed_by(decide(w->arena, g, unlock_delisted(w, gone), &overlay_none, NULL), w->delisted[gone]);
        arena_rewind(w->arena, mark);
    }
    return (w->delisted[gone][index / 64] >> (index % 64) & 1U) != 0;
}

/* The least that must go from the lists so that the hold no longer closes the deal: tried, few at a time. */
static struct formula delist(struct unlocking *w, const struct spot *at, int index)
{
    struct formula f = formula_false(w->arena);
    uint64_t enough[64];
    size_t n = 0;
    for (unsigned size = 1; size <= w->listings.n; size++) {
        for (uint64_t gone = 1; gone < 1ULL << w->listings.n; gone++) {
            bool known = (unsigned)__builtin_popcountll(gone) != size;
            for (size_t i = 0; i < n && !known; i++) {
                known = (gone & enough[i]) == enough[i];
            }
            if (known || n == 64) {
                continue;
            }
            if (!closes_without(w, gone, index)) {
                enough[n++] = gone;
                or_with(w, &f, delist_all(w, at, gone));
            }
        }
    }
    return f;
}

struct formula unlock_ways(struct unlocking *w, size_t hold)
{
    const struct regime *g = w->u->regime;
    int index = w->u->holds.items[hold].hold;
    const struct hold *h = &g->holds.items[index];
    struct spot at = {.hold = hold, .day = w->u->today->legs[w->u->holds.items[hold].leg].leg.day};
    at.life.regime = g;
    at.life.overlay = &overlay_none;
    at.life.deal = w->u->deal;
    at.life.day = at.day;
    struct formula f = lift(w, &at, h);
    or_with(w, &f, approve(w, &at, h, index));
    or_with(w, &f, delist(w, &at, index));
    return f;
}
