/* Acts done to the law and to the deal's facts, and the deal decided again by the tree walker. */
#include "plan/unlock_int.h"

static struct unlock_hold *known_hold(struct unlock *u, int hold, int *ret_index)
{
    for (size_t i = 0; i < u->holds.n; i++) {
        if (u->holds.items[i].hold == hold) {
            *ret_index = (int)i;
            return &u->holds.items[i];
        }
    }
    return NULL;
}

void unlock_closing(struct unlocking *w, const struct answer *an, int brought_by, ints *to)
{
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t k = 0; k < an->legs[l].n_orders; k++) {
            const struct order_answer *o = &an->legs[l].orders[k];
            for (size_t h = 0; leg_order_counts(an, o, 1) && !range_open(&o->range, 0) && h < o->n_holds; h++) {
                if ((hold_closes(&o->holds[h]).may & 1U) == 0) {
                    continue;
                }
                int at = (int)w->u->holds.n;
                struct unlock_hold *x = known_hold(w->u, o->holds[h].hold, &at);
                bool perhaps = (hold_closes(&o->holds[h]).must & 1U) == 0;
                if (x == NULL) {
                    struct unlock_hold one = {
                        .hold = o->holds[h].hold, .order = o->jurisdiction, .leg = l, .perhaps = perhaps};
                    one.brought_by = brought_by;
                    one.seen = an;
                    VEC_PUSH(w->arena, &w->u->holds, one);
                } else if (brought_by < 0) {
                    x->perhaps = x->perhaps && perhaps;
                }
                ints_add(w->arena, to, at);
            }
        }
    }
}

void unlock_closed_by(const struct answer *an, uint64_t *to)
{
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t k = 0; k < an->legs[l].n_orders; k++) {
            const struct order_answer *o = &an->legs[l].orders[k];
            for (size_t h = 0; leg_order_counts(an, o, 1) && h < o->n_holds; h++) {
                to[o->holds[h].hold / 64] |= (hold_closes(&o->holds[h]).may & 1U) << (o->holds[h].hold % 64);
            }
        }
    }
}

bool unlock_closes(const struct answer *an, int hold)
{
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t k = 0; k < an->legs[l].n_orders; k++) {
            const struct order_answer *o = &an->legs[l].orders[k];
            for (size_t h = 0; leg_order_counts(an, o, 1) && h < o->n_holds; h++) {
                if (o->holds[h].hold == hold && (hold_closes(&o->holds[h]).may & 1U) != 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool open_where_encoded(const struct answer *an)
{
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t k = 0; k < an->legs[l].n_orders; k++) {
            const struct order_answer *o = &an->legs[l].orders[k];
            if (leg_order_counts(an, o, 1) && o->encoded && !range_open(&o->range, 0)) {
                return false;
            }
        }
    }
    return true;
}

static void drop_listing(struct arena *a, struct party *p, int order)
{
    size_t kept = 0;
    struct listing *left = ARENA_MANY(a, struct listing, p->n_listed);
    for (size_t i = 0; i < p->n_listed; i++) {
        if (p->listed[i].by != order) {
            left[kept++] = p->listed[i];
        }
    }
    p->listed = left;
    p->n_listed = kept;
}

static struct deal *copy_of(struct arena *a, const struct deal *d)
{
    struct deal *to = arena_copy(a, d, sizeof *d);
    to->parties = arena_copy(a, d->parties, d->n_parties * sizeof *d->parties);
    return to;
}

const struct deal *unlock_delisted(struct unlocking *w, uint64_t gone)
{
    struct deal *d = copy_of(w->arena, w->u->deal);
    for (size_t i = 0; i < w->listings.n; i++) {
        if ((gone >> i & 1U) != 0) {
            const struct listing_at *l = &w->listings.items[i];
            drop_listing(w->arena, &d->parties[l->party], w->u->regime->jurisdictions.items[l->order].value);
        }
    }
    return d;
}

/* A permission about each measure that the authority may free it from. */
static void permit(struct arena *a, const struct unlock *u, const struct unlock_act *act, struct deal *d)
{
    const struct regime *g = u->regime;
    struct approval *all = ARENA_MANY(a, struct approval, d->n_approvals + act->holds.n);
    for (size_t i = 0; i < d->n_approvals; i++) {
        all[i] = d->approvals[i];
    }
    for (size_t i = 0; i < act->holds.n; i++) {
        int measure = g->holds.items[u->holds.items[act->holds.items[i]].hold].measure;
        struct approval one = {.by = g->authorities.items[act->authority].value,
                               .by_text = g->authorities.items[act->authority].item.name,
                               .about = g->measures.items[measure].item.name,
                               .from = DAY_MIN,
                               .until = DAY_MAX};
        all[d->n_approvals + i] = one;
    }
    d->approvals = all;
    d->n_approvals += act->holds.n;
}

static struct overlay_act effect(struct arena *a, const struct unlock *u, const struct unlock_act *act)
{
    struct overlay_act one = {.kind = ACT_SUSPEND, .lanes = 1, .licence = -1};
    if (act->measure >= 0) {
        const struct measure *m = &u->regime->measures.items[act->measure];
        for (int i = 0; i < m->n_holds; i++) {
            ints_add(a, &one.holds, m->first_hold + i);
        }
    } else if (act->kind == UNLOCK_LIFT_MANDATE) {
        VEC_PUSH(a, &one.mandates, act->place);
    } else {
        VEC_PUSH(a, &one.provisions, act->place);
    }
    return one;
}

bool unlock_replay(struct arena *a, const struct unlock *u, const int *acts, size_t n, const struct answer **ret)
{
    struct overlay *o = ARENA_NEW(a, struct overlay);
    struct deal *d = copy_of(a, u->deal);
    o->lanes = 1;
    for (size_t i = 0; i < n; i++) {
        const struct unlock_act *act = &u->acts.items[acts[i]];
        switch (act->kind) {
        case UNLOCK_LIFT:
        case UNLOCK_LIFT_MANDATE: {
            struct overlay_act one = effect(a, u, act);
            VEC_PUSH(a, &o->acts, one);
            break;
        }
        case UNLOCK_APPROVE: permit(a, u, act, d); break;
        case UNLOCK_DELIST:
        default: drop_listing(a, &d->parties[act->party], u->regime->jurisdictions.items[act->order].value);
        }
    }
    const struct answer *an = decide(a, u->regime, d, o, NULL);
    if (ret != NULL) {
        *ret = an;
    }
    return open_where_encoded(an);
}
