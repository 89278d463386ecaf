/* Jurisdictions with their nexuses, authorities, classes, scopes, instruments. */
#include "base/arena.h"
#include "base/buf.h"
#include "law/parse.h"

static void parse_jurisdiction(struct parse *p, const struct declaration *d)
{
    struct regime *g = p->regime;
    struct jurisdiction *j = &g->jurisdictions.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    cursor_optional_string(&c, &j->item.title);
    if (cursor_done(&c)) {
        return;
    }
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    ints nexuses = {0};
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        if (cursor_take(&k, "nexus")) {
            const struct node *name = cursor_peek(&k);
            if (name == NULL || name->kind != NODE_WORD) {
                cursor_expected(&k, "the name of a nexus");
                continue;
            }
            struct str full = str_fmt(p->arena, "%.*s.%.*s", STR_ARG(j->item.name), STR_ARG(name->text));
            int index = regime_find(g, ITEM_NEXUS, full);
            k.i++;
            struct block *body;
            if (index < 0 || !cursor_block(&k, &body) || !cursor_end(&k)) {
                continue;
            }
            g->nexuses.items[index].root = parse_clause_block(p, body, false, 1, b->stmts[i].at);
            ints_add(p->arena, &nexuses, index);
        } else if (cursor_take(&k, "ownership")) {
            j->ownership = cursor_rest(&k);
        } else if (parse_property(&k, &j->item) == 0) {
            cursor_expected(&k, "`nexus`, `ownership` or a property");
        }
    }
    j->nexuses = nexuses.items;
    j->n_nexuses = nexuses.n;
}

static void parse_authority(struct parse *p, const struct declaration *d)
{
    const struct regime *g = p->regime;
    struct authority *au = &p->regime->authorities.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    au->acts_for = -1;
    struct block *b;
    cursor_optional_string(&c, &au->item.title);
    if (cursor_done(&c)) {
        return;
    }
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        if (cursor_take2(&k, "decides", "by")) {
            au->decides = cursor_rest(&k);
        } else if (cursor_take(&k, "veto")) {
            struct buf names;
            int country;
            bool ok = true;
            buf_init(&names, p->arena);
            do {
                ok = cursor_country(&k, &country);
                buf_addf(&names, "%s%.*s", names.n > 0 ? " " : "", STR_ARG(ok ? regime_text(g, country) : STR("")));
            } while (ok && cursor_take_comma(&k));
            if (ok && cursor_end(&k)) {
                au->veto = buf_str(&names);
            }
        } else if (cursor_take2(&k, "acts", "for")) {
            if (cursor_name(&k, ITEM_AUTHORITY, &au->acts_for)) {
                if (cursor_take(&k, "in")) {
                    au->acts_in = cursor_rest(&k);
                }
                cursor_end(&k);
            }
        } else if (parse_property(&k, &au->item) == 0) {
            cursor_expected(&k, "`decides by`, `veto`, `acts for` or a property");
        }
    }
}

static void parse_clause_item(struct parse *p, const struct declaration *d, struct clause_item *to, bool pattern)
{
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    cursor_optional_string(&c, &to->item.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    struct clause *root = clause_new(p, CL_ALL, d->stmt->at);
    VEC(struct clause *) kids = {0};
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        struct clause *kid = NULL;
        if (parse_is_clause(p, &b->stmts[i], pattern)) {
            if (parse_clause(&k, pattern, 1, &kid)) {
                VEC_PUSH(p->arena, &kids, kid);
            }
        } else if (parse_property(&k, &to->item) == 0) {
            if (parse_clause(&k, pattern, 1, &kid)) { /* reports */
                VEC_PUSH(p->arena, &kids, kid);
            }
        }
    }
    root->kids = kids.items;
    root->n_kids = kids.n;
    to->root = root;
}

void parse_who(struct parse *p, const struct declaration *d)
{
    struct regime *g = p->regime;
    switch ((int)d->kind) {
    case ITEM_JURISDICTION: parse_jurisdiction(p, d); return;
    case ITEM_AUTHORITY: parse_authority(p, d); return;
    case ITEM_CLASS: parse_clause_item(p, d, &g->classes.items[d->index], true); return;
    case ITEM_SCOPE: parse_clause_item(p, d, &g->scopes.items[d->index], false); return;
    default: return;
    }
}

/* ---- instruments ---- */

static bool instrument_event(struct cursor *c, struct instrument *in, bool ended)
{
    struct life_event e = {.until = DAY_MAX, .ended = ended};
    struct str ignored;
    if (!cursor_pin(c, &e.pin, &ignored)) {
        return false;
    }
    if (ended) {
        cursor_take(c, "from");
        if (!cursor_date(c, &e.from)) {
            return false;
        }
    } else {
        if (!cursor_need(c, "from") || !cursor_date(c, &e.from)) {
            return false;
        }
        if (cursor_take(c, "until")) {
            if (!cursor_date(c, &e.until)) {
                return false;
            }
            e.until++;
        }
    }
    VEC_PUSH(c->parse->arena, &in->events, e);
    return cursor_end(c);
}

static bool instrument_lapse(struct cursor *c, struct instrument *in)
{
    cursor_take2(c, "at", "the");
    if (cursor_take(c, "end")) {
        cursor_take(c, "of");
    }
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_NUMBER || n->text.n != 5 || n->text.p[2] != '-') {
        return cursor_expected(c, "a day of the year such as 06-26");
    }
    in->lapse_month = (n->text.p[0] - '0') * 10 + (n->text.p[1] - '0');
    in->lapse_day = (n->text.p[3] - '0') * 10 + (n->text.p[4] - '0');
    if (in->lapse_month < 1 || in->lapse_month > 12 || in->lapse_day < 1 || in->lapse_day > 31) {
        return cursor_expected(c, "a day of the year such as 06-26");
    }
    c->i++;
    return cursor_need(c, "each") && cursor_need(c, "year") && cursor_need(c, "unless") &&
           cursor_need(c, "continued") && cursor_end(c);
}

static bool instrument_rests(struct cursor *c, struct instrument *in)
{
    provisions any = {0};
    struct parse *p = c->parse;
    if (!cursor_need(c, "on")) {
        return false;
    }
    if (cursor_take2(c, "any", "of")) {
        struct block *b;
        if (!cursor_block(c, &b) || !cursor_end(c)) {
            return false;
        }
        for (size_t i = 0; i < b->n; i++) {
            struct cursor k = cursor_of(p, &b->stmts[i]);
            if (!cursor_provisions(&k, &any) || !cursor_end(&k)) {
                return false;
            }
        }
        VEC_PUSH(p->arena, &in->rests_on, any);
        return true;
    }
    do {
        provisions one = {0};
        struct provision base;
        if (!cursor_provision(c, &base)) {
            return false;
        }
        VEC_PUSH(p->arena, &one, base);
        VEC_PUSH(p->arena, &in->rests_on, one);
    } while (cursor_take_comma(c));
    return cursor_end(c);
}

static bool instrument_contains(struct cursor *c, struct instrument *in)
{
    struct contains k = {0};
    struct str ignored;
    struct block *b;
    if (!cursor_pin(c, &k.whole, &ignored) || !cursor_block(c, &b) || !cursor_end(c)) {
        return false;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor line = cursor_of(c->parse, &b->stmts[i]);
        do {
            memset(&k.to, 0, sizeof k.to);
            if (!cursor_pin(&line, &k.from, &ignored)) {
                return false;
            }
            if (k.from.n < 2) {
                return cursor_expected(&line, "a pinpoint such as `s 101`");
            }
            if (cursor_take(&line, "to")) {
                const struct node *n = cursor_peek(&line);
                if (n == NULL || n->kind != NODE_NUMBER) {
                    return cursor_expected(&line, "the last number of the range");
                }
                line.i++;
                k.to.parts = ARENA_MANY(c->parse->arena, struct str, 2);
                k.to.parts[0] = k.from.parts[0];
                k.to.parts[1] = n->text;
                k.to.n = 2;
            }
            VEC_PUSH(c->parse->arena, &in->contains, k);
        } while (cursor_take_comma(&line));
        if (!cursor_end(&line)) {
            return false;
        }
    }
    return true;
}

static void instrument_statement(struct parse *p, struct instrument *in, const struct stmt *s)
{
    struct cursor c = cursor_of(p, s);
    if (cursor_take(&c, "adopted")) {
        if (cursor_date(&c, &in->adopted)) {
            cursor_end(&c);
        }
    } else if (cursor_take(&c, "lapses")) {
        instrument_lapse(&c, in);
    } else if (cursor_take(&c, "continued")) {
        cursor_take2(&c, "each", "year");
        if (cursor_need(&c, "through") && cursor_date(&c, &in->continued_through)) {
            cursor_end(&c);
        }
    } else if (cursor_take(&c, "rests")) {
        instrument_rests(&c, in);
    } else if (cursor_take(&c, "contains")) {
        instrument_contains(&c, in);
    } else if (cursor_take(&c, "cited")) {
        if (cursor_need(&c, "as") && cursor_string(&c, &in->cited)) {
            in->bare = cursor_take(&c, "bare");
            cursor_end(&c);
        }
    } else if (cursor_take(&c, "ended")) {
        instrument_event(&c, in, true);
    } else if (cursor_take(&c, "suspended")) {
        instrument_event(&c, in, false);
    } else if (cursor_take(&c, "provision")) {
        struct life_event e = {.until = DAY_MAX};
        struct str ignored;
        if (cursor_pin(&c, &e.pin, &ignored) && cursor_need(&c, "from") && cursor_date(&c, &e.from) && cursor_end(&c)) {
            VEC_PUSH(p->arena, &in->starts, e);
        }
    } else if (cursor_take(&c, "implements")) {
        provisions ignored = {0};
        if (cursor_provisions(&c, &ignored)) {
            cursor_end(&c);
        }
        for (size_t i = 0; i < ignored.n; i++) {
            VEC_PUSH(p->arena, &in->implements, ignored.items[i].instrument);
        }
    } else if (parse_property(&c, &in->item) == 0) {
        static const char *const words[] = {"adopted", "lapses",    "continued", "rests",      "contains", "cited",
                                            "ended",   "suspended", "provision", "implements", "from",     "until",
                                            "unknown", "source",    "reviewed",  "unreviewed", "note"};
        const struct node *n = cursor_peek(&c);
        parse_unknown_word(p, "E0202", n->at, "unrecognized statement in an instrument:", n->text, words,
                           sizeof words / sizeof *words);
    }
}

void parse_instrument(struct parse *p, const struct declaration *d)
{
    struct instrument *in = &p->regime->instruments.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    in->adopted = DAY_NONE;
    in->continued_through = DAY_NONE;
    in->authority = -1;
    struct block *b;
    cursor_optional_string(&c, &in->item.title);
    if (cursor_take(&c, "by") && !cursor_name(&c, ITEM_AUTHORITY, &in->authority)) {
        return;
    }
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        instrument_statement(p, in, &b->stmts[i]);
    }
    if (in->item.from == DAY_MIN && in->adopted != DAY_NONE) {
        in->item.from = in->adopted;
    }
    if (in->item.from == DAY_MIN && !parse_reported(p, d->stmt->at)) {
        struct diag *e = diag_error(p->diags, "E0303", in->item.at, "the instrument `%.*s` has no first day",
                                    STR_ARG(in->item.name));
        diag_help(p->diags, e, "say `adopted DATE` or `from DATE`");
    }
}
