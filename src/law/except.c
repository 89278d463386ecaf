/* Exceptions of measures, and the offers that measures write themselves. */
#include "base/arena.h"
#include "law/draft.h"

bool parse_exemption_block(struct parse *p, const struct block *b, struct exemption *e)
{
    VEC(struct clause *) clauses = {e->clauses, e->n_clauses, e->n_clauses};
    VEC(struct clause *) but_not = {e->but_not, e->n_but_not, e->n_but_not};
    VEC(struct duty) duties = {e->duties, e->n_duties, e->n_duties};
    for (size_t i = 0; i < b->n; i++) {
        struct cursor c = cursor_of(p, &b->stmts[i]);
        struct clause *k = NULL;
        if (cursor_take2(&c, "but", "not")) {
            struct block *inner;
            if (cursor_block(&c, &inner) && cursor_end(&c)) {
                k = parse_clause_block(p, inner, false, 1, b->stmts[i].at);
                VEC_PUSH(p->arena, &but_not, k);
            }
        } else if (cursor_take(&c, "duty")) {
            struct duty d = {0};
            const struct node *n = cursor_peek(&c);
            if (n == NULL || n->kind != NODE_WORD) {
                cursor_expected(&c, "the name of a duty");
                continue;
            }
            d.name = n->text;
            c.i++;
            if (cursor_take(&c, "of") && !cursor_who(&c, &d.of)) {
                continue;
            }
            if (cursor_string(&c, &d.text) && cursor_end(&c)) {
                VEC_PUSH(p->arena, &duties, d);
            }
        } else if (parse_is_clause(p, &b->stmts[i], false)) {
            if (parse_clause(&c, false, 1, &k)) {
                VEC_PUSH(p->arena, &clauses, k);
            }
        } else {
            if (!e->local && cursor_take(&c, "over")) {
                continue; /* read by parse_over */
            }
            if (!e->local && cursor_take(&c, "licenses")) {
                continue;
            }
            int took = parse_property(&c, &e->item);
            if (took == 0 && parse_clause(&c, false, 1, &k)) { /* reports what it is not */
                VEC_PUSH(p->arena, &clauses, k);
            }
        }
    }
    e->clauses = clauses.items;
    e->n_clauses = clauses.n;
    e->but_not = but_not.items;
    e->n_but_not = but_not.n;
    e->duties = duties.items;
    e->n_duties = duties.n;
    return true;
}

static int add_exemption(struct draft *d, struct exemption e)
{
    struct regime *g = d->parse->regime;
    e.measure = d->index;
    e.local = true;
    e.stage_act = -1;
    e.authority = -1;
    e.item.index = (int)g->exemptions.n;
    VEC_PUSH(g->arena, &g->exemptions, e);
    return (int)g->exemptions.n - 1;
}

static const struct part *form_of(const struct draft *d, int day)
{
    for (size_t i = 0; i < d->parts.n; i++) {
        if (d->parts.items[i].form && d->parts.items[i].hold.from == day) {
            return &d->parts.items[i];
        }
    }
    return NULL;
}

bool draft_except(struct draft *d, struct cursor *c, ints *to)
{
    struct parse *p = d->parse;
    const struct node *name = cursor_peek(c);
    if (name == NULL || name->kind != NODE_WORD) {
        return cursor_expected(c, "the name of an exception");
    }
    struct exemption e = {.item = {.kind = ITEM_EXEMPTION,
                                   .name = name->text,
                                   .at = c->stmt->at,
                                   .jurisdiction = d->measure->item.jurisdiction,
                                   .review = {DAY_NONE, {0}},
                                   .from = DAY_MIN,
                                   .until = DAY_MAX,
                                   .unknown_from = DAY_MAX,
                                   .suspended_from = DAY_MAX,
                                   .suspended_until = DAY_MAX}};
    e.local = true;
    c->i++;
    for (size_t i = 0; i < to->n; i++) {
        if (str_eq(p->regime->exemptions.items[to->items[i]].item.name, name->text)) {
            struct diag *dg =
                diag_error(p->diags, "E0230", name->at, "a second exception called `%.*s` here", STR_ARG(name->text));
            diag_help(p->diags, dg, "give it a name of its own");
            return false;
        }
    }
    if (cursor_take(c, "as")) {
        int day;
        const struct node *at = NULL;
        if (!cursor_need(c, "in") || !cursor_need(c, "form")) {
            return false;
        }
        at = cursor_peek(c);
        if (!cursor_date(c, &day)) {
            return false;
        }
        const struct part *form = form_of(d, day);
        const struct exemption *from = NULL;
        for (size_t i = 0; form != NULL && i < form->hold.exemptions.n; i++) {
            const struct exemption *x = &p->regime->exemptions.items[form->hold.exemptions.items[i]];
            if (str_eq(x->item.name, name->text)) {
                from = x;
            }
        }
        if (from == NULL) {
            struct diag *dg =
                diag_error(p->diags, "E0305", at->at,
                           form == NULL ? "no form of that day above" : "that form has no exception called `%.*s`",
                           STR_ARG(name->text));
            diag_help(p->diags, dg, "a form to copy from stands above in the same measure");
            return false;
        }
        e.clauses = from->clauses;
        e.n_clauses = from->n_clauses;
        e.but_not = from->but_not;
        e.n_but_not = from->n_but_not;
        e.duties = from->duties;
        e.n_duties = from->n_duties;
        struct block *b;
        if (cursor_take(c, "but")) {
            if (!cursor_block(c, &b) || !cursor_end(c)) {
                return false;
            }
            parse_exemption_block(p, b, &e);
        } else if (!cursor_end(c)) {
            return false;
        }
    } else {
        struct block *b;
        if (!cursor_block(c, &b) || !cursor_end(c)) {
            return false;
        }
        parse_exemption_block(p, b, &e);
        if (e.n_clauses == 0 && e.n_but_not == 0 && !parse_reported(p, c->stmt->at)) {
            struct diag *dg =
                diag_error(p->diags, "E0306", name->at, "the exception `%.*s` has no clause: it would free everything",
                           STR_ARG(name->text));
            diag_help(p->diags, dg, "say what it covers, or end the measure instead");
        }
    }
    VEC_PUSH(p->arena, to, add_exemption(d, e));
    return true;
}

bool draft_offer(struct draft *d, struct cursor *c, ints *to, struct layer *layer)
{
    struct parse *p = d->parse;
    struct regime *g = p->regime;
    struct offer o = {.item = {.kind = ITEM_OFFER,
                               .name = d->measure->item.name,
                               .at = c->stmt->at,
                               .jurisdiction = d->measure->item.jurisdiction,
                               .review = {DAY_NONE, {0}},
                               .from = DAY_MIN,
                               .until = DAY_MAX,
                               .unknown_from = DAY_MAX,
                               .suspended_from = DAY_MAX,
                               .suspended_until = DAY_MAX}};
    ints authorities = {0};
    VEC(struct clause *) terms = {0};
    if (!cursor_need(c, "by")) {
        return false;
    }
    do {
        int index;
        if (!cursor_name(c, ITEM_AUTHORITY, &index)) {
            return false;
        }
        ints_add(p->arena, &authorities, index);
    } while (cursor_take_comma(c));
    if (!cursor_need(c, "case-by-case")) {
        return false;
    }
    if (cursor_take2(c, "in", "advance")) {
        /* said by the text, and what every offer means */
    }
    const struct node *n = cursor_peek(c);
    if (n != NULL && n->kind == NODE_BLOCK) {
        c->i++;
        for (size_t i = 0; i < n->block->n; i++) {
            struct cursor k = cursor_of(p, &n->block->stmts[i]);
            struct clause *term = NULL;
            if (parse_clause(&k, false, 1, &term)) {
                VEC_PUSH(p->arena, &terms, term);
            }
        }
    }
    while (!cursor_done(c)) {
        if (cursor_take(c, "policy")) {
            if (cursor_take(c, "deny")) {
                o.deny = true;
            } else if (!cursor_take(c, "approve") && !cursor_take(c, "case")) {
                return cursor_expected(c, "`deny`, `approve` or `case`");
            }
        } else if (cursor_take(c, "under")) {
            if (!cursor_provisions(c, &o.item.under)) {
                return false;
            }
        } else {
            return cursor_end(c);
        }
    }
    o.authorities = authorities.items;
    o.n_authorities = authorities.n;
    o.terms = terms.items;
    o.n_terms = terms.n;
    o.measure = d->index;
    o.layer = layer;
    o.item.index = (int)g->offers.n;
    VEC_PUSH(g->arena, &g->offers, o);
    VEC_PUSH(p->arena, to, (int)g->offers.n - 1);
    return true;
}
