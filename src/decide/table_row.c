/* Rows: what each hold and consequence asks for, and by which values it can be looked up. */
#include <stdlib.h>

#include "base/arena.h"
#include "decide/life.h"
#include "decide/table_set.h"

struct rows_builder {
    struct table_set *set;
    struct cells_builder *cells;
    struct arena *arena;
    VEC(struct family) families;
};

struct draft { /* of a row */
    VEC(cell_id) scope;
    VEC(struct row_key) keys;
    VEC(struct row_omit) omits;
    cell_id does;
};

/* ---- look-ups by value ---- */

static const struct dim_bits *dims_find(const struct dim_bits *dims, size_t n, enum dim dim)
{
    for (size_t i = 0; i < n; i++) {
        if (dims[i].dim == dim) {
            return &dims[i];
        }
    }
    return NULL;
}

static int family_of(struct rows_builder *b, struct family f)
{
    const struct table_set *s = b->set;
    for (size_t i = 0; i < b->families.n; i++) {
        const struct family *x = &b->families.items[i];
        if (x->kind == f.kind && x->negated == f.negated && (f.kind == FAMILY_GOODS || x->dim == f.dim) &&
            (f.kind != FAMILY_ROLE || x->role == f.role)) {
            return (int)i;
        }
    }
    if (f.kind == FAMILY_GOODS) {
        f.class = CLASS_LEG;
        f.n_slots = s->line.goods.n_lists + 1;
    } else if (f.kind == FAMILY_ROLE) {
        f.class = f.role == ROLE_ACTOR ? CLASS_ACTOR : CLASS_DEAL;
        f.bits = dims_find(s->party.dims, s->party.n_dims, f.dim);
    } else if (dim_table[f.dim].level == LEVEL_LINE) {
        f.class = CLASS_LEG;
        f.bits = dims_find(s->line.dims, s->line.n_dims, f.dim);
    } else {
        f.class = CLASS_DEAL;
        f.bits = dims_find(s->deal.dims, s->deal.n_dims, f.dim);
    }
    f.n_slots = f.bits != NULL ? f.bits->n_slots : f.n_slots;
    VEC_PUSH(b->arena, &b->families, f);
    return (int)b->families.n - 1;
}

/* Is the clause a look-up by the values of one fact? `role`: INT_MAX where the clause stands on no party. */
static bool keyable(const struct clause *k, int role, bool negated, struct family *ret)
{
    struct family f = {.negated = negated, .role = role};
    if (k->op == CL_NAMED && k->n_kids > 0) {
        return keyable(k->kids[0], role, negated, ret);
    }
    if (k->op == CL_NOT && role == INT_MAX) {
        return keyable(k->kids[0], role, !negated, ret);
    }
    if (k->op == CL_ALL && k->n_kids == 1) {
        return keyable(k->kids[0], role, negated, ret);
    }
    if (k->op == CL_PARTY && role == INT_MAX) {
        return keyable(k->kids[0], k->role, negated, ret);
    }
    if (k->op == CL_GOODS && role == INT_MAX) {
        f.kind = FAMILY_GOODS;
    } else if (k->op == CL_VALUE && role == INT_MAX && k->dim != DIM_CONDUCT && !k->only) {
        f.kind = FAMILY_DIM;
    } else if (k->op == CL_ATTR && role != INT_MAX && !k->only) {
        f.kind = FAMILY_ROLE;
    } else {
        return false;
    }
    f.dim = k->dim;
    *ret = f;
    return true;
}

static const struct clause *values_clause(const struct clause *k)
{
    while (k->op == CL_NAMED || k->op == CL_NOT || k->op == CL_ALL || k->op == CL_PARTY) {
        k = k->kids[0];
    }
    return k;
}

static void add_key(struct rows_builder *b, struct draft *d, const struct clause *k, struct family f, cell_id cell)
{
    struct row_key key = {.family = family_of(b, f), .cell = cell};
    const struct clause *v = values_clause(k);
    const struct dim_bits *bits = b->families.items[key.family].bits;
    uint32_t *slots = ARENA_MANY(b->arena, uint32_t, v->n_values);
    for (size_t i = 0; i < v->n_values; i++) {
        slots[i] = f.kind == FAMILY_GOODS ? (uint32_t)v->values[i] + 1 : bits->slots[v->values[i]];
    }
    key.slots = slots;
    key.n = v->n_values;
    VEC_PUSH(b->arena, &d->keys, key);
}

/* A clause of a scope, taken apart where it is an `all of`. */
static void add_keys(struct rows_builder *b, struct draft *d, const struct clause *k, int role, size_t depth)
{
    struct family f;
    if (k->op == CL_NAMED || k->op == CL_ALL || (k->op == CL_PARTY && k->role == ROLE_ACTOR && role == INT_MAX)) {
        for (size_t i = 0; i < k->n_kids && depth < 64;
             i++) { /* of the actor alone do several clauses speak of one party */
            add_keys(b, d, k->kids[i], k->op == CL_PARTY ? ROLE_ACTOR : role, depth + 1);
        }
        return;
    }
    if (k->op == CL_VALUE && k->dim == DIM_CONDUCT) {
        d->does = d->does == CELL_TRUE ? cells_clause(b->cells, k, SPACE_DEAL) : d->does;
        return;
    }
    bool negated = k->op == CL_NOT && role != INT_MAX; /* within the actor's pattern */
    if (keyable(negated ? k->kids[0] : k, role, negated, &f)) {
        add_key(b, d, k, f, cells_clause(b->cells, k, role == INT_MAX ? SPACE_DEAL : SPACE_ACTOR));
    }
}

/* ---- tests ---- */

/* A clause `found by` itself: as if every finding were made, it is true. */
static bool is_finding(const struct cell *c)
{
    return c->op == CELL_LEAF && c->source->op == CL_FOUND;
}

/* Cheap ones first, as they are gathered; what reads findings after the others. */
static void set_tests(struct rows_builder *b, const struct draft *d, struct row *row)
{
    cell_id all = cells_all(b->cells, d->scope.items, d->scope.n);
    const struct cell c = *cells_get(b->cells, all);
    size_t n = all == CELL_TRUE ? 0 : c.op == CELL_ALL ? c.n : 1;
    cell_id *tests = ARENA_MANY(b->arena, cell_id, n);
    row->apart = (cells_get(b->cells, row->bound)->deps & DEP_FOUND) == 0;
    row->plain = true;
    row->fickle = ((c.deps | cells_get(b->cells, row->bound)->deps) & (DEP_HOST | DEP_VERDICT)) != 0;
    for (int findings = 0; findings < 2; findings++) {
        for (size_t i = 0; i < n; i++) {
            cell_id one = c.op == CELL_ALL ? cells_kid(b->cells, all, (uint32_t)i) : all;
            const struct cell *test = cells_get(b->cells, one);
            if (((test->deps & DEP_FOUND) != 0) == (findings == 1)) {
                tests[row->n_tests++] = one;
                row->n_findings += findings == 1 ? 1 : 0;
                row->plain = row->plain && (findings == 0 || is_finding(test));
            }
        }
    }
    row->tests = tests;
    row->keys = d->keys.items;
    row->n_keys = d->keys.n;
    row->omits = d->omits.items;
    row->n_omits = d->omits.n;
    for (size_t i = 0; i < row->n_omits; i++) {
        row->fickle = row->fickle || (cells_get(b->cells, row->omits[i].cell)->deps & (DEP_HOST | DEP_VERDICT)) != 0;
        row->apart = row->apart && (cells_get(b->cells, row->omits[i].cell)->deps & DEP_FOUND) == 0;
    }
    row->plain = row->plain && row->apart;
}

static void add_omit(struct rows_builder *b, struct draft *d, int layer, uint64_t lanes, const struct clause *k)
{
    struct row_omit one = {layer, lanes, cells_clause(b->cells, k, SPACE_DEAL)};
    VEC_PUSH(b->arena, &d->omits, one);
}

static cell_id nexus_cell(struct rows_builder *b, const int *nexuses, size_t n)
{
    VEC(cell_id) kids = {0};
    for (size_t i = 0; i < n; i++) {
        const struct clause *root = b->set->regime->nexuses.items[nexuses[i]].root;
        VEC_PUSH(b->arena, &kids, root == NULL ? cells_unknown(b->cells) : cells_clause(b->cells, root, SPACE_DEAL));
    }
    return cells_any(b->cells, kids.items, kids.n);
}

static struct row hold_row(struct rows_builder *b, int index)
{
    const struct regime *g = b->set->regime;
    const struct hold *h = &g->holds.items[index];
    const struct measure *m = &g->measures.items[h->measure];
    struct row row = {
        .item = index, .found = h->has_found, .states = m->binds == BINDS_STATES, .nexus = m->binds == BINDS_NEXUS};
    struct draft d = {.does = CELL_TRUE};
    VEC(int) policies = {0};
    for (size_t i = 0; i < h->n_scope; i++) {
        VEC_PUSH(b->arena, &d.scope, cells_clause(b->cells, h->scope[i], SPACE_DEAL));
        add_keys(b, &d, h->scope[i], INT_MAX, 0);
    }
    for (size_t i = 0; i < h->n_omits; i++) {
        add_omit(b, &d, b->set->law.hold_layers[index] + (int)i, ~0ULL, h->omit_scopes[i]);
    }
    for (size_t i = 0; i < b->set->overlay.acts.n; i++) {
        const struct overlay_act *act = &b->set->overlay.acts.items[i];
        if (act->omit != NULL && amends_hold(g, act, index)) {
            add_omit(b, &d, -1, act->lanes, act->omit);
        }
    }
    for (size_t i = 0; i < m->policies.n; i++) {
        if (g->policies.items[m->policies.items[i]].deny) {
            VEC_PUSH(b->arena, &policies, m->policies.items[i]);
        }
    }
    row.scope = d.scope.items;
    row.n_scope = d.scope.n;
    row.policies = policies.items;
    row.n_policies = policies.n;
    row.conduct = h->any_conduct ? CELL_TRUE : cells_conducts(b->cells, h->conducts, h->n_conducts);
    row.bound = row.states  ? cells_state_actor(b->cells)
                : row.nexus ? nexus_cell(b, m->nexuses, m->n_nexuses)
                            : CELL_TRUE;
    set_tests(b, &d, &row);
    return row;
}

static struct row consequence_row(struct rows_builder *b, int index)
{
    const struct regime *g = b->set->regime;
    const struct consequence *q = &g->consequences.items[index];
    struct row row = {.item = index, .consequence = true, .bound = CELL_TRUE};
    struct draft d = {.does = CELL_TRUE};
    VEC_PUSH(b->arena, &d.scope, cells_clause(b->cells, q->actor, SPACE_ACTOR));
    add_keys(b, &d, q->actor, ROLE_ACTOR, 0);
    for (size_t i = 0; i < q->n_clauses; i++) {
        VEC_PUSH(b->arena, &d.scope, cells_clause(b->cells, q->clauses[i], SPACE_DEAL));
        add_keys(b, &d, q->clauses[i], INT_MAX, 0);
    }
    for (size_t i = 0; i < b->set->overlay.acts.n; i++) {
        const struct overlay_act *act = &b->set->overlay.acts.items[i];
        if (act->omit != NULL && amends_consequence(g, act, index)) {
            add_omit(b, &d, -1, act->lanes, act->omit);
        }
    }
    row.conduct = d.does;
    set_tests(b, &d, &row);
    return row;
}

/* ---- exemptions, offers, policies ---- */

static uint8_t join(uint8_t a, uint8_t b)
{
    uint8_t class = (a & DEP_CLASS) > (b & DEP_CLASS) ? a & DEP_CLASS : b & DEP_CLASS;
    return (uint8_t)(((a | b) & ~DEP_CLASS) | class);
}

static void set_deps(struct rows_builder *b, struct tries *t)
{
    t->deps = join(CLASS_DAY, cells_get(b->cells, t->conduct)->deps); /* life is the day's */
    for (size_t i = 0; i < t->n; i++) {
        t->deps = join(t->deps, cells_get(b->cells, t->cells[i])->deps);
    }
}

static void compile_tries(struct rows_builder *b)
{
    const struct regime *g = b->set->regime;
    struct table_set *s = b->set;
    s->exemptions = ARENA_MANY(b->arena, struct tries, g->exemptions.n);
    s->offers = ARENA_MANY(b->arena, struct tries, g->offers.n);
    s->policies = ARENA_MANY(b->arena, cell_id, g->policies.n);
    for (size_t i = 0; i < g->exemptions.n; i++) {
        const struct exemption *e = &g->exemptions.items[i];
        cell_id *cells = ARENA_MANY(b->arena, cell_id, e->n_clauses + e->n_but_not);
        for (size_t k = 0; k < e->n_clauses; k++) {
            cells[k] = cells_clause(b->cells, e->clauses[k], SPACE_DEAL);
        }
        for (size_t k = 0; k < e->n_but_not; k++) {
            cells[e->n_clauses + k] = cells_not(b->cells, cells_clause(b->cells, e->but_not[k], SPACE_DEAL));
        }
        struct tries t = {.conduct =
                              e->n_conducts > 0 ? cells_conducts(b->cells, e->conducts, e->n_conducts) : CELL_TRUE,
                          .cells = cells,
                          .n = e->n_clauses + e->n_but_not};
        set_deps(b, &t);
        s->exemptions[i] = t;
    }
    for (size_t i = 0; i < g->offers.n; i++) {
        const struct offer *o = &g->offers.items[i];
        cell_id *cells = ARENA_MANY(b->arena, cell_id, o->n_terms);
        for (size_t k = 0; k < o->n_terms; k++) {
            cells[k] = cells_clause(b->cells, o->terms[k], SPACE_DEAL);
        }
        struct tries t = {.conduct = CELL_TRUE, .cells = cells, .n = o->n_terms};
        set_deps(b, &t);
        s->offers[i] = t;
    }
    for (size_t i = 0; i < g->policies.n; i++) {
        const struct policy *p = &g->policies.items[i];
        VEC(cell_id) kids = {0};
        for (size_t k = 0; k < p->n_clauses; k++) {
            VEC_PUSH(b->arena, &kids, cells_clause(b->cells, p->clauses[k], SPACE_DEAL));
        }
        s->policies[i] = cells_all(b->cells, kids.items, kids.n);
    }
}

/* ---- orders ---- */

static size_t order_of(const struct table_set *s, int jurisdiction)
{
    return jurisdiction >= 0 ? (size_t)jurisdiction : s->regime->jurisdictions.n;
}

static void count_rows(struct table_set *s)
{
    const struct regime *g = s->regime;
    for (size_t i = 0; i < g->holds.n; i++) {
        s->orders[order_of(s, g->measures.items[g->holds.items[i].measure].item.jurisdiction)].n++;
    }
    for (size_t i = 0; i < g->consequences.n; i++) {
        s->orders[order_of(s, g->consequences.items[i].item.jurisdiction)].n++;
    }
    for (size_t i = 0; i < s->n_orders; i++) {
        struct order_rows *o = &s->orders[i];
        o->number = i;
        o->rows = ARENA_MANY(s->arena, struct row, o->n);
        o->rank = ARENA_MANY(s->arena, uint32_t, o->n);
        o->by_rank = ARENA_MANY(s->arena, uint32_t, o->n);
        s->most_rows = o->n > s->most_rows ? o->n : s->most_rows;
        o->n = 0;
    }
}

/* As they come in the answer: holds, then consequences. */
static void add_rows(struct rows_builder *b)
{
    struct table_set *s = b->set;
    const struct regime *g = s->regime;
    for (size_t i = 0; i < g->holds.n; i++) {
        struct order_rows *o = &s->orders[order_of(s, g->measures.items[g->holds.items[i].measure].item.jurisdiction)];
        o->rows[o->n++] = hold_row(b, (int)i);
    }
    for (size_t i = 0; i < g->consequences.n; i++) {
        struct order_rows *o = &s->orders[order_of(s, g->consequences.items[i].item.jurisdiction)];
        if (g->consequences.items[i].actor != NULL) {
            o->rows[o->n++] = consequence_row(b, (int)i);
        }
    }
}

struct placed {
    struct row row;
    uint32_t rank;
};

/* Up to so many rows are looked at whatever the conduct: they may as well stand in the order of the answer. */
#define FEW_ROWS 256

static int by_conduct(const void *a, const void *b)
{
    const struct placed *x = a;
    const struct placed *y = b;
    if (x->row.conduct != y->row.conduct) {
        return x->row.conduct < y->row.conduct ? -1 : 1;
    }
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Rows for the same conducts stand together, so that a leg looks at few words. */
static void sort_rows(struct table_set *s, struct order_rows *o)
{
    struct placed *list = ARENA_MANY(s->arena, struct placed, o->n);
    for (size_t i = 0; i < o->n; i++) {
        list[i].row = o->rows[i];
        list[i].rank = (uint32_t)i;
    }
    if (o->n > FEW_ROWS) {
        qsort(list, o->n, sizeof *list, by_conduct);
    }
    o->ranked = o->n <= FEW_ROWS;
    for (size_t i = 0; i < o->n; i++) {
        o->rows[i] = list[i].row;
        o->rank[i] = list[i].rank;
        o->by_rank[list[i].rank] = (uint32_t)i;
        if (!list[i].row.consequence) {
            s->hold_rows[list[i].row.item].order = o->number;
            s->hold_rows[list[i].row.item].row = (uint32_t)i;
        }
    }
}

void rows_compile(struct table_set *s, struct cells_builder *cells)
{
    const struct regime *g = s->regime;
    struct rows_builder b = {.set = s, .cells = cells, .arena = s->arena};
    s->n_orders = g->jurisdictions.n + 1;
    s->orders = ARENA_MANY(s->arena, struct order_rows, s->n_orders);
    s->hold_rows = ARENA_MANY(s->arena, struct hold_at, g->holds.n);
    count_rows(s);
    compile_tries(&b);
    add_rows(&b);
    for (size_t i = 0; i < s->n_orders; i++) {
        struct order_rows *o = &s->orders[i];
        bool all = i >= g->jurisdictions.n || g->jurisdictions.items[i].n_nexuses == 0;
        o->bound =
            all ? CELL_TRUE : nexus_cell(&b, g->jurisdictions.items[i].nexuses, g->jurisdictions.items[i].n_nexuses);
        o->words = (o->n + 63) / 64;
        s->most_words = o->words > s->most_words ? o->words : s->most_words;
        for (size_t k = 0; k < 4; k++) {
            o->blocks[k / 2][k % 2] = ARENA_MANY(s->arena, struct row_block *, s->leg.n_slots);
        }
        sort_rows(s, o);
    }
    s->families = b.families.items;
    s->n_families = b.families.n;
}

void rows_members(struct table_set *s)
{
    for (size_t i = 0; i < s->n_groups; i++) {
        struct verdict_group *g = &s->groups[i];
        g->members = ARENA_MANY(s->arena, uint64_t *, s->n_orders);
        for (size_t k = 0; k < g->measures.n; k++) {
            const struct measure *m = &s->regime->measures.items[g->measures.items[k]];
            for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
                const struct hold_at *at = &s->hold_rows[h];
                if (g->members[at->order] == NULL) {
                    g->members[at->order] = ARENA_MANY(s->arena, uint64_t, s->orders[at->order].words);
                }
                g->members[at->order][at->row / 64] |= 1ULL << (at->row % 64);
            }
        }
    }
}

const struct row *row_of_hold(const struct table_set *s, int hold)
{
    return &s->orders[s->hold_rows[hold].order].rows[s->hold_rows[hold].row];
}
