/* What would make a deal lawful: for each hold that blocks it, who could end, suspend, waive or license it under a declared power, the offer
 * it carries, and the exemption that only wants facts. No minimality is claimed: that is the plan's.
 */
#ifndef REPORT_REMEDY_H
#define REPORT_REMEDY_H

#include "base/buf.h"
#include "decide/answer.h"
#include "report/json_out.h"
#include "report/style.h"

struct remedy_act {
    int power;
    unsigned kinds; /* bits of act_kind: those that help, of those the power has */
};
typedef VEC(struct remedy_act) remedy_acts;

struct remedy {
    int hold;
    int jurisdiction;     /* index */
    remedy_acts against;  /* end, suspend or waive what the hold stands on */
    remedy_acts mandates; /* the same for the mandate that would keep it */
    int mandate;          /* index in the measure's mandates that is alive, or may be; -1 */
    bool by_mandate;      /* the provision has ended: the mandate alone keeps it */
    remedy_acts license;
    int offer;                  /* its terms are met, or may be; -1 */
    int exemption;              /* the first with only unknown clauses; -1 */
    const struct failure *open; /* where that exemption is open */
    size_t leg;                 /* the first leg on which it blocks */
};
typedef VEC(struct remedy) remedies;

/* One for each hold that blocks today, or may, in an order that counts; in the order of the proof. */
void remedies_of(const struct answer *an, struct arena *a, remedies *ret);
/* The powers that reach a hold with one of these kinds of act, on the day. Powers of one authority on the same findings count once. */
void remedy_powers(const struct regime *g, struct arena *a, int hold, unsigned kinds, int day, remedy_acts *ret);
/* A paragraph per hold. */
void remedies_text(const struct answer *an, const remedies *list, const struct style *style, struct buf *out);
/* The same as a key with a list: [] where the deal is open. */
void remedies_json(const struct answer *an, struct jout *j);
/* "UN.sc (vote 9 of 15, veto CN FR GB RU US)": who could lift the hold; empty if nobody. */
struct str remedy_who(const struct regime *g, struct arena *a, int hold, int day);
/* The powers to end, suspend or waive a consequence, or what it stands on: those over this very law before those over all that a body makes. */
void remedy_powers_consequence(const struct regime *g, struct arena *a, int consequence, int day, ints *ret);
/* "US.president may waive on findings, for up to 180 days (22 USC 9269b(b), 9265)": each power with its terms; empty if nobody. */
struct str remedy_who_consequence(const struct regime *g, struct arena *a, int consequence, int day);

#endif
