#include "plan/hitting.h"

#include <string.h>

struct search {
    const struct hit_problem *p;
    hit_visit visit;
    void *user;
    struct hit_bits clauses[HIT_CLAUSES]; /* the minimal ones: a set that meets them meets the others too */
    int given[HIT_CLAUSES];               /* where each stood */
    size_t n;
    struct hit_bits meets[HIT_ITEMS]; /* by item: the clauses that it is in */
    int chosen[HIT_ITEMS];
    struct hit_bits *alone[HIT_ITEMS + 1]; /* by depth, then beside each chosen item */
    struct hit_bits shown[HIT_ITEMS];
    uint64_t steps;
    enum hit_end end;
    int item_words, clause_words; /* of the bit sets in use: most problems need one or two of HIT_WORDS */
};

static inline bool none(const struct hit_bits *b, int words)
{
    uint64_t any = 0;
    for (int i = 0; i < words; i++) {
        any |= b->w[i];
    }
    return any == 0;
}

/* How many are in both; more than `most` need not be told exactly. */
static inline unsigned count_both(const struct hit_bits *x, const struct hit_bits *y, int words, unsigned most)
{
    unsigned n = 0;
    for (int i = 0; i < words; i++) {
        for (uint64_t left = x->w[i] & y->w[i]; left != 0 && n <= most; left &= left - 1) {
            n++;
        }
    }
    return n;
}

static inline void both(struct hit_bits *r, const struct hit_bits *x, const struct hit_bits *y, int words)
{
    for (int i = 0; i < words; i++) {
        r->w[i] = x->w[i] & y->w[i];
    }
}

static inline void without(struct hit_bits *r, const struct hit_bits *x, const struct hit_bits *y, int words)
{
    for (int i = 0; i < words; i++) {
        r->w[i] = x->w[i] & ~y->w[i];
    }
}

/* The smallest member, taken out; -1: none. */
static inline int take(struct hit_bits *b, int words)
{
    for (int i = 0; i < words; i++) {
        if (b->w[i] != 0) {
            int bit = __builtin_ctzll(b->w[i]);
            b->w[i] &= b->w[i] - 1;
            return i * 64 + bit;
        }
    }
    return -1;
}

static bool found(struct search *s, size_t depth)
{
    for (size_t i = 0; i < depth; i++) { /* back to the clauses as given */
        struct hit_bits left = s->alone[depth][i];
        memset(&s->shown[i], 0, sizeof s->shown[i]);
        for (int c = take(&left, s->clause_words); c >= 0; c = take(&left, s->clause_words)) {
            hit_add(&s->shown[i], (size_t)s->given[c]);
        }
    }
    struct hit_set set = {s->chosen, s->shown, depth};
    if (!s->visit(s->user, &set)) {
        s->end = HIT_STOPPED;
        return false;
    }
    return true;
}

/* Of the clauses not met, the one with the fewest candidates. */
static int narrowest(const struct search *s, const struct hit_bits *open, const struct hit_bits *candidates)
{
    int best = -1;
    unsigned least = HIT_ITEMS + 1;
    struct hit_bits left = *open;
    for (int c = take(&left, s->clause_words); c >= 0 && least > 1; c = take(&left, s->clause_words)) {
        unsigned n = count_both(&s->clauses[c], candidates, s->item_words, least);
        if (n < least) {
            least = n;
            best = c;
        }
    }
    return best;
}

/* Chooses the item; false: one chosen before has no clause of its own any more. */
static bool choose(struct search *s, size_t depth, int item, const struct hit_bits *open, struct hit_bits *ret_open)
{
    const struct hit_bits *meets = &s->meets[item];
    const struct hit_bits *before = s->alone[depth];
    struct hit_bits *after = s->alone[depth + 1];
    for (size_t i = 0; i < depth; i++) {
        without(&after[i], &before[i], meets, s->clause_words);
        if (none(&after[i], s->clause_words)) {
            return false;
        }
    }
    both(&after[depth], open, meets, s->clause_words);
    without(ret_open, open, meets, s->clause_words);
    s->chosen[depth] = item;
    return true;
}

static bool search_from(struct search *s, size_t depth, const struct hit_bits *open, const struct hit_bits *from)
{
    if (none(open, s->clause_words)) {
        return found(s, depth);
    }
    if (s->p->most > 0 && depth >= s->p->most) {
        return true;
    }
    if (s->p->steps > 0 && s->steps++ >= s->p->steps) {
        s->end = HIT_BUDGET;
        return false;
    }
    const struct hit_bits *clause = &s->clauses[narrowest(s, open, from)];
    struct hit_bits branch = {{0}};
    struct hit_bits candidates = {{0}};
    struct hit_bits rest = {{0}};
    both(&branch, clause, from, s->item_words);
    without(&candidates, from, &branch, s->item_words);
    for (int item = take(&branch, s->item_words); item >= 0; item = take(&branch, s->item_words)) {
        if (!choose(s, depth, item, open, &rest)) {
            continue; /* nor with more items */
        }
        if (!search_from(s, depth + 1, &rest, &candidates)) {
            return false;
        }
        hit_add(&candidates, (size_t)item); /* for the branches of the later items */
    }
    return true;
}

/* Of clauses of which one contains another only the smaller asks for anything. */
static void keep_minimal(struct search *s, const struct hit_problem *p)
{
    for (size_t i = 0; i < p->n; i++) {
        bool needed = true;
        for (size_t k = 0; k < p->n && needed; k++) {
            needed = k == i || !hit_within(&p->clauses[k], &p->clauses[i]) ||
                     (hit_within(&p->clauses[i], &p->clauses[k]) && k > i);
        }
        if (needed) {
            s->given[s->n] = (int)i;
            s->clauses[s->n++] = p->clauses[i];
        }
    }
}

enum hit_end hit_sets(struct arena *a, const struct hit_problem *p, hit_visit visit, void *user)
{
    if (p->n > HIT_CLAUSES || p->items > HIT_ITEMS) {
        return HIT_TOO_BIG;
    }
    struct search *s = ARENA_NEW(a, struct search);
    struct hit_bits open = {{0}};
    struct hit_bits candidates = {{0}};
    s->p = p;
    s->visit = visit;
    s->user = user;
    keep_minimal(s, p);
    for (size_t c = 0; c < s->n; c++) {
        if (none(&s->clauses[c], HIT_WORDS)) {
            return HIT_ALL;
        }
        hit_add(&open, c);
        for (size_t i = 0; i < p->items; i++) {
            if (hit_has(&s->clauses[c], i)) {
                hit_add(&s->meets[i], c);
                hit_add(&candidates, i);
            }
        }
    }
    for (size_t depth = 0; depth <= s->n && depth <= p->items; depth++) { /* each item chosen has a clause of its own */
        s->alone[depth] = ARENA_MANY(a, struct hit_bits, depth);
    }
    s->clause_words = (int)(s->n + 63) / 64;
    s->item_words = (int)(p->items + 63) / 64;
    search_from(s, 0, &open, &candidates);
    return s->end;
}
