#include "plan/diff.h"

#include "base/arena.h"
#include "decide/life.h"
#include "decide/table.h"

struct pass { /* up to 64 lanes in one overlay */
    struct overlay overlay;
    struct table_set *tables; /* made when the first deal comes */
    int days[MAX_LANES];
    int act[MAX_LANES]; /* lanes after the stages: the act that is left out; -1: a stage */
    int stage[MAX_LANES];
};

struct diff_lanes {
    struct arena *kept;  /* of the tables: never rewound while they are used */
    struct pass *passes; /* the first has all stages, then as many acts as fit */
    size_t n;
};

/* ---- lanes ---- */

static void stage_set(const struct road *r, size_t stage, uint64_t *set)
{
    for (size_t s = 0; s < r->stages.n; s++) {
        if (s != stage && (r->stages.items[stage].ancestors >> s & 1U) == 0) {
            continue;
        }
        for (size_t i = 0; i < r->stages.items[s].acts.n; i++) {
            size_t act = (size_t)r->stages.items[s].acts.items[i];
            set[act / 64] |= 1ULL << (act % 64);
        }
    }
}

static void finish_pass(struct arena *a, struct diff_lanes *l, size_t *room, const struct road *r, uint64_t **sets,
                        struct pass *p, unsigned lanes)
{
    p->overlay = road_overlay_of(a, r, (const uint64_t *const *)sets, lanes);
    l->passes = vec_grow(a, l->passes, l->n, room, sizeof *l->passes);
    l->passes[l->n++] = *p;
}

struct diff_lanes *diff_lanes_new(struct arena *a, struct arena *kept, const struct road *r)
{
    struct diff_lanes *l = ARENA_NEW(a, struct diff_lanes);
    l->kept = kept;
    size_t words = r->acts.n / 64 + 1;
    size_t room = 0;
    const int *days = road_days(a, r);
    struct pass p;
    uint64_t *sets[MAX_LANES];
    unsigned lanes = 0;
    memset(&p, 0, sizeof p);
    for (size_t s = 0; s <= r->stages.n; s++) {
        sets[lanes] = ARENA_MANY(a, uint64_t, words);
        if (s > 0) {
            stage_set(r, s - 1, sets[lanes]);
        }
        p.days[lanes] = days[s];
        p.act[lanes] = -1;
        p.stage[lanes] = (int)s;
        lanes++;
    }
    for (size_t i = 0; i < r->acts.n; i++) {
        const struct act *act = &r->acts.items[i];
        if (!act->has_effect) {
            continue;
        }
        if (lanes + 1 > MAX_LANES) {
            finish_pass(a, l, &room, r, sets, &p, lanes);
            lanes = 0;
            memset(&p, 0, sizeof p);
        }
        if (lanes == 0 && l->n > 0) { /* the act's stage with it, to compare with */
            sets[lanes] = ARENA_MANY(a, uint64_t, words);
            stage_set(r, (size_t)act->stage, sets[lanes]);
            p.days[lanes] = days[act->stage + 1];
            p.act[lanes] = -1;
            p.stage[lanes] = act->stage + 1;
            lanes++;
        }
        bool has_stage = false;
        for (unsigned k = 0; k < lanes; k++) {
            has_stage = has_stage || (p.act[k] < 0 && p.stage[k] == act->stage + 1);
        }
        if (!has_stage && lanes + 2 <= MAX_LANES) {
            sets[lanes] = ARENA_MANY(a, uint64_t, words);
            stage_set(r, (size_t)act->stage, sets[lanes]);
            p.days[lanes] = days[act->stage + 1];
            p.act[lanes] = -1;
            p.stage[lanes] = act->stage + 1;
            lanes++;
        }
        sets[lanes] = ARENA_MANY(a, uint64_t, words);
        stage_set(r, (size_t)act->stage, sets[lanes]);
        sets[lanes][i / 64] &= ~(1ULL << (i % 64));
        p.days[lanes] = days[act->stage + 1];
        p.act[lanes] = (int)i;
        p.stage[lanes] = act->stage + 1;
        lanes++;
    }
    finish_pass(a, l, &room, r, sets, &p, lanes);
    return l;
}

/* ---- one deal ---- */

void diff_start(struct arena *a, struct diff *d, const struct regime *g, const struct road *r, int at)
{
    memset(d, 0, sizeof *d);
    d->regime = g;
    d->road = r;
    d->lanes = (unsigned)r->stages.n + 1;
    d->at = at;
    d->acts = ARENA_MANY(a, struct diff_act, r->acts.n);
    d->stages = ARENA_MANY(a, struct diff_stage, r->stages.n);
    for (size_t i = 0; i < r->acts.n; i++) {
        d->acts[i].act = (int)i;
        d->acts[i].stage = r->acts.items[i].stage;
        d->acts[i].status = r->acts.items[i].external     ? ACT_EXTERNAL
                            : r->acts.items[i].has_effect ? ACT_NOT_EXERCISED
                                                          : ACT_KEPT;
    }
}

static void add_blocker(struct arena *a, struct diff_row *row, const struct hold_answer *h, uint64_t lanes)
{
    struct pair c = hold_closes(h);
    struct pair p = hold_prohibits(h);
    c.must &= lanes;
    c.may &= lanes;
    if (c.may == 0) {
        return;
    }
    for (size_t i = 0; i < row->blockers.n; i++) {
        struct blocker *b = &row->blockers.items[i];
        if (b->hold == h->hold) {
            b->closes = pair_or(b->closes, c);
            b->prohibits = pair_or(b->prohibits, p);
            b->by_mandate |= h->by_mandate;
            return;
        }
    }
    struct blocker one = {h->hold, c, p, h->by_mandate};
    VEC_PUSH(a, &row->blockers, one);
}

static struct str life_item(const struct regime *g, struct atom atom)
{
    switch (atom.a) {
    case 0: return g->measures.items[g->holds.items[atom.b].measure].item.name;
    case 1: return g->exemptions.items[atom.b].item.name;
    case 2: return g->policies.items[atom.b].item.name;
    case 3: return g->consequences.items[atom.b].item.name;
    default: return g->offers.items[atom.b].item.name;
    }
}

static void add_missing(struct arena *a, const struct answer *an, struct diff_row *row, const struct missing *m,
                        uint64_t lanes)
{
    struct diff_missing one = {
        .phrase = atom_phrase(an->deal, a, m->atom), .pointer = m->pointer, .lanes = m->lanes & lanes, .law = m->law};
    if (one.lanes == 0) {
        return;
    }
    if (m->law && m->atom.kind == ATOM_LAW && m->atom.c == NULL) {
        one.item = an->regime->instruments.items[m->atom.b].item.name;
    } else if (m->law && m->atom.kind == ATOM_LIFE) {
        one.item = life_item(an->regime, m->atom);
    }
    for (size_t i = 0; i < row->missing.n; i++) {
        if (str_eq(row->missing.items[i].phrase, one.phrase)) {
            row->missing.items[i].lanes |= one.lanes;
            return;
        }
    }
    VEC_PUSH(a, &row->missing, one);
}

static void add_exposure(struct arena *a, struct diff_row *row, const struct exposure *x, uint64_t lanes)
{
    struct pair v = {x->value.must & lanes, x->value.may & lanes};
    if (v.may == 0) {
        return;
    }
    row->exposed = pair_or(row->exposed, v);
    for (size_t i = 0; i < row->exposures.n; i++) {
        if (row->exposures.items[i].consequence == x->consequence) {
            row->exposures.items[i].value = pair_or(row->exposures.items[i].value, v);
            return;
        }
    }
    struct diff_exposure one = {x->consequence, v};
    VEC_PUSH(a, &row->exposures, one);
}

/* ---- open law ---- */

static struct diff_open_law *open_law(struct arena *a, struct diff *d, struct str item, struct str question)
{
    for (size_t i = 0; i < d->open_law.n; i++) {
        if (str_eq(d->open_law.items[i].question, question)) {
            return &d->open_law.items[i];
        }
    }
    struct diff_open_law one = {.item = item, .question = question};
    VEC_PUSH(a, &d->open_law, one);
    return &d->open_law.items[d->open_law.n - 1];
}

static void touch(struct arena *a, diff_touches *to, int row, uint64_t lanes)
{
    for (size_t i = 0; i < to->n; i++) {
        if (to->items[i].row == row) {
            to->items[i].lanes |= lanes;
            return;
        }
    }
    struct diff_touch one = {row, lanes};
    VEC_PUSH(a, to, one);
}

static diff_touches *touched_by_hold(struct arena *a, struct diff_open_law *law, int hold)
{
    for (size_t i = 0; i < law->holds.n; i++) {
        if (law->holds.items[i].hold == hold) {
            return &law->holds.items[i].deals;
        }
    }
    struct diff_open_hold one = {.hold = hold};
    VEC_PUSH(a, &law->holds, one);
    return &law->holds.items[law->holds.n - 1].deals;
}

struct open_at { /* what is looked at: a leg of a deal, in the lanes of one pass */
    const struct answer *an;
    const struct leg *leg;
    const int *lane_days; /* NULL: the leg's own day */
    int row;
};

static struct life life_at(const struct open_at *at, unsigned lane)
{
    bool own = at->lane_days == NULL || at->an->deal->parties[at->leg->party].on != DAY_NONE;
    struct life l = {at->an->regime, at->an->overlay, at->an->deal, own ? at->leg->day : at->lane_days[lane], lane};
    return l;
}

/* The law behind a hold, or a consequence, that is unknown in these lanes, whatever the verdict. */
static void add_open_law(struct arena *a, struct diff *d, const struct open_at *at, int hold, int consequence,
                         uint64_t lanes)
{
    const struct regime *g = d->regime;
    const struct item *item =
        hold >= 0 ? &g->measures.items[g->holds.items[hold].measure].item : &g->consequences.items[consequence].item;
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        struct life l = life_at(at, lane);
        int mandate;
        if ((lanes >> lane & 1U) == 0 ||
            (hold >= 0 ? life_hold(&l, hold, &mandate) : life_consequence(&l, consequence)) != TRI_UNKNOWN) {
            continue;
        }
        struct atom *atoms = NULL;
        size_t n = 0;
        size_t room = 0;
        life_atoms(a, &l, hold >= 0 ? &g->holds.items[hold].under : &item->under, &atoms, &n, &room);
        if (hold >= 0) {
            life_atoms(a, &l, &g->measures.items[g->holds.items[hold].measure].mandates, &atoms, &n, &room);
        }
        if (n == 0) { /* its own life, not that of what it stands on */
            struct atom own = {ATOM_LIFE, hold >= 0 ? 0 : 3, hold >= 0 ? hold : consequence, NULL, 0};
            atoms = vec_grow(a, atoms, n, &room, sizeof *atoms);
            atoms[n++] = own;
        }
        for (size_t i = 0; i < n; i++) {
            struct str name = atoms[i].kind == ATOM_LAW ? g->instruments.items[atoms[i].b].item.name : item->name;
            struct diff_open_law *law = open_law(a, d, name, atom_phrase(at->an->deal, a, atoms[i]));
            touch(a, hold >= 0 ? touched_by_hold(a, law, hold) : &law->exposures, at->row, 1ULL << lane);
        }
    }
}

static void open_law_of(struct arena *a, struct diff *d, const struct answer *an, const int *lane_days, int row)
{
    for (size_t i = 0; i < an->n_legs; i++) {
        for (size_t k = 0; k < an->legs[i].n_orders; k++) {
            const struct order_answer *o = &an->legs[i].orders[k];
            struct open_at at = {an, &an->legs[i].leg, lane_days, row};
            for (size_t h = 0; leg_order_counts(an, o, ~0ULL) && h < o->n_holds; h++) {
                const struct hold_answer *x = &o->holds[h];
                add_open_law(a, d, &at, x->hold, -1, hold_closes(x).may & x->alive.may & ~x->alive.must);
            }
            for (size_t x = 0; x < o->n_exposed; x++) {
                add_open_law(a, d, &at, -1, o->exposed[x].consequence,
                             o->exposed[x].value.may & ~o->exposed[x].value.must);
            }
        }
    }
    const struct diff_row *r = &d->rows.items[row];
    for (size_t i = 0; i < r->missing.n; i++) {
        const struct diff_missing *m = &r->missing.items[i];
        if (m->law) {
            touch(a, &open_law(a, d, m->item, m->phrase)->verdicts, row, m->lanes);
        }
    }
}

static void fill_row(struct arena *a, const struct diff *d, const struct answer *an, struct diff_row *row)
{
    uint64_t lanes = d->lanes >= 64 ? ~0ULL : (1ULL << d->lanes) - 1;
    row->range = an->range;
    for (size_t i = 0; i < an->n_legs; i++) {
        for (size_t k = 0; k < an->legs[i].n_orders; k++) {
            const struct order_answer *o = &an->legs[i].orders[k];
            for (size_t x = 0; x < o->n_exposed; x++) {
                add_exposure(a, row, &o->exposed[x], lanes);
            }
            for (size_t h = 0; leg_order_counts(an, o, ~0ULL) && h < o->n_holds; h++) {
                add_blocker(a, row, &o->holds[h], lanes);
            }
            for (size_t m = 0; leg_order_counts(an, o, ~0ULL) && m < o->n_missing; m++) {
                add_missing(a, an, row, &o->missing[m], lanes);
            }
        }
    }
}

/* ---- acts ---- */

static bool differ(struct pair p, unsigned x, unsigned y)
{
    return pair_lane(p, x) != pair_lane(p, y);
}

static bool mandates_hit(const struct regime *g, const struct act *act, int hold)
{
    const struct measure *m = &g->measures.items[g->holds.items[hold].measure];
    for (size_t i = 0; i < m->mandates.n; i++) {
        for (size_t k = 0; k < act->effect.mandates.n; k++) {
            if (provision_within(g, m->mandates.items[i], act->effect.mandates.items[k])) {
                return true;
            }
        }
    }
    return false;
}

/* `role`: of who is exposed, -1 for holds. */
static void add_item(struct arena *a, diff_items *to, int index, int row, int role)
{
    struct diff_item *item = NULL;
    for (size_t i = 0; i < to->n; i++) {
        item = to->items[i].index == index ? &to->items[i] : item;
    }
    if (item == NULL) {
        struct diff_item one = {.index = index};
        VEC_PUSH(a, to, one);
        item = &to->items[to->n - 1];
    }
    uint64_t bit = role >= 0 && role < 64 ? 1ULL << role : 0;
    for (size_t i = 0; i < item->rows.n; i++) {
        if (item->rows.items[i] == row) {
            item->roles.items[i] |= bit;
            return;
        }
    }
    VEC_PUSH(a, &item->rows, row);
    VEC_PUSH(a, &item->roles, bit);
}

/* The consequence on any party in the role. */
static struct pair role_exposed(const struct answer *an, int consequence, int role)
{
    struct pair v = {0, 0};
    for (size_t i = 0; i < an->n_legs; i++) {
        for (size_t k = 0; an->deal->parties[an->legs[i].leg.party].role == role && k < an->legs[i].n_orders; k++) {
            const struct order_answer *o = &an->legs[i].orders[k];
            for (size_t x = 0; x < o->n_exposed; x++) {
                v = o->exposed[x].consequence == consequence ? pair_or(v, o->exposed[x].value) : v;
            }
        }
    }
    return v;
}

static bool hold_changed(const struct hold_answer *x, unsigned with, unsigned without)
{
    struct pair applies = pair_and(x->alive, x->reach);
    bool freed =
        differ(x->exempt, with, without) || differ(x->licensed, with, without) || differ(x->offered, with, without);
    return differ(applies, with, without) || ((applies.may >> with & 1U) != 0 && freed) ||
           ((x->by_mandate >> with ^ x->by_mandate >> without) & 1U) != 0;
}

/* Does the act change a hold or a consequence of the deal? Consequences that it takes away are kept. */
static bool act_reaches(struct arena *a, const struct diff *d, const struct answer *an, int row, struct diff_act *to,
                        unsigned with, unsigned without)
{
    const struct act *act = &d->road->acts.items[to->act];
    bool reaches = false;
    for (size_t i = 0; i < an->n_legs; i++) {
        for (size_t k = 0; k < an->legs[i].n_orders; k++) {
            const struct order_answer *o = &an->legs[i].orders[k];
            for (size_t h = 0; h < o->n_holds; h++) {
                const struct hold_answer *x = &o->holds[h];
                reaches = reaches || hold_changed(x, with, without) ||
                          (act->effect.mandates.n > 0 && mandates_hit(d->regime, act, x->hold));
            }
            for (size_t x = 0; x < o->n_exposed; x++) {
                int role = an->deal->parties[an->legs[i].leg.party].role;
                struct pair v = role_exposed(an, o->exposed[x].consequence, role);
                reaches = reaches || differ(o->exposed[x].value, with, without);
                if (pair_lane(v, with) == TRI_FALSE && pair_lane(v, without) != TRI_FALSE) {
                    add_item(a, &to->gone, o->exposed[x].consequence, row, role);
                }
            }
        }
    }
    return reaches;
}

/* What keeps the deal closed, or exposed, with the act in effect. */
static void act_leaves(struct arena *a, const struct answer *an, int row, struct diff_act *to, unsigned with)
{
    for (size_t i = 0; i < an->n_legs; i++) {
        for (size_t k = 0; k < an->legs[i].n_orders; k++) {
            const struct order_answer *o = &an->legs[i].orders[k];
            for (size_t x = 0; x < o->n_exposed; x++) {
                if (pair_lane(o->exposed[x].value, with) != TRI_FALSE) {
                    add_item(a, &to->staying, o->exposed[x].consequence, row,
                             an->deal->parties[an->legs[i].leg.party].role);
                }
            }
            for (size_t h = 0; leg_order_counts(an, o, ~0ULL) && h < o->n_holds; h++) {
                if ((hold_closes(&o->holds[h]).may >> with & 1U) != 0) {
                    add_item(a, &to->still, o->holds[h].hold, row, -1);
                }
            }
        }
    }
}

/* What one act does to one deal: lane `with` against lane `without`. */
static void compare_act(struct arena *a, struct diff *d, const struct answer *an, int row, int index, unsigned with,
                        unsigned without)
{
    struct diff_act *to = &d->acts[index];
    bool reaches = act_reaches(a, d, an, row, to, with, without);
    enum label best[2];
    enum label worst[2];
    range_lane(&an->range, with, &best[0], &worst[0]);
    range_lane(&an->range, without, &best[1], &worst[1]);
    /* open with it and not without it, at either end of the range; and the other way round */
    bool opens = (best[0] < LABEL_LICENSABLE && best[1] >= LABEL_LICENSABLE) ||
                 (worst[0] < LABEL_LICENSABLE && worst[1] >= LABEL_LICENSABLE);
    bool closes_it = (best[0] >= LABEL_LICENSABLE && best[1] < LABEL_LICENSABLE) ||
                     (worst[0] >= LABEL_LICENSABLE && worst[1] < LABEL_LICENSABLE);
    if (opens) {
        ints_add(a, &to->opens, row);
    }
    if (closes_it) {
        ints_add(a, &to->closes, row);
    }
    to->status = to->opens.n > 0 ? ACT_OPENS : to->closes.n > 0 ? ACT_CLOSES : reaches ? ACT_MASKED : to->status;
    if (reaches || opens || closes_it) {
        ints_add(a, &to->reaches, row);
        act_leaves(a, an, row, to, with);
    }
}

/* What a deal without an id is called. */
static struct str row_name(struct arena *a, const struct deal *deal, size_t number)
{
    if (deal->id.n > 0) {
        return str_dup(a, deal->id);
    }
    struct str what = STR("no id");
    if (deal->n_lines > 0 && deal->lines[0].given && deal->lines[0].description_known) {
        what = deal->lines[0].description;
    } else if (deal->n_lines > 0 && deal->lines[0].given && deal->lines[0].hs_known) {
        what = str_fmt(a, "HS %.*s", STR_ARG(deal->lines[0].hs));
    } else if (deal->activity >= 0) {
        what = deal->regime->activities.items[deal->activity].item.name;
    }
    return str_fmt(a, "%.*s (deal %zu)", STR_ARG(what), number);
}

void diff_add(struct arena *a, struct diff *d, struct diff_lanes *l, const struct deal *deal)
{
    int index = (int)d->rows.n;
    struct diff_row row = {.id = row_name(a, deal, d->rows.n + 1), .on = deal->on};
    VEC_PUSH(a, &d->rows, row);
    for (size_t p = 0; p < l->n; p++) {
        struct pass *pass = &l->passes[p];
        if (pass->tables == NULL) {
            pass->tables = tables_new(l->kept, d->regime, &pass->overlay);
        }
        struct decision_options how = {
            .evaluator = &tables, .tables = pass->tables, .lane_days = deal->on_given ? NULL : pass->days};
        if (!deal->on_given && d->at != DAY_NONE) {
            for (unsigned i = 0; i < MAX_LANES; i++) {
                pass->days[i] = d->at;
            }
        }
        const struct answer *an = decide(a, d->regime, deal, &pass->overlay, &how);
        if (p == 0) {
            fill_row(a, d, an, &d->rows.items[index]);
            open_law_of(a, d, an, how.lane_days, index);
        }
        for (unsigned lane = 0; lane < pass->overlay.lanes; lane++) {
            for (unsigned with = 0; pass->act[lane] >= 0 && with < pass->overlay.lanes; with++) {
                if (pass->act[with] < 0 && pass->stage[with] == pass->stage[lane]) {
                    compare_act(a, d, an, index, pass->act[lane], with, lane);
                    break;
                }
            }
        }
    }
}

/* Consequences that stay come in this order: those of a kind with one that the act takes away, then the others. */
static void sort_staying(struct arena *a, const struct diff *d, struct diff_act *x)
{
    const struct consequence *all = d->regime->consequences.items;
    diff_items sorted = {0};
    for (size_t i = 0; i < x->staying.n; i++) {
        struct diff_item *s = &x->staying.items[i];
        for (size_t k = 0; k < x->gone.n; k++) {
            const struct consequence *gone = &all[x->gone.items[k].index];
            const struct consequence *stays = &all[s->index];
            s->kin = s->kin || str_eq(gone->to, stays->to) ||
                     (gone->actor != NULL && stays->actor != NULL && str_eq(gone->actor->text, stays->actor->text));
        }
    }
    for (int kin = 1; kin >= 0; kin--) {
        for (size_t i = 0; i < x->staying.n; i++) {
            if (x->staying.items[i].kin == (kin == 1)) {
                VEC_PUSH(a, &sorted, x->staying.items[i]);
            }
        }
    }
    x->staying = sorted;
}

void diff_finish(struct arena *a, struct diff *d)
{
    for (size_t i = 0; i < d->road->acts.n; i++) {
        sort_staying(a, d, &d->acts[i]);
    }
    for (size_t s = 0; s < d->road->stages.n; s++) {
        struct diff_stage *to = &d->stages[s];
        const struct stage *stage = &d->road->stages.items[s];
        for (size_t i = 0; i < d->rows.n; i++) {
            uint64_t open = range_open_lanes(&d->rows.items[i].range);
            bool before = (open & 1U) != 0;
            for (size_t b = 0; b < d->road->stages.n; b++) {
                before = before || ((stage->ancestors >> b & 1U) != 0 && (open >> (b + 1) & 1U) != 0);
            }
            if ((open >> (s + 1) & 1U) != 0 && !before) {
                ints_add(a, &to->opens, (int)i);
            }
        }
        bool alone = false;
        for (size_t i = 0; i < d->road->acts.n; i++) {
            alone = alone || (d->acts[i].stage == (int)s && d->acts[i].status == ACT_OPENS);
        }
        to->jointly = to->opens.n > 0 && !alone;
    }
}
