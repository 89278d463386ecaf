/* Truth of three values, by Kleene's tables: false, unknown, true. As a pair of words it is the same for 64 lanes at once. */
#ifndef BASE_TRI_H
#define BASE_TRI_H

#include <stdint.h>

enum tri { TRI_FALSE = 0, TRI_UNKNOWN = 1, TRI_TRUE = 2 };

static inline enum tri tri_and(enum tri a, enum tri b)
{
    return a < b ? a : b;
}
static inline enum tri tri_or(enum tri a, enum tri b)
{
    return a > b ? a : b;
}
static inline enum tri tri_not(enum tri a)
{
    return (enum tri)(2 - (int)a);
}

/* must: lanes where it is true; may: lanes where it is not false. Invariant: must is within may. */
struct pair {
    uint64_t must;
    uint64_t may;
};

static inline struct pair pair_and(struct pair a, struct pair b)
{
    struct pair r = {a.must & b.must, a.may & b.may};
    return r;
}
static inline struct pair pair_or(struct pair a, struct pair b)
{
    struct pair r = {a.must | b.must, a.may | b.may};
    return r;
}
static inline struct pair pair_not(struct pair a)
{
    struct pair r = {~a.may, ~a.must};
    return r;
}
static inline struct pair pair_of(enum tri t)
{
    struct pair r = {t == TRI_TRUE ? ~0ULL : 0, t == TRI_FALSE ? 0 : ~0ULL};
    return r;
}
static inline enum tri pair_lane(struct pair p, unsigned lane)
{
    return (p.must >> lane & 1U) != 0 ? TRI_TRUE : (p.may >> lane & 1U) != 0 ? TRI_UNKNOWN : TRI_FALSE;
}

#endif
