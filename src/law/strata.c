/* Clauses on verdicts (`open under G`) are answered from the bottom up: no measure may ask for its own verdict, directly or in a circle. */
#include "base/arena.h"
#include "base/buf.h"
#include "law/checker.h"

struct asker { /* a measure, and the clauses by which it asks */
    VEC(const struct clause *) asks;
    bool done;      /* everything that it asks for can be answered */
    size_t visited; /* on the walk of that number */
};

struct strata {
    const struct regime *g;
    struct diags *diags;
    struct asker *askers;
    size_t walks;
};

static void gather(struct strata *s, struct asker *to, const struct clause *k)
{
    if (k->op == CL_VERDICT) {
        for (size_t i = 0; i < to->asks.n; i++) {
            if (to->asks.items[i] == k) {
                return;
            }
        }
        VEC_PUSH(s->diags->arena, &to->asks, k);
    }
    for (size_t i = 0; i < k->n_kids; i++) {
        gather(s, to, k->kids[i]);
    }
}

static void gather_all(struct strata *s, struct asker *to, struct clause *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        gather(s, to, list[i]);
    }
}

static void gather_exemptions(struct strata *s, struct asker *to, const ints *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct exemption *e = &s->g->exemptions.items[list->items[i]];
        gather_all(s, to, e->clauses, e->n_clauses);
        gather_all(s, to, e->but_not, e->n_but_not);
    }
}

static void gather_measure(struct strata *s, const struct measure *m, struct asker *to)
{
    const struct regime *g = s->g;
    for (int i = m->first_hold; i < m->first_hold + m->n_holds; i++) {
        const struct hold *h = &g->holds.items[i];
        gather_all(s, to, h->scope, h->n_scope);
        gather_all(s, to, h->omit_scopes, h->n_omits);
        gather_exemptions(s, to, &h->exemptions);
        gather_exemptions(s, to, &h->licences);
        for (size_t k = 0; k < h->offers.n; k++) {
            const struct offer *o = &g->offers.items[h->offers.items[k]];
            gather_all(s, to, o->terms, o->n_terms);
        }
    }
    for (size_t i = 0; i < m->policies.n; i++) {
        const struct policy *p = &g->policies.items[m->policies.items[i]];
        gather_all(s, to, p->clauses, p->n_clauses);
    }
    for (size_t i = 0; i < m->n_nexuses; i++) {
        if (g->nexuses.items[m->nexuses[i]].root != NULL) {
            gather(s, to, g->nexuses.items[m->nexuses[i]].root);
        }
    }
}

static const ints *asked_by(const struct strata *s, const struct clause *k)
{
    return &s->g->verdict_groups.items[k->item];
}

static struct str name_of(const struct strata *s, size_t measure)
{
    return s->g->measures.items[measure].item.name;
}

/* One clause may stand over many measures: it is reported once, with the first of them. */
static void report_itself(struct strata *s, size_t measure, const struct clause *k)
{
    size_t others = 0;
    for (size_t i = 0; i < s->g->measures.n; i++) {
        for (size_t j = 0; j < s->askers[i].asks.n; j++) {
            if (s->askers[i].asks.items[j] == k && ints_has_value(asked_by(s, k), (int)i)) {
                if (i < measure) {
                    return;
                }
                others += i > measure ? 1 : 0;
            }
        }
    }
    struct str more = others == 0 ? STR("") : str_fmt(s->diags->arena, ", and so do %zu more", others);
    struct diag *d = diag_error(s->diags, "E0421", check_head(k->at), "`%.*s` asks for its own verdict%.*s",
                                STR_ARG(name_of(s, measure)), STR_ARG(more));
    diag_help(s->diags, d, "ask for a group without it");
}

static void report_all_themselves(struct strata *s)
{
    for (size_t i = 0; i < s->g->measures.n; i++) {
        const struct asker *a = &s->askers[i];
        for (size_t k = 0; k < a->asks.n; k++) {
            if (ints_has_value(asked_by(s, a->asks.items[k]), (int)i)) {
                report_itself(s, i, a->asks.items[k]);
            }
        }
    }
}

/* The first measure asked for that cannot be answered yet. A clause that asks for the measure itself is reported already. */
static bool open_ask(const struct strata *s, size_t measure, size_t *ret, const struct clause **ret_by)
{
    const struct asker *a = &s->askers[measure];
    for (size_t i = 0; i < a->asks.n; i++) {
        const ints *asked = asked_by(s, a->asks.items[i]);
        bool reported = ints_has_value(asked, (int)measure);
        for (size_t k = 0; k < asked->n && !reported; k++) {
            size_t other = (size_t)asked->items[k];
            if (!s->askers[other].done) {
                *ret = other;
                *ret_by = a->asks.items[i];
                return true;
            }
        }
    }
    return false;
}

/* Marks what can be answered, from the bottom up; the first measure that is left, or the count. */
static size_t settle(struct strata *s)
{
    size_t n = s->g->measures.n;
    size_t ignored;
    const struct clause *by;
    bool more = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < n; i++) {
            if (!s->askers[i].done && !open_ask(s, i, &ignored, &by)) {
                s->askers[i].done = true;
                more = true;
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!s->askers[i].done) {
            return i;
        }
    }
    return n;
}

/* From a measure that is left every walk along open asks comes back to where it was. */
static void report_circle(struct strata *s, size_t from)
{
    const struct clause *by = NULL;
    size_t at = from;
    s->walks++;
    while (s->askers[at].visited != s->walks) {
        s->askers[at].visited = s->walks;
        open_ask(s, at, &at, &by);
    }
    struct buf names;
    buf_init(&names, s->diags->arena);
    VEC(size_t) circle = {0};
    const struct clause *first = NULL;
    size_t start = at;
    do {
        buf_addf(&names, "`%.*s`, ", STR_ARG(name_of(s, at)));
        VEC_PUSH(s->diags->arena, &circle, at);
        open_ask(s, at, &at, &by);
        first = first == NULL ? by : first;
    } while (at != start);
    struct str list = buf_str(&names);
    struct diag *d =
        diag_error(s->diags, "E0422", check_head(first->at), "verdicts are asked for in a circle: %.*s`%.*s`",
                   STR_ARG(list), STR_ARG(name_of(s, start)));
    diag_help(s->diags, d, "take one of them out of the group that the other asks for");
    for (size_t i = 0; i < circle.n; i++) { /* each measure is reported in one circle */
        s->askers[circle.items[i]].done = true;
    }
}

void check_strata(const struct regime *g, struct diags *diags)
{
    struct strata s = {.g = g, .diags = diags, .askers = ARENA_MANY(diags->arena, struct asker, g->measures.n + 1)};
    for (size_t i = 0; i < g->measures.n; i++) {
        gather_measure(&s, &g->measures.items[i], &s.askers[i]);
    }
    report_all_themselves(&s);
    for (size_t left = settle(&s); left < g->measures.n; left = settle(&s)) {
        report_circle(&s, left);
    }
}
