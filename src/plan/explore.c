#include "plan/explore.h"

#include <string.h>

#include "base/arena.h"

#define WAITS 16   /* stages that others wait for at one time */
#define SILENCES 8 /* conditions of which a report may fail */
#define STOPPED 0xFFFFU
#define NOBODY 0xFFU
#define NO_STEP 0xFFFFU /* of a state: only time has passed */

struct state {
    uint64_t conditions;
    uint64_t reached;
    uint16_t wait[WAITS];      /* ticks since a stage was in effect; those that others still wait for, by stage */
    uint8_t wait_of[WAITS];    /* which stage; NOBODY: no more */
    uint16_t silent[SILENCES]; /* ticks without a report; STOPPED: reports come */
    uint16_t back;             /* ticks of notice left; STOPPED: none runs */
    uint16_t unused[7];        /* no padding: states are compared as bytes */
};

_Static_assert(sizeof(struct state) % 8 == 0, "hashed by words");

struct seen {
    struct state state;
    uint32_t from;
    int32_t index; /* of the step */
    uint16_t kind;
    int32_t ticks; /* from the start */
};

struct search {
    struct arena *arena;
    const struct road *r;
    struct explored *out;
    unsigned wait_most[ROAD_STAGES]; /* by stage: the longest that is waited for */
    uint64_t waiting[ROAD_STAGES];   /* by stage: those that wait for it with a delay */
    int silences[SILENCES];          /* conditions */
    unsigned silence_most[SILENCES];
    size_t n_silences;
    unsigned notice;
    VEC(struct seen) nodes;
    uint32_t *slots; /* into nodes, plus one */
    size_t room;
    VEC(uint32_t) now, later; /* of this tick; of the next one */
    size_t most;
};

/* ---- lengths ---- */

static int common(int a, int b)
{
    while (b != 0) {
        int t = a % b;
        a = b;
        b = t;
    }
    return a;
}

static int tick_of_when(const struct when *w, int tick)
{
    if (w == NULL) {
        return tick;
    }
    tick = w->op == WHEN_NO_REPORT ? common(tick, w->days) : tick;
    for (size_t i = 0; i < w->n_kids; i++) {
        tick = tick_of_when(w->kids[i], tick);
    }
    return tick;
}

static int tick_of(const struct road *r)
{
    int tick = tick_of_when(r->back.on, r->back.notice);
    for (size_t i = 0; i < r->stages.n; i++) {
        tick = common(tick, road_term(r, r->stages.items[i].delay.n, r->stages.items[i].delay.unit));
    }
    return tick == 0 ? 1 : tick;
}

/* ---- what runs ---- */

static void find_waits(struct search *s)
{
    for (size_t i = 0; i < s->r->stages.n; i++) {
        const struct stage *st = &s->r->stages.items[i];
        unsigned ticks = (unsigned)(road_term(s->r, st->delay.n, st->delay.unit) / s->out->tick);
        for (size_t k = 0; ticks > 0 && k < st->n_after; k++) {
            int of = st->after[k];
            s->waiting[of] |= 1ULL << i;
            s->wait_most[of] = ticks > s->wait_most[of] ? ticks : s->wait_most[of];
        }
    }
}

static bool find_silences(struct search *s, const struct when *w)
{
    if (w == NULL) {
        return true;
    }
    if (w->op == WHEN_NO_REPORT) {
        if (s->n_silences == SILENCES) {
            return false;
        }
        s->silences[s->n_silences] = w->condition;
        s->silence_most[s->n_silences++] = (unsigned)(w->days / s->out->tick);
    }
    for (size_t i = 0; i < w->n_kids; i++) {
        if (!find_silences(s, w->kids[i])) {
            return false;
        }
    }
    return true;
}

/* ---- states ---- */

static uint64_t hash_of(const struct state *x)
{
    uint64_t words[sizeof *x / 8];
    uint64_t h = 0x9E3779B97F4A7C15ULL;
    memcpy(words, x, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        h = (h ^ words[i]) * 0xD6E8FEB86659FD93ULL;
        h ^= h >> 32U;
    }
    return h;
}

static size_t slot_for(const struct search *s, const struct state *x)
{
    size_t at = (size_t)hash_of(x) & (s->room - 1);
    while (s->slots[at] != 0 && memcmp(&s->nodes.items[s->slots[at] - 1].state, x, sizeof *x) != 0) {
        at = (at + 1) & (s->room - 1);
    }
    return at;
}

static void grow(struct search *s)
{
    s->room = s->room == 0 ? 4096 : s->room * 2;
    s->slots = ARENA_MANY(s->arena, uint32_t, s->room);
    for (size_t i = 0; i < s->nodes.n; i++) {
        s->slots[slot_for(s, &s->nodes.items[i].state)] = (uint32_t)i + 1;
    }
}

/* The run that ends in the node: its steps in order, days told. */
static run_steps run_to(const struct search *s, uint32_t at)
{
    run_steps back = {0};
    run_steps run = {0};
    for (; at != 0; at = s->nodes.items[at].from) {
        const struct seen *n = &s->nodes.items[at];
        if (n->kind != NO_STEP) {
            struct run_step one = {n->ticks * s->out->tick, (enum run_kind)n->kind, n->index};
            VEC_PUSH(s->arena, &back, one);
        }
    }
    for (size_t i = back.n; i-- > 0;) {
        VEC_PUSH(s->arena, &run, back.items[i]);
    }
    return run;
}

/* A state that follows from another by a step, or by a tick (NO_STEP with `time`). New ones are kept; *ret_at: where it is. */
static bool add(struct search *s, uint32_t from, const struct state *x, uint16_t kind, int index, bool time)
{
    s->out->transitions++;
    if ((s->nodes.n + 1) * 2 > s->room) {
        grow(s);
    }
    size_t slot = slot_for(s, x);
    if (s->slots[slot] != 0 || s->nodes.n >= s->most) {
        s->out->all = s->out->all && s->slots[slot] != 0;
        return false;
    }
    struct seen one = {.state = *x, .from = from, .index = index, .kind = kind};
    one.ticks = s->nodes.items[from].ticks + (time ? 1 : 0);
    VEC_PUSH(s->arena, &s->nodes, one);
    uint32_t at = (uint32_t)s->nodes.n - 1;
    s->slots[slot] = at + 1;
    if (time) {
        VEC_PUSH(s->arena, &s->later, at);
    } else {
        VEC_PUSH(s->arena, &s->now, at);
    }
    return true;
}

/* ---- what the road does at once ---- */

/* Where the stage's wait is kept; WAITS: nowhere, it is over. */
static size_t wait_at(const struct state *x, int stage)
{
    size_t at = 0;
    while (at < WAITS && x->wait_of[at] != (uint8_t)stage) {
        at++;
    }
    return at;
}

/* Only what is still waited for is kept, by stage, so that states that differ in nothing else are one. */
static void keep_waits(struct search *s, struct state *x)
{
    size_t kept = 0;
    for (size_t k = 0; k < WAITS && x->wait_of[k] != NOBODY; k++) {
        unsigned stage = x->wait_of[k];
        bool needed = (x->reached >> stage & 1U) != 0 && (s->waiting[stage] & ~x->reached) != 0;
        if (needed) {
            x->wait_of[kept] = x->wait_of[k];
            x->wait[kept++] = x->wait[k];
        }
    }
    for (; kept < WAITS; kept++) {
        x->wait_of[kept] = NOBODY;
        x->wait[kept] = 0;
    }
}

static void begin_wait(struct search *s, struct state *x, int stage)
{
    size_t at = 0;
    if (s->waiting[stage] == 0) {
        return;
    }
    while (at < WAITS && x->wait_of[at] < (uint8_t)stage) {
        at++;
    }
    if (x->wait_of[WAITS - 1] !=
        NOBODY) { /* no room: it is taken for over, and what follows is not told as all there is */
        s->out->all = false;
        return;
    }
    for (size_t k = WAITS - 1; k > at; k--) {
        x->wait_of[k] = x->wait_of[k - 1];
        x->wait[k] = x->wait[k - 1];
    }
    x->wait_of[at] = (uint8_t)stage;
    x->wait[at] = 0;
}

static bool waited(const struct search *s, const struct state *x, const struct stage *st)
{
    unsigned ticks = (unsigned)(road_term(s->r, st->delay.n, st->delay.unit) / s->out->tick);
    for (size_t i = 0; i < st->n_after; i++) {
        size_t at = wait_at(x, st->after[i]);
        if ((x->reached >> st->after[i] & 1U) == 0 || (ticks > 0 && at < WAITS && x->wait[at] < ticks)) {
            return false;
        }
    }
    return true;
}

/* The first stage that is due; -1: none. */
static int due(const struct search *s, const struct state *x)
{
    for (size_t i = 0; i < s->r->stages.n; i++) {
        const struct stage *st = &s->r->stages.items[i];
        if ((x->reached >> i & 1U) == 0 && x->back == STOPPED && waited(s, x, st) &&
            (st->guard == NULL || when_holds(st->guard, x->conditions))) {
            return (int)i;
        }
    }
    return -1;
}

static void enter(struct search *s, struct state *x, int stage)
{
    x->reached |= 1ULL << stage;
    begin_wait(s, x, stage);
}

/* ---- what the world does ---- */

static bool triggers(const struct search *s, const struct state *x, const struct when *w, int breach)
{
    bool all = true;
    bool any = false;
    switch (w->op) {
    case WHEN_BREACH: return w->condition == breach;
    case WHEN_NO_REPORT:
        for (size_t i = 0; i < s->n_silences; i++) {
            if (s->silences[i] == w->condition && x->silent[i] != STOPPED && x->silent[i] >= s->silence_most[i]) {
                return true;
            }
        }
        return false;
    case WHEN_CONDITION: return (x->conditions >> w->condition & 1U) != 0;
    case WHEN_NOT: return !triggers(s, x, w->kids[0], breach);
    case WHEN_ALL:
    case WHEN_ANY:
    default:
        for (size_t i = 0; i < w->n_kids; i++) {
            bool one = triggers(s, x, w->kids[i], breach);
            all = all && one;
            any = any || one;
        }
        return w->op == WHEN_ALL ? all : any;
    }
}

static bool brings_back(const struct search *s, const struct state *x, int breach)
{
    return s->r->back.given && x->back == STOPPED && x->reached != 0 && triggers(s, x, s->r->back.on, breach);
}

/* What no longer matters is made alike: a wait that is over, silence about what does not hold, or while the way back runs. */
static void add_step(struct search *s, uint32_t from, struct state *x, uint16_t kind, int index, bool time)
{
    keep_waits(s, x);
    for (size_t i = 0; i < s->n_silences; i++) {
        bool tells = (x->conditions >> s->silences[i] & 1U) != 0 && x->back == STOPPED;
        x->silent[i] = tells ? x->silent[i] : STOPPED;
    }
    add(s, from, x, kind, index, time);
}

static void turn(struct search *s, uint32_t from, const struct state *x, int condition)
{
    struct state y = *x;
    bool was = (x->conditions >> condition & 1U) != 0;
    y.conditions ^= 1ULL << condition;
    for (size_t i = 0; i < s->n_silences; i++) { /* it is reported what it is */
        y.silent[i] = s->silences[i] == condition ? STOPPED : y.silent[i];
    }
    bool back = was && brings_back(s, x, condition);
    if (back) {
        y.back = (uint16_t)s->notice;
    }
    add_step(s, from, &y, was ? RUN_BREACH : RUN_VERIFIED, condition, false);
}

static void fall_silent(struct search *s, uint32_t from, const struct state *x, size_t which)
{
    struct state y = *x;
    y.silent[which] = 0;
    add_step(s, from, &y, RUN_SILENT, s->silences[which], false);
}

/* ---- time ---- */

static struct state restored(const struct search *s, const struct state *x)
{
    struct state y = *x;
    int to = -1;
    for (size_t i = 0; i < s->r->stages.n; i++) {
        to = s->r->stages.items[i].number == s->r->back.to ? (int)i : to;
    }
    y.reached = to < 0 ? 0 : x->reached & (s->r->stages.items[to].ancestors | 1ULL << to);
    y.back = STOPPED;
    return y;
}

static uint16_t less(uint16_t ticks)
{
    return ticks == STOPPED || ticks == 0 ? ticks : (uint16_t)(ticks - 1);
}

static void pass_tick(struct search *s, uint32_t from, const struct state *x)
{
    struct state y = *x;
    for (size_t k = 0; k < WAITS && y.wait_of[k] != NOBODY; k++) {
        if (y.wait[k] < s->wait_most[y.wait_of[k]]) {
            y.wait[k]++;
        }
    }
    for (size_t i = 0; i < s->n_silences; i++) {
        if (y.silent[i] != STOPPED && y.silent[i] < s->silence_most[i]) {
            y.silent[i]++;
        }
    }
    y.back = less(y.back);
    add_step(s, from, &y, NO_STEP, -2, true);
}

/* What must happen before time goes on; true: something did. */
static bool urgent(struct search *s, uint32_t from, const struct state *x)
{
    if (x->back == 0) {
        struct state y = restored(s, x);
        if (s->out->to_back.n == 0) { /* the state that it goes back to has been seen: the run is told here */
            struct run_step end = {s->nodes.items[from].ticks * s->out->tick, RUN_BACK, s->r->back.to};
            s->out->to_back = run_to(s, from);
            VEC_PUSH(s->arena, &s->out->to_back, end);
        }
        add_step(s, from, &y, RUN_BACK, s->r->back.to, false);
        return true;
    }
    if (brings_back(s, x, -1)) {
        struct state y = *x;
        y.back = (uint16_t)s->notice;
        add_step(s, from, &y, RUN_NOTICE, -1, false);
        return true;
    }
    int stage = due(s, x);
    if (stage >= 0) {
        struct state y = *x;
        enter(s, &y, stage);
        add_step(s, from, &y, RUN_REACHED, stage, false);
        return true;
    }
    return false;
}

/* ---- the whole ---- */

/* Acts of the state whose formula is false lapse at the end of their terms; a breach may come on its last day. */
static void note_lapses(struct search *s, uint32_t at)
{
    const struct state *x = &s->nodes.items[at].state;
    for (size_t i = 0; i < s->r->acts.n; i++) {
        const struct act *act = &s->r->acts.items[i];
        bool lapses = act->while_ != NULL && act->lasts.unit != 0 && (x->reached >> act->stage & 1U) != 0 &&
                      !when_holds(act->while_, x->conditions);
        if (lapses && s->out->to_lapse[i].n == 0) {
            run_steps run = run_to(s, at);
            struct run_step end = {s->nodes.items[at].ticks * s->out->tick, RUN_LAPSED, (int)i};
            VEC_PUSH(s->arena, &run, end);
            s->out->to_lapse[i] = run;
        }
    }
}

static void note(struct search *s, uint32_t at)
{
    const struct seen *n = &s->nodes.items[at];
    if (n->kind == RUN_REACHED && s->out->to_stage[n->index].n == 0) {
        s->out->to_stage[n->index] = run_to(s, at);
        s->out->reached |= 1ULL << n->index;
    }
    note_lapses(s, at);
}

static void expand(struct search *s, uint32_t at, uint64_t conditions)
{
    struct state x = s->nodes.items[at].state;
    note(s, at);
    if (urgent(s, at, &x)) {
        return;
    }
    for (size_t i = 0; i < s->r->conditions.n; i++) {
        if ((conditions >> i & 1U) != 0) {
            turn(s, at, &x, (int)i);
        }
    }
    for (size_t i = 0; i < s->n_silences; i++) {
        if (x.silent[i] == STOPPED && (x.conditions >> s->silences[i] & 1U) != 0) {
            fall_silent(s, at, &x, i);
        }
    }
    pass_tick(s, at, &x);
}

/* The conditions that anything asks for. */
static uint64_t cone(const struct road *r)
{
    uint64_t bits = r->back.on == NULL ? 0 : when_names(r->back.on);
    for (size_t i = 0; i < r->stages.n; i++) {
        bits |= r->stages.items[i].guard == NULL ? 0 : when_names(r->stages.items[i].guard);
    }
    for (size_t i = 0; i < r->acts.n; i++) {
        bits |= r->acts.items[i].while_ == NULL ? 0 : when_names(r->acts.items[i].while_);
    }
    return bits;
}

struct explored *explore(struct arena *a, const struct road *r, size_t most_states)
{
    struct search *s = ARENA_NEW(a, struct search);
    s->arena = a;
    s->r = r;
    s->out = ARENA_NEW(a, struct explored);
    s->most = most_states == 0 ? EXPLORE_STATES : most_states;
    s->out->tick = tick_of(r);
    s->out->to_stage = ARENA_MANY(a, run_steps, r->stages.n);
    s->out->to_lapse = ARENA_MANY(a, run_steps, r->acts.n);
    s->notice = (unsigned)(r->back.notice / s->out->tick);
    find_waits(s);
    s->out->all = find_silences(s, r->back.on);
    uint64_t conditions = cone(r);
    struct seen first = {.kind = NO_STEP, .index = -2};
    memset(first.state.wait_of, NOBODY, sizeof first.state.wait_of);
    memset(first.state.silent, 0xFF, sizeof first.state.silent);
    first.state.back = STOPPED;
    VEC_PUSH(a, &s->nodes, first);
    grow(s);
    VEC_PUSH(a, &s->now, 0);
    while (s->now.n > 0) { /* all of one day before the next: the shortest runs in days come first */
        for (size_t i = 0; i < s->now.n; i++) {
            expand(s, s->now.items[i], conditions);
        }
        s->now.n = 0;
        for (size_t i = 0; i < s->later.n; i++) {
            VEC_PUSH(a, &s->now, s->later.items[i]);
        }
        s->later.n = 0;
    }
    s->out->states = s->nodes.n;
    return s->out;
}
