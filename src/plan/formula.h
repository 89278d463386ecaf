/* Monotone formulas over acts, kept as clauses: every clause must be met, each by any act in it. Small: at most HIT_CLAUSES clauses. */
#ifndef PLAN_FORMULA_H
#define PLAN_FORMULA_H

#include "plan/hitting.h"

struct formula {
    struct hit_bits *clauses; /* none contains another */
    size_t n;                 /* 0: true */
    bool too_big;             /* more than HIT_CLAUSES clauses came up: of no use */
};

struct formula formula_true(void);
/* Nothing makes it true: one clause without an act. */
struct formula formula_false(struct arena *a);
struct formula formula_act(struct arena *a, size_t act);
struct formula formula_and(struct arena *a, const struct formula *x, const struct formula *y);
struct formula formula_or(struct arena *a, const struct formula *x, const struct formula *y);
bool formula_is_false(const struct formula *f);

#endif
