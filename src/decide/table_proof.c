/* The answer of a legal order about a leg: what was worked out, as the proof that the walker would leave. */
#include "base/arena.h"
#include "decide/table_run.h"

struct printer {
    struct run *run;
    struct arena *arena;
    struct tried *tried; /* room for all holds of this order */
    struct failure *room;
    size_t left;
};

static struct pair in_lanes(struct pair p, uint64_t lanes)
{
    p.must &= lanes;
    p.may &= lanes;
    return p;
}

/* ---- what was tried ---- */

static struct failure *failure_room(struct printer *p, size_t n)
{
    if (n > p->left) {
        p->left = n > 8 ? n : 8;
        p->room = ARENA_MANY(p->arena, struct failure, p->left);
    }
    struct failure *r = p->room;
    p->room += n;
    p->left -= n;
    return r;
}

/* The failures in the lanes of one hold. Where those are all lanes, holds that share an exemption share them. */
static void print_failures(struct printer *p, const struct kept_try *k, struct kept_try *shared, uint64_t lanes,
                           struct tried *to)
{
    const struct failure *from = k->n_failures <= FAILURES_KEPT ? k->failures : p->run->failures;
    bool all = lanes == p->run->all && k->stamp != 0;
    if (k->n_failures == 0) {
        return;
    }
    if (all && k->shown_in == p->run->calls) {
        to->failures = k->shown;
        to->n_failures = (unsigned)k->n_failures;
        return;
    }
    struct failure *list = failure_room(p, k->n_failures);
    size_t n = all ? k->n_failures : 0; /* kept in the order of their first lane */
    for (size_t i = 0; i < n; i++) {
        list[i] = from[i];
    }
    for (size_t i = 0; !all && i < k->n_failures; i++) {
        if ((from[i].lanes & lanes) == 0) {
            continue;
        }
        size_t at = n++;
        struct failure one = from[i];
        one.lanes &= lanes;
        for (; at > 0 && __builtin_ctzll(list[at - 1].lanes) > __builtin_ctzll(one.lanes); at--) {
            list[at] = list[at - 1];
        }
        list[at] = one;
    }
    to->failures = n > 0 ? list : NULL;
    to->n_failures = (unsigned)n;
    if (all) {
        shared->shown_in = p->run->calls;
        shared->shown = list;
    }
}

static struct pair print_exemptions(struct printer *p, const ints *list, uint64_t lanes, struct tried *to)
{
    struct pair any = {0, 0};
    for (size_t i = 0; i < list->n; i++) {
        int index = list->items[i];
        const struct kept_try *k = try_exemption(p->run, index, true);
        to[i].index = index;
        to[i].policy = -1;
        to[i].value = in_lanes(k->value, lanes);
        print_failures(p, k, &p->run->exemptions[index], lanes, &to[i]);
        any = pair_or(any, to[i].value);
    }
    return any;
}

/* The first policy that refuses, in the first lane where one does. */
static int refusing(struct run *r, const struct row *row, uint64_t lanes)
{
    if (lanes == 0) {
        return -1;
    }
    unsigned lane = (unsigned)__builtin_ctzll(lanes);
    for (size_t i = 0; i < row->n_policies; i++) {
        struct pair denies =
            pair_and(view_policy(r, row->policies[i]), cell_pair(r, r->set->policies[row->policies[i]]));
        if (pair_lane(denies, lane) != TRI_FALSE) {
            return row->policies[i];
        }
    }
    return -1;
}

static struct pair print_offers(struct printer *p, const struct row *row, const ints *list, uint64_t lanes,
                                struct tried *to)
{
    struct run *r = p->run;
    struct pair any = {0, 0};
    struct pair denied = row->n_policies == 0 || list->n == 0 ? any : row_denied(r, row);
    int policy = refusing(r, row, denied.may & lanes);
    for (size_t i = 0; i < list->n; i++) {
        int index = list->items[i];
        const struct kept_try *k = try_offer(r, index, true);
        uint64_t met = k->value.must & lanes;
        to[i].index = index;
        to[i].policy = policy;
        if (!r->set->regime->offers.items[index].deny) {
            to[i].value = pair_and(in_lanes(k->value, lanes), pair_not(denied));
        }
        to[i].denied = (met & ~to[i].value.must) != 0;
        print_failures(p, k, &r->offers[index], lanes, &to[i]);
        any = pair_or(any, to[i].value);
    }
    return any;
}

/* ---- a hold ---- */

static struct tried *take(struct printer *p, size_t n)
{
    struct tried *r = p->tried;
    if (n > 0) { /* a proof without anything to try has no list to go on in */
        p->tried += n;
    }
    return r;
}

static void print_unknown(struct printer *p, const struct row *row, const struct hold *h, uint64_t open,
                          struct hold_answer *to)
{
    struct clause **list = NULL;
    size_t n = 0;
    for (size_t i = 0; i < row->n_scope; i++) {
        struct pair c = cell_pair(p->run, row->scope[i]);
        if ((c.may & ~c.must & open) == 0) {
            continue;
        }
        if (list == NULL) {
            list = ARENA_MANY(p->arena, struct clause *, row->n_scope - i);
        }
        list[n++] = h->scope[i];
    }
    to->unknown = list;
    to->n_unknown = (unsigned)n;
}

static void print_hold(struct printer *p, const struct hit *hit, struct hold_answer *to)
{
    struct run *r = p->run;
    const struct row *row = hit->row;
    const struct hold *h = &r->set->regime->holds.items[row->item];
    uint64_t lanes = hit->reach.may;
    r->host = h;
    to->hold = row->item;
    to->alive = in_lanes(hit->life->value, r->all);
    to->reach = hit->reach;
    to->by_mandate = hit->life->mark;
    to->mandate = hit->life->mark != 0 ? hit->life->mandate : -1;
    to->approval = -1;
    to->n_exemptions = (unsigned)h->exemptions.n;
    to->n_licences = (unsigned)h->licences.n;
    to->n_offers = (unsigned)h->offers.n;
    to->exemptions = take(p, h->exemptions.n);
    to->licences = take(p, h->licences.n);
    to->offers = take(p, h->offers.n);
    to->exempt = print_exemptions(p, &h->exemptions, lanes, to->exemptions);
    to->licensed = print_exemptions(p, &h->licences, lanes, to->licences);
    if (r->deal->n_approvals > 0) {
        to->approved = row_approved(r, row, lanes, &to->approval);
        to->licensed = pair_or(to->licensed, to->approved);
    }
    to->offered = print_offers(p, row, &h->offers, lanes, to->offers);
    if ((hit->reach.may & ~hit->reach.must) != 0) {
        print_unknown(p, row, h, hit->reach.may & ~hit->reach.must, to);
    }
}

static void worsen(struct range *r, const struct hold_answer *h)
{
    struct pair p = pair_and(h->alive, h->reach);
    r->tower[0] = pair_or(r->tower[0], p);
    p = pair_and(p, pair_not(h->exempt));
    r->tower[1] = pair_or(r->tower[1], p);
    p = pair_and(p, pair_not(h->licensed));
    r->tower[2] = pair_or(r->tower[2], p);
    r->tower[3] = pair_or(r->tower[3], pair_and(p, pair_not(h->offered)));
}

/* ---- the order ---- */

struct found { /* how many of each kind */
    size_t hits, assess, states, exposed, tries;
};

/* Reach, and beside it the lanes that findings could bring: where nothing but they are false. */
static struct pair reach_of(struct run *r, const struct row *row, uint64_t alive, bool sure, struct found *f,
                            uint64_t *ret_maybe)
{
    struct pair p;
    if (row->states) { /* what would reach if the actor were a state is told apart */
        struct pair scope = row_scope(r, row, alive, sure);
        p = scope.may == 0 ? scope : pair_and(scope, cell_pair(r, row->bound));
        if (scope.may != 0 && p.may == 0) {
            r->states[f->states++] = row->item;
        }
        *ret_maybe = row->found ? alive : 0;
        return p;
    }
    p = row_bound(r, row, alive, sure);
    p = p.may == 0 ? p : pair_and(p, row_but_findings(r, row, p.may, sure));
    *ret_maybe = !row->found ? 0 : row->apart ? p.may : alive;
    return row->n_findings == 0 ? p : row_findings(r, row, p);
}

static void find_hold(struct run *r, const struct row *row, bool sure, struct found *f)
{
    const struct hold *h = &r->set->regime->holds.items[row->item];
    const struct life_slot *life = view_hold(r, row->item);
    uint64_t alive = life->value.may & r->all;
    uint64_t maybe;
    r->host = h;
    struct pair reach = reach_of(r, row, alive, sure, f, &maybe);
    struct kept_row *kept = row_kept(r, row);
    kept->stamp = r->stamp[CLASS_LEG | DEP_FOUND];
    kept->on = in_lanes(pair_and(life->value, reach), r->all);
    if (reach.may != 0) {
        struct hit one = {row, life, reach};
        r->hits[f->hits++] = one;
        f->tries += h->exemptions.n + h->licences.n + h->offers.n;
    } else if (maybe != 0) {
        struct maybe one = {row, maybe};
        r->maybes[f->assess++] = one;
    }
}

static void find_consequence(struct run *r, const struct row *row, bool sure, struct found *f)
{
    r->host = NULL;
    struct pair alive = in_lanes(view_consequence(r, row->item), r->all);
    struct exposure x = {row->item, pair_and(alive, row_scope(r, row, alive.may, sure))};
    if (x.value.may != 0) {
        r->exposed[f->exposed++] = x;
    }
}

/* Of the holds that a finding could make bite, those that would not be exempt. */
static void keep_assessed(struct run *r, struct found *f, struct order_answer *ret)
{
    size_t n = 0;
    run_found(r, true);
    for (size_t i = 0; i < f->assess; i++) {
        const struct row *row = r->maybes[i].row;
        uint64_t lanes = r->maybes[i].lanes;
        r->host = &r->set->regime->holds.items[row->item];
        if (row->states || !row->apart) {
            lanes = row_on(r, row, false).may;
        } else if (!row->plain) {
            struct pair maybe = {lanes, lanes};
            lanes = row_findings(r, row, maybe).may;
        }
        if ((lanes & ~row_exempt(r, row).must) != 0) {
            r->maybes[n++] = r->maybes[i];
        }
    }
    run_found(r, false);
    if (n > 0) {
        ret->assess = ARENA_MANY(r->ev->arena, int, n);
        ret->n_assess = n;
    }
    for (size_t i = 0; i < n; i++) {
        ret->assess[i] = r->maybes[i].row->item;
    }
}

static int *kept_ints(struct arena *a, const int *from, size_t n)
{
    return n == 0 ? NULL : arena_copy(a, from, n * sizeof *from);
}

void proof_order(struct run *r, size_t order, struct order_answer *ret)
{
    struct arena *a = r->ev->arena;
    const struct order_rows *o = &r->set->orders[order];
    struct found f = {0, 0, 0, 0, 0};
    r->calls++;
    r->set->counts.orders++;
    r->host = NULL;
    ret->bound = in_lanes(cell_pair(r, o->bound), r->all);
    size_t n;
    const uint32_t *left = rows_left(r, order, &n);
    for (size_t i = 0; i < n; i++) {
        const struct row *row = &o->rows[left[i] & ~ROW_SURE];
        bool sure = (left[i] & ROW_SURE) != 0;
        if (row->consequence) {
            find_consequence(r, row, sure, &f);
        } else {
            find_hold(r, row, sure, &f);
        }
    }
    if (f.assess > 0) {
        keep_assessed(r, &f, ret);
    }
    struct printer p = {.run = r, .arena = a};
    ret->holds = f.hits == 0 ? NULL : ARENA_MANY(a, struct hold_answer, f.hits);
    p.tried = f.tries == 0 ? NULL : ARENA_MANY(a, struct tried, f.tries);
    ret->n_holds = f.hits;
    for (size_t i = 0; i < f.hits; i++) {
        print_hold(&p, &r->hits[i], &ret->holds[i]);
        worsen(&ret->kleene, &ret->holds[i]);
    }
    ret->bound = pair_or(ret->bound, ret->kleene.tower[0]);
    ret->states = kept_ints(a, r->states, f.states);
    ret->n_states = f.states;
    ret->exposed = f.exposed == 0 ? NULL : arena_copy(a, r->exposed, f.exposed * sizeof *r->exposed);
    ret->n_exposed = f.exposed;
}
