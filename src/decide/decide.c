#include "decide/decide.h"

#include "base/arena.h"
#include "decide/split.h"

static void keep_lanes(struct range *r, uint64_t lanes)
{
    for (int k = 0; k < TOWERS; k++) {
        r->tower[k].must &= lanes;
        r->tower[k].may &= lanes;
    }
}

static bool covered(const struct regime *g, int jurisdiction, const struct leg *leg)
{
    const struct jurisdiction *j = &g->jurisdictions.items[jurisdiction];
    if (j->covers_from == DAY_NONE || leg->day < j->covers_from) {
        return false;
    }
    for (size_t i = 0; i < j->n_not_covered; i++) {
        for (size_t k = 0; k < leg->n_conducts; k++) {
            if (leg->conducts[k] == j->not_covered[i]) {
                return false;
            }
        }
    }
    return true;
}

static bool asked(const struct deal *d, int order_value)
{
    return ints_has_value(&d->for_orders, order_value);
}

static size_t orders_covered(const struct regime *g)
{
    size_t n = 0;
    for (size_t i = 0; i < g->jurisdictions.n; i++) {
        n += g->jurisdictions.items[i].covers_from != DAY_NONE ? 1 : 0;
    }
    return n;
}

static int jurisdiction_of(const struct regime *g, int value)
{
    for (size_t i = 0; i < g->jurisdictions.n; i++) {
        if (g->jurisdictions.items[i].value == value && g->jurisdictions.items[i].covers_from != DAY_NONE) {
            return (int)i;
        }
    }
    return -1;
}

/* The states the actor answers to, whose law is not here. */
static void list_not_encoded(struct arena *a, const struct deal *d, int party, ints *ret)
{
    static const enum dim ties[] = {DIM_NATIONAL, DIM_RESIDENT, DIM_INCORPORATED, DIM_LOCATED, DIM_BRANCH_OF, DIM_FLAG};
    for (size_t t = 0; t < sizeof ties / sizeof *ties; t++) {
        struct fact f = deal_dim(d, ties[t], party, -1);
        for (size_t i = 0; f.known && i < f.n; i++) {
            int v = f.values[i];
            bool own = v == d->regime->against && !asked(d, v);
            if (v != VALUE_OTHER && !own && jurisdiction_of(d->regime, v) < 0 && !ints_has_value(ret, v)) {
                VEC_PUSH(a, ret, v);
            }
        }
    }
}

/* Answers of legal orders, in place: a leg keeps few, and the next takes what it leaves. */
struct order_room {
    struct order_answer *at;
    size_t left, most; /* most: a leg may need so many */
};

static void make_room(struct arena *a, struct order_room *room, size_t legs)
{
    if (room->left < room->most) {
        room->left = room->most + (legs < 16 ? legs : 16); /* about one is kept of each leg */
        room->at = ARENA_MANY(a, struct order_answer, room->left);
    }
}

/* False: it says nothing of the leg. */
static bool answer_order(struct evaluation *ev, const struct decision_options *options, size_t index, int jurisdiction,
                         struct order_answer *o)
{
    const struct evaluator *by = options->evaluator;
    const struct regime *g = ev->regime;
    uint64_t all = overlay_all(ev->overlay);
    o->jurisdiction = jurisdiction;
    o->missing_exact = true;
    by->order(ev, index, jurisdiction, o);
    bool bound = (o->bound.must & all) != 0;
    bool reaches = o->n_holds > 0 && ((o->kleene.tower[0].may & all) != 0);
    bool says = bound || reaches || o->n_exposed > 0 || o->n_states > 0;
    bool may_say = (o->bound.may & all) != 0 && asked(ev->deal, g->jurisdictions.items[jurisdiction].value);
    if (!says && !may_say) {
        return false;
    }
    o->encoded = covered(g, jurisdiction, &ev->legs[index]);
    if (!says && o->encoded) {
        return false;
    }
    o->range = o->kleene;
    if (!options->no_split) {
        split_order(ev, by, index, jurisdiction, o);
    }
    if (!o->encoded) { /* what is not encoded may forbid it */
        for (int k = 0; k < TOWERS; k++) {
            o->range.tower[k].may = all;
        }
    }
    keep_lanes(&o->range, all);
    return true;
}

static void answer_leg(struct evaluation *ev, const struct decision_options *options, size_t index,
                       struct order_room *room, struct leg_answer *ret)
{
    const struct regime *g = ev->regime;
    ret->leg = ev->legs[index];
    make_room(ev->arena, room, ev->n_legs - index);
    ret->orders = room->at;
    for (size_t j = 0; j < g->jurisdictions.n; j++) {
        if (g->jurisdictions.items[j].covers_from == DAY_NONE) {
            continue;
        }
        struct order_answer *o = &ret->orders[ret->n_orders];
        if (answer_order(ev, options, index, (int)j, o)) {
            ret->n_orders++;
        } else {
            memset(o, 0, sizeof *o);
        }
    }
    if (ret->n_orders > 0) { /* a regime that covers nothing has no room for orders */
        room->at += ret->n_orders;
    }
    room->left -= ret->n_orders;
    list_not_encoded(ev->arena, ev->deal, ret->leg.party, &ret->not_encoded);
}

static struct order_sum *sum_of(struct arena *a, struct answer *an, size_t *room, int value, int jurisdiction)
{
    for (size_t i = 0; i < an->n_orders; i++) {
        if (an->orders[i].value == value) {
            return &an->orders[i];
        }
    }
    an->orders = vec_grow(a, an->orders, an->n_orders, room, sizeof *an->orders);
    struct order_sum one = {
        .value = value, .jurisdiction = jurisdiction, .encoded = true, .asked = asked(an->deal, value)};
    an->orders[an->n_orders++] = one;
    return &an->orders[an->n_orders - 1];
}

static void sum_leg(struct arena *a, struct answer *an, size_t *room, const struct leg_answer *leg)
{
    const struct regime *g = an->regime;
    for (size_t i = 0; i < leg->n_orders; i++) {
        const struct order_answer *o = &leg->orders[i];
        struct order_sum *s = sum_of(a, an, room, g->jurisdictions.items[o->jurisdiction].value, o->jurisdiction);
        struct range part = o->range;
        /* an order that only may bind counts where some measure of it could reach, or where it is asked and not encoded */
        s->bound |= o->bound.must | (o->n_holds > 0 || (!o->encoded && s->asked) ? o->bound.may : 0);
        s->encoded = s->encoded && o->encoded;
        keep_lanes(&part, o->bound.may);
        range_worsen(&s->range, &part);
        /* what may bind counts only where the asker answers to it */
        keep_lanes(&part, s->asked ? o->bound.may : o->bound.must);
        if (!o->encoded && !s->asked) {
            part = o->kleene;
            keep_lanes(&part, o->bound.must);
        }
        range_worsen(&an->range, &part);
    }
    for (size_t i = 0; i < leg->not_encoded.n; i++) {
        struct order_sum *s = sum_of(a, an, room, leg->not_encoded.items[i], -1);
        s->encoded = false;
        s->bound = ~0ULL;
    }
}

static void sort_orders(const struct regime *g, struct answer *an)
{
    for (size_t i = 1; i < an->n_orders; i++) {
        for (size_t k = i;
             k > 0 && str_cmp(regime_text(g, an->orders[k].value), regime_text(g, an->orders[k - 1].value)) < 0; k--) {
            struct order_sum t = an->orders[k];
            an->orders[k] = an->orders[k - 1];
            an->orders[k - 1] = t;
        }
    }
}

struct answer *decide(struct arena *a, const struct regime *g, const struct deal *d, const struct overlay *o,
                      const struct decision_options *options)
{
    struct decision_options usual = {0};
    usual = options != NULL ? *options : usual;
    if (usual.evaluator == NULL) {
        usual.evaluator = &walker;
    }
    struct answer *an = ARENA_NEW(a, struct answer);
    an->deal = d;
    an->regime = g;
    an->overlay = o;
    an->lanes = o->lanes;
    an->as_of = d->on;
    struct leg *legs;
    deal_legs(a, d, &legs, &an->n_legs);
    size_t splits = SPLIT_OF_DEAL;
    struct evaluation ev = {.arena = a,
                            .regime = g,
                            .overlay = o,
                            .deal = d,
                            .legs = legs,
                            .n_legs = an->n_legs,
                            .splits = &splits,
                            .tables = usual.tables,
                            .lane_days = d->on_given ? NULL : usual.lane_days};
    an->legs = ARENA_MANY(a, struct leg_answer, an->n_legs);
    struct order_room orders = {NULL, 0, orders_covered(g)};
    size_t room = orders.most + 1;
    an->orders = ARENA_MANY(a, struct order_sum, room);
    for (size_t i = 0; i < an->n_legs; i++) {
        answer_leg(&ev, &usual, i, &orders, &an->legs[i]);
        sum_leg(a, an, &room, &an->legs[i]);
    }
    for (size_t i = 0; i < d->for_orders.n; i++) { /* asked for: silence there is no clearance */
        int value = d->for_orders.items[i];
        int j = jurisdiction_of(g, value);
        struct order_sum *s = sum_of(a, an, &room, value, j);
        s->asked = true;
        if (j < 0 || an->n_legs == 0) {
            s->encoded = j >= 0 && s->encoded;
            s->bound = overlay_all(o);
            s->range = range_of(LABEL_PERMITTED, LABEL_PROHIBITED);
            keep_lanes(&s->range, overlay_all(o));
            range_worsen(&an->range, &s->range);
        }
    }
    keep_lanes(&an->range, overlay_all(o));
    sort_orders(g, an);
    return an;
}

struct range answer_measure(const struct answer *an, int measure, int role, int conduct, bool *ret_reached)
{
    struct range all = {0};
    *ret_reached = false;
    for (size_t i = 0; i < an->n_legs; i++) {
        const struct leg_answer *leg = &an->legs[i];
        if ((role >= 0 && an->deal->parties[leg->leg.party].role != role) ||
            (conduct != 0 && leg->leg.conduct != conduct)) {
            continue;
        }
        for (size_t k = 0; k < leg->n_orders; k++) {
            const struct order_answer *o = &leg->orders[k];
            for (size_t h = 0; h < o->n_holds; h++) {
                const struct hold_answer *x = &o->holds[h];
                if (an->regime->holds.items[x->hold].measure != measure) {
                    continue;
                }
                struct pair p = pair_and(x->alive, x->reach);
                struct range r;
                *ret_reached = true;
                r.tower[0] = p;
                p = pair_and(p, pair_not(x->exempt));
                r.tower[1] = p;
                p = pair_and(p, pair_not(x->licensed));
                r.tower[2] = p;
                r.tower[3] = pair_and(p, pair_not(x->offered));
                range_worsen(&all, &r);
            }
        }
    }
    keep_lanes(&all, overlay_all(an->overlay));
    return all;
}
