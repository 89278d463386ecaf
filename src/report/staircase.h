/* The staircase of a roadmap: what each stage opens, what stays masked, and by what. */
#ifndef REPORT_STAIRCASE_H
#define REPORT_STAIRCASE_H

#include "base/buf.h"
#include "plan/diff.h"
#include "report/style.h"

/* The table alone: the deals by stage. */
void staircase_table(const struct diff *d, const struct style *style, struct buf *out);
void staircase_text(const struct diff *d, const struct style *style, struct buf *out);
/* One JSON object. */
void staircase_json(const struct diff *d, struct buf *out);
/* One row a deal: id, verdict by stage, open in, blocked by. */
void staircase_csv(const struct diff *d, struct buf *out);

#endif
