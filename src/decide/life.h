/* Which law is alive, on a day, in a lane. The slow, obvious reading; the tables keep the same values per date segment. */
#ifndef DECIDE_LIFE_H
#define DECIDE_LIFE_H

#include "decide/deal.h"
#include "decide/overlay.h"

struct life {
    const struct regime *regime;
    const struct overlay *overlay;
    const struct deal *deal; /* for assumptions about open law; may be NULL */
    int day;
    unsigned lane;
};

enum tri life_instrument(const struct life *l, int instrument);
enum tri life_provision(const struct life *l, struct provision p);
/* Any of them; an empty list lives. */
enum tri life_provisions(const struct life *l, const provisions *any);
/* *ret_mandate: index of the mandate that alone keeps it, or -1. */
enum tri life_hold(const struct life *l, int hold, int *ret_mandate);
/* `a mandate that was alive when it ended`: was it, when the performing provision died? Where that one is unknown, it may have ended
 * the day after it last lived for sure. */
enum tri life_mandate_at_end(const struct life *l, int hold, struct provision mandate, enum tri performing);
enum tri life_exemption(const struct life *l, int exemption, bool *ret_omitted);
enum tri life_offer(const struct life *l, int offer);
enum tri life_policy(const struct life *l, int policy);
enum tri life_consequence(const struct life *l, int consequence);
enum tri life_layer(const struct life *l, const struct layer *layer);
/* Does the act name the hold, by its measure or by a place that it stands in? */
bool names_hold(const struct regime *g, const struct overlay_act *act, int hold);
/* Does an amending act take this part out of the hold's, or consequence's, scope in the lane? Calls back with each `omit` clause. */
bool amends_hold(const struct regime *g, const struct overlay_act *act, int hold);
bool amends_consequence(const struct regime *g, const struct overlay_act *act, int consequence);
/* The instruments whose being in force is unknown, behind a list of provisions. */
void life_atoms(struct arena *a, const struct life *l, const provisions *any, struct atom **atoms, size_t *n,
                size_t *room);
/* The same behind the life of a hold: its provisions, and the mandates that may keep it. */
void life_hold_atoms(struct arena *a, const struct life *l, int hold, struct atom **atoms, size_t *n, size_t *room);

#endif
