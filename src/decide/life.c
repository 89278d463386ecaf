#include "decide/life.h"

#include "base/arena.h"

static bool in_lane(const struct overlay_act *act, unsigned lane)
{
    return (act->lanes >> lane & 1U) != 0;
}

static bool switches_off(const struct overlay_act *act)
{
    return act->kind == ACT_END || act->kind == ACT_SUSPEND;
}

/* The day after the last day it was continued for. */
static int lapse_day(const struct instrument *in)
{
    int y;
    int m;
    int d;
    date_split(in->continued_through, &y, &m, &d);
    int day = date_make(y, in->lapse_month, in->lapse_day);
    if (day <=
        in->continued_through + 31) { /* continued shortly before, or on, the anniversary: good for the year after it */
        day = date_add_years(day, 1);
    }
    return day + 1;
}

static enum tri own_life(const struct life *l, int index)
{
    const struct instrument *in = &l->regime->instruments.items[index];
    int d = l->day;
    if (in->item.external) {
        return TRI_UNKNOWN;
    }
    if (d < in->item.from || d >= in->item.until) {
        return TRI_FALSE;
    }
    for (size_t i = 0; i < in->events.n; i++) {
        const struct life_event *e = &in->events.items[i];
        if (e->pin.n == 0 && d >= e->from && d < e->until) {
            return TRI_FALSE;
        }
    }
    if (d >= in->item.unknown_from) {
        return TRI_UNKNOWN;
    }
    if (in->lapse_month != 0 && in->continued_through != DAY_NONE && d >= lapse_day(in)) {
        return TRI_FALSE;
    }
    return TRI_TRUE;
}

enum tri life_instrument(const struct life *l, int index)
{
    const struct instrument *in = &l->regime->instruments.items[index];
    enum tri own = own_life(l, index);
    if (own == TRI_UNKNOWN && l->deal != NULL && l->deal->n_assumed > 0) {
        struct atom a = {ATOM_LAW, 0, index, NULL, 0};
        const struct assumption *as = deal_assumed(l->deal, a);
        own = as != NULL ? as->truth : own;
    }
    for (size_t i = 0; i < l->overlay->acts.n; i++) {
        const struct overlay_act *act = &l->overlay->acts.items[i];
        for (size_t k = 0; switches_off(act) && in_lane(act, l->lane) && k < act->provisions.n; k++) {
            const struct provision *p = &act->provisions.items[k];
            if (p->instrument == index && p->pin.n == 0) {
                return TRI_FALSE;
            }
        }
    }
    for (size_t i = 0; i < in->rests_on.n && own != TRI_FALSE; i++) {
        own = tri_and(own, life_provisions(l, &in->rests_on.items[i]));
    }
    return own;
}

/* The provision's own part: its first day, what ended or suspended it or what holds it, acts in the lane. */
static bool provision_off(const struct life *l, const struct provision *p)
{
    const struct instrument *in = &l->regime->instruments.items[p->instrument];
    for (size_t i = 0; i < in->starts.n; i++) {
        if (pin_within(in, p->pin, in->starts.items[i].pin) && l->day < in->starts.items[i].from) {
            return true;
        }
    }
    for (size_t i = 0; i < in->events.n; i++) {
        const struct life_event *e = &in->events.items[i];
        if (e->pin.n > 0 && l->day >= e->from && l->day < e->until && pin_within(in, p->pin, e->pin)) {
            return true;
        }
    }
    for (size_t i = 0; i < l->overlay->acts.n; i++) {
        const struct overlay_act *act = &l->overlay->acts.items[i];
        for (size_t k = 0; switches_off(act) && in_lane(act, l->lane) && k < act->provisions.n; k++) {
            if (act->provisions.items[k].pin.n > 0 && provision_within(l->regime, *p, act->provisions.items[k])) {
                return true;
            }
        }
    }
    return false;
}

enum tri life_provision(const struct life *l, struct provision p)
{
    if (provision_off(l, &p)) {
        return TRI_FALSE;
    }
    return life_instrument(l, p.instrument);
}

enum tri life_provisions(const struct life *l, const provisions *any)
{
    if (any->n == 0) {
        return TRI_TRUE;
    }
    enum tri best = TRI_FALSE;
    for (size_t i = 0; i < any->n && best != TRI_TRUE; i++) {
        best = tri_or(best, life_provision(l, any->items[i]));
    }
    return best;
}

enum tri life_layer(const struct life *l, const struct layer *layer)
{
    if (l->day < layer->from || l->day >= layer->until) {
        return TRI_FALSE;
    }
    return life_provision(l, layer->under);
}

/* A mandate is a duty that may sleep: suspended with its provision, or by name. */
static enum tri life_mandate(const struct life *l, const struct provision *p)
{
    for (size_t i = 0; i < l->overlay->acts.n; i++) {
        const struct overlay_act *act = &l->overlay->acts.items[i];
        for (size_t k = 0; switches_off(act) && in_lane(act, l->lane) && k < act->mandates.n; k++) {
            if (provision_within(l->regime, *p, act->mandates.items[k])) {
                return TRI_FALSE;
            }
        }
    }
    return life_provision(l, *p);
}

static enum tri assumed_life(const struct life *l, int kind, int index, enum tri own)
{
    if (own == TRI_UNKNOWN && l->deal != NULL && l->deal->n_assumed > 0) {
        struct atom a = {ATOM_LIFE, kind, index, NULL, 0};
        const struct assumption *as = deal_assumed(l->deal, a);
        return as != NULL ? as->truth : own;
    }
    return own;
}

static bool item_off(const struct life *l, const ints *(*pick)(const struct overlay_act *), int index)
{
    for (size_t i = 0; i < l->overlay->acts.n; i++) {
        const struct overlay_act *act = &l->overlay->acts.items[i];
        if (switches_off(act) && in_lane(act, l->lane) && ints_has_value(pick(act), index)) {
            return true;
        }
    }
    return false;
}

static const ints *pick_holds(const struct overlay_act *a)
{
    return &a->holds;
}
static const ints *pick_exemptions(const struct overlay_act *a)
{
    return &a->exemptions;
}
static const ints *pick_policies(const struct overlay_act *a)
{
    return &a->policies;
}
static const ints *pick_consequences(const struct overlay_act *a)
{
    return &a->consequences;
}
static const ints *pick_offers(const struct overlay_act *a)
{
    return &a->offers;
}

/* Days on which something in a chain of instruments begins or ends, up to a day. */
struct changes {
    int days[128];
    size_t n;
    bool full; /* more than there is room for: then every day counts */
    int most;
};

static void add_change(struct changes *c, int day)
{
    if (day > c->most || day <= DAY_MIN) {
        return;
    }
    c->full = c->full || c->n == sizeof c->days / sizeof *c->days;
    if (!c->full) {
        c->days[c->n++] = day;
    }
}

/* The latest change before the day; DAY_MIN: none. */
static int change_before(const struct changes *c, int day)
{
    int best = DAY_MIN;
    for (size_t i = 0; i < c->n; i++) {
        best = c->days[i] < day && c->days[i] > best ? c->days[i] : best;
    }
    return best;
}

#define CHAIN_DEPTH 32

static void changes_of_any(const struct regime *g, const provisions *any, size_t depth, struct changes *c)
{
    for (size_t i = 0; i < any->n && !c->full; i++) {
        const struct instrument *in = &g->instruments.items[any->items[i].instrument];
        add_change(c, in->item.from);
        add_change(c, in->item.until);
        add_change(c, in->item.unknown_from);
        if (in->lapse_month != 0 && in->continued_through != DAY_NONE) {
            add_change(c, lapse_day(in));
        }
        for (size_t k = 0; k < in->events.n; k++) {
            add_change(c, in->events.items[k].from);
            add_change(c, in->events.items[k].until);
        }
        for (size_t k = 0; k < in->starts.n; k++) {
            add_change(c, in->starts.items[k].from);
        }
        for (size_t k = 0; k < in->rests_on.n; k++) {
            if (depth < CHAIN_DEPTH) {
                changes_of_any(g, &in->rests_on.items[k], depth + 1, c);
            } else {
                c->full = true;
            }
        }
    }
}

/* The last day on which the performing provision was at least so much alive, as far as dates tell. */
static int last_alive(const struct life *l, const struct hold *h, enum tri least)
{
    struct life past = *l;
    past.overlay = &overlay_none;
    past.lane = 0;
    if (life_provisions(&past, &h->under) >= least) {
        return l->day; /* an act of the lane took it, on the day asked about */
    }
    /* a life may stop and start again: back over the days on which something of the chain changes */
    struct changes c = {.most = l->day};
    changes_of_any(l->regime, &h->under, 0, &c);
    int next = l->day;
    while (next > h->from) {
        int day = c.full ? next - 1 : change_before(&c, next);
        past.day = day > h->from ? day : h->from;
        if (life_provisions(&past, &h->under) >= least) {
            return next - 1;
        }
        next = past.day;
    }
    return h->from;
}

/* The law of the day on which the performing provision ended, or may have. */
static struct life life_at_end(const struct life *l, int hold, enum tri performing)
{
    struct life then = *l;
    then.overlay = &overlay_none;
    then.lane = 0;
    then.day = last_alive(l, &l->regime->holds.items[hold], performing == TRI_FALSE ? TRI_UNKNOWN : TRI_TRUE);
    return then;
}

enum tri life_mandate_at_end(const struct life *l, int hold, struct provision mandate, enum tri performing)
{
    struct life then = life_at_end(l, hold, performing);
    return life_provision(&then, mandate);
}

enum tri life_hold(const struct life *l, int index, int *ret_mandate)
{
    const struct hold *h = &l->regime->holds.items[index];
    const struct measure *m = &l->regime->measures.items[h->measure];
    *ret_mandate = -1;
    if (l->day < h->from || l->day >= h->until) {
        return TRI_FALSE;
    }
    enum tri performing = item_off(l, pick_holds, index) ? TRI_FALSE : life_provisions(l, &h->under);
    if (performing != TRI_TRUE && m->mandates.n > 0) {
        enum tri kept = TRI_FALSE;
        int by = -1;
        for (size_t i = 0; i < m->mandates.n && kept != TRI_TRUE; i++) {
            enum tri now = life_mandate(l, &m->mandates.items[i]);
            if (now != TRI_FALSE) {
                now = tri_and(now, life_mandate_at_end(l, index, m->mandates.items[i], performing));
            }
            if (now > kept) {
                kept = now;
                by = (int)i;
            }
        }
        if (kept > performing) {
            *ret_mandate = by;
            performing = kept;
        }
    }
    if (performing == TRI_TRUE && l->day >= h->unknown_from) {
        performing = assumed_life(l, 0, index, TRI_UNKNOWN);
    }
    return performing;
}

static enum tri item_life(const struct life *l, const struct item *item, int kind, int index)
{
    if (l->day < item->from || l->day >= item->until ||
        (l->day >= item->suspended_from && l->day < item->suspended_until)) {
        return TRI_FALSE;
    }
    enum tri own = life_provisions(l, &item->under);
    if (item->external || l->day >= item->unknown_from) {
        own = tri_and(own, assumed_life(l, kind, index, TRI_UNKNOWN));
    }
    return own;
}

enum tri life_exemption(const struct life *l, int index, bool *ret_omitted)
{
    const struct exemption *e = &l->regime->exemptions.items[index];
    *ret_omitted = false;
    if (item_off(l, pick_exemptions, index)) {
        return TRI_FALSE;
    }
    enum tri own = item_life(l, &e->item, 1, index);
    if (e->stage_act >= 0) {
        enum tri on = TRI_FALSE;
        for (size_t i = 0; i < l->overlay->acts.n; i++) {
            const struct overlay_act *act = &l->overlay->acts.items[i];
            if (act->kind == ACT_LICENSE && act->licence == index && in_lane(act, l->lane)) {
                on = TRI_TRUE;
            }
        }
        own = tri_and(own, on);
    }
    if (e->layer != NULL) {
        own = tri_and(own, life_layer(l, e->layer));
    }
    for (size_t i = 0; i < e->n_omitted_by; i++) {
        enum tri struck = life_layer(l, &e->omitted_by[i]);
        *ret_omitted = *ret_omitted || struck == TRI_TRUE;
        own = tri_and(own, tri_not(struck));
    }
    return own;
}

enum tri life_offer(const struct life *l, int index)
{
    const struct offer *o = &l->regime->offers.items[index];
    if (item_off(l, pick_offers, index)) {
        return TRI_FALSE;
    }
    enum tri own = item_life(l, &o->item, 4, index);
    return o->layer == NULL ? own : tri_and(own, life_layer(l, o->layer));
}

enum tri life_policy(const struct life *l, int index)
{
    if (item_off(l, pick_policies, index)) {
        return TRI_FALSE;
    }
    return item_life(l, &l->regime->policies.items[index].item, 2, index);
}

enum tri life_consequence(const struct life *l, int index)
{
    if (item_off(l, pick_consequences, index)) {
        return TRI_FALSE;
    }
    return item_life(l, &l->regime->consequences.items[index].item, 3, index);
}

static bool any_within(const struct regime *g, const provisions *under, const provisions *places)
{
    for (size_t i = 0; i < under->n; i++) {
        for (size_t k = 0; k < places->n; k++) {
            if (provision_within(g, under->items[i], places->items[k])) {
                return true;
            }
        }
    }
    return false;
}

bool names_hold(const struct regime *g, const struct overlay_act *act, int hold)
{
    return ints_has_value(&act->holds, hold) || any_within(g, &g->holds.items[hold].under, &act->provisions);
}

bool amends_hold(const struct regime *g, const struct overlay_act *act, int hold)
{
    return act->kind == ACT_AMEND && names_hold(g, act, hold);
}

bool amends_consequence(const struct regime *g, const struct overlay_act *act, int consequence)
{
    return act->kind == ACT_AMEND && (ints_has_value(&act->consequences, consequence) ||
                                      any_within(g, &g->consequences.items[consequence].item.under, &act->provisions));
}

/* ---- what is unknown ---- */

static void add_law(struct arena *a, int instrument, struct atom **atoms, size_t *n, size_t *room)
{
    struct atom one = {ATOM_LAW, 0, instrument, NULL, 0};
    for (size_t i = 0; i < *n; i++) {
        if (atom_eq((*atoms)[i], one)) {
            return;
        }
    }
    *atoms = vec_grow(a, *atoms, *n, room, sizeof **atoms);
    (*atoms)[(*n)++] = one;
}

void life_atoms(struct arena *a, const struct life *l, const provisions *any, struct atom **atoms, size_t *n,
                size_t *room)
{
    for (size_t i = 0; i < any->n; i++) {
        if (life_provision(l, any->items[i]) != TRI_UNKNOWN) {
            continue;
        }
        int index = any->items[i].instrument;
        if (own_life(l, index) == TRI_UNKNOWN) {
            add_law(a, index, atoms, n, room);
        }
        const struct instrument *in = &l->regime->instruments.items[index];
        for (size_t k = 0; k < in->rests_on.n; k++) {
            if (life_provisions(l, &in->rests_on.items[k]) == TRI_UNKNOWN) {
                life_atoms(a, l, &in->rests_on.items[k], atoms, n, room);
            }
        }
    }
}

void life_hold_atoms(struct arena *a, const struct life *l, int index, struct atom **atoms, size_t *n, size_t *room)
{
    const struct hold *h = &l->regime->holds.items[index];
    const struct measure *m = &l->regime->measures.items[h->measure];
    enum tri performing = item_off(l, pick_holds, index) ? TRI_FALSE : life_provisions(l, &h->under);
    if (performing == TRI_UNKNOWN) {
        life_atoms(a, l, &h->under, atoms, n, room);
    }
    struct life then = performing == TRI_TRUE ? *l : life_at_end(l, index, performing);
    for (size_t i = 0; performing != TRI_TRUE && i < m->mandates.n; i++) {
        provisions one = {&m->mandates.items[i], 1, 1};
        if (life_mandate(l, one.items) != TRI_FALSE && life_provision(&then, one.items[0]) != TRI_FALSE) {
            life_atoms(a, l, &one, atoms, n, room);
            life_atoms(a, &then, &one, atoms, n, room);
        }
    }
}
