/* Blocks: what could reach a conduct in one legal order, and how a leg strikes most of it out by looking at a few values. A row that is left
 * may still be false; a row that is struck is false whatever else is true of the leg, also if every finding were made. */
#include "base/arena.h"
#include "decide/table_set.h"

#define MOST_SLOTS (sizeof((struct family_state *)NULL)->slots / sizeof(uint32_t))

/* ---- building ---- */

struct pick { /* rows of a block that share something */
    cell_id cell;
    uint64_t *rows;
    size_t n;
};

static bool bit_of(const uint64_t *words, size_t at)
{
    return (words[at / 64] >> (at % 64) & 1U) != 0;
}

static bool in_block(const struct table_set *s, const struct row *row, size_t slot, int cause)
{
    const struct cell *c = &s->cells[row->conduct];
    return row->conduct == CELL_TRUE || (s->leg.rows[cause][slot * s->leg.words + c->at] & c->pos) != 0;
}

/* A row may ask twice by one fact ("purpose emergency; purpose medical"): the values of both stand in one set, so that it is struck only where
 * it has neither. That is less than could be struck, never more. */
static void build_family(struct arena *a, const struct order_rows *o, struct block *b, const struct table_set *s, int family,
                         struct block_family *to)
{
    uint64_t *has = ARENA_MANY(a, uint64_t, b->words);
    uint32_t *at = ARENA_MANY(a, uint32_t, s->families[family].n_slots);
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) { /* slots first, then their rows */
        uint64_t *bits = pass == 0 ? NULL : ARENA_MANY(a, uint64_t, n * b->words);
        for (size_t i = 0; i < b->n; i++) {
            const struct row *row = &o->rows[b->rows[i]];
            for (size_t k = 0; k < row->n_keys; k++) {
                const struct row_key *key = &row->keys[k];
                for (size_t v = 0; key->family == family && v < key->n; v++) {
                    uint32_t slot = key->slots[v];
                    if (pass == 0) {
                        at[slot] = at[slot] == 0 ? (uint32_t)++n : at[slot];
                    } else {
                        bits[(at[slot] - 1) * b->words + i / 64] |= 1ULL << (i % 64);
                    }
                }
                has[i / 64] |= key->family == family ? 1ULL << (i % 64) : 0;
            }
        }
        to->bits = bits;
    }
    to->family = family;
    to->has = has;
    to->at = at;
}

static void build_families(struct table_set *s, const struct order_rows *o, struct block *b)
{
    VEC(struct block_family) families = {0};
    uint64_t *seen = ARENA_MANY(s->arena, uint64_t, s->n_families / 64 + 1);
    for (size_t i = 0; i < b->n; i++) {
        const struct row *row = &o->rows[b->rows[i]];
        for (size_t k = 0; k < row->n_keys; k++) {
            int family = row->keys[k].family;
            if (!bit_of(seen, (size_t)family)) {
                seen[family / 64] |= 1ULL << (family % 64);
                struct block_family one = {0};
                build_family(s->arena, o, b, s, family, &one);
                VEC_PUSH(s->arena, &families, one);
            }
        }
    }
    b->families = families.items;
    b->n_families = families.n;
}

static void add_pick(struct table_set *s, const struct block *b, struct pick **picks, size_t *n, size_t *room, struct map *at, cell_id cell,
                     size_t row)
{
    cell_id *key = arena_copy(s->arena, &cell, sizeof cell);
    struct str text = str_of((const char *)key, sizeof *key);
    size_t which = map_get(at, text);
    if (which == MAP_NONE) {
        struct pick one = {cell, ARENA_MANY(s->arena, uint64_t, b->words), 0};
        which = *n;
        map_put(at, text, which);
        *picks = vec_grow(s->arena, *picks, *n, room, sizeof **picks);
        (*picks)[(*n)++] = one;
    }
    struct pick *p = &(*picks)[which];
    p->rows[row / 64] |= 1ULL << (row % 64);
    p->n++;
}

static void build_columns(struct table_set *s, const struct order_rows *o, struct block *b)
{
    struct pick *picks = NULL;
    size_t n = 0;
    size_t room = 0;
    struct map at;
    map_init(&at, s->arena);
    for (size_t i = 0; i < b->n; i++) {
        const struct row *row = &o->rows[b->rows[i]];
        if (row->nexus) {
            add_pick(s, b, &picks, &n, &room, &at, row->bound, i);
        }
        for (size_t k = 0; k < row->n_tests; k++) {
            if (!row->tests[k].keyed) {
                add_pick(s, b, &picks, &n, &room, &at, row->tests[k].cell, i);
            }
        }
    }
    VEC(struct column) columns = {0};
    for (int cost = 0; cost < 9; cost++) { /* cheap ones first; verdicts never */
        for (size_t i = 0; i < n; i++) {
            const struct cell *c = &s->cells[picks[i].cell];
            if (picks[i].n > 1 && (c->deps & (DEP_FOUND | DEP_VERDICT | DEP_HOST)) == 0 && cells_cost(c) == cost) {
                struct column one = {picks[i].cell, picks[i].rows};
                VEC_PUSH(s->arena, &columns, one);
            }
        }
    }
    b->columns = columns.items;
    b->n_columns = columns.n;
}

static struct block *build_block(struct table_set *s, size_t order, size_t slot, int cause)
{
    const struct order_rows *o = &s->orders[order];
    struct block *b = ARENA_NEW(s->arena, struct block);
    uint32_t *rows = ARENA_MANY(s->arena, uint32_t, o->n);
    for (size_t i = 0; i < o->n; i++) {
        if (in_block(s, &o->rows[i], slot, cause)) {
            rows[b->n++] = (uint32_t)i;
        }
    }
    b->number = s->n_blocks++;
    b->rows = rows;
    b->words = (b->n + 63) / 64;
    uint64_t *nexus = ARENA_MANY(s->arena, uint64_t, b->words);
    for (size_t i = 0; i < b->n; i++) {
        nexus[i / 64] |= o->rows[rows[i]].nexus ? 1ULL << (i % 64) : 0;
    }
    b->nexus = nexus;
    build_families(s, o, b);
    build_columns(s, o, b);
    return b;
}

static const struct block *block_of(struct table_set *s, size_t order, uint32_t slot, bool cause)
{
    struct block **at = &s->orders[order].blocks[cause ? 1 : 0][slot];
    if (*at == NULL) {
        *at = build_block(s, order, slot, cause ? 1 : 0);
    }
    return *at;
}

/* ---- the values of a fact ---- */

static bool add_slots(const struct dim_bits *bits, const struct fact *f, struct family_state *to)
{
    for (size_t i = 0; i < f->n; i++) {
        uint32_t slot = (size_t)f->values[i] < bits->n_values ? bits->slots[f->values[i]] : 0;
        if (slot == 0) {
            continue;
        }
        if (to->n == MOST_SLOTS) {
            return false;
        }
        to->slots[to->n++] = slot;
    }
    return true;
}

static bool goods_slots(const struct run *r, bool negated, struct family_state *to)
{
    const uint64_t *words = negated ? r->words[SPACE_LINE].t : r->words[SPACE_LINE].m;
    const struct goods_bits *g = &r->set->line.goods;
    for (uint32_t w = 0; w < g->list_words; w++) {
        uint64_t left = words[w];
        if (w == g->list_words - 1 && g->n_lists % 64 != 0) { /* the bits after the lists are other clauses */
            left &= (1ULL << (g->n_lists % 64)) - 1;
        }
        for (; left != 0; left &= left - 1) {
            if (to->n == MOST_SLOTS) {
                return false;
            }
            to->slots[to->n++] = w * 64 + (uint32_t)__builtin_ctzll(left) + 1;
        }
    }
    return true;
}

/* Strikes: positive, rows that ask for values the fact surely has not; negated, rows that ask it not to have a value that it surely has. */
void family_fill(struct run *r, const struct family *f, struct family_state *to)
{
    const struct deal *d = r->deal;
    to->n = 0;
    to->strikes = true;
    if (f->kind == FAMILY_GOODS) {
        to->strikes = goods_slots(r, f->negated, to);
        return;
    }
    if (f->kind == FAMILY_DIM) {
        struct fact fact = deal_dim(d, f->dim, -1, r->leg->line);
        to->strikes = (f->negated || (fact.known && fact.complete)) && add_slots(f->bits, &fact, to);
        return;
    }
    bool one = f->role == ROLE_ACTOR;
    bool complete = one || (d->parties_known && d->parties_complete);
    for (size_t i = one ? (size_t)r->leg->party : 0; to->strikes && i < d->n_parties; i++) {
        if (one || f->role == ROLE_ANY || d->parties[i].role == f->role) {
            struct fact fact = deal_dim(d, f->dim, (int)i, -1);
            complete = complete && fact.known && fact.complete;
            to->strikes = add_slots(f->bits, &fact, to);
        }
        if (one) {
            break;
        }
    }
    to->strikes = to->strikes && (f->negated || complete);
}

/* ---- striking ---- */

static void strike_family(const struct run *r, const struct block *b, const struct block_family *f, const struct family_state *state,
                          uint64_t *live)
{
    bool negated = r->set->families[f->family].negated;
    for (size_t w = 0; w < b->words; w++) {
        uint64_t hit = 0;
        for (size_t i = 0; i < state->n; i++) {
            uint32_t at = f->at[state->slots[i]];
            hit |= at == 0 ? 0 : f->bits[(at - 1) * b->words + w];
        }
        live[w] &= negated ? ~hit : ~f->has[w] | hit;
    }
}

static const uint64_t *alive_rows(struct run *r, size_t order, const struct block *b)
{
    uint64_t **at = &r->view->live[b->number];
    if (*at == NULL) {
        *at = ARENA_MANY(r->set->arena, uint64_t, b->words + 1);
    }
    uint64_t *live = *at;
    if (live[0] == 0) {
        memset(live, 0, (b->words + 1) * sizeof *live);
        live[0] = 1;
        for (size_t i = 0; i < b->n; i++) {
            const struct row *row = &r->set->orders[order].rows[b->rows[i]];
            uint64_t may = row->consequence ? view_consequence(r, row->item).may : view_hold(r, row->item)->value.may;
            live[1 + i / 64] |= (may & r->all) != 0 ? 1ULL << (i % 64) : 0;
        }
    }
    return live + 1;
}

static bool none(const uint64_t *live, size_t words)
{
    for (size_t w = 0; w < words; w++) {
        if (live[w] != 0) {
            return false;
        }
    }
    return true;
}

static bool meets(const uint64_t *live, const uint64_t *rows, size_t words)
{
    for (size_t w = 0; w < words; w++) {
        if ((live[w] & rows[w]) != 0) {
            return true;
        }
    }
    return false;
}

static void strike(struct run *r, size_t order, const struct block *b, uint64_t *live)
{
    const struct order_rows *o = &r->set->orders[order];
    memcpy(live, alive_rows(r, order, b), b->words * sizeof *live);
    const struct cell *bound = &r->set->cells[o->bound];
    if ((bound->deps & (DEP_FOUND | DEP_VERDICT | DEP_HOST)) == 0 && (cell_pair(r, o->bound).may & r->all) == 0) {
        for (size_t w = 0; w < b->words; w++) {
            live[w] &= ~b->nexus[w];
        }
    }
    for (size_t i = 0; i < b->n_families && !none(live, b->words); i++) {
        const struct block_family *f = &b->families[i];
        struct family_state *state = &r->families[f->family];
        uint64_t stamp = r->stamp[r->set->families[f->family].class];
        if (state->stamp != stamp) {
            state->stamp = stamp;
            family_fill(r, &r->set->families[f->family], state);
        }
        if (state->strikes) {
            strike_family(r, b, f, state, live);
        }
    }
    for (size_t i = 0; i < b->n_columns; i++) {
        const struct column *c = &b->columns[i];
        if (meets(live, c->rows, b->words) && (cell_pair(r, c->cell).may & r->all) == 0) {
            for (size_t w = 0; w < b->words; w++) {
                live[w] &= ~c->rows[w];
            }
        }
    }
}

static uint32_t slot_of(const struct run *r, int conduct)
{
    return (size_t)conduct < r->set->leg.n_values ? r->set->leg.slots[conduct] : 0;
}

size_t rows_left(struct run *r, size_t order, uint32_t *ret)
{
    struct table_set *s = r->set;
    size_t n = 0;
    if (s->orders[order].n == 0) {
        return 0;
    }
    if (!r->several) {
        const struct block *b = block_of(s, order, slot_of(r, r->leg->conducts[0]), r->leg->cause);
        strike(r, order, b, r->live);
        s->counts.rows += b->n;
        for (size_t w = 0; w < b->words; w++) {
            for (uint64_t left = r->live[w]; left != 0; left &= left - 1) {
                ret[n++] = b->rows[w * 64 + (size_t)__builtin_ctzll(left)];
            }
        }
        s->counts.looked += n;
        return n;
    }
    size_t words = s->orders[order].words;
    memset(r->merged, 0, words * sizeof *r->merged);
    for (size_t i = 0; i < r->leg->n_conducts; i++) {
        const struct block *b = block_of(s, order, slot_of(r, r->leg->conducts[i]), r->leg->cause);
        strike(r, order, b, r->live);
        s->counts.rows += b->n;
        for (size_t w = 0; w < b->words; w++) {
            for (uint64_t left = r->live[w]; left != 0; left &= left - 1) {
                uint32_t row = b->rows[w * 64 + (size_t)__builtin_ctzll(left)];
                r->merged[row / 64] |= 1ULL << (row % 64);
            }
        }
    }
    for (size_t w = 0; w < words; w++) {
        for (uint64_t left = r->merged[w]; left != 0; left &= left - 1) {
            ret[n++] = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
        }
    }
    s->counts.looked += n;
    return n;
}
