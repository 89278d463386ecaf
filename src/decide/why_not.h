/* Why a measure does not stand in a proof: the first reason, per leg and hold, today (lane 0). */
#ifndef DECIDE_WHY_NOT_H
#define DECIDE_WHY_NOT_H

#include "decide/answer.h"

enum why_not_reason { WHY_NOTHING, WHY_NOT_IN_FORCE, WHY_NOT_BOUND, WHY_CONDUCT, WHY_CLAUSE, WHY_OMITTED };

struct excluded_by {
    size_t leg;
    int hold;
    enum why_not_reason why;
    const struct clause *clause; /* the clause that is surely false, or the nexus; NULL */
};

void why_not(struct arena *a, const struct answer *an, int measure, struct excluded_by **ret, size_t *ret_n);

#endif
