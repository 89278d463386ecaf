#include "plan/formula.h"

/* Adds a clause unless one that is there asks for more; drops those that ask for less. */
static void add(struct formula *f, const struct hit_bits *clause)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (hit_within(&f->clauses[i], clause)) {
            return;
        }
    }
    for (size_t i = 0; i < f->n; i++) {
        if (!hit_within(clause, &f->clauses[i])) {
            f->clauses[kept++] = f->clauses[i];
        }
    }
    f->n = kept;
    if (f->n == HIT_CLAUSES) {
        f->too_big = true;
    } else {
        f->clauses[f->n++] = *clause;
    }
}

static struct formula room(struct arena *a)
{
    struct formula f = {ARENA_MANY(a, struct hit_bits, HIT_CLAUSES), 0, false};
    return f;
}

struct formula formula_true(void)
{
    struct formula f = {NULL, 0, false};
    return f;
}

struct formula formula_false(struct arena *a)
{
    struct formula f = {ARENA_NEW(a, struct hit_bits), 1, false};
    return f;
}

struct formula formula_act(struct arena *a, size_t act)
{
    struct formula f = formula_false(a);
    hit_add(f.clauses, act);
    return f;
}

struct formula formula_and(struct arena *a, const struct formula *x, const struct formula *y)
{
    struct formula f = room(a);
    f.too_big = x->too_big || y->too_big;
    for (size_t i = 0; i < x->n; i++) {
        add(&f, &x->clauses[i]);
    }
    for (size_t i = 0; i < y->n; i++) {
        add(&f, &y->clauses[i]);
    }
    return f;
}

/* (a and b) or (c and d) = (a or c)(a or d)(b or c)(b or d) */
struct formula formula_or(struct arena *a, const struct formula *x, const struct formula *y)
{
    struct formula f = room(a);
    f.too_big = x->too_big || y->too_big;
    for (size_t i = 0; i < x->n; i++) {
        for (size_t k = 0; k < y->n && !f.too_big; k++) {
            struct hit_bits either;
            for (int w = 0; w < HIT_WORDS; w++) {
                either.w[w] = x->clauses[i].w[w] | y->clauses[k].w[w];
            }
            add(&f, &either);
        }
    }
    return f;
}

bool formula_is_false(const struct formula *f)
{
    for (size_t i = 0; i < f->n; i++) {
        uint64_t any = 0;
        for (int w = 0; w < HIT_WORDS; w++) {
            any |= f->clauses[i].w[w];
        }
        if (any == 0) {
            return true;
        }
    }
    return false;
}
