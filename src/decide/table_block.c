/* Blocks: what could reach a conduct in one legal order, and how a leg strikes most of it out by looking at a few values. A row that is left
 * may still be false; a row that is struck is false whatever else is true of the leg, also if every finding were made.
 *
 * What all legs of a day share (life, values of the deal, clauses on the deal) strikes once for the deal; what is the leg's own, after it.
 */
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

static void build_families(struct table_set *s, struct order_rows *o)
{
    uint64_t *seen = ARENA_MANY(s->arena, uint64_t, s->n_families / 64 + 1);
    for (size_t i = 0; i < o->n; i++) {
        for (size_t k = 0; k < o->rows[i].n_keys; k++) {
            set_bit(seen, (size_t)o->rows[i].keys[k].family);
        }
    }
    o->families = ARENA_MANY(s->arena, struct order_family, s->n_families);
    for (int leg = 0; leg < 2; leg++) { /* those of the deal first */
        for (size_t f = 0; f < s->n_families; f++) {
            if (bit_of(seen, f) && (s->families[f].class > CLASS_DAY) == (leg == 1)) {
                o->families[o->n_families++] = build_family(s, o, (int)f);
            }
        }
        o->n_deal_families = leg == 0 ? o->n_families : o->n_deal_families;
    }
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

static size_t add_asked(const struct table_set *s, struct asked *list, size_t n, cell_id cell, uint32_t row)
{
    const struct cell *c = &s->cells[cell];
    if ((c->deps & (DEP_FOUND | DEP_VERDICT | DEP_HOST)) != 0 || cell <= CELL_FALSE) {
        return n;
    }
    struct asked one = {cell, row, (of_deal(c) ? 0 : 16) + cells_cost(c)};
    list[n] = one;
    return n + 1;
}

static void add_column(struct table_set *s, struct columns *to, struct column one)
{
    VEC(struct column) list = {(struct column *)(uintptr_t)to->items, to->n, to->n};
    VEC_PUSH(s->arena, &list, one);
    to->items = list.items;
    to->n = list.n;
    to->n_deal += of_deal(&s->cells[one.cell]) ? 1 : 0;
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
        n = row->nexus ? add_asked(s, list, n, row->bound, (uint32_t)i) : n;
        for (size_t k = 0; k < row->n_tests; k++) {
            n = row->tests[k].keyed ? n : add_asked(s, list, n, row->tests[k].cell, (uint32_t)i);
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
        bool shared = end - i > 1 || of_deal(&s->cells[list[i].cell]); /* else the row itself may look */
        while (i < end) {
            struct column one = {list[i].cell, 0};
            size_t word = list[i].row / 64;
            for (; i < end && list[i].row / 64 == word; i++) {
                one.rows |= 1ULL << (list[i].row % 64);
            }
            if (shared) {
                add_column(s, &o->columns[word], one);
            }
        }
    }
}

void blocks_compile(struct table_set *s, struct order_rows *o)
{
    uint64_t *nexus = ARENA_MANY(s->arena, uint64_t, o->words);
    for (size_t i = 0; i < o->n; i++) {
        if (o->rows[i].nexus) {
            set_bit(nexus, i);
        }
    }
    o->nexus = nexus;
    build_families(s, o);
    build_columns(s, o);
}

/* ---- a conduct ---- */

static bool in_block(const struct table_set *s, const struct row *row, size_t slot, int cause)
{
    const struct cell *c = &s->cells[row->conduct];
    return row->conduct == CELL_TRUE || (s->leg.rows[cause][slot * s->leg.words + c->at] & c->pos) != 0;
}

static const struct row_block *block_of(const struct run *r, struct order_rows *o, int conduct)
{
    struct table_set *s = r->set;
    int cause = r->leg->cause ? 1 : 0;
    uint32_t slot = (size_t)conduct < s->leg.n_values ? s->leg.slots[conduct] : 0;
    struct row_block **at = &o->blocks[cause][slot];
    if (*at != NULL) {
        return *at;
    }
    struct row_block *b = ARENA_NEW(s->arena, struct row_block);
    VEC(struct row_word) words = {0};
    for (size_t i = 0; i < o->n; i++) {
        if (!in_block(s, &o->rows[i], slot, cause)) {
            continue;
        }
        if (words.n == 0 || words.items[words.n - 1].word != i / 64) {
            struct row_word one = {(uint32_t)(i / 64), 0};
            VEC_PUSH(s->arena, &words, one);
        }
        words.items[words.n - 1].rows |= 1ULL << (i % 64);
        b->n_rows++;
    }
    b->words = words.items;
    b->n = words.n;
    *at = b;
    return b;
}

/* ---- striking ---- */

static uint64_t alive_word(struct run *r, const struct order_rows *o, size_t word)
{
    uint64_t **at = &r->view->live[o->number];
    if (*at == NULL) {
        *at = ARENA_MANY(r->set->arena, uint64_t, o->words + o->words / 64 + 1);
    }
    uint64_t *live = *at;
    uint64_t *filled = live + o->words + word / 64;
    if ((*filled >> (word % 64) & 1U) == 0) {
        *filled |= 1ULL << (word % 64);
        live[word] = 0;
        for (size_t i = word * 64; i < o->n && i < word * 64 + 64; i++) {
            const struct row *row = &o->rows[i];
            uint64_t may = row->consequence ? view_consequence(r, row->item).may : view_hold(r, row->item)->value.may;
            live[word] |= (may & r->all) != 0 ? 1ULL << (i % 64) : 0;
        }
    }
    return live[word];
}

static uint64_t strike_family(struct run *r, const struct order_rows *o, size_t which, size_t word, uint64_t live)
{
    const struct order_family *f = &o->families[which];
    const struct family *family = &r->set->families[f->family];
    struct order_state *of = &r->orders[o->number];
    uint64_t has = f->has[word];
    if ((live & has) == 0) {
        return live;
    }
    if (of->families[which].stamp != r->stamp[family->class]) {
        const struct family_state *facts = family_of_leg(r, f->family);
        of->families[which].stamp = r->stamp[family->class];
        of->families[which].strikes = facts->strikes;
        of->families[which].n = 0;
        for (size_t i = 0; i < facts->n; i++) {
            uint32_t at = f->at[facts->slots[i]];
            if (at != 0) {
                of->families[which].rows[of->families[which].n++] = f->bits + (at - 1) * o->words;
            }
        }
    }
    if (!of->families[which].strikes) {
        return live;
    }
    uint64_t hit = 0;
    for (size_t i = 0; i < of->families[which].n; i++) {
        hit |= of->families[which].rows[i][word];
    }
    return live & (family->negated ? ~hit : ~has | hit);
}

static inline uint64_t strike_columns(struct run *r, const struct columns *c, size_t from, size_t to, uint64_t live)
{
    for (size_t i = from; i < to && live != 0; i++) {
        if ((live & c->items[i].rows) != 0 && (cell_pair(r, c->items[i].cell).may & r->all) == 0) {
            live &= ~c->items[i].rows;
        }
    }
    return live;
}

/* What no leg of this day can be reached by is struck once; clauses only where a leg asks about the row. */
static uint64_t deal_word(struct run *r, const struct order_rows *o, size_t word, uint64_t rows)
{
    struct order_state *of = &r->orders[o->number];
    if (of->stamps[word] != r->stamp[CLASS_DAY]) {
        uint64_t live = alive_word(r, o, word);
        of->stamps[word] = r->stamp[CLASS_DAY];
        for (size_t f = 0; f < o->n_deal_families && live != 0; f++) {
            live = strike_family(r, o, f, word, live);
        }
        of->live[word] = live;
        of->looked[word] = 0;
    }
    uint64_t ask = of->live[word] & rows & ~of->looked[word];
    if (ask != 0) {
        of->looked[word] |= rows;
        of->live[word] &= ~ask | strike_columns(r, &o->columns[word], 0, o->columns[word].n_deal, ask);
    }
    return of->live[word] & rows;
}

static uint64_t leg_word(struct run *r, const struct order_rows *o, size_t word, uint64_t live, bool bound)
{
    live = deal_word(r, o, word, bound ? live : live & ~o->nexus[word]);
    for (size_t f = o->n_deal_families; f < o->n_families && live != 0; f++) {
        live = strike_family(r, o, f, word, live);
    }
    return strike_columns(r, &o->columns[word], o->columns[word].n_deal, o->columns[word].n, live);
}

static void keep_ranks(struct run *r, const struct order_rows *o, size_t word, uint64_t live)
{
    for (; live != 0; live &= live - 1) {
        set_bit(r->ranks, o->rank[word * 64 + (size_t)__builtin_ctzll(live)]);
    }
}

static size_t in_order(struct run *r, const struct order_rows *o, uint32_t *ret)
{
    size_t n = 0;
    for (size_t w = 0; w < o->words; w++) {
        for (uint64_t left = r->ranks[w]; left != 0; left &= left - 1) {
            ret[n++] = o->by_rank[w * 64 + (size_t)__builtin_ctzll(left)];
        }
        r->ranks[w] = 0;
    }
    r->set->counts.looked += n;
    return n;
}

size_t rows_left(struct run *r, size_t order, uint32_t *ret)
{
    struct table_set *s = r->set;
    struct order_rows *o = &s->orders[order];
    if (o->n == 0) {
        return 0;
    }
    const struct cell *c = &s->cells[o->bound];
    bool bound = (c->deps & (DEP_FOUND | DEP_VERDICT | DEP_HOST)) != 0 || (cell_pair(r, o->bound).may & r->all) != 0;
    if (!r->several) {
        const struct row_block *b = block_of(r, o, r->leg->conducts[0]);
        s->counts.rows += b->n_rows;
        for (size_t i = 0; i < b->n; i++) {
            keep_ranks(r, o, b->words[i].word, leg_word(r, o, b->words[i].word, b->words[i].rows, bound));
        }
        return in_order(r, o, ret);
    }
    memset(r->merged, 0, o->words * sizeof *r->merged);
    for (size_t i = 0; i < r->leg->n_conducts; i++) {
        const struct row_block *b = block_of(r, o, r->leg->conducts[i]);
        for (size_t k = 0; k < b->n; k++) {
            r->merged[b->words[k].word] |= b->words[k].rows;
        }
    }
    for (size_t w = 0; w < o->words; w++) {
        if (r->merged[w] != 0) {
            s->counts.rows += (size_t)__builtin_popcountll(r->merged[w]);
            keep_ranks(r, o, w, leg_word(r, o, w, r->merged[w], bound));
        }
    }
    return in_order(r, o, ret);
}
