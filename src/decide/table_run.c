/* Runs: the deal that is being answered, its days and legs, and the memory that is kept from deal to deal. */
#include "base/arena.h"
#include "decide/table_set.h"

void run_memory(struct run *r, struct table_set *s)
{
    const struct regime *g = s->regime;
    struct arena *a = s->arena;
    r->set = s;
    r->all = s->all;
    r->memo = ARENA_MANY(a, uint64_t, s->n_cells);
    r->pairs = ARENA_MANY(a, struct kept_pair, s->n_pairs);
    r->exemptions = ARENA_MANY(a, struct kept_try, g->exemptions.n);
    r->offers = ARENA_MANY(a, struct kept_try, g->offers.n);
    r->groups = ARENA_MANY(a, struct kept_group, s->n_groups);
    r->families = ARENA_MANY(a, struct family_state, s->n_families);
    r->roles = ARENA_MANY(a, struct role_chain, g->roles.n);
    for (size_t i = 0; i < BUFFERS; i++) {
        r->buffers[i] = ARENA_MANY(a, uint32_t, s->most_rows);
    }
    r->hits = ARENA_MANY(a, struct hit, s->most_rows);
    r->assess = ARENA_MANY(a, int, s->most_rows);
    r->states = ARENA_MANY(a, int, s->most_rows);
    r->exposed = ARENA_MANY(a, struct exposure, s->most_rows);
    r->orders = ARENA_MANY(a, struct order_state, s->n_orders);
    for (size_t i = 0; i < s->n_orders; i++) {
        const struct order_rows *o = &s->orders[i];
        r->orders[i].families = arena_array(a, o->n_families, sizeof *r->orders[i].families);
        r->orders[i].stamps = ARENA_MANY(a, uint64_t, o->words);
        r->orders[i].live = ARENA_MANY(a, uint64_t, o->words);
        r->orders[i].looked = ARENA_MANY(a, uint64_t, o->words);
    }
    r->ranks = ARENA_MANY(a, uint64_t, s->most_words + 1);
    r->merged = ARENA_MANY(a, uint64_t, s->most_words + 1);
    r->deal_words = ARENA_MANY(a, uint64_t, 2 * s->deal.words);
    r->leg_words = ARENA_MANY(a, uint64_t, 2 * s->leg.words);
}

/* Numbers for the days of the lanes, twice: the second time for what is looked at as if every finding were made. */
static uint64_t new_base(struct run *r)
{
    uint64_t base = r->set->next_stamp;
    r->set->next_stamp += 2 * MAX_LANES;
    return base;
}

static size_t more(size_t need, size_t room)
{
    return need > 2 * room ? need : 2 * room;
}

static void make_room(struct run *r)
{
    const struct deal *d = r->deal;
    struct arena *a = r->set->arena;
    if (d->n_parties > r->parties_room) {
        r->parties_room = more(d->n_parties, r->parties_room);
        r->parties = ARENA_MANY(a, struct party_state, r->parties_room);
        r->party_words = ARENA_MANY(a, uint64_t, 2 * r->set->party.words * r->parties_room);
    }
    if (d->n_lines + 1 > r->lines_room) {
        r->lines_room = more(d->n_lines + 1, r->lines_room);
        r->line_stamps = ARENA_MANY(a, uint64_t, r->lines_room);
        r->line_words = ARENA_MANY(a, uint64_t, 2 * r->set->line.words * r->lines_room);
    }
    if (r->ev->n_legs > r->legs_room) {
        r->legs_room = more(r->ev->n_legs, r->legs_room);
        r->legs = ARENA_MANY(a, struct leg_state, r->legs_room);
    }
    if (d->n_parties + 1 > r->days_room) { /* a day for each party, and the days by lane */
        r->days_room = more(d->n_parties + 1, r->days_room);
        r->days = ARENA_MANY(a, struct day_state, r->days_room);
    }
    if (d->n_assumed > r->law_room) {
        r->law_room = more(d->n_assumed, r->law_room);
        r->law = ARENA_MANY(a, struct assumption, r->law_room);
    }
}

/* What the completion says of open law: life is another then. */
static void take_law(struct run *r)
{
    r->n_law = 0;
    for (size_t i = 0; i < r->deal->n_assumed; i++) {
        const struct assumption *as = &r->deal->assumed[i];
        bool law = (as->atom.kind == ATOM_LAW && as->atom.a == 0) || as->atom.kind == ATOM_LIFE;
        if (law && as->atom.c == NULL) {
            r->law[r->n_law++] = *as;
        }
    }
}

static void take_lane_days(struct run *r)
{
    r->n_lane_parts = 0;
    for (unsigned lane = 0; r->ev->lane_days != NULL && lane < r->set->overlay.lanes; lane++) {
        size_t i = 0;
        while (i < r->n_lane_parts && r->lane_parts[i].day != r->ev->lane_days[lane]) {
            i++;
        }
        if (i == r->n_lane_parts) {
            struct life_part one = {.day = r->ev->lane_days[lane]};
            r->lane_parts[r->n_lane_parts++] = one;
        }
        r->lane_parts[i].lanes |= 1ULL << lane;
    }
}

void run_begin(struct run *r, struct evaluation *ev)
{
    r->ev = ev;
    r->deal = ev->deal;
    r->base = NULL;
    make_room(r);
    r->deal_base = new_base(r);
    r->id = r->deal_base;
    r->at = SIZE_MAX;
    r->party = -1;
    r->host = NULL;
    r->term = false;
    r->found = false;
    r->depth = 0;
    r->n_days = 0;
    take_law(r);
    take_lane_days(r);
    for (size_t i = 0; i < r->deal->n_parties; i++) {
        int role = r->deal->parties[i].role;
        struct role_chain *chain = role >= 0 ? &r->roles[role] : NULL;
        if (chain != NULL && chain->deal != r->deal_base) {
            chain->deal = r->deal_base;
            chain->first = -1;
        }
        if (chain != NULL) {
            r->parties[i].next = chain->first;
            chain->first = (int)i;
        }
    }
    words_deal(r);
}

/* ---- days ---- */

static size_t day_for(struct run *r, const struct leg *leg)
{
    bool by_lane = r->n_lane_parts > 0 && r->deal->parties[leg->party].on == DAY_NONE;
    for (size_t i = 0; i < r->n_days; i++) {
        if (r->days[i].by_lane == by_lane && (by_lane || r->days[i].day == leg->day)) {
            return i;
        }
    }
    struct day_state *day = &r->days[r->n_days];
    struct life_part one = {.day = leg->day, .lanes = r->all};
    day->day = by_lane ? r->lane_parts[0].day : leg->day;
    day->by_lane = by_lane;
    day->base = new_base(r);
    day->view = by_lane ? view_of(r, r->lane_parts, r->n_lane_parts) : view_of(r, &one, 1);
    return r->n_days++;
}

/* ---- legs ---- */

static void set_stamps(struct run *r, size_t part)
{
    uint64_t made = r->found ? MAX_LANES : 0;
    for (size_t c = 0; c < CLASSES; c++) {
        uint64_t by_day = c == CLASS_DEAL ? 0 : part;
        r->stamp[c] = r->bases[c] + by_day;
        r->stamp[CLASSES + c] = r->bases[c] + by_day + made;
    }
}

static void set_actor(struct run *r)
{
    const uint64_t *t = words_party(r, r->leg->party);
    r->words[SPACE_ACTOR].t = t;
    r->words[SPACE_ACTOR].m = t + r->set->party.words;
}

static void set_day(struct run *r, int day)
{
    const struct leg *leg = &r->ev->legs[r->at];
    if (leg->day == day) {
        r->leg = leg;
        return;
    }
    r->leg_day = *leg;
    r->leg_day.day = day;
    r->leg = &r->leg_day;
}

static void bases_of(struct run *r, size_t at, uint64_t *bases)
{
    const struct leg *leg = &r->ev->legs[at];
    struct leg_state *state = &r->legs[at];
    struct party_state *actor = &r->parties[leg->party];
    if (state->deal != r->deal_base) {
        state->deal = r->deal_base;
        state->base = new_base(r);
        state->day = day_for(r, leg);
    }
    if (actor->deal != r->deal_base) {
        actor->deal = r->deal_base;
        actor->base = new_base(r);
    }
    bases[CLASS_DEAL] = r->deal_base;
    bases[CLASS_DAY] = r->days[state->day].base;
    bases[CLASS_ACTOR] = actor->base;
    bases[CLASS_LEG] = state->base;
}

/* What the deal itself has of this leg; a number that is never given where it has not been there. */
static void set_base_stamps(struct run *r)
{
    memset(r->base_stamp, 0, sizeof r->base_stamp);
    if (r->base == NULL || r->at >= r->base->legs_room || r->base->legs[r->at].deal != r->base->deal_base || r->n_parts != 1) {
        return;
    }
    uint64_t bases[CLASSES];
    bases_of(r->base, r->at, bases);
    for (size_t c = 0; c < CLASSES; c++) {
        r->base_stamp[c] = bases[c];
        r->base_stamp[CLASSES + c] = bases[c] + (r->found ? MAX_LANES : 0);
    }
}

void run_leg(struct run *r, size_t at)
{
    if (r->at == at) {
        return;
    }
    r->at = at;
    bases_of(r, at, r->bases);
    const struct day_state *day = &r->days[r->legs[at].day];
    r->day_state = day;
    r->view = day->view;
    r->n_parts = day->by_lane ? r->n_lane_parts : 1;
    set_stamps(r, 0);
    if (r->base != NULL) {
        set_base_stamps(r);
    }
    set_day(r, day->day);
    words_leg(r);
    words_line(r);
    set_actor(r);
}

void run_part(struct run *r, size_t part)
{
    set_stamps(r, part);
    set_day(r, r->lane_parts[part].day);
    set_actor(r);
    if (r->party >= 0) {
        run_party(r, r->party);
    }
}

void run_found(struct run *r, bool found)
{
    r->found = found;
    set_stamps(r, 0);
    if (r->base != NULL) {
        set_base_stamps(r);
    }
}

void run_party(struct run *r, int party)
{
    r->party = party;
    r->words[SPACE_PARTY].t = words_party(r, party);
    r->words[SPACE_PARTY].m = r->words[SPACE_PARTY].t + r->set->party.words;
}

struct run_place run_place(const struct run *r)
{
    struct run_place p = {r->at, r->host, r->depth, r->party, r->words[SPACE_PARTY], r->term};
    return p;
}

void run_back(struct run *r, const struct run_place *place)
{
    run_leg(r, place->at);
    r->host = place->host;
    r->depth = place->depth;
    r->party = place->party;
    r->words[SPACE_PARTY] = place->party_words;
    r->term = place->term;
}
