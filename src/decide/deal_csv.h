/* Deals as CSV: one row is one deal with at most one goods line (docs/deal.md, section 14).
 *
 * A row becomes the JSON of a deal, which deal_read then reads: no value is read twice. An empty cell is a key that is not there. Only what
 * a spreadsheet does to data is refused here, because it cannot be seen any more in the JSON: lost zeros, thousands, formula errors.
 */
#ifndef DECIDE_DEAL_CSV_H
#define DECIDE_DEAL_CSV_H

#include "decide/csv_head.h"

/* The JSON of the row, in the arena; empty: no cell of the row has anything in it. False: the error says in which column, why, and what
 * to do; it has no pointer. */
bool deal_csv_row(struct arena *a, const struct csv_head *h, const struct csv_row *row, struct str *ret,
                  struct deal_error *e);
/* Where the row says, or would say, what stands at the place of its deal: "column buyer.country"; its pointer where no column could. Empty
 * for the deal as a whole. */
struct str deal_csv_place(struct arena *a, const struct csv_head *h, const struct csv_row *row, struct str pointer);

#endif
