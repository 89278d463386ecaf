/* From a deal with gaps to the whole deal, one missing fact at a time.
 *
 * A step is a value for a fact that is missing: what `clear`, or `country`, has already said is not missing, and a new party, line or
 * clearing bank would make another deal; such keys give no step.
 */
#ifndef PROP_LIFT_H
#define PROP_LIFT_H

#include <jansson.h>

#include "decide/answer.h"

#define LIFT_STEPS 160

struct lift_step {
    char pointer[96];    /* where the fact is written: "/parties/1/listed" */
    const json_t *value; /* in the whole deal */
    const json_t *unit;  /* a quantity comes with it */
    bool append;         /* a required party that was not given */
    bool closes;         /* the list of parties was whole, and only not said to be */
    bool judged;         /* a judgement: in an offer's terms it was taken as not given */
};

struct lift {
    struct lift_step steps[LIFT_STEPS];
    size_t n;
};

/* The steps that lead on from `now`; `an` is the answer to it. */
void lift_steps(struct lift *ret, const json_t *now, const json_t *whole, const struct answer *an);
/* Writes the fact into a deal. False: there is no place for it, or it is known there. */
bool lift_take(const struct lift_step *step, json_t *deal);

/* Where the second answer, to a deal with one fact more, is wider than the first: a text in the arena, or empty.
 * `skip_offers`: do not compare licensable with prohibited. */
struct str lift_widened(struct arena *a, const struct answer *before, const struct answer *after, bool skip_offers);
/* Where a fact that was not listed as missing, on a leg that claims its list to be exact, changed openness or the worst end; or empty. */
struct str lift_unlisted(struct arena *a, const struct answer *before, const struct answer *after, const char *pointer);

#endif
