/* Formulas of conditions: what a stage waits for, what a renewal asks, what brings the old state back. */
#ifndef PLAN_WHEN_H
#define PLAN_WHEN_H

#include "law/parse.h"

enum when_op {
    WHEN_CONDITION, /* verified */
    WHEN_ALL,
    WHEN_ANY,
    WHEN_NOT,
    WHEN_BREACH,   /* the moment when the condition turns false after it was verified */
    WHEN_NO_REPORT /* nothing was reported of the condition for `days` */
};

struct when {
    enum when_op op;
    int condition; /* index into the road's conditions */
    int days;
    struct when **kids;
    size_t n_kids;
    struct span at;
};

struct condition_names { /* what may be named, in the order of the road */
    const struct str *items;
    size_t n;
};

/* `talks`, `not talks`, `all of { ... }`, `any of { ... }`; with `events` also `breach of X` and `no report of X for 120 days`. NULL: reported.
 * The cursor stands after it. */
struct when *when_read(struct parse *p, const struct condition_names *names, struct cursor *c, bool events);
/* Is it true where these conditions are (bit i: condition i)? Events are not. */
bool when_holds(const struct when *w, uint64_t conditions);
/* The conditions that it names, as bits. */
uint64_t when_names(const struct when *w);
/* The days of a term `N days`, `N months`, `N years`, from a day. */
int term_days(int from, int n, char unit);

#endif
