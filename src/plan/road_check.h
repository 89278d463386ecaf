/* Is the plan lawful, can it be walked, can it be taken back, and does it keep what its author demands? */
#ifndef PLAN_ROAD_CHECK_H
#define PLAN_ROAD_CHECK_H

#include "plan/diff.h"
#include "plan/explore.h"

enum plan_problem {
    PLAN_UNFOUND,         /* the power asks for findings that nobody makes on the way */
    PLAN_TOO_LONG,        /* longer than the power allows */
    PLAN_NO_END,          /* the power allows it for a time, the act says none */
    PLAN_UNREACHED,       /* no run reaches the stage */
    PLAN_SILENT_LAPSE,    /* it ends with its term though all that the stage waits for still holds */
    PLAN_LAPSE_LOST,      /* renewed while a formula holds: once lapsed nothing makes it again */
    PLAN_NOT_RESTORABLE,  /* snapback cannot bring it back */
    PLAN_SLOW,            /* snapback brings it back late */
    PLAN_KEPT_BY_MANDATE, /* what performs the mandate falls, the mandate keeps the hold */
    PLAN_IMPLEMENTS,      /* the national measure falls while the measure that it carries out stands */
    PLAN_DEMAND,          /* a demand of the author is broken */
    PLAN_FLOOR,           /* a deal that is open today is not, at some stage */
    PLAN_UNCHECKED,       /* said in words that nothing checks */
    PLAN_PROBLEMS
};

enum plan_weight { PLAN_NOTE, PLAN_RISK, PLAN_ERROR };

struct plan_finding {
    enum plan_problem problem;
    enum plan_weight weight;
    int stage, act; /* indices; -1 */
    struct str text, remedy;
    run_steps run; /* the shortest that shows it; empty: it needs none */
};

struct road_check {
    const struct regime *regime;
    const struct road *road;
    const struct explored *runs;
    VEC(struct plan_finding) findings; /* errors, risks, notes; each in the order of the road */
    size_t errors, risks;
};

/* `diff`: the road's deals by stage, for the floor; NULL: the floor is not checked, and a note says so. */
struct road_check *road_check(struct arena *a, const struct regime *g, const struct road *r, const struct diff *diff);
/* "unfound", "too-long" ...: stable. */
const char *plan_problem_word(enum plan_problem p);

#endif
