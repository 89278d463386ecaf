#include "prop/third.h"

#define DEPTH 4

int third_day(const struct eye *e)
{
    return e->days != NULL && e->d->parties[e->leg->party].on == DAY_NONE ? e->days[e->lane] : e->leg->day;
}

struct life third_life(const struct eye *e)
{
    struct life l = {e->g, e->an->overlay, e->d, third_day(e), e->lane};
    return l;
}

bool third_in_effect(const struct eye *e, const struct overlay_act *act)
{
    return (act->lanes >> e->lane & 1U) != 0;
}

/* ---- values ---- */

enum tri third_all(const struct eye *e, struct clause *const *list, size_t n)
{
    enum tri v = TRI_TRUE;
    for (size_t i = 0; i < n; i++) {
        v = tri_and(v, third_value(e, list[i], -1));
    }
    return v;
}

static bool parties_open(const struct deal *d)
{
    return !(d->parties_known && d->parties_complete);
}

enum tri third_party(const struct eye *e, const struct clause *k)
{
    if (k->role == ROLE_ACTOR) {
        return third_value(e, k->kids[0], e->leg->party);
    }
    enum tri v = parties_open(e->d) ? TRI_UNKNOWN : TRI_FALSE;
    for (int i = 0; i < (int)e->d->n_parties; i++) {
        v = k->role == ROLE_ANY || e->d->parties[i].role == k->role ? tri_or(v, third_value(e, k->kids[0], i)) : v;
    }
    return v;
}

enum tri third_conduct(const struct eye *e, const int *conducts, size_t n, bool any)
{
    bool some = any;
    bool every = true;
    int cause = regime_value(e->g, STR("cause"));
    for (size_t i = 0; i < n; i++) {
        if (conducts[i] == cause && e->leg->cause) {
            return TRI_TRUE;
        }
    }
    for (size_t k = 0; !any && k < e->leg->n_conducts; k++) {
        bool in = false;
        for (size_t i = 0; i < n; i++) {
            in = in || conducts[i] == e->leg->conducts[k];
        }
        some = some || in;
        every = every && in;
    }
    return !some ? TRI_FALSE : any || every ? TRI_TRUE : TRI_UNKNOWN;
}

enum tri third_bound(const struct eye *e, const struct measure *m)
{
    if (m->binds == BINDS_ANYONE || m->binds == BINDS_STATES_FOR_PERSONS) {
        return TRI_TRUE;
    }
    if (m->binds == BINDS_STATES) {
        struct fact kind = deal_dim(e->d, DIM_KIND, e->leg->party, -1);
        int state = regime_value(e->g, STR("state"));
        for (size_t i = 0; kind.known && i < kind.n; i++) {
            if (kind.values[i] == state) {
                return TRI_TRUE;
            }
        }
        return kind.known && kind.complete ? TRI_FALSE : TRI_UNKNOWN;
    }
    enum tri v = TRI_FALSE;
    struct eye order = *e; /* a nexus has no measure of its own */
    order.host = NULL;
    for (size_t i = 0; i < m->n_nexuses; i++) {
        v = tri_or(v, third_value(&order, e->g->nexuses.items[m->nexuses[i]].root, -1));
    }
    return v;
}

/* What an omission, by a variation or an act, leaves of a hold: number i of them, or TRUE past the last. */
enum tri third_omission(const struct eye *e, int hold, size_t i, const struct clause **ret, enum tri *ret_on,
                        enum position *ret_at)
{
    const struct hold *h = &e->g->holds.items[hold];
    struct life l = third_life(e);
    *ret = NULL;
    if (i < h->n_omits) {
        *ret = h->omit_scopes[i];
        *ret_on = life_layer(&l, &h->omit_layers[i]);
        *ret_at = POS_OMIT;
    } else {
        const struct overlay_act *act = &e->an->overlay->acts.items[i - h->n_omits];
        if (!third_in_effect(e, act) || act->omit == NULL || !amends_hold(e->g, act, hold)) {
            return TRI_TRUE;
        }
        *ret = act->omit;
        *ret_on = TRI_TRUE;
        *ret_at = POS_AMEND;
    }
    return tri_not(tri_and(*ret_on, third_value(e, *ret, -1)));
}

static enum tri reach_value(const struct eye *e, int hold)
{
    const struct hold *h = &e->g->holds.items[hold];
    enum tri v = tri_and(third_bound(e, &e->g->measures.items[h->measure]),
                         third_conduct(e, h->conducts, h->n_conducts, h->any_conduct));
    v = tri_and(v, third_all(e, h->scope, h->n_scope));
    for (size_t i = 0; i < h->n_omits + e->an->overlay->acts.n; i++) {
        const struct clause *k;
        enum tri on;
        enum position at;
        v = tri_and(v, third_omission(e, hold, i, &k, &on, &at));
    }
    return v;
}

static enum tri exemption_value(const struct eye *e, int index)
{
    const struct exemption *x = &e->g->exemptions.items[index];
    struct life l = third_life(e);
    bool ignored;
    enum tri v = life_exemption(&l, index, &ignored);
    if (x->n_conducts > 0) {
        v = tri_and(v, third_conduct(e, x->conducts, x->n_conducts, false));
    }
    v = tri_and(v, third_all(e, x->clauses, x->n_clauses));
    for (size_t i = 0; i < x->n_but_not; i++) {
        v = tri_and(v, tri_not(third_value(e, x->but_not[i], -1)));
    }
    return v;
}

enum tri third_denied(const struct eye *e, int policy)
{
    const struct policy *p = &e->g->policies.items[policy];
    struct life l = third_life(e);
    return p->deny ? tri_and(life_policy(&l, policy), third_all(e, p->clauses, p->n_clauses)) : TRI_FALSE;
}

enum tri third_terms(const struct eye *e, int index)
{
    const struct offer *o = &e->g->offers.items[index];
    struct life l = third_life(e);
    struct eye in = *e;
    in.term = true;
    return tri_and(life_offer(&l, index), o->deny ? TRI_FALSE : third_all(&in, o->terms, o->n_terms));
}

static enum tri offer_value(const struct eye *e, int index)
{
    enum tri v = third_terms(e, index);
    const struct measure *m = &e->g->measures.items[e->host->measure];
    for (size_t i = 0; i < m->policies.n; i++) {
        v = tri_and(v, tri_not(third_denied(e, m->policies.items[i])));
    }
    return v;
}

static enum tri approvals_value(const struct eye *e, int hold)
{
    const struct hold *h = &e->g->holds.items[hold];
    struct life l = third_life(e);
    struct leg leg = *e->leg;
    leg.day = third_day(e);
    enum tri v = TRI_FALSE;
    for (size_t i = 0; i < e->d->n_approvals; i++) {
        const struct approval *ap = &e->d->approvals[i];
        for (size_t k = 0; k < h->offers.n; k++) {
            const struct offer *o = &e->g->offers.items[h->offers.items[k]];
            for (size_t j = 0; j < o->n_authorities; j++) {
                if (approval_by(e->g, ap, o->authorities[j])) {
                    v = tri_or(v, tri_and(life_offer(&l, h->offers.items[k]),
                                          approval_value(e->d, ap, h, h->offers.items[k], &leg)));
                }
            }
        }
        for (size_t k = 0; k < e->g->powers.n; k++) {
            const struct power *p = &e->g->powers.items[k];
            bool licensing = (p->kinds >> ACT_LICENSE & 1U) != 0 || (p->kinds >> ACT_WAIVE & 1U) != 0;
            if (licensing && approval_by(e->g, ap, p->authority) && power_reaches_hold(e->g, p, hold)) {
                v = tri_or(v, approval_value(e->d, ap, h, APPROVAL_BY_POWER, &leg));
            }
        }
    }
    return v;
}

struct state third_hold(const struct eye *from, int hold, bool offers)
{
    struct eye e = *from;
    const struct hold *h = &e.g->holds.items[hold];
    struct state s = {0};
    struct life l = third_life(&e);
    int ignored;
    e.host = h;
    s.alive = life_hold(&l, hold, &ignored);
    s.reach = s.alive == TRI_FALSE ? TRI_FALSE : reach_value(&e, hold);
    if (s.reach == TRI_FALSE) {
        return s;
    }
    for (size_t i = 0; i < h->exemptions.n; i++) {
        s.exempt = tri_or(s.exempt, exemption_value(&e, h->exemptions.items[i]));
    }
    for (size_t i = 0; i < h->licences.n; i++) {
        s.licensed = tri_or(s.licensed, exemption_value(&e, h->licences.items[i]));
    }
    s.licensed = tri_or(s.licensed, approvals_value(&e, hold));
    for (size_t i = 0; offers && i < h->offers.n; i++) {
        s.offered = tri_or(s.offered, offer_value(&e, h->offers.items[i]));
    }
    return s;
}

enum tri third_counts(const struct eye *e, const struct clause *k, const struct leg *leg)
{
    bool line = leg->line == e->leg->line || e->leg->line < 0;
    switch ((int)k->leg) {
    case ON_SAME_LEG: return leg == e->leg ? TRI_TRUE : TRI_FALSE;
    case ON_PRINCIPAL_LEG: return leg->principal && line ? TRI_TRUE : TRI_FALSE;
    default:
        if (e->d->parties[leg->party].role != k->role || !line) {
            return TRI_FALSE;
        }
        return k->n_kids == 0 ? TRI_TRUE : third_value(e, k->kids[0], leg->party);
    }
}

enum tri third_verdict(const struct eye *from, const struct clause *k)
{
    enum tri reached = TRI_FALSE;
    enum tri blocked = TRI_FALSE;
    enum tri own = TRI_FALSE;
    const ints *measures = &from->g->verdict_groups.items[k->item];
    if (from->depth >= DEPTH) {
        return TRI_UNKNOWN;
    }
    for (size_t i = 0; i < from->an->n_legs; i++) {
        struct eye e = *from;
        enum tri in = third_counts(from, k, &from->an->legs[i].leg);
        e.leg = &from->an->legs[i].leg;
        e.depth++;
        e.term = false;
        own = k->leg == ON_LEG_OF && e.leg == from->leg ? in : own;
        for (size_t m = 0; in != TRI_FALSE && m < measures->n; m++) {
            const struct measure *me = &e.g->measures.items[measures->items[m]];
            for (int h = me->first_hold; h < me->first_hold + me->n_holds; h++) {
                struct state s = third_hold(&e, h, false);
                enum tri on = tri_and(in, tri_and(s.alive, s.reach));
                reached = tri_or(reached, on);
                blocked = tri_or(blocked, tri_and(on, tri_not(tri_or(s.exempt, s.licensed))));
            }
        }
    }
    enum tri v = k->verdict == VERDICT_REACHED ? reached : blocked;
    v = k->verdict == VERDICT_OPEN ? tri_and(reached, tri_not(blocked)) : v;
    return tri_and(v, tri_not(own));
}

enum tri third_value(const struct eye *e, const struct clause *k, int party)
{
    if (k == e->forced && e->leg == e->forced_leg && (e->forced_party < 0 || e->forced_party == party)) {
        return e->forced_value;
    }
    enum tri v;
    switch ((int)k->op) {
    case CL_ALL:
        v = TRI_TRUE;
        for (size_t i = 0; i < k->n_kids; i++) {
            v = tri_and(v, third_value(e, k->kids[i], party));
        }
        return v;
    case CL_ANY:
        v = TRI_FALSE;
        for (size_t i = 0; i < k->n_kids; i++) {
            v = tri_or(v, third_value(e, k->kids[i], party));
        }
        return v;
    case CL_NOT: return tri_not(third_value(e, k->kids[0], party));
    case CL_NAMED: return third_value(e, k->kids[0], party);
    case CL_PARTY: return third_party(e, k);
    case CL_VERDICT: return third_verdict(e, k);
    case CL_EXTERNAL: return TRI_UNKNOWN;
    default: break;
    }
    struct leg leg = *e->leg;
    leg.day = third_day(e);
    struct subject s = {e->d, &leg, party, false, e->host, e->term};
    if (k->op != CL_APPROVED) {
        return leaf_value(&s, k);
    }
    int by = 0;
    bool known = who_value(&s, k->by, &by);
    v = TRI_FALSE;
    for (size_t i = 0; i < e->d->n_approvals; i++) {
        enum tri about = approval_value(e->d, &e->d->approvals[i], e->host, APPROVAL_IN_CLAUSE, &leg);
        v = tri_or(v, tri_and(about, !known ? TRI_UNKNOWN : by == e->d->approvals[i].by ? TRI_TRUE : TRI_FALSE));
    }
    return v;
}
