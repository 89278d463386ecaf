/* The proof in JSON, and what it shares with the decision: stages and triples. */
#ifndef REPORT_PROOF_JSON_H
#define REPORT_PROOF_JSON_H

#include "decide/answer.h"
#include "report/json_out.h"

/* [0,2]: the lanes of the mask. */
void jout_lanes(struct jout *j, const struct answer *an, uint64_t mask);
/* "stages":[0,2], only when the answer has stages. */
void jout_stages(struct jout *j, const struct answer *an, uint64_t mask);
/* Today's truth: "true", "unknown" or "false". */
void jout_pair_today(struct jout *j, const char *key, struct pair p);
/* {"true":[..],"unknown":[..]}. */
void jout_pair_lanes(struct jout *j, const struct answer *an, const char *key, struct pair p);
/* The list under `proof`: one entry per leg and legal order. */
void proof_json(const struct answer *an, struct jout *j);

#endif
