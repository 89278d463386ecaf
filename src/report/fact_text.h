/* The facts behind a clause, in words: why it is false, true or unknown on a leg. */
#ifndef REPORT_FACT_TEXT_H
#define REPORT_FACT_TEXT_H

#include "decide/answer.h"

/* The facts that give the clause this value: "goods made in KP"; empty where no fact of the deal says it (open law, verdicts). */
struct str fact_text(const struct answer *an, struct arena *a, const struct leg *leg, const struct clause *k,
                     enum tri value);

#endif
