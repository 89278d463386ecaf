#include "prop/faults.h"

#include <stdlib.h>

#include "decide/walk_int.h"

#define REMEMBERED 64

/* ---- faults in the law: the regime is read again, spoilt, and compiled ---- */

static void each_clause(const struct clause *k, void (*spoil)(struct world *, struct clause *), struct world *w,
                        size_t depth)
{
    for (size_t i = 0; depth < 64 && i < k->n_kids; i++) {
        each_clause(k->kids[i], spoil, w, depth + 1);
    }
    spoil(w, (struct clause *)(uintptr_t)k);
}

static void each_of(struct clause *const *list, size_t n, void (*spoil)(struct world *, struct clause *),
                    struct world *w)
{
    for (size_t i = 0; i < n; i++) {
        each_clause(list[i], spoil, w, 0);
    }
}

static void every_clause(struct world *w, void (*spoil)(struct world *, struct clause *))
{
    struct regime *g = w->regime;
    for (size_t i = 0; i < g->holds.n; i++) {
        each_of(g->holds.items[i].scope, g->holds.items[i].n_scope, spoil, w);
        each_of(g->holds.items[i].omit_scopes, g->holds.items[i].n_omits, spoil, w);
    }
    for (size_t i = 0; i < g->exemptions.n; i++) {
        each_of(g->exemptions.items[i].clauses, g->exemptions.items[i].n_clauses, spoil, w);
        each_of(g->exemptions.items[i].but_not, g->exemptions.items[i].n_but_not, spoil, w);
    }
    for (size_t i = 0; i < g->offers.n; i++) {
        each_of(g->offers.items[i].terms, g->offers.items[i].n_terms, spoil, w);
    }
}

static void spoil_only(struct world *w, struct clause *k)
{
    (void)w;
    k->only = false;
}

static void spoil_notice(struct world *w, struct clause *k)
{
    (void)w;
    k->days += k->op == CL_NOTICE && k->days > 0 ? 1 : 0;
}

/* `open under` is true where the group does not reach: the wrong clear of rule 22. */
static void spoil_open(struct world *w, struct clause *k)
{
    if (k->op == CL_VERDICT && k->verdict == VERDICT_OPEN) {
        struct clause *inner = arena_copy(&w->arena, k, sizeof *k);
        inner->verdict = VERDICT_BLOCKED;
        k->op = CL_NOT;
        k->kids = ARENA_MANY(&w->arena, struct clause *, 1);
        k->kids[0] = inner;
        k->n_kids = 1;
    }
}

/* `not party { P }` becomes `party { not P }`. */
static void spoil_not_party(struct world *w, struct clause *k)
{
    if (k->op == CL_NOT && k->kids[0]->op == CL_PARTY && k->kids[0]->role != ROLE_ACTOR) {
        struct clause *inner = arena_copy(&w->arena, k->kids[0], sizeof *k);
        struct clause *not = arena_copy(&w->arena, k, sizeof *k);
        not ->kids = inner->kids;
        not ->n_kids = 1;
        *k = *inner;
        k->kids = ARENA_MANY(&w->arena, struct clause *, 1);
        k->kids[0] = not ;
    }
}

static void law_only(struct world *w)
{
    every_clause(w, spoil_only);
}
static void law_notice(struct world *w)
{
    every_clause(w, spoil_notice);
}
static void law_open(struct world *w)
{
    every_clause(w, spoil_open);
}
static void law_not_party(struct world *w)
{
    every_clause(w, spoil_not_party);
}

static void law_but_not(struct world *w)
{
    for (size_t i = 0; i < w->regime->exemptions.n; i++) {
        w->regime->exemptions.items[i].n_but_not = 0;
    }
}

static void law_mandates(struct world *w)
{
    for (size_t i = 0; i < w->regime->measures.n; i++) {
        w->regime->measures.items[i].mandates.n = 0;
    }
}

/* The first day is taken for the day before it. */
static void law_first_day(struct world *w)
{
    for (size_t i = 0; i < w->regime->holds.n; i++) {
        w->regime->holds.items[i].from++;
    }
}

/* The last licence of a hold is entered one row too low. */
static void law_licence(struct world *w)
{
    for (size_t i = w->regime->holds.n - 1; i > 0; i--) {
        struct hold *above = &w->regime->holds.items[i - 1];
        struct hold *h = &w->regime->holds.items[i];
        if (above->licences.n > 0 && above->measure == h->measure && h->licences.n > 0) {
            h->licences.n--;
        }
    }
}

/* A mandate suspended in a stage is off one stage too late. */
static void law_mandate_lanes(struct world *w)
{
    for (size_t i = 0; i < w->overlay.acts.n; i++) {
        struct overlay_act *act = &w->overlay.acts.items[i];
        act->lanes = act->mandates.n > 0 ? act->lanes << 1U & overlay_all(&w->overlay) : act->lanes;
    }
}

/* The licence of a stage is on in every stage. */
static void law_stage_licence(struct world *w)
{
    for (size_t i = 0; i < w->overlay.acts.n; i++) {
        struct overlay_act *act = &w->overlay.acts.items[i];
        act->lanes = act->licence >= 0 ? overlay_all(&w->overlay) : act->lanes;
    }
}

/* ---- faults in the reading of a deal ---- */

static void close_list(struct fact *f)
{
    f->complete = f->complete || f->known;
}

static void deal_open_lists(struct deal *d, struct arena *a)
{
    d->parties = arena_copy(a, d->parties, d->n_parties * sizeof *d->parties);
    for (size_t i = 0; i < d->n_parties; i++) {
        for (size_t k = 0; k < PARTY_DIMS; k++) {
            close_list(&d->parties[i].dims[k]);
        }
        d->parties[i].listed_complete = d->parties[i].listed_complete || d->parties[i].listed_known;
    }
    for (size_t k = 0; k < sizeof d->dims / sizeof *d->dims; k++) {
        close_list(&d->dims[k]);
    }
}

/* The table of tags was made before the third class of them. */
static void deal_tags(struct deal *d, struct arena *a)
{
    int tag = regime_value(d->regime, STR("US.t3"));
    d->parties = arena_copy(a, d->parties, d->n_parties * sizeof *d->parties);
    for (size_t i = 0; i < d->n_parties; i++) {
        struct party *p = &d->parties[i];
        p->listed = arena_copy(a, p->listed, p->n_listed * sizeof *p->listed);
        for (size_t k = 0; k < p->n_listed; k++) {
            ints kept = {0};
            for (size_t t = 0; t < p->listed[k].n_tags; t++) {
                if (p->listed[k].tags[t] != tag) {
                    VEC_PUSH(a, &kept, p->listed[k].tags[t]);
                }
            }
            p->listed[k].tags = kept.items;
            p->listed[k].n_tags = kept.n;
        }
    }
}

static void deal_caps(struct deal *d, struct arena *a)
{
    VEC(struct named_tri) all = {0};
    for (size_t i = 0; i < d->n_within_cap; i++) {
        VEC_PUSH(a, &all, d->within_cap[i]);
    }
    for (size_t i = 0; i < d->regime->caps.n; i++) { /* the first that is named counts */
        struct named_tri yes = {d->regime->caps.items[i].value, TRI_TRUE};
        VEC_PUSH(a, &all, yes);
    }
    d->within_cap = all.items;
    d->n_within_cap = all.n;
}

/* ---- faults in the answer ---- */

static struct range hold_range(const struct hold_answer *h)
{
    struct range r;
    struct pair p = pair_and(h->alive, h->reach);
    r.tower[0] = p;
    p = pair_and(p, pair_not(h->exempt));
    r.tower[1] = p;
    p = pair_and(p, pair_not(h->licensed));
    r.tower[2] = p;
    r.tower[3] = pair_and(p, pair_not(h->offered));
    return r;
}

static void sum_again(struct order_answer *o)
{
    struct range all = {0};
    for (size_t i = 0; i < o->n_holds; i++) {
        struct range r = hold_range(&o->holds[i]);
        range_worsen(&all, &r);
    }
    o->kleene = all;
}

/* The first failed clause is kept once, as it was in stage 0. */
static void answer_first_clause(struct order_answer *o)
{
    for (size_t i = 0; i < o->n_holds; i++) {
        for (size_t k = 0; k < o->holds[i].n_exemptions; k++) {
            struct tried *t = &o->holds[i].exemptions[k];
            uint64_t lanes = 0;
            size_t today = t->n_failures;
            for (size_t f = 0; f < t->n_failures; f++) {
                lanes |= t->failures[f].lanes;
                today = (t->failures[f].lanes & 1U) != 0 ? f : today;
            }
            if (today < t->n_failures) {
                t->failures[0] = t->failures[today];
                t->failures[0].lanes = lanes;
                t->n_failures = 1;
            }
        }
    }
}

/* A nexus that may bind is taken for one that does not. */
static bool may_bind(struct evaluation *ev, size_t leg, int hold)
{
    const struct measure *m = &ev->regime->measures.items[ev->regime->holds.items[hold].measure];
    struct walk w = {.ev = ev, .leg = &ev->legs[leg]};
    return m->binds == BINDS_NEXUS && walk_bound(&w, m) == TRI_UNKNOWN;
}

static void answer_nexus(struct evaluation *ev, size_t leg, struct order_answer *o)
{
    size_t n = 0;
    for (size_t i = 0; i < o->n_holds; i++) {
        if (!may_bind(ev, leg, o->holds[i].hold)) {
            o->holds[n++] = o->holds[i];
        }
    }
    o->n_holds = n;
    sum_again(o);
}

/* The value of an exemption is remembered for the hold, and not for the leg. */
struct answer_memory {
    const struct deal *deal;
    size_t n;
    struct {
        int hold, exemption;
        struct pair value;
    } rows[REMEMBERED];
};

static void answer_memo(struct evaluation *ev, struct order_answer *o, struct answer_memory *m)
{
    if (m->deal != ev->deal) {
        m->deal = ev->deal;
        m->n = 0;
    }
    for (size_t i = 0; i < o->n_holds; i++) {
        struct hold_answer *h = &o->holds[i];
        struct pair all = {0, 0};
        for (size_t k = 0; k < h->n_exemptions; k++) {
            struct tried *t = &h->exemptions[k];
            size_t row = 0;
            while (row < m->n && (m->rows[row].hold != h->hold || m->rows[row].exemption != t->index)) {
                row++;
            }
            if (row < m->n) {
                t->value = m->rows[row].value;
            } else if (m->n < REMEMBERED) {
                m->rows[m->n].hold = h->hold;
                m->rows[m->n].exemption = t->index;
                m->rows[m->n++].value = t->value;
            }
            all = pair_or(all, t->value);
        }
        h->exempt = all;
    }
    sum_again(o);
}

/* Terms met, and refused by policy: not said. */
static void answer_denied(struct order_answer *o)
{
    for (size_t i = 0; i < o->n_holds; i++) {
        for (size_t k = 0; k < o->holds[i].n_offers; k++) {
            o->holds[i].offers[k].denied = false;
        }
    }
}

/* ---- the table of faults ---- */

enum where { IN_NOTHING, IN_LAW, IN_DEAL, IN_LEGS, IN_ANSWER };

enum in_answer { ANSWER_FIRST_CLAUSE, ANSWER_NEXUS, ANSWER_MEMO, ANSWER_DENIED };

static const struct {
    const char *name;
    enum where where;
    void (*law)(struct world *);
    void (*deal)(struct deal *, struct arena *);
    enum in_answer answer;
} faults[] = {
    {"none", IN_NOTHING, NULL, NULL, 0},
    {"stale table of tags: one class is lost", IN_DEAL, NULL, deal_tags, 0},
    {"an open list is taken for a whole one", IN_DEAL, NULL, deal_open_lists, 0},
    {"`only` is read as `some`", IN_LAW, law_only, NULL, 0},
    {"`but not` is not read", IN_LAW, law_but_not, NULL, 0},
    {"a suspended mandate: wrong lanes", IN_LAW, law_mandate_lanes, NULL, 0},
    {"first failed clause of stage 0 for all stages", IN_ANSWER, NULL, NULL, ANSWER_FIRST_CLAUSE},
    {"a hold begins one day late", IN_LAW, law_first_day, NULL, 0},
    {"a licence is entered on the wrong hold", IN_LAW, law_licence, NULL, 0},
    {"a nexus that may bind does not bind", IN_ANSWER, NULL, NULL, ANSWER_NEXUS},
    {"a cap not known is within", IN_DEAL, NULL, deal_caps, 0},
    {"an exemption's value of one leg for the next", IN_ANSWER, NULL, NULL, ANSWER_MEMO},
    {"mandates are not read", IN_LAW, law_mandates, NULL, 0},
    {"`open under` where nothing reaches", IN_LAW, law_open, NULL, 0},
    {"`not party { P }` as `party { not P }`", IN_LAW, law_not_party, NULL, 0},
    {"notice: one day more", IN_LAW, law_notice, NULL, 0},
    {"a stage's licence in every stage", IN_LAW, law_stage_licence, NULL, 0},
    {"a party's own day is not read", IN_LEGS, NULL, NULL, 0},
    {"an offer refused by policy does not say so", IN_ANSWER, NULL, NULL, ANSWER_DENIED},
};

const size_t fault_count = sizeof faults / sizeof *faults;

const char *fault_name(size_t fault)
{
    return faults[fault].name;
}

/* ---- the evaluator ---- */

/* What the fast path sees in place of the true evaluation. */
static struct evaluation seen(struct evaluation *ev, const struct fault_world *f)
{
    struct evaluation e = *ev;
    e.tables = f->world->tables;
    if (faults[f->fault].where == IN_LAW) {
        struct deal *d = arena_copy(ev->arena, ev->deal, sizeof *ev->deal);
        d->regime = f->spoilt.regime;
        e.regime = f->spoilt.regime;
        e.overlay = &f->spoilt.overlay;
        e.deal = d;
        e.tables = f->spoilt.tables;
    } else if (faults[f->fault].where == IN_DEAL) {
        struct deal *d = arena_copy(ev->arena, ev->deal, sizeof *ev->deal);
        faults[f->fault].deal(d, ev->arena);
        e.deal = d;
    } else if (faults[f->fault].where == IN_LEGS) {
        struct leg *legs = arena_copy(ev->arena, ev->legs, ev->n_legs * sizeof *ev->legs);
        for (size_t i = 0; i < ev->n_legs; i++) {
            legs[i].day = ev->deal->on;
        }
        e.legs = legs;
    }
    return e;
}

static void fault_order(struct evaluation *ev, size_t leg, int jurisdiction, struct order_answer *ret)
{
    struct fault_world *f = ev->tables;
    struct evaluation e = seen(ev, f);
    FAST.order(&e, leg, jurisdiction, ret);
    if (faults[f->fault].where != IN_ANSWER) {
        return;
    }
    switch (faults[f->fault].answer) {
    case ANSWER_FIRST_CLAUSE: answer_first_clause(ret); return;
    case ANSWER_NEXUS: answer_nexus(ev, leg, ret); return;
    case ANSWER_MEMO: answer_memo(ev, ret, f->memory); return;
    case ANSWER_DENIED: answer_denied(ret); return;
    default: return;
    }
}

static void fault_range(struct evaluation *ev, size_t leg, int jurisdiction, const struct order_answer *proof,
                        struct range *ret)
{
    struct fault_world *f = ev->tables;
    struct evaluation e = seen(ev, f);
    FAST.range(&e, leg, jurisdiction, proof, ret);
}

static const struct evaluator faulty = {"faulty", fault_order, fault_range, NULL};

bool fault_open(struct fault_world *f, struct world *w, size_t fault)
{
    memset(f, 0, sizeof *f);
    f->world = w;
    f->fault = fault;
    f->memory = calloc(1, sizeof *f->memory);
    if (f->memory == NULL) {
        return false;
    }
    if (faults[fault].where != IN_LAW) {
        return true;
    }
    struct str texts[GEN_FILES];
    for (size_t i = 0; i < GEN_FILES; i++) {
        texts[i] = w->sources[i].text;
    }
    if (!world_load(&f->spoilt, texts, GEN_FILES, w->road_text.text)) {
        return false;
    }
    faults[fault].law(&f->spoilt);
    world_compile(&f->spoilt);
    return true;
}

void fault_close(struct fault_world *f)
{
    free(f->memory);
    if (faults[f->fault].where == IN_LAW) {
        world_free(&f->spoilt);
    }
}

struct answer *fault_decide(struct fault_world *f, struct arena *a, const json_t *deal, bool split)
{
    return world_decide(f->world, a, deal, &faulty, f, split);
}
