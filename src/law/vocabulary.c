/* The words that deals and law share: conducts, roles, activities, purposes, goods lists. */
#include "base/arena.h"
#include "law/parse.h"

/* The array of plain names of a kind. */
static struct named *named_of(struct regime *g, enum item_kind kind, int index)
{
    switch ((int)kind) {
    case ITEM_CONDUCT: return &g->conducts.items[index];
    case ITEM_PURPOSE: return &g->purposes.items[index];
    case ITEM_PARTY_KIND: return &g->kinds.items[index];
    case ITEM_PLACE: return &g->places.items[index];
    case ITEM_PORT: return &g->ports.items[index];
    case ITEM_UNIT: return &g->units.items[index];
    case ITEM_JUDGEMENT: return &g->judgements.items[index];
    case ITEM_FINDING: return &g->findings.items[index];
    case ITEM_EVENT: return &g->events.items[index];
    case ITEM_TAG: return &g->tags.items[index];
    case ITEM_CAP: return &g->caps.items[index];
    case ITEM_COMMITMENT: return &g->commitments.items[index];
    default: return &g->issues.items[index];
    }
}

static void named_body(struct parse *p, struct named *n, const struct block *b)
{
    for (size_t i = 0; i < b->n; i++) {
        struct cursor c = cursor_of(p, &b->stmts[i]);
        int took = parse_property(&c, &n->item);
        /* caps, commitments and issues keep their text; counting and readings are built later */
        if (took == 0 && (n->item.kind == ITEM_CAP || n->item.kind == ITEM_COMMITMENT || n->item.kind == ITEM_ISSUE)) {
            static const char *const words[] = {"held", "counted", "limit", "report", "stop",
                                                "when", "reading", "issue", "unit"};
            const struct node *w = cursor_peek(&c);
            bool known = w->kind == NODE_WORD && memchr(w->text.p, '.', w->text.n) != NULL;
            for (size_t k = 0; w->kind == NODE_WORD && k < sizeof words / sizeof *words; k++) {
                known = known || str_is(w->text, words[k]);
            }
            if (!known) {
                parse_unknown_word(p, "E0202", w->at, "unrecognized statement in this block:", w->text, words,
                                   sizeof words / sizeof *words);
            }
        } else if (took == 0 && n->item.kind == ITEM_PLACE && cursor_take(&c, "in")) {
            int ignored;
            if (cursor_country(&c, &ignored)) {
                cursor_end(&c);
            }
        } else if (took == 0) {
            cursor_expected(&c, "a property such as `source` or `note`");
        }
    }
}

static void parse_named(struct parse *p, const struct declaration *d)
{
    struct named *n = named_of(p->regime, d->kind, d->index);
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    cursor_optional_string(&c, &n->item.title);
    const struct node *b = cursor_peek(&c);
    if (b != NULL && b->kind == NODE_BLOCK) {
        c.i++;
        named_body(p, n, b->block);
    }
    cursor_end(&c);
}

static bool conduct_list(struct cursor *c, ints *ret)
{
    do {
        int index;
        if (!cursor_name(c, ITEM_CONDUCT, &index)) {
            return false;
        }
        ints_add(c->parse->arena, ret, c->parse->regime->conducts.items[index].value);
    } while (cursor_take_comma(c));
    return true;
}

static void parse_role(struct parse *p, const struct declaration *d)
{
    struct role *r = &p->regime->roles.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    r->conduct = -1;
    cursor_optional_string(&c, &r->item.title);
    struct block *b;
    if (cursor_done(&c)) {
        return;
    }
    if (!cursor_block(&c, &b)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        int index;
        if (cursor_take(&k, "does")) {
            if (cursor_name(&k, ITEM_CONDUCT, &index) && cursor_end(&k)) {
                r->conduct = p->regime->conducts.items[index].value;
            }
        } else if (cursor_take(&k, "is")) {
            ints kinds = {0};
            bool ok = true;
            do {
                ok = cursor_name(&k, ITEM_PARTY_KIND, &index);
                if (ok) {
                    ints_add(p->arena, &kinds, p->regime->kinds.items[index].value);
                }
            } while (ok && cursor_take_comma(&k));
            r->kinds = kinds.items;
            r->n_kinds = kinds.n;
        } else {
            cursor_expected(&k, "`does` or `is`");
        }
    }
}

static struct activity_role *role_of(struct parse *p, struct activity *a, int role)
{
    for (size_t i = 0; i < a->n_roles; i++) {
        if (a->roles[i].role == role) {
            return &a->roles[i];
        }
    }
    VEC(struct activity_role) roles = {a->roles, a->n_roles, a->n_roles};
    struct activity_role one = {.role = role, .any_of = -1};
    VEC_PUSH(p->arena, &roles, one);
    a->roles = roles.items;
    a->n_roles = roles.n;
    return &a->roles[a->n_roles - 1];
}

enum role_flag { FLAG_REQUIRED, FLAG_ALLOWED, FLAG_PRINCIPAL, FLAG_SILENT };

static bool role_list(struct cursor *c, struct activity *a, enum role_flag flag, int any_of)
{
    do {
        int role;
        if (!cursor_name(c, ITEM_ROLE, &role)) {
            return false;
        }
        struct activity_role *r = role_of(c->parse, a, role);
        r->required = r->required || flag == FLAG_REQUIRED;
        r->allowed = r->allowed || flag == FLAG_ALLOWED || flag == FLAG_REQUIRED;
        r->principal = r->principal || flag == FLAG_PRINCIPAL;
        r->silent = r->silent || flag == FLAG_SILENT;
        if (any_of >= 0) {
            r->any_of = any_of;
        }
    } while (cursor_take_comma(c));
    return cursor_end(c);
}

static void parse_activity(struct parse *p, const struct declaration *d)
{
    struct activity *a = &p->regime->activities.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    cursor_optional_string(&c, &a->item.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    int sets = 0;
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        if (cursor_take(&k, "goods")) {
            a->goods = true;
            cursor_end(&k);
        } else if (cursor_take(&k, "requires")) {
            bool any = cursor_take2(&k, "any", "of");
            role_list(&k, a, FLAG_REQUIRED, any ? sets++ : -1);
        } else if (cursor_take(&k, "allows")) {
            role_list(&k, a, FLAG_ALLOWED, -1);
        } else if (cursor_take(&k, "principal")) {
            role_list(&k, a, FLAG_PRINCIPAL, -1);
        } else if (cursor_take(&k, "silent")) {
            role_list(&k, a, FLAG_SILENT, -1);
        } else {
            int role;
            ints conducts = {0};
            if (!cursor_name(&k, ITEM_ROLE, &role) || !cursor_need(&k, "does")) {
                continue;
            }
            cursor_take(&k, "step");
            if (!conduct_list(&k, &conducts) || !cursor_end(&k)) {
                continue;
            }
            struct activity_role *r = role_of(p, a, role);
            r->conducts = conducts.items;
            r->n_conducts = conducts.n;
        }
    }
    for (size_t i = 0; i < a->n_roles; i++) { /* the role's usual conduct where the activity gives none */
        struct activity_role *r = &a->roles[i];
        int usual = p->regime->roles.items[r->role].conduct;
        if (r->n_conducts == 0 && usual >= 0 && !r->silent) {
            r->conducts = arena_copy(p->arena, &usual, sizeof usual);
            r->n_conducts = 1;
        }
    }
}

static bool hs_list(struct cursor *c, struct str **ret, size_t *ret_n)
{
    VEC(struct str) hs = {*ret, *ret_n, *ret_n};
    do {
        const struct node *n = cursor_peek(c);
        bool digits = n != NULL && n->kind == NODE_NUMBER && n->text.n >= 2 && n->text.n <= 10;
        for (size_t i = 0; digits && i < n->text.n; i++) {
            digits = n->text.p[i] >= '0' && n->text.p[i] <= '9';
        }
        if (!digits) {
            return cursor_expected(c, "an HS code of 2 to 10 digits");
        }
        VEC_PUSH(c->parse->arena, &hs, n->text);
        c->i++;
    } while (cursor_take_comma(c));
    *ret = hs.items;
    *ret_n = hs.n;
    return cursor_end(c);
}

static void parse_goods(struct parse *p, const struct declaration *d)
{
    struct regime *g = p->regime;
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct goods_list *list = &g->goods.items[d->index];
    struct block *b;
    cursor_optional_string(&c, &list->item.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        list = &g->goods.items[d->index];
        if (cursor_take(&k, "hs")) {
            hs_list(&k, &list->hs, &list->n_hs);
        } else if (cursor_take2(&k, "not", "hs")) {
            hs_list(&k, &list->not_hs, &list->n_not_hs);
        } else if (cursor_take(&k, "described")) {
            list->described = true;
            cursor_end(&k);
        } else if (cursor_take(&k, "includes")) {
            ints all = {0};
            bool ok = true;
            do {
                int index;
                ok = cursor_name(&k, ITEM_GOODS, &index);
                if (ok) {
                    ints_add(p->arena, &all, index);
                }
            } while (ok && cursor_take_comma(&k));
            list->includes = all.items;
            list->n_includes = all.n;
        } else if (cursor_take2(&k, "mapping", "by")) {
            if (cursor_string(&k, &list->mapping_by)) {
                cursor_end(&k);
            }
        } else if (parse_property(&k, &list->item) == 0) {
            cursor_expected(&k, "`hs`, `not hs`, `described`, `includes`, `mapping by` or a property");
        }
    }
    list = &g->goods.items[d->index];
    if (list->n_hs == 0 && list->n_includes == 0 && !list->described && !parse_reported(p, d->stmt->at)) {
        struct diag *e = diag_error(p->diags, "E0310", list->item.at, "the goods list `%.*s` has no goods",
                                    STR_ARG(list->item.name));
        diag_help(p->diags, e, "give `hs` codes, `includes`, or say `described`");
    }
}

void parse_vocabulary(struct parse *p, const struct declaration *d)
{
    switch ((int)d->kind) {
    case ITEM_ROLE: parse_role(p, d); return;
    case ITEM_ACTIVITY: parse_activity(p, d); return;
    case ITEM_GOODS: parse_goods(p, d); return;
    default: parse_named(p, d); return;
    }
}
