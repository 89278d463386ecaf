/* The explanation of one answer for the officer who must file it: each leg, each legal order, each hold with its place in the law, the
 * exemptions that were tried and where they fail, what is missing, and what would make it lawful.
 */
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "base/buf.h"
#include "decide/answer.h"
#include "report/style.h"

void explain(const struct answer *an, const struct style *style, struct buf *out);

/* Why a hold of a measure is not in the proof of a leg. */
enum exclusion {
    EXCLUDED_NOTHING,      /* it is in the proof */
    EXCLUDED_NOT_IN_FORCE, /* that day */
    EXCLUDED_NOT_BOUND,    /* no nexus of it binds the actor; `clause`: the nexus, or NULL */
    EXCLUDED_CONDUCT,      /* it prohibits other conduct */
    EXCLUDED_CLAUSE,       /* `clause` of the scope is surely false */
    EXCLUDED_OMITTED       /* `clause` is left out of it by a variation, or an act */
};
struct excluded {
    size_t leg;
    int hold;
    enum exclusion why;
    const struct clause *clause;
};
/* `list`: one for each hold of the measure and each leg. */
void explain_why_not(const struct answer *an, int measure, const struct excluded *list, size_t n,
                     const struct style *style, struct buf *out);

#endif
