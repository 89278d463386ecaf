/* What must be signed before a deal is open: all minimal sets of acts.
 *
 * For each hold that closes the deal the acts that would take it away are written as a formula: lift every provision that it stands on and
 * every mandate that would keep it, or give a permission, or delist whom it is about. Together they are clauses over acts, and the sets are
 * the minimal hitting sets of the clauses (hitting.h). That is right where acts only take away: an act that makes another hold bite (rule 30)
 * carries the acts against that hold with it, and every set that is shown is replayed through the tree walker, whole and without each of
 * its acts.
 */
#ifndef PLAN_UNLOCK_H
#define PLAN_UNLOCK_H

#include "decide/decide.h"
#include "plan/costs.h"
#include "plan/hitting.h"
#include "plan/road.h"

enum unlock_kind {
    UNLOCK_LIFT,         /* end, suspend or waive a place of law, or a measure by name */
    UNLOCK_LIFT_MANDATE, /* end or suspend the mandate in a place of law */
    UNLOCK_APPROVE,      /* a permission for this deal, upon an offer or under a power to license */
    UNLOCK_DELIST        /* take a party off a legal order's lists */
};

struct unlock_act {
    enum unlock_kind kind;
    int authority;          /* index */
    unsigned kinds;         /* bits of act_kind: those that would do */
    struct provision place; /* lift */
    int measure;            /* lift by name; -1: by place */
    ints powers;            /* under which; of a permission also empty: offers alone */
    ints offers;            /* permission: those it rests on */
    ints policies;          /* permission: by which such offers are refused today */
    int party;              /* delist: index into parties */
    int order;              /* delist: jurisdiction index */
    ints holds;             /* that close the deal and that its power, or offer, is against */
    ints fells;             /* that no longer close it when this act alone is done */
    ints brings;            /* holds that bite when it alone is done */
    size_t cost;
    int stage; /* of the road that does it, from 1; 0: none, or no road was given */
};

struct unlock_hold {
    int hold;
    int order;                 /* jurisdiction index */
    size_t leg;                /* the first on which it closes */
    bool perhaps;              /* facts, or law in force, are missing */
    bool helpless;             /* nobody has a power against it here */
    int brought_by;            /* act; -1: it closes the deal today */
    const struct answer *seen; /* where it closes */
};

struct unlock_set {
    int *acts;  /* in the order of `acts` */
    int *alone; /* beside each: a hold of `holds` that of this set it alone is against; -1: made needless by another */
    size_t n;
    size_t cost;
    bool opens;   /* replayed */
    bool minimal; /* replayed: without any of its acts the deal is closed */
};

#define UNLOCK_SIZES 64
#define UNLOCK_MOST_SIGNERS 64

struct unlock_signers { /* sets that ask for the same authorities */
    ints authorities;   /* sorted by index */
    uint64_t sets;
    size_t fewest; /* acts */
};

struct unlock_options {
    size_t shown;              /* sets that are kept, cheapest first; 0: 5 */
    size_t most;               /* acts in a set; 0: any number */
    uint64_t steps;            /* search steps; 0: the default */
    const struct costs *costs; /* NULL: the usual */
};

struct unlock {
    const struct deal *deal;
    const struct regime *regime;
    const struct answer *today;
    VEC(struct unlock_act) acts;
    VEC(struct unlock_hold) holds;
    VEC(struct hit_bits) clauses; /* over acts */
    ints clause_holds;            /* beside each: index into holds */
    bool open;                    /* today */
    enum hit_end end;             /* HIT_ALL: the figures are of all sets */
    size_t untried;               /* listings of the parties beyond those that are tried without */
    bool
        monotone; /* no act alone makes another hold bite; else ways are missing that more acts would close again (rule 30) */
    bool proved; /* every clause was held against the law: each way must take one of its acts */
    uint64_t sets;
    uint64_t sizes[UNLOCK_SIZES];       /* sets by number of acts; the last: that many or more */
    VEC(struct unlock_signers) signers; /* fewest authorities first; at most UNLOCK_MOST_SIGNERS kept */
    bool more_signers;
    VEC(struct unlock_set) cheapest;
    ints
        closers; /* the fewest acts (one clause) without all of which it stays closed, whatever else is done; empty: none */
    struct costs costs;
    ints always;      /* acts in every set */
    ints never;       /* acts in none */
    ints veto;        /* authorities in every set */
    ints not_encoded; /* country values: the asker answers to their law, and none of it is here */
};

/* All memory is the arena's. The deal is judged on its own day, today's law. */
struct unlock *unlock_deal(struct arena *a, const struct regime *g, const struct deal *d,
                           const struct unlock_options *options);
/* Marks the acts that the road takes. */
void unlock_mark(struct unlock *u, const struct road *r);
/* Does the deal, with these acts done, stand open in every legal order that is encoded? By the tree walker. */
bool unlock_replay(struct arena *a, const struct unlock *u, const int *acts, size_t n, const struct answer **ret);

#endif
