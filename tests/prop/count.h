/* A third reading of the law, clause by clause, that counts: how often was each clause kind, in each position, true, false or unknown
 * where another value would have changed what the clause stands in (a hold's reach, an exemption's or offer's value, a nexus ...).
 *
 * It is written apart from the walker: only leaves and lives are shared. What it finds for a hold is compared with the answer.
 */
#ifndef PROP_COUNT_H
#define PROP_COUNT_H

#include "decide/answer.h"
#include "prop/kinds.h"

enum cell {
    CELL_FALSE,
    CELL_UNKNOWN,
    CELL_TRUE,
    CELL_OPEN,
    CELLS
}; /* OPEN: unknown because a list that is given stands open */

struct count {
    size_t cells[KINDS_N][POSITIONS_N][CELLS];
    size_t holds;         /* looked at */
    struct str different; /* what the answer has and this reading has not; empty: nothing */
};

/* Counts one leg of an answer, in one lane; `lane_days` as in the decision. */
void count_leg(struct count *c, struct arena *a, const struct answer *an, size_t leg, unsigned lane,
               const int *lane_days);
/* Prints the table. */
void count_print(const struct count *c);
/* The first cell that is empty and not on the list of what cannot be, from `*at` on; false: there is none. */
bool count_next_empty(const struct count *c, size_t *at, enum kind *ret_kind, enum position *ret_position);
/* How many there are; they are printed. */
size_t count_empty(const struct count *c);

#endif
