/* What a leg leaves of a legal order: it strikes most rows out by looking at a few values. A row that is left may still be false; a row that is
 * struck is false whatever else is true of the leg, also if every finding were made.
 *
 * What all legs of a day share (life, values of the deal, clauses on the deal) strikes once for the deal; what is the leg's own, after it.
 */
#include "base/arena.h"
#include "decide/table_run.h"

/* ---- a conduct ---- */

/* An actor whom an order does not bind meets only what binds without a nexus. */
static bool in_block(const struct table_set *s, const struct row *row, size_t slot, int cause, bool bound)
{
    const struct cell *c = &s->cells[row->conduct];
    if (row->nexus && !bound) {
        return false;
    }
    return row->conduct == CELL_TRUE || (s->leg.rows[cause][slot * s->leg.words + c->at] & c->pos) != 0;
}

/* What the rows of the block ask, of all that the word's rows ask. */
static void block_columns(struct table_set *s, const struct columns *c, struct row_word *w)
{
    size_t most = c->n_bits + c->n_cells;
    w->bits = ARENA_MANY(s->arena, struct bits_column, most);
    w->deal_cells = ARENA_MANY(s->arena, struct column, most);
    w->cells = ARENA_MANY(s->arena, struct column, most);
    for (size_t i = c->n_deal_bits; i < c->n_bits; i++) {
        if ((c->bits[i].rows & w->rows) != 0) {
            w->bits[w->n_bits++] = c->bits[i];
        }
    }
    for (size_t i = 0; i < c->n_cells; i++) {
        if ((c->cells[i].rows & w->rows) == 0) {
            continue;
        }
        if (i < c->n_deal_cells) {
            w->deal_cells[w->n_deal_cells++] = c->cells[i];
        } else {
            w->cells[w->n_cells++] = c->cells[i];
        }
    }
}

static struct row_block *new_block(struct table_set *s, const struct order_rows *o, size_t slot, int cause, bool bound)
{
    struct row_block *b = ARENA_NEW(s->arena, struct row_block);
    VEC(struct row_word) words = {0};
    for (size_t i = 0; i < o->n; i++) {
        if (!in_block(s, &o->rows[i], slot, cause, bound)) {
            continue;
        }
        if (words.n == 0 || words.items[words.n - 1].word != i / 64) {
            struct row_word one = {.word = (uint32_t)(i / 64)};
            VEC_PUSH(s->arena, &words, one);
        }
        words.items[words.n - 1].rows |= 1ULL << (i % 64);
        b->n_rows++;
    }
    uint32_t *ids = ARENA_MANY(s->arena, uint32_t, words.n);
    for (size_t i = 0; i < words.n; i++) {
        ids[i] = words.items[i].word;
        block_columns(s, &o->columns[words.items[i].word], &words.items[i]);
    }
    b->words = words.items;
    b->n = words.n;
    b->ids = ids;
    return b;
}

static const struct row_block *block_of(const struct run *r, const struct order_rows *o, int conduct, bool bound)
{
    struct table_set *s = r->set;
    int cause = r->leg->cause ? 1 : 0;
    uint32_t slot = (size_t)conduct < s->leg.n_values ? s->leg.slots[conduct] : 0;
    struct row_block **at = &o->blocks[cause][bound ? 1 : 0][slot];
    if (*at == NULL) {
        *at = new_block(s, o, slot, cause, bound);
    }
    return *at;
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

static void look_family(struct run *r, const struct order_rows *o, size_t which)
{
    const struct order_family *f = &o->families[which];
    const struct family_state *facts = family_of_leg(r, f->family);
    struct order_state *of = &r->orders[o->number];
    of->families[which].stamp = r->stamp[r->set->families[f->family].class];
    of->families[which].strikes = facts->strikes;
    of->families[which].exact = facts->exact;
    of->families[which].n = 0;
    for (size_t i = 0; i < facts->n; i++) {
        uint32_t at = f->at[facts->slots[i]];
        if (at != 0) {
            of->families[which].rows[of->families[which].n++] = f->bits + (at - 1) * o->words;
        }
    }
}

/* One look-up over all words. */
static void strike_family(struct run *r, const struct order_rows *o, size_t which, const uint32_t *words, size_t n,
                          struct left *left)
{
    const struct order_family *f = &o->families[which];
    const struct family *family = &r->set->families[f->family];
    struct order_state *of = &r->orders[o->number];
    if (of->families[which].stamp != r->stamp[family->class]) {
        look_family(r, o, which);
    }
    size_t hits = of->families[which].n;
    const uint64_t *const *rows = of->families[which].rows;
    for (size_t i = 0; !of->families[which].exact && i < n; i++) {
        left[i].sure &= ~f->has[words[i]];
    }
    if (!of->families[which].strikes || (family->negated && hits == 0)) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        uint64_t hit = hits == 0 ? 0 : rows[0][words[i]];
        for (size_t k = 1; k < hits; k++) {
            hit |= rows[k][words[i]];
        }
        left[i].live &= family->negated ? ~hit : ~f->has[words[i]] | hit;
    }
}

/* As test_tri: false strikes, and what is not true is not sure. */
static inline void strike_bits(const struct run *r, const struct bits_column *c, size_t n, struct left *left)
{
    uint64_t live = left->live;
    uint64_t sure = left->sure;
    for (size_t i = 0; i < n; i++, c++) {
        uint64_t t = r->words[c->space].t[c->at];
        uint64_t m = r->words[c->space].m[c->at];
        uint64_t may = -(uint64_t)(((m & c->yes) == c->yes) & ((t & c->no) == 0));
        uint64_t must = -(uint64_t)(((t & c->yes) == c->yes) & ((m & c->no) == 0));
        live &= ~c->rows | (c->any ? ~must : may);
        sure &= ~c->rows | (c->any ? ~may : must);
    }
    left->live = live;
    left->sure = sure;
}

static inline void strike_cells(struct run *r, const struct column *c, size_t n, struct left *left)
{
    for (size_t i = 0; i < n; i++, c++) {
        if ((left->live & c->rows) == 0) {
            continue;
        }
        struct pair p = cell_pair(r, c->cell);
        left->live &= (p.may & r->all) == 0 ? ~c->rows : ~0ULL;
        left->sure &= (p.must & r->all) == r->all ? ~0ULL : ~c->rows;
    }
}

/* ---- for all legs of a day ---- */

/* Words that no leg of this day has asked for: life, and what is cheap. */
static void first_look(struct run *r, const struct order_rows *o, const struct row_block *b)
{
    struct order_state *of = &r->orders[o->number];
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++) {
        if (of->stamps[b->ids[i]] != r->stamp[CLASS_DAY]) {
            of->stamps[b->ids[i]] = r->stamp[CLASS_DAY];
            r->stale[n] = b->ids[i];
            r->left_words[n].live = alive_word(r, o, b->ids[i]);
            r->left_words[n++].sure = r->n_parts == 1 ? ~0ULL : 0; /* else bits differ from day to day */
        }
    }
    for (size_t f = 0; n > 0 && f < o->n_deal_families; f++) {
        strike_family(r, o, f, r->stale, n, r->left_words);
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t word = r->stale[i];
        struct left *left = &r->left_words[i];
        if (r->n_parts == 1) {
            strike_bits(r, o->columns[word].bits, o->columns[word].n_deal_bits, left);
        }
        of->live[word] = left->live;
        of->sure[word] = left->sure;
        of->looked[word] = 0;
    }
}

/* Dear clauses on the deal are looked at only for rows that a leg asks about. */
static struct left deal_word(struct run *r, struct order_state *of, const struct row_word *w, uint64_t rows)
{
    size_t word = w->word;
    struct left ask = {of->live[word] & rows & ~of->looked[word], of->sure[word]};
    if (ask.live != 0 && w->n_deal_cells > 0) {
        uint64_t before = ask.live;
        of->looked[word] |= rows;
        strike_cells(r, w->deal_cells, w->n_deal_cells, &ask);
        of->live[word] &= ~before | ask.live;
        of->sure[word] = ask.sure;
    }
    struct left left = {of->live[word] & rows, of->sure[word]};
    return left;
}

/* ---- for a leg ---- */

/* What is left of the block, word by word, in r->left_words. */
static void look_block(struct run *r, const struct order_rows *o, const struct row_block *b)
{
    struct order_state *of = &r->orders[o->number];
    struct left *left = r->left_words;
    first_look(r, o, b);
    for (size_t i = 0; i < b->n; i++) {
        const struct row_word *w = &b->words[i];
        left[i] = deal_word(r, of, w, w->rows);
    }
    for (size_t f = o->n_deal_families; f < o->n_families; f++) {
        strike_family(r, o, f, b->ids, b->n, left);
    }
    for (size_t i = 0; i < b->n; i++) {
        const struct row_word *w = &b->words[i];
        if (left[i].live != 0) {
            if (r->n_parts == 1) {
                strike_bits(r, w->bits, w->n_bits, &left[i]);
            }
            strike_cells(r, w->cells, w->n_cells, &left[i]);
        }
    }
    r->set->counts.rows += b->n_rows;
}

static void keep_ranks(struct run *r, const struct order_rows *o, size_t word, struct left left)
{
    for (uint64_t live = left.live; live != 0; live &= live - 1) {
        size_t bit = (size_t)__builtin_ctzll(live);
        uint32_t rank = o->rank[word * 64 + bit];
        r->ranks[rank / 64] |= 1ULL << (rank % 64);
        r->sures[rank / 64] |= (left.sure >> bit & 1U) << (rank % 64);
    }
}

/* Rows that stand in the order of the answer are taken as they come. */
static size_t take_rows(size_t word, struct left left, uint32_t *ret)
{
    size_t n = 0;
    for (uint64_t live = left.live; live != 0; live &= live - 1) {
        size_t bit = (size_t)__builtin_ctzll(live);
        ret[n++] = (uint32_t)(word * 64 + bit) | ((left.sure >> bit & 1U) != 0 ? ROW_SURE : 0U);
    }
    return n;
}

static size_t in_order(struct run *r, const struct order_rows *o, uint32_t *ret)
{
    size_t n = 0;
    for (size_t w = 0; w < o->words; w++) {
        for (uint64_t left = r->ranks[w]; left != 0; left &= left - 1) {
            size_t bit = (size_t)__builtin_ctzll(left);
            ret[n++] = o->by_rank[w * 64 + bit] | ((r->sures[w] >> bit & 1U) != 0 ? ROW_SURE : 0U);
        }
        r->ranks[w] = r->sures[w] = 0;
    }
    return n;
}

/* A leg of several conducts: the rows of all of them, each looked at where it stands first. */
static void look_several(struct run *r, const struct order_rows *o, bool bound)
{
    memset(r->merged, 0, o->words * sizeof *r->merged);
    for (size_t i = 0; i < r->leg->n_conducts; i++) { /* first what may need memory: it may not come back */
        block_of(r, o, r->leg->conducts[i], bound);
    }
    for (size_t i = 0; i < r->leg->n_conducts; i++) {
        const struct row_block *b = block_of(r, o, r->leg->conducts[i], bound);
        look_block(r, o, b);
        for (size_t k = 0; k < b->n; k++) {
            struct left left = r->left_words[k];
            left.live &= ~r->merged[b->ids[k]];
            r->merged[b->ids[k]] |= b->words[k].rows;
            keep_ranks(r, o, b->ids[k], left);
        }
    }
}

static size_t look(struct run *r, const struct order_rows *o, uint32_t *ret)
{
    const struct cell *c = &r->cells[o->bound];
    bool bound = (c->deps & (DEP_FOUND | DEP_VERDICT | DEP_HOST)) != 0 || (cell_pair(r, o->bound).may & r->all) != 0;
    if (r->several) {
        look_several(r, o, bound);
        return in_order(r, o, ret);
    }
    const struct row_block *b = block_of(r, o, r->leg->conducts[0], bound);
    look_block(r, o, b);
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++) {
        if (o->ranked) {
            n += take_rows(b->ids[i], r->left_words[i], ret + n);
        } else if (r->left_words[i].live != 0) {
            keep_ranks(r, o, b->ids[i], r->left_words[i]);
        }
    }
    return o->ranked ? n : in_order(r, o, ret);
}

const uint32_t *rows_left(struct run *r, size_t order, size_t *ret_n)
{
    const struct order_rows *o = &r->set->orders[order];
    struct kept_left *kept = &r->left[r->at * r->set->n_orders + order];
    if (kept->stamp == r->stamp[CLASS_LEG]) {
        *ret_n = kept->n;
        return r->pool + kept->at;
    }
    if (r->pool_room - r->pool_n < o->n) { /* not kept */
        *ret_n = look(r, o, r->buffers[r->depth]);
        r->set->counts.looked += *ret_n;
        return r->buffers[r->depth];
    }
    kept->at = r->pool_n;
    kept->n = look(r, o, r->pool + r->pool_n);
    kept->stamp = r->stamp[CLASS_LEG];
    r->pool_n += kept->n;
    r->set->counts.looked += kept->n;
    *ret_n = kept->n;
    return r->pool + kept->at;
}
