/* The tree walker's own parts, for what else reads clauses as it does: the collector of missing facts, and the answer to "why not". */
#ifndef DECIDE_WALK_INT_H
#define DECIDE_WALK_INT_H

#include "decide/evaluator.h"
#include "decide/leaf.h"
#include "decide/life.h"

#define VERDICT_DEPTH 4 /* verdict clauses inside verdict clauses */

struct walk {
    struct evaluation *ev;
    unsigned lane;
    const struct leg *leg;
    const struct hold *host; /* whose clause it is; NULL in a nexus or a consequence */
    bool findings_made;
    bool term;    /* an offer's terms */
    size_t depth; /* verdict clauses that we are in */
};

struct lane_value { /* of a hold, in one lane */
    enum tri alive, reach, exempt, licensed, offered;
};

int walk_day(const struct walk *w);
struct life walk_life(const struct walk *w);
enum tri walk_clause(const struct walk *w, const struct clause *k, int party);
enum tri walk_conduct(const struct walk *w, const int *conducts, size_t n, bool any);
enum tri walk_bound(const struct walk *w, const struct measure *m);
/* Tries an exemption, licence or offer in one lane; `t` collects over the lanes and may be NULL. */
enum tri walk_exemption(const struct walk *w, int index, struct tried *t);
enum tri walk_offer(const struct walk *w, const struct hold *h, int index, struct tried *t);
enum tri walk_approvals(const struct walk *w, const struct hold *h, int *ret_which);
struct lane_value walk_hold(const struct walk *w, int index, struct hold_answer *a);

#endif
