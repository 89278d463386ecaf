#include "prop/count.h"

#include <stdio.h>

#include "base/arena.h"
#include "decide/leaf.h"
#include "decide/life.h"

#define DEPTH 4

struct eye {
    struct count *count;
    struct arena *arena;
    const struct answer *an;
    const struct regime *g;
    const struct deal *d;
    const int *days;
    unsigned lane;
    const struct leg *leg;
    const struct hold *host;
    bool term;
    unsigned depth;
    /* what if this clause, on this leg or about this party, had another value? */
    const struct clause *forced;
    const struct leg *forced_leg;
    int forced_party;
    enum tri forced_value;
};

struct effect { /* what the whole would be, by the value of the part */
    enum tri v[3];
};

static enum tri value(const struct eye *e, const struct clause *k, int party);

static int day_of(const struct eye *e)
{
    return e->days != NULL && e->d->parties[e->leg->party].on == DAY_NONE ? e->days[e->lane] : e->leg->day;
}

static struct life life_of(const struct eye *e)
{
    struct life l = {e->g, e->an->overlay, e->d, day_of(e), e->lane};
    return l;
}

static bool in_effect(const struct eye *e, const struct overlay_act *act)
{
    return (act->lanes >> e->lane & 1U) != 0;
}

/* ---- values ---- */

static enum tri all_of(const struct eye *e, struct clause *const *list, size_t n)
{
    enum tri v = TRI_TRUE;
    for (size_t i = 0; i < n; i++) {
        v = tri_and(v, value(e, list[i], -1));
    }
    return v;
}

static bool parties_open(const struct deal *d)
{
    return !(d->parties_known && d->parties_complete);
}

static enum tri party_value(const struct eye *e, const struct clause *k)
{
    if (k->role == ROLE_ACTOR) {
        return value(e, k->kids[0], e->leg->party);
    }
    enum tri v = parties_open(e->d) ? TRI_UNKNOWN : TRI_FALSE;
    for (int i = 0; i < (int)e->d->n_parties; i++) {
        v = k->role == ROLE_ANY || e->d->parties[i].role == k->role ? tri_or(v, value(e, k->kids[0], i)) : v;
    }
    return v;
}

static enum tri conduct_value(const struct eye *e, const int *conducts, size_t n, bool any)
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

static enum tri bound_value(const struct eye *e, const struct measure *m)
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
    for (size_t i = 0; i < m->n_nexuses; i++) {
        v = tri_or(v, value(e, e->g->nexuses.items[m->nexuses[i]].root, -1));
    }
    return v;
}

/* What an omission, by a variation or an act, leaves of a hold: number i of them, or TRUE past the last. */
static enum tri omission(const struct eye *e, int hold, size_t i, const struct clause **ret, enum tri *ret_on,
                         enum position *ret_at)
{
    const struct hold *h = &e->g->holds.items[hold];
    struct life l = life_of(e);
    *ret = NULL;
    if (i < h->n_omits) {
        *ret = h->omit_scopes[i];
        *ret_on = life_layer(&l, &h->omit_layers[i]);
        *ret_at = POS_OMIT;
    } else {
        const struct overlay_act *act = &e->an->overlay->acts.items[i - h->n_omits];
        if (!in_effect(e, act) || act->omit == NULL || !amends_hold(e->g, act, hold)) {
            return TRI_TRUE;
        }
        *ret = act->omit;
        *ret_on = TRI_TRUE;
        *ret_at = POS_AMEND;
    }
    return tri_not(tri_and(*ret_on, value(e, *ret, -1)));
}

static enum tri reach_value(const struct eye *e, int hold)
{
    const struct hold *h = &e->g->holds.items[hold];
    enum tri v = tri_and(bound_value(e, &e->g->measures.items[h->measure]),
                         conduct_value(e, h->conducts, h->n_conducts, h->any_conduct));
    v = tri_and(v, all_of(e, h->scope, h->n_scope));
    for (size_t i = 0; i < h->n_omits + e->an->overlay->acts.n; i++) {
        const struct clause *k;
        enum tri on;
        enum position at;
        v = tri_and(v, omission(e, hold, i, &k, &on, &at));
    }
    return v;
}

static enum tri exemption_value(const struct eye *e, int index)
{
    const struct exemption *x = &e->g->exemptions.items[index];
    struct life l = life_of(e);
    bool ignored;
    enum tri v = life_exemption(&l, index, &ignored);
    if (x->n_conducts > 0) {
        v = tri_and(v, conduct_value(e, x->conducts, x->n_conducts, false));
    }
    v = tri_and(v, all_of(e, x->clauses, x->n_clauses));
    for (size_t i = 0; i < x->n_but_not; i++) {
        v = tri_and(v, tri_not(value(e, x->but_not[i], -1)));
    }
    return v;
}

static enum tri denied_value(const struct eye *e, int policy)
{
    const struct policy *p = &e->g->policies.items[policy];
    struct life l = life_of(e);
    return p->deny ? tri_and(life_policy(&l, policy), all_of(e, p->clauses, p->n_clauses)) : TRI_FALSE;
}

static enum tri terms_value(const struct eye *e, int index)
{
    const struct offer *o = &e->g->offers.items[index];
    struct life l = life_of(e);
    struct eye in = *e;
    in.term = true;
    return tri_and(life_offer(&l, index), o->deny ? TRI_FALSE : all_of(&in, o->terms, o->n_terms));
}

static enum tri offer_value(const struct eye *e, int index)
{
    enum tri v = terms_value(e, index);
    const struct measure *m = &e->g->measures.items[e->host->measure];
    for (size_t i = 0; i < m->policies.n; i++) {
        v = tri_and(v, tri_not(denied_value(e, m->policies.items[i])));
    }
    return v;
}

static enum tri approvals_value(const struct eye *e, int hold)
{
    const struct hold *h = &e->g->holds.items[hold];
    struct life l = life_of(e);
    struct leg leg = *e->leg;
    leg.day = day_of(e);
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

struct state { /* of a hold */
    enum tri alive, reach, exempt, licensed, offered;
};

static struct state hold_state(const struct eye *from, int hold, bool offers)
{
    struct eye e = *from;
    const struct hold *h = &e.g->holds.items[hold];
    struct state s = {0};
    struct life l = life_of(&e);
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

static enum tri counts(const struct eye *e, const struct clause *k, const struct leg *leg)
{
    bool line = leg->line == e->leg->line || e->leg->line < 0;
    switch ((int)k->leg) {
    case ON_SAME_LEG: return leg == e->leg ? TRI_TRUE : TRI_FALSE;
    case ON_PRINCIPAL_LEG: return leg->principal && line ? TRI_TRUE : TRI_FALSE;
    default:
        if (e->d->parties[leg->party].role != k->role || !line) {
            return TRI_FALSE;
        }
        return k->n_kids == 0 ? TRI_TRUE : value(e, k->kids[0], leg->party);
    }
}

static enum tri verdict_value(const struct eye *from, const struct clause *k)
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
        enum tri in = counts(from, k, &from->an->legs[i].leg);
        e.leg = &from->an->legs[i].leg;
        e.depth++;
        e.term = false;
        own = k->leg == ON_LEG_OF && e.leg == from->leg ? in : own;
        for (size_t m = 0; in != TRI_FALSE && m < measures->n; m++) {
            const struct measure *me = &e.g->measures.items[measures->items[m]];
            for (int h = me->first_hold; h < me->first_hold + me->n_holds; h++) {
                struct state s = hold_state(&e, h, false);
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

static enum tri value(const struct eye *e, const struct clause *k, int party)
{
    if (k == e->forced && e->leg == e->forced_leg && (e->forced_party < 0 || e->forced_party == party)) {
        return e->forced_value;
    }
    enum tri v;
    switch ((int)k->op) {
    case CL_ALL:
        v = TRI_TRUE;
        for (size_t i = 0; i < k->n_kids; i++) {
            v = tri_and(v, value(e, k->kids[i], party));
        }
        return v;
    case CL_ANY:
        v = TRI_FALSE;
        for (size_t i = 0; i < k->n_kids; i++) {
            v = tri_or(v, value(e, k->kids[i], party));
        }
        return v;
    case CL_NOT: return tri_not(value(e, k->kids[0], party));
    case CL_NAMED: return value(e, k->kids[0], party);
    case CL_PARTY: return party_value(e, k);
    case CL_VERDICT: return verdict_value(e, k);
    case CL_EXTERNAL: return TRI_UNKNOWN;
    default: break;
    }
    struct leg leg = *e->leg;
    leg.day = day_of(e);
    struct subject s = {e->d, &leg, party, false, e->host, e->term};
    if (k->op != CL_APPROVED) {
        return leaf_value(&s, k);
    }
    int by = 0;
    bool known = who_value(&s, k->by, &by);
    v = TRI_FALSE;
    for (size_t i = 0; i < e->d->n_approvals; i++) {
        enum tri about =
            e->host == NULL ? TRI_TRUE : approval_value(e->d, &e->d->approvals[i], e->host, APPROVAL_IN_CLAUSE, &leg);
        v = tri_or(v, tri_and(about, !known ? TRI_UNKNOWN : by == e->d->approvals[i].by ? TRI_TRUE : TRI_FALSE));
    }
    return v;
}

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
                enum tri v = value(e, kids[k], party);
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
            inner.v[x] = m.v[party_value(&forced, k)];
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
        inner.v[x] = m.v[verdict_value(&e, verdict)];
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
        if (counts(e, k, leg) == TRI_FALSE) {
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
    enum tri v = value(e, k, party);
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
    enum tri frame = tri_and(bound_value(e, &e->g->measures.items[h->measure]),
                             conduct_value(e, h->conducts, h->n_conducts, h->any_conduct));
    enum tri scope = all_of(e, h->scope, h->n_scope);
    enum tri rest = TRI_TRUE;
    const struct clause *k;
    enum tri on;
    enum position at;
    for (size_t i = 0; i < n; i++) {
        rest = tri_and(rest, omission(e, hold, i, &k, &on, &at));
    }
    look_kids(e, h->scope, h->n_scope, false, -1, POS_SCOPE, with(tri_and(frame, rest), false));
    for (size_t i = 0; i < n; i++) {
        enum tri others = tri_and(frame, scope);
        for (size_t j = 0; j < n; j++) {
            others = j == i ? others : tri_and(others, omission(e, hold, j, &k, &on, &at));
        }
        omission(e, hold, i, &k, &on, &at);
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
    struct life l = life_of(e);
    bool ignored;
    enum position at = x->stage_act >= 0 ? POS_STAGE : x->licence ? POS_LICENCE : x->local ? POS_EXEMPTION : POS_OVER;
    enum tri frame = life_exemption(&l, index, &ignored);
    if (x->n_conducts > 0) {
        frame = tri_and(frame, conduct_value(e, x->conducts, x->n_conducts, false));
    }
    enum tri rest = TRI_TRUE;
    for (size_t i = 0; i < x->n_but_not; i++) {
        rest = tri_and(rest, tri_not(value(e, x->but_not[i], -1)));
    }
    look_kids(e, x->clauses, x->n_clauses, false, -1, at, with(tri_and(frame, rest), false));
    for (size_t i = 0; i < x->n_but_not; i++) {
        enum tri others = tri_and(frame, all_of(e, x->clauses, x->n_clauses));
        for (size_t j = 0; j < x->n_but_not; j++) {
            others = j == i ? others : tri_and(others, tri_not(value(e, x->but_not[j], -1)));
        }
        look(e, x->but_not[i], -1, POS_BUT_NOT, with(others, true));
    }
}

static void look_offer(const struct eye *e, int index)
{
    const struct offer *o = &e->g->offers.items[index];
    const struct measure *m = &e->g->measures.items[e->host->measure];
    struct life l = life_of(e);
    struct eye in = *e;
    enum tri rest = TRI_TRUE;
    in.term = true;
    for (size_t i = 0; i < m->policies.n; i++) {
        rest = tri_and(rest, tri_not(denied_value(e, m->policies.items[i])));
    }
    if (!o->deny) {
        look_kids(&in, o->terms, o->n_terms, false, -1, POS_OFFER, with(tri_and(rest, life_offer(&l, index)), false));
    }
    for (size_t i = 0; i < m->policies.n; i++) {
        const struct policy *p = &e->g->policies.items[m->policies.items[i]];
        enum tri others = terms_value(e, index);
        enum tri on = life_policy(&l, m->policies.items[i]);
        struct effect map;
        for (size_t j = 0; j < m->policies.n; j++) {
            others = j == i ? others : tri_and(others, tri_not(denied_value(e, m->policies.items[j])));
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
    struct life l = life_of(e);
    enum tri frame = life_consequence(&l, index);
    for (size_t i = 0; i < e->an->overlay->acts.n; i++) {
        const struct overlay_act *act = &e->an->overlay->acts.items[i];
        if (in_effect(e, act) && act->omit != NULL && amends_consequence(e->g, act, index)) {
            frame = tri_and(frame, tri_not(value(e, act->omit, -1)));
        }
    }
    enum tri actor = value(e, q->actor, e->leg->party);
    look(e, q->actor, e->leg->party, POS_EXPOSED, with(tri_and(frame, all_of(e, q->clauses, q->n_clauses)), false));
    look_kids(e, q->clauses, q->n_clauses, false, -1, POS_CONSEQUENCE, with(tri_and(frame, actor), false));
}

static void look_nexuses(const struct eye *e, const struct jurisdiction *j)
{
    for (size_t i = 0; i < j->n_nexuses; i++) {
        enum tri others = TRI_FALSE;
        for (size_t k = 0; k < j->n_nexuses; k++) {
            others = k == i ? others : tri_or(others, value(e, e->g->nexuses.items[j->nexuses[k]].root, -1));
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
                struct state s = hold_state(&e, h, true);
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
