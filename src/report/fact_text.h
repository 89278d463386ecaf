/* The facts behind a clause, in words: why it is false, true or unknown on a leg. */
#ifndef REPORT_FACT_TEXT_H
#define REPORT_FACT_TEXT_H

#include "decide/answer.h"

struct why {
    struct str clause; /* the clause; of a long one the parts that decide, "none of: A; B" */
    struct str fact;   /* "goods made in KP"; empty where no fact of the deal says it (open law, verdicts) */
};

/* Why the clause has this value on the leg. `term`: it is in the terms of an offer, where a judgement not given is no. */
struct why why_clause(const struct answer *an, struct arena *a, const struct leg *leg, const struct clause *k,
                      enum tri value, bool term);
/* The facts alone. */
struct str fact_text(const struct answer *an, struct arena *a, const struct leg *leg, const struct clause *k,
                     enum tri value);

#endif
