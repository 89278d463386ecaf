/* The answer: per leg and legal order the verdict as a range, with the proof that the evaluation left behind.
 *
 * Everything that can differ from stage to stage is a set of lanes (bit 0 = today). Both evaluators fill the same structures; the tests
 * compare them field by field.
 */
#ifndef DECIDE_ANSWER_H
#define DECIDE_ANSWER_H

#include "decide/deal.h"
#include "decide/overlay.h"

/* Labels of a decided verdict, mildest first. */
enum label { LABEL_PERMITTED, LABEL_EXEMPT, LABEL_LICENSED, LABEL_LICENSABLE, LABEL_PROHIBITED };
#define TOWERS 4 /* tower k: lanes where the label is at least k + 1 */

/* One word for a range, mildest first. */
enum word {
    WORD_PERMITTED,
    WORD_EXEMPT,
    WORD_LICENSED,
    WORD_UNDETERMINED_LICENSABLE,
    WORD_LICENSABLE,
    WORD_CONTESTED,
    WORD_UNDETERMINED,
    WORD_PROHIBITED
};

/* The verdict in all lanes: nested towers of (must, may). */
struct range {
    struct pair tower[TOWERS];
};

#define FAIL_NOT_IN_FORCE (-1)
#define FAIL_CONDUCT (-2) /* a licence for other conduct */
#define FAIL_OMITTED (-3) /* struck by a variation */
/* 0 .. n-1: the clause; n, n+1 ...: a `but not` */

struct failure { /* where an exemption fails first: false, or unknown when nothing is false */
    int clause;
    bool unknown;
    uint64_t lanes;
};

struct tried {  /* an exemption, licence or offer that was tried on a hold */
    int index;  /* into exemptions, or offers */
    int policy; /* offer: the policy that refuses; -1 */
    struct pair value;
    struct failure *failures;
    unsigned n_failures;
    bool denied; /* offer: terms met, refused by policy */
};

struct hold_answer {
    int hold;
    int mandate;  /* which keeps it; -1 */
    int approval; /* of the deal, that frees it; -1 */
    unsigned n_unknown;
    struct pair alive, reach;
    uint64_t by_mandate; /* lanes where only a mandate keeps it */
    struct pair exempt, licensed, offered, approved;
    struct tried *exemptions, *licences, *offers;
    unsigned n_exemptions, n_licences, n_offers;
    struct clause **unknown; /* scope clauses that are unknown */
};

struct missing {
    struct atom atom;
    struct str pointer; /* "" for law */
    uint64_t lanes;
    bool law;
};

struct exposure {
    int consequence;
    struct pair value;
};

struct order_answer {
    int jurisdiction; /* index */
    struct pair bound;
    bool encoded;              /* false: the leg's conduct or day is outside what is encoded */
    struct range range;        /* after the split */
    struct range kleene;       /* before it */
    struct hold_answer *holds; /* those that reach, or may; the proof */
    size_t n_holds;
    struct missing *missing; /* facts and open law that can change it */
    size_t n_missing;
    bool missing_exact;
    struct exposure *exposed;
    size_t n_exposed;
    int *assess; /* holds that a finding could make bite */
    size_t n_assess;
    int *states; /* holds that bind states only, and would reach */
    size_t n_states;
};

struct leg_answer {
    struct leg leg;
    struct order_answer *orders; /* those that bind, may bind where something may block, or expose; by name */
    size_t n_orders;
    ints not_encoded; /* country values: the actor answers to it, no law of it here */
};

struct order_sum {    /* an order over all legs */
    int value;        /* jurisdiction value */
    int jurisdiction; /* index; -1: not encoded at all */
    uint64_t bound;   /* lanes where it binds some leg */
    bool asked;       /* in `for` */
    bool encoded;
    struct range range;
};

struct answer {
    const struct deal *deal;
    const struct regime *regime;
    const struct overlay *overlay;
    unsigned lanes;
    int as_of;
    struct leg_answer *legs;
    size_t n_legs;
    struct order_sum *orders; /* by name */
    size_t n_orders;
    struct range range; /* the deal: the worst of what binds, or is asked */
};

/* What a hold does, lane by lane: alive and in reach; and neither exempt nor licensed nor approved; and no offer whose terms are met. */
struct pair hold_applies(const struct hold_answer *h);
struct pair hold_closes(const struct hold_answer *h);
struct pair hold_prohibits(const struct hold_answer *h);
/* Does the order count for the leg in one of the lanes: it surely binds the leg, or the asker answers to it? */
bool leg_order_counts(const struct answer *an, const struct order_answer *o, uint64_t lanes);
/* Best and worst label of a lane. */
void range_lane(const struct range *r, unsigned lane, enum label *ret_best, enum label *ret_worst);
enum word range_word(const struct range *r, unsigned lane);
/* Worst of both, in every lane. */
void range_worsen(struct range *r, const struct range *with);
bool range_open(const struct range *r, unsigned lane);  /* in every completion */
uint64_t range_open_lanes(const struct range *r);       /* surely open */
uint64_t range_maybe_open_lanes(const struct range *r); /* open in some completion */
const char *label_name(enum label l);
const char *word_name(enum word w); /* "undetermined" for both */
struct range range_of(enum label best, enum label worst);

#endif
