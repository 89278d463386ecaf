/* The layout of the bits: each distinct clause on values has one, those of a dimension stand together. */
#include "base/arena.h"
#include "decide/table_set.h"

enum { GROUP_LISTED = DIM_COUNT, GROUP_CONDUCTS, GROUP_JUDGED }; /* beside the dimensions */

struct leaf {
    int group;
    bool only;
    enum listed_how how;
    int jurisdiction;
    const int *values; /* sorted */
    size_t n;
    uint32_t at; /* of all the bits of its space */
};

struct bits_builder {
    struct table_set *set;
    struct arena *arena;
    struct map keys;
    VEC(struct leaf) leaves;
    int cause;
};

struct bits_builder *bits_begin(struct table_set *s)
{
    struct bits_builder *b = ARENA_NEW(s->arena, struct bits_builder);
    b->set = s;
    b->arena = s->arena;
    map_init(&b->keys, s->arena);
    b->cause = regime_value(s->regime, STR("cause"));
    return b;
}

/* The values sorted, so that their order in the law leaves no trace. */
static int *sorted(struct arena *a, const int *values, size_t n)
{
    int *r = ARENA_MANY(a, int, n);
    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        for (; k > 0 && r[k - 1] > values[i]; k--) {
            r[k] = r[k - 1];
        }
        r[k] = values[i];
    }
    return r;
}

static struct str key_of(struct arena *a, const struct leaf *f)
{
    int *key = ARENA_MANY(a, int, f->n + 4);
    key[0] = f->group;
    key[1] = f->only;
    key[2] = (int)f->how;
    key[3] = f->jurisdiction;
    if (f->n > 0) {
        memcpy(key + 4, f->values, f->n * sizeof *key);
    }
    return str_of((const char *)key, (f->n + 4) * sizeof *key);
}

static struct leaf leaf_of(const struct bits_builder *b, const struct clause *k)
{
    struct leaf f = {.group = (int)k->dim, .only = k->only, .n = k->n_values};
    if (k->op == CL_LISTED) {
        f.group = GROUP_LISTED;
        f.only = false;
        f.how = k->how;
        f.jurisdiction = k->jurisdiction;
        f.n = k->how == LISTED_ITSELF ? k->n_values : 0; /* tags are asked for on lists alone */
    }
    f.values = sorted(b->arena, k->values, f.n);
    return f;
}

static void add_leaf(struct bits_builder *b, struct leaf f)
{
    struct str key = key_of(b->arena, &f);
    if (map_get(&b->keys, key) == MAP_NONE) {
        map_put(&b->keys, key, b->leaves.n);
        VEC_PUSH(b->arena, &b->leaves, f);
    }
}

void bits_clause(struct bits_builder *b, const struct clause *k)
{
    if (k->op == CL_VALUE || k->op == CL_ATTR || k->op == CL_LISTED) {
        add_leaf(b, leaf_of(b, k));
    }
}

static struct leaf judged_leaf(const struct bits_builder *b, int judgement)
{
    struct leaf f = {.group = GROUP_JUDGED, .values = sorted(b->arena, &judgement, 1), .n = 1};
    return f;
}

void bits_judged(struct bits_builder *b, int judgement)
{
    add_leaf(b, judged_leaf(b, judgement));
}

void bits_conducts(struct bits_builder *b, const int *conducts, size_t n)
{
    struct leaf f = {.group = GROUP_CONDUCTS, .values = sorted(b->arena, conducts, n), .n = n};
    add_leaf(b, f);
}

static struct leaf_bit bit_at(const struct bits_builder *b, const struct leaf *f)
{
    size_t at = map_get(&b->keys, key_of(b->arena, f));
    uint32_t bit = b->leaves.items[at].at;
    struct leaf_bit r = {bit / 64, 1ULL << (bit % 64)};
    return r;
}

struct leaf_bit bits_of(const struct bits_builder *b, const struct clause *k)
{
    struct leaf f = leaf_of(b, k);
    return bit_at(b, &f);
}

struct leaf_bit bits_of_judged(const struct bits_builder *b, int judgement)
{
    struct leaf f = judged_leaf(b, judgement);
    return bit_at(b, &f);
}

struct leaf_bit bits_of_conducts(const struct bits_builder *b, const int *conducts, size_t n)
{
    struct leaf f = {.group = GROUP_CONDUCTS, .values = sorted(b->arena, conducts, n), .n = n};
    return bit_at(b, &f);
}

/* ---- tables by value ---- */

struct value_rows { /* by slot of a value: the bits it makes true */
    uint32_t *slots;
    size_t n_slots;
    uint64_t *rows;
    uint32_t word, words;
};

static bool in_groups(const struct leaf *f, int first, int last)
{
    return f->group >= first && f->group <= last;
}

/* Gives the leaves of these groups the next bits of a space. */
static uint32_t place_group(struct bits_builder *b, int group, uint32_t next)
{
    for (size_t i = 0; i < b->leaves.n; i++) {
        if (b->leaves.items[i].group == group) {
            b->leaves.items[i].at = next++;
        }
    }
    return next;
}

static struct value_rows rows_of(struct bits_builder *b, int first, int last)
{
    struct value_rows r = {.word = UINT32_MAX};
    size_t n_values = b->set->regime->value_texts.n;
    uint32_t end = 0;
    r.slots = ARENA_MANY(b->arena, uint32_t, n_values);
    r.n_slots = 1;
    for (size_t i = 0; i < b->leaves.n; i++) {
        const struct leaf *f = &b->leaves.items[i];
        if (!in_groups(f, first, last)) {
            continue;
        }
        r.word = f->at / 64 < r.word ? f->at / 64 : r.word;
        end = f->at / 64 + 1 > end ? f->at / 64 + 1 : end;
        for (size_t k = 0; k < f->n; k++) {
            uint32_t *slot = &r.slots[f->values[k]];
            *slot = *slot == 0 ? (uint32_t)r.n_slots++ : *slot;
        }
    }
    r.word = r.word == UINT32_MAX ? 0 : r.word;
    r.words = end > r.word ? end - r.word : 0;
    r.rows = ARENA_MANY(b->arena, uint64_t, r.n_slots * r.words);
    for (size_t i = 0; i < b->leaves.n; i++) {
        const struct leaf *f = &b->leaves.items[i];
        for (size_t k = 0; in_groups(f, first, last) && k < f->n; k++) {
            r.rows[r.slots[f->values[k]] * r.words + f->at / 64 - r.word] |= 1ULL << (f->at % 64);
        }
    }
    return r;
}

static void dims_of(struct bits_builder *b, int first, int last, uint32_t *next, struct dim_bits **ret, size_t *ret_n)
{
    VEC(struct dim_bits) dims = {0};
    for (int d = first; d <= last; d++) {
        uint32_t from = *next;
        *next = place_group(b, d, from);
        if (*next == from) {
            continue; /* no clause asks */
        }
        struct value_rows v = rows_of(b, d, d);
        struct dim_bits one = {.dim = (enum dim)d,
                               .word = v.word,
                               .words = v.words,
                               .slots = v.slots,
                               .n_values = b->set->regime->value_texts.n,
                               .n_slots = v.n_slots,
                               .rows = v.rows};
        uint64_t *some = ARENA_MANY(b->arena, uint64_t, v.words);
        uint64_t *only = ARENA_MANY(b->arena, uint64_t, v.words);
        for (size_t i = 0; i < b->leaves.n; i++) {
            const struct leaf *f = &b->leaves.items[i];
            if (f->group == d) {
                (f->only ? only : some)[f->at / 64 - v.word] |= 1ULL << (f->at % 64);
            }
        }
        one.some = some;
        one.only = only;
        VEC_PUSH(b->arena, &dims, one);
    }
    *ret = dims.items;
    *ret_n = dims.n;
}

static uint32_t words_for(uint32_t bits)
{
    return bits == 0 ? 1 : (bits + 63) / 64;
}

/* ---- the lists of parties ---- */

static struct listed_bits *listed_by(struct bits_builder *b, int jurisdiction, uint32_t words, struct listed_bits *list,
                                     size_t *n)
{
    for (size_t i = 0; i < *n; i++) {
        if (list[i].jurisdiction == jurisdiction) {
            return &list[i];
        }
    }
    struct listed_bits *one = &list[(*n)++];
    one->jurisdiction = jurisdiction;
    one->itself = ARENA_MANY(b->arena, uint64_t, words);
    one->untagged = ARENA_MANY(b->arena, uint64_t, words);
    one->acts = ARENA_MANY(b->arena, uint64_t, words);
    one->owned = ARENA_MANY(b->arena, uint64_t, words);
    return one;
}

static void set_bit(const uint64_t *words, uint32_t first, uint32_t at)
{
    ((uint64_t *)(uintptr_t)words)[at / 64 - first] |= 1ULL << (at % 64);
}

static void listed_layout(struct bits_builder *b, uint32_t *next)
{
    struct party_bits *p = &b->set->party;
    *next = place_group(b, GROUP_LISTED, *next);
    struct value_rows tags = rows_of(b, GROUP_LISTED, GROUP_LISTED);
    size_t most = 0;
    for (size_t i = 0; i < b->leaves.n; i++) {
        most += b->leaves.items[i].group == GROUP_LISTED ? 1 : 0;
    }
    p->listed_word = tags.word;
    p->listed_words = tags.words;
    p->tag_slots = tags.slots;
    p->tag_rows = tags.rows;
    p->n_values = b->set->regime->value_texts.n;
    p->listed = ARENA_MANY(b->arena, struct listed_bits, most);
    for (size_t i = 0; i < b->leaves.n; i++) {
        const struct leaf *f = &b->leaves.items[i];
        if (f->group != GROUP_LISTED) {
            continue;
        }
        struct listed_bits *by = listed_by(b, f->jurisdiction, tags.words, p->listed, &p->n_listed);
        if (f->how == LISTED_ITSELF) {
            set_bit(by->itself, tags.word, f->at);
            if (f->n == 0) {
                set_bit(by->untagged, tags.word, f->at);
            }
        } else {
            set_bit(f->how == LISTED_ACTS_FOR ? by->acts : by->owned, tags.word, f->at);
            by->any_acts = by->any_acts || f->how == LISTED_ACTS_FOR;
            by->any_owned = by->any_owned || f->how == LISTED_OWNED_BY;
        }
    }
}

/* ---- conducts ---- */

static void leg_layout(struct bits_builder *b)
{
    struct leg_bits *leg = &b->set->leg;
    uint32_t next = place_group(b, DIM_CONDUCT, 0);
    next = place_group(b, GROUP_CONDUCTS, next);
    leg->words = words_for(next);
    leg->n_values = b->set->regime->value_texts.n;
    uint32_t *slots = ARENA_MANY(b->arena, uint32_t, leg->n_values);
    leg->n_slots = 1;
    for (size_t i = 0; i < b->leaves.n; i++) {
        const struct leaf *f = &b->leaves.items[i];
        for (size_t k = 0; (f->group == DIM_CONDUCT || f->group == GROUP_CONDUCTS) && k < f->n; k++) {
            uint32_t *slot = &slots[f->values[k]];
            *slot = *slot == 0 ? (uint32_t)leg->n_slots++ : *slot;
        }
    }
    for (int cause = 0; cause < 2; cause++) {
        uint64_t *rows = ARENA_MANY(b->arena, uint64_t, leg->n_slots * leg->words);
        for (size_t i = 0; i < b->leaves.n; i++) {
            const struct leaf *f = &b->leaves.items[i];
            if (f->group != DIM_CONDUCT && f->group != GROUP_CONDUCTS) {
                continue;
            }
            for (size_t k = 0; k < f->n; k++) {
                rows[slots[f->values[k]] * leg->words + f->at / 64] |= 1ULL << (f->at % 64);
                bool causes =
                    cause == 1 && f->group == GROUP_CONDUCTS && f->values[k] == b->cause && b->cause != VALUE_OTHER;
                for (size_t s = 0; causes && s < leg->n_slots; s++) {
                    rows[s * leg->words + f->at / 64] |= 1ULL << (f->at % 64);
                }
            }
        }
        leg->rows[cause] = rows;
    }
    leg->slots = slots;
}

/* What is judged of the deal: its names stand after the deal's dimensions. */
static void judged_layout(struct bits_builder *b, uint32_t *next)
{
    struct deal_bits *deal = &b->set->deal;
    *next = place_group(b, GROUP_JUDGED, *next);
    deal->words = words_for(*next);
    deal->n_values = b->set->regime->value_texts.n;
    uint32_t *judged = ARENA_MANY(b->arena, uint32_t, deal->n_values);
    uint64_t *bits = ARENA_MANY(b->arena, uint64_t, deal->words);
    for (size_t i = 0; i < b->leaves.n; i++) {
        const struct leaf *f = &b->leaves.items[i];
        if (f->group == GROUP_JUDGED) {
            judged[f->values[0]] = f->at + 1;
            bits[f->at / 64] |= 1ULL << (f->at % 64);
        }
    }
    deal->judged = judged;
    deal->judged_bits = bits;
}

void bits_finish(struct bits_builder *b)
{
    struct table_set *s = b->set;
    uint32_t next = 0;
    struct dim_bits *dims;
    size_t n;
    dims_of(b, DIM_DISPATCH, DIM_CLEARED_IN, &next, &dims, &n);
    s->deal.dims = ARENA_MANY(b->arena, struct dim_bits, n + 1);
    for (size_t i = 0; i < n; i++) {
        s->deal.dims[i] = dims[i];
    }
    s->deal.n_dims = n;
    dims_of(b, DIM_ACTIVITY, DIM_ACTIVITY, &next, &dims, &n);
    if (n > 0) {
        s->deal.dims[s->deal.n_dims++] = dims[0];
    }
    judged_layout(b, &next);
    leg_layout(b);
    next = (uint32_t)s->regime->goods.n;
    dims_of(b, DIM_MADE_IN, DIM_CONTAINS, &next, &s->line.dims, &s->line.n_dims);
    s->line.words = words_for(next);
    next = 0;
    dims_of(b, DIM_NATIONAL, DIM_KIND, &next, &s->party.dims, &s->party.n_dims);
    listed_layout(b, &next);
    s->party.words = words_for(next);
    s->counts.bits = b->leaves.n + s->regime->goods.n;
}
