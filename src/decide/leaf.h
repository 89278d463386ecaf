/* Leaves: the value of one clause on the facts of a deal, on one leg. The same in all lanes.
 *
 * Everything is Kleene: a fact that is not known gives unknown, and `leaf_atoms` names it.
 */
#ifndef DECIDE_LEAF_H
#define DECIDE_LEAF_H

#include "decide/deal.h"

struct subject {
    const struct deal *deal;
    const struct leg *leg;
    int party;               /* in a pattern: the party looked at; else -1 */
    bool findings_made;      /* look at the law as if every finding had been made: for `assess` */
    const struct hold *host; /* the hold whose clause this is; NULL for nexuses and consequences */
    bool term;               /* in an offer's terms: a judgement not given is false (rule 9) */
};

/* Clauses with kids, verdicts, external law and approvals are not leaves. */
enum tri leaf_value(const struct subject *s, const struct clause *k);
/* Adds the atoms behind an unknown leaf, or an unknown `approved by`. False: a list is open, no single fact is missing. */
bool leaf_atoms(struct arena *a, const struct subject *s, const struct clause *k, struct atom **atoms, size_t *n,
                size_t *room);
/* Is the goods line in the list? */
enum tri goods_value(const struct deal *d, int line, int list);
/* Does an approval of the deal speak of this measure (its hold, offer `offer` or licence), by one of these authorities, on that day? In a
 * nexus (NULL) it may speak of anything. */
/* In place of an offer: a power's own grant (about the measure or its provision), or a clause `approved by` (about anything over the hold). */
#define APPROVAL_BY_POWER (-1)
#define APPROVAL_IN_CLAUSE (-2)
enum tri approval_value(const struct deal *d, const struct approval *ap, const struct hold *h, int offer,
                        const struct leg *leg);
bool approval_by(const struct regime *g, const struct approval *ap, int authority);
/* Whether the party stands on that list, on the leg's day. */
struct atom listed_atom(const struct deal *d, int party, int jurisdiction, const struct leg *leg);
/* The country value of a `who`, if known. */
bool who_value(const struct subject *s, struct who w, int *ret);

#endif
