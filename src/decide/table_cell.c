/* Cells: every distinct clause once. Clauses that are equal in what they ask share a cell, wherever they stand; what is a test of bits is
 * gathered, so that `actor { kind bank;  not national US }` is one comparison of a word. */
#include "base/arena.h"
#include "base/buf.h"
#include "decide/table_set.h"

struct cells_builder {
    struct table_set *set;
    struct arena *arena;
    struct bits_builder *bits;
    VEC(struct cell) cells;
    VEC(cell_id) kids;
    VEC(struct verdict) verdicts;
    VEC(struct verdict_group) groups;
    struct map keys;
    struct map group_keys;
    cell_id *built[3]; /* by serial + 1 of a clause; of the deal, the actor, a party */
    uint64_t *listed;  /* bits of the words of a party that read lists */
    VEC(int) roles;
    struct clause state;
    int state_value;
};

/* ---- keys ---- */

struct key {
    int items[24];
    size_t n;
};

static void key_add(struct key *k, int v)
{
    k->items[k->n++] = v;
}

static void key_word(struct key *k, uint64_t v)
{
    key_add(k, (int)(uint32_t)v);
    key_add(k, (int)(uint32_t)(v >> 32));
}

static struct str key_text(struct arena *a, const struct key *k, const int *more, size_t n_more, struct str x,
                           struct str y)
{
    struct buf b;
    buf_init(&b, a);
    buf_add(&b, str_of((const char *)k->items, k->n * sizeof *k->items));
    if (n_more > 0) {
        buf_add(&b, str_of((const char *)more, n_more * sizeof *more));
    }
    buf_add(&b, x);
    buf_add(&b, str_of("", 1));
    buf_add(&b, y);
    return buf_str(&b);
}

static cell_id intern(struct cells_builder *b, struct str key, const struct cell *c)
{
    size_t at = map_get(&b->keys, key);
    if (at != MAP_NONE) {
        return (cell_id)at;
    }
    at = b->cells.n;
    map_put(&b->keys, key, at);
    VEC_PUSH(b->arena, &b->cells, *c);
    struct cell *added = &b->cells.items[at];
    if ((added->deps & DEP_VERDICT) != 0) {
        added->pair = (uint32_t)b->set->n_pairs++;
    }
    return (cell_id)at;
}

static uint8_t join(uint8_t a, uint8_t b)
{
    uint8_t class = (a & DEP_CLASS) > (b & DEP_CLASS) ? a & DEP_CLASS : b & DEP_CLASS;
    return (uint8_t)(((a | b) & ~DEP_CLASS) | class);
}

/* ---- bits ---- */

static cell_id bits_cell(struct cells_builder *b, enum cell_op op, size_t space, uint32_t word, uint64_t pos,
                         uint64_t neg)
{
    static const uint8_t classes[SPACES + 1] = {CLASS_DEAL, CLASS_LEG, CLASS_LEG, CLASS_ACTOR, CLASS_DEAL | DEP_PARTY,
                                                CLASS_DEAL};
    uint8_t deps = classes[space < SPACES ? space : SPACES];
    if (__builtin_popcountll(pos) + __builtin_popcountll(neg) == 1) {
        op = CELL_BITS_ALL;
    }
    if (space >= SPACE_ACTOR && ((pos | neg) & b->listed[word]) != 0) {
        uint8_t day = DEP_DAY | CLASS_DAY;
        deps = join(deps, day);
    }
    if (space == SPACE_DEAL && ((pos | neg) & b->set->deal.judged_bits[word]) != 0) {
        deps = join(deps, DEP_TERM);
    }
    struct cell c = {.op = (uint8_t)op, .space = (uint16_t)space, .deps = deps, .at = word, .pos = pos, .neg = neg};
    struct key k = {.n = 0};
    key_add(&k, (int)op);
    key_add(&k, (int)space);
    key_add(&k, (int)word);
    key_word(&k, pos);
    key_word(&k, neg);
    struct str none = {"", 0};
    return intern(b, key_text(b->arena, &k, NULL, 0, none, none), &c);
}

static bool single(const struct cell *c)
{
    return c->op == CELL_BITS_ALL && __builtin_popcountll(c->pos) + __builtin_popcountll(c->neg) == 1;
}

/* ---- all, any, not ---- */

struct parts { /* of an `all` or `any` being gathered */
    VEC(struct cell) bits;
    VEC(cell_id) others;
    bool decided; /* a false part of an `all`, a true part of an `any` */
};

static void add_bits(struct cells_builder *b, struct parts *p, const struct cell *c)
{
    for (size_t i = 0; i < p->bits.n; i++) {
        struct cell *x = &p->bits.items[i];
        if (x->space == c->space && x->at == c->at) {
            x->pos |= c->pos;
            x->neg |= c->neg;
            return;
        }
    }
    VEC_PUSH(b->arena, &p->bits, *c);
}

static void add_part(struct cells_builder *b, struct parts *p, cell_id id, enum cell_op gather)
{
    bool all = gather == CELL_ALL;
    if (id == (all ? CELL_TRUE : CELL_FALSE)) {
        return;
    }
    if (id == (all ? CELL_FALSE : CELL_TRUE)) {
        p->decided = true;
        return;
    }
    const struct cell c = b->cells.items[id];
    if (c.op == gather) {
        for (uint32_t i = 0; i < c.n; i++) {
            add_part(b, p, b->kids.items[c.at + i], gather);
        }
    } else if (c.op == (all ? CELL_BITS_ALL : CELL_BITS_ANY) || single(&c)) {
        add_bits(b, p, &c);
    } else {
        for (size_t i = 0; i < p->others.n; i++) {
            if (p->others.items[i] == id) {
                return;
            }
        }
        VEC_PUSH(b->arena, &p->others, id);
    }
}

/* What is cheap is looked at first. */
int cells_cost(const struct cell *c)
{
    if (c->op <= CELL_BITS_ANY) {
        return 0;
    }
    if ((c->deps & DEP_VERDICT) != 0) {
        return 9;
    }
    int base = (c->deps & DEP_CLASS) == CLASS_DEAL ? 1 : (c->deps & DEP_CLASS) == CLASS_DAY ? 2 : 3;
    return c->op == CELL_LEAF ? base : base + 3;
}

static cell_id gathered(struct cells_builder *b, struct parts *p, enum cell_op op)
{
    bool all = op == CELL_ALL;
    if (p->decided) {
        return all ? CELL_FALSE : CELL_TRUE;
    }
    VEC(cell_id) kids = {0};
    for (size_t i = 0; i < p->bits.n; i++) {
        const struct cell *c = &p->bits.items[i];
        VEC_PUSH(b->arena, &kids, bits_cell(b, all ? CELL_BITS_ALL : CELL_BITS_ANY, c->space, c->at, c->pos, c->neg));
    }
    for (size_t i = 0; i < p->others.n; i++) {
        VEC_PUSH(b->arena, &kids, p->others.items[i]);
    }
    if (kids.n == 0) {
        return all ? CELL_TRUE : CELL_FALSE;
    }
    if (kids.n == 1) {
        return kids.items[0];
    }
    for (size_t i = 1; i < kids.n; i++) {
        for (size_t k = i; k > 0; k--) {
            cell_id one = kids.items[k - 1];
            cell_id other = kids.items[k];
            int before = cells_cost(&b->cells.items[one]);
            int after = cells_cost(&b->cells.items[other]);
            if (before < after || (before == after && one <= other)) {
                break;
            }
            kids.items[k - 1] = other;
            kids.items[k] = one;
        }
    }
    struct cell c = {.op = (uint8_t)op, .n = (uint32_t)kids.n};
    for (size_t i = 0; i < kids.n; i++) {
        c.deps = join(c.deps, b->cells.items[kids.items[i]].deps);
    }
    struct key k = {.n = 0};
    key_add(&k, (int)op);
    struct str none = {"", 0};
    struct str key = key_text(b->arena, &k, (const int *)kids.items, kids.n, none, none);
    if (map_get(&b->keys, key) == MAP_NONE) {
        c.at = (uint32_t)b->kids.n;
        for (size_t i = 0; i < kids.n; i++) {
            VEC_PUSH(b->arena, &b->kids, kids.items[i]);
        }
    }
    return intern(b, key, &c);
}

cell_id cells_all(struct cells_builder *b, const cell_id *kids, size_t n)
{
    struct parts p = {.decided = false};
    for (size_t i = 0; i < n; i++) {
        add_part(b, &p, kids[i], CELL_ALL);
    }
    return gathered(b, &p, CELL_ALL);
}

cell_id cells_any(struct cells_builder *b, const cell_id *kids, size_t n)
{
    struct parts p = {.decided = false};
    for (size_t i = 0; i < n; i++) {
        add_part(b, &p, kids[i], CELL_ANY);
    }
    return gathered(b, &p, CELL_ANY);
}

static cell_id one_kid(struct cells_builder *b, struct cell c, cell_id kid, const struct key *k)
{
    struct str none = {"", 0};
    struct str key = key_text(b->arena, k, NULL, 0, none, none);
    c.n = 1;
    if (map_get(&b->keys, key) == MAP_NONE) {
        c.at = (uint32_t)b->kids.n;
        VEC_PUSH(b->arena, &b->kids, kid);
    }
    return intern(b, key, &c);
}

cell_id cells_not(struct cells_builder *b, cell_id kid)
{
    const struct cell c = b->cells.items[kid];
    if (c.op == CELL_BITS_ALL || c.op == CELL_BITS_ANY) {
        enum cell_op op = c.op == CELL_BITS_ALL ? CELL_BITS_ANY : CELL_BITS_ALL;
        if (kid <= CELL_FALSE) {
            return kid == CELL_TRUE ? CELL_FALSE : CELL_TRUE;
        }
        return bits_cell(b, op, c.space, c.at, c.neg, c.pos);
    }
    if (c.op == CELL_NOT) {
        return b->kids.items[c.at];
    }
    if (c.op == CELL_UNKNOWN) {
        return kid;
    }
    struct cell r = {.op = CELL_NOT, .deps = c.deps};
    struct key k = {.n = 0};
    key_add(&k, CELL_NOT);
    key_add(&k, (int)kid);
    return one_kid(b, r, kid, &k);
}

/* ---- single clauses ---- */

static cell_id goods_cell(struct cells_builder *b, const struct clause *k)
{
    VEC(cell_id) kids = {0};
    for (size_t i = 0; i < k->n_values; i++) {
        uint32_t word = (uint32_t)k->values[i] / 64;
        VEC_PUSH(b->arena, &kids,
                 bits_cell(b, CELL_BITS_ANY, SPACE_LINE, word, 1ULL << ((unsigned)k->values[i] % 64), 0));
    }
    return cells_any(b, kids.items, kids.n);
}

static cell_id judged_cell(struct cells_builder *b, const struct clause *k)
{
    VEC(cell_id) kids = {0};
    for (size_t i = 0; i < k->n_values; i++) {
        struct leaf_bit bit = bits_of_judged(b->bits, k->values[i]);
        VEC_PUSH(b->arena, &kids, bits_cell(b, CELL_BITS_ALL, SPACE_DEAL, bit.word, bit.bit, 0));
    }
    return cells_all(b, kids.items, kids.n);
}

static uint8_t who_class(struct who w)
{
    return w.kind == WHO_STATE_OF_ACTOR ? CLASS_ACTOR : w.kind == WHO_EXPORTING_STATE ? CLASS_LEG : CLASS_DEAL;
}

static uint8_t leaf_deps(const struct clause *k, enum space space)
{
    switch ((int)k->op) {
    case CL_UNIT_VALUE: return CLASS_LEG;
    case CL_CONDUCT_DAY: return CLASS_DAY | DEP_DAY;
    case CL_NOTICE:
    case CL_APPROVED: return CLASS_LEG | DEP_DAY | DEP_HOST;
    case CL_EVENT: return k->days < 0 ? CLASS_DEAL : CLASS_DAY | DEP_DAY;
    case CL_ID: return space == SPACE_ACTOR ? CLASS_ACTOR : CLASS_DEAL | DEP_PARTY;
    case CL_FOUND: return who_class(k->by) | DEP_FOUND;
    default: return CLASS_DEAL;
    }
}

static cell_id leaf_cell(struct cells_builder *b, const struct clause *k, enum space space)
{
    struct cell c = {.op = CELL_LEAF, .space = (uint16_t)space, .deps = leaf_deps(k, space), .source = k};
    struct key key = {.n = 0};
    c.op = k->op == CL_APPROVED ? CELL_APPROVED : k->op == CL_EXTERNAL ? CELL_EXTERNAL : CELL_LEAF;
    key_add(&key, 100 + (int)k->op);
    key_add(&key, k->op == CL_ID ? (int)space : 0);
    key_add(&key, (int)k->compare);
    key_word(&key, (uint64_t)k->amount.micro);
    key_add(&key, k->currency);
    key_add(&key, (int)k->day_word);
    key_add(&key, k->day);
    key_add(&key, k->written);
    key_add(&key, (int)k->by.kind);
    key_add(&key, k->by.value);
    key_add(&key, (int)k->to.kind);
    key_add(&key, k->to.value);
    key_add(&key, k->days);
    key_add(&key, k->years);
    key_add(&key, k->silence);
    key_add(&key, k->op == CL_CAP || k->op == CL_EXTERNAL ? k->item : 0);
    key_add(&key, k->op == CL_EXTERNAL ? (int)k->item_kind : 0);
    struct str none = {"", 0};
    bool id = k->op == CL_ID;
    return intern(b, key_text(b->arena, &key, k->values, k->n_values, id ? k->id_kind : none, id ? k->question : none),
                  &c);
}

static int group_of(struct cells_builder *b, const ints *measures)
{
    struct str key = str_of((const char *)measures->items, measures->n * sizeof *measures->items);
    size_t at = map_get(&b->group_keys, key);
    if (at == MAP_NONE) {
        struct verdict_group one = {.measures = *measures};
        at = b->groups.n;
        map_put(&b->group_keys, key, at);
        VEC_PUSH(b->arena, &b->groups, one);
    }
    return (int)at;
}

static cell_id verdict_cell(struct cells_builder *b, const struct clause *k)
{
    struct verdict v = {.source = k, .on = CELL_TRUE};
    v.group = group_of(b, &b->set->regime->verdict_groups.items[k->item]);
    if (k->leg == ON_LEG_OF && k->n_kids > 0) {
        v.on = cells_clause(b, k->kids[0], SPACE_PARTY);
    }
    struct cell c = {.op = CELL_VERDICT, .deps = CLASS_LEG | DEP_VERDICT | DEP_FOUND | DEP_DAY, .source = k};
    c.deps = join(c.deps, (uint8_t)(b->cells.items[v.on].deps & ~DEP_PARTY));
    c.at = (uint32_t)b->verdicts.n;
    struct key key = {.n = 0};
    key_add(&key, CELL_VERDICT);
    key_add(&key, (int)k->verdict);
    key_add(&key, (int)k->leg);
    key_add(&key, k->leg == ON_LEG_OF ? k->role : 0);
    key_add(&key, v.group);
    key_add(&key, (int)v.on);
    struct str none = {"", 0};
    size_t before = b->cells.n;
    cell_id id = intern(b, key_text(b->arena, &key, NULL, 0, none, none), &c);
    if (id >= before) {
        VEC_PUSH(b->arena, &b->verdicts, v);
    }
    return id;
}

/* Some party has one of these bits just where the bits of all of them together have one. */
static cell_id role_cell(struct cells_builder *b, const struct cell *fits, size_t role)
{
    bool known = false;
    for (size_t i = 0; i < b->roles.n; i++) {
        known = known || b->roles.items[i] == (int)role;
    }
    if (!known) {
        VEC_PUSH(b->arena, &b->roles, (int)role);
    }
    return bits_cell(b, (enum cell_op)fits->op, SPACES + role, fits->at, fits->pos, 0);
}

static cell_id party_cell(struct cells_builder *b, const struct clause *k)
{
    if (k->role == ROLE_ACTOR) {
        return cells_clause(b, k->kids[0], SPACE_ACTOR);
    }
    cell_id kid = cells_clause(b, k->kids[0], SPACE_PARTY);
    const struct cell fits = b->cells.items[kid];
    size_t role = k->role < 0 ? b->set->regime->roles.n : (size_t)k->role;
    bool by_bit = fits.neg == 0 && (fits.op == CELL_BITS_ANY || __builtin_popcountll(fits.pos) == 1);
    if (fits.op <= CELL_BITS_ANY && fits.space == SPACE_PARTY && by_bit && SPACES + role <= UINT16_MAX) {
        return role_cell(b, &fits, role);
    }
    struct cell c = {.op = CELL_PARTY, .deps = (uint8_t)(b->cells.items[kid].deps & ~DEP_PARTY), .role = k->role};
    struct key key = {.n = 0};
    key_add(&key, CELL_PARTY);
    key_add(&key, k->role);
    key_add(&key, (int)kid);
    return one_kid(b, c, kid, &key);
}

static cell_id value_cell(struct cells_builder *b, const struct clause *k, enum space space)
{
    struct leaf_bit bit = bits_of(b->bits, k);
    if (k->op == CL_VALUE) {
        space = k->dim == DIM_CONDUCT ? SPACE_LEG : dim_table[k->dim].level == LEVEL_LINE ? SPACE_LINE : SPACE_DEAL;
    }
    return bits_cell(b, CELL_BITS_ALL, space, bit.word, bit.bit, 0);
}

static cell_id clause_cell(struct cells_builder *b, const struct clause *k, enum space space)
{
    switch ((int)k->op) {
    case CL_ALL:
    case CL_ANY: {
        VEC(cell_id) kids = {0};
        for (size_t i = 0; i < k->n_kids; i++) {
            VEC_PUSH(b->arena, &kids, cells_clause(b, k->kids[i], space));
        }
        return k->op == CL_ALL ? cells_all(b, kids.items, kids.n) : cells_any(b, kids.items, kids.n);
    }
    case CL_NOT: return cells_not(b, cells_clause(b, k->kids[0], space));
    case CL_NAMED: return k->n_kids > 0 ? cells_clause(b, k->kids[0], space) : cells_unknown(b);
    case CL_VALUE:
    case CL_ATTR:
    case CL_LISTED: return value_cell(b, k, space);
    case CL_GOODS: return goods_cell(b, k);
    case CL_JUDGED: return judged_cell(b, k);
    case CL_PARTY: return party_cell(b, k);
    case CL_VERDICT: return verdict_cell(b, k);
    default: return leaf_cell(b, k, space);
    }
}

cell_id cells_clause(struct cells_builder *b, const struct clause *k, enum space space)
{
    size_t mode = space == SPACE_ACTOR ? 1 : space == SPACE_PARTY ? 2 : 0;
    if ((size_t)k->serial >= b->set->regime->clauses) { /* of no regime */
        return clause_cell(b, k, space);
    }
    cell_id *kept = &b->built[mode][k->serial];
    if (*kept == 0) {
        *kept = clause_cell(b, k, space) + 1;
    }
    return *kept - 1;
}

cell_id cells_conducts(struct cells_builder *b, const int *conducts, size_t n)
{
    struct leaf_bit bit = bits_of_conducts(b->bits, conducts, n);
    return bits_cell(b, CELL_BITS_ALL, SPACE_LEG, bit.word, bit.bit, 0);
}

cell_id cells_unknown(struct cells_builder *b)
{
    struct cell c = {.op = CELL_UNKNOWN};
    struct key k = {.n = 0};
    key_add(&k, CELL_UNKNOWN);
    struct str none = {"", 0};
    return intern(b, key_text(b->arena, &k, NULL, 0, none, none), &c);
}

/* ---- the whole ---- */

static void mark_listed(struct cells_builder *b)
{
    const struct party_bits *p = &b->set->party;
    b->listed = ARENA_MANY(b->arena, uint64_t, p->words);
    for (size_t i = 0; i < p->n_listed; i++) {
        for (uint32_t w = 0; w < p->listed_words; w++) {
            b->listed[p->listed_word + w] |= p->listed[i].itself[w] | p->listed[i].acts[w] | p->listed[i].owned[w];
        }
    }
}

struct cells_builder *cells_begin(struct table_set *s)
{
    struct cells_builder *b = ARENA_NEW(s->arena, struct cells_builder);
    b->set = s;
    b->arena = s->arena;
    map_init(&b->keys, s->arena);
    map_init(&b->group_keys, s->arena);
    for (size_t i = 0; i < 3; i++) {
        b->built[i] = ARENA_MANY(s->arena, cell_id, s->regime->clauses + 1);
    }
    /* whoever is a state: asked by law that binds states */
    b->state.op = CL_ATTR;
    b->state.dim = DIM_KIND;
    b->state_value = regime_value(s->regime, STR("state"));
    b->state.values = &b->state_value;
    b->state.n_values = 1;
    b->state.serial = INT_MAX;
    b->bits = bits_begin(s);
    bits_clause(b->bits, &b->state);
    bits_law(s, b->bits);
    bits_finish(b->bits);
    mark_listed(b);
    bits_cell(b, CELL_BITS_ALL, SPACE_DEAL, 0, 0, 0); /* CELL_TRUE */
    bits_cell(b, CELL_BITS_ANY, SPACE_DEAL, 0, 0, 0); /* CELL_FALSE */
    return b;
}

const struct cell *cells_get(const struct cells_builder *b, cell_id id)
{
    return &b->cells.items[id];
}

cell_id cells_kid(const struct cells_builder *b, cell_id id, uint32_t which)
{
    return b->kids.items[b->cells.items[id].at + which];
}

cell_id cells_state_actor(struct cells_builder *b)
{
    return cells_clause(b, &b->state, SPACE_ACTOR);
}

/* The kids that are tests of bits come first: they are copied, so that a cell looks at them in one go. */
static void copy_tests(struct cells_builder *b)
{
    VEC(struct bits_test) tests = {0};
    for (size_t i = 0; i < b->cells.n; i++) {
        struct cell *c = &b->cells.items[i];
        c->bits = (uint32_t)tests.n;
        for (uint32_t k = 0; (c->op == CELL_ALL || c->op == CELL_ANY) && k < c->n; k++) {
            const struct cell *kid = &b->cells.items[b->kids.items[c->at + k]];
            if (kid->op > CELL_BITS_ANY) {
                break;
            }
            struct bits_test one = {kid->pos, kid->neg, kid->at, kid->space, kid->op == CELL_BITS_ANY};
            VEC_PUSH(b->arena, &tests, one);
            c->n_bits++;
        }
    }
    b->set->tests = tests.items;
}

void cells_finish(struct cells_builder *b)
{
    struct table_set *s = b->set;
    copy_tests(b);
    s->cells = b->cells.items;
    s->n_cells = b->cells.n;
    s->kids = b->kids.items;
    s->verdicts = b->verdicts.items;
    s->groups = b->groups.items;
    s->n_groups = b->groups.n;
    s->roles = b->roles.items;
    s->n_roles = b->roles.n;
    s->counts.cells = b->cells.n;
}
