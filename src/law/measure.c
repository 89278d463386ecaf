/* Measures: forms, pillars, variations, turned into holds. Exceptions and offers: except.c. */
#include "base/arena.h"
#include "law/draft.h"

/* ---- forms and pillars ---- */

/* First day of a provision: its own, or its instrument's. */
static int provision_start(const struct regime *g, const struct provision *pr)
{
    const struct instrument *in = &g->instruments.items[pr->instrument];
    for (size_t i = 0; i < in->starts.n; i++) {
        if (pin_within(in, pr->pin, in->starts.items[i].pin)) {
            return in->starts.items[i].from;
        }
    }
    return in->item.from;
}

static bool part_statement(struct draft *d, struct part *part, const struct stmt *s)
{
    struct parse *p = d->parse;
    struct cursor c = cursor_of(p, s);
    struct item scratch = {.review = {DAY_NONE, {0}},
                           .from = DAY_MIN,
                           .until = DAY_MAX,
                           .unknown_from = DAY_MAX,
                           .suspended_from = DAY_MAX,
                           .suspended_until = DAY_MAX};
    if (cursor_take(&c, "except")) {
        return draft_except(d, &c, &part->hold.exemptions);
    }
    if (cursor_take(&c, "licensable")) {
        return draft_offer(d, &c, &part->hold.offers, NULL);
    }
    if (cursor_take(&c, "prohibits")) {
        ints conducts = {0};
        do {
            int index;
            if (!cursor_name(&c, ITEM_CONDUCT, &index)) {
                return false;
            }
            ints_add(p->arena, &conducts, p->regime->conducts.items[index].value);
        } while (cursor_take_comma(&c));
        part->hold.conducts = conducts.items;
        part->hold.n_conducts = conducts.n;
        return cursor_end(&c);
    }
    struct clause *k = NULL;
    if (parse_is_clause(p, s, false)) {
        if (!parse_clause(&c, false, 1, &k)) {
            return false;
        }
        VEC_PUSH(p->arena, &part->scope, k);
        return true;
    }
    int took = parse_property(&c, &scratch);
    if (took < 0) {
        return false;
    }
    if (took == 0) {
        return parse_clause(&c, false, 1, &k); /* reports */
    }
    if (scratch.review.day != DAY_NONE || scratch.review.text.n > 0) {
        part->hold.review = scratch.review;
    }
    if (scratch.note.n > 0) {
        part->hold.note = scratch.note;
    }
    if (scratch.from != DAY_MIN) {
        if (part->form) {
            struct diag *dg = diag_error(p->diags, "E0317", s->at, "a form has its first day in its head");
            diag_help(p->diags, dg, "write `form DATE under ...`");
            return false;
        }
        part->hold.from = scratch.from;
        part->own_day = true;
    }
    if (scratch.suspended_from != DAY_MAX) {
        struct diag *dg = diag_error(p->diags, "E0317", s->at, "what is suspended is a provision of an instrument");
        diag_help(p->diags, dg, "say `suspended PINPOINT from DATE until DATE` in the instrument");
        return false;
    }
    if (scratch.until != DAY_MAX) {
        part->hold.until = scratch.until;
    }
    if (scratch.unknown_from != DAY_MAX) {
        part->hold.unknown_from = scratch.unknown_from;
    }
    return true;
}

static struct part *new_part(struct draft *d, struct span at)
{
    struct part one = {
        .hold = {
            .measure = d->index, .from = DAY_MIN, .until = DAY_MAX, .unknown_from = DAY_MAX, .base = -1, .at = at}};
    one.hold.review.day = DAY_NONE;
    VEC_PUSH(d->parse->arena, &d->parts, one);
    return &d->parts.items[d->parts.n - 1];
}

static void read_part(struct draft *d, struct cursor *c, bool form)
{
    struct parse *p = d->parse;
    size_t index = d->parts.n;
    struct part *part = new_part(d, c->stmt->at);
    part->form = form;
    bool ok = true;
    const struct node *day_at = cursor_peek(c);
    if (form) {
        ok = cursor_date(c, &part->hold.from) && cursor_need(c, "under");
    }
    ok = ok && cursor_provisions(c, &part->hold.under);
    while (ok && !form && (cursor_is(c, "from") || cursor_is(c, "until"))) {
        if (cursor_take(c, "from")) {
            ok = cursor_date(c, &part->hold.from);
        } else if (cursor_take(c, "until") && (ok = cursor_date(c, &part->hold.until))) {
            part->hold.until++;
        }
    }
    if (!ok) {
        d->parts.n--;
        return;
    }
    if (!cursor_done(c)) {
        struct block *b;
        if (cursor_block(c, &b) && cursor_end(c)) {
            for (size_t i = 0; i < b->n; i++) {
                part_statement(d, &d->parts.items[index], &b->stmts[i]);
            }
        }
    }
    part = &d->parts.items[index];
    int start = DAY_MAX;
    for (size_t i = 0; i < part->hold.under.n; i++) {
        int s = provision_start(p->regime, &part->hold.under.items[i]);
        start = s < start ? s : start;
    }
    if (!form && part->hold.from == DAY_MIN && !part->own_day) {
        part->hold.from = start;
    } else if (form && start != part->hold.from && start != DAY_MIN) {
        struct diag *dg =
            diag_error(p->diags, "E0304", day_at->at, "this form is dated %.*s, its provision takes effect on %.*s",
                       STR_ARG(date_str(p->arena, part->hold.from)), STR_ARG(date_str(p->arena, start)));
        diag_help(p->diags, dg, "correct one of them, or give the instrument `provision PINPOINT from DATE`");
    }
}

/* ---- variations ---- */

/* Do two clauses speak of the same thing, so that one added replaces the other? */
static bool same_subject(const struct clause *a, const struct clause *b)
{
    if (a->op == CL_NOT && b->op == CL_NOT) {
        return same_subject(a->kids[0], b->kids[0]);
    }
    return a->op == b->op && (a->op != CL_VALUE || a->dim == b->dim) && (a->op != CL_PARTY || a->role == b->role);
}

struct variation {
    struct layer layer;
    struct part *base;
    ints conducts;
    VEC(struct clause *) scope;
    bool adds;
    ints exemptions, offers;
    struct review review;
};

static bool vary_statement(struct draft *d, struct variation *v, const struct stmt *s)
{
    struct parse *p = d->parse;
    struct regime *g = p->regime;
    struct cursor c = cursor_of(p, s);
    struct block *b;
    if (cursor_take2(&c, "omit", "except")) {
        const struct node *name = cursor_peek(&c);
        if (name == NULL || name->kind != NODE_WORD) {
            return cursor_expected(&c, "the name of an exception");
        }
        c.i++;
        for (size_t i = 0; i < v->base->hold.exemptions.n; i++) {
            struct exemption *e = &g->exemptions.items[v->base->hold.exemptions.items[i]];
            if (str_eq(e->item.name, name->text)) {
                VEC(struct layer) by = {e->omitted_by, e->n_omitted_by, e->n_omitted_by};
                VEC_PUSH(p->arena, &by, v->layer);
                e->omitted_by = by.items;
                e->n_omitted_by = by.n;
                return cursor_end(&c);
            }
        }
        struct diag *dg =
            diag_error(p->diags, "E0305", name->at, "the form in force on that day has no exception called `%.*s`",
                       STR_ARG(name->text));
        diag_help(p->diags, dg, "exceptions of the measure itself cannot be omitted: write them in its forms");
        return false;
    }
    if (cursor_take2(&c, "omit", "scope")) {
        if (!cursor_block(&c, &b) || !cursor_end(&c)) {
            return false;
        }
        VEC_PUSH(p->arena, &v->base->omit_layers, v->layer);
        VEC_PUSH(p->arena, &v->base->omit_scopes, parse_clause_block(p, b, false, 1, s->at));
        return true;
    }
    if (cursor_take(&c, "add")) {
        v->adds = true;
        if (cursor_take(&c, "prohibits")) {
            do {
                int index;
                if (!cursor_name(&c, ITEM_CONDUCT, &index)) {
                    return false;
                }
                ints_add(p->arena, &v->conducts, g->conducts.items[index].value);
            } while (cursor_take_comma(&c));
            return cursor_end(&c);
        }
        if (cursor_take(&c, "scope")) {
            if (!cursor_block(&c, &b) || !cursor_end(&c)) {
                return false;
            }
            for (size_t i = 0; i < b->n; i++) {
                struct cursor k = cursor_of(p, &b->stmts[i]);
                struct clause *one = NULL;
                if (parse_clause(&k, false, 1, &one)) {
                    VEC_PUSH(p->arena, &v->scope, one);
                }
            }
            return true;
        }
        struct clause *one = NULL;
        if (!parse_clause(&c, false, 1, &one)) {
            return false;
        }
        VEC_PUSH(p->arena, &v->scope, one);
        return true;
    }
    if (cursor_take(&c, "except")) {
        return draft_except(d, &c, &v->exemptions);
    }
    if (cursor_take(&c, "licensable")) {
        struct layer *layer = arena_copy(p->arena, &v->layer, sizeof v->layer);
        return draft_offer(d, &c, &v->offers, layer);
    }
    struct item scratch = {.review = {DAY_NONE, {0}},
                           .from = DAY_MIN,
                           .until = DAY_MAX,
                           .unknown_from = DAY_MAX,
                           .suspended_from = DAY_MAX,
                           .suspended_until = DAY_MAX};
    int took = parse_property(&c, &scratch);
    if (took == 0) {
        return cursor_expected(&c, "`omit`, `add`, `except`, `licensable by` or a property");
    }
    if (took > 0 && (scratch.review.day != DAY_NONE || scratch.review.text.n > 0)) {
        v->review = scratch.review;
    }
    return took > 0;
}

static void read_vary(struct draft *d, struct cursor *c)
{
    struct parse *p = d->parse;
    struct variation v = {0};
    v.review.day = DAY_NONE;
    const struct node *at = cursor_peek(c);
    provisions under = {0};
    if (!cursor_date(c, &v.layer.from) || !cursor_need(c, "under") || !cursor_provisions(c, &under)) {
        return;
    }
    v.layer.under = under.items[0];
    size_t base = d->parts.n;
    for (size_t i = 0; i < d->parts.n; i++) {
        const struct part *x = &d->parts.items[i];
        if (!x->added && x->hold.from <= v.layer.from &&
            (base == d->parts.n || x->hold.from >= d->parts.items[base].hold.from)) {
            base = i;
        }
    }
    if (base == d->parts.n) {
        struct diag *dg =
            diag_error(p->diags, "E0307", at->at, "no form or pillar is in force on that day for this to vary");
        diag_help(p->diags, dg, "a variation stands below the form or pillar that it varies");
        return;
    }
    struct block *b;
    if (!cursor_block(c, &b) || !cursor_end(c)) {
        return;
    }
    v.layer.until = DAY_MAX; /* shortened when a later form replaces the base */
    v.base = &d->parts.items[base];
    for (size_t i = 0; i < b->n; i++) {
        vary_statement(d, &v, &b->stmts[i]);
    }
    if (!v.adds) {
        for (size_t i = 0; i < v.exemptions.n; i++) {
            struct exemption *e = &p->regime->exemptions.items[v.exemptions.items[i]];
            e->layer = arena_copy(p->arena, &v.layer, sizeof v.layer);
            VEC_PUSH(p->arena, &v.base->hold.exemptions, v.exemptions.items[i]);
        }
        for (size_t i = 0; i < v.offers.n; i++) {
            VEC_PUSH(p->arena, &v.base->hold.offers, v.offers.items[i]);
        }
        return;
    }
    struct part *added = new_part(d, c->stmt->at);
    struct part *from = &d->parts.items[base];
    added->added = true;
    added->hold.base = (int)base;
    added->hold.from = v.layer.from;
    added->hold.under = under;
    added->hold.review = v.review;
    added->hold.exemptions = v.exemptions;
    added->hold.offers = v.offers;
    added->hold.conducts = v.conducts.n > 0 ? v.conducts.items : from->hold.conducts;
    added->hold.n_conducts = v.conducts.n > 0 ? v.conducts.n : from->hold.n_conducts;
    for (size_t i = 0; i < d->scope.n + from->scope.n; i++) {
        struct clause *k = i < d->scope.n ? d->scope.items[i] : from->scope.items[i - d->scope.n];
        bool replaced = false;
        for (size_t j = 0; j < v.scope.n; j++) {
            replaced = replaced || same_subject(k, v.scope.items[j]);
        }
        if (!replaced) {
            VEC_PUSH(p->arena, &added->scope, k);
        }
    }
    for (size_t j = 0; j < v.scope.n; j++) {
        VEC_PUSH(p->arena, &added->scope, v.scope.items[j]);
    }
    for (size_t i = 0; i < v.offers.n; i++) { /* the offer lives with its own hold */
        p->regime->offers.items[v.offers.items[i]].layer = NULL;
    }
}

/* ---- the measure ---- */

/* Is a brace missing in the jurisdiction? Then its nexuses were not read. */
static bool broken_order(const struct parse *p, int jurisdiction)
{
    for (size_t i = 0; i < p->declarations.n; i++) {
        const struct declaration *d = &p->declarations.items[i];
        if (d->kind == ITEM_JURISDICTION && d->index == jurisdiction && d->stmt->broken) {
            return true;
        }
    }
    return false;
}

static bool read_binds(struct draft *d, struct cursor *c)
{
    struct parse *p = d->parse;
    d->bound = true;
    if (cursor_take(c, "anyone")) {
        d->measure->binds = BINDS_ANYONE;
        return cursor_end(c);
    }
    if (cursor_take(c, "states")) {
        d->measure->binds = BINDS_STATES;
        if (cursor_take2(c, "for", "persons")) {
            d->measure->binds = BINDS_STATES_FOR_PERSONS;
        }
        return cursor_end(c);
    }
    ints all = {0};
    do {
        const struct node *n = cursor_peek(c);
        if (n == NULL || n->kind != NODE_WORD) {
            return cursor_expected(c, "a nexus, `states`, `states for persons` or `anyone`");
        }
        if (d->measure->item.jurisdiction < 0) {
            return false; /* reported with its name */
        }
        struct str j = p->regime->jurisdictions.items[d->measure->item.jurisdiction].item.name;
        struct str full = str_fmt(p->arena, "%.*s.%.*s", STR_ARG(j), STR_ARG(n->text));
        int index = regime_find(p->regime, ITEM_NEXUS, full);
        if (index < 0 && broken_order(p, d->measure->item.jurisdiction)) {
            return false;
        }
        if (index < 0) {
            struct diag *dg = diag_error(p->diags, "E0210", n->at, "no such name: `%.*s` is not a nexus of %.*s",
                                         STR_ARG(n->text), STR_ARG(j));
            struct str best = {"", 0};
            size_t limit = n->text.n / 3 + 2;
            for (size_t i = 0; i < p->regime->nexuses.n; i++) {
                struct str x = p->regime->nexuses.items[i].item.name;
                if (x.n > j.n && str_starts(x, j)) {
                    struct str local = str_of(x.p + j.n + 1, x.n - j.n - 1);
                    size_t k = str_distance(n->text, local, limit);
                    if (k < limit) {
                        limit = k;
                        best = local;
                    }
                }
            }
            if (best.n > 0) {
                diag_help(p->diags, dg, "did you mean `%.*s`?", STR_ARG(best));
            } else {
                diag_help(p->diags, dg, "declare it in `jurisdiction %.*s { nexus %.*s { ... } }`", STR_ARG(j),
                          STR_ARG(n->text));
            }
            return false;
        }
        ints_add(p->arena, &all, index);
        c->i++;
    } while (cursor_take_comma(c));
    d->measure->binds = BINDS_NEXUS;
    d->measure->nexuses = all.items;
    d->measure->n_nexuses = all.n;
    return cursor_end(c);
}

static bool read_prohibits(struct draft *d, struct cursor *c)
{
    struct parse *p = d->parse;
    if (cursor_take(c, "any")) {
        d->any_conduct = true;
        return cursor_need(c, "conduct") && cursor_end(c);
    }
    do {
        int index;
        if (!cursor_name(c, ITEM_CONDUCT, &index)) {
            return false;
        }
        ints_add(p->arena, &d->conducts, p->regime->conducts.items[index].value);
    } while (cursor_take_comma(c));
    return cursor_end(c);
}

static bool read_blocks(struct draft *d, struct cursor *c)
{
    struct parse *p = d->parse;
    struct clause *k = clause_new(p, CL_PARTY, c->stmt->at);
    struct clause *kid = NULL;
    k->touching = true;
    d->measure->blocks = true;
    d->any_conduct = true;
    if (cursor_take(c, "party")) {
        const struct node *n = cursor_peek(c);
        if (n != NULL && n->kind == NODE_BLOCK) {
            c->i++;
            kid = parse_clause_block(p, n->block, true, 1, n->at);
            if (!cursor_end(c)) {
                return false;
            }
        } else if (!parse_clause(c, true, 1, &kid)) {
            return false;
        }
    } else if (!parse_clause(c, true, 1, &kid)) {
        return false;
    }
    k->kids = ARENA_MANY(p->arena, struct clause *, 1);
    k->kids[0] = kid;
    k->n_kids = 1;
    VEC_PUSH(p->arena, &d->scope, k);
    return true;
}

static const char *const measure_words[] = {
    "binds", "prohibits",  "blocks",   "form",       "vary", "under",  "required", "except",   "licensable",
    "final", "implements", "reviewed", "unreviewed", "note", "source", "goods",    "dispatch", "destination"};

static bool measure_statement(struct draft *d, const struct stmt *s)
{
    struct parse *p = d->parse;
    struct cursor c = cursor_of(p, s);
    if (cursor_take(&c, "binds")) {
        return read_binds(d, &c);
    }
    if (cursor_take(&c, "prohibits")) {
        return read_prohibits(d, &c);
    }
    if (cursor_take(&c, "blocks")) {
        return read_blocks(d, &c);
    }
    if (cursor_take(&c, "form")) {
        read_part(d, &c, true);
        return true;
    }
    if (cursor_take(&c, "under")) {
        read_part(d, &c, false);
        return true;
    }
    if (cursor_take(&c, "vary")) {
        read_vary(d, &c);
        return true;
    }
    if (cursor_take(&c, "required")) {
        return cursor_need(&c, "by") && cursor_provisions(&c, &d->measure->mandates) && cursor_end(&c);
    }
    if (cursor_take(&c, "except")) {
        return draft_except(d, &c, &d->exemptions);
    }
    if (cursor_take(&c, "licensable")) {
        return draft_offer(d, &c, &d->offers, NULL);
    }
    if (cursor_take(&c, "final")) {
        if (!cursor_date(&c, &d->final) || !cursor_end(&c)) {
            return false;
        }
        d->final++;
        return true;
    }
    if (cursor_take(&c, "implements")) {
        provisions list = {0};
        const struct node *n = cursor_peek(&c);
        struct name_ref ref;
        if (n != NULL && regime_find_any(p->regime, n->text, &ref) && ref.kind == ITEM_MEASURE) {
            int ignored;
            return cursor_name(&c, ITEM_MEASURE, &ignored) && cursor_end(&c);
        }
        if (!cursor_provisions(&c, &list) || !cursor_end(&c)) {
            return false;
        }
        for (size_t i = 0; i < list.n; i++) {
            VEC_PUSH(p->arena, &d->measure->implements, list.items[i].instrument);
        }
        return true;
    }
    struct clause *k = NULL;
    if (parse_is_clause(p, s, false)) {
        if (!parse_clause(&c, false, 1, &k)) {
            return false;
        }
        VEC_PUSH(p->arena, &d->scope, k);
        return true;
    }
    int took = parse_property(&c, &d->measure->item);
    if (took == 0) {
        const struct node *n = cursor_peek(&c);
        if (s->n == 1 && n->kind == NODE_WORD) {
            return parse_clause(&c, false, 1, &k); /* meant as a scope's name */
        }
        parse_unknown_word(p, "E0202", n->at, "unrecognized statement in a measure:", n->text, measure_words,
                           sizeof measure_words / sizeof *measure_words);
    }
    return took > 0;
}

static void finish_hold(struct draft *d, struct part *part, int base)
{
    struct parse *p = d->parse;
    struct regime *g = p->regime;
    struct hold *h = &part->hold;
    VEC(struct clause *) scope = {0};
    if (!part->added) {
        for (size_t i = 0; i < d->scope.n; i++) {
            VEC_PUSH(p->arena, &scope, d->scope.items[i]);
        }
    }
    for (size_t i = 0; i < part->scope.n; i++) {
        VEC_PUSH(p->arena, &scope, part->scope.items[i]);
    }
    h->scope = scope.items;
    h->n_scope = scope.n;
    if (h->n_conducts == 0) {
        h->conducts = d->conducts.items;
        h->n_conducts = d->conducts.n;
        h->any_conduct = d->any_conduct;
    }
    if (h->review.day == DAY_NONE && h->review.text.n == 0) {
        h->review = d->measure->item.review;
    }
    for (size_t i = 0; i < d->exemptions.n; i++) {
        VEC_PUSH(p->arena, &h->exemptions, d->exemptions.items[i]);
    }
    for (size_t i = 0; i < d->offers.n; i++) {
        VEC_PUSH(p->arena, &h->offers, d->offers.items[i]);
    }
    h->omit_layers = part->omit_layers.items;
    h->omit_scopes = part->omit_scopes.items;
    h->n_omits = part->omit_layers.n;
    h->number = d->measure->n_holds;
    h->form = part->form;
    h->base = base;
    if (h->n_conducts == 0 && !h->any_conduct && !parse_reported(p, d->at)) {
        struct diag *dg = diag_error(p->diags, "E0308", d->measure->item.at, "the measure `%.*s` prohibits nothing",
                                     STR_ARG(d->measure->item.name));
        diag_help(p->diags, dg, "say `prohibits CONDUCT, ...` or `blocks party ...`");
    }
    if (g->holds.n >= MAX_HOLDS) {
        if (!p->too_many) {
            struct diag *dg = diag_error(p->diags, "E0309", h->at, "more than %d holds", MAX_HOLDS);
            diag_help(p->diags, dg, "split the regime in two");
        }
        p->too_many = true;
        return;
    }
    VEC_PUSH(g->arena, &g->holds, *h);
    d->measure->n_holds++;
}

/* Each form ends the one before; layers and added holds end with their base. */
static void close_forms(struct draft *d)
{
    struct parse *p = d->parse;
    for (size_t i = 0; i < d->parts.n; i++) {
        struct part *x = &d->parts.items[i];
        int end = d->final;
        int base_from = x->added ? d->parts.items[x->hold.base].hold.from : x->hold.from;
        bool form = x->added ? d->parts.items[x->hold.base].form : x->form;
        for (size_t k = 0; form && k < d->parts.n; k++) {
            const struct part *y = &d->parts.items[k];
            if (y->form && k != i && y->hold.from > base_from && y->hold.from < end) {
                end = y->hold.from;
            }
            if (x->form && y->form && k < i && y->hold.from == x->hold.from) {
                struct diag *dg = diag_error(p->diags, "E0301", x->hold.at, "a second form of `%.*s` on %.*s",
                                             STR_ARG(d->measure->item.name), STR_ARG(date_str(p->arena, x->hold.from)));
                diag_help(p->diags, dg, "write one form, or a variation (`vary`) where the later act only edits");
                return;
            }
        }
        x->hold.until = x->hold.until < end ? x->hold.until : end;
        for (size_t k = 0; k < x->omit_layers.n; k++) {
            x->omit_layers.items[k].until = x->hold.until;
        }
    }
}

void parse_measure(struct parse *p, const struct declaration *dec)
{
    struct regime *g = p->regime;
    struct draft d = {.parse = p,
                      .measure = &g->measures.items[dec->index],
                      .at = dec->stmt->at,
                      .index = dec->index,
                      .final = DAY_MAX};
    struct cursor c = cursor_of(p, dec->stmt);
    c.i = 2;
    struct block *b;
    cursor_optional_string(&c, &d.measure->item.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        measure_statement(&d, &b->stmts[i]);
    }
    bool forms = false;
    bool pillars = false;
    for (size_t i = 0; i < d.parts.n; i++) {
        forms = forms || d.parts.items[i].form;
        pillars = pillars || (!d.parts.items[i].form && !d.parts.items[i].added);
    }
    if (forms && pillars) {
        struct diag *dg = diag_error(p->diags, "E0311", d.measure->item.at,
                                     "`%.*s` has both forms and parallel pillars", STR_ARG(d.measure->item.name));
        diag_help(p->diags, dg, "make two measures of it");
    }
    if (d.parts.n == 0 && !parse_reported(p, d.at)) {
        struct diag *dg = diag_error(p->diags, "E0302", d.measure->item.at, "the measure `%.*s` has no source in law",
                                     STR_ARG(d.measure->item.name));
        diag_help(p->diags, dg, "say `under INSTRUMENT para ...`, or give it a `form DATE under ...`");
    }
    if (!d.bound && d.parts.n > 0 && !parse_reported(p, d.at)) {
        struct diag *dg = diag_error(p->diags, "E0312", d.measure->item.at, "the measure `%.*s` binds nobody",
                                     STR_ARG(d.measure->item.name));
        diag_help(p->diags, dg, "say `binds NEXUS`, `binds states for persons` or `binds anyone`");
    }
    if (d.measure->item.suspended_from != DAY_MAX) {
        struct diag *dg =
            diag_error(p->diags, "E0317", d.measure->item.at, "what is suspended is a provision of an instrument");
        diag_help(p->diags, dg, "say `suspended PINPOINT from DATE until DATE` in the instrument");
    }
    for (size_t i = 0; i < d.parts.n; i++) {
        struct part *x = &d.parts.items[i];
        x->hold.unknown_from =
            d.measure->item.unknown_from < x->hold.unknown_from ? d.measure->item.unknown_from : x->hold.unknown_from;
    }
    if (d.measure->item.until < d.final) {
        d.final = d.measure->item.until;
    }
    for (size_t i = 0; i < d.parts.n; i++) { /* the measure's own first day, for pillars without one of their own */
        if (!d.parts.items[i].form && d.parts.items[i].hold.from < d.measure->item.from) {
            d.parts.items[i].hold.from = d.measure->item.from;
        }
    }
    close_forms(&d);
    d.measure->first_hold = (int)g->holds.n;
    for (size_t i = 0; i < d.parts.n; i++) {
        struct part *part = &d.parts.items[i];
        finish_hold(&d, part, part->added ? d.measure->first_hold + part->hold.base : -1);
    }
}
