#include "prop/count.h"

#include <stdio.h>

#include "base/arena.h"
#include "prop/third.h"

struct effect { /* what the whole would be, by the value of the part */
    enum tri v[3];
};

/* ---- counting ---- */

static bool decides(const struct effect *m)
{
    return m->v[0] != m->v[1] || m->v[1] != m->v[2];
}

/* Is it unknown because a list that is given stands open? */
static bool open_list(const struct eye *e, const struct clause *k, int party)
{
    const struct deal *d = e->d;
    struct fact f = {0};
    switch ((int)k->op) {
    case CL_NOT: return open_list(e, k->kids[0], party);
    case CL_VALUE: f = k->dim == DIM_CONDUCT ? f : deal_dim(d, k->dim, -1, e->leg->line); break;
    case CL_ATTR: f = deal_dim(d, k->dim, party, -1); break;
    case CL_PARTY: return k->role != ROLE_ACTOR && d->parties_known && !d->parties_complete;
    case CL_LISTED: return d->parties[party].listed_known && !d->parties[party].listed_complete;
    case CL_NOTICE: return d->notices_known && !d->notices_complete;
    case CL_EVENT: return d->events_known && !d->events_complete;
    case CL_FOUND: return d->findings_known && !d->findings_complete;
    default: return false;
    }
    return f.known && !f.complete;
}

/* Blocks of clauses are not written `all of`: they are how the model keeps them. */
static bool written(const struct clause *k)
{
    return (k->op != CL_ALL || str_starts(k->text, STR("all of"))) &&
           (k->op != CL_ANY || str_starts(k->text, STR("any of")));
}

static void look(const struct eye *e, const struct clause *k, int party, enum position at, struct effect m);

static void look_inside_hold(const struct eye *e, const struct clause *of, struct effect m, int hold);

/* The kids of `all of` and `any of`: what each would change, the others staying as they are. */
static void look_kids(const struct eye *e, struct clause *const *kids, size_t n, bool any, int party, enum position at,
                      struct effect m)
{
    for (size_t i = 0; i < n; i++) {
        enum tri others = any ? TRI_FALSE : TRI_TRUE;
        for (size_t k = 0; k < n; k++) {
            if (k != i) {
                enum tri v = third_value(e, kids[k], party);
                others = any ? tri_or(others, v) : tri_and(others, v);
            }
        }
        struct effect inner;
        for (int x = 0; x < 3; x++) {
            inner.v[x] = m.v[any ? tri_or(others, (enum tri)x) : tri_and(others, (enum tri)x)];
        }
        look(e, kids[i], party, at, inner);
    }
}

static void look_party(const struct eye *e, const struct clause *k, enum position at, struct effect m)
{
    enum position inner_at = k->touching ? POS_BLOCKS : at;
    if (k->role == ROLE_ACTOR) {
        look(e, k->kids[0], e->leg->party, inner_at, m);
        return;
    }
    for (int i = 0; i < (int)e->d->n_parties; i++) {
        if (k->role != ROLE_ANY && e->d->parties[i].role != k->role) {
            continue;
        }
        struct eye forced = *e;
        struct effect inner;
        forced.forced = k->kids[0];
        forced.forced_leg = e->leg;
        forced.forced_party = i;
        for (int x = 0; x < 3; x++) {
            forced.forced_value = (enum tri)x;
            inner.v[x] = m.v[third_party(&forced, k)];
        }
        look(e, k->kids[0], i, inner_at, inner);
    }
}

static struct effect forced_map(const struct eye *from, const struct clause *verdict, struct effect m,
                                const struct clause *part, const struct leg *leg, int party)
{
    struct eye e = *from;
    struct effect inner;
    e.forced = part;
    e.forced_leg = leg;
    e.forced_party = party;
    for (int x = 0; x < 3; x++) {
        e.forced_value = (enum tri)x;
        inner.v[x] = m.v[third_verdict(&e, verdict)];
    }
    return inner;
}

static void look_verdict(const struct eye *e, const struct clause *k, struct effect m)
{
    if (e->depth > 0 || e->forced != NULL) {
        return;
    }
    const ints *measures = &e->g->verdict_groups.items[k->item];
    for (size_t i = 0; i < e->an->n_legs; i++) {
        const struct leg *leg = &e->an->legs[i].leg;
        if (k->leg == ON_LEG_OF && k->n_kids > 0 && e->d->parties[leg->party].role == k->role) {
            look(e, k->kids[0], leg->party, POS_LEG_OF, forced_map(e, k, m, k->kids[0], e->leg, leg->party));
        }
        if (third_counts(e, k, leg) == TRI_FALSE) {
            continue;
        }
        struct eye in = *e;
        in.leg = leg;
        in.depth++;
        in.term = false;
        for (size_t j = 0; j < measures->n; j++) {
            const struct measure *me = &e->g->measures.items[measures->items[j]];
            for (int h = me->first_hold; h < me->first_hold + me->n_holds; h++) {
                in.host = &e->g->holds.items[h];
                /* the map of a part is found from outside: force it, and ask the verdict clause again */
                struct eye outer = in;
                outer.forced = NULL;
                look_inside_hold(&outer, k, m, h);
            }
        }
    }
}

static void look_target(const struct eye *in, const struct clause *verdict, struct effect m, struct clause *const *list,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct eye outside =
            *in; /* where the verdict clause itself is asked: the leg that asks is the first with it as `same` */
        outside.depth = 0;
        outside.leg = in->forced_leg;
        look(in, list[i], -1, POS_TARGET, forced_map(&outside, verdict, m, list[i], in->leg, -1));
    }
}

/* Parts of a hold that a verdict clause asks about. `forced_leg` carries the leg that asks. */
static void look_inside_hold(const struct eye *e, const struct clause *of, struct effect m, int hold)
{
    const struct hold *h = &e->g->holds.items[hold];
    look_target(e, of, m, h->scope, h->n_scope);
    look_target(e, of, m, h->omit_scopes, h->n_omits);
    const ints *lists[] = {&h->exemptions, &h->licences};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < lists[k]->n; i++) {
            const struct exemption *x = &e->g->exemptions.items[lists[k]->items[i]];
            look_target(e, of, m, x->clauses, x->n_clauses);
            look_target(e, of, m, x->but_not, x->n_but_not);
        }
    }
}

static bool pattern_at(int party)
{
    return party >= 0;
}

static void look(const struct eye *e, const struct clause *k, int party, enum position at, struct effect m)
{
    if (!decides(&m)) {
        return;
    }
    enum tri v = third_value(e, k, party);
    if (written(k)) {
        enum cell cell = v == TRI_FALSE           ? CELL_FALSE
                         : v == TRI_TRUE          ? CELL_TRUE
                         : open_list(e, k, party) ? CELL_OPEN
                                                  : CELL_UNKNOWN;
        e->count->cells[kind_of(e->g, k, pattern_at(party))][at][cell]++;
    }
    switch ((int)k->op) {
    case CL_ALL:
    case CL_ANY: look_kids(e, k->kids, k->n_kids, k->op == CL_ANY, party, at, m); return;
    case CL_NOT: {
        struct effect inner = {{m.v[2], m.v[1], m.v[0]}};
        look(e, k->kids[0], party, at, inner);
        return;
    }
    case CL_NAMED: look(e, k->kids[0], party, k->item_kind == ITEM_CLASS ? POS_CLASS : POS_NAMED, m); return;
    case CL_PARTY: look_party(e, k, at, m); return;
    case CL_VERDICT: {
        struct eye asking = *e;
        asking.forced_leg = e->leg;
        look_verdict(&asking, k, m);
        return;
    }
    default: return;
    }
}

/* ---- where to look ---- */

static struct effect with(enum tri others, bool negated)
{
    struct effect m;
    for (int x = 0; x < 3; x++) {
        m.v[x] = tri_and(others, negated ? tri_not((enum tri)x) : (enum tri)x);
    }
    return m;
}

static void look_reach(const struct eye *e, int hold)
{
    const struct hold *h = &e->g->holds.items[hold];
    size_t n = h->n_omits + e->an->overlay->acts.n;
    enum tri frame = tri_and(third_bound(e, &e->g->measures.items[h->measure]),
                             third_conduct(e, h->conducts, h->n_conducts, h->any_conduct));
    enum tri scope = third_all(e, h->scope, h->n_scope);
    enum tri rest = TRI_TRUE;
    const struct clause *k;
    enum tri on;
    enum position at;
    for (size_t i = 0; i < n; i++) {
        rest = tri_and(rest, third_omission(e, hold, i, &k, &on, &at));
    }
    look_kids(e, h->scope, h->n_scope, false, -1, POS_SCOPE, with(tri_and(frame, rest), false));
    for (size_t i = 0; i < n; i++) {
        enum tri others = tri_and(frame, scope);
        for (size_t j = 0; j < n; j++) {
            others = j == i ? others : tri_and(others, third_omission(e, hold, j, &k, &on, &at));
        }
        third_omission(e, hold, i, &k, &on, &at);
        if (k != NULL) {
            struct effect m;
            for (int x = 0; x < 3; x++) {
                m.v[x] = tri_and(others, tri_not(tri_and(on, (enum tri)x)));
            }
            look(e, k, -1, at, m);
        }
    }
}

static void look_exemption(const struct eye *e, int index)
{
    const struct exemption *x = &e->g->exemptions.items[index];
    struct life l = third_life(e);
    bool ignored;
    enum position at = x->stage_act >= 0 ? POS_STAGE : x->licence ? POS_LICENCE : x->local ? POS_EXEMPTION : POS_OVER;
    enum tri frame = life_exemption(&l, index, &ignored);
    if (x->n_conducts > 0) {
        frame = tri_and(frame, third_conduct(e, x->conducts, x->n_conducts, false));
    }
    enum tri rest = TRI_TRUE;
    for (size_t i = 0; i < x->n_but_not; i++) {
        rest = tri_and(rest, tri_not(third_value(e, x->but_not[i], -1)));
    }
    look_kids(e, x->clauses, x->n_clauses, false, -1, at, with(tri_and(frame, rest), false));
    for (size_t i = 0; i < x->n_but_not; i++) {
        enum tri others = tri_and(frame, third_all(e, x->clauses, x->n_clauses));
        for (size_t j = 0; j < x->n_but_not; j++) {
            others = j == i ? others : tri_and(others, tri_not(third_value(e, x->but_not[j], -1)));
        }
        look(e, x->but_not[i], -1, POS_BUT_NOT, with(others, true));
    }
}

static void look_offer(const struct eye *e, int index)
{
    const struct offer *o = &e->g->offers.items[index];
    const struct measure *m = &e->g->measures.items[e->host->measure];
    struct life l = third_life(e);
    struct eye in = *e;
    enum tri rest = TRI_TRUE;
    in.term = true;
    for (size_t i = 0; i < m->policies.n; i++) {
        rest = tri_and(rest, tri_not(third_denied(e, m->policies.items[i])));
    }
    if (!o->deny) {
        look_kids(&in, o->terms, o->n_terms, false, -1, POS_OFFER, with(tri_and(rest, life_offer(&l, index)), false));
    }
    for (size_t i = 0; i < m->policies.n; i++) {
        const struct policy *p = &e->g->policies.items[m->policies.items[i]];
        enum tri others = third_terms(e, index);
        enum tri on = life_policy(&l, m->policies.items[i]);
        struct effect map;
        for (size_t j = 0; j < m->policies.n; j++) {
            others = j == i ? others : tri_and(others, tri_not(third_denied(e, m->policies.items[j])));
        }
        for (int x = 0; x < 3; x++) {
            map.v[x] = tri_and(others, tri_not(tri_and(on, (enum tri)x)));
        }
        if (p->deny) {
            look_kids(e, p->clauses, p->n_clauses, false, -1, POS_POLICY, map);
        }
    }
}

static void look_hold(const struct eye *from, int hold, const struct state *s)
{
    struct eye e = *from;
    const struct hold *h = &e.g->holds.items[hold];
    e.host = h;
    if (s->alive == TRI_FALSE) {
        return;
    }
    look_reach(&e, hold);
    if (s->reach == TRI_FALSE) {
        return;
    }
    for (size_t i = 0; i < h->exemptions.n; i++) {
        look_exemption(&e, h->exemptions.items[i]);
    }
    for (size_t i = 0; i < h->licences.n; i++) {
        look_exemption(&e, h->licences.items[i]);
    }
    for (size_t i = 0; i < h->offers.n; i++) {
        look_offer(&e, h->offers.items[i]);
    }
}

static void look_consequence(const struct eye *e, int index)
{
    const struct consequence *q = &e->g->consequences.items[index];
    struct life l = third_life(e);
    enum tri frame = life_consequence(&l, index);
    for (size_t i = 0; i < e->an->overlay->acts.n; i++) {
        const struct overlay_act *act = &e->an->overlay->acts.items[i];
        if (third_in_effect(e, act) && act->omit != NULL && amends_consequence(e->g, act, index)) {
            frame = tri_and(frame, tri_not(third_value(e, act->omit, -1)));
        }
    }
    enum tri actor = third_value(e, q->actor, e->leg->party);
    look(e, q->actor, e->leg->party, POS_EXPOSED, with(tri_and(frame, third_all(e, q->clauses, q->n_clauses)), false));
    look_kids(e, q->clauses, q->n_clauses, false, -1, POS_CONSEQUENCE, with(tri_and(frame, actor), false));
}

static void look_nexuses(const struct eye *e, const struct jurisdiction *j)
{
    for (size_t i = 0; i < j->n_nexuses; i++) {
        enum tri others = TRI_FALSE;
        for (size_t k = 0; k < j->n_nexuses; k++) {
            others = k == i ? others : tri_or(others, third_value(e, e->g->nexuses.items[j->nexuses[k]].root, -1));
        }
        struct effect m;
        for (int x = 0; x < 3; x++) {
            m.v[x] = tri_or(others, (enum tri)x);
        }
        look(e, e->g->nexuses.items[j->nexuses[i]].root, -1, POS_NEXUS, m);
    }
}

/* ---- against the answer ---- */

static void differs(const struct eye *e, const struct order_answer *o, int hold, const struct state *s)
{
    const struct hold_answer *h = NULL;
    struct count *c = e->count;
    c->holds++;
    for (size_t i = 0; i < o->n_holds; i++) {
        h = o->holds[i].hold == hold ? &o->holds[i] : h;
    }
    if (c->different.n > 0 || (h == NULL && tri_and(s->alive, s->reach) == TRI_FALSE)) {
        return;
    }
    if (h == NULL) {
        c->different = str_fmt(e->arena, "hold %d is not in the proof, lane %u", hold, e->lane);
        return;
    }
    const struct {
        const char *name;
        enum tri mine;
        struct pair theirs;
    } fields[] = {{"alive", s->alive, h->alive},
                  {"reach", s->reach, h->reach},
                  {"exempt", s->exempt, h->exempt},
                  {"licensed", s->licensed, h->licensed},
                  {"offered", s->offered, h->offered}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (pair_lane(fields[i].theirs, e->lane) != fields[i].mine) {
            c->different = str_fmt(e->arena, "hold %d, lane %u: %s is %d in the answer, %d here", hold, e->lane,
                                   fields[i].name, pair_lane(fields[i].theirs, e->lane), fields[i].mine);
            return;
        }
    }
}

void count_leg(struct count *c, struct arena *a, const struct answer *an, size_t leg, unsigned lane,
               const int *lane_days)
{
    struct eye e = {.count = c,
                    .arena = a,
                    .an = an,
                    .g = an->regime,
                    .d = an->deal,
                    .days = an->deal->on_given ? NULL : lane_days,
                    .lane = lane,
                    .leg = &an->legs[leg].leg};
    for (size_t i = 0; i < an->legs[leg].n_orders; i++) {
        const struct order_answer *o = &an->legs[leg].orders[i];
        look_nexuses(&e, &e.g->jurisdictions.items[o->jurisdiction]);
        for (int h = 0; h < (int)e.g->holds.n; h++) {
            if (e.g->measures.items[e.g->holds.items[h].measure].item.jurisdiction == o->jurisdiction) {
                struct state s = third_hold(&e, h, true);
                differs(&e, o, h, &s);
                look_hold(&e, h, &s);
            }
        }
        for (int q = 0; q < (int)e.g->consequences.n; q++) {
            if (e.g->consequences.items[q].item.jurisdiction == o->jurisdiction &&
                e.g->consequences.items[q].actor != NULL) {
                look_consequence(&e, q);
            }
        }
    }
}
