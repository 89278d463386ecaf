/* Holds that ask what other measures come to (`blocked under G`, `open under G`): they fall, too, when those others do. */
#include "plan/unlock_int.h"

#define TRIED 64 /* sets of acts that are replayed for one hold */

static void asked_in(struct unlocking *w, const struct clause *k, ints *to)
{
    if (k->op == CL_VERDICT) {
        const ints *measures = &w->u->regime->verdict_groups.items[k->item];
        for (size_t i = 0; i < measures->n; i++) {
            ints_add(w->arena, to, measures->items[i]);
        }
    }
    for (size_t i = 0; i < k->n_kids; i++) {
        asked_in(w, k->kids[i], to);
    }
    if (k->op == CL_NAMED) {
        const struct regime *g = w->u->regime;
        const struct clause *root = k->item_kind == ITEM_CLASS   ? g->classes.items[k->item].root
                                    : k->item_kind == ITEM_SCOPE ? g->scopes.items[k->item].root
                                                                 : NULL;
        if (root != NULL) {
            asked_in(w, root, to);
        }
    }
}

static void asked_in_all(struct unlocking *w, struct clause *const *clauses, size_t n, ints *to)
{
    for (size_t i = 0; i < n; i++) {
        asked_in(w, clauses[i], to);
    }
}

/* The measures that the hold, and what is excepted from it, ask about. */
static void asked_by(struct unlocking *w, const struct hold *h, ints *to)
{
    const struct regime *g = w->u->regime;
    asked_in_all(w, h->scope, h->n_scope, to);
    for (size_t i = 0; i < h->exemptions.n + h->licences.n; i++) {
        const struct exemption *e =
            &g->exemptions.items[i < h->exemptions.n ? h->exemptions.items[i] : h->licences.items[i - h->exemptions.n]];
        asked_in_all(w, e->clauses, e->n_clauses, to);
        asked_in_all(w, e->but_not, e->n_but_not, to);
    }
}

struct trial {
    struct unlocking *w;
    int hold; /* of the regime */
    int acts[TRIED][HIT_ITEMS];
    size_t n[TRIED];
    size_t found, stands; /* sets that were tried; of these, those that leave the hold standing */
};

static bool try_set(void *user, const struct hit_set *set)
{
    struct trial *t = user;
    struct arena *a = t->w->arena;
    struct arena_mark mark = arena_mark(a);
    const struct answer *an;
    unlock_replay(a, t->w->u, set->items, set->n, &an);
    bool closes = unlock_closes(an, t->hold);
    arena_rewind(a, mark);
    if (closes) {
        t->stands++;
    } else {
        memcpy(t->acts[t->found - t->stands], set->items, set->n * sizeof *set->items);
        t->n[t->found - t->stands] = set->n;
    }
    t->found++;
    return t->found < TRIED;
}

static void run(struct trial *t, const struct formula *f)
{
    struct hit_problem p = {.clauses = f->clauses, .n = f->n, .items = t->w->u->acts.n, .steps = 100000};
    t->found = t->stands = 0;
    hit_sets(t->w->arena, &p, try_set, t);
}

static struct formula all_of(struct unlocking *w, const ints *inner, const struct formula *ways, int but)
{
    struct formula f = formula_true();
    for (size_t i = 0; i < inner->n; i++) {
        if (inner->items[i] != but) {
            f = formula_and(w->arena, &f, &ways[inner->items[i]]);
        }
    }
    return f;
}

/* Leaves out the inner holds that need not fall. */
static void least(struct trial *t, ints *inner, const struct formula *ways)
{
    for (size_t i = 0; i < inner->n && inner->n > 1;) {
        struct formula f = all_of(t->w, inner, ways, inner->items[i]);
        run(t, &f);
        if (t->found > 0 && t->stands == 0) {
            inner->items[i] = inner->items[--inner->n];
        } else {
            i++;
        }
    }
}

struct formula unlock_inner(struct unlocking *w, size_t hold, const struct formula *ways, size_t n)
{
    const struct regime *g = w->u->regime;
    struct formula f = ways[hold];
    ints asked = {0};
    ints inner = {0};
    asked_by(w, &g->holds.items[w->u->holds.items[hold].hold], &asked);
    for (size_t i = 0; i < n; i++) {
        int measure = g->holds.items[w->u->holds.items[i].hold].measure;
        if (i != hold && ints_has_value(&asked, measure) && !formula_is_false(&ways[i])) {
            ints_add(w->arena, &inner, (int)i);
        }
    }
    if (inner.n == 0) {
        return f;
    }
    struct trial *t = ARENA_NEW(w->arena, struct trial);
    t->w = w;
    t->hold = w->u->holds.items[hold].hold;
    struct formula whole = all_of(w, &inner, ways, -1);
    run(t, &whole);
    if (t->found > 0 && t->stands == 0) {
        least(t, &inner, ways);
        whole = all_of(w, &inner, ways, -1);
        return formula_or(w->arena, &f, &whole);
    }
    for (size_t i = 0; i < t->found - t->stands; i++) { /* some sets do it, others do not */
        struct formula one = formula_true();
        for (size_t k = 0; k < t->n[i]; k++) {
            struct formula act = formula_act(w->arena, (size_t)t->acts[i][k]);
            one = formula_and(w->arena, &one, &act);
        }
        f = formula_or(w->arena, &f, &one);
    }
    return f;
}
