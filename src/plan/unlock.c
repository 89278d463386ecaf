#include "plan/unlock_int.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN 5
#define STEPS 50000000
#define LISTINGS 6 /* of the deal's parties that are tried without */

/* ---- lists ---- */

static bool delists(const struct regime *g, const struct power *p, int order)
{
    for (size_t i = 0; i < p->over.n; i++) {
        const struct target *t = &p->over.items[i];
        bool own = t->kind == TARGET_DESIGNATIONS_OF
                       ? t->index == order
                       : g->authorities.items[p->authority].item.jurisdiction == order && t->kind != TARGET_EXTERNAL;
        if (own) {
            return true;
        }
    }
    return false;
}

static void add_listing(struct unlocking *w, int party, int order)
{
    const struct regime *g = w->u->regime;
    struct listing_at one = {.party = party, .order = order};
    for (size_t i = 0; i < w->listings.n; i++) {
        if (w->listings.items[i].party == party && w->listings.items[i].order == order) {
            return;
        }
    }
    for (size_t i = 0; i < g->powers.n; i++) {
        const struct power *p = &g->powers.items[i];
        if ((p->kinds & 1U << ACT_DELIST) != 0 && power_in_force(p, w->u->deal->on) && delists(g, p, order)) {
            ints_add(w->arena, &one.powers, (int)i);
        }
    }
    if (one.powers.n > 0 && w->listings.n < LISTINGS) {
        VEC_PUSH(w->arena, &w->listings, one);
    } else if (one.powers.n > 0) {
        w->u->untried++;
    }
}

static void find_listings(struct unlocking *w)
{
    const struct deal *d = w->u->deal;
    const struct regime *g = w->u->regime;
    for (size_t p = 0; p < d->n_parties; p++) {
        for (size_t i = 0; i < d->parties[p].n_listed; i++) {
            for (size_t k = 0; k < g->jurisdictions.n; k++) {
                if (g->jurisdictions.items[k].value == d->parties[p].listed[i].by) {
                    add_listing(w, (int)p, (int)k);
                }
            }
        }
    }
}

/* ---- clauses ---- */

/* What one act alone does: the holds that bite with it and not without it, and those that fall, whatever the formula says. */
static void try_alone(struct unlocking *w, size_t act)
{
    struct unlock *u = w->u;
    const struct answer *an;
    int one = (int)act;
    ints closing = {0};
    ints brings = {0};
    unlock_replay(w->arena, u, &one, 1, &an);
    unlock_closing(w, an, one, &closing);
    for (size_t i = 0; i < closing.n; i++) {
        if (!unlock_closes(u->today, u->holds.items[closing.items[i]].hold)) {
            ints_add(w->arena, &brings, closing.items[i]);
        }
    }
    u->acts.items[act].brings = brings;
    for (size_t i = 0; i < u->holds.n; i++) {
        if (u->holds.items[i].brought_by < 0 && !unlock_closes(an, u->holds.items[i].hold)) {
            ints_add(w->arena, &u->acts.items[act].fells, (int)i);
            VEC_PUSH(w->arena, &w->fells, (struct felled){(int)i, act});
        }
    }
}

/* What the act brings with it must be taken away, too, wherever the act is what meets a clause. */
static void carry(struct unlocking *w, const struct formula *ways, struct formula *all)
{
    struct unlock *u = w->u;
    for (size_t act = 0; act < u->acts.n; act++) {
        const ints *brings = &u->acts.items[act].brings;
        for (size_t i = 0; i < brings->n; i++) {
            struct formula with = formula_true();
            for (size_t c = 0; c < all->n; c++) {
                struct formula clause = {&all->clauses[c], 1, false};
                if (hit_has(&all->clauses[c], act)) {
                    struct hit_bits *others = arena_copy(w->arena, &all->clauses[c], sizeof *others);
                    hit_remove(others, act);
                    struct formula rest = {others, 1, false};
                    struct formula more = formula_or(w->arena, &rest, &ways[brings->items[i]]);
                    clause = formula_and(w->arena, &clause, &more);
                }
                with = formula_and(w->arena, &with, &clause);
            }
            *all = with;
            w->too_big = w->too_big || with.too_big;
        }
    }
}

#define ROUNDS 4 /* what acts bring can bring more */

static void write_clauses(struct unlocking *w)
{
    struct unlock *u = w->u;
    ints closing = {0};
    unlock_closing(w, u->today, -1, &closing);
    size_t closed_today = closing.n;
    struct formula *ways = ARENA_MANY(w->arena, struct formula, HIT_CLAUSES);
    size_t done_holds = 0;
    size_t done_acts = 0;
    for (int round = 0; round < ROUNDS && (done_holds < u->holds.n || done_acts < u->acts.n); round++) {
        for (; done_holds < u->holds.n && done_holds < HIT_CLAUSES && !w->too_big; done_holds++) {
            ways[done_holds] = unlock_ways(w, done_holds);
            u->holds.items[done_holds].helpless = formula_is_false(&ways[done_holds]);
        }
        for (; done_acts < u->acts.n && !w->too_big; done_acts++) {
            try_alone(w, done_acts);
        }
    }
    w->too_big = w->too_big || done_holds < u->holds.n;
    for (size_t i = 0; i < w->fells.n && !w->too_big; i++) {
        struct formula act = formula_act(w->arena, w->fells.items[i].act);
        struct formula *f = &ways[w->fells.items[i].hold];
        *f = formula_or(w->arena, f, &act);
        w->too_big = f->too_big;
    }
    for (size_t i = 0; i < done_holds && !w->too_big; i++) {
        ways[i] = unlock_inner(w, i, ways, done_holds);
        w->too_big = ways[i].too_big;
        u->holds.items[i].helpless = formula_is_false(&ways[i]);
    }
    struct formula all = formula_true();
    for (size_t i = 0; i < closed_today && !w->too_big; i++) {
        all = formula_and(w->arena, &all, &ways[i]);
        w->too_big = w->too_big || all.too_big;
    }
    if (!w->too_big) {
        carry(w, ways, &all);
        u->proved = unlock_learn(w, &all);
        w->too_big = all.too_big;
    }
    for (size_t i = 0; i < all.n; i++) { /* of which hold each clause is */
        int of = -1;
        for (size_t h = 0; h < done_holds && of < 0; h++) {
            for (size_t c = 0; c < ways[h].n && of < 0; c++) {
                of = memcmp(&ways[h].clauses[c], &all.clauses[i], sizeof all.clauses[i]) == 0 ? (int)h : -1;
            }
        }
        VEC_PUSH(w->arena, &u->clauses, all.clauses[i]);
        VEC_PUSH(w->arena, &u->clause_holds, of);
    }
}

/* ---- the sets ---- */

struct finding {
    struct unlocking *w;
    size_t shown;
    uint64_t uses[HIT_ITEMS];
};

/* What an act costs by the cheapest of the powers that carry it; an offer asks for no finding. */
static size_t cost_of_act(struct arena *a, const struct unlock *u, const struct unlock_act *act)
{
    const struct costs *c = &u->costs;
    int cost = c->kinds[act->kind] >= 0 ? c->kinds[act->kind] : c->act;
    int least = 0;
    for (size_t k = 0; k < act->powers.n && act->offers.n == 0; k++) {
        int one = costs_of_power(a, c, &u->regime->powers.items[act->powers.items[k]]);
        least = k == 0 || one < least ? one : least;
    }
    cost += u->regime->authorities.items[act->authority].veto.n > 0 ? c->veto : 0;
    cost += c->by != NULL ? c->by[act->authority] : 0;
    return (size_t)(cost + least);
}

static size_t cost_of(const struct unlock *u, const int *acts, size_t n)
{
    size_t cost = 0;
    for (size_t i = 0; i < n; i++) {
        cost += u->acts.items[acts[i]].cost;
    }
    return cost;
}

/* The dual: what must be undone, at the least, so that it is closed whatever else is done. */
static void find_closers(struct unlocking *w)
{
    struct unlock *u = w->u;
    size_t least = HIT_ITEMS + 1;
    size_t best = 0;
    for (size_t i = 0; i < u->clauses.n; i++) {
        size_t n = 0;
        for (size_t k = 0; k < u->acts.n; k++) {
            n += hit_has(&u->clauses.items[i], k) ? 1U : 0U;
        }
        if (n < least) {
            least = n;
            best = i;
        }
    }
    for (size_t k = 0; k < u->acts.n && u->clauses.n > 0; k++) {
        if (hit_has(&u->clauses.items[best], k)) {
            ints_add(w->arena, &u->closers, (int)k);
        }
    }
}

static int ascending(const void *x, const void *y)
{
    return *(const int *)x - *(const int *)y;
}

static void count_signers(struct unlocking *w, const struct hit_set *set)
{
    struct unlock *u = w->u;
    ints who = {0};
    struct arena_mark mark = arena_mark(w->arena);
    for (size_t i = 0; i < set->n; i++) {
        ints_add(w->arena, &who, u->acts.items[set->items[i]].authority);
    }
    if (who.n > 0) {
        qsort(who.items, who.n, sizeof *who.items, ascending);
    }
    for (size_t i = 0; i < u->signers.n; i++) {
        struct unlock_signers *s = &u->signers.items[i];
        if (s->authorities.n == who.n &&
            (who.n == 0 || memcmp(s->authorities.items, who.items, who.n * sizeof *who.items) == 0)) {
            s->sets++;
            s->fewest = set->n < s->fewest ? set->n : s->fewest;
            arena_rewind(w->arena, mark);
            return;
        }
    }
    if (u->signers.n == UNLOCK_MOST_SIGNERS) {
        u->more_signers = true;
        arena_rewind(w->arena, mark);
        return;
    }
    struct unlock_signers one = {who, 1, set->n};
    VEC_PUSH(w->arena, &u->signers, one);
}

/* The cheapest so far, in order; of two that cost the same the one found first. */
static void keep_cheap(struct finding *f, const struct hit_set *set)
{
    struct unlock *u = f->w->u;
    struct arena *a = f->w->arena;
    size_t cost = cost_of(u, set->items, set->n);
    size_t at = u->cheapest.n;
    while (at > 0 && u->cheapest.items[at - 1].cost > cost) {
        at--;
    }
    if (at >= f->shown) {
        return;
    }
    struct unlock_set one = {.acts = arena_copy(a, set->items, set->n * sizeof *set->items), .n = set->n, .cost = cost};
    one.alone = ARENA_MANY(a, int, set->n);
    for (size_t i = 0; i < set->n; i++) {
        one.alone[i] = -1;
        for (size_t c = 0; c < u->clauses.n && one.alone[i] < 0; c++) {
            one.alone[i] = hit_has(&set->alone[i], c) ? u->clause_holds.items[c] : -1;
        }
    }
    if (u->cheapest.n < f->shown) {
        VEC_PUSH(a, &u->cheapest, one);
    }
    for (size_t i = u->cheapest.n - 1; i > at; i--) {
        u->cheapest.items[i] = u->cheapest.items[i - 1];
    }
    u->cheapest.items[at] = one;
}

static bool add_set(void *user, const struct hit_set *set)
{
    struct finding *f = user;
    struct unlock *u = f->w->u;
    u->sets++;
    u->sizes[set->n < UNLOCK_SIZES ? set->n : UNLOCK_SIZES - 1]++;
    for (size_t i = 0; i < set->n; i++) {
        f->uses[set->items[i]]++;
    }
    count_signers(f->w, set);
    keep_cheap(f, set);
    return true;
}

static void find_always(struct unlocking *w, const struct finding *f)
{
    struct unlock *u = w->u;
    for (size_t i = 0; i < u->acts.n && u->sets > 0; i++) {
        if (f->uses[i] == 0) {
            ints_add(w->arena, &u->never, (int)i);
        } else if (f->uses[i] == u->sets) {
            ints_add(w->arena, &u->always, (int)i);
        }
    }
    for (size_t k = 0; k < u->regime->authorities.n && u->signers.n > 0 && !u->more_signers; k++) {
        bool in_all = true;
        for (size_t i = 0; i < u->signers.n && in_all; i++) {
            in_all = ints_has_value(&u->signers.items[i].authorities, (int)k);
        }
        if (in_all) {
            ints_add(w->arena, &u->veto, (int)k);
        }
    }
}

static void replay_shown(struct unlocking *w)
{
    struct unlock *u = w->u;
    for (size_t i = 0; i < u->cheapest.n; i++) {
        struct unlock_set *s = &u->cheapest.items[i];
        int *without = ARENA_MANY(w->arena, int, s->n);
        struct arena_mark mark = arena_mark(w->arena);
        s->opens = unlock_replay(w->arena, u, s->acts, s->n, NULL);
        s->minimal = true;
        for (size_t k = 0; k < s->n; k++) {
            size_t n = 0;
            for (size_t j = 0; j < s->n; j++) {
                if (j != k) {
                    without[n++] = s->acts[j];
                }
            }
            s->minimal = s->minimal && !unlock_replay(w->arena, u, without, n, NULL);
        }
        arena_rewind(w->arena, mark);
    }
}

static int fewest_first(const void *x, const void *y)
{
    const struct unlock_signers *a = x;
    const struct unlock_signers *b = y;
    if (a->authorities.n != b->authorities.n) {
        return a->authorities.n < b->authorities.n ? -1 : 1;
    }
    if (a->fewest != b->fewest) {
        return a->fewest < b->fewest ? -1 : 1;
    }
    for (size_t i = 0; i < a->authorities.n; i++) {
        if (a->authorities.items[i] != b->authorities.items[i]) {
            return a->authorities.items[i] - b->authorities.items[i];
        }
    }
    return 0;
}

static void find_not_encoded(struct unlocking *w)
{
    const struct answer *an = w->u->today;
    for (size_t i = 0; i < an->n_orders; i++) {
        if (!an->orders[i].encoded && an->orders[i].asked) {
            ints_add(w->arena, &w->u->not_encoded, an->orders[i].value);
        }
    }
}

struct unlock *unlock_deal(struct arena *a, const struct regime *g, const struct deal *d,
                           const struct unlock_options *options)
{
    struct unlock *u = ARENA_NEW(a, struct unlock);
    struct unlocking w = {.arena = a, .u = u};
    u->deal = d;
    u->regime = g;
    u->end = HIT_ALL;
    u->costs = options->costs != NULL ? *options->costs : costs_usual();
    u->open = unlock_replay(a, u, NULL, 0, &u->today);
    find_not_encoded(&w);
    if (u->open) {
        return u;
    }
    find_listings(&w);
    write_clauses(&w);
    if (w.too_big) {
        u->end = HIT_TOO_BIG;
        return u;
    }
    for (size_t i = 0; i < u->acts.n; i++) {
        u->acts.items[i].cost = cost_of_act(a, u, &u->acts.items[i]);
    }
    struct hit_problem p = {.clauses = u->clauses.items,
                            .n = u->clauses.n,
                            .items = u->acts.n,
                            .most = options->most,
                            .steps = options->steps > 0 ? options->steps : STEPS};
    struct finding f = {.w = &w, .shown = options->shown > 0 ? options->shown : SHOWN};
    u->end = hit_sets(a, &p, add_set, &f);
    if (u->signers.n > 0) {
        qsort(u->signers.items, u->signers.n, sizeof *u->signers.items, fewest_first);
    }
    u->monotone = true;
    for (size_t i = 0; i < u->acts.n; i++) {
        u->monotone = u->monotone && u->acts.items[i].brings.n == 0;
    }
    find_always(&w, &f);
    find_closers(&w);
    replay_shown(&w);
    return u;
}
