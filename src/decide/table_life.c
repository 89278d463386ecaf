/* Life, compiled: which lanes' acts switch off what, on which days a provision is off, and the days between which nothing changes. */
#include <stdlib.h>

#include "base/arena.h"
#include "decide/table_set.h"

struct life_builder {
    struct table_set *set;
    struct arena *arena;
    const struct regime *regime;
    struct life_law *law;
};

static bool switches_off(const struct overlay_act *act)
{
    return act->kind == ACT_END || act->kind == ACT_SUSPEND;
}

/* ---- days ---- */

static void add_day(struct life_builder *b, int day)
{
    if (day > DAY_MIN && day < DAY_MAX && day != DAY_NONE) {
        VEC_PUSH(b->arena, &b->law->dates, day);
    }
}

static void add_item_days(struct life_builder *b, const struct item *item)
{
    add_day(b, item->from);
    add_day(b, item->until);
    add_day(b, item->unknown_from);
    add_day(b, item->suspended_from);
    add_day(b, item->suspended_until);
}

/* As life.c has it: the day after the last for which it was continued. */
int life_lapse_day(const struct instrument *in)
{
    int y;
    int m;
    int d;
    date_split(in->continued_through, &y, &m, &d);
    int day = date_make(y, in->lapse_month, in->lapse_day);
    return (day <= in->continued_through + 31 ? date_add_years(day, 1) : day) + 1;
}

static void add_instrument_days(struct life_builder *b, const struct instrument *in)
{
    add_item_days(b, &in->item);
    for (size_t i = 0; i < in->events.n; i++) {
        add_day(b, in->events.items[i].from);
        add_day(b, in->events.items[i].until);
    }
    for (size_t i = 0; i < in->starts.n; i++) {
        add_day(b, in->starts.items[i].from);
    }
    if (in->lapse_month != 0 && in->continued_through != DAY_NONE) {
        add_day(b, life_lapse_day(in));
    }
}

static int by_day(const void *a, const void *b)
{
    const int *x = a;
    const int *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void sort_days(struct life_builder *b)
{
    size_t n = 0;
    int *days = b->law->dates.items;
    if (b->law->dates.n == 0) {
        return;
    }
    qsort(days, b->law->dates.n, sizeof *days, by_day);
    for (size_t i = 0; i < b->law->dates.n; i++) {
        if (n == 0 || days[n - 1] != days[i]) {
            days[n++] = days[i];
        }
    }
    b->law->dates.n = n;
}

/* ---- places ---- */

static struct str place_key(struct arena *a, const struct provision *p)
{
    struct str key = str_fmt(a, "%d", p->instrument);
    for (size_t i = 0; i < p->pin.n; i++) {
        key = str_fmt(a, "%.*s\x1f%.*s", STR_ARG(key), STR_ARG(p->pin.parts[i]));
    }
    return key;
}

static void place_days(struct life_builder *b, struct place *place)
{
    const struct instrument *in = &b->regime->instruments.items[place->provision.instrument];
    VEC(struct off_days) days = {0};
    for (size_t i = 0; i < in->starts.n; i++) {
        if (pin_within(in, place->provision.pin, in->starts.items[i].pin)) {
            struct off_days before = {INT_MIN, in->starts.items[i].from};
            VEC_PUSH(b->arena, &days, before);
        }
    }
    for (size_t i = 0; i < in->events.n; i++) {
        const struct life_event *e = &in->events.items[i];
        if (e->pin.n > 0 && pin_within(in, place->provision.pin, e->pin)) {
            struct off_days while_off = {e->from, e->until};
            VEC_PUSH(b->arena, &days, while_off);
        }
    }
    place->days = days.items;
    place->n_days = days.n;
}

static int place_of(struct life_builder *b, const struct provision *p)
{
    struct str key = place_key(b->arena, p);
    size_t at = map_get(&b->law->place_keys, key);
    if (at != MAP_NONE) {
        return (int)at;
    }
    struct place one = {.provision = *p};
    place_days(b, &one);
    for (size_t i = 0; i < b->set->overlay.acts.n; i++) {
        const struct overlay_act *act = &b->set->overlay.acts.items[i];
        for (size_t k = 0; switches_off(act) && k < act->provisions.n; k++) {
            if (act->provisions.items[k].pin.n > 0 && provision_within(b->regime, *p, act->provisions.items[k])) {
                one.off |= act->lanes;
            }
        }
        for (size_t k = 0; switches_off(act) && k < act->mandates.n; k++) {
            if (provision_within(b->regime, *p, act->mandates.items[k])) {
                one.mandate_off |= act->lanes;
            }
        }
    }
    at = b->law->places.n;
    map_put(&b->law->place_keys, key, at);
    VEC_PUSH(b->arena, &b->law->places, one);
    return (int)at;
}

static struct place_list places_of(struct life_builder *b, const provisions *list)
{
    int *items = ARENA_MANY(b->arena, int, list->n);
    for (size_t i = 0; i < list->n; i++) {
        items[i] = place_of(b, &list->items[i]);
    }
    struct place_list r = {items, list->n};
    return r;
}

/* ---- what acts switch off ---- */

static void mark(uint64_t *lanes, const ints *which, uint64_t by)
{
    for (size_t i = 0; i < which->n; i++) {
        lanes[which->items[i]] |= by;
    }
}

static void add_acts(struct life_builder *b)
{
    struct life_law *l = b->law;
    for (size_t i = 0; i < b->set->overlay.acts.n; i++) {
        const struct overlay_act *act = &b->set->overlay.acts.items[i];
        if (act->kind == ACT_LICENSE && act->licence >= 0) {
            l->licences[act->licence] |= act->lanes;
        }
        if (!switches_off(act)) {
            continue;
        }
        mark(l->holds, &act->holds, act->lanes);
        mark(l->exemptions, &act->exemptions, act->lanes);
        mark(l->offers, &act->offers, act->lanes);
        mark(l->policies, &act->policies, act->lanes);
        mark(l->consequences, &act->consequences, act->lanes);
        for (size_t k = 0; k < act->provisions.n; k++) {
            if (act->provisions.items[k].pin.n == 0) {
                l->instruments[act->provisions.items[k].instrument] |= act->lanes;
            }
        }
    }
}

/* ---- layers ---- */

static int add_layer(struct life_builder *b, const struct layer *layer)
{
    add_day(b, layer->from);
    add_day(b, layer->until);
    VEC_PUSH(b->arena, &b->law->layers, layer);
    VEC_PUSH(b->arena, &b->law->layer_places, place_of(b, &layer->under));
    return (int)b->law->layers.n - 1;
}

static void add_items(struct life_builder *b)
{
    const struct regime *g = b->regime;
    struct life_law *l = b->law;
    for (size_t i = 0; i < g->holds.n; i++) {
        const struct hold *h = &g->holds.items[i];
        l->of_holds[i] = places_of(b, &h->under);
        add_day(b, h->from);
        add_day(b, h->until);
        add_day(b, h->unknown_from);
        l->hold_layers[i] = (int)l->layers.n;
        for (size_t k = 0; k < h->n_omits; k++) {
            add_layer(b, &h->omit_layers[k]);
        }
    }
    for (size_t i = 0; i < g->measures.n; i++) {
        l->of_mandates[i] = places_of(b, &g->measures.items[i].mandates);
    }
    for (size_t i = 0; i < g->exemptions.n; i++) {
        const struct exemption *e = &g->exemptions.items[i];
        l->of_exemptions[i] = places_of(b, &e->item.under);
        add_item_days(b, &e->item);
        l->own_layer[i] = e->layer == NULL ? -1 : add_layer(b, e->layer);
        VEC_PUSH(b->arena, &l->omits_at, (int)l->layers.n);
        for (size_t k = 0; k < e->n_omitted_by; k++) {
            add_layer(b, &e->omitted_by[k]);
        }
    }
    for (size_t i = 0; i < g->offers.n; i++) {
        const struct offer *o = &g->offers.items[i];
        l->of_offers[i] = places_of(b, &o->item.under);
        add_item_days(b, &o->item);
        l->offer_layer[i] = o->layer == NULL ? -1 : add_layer(b, o->layer);
    }
    for (size_t i = 0; i < g->policies.n; i++) {
        l->of_policies[i] = places_of(b, &g->policies.items[i].item.under);
        add_item_days(b, &g->policies.items[i].item);
    }
    for (size_t i = 0; i < g->consequences.n; i++) {
        l->of_consequences[i] = places_of(b, &g->consequences.items[i].item.under);
        add_item_days(b, &g->consequences.items[i].item);
    }
}

static void index_slots(struct table_set *s)
{
    struct life_index *at = &s->law.at;
    const struct regime *g = s->regime;
    at->exemptions = g->holds.n;
    at->offers = at->exemptions + g->exemptions.n;
    at->policies = at->offers + g->offers.n;
    at->consequences = at->policies + g->policies.n;
    at->layers = at->consequences + g->consequences.n;
    at->total = at->layers + s->law.layers.n;
}

void life_compile(struct table_set *s)
{
    const struct regime *g = s->regime;
    struct arena *a = s->arena;
    struct life_law *l = &s->law;
    struct life_builder b = {s, a, g, l};
    map_init(&l->place_keys, a);
    l->instruments = ARENA_MANY(a, uint64_t, g->instruments.n);
    l->holds = ARENA_MANY(a, uint64_t, g->holds.n);
    l->exemptions = ARENA_MANY(a, uint64_t, g->exemptions.n);
    l->licences = ARENA_MANY(a, uint64_t, g->exemptions.n);
    l->offers = ARENA_MANY(a, uint64_t, g->offers.n);
    l->policies = ARENA_MANY(a, uint64_t, g->policies.n);
    l->consequences = ARENA_MANY(a, uint64_t, g->consequences.n);
    l->of_holds = ARENA_MANY(a, struct place_list, g->holds.n);
    l->of_mandates = ARENA_MANY(a, struct place_list, g->measures.n);
    l->of_exemptions = ARENA_MANY(a, struct place_list, g->exemptions.n);
    l->of_offers = ARENA_MANY(a, struct place_list, g->offers.n);
    l->of_policies = ARENA_MANY(a, struct place_list, g->policies.n);
    l->of_consequences = ARENA_MANY(a, struct place_list, g->consequences.n);
    l->own_layer = ARENA_MANY(a, int, g->exemptions.n);
    l->offer_layer = ARENA_MANY(a, int, g->offers.n);
    l->hold_layers = ARENA_MANY(a, int, g->holds.n);
    l->rests = ARENA_MANY(a, struct place_list *, g->instruments.n);
    add_acts(&b);
    add_items(&b);
    for (size_t i = 0; i < g->instruments.n; i++) {
        const struct instrument *in = &g->instruments.items[i];
        add_instrument_days(&b, in);
        l->rests[i] = ARENA_MANY(a, struct place_list, in->rests_on.n);
        for (size_t k = 0; k < in->rests_on.n; k++) {
            l->rests[i][k] = places_of(&b, &in->rests_on.items[k]);
        }
    }
    sort_days(&b);
    index_slots(s);
    s->by_segment = ARENA_MANY(a, struct view *, l->dates.n + 1);
}
