/* What lies over other law: groups, exemptions, licences, offers, policies, consequences, powers. */
#include "base/arena.h"
#include "law/parse.h"

/* ---- properties of every item ---- */

int parse_property(struct cursor *c, struct item *item)
{
    bool ok = true;
    if (cursor_take(c, "under")) {
        if (cursor_take(c, "issue")) { /* readings are built later: kept as text */
            cursor_rest(c);
            return 1;
        }
        ok = cursor_provisions(c, &item->under);
        struct str quoted;
        if (ok) {
            cursor_optional_string(c, &quoted);
        }
    } else if (cursor_take(c, "source")) {
        ok = cursor_string(c, &item->source);
    } else if (cursor_take(c, "reviewed")) {
        ok = cursor_date(c, &item->review.day);
        if (ok) {
            cursor_optional_string(c, &item->review.text);
        }
    } else if (cursor_take(c, "unreviewed")) {
        item->review.day = DAY_NONE;
        item->review.text = STR(REVIEW_UNSAID);
        cursor_optional_string(c, &item->review.text);
    } else if (cursor_take(c, "note")) {
        ok = cursor_string(c, &item->note);
    } else if (cursor_take(c, "from")) {
        ok = cursor_date(c, &item->from);
    } else if (cursor_take(c, "until")) {
        ok = cursor_date(c, &item->until);
        if (ok) {
            item->until++;
        }
    } else if (cursor_take2(c, "unknown", "from")) {
        ok = cursor_date(c, &item->unknown_from);
    } else if (cursor_take2(c, "suspended", "from")) {
        ok = cursor_date(c, &item->suspended_from);
        if (ok && cursor_take(c, "until")) {
            ok = cursor_date(c, &item->suspended_until);
            item->suspended_until++;
        }
    } else {
        return 0;
    }
    return ok && cursor_end(c) ? 1 : -1;
}

/* ---- lists of measures ---- */

static void parse_group(struct parse *p, const struct declaration *d);

static bool measures_of(struct cursor *c, ints *ret)
{
    struct regime *g = c->parse->regime;
    if (cursor_take(c, "of")) {
        int j;
        if (!cursor_name(c, ITEM_JURISDICTION, &j)) {
            return false;
        }
        for (size_t i = 0; i < g->measures.n; i++) {
            if (g->measures.items[i].item.jurisdiction == j) {
                ints_add(c->parse->arena, ret, (int)i);
            }
        }
        return true;
    }
    struct provision place;
    if (!cursor_need(c, "under") || !cursor_provision(c, &place)) {
        return false;
    }
    for (size_t i = 0; i < g->measures.n; i++) {
        const struct measure *m = &g->measures.items[i];
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            const struct hold *hold = &g->holds.items[h];
            for (size_t k = 0; k < hold->under.n; k++) {
                if (provision_within(g, hold->under.items[k], place)) {
                    ints_add(c->parse->arena, ret, (int)i);
                }
            }
        }
    }
    return true;
}

bool parse_measure_list(struct cursor *c, ints *ret)
{
    struct regime *g = c->parse->regime;
    do {
        if (cursor_take(c, "measures")) {
            if (!measures_of(c, ret)) {
                return false;
            }
            continue;
        }
        bool group = cursor_take(c, "group");
        struct name_ref ref;
        const struct node *n = cursor_peek(c);
        if (!cursor_any_name(c, &ref)) {
            return false;
        }
        if (ref.kind == ITEM_MEASURE && !group) {
            ints_add(c->parse->arena, ret, ref.index);
        } else if (ref.kind == ITEM_GROUP) {
            const struct group *other = &g->groups.items[ref.index];
            if (other->state == GROUP_BEING_READ) {
                struct diag *d =
                    diag_error(c->parse->diags, "E0234", n->at, "the group `%.*s` contains itself", STR_ARG(n->text));
                diag_help(c->parse->diags, d, "a group may name others, but not in a circle");
                return false;
            }
            for (size_t i = 0; other->state == GROUP_UNREAD && i < c->parse->declarations.n; i++) {
                const struct declaration *d = &c->parse->declarations.items[i];
                if (d->kind == ITEM_GROUP && d->index == ref.index && !d->external) {
                    parse_group(c->parse, d);
                }
            }
            for (size_t i = 0; i < other->measures.n; i++) {
                ints_add(c->parse->arena, ret, other->measures.items[i]);
            }
        } else {
            struct diag *d =
                diag_error(c->parse->diags, "E0211", n->at, "`%.*s` is %s, and a measure or a group is expected here",
                           STR_ARG(n->text), item_phrase(ref.kind));
            diag_help(c->parse->diags, d, "%s",
                      group                           ? "leave out `group`"
                      : ref.kind == ITEM_INSTRUMENT   ? "for all that stand in it write `measures under` before it"
                      : ref.kind == ITEM_JURISDICTION ? "for all of it write `measures of` before it"
                                                      : "name a measure or a group");
            return false;
        }
        if (cursor_take(c, "existing")) { /* `existing and later`: the group as it stands on the day of the question */
            cursor_take2(c, "and", "later");
        }
    } while (cursor_take_comma(c));
    return true;
}

/* A group may name groups that stand below it, or in another file: they are read first. */
static void parse_group(struct parse *p, const struct declaration *d)
{
    struct group *g = &p->regime->groups.items[d->index];
    if (g->state != GROUP_UNREAD) {
        return;
    }
    g->state = GROUP_BEING_READ;
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    cursor_optional_string(&c, &g->item.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        g->state = GROUP_READ;
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        if (parse_property(&k, &g->item) == 0 && parse_measure_list(&k, &g->measures)) {
            cursor_end(&k);
        }
    }
    g->state = GROUP_READ;
    if (g->measures.n == 0 && p->diags->errors == 0) { /* else a name in it may be what is wrong */
        struct diag *e = diag_error(p->diags, "E0313", g->item.at, "the group `%.*s` is empty", STR_ARG(g->item.name));
        diag_help(p->diags, e, "name its measures, or declare it `external group`");
    }
}

static void need_source(struct parse *p, const struct item *item, const struct declaration *of)
{
    if (item->under.n == 0 && item->source.n == 0 && !parse_reported(p, of->stmt->at)) {
        struct diag *d = diag_error(p->diags, "E0302", item->at, "the %s `%.*s` has no source in law",
                                    item_word(item->kind), STR_ARG(item->name));
        diag_help(p->diags, d, "say `under INSTRUMENT para ...` or `source \"citation\"`");
    }
}

/* ---- exemptions, licences, offers ---- */

static bool is_first(const struct stmt *s, const char *word)
{
    return s->nodes[0].kind == NODE_WORD && str_is(s->nodes[0].text, word);
}

static bool licensed_conducts(struct cursor *c, ints *ret)
{
    do {
        int index;
        if (!cursor_name(c, ITEM_CONDUCT, &index)) {
            return false;
        }
        ints_add(c->parse->arena, ret, c->parse->regime->conducts.items[index].value);
    } while (cursor_take_comma(c));
    return cursor_end(c);
}

static void parse_exemption(struct parse *p, const struct declaration *d)
{
    struct regime *g = p->regime;
    struct exemption *e = &g->exemptions.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    e->licence = d->kind == ITEM_LICENCE;
    e->measure = -1;
    e->authority = -1;
    e->stage_act = -1;
    cursor_optional_string(&c, &e->item.title);
    if (cursor_take(&c, "by") && !cursor_name(&c, ITEM_AUTHORITY, &e->authority)) {
        return;
    }
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    parse_exemption_block(p, b, e);
    ints over = {0};
    ints conducts = {0};
    bool said = false;
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        if (is_first(&b->stmts[i], "over") && cursor_take(&k, "over")) {
            said = true;
            if (parse_measure_list(&k, &over)) {
                cursor_end(&k);
            }
        } else if (is_first(&b->stmts[i], "licenses") && cursor_take(&k, "licenses")) {
            licensed_conducts(&k, &conducts);
        }
    }
    e = &g->exemptions.items[d->index];
    e->conducts = conducts.items;
    e->n_conducts = conducts.n;
    need_source(p, &e->item, d);
    if (!said && e->item.under.n > 0) { /* the measures that stand in the instrument it is issued under */
        for (size_t i = 0; i < g->holds.n; i++) {
            for (size_t k = 0; k < g->holds.items[i].under.n; k++) {
                if (g->holds.items[i].under.items[k].instrument == e->item.under.items[0].instrument) {
                    ints_add(p->arena, &over, g->holds.items[i].measure);
                }
            }
        }
    }
    if (over.n == 0 && p->diags->errors == 0) {
        struct diag *dg = diag_error(p->diags, "E0314", e->item.at, "the %s `%.*s` lies over no measure",
                                     item_word(e->item.kind), STR_ARG(e->item.name));
        diag_help(p->diags, dg, "say `over MEASURE, group NAME`");
    }
    resolve_over(g, d->index, &over);
}

void resolve_over(struct regime *g, int exemption, const ints *measures)
{
    const struct exemption *e = &g->exemptions.items[exemption];
    for (size_t i = 0; i < measures->n; i++) {
        const struct measure *m = &g->measures.items[measures->items[i]];
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            ints *to = e->licence ? &g->holds.items[h].licences : &g->holds.items[h].exemptions;
            ints_add(g->arena, to, exemption);
        }
    }
}

static void parse_offer(struct parse *p, const struct declaration *d)
{
    struct regime *g = p->regime;
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    ints over = {0};
    ints authorities = {0};
    VEC(struct clause *) terms = {0};
    struct offer *o = &g->offers.items[d->index];
    o->measure = -1;
    cursor_optional_string(&c, &o->item.title);
    if (!cursor_need(&c, "by")) {
        return;
    }
    do {
        int index;
        if (!cursor_name(&c, ITEM_AUTHORITY, &index)) {
            return;
        }
        ints_add(p->arena, &authorities, index);
    } while (cursor_take_comma(&c));
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        struct clause *term = NULL;
        o = &g->offers.items[d->index];
        if (cursor_take(&k, "over")) {
            if (parse_measure_list(&k, &over)) {
                cursor_end(&k);
            }
        } else if (cursor_take(&k, "policy")) {
            o->deny = cursor_take(&k, "deny");
            if (!o->deny && !cursor_take(&k, "approve") && !cursor_take(&k, "case")) {
                cursor_expected(&k, "`deny`, `approve` or `case`");
            }
        } else if (parse_is_clause(p, &b->stmts[i], false)) {
            if (parse_clause(&k, false, 1, &term)) {
                VEC_PUSH(p->arena, &terms, term);
            }
        } else if (parse_property(&k, &o->item) == 0) {
            parse_clause(&k, false, 1, &term);
        }
    }
    o = &g->offers.items[d->index];
    o->authorities = authorities.items;
    o->n_authorities = authorities.n;
    o->terms = terms.items;
    o->n_terms = terms.n;
    need_source(p, &o->item, d);
    if (over.n == 0 && p->diags->errors == 0) {
        struct diag *dg =
            diag_error(p->diags, "E0314", o->item.at, "the offer `%.*s` lies over no measure", STR_ARG(o->item.name));
        diag_help(p->diags, dg, "say `over MEASURE, group NAME`");
    }
    for (size_t i = 0; i < over.n; i++) {
        const struct measure *m = &g->measures.items[over.items[i]];
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            ints_add(g->arena, &g->holds.items[h].offers, d->index);
        }
    }
}

/* ---- policies, consequences ---- */

static void parse_policy(struct parse *p, const struct declaration *d)
{
    struct regime *g = p->regime;
    struct policy *po = &g->policies.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    VEC(struct clause *) clauses = {0};
    po->measure = -1;
    cursor_optional_string(&c, &po->item.title);
    if (!cursor_need(&c, "on") || !cursor_name(&c, ITEM_MEASURE, &po->measure) || !cursor_block(&c, &b) ||
        !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        struct clause *one = NULL;
        if (cursor_take(&k, "deny")) {
            po->deny = true;
            cursor_end(&k);
        } else if (parse_is_clause(p, &b->stmts[i], false)) {
            if (parse_clause(&k, false, 1, &one)) {
                VEC_PUSH(p->arena, &clauses, one);
            }
        } else if (parse_property(&k, &po->item) == 0) {
            parse_clause(&k, false, 1, &one);
        }
    }
    po->clauses = clauses.items;
    po->n_clauses = clauses.n;
    need_source(p, &po->item, d);
    VEC_PUSH(g->arena, &g->measures.items[po->measure].policies, d->index);
}

static void parse_consequence(struct parse *p, const struct declaration *d)
{
    struct consequence *q = &p->regime->consequences.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    VEC(struct clause *) clauses = {0};
    cursor_optional_string(&c, &q->item.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        struct clause *one = NULL;
        if (cursor_take(&k, "exposes")) {
            bool actor = cursor_need(&k, "actor");
            const struct node *n = cursor_peek(&k);
            if (!actor) {
                continue;
            }
            if (n != NULL && n->kind == NODE_BLOCK) {
                k.i++;
                q->actor = parse_clause_block(p, n->block, true, 1, n->at);
                cursor_end(&k);
            } else {
                parse_clause(&k, true, 1, &q->actor);
            }
        } else if (cursor_take(&k, "must")) {
            q->must = true;
            cursor_end(&k);
        } else if (cursor_take(&k, "may")) {
            cursor_end(&k);
        } else if (cursor_take(&k, "to")) {
            if (cursor_string(&k, &q->to)) {
                cursor_end(&k);
            }
        } else if (parse_is_clause(p, &b->stmts[i], false)) {
            if (parse_clause(&k, false, 1, &one)) {
                VEC_PUSH(p->arena, &clauses, one);
            }
        } else if (parse_property(&k, &q->item) == 0) {
            parse_clause(&k, false, 1, &one);
        }
    }
    q->clauses = clauses.items;
    q->n_clauses = clauses.n;
    need_source(p, &q->item, d);
    if (q->actor == NULL && !parse_reported(p, d->stmt->at)) {
        struct diag *dg =
            diag_error(p->diags, "E0315", q->item.at, "the consequence `%.*s` exposes nobody", STR_ARG(q->item.name));
        diag_help(p->diags, dg, "say `exposes actor { ... }`");
    }
}

void parse_over(struct parse *p, const struct declaration *d)
{
    switch ((int)d->kind) {
    case ITEM_GROUP: parse_group(p, d); return;
    case ITEM_EXEMPTION:
    case ITEM_LICENCE: parse_exemption(p, d); return;
    case ITEM_OFFER: parse_offer(p, d); return;
    case ITEM_POLICY: parse_policy(p, d); return;
    case ITEM_CONSEQUENCE: parse_consequence(p, d); return;
    default: return;
    }
}

/* ---- powers ---- */

static bool power_kinds(struct cursor *c, struct power *w)
{
    do {
        const struct node *n = cursor_peek(c);
        bool found = false;
        for (int k = 0; n != NULL && n->kind == NODE_WORD && k < ACT_KINDS; k++) {
            if (str_is(n->text, act_kind_word((enum act_kind)k))) {
                w->kinds |= 1U << k;
                found = true;
            }
        }
        if (!found) {
            return cursor_expected(c, "a kind of act (end, suspend, waive, amend, license, delist, ...)");
        }
        c->i++;
    } while (cursor_take_comma(c));
    return cursor_end(c);
}

static bool power_statement(struct parse *p, struct power *w, const struct stmt *s)
{
    struct cursor c = cursor_of(p, s);
    struct target t;
    if (cursor_take(&c, "of")) {
        return cursor_name(&c, ITEM_AUTHORITY, &w->authority) && cursor_end(&c);
    }
    if (cursor_take(&c, "may")) {
        return power_kinds(&c, w);
    }
    if (cursor_take(&c, "over")) {
        do {
            if (!cursor_target(&c, &t, true)) {
                return false;
            }
            VEC_PUSH(p->arena, &w->over, t);
        } while (cursor_take_comma(&c));
        return cursor_end(&c);
    }
    if (cursor_take(&c, "except")) {
        do {
            if (!cursor_target(&c, &t, true)) {
                return false;
            }
            VEC_PUSH(p->arena, &w->except, t);
        } while (cursor_take_comma(&c));
        return cursor_end(&c);
    }
    if (cursor_is(&c, "upon")) {
        c.i++;
        w->upon = cursor_rest(&c);
        return true;
    }
    if (cursor_is(&c, "for")) { /* `for up to 1 year`; what follows is kept */
        struct cursor k = c;
        k.i++;
        if (cursor_take2(&k, "up", "to") && !cursor_term(&k, &w->longest, &w->longest_unit)) {
            return false;
        }
    }
    static const char *const kept[] = {"for", "by", "notice", "unless", "effect", "renewable", "with", "after"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (cursor_is(&c, kept[i])) { /* terms: checked by the plan, later */
            struct str rest = cursor_rest(&c);
            w->terms = w->terms.n == 0 ? rest : str_fmt(p->arena, "%.*s; %.*s", STR_ARG(w->terms), STR_ARG(rest));
            return true;
        }
    }
    int took = parse_property(&c, &w->item);
    if (took == 0) {
        return cursor_expected(&c, "`of`, `may`, `over`, `except`, `upon`, `for` or a property");
    }
    return took > 0;
}

void parse_power(struct parse *p, const struct declaration *d)
{
    struct power *w = &p->regime->powers.items[d->index];
    struct cursor c = cursor_of(p, d->stmt);
    c.i = 2;
    struct block *b;
    w->authority = -1;
    cursor_optional_string(&c, &w->item.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        power_statement(p, w, &b->stmts[i]);
    }
    need_source(p, &w->item, d);
    if ((w->authority < 0 || w->kinds == 0 || w->over.n == 0) && !parse_reported(p, d->stmt->at)) {
        struct diag *e =
            diag_error(p->diags, "E0316", w->item.at, "the power `%.*s` is not whole", STR_ARG(w->item.name));
        diag_help(p->diags, e, "say `of AUTHORITY`, `may KIND, ...` and `over ...`");
    }
}
