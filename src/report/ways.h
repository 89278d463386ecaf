/* What must be signed, for people and for machines. */
#ifndef REPORT_WAYS_H
#define REPORT_WAYS_H

#include "base/buf.h"
#include "plan/unlock.h"
#include "report/style.h"

/* What closes the deal, who is needed whatever way is taken, who must sign together, and the cheapest ways, act by act. */
void ways_text(const struct unlock *u, const struct style *style, struct buf *out);
/* The same as one JSON object on one line. */
void ways_json(const struct unlock *u, struct buf *out);
/* "UN.sc lifts S/RES/2375 (2017) para 16", "US.ofac permits it (31 CFR 501.801)". */
struct str unlock_act_text(const struct unlock *u, struct arena *a, int act);

#endif
