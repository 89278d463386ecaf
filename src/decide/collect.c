/* What is missing: the atoms behind what is unknown. Follows the tree walker through whatever is unknown, and nothing else. */
#include "base/arena.h"
#include "decide/walk_int.h"

struct collector {
    struct walk w;
    struct atom *atoms;
    size_t n, room;
    bool whole;
};

static void collect_hold(struct collector *c, int index);

static void collect_atom(struct collector *c, struct atom one)
{
    for (size_t i = 0; i < c->n; i++) {
        if (atom_eq(c->atoms[i], one)) {
            return;
        }
    }
    c->atoms = vec_grow(c->w.ev->arena, c->atoms, c->n, &c->room, sizeof *c->atoms);
    c->atoms[c->n++] = one;
}

static void collect_clause(struct collector *c, const struct clause *k, int party)
{
    const struct evaluation *ev = c->w.ev;
    if (walk_clause(&c->w, k, party) != TRI_UNKNOWN) {
        return;
    }
    switch ((int)k->op) {
    case CL_ALL:
    case CL_ANY:
    case CL_NOT:
    case CL_NAMED:
        for (size_t i = 0; i < k->n_kids; i++) {
            collect_clause(c, k->kids[i], party);
        }
        return;
    case CL_PARTY:
        if (k->role == ROLE_ACTOR) {
            collect_clause(c, k->kids[0], c->w.leg->party);
            return;
        }
        for (size_t i = 0; i < ev->deal->n_parties; i++) {
            if (k->role == ROLE_ANY || ev->deal->parties[i].role == k->role) {
                collect_clause(c, k->kids[0], (int)i);
            }
        }
        if (!ev->deal->parties_known || !ev->deal->parties_complete) {
            c->whole = false;
        }
        return;
    case CL_VERDICT: {
        if (c->w.depth >= VERDICT_DEPTH) {
            c->whole = false;
            return;
        }
        struct walk before = c->w;
        const ints *measures = &ev->regime->verdict_groups.items[k->item];
        for (size_t i = 0; i < ev->n_legs; i++) {
            const struct leg *leg = &ev->legs[i];
            bool counts = k->leg == ON_SAME_LEG ? leg == before.leg
                          : k->leg == ON_PRINCIPAL_LEG
                              ? leg->principal && (leg->line == before.leg->line || before.leg->line < 0)
                              : ev->deal->parties[leg->party].role == k->role &&
                                    (leg->line == before.leg->line || before.leg->line < 0);
            if (!counts) {
                continue;
            }
            if (k->leg == ON_LEG_OF && k->n_kids > 0) {
                collect_clause(c, k->kids[0], leg->party);
            }
            c->w.leg = leg;
            c->w.depth = before.depth + 1;
            c->w.term = false;
            for (size_t m = 0; m < measures->n; m++) {
                const struct measure *me = &ev->regime->measures.items[measures->items[m]];
                for (int h = me->first_hold; h < me->first_hold + me->n_holds; h++) {
                    collect_hold(c, h);
                }
            }
            c->w = before;
        }
        return;
    }
    case CL_EXTERNAL: {
        struct atom law = {ATOM_LAW, 1, 0, k, 0};
        collect_atom(c, law);
        return;
    }
    default: {
        struct leg leg = *c->w.leg;
        leg.day = walk_day(&c->w);
        struct subject s = {ev->deal, &leg, party, c->w.findings_made, c->w.host, c->w.term};
        if (!leaf_atoms(ev->arena, &s, k, &c->atoms, &c->n, &c->room)) {
            c->whole = false;
        }
        return;
    }
    }
}

static void collect_provisions(struct collector *c, const provisions *under)
{
    struct life l = walk_life(&c->w);
    if (life_provisions(&l, under) == TRI_UNKNOWN) {
        life_atoms(c->w.ev->arena, &l, under, &c->atoms, &c->n, &c->room);
    }
}

/* Of an exemption, policy or offer, by its kind of life: what it stands on, and its own days. */
static void collect_item(struct collector *c, int kind, int index, const struct item *item)
{
    struct atom own = {ATOM_LIFE, kind, index, NULL, 0};
    collect_provisions(c, &item->under);
    if (item->external || walk_day(&c->w) >= item->unknown_from) {
        collect_atom(c, own);
    }
}

static void collect_layer(struct collector *c, const struct layer *layer)
{
    struct life l = walk_life(&c->w);
    struct provision under = layer->under;
    provisions one = {&under, 1, 1};
    if (life_layer(&l, layer) == TRI_UNKNOWN) {
        collect_provisions(c, &one);
    }
}

static void collect_exemption(struct collector *c, int index)
{
    const struct exemption *e = &c->w.ev->regime->exemptions.items[index];
    if (walk_exemption(&c->w, index, NULL) != TRI_UNKNOWN) {
        return;
    }
    struct life l = walk_life(&c->w);
    bool omitted;
    if (life_exemption(&l, index, &omitted) == TRI_UNKNOWN) {
        collect_item(c, 1, index, &e->item);
        if (e->layer != NULL) {
            collect_layer(c, e->layer);
        }
        for (size_t i = 0; i < e->n_omitted_by; i++) {
            collect_layer(c, &e->omitted_by[i]);
        }
    }
    if (e->n_conducts > 0 && walk_conduct(&c->w, e->conducts, e->n_conducts, false) == TRI_UNKNOWN) {
        struct atom step = {ATOM_STEP, 0, 0, NULL, 0};
        collect_atom(c, step);
    }
    for (size_t i = 0; i < e->n_clauses; i++) {
        collect_clause(c, e->clauses[i], -1);
    }
    for (size_t i = 0; i < e->n_but_not; i++) {
        collect_clause(c, e->but_not[i], -1);
    }
}

static void collect_offer_life(struct collector *c, int index)
{
    const struct offer *o = &c->w.ev->regime->offers.items[index];
    struct life l = walk_life(&c->w);
    if (life_offer(&l, index) == TRI_UNKNOWN) {
        collect_item(c, 4, index, &o->item);
        if (o->layer != NULL) {
            collect_layer(c, o->layer);
        }
    }
}

static void collect_offer(struct collector *c, const struct hold *h, int index)
{
    const struct regime *g = c->w.ev->regime;
    const struct offer *o = &g->offers.items[index];
    const struct measure *m = &g->measures.items[h->measure];
    struct life l = walk_life(&c->w);
    if (walk_offer(&c->w, h, index, NULL) != TRI_UNKNOWN) {
        return;
    }
    collect_offer_life(c, index);
    c->w.term = true;
    for (size_t i = 0; i < o->n_terms; i++) {
        collect_clause(c, o->terms[i], -1);
    }
    c->w.term = false;
    for (size_t i = 0; i < m->policies.n; i++) {
        const struct policy *p = &g->policies.items[m->policies.items[i]];
        if (life_policy(&l, m->policies.items[i]) == TRI_UNKNOWN) {
            collect_item(c, 2, m->policies.items[i], &p->item);
        }
        for (size_t k = 0; k < p->n_clauses; k++) {
            collect_clause(c, p->clauses[k], -1);
        }
    }
}

/* A permission shown frees by an offer that is in force. */
static void collect_approvals(struct collector *c, const struct hold *h)
{
    const struct deal *d = c->w.ev->deal;
    for (size_t i = 0; i < h->offers.n; i++) {
        collect_offer_life(c, h->offers.items[i]);
    }
    for (size_t i = 0; i < d->n_approvals; i++) {
        if (d->approvals[i].holder.n > 0) {
            c->whole = false; /* the holder's name may be that of a party not named */
        }
    }
}

/* Why it is unknown whether the hold reaches the leg. */
static void collect_reach(struct collector *c, const struct hold *h, int index)
{
    const struct evaluation *ev = c->w.ev;
    const struct regime *g = ev->regime;
    const struct measure *m = &g->measures.items[h->measure];
    struct life l = walk_life(&c->w);
    bool bound = walk_bound(&c->w, m) != TRI_UNKNOWN;
    for (size_t i = 0; !bound && m->binds == BINDS_NEXUS && i < m->n_nexuses; i++) {
        const struct clause *root = g->nexuses.items[m->nexuses[i]].root;
        if (root != NULL) {
            c->w.host = NULL;
            collect_clause(c, root, -1);
            c->w.host = h;
        } else {
            c->whole = false;
        }
    }
    if (!bound && m->binds == BINDS_STATES) {
        static const struct clause kind = {.op = CL_ATTR, .dim = DIM_KIND};
        struct subject s = {ev->deal, c->w.leg, c->w.leg->party, false, NULL, false};
        if (!leaf_atoms(ev->arena, &s, &kind, &c->atoms, &c->n, &c->room)) {
            c->whole = false;
        }
    }
    if (walk_conduct(&c->w, h->conducts, h->n_conducts, h->any_conduct) == TRI_UNKNOWN) {
        static const struct clause does = {.op = CL_VALUE, .dim = DIM_CONDUCT};
        struct subject s = {ev->deal, c->w.leg, -1, false, NULL, false};
        leaf_atoms(ev->arena, &s, &does, &c->atoms, &c->n, &c->room);
    }
    for (size_t i = 0; i < h->n_scope; i++) {
        collect_clause(c, h->scope[i], -1);
    }
    for (size_t i = 0; i < h->n_omits; i++) {
        if (life_layer(&l, &h->omit_layers[i]) != TRI_FALSE && walk_clause(&c->w, h->omit_scopes[i], -1) != TRI_FALSE) {
            collect_layer(c, &h->omit_layers[i]);
            collect_clause(c, h->omit_scopes[i], -1);
        }
    }
    for (size_t i = 0; i < ev->overlay->acts.n; i++) {
        const struct overlay_act *act = &ev->overlay->acts.items[i];
        if ((act->lanes >> c->w.lane & 1U) != 0 && act->omit != NULL && amends_hold(g, act, index)) {
            collect_clause(c, act->omit, -1);
        }
    }
}

/* What may free a hold, or does; not what another thing decides already. */
static void collect_free(struct collector *c, const struct hold *h, const struct lane_value *v)
{
    for (size_t i = 0; v->exempt == TRI_UNKNOWN && i < h->exemptions.n; i++) {
        collect_exemption(c, h->exemptions.items[i]);
    }
    if (v->exempt == TRI_TRUE) {
        return;
    }
    for (size_t i = 0; v->licensed == TRI_UNKNOWN && i < h->licences.n; i++) {
        collect_exemption(c, h->licences.items[i]);
    }
    int which = -1;
    if (v->licensed == TRI_UNKNOWN && walk_approvals(&c->w, h, &which) == TRI_UNKNOWN) {
        collect_approvals(c, h);
    }
    bool offered = v->licensed != TRI_TRUE && v->offered == TRI_UNKNOWN && c->w.depth == 0;
    for (size_t i = 0; offered && i < h->offers.n; i++) {
        collect_offer(c, h, h->offers.items[i]);
    }
}

static bool settled(const struct collector *c, struct lane_value v)
{
    enum tri reached = tri_and(v.alive, v.reach);
    enum tri left = tri_and(reached, tri_not(v.exempt));
    enum tri blocks = tri_and(left, tri_not(v.licensed));
    enum tri closed = tri_and(blocks, tri_not(v.offered));
    bool both = reached != TRI_UNKNOWN && blocks != TRI_UNKNOWN; /* all that a clause on a verdict asks for */
    return both && (c->w.depth > 0 || (left != TRI_UNKNOWN && closed != TRI_UNKNOWN));
}

static void collect_hold(struct collector *c, int index)
{
    const struct regime *g = c->w.ev->regime;
    const struct hold *h = &g->holds.items[index];
    struct lane_value v = walk_hold(&c->w, index, NULL);
    if (settled(c, v)) {
        return;
    }
    const struct hold *before = c->w.host;
    c->w.host = h;
    if (v.alive == TRI_UNKNOWN) {
        struct life l = walk_life(&c->w);
        struct atom own = {ATOM_LIFE, 0, index, NULL, 0};
        life_hold_atoms(c->w.ev->arena, &l, index, &c->atoms, &c->n, &c->room);
        if (l.day >= h->unknown_from) {
            collect_atom(c, own);
        }
    }
    if (v.reach == TRI_UNKNOWN) {
        collect_reach(c, h, index);
    }
    collect_free(c, h, &v);
    c->w.host = before;
}

void walk_atoms(struct evaluation *ev, const struct evaluator *by, size_t leg, int jurisdiction,
                const struct order_answer *proof, uint64_t lanes, struct atom **ret, size_t *ret_n, bool *ret_whole)
{
    (void)jurisdiction;
    struct collector c = {.w = {.ev = ev, .leg = &ev->legs[leg]}, .whole = true};
    uint64_t *asked =
        ARENA_MANY(ev->arena, uint64_t, proof->n_holds); /* a lane like an earlier one finds nothing new */
    for (size_t i = 0; i < proof->n_holds; i++) {
        asked[i] = by->alike == NULL ? lanes : by->alike(ev, leg, proof->holds[i].hold, lanes);
    }
    for (unsigned lane = 0; lane < ev->overlay->lanes; lane++) {
        c.w.lane = lane;
        for (size_t i = 0; i < proof->n_holds; i++) {
            if ((asked[i] >> lane & 1U) != 0) {
                collect_hold(&c, proof->holds[i].hold);
            }
        }
    }
    *ret = c.atoms;
    *ret_n = c.n;
    *ret_whole = c.whole;
}
