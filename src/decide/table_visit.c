/* Every clause of the law is visited once, so that the bits are laid out before the first cell is made of them. */
#include "base/arena.h"
#include "decide/table_set.h"

struct visitor {
    struct table_set *set;
    struct bits_builder *bits;
    bool *seen; /* by serial of a clause */
};

static void visit(struct visitor *b, const struct clause *k, size_t depth)
{
    bool known = (size_t)k->serial < b->set->regime->clauses;
    if (depth > 4 * (size_t)MAX_CLAUSE_DEPTH || (known && b->seen[k->serial])) {
        return;
    }
    if (known) {
        b->seen[k->serial] = true;
    }
    bits_clause(b->bits, k);
    for (size_t i = 0; k->op == CL_JUDGED && i < k->n_values; i++) {
        bits_judged(b->bits, k->values[i]);
    }
    for (size_t i = 0; i < k->n_kids; i++) {
        visit(b, k->kids[i], depth + 1);
    }
}

static void visit_list(struct visitor *b, struct clause *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        visit(b, list[i], 0);
    }
}

void bits_law(struct table_set *s, struct bits_builder *bits)
{
    const struct regime *g = s->regime;
    struct visitor all = {s, bits, ARENA_MANY(s->arena, bool, g->clauses + 1)};
    struct visitor *b = &all;
    for (size_t i = 0; i < g->nexuses.n; i++) {
        if (g->nexuses.items[i].root != NULL) {
            visit(b, g->nexuses.items[i].root, 0);
        }
    }
    for (size_t i = 0; i < g->holds.n; i++) {
        const struct hold *h = &g->holds.items[i];
        visit_list(b, h->scope, h->n_scope);
        visit_list(b, h->omit_scopes, h->n_omits);
        bits_conducts(b->bits, h->conducts, h->n_conducts);
    }
    for (size_t i = 0; i < g->exemptions.n; i++) {
        const struct exemption *e = &g->exemptions.items[i];
        visit_list(b, e->clauses, e->n_clauses);
        visit_list(b, e->but_not, e->n_but_not);
        bits_conducts(b->bits, e->conducts, e->n_conducts);
    }
    for (size_t i = 0; i < g->offers.n; i++) {
        visit_list(b, g->offers.items[i].terms, g->offers.items[i].n_terms);
    }
    for (size_t i = 0; i < g->policies.n; i++) {
        visit_list(b, g->policies.items[i].clauses, g->policies.items[i].n_clauses);
    }
    for (size_t i = 0; i < g->consequences.n; i++) {
        const struct consequence *q = &g->consequences.items[i];
        if (q->actor != NULL) {
            visit(b, q->actor, 0);
        }
        visit_list(b, q->clauses, q->n_clauses);
    }
    for (size_t i = 0; i < b->set->overlay.acts.n; i++) {
        if (b->set->overlay.acts.items[i].omit != NULL) {
            visit(b, b->set->overlay.acts.items[i].omit, 0);
        }
    }
}
