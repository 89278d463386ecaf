/* What a power reaches. */
#include "law/model.h"

static bool target_reaches_place(const struct regime *g, const struct target *t, struct provision place, bool mandate)
{
    switch ((int)t->kind) {
    case TARGET_MANDATES: return mandate && provision_within(g, place, t->provision);
    case TARGET_PROVISION: return provision_within(g, place, t->provision);
    case TARGET_INSTRUMENTS_BY: return g->instruments.items[place.instrument].authority == t->index;
    default: return false;
    }
}

static bool target_names_measure(const struct regime *g, const struct target *t, int measure)
{
    switch ((int)t->kind) {
    case TARGET_MEASURE: return t->index == measure;
    case TARGET_GROUP: return ints_has_value(&g->groups.items[t->index].measures, measure);
    case TARGET_MEASURES_OF: return g->measures.items[measure].item.jurisdiction == t->index;
    default: return false;
    }
}

bool target_reaches_hold(const struct regime *g, const struct target *t, int hold)
{
    const struct hold *h = &g->holds.items[hold];
    bool reaches = target_names_measure(g, t, h->measure);
    for (size_t i = 0; i < h->under.n && !reaches; i++) {
        reaches = target_reaches_place(g, t, h->under.items[i], false);
    }
    return reaches;
}

bool power_reaches_hold(const struct regime *g, const struct power *p, int hold)
{
    bool over = false;
    for (size_t i = 0; i < p->over.n && !over; i++) {
        over = target_reaches_hold(g, &p->over.items[i], hold);
    }
    for (size_t i = 0; i < p->except.n && over; i++) {
        over = !target_reaches_hold(g, &p->except.items[i], hold);
    }
    return over;
}

bool power_reaches_place(const struct regime *g, const struct power *p, struct provision place, bool mandate)
{
    bool over = false;
    for (size_t i = 0; i < p->over.n && !over; i++) {
        over = target_reaches_place(g, &p->over.items[i], place, mandate);
    }
    for (size_t i = 0; i < p->except.n && over; i++) {
        over = !target_reaches_place(g, &p->except.items[i], place, mandate);
    }
    return over;
}

bool power_names_measure(const struct regime *g, const struct power *p, int measure)
{
    bool over = false;
    for (size_t i = 0; i < p->over.n && !over; i++) {
        over = target_names_measure(g, &p->over.items[i], measure);
    }
    for (size_t i = 0; i < p->except.n && over; i++) {
        over = !target_names_measure(g, &p->except.items[i], measure);
    }
    return over;
}

bool power_in_force(const struct power *p, int day)
{
    return !p->item.external && p->item.from <= day && day < p->item.until;
}
