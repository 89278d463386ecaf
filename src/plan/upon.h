/* The findings that a power asks for, against those that were made. */
#ifndef PLAN_UPON_H
#define PLAN_UPON_H

#include "law/model.h"

typedef VEC(struct str) upon_names;

/* Is the formula (`all of { a; b }`, `any of { ... }`, a name; empty: nothing is asked) met by these findings? Of those that are missing on the
 * way that misses fewest, *ret_missing has the names. */
bool upon_met(struct arena *a, struct str formula, const upon_names *made, upon_names *ret_missing);

#endif
