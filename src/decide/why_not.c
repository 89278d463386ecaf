/* Why a measure does not stand in a proof. */
#include "decide/why_not.h"

#include "base/arena.h"
#include "decide/walk_int.h"

static struct excluded_by excluded_by(struct walk w, int index, size_t leg)
{
    const struct regime *g = w.ev->regime;
    const struct hold *h = &g->holds.items[index];
    const struct measure *m = &g->measures.items[h->measure];
    struct excluded_by x = {leg, index, WHY_NOTHING, NULL};
    struct life l = walk_life(&w);
    int mandate;
    w.host = h;
    if (life_hold(&l, index, &mandate) == TRI_FALSE) {
        x.why = WHY_NOT_IN_FORCE;
    } else if (walk_conduct(&w, h->conducts, h->n_conducts, h->any_conduct) == TRI_FALSE) {
        x.why = WHY_CONDUCT;
    } else if (walk_bound(&w, m) == TRI_FALSE) {
        x.why = WHY_NOT_BOUND;
        x.clause = m->n_nexuses > 0 ? g->nexuses.items[m->nexuses[0]].root : NULL;
    } else {
        for (size_t i = 0; i < h->n_scope && x.why == WHY_NOTHING; i++) {
            if (walk_clause(&w, h->scope[i], -1) == TRI_FALSE) {
                x.why = WHY_CLAUSE;
                x.clause = h->scope[i];
            }
        }
        for (size_t i = 0; i < h->n_omits && x.why == WHY_NOTHING; i++) {
            if (tri_and(life_layer(&l, &h->omit_layers[i]), walk_clause(&w, h->omit_scopes[i], -1)) == TRI_TRUE) {
                x.why = WHY_OMITTED;
                x.clause = h->omit_scopes[i];
            }
        }
    }
    return x;
}

void why_not(struct arena *a, const struct answer *an, int measure, struct excluded_by **ret, size_t *ret_n)
{
    VEC(struct excluded_by) list = {0};
    const struct measure *m = &an->regime->measures.items[measure];
    struct leg *legs = ARENA_MANY(a, struct leg, an->n_legs);
    for (size_t i = 0; i < an->n_legs; i++) {
        legs[i] = an->legs[i].leg;
    }
    struct evaluation ev = {
        .arena = a, .regime = an->regime, .overlay = an->overlay, .deal = an->deal, .legs = legs, .n_legs = an->n_legs};
    for (size_t i = 0; i < an->n_legs; i++) {
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            struct walk w = {.ev = &ev, .leg = &legs[i]};
            struct excluded_by one = excluded_by(w, h, i);
            VEC_PUSH(a, &list, one);
        }
    }
    *ret = list.items;
    *ret_n = list.n;
}
