/* Between the parts of the staircase: what its text, its JSON and its CSV say alike. */
#ifndef REPORT_STAIRS_PARTS_H
#define REPORT_STAIRS_PARTS_H

#include "plan/diff.h"
#include "report/proof.h"

/* The number by which the road calls the stage of a lane; 0: today. */
int stairs_number(const struct diff *d, unsigned lane);
struct str stairs_measure(const struct diff *d, int hold);
/* "UN.textiles (2375-16)" */
struct str stairs_hold(const struct diff *d, struct arena *a, int hold);
/* "all", "-", "4, 5": stages in which the deal is surely open. */
struct str stairs_open_in(const struct diff *d, struct arena *a, const struct diff_row *row);
/* Measures that close the deal in the lane, each once with its places: "US.causing (31 CFR 510.212(a), 50 USC 1705(a))". First those without a
 * door; of these the orders in the order of the table. */
void stairs_blockers(const struct diff *d, struct arena *a, const struct diff_row *row, unsigned lane, strs *ret);
/* The rank of the hold's legal order among the columns of the table: those that bind all states first. */
size_t stairs_rank(const struct diff *d, struct arena *a, int hold);
/* Who may allow a case under the hold's own written offers: "UN.c1718". */
struct str stairs_doors(const struct diff *d, struct arena *a, int hold);
struct str stairs_joined(struct arena *a, const strs *list, const char *by);

static inline bool stairs_in(uint64_t lanes, unsigned lane)
{
    return (lanes >> lane & 1U) != 0;
}

#endif
