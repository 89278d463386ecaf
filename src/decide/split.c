#include "decide/split.h"

#include "base/arena.h"
#include "decide/leaf.h"

struct candidates { /* of one atom */
    struct atom atom;
    bool whole; /* false: not all values can be listed; it stays unknown */
    size_t
        extra; /* values that only the deal's own notices, approvals and findings add: they do not count against the limit (rule 30) */
    VEC(struct assumption) list;
};

struct unknown_fact { /* one fact of the deal, or one question of law: the atoms that share a JSON Pointer */
    struct str pointer;
    bool law;
    struct atom first;
    VEC(struct candidates) atoms;
    size_t n;       /* values: product over its atoms */
    size_t counted; /* the same, less what the deal's own givers add */
    bool open;      /* some atom of it stays unknown */
    uint64_t lanes;
};

struct mention { /* clauses that read atoms of the leg */
    struct arena *arena;
    const struct regime *regime;
    VEC(const struct clause *) clauses;
    unsigned char *seen; /* by serial */
    bool states;         /* some hold binds states: it asks for their kind */
};

/* ---- which clauses speak of it ---- */

static void mention_clause(struct mention *m, const struct clause *k);

static void mention_list(struct mention *m, struct clause *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mention_clause(m, list[i]);
    }
}

static void mention_hold(struct mention *m, int index)
{
    const struct regime *g = m->regime;
    const struct hold *h = &g->holds.items[index];
    const struct measure *me = &g->measures.items[h->measure];
    m->states = m->states || me->binds == BINDS_STATES;
    mention_list(m, h->scope, h->n_scope);
    mention_list(m, h->omit_scopes, h->n_omits);
    for (size_t i = 0; i < me->n_nexuses; i++) {
        if (g->nexuses.items[me->nexuses[i]].root != NULL) {
            mention_clause(m, g->nexuses.items[me->nexuses[i]].root);
        }
    }
    const ints *lists[] = {&h->exemptions, &h->licences};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < lists[k]->n; i++) {
            const struct exemption *e = &g->exemptions.items[lists[k]->items[i]];
            mention_list(m, e->clauses, e->n_clauses);
            mention_list(m, e->but_not, e->n_but_not);
        }
    }
    for (size_t i = 0; i < h->offers.n; i++) {
        const struct offer *o = &g->offers.items[h->offers.items[i]];
        mention_list(m, o->terms, o->n_terms);
    }
    for (size_t i = 0; i < me->policies.n; i++) {
        const struct policy *p = &g->policies.items[me->policies.items[i]];
        mention_list(m, p->clauses, p->n_clauses);
    }
}

static void mention_clause(struct mention *m, const struct clause *k)
{
    if (m->seen[k->serial] != 0) {
        return;
    }
    m->seen[k->serial] = 1;
    mention_list(m, k->kids, k->n_kids);
    if (k->op == CL_VERDICT) {
        const ints *measures = &m->regime->verdict_groups.items[k->item];
        for (size_t i = 0; i < measures->n; i++) { /* each clause is seen once, so that a circle ends */
            const struct measure *me = &m->regime->measures.items[measures->items[i]];
            for (int h = me->first_hold; h < me->first_hold + me->n_holds; h++) {
                mention_hold(m, h);
            }
        }
        return;
    }
    VEC_PUSH(m->arena, &m->clauses, k);
}

/* ---- the values an atom can take ---- */

static void add_value(struct arena *a, struct candidates *c, const int *values, size_t n)
{
    struct assumption s = {.atom = c->atom, .truth = TRI_TRUE};
    s.fact.known = true;
    s.fact.complete = true;
    s.fact.values = arena_copy(a, values, n * sizeof *values);
    s.fact.n = n;
    VEC_PUSH(a, &c->list, s);
}

static void add_truth(struct arena *a, struct candidates *c, enum tri truth)
{
    struct assumption s = {.atom = c->atom, .truth = truth};
    VEC_PUSH(a, &c->list, s);
}

static bool reads_dim(const struct clause *k, int dim)
{
    return (k->op == CL_VALUE || k->op == CL_ATTR) && (int)k->dim == dim;
}

/* A list may hold any of the classes together. With more than a few of them the fact is left unknown, which is sound and not exact. */
#define SUBSET_CLASSES 4

static void add_subsets(struct arena *a, struct candidates *c, const ints *classes, const struct assumption *none)
{
    if (classes->n > SUBSET_CLASSES) {
        c->whole = false;
        return;
    }
    for (size_t set = 0; set < (size_t)1 << classes->n; set++) {
        ints in = {0};
        for (size_t i = 0; i < classes->n; i++) {
            if ((set >> i & 1U) != 0) {
                VEC_PUSH(a, &in, classes->items[i]);
            }
        }
        if (set == 0 && none != NULL) {
            VEC_PUSH(a, &c->list, *none);
        } else {
            add_value(a, c, in.items, in.n);
        }
    }
}

/* Values that the clauses cannot tell apart are one: what each of the clauses says of it is its signature. */
struct classes {
    struct arena *arena;
    ints values;
    struct {
        uint64_t *items;
        size_t n;
        size_t room;
    } signatures;
};

static void add_class(struct classes *c, int v, uint64_t signature)
{
    for (size_t i = 0; i < c->signatures.n; i++) {
        if (c->signatures.items[i] == signature) {
            return;
        }
    }
    VEC_PUSH(c->arena, &c->signatures, signature);
    VEC_PUSH(c->arena, &c->values, v);
}

static bool in_clause(const struct clause *k, int v)
{
    for (size_t i = 0; i < k->n_values; i++) {
        if (k->values[i] == v) {
            return true;
        }
    }
    return false;
}

static void add_giver(const struct deal *d, struct arena *a, int giver, ints *ret)
{
    struct str by = regime_text(d->regime, giver);
    const char *dot = memchr(by.p, '.', by.n);
    int v = dot == NULL ? giver : regime_value(d->regime, str_of(by.p, (size_t)(dot - by.p)));
    if (v != VALUE_OTHER) {
        ints_add(a, ret, v);
    }
}

/* Who gives a notice or an approval, or makes a finding, is compared with the deal's own, whatever the clauses mention. */
static void deal_givers(const struct deal *d, struct arena *a, ints *ret)
{
    for (size_t i = 0; i < d->n_findings; i++) {
        add_giver(d, a, d->findings_by[i], ret);
    }
    for (size_t i = 0; i < d->n_notices; i++) {
        add_giver(d, a, d->notices[i].by, ret);
    }
    for (size_t i = 0; i < d->n_approvals; i++) {
        add_giver(d, a, d->approvals[i].by, ret);
    }
}

static uint64_t dim_signature(const struct mention *m, int dim, int v, const ints *givers)
{
    uint64_t bits = 0;
    unsigned at = 0;
    for (size_t i = 0; i < m->clauses.n; i++) {
        const struct clause *limit = m->clauses.items[i];
        if (dim == DIM_CURRENCY && (limit->op == CL_AMOUNT || limit->op == CL_UNIT_VALUE)) {
            bits = (bits << 1U | bits >> 63U) ^ (limit->currency == v ? 0x9E3779B97F4A7C15ULL * (at + 1) : 0);
            at++;
        }
        if (reads_dim(m->clauses.items[i], dim)) {
            bits =
                (bits << 1U | bits >> 63U) ^ (in_clause(m->clauses.items[i], v) ? 0x9E3779B97F4A7C15ULL * (at + 1) : 0);
            at++;
        }
    }
    if (dim == DIM_KIND && m->states) { /* what binds states asks for that kind without a clause */
        bits ^= v == regime_value(m->regime, STR("state")) ? 0xA0761D6478BD642FULL : 0;
    }
    for (size_t i = 0; i < givers->n; i++) {
        bits ^= givers->items[i] == v ? 0xD6E8FEB86659FD93ULL + i : 0;
    }
    return bits;
}

static void dim_candidates(struct arena *a, const struct mention *m, const struct deal *d, struct candidates *c)
{
    int dim = c->atom.b;
    ints mentioned = {0};
    ints givers = {0};
    if (dim == DIM_MADE_IN) {
        deal_givers(d, a, &givers);
    }
    for (size_t i = 0; i < m->clauses.n; i++) {
        const struct clause *k = m->clauses.items[i];
        for (size_t v = 0; reads_dim(k, dim) && v < k->n_values; v++) {
            if (!ints_has_value(&mentioned, k->values[v])) {
                VEC_PUSH(a, &mentioned, k->values[v]);
            }
        }
    }
    for (size_t i = 0; i < givers.n; i++) {
        ints_add(a, &mentioned, givers.items[i]);
    }
    if (dim == DIM_KIND && m->states) {
        ints_add(a, &mentioned, regime_value(m->regime, STR("state")));
    }
    for (size_t i = 0; dim == DIM_CURRENCY && i < m->clauses.n; i++) { /* limits are in a currency too */
        const struct clause *k = m->clauses.items[i];
        if (k->op == CL_AMOUNT || k->op == CL_UNIT_VALUE) {
            ints_add(a, &mentioned, k->currency);
        }
    }
    struct classes classes = {.arena = a};
    add_class(&classes, VALUE_OTHER, dim_signature(m, dim, VALUE_OTHER, &givers));
    for (size_t i = 0; i < mentioned.n; i++) {
        add_class(&classes, mentioned.items[i], dim_signature(m, dim, mentioned.items[i], &givers));
    }
    if (dim_table[dim].many == MANY_LIST) {
        add_subsets(a, c, &classes.values, NULL);
        return;
    }
    for (size_t i = 0; i < classes.values.n; i++) {
        add_value(a, c, &classes.values.items[i], 1);
        c->extra += ints_has_value(&givers, classes.values.items[i]) ? 1 : 0;
    }
}

/* A state is compared with those who gave notice or approval or made a finding, and with nothing else. */
static void country_candidates(struct arena *a, const struct deal *d, struct candidates *c)
{
    ints givers = {0};
    int other = VALUE_OTHER;
    deal_givers(d, a, &givers);
    c->extra = givers.n;
    add_value(a, c, &other, 1);
    for (size_t i = 0; i < givers.n; i++) {
        add_value(a, c, &givers.items[i], 1);
    }
}

static void listed_candidates(struct arena *a, const struct mention *m, struct candidates *c)
{
    ints tags = {0};
    for (size_t i = 0; i < m->clauses.n; i++) {
        const struct clause *k = m->clauses.items[i];
        for (size_t v = 0;
             k->op == CL_LISTED && k->how == LISTED_ITSELF && k->jurisdiction == c->atom.b && v < k->n_values; v++) {
            if (!ints_has_value(&tags, k->values[v])) {
                VEC_PUSH(a, &tags, k->values[v]);
            }
        }
    }
    struct classes classes = {.arena = a};
    for (size_t i = 0; i < tags.n; i++) {
        uint64_t bits = 0;
        unsigned at = 0;
        for (size_t k = 0; k < m->clauses.n; k++) {
            const struct clause *cl = m->clauses.items[k];
            if (cl->op == CL_LISTED && cl->how == LISTED_ITSELF && cl->jurisdiction == c->atom.b) {
                bits =
                    (bits << 1U | bits >> 63U) ^ (in_clause(cl, tags.items[i]) ? 0x9E3779B97F4A7C15ULL * (at + 1) : 0);
                at++;
            }
        }
        if (bits != 0) {
            add_class(&classes, tags.items[i], bits);
        }
    }
    struct assumption none = {.atom = c->atom, .truth = TRI_FALSE};
    ints all = {0};
    VEC_PUSH(a, &all, VALUE_OTHER); /* under another tag */
    for (size_t i = 0; i < classes.values.n; i++) {
        VEC_PUSH(a, &all, classes.values.items[i]);
    }
    add_subsets(a, c, &all, &none);
}

static void goods_lists(const struct mention *m, struct arena *a, int index, ints *ret)
{
    if (ints_has_value(ret, index)) {
        return;
    }
    VEC_PUSH(a, ret, index);
    const struct goods_list *list = &m->regime->goods.items[index];
    for (size_t i = 0; i < list->n_includes; i++) {
        goods_lists(m, a, list->includes[i], ret);
    }
}

/* Codes are whole: `2701~` is in the heading and outside its named subheadings, which are codes of their own. A code that is as long as the
 * list's is not enough, where another list, or a hole in it, asks for a longer one. */
static void goods_candidates(struct arena *a, const struct mention *m, const struct deal *d, struct candidates *c)
{
    ints lists = {0};
    for (size_t i = 0; i < m->clauses.n; i++) {
        const struct clause *k = m->clauses.items[i];
        for (size_t v = 0; k->op == CL_GOODS && v < k->n_values; v++) {
            goods_lists(m, a, k->values[v], &lists);
        }
    }
    VEC(struct str) texts = {0};
    struct str given = c->atom.kind == ATOM_HS && d->lines[c->atom.a].hs_known ? d->lines[c->atom.a].hs : STR("");
    VEC_PUSH(a, &texts, str_fmt(a, "%.*s~", STR_ARG(given)));
    for (size_t i = 0; i < lists.n; i++) {
        const struct goods_list *list = &m->regime->goods.items[lists.items[i]];
        if (c->atom.kind == ATOM_DESCRIPTION) {
            if (list->described) {
                VEC_PUSH(a, &texts, list->item.name);
            }
            continue;
        }
        for (size_t k = 0; k < list->n_hs + list->n_not_hs; k++) {
            struct str code = k < list->n_hs ? list->hs[k] : list->not_hs[k - list->n_hs];
            if (str_starts(code, given)) {
                VEC_PUSH(a, &texts, str_fmt(a, "%.*s~", STR_ARG(code)));
            }
        }
    }
    struct classes classes = {.arena = a};
    struct deal with = *d;
    struct assumption *all = ARENA_MANY(a, struct assumption, d->n_assumed + 1);
    if (d->n_assumed > 0) {
        memcpy(all, d->assumed, d->n_assumed * sizeof *all);
    }
    with.assumed = all;
    with.n_assumed = d->n_assumed + 1;
    for (size_t i = 0; i < texts.n; i++) {
        uint64_t bits = 0;
        struct assumption s = {.atom = c->atom, .truth = TRI_TRUE, .text = texts.items[i]};
        all[d->n_assumed] = s;
        for (size_t k = 0; k < lists.n; k++) {
            bits = (bits << 2U | bits >> 62U) ^
                   ((uint64_t)goods_value(&with, c->atom.a, lists.items[k]) * (0x9E3779B97F4A7C15ULL * (k + 1)));
        }
        size_t before = classes.values.n;
        add_class(&classes, (int)i, bits);
        if (classes.values.n > before) {
            VEC_PUSH(a, &c->list, s);
        }
    }
}

static void limit_candidates(struct arena *a, const struct mention *m, struct candidates *c)
{
    enum clause_op op = c->atom.kind == ATOM_AMOUNT ? CL_AMOUNT : CL_UNIT_VALUE;
    struct assumption zero = {.atom = c->atom, .truth = TRI_TRUE};
    VEC_PUSH(a, &c->list, zero);
    for (size_t i = 0; i < m->clauses.n; i++) {
        const struct clause *k = m->clauses.items[i];
        for (long long step = 0; k->op == op && step <= 1; step++) { /* at the limit, just above it */
            struct assumption s = zero;
            s.amount.micro = k->amount.micro + step;
            bool known = false;
            for (size_t j = 0; j < c->list.n; j++) {
                known = known || c->list.items[j].amount.micro == s.amount.micro;
            }
            if (!known) {
                VEC_PUSH(a, &c->list, s);
            }
        }
    }
}

static void day_candidates(struct arena *a, const struct mention *m, struct candidates *c)
{
    struct assumption first = {.atom = c->atom, .truth = TRI_TRUE, .day = DAY_MIN + 1};
    VEC_PUSH(a, &c->list, first);
    for (size_t i = 0; i < m->clauses.n; i++) {
        const struct clause *k = m->clauses.items[i];
        for (int step = -1; k->op == CL_CONTRACT && step <= 1; step++) {
            struct assumption s = first;
            s.day = k->day + step;
            VEC_PUSH(a, &c->list, s);
        }
    }
}

/* The step decides what every leg does that has a choice. */
static void step_candidates(struct arena *a, const struct evaluation *ev, struct candidates *c)
{
    ints all = {0};
    for (size_t i = 0; i < ev->n_legs; i++) {
        for (size_t k = 0; ev->legs[i].n_conducts > 1 && k < ev->legs[i].n_conducts; k++) {
            ints_add(a, &all, ev->legs[i].conducts[k]);
        }
    }
    for (size_t i = 0; i < all.n; i++) {
        add_value(a, c, &all.items[i], 1);
    }
}

static void fill_candidates(struct arena *a, const struct mention *m, const struct deal *d, const struct evaluation *ev,
                            struct candidates *c)
{
    switch ((int)c->atom.kind) {
    case ATOM_DIM: dim_candidates(a, m, d, c); return;
    case ATOM_COUNTRY: country_candidates(a, d, c); return;
    case ATOM_STEP: step_candidates(a, ev, c); return;
    case ATOM_LISTED: listed_candidates(a, m, c); return;
    case ATOM_HS:
    case ATOM_DESCRIPTION: goods_candidates(a, m, d, c); return;
    case ATOM_AMOUNT:
    case ATOM_UNIT_VALUE: limit_candidates(a, m, c); return;
    case ATOM_CONTRACT: day_candidates(a, m, c); return;
    default:
        add_truth(a, c, TRI_FALSE);
        add_truth(a, c, TRI_TRUE);
        return;
    }
}

/* ---- the towers of a hold that was answered ---- */

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

static uint64_t unsettled(const struct range *r)
{
    uint64_t lanes = 0;
    for (int k = 0; k < TOWERS; k++) {
        lanes |= r->tower[k].must ^ r->tower[k].may;
    }
    return lanes;
}

/* Unsettled, and not open whatever the label: there facts are missing. */
static uint64_t undetermined(const struct range *r)
{
    return unsettled(r) & r->tower[LABEL_LICENSABLE - 1].may;
}

/* ---- the split ---- */

struct split {
    struct evaluation *ev;
    const struct evaluator *by;
    size_t leg;
    int jurisdiction;
    struct order_answer *order;
    struct order_answer open; /* the holds that can still change it */
    struct range base;        /* of the others */
    uint64_t lanes;           /* not settled */
    uint64_t asked;           /* of these, those in which missing facts are told */
    VEC(struct unknown_fact) groups;
};

/* A notice, event or finding that has too many truths, on legs, days and holds: it stays unknown, and the other facts are split. */
static void drop_truths(struct split *s)
{
    for (size_t g = 0; g < s->groups.n; g++) {
        struct unknown_fact *group = &s->groups.items[g];
        enum atom_kind kind = group->first.kind;
        if ((kind == ATOM_NOTICE || kind == ATOM_EVENT || kind == ATOM_FOUND) && group->atoms.n > SPLIT_TRUTHS) {
            group->atoms.n = 0;
            group->n = group->counted = 1;
            group->open = true;
            s->order->missing_exact = false;
        }
    }
}

static void group_atoms(struct split *s, const struct mention *m, const struct atom *atoms, size_t n)
{
    struct arena *a = s->ev->arena;
    for (size_t i = 0; i < n; i++) {
        bool law = atoms[i].kind == ATOM_LAW || atoms[i].kind == ATOM_LIFE;
        struct str pointer = law ? STR("") : atom_pointer(s->ev->deal, a, atoms[i]);
        struct unknown_fact *to = NULL;
        for (size_t k = 0; k < s->groups.n && !law; k++) {
            if (!s->groups.items[k].law && str_eq(s->groups.items[k].pointer, pointer)) {
                to = &s->groups.items[k];
            }
        }
        if (to == NULL) {
            struct unknown_fact one = {.pointer = pointer, .law = law, .n = 1, .counted = 1, .first = atoms[i]};
            VEC_PUSH(a, &s->groups, one);
            to = &s->groups.items[s->groups.n - 1];
        }
        struct candidates c = {.atom = atoms[i], .whole = true};
        fill_candidates(a, m, s->ev->deal, s->ev, &c);
        if (!c.whole) {
            to->open = true;
            s->order->missing_exact = false;
            continue;
        }
        VEC_PUSH(a, &to->atoms, c);
        to->n = to->n > SPLIT_REAL ? to->n : to->n * c.list.n;
        to->counted = to->counted > SPLIT_COMPLETIONS ? to->counted : to->counted * (c.list.n - c.extra);
    }
}

/* The deal as the completion has it: group g takes its value number index[g]. */
static size_t assume(const struct split *s, const size_t *index, struct assumption *to)
{
    size_t n = 0;
    for (size_t g = 0; g < s->groups.n; g++) {
        size_t left = index[g];
        const struct unknown_fact *group = &s->groups.items[g];
        for (size_t i = 0; i < group->atoms.n; i++) {
            size_t count = group->atoms.items[i].list.n;
            to[n++] = group->atoms.items[i].list.items[left % count];
            left /= count;
        }
    }
    return n;
}

/* A completed step decides what the legs do. */
static const struct leg *step_legs(struct arena *a, const struct evaluation *ev, const struct assumption *all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (all[i].atom.kind != ATOM_STEP) {
            continue;
        }
        struct leg *legs = arena_copy(a, ev->legs, ev->n_legs * sizeof *legs);
        for (size_t k = 0; k < ev->n_legs; k++) {
            for (size_t c = 0; legs[k].n_conducts > 1 && c < legs[k].n_conducts; c++) {
                if (legs[k].conducts[c] == all[i].fact.values[0]) {
                    legs[k].conduct = legs[k].conducts[c];
                    legs[k].conducts = &legs[k].conducts[c];
                    legs[k].n_conducts = 1;
                }
            }
        }
        return legs;
    }
    return ev->legs;
}

static void complete(struct split *s, size_t completions, struct range *results)
{
    struct arena *a = s->ev->arena;
    size_t index[SPLIT_FACTS] = {0};
    size_t atoms = 0;
    for (size_t g = 0; g < s->groups.n; g++) {
        atoms += s->groups.items[g].atoms.n;
    }
    struct assumption *all = ARENA_MANY(a, struct assumption, s->ev->deal->n_assumed + atoms);
    if (s->ev->deal->n_assumed > 0) {
        memcpy(all, s->ev->deal->assumed, s->ev->deal->n_assumed * sizeof *all);
    }
    struct deal with = *s->ev->deal;
    with.assumed = all;
    for (size_t c = 0; c < completions; c++) {
        struct arena_mark mark = arena_mark(a);
        with.n_assumed = s->ev->deal->n_assumed + assume(s, index, all + s->ev->deal->n_assumed);
        struct evaluation ev = *s->ev;
        ev.deal = &with;
        ev.legs = step_legs(a, s->ev, all, with.n_assumed);
        s->by->range(&ev, s->leg, s->jurisdiction, &s->open, &results[c]);
        arena_rewind(a, mark);
        range_worsen(&results[c], &s->base);
        for (size_t g = 0; g < s->groups.n && ++index[g] == s->groups.items[g].n; g++) {
            index[g] = 0;
        }
    }
}

/* Lanes where openness or the worst end differ. */
static uint64_t differs(const struct range *x, const struct range *y)
{
    uint64_t d = x->tower[2].must ^ y->tower[2].must;
    for (int k = 0; k < TOWERS; k++) {
        d |= x->tower[k].may ^ y->tower[k].may;
    }
    return d;
}

static void find_missing(struct split *s, size_t completions, const struct range *results)
{
    size_t stride = 1;
    uint64_t left = s->asked & unsettled(&s->order->range); /* elsewhere no fact changes it, tried or not */
    for (size_t g = 0; g < s->groups.n; g++) {
        struct unknown_fact *group = &s->groups.items[g];
        for (size_t c = 0; c < completions; c++) {
            size_t mine = c / stride % group->n;
            if (mine > 0) {
                group->lanes |= differs(&results[c], &results[c - mine * stride]);
            }
        }
        group->lanes = group->open ? left : group->lanes & left;
        stride *= group->n;
    }
    s->order->missing_exact = s->order->missing_exact || left == 0;
}

static void report_missing(struct split *s)
{
    VEC(struct missing) missing = {0};
    for (size_t g = 0; g < s->groups.n; g++) {
        const struct unknown_fact *group = &s->groups.items[g];
        if (group->lanes != 0) {
            struct missing one = {group->first, group->pointer, group->lanes, group->law};
            VEC_PUSH(s->ev->arena, &missing, one);
        }
    }
    s->order->missing = missing.items;
    s->order->n_missing = missing.n;
}

void split_order(struct evaluation *ev, const struct evaluator *by, size_t leg, int jurisdiction,
                 struct order_answer *order)
{
    struct split s = {.ev = ev, .by = by, .leg = leg, .jurisdiction = jurisdiction, .order = order};
    order->range = order->kleene;
    order->missing_exact = true;
    s.lanes = unsettled(&order->kleene) & overlay_all(ev->overlay);
    s.asked = undetermined(&order->kleene) & s.lanes;
    if (s.lanes == 0) {
        return;
    }
    bool spent = ev->splits != NULL && *ev->splits == 0;
    if (ev->splits != NULL &&
        !spent) { /* counted where it is undetermined: a fact that is given only moves later legs up */
        *ev->splits -= 1;
    }
    s.open = *order;
    s.open.holds = ARENA_MANY(ev->arena, struct hold_answer, order->n_holds);
    s.open.n_holds = 0;
    struct mention m = {.arena = ev->arena, .regime = ev->regime};
    m.seen = ARENA_MANY(ev->arena, unsigned char, ev->regime->clauses + 1);
    for (size_t i = 0; i < order->n_holds; i++) {
        struct range r = hold_range(&order->holds[i]);
        if ((unsettled(&r) & s.lanes) != 0) {
            s.open.holds[s.open.n_holds++] = order->holds[i];
            mention_hold(&m, order->holds[i].hold);
        } else {
            range_worsen(&s.base, &r);
        }
    }
    for (size_t i = 0; i < ev->overlay->acts.n; i++) {
        if (ev->overlay->acts.items[i].omit != NULL) {
            mention_clause(&m, ev->overlay->acts.items[i].omit);
        }
    }
    struct atom *atoms;
    size_t n_atoms;
    bool whole;
    walk_atoms(ev, by, leg, jurisdiction, &s.open, s.lanes, &atoms, &n_atoms, &whole);
    order->missing_exact = whole || s.asked == 0;
    group_atoms(&s, &m, atoms, n_atoms);
    drop_truths(&s);
    size_t completions = 1;
    size_t counted = 1;
    for (size_t g = 0; g < s.groups.n && counted <= SPLIT_COMPLETIONS && completions <= SPLIT_REAL; g++) {
        completions *= s.groups.items[g].n;
        counted *= s.groups.items[g].counted;
    }
    if (s.groups.n > SPLIT_FACTS || counted > SPLIT_COMPLETIONS || completions > SPLIT_REAL || spent) {
        order->missing_exact = s.asked == 0;
        for (size_t g = 0; g < s.groups.n; g++) {
            s.groups.items[g].lanes = s.asked;
        }
        report_missing(&s);
        return;
    }
    struct range *results = ARENA_MANY(ev->arena, struct range, completions);
    complete(&s, completions, results);
    struct range all = results[0];
    for (size_t c = 1; c < completions; c++) {
        for (int k = 0; k < TOWERS; k++) {
            all.tower[k].must &= results[c].tower[k].must;
            all.tower[k].may |= results[c].tower[k].may;
        }
    }
    for (int k = 0; k < TOWERS; k++) {
        struct pair *to = &order->range.tower[k];
        to->must = (to->must & ~s.lanes) | (all.tower[k].must & s.lanes);
        to->may = (to->may & ~s.lanes) | (all.tower[k].may & s.lanes);
    }
    find_missing(&s, completions, results);
    report_missing(&s);
}
