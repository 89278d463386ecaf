/* The tree walker: the slow, obvious evaluator. One lane at a time, plain three-valued recursion, nothing remembered. */
#include "base/arena.h"
#include "decide/walk_int.h"

struct group_value {
    enum tri reached, blocked;
};

static struct group_value walk_group(const struct walk *w, const ints *measures, const struct leg *leg);

int walk_day(const struct walk *w)
{
    return w->ev->lane_days != NULL && w->ev->deal->parties[w->leg->party].on == DAY_NONE ? w->ev->lane_days[w->lane]
                                                                                          : w->leg->day;
}

struct life walk_life(const struct walk *w)
{
    struct life l = {w->ev->regime, w->ev->overlay, w->ev->deal, walk_day(w), w->lane};
    return l;
}

static enum tri walk_all(const struct walk *w, struct clause *const *clauses, size_t n, int party)
{
    enum tri all = TRI_TRUE;
    for (size_t i = 0; i < n; i++) {
        all = tri_and(all, walk_clause(w, clauses[i], party));
    }
    return all;
}

/* ---- parties ---- */

static enum tri walk_party(const struct walk *w, const struct clause *k)
{
    const struct deal *d = w->ev->deal;
    if (k->role == ROLE_ACTOR) {
        return walk_clause(w, k->kids[0], w->leg->party);
    }
    enum tri some = TRI_FALSE;
    for (size_t i = 0; i < d->n_parties; i++) {
        const struct party *p = &d->parties[i];
        if (k->role == ROLE_ANY || p->role == k->role) {
            some = tri_or(some, walk_clause(w, k->kids[0], (int)i));
        }
    }
    if (!d->parties_known || !d->parties_complete) {
        some = tri_or(some, TRI_UNKNOWN);
    }
    return some;
}

/* ---- verdicts as clauses ---- */

static enum tri walk_verdict(const struct walk *w, const struct clause *k)
{
    if (w->depth >= VERDICT_DEPTH) {
        return TRI_UNKNOWN;
    }
    const ints *measures = &w->ev->regime->verdict_groups.items[k->item];
    struct group_value all = {TRI_FALSE, TRI_FALSE};
    enum tri own = TRI_FALSE; /* is this the very leg that `on leg of` refers to? Then it does not cause itself */
    for (size_t i = 0; i < w->ev->n_legs; i++) {
        const struct leg *leg = &w->ev->legs[i];
        enum tri counts = TRI_TRUE;
        if (k->leg == ON_SAME_LEG) {
            counts = leg == w->leg ? TRI_TRUE : TRI_FALSE;
        } else if (k->leg == ON_PRINCIPAL_LEG) {
            counts = leg->principal && (leg->line == w->leg->line || w->leg->line < 0) ? TRI_TRUE : TRI_FALSE;
        } else if (w->ev->deal->parties[leg->party].role != k->role ||
                   (leg->line != w->leg->line && w->leg->line >= 0)) {
            counts = TRI_FALSE;
        } else if (k->n_kids > 0) {
            counts = walk_clause(w, k->kids[0], leg->party);
        }
        if (k->leg == ON_LEG_OF && leg == w->leg) {
            own = counts;
        }
        if (counts == TRI_FALSE) {
            continue;
        }
        struct group_value one = walk_group(w, measures, leg);
        all.reached = tri_or(all.reached, tri_and(counts, one.reached));
        all.blocked = tri_or(all.blocked, tri_and(counts, one.blocked));
    }
    enum tri value = k->verdict == VERDICT_REACHED   ? all.reached
                     : k->verdict == VERDICT_BLOCKED ? all.blocked
                                                     : tri_and(all.reached, tri_not(all.blocked));
    return tri_and(value, tri_not(own));
}

static enum tri walk_external(const struct walk *w, const struct clause *k)
{
    struct atom a = {ATOM_LAW, 1, 0, k, 0};
    const struct assumption *as = w->ev->deal->n_assumed > 0 ? deal_assumed(w->ev->deal, a) : NULL;
    return as == NULL ? TRI_UNKNOWN : as->truth;
}

static enum tri walk_approved(const struct walk *w, const struct clause *k)
{
    const struct deal *d = w->ev->deal;
    enum tri best = TRI_FALSE; /* none shown: not given */
    struct leg leg = *w->leg;
    leg.day = walk_day(w);
    struct subject s = {d, &leg, -1, w->findings_made, w->host, w->term};
    int by;
    bool known = who_value(&s, k->by, &by);
    for (size_t i = 0; i < d->n_approvals; i++) {
        enum tri giver = !known ? TRI_UNKNOWN : d->approvals[i].by == by ? TRI_TRUE : TRI_FALSE;
        enum tri about = approval_value(d, &d->approvals[i], w->host, APPROVAL_IN_CLAUSE, &leg);
        best = tri_or(best, tri_and(giver, about));
    }
    return best;
}

enum tri walk_clause(const struct walk *w, const struct clause *k, int party)
{
    switch ((int)k->op) {
    case CL_ALL: return walk_all(w, k->kids, k->n_kids, party);
    case CL_ANY: {
        enum tri any = TRI_FALSE;
        for (size_t i = 0; i < k->n_kids; i++) {
            any = tri_or(any, walk_clause(w, k->kids[i], party));
        }
        return any;
    }
    case CL_NOT: return tri_not(walk_clause(w, k->kids[0], party));
    case CL_NAMED: return k->n_kids > 0 ? walk_clause(w, k->kids[0], party) : TRI_UNKNOWN;
    case CL_PARTY: return walk_party(w, k);
    case CL_VERDICT: return walk_verdict(w, k);
    case CL_EXTERNAL: return walk_external(w, k);
    case CL_APPROVED: return walk_approved(w, k);
    default: {
        struct leg leg = *w->leg;
        leg.day = walk_day(w);
        struct subject s = {w->ev->deal, &leg, party, w->findings_made, w->host, w->term};
        return leaf_value(&s, k);
    }
    }
}

/* ---- one hold ---- */

enum tri walk_conduct(const struct walk *w, const int *conducts, size_t n, bool any)
{
    if (any) {
        return TRI_TRUE;
    }
    int cause = regime_value(w->ev->regime, STR("cause"));
    size_t in = 0;
    for (size_t i = 0; i < n; i++) {
        if (conducts[i] == cause && cause != VALUE_OTHER && w->leg->cause) {
            return TRI_TRUE;
        }
    }
    for (size_t k = 0; k < w->leg->n_conducts; k++) {
        for (size_t i = 0; i < n; i++) {
            if (conducts[i] == w->leg->conducts[k]) {
                in++;
                break;
            }
        }
    }
    return in == 0 ? TRI_FALSE : in == w->leg->n_conducts ? TRI_TRUE : TRI_UNKNOWN;
}

enum tri walk_bound(const struct walk *w, const struct measure *m)
{
    if (m->binds == BINDS_ANYONE || m->binds == BINDS_STATES_FOR_PERSONS) {
        return TRI_TRUE;
    }
    if (m->binds == BINDS_STATES) {
        struct fact kind = deal_dim(w->ev->deal, DIM_KIND, w->leg->party, -1);
        int state = regime_value(w->ev->regime, STR("state"));
        for (size_t i = 0; kind.known && i < kind.n; i++) {
            if (kind.values[i] == state) {
                return TRI_TRUE;
            }
        }
        return kind.known && kind.complete ? TRI_FALSE : TRI_UNKNOWN;
    }
    struct walk in = *w;
    in.host = NULL; /* what ties the actor to the order is the same for all that the order says */
    enum tri any = TRI_FALSE;
    for (size_t i = 0; i < m->n_nexuses; i++) {
        const struct clause *root = w->ev->regime->nexuses.items[m->nexuses[i]].root;
        any = tri_or(any, root == NULL ? TRI_UNKNOWN : walk_clause(&in, root, -1));
    }
    return any;
}

/* Scope without the binding, less what variations and amending acts have taken out of it. */
static enum tri walk_scope(const struct walk *w, const struct hold *h, int index)
{
    struct life l = walk_life(w);
    enum tri reach =
        tri_and(walk_conduct(w, h->conducts, h->n_conducts, h->any_conduct), walk_all(w, h->scope, h->n_scope, -1));
    for (size_t i = 0; i < h->n_omits && reach != TRI_FALSE; i++) {
        reach =
            tri_and(reach, tri_not(tri_and(life_layer(&l, &h->omit_layers[i]), walk_clause(w, h->omit_scopes[i], -1))));
    }
    const struct overlay *o = w->ev->overlay;
    for (size_t i = 0; i < o->acts.n && reach != TRI_FALSE; i++) {
        const struct overlay_act *act = &o->acts.items[i];
        if ((act->lanes >> w->lane & 1U) != 0 && act->omit != NULL && amends_hold(w->ev->regime, act, index)) {
            reach = tri_and(reach, tri_not(walk_clause(w, act->omit, -1)));
        }
    }
    return reach;
}

static void note_failure(struct arena *a, struct tried *t, int clause, bool unknown, unsigned lane)
{
    for (size_t i = 0; i < t->n_failures; i++) {
        if (t->failures[i].clause == clause && t->failures[i].unknown == unknown) {
            t->failures[i].lanes |= 1ULL << lane;
            return;
        }
    }
    VEC(struct failure) v = {t->failures, t->n_failures, t->n_failures};
    struct failure one = {clause, unknown, 1ULL << lane};
    VEC_PUSH(a, &v, one);
    t->failures = v.items;
    t->n_failures = (unsigned)v.n;
}

static void set_lane(struct pair *p, unsigned lane, enum tri t)
{
    p->must |= t == TRI_TRUE ? 1ULL << lane : 0;
    p->may |= t != TRI_FALSE ? 1ULL << lane : 0;
}

/* Tries an exemption or licence in one lane; `t` collects over the lanes and may be NULL. */
enum tri walk_exemption(const struct walk *w, int index, struct tried *t)
{
    const struct exemption *e = &w->ev->regime->exemptions.items[index];
    struct life l = walk_life(w);
    bool omitted;
    enum tri alive = life_exemption(&l, index, &omitted);
    enum tri value = alive;
    int first_false = alive == TRI_FALSE ? (omitted ? FAIL_OMITTED : FAIL_NOT_IN_FORCE) : INT_MAX;
    int first_unknown = alive == TRI_UNKNOWN ? FAIL_NOT_IN_FORCE : INT_MAX;
    if (e->n_conducts > 0) {
        enum tri c = walk_conduct(w, e->conducts, e->n_conducts, false);
        value = tri_and(value, c);
        first_false = c == TRI_FALSE && first_false == INT_MAX ? FAIL_CONDUCT : first_false;
        first_unknown = c == TRI_UNKNOWN && first_unknown == INT_MAX ? FAIL_CONDUCT : first_unknown;
    }
    for (size_t i = 0; i < e->n_clauses + e->n_but_not && first_false == INT_MAX; i++) {
        enum tri c = i < e->n_clauses ? walk_clause(w, e->clauses[i], -1)
                                      : tri_not(walk_clause(w, e->but_not[i - e->n_clauses], -1));
        value = tri_and(value, c);
        first_false = c == TRI_FALSE ? (int)i : first_false;
        first_unknown = c == TRI_UNKNOWN && first_unknown == INT_MAX ? (int)i : first_unknown;
    }
    if (t != NULL) {
        set_lane(&t->value, w->lane, value);
        if (value != TRI_TRUE) {
            note_failure(w->ev->arena, t, value == TRI_FALSE ? first_false : first_unknown, value == TRI_UNKNOWN,
                         w->lane);
        }
    }
    return value;
}

/* An offer stands if its terms are met and no policy refuses it. */
enum tri walk_offer(const struct walk *w, const struct hold *h, int index, struct tried *t)
{
    const struct regime *g = w->ev->regime;
    const struct offer *o = &g->offers.items[index];
    struct walk in = *w;
    in.term = true;
    struct life l = walk_life(w);
    enum tri alive = life_offer(&l, index);
    enum tri value = alive;
    int first_false = alive == TRI_FALSE ? FAIL_NOT_IN_FORCE : INT_MAX;
    int first_unknown = alive == TRI_UNKNOWN ? FAIL_NOT_IN_FORCE : INT_MAX;
    for (size_t i = 0; i < o->n_terms && first_false == INT_MAX; i++) {
        enum tri c = walk_clause(&in, o->terms[i], -1);
        value = tri_and(value, c);
        first_false = c == TRI_FALSE ? (int)i : first_false;
        first_unknown = c == TRI_UNKNOWN && first_unknown == INT_MAX ? (int)i : first_unknown;
    }
    enum tri met = value;
    if (o->deny) {
        value = TRI_FALSE;
    }
    int refused = -1;
    const struct measure *m = &g->measures.items[h->measure];
    for (size_t i = 0; i < m->policies.n; i++) {
        const struct policy *p = &g->policies.items[m->policies.items[i]];
        if (!p->deny) {
            continue;
        }
        enum tri denies = tri_and(life_policy(&l, m->policies.items[i]), walk_all(w, p->clauses, p->n_clauses, -1));
        value = tri_and(value, tri_not(denies));
        if (denies != TRI_FALSE && refused < 0) {
            refused = m->policies.items[i];
        }
    }
    if (t != NULL) {
        set_lane(&t->value, w->lane, value);
        t->denied = t->denied || (met == TRI_TRUE && value != TRI_TRUE);
        t->policy = t->policy < 0 ? refused : t->policy;
        if (met != TRI_TRUE) {
            note_failure(w->ev->arena, t, met == TRI_FALSE ? first_false : first_unknown, met == TRI_UNKNOWN, w->lane);
        }
    }
    return value;
}

/* A permission shown, from an authority that offers it or holds a power to give it. */
enum tri walk_approvals(const struct walk *w, const struct hold *h, int *ret_which)
{
    const struct regime *g = w->ev->regime;
    const struct deal *d = w->ev->deal;
    struct leg leg = *w->leg;
    struct life l = walk_life(w);
    leg.day = walk_day(w);
    enum tri best = TRI_FALSE;
    for (size_t i = 0; i < d->n_approvals; i++) {
        enum tri one = TRI_FALSE;
        for (size_t k = 0; k < h->offers.n; k++) {
            const struct offer *o = &g->offers.items[h->offers.items[k]];
            bool by = false;
            for (size_t j = 0; j < o->n_authorities; j++) {
                by = by || approval_by(g, &d->approvals[i], o->authorities[j]);
            }
            if (by) {
                enum tri about = approval_value(d, &d->approvals[i], h, h->offers.items[k], &leg);
                one = tri_or(one, tri_and(about, life_offer(&l, h->offers.items[k])));
            }
        }
        for (size_t k = 0; k < g->powers.n && one != TRI_TRUE; k++) {
            const struct power *p = &g->powers.items[k];
            if ((p->kinds & (1U << ACT_LICENSE | 1U << ACT_WAIVE)) != 0 &&
                approval_by(g, &d->approvals[i], p->authority) && power_reaches_hold(g, p, (int)(h - g->holds.items))) {
                one = tri_or(one, approval_value(d, &d->approvals[i], h, APPROVAL_BY_POWER, &leg));
            }
        }
        if (one > best) {
            best = one;
            *ret_which = (int)i;
        }
    }
    return best;
}

struct lane_value walk_hold(const struct walk *from, int index, struct hold_answer *a)
{
    const struct regime *g = from->ev->regime;
    const struct hold *h = &g->holds.items[index];
    const struct measure *m = &g->measures.items[h->measure];
    struct walk w = *from;
    w.host = h;
    struct lane_value v = {0};
    struct life l = walk_life(&w);
    int mandate;
    v.alive = life_hold(&l, index, &mandate);
    v.reach = v.alive == TRI_FALSE ? TRI_FALSE : tri_and(walk_bound(&w, m), walk_scope(&w, h, index));
    if (a != NULL) {
        set_lane(&a->alive, w.lane, v.alive);
        set_lane(&a->reach, w.lane, v.reach);
        if (mandate >= 0 && v.alive != TRI_FALSE) {
            a->by_mandate |= 1ULL << w.lane;
            a->mandate = mandate;
        }
    }
    if (v.reach == TRI_FALSE) {
        return v;
    }
    for (size_t i = 0; i < h->exemptions.n; i++) {
        v.exempt = tri_or(v.exempt, walk_exemption(&w, h->exemptions.items[i], a == NULL ? NULL : &a->exemptions[i]));
    }
    for (size_t i = 0; i < h->licences.n; i++) {
        v.licensed = tri_or(v.licensed, walk_exemption(&w, h->licences.items[i], a == NULL ? NULL : &a->licences[i]));
    }
    int approval = -1;
    enum tri approved = walk_approvals(&w, h, &approval);
    v.licensed = tri_or(v.licensed, approved);
    for (size_t i = 0; i < h->offers.n; i++) {
        v.offered = tri_or(v.offered, walk_offer(&w, h, h->offers.items[i], a == NULL ? NULL : &a->offers[i]));
    }
    if (a != NULL) {
        set_lane(&a->exempt, w.lane, v.exempt);
        set_lane(&a->licensed, w.lane, v.licensed);
        set_lane(&a->offered, w.lane, v.offered);
        set_lane(&a->approved, w.lane, approved);
        a->approval = approval >= 0 ? approval : a->approval;
    }
    return v;
}

static void towers(struct range *r, unsigned lane, struct lane_value v)
{
    enum tri label = tri_and(v.alive, v.reach);
    set_lane(&r->tower[0], lane, label);
    label = tri_and(label, tri_not(v.exempt));
    set_lane(&r->tower[1], lane, label);
    label = tri_and(label, tri_not(v.licensed));
    set_lane(&r->tower[2], lane, label);
    label = tri_and(label, tri_not(v.offered));
    set_lane(&r->tower[3], lane, label);
}

static struct group_value walk_group(const struct walk *from, const ints *measures, const struct leg *leg)
{
    struct walk w = *from;
    w.leg = leg;
    w.depth++;
    w.term = false;
    struct group_value all = {TRI_FALSE, TRI_FALSE};
    const struct regime *g = w.ev->regime;
    for (size_t i = 0; i < measures->n; i++) {
        const struct measure *m = &g->measures.items[measures->items[i]];
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            struct lane_value v = walk_hold(&w, h, NULL);
            enum tri reached = tri_and(v.alive, v.reach);
            all.reached = tri_or(all.reached, reached);
            all.blocked = tri_or(all.blocked, tri_and(reached, tri_and(tri_not(v.exempt), tri_not(v.licensed))));
        }
    }
    return all;
}

/* ---- one order on one leg ---- */

static struct hold_answer *new_hold(struct arena *a, const struct regime *g, int index)
{
    const struct hold *h = &g->holds.items[index];
    struct hold_answer *r = ARENA_NEW(a, struct hold_answer);
    r->hold = index;
    r->mandate = -1;
    r->approval = -1;
    r->n_exemptions = (unsigned)h->exemptions.n;
    r->n_licences = (unsigned)h->licences.n;
    r->n_offers = (unsigned)h->offers.n;
    r->exemptions = ARENA_MANY(a, struct tried, h->exemptions.n);
    r->licences = ARENA_MANY(a, struct tried, h->licences.n);
    r->offers = ARENA_MANY(a, struct tried, h->offers.n);
    for (size_t i = 0; i < h->exemptions.n; i++) {
        r->exemptions[i].index = h->exemptions.items[i];
        r->exemptions[i].policy = -1;
    }
    for (size_t i = 0; i < h->licences.n; i++) {
        r->licences[i].index = h->licences.items[i];
        r->licences[i].policy = -1;
    }
    for (size_t i = 0; i < h->offers.n; i++) {
        r->offers[i].index = h->offers.items[i];
        r->offers[i].policy = -1;
    }
    return r;
}

static enum tri order_bound(const struct walk *w, const struct jurisdiction *j)
{
    if (j->n_nexuses == 0) {
        return TRI_TRUE;
    }
    enum tri any = TRI_FALSE;
    for (size_t i = 0; i < j->n_nexuses; i++) {
        const struct clause *root = w->ev->regime->nexuses.items[j->nexuses[i]].root;
        any = tri_or(any, root == NULL ? TRI_UNKNOWN : walk_clause(w, root, -1));
    }
    return any;
}

static void list_unknown_scope(struct evaluation *ev, struct walk w, const struct hold *h, uint64_t lanes,
                               struct hold_answer *a)
{
    VEC(struct clause *) unknown = {0};
    w.host = h;
    for (size_t i = 0; i < h->n_scope; i++) {
        bool is_unknown = false;
        for (unsigned lane = 0; lane < ev->overlay->lanes && !is_unknown; lane++) {
            w.lane = lane;
            is_unknown = (lanes >> lane & 1U) != 0 && walk_clause(&w, h->scope[i], -1) == TRI_UNKNOWN;
        }
        if (is_unknown) {
            VEC_PUSH(ev->arena, &unknown, h->scope[i]);
        }
    }
    a->unknown = unknown.items;
    a->n_unknown = (unsigned)unknown.n;
}

/* A finding not made that would make the hold bite. */
static bool assesses(const struct evaluation *ev, struct walk w, int index)
{
    w.findings_made = true;
    for (unsigned lane = 0; lane < ev->overlay->lanes; lane++) {
        w.lane = lane;
        struct lane_value with = walk_hold(&w, index, NULL);
        if (tri_and(with.alive, with.reach) != TRI_FALSE && with.exempt != TRI_TRUE) {
            return true;
        }
    }
    return false;
}

static void walk_consequences(struct evaluation *ev, struct walk w, int jurisdiction, struct order_answer *ret)
{
    const struct regime *g = ev->regime;
    VEC(struct exposure) exposed = {0};
    for (size_t i = 0; i < g->consequences.n; i++) {
        const struct consequence *q = &g->consequences.items[i];
        if (q->item.jurisdiction != jurisdiction || q->actor == NULL) {
            continue;
        }
        struct exposure x = {(int)i, {0, 0}};
        for (unsigned lane = 0; lane < ev->overlay->lanes; lane++) {
            w.lane = lane;
            struct life l = walk_life(&w);
            enum tri v = life_consequence(&l, (int)i);
            v = v == TRI_FALSE ? v : tri_and(v, walk_clause(&w, q->actor, w.leg->party));
            v = v == TRI_FALSE ? v : tri_and(v, walk_all(&w, q->clauses, q->n_clauses, -1));
            for (size_t k = 0; k < ev->overlay->acts.n && v != TRI_FALSE; k++) {
                const struct overlay_act *act = &ev->overlay->acts.items[k];
                if ((act->lanes >> lane & 1U) != 0 && act->omit != NULL && amends_consequence(g, act, (int)i)) {
                    v = tri_and(v, tri_not(walk_clause(&w, act->omit, -1)));
                }
            }
            set_lane(&x.value, lane, v);
        }
        if (x.value.may != 0) {
            VEC_PUSH(ev->arena, &exposed, x);
        }
    }
    ret->exposed = exposed.items;
    ret->n_exposed = exposed.n;
}

static void walk_order(struct evaluation *ev, size_t leg, int jurisdiction, struct order_answer *ret)
{
    const struct regime *g = ev->regime;
    struct walk w = {.ev = ev, .leg = &ev->legs[leg]};
    VEC(struct hold_answer) holds = {0};
    ints assess = {0};
    ints states = {0};
    for (unsigned lane = 0; lane < ev->overlay->lanes; lane++) {
        w.lane = lane;
        set_lane(&ret->bound, lane, order_bound(&w, &g->jurisdictions.items[jurisdiction]));
    }
    for (size_t i = 0; i < g->holds.n; i++) {
        const struct hold *h = &g->holds.items[i];
        const struct measure *m = &g->measures.items[h->measure];
        if (m->item.jurisdiction != jurisdiction) {
            continue;
        }
        struct arena_mark mark = arena_mark(ev->arena);
        struct hold_answer *a = new_hold(ev->arena, g, (int)i);
        struct range r = {0};
        for (unsigned lane = 0; lane < ev->overlay->lanes; lane++) {
            w.lane = lane;
            towers(&r, lane, walk_hold(&w, (int)i, a));
        }
        bool reaches = (a->alive.may & a->reach.may) != 0;
        struct hold_answer kept = *a;
        if (!reaches) {
            arena_rewind(ev->arena, mark);
        }
        if (!reaches && m->binds == BINDS_STATES) {
            bool would = false;
            for (unsigned lane = 0; lane < ev->overlay->lanes && !would; lane++) {
                w.lane = lane;
                struct life l = walk_life(&w);
                int ignored;
                w.host = h;
                would = life_hold(&l, (int)i, &ignored) != TRI_FALSE && walk_scope(&w, h, (int)i) != TRI_FALSE;
                w.host = NULL;
            }
            if (would) {
                VEC_PUSH(ev->arena, &states, (int)i);
            }
        }
        if (!reaches && h->has_found && assesses(ev, w, (int)i)) {
            VEC_PUSH(ev->arena, &assess, (int)i);
        }
        if (reaches) {
            uint64_t open = kept.reach.may & ~kept.reach.must;
            if (open != 0) {
                list_unknown_scope(ev, w, h, open, &kept);
            }
            VEC_PUSH(ev->arena, &holds, kept);
            range_worsen(&ret->kleene, &r);
            ret->bound = pair_or(ret->bound, pair_and(kept.alive, kept.reach));
        }
    }
    ret->holds = holds.items;
    ret->n_holds = holds.n;
    ret->assess = assess.items;
    ret->n_assess = assess.n;
    ret->states = states.items;
    ret->n_states = states.n;
    walk_consequences(ev, w, jurisdiction, ret);
}

static void walk_range(struct evaluation *ev, size_t leg, int jurisdiction, const struct order_answer *proof,
                       struct range *ret)
{
    (void)jurisdiction;
    struct walk w = {.ev = ev, .leg = &ev->legs[leg]};
    memset(ret, 0, sizeof *ret);
    for (size_t i = 0; i < proof->n_holds; i++) {
        for (unsigned lane = 0; lane < ev->overlay->lanes; lane++) {
            w.lane = lane;
            towers(ret, lane, walk_hold(&w, proof->holds[i].hold, NULL));
        }
    }
}

const struct evaluator walker = {"walk", walk_order, walk_range, NULL};
