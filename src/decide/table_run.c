/* Runs: the deal that is being answered, its days and legs, and the memory that is kept from deal to deal. */
#include "decide/table_run.h"
#include "base/arena.h"

static void order_memory(struct run *r, size_t order)
{
    struct arena *a = r->set->arena;
    const struct order_rows *o = &r->set->orders[order];
    struct order_state *to = &r->orders[order];
    to->families = arena_array(a, o->n_families, sizeof *to->families);
    to->stamps = ARENA_MANY(a, uint64_t, o->words);
    to->live = ARENA_MANY(a, uint64_t, o->words);
    to->sure = ARENA_MANY(a, uint64_t, o->words);
    to->looked = ARENA_MANY(a, uint64_t, o->words);
}

struct run *run_new(struct table_set *s)
{
    const struct regime *g = s->regime;
    struct arena *a = s->arena;
    struct run *r = ARENA_NEW(a, struct run);
    r->set = s;
    r->cells = s->cells;
    r->kids = s->kids;
    r->all = s->all;
    r->memo = ARENA_MANY(a, uint64_t, s->n_cells);
    r->pairs = ARENA_MANY(a, struct kept_pair, s->n_pairs);
    r->exemptions = ARENA_MANY(a, struct kept_try, g->exemptions.n);
    r->offers = ARENA_MANY(a, struct kept_try, g->offers.n);
    r->groups = ARENA_MANY(a, struct kept_group, KEPT_GROUPS);
    r->rows = ARENA_MANY(a, struct kept_row, g->holds.n * KEPT_LEGS);
    r->families = ARENA_MANY(a, struct family_state, s->n_families);
    r->roles = ARENA_MANY(a, struct role_state, g->roles.n + 1);
    r->role_words = ARENA_MANY(a, uint64_t, 2 * s->party.words * (g->roles.n + 1));
    r->words = ARENA_MANY(a, struct words, SPACES + g->roles.n + 1);
    r->no_words = ARENA_MANY(a, uint64_t, 2 * s->party.words);
    memset(r->no_words + s->party.words, 0xFF, s->party.words * sizeof *r->no_words);
    r->pool_room = 4 * s->most_rows > 4096 ? 4 * s->most_rows : 4096;
    r->pool = ARENA_MANY(a, uint32_t, r->pool_room);
    for (size_t i = 0; i < BUFFERS; i++) {
        r->buffers[i] = ARENA_MANY(a, uint32_t, s->most_rows);
    }
    r->hits = ARENA_MANY(a, struct hit, s->most_rows);
    r->maybes = ARENA_MANY(a, struct maybe, s->most_rows);
    r->states = ARENA_MANY(a, int, s->most_rows);
    r->exposed = ARENA_MANY(a, struct exposure, s->most_rows);
    r->orders = ARENA_MANY(a, struct order_state, s->n_orders);
    for (size_t i = 0; i < s->n_orders; i++) {
        order_memory(r, i);
    }
    r->left_words = ARENA_MANY(a, struct left, s->most_words + 1);
    r->stale = ARENA_MANY(a, uint32_t, s->most_words + 1);
    r->sures = ARENA_MANY(a, uint64_t, s->most_words + 1);
    r->ranks = ARENA_MANY(a, uint64_t, s->most_words + 1);
    r->merged = ARENA_MANY(a, uint64_t, s->most_words + 1);
    r->deal_words = ARENA_MANY(a, uint64_t, 4 * s->deal.words);
    r->leg_words = ARENA_MANY(a, uint64_t, 2 * s->leg.words);
    return r;
}

/* Numbers for the days of the lanes, twice: the second time for what is looked at as if every finding were made. */
uint64_t run_base(struct run *r)
{
    uint64_t base = r->set->next_stamp;
    r->set->next_stamp += 2 * MAX_LANES;
    return base;
}

static size_t more(size_t need, size_t room)
{
    return need > 2 * room ? need : 2 * room;
}

/* Room is counted only when all of it is there: where memory ends, control leaves this function and comes back with another deal. */
static void make_room(struct run *r)
{
    const struct deal *d = r->deal;
    struct arena *a = r->set->arena;
    if (d->n_parties > r->parties_room) {
        size_t room = more(d->n_parties, r->parties_room);
        r->parties = ARENA_MANY(a, struct party_state, room);
        r->party_words = ARENA_MANY(a, uint64_t, 2 * r->set->party.words * room);
        r->parties_room = room;
    }
    if (d->n_lines + 1 > r->lines_room) {
        size_t room = more(d->n_lines + 1, r->lines_room);
        r->line_bases = ARENA_MANY(a, uint64_t, room);
        r->line_words = ARENA_MANY(a, uint64_t, 2 * r->set->line.words * room);
        r->lines_room = room;
    }
    if (r->ev->n_legs > r->legs_room) {
        size_t room = more(r->ev->n_legs, r->legs_room);
        r->legs = ARENA_MANY(a, struct leg_state, room);
        r->left = ARENA_MANY(a, struct kept_left, room * r->set->n_orders);
        r->legs_room = room;
    }
    if (d->n_parties + 1 > r->days_room) { /* a day for each party, and the days by lane */
        size_t room = more(d->n_parties + 1, r->days_room);
        r->days = ARENA_MANY(a, struct day_state, room);
        r->days_room = room;
    }
    if (d->n_assumed > r->law_room) {
        size_t room = more(d->n_assumed, r->law_room);
        r->law = ARENA_MANY(a, struct assumption, room);
        r->law_room = room;
    }
}

/* What the completion says of open law: life is another then. */
static void take_law(struct run *r)
{
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
    for (unsigned lane = 0; lane < r->set->overlay.lanes; lane++) {
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

static void add_to_role(struct run *r, struct role_state *role, int party)
{
    if (role->deal != r->deal_base) {
        role->deal = r->deal_base;
        role->first = -1;
        role->n = 0;
    }
    r->parties[party].next = role->first;
    role->first = party;
    role->n++;
}

static void take_roles(struct run *r)
{
    const struct deal *d = r->deal;
    struct role_state *any = &r->roles[r->set->regime->roles.n];
    for (size_t i = 0; i < d->n_parties; i++) {
        if (d->parties[i].role >= 0) {
            add_to_role(r, &r->roles[d->parties[i].role], (int)i);
        }
    }
    any->deal = r->deal_base;
    any->first = 0;
    any->n = (int)d->n_parties;
    r->parties_complete = d->parties_known && d->parties_complete;
}

void run_begin(struct run *r, struct evaluation *ev, struct run *base)
{
    r->id = 0; /* of no deal, should memory end here */
    r->ev = ev;
    r->deal = ev->deal;
    r->base = base;
    make_room(r);
    r->deal_base = run_base(r);
    r->id = r->deal_base;
    r->at = SIZE_MAX;
    r->party = -1;
    r->host = NULL;
    r->term = false;
    r->found = false;
    r->unkept = DEP_PARTY | DEP_HOST;
    r->depth = 0;
    r->n_days = 0;
    r->pool_n = 0;
    r->n_law = 0;
    r->n_lane_parts = 0;
    if (r->deal->n_assumed > 0) {
        take_law(r);
    }
    if (ev->lane_days != NULL) {
        take_lane_days(r);
    }
    take_roles(r);
    words_deal(r);
}

/* ---- days ---- */

static size_t day_for(struct run *r, const struct leg *leg)
{
    bool by_lane = r->n_lane_parts > 0 && r->deal->parties[leg->party].on == DAY_NONE;
    int own = deal_day(r->deal, leg->party);
    for (size_t i = 0; i < r->n_days; i++) {
        if (r->days[i].by_lane == by_lane && r->days[i].own == own && (by_lane || r->days[i].day == leg->day)) {
            return i;
        }
    }
    struct day_state *day = &r->days[r->n_days];
    struct life_part one = {.day = leg->day, .lanes = r->all};
    day->day = by_lane ? r->lane_parts[0].day : leg->day;
    day->by_lane = by_lane;
    day->own = own;
    day->base = run_base(r);
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
    const uint64_t *t = party_words(r, r->leg->party);
    r->words[SPACE_ACTOR].t = t;
    r->words[SPACE_ACTOR].m = t + r->set->party.words;
    if (r->roles_day != r->stamp[CLASS_DAY]) {
        words_roles(r);
    }
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
        state->base = run_base(r);
        state->day = day_for(r, leg);
    }
    if (actor->deal != r->deal_base) {
        actor->deal = r->deal_base;
        actor->base = run_base(r);
    }
    bases[CLASS_DEAL] = r->deal_base;
    bases[CLASS_DAY] = r->days[state->day].base;
    bases[CLASS_ACTOR] = actor->base;
    bases[CLASS_LEG] = state->base;
}

/* What the deal itself has of this leg; a number that is never given where it has not been there. */
static void set_base_stamps(struct run *r)
{
    memset(r->base_stamp, 0xFF, sizeof r->base_stamp);
    if (r->base == NULL || r->at >= r->base->legs_room || r->base->legs[r->at].deal != r->base->deal_base ||
        r->n_parts != 1) {
        return;
    }
    uint64_t bases[CLASSES];
    bases_of(r->base, r->at, bases);
    for (size_t c = 0; c < CLASSES; c++) {
        r->base_stamp[c] = bases[c];
        r->base_stamp[CLASSES + c] = bases[c] + (r->found ? MAX_LANES : 0);
    }
}

void run_to_leg(struct run *r, size_t at)
{
    r->at = at;
    bases_of(r, at, r->bases);
    const struct day_state *day = &r->days[r->legs[at].day];
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

/* In the terms of an offer a judgement that is not given is no: other bits stand for the deal. */
void run_term(struct run *r, bool term)
{
    const struct deal_bits *b = &r->set->deal;
    r->term = term;
    r->unkept = (uint8_t)(DEP_PARTY | DEP_HOST | (term ? DEP_TERM : 0U));
    r->words[SPACE_DEAL].t = r->deal_words + (term ? 2 * b->words : 0);
    r->words[SPACE_DEAL].m = r->words[SPACE_DEAL].t + b->words;
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
    if (r->term != place->term) {
        run_term(r, place->term);
    }
}
