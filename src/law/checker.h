/* What is wrong or doubtful in a regime that reads well: warnings (W04xx), and errors (E042x) where the law surely says what nobody means. */
#ifndef LAW_CHECKER_H
#define LAW_CHECKER_H

#include "law/model.h"

struct check_days {
    int reviewed_since; /* reviews before this day are old; DAY_NONE: none is */
    int today;          /* reviews after this day are mistakes; DAY_NONE: none is */
};

/* Errors are added before warnings. The arena of `diags` must be another than the regime's, or outlive it. */
void regime_check(const struct regime *g, struct diags *diags, struct check_days days);

/* Clauses on verdicts: a measure that asks for its own, measures that ask in a circle. Part of regime_check. */
void check_strata(const struct regime *g, struct diags *diags);
/* The first line of a span, without its block: where people look. */
struct span check_head(struct span at);

#endif
