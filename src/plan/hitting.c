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
};

static bool none(const struct hit_bits *b)
{
    return (b->w[0] | b->w[1] | b->w[2] | b->w[3]) == 0;
}

static unsigned count(const struct hit_bits *b)
{
    unsigned n = 0;
    for (int i = 0; i < HIT_WORDS; i++) {
        n += (unsigned)__builtin_popcountll(b->w[i]);
    }
    return n;
}

static struct hit_bits both(const struct hit_bits *x, const struct hit_bits *y)
{
    struct hit_bits r;
    for (int i = 0; i < HIT_WORDS; i++) {
        r.w[i] = x->w[i] & y->w[i];
    }
    return r;
}

static struct hit_bits without(const struct hit_bits *x, const struct hit_bits *y)
{
    struct hit_bits r;
    for (int i = 0; i < HIT_WORDS; i++) {
        r.w[i] = x->w[i] & ~y->w[i];
    }
    return r;
}

/* The smallest member, taken out; -1: none. */
static int take(struct hit_bits *b)
{
    for (int i = 0; i < HIT_WORDS; i++) {
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
        for (int c = take(&left); c >= 0; c = take(&left)) {
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
static int narrowest(const struct search *s, struct hit_bits open, const struct hit_bits *candidates)
{
    int best = -1;
    unsigned least = HIT_ITEMS + 1;
    for (int c = take(&open); c >= 0; c = take(&open)) {
        struct hit_bits left = both(&s->clauses[c], candidates);
        unsigned n = count(&left);
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
    for (size_t i = 0; i < depth; i++) {
        s->alone[depth + 1][i] = without(&s->alone[depth][i], meets);
        if (none(&s->alone[depth + 1][i])) {
            return false;
        }
    }
    s->alone[depth + 1][depth] = both(open, meets);
    *ret_open = without(open, meets);
    s->chosen[depth] = item;
    return true;
}

static bool search_from(struct search *s, size_t depth, const struct hit_bits *open, struct hit_bits candidates)
{
    if (none(open)) {
        return found(s, depth);
    }
    if (s->p->most > 0 && depth >= s->p->most) {
        return true;
    }
    if (s->p->steps > 0 && s->steps++ >= s->p->steps) {
        s->end = HIT_BUDGET;
        return false;
    }
    const struct hit_bits *clause = &s->clauses[narrowest(s, *open, &candidates)];
    struct hit_bits branch = both(clause, &candidates);
    candidates = without(&candidates, &branch);
    for (int item = take(&branch); item >= 0; item = take(&branch)) {
        struct hit_bits rest;
        if (!choose(s, depth, item, open, &rest)) {
            continue; /* nor with more items */
        }
        if (!search_from(s, depth + 1, &rest, candidates)) {
            return false;
        }
        hit_add(&candidates, (size_t)item); /* for the branches of the later items */
    }
    return true;
}

static bool within(const struct hit_bits *x, const struct hit_bits *y)
{
    struct hit_bits beyond = without(x, y);
    return none(&beyond);
}

/* Of clauses of which one contains another only the smaller asks for anything. */
static void keep_minimal(struct search *s, const struct hit_problem *p)
{
    for (size_t i = 0; i < p->n; i++) {
        bool needed = true;
        for (size_t k = 0; k < p->n && needed; k++) {
            needed =
                k == i || !within(&p->clauses[k], &p->clauses[i]) || (within(&p->clauses[i], &p->clauses[k]) && k > i);
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
        if (none(&s->clauses[c])) {
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
    search_from(s, 0, &open, candidates);
    return s->end;
}
