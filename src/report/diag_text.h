/* Diagnostics for people: message, place, the line with carets under the spot, facts, remedy. */
#ifndef REPORT_DIAG_TEXT_H
#define REPORT_DIAG_TEXT_H

#include "base/buf.h"
#include "base/diag.h"
#include "report/style.h"

/* One diagnostic, ended by an empty line. */
void diag_text(const struct diag *d, const struct style *style, struct buf *out);
/* All that are kept, those of a text in the order of its lines; then "2 errors, 1 warning", or nothing when there are none. */
void diags_text(const struct diags *d, const struct style *style, struct buf *out);
/* "2 errors, 1 warning ... and 3 more": the last line alone; nothing when there are none. */
void diags_count(const struct diags *d, struct buf *out);
/* The places in the list, by text (in the order in which they came first) and by line. `order` has room for list.n. */
void diags_order(const struct diags *d, size_t *order);

#endif
