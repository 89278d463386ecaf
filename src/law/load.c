#include "law/load.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/generated.h"
#include "base/hash.h"

struct keyword {
    const char *word;
    enum item_kind kind;
};

static bool kind_of(struct str word, enum item_kind *ret)
{
    for (int k = 0; k < ITEM_KINDS; k++) {
        if (k != ITEM_NEXUS && str_is(word, item_word((enum item_kind)k))) {
            *ret = (enum item_kind)k;
            return true;
        }
    }
    return false;
}

static bool needs_dot(enum item_kind kind)
{
    return kind >= ITEM_AUTHORITY && kind != ITEM_NEXUS && kind != ITEM_CLASS && kind != ITEM_SCOPE &&
           kind != ITEM_GROUP;
}

/* ---- declaring ---- */

static void report_twice(struct parse *p, const struct node *name, const struct item *first)
{
    struct diag *d = diag_error(p->diags, "E0230", name->at, "`%.*s` is declared twice", STR_ARG(name->text));
    if (first->at.source != NULL) {
        size_t line;
        size_t column;
        struct str text;
        source_place(first->at.source, first->at.from, &line, &column, &text);
        diag_note(p->diags, d, "first in %.*s, line %zu, as %s", STR_ARG(first->at.source->name), line,
                  item_phrase(first->kind));
        diag_help(p->diags, d, "rename one of them, or remove it");
    }
}

static void collect(struct parse *p, enum item_kind kind, const struct node *name, const struct stmt *s, bool external)
{
    struct declaration d = {
        .kind = kind, .name = name->text, .at = name->at, .stmt = s, .index = -1, .external = external, .owner = -1};
    VEC_PUSH(p->arena, &p->declarations, d);
}

static void collect_external(struct parse *p, const struct stmt *s)
{
    struct cursor c = cursor_of(p, s);
    enum item_kind kind;
    c.i = 1;
    const struct node *n = cursor_peek(&c);
    if (n != NULL && n->kind == NODE_WORD && str_is(n->text, "provision")) { /* a place in law that is not here */
        kind = ITEM_INSTRUMENT;
    } else if (n == NULL || n->kind != NODE_WORD || !kind_of(n->text, &kind) || !parse_may_be_external(kind)) {
        cursor_expected(&c, "a kind: instrument, group, measure, licence, authority");
        return;
    }
    c.i++;
    do {
        n = cursor_peek(&c);
        if (n == NULL || n->kind != NODE_WORD) {
            cursor_expected(&c, "a name");
            return;
        }
        collect(p, kind, n, s, true);
        c.i++;
        struct str ignored;
        cursor_optional_string(&c, &ignored);
    } while (cursor_take_comma(&c));
    cursor_end(&c);
}

static const char *const top_words[] = {
    "regime", "conduct",     "role",       "activity", "purpose",    "kind",      "place",        "port",
    "unit",   "judgement",   "finding",    "event",    "tag",        "goods",     "jurisdiction", "authority",
    "class",  "scope",       "instrument", "measure",  "group",      "exemption", "licence",      "offer",
    "policy", "consequence", "cap",        "power",    "commitment", "issue",     "external",     "wanted"};

static bool needs_block(enum item_kind kind)
{
    return kind == ITEM_ACTIVITY || kind == ITEM_GOODS || kind == ITEM_CLASS || kind == ITEM_SCOPE ||
           (kind >= ITEM_INSTRUMENT && kind != ITEM_CAP && kind != ITEM_COMMITMENT && kind != ITEM_ISSUE);
}

static bool has_block(const struct stmt *s)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->nodes[i].kind == NODE_BLOCK) {
            return true;
        }
    }
    return false;
}

/* No declaration. Of several in a row that are indented only the first is reported: they are what a block has lost. */
static void report_unknown(struct parse *p, const struct node *first)
{
    struct span at = first->at;
    bool margin = at.from == 0 || at.source->text.p[at.from - 1] == '\n';
    bool again = p->lost && !margin;
    p->lost = true;
    if (again) {
        return;
    }
    if (first->kind == NODE_BLOCK) {
        at.to = at.from + 1;
        struct diag *d = diag_error(p->diags, "E0201", at, "a block without a declaration");
        diag_help(p->diags, d, "a block belongs on the line of its declaration: `measure UN.coal \"Coal\" {`");
        return;
    }
    parse_unknown_word(p, "E0201", at, "unrecognized declaration:", first->text, top_words,
                       sizeof top_words / sizeof *top_words);
}

static void collect_statement(struct parse *p, const struct stmt *s, const struct stmt **regime)
{
    const struct node *first = &s->nodes[0];
    enum item_kind kind;
    if (first->kind == NODE_WORD && str_is(first->text, "regime")) {
        if (*regime != NULL) {
            struct diag *d = diag_error(p->diags, "E0231", first->at, "a second `regime` block");
            diag_help(p->diags, d, "a regime has one, in one of its files");
            return;
        }
        *regime = s;
        return;
    }
    if (first->kind == NODE_WORD && str_is(first->text, "external")) {
        collect_external(p, s);
        return;
    }
    if (first->kind == NODE_WORD && str_is(first->text, "wanted")) {
        VEC_PUSH(p->arena, &p->wanted, s);
        return;
    }
    if (first->kind != NODE_WORD || !kind_of(first->text, &kind)) {
        report_unknown(p, first);
        return;
    }
    p->lost = needs_block(kind) && !has_block(s); /* reported there: its lines need no report */
    struct cursor c = cursor_of(p, s);
    c.i = 1;
    const struct node *name = cursor_peek(&c);
    if (name == NULL || (name->kind != NODE_WORD && !(kind == ITEM_PORT && name->kind == NODE_NUMBER))) {
        cursor_expected(&c, "a name");
        return;
    }
    bool dot = memchr(name->text.p, '.', name->text.n) != NULL;
    if (needs_dot(kind) && !dot) {
        struct diag *d =
            diag_error(p->diags, "E0232", name->at, "the name of %s begins with its jurisdiction", item_phrase(kind));
        diag_help(p->diags, d, "such as `UN.%.*s`", STR_ARG(name->text));
    }
    collect(p, kind, name, s, false);
    if (kind == ITEM_JURISDICTION) {
        const struct node *b = s->n > 0 ? &s->nodes[s->n - 1] : NULL;
        for (size_t i = 0; b != NULL && b->kind == NODE_BLOCK && i < b->block->n; i++) {
            const struct stmt *k = &b->block->stmts[i];
            if (k->n >= 2 && k->nodes[0].kind == NODE_WORD && str_is(k->nodes[0].text, "nexus") &&
                k->nodes[1].kind == NODE_WORD) {
                struct node full = k->nodes[1];
                full.text = str_fmt(p->arena, "%.*s.%.*s", STR_ARG(name->text), STR_ARG(k->nodes[1].text));
                collect(p, ITEM_NEXUS, &full, k, false);
            }
        }
    }
}

static int by_kind_and_name(const void *a, const void *b)
{
    const struct declaration *x = a;
    const struct declaration *y = b;
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    int c = str_cmp(x->name, y->name);
    if (c != 0) {
        return c;
    }
    c = str_cmp(x->stmt->at.source->name, y->stmt->at.source->name);
    return c != 0 ? c : x->stmt->at.from < y->stmt->at.from ? -1 : x->stmt->at.from > y->stmt->at.from;
}

#define DECLARE(array, type, ...)               \
    do {                                        \
        type one = {.item = item, __VA_ARGS__}; \
        one.item.index = (int)g->array.n;       \
        VEC_PUSH(g->arena, &g->array, one);     \
        index = (int)g->array.n - 1;            \
    } while (0)

static int add_item(struct parse *p, enum item_kind kind, struct item item)
{
    struct regime *g = p->regime;
    int index = -1;
    switch ((int)kind) {
    case ITEM_CONDUCT: DECLARE(conducts, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_PURPOSE: DECLARE(purposes, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_PARTY_KIND: DECLARE(kinds, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_PLACE: DECLARE(places, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_PORT:
        DECLARE(ports, struct named, .value = parse_value(p, str_fmt(g->arena, "port:%.*s", STR_ARG(item.name))));
        break;
    case ITEM_UNIT: DECLARE(units, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_JUDGEMENT: DECLARE(judgements, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_FINDING: DECLARE(findings, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_EVENT: DECLARE(events, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_TAG: DECLARE(tags, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_CAP: DECLARE(caps, struct named, .value = parse_value(p, item.name)); break;
    case ITEM_COMMITMENT: DECLARE(commitments, struct named, .value = 0); break;
    case ITEM_ISSUE: DECLARE(issues, struct named, .value = 0); break;
    case ITEM_ROLE: DECLARE(roles, struct role, .conduct = -1); break;
    case ITEM_ACTIVITY: DECLARE(activities, struct activity, .value = parse_value(p, item.name)); break;
    case ITEM_GOODS: DECLARE(goods, struct goods_list, .described = false); break;
    case ITEM_JURISDICTION:
        DECLARE(jurisdictions, struct jurisdiction, .value = parse_value(p, item.name), .covers_from = DAY_NONE);
        break;
    case ITEM_AUTHORITY:
        DECLARE(authorities, struct authority, .value = parse_value(p, item.name), .acts_for = -1);
        break;
    case ITEM_NEXUS: DECLARE(nexuses, struct clause_item, .root = NULL); break;
    case ITEM_CLASS: DECLARE(classes, struct clause_item, .root = NULL); break;
    case ITEM_SCOPE: DECLARE(scopes, struct clause_item, .root = NULL); break;
    case ITEM_INSTRUMENT:
        DECLARE(instruments, struct instrument, .authority = -1, .adopted = DAY_NONE, .continued_through = DAY_NONE);
        break;
    case ITEM_MEASURE: DECLARE(measures, struct measure, .binds = BINDS_ANYONE); break;
    case ITEM_GROUP: DECLARE(groups, struct group, .measures = {0}); break;
    case ITEM_EXEMPTION:
    case ITEM_LICENCE:
        DECLARE(exemptions, struct exemption, .measure = -1, .authority = -1, .stage_act = -1,
                .licence = kind == ITEM_LICENCE);
        break;
    case ITEM_OFFER: DECLARE(offers, struct offer, .measure = -1); break;
    case ITEM_POLICY: DECLARE(policies, struct policy, .measure = -1); break;
    case ITEM_CONSEQUENCE: DECLARE(consequences, struct consequence, .must = false); break;
    case ITEM_POWER: DECLARE(powers, struct power, .authority = -1); break;
    default: break;
    }
    return index;
}

static void declare_all(struct parse *p)
{
    struct regime *g = p->regime;
    if (p->declarations.n > 1) {
        qsort(p->declarations.items, p->declarations.n, sizeof *p->declarations.items, by_kind_and_name);
    }
    for (size_t i = 0; i < p->declarations.n; i++) {
        struct declaration *d = &p->declarations.items[i];
        struct item item = {.kind = d->kind,
                            .name = d->name,
                            .at = d->at, /* the name, not the whole block */
                            .external = d->external,
                            .jurisdiction = -1,
                            .review = {DAY_NONE, {0}},
                            .from = DAY_MIN,
                            .until = DAY_MAX,
                            .unknown_from = DAY_MAX,
                            .suspended_from = DAY_MAX,
                            .suspended_until = DAY_MAX};
        struct name_ref first;
        bool dot = memchr(d->name.p, '.', d->name.n) != NULL;
        int same = regime_find(g, d->kind, d->name);
        if (dot ? regime_find_any(g, d->name, &first) : same >= 0) {
            const struct item *other = dot ? regime_item(g, first.kind, first.index) : regime_item(g, d->kind, same);
            bool both_external = d->external && other->external && other->kind == d->kind;
            if (other->external && !d->external &&
                other->kind == d->kind) { /* declared external elsewhere, and here after all */
                d->index = other->index;
                struct item *fill = regime_item(g, d->kind, d->index);
                fill->external = false;
                fill->at = item.at;
                continue;
            }
            if (d->external && !other->external && other->kind == d->kind) {
                continue; /* an external that this regime has: the declaration wins */
            }
            if (!both_external) {
                struct node at = {.text = d->name, .at = item.at};
                report_twice(p, &at, other);
            }
            continue;
        }
        d->index = add_item(p, d->kind, item);
        if (d->index < 0) {
            continue;
        }
        struct name_ref ref = {d->kind, d->index};
        struct str key = dot ? d->name : str_fmt(g->arena, "%s %.*s", item_word(d->kind), STR_ARG(d->name));
        map_put(&g->names, key, g->refs.n);
        VEC_PUSH(g->arena, &g->refs, ref);
    }
    for (size_t i = 0; i < p->declarations.n; i++) { /* jurisdictions are known now */
        struct declaration *d = &p->declarations.items[i];
        const char *dot = memchr(d->name.p, '.', d->name.n);
        if (dot == NULL || d->index < 0) {
            continue;
        }
        struct str j = str_of(d->name.p, (size_t)(dot - d->name.p));
        struct item *item = regime_item(g, d->kind, d->index);
        item->jurisdiction = regime_find(g, ITEM_JURISDICTION, j);
        if (item->jurisdiction < 0 && !d->external && d->kind != ITEM_NEXUS) {
            struct diag *e = diag_error(p->diags, "E0233", item->at,
                                        "`%.*s` begins with `%.*s`, which is not a declared jurisdiction",
                                        STR_ARG(d->name), STR_ARG(j));
            diag_help(p->diags, e, "declare `jurisdiction %.*s \"name\" { }`", STR_ARG(j));
        }
    }
}

/* ---- the regime block ---- */

static void covers(struct cursor *c, struct regime *g)
{
    int index;
    struct parse *p = c->parse;
    if (!cursor_name(c, ITEM_JURISDICTION, &index) || !cursor_need(c, "from")) {
        return;
    }
    struct jurisdiction *j = &g->jurisdictions.items[index];
    if (!cursor_date(c, &j->covers_from)) {
        return;
    }
    const struct node *n = cursor_peek(c);
    if (n != NULL && n->kind == NODE_BLOCK) {
        ints gaps = {0};
        c->i++;
        for (size_t i = 0; i < n->block->n; i++) {
            struct cursor k = cursor_of(p, &n->block->stmts[i]);
            if (!cursor_need(&k, "not")) {
                continue;
            }
            do {
                int conduct;
                if (!cursor_name(&k, ITEM_CONDUCT, &conduct)) {
                    break;
                }
                ints_add(p->arena, &gaps, g->conducts.items[conduct].value);
            } while (cursor_take_comma(&k));
        }
        j->not_covered = gaps.items;
        j->n_not_covered = gaps.n;
    }
    cursor_end(c);
}

void parse_regime_block(struct parse *p, const struct stmt *s)
{
    struct regime *g = p->regime;
    struct cursor c = cursor_of(p, s);
    c.i = 1;
    const struct node *name = cursor_peek(&c);
    if (name == NULL || name->kind != NODE_WORD) {
        cursor_expected(&c, "the regime's name");
        return;
    }
    g->name = name->text;
    g->at = name->at;
    g->review.day = DAY_NONE;
    c.i++;
    struct block *b;
    cursor_optional_string(&c, &g->title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(p, &b->stmts[i]);
        struct item scratch = {.review = {DAY_NONE, {0}}};
        if (cursor_take(&k, "against")) {
            if (cursor_country(&k, &g->against)) {
                cursor_end(&k);
            }
        } else if (cursor_take(&k, "include")) {
            struct str path;
            cursor_string(&k, &path);
        } else if (cursor_take(&k, "covers")) {
            covers(&k, g);
        } else if (parse_property(&k, &scratch) == 0) {
            cursor_expected(&k, "`against`, `include`, `covers` or a property");
        } else if (scratch.review.day != DAY_NONE) {
            g->review = scratch.review;
        }
    }
}

/* ---- after all declarations ---- */

/* Unfolding scopes and classes: each is measured once, however often it is named. */
enum unfold_state { UNFOLD_UNSEEN, UNFOLD_OPEN, UNFOLD_DONE };

static struct clause_item *named_item(struct parse *p, const struct clause *k)
{
    return k->item_kind == ITEM_CLASS ? &p->regime->classes.items[k->item] : &p->regime->scopes.items[k->item];
}

static void unfold_item(struct parse *p, struct clause_item *item);

static void unfold(struct parse *p, const struct clause *k, size_t *size, size_t *depth)
{
    size_t deepest = 0;
    *size = 1;
    for (size_t i = 0; i < k->n_kids; i++) {
        size_t s;
        size_t d;
        unfold(p, k->kids[i], &s, &d);
        *size += s;
        deepest = d > deepest ? d : deepest;
    }
    struct clause_item *to = k->op == CL_NAMED ? named_item(p, k) : NULL;
    if (to != NULL && to->root != NULL) {
        if (to->state == UNFOLD_OPEN) {
            to->circle = true;
        } else {
            unfold_item(p, to);
            *size += to->size;
            deepest = to->depth;
        }
    }
    *depth = deepest + 1;
}

static void unfold_item(struct parse *p, struct clause_item *item)
{
    if (item->state != UNFOLD_UNSEEN || item->root == NULL) {
        return;
    }
    item->state = UNFOLD_OPEN;
    unfold(p, item->root, &item->size, &item->depth);
    item->state = UNFOLD_DONE;
    bool deep = item->depth > MAX_CLAUSE_DEPTH * 2;
    bool large = item->size > MAX_CLAUSE_SIZE;
    if (!item->circle && !deep && !large) {
        return;
    }
    struct diag *d = diag_error(p->diags, "E0234", item->item.at, "`%.*s` %s", STR_ARG(item->item.name),
                                item->circle ? "is defined by itself"
                                : deep       ? "nests too deep when its names are unfolded"
                                             : "is too large when its names are unfolded");
    diag_help(p->diags, d, "%s",
              item->circle ? "a scope or class may name others, but not in a circle"
                           : "name fewer scopes and classes in it");
    item->root->n_kids = 0;
    item->size = 1;
    item->depth = 1;
}

static void check_cycles(struct parse *p, struct clause_item *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unfold_item(p, &items[i]);
    }
}

/* Links named clauses to what they name, so that evaluators need no lookup. */
void parse_link(struct parse *p, struct clause *k)
{
    for (size_t i = 0; k->op != CL_NAMED && i < k->n_kids; i++) { /* what is named is linked where it stands */
        parse_link(p, k->kids[i]);
    }
    if (k->op == CL_NAMED && k->n_kids == 0) {
        struct regime *g = p->regime;
        struct clause *root =
            k->item_kind == ITEM_CLASS ? g->classes.items[k->item].root : g->scopes.items[k->item].root;
        if (root != NULL) {
            k->kids = ARENA_MANY(p->arena, struct clause *, 1);
            k->kids[0] = root;
            k->n_kids = 1;
        }
    }
}

static void resolve_verdicts(struct parse *p)
{
    struct regime *g = p->regime;
    for (size_t i = 0; i < p->verdicts.n; i++) {
        struct name_ref ref = p->verdict_refs.items[i];
        ints measures = {0};
        if (ref.kind == ITEM_MEASURE) {
            VEC_PUSH(g->arena, &measures, ref.index);
        } else {
            measures = g->groups.items[ref.index].measures;
        }
        p->verdicts.items[i]->item = (int)g->verdict_groups.n;
        VEC_PUSH(g->arena, &g->verdict_groups, measures);
    }
    p->verdicts.n = 0;
    p->verdict_refs.n = 0;
}

static void each_clause(struct regime *g, void (*visit)(struct parse *, struct clause *), struct parse *p)
{
    for (size_t i = 0; i < g->scopes.n; i++) {
        if (g->scopes.items[i].root != NULL) {
            visit(p, g->scopes.items[i].root);
        }
    }
    for (size_t i = 0; i < g->classes.n; i++) {
        if (g->classes.items[i].root != NULL) {
            visit(p, g->classes.items[i].root);
        }
    }
    for (size_t i = 0; i < g->nexuses.n; i++) {
        if (g->nexuses.items[i].root != NULL) {
            visit(p, g->nexuses.items[i].root);
        }
    }
    for (size_t i = 0; i < g->holds.n; i++) {
        const struct hold *h = &g->holds.items[i];
        for (size_t k = 0; k < h->n_scope; k++) {
            visit(p, h->scope[k]);
        }
        for (size_t k = 0; k < h->n_omits; k++) {
            visit(p, h->omit_scopes[k]);
        }
    }
    for (size_t i = 0; i < g->exemptions.n; i++) {
        const struct exemption *e = &g->exemptions.items[i];
        for (size_t k = 0; k < e->n_clauses; k++) {
            visit(p, e->clauses[k]);
        }
        for (size_t k = 0; k < e->n_but_not; k++) {
            visit(p, e->but_not[k]);
        }
    }
    for (size_t i = 0; i < g->offers.n; i++) {
        for (size_t k = 0; k < g->offers.items[i].n_terms; k++) {
            visit(p, g->offers.items[i].terms[k]);
        }
    }
    for (size_t i = 0; i < g->policies.n; i++) {
        for (size_t k = 0; k < g->policies.items[i].n_clauses; k++) {
            visit(p, g->policies.items[i].clauses[k]);
        }
    }
    for (size_t i = 0; i < g->consequences.n; i++) {
        const struct consequence *q = &g->consequences.items[i];
        if (q->actor != NULL) {
            visit(p, q->actor);
        }
        for (size_t k = 0; k < q->n_clauses; k++) {
            visit(p, q->clauses[k]);
        }
    }
}

/* Instruments that rest on themselves. */
static bool rests_in_circle(const struct regime *g, int at, int goal, size_t depth)
{
    if (depth > g->instruments.n) {
        return true;
    }
    const struct instrument *in = &g->instruments.items[at];
    for (size_t i = 0; i < in->rests_on.n; i++) {
        for (size_t k = 0; k < in->rests_on.items[i].n; k++) {
            int base = in->rests_on.items[i].items[k].instrument;
            if (base == goal || rests_in_circle(g, base, goal, depth + 1)) {
                return true;
            }
        }
    }
    return false;
}

/* Does the clause ask for a finding? */
static bool asks_finding(const struct clause *k, size_t depth)
{
    if (k->op == CL_FOUND) {
        return true;
    }
    for (size_t i = 0; i < k->n_kids && depth < (size_t)MAX_CLAUSE_DEPTH * 2; i++) {
        if (asks_finding(k->kids[i], depth + 1)) {
            return true;
        }
    }
    return false;
}

void resolve_regime(struct parse *p)
{
    struct regime *g = p->regime;
    check_cycles(p, g->scopes.items, g->scopes.n);
    check_cycles(p, g->classes.items, g->classes.n);
    for (size_t i = 0; i < g->instruments.n; i++) {
        if (rests_in_circle(g, (int)i, (int)i, 0)) {
            struct diag *d = diag_error(p->diags, "E0235", g->instruments.items[i].item.at, "`%.*s` rests on itself",
                                        STR_ARG(g->instruments.items[i].item.name));
            diag_help(p->diags, d, "followed from one to the next, `rests on` must come to an end");
            g->instruments.items[i].rests_on.n = 0;
        }
    }
    each_clause(g, parse_link, p);
    resolve_verdicts(p);
    for (size_t i = 0; i < g->holds.n; i++) {
        struct hold *h = &g->holds.items[i];
        for (size_t k = 0; k < h->n_scope && !h->has_found; k++) {
            h->has_found = asks_finding(h->scope[k], 0);
        }
    }
}

void parse_finish(struct parse *p)
{
    each_clause(p->regime, parse_link, p);
    resolve_verdicts(p);
}

void parse_init(struct parse *p, struct arena *a, struct diags *diags, struct regime *g)
{
    memset(p, 0, sizeof *p);
    p->arena = a;
    p->diags = diags;
    p->regime = g;
    p->jurisdiction = -1;
}

static int by_text(const void *a, const void *b)
{
    const struct source *const *x = a;
    const struct source *const *y = b;
    int c = str_cmp((*x)->text, (*y)->text);
    return c != 0 ? c : str_cmp((*x)->name, (*y)->name);
}

struct regime *regime_load(struct arena *a, struct diags *diags, const struct source *sources, size_t n)
{
    struct regime *g = ARENA_NEW(a, struct regime);
    g->arena = a;
    map_init(&g->names, a);
    map_init(&g->values, a);
    VEC_PUSH(a, &g->value_texts, STR("other"));
    struct parse p;
    parse_init(&p, a, diags, g);
    for (size_t i = 0; i < iso_country_count; i++) {
        parse_value(&p, str_c(iso_countries[i].code));
    }
    for (size_t i = 0; i < iso_currency_count; i++) {
        parse_value(&p, str_c(iso_currencies[i].code));
    }
    const struct source **sorted = ARENA_MANY(a, const struct source *, n);
    for (size_t i = 0; i < n; i++) {
        sorted[i] = &sources[i];
    }
    qsort(sorted, n, sizeof *sorted, by_text);
    struct hash h;
    hash_init(&h);
    const struct stmt *regime = NULL;
    bool unread = false;
    for (size_t i = 0; i < n; i++) {
        hash_add(&h, sorted[i]->text);
        hash_add(&h, STR("\0"));
        struct block *b = tree_read(a, diags, sorted[i]);
        unread = unread || b->unread;
        p.lost = false;
        for (size_t k = 0; k < b->n; k++) {
            collect_statement(&p, &b->stmts[k], &regime);
        }
    }
    hash_finish(&h, g->hash);
    g->name = STR("unnamed");
    g->review.day = DAY_NONE;
    if (unread) {
        return g; /* its names are missing: all that use them would be reported */
    }
    declare_all(&p);
    if (regime != NULL && !regime->broken) {
        parse_regime_block(&p, regime);
    } else if (regime == NULL && diags->errors == 0) {
        struct span nowhere = {n > 0 ? sorted[0] : NULL, 0, 0};
        struct diag *d = diag_error(diags, "E0236", nowhere, "no `regime` block in these texts");
        diag_help(diags, d, "one file says `regime NAME \"title\" { covers UN from DATE; ... }`");
    }
    for (size_t i = 0; i < p.declarations.n; i++) {
        const struct declaration *d = &p.declarations.items[i];
        if (d->external || d->index < 0 || d->stmt->broken) {
            continue;
        }
        if (d->kind <= ITEM_GOODS || d->kind == ITEM_CAP || d->kind == ITEM_COMMITMENT || d->kind == ITEM_ISSUE) {
            parse_vocabulary(&p, d);
        } else if (d->kind == ITEM_INSTRUMENT) {
            parse_instrument(&p, d);
        } else if (d->kind == ITEM_MEASURE) {
            parse_measure(&p, d);
        } else if (d->kind == ITEM_POWER) {
            parse_power(&p, d);
        } else if (d->kind <= ITEM_SCOPE) {
            parse_who(&p, d);
        } else {
            parse_over(&p, d);
        }
    }
    for (size_t i = 0; i < p.wanted.n; i++) {
        if (!p.wanted.items[i]->broken) {
            parse_wanted(&p, p.wanted.items[i]);
        }
    }
    resolve_regime(&p);
    return g;
}
