/* The third reading: the value of a clause, of a hold and of what lies over it, in one lane, written apart from the walker and the tables.
 * Only leaves and lives are shared with them. A clause may be forced to another value: what would the whole be then?
 */
#ifndef PROP_THIRD_H
#define PROP_THIRD_H

#include "decide/answer.h"
#include "decide/leaf.h"
#include "decide/life.h"
#include "prop/kinds.h"

struct eye {
    struct count *count; /* of who counts */
    struct arena *arena;
    const struct answer *an;
    const struct regime *g;
    const struct deal *d;
    const int *days;
    unsigned lane;
    const struct leg *leg;
    const struct hold *host;
    bool term;
    unsigned depth;
    /* what if this clause, on this leg or about this party, had another value? */
    const struct clause *forced;
    const struct leg *forced_leg;
    int forced_party;
    enum tri forced_value;
};

struct state { /* of a hold */
    enum tri alive, reach, exempt, licensed, offered;
};

struct life third_life(const struct eye *e);
int third_day(const struct eye *e);
bool third_in_effect(const struct eye *e, const struct overlay_act *act);
enum tri third_value(const struct eye *e, const struct clause *k, int party);
enum tri third_all(const struct eye *e, struct clause *const *list, size_t n);
enum tri third_party(const struct eye *e, const struct clause *k);
enum tri third_conduct(const struct eye *e, const int *conducts, size_t n, bool any);
enum tri third_bound(const struct eye *e, const struct measure *m);
/* What an omission, by a variation or an act, leaves of a hold: number i of them. *ret: its clause, NULL if it is not in effect here. */
enum tri third_omission(const struct eye *e, int hold, size_t i, const struct clause **ret, enum tri *ret_on,
                        enum position *ret_at);
enum tri third_denied(const struct eye *e, int policy);
enum tri third_terms(const struct eye *e, int index);
struct state third_hold(const struct eye *from, int hold, bool offers);
/* Does the verdict clause look at this leg? */
enum tri third_counts(const struct eye *e, const struct clause *k, const struct leg *leg);
enum tri third_verdict(const struct eye *from, const struct clause *k);

#endif
