/* The decision: a deal, law, stages in; the answer with its proof out. Pure: the same input gives the same answer. */
#ifndef DECIDE_DECIDE_H
#define DECIDE_DECIDE_H

#include "decide/evaluator.h"

struct decision_options {
    const struct evaluator *evaluator; /* NULL: the walker */
    void *tables;                      /* of the evaluator */
    const int *lane_days;              /* day by lane for deals without `on`; NULL */
    bool no_split;                     /* Kleene only: for measurements */
};

/* All memory is the arena's; the deal must live as long as the answer. */
struct answer *decide(struct arena *a, const struct regime *g, const struct deal *d, const struct overlay *o,
                      const struct decision_options *options);

/* The verdict of one measure: over its own holds alone, the worst over all legs, or over the legs of one role (-1: all) and conduct (0: all).
 * *ret_reached: does any hold of it stand in the proof? */
struct range answer_measure(const struct answer *an, int measure, int role, int conduct, bool *ret_reached);

#endif
