#include "plan/when.h"

#include "base/arena.h"
#include "base/date.h"

#define WHEN_DEEP 16

static struct when *read_at(struct parse *p, const struct condition_names *names, struct cursor *c, bool events,
                            int depth);

static bool condition_name(struct parse *p, const struct condition_names *names, struct cursor *c, int *ret)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_WORD) {
        return cursor_expected(c, "the name of a condition");
    }
    struct str best = {"", 0};
    size_t limit = n->text.n / 3 + 2;
    for (size_t i = 0; i < names->n; i++) {
        if (str_eq(names->items[i], n->text)) {
            *ret = (int)i;
            c->i++;
            return true;
        }
        size_t far = str_distance(n->text, names->items[i], limit);
        if (far < limit) {
            limit = far;
            best = names->items[i];
        }
    }
    struct diag *d =
        diag_error(p->diags, "E0210", n->at, "no such name: `%.*s` is not a condition of this road", STR_ARG(n->text));
    if (best.n > 0) {
        diag_help(p->diags, d, "did you mean `%.*s`?", STR_ARG(best));
    } else {
        diag_help(p->diags, d, "declare it with `condition %.*s \"...\" verified by ...`", STR_ARG(n->text));
    }
    return false;
}

static bool read_kids(struct parse *p, const struct condition_names *names, struct cursor *c, bool events, int depth,
                      struct when *w)
{
    struct block *b;
    VEC(struct when *) kids = {0};
    if (!cursor_block(c, &b)) {
        return false;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        struct when *one = read_at(p, names, &k, events, depth + 1);
        if (one == NULL || !cursor_end(&k)) {
            return false;
        }
        VEC_PUSH(p->arena, &kids, one);
    }
    if (kids.n == 0) {
        diag_error(p->diags, "E0227", w->at, "nothing in the braces");
        return false;
    }
    w->kids = kids.items;
    w->n_kids = kids.n;
    return true;
}

static bool read_no_report(struct parse *p, const struct condition_names *names, struct cursor *c, struct when *w)
{
    char unit;
    return cursor_need(c, "report") && cursor_need(c, "of") && condition_name(p, names, c, &w->condition) &&
           cursor_need(c, "for") && cursor_term(c, &w->days, &unit);
}

static struct when *read_at(struct parse *p, const struct condition_names *names, struct cursor *c, bool events,
                            int depth)
{
    struct when *w = ARENA_NEW(p->arena, struct when);
    bool ok;
    w->at = cursor_span(c);
    if (depth > WHEN_DEEP) {
        diag_error(p->diags, "E0226", w->at, "more than %d formulas in one another", WHEN_DEEP);
        return NULL;
    }
    if (cursor_take2(c, "all", "of")) {
        w->op = WHEN_ALL;
        ok = read_kids(p, names, c, events, depth, w);
    } else if (cursor_take2(c, "any", "of")) {
        w->op = WHEN_ANY;
        ok = read_kids(p, names, c, events, depth, w);
    } else if (cursor_take(c, "not")) {
        w->op = WHEN_NOT;
        w->n_kids = 1;
        w->kids = ARENA_MANY(p->arena, struct when *, 1);
        w->kids[0] = read_at(p, names, c, events, depth + 1);
        ok = w->kids[0] != NULL;
    } else if (events && cursor_take2(c, "breach", "of")) {
        w->op = WHEN_BREACH;
        ok = condition_name(p, names, c, &w->condition);
    } else if (events && cursor_take(c, "no")) {
        w->op = WHEN_NO_REPORT;
        ok = read_no_report(p, names, c, w);
    } else {
        w->op = WHEN_CONDITION;
        ok = condition_name(p, names, c, &w->condition);
    }
    return ok ? w : NULL;
}

struct when *when_read(struct parse *p, const struct condition_names *names, struct cursor *c, bool events)
{
    return read_at(p, names, c, events, 0);
}

bool when_holds(const struct when *w, uint64_t conditions)
{
    bool all = true;
    bool any = false;
    switch (w->op) {
    case WHEN_CONDITION: return (conditions >> w->condition & 1U) != 0;
    case WHEN_NOT: return !when_holds(w->kids[0], conditions);
    case WHEN_ALL:
    case WHEN_ANY:
        for (size_t i = 0; i < w->n_kids; i++) {
            bool one = when_holds(w->kids[i], conditions);
            all = all && one;
            any = any || one;
        }
        return w->op == WHEN_ALL ? all : any;
    case WHEN_BREACH:
    case WHEN_NO_REPORT:
    default: return false;
    }
}

uint64_t when_names(const struct when *w)
{
    uint64_t bits = w->n_kids == 0 ? 1ULL << w->condition : 0;
    for (size_t i = 0; i < w->n_kids; i++) {
        bits |= when_names(w->kids[i]);
    }
    return bits;
}

int term_days(int from, int n, char unit)
{
    return unit == 'y' ? date_add_years(from, n) - from : unit == 'm' ? date_add_months(from, n) - from : n;
}
