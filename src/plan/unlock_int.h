/* Shared by the parts of the unlocking: the ways against a hold, their replay, the search. */
#ifndef PLAN_UNLOCK_INT_H
#define PLAN_UNLOCK_INT_H

#include "decide/life.h"
#include "plan/formula.h"
#include "plan/unlock.h"

#define PERMITS (1U << ACT_LICENSE | 1U << ACT_WAIVE)

struct listing_at { /* a party on a legal order's lists */
    int party;
    int order;   /* jurisdiction index */
    ints powers; /* to delist */
};

struct felled { /* a hold that falls when an act alone is done */
    int hold;   /* index into u->holds */
    size_t act;
};

struct unlocking {
    struct arena *arena;
    struct unlock *u;
    VEC(struct listing_at) listings;
    uint64_t **
        delisted; /* by set of listings that are gone: the holds (bits by index) that still close the deal; NULL: not tried yet */
    VEC(struct felled) fells;
    bool too_big; /* acts, clauses */
};

/* The holds that close the deal in this answer, or may, in an order that counts and is not open. Adds to `to` what is not there yet. */
void unlock_closing(struct unlocking *w, const struct answer *an, int brought_by, ints *to);
#define HOLD_WORDS(g) ((g)->holds.n / 64 + 1)
/* All holds that close the deal in the answer, or may, as bits by index. */
void unlock_closed_by(const struct answer *an, uint64_t *to);
/* Does the hold (index into holds of the regime) close the deal in this answer, or may it? */
bool unlock_closes(const struct answer *an, int hold);
/* The acts against the hold (index into u->holds), as a formula. */
struct formula unlock_ways(struct unlocking *w, size_t hold);
/* The same, or that the holds fall about whose verdict it asks; `ways`: of the first `n` holds alone. */
struct formula unlock_inner(struct unlocking *w, size_t hold, const struct formula *ways, size_t n);
/* Mends the formula for the whole deal by replay. False: given up, it may ask for too much or miss ways. */
bool unlock_learn(struct unlocking *w, struct formula *f);
/* The deal as it is when these are off the lists. `gone`: bits by index into listings. */
const struct deal *unlock_delisted(struct unlocking *w, uint64_t gone);

#endif
