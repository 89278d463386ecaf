/* Clauses: what a cell says of the leg. Each is worked out at most once for what it depends on, and then remembered. */
#include "decide/table_run.h"

/* ---- one value on all lanes of a day ---- */

/* What is asked of one and the same party: several bits at once. Single bits are looked up by role. */
static __attribute__((noinline)) enum tri party_tri(struct run *r, const struct cell *c)
{
    cell_id kid = r->kids[c->at];
    bool any = c->role < 0;
    const struct role_state *role = &r->roles[any ? (int)r->set->regime->roles.n : c->role];
    enum tri some = r->parties_complete ? TRI_FALSE : TRI_UNKNOWN;
    int n = role->deal == r->deal_base ? role->n : 0;
    int before = r->party;
    struct words words = r->words[SPACE_PARTY];
    for (int at = role->first; n > 0 && some != TRI_TRUE; n--) {
        run_party(r, at);
        some = tri_or(some, cell_tri(r, kid));
        at = any ? at + 1 : r->parties[at].next;
    }
    r->party = before;
    r->words[SPACE_PARTY] = words;
    return some;
}

static struct subject subject_of(const struct run *r, const struct cell *c)
{
    struct subject s = {r->deal, r->leg, r->party, r->found, r->host, r->term};
    if (c->space == SPACE_ACTOR) {
        s.party = r->leg->party;
    }
    return s;
}

/* Whether the permission that the clause asks for was shown; none shown: not given. */
static __attribute__((noinline)) enum tri approved_tri(const struct run *r, const struct cell *c)
{
    const struct deal *d = r->deal;
    struct subject s = subject_of(r, c);
    enum tri best = TRI_FALSE;
    int by;
    bool known = who_value(&s, c->source->by, &by);
    for (size_t i = 0; i < d->n_approvals; i++) {
        enum tri giver = !known ? TRI_UNKNOWN : d->approvals[i].by == by ? TRI_TRUE : TRI_FALSE;
        enum tri about = approval_value(d, &d->approvals[i], r->host, APPROVAL_IN_CLAUSE, r->leg);
        best = tri_or(best, tri_and(giver, about));
    }
    return best;
}

static __attribute__((noinline)) enum tri external_tri(const struct run *r, const struct cell *c)
{
    struct atom a = {ATOM_LAW, 1, 0, c->source, 0};
    const struct assumption *as = r->deal->n_assumed > 0 ? deal_assumed(r->deal, a) : NULL;
    return as == NULL ? TRI_UNKNOWN : as->truth;
}

static inline enum tri kid_test(const struct run *r, const struct bits_test *b)
{
    const struct words *w = &r->words[b->space];
    return test_tri(w->t[b->at], w->m[b->at], b->pos, b->neg, b->any);
}

static inline enum tri all_tri(struct run *r, const struct cell *c)
{
    const struct bits_test *tests = r->set->tests + c->bits;
    enum tri v = TRI_TRUE;
    for (uint32_t i = 0; i < c->n_bits; i++) {
        v = tri_and(v, kid_test(r, &tests[i]));
    }
    for (uint32_t i = c->n_bits; i < c->n && v != TRI_FALSE; i++) {
        v = tri_and(v, cell_tri(r, r->kids[c->at + i]));
    }
    return v;
}

static inline enum tri any_tri(struct run *r, const struct cell *c)
{
    const struct bits_test *tests = r->set->tests + c->bits;
    enum tri v = TRI_FALSE;
    for (uint32_t i = 0; i < c->n_bits; i++) {
        v = tri_or(v, kid_test(r, &tests[i]));
    }
    for (uint32_t i = c->n_bits; i < c->n && v != TRI_TRUE; i++) {
        v = tri_or(v, cell_tri(r, r->kids[c->at + i]));
    }
    return v;
}

static __attribute__((noinline)) enum tri leaf_tri(struct run *r, const struct cell *c)
{
    struct subject s = subject_of(r, c);
    return leaf_value(&s, c->source);
}

/* Parts are kept apart: what most cells are needs no room for what few are. */
static inline enum tri work_out(struct run *r, const struct cell *c)
{
    switch ((int)c->op) {
    case CELL_ALL: return all_tri(r, c);
    case CELL_ANY: return any_tri(r, c);
    case CELL_NOT: return tri_not(cell_tri(r, r->kids[c->at]));
    case CELL_PARTY: return party_tri(r, c);
    case CELL_LEAF: return leaf_tri(r, c);
    case CELL_APPROVED: return approved_tri(r, c);
    case CELL_EXTERNAL: return external_tri(r, c);
    default: return TRI_UNKNOWN;
    }
}

/* A completion of the deal leaves what was decided without it. */
static bool decided_before(const struct run *r, cell_id id, const struct cell *c, enum tri *ret)
{
    if (r->base->memo[id] >> 2 != r->base_stamp[c->deps & (DEP_CLASS | DEP_FOUND)]) {
        return false;
    }
    *ret = (enum tri)(r->base->memo[id] & 3U);
    return *ret != TRI_UNKNOWN;
}

enum tri cell_work(struct run *r, cell_id id)
{
    const struct cell *c = &r->cells[id];
    enum tri v;
    if ((c->deps & r->unkept) != 0) {
        return work_out(r, c);
    }
    if (r->base == NULL || !decided_before(r, id, c, &v)) {
        v = work_out(r, c);
    }
    r->memo[id] = r->stamp[c->deps & (DEP_CLASS | DEP_FOUND)] << 2 | (uint64_t)v;
    return v;
}

/* ---- verdicts as clauses ---- */

static void group_leg(struct run *r, int group, struct kept_group *to)
{
    struct table_set *s = r->set;
    const struct verdict_group *g = &s->groups[group];
    to->reached.must = to->reached.may = to->blocked.must = to->blocked.may = 0;
    for (size_t o = 0; o < s->n_orders; o++) {
        size_t n = 0;
        const uint32_t *left = g->members[o] == NULL ? NULL : rows_left(r, o, &n);
        for (size_t i = 0; i < n; i++) {
            uint32_t which = left[i] & ~ROW_SURE;
            const struct row *row = &s->orders[o].rows[which];
            if (row->consequence || (g->members[o][which / 64] >> (which % 64) & 1U) == 0) {
                continue;
            }
            struct pair on = row_on(r, row, (left[i] & ROW_SURE) != 0);
            if (on.may == 0) {
                continue;
            }
            to->reached = pair_or(to->reached, on);
            to->blocked = pair_or(to->blocked, pair_and(on, pair_not(row_free(r, row))));
        }
    }
}

/* The group on another leg, seen from this one: a depth further in, and outside the terms of an offer. */
static struct kept_group group_on(struct run *r, int group, size_t leg)
{
    struct kept_group *kept = &r->groups[(leg * r->set->n_groups + (size_t)group) & (KEPT_GROUPS - 1)];
    const struct leg_state *state = &r->legs[leg];
    uint64_t stamp = state->base + (r->found ? MAX_LANES : 0);
    if (!r->set->tall && state->deal == r->deal_base && kept->stamp == stamp && kept->group == group) {
        return *kept;
    }
    struct kept_group v = {0};
    struct run_place before = run_place(r);
    run_leg(r, leg);
    r->depth++;
    if (r->term) {
        run_term(r, false);
    }
    group_leg(r, group, &v);
    v.stamp = r->stamp[CLASS_LEG | DEP_FOUND];
    v.group = group;
    *kept = v;
    run_back(r, &before);
    return v;
}

static struct pair counts_on(struct run *r, const struct verdict *v, size_t leg)
{
    const struct clause *k = v->source;
    const struct leg *other = &r->ev->legs[leg];
    const struct pair yes = {~0ULL, ~0ULL};
    const struct pair no = {0, 0};
    if (k->leg == ON_SAME_LEG) {
        return leg == r->at ? yes : no;
    }
    if (k->leg == ON_PRINCIPAL_LEG) {
        return other->principal && (other->line == r->leg->line || r->leg->line < 0) ? yes : no;
    }
    if (r->deal->parties[other->party].role != k->role || (other->line != r->leg->line && r->leg->line >= 0)) {
        return no;
    }
    if (v->on == CELL_TRUE) {
        return yes;
    }
    int party = r->party;
    struct words words = r->words[SPACE_PARTY];
    run_party(r, other->party);
    struct pair p = cell_pair(r, v->on);
    r->party = party;
    r->words[SPACE_PARTY] = words;
    return p;
}

static struct pair verdict_pair(struct run *r, const struct verdict *v)
{
    struct pair reached = {0, 0};
    struct pair blocked = {0, 0};
    struct pair unknown = {0, ~0ULL};
    if (r->depth >= VERDICTS_DEEP) {
        return unknown;
    }
    int role = v->source->leg == ON_LEG_OF ? v->source->role : -1;
    if (role >= 0 && r->roles[role].deal != r->deal_base) { /* no such leg: nothing reaches it, nothing is blocked */
        return reached;
    }
    struct pair own = {0, 0}; /* is this the very leg that `on leg of` refers to? Then it does not cause itself */
    bool same = v->source->leg == ON_SAME_LEG;
    for (size_t i = same ? r->at : 0; i < (same ? r->at + 1 : r->ev->n_legs); i++) {
        struct pair counts = counts_on(r, v, i);
        own = v->source->leg == ON_LEG_OF && i == r->at ? counts : own;
        if ((counts.may & r->all) == 0) {
            continue;
        }
        struct kept_group one = group_on(r, v->group, i);
        reached = pair_or(reached, pair_and(counts, one.reached));
        blocked = pair_or(blocked, pair_and(counts, one.blocked));
    }
    if (v->source->verdict == VERDICT_BLOCKED) {
        reached = blocked;
    } else if (v->source->verdict == VERDICT_OPEN) {
        reached = pair_and(reached, pair_not(blocked));
    }
    return pair_and(reached, pair_not(own));
}

/* ---- lane by lane ---- */

static struct pair pair_by_day(struct run *r, cell_id id)
{
    struct pair p = {0, 0};
    for (size_t i = 0; i < r->n_parts; i++) {
        run_part(r, i);
        struct pair one = pair_of(cell_tri(r, id));
        p.must |= one.must & r->lane_parts[i].lanes;
        p.may |= one.may & r->lane_parts[i].lanes;
    }
    run_part(r, 0);
    return p;
}

static struct pair pair_of_parts(struct run *r, const struct cell *c)
{
    const cell_id *kids = r->kids + c->at;
    struct pair p = {~0ULL, ~0ULL};
    if (c->op == CELL_VERDICT) {
        return verdict_pair(r, &r->set->verdicts[c->at]);
    }
    if (c->op == CELL_NOT) {
        return pair_not(cell_pair(r, kids[0]));
    }
    if (c->op == CELL_ALL) {
        for (uint32_t i = 0; i < c->n && p.may != 0; i++) {
            p = pair_and(p, cell_pair(r, kids[i]));
        }
        return p;
    }
    p.must = p.may = 0;
    for (uint32_t i = 0; i < c->n && ~p.must != 0; i++) {
        p = pair_or(p, cell_pair(r, kids[i]));
    }
    return p;
}

/* A verdict on other legs is the same for all legs of a line that are not among those others, as long as all have one day. */
static uint64_t verdict_stamp(const struct run *r, const struct verdict *v)
{
    const struct clause *k = v->source;
    bool own = k->leg == ON_SAME_LEG || (k->leg == ON_LEG_OF && r->deal->parties[r->leg->party].role == k->role);
    if (own || r->n_days != 1 || r->n_parts != 1) {
        return r->stamp[CLASS_LEG | DEP_FOUND];
    }
    return r->line_bases[r->leg->line + 1] + (r->found ? MAX_LANES : 0);
}

struct pair cell_pair_by_lane(struct run *r, cell_id id)
{
    const struct cell *c = &r->cells[id];
    if ((c->deps & DEP_VERDICT) == 0) {
        return pair_by_day(r, id);
    }
    bool keep = !r->set->tall && (c->deps & r->unkept) == 0;
    struct kept_pair *kept = &r->pairs[c->pair];
    uint64_t stamp =
        c->op == CELL_VERDICT ? verdict_stamp(r, &r->set->verdicts[c->at]) : r->stamp[CLASS_LEG | DEP_FOUND];
    if (keep && kept->stamp == stamp) {
        return kept->value;
    }
    struct pair p = pair_of_parts(r, c);
    if (keep) {
        kept->stamp = stamp;
        kept->value = p;
    }
    return p;
}
