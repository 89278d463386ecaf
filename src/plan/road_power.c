/* Which power carries an act of a road. */
#include "plan/road_read.h"

static bool acts_as(const struct regime *g, int author, int holder, enum act_kind kind)
{
    if (author == holder) {
        return true;
    }
    const struct authority *a = &g->authorities.items[author];
    if (a->acts_for != holder) {
        return false;
    }
    static const struct {
        enum act_kind kind;
        const char *word;
    } words[] = {{ACT_LICENSE, "licensing"},
                 {ACT_DELIST, "delisting"},
                 {ACT_AMEND, "rules"},
                 {ACT_END, "rules"},
                 {ACT_SUSPEND, "rules"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].kind == kind) {
            size_t n = strlen(words[i].word);
            for (size_t k = 0; k + n <= a->acts_in.n; k++) {
                if (memcmp(a->acts_in.p + k, words[i].word, n) == 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Does one target of a power cover one target of an act? */
static bool covers(const struct regime *g, const struct target *over, const struct target *t)
{
    switch ((int)over->kind) {
    case TARGET_PROVISION: return t->kind == TARGET_PROVISION && provision_within(g, t->provision, over->provision);
    case TARGET_MANDATES: return t->kind == TARGET_MANDATES && provision_within(g, t->provision, over->provision);
    case TARGET_INSTRUMENTS_BY:
        return t->kind == TARGET_PROVISION && g->instruments.items[t->provision.instrument].authority == over->index;
    case TARGET_LICENCES_BY: return t->kind == TARGET_LICENCE && g->exemptions.items[t->index].authority == over->index;
    case TARGET_MEASURES_OF:
        return t->kind == TARGET_MEASURE && g->measures.items[t->index].item.jurisdiction == over->index;
    case TARGET_MEASURE:
    case TARGET_GROUP:
    case TARGET_EXEMPTION:
    case TARGET_LICENCE:
    case TARGET_POLICY:
    case TARGET_CONSEQUENCE:
    case TARGET_OFFER:
        if (over->kind == TARGET_GROUP && t->kind == TARGET_MEASURE) {
            return ints_has_value(&g->groups.items[over->index].measures, t->index);
        }
        return over->kind == t->kind && over->index == t->index;
    default: return false;
    }
}

/* Items that stand in an instrument are reached by a power over the instrument, or over instruments by its author. */
static bool covers_item(const struct regime *g, const struct target *over, const struct item *item)
{
    for (size_t i = 0; i < item->under.n; i++) {
        const struct provision *p = &item->under.items[i];
        if (over->kind == TARGET_PROVISION && provision_within(g, *p, over->provision)) {
            return true;
        }
        if (over->kind == TARGET_INSTRUMENTS_BY && g->instruments.items[p->instrument].authority == over->index) {
            return true;
        }
    }
    return false;
}

static const struct item *target_item(const struct regime *g, const struct target *t)
{
    switch ((int)t->kind) {
    case TARGET_EXEMPTION:
    case TARGET_LICENCE: return &g->exemptions.items[t->index].item;
    case TARGET_POLICY: return &g->policies.items[t->index].item;
    case TARGET_CONSEQUENCE: return &g->consequences.items[t->index].item;
    case TARGET_OFFER: return &g->offers.items[t->index].item;
    default: return NULL;
    }
}

/* The measures that a target names: its holds are hit one by one, those in the author's power. */
const ints *road_target_measures(const struct regime *g, const struct target *t, ints *room)
{
    if (t->kind == TARGET_GROUP) {
        return &g->groups.items[t->index].measures;
    }
    if (t->kind == TARGET_MEASURE) {
        room->items = (int *)(uintptr_t)&t->index;
        room->n = 1;
        return room;
    }
    return NULL;
}

bool road_power_covers(const struct regime *g, const struct power *p, const struct target *t)
{
    bool over = false;
    const struct item *item = target_item(g, t);
    for (size_t i = 0; i < p->over.n && !over; i++) {
        over = covers(g, &p->over.items[i], t) || (item != NULL && covers_item(g, &p->over.items[i], item));
    }
    for (size_t i = 0; i < p->except.n && over; i++) {
        over = !covers(g, &p->except.items[i], t) && !(item != NULL && covers_item(g, &p->except.items[i], item));
    }
    return over;
}

bool road_power_of(const struct regime *g, const struct power *p, const struct act *a, unsigned kinds)
{
    return (p->kinds & kinds) != 0 && acts_as(g, a->authority, p->authority, a->kind);
}

/* The kinds of power that carry an act: who may end may suspend only if the text says so, and no other way round. */
unsigned road_kinds_for(enum act_kind kind)
{
    return 1U << kind;
}

bool road_act_under(const struct regime *g, const struct act *a, int power)
{
    const struct power *p = &g->powers.items[power];
    bool all = road_power_of(g, p, a, road_kinds_for(a->kind));
    for (size_t i = 0; i < a->targets.n && all; i++) {
        ints room = {0};
        const struct target *t = &a->targets.items[i];
        const ints *measures = road_target_measures(g, t, &room);
        bool some = measures == NULL && (t->kind == TARGET_EXTERNAL || road_power_covers(g, p, t));
        for (size_t k = 0; measures != NULL && k < measures->n && !some; k++) {
            const struct measure *m = &g->measures.items[measures->items[k]];
            for (int h = m->first_hold; h < m->first_hold + m->n_holds && !some; h++) {
                some = power_reaches_hold(g, p, h);
            }
        }
        all = some;
    }
    return all;
}
