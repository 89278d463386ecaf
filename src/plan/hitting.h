/* Minimal hitting sets: every set of items that meets each clause, and would miss one if any of its items were left out.
 *
 * Algorithm: MMCS (Murakami and Uno, Discrete Applied Mathematics 170, 2014), as surveyed by Gainer-Dewar and Vera-Licona, arXiv 1601.02939.
 * What it keeps on the way (the clauses that an item alone meets) is the proof that the set is minimal. Memory: one bit set of clauses for
 * each item chosen, nothing for the sets found.
 */
#ifndef PLAN_HITTING_H
#define PLAN_HITTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define HIT_ITEMS 256
#define HIT_CLAUSES 256
#define HIT_WORDS 4 /* of 64 bits: items of a clause, clauses of an item */

struct hit_bits {
    uint64_t w[HIT_WORDS];
};

struct hit_set {                  /* valid during the visit only */
    const int *items;             /* in the order in which they were chosen */
    const struct hit_bits *alone; /* beside each: the clauses, as given, that only it meets; never empty */
    size_t n;
};

/* false: no more sets are wanted. */
typedef bool (*hit_visit)(void *user, const struct hit_set *set);

enum hit_end {
    HIT_ALL,     /* every minimal set was visited (of at most `most` items) */
    HIT_STOPPED, /* by the visitor */
    HIT_BUDGET,  /* too many steps */
    HIT_TOO_BIG  /* more than HIT_ITEMS or HIT_CLAUSES; nothing was visited */
};

struct hit_problem {
    const struct hit_bits *clauses; /* each a set of items; an empty clause is never met: no sets */
    size_t n;
    size_t items;
    size_t most;    /* items in a set; 0: any number */
    uint64_t steps; /* search steps allowed; 0: any number */
};

/* Visits each minimal hitting set once, in an order that the problem alone determines. No clause at all: the empty set. The arena is used for
 * the search alone. */
enum hit_end hit_sets(struct arena *a, const struct hit_problem *p, hit_visit visit, void *user);

static inline void hit_add(struct hit_bits *b, size_t i)
{
    b->w[i / 64] |= 1ULL << (i % 64);
}

/* Is all of x in y? */
static inline bool hit_within(const struct hit_bits *x, const struct hit_bits *y)
{
    uint64_t beyond = 0;
    for (int i = 0; i < HIT_WORDS; i++) {
        beyond |= x->w[i] & ~y->w[i];
    }
    return beyond == 0;
}

static inline void hit_remove(struct hit_bits *b, size_t i)
{
    b->w[i / 64] &= ~(1ULL << (i % 64));
}

static inline bool hit_has(const struct hit_bits *b, size_t i)
{
    return (b->w[i / 64] >> (i % 64) & 1U) != 0;
}

#endif
