/* Views: which law is alive, in which lanes, on the days asked about. Computed item by item when it is first asked for, as life.c says it,
 * but for all lanes at once. */
#include "base/arena.h"
#include "decide/life.h"
#include "decide/table_run.h"

/* ---- finding a view ---- */

static size_t segment_of(const struct life_law *l, int day)
{
    size_t low = 0;
    size_t high = l->dates.n;
    while (low < high) { /* the first date after `day` */
        size_t middle = low + (high - low) / 2;
        if (l->dates.items[middle] <= day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool same_parts(const struct view *v, const struct life_part *parts, size_t n)
{
    if (v->n_parts != n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (v->parts[i].segment != parts[i].segment || v->parts[i].lanes != parts[i].lanes) {
            return false;
        }
    }
    return true;
}

static bool same_law(const struct view *v, const struct assumption *law, size_t n)
{
    if (v->n_law != n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!atom_eq(v->law[i].atom, law[i].atom) || v->law[i].truth != law[i].truth) {
            return false;
        }
    }
    return true;
}

static size_t slots_of(const struct table_set *s)
{
    return s->law.at.total;
}

static struct view *new_view(struct table_set *s)
{
    struct view *v = ARENA_NEW(s->arena, struct view);
    v->slots = ARENA_MANY(s->arena, struct life_slot, slots_of(s));
    v->live = ARENA_MANY(s->arena, uint64_t *, s->n_orders);
    VEC_PUSH(s->arena, &s->views, v);
    return v;
}

/* The view that was not used for longest, emptied. */
static struct view *oldest_view(struct table_set *s)
{
    struct view *v = s->views.items[0];
    for (size_t i = 1; i < s->views.n; i++) {
        v = s->views.items[i]->used < v->used ? s->views.items[i] : v;
    }
    for (size_t i = 0; i <= s->law.dates.n; i++) {
        s->by_segment[i] = s->by_segment[i] == v ? NULL : s->by_segment[i];
    }
    memset(v->slots, 0, slots_of(s) * sizeof *v->slots);
    for (size_t i = 0; i < s->n_orders; i++) {
        size_t words = s->orders[i].words;
        if (v->live[i] != NULL) {
            memset(v->live[i], 0, (words + words / 64 + 1) * sizeof **v->live);
        }
    }
    return v;
}

static struct view *make_view(struct run *r, const struct life_part *parts, size_t n)
{
    struct table_set *s = r->set;
    struct view *v = s->views.n < TABLE_VIEWS ? new_view(s) : oldest_view(s);
    size_t instruments = s->regime->instruments.n * n;
    if (n > v->parts_room) {
        v->parts = ARENA_MANY(s->arena, struct life_part, n);
        v->instruments = ARENA_MANY(s->arena, struct life_slot, instruments);
        v->parts_room = n;
    } else {
        memset(v->instruments, 0, instruments * sizeof *v->instruments);
    }
    if (r->n_law > v->law_room) {
        v->law = ARENA_MANY(s->arena, struct assumption, r->n_law);
        v->law_room = r->n_law;
    }
    memcpy(v->parts, parts, n * sizeof *parts);
    if (r->n_law > 0) {
        memcpy(v->law, r->law, r->n_law * sizeof *r->law);
    }
    v->n_parts = n;
    v->n_law = r->n_law;
    s->counts.views++;
    return v;
}

struct view *view_of(struct run *r, struct life_part *parts, size_t n)
{
    struct table_set *s = r->set;
    for (size_t i = 0; i < n; i++) {
        parts[i].segment = (int)segment_of(&s->law, parts[i].day);
    }
    struct view **kept = n == 1 && r->n_law == 0 && parts[0].lanes == s->all ? &s->by_segment[parts[0].segment] : NULL;
    struct view *found = kept == NULL ? NULL : *kept;
    for (size_t i = 0; kept == NULL && i < s->views.n && found == NULL; i++) {
        struct view *v = s->views.items[i];
        found = same_parts(v, parts, n) && same_law(v, r->law, r->n_law) ? v : NULL;
    }
    if (found == NULL) {
        found = make_view(r, parts, n);
        if (kept != NULL) {
            *kept = found;
        }
    }
    found->used = ++s->clock;
    return found;
}

/* ---- provisions ---- */

struct when { /* a view's lanes of one day */
    struct table_set *set;
    struct view *view;
    size_t part;
    int day;
};

static const struct pair nothing = {0, 0};
static const struct pair always = {~0ULL, ~0ULL};

static struct pair without(struct pair p, uint64_t lanes)
{
    p.must &= ~lanes;
    p.may &= ~lanes;
    return p;
}

static const struct assumption *open_law(const struct view *v, enum atom_kind kind, int a, int b)
{
    struct atom atom = {kind, a, b, NULL, 0};
    for (size_t i = 0; i < v->n_law; i++) {
        if (atom_eq(v->law[i].atom, atom)) {
            return &v->law[i];
        }
    }
    return NULL;
}

static enum tri own_life(const struct when *w, int index)
{
    const struct instrument *in = &w->set->regime->instruments.items[index];
    if (in->item.external) {
        return TRI_UNKNOWN;
    }
    if (w->day < in->item.from || w->day >= in->item.until) {
        return TRI_FALSE;
    }
    for (size_t i = 0; i < in->events.n; i++) {
        const struct life_event *e = &in->events.items[i];
        if (e->pin.n == 0 && w->day >= e->from && w->day < e->until) {
            return TRI_FALSE;
        }
    }
    if (w->day >= in->item.unknown_from) {
        return TRI_UNKNOWN;
    }
    return in->lapse_month != 0 && in->continued_through != DAY_NONE && w->day >= life_lapse_day(in) ? TRI_FALSE
                                                                                                     : TRI_TRUE;
}

static struct pair life_of_place(const struct when *w, int place);

static struct pair life_of_places(const struct when *w, const struct place_list *list)
{
    struct pair any = list->n == 0 ? always : nothing;
    for (size_t i = 0; i < list->n && ~any.must != 0; i++) {
        any = pair_or(any, life_of_place(w, list->items[i]));
    }
    return any;
}

static struct pair life_of_instrument(const struct when *w, int index)
{
    struct life_slot *slot = &w->view->instruments[w->part * w->set->regime->instruments.n + (size_t)index];
    if (slot->known) {
        return slot->value;
    }
    enum tri own = own_life(w, index);
    if (own == TRI_UNKNOWN) {
        const struct assumption *as = open_law(w->view, ATOM_LAW, 0, index);
        own = as != NULL ? as->truth : own;
    }
    struct pair p = without(pair_of(own), w->set->law.instruments[index]);
    const struct instrument *in = &w->set->regime->instruments.items[index];
    for (size_t i = 0; i < in->rests_on.n && p.may != 0; i++) {
        p = pair_and(p, life_of_places(w, &w->set->law.rests[index][i]));
    }
    slot->value = p;
    slot->known = true;
    return p;
}

static struct pair life_of_place(const struct when *w, int place)
{
    const struct place *p = &w->set->law.places.items[place];
    for (size_t i = 0; i < p->n_days; i++) {
        if (w->day >= p->days[i].from && w->day < p->days[i].until) {
            return nothing;
        }
    }
    return without(life_of_instrument(w, p->provision.instrument), p->off);
}

/* In the lanes of all its days. */
struct pair view_place(struct run *r, int place)
{
    struct pair all = nothing;
    for (size_t i = 0; i < r->view->n_parts; i++) {
        struct when w = {r->set, r->view, i, r->view->parts[i].day};
        struct pair p = life_of_place(&w, place);
        all.must |= p.must & r->view->parts[i].lanes;
        all.may |= p.may & r->view->parts[i].lanes;
    }
    return all;
}

static struct pair life_of_layer(const struct when *w, size_t layer)
{
    const struct layer *l = w->set->law.layers.items[layer];
    if (w->day < l->from || w->day >= l->until) {
        return nothing;
    }
    return life_of_place(w, w->set->law.layer_places.items[layer]);
}

/* ---- holds ---- */

static enum tri assumed_life(const struct when *w, int kind, int index)
{
    const struct assumption *as = open_law(w->view, ATOM_LIFE, kind, index);
    return as != NULL ? as->truth : TRI_UNKNOWN;
}

/* A mandate, and in lanes where the provision does not surely live only if it was alive when that ended. By life.c itself: it is asked once
 * for a segment. */
static struct pair life_of_mandate(const struct when *w, size_t hold, size_t which, struct pair performing)
{
    const struct hold *h = &w->set->regime->holds.items[hold];
    const struct measure *m = &w->set->regime->measures.items[h->measure];
    int place = w->set->law.of_mandates[h->measure].items[which];
    struct pair now = without(life_of_place(w, place), w->set->law.places.items[place].mandate_off);
    struct deal with = {.assumed = w->view->law, .n_assumed = w->view->n_law};
    const struct life then = {w->set->regime, &overlay_none, &with, w->day, 0};
    const uint64_t lanes[2] = {~performing.may, performing.may & ~performing.must};
    for (int unsure = 0; unsure < 2; unsure++) {
        uint64_t of = lanes[unsure];
        if ((now.may & of & w->view->parts[w->part].lanes) != 0) {
            struct pair end = pair_of(
                life_mandate_at_end(&then, (int)hold, m->mandates.items[which], unsure == 1 ? TRI_UNKNOWN : TRI_FALSE));
            now.must &= ~of | end.must;
            now.may &= ~of | end.may;
        }
    }
    return now;
}

/* The mandate by which a lane got its life: the first to give as much as all give together. */
static int mandate_in(const struct when *w, size_t hold, struct pair performing, unsigned lane)
{
    size_t n = w->set->law.of_mandates[w->set->regime->holds.items[hold].measure].n;
    enum tri best = TRI_FALSE;
    int which = -1;
    for (size_t i = 0; i < n && best != TRI_TRUE; i++) {
        enum tri one = pair_lane(life_of_mandate(w, hold, i, performing), lane);
        which = one > best ? (int)i : which;
        best = one > best ? one : best;
    }
    return which;
}

static void life_of_hold(const struct when *w, size_t index, struct life_slot *to)
{
    const struct hold *h = &w->set->regime->holds.items[index];
    uint64_t lanes = w->view->parts[w->part].lanes;
    uint64_t more = 0;
    if (w->day < h->from || w->day >= h->until) {
        return;
    }
    struct pair p = without(life_of_places(w, &w->set->law.of_holds[index]), w->set->law.holds[index]);
    const struct pair performing = p;
    size_t mandates = w->set->law.of_mandates[h->measure].n;
    if (mandates > 0 && (~p.must & lanes) != 0) {
        struct pair kept = nothing;
        for (size_t i = 0; i < mandates; i++) {
            kept = pair_or(kept, life_of_mandate(w, index, i, performing));
        }
        more = (kept.must & ~p.must) | (kept.may & ~p.may);
        p.must |= kept.must & more;
        p.may |= kept.may & more;
    }
    if (w->day >= h->unknown_from) { /* where it would be alive */
        struct pair open = pair_of(assumed_life(w, 0, (int)index));
        struct pair r = {p.must & open.must, (p.may & ~p.must) | (p.must & open.may)};
        p = r;
    }
    to->value.must |= p.must & lanes;
    to->value.may |= p.may & lanes;
    more &= p.may & lanes;
    if (more > to->mark) { /* lanes of several days do not meet: the highest is among these */
        to->mandate = mandate_in(w, index, performing, 63U - (unsigned)__builtin_clzll(more));
    }
    to->mark |= more;
}

void view_fill_hold(struct run *r, int hold)
{
    struct view *v = r->view;
    struct life_slot *slot = &v->slots[hold];
    slot->known = true;
    slot->mandate = -1;
    for (size_t i = 0; i < v->n_parts; i++) {
        struct when w = {r->set, v, i, v->parts[i].day};
        life_of_hold(&w, (size_t)hold, slot);
    }
}

/* ---- the other items ---- */

static struct pair life_of_item(const struct when *w, const struct item *item, const struct place_list *under, int kind,
                                int index, uint64_t off)
{
    if (w->day < item->from || w->day >= item->until ||
        (w->day >= item->suspended_from && w->day < item->suspended_until)) {
        return nothing;
    }
    struct pair own = without(life_of_places(w, under), off);
    if (item->external || w->day >= item->unknown_from) {
        own = pair_and(own, pair_of(assumed_life(w, kind, index)));
    }
    return own;
}

static struct pair life_of_exemption(const struct when *w, size_t index, uint64_t *mark)
{
    const struct exemption *e = &w->set->regime->exemptions.items[index];
    const struct life_law *l = &w->set->law;
    uint64_t off = l->exemptions[index];
    struct pair own = life_of_item(w, &e->item, &l->of_exemptions[index], 1, (int)index, off);
    *mark = 0;
    if (e->stage_act >= 0) {
        own = without(own, ~l->licences[index]);
    }
    if (l->own_layer[index] >= 0) {
        own = pair_and(own, life_of_layer(w, (size_t)l->own_layer[index]));
    }
    for (size_t i = 0; i < e->n_omitted_by; i++) {
        struct pair struck = life_of_layer(w, (size_t)l->omits_at.items[index] + i);
        *mark |= struck.must & ~off;
        own = pair_and(own, pair_not(struck));
    }
    return own;
}

static struct pair life_of_slot(const struct when *w, size_t at, uint64_t *mark)
{
    const struct regime *g = w->set->regime;
    const struct life_law *l = &w->set->law;
    *mark = 0;
    if (at >= l->at.layers) {
        return life_of_layer(w, at - l->at.layers);
    }
    if (at >= l->at.consequences) {
        size_t i = at - l->at.consequences;
        return life_of_item(w, &g->consequences.items[i].item, &l->of_consequences[i], 3, (int)i, l->consequences[i]);
    }
    if (at >= l->at.policies) {
        size_t i = at - l->at.policies;
        return life_of_item(w, &g->policies.items[i].item, &l->of_policies[i], 2, (int)i, l->policies[i]);
    }
    if (at >= l->at.offers) {
        size_t i = at - l->at.offers;
        struct pair own = life_of_item(w, &g->offers.items[i].item, &l->of_offers[i], 4, (int)i, l->offers[i]);
        return l->offer_layer[i] < 0 ? own : pair_and(own, life_of_layer(w, (size_t)l->offer_layer[i]));
    }
    return life_of_exemption(w, at - l->at.exemptions, mark);
}

void view_fill(struct run *r, size_t at)
{
    struct view *v = r->view;
    struct life_slot *slot = &v->slots[at];
    slot->known = true;
    for (size_t i = 0; i < v->n_parts; i++) {
        struct when w = {r->set, v, i, v->parts[i].day};
        uint64_t lanes = v->parts[i].lanes;
        uint64_t mark;
        struct pair p = life_of_slot(&w, at, &mark);
        slot->value.must |= p.must & lanes;
        slot->value.may |= p.may & lanes;
        slot->mark |= mark & lanes;
    }
}
