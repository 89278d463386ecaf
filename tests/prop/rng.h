/* A small generator of random numbers (splitmix64): the same seed gives the same regimes, roads and deals everywhere. */
#ifndef PROP_RNG_H
#define PROP_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
    uint64_t state;
};

static inline uint64_t rng_next(struct rng *r)
{
    uint64_t z = r->state += 0x9E3779B97F4A7C15ULL;
    z = (z ^ z >> 30U) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ z >> 27U) * 0x94D049BB133111EBULL;
    return z ^ z >> 31U;
}

/* 0 .. n-1; n = 0 gives 0. */
static inline unsigned rng_below(struct rng *r, unsigned n)
{
    return n == 0 ? 0 : (unsigned)(rng_next(r) >> 33U) % n;
}

static inline bool rng_chance(struct rng *r, unsigned percent)
{
    return rng_below(r, 100) < percent;
}

/* A stream of its own for part `n` of a run. */
static inline struct rng rng_of(uint64_t seed, uint64_t n)
{
    struct rng r = {seed * 0xD6E8FEB86659FD93ULL + n};
    rng_next(&r);
    return r;
}

#endif
