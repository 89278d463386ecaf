/* A page that people can read: the staircase of a roadmap as one HTML file, with pictures, for a screen, a telephone and A4. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/buf.h"
#include "plan/diff.h"

/* Nothing outside the file is needed: no script, no font, no address. The same plan gives the same bytes. `left_out`: deals of the file that
 * could not be used. */
void page_html(const struct diff *d, size_t left_out, struct buf *out);

#endif
