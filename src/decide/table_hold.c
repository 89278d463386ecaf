/* Holds: reach, exemptions, licences, offers, approvals, in all lanes at once. */
#include "base/arena.h"
#include "decide/table_run.h"

static const struct pair nothing = {0, 0};

static struct pair in_lanes(struct pair p, uint64_t lanes)
{
    p.must &= lanes;
    p.may &= lanes;
    return p;
}

/* ---- reach ---- */

static inline struct pair asked(struct run *r, const cell_id *tests, size_t n, struct pair p)
{
    for (size_t i = 0; i < n && p.may != 0; i++) {
        p = pair_and(p, cell_pair(r, tests[i]));
    }
    return p;
}

struct pair row_bound(struct run *r, const struct row *row, uint64_t lanes, bool sure)
{
    struct pair p = {lanes, lanes};
    if (row->bound == CELL_TRUE || (sure && !row->bound_rest)) {
        return p;
    }
    const struct hold *host = r->host;
    r->host = NULL; /* a nexus is the order's */
    p = in_lanes(cell_pair(r, row->bound), lanes);
    r->host = host;
    return p;
}

struct pair row_but_findings(struct run *r, const struct row *row, uint64_t lanes, bool sure)
{
    struct pair p = {lanes, lanes};
    if (sure && row->quick && !r->several) { /* a row that was looked up is of this conduct */
        return p;
    }
    if (row->conduct != CELL_TRUE && !row->consequence) {
        p = pair_and(p, pair_of(cell_tri(r, row->conduct)));
    }
    p = sure ? asked(r, row->rest, row->n_rest - row->n_findings, p)
             : asked(r, row->tests, row->n_tests - row->n_findings, p);
    for (size_t i = 0; i < row->n_omits && p.may != 0; i++) {
        const struct row_omit *o = &row->omits[i];
        struct pair out = in_lanes(cell_pair(r, o->cell), o->lanes);
        p = pair_and(p, pair_not(o->layer < 0 ? out : pair_and(view_layer(r, o->layer), out)));
    }
    return p;
}

struct pair row_findings(struct run *r, const struct row *row, struct pair p)
{
    return asked(r, row->tests + row->n_tests - row->n_findings, row->n_findings, p);
}

struct pair row_scope(struct run *r, const struct row *row, uint64_t lanes, bool sure)
{
    return row_findings(r, row, row_but_findings(r, row, lanes, sure));
}

struct kept_row *row_kept(struct run *r, const struct row *row)
{
    return &r->rows[(size_t)row->item * KEPT_LEGS + (r->at & (KEPT_LEGS - 1))];
}

/* ---- what is tried on a hold ---- */

struct failing { /* first clauses that fail, lane by lane */
    struct failure *items;
    size_t n;
};

static void fail(struct failing *f, int clause, bool unknown, uint64_t lanes)
{
    if (f != NULL && lanes != 0) {
        struct failure one = {clause, unknown, lanes};
        f->items[f->n++] = one;
    }
}

/* Unknown counts only where nothing is false after all. In the order of the first lane, as the walker meets them. */
static void settle(struct failing *f, uint64_t open)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        struct failure one = f->items[i];
        one.lanes &= one.unknown ? open : ~0ULL;
        if (one.lanes == 0) {
            continue;
        }
        size_t k = n++;
        for (; k > 0 && __builtin_ctzll(f->items[k - 1].lanes) > __builtin_ctzll(one.lanes); k--) {
            f->items[k] = f->items[k - 1];
        }
        f->items[k] = one;
    }
    f->n = n;
}

/* `seen`: lanes in which an unknown clause is no failure, or was found before. */
static struct pair try_clauses(struct run *r, const struct tries *t, struct pair value, uint64_t seen,
                               struct failing *f)
{
    for (size_t i = 0; i < t->n && value.may != 0; i++) {
        struct pair c = cell_pair(r, t->cells[i]);
        uint64_t unknown = value.may & c.may & ~c.must & ~seen;
        fail(f, (int)i, false, value.may & ~c.may);
        fail(f, (int)i, true, unknown);
        seen |= unknown;
        value = pair_and(value, c);
    }
    return value;
}

static uint64_t stamp_of(const struct run *r, const struct tries *t)
{
    return r->stamp[t->deps & (DEP_CLASS | DEP_FOUND)];
}

static bool keeps(const struct run *r, const struct tries *t)
{
    return (t->deps & DEP_HOST) == 0 && !(r->set->tall && (t->deps & DEP_VERDICT) != 0);
}

/* A completion of the deal leaves what was decided without it. */
static bool decided(struct pair p, uint64_t all)
{
    return ((p.must ^ p.may) & all) == 0;
}

static bool decided_before(const struct run *r, const struct tries *t, const struct kept_try *base, struct kept_try *to)
{
    if ((t->deps & DEP_VERDICT) != 0 || base->stamp != r->base_stamp[t->deps & (DEP_CLASS | DEP_FOUND)] ||
        !decided(base->value, r->all)) {
        return false;
    }
    to->value = base->value;
    to->stamp = stamp_of(r, t);
    to->proved = 0;
    return true;
}

static const struct kept_try *keep_try(struct run *r, const struct tries *t, struct kept_try *to, struct pair value,
                                       struct failing *f, bool proof)
{
    uint64_t stamp = keeps(r, t) ? stamp_of(r, t) : 0;
    to->value = value;
    to->stamp = stamp;
    to->shown_in = 0;
    to->proved = 0;
    if (proof) {
        settle(f, value.may);
        if (f->n > FAILURES_KEPT) {
            memcpy(r->failures, f->items, f->n * sizeof *f->items);
        }
        to->n_failures = f->n;
        for (size_t i = 0; i < f->n && i < FAILURES_KEPT; i++) {
            to->failures[i] = f->items[i];
        }
        to->proved = f->n <= FAILURES_KEPT ? stamp : 0;
    }
    return to;
}

static bool kept_already(const struct run *r, const struct tries *t, const struct kept_try *k, bool proof)
{
    uint64_t stamp = stamp_of(r, t);
    return k->stamp == stamp && (!proof || k->proved == stamp);
}

static bool same_everywhere(const struct run *r, const struct tries *t, struct pair alive)
{
    return (t->deps & DEP_VERDICT) == 0 && (r->n_parts == 1 || (t->deps & DEP_DAY) == 0) && alive.must == alive.may &&
           (alive.may == 0 || alive.may == r->all);
}

/* All lanes are one: what every deal comes to that no stage has touched. */
static const struct kept_try *try_once(struct run *r, const struct tries *t, struct kept_try *kept, int first,
                                       bool alive)
{
    enum tri v = alive ? TRI_TRUE : TRI_FALSE;
    if (alive && t->conduct != CELL_TRUE) {
        v = cell_tri(r, t->conduct);
        first = v != TRI_TRUE ? FAIL_CONDUCT : first;
    }
    for (size_t i = 0; i < t->n && v != TRI_FALSE; i++) {
        enum tri c = cell_tri(r, t->cells[i]);
        first = c == TRI_FALSE || (c == TRI_UNKNOWN && v == TRI_TRUE) ? (int)i : first;
        v = tri_and(v, c);
    }
    uint64_t stamp = keeps(r, t) ? stamp_of(r, t) : 0;
    kept->value.must = v == TRI_TRUE ? r->all : 0;
    kept->value.may = v != TRI_FALSE ? r->all : 0;
    kept->stamp = kept->proved = stamp;
    kept->shown_in = 0;
    kept->n_failures = v == TRI_TRUE ? 0 : 1;
    kept->failures[0].clause = first;
    kept->failures[0].unknown = v == TRI_UNKNOWN;
    kept->failures[0].lanes = r->all;
    return kept;
}

/* Lane by lane. */
static const struct kept_try *try_lanes(struct run *r, const struct tries *t, struct kept_try *kept,
                                        const struct life_slot *life, bool proof)
{
    struct pair value = in_lanes(life->value, r->all);
    struct failure found[2 * MAX_LANES + 4];
    struct failing f = {found, 0};
    uint64_t dead = r->all & ~value.may;
    uint64_t seen = value.may & ~value.must;
    fail(&f, FAIL_OMITTED, false, dead & life->mark);
    fail(&f, FAIL_NOT_IN_FORCE, false, dead & ~life->mark);
    fail(&f, FAIL_NOT_IN_FORCE, true, seen);
    if (t->conduct != CELL_TRUE && value.may != 0) {
        struct pair c = cell_pair(r, t->conduct);
        uint64_t unknown = value.may & c.may & ~c.must & ~seen;
        fail(&f, FAIL_CONDUCT, false, value.may & ~c.may);
        fail(&f, FAIL_CONDUCT, true, unknown);
        seen |= unknown;
        value = pair_and(value, c);
    }
    value = try_clauses(r, t, value, seen, proof ? &f : NULL);
    return keep_try(r, t, kept, value, &f, proof);
}

const struct kept_try *try_exemption(struct run *r, int exemption, bool proof)
{
    const struct tries *t = &r->set->exemptions[exemption];
    struct kept_try *kept = &r->exemptions[exemption];
    if (kept_already(r, t, kept, proof)) {
        return kept;
    }
    if (!proof && r->base != NULL && decided_before(r, t, &r->base->exemptions[exemption], kept)) {
        return kept;
    }
    const struct life_slot *life = view_exemption(r, exemption);
    struct pair value = in_lanes(life->value, r->all);
    if (same_everywhere(r, t, value) && (life->mark == 0 || life->mark == r->all)) {
        return try_once(r, t, kept, life->mark != 0 ? FAIL_OMITTED : FAIL_NOT_IN_FORCE, value.may != 0);
    }
    return try_lanes(r, t, kept, life, proof);
}

/* As try_lanes; an offer has no conduct of its own, and no act strikes it out. */
static const struct kept_try *offer_lanes(struct run *r, const struct tries *t, struct kept_try *kept,
                                          struct pair alive, bool proof)
{
    struct failure found[2 * MAX_LANES + 4];
    struct failing f = {found, 0};
    uint64_t seen = alive.may & ~alive.must;
    fail(&f, FAIL_NOT_IN_FORCE, false, r->all & ~alive.may);
    fail(&f, FAIL_NOT_IN_FORCE, true, seen);
    struct pair value = try_clauses(r, t, alive, seen, proof ? &f : NULL);
    return keep_try(r, t, kept, value, &f, proof);
}

/* The terms of an offer alone; policies are the measure's. */
const struct kept_try *try_offer(struct run *r, int offer, bool proof)
{
    const struct tries *t = &r->set->offers[offer];
    struct kept_try *kept = &r->offers[offer];
    if (kept_already(r, t, kept, proof)) {
        return kept;
    }
    if (!proof && r->base != NULL && decided_before(r, t, &r->base->offers[offer], kept)) {
        return kept;
    }
    struct pair value = in_lanes(view_offer(r, offer), r->all);
    bool within = r->term;
    run_term(r, true);
    if (same_everywhere(r, t, value)) {
        try_once(r, t, kept, FAIL_NOT_IN_FORCE, value.may != 0);
    } else {
        offer_lanes(r, t, kept, value, proof);
    }
    run_term(r, within);
    return kept;
}

struct pair row_on(struct run *r, const struct row *row, bool sure)
{
    struct kept_row *kept = row_kept(r, row);
    uint64_t stamp = r->stamp[CLASS_LEG | DEP_FOUND];
    r->host = &r->set->regime->holds.items[row->item];
    if (kept->stamp == stamp && !r->set->tall) {
        return kept->on;
    }
    const struct kept_row *base = r->base == NULL || row->fickle ? NULL : &r->base->rows[kept - r->rows];
    struct pair p = in_lanes(view_hold(r, row->item)->value, r->all);
    if (base != NULL && base->stamp == r->base_stamp[CLASS_LEG | DEP_FOUND] && decided(base->on, r->all) &&
        !r->set->tall) {
        p = base->on;
    } else if (p.may != 0) {
        struct pair bound = row_bound(r, row, p.may, sure);
        p = pair_and(p, bound.may == 0 ? bound : pair_and(bound, row_scope(r, row, bound.may, sure)));
    }
    kept->stamp = stamp;
    kept->on = p;
    return p;
}

struct pair row_exempt(struct run *r, const struct row *row)
{
    const struct hold *h = &r->set->regime->holds.items[row->item];
    struct pair any = nothing;
    for (size_t i = 0; i < h->exemptions.n && (~any.must & r->all) != 0; i++) {
        any = pair_or(any, try_exemption(r, h->exemptions.items[i], false)->value);
    }
    return any;
}

struct pair row_free(struct run *r, const struct row *row)
{
    const struct hold *h = &r->set->regime->holds.items[row->item];
    struct kept_row *kept = row_kept(r, row);
    uint64_t stamp = r->stamp[CLASS_LEG | DEP_FOUND];
    if (kept->free_stamp == stamp && !r->set->tall) {
        return kept->free;
    }
    struct pair any = row_exempt(r, row);
    for (size_t i = 0; i < h->licences.n && (~any.must & r->all) != 0; i++) {
        any = pair_or(any, try_exemption(r, h->licences.items[i], false)->value);
    }
    int which;
    any = r->deal->n_approvals == 0 ? any : pair_or(any, row_approved(r, row, r->all, &which));
    kept->free_stamp = stamp;
    kept->free = any;
    return any;
}

struct pair row_denied(struct run *r, const struct row *row)
{
    struct pair any = nothing;
    for (size_t i = 0; i < row->n_policies; i++) {
        struct pair alive = in_lanes(view_policy(r, row->policies[i]), r->all);
        if (alive.may != 0) {
            any = pair_or(any, pair_and(alive, cell_pair(r, r->set->policies[row->policies[i]])));
        }
    }
    return any;
}

struct pair row_offered(struct run *r, const struct row *row)
{
    const struct regime *g = r->set->regime;
    const struct hold *h = &g->holds.items[row->item];
    struct pair any = nothing;
    for (size_t i = 0; i < h->offers.n; i++) {
        if (!g->offers.items[h->offers.items[i]].deny) {
            any = pair_or(any, try_offer(r, h->offers.items[i], false)->value);
        }
    }
    return any.may == 0 ? any : pair_and(any, pair_not(row_denied(r, row)));
}

/* ---- approvals ---- */

static struct pair about(struct run *r, const struct approval *ap, int offer)
{
    struct pair p = nothing;
    if (r->n_parts == 1) {
        return pair_of(approval_value(r->deal, ap, r->host, offer, r->leg));
    }
    for (size_t i = 0; i < r->n_parts; i++) {
        run_part(r, i);
        p = pair_or(p, in_lanes(pair_of(approval_value(r->deal, ap, r->host, offer, r->leg)), r->lane_parts[i].lanes));
    }
    run_part(r, 0);
    return p;
}

/* Who has a power to license or waive that reaches the hold: asked for when a deal shows an approval. */
static const ints *givers_of(struct run *r, const struct row *row)
{
    const struct regime *g = r->set->regime;
    const struct hold_at *at = &r->set->hold_rows[row->item];
    struct row *mine = &r->set->orders[at->order].rows[at->row];
    if (!mine->givers_known) {
        for (size_t i = 0; i < g->powers.n; i++) {
            const struct power *p = &g->powers.items[i];
            if ((p->kinds & (1U << ACT_LICENSE | 1U << ACT_WAIVE)) != 0 &&
                !ints_has_value(&mine->givers, p->authority) && power_reaches_hold(g, p, row->item)) {
                VEC_PUSH(r->set->arena, &mine->givers, p->authority);
            }
        }
        mine->givers_known = true;
    }
    return &mine->givers;
}

static struct pair approval_pair(struct run *r, const struct row *row, const struct approval *ap)
{
    const struct regime *g = r->set->regime;
    const struct hold *h = r->host;
    struct pair any = nothing;
    for (size_t i = 0; i < h->offers.n; i++) {
        const struct offer *o = &g->offers.items[h->offers.items[i]];
        bool by = false;
        for (size_t k = 0; k < o->n_authorities && !by; k++) {
            by = approval_by(g, ap, o->authorities[k]);
        }
        if (by) {
            any = pair_or(any, pair_and(about(r, ap, h->offers.items[i]), view_offer(r, h->offers.items[i])));
        }
    }
    const ints *givers = givers_of(r, row);
    for (size_t i = 0; i < givers->n; i++) {
        if (approval_by(g, ap, givers->items[i])) {
            return pair_or(any, about(r, ap, APPROVAL_BY_POWER));
        }
    }
    return any;
}

/* *ret_which: the first approval that gives as much as any, in the highest of the lanes. */
struct pair row_approved(struct run *r, const struct row *row, uint64_t lanes, int *ret_which)
{
    struct pair best = nothing;
    size_t which[MAX_LANES] = {0};
    r->host = &r->set->regime->holds.items[row->item];
    for (size_t i = 0; i < r->deal->n_approvals; i++) {
        struct pair one = approval_pair(r, row, &r->deal->approvals[i]);
        for (uint64_t up = (one.must & ~best.must) | (one.may & ~best.may); up != 0; up &= up - 1) {
            which[__builtin_ctzll(up)] = i;
        }
        best = pair_or(best, one);
    }
    uint64_t some = best.may & lanes;
    if (some != 0) {
        *ret_which = (int)which[63 - __builtin_clzll(some)];
    }
    return in_lanes(best, lanes);
}
