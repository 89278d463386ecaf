/* Two answers to one deal, field by field: everything that an evaluator leaves behind. */
#ifndef PROP_COMPARE_H
#define PROP_COMPARE_H

#include "decide/answer.h"

/* The first field in which they differ ("leg 0, UN, hold 3: exempt"), in the arena; empty: none. The regime must be the same. */
struct str compare_answers(struct arena *a, const struct answer *x, const struct answer *y);

#endif
