/* All runs of a road: which stages can be reached and when, what lapses, what comes back.
 *
 * A timed transition system over whole days. The world makes conditions true (verified) and false (breach), and stops reporting; the road answers
 * at once: a stage is reached on the first day on which the stages before it have been in effect long enough and what it waits for holds; a
 * suspension that is renewed while a formula holds lapses at the end of its term if the formula does not hold then; a snapback goes back when its
 * notice has run. Every length in the road is a multiple of one tick (their greatest common divisor): with closed bounds in whole numbers the
 * states between ticks add nothing (Henzinger, Manna, Pnueli, ICALP 1992). Abstraction: of a suspension that is renewed while a formula holds
 * no time is kept; it lapses at the end of its term if the formula is false then, and since a breach may come on any day of the term, on the last
 * one, too. Nothing that a road waits for hangs on a lapse, so none is left out.
 */
#ifndef PLAN_EXPLORE_H
#define PLAN_EXPLORE_H

#include "plan/road.h"

enum run_kind {
    RUN_VERIFIED, /* index: condition */
    RUN_BREACH,   /* condition */
    RUN_SILENT,   /* condition: nothing is reported of it from that day */
    RUN_REACHED,  /* stage */
    RUN_LAPSED,   /* act */
    RUN_NOTICE,   /* of snapback */
    RUN_BACK      /* the old state is restored; index: the stage gone back to, -1: today */
};

struct run_step {
    int day; /* after the road's start */
    enum run_kind kind;
    int index;
};
typedef VEC(struct run_step) run_steps;

struct explored {
    size_t states;
    size_t transitions;
    int tick;            /* days */
    bool all;            /* false: cut off at the limit; what was not found may exist */
    uint64_t reached;    /* stages, bits by index */
    run_steps *to_stage; /* by stage: the shortest run, in days; empty: never */
    run_steps *to_lapse; /* by act: the shortest run to its lapse */
    run_steps to_back;   /* the shortest run to a snapback that is done; empty: none */
};

#define EXPLORE_STATES 1000000

struct explored *explore(struct arena *a, const struct road *r, size_t most_states);

#endif
