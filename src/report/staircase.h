/* The staircase of a roadmap: what each stage opens, what stays masked, and by what. */
#ifndef REPORT_STAIRCASE_H
#define REPORT_STAIRCASE_H

#include "base/buf.h"
#include "plan/diff.h"
#include "report/style.h"

/* The table alone: the deals by stage. */
void staircase_table(const struct diff *d, const struct style *style, struct buf *out);
void staircase_text(const struct diff *d, const struct style *style, struct buf *out);
/* One act: what it opens, closes, reaches; what still covers it, and who could lift that; what it takes of exposure, and what stays. */
void staircase_act(const struct diff *d, const struct diff_act *x, const struct style *style, struct buf *out);
/* The act alone, in one screen: also its powers, the law it is about, and each deal that it reaches. */
void staircase_why(const struct diff *d, int act, const struct style *style, struct buf *out);
/* One JSON object. */
void staircase_json(const struct diff *d, struct buf *out);
/* One row a deal: id, verdict by stage, open in, blocked by. */
void staircase_csv(const struct diff *d, struct buf *out);

#endif
