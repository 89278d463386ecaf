/* Lanes alike: those in which all law that a hold's answer hangs on has the same life. What is looked for lane by lane is looked for in one lane
 * of each kind: roads have many stages, and few of their acts touch one hold. */
#include "base/arena.h"
#include "decide/table_run.h"

struct kinds { /* lanes that may be told apart, as far as was looked */
    struct run *run;
    uint64_t lanes[MAX_LANES];
    size_t n;
};

static void tell_apart(struct kinds *k, uint64_t word)
{
    for (size_t i = 0, n = k->n; i < n; i++) {
        uint64_t in = k->lanes[i] & word;
        if (in != 0 && in != k->lanes[i]) {
            k->lanes[k->n++] = k->lanes[i] & ~word;
            k->lanes[i] = in;
        }
    }
}

static bool tell_by(struct kinds *k, struct pair p)
{
    tell_apart(k, p.must);
    tell_apart(k, p.may);
    return ((p.must ^ p.may) & k->run->all) != 0;
}

/* Where life is open, it counts which law is. */
static void tell_by_places(struct kinds *k, const struct place_list *list)
{
    const struct table_set *s = k->run->set;
    for (size_t i = 0; i < list->n; i++) {
        int in = s->law.places.items[list->items[i]].provision.instrument;
        bool open = tell_by(k, view_place(k->run, list->items[i]));
        for (size_t n = 0; open && n < s->regime->instruments.items[in].rests_on.n; n++) {
            tell_by_places(k, &s->law.rests[in][n]);
        }
    }
}

static void tell_by_life(struct kinds *k, const struct life_slot *life, const struct place_list *under)
{
    if (tell_by(k, life->value)) {
        tell_by_places(k, under);
    }
}

static void tell_by_layer(struct kinds *k, int layer)
{
    const struct life_law *l = &k->run->set->law;
    const struct place_list place = {&l->layer_places.items[layer], 1};
    tell_by_life(k, view_slot(k->run, l->at.layers + (size_t)layer), &place);
}

/* `here`: on this leg, where it is known what each comes to. */
static void tell_by_exemptions(struct kinds *k, const ints *list, bool here)
{
    const struct life_law *l = &k->run->set->law;
    for (size_t i = 0; i < list->n; i++) {
        int one = list->items[i];
        if (here && !tell_by(k, try_exemption(k->run, one, false)->value)) {
            continue;
        }
        tell_by_life(k, view_exemption(k->run, one), &l->of_exemptions[one]);
        if (l->own_layer[one] >= 0) {
            tell_by_layer(k, l->own_layer[one]);
        }
        for (size_t n = 0; n < k->run->set->regime->exemptions.items[one].n_omitted_by; n++) {
            tell_by_layer(k, l->omits_at.items[one] + (int)n);
        }
    }
}

static void tell_by_offers(struct kinds *k, const struct row *row, const struct hold *h, bool here)
{
    const struct life_law *l = &k->run->set->law;
    const ints *policies = &k->run->set->regime->measures.items[h->measure].policies;
    bool open = !here || k->run->deal->n_approvals > 0;
    open = (here && h->offers.n > 0 && tell_by(k, row_denied(k->run, row))) || open;
    for (size_t i = 0; here && i < h->offers.n; i++) {
        open = tell_by(k, try_offer(k->run, h->offers.items[i], false)->value) || open;
    }
    for (size_t i = 0; open && i < h->offers.n; i++) {
        int one = h->offers.items[i];
        tell_by_life(k, view_slot(k->run, l->at.offers + (size_t)one), &l->of_offers[one]);
        if (l->offer_layer[one] >= 0) {
            tell_by_layer(k, l->offer_layer[one]);
        }
    }
    for (size_t i = 0; open && i < policies->n; i++) {
        int one = policies->items[i];
        tell_by_life(k, view_slot(k->run, l->at.policies + (size_t)one), &l->of_policies[one]);
    }
}

static void tell_by_hold(struct kinds *k, int hold, bool here)
{
    struct run *r = k->run;
    const struct table_set *s = r->set;
    const struct hold *h = &s->regime->holds.items[hold];
    const struct row *row = row_of_hold(s, hold);
    r->host = h;
    if (tell_by(k, view_hold(r, hold)->value)) {
        const struct place_list *mandates = &s->law.of_mandates[h->measure];
        tell_apart(k, s->law.holds[hold]); /* acts that name the measure */
        tell_by_places(k, &s->law.of_holds[hold]);
        tell_by_places(k, mandates);
        for (size_t i = 0; i < mandates->n; i++) {
            tell_apart(k, s->law.places.items[mandates->items[i]].mandate_off);
        }
    }
    for (size_t i = 0; i < row->n_omits; i++) {
        tell_apart(k, row->omits[i].lanes);
        if (row->omits[i].layer >= 0) {
            tell_by_layer(k, row->omits[i].layer);
        }
    }
    tell_by_exemptions(k, &h->exemptions, here);
    tell_by_exemptions(k, &h->licences, here);
    tell_by_offers(k, row, h, here);
}

/* ---- holds behind verdicts ---- */

struct reader { /* of the holds that one hangs on */
    struct table_set *set;
    bool *seen; /* by hold */
    struct read_list found;
};

static void read_hold(struct reader *d, int hold);

static void read_cell(struct reader *d, cell_id id)
{
    const struct table_set *s = d->set;
    const struct cell *c = &s->cells[id];
    if ((c->deps & DEP_VERDICT) == 0) {
        return;
    }
    for (uint32_t i = 0; c->op != CELL_VERDICT && i < c->n; i++) {
        read_cell(d, s->kids[c->at + i]);
    }
    const ints *measures = c->op == CELL_VERDICT ? &s->groups[s->verdicts[c->at].group].measures : NULL;
    for (size_t i = 0; measures != NULL && i < measures->n; i++) {
        const struct measure *m = &s->regime->measures.items[measures->items[i]];
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            read_hold(d, h);
        }
    }
    if (c->op == CELL_VERDICT) {
        d->found.verdicts = true;
        read_cell(d, s->verdicts[c->at].on);
    }
}

static void read_tries(struct reader *d, const struct tries *all, const ints *list)
{
    for (size_t i = 0; i < list->n; i++) {
        for (size_t k = 0; k < all[list->items[i]].n; k++) {
            read_cell(d, all[list->items[i]].cells[k]);
        }
    }
}

static void read_hold(struct reader *d, int hold)
{
    const struct table_set *s = d->set;
    const struct hold *h = &s->regime->holds.items[hold];
    const struct row *row = row_of_hold(s, hold);
    const ints *policies = &s->regime->measures.items[h->measure].policies;
    if (d->seen[hold]) {
        return;
    }
    d->seen[hold] = true;
    VEC_PUSH(s->arena, &d->found.holds, hold);
    read_cell(d, row->bound);
    for (size_t i = 0; i < row->n_tests; i++) {
        read_cell(d, row->tests[i]);
    }
    for (size_t i = 0; i < row->n_omits; i++) {
        read_cell(d, row->omits[i].cell);
    }
    read_tries(d, s->exemptions, &h->exemptions);
    read_tries(d, s->exemptions, &h->licences);
    read_tries(d, s->offers, &h->offers);
    for (size_t i = 0; i < policies->n; i++) {
        read_cell(d, s->policies[policies->items[i]]);
    }
}

/* Itself and those behind its verdicts: found once. */
static const struct read_list *reads_of(struct table_set *s, int hold)
{
    size_t n = s->regime->holds.n;
    if (s->reads == NULL) {
        s->reads = ARENA_MANY(s->arena, struct read_list, n);
    }
    if (s->reads[hold].holds.n == 0) {
        struct reader d = {.set = s, .seen = ARENA_MANY(s->arena, bool, n)};
        read_hold(&d, hold);
        s->reads[hold] = d.found;
    }
    return &s->reads[hold];
}

static void tell_by_holds(struct kinds *k, const struct read_list *reads)
{
    const struct run *r = k->run;
    for (size_t i = 0; r->n_parts > 1 && i < r->n_parts; i++) {
        tell_apart(k, r->lane_parts[i].lanes);
    }
    for (size_t i = 0; i < reads->holds.n; i++) {
        tell_by_hold(k, reads->holds.items[i], !reads->verdicts);
    }
}

uint64_t lanes_to_ask(struct run *r, int hold, uint64_t lanes)
{
    const struct read_list *reads = reads_of(r->set, hold);
    struct kinds k = {.run = r, .lanes = {lanes}, .n = 1};
    struct run_place here = run_place(r);
    size_t day = r->legs[here.at].day;
    if ((lanes & (lanes - 1)) == 0) {
        return lanes;
    }
    tell_by_holds(&k, reads);
    for (size_t i = 0; reads->verdicts && i < r->ev->n_legs; i++) { /* a verdict is about other legs, on their days */
        run_leg(r, i);
        if (r->legs[i].day != day) {
            tell_by_holds(&k, reads);
        }
    }
    run_back(r, &here);
    uint64_t ask = 0;
    for (size_t i = 0; i < k.n; i++) {
        ask |= k.lanes[i] & -k.lanes[i];
    }
    return ask;
}
