/* A deal's legs: one conduct by one actor about one goods line. */
#include "base/arena.h"
#include "decide/deal.h"

/* May this role of the activity cause a violation by another leg? The principal legs, the two sides, and banks of a payment. */
static bool causes(const struct deal *d, const struct activity *act, const struct activity_role *ar)
{
    struct str role = d->regime->roles.items[ar->role].item.name;
    if (ar->principal || str_is(role, "buyer") || str_is(role, "seller") || str_is(role, "sender") ||
        str_is(role, "receiver")) {
        return true;
    }
    return str_is(role, "bank") && str_is(act->item.name, "payment");
}

void deal_legs(struct arena *a, const struct deal *d, struct leg **ret, size_t *ret_n)
{
    size_t n = 0;
    *ret = NULL;
    *ret_n = 0;
    if (d->activity < 0) {
        return;
    }
    const struct activity *act = &d->regime->activities.items[d->activity];
    struct leg *legs = ARENA_MANY(a, struct leg, d->n_parties * (d->n_lines == 0 ? 1 : d->n_lines));
    for (size_t i = 0; i < d->n_parties; i++) {
        const struct party *p = &d->parties[i];
        const struct activity_role *ar = NULL;
        for (size_t k = 0; k < act->n_roles; k++) {
            if (act->roles[k].role == p->role) {
                ar = &act->roles[k];
            }
        }
        static const struct activity_role nothing = {.role = -1, .any_of = -1};
        struct activity_role usual = nothing;
        if (ar == NULL && p->role >= 0) { /* a helper that the activity does not list still does what its role does */
            usual.role = p->role;
            if (d->regime->roles.items[p->role].conduct >= 0) {
                usual.conducts = &d->regime->roles.items[p->role].conduct;
                usual.n_conducts = 1;
            }
            ar = &usual;
        }
        if (ar == NULL || ar->n_conducts == 0) {
            continue;
        }
        struct leg leg = {
            .party = (int)i, .line = -1, .principal = ar->principal, .day = p->on != DAY_NONE ? p->on : d->on};
        leg.conducts = ar->conducts;
        leg.n_conducts = ar->n_conducts;
        leg.conduct = ar->n_conducts == 1 ? ar->conducts[0] : 0;
        for (size_t k = 0; ar->n_conducts > 1 && d->step.known && d->step.n == 1 && k < ar->n_conducts; k++) {
            if (ar->conducts[k] == d->step.values[0]) {
                leg.conduct = ar->conducts[k];
            }
        }
        if (leg.conduct != 0 && ar->n_conducts > 1) {
            leg.conducts = arena_copy(a, &leg.conduct, sizeof leg.conduct);
            leg.n_conducts = 1;
        } else if (ar == &usual) {
            leg.conducts = arena_copy(a, &leg.conduct, sizeof leg.conduct);
        }
        leg.cause = causes(d, act, ar);
        if (d->n_lines == 0) {
            legs[n++] = leg;
        }
        for (size_t k = 0; k < d->n_lines; k++) {
            leg.line = (int)k;
            legs[n++] = leg;
        }
    }
    *ret = legs;
    *ret_n = n;
}
