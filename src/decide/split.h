/* The split of rule 8: what Kleene leaves open is decided by trying every completion of the missing facts. */
#ifndef DECIDE_SPLIT_H
#define DECIDE_SPLIT_H

#include "decide/evaluator.h"

#define SPLIT_FACTS 8
#define SPLIT_COMPLETIONS 1024
#define SPLIT_TRUTHS 6 /* of a notice, event or finding: a clause may be true on one leg or hold and not on another */
#define SPLIT_REAL \
    (16 * SPLIT_COMPLETIONS) /* with the values that the deal's own notices, approvals and findings add */
#define SPLIT_OF_DEAL 256    /* legs, per order; those that come later keep Kleene's range */

/* Narrows order->range in the lanes that kleene leaves undetermined, and lists what is missing. Shared by all evaluators, which answer for
 * the completions; the completions and the missing facts come from the clauses themselves. */
void split_order(struct evaluation *ev, const struct evaluator *by, size_t leg, int jurisdiction,
                 struct order_answer *order);

#endif
