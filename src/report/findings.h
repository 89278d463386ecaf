/* What the check of a road found. */
#ifndef REPORT_FINDINGS_H
#define REPORT_FINDINGS_H

#include "base/buf.h"
#include "plan/road_check.h"
#include "report/style.h"

/* Each finding with the shortest run that shows it, and what would mend it; how many states were seen, and under which abstraction. */
void findings_text(const struct road_check *c, const struct style *style, struct buf *out);
/* One JSON object on one line. */
void findings_json(const struct road_check *c, struct buf *out);
/* "day 90: stage 2 is reached" */
struct str run_step_text(const struct road *r, struct arena *a, const struct run_step *s);

#endif
