/* Promises of a stage: `promises open { activity payment;  actor { kind bank;  located CN };  party { ... };  currency CNY }`.
 *
 * The pattern becomes a deal: what it says is known, its lists are whole, no finding, notice, approval or event is there, and what it does not say
 * is unknown. The promise is kept if that deal is open at the stage in every completion (rule 31).
 */
#ifndef PLAN_PROMISE_H
#define PLAN_PROMISE_H

#include "decide/deal.h"

/* The deal of the pattern, `text` as it is written after `promises`; `actor` is the activity's first principal role, `party` its second. False: it is
 * no such pattern, and *ret_problem says why. */
bool promise_deal(struct arena *a, const struct regime *g, struct str text, int on, struct deal **ret,
                  struct str *ret_problem);

#endif
