/* What an evaluator offers to the decision: the same for the tree walker and for the tables.
 *
 * `order` answers for one leg and one legal order, in all lanes, with the proof. `range` gives only the towers, for a completion of the
 * deal's missing facts. Both must agree field by field; tests/ compares them.
 */
#ifndef DECIDE_EVALUATOR_H
#define DECIDE_EVALUATOR_H

#include "decide/answer.h"

struct evaluation { /* one deal under one overlay */
    struct arena *arena;
    const struct regime *regime;
    const struct overlay *overlay;
    const struct deal *deal; /* may carry assumptions */
    const struct leg *legs;
    size_t n_legs;
    const int *lane_days; /* day by lane, for deals without `on`; NULL: each leg's own day */
    size_t *splits;       /* how many legs, per order, may still be split on this deal; NULL: no limit */
    void *tables;         /* of the evaluator; NULL for the walker */
};

struct evaluator {
    const char *name;
    /* Fills bound, kleene, holds, exposed, assess, states. */
    void (*order)(struct evaluation *ev, size_t leg, int jurisdiction, struct order_answer *ret);
    /* Towers of the holds named in `proof` only: those that can still change the verdict. */
    void (*range)(struct evaluation *ev, size_t leg, int jurisdiction, const struct order_answer *proof,
                  struct range *ret);
    /* Of these lanes some that stand for all: each of the others is in all law that the hold's answer hangs on like two that stand before it. NULL:
     * all lanes are asked. */
    uint64_t (*alike)(struct evaluation *ev, size_t leg, int hold, uint64_t lanes);
};

extern const struct evaluator walker;

/* The atoms behind what is unknown in these lanes of an order. *ret_whole false: some unknown is no single missing fact. */
void walk_atoms(struct evaluation *ev, const struct evaluator *by, size_t leg, int jurisdiction,
                const struct order_answer *proof, uint64_t lanes, struct atom **ret, size_t *ret_n, bool *ret_whole);

#endif
