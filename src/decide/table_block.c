/* By what the rows of a legal order are struck out: look-ups of values, tests of bits, clauses that several rows share. */
#include <stdlib.h>

#include "base/arena.h"
#include "decide/table_set.h"

/* ---- building ---- */

static bool bit_of(const uint64_t *words, size_t at)
{
    return (words[at / 64] >> (at % 64) & 1U) != 0;
}

static void set_bit(uint64_t *words, size_t at)
{
    words[at / 64] |= 1ULL << (at % 64);
}

/* A row may ask twice by one fact ("purpose emergency; purpose medical"): the values of both stand in one set, so that it is struck only where
 * it has neither. That is less than could be struck, never more. */
static struct order_family build_family(struct table_set *s, const struct order_rows *o, int family)
{
    uint64_t *has = ARENA_MANY(s->arena, uint64_t, o->words);
    uint32_t *at = ARENA_MANY(s->arena, uint32_t, s->families[family].n_slots);
    struct order_family r = {.family = family, .has = has, .at = at};
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) { /* slots first, then their rows */
        uint64_t *bits = pass == 0 ? NULL : ARENA_MANY(s->arena, uint64_t, n * o->words);
        for (size_t i = 0; i < o->n; i++) {
            for (size_t k = 0; k < o->rows[i].n_keys; k++) {
                const struct row_key *key = &o->rows[i].keys[k];
                for (size_t v = 0; key->family == family && v < key->n; v++) {
                    uint32_t slot = key->slots[v];
                    if (pass == 0) {
                        at[slot] = at[slot] == 0 ? (uint32_t)++n : at[slot];
                    } else {
                        set_bit(bits + (at[slot] - 1) * o->words, i);
                    }
                }
                if (key->family == family) {
                    set_bit(has, i);
                }
            }
        }
        r.bits = bits;
    }
    return r;
}

/* A look-up pays where many clauses of a kind are asked for; few are compared one by one. */
#define FAMILY_PAYS 5

static void build_families(struct table_set *s, struct order_rows *o)
{
    uint64_t *cells = ARENA_MANY(s->arena, uint64_t, s->n_cells / 64 + 1);
    size_t *asked = ARENA_MANY(s->arena, size_t, s->n_families);
    for (size_t i = 0; i < o->n; i++) {
        for (size_t k = 0; k < o->rows[i].n_keys; k++) {
            const struct row_key *key = &o->rows[i].keys[k];
            asked[key->family] += bit_of(cells, key->cell) ? 0 : 1;
            set_bit(cells, key->cell);
        }
    }
    o->families = ARENA_MANY(s->arena, struct order_family, s->n_families);
    for (int leg = 0; leg < 2; leg++) { /* those of the deal first */
        for (size_t f = 0; f < s->n_families; f++) {
            if (asked[f] >= FAMILY_PAYS && (s->families[f].class > CLASS_DAY) == (leg == 1)) {
                o->families[o->n_families++] = build_family(s, o, (int)f);
            }
        }
        o->n_deal_families = leg == 0 ? o->n_families : o->n_deal_families;
    }
}

/* Does some look-up strike the row where the clause is false? */
static bool is_looked_up(const struct table_set *s, const struct order_rows *o, const struct row *row, cell_id id)
{
    const struct cell *c = &s->cells[id];
    uint64_t pos = c->pos;
    uint64_t neg = c->neg;
    for (size_t i = 0; i < row->n_keys; i++) {
        const struct row_key *key = &row->keys[i];
        const struct cell *k = &s->cells[key->cell];
        bool active = false;
        for (size_t f = 0; f < o->n_families; f++) {
            active = active || o->families[f].family == key->family;
        }
        if (!active) {
            continue;
        }
        if (key->cell == id) {
            return true;
        }
        if (k->op == CELL_BITS_ALL && c->op == CELL_BITS_ALL && k->space == c->space && k->at == c->at) {
            pos &= ~k->pos;
            neg &= ~k->neg;
        }
    }
    return c->op == CELL_BITS_ALL && pos == 0 && neg == 0;
}

struct asked { /* a clause that a row asks for */
    cell_id cell;
    uint32_t row;
    int turn; /* when to look at it: what all legs share first, cheap ones first */
};

static int by_turn(const void *a, const void *b)
{
    const struct asked *x = a;
    const struct asked *y = b;
    if (x->turn != y->turn) {
        return x->turn < y->turn ? -1 : 1;
    }
    if (x->cell != y->cell) {
        return x->cell < y->cell ? -1 : 1;
    }
    return x->row < y->row ? -1 : x->row > y->row;
}

static bool of_deal(const struct cell *c)
{
    return (c->deps & DEP_CLASS) <= CLASS_DAY;
}

static size_t add_asked(const struct table_set *s, struct asked *list, size_t n, cell_id cell, size_t row)
{
    const struct cell *c = &s->cells[cell];
    if ((c->deps & (DEP_FOUND | DEP_VERDICT | DEP_HOST)) != 0 || cell <= CELL_FALSE) {
        return n;
    }
    struct asked one = {cell, (uint32_t)row, (of_deal(c) ? 0 : 16) + cells_cost(c)};
    list[n] = one;
    return n + 1;
}

static void add_column(struct table_set *s, struct columns *to, cell_id id, uint64_t rows)
{
    const struct cell *c = &s->cells[id];
    if (c->op <= CELL_BITS_ANY) {
        bool any = c->op == CELL_BITS_ANY;
        struct bits_column one = {rows, any ? c->neg : c->pos, any ? c->pos : c->neg, c->at, c->space, any};
        VEC(struct bits_column) list = {to->bits, to->n_bits, to->n_bits};
        VEC_PUSH(s->arena, &list, one);
        to->bits = list.items;
        to->n_bits = list.n;
        to->n_deal_bits += of_deal(c) ? 1 : 0;
        return;
    }
    struct column one = {rows, id};
    VEC(struct column) list = {to->cells, to->n_cells, to->n_cells};
    VEC_PUSH(s->arena, &list, one);
    to->cells = list.items;
    to->n_cells = list.n;
    to->n_deal_cells += of_deal(c) ? 1 : 0;
}

static void build_columns(struct table_set *s, struct order_rows *o)
{
    size_t most = 0;
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++) {
        most += o->rows[i].n_tests + 1;
    }
    struct asked *list = ARENA_MANY(s->arena, struct asked, most);
    for (size_t i = 0; i < o->n; i++) {
        const struct row *row = &o->rows[i];
        n = row->nexus ? add_asked(s, list, n, row->bound, i) : n;
        for (size_t k = 0; k < row->n_tests; k++) {
            n = is_looked_up(s, o, row, row->tests[k]) ? n : add_asked(s, list, n, row->tests[k], i);
        }
    }
    if (n > 0) {
        qsort(list, n, sizeof *list, by_turn);
    }
    o->columns = ARENA_MANY(s->arena, struct columns, o->words);
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && list[end].cell == list[i].cell) {
            end++;
        }
        const struct cell *c = &s->cells[list[i].cell];
        bool shared = end - i > 1 || of_deal(c) || c->op <= CELL_BITS_ANY; /* else the row itself may look */
        cell_id cell = list[i].cell;
        while (i < end) {
            uint64_t rows = 0;
            size_t word = list[i].row / 64;
            for (; i < end && list[i].row / 64 == word; i++) {
                rows |= 1ULL << (list[i].row % 64);
            }
            if (shared) {
                add_column(s, &o->columns[word], cell, rows);
            }
        }
    }
}

/* A row that asks twice by one fact may be true to one and false to the other: the look-up does not decide it. */
static bool asks_twice(const struct row *row)
{
    for (size_t i = 0; i < row->n_keys; i++) {
        for (size_t k = i + 1; k < row->n_keys; k++) {
            if (row->keys[i].family == row->keys[k].family) {
                return true;
            }
        }
    }
    return false;
}

static bool has_column(const struct table_set *s, const struct columns *c, uint64_t row, cell_id id)
{
    const struct cell *x = &s->cells[id];
    for (size_t i = 0; i < c->n_cells; i++) {
        if (c->cells[i].cell == id && (c->cells[i].rows & row) != 0) {
            return true;
        }
    }
    for (size_t i = 0; x->op <= CELL_BITS_ANY && i < c->n_bits; i++) {
        const struct bits_column *b = &c->bits[i];
        if ((b->rows & row) != 0 && b->space == x->space && b->at == x->at && b->yes == (b->any ? x->neg : x->pos) &&
            b->no == (b->any ? x->pos : x->neg) && b->any == (x->op == CELL_BITS_ANY)) {
            return true;
        }
    }
    return false;
}

static void set_rest(struct table_set *s, struct order_rows *o, size_t at)
{
    struct row *row = &o->rows[at];
    const struct columns *c = &o->columns[at / 64];
    uint64_t bit = 1ULL << (at % 64);
    bool twice = asks_twice(row);
    cell_id *rest = ARENA_MANY(s->arena, cell_id, row->n_tests);
    for (size_t i = 0; i < row->n_tests; i++) {
        cell_id id = row->tests[i];
        bool decided = has_column(s, c, bit, id) || (!twice && is_looked_up(s, o, row, id));
        if (!decided || i >= row->n_tests - row->n_findings) {
            rest[row->n_rest++] = id;
        }
    }
    row->rest = rest;
    row->quick = row->n_rest == row->n_findings && row->n_omits == 0;
    row->bound_rest = row->bound != CELL_TRUE && !(row->nexus && has_column(s, c, bit, row->bound));
}

void blocks_compile(struct table_set *s, struct order_rows *o)
{
    build_families(s, o);
    build_columns(s, o);
    for (size_t i = 0; i < o->n; i++) {
        set_rest(s, o, i);
    }
}
