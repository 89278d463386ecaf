/* What a signature costs, in units of whoever asks: it orders the ways to open a deal, and decides nothing.
 *
 *     costs "votes are dear" {
 *         act 10            # every act
 *         permit 2          # instead of it, by kind: lift, mandate, permit, delist
 *         veto 5            # more, where one member of the body can stop it
 *         finding 1         # more, for each finding that the power asks for, by its shortest way
 *         day 1             # more, for each day of notice or delay in the power's terms
 *         by UN.sc 50       # more, for this authority
 *     }
 */
#ifndef PLAN_COSTS_H
#define PLAN_COSTS_H

#include "law/load.h"

#define COST_KINDS 4 /* as unlock_kind: lift, mandate, permit, delist */
#define COST_MOST 1000000

struct costs {
    struct str title;
    int act;
    int kinds[COST_KINDS]; /* -1: as `act` */
    int veto, finding, day;
    int *by; /* by authority of the regime; NULL: none */
};

/* 10 an act, 5 for a veto, 1 a finding, nothing for days. */
struct costs costs_usual(void);
/* Reads a `costs` block; false: reported. */
bool costs_read(struct arena *a, struct diags *diags, struct regime *g, const struct source *source, struct costs *ret);
/* What the power asks for, at its cheapest: findings by its shortest way, days. */
int costs_of_power(struct arena *a, const struct costs *c, const struct power *p);

#endif
