/* Between the parts of the staircase: what its text, its JSON and its CSV say alike. */
#ifndef REPORT_STAIRS_PARTS_H
#define REPORT_STAIRS_PARTS_H

#include "plan/diff.h"
#include "report/proof.h"

/* The number by which the road calls the stage of a lane; 0: today. */
int stairs_number(const struct diff *d, unsigned lane);
/* "1.2": the second act of stage 1. */
struct str stairs_act_number(const struct diff *d, struct arena *a, int act);
/* The act of that number; -1: there is none. */
int stairs_act_of(const struct diff *d, struct arena *a, struct str number);
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
/* "masked", "reaches no deal here": what an act does to the deals. */
const char *stairs_status(enum act_status status);
/* "0-2, 4": the stages of the lanes by number; empty: all of them. */
struct str stairs_stages(const struct diff *d, struct arena *a, uint64_t lanes);
bool stairs_same_rows(const ints *x, const ints *y);
bool stairs_same_touches(const diff_touches *x, const diff_touches *y);
/* Do the same deals hang on both in the same way? */
bool stairs_same_law(const struct diff_open_law *x, const struct diff_open_law *y);
struct str stairs_joined(struct arena *a, const strs *list, const char *by);

/* ---- what still covers the deals of an act (stairs_still.c) ---- */

struct closer { /* a measure that still closes deals */
    int hold;
    struct str name; /* "UN.banks (2270-33)" */
    struct str ways; /* out of it */
    const ints *rows;
    bool told; /* for who prints them together */
};
/* In the order of the table's columns; a measure once for each place. */
struct closer *stairs_closers(const struct diff *d, struct arena *a, const struct diff_act *x, size_t *ret_n);
/* "UN.c1718 may allow a case; could be lifted by UN.sc (...)" */
struct str stairs_ways(const struct diff *d, struct arena *a, int hold);

struct bringer { /* a consequence that goes or stays */
    const struct consequence *q;
    const struct diff_item *item;
    struct str who; /* could lift it; empty when it goes, or nobody */
    bool told;
};
/* One for each item, in their order. */
struct bringer *stairs_bringers(const struct diff *d, struct arena *a, const diff_items *items, bool stays);
bool stairs_same_bringer(const struct bringer *x, const struct bringer *y);
/* "US.ffi (22 USC 9221b)" */
struct str stairs_consequence(const struct diff *d, struct arena *a, const struct consequence *q);
/* "sender, receiver": who is exposed in the i-th deal of the item. */
struct str stairs_roles(const struct diff *d, struct arena *a, const struct diff_item *item, size_t i);
/* "must lead to blocking" */
struct str stairs_leads(struct arena *a, const struct consequence *q);
/* "could be lifted: US.president may waive ..." */
struct str stairs_lifted(struct arena *a, struct str who);

static inline bool stairs_in(uint64_t lanes, unsigned lane)
{
    return (lanes >> lane & 1U) != 0;
}

#endif
