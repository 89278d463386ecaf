/* Clauses: one statement, one condition. The table `words` is the list of what a clause may begin with. */
#include "base/arena.h"
#include "law/parse.h"

struct clause *clause_new(struct parse *p, enum clause_op op, struct span at)
{
    struct clause *k = ARENA_NEW(p->arena, struct clause);
    k->op = op;
    k->at = at;
    k->day = DAY_NONE;
    k->role = ROLE_ANY;
    k->item = -1;
    k->serial = (int)p->regime->clauses++;
    if (at.source != NULL) {
        k->text = parse_text(p, at);
    }
    return k;
}

static void add_kid(struct parse *p, struct clause *to, struct clause *kid)
{
    VEC(struct clause *) kids = {to->kids, to->n_kids, to->n_kids};
    VEC_PUSH(p->arena, &kids, kid);
    to->kids = kids.items;
    to->n_kids = kids.n;
}

static void set_values(struct clause *k, const ints *values)
{
    k->values = values->items;
    k->n_values = values->n;
}

static const char *const deal_words[] = {
    "dispatch", "destination", "route",      "place",    "goods",  "made-in", "contains", "purpose",  "only",
    "does",     "currency",    "cleared-in", "activity", "amount", "value",   "written",  "contract", "conduct",
    "notice",   "approved",    "judged",     "found",    "within", "event",   "open",     "blocked",  "reached",
    "party",    "actor",       "not",        "any",      "all",    "external"};
static const char *const pattern_words[] = {"national", "resident",  "incorporated",  "located",  "branch-of",
                                            "flag",     "agency-of", "controlled-by", "acts-for", "clears-in",
                                            "kind",     "listed",    "owned",         "in",       "id",
                                            "not",      "any",       "all",           "judged"};

static bool is_word(struct str w, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_is(w, words[i])) {
            return true;
        }
    }
    return false;
}
#define COUNT(a) (sizeof(a) / sizeof *(a))

bool parse_is_clause(struct parse *p, const struct stmt *s, bool pattern)
{
    const struct node *n = &s->nodes[0];
    if (n->kind != NODE_WORD) {
        return false;
    }
    if (pattern) {
        return is_word(n->text, pattern_words, COUNT(pattern_words)) ||
               (s->n == 1 && regime_find(p->regime, ITEM_CLASS, n->text) >= 0);
    }
    return is_word(n->text, deal_words, COUNT(deal_words)) || regime_find(p->regime, ITEM_ROLE, n->text) >= 0 ||
           (s->n == 1 && regime_find(p->regime, ITEM_SCOPE, n->text) >= 0);
}

bool parse_begins_statement(struct str word)
{
    static const char *const words[] = {
        "binds",    "prohibits", "blocks",     "form",   "vary",    "under",     "required", "except",  "licensable",
        "final",    "source",    "reviewed",   "note",   "from",    "until",     "over",     "duty",    "implements",
        "licenses", "policy",    "unreviewed", "covers", "against", "include",   "unknown",  "exposes", "suspended",
        "may",      "upon",      "of",         "to",     "nexus",   "described", "includes", "mapping", "hs"};
    return is_word(word, words, COUNT(words)) || is_word(word, deal_words, COUNT(deal_words)) ||
           is_word(word, pattern_words, COUNT(pattern_words));
}

bool parse_comma_for_line(struct cursor *c)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_WORD || c->i == 0 || c->stmt->nodes[c->i - 1].kind != NODE_COMMA ||
        c->i + 1 >= c->stmt->n) {
        return false;
    }
    if (!parse_begins_statement(n->text) && regime_find(c->parse->regime, ITEM_ROLE, n->text) < 0) {
        return false;
    }
    struct diag *d = diag_error(c->parse->diags, "E0224", c->stmt->nodes[c->i - 1].at,
                                "a comma before `%.*s`, which begins a statement of its own", STR_ARG(n->text));
    diag_note(c->parse->diags, d, "a comma joins the values of one clause; a new line or `;` joins conditions");
    diag_help(c->parse->diags, d, "write `;` instead of the comma");
    return true;
}

static bool one_value(struct cursor *c, enum dim_values kind, int *ret)
{
    struct regime *g = c->parse->regime;
    int index;
    const struct node *n = cursor_peek(c);
    switch (kind) {
    case VALUES_COUNTRY: return cursor_country(c, ret);
    case VALUES_CURRENCY: return cursor_currency(c, ret);
    case VALUES_WAYPOINT:
        if (n != NULL && n->kind == NODE_WORD && str_starts(n->text, STR("port:"))) {
            struct str code = str_of(n->text.p + 5, n->text.n - 5);
            if (regime_find(g, ITEM_PORT, code) < 0) {
                struct diag *d =
                    diag_error(c->parse->diags, "E0210", n->at, "no such name: `%.*s` is not a port", STR_ARG(code));
                diag_help(c->parse->diags, d, "declare it with `port %.*s \"name\"`", STR_ARG(code));
                return false;
            }
            *ret = parse_value(c->parse, n->text);
            c->i++;
            return true;
        }
        return cursor_country(c, ret);
    case VALUES_PLACE:
        if (!cursor_name(c, ITEM_PLACE, &index)) {
            return false;
        }
        *ret = g->places.items[index].value;
        return true;
    case VALUES_PURPOSE:
        if (!cursor_name(c, ITEM_PURPOSE, &index)) {
            return false;
        }
        *ret = g->purposes.items[index].value;
        return true;
    case VALUES_CONDUCT:
        if (!cursor_name(c, ITEM_CONDUCT, &index)) {
            return false;
        }
        *ret = g->conducts.items[index].value;
        return true;
    case VALUES_ACTIVITY:
        if (!cursor_name(c, ITEM_ACTIVITY, &index)) {
            return false;
        }
        *ret = g->activities.items[index].value;
        return true;
    case VALUES_PARTY_KIND:
        if (!cursor_name(c, ITEM_PARTY_KIND, &index)) {
            return false;
        }
        *ret = g->kinds.items[index].value;
        return true;
    default: return false;
    }
}

/* A country's declared ports lie in it. (A port that no law declares is read from a deal as its country.) */
static void add_ports(struct cursor *c, int country, ints *ret)
{
    const struct regime *g = c->parse->regime;
    struct str code = regime_text(g, country);
    for (size_t i = 0; code.n == 2 && i < g->ports.n; i++) {
        if (str_starts(g->ports.items[i].item.name, code)) {
            ints_add(c->parse->arena, ret, g->ports.items[i].value);
        }
    }
}

static bool value_list(struct cursor *c, enum dim_values kind, ints *ret)
{
    do {
        int v;
        if (!one_value(c, kind, &v)) {
            return false;
        }
        ints_add(c->parse->arena, ret, v);
        if (kind == VALUES_WAYPOINT) {
            add_ports(c, v, ret);
        }
    } while (cursor_take_comma(c));
    return true;
}

static bool names(struct cursor *c, enum item_kind kind, ints *ret)
{
    do {
        int index;
        if (!cursor_name(c, kind, &index)) {
            return false;
        }
        struct regime *g = c->parse->regime;
        int v = kind == ITEM_JUDGEMENT ? g->judgements.items[index].value
                : kind == ITEM_FINDING ? g->findings.items[index].value
                : kind == ITEM_TAG     ? g->tags.items[index].value
                                       : index;
        ints_add(c->parse->arena, ret, v);
    } while (cursor_take_comma(c));
    return true;
}

static int dim_of(struct str word, bool pattern)
{
    for (int d = 0; d < DIM_COUNT; d++) {
        if (str_is(word, dim_table[d].word) && (dim_table[d].level == LEVEL_PARTY) == pattern) {
            return d;
        }
    }
    return -1;
}

static bool dim_clause(struct cursor *c, int dim, bool only, bool pattern, struct clause *k)
{
    ints values = {0};
    k->op = pattern ? CL_ATTR : CL_VALUE;
    k->dim = (enum dim)dim;
    k->only = only;
    if (!value_list(c, dim_table[dim].values, &values)) {
        return false;
    }
    set_values(k, &values);
    return true;
}

static bool goods_clause(struct cursor *c, struct clause *k)
{
    struct parse *p = c->parse;
    struct regime *g = p->regime;
    ints values = {0};
    k->op = CL_GOODS;
    if (cursor_take(c, "hs")) {
        struct goods_list list = {.item = {.kind = ITEM_GOODS, .index = (int)g->goods.n, .name = STR("")}};
        VEC(struct str) hs = {0};
        do {
            const struct node *n = cursor_peek(c);
            if (n == NULL || n->kind != NODE_NUMBER) {
                return cursor_expected(c, "HS digits");
            }
            VEC_PUSH(p->arena, &hs, n->text);
            c->i++;
        } while (cursor_take_comma(c));
        list.hs = hs.items;
        list.n_hs = hs.n;
        VEC_PUSH(g->arena, &g->goods, list);
        VEC_PUSH(p->arena, &values, (int)g->goods.n - 1);
    } else if (!names(c, ITEM_GOODS, &values)) {
        return false;
    }
    set_values(k, &values);
    return true;
}

static bool compare_clause(struct cursor *c, struct clause *k, enum clause_op op)
{
    k->op = op;
    if (cursor_take2(c, "at", "most")) {
        k->compare = CMP_AT_MOST;
    } else if (cursor_take2(c, "at", "least")) {
        k->compare = CMP_AT_LEAST;
    } else if (cursor_take(c, "below")) {
        k->compare = CMP_BELOW;
    } else if (cursor_take(c, "above")) {
        k->compare = CMP_ABOVE;
    } else {
        return cursor_expected(c, "`at most`, `at least`, `below` or `above`");
    }
    if (!cursor_decimal(c, &k->amount) || !cursor_currency(c, &k->currency)) {
        return false;
    }
    if (op == CL_UNIT_VALUE) {
        return cursor_need(c, "each");
    }
    return true;
}

static bool day_words(struct cursor *c, struct clause *k)
{
    if (cursor_take(c, "by") || cursor_take(c, "until")) {
        k->day_word = DAY_BY;
    } else if (cursor_take(c, "before")) {
        k->day_word = DAY_BEFORE;
    } else if (cursor_take(c, "from")) {
        k->day_word = DAY_FROM;
    } else if (cursor_take(c, "after")) {
        k->day_word = DAY_AFTER;
    } else {
        return cursor_expected(c, "`by`, `before`, `from` or `after`");
    }
    return cursor_date(c, &k->day);
}

static bool notice_clause(struct cursor *c, struct clause *k)
{
    k->op = CL_NOTICE;
    if (!cursor_need(c, "by") || !cursor_who(c, &k->by) || !cursor_need(c, "to") || !cursor_who(c, &k->to)) {
        return false;
    }
    char unit;
    while (!cursor_done(c)) {
        if (cursor_take2(c, "before", "conduct")) {
            if (k->days == 0) {
                k->days = 1; /* before excludes the day itself */
            }
        } else if (cursor_take2(c, "at", "least")) {
            if (!cursor_term(c, &k->days, &unit)) {
                return false;
            }
            if (unit != 'd') {
                c->i--;
                return cursor_expected(c, "`days`");
            }
            if (cursor_take2(c, "before", "conduct")) {
                continue;
            }
        } else if (cursor_take2(c, "with", "no")) {
            if (!cursor_need(c, "objection") || !cursor_need(c, "within") || !cursor_integer(c, &k->silence)) {
                return false;
            }
            k->working = cursor_take(c, "working");
            if (!cursor_take(c, "days") && !cursor_take(c, "day")) {
                return cursor_expected(c, "`days`");
            }
            if (cursor_take(c, "of")) {
                int ignored;
                if (!cursor_name(c, ITEM_JURISDICTION, &ignored)) {
                    return false;
                }
            }
        } else {
            return cursor_end(c);
        }
    }
    return true;
}

static bool event_clause(struct cursor *c, struct clause *k)
{
    k->op = CL_EVENT;
    int index;
    if (!cursor_name(c, ITEM_EVENT, &index)) {
        return false;
    }
    ints values = {0};
    VEC_PUSH(c->parse->arena, &values, c->parse->regime->events.items[index].value);
    if (!cursor_is(c, "within")) {
        do {
            int v;
            if (!cursor_country(c, &v)) {
                return false;
            }
            VEC_PUSH(c->parse->arena, &values, v);
        } while (cursor_take_comma(c));
    }
    set_values(k, &values);
    char unit = 'd';
    if (cursor_take(c, "within")) {
        if (!cursor_term(c, &k->days, &unit)) {
            return false;
        }
        if (unit == 'm') {
            c->i--;
            return cursor_expected(c, "`days` or `years`");
        }
        k->years = unit == 'y';
        return cursor_need(c, "before") && cursor_need(c, "conduct");
    }
    k->days = -1;
    return true;
}

static bool pattern_block(struct cursor *c, size_t depth, struct clause **ret)
{
    const struct node *n = cursor_peek(c);
    if (n != NULL && n->kind == NODE_BLOCK) {
        c->i++;
        *ret = parse_clause_block(c->parse, n->block, true, depth + 1, n->at);
        return true;
    }
    return parse_clause(c, true, depth + 1, ret); /* `party in CLASS`, `actor kind bank` */
}

static bool verdict_clause(struct cursor *c, struct clause *k, enum verdict_word word, size_t depth)
{
    struct parse *p = c->parse;
    k->op = CL_VERDICT;
    k->verdict = word;
    struct name_ref ref;
    const struct node *at = cursor_peek(c);
    if (!cursor_any_name(c, &ref)) {
        return false;
    }
    if (ref.kind != ITEM_GROUP && ref.kind != ITEM_MEASURE) {
        struct diag *d =
            diag_error(p->diags, "E0211", at->at, "`%.*s` is %s, and a group or a measure is expected here",
                       STR_ARG(at->text), item_phrase(ref.kind));
        diag_help(p->diags, d, "an instrument's measures are a group: `group NAME { measures under I }`");
        return false;
    }
    if (cursor_take(c, "on")) {
        if (cursor_take2(c, "principal", "leg")) {
            k->leg = ON_PRINCIPAL_LEG;
        } else if (cursor_take2(c, "leg", "of")) {
            k->leg = ON_LEG_OF;
            if (!cursor_name(c, ITEM_ROLE, &k->role)) {
                return false;
            }
            const struct node *n = cursor_peek(c);
            if (n != NULL && n->kind == NODE_BLOCK) {
                struct clause *kid = NULL;
                if (!pattern_block(c, depth, &kid)) {
                    return false;
                }
                add_kid(p, k, kid);
            }
        } else {
            return cursor_expected(c, "`principal leg` or `leg of ROLE`");
        }
    }
    const struct item *item = regime_item(p->regime, ref.kind, ref.index);
    if (item->external) {
        k->op = CL_EXTERNAL;
        k->item = ref.index;
        k->item_kind = ref.kind;
        k->question = str_fmt(p->arena, "%.*s is not in this regime: its verdict", STR_ARG(item->name));
        return true;
    }
    VEC_PUSH(p->arena, &p->verdicts, k);
    VEC_PUSH(p->arena, &p->verdict_refs, ref);
    return true;
}

static bool listed_clause(struct cursor *c, struct clause *k, enum listed_how how)
{
    k->op = CL_LISTED;
    k->how = how;
    if (!cursor_need(c, "by") || !cursor_jurisdiction(c, &k->jurisdiction)) {
        return false;
    }
    ints tags = {0};
    if (cursor_take(c, "tags") || cursor_take(c, "tag")) {
        if (!names(c, ITEM_TAG, &tags)) {
            return false;
        }
    }
    set_values(k, &tags);
    return true;
}

static bool named_clause(struct cursor *c, struct clause *k, enum item_kind kind, int index)
{
    parse_use(c->parse, kind, index);
    k->op = CL_NAMED;
    k->item = index;
    k->item_kind = kind;
    return true;
}

static bool pattern_leaf(struct cursor *c, struct clause *k)
{
    const struct node *n = cursor_peek(c);
    int index;
    if (cursor_take(c, "listed")) {
        return listed_clause(c, k, LISTED_ITSELF);
    }
    if (cursor_take2(c, "acts-for", "listed")) {
        return listed_clause(c, k, LISTED_ACTS_FOR);
    }
    if (cursor_take2(c, "owned", "by")) {
        return cursor_need(c, "listed") && listed_clause(c, k, LISTED_OWNED_BY);
    }
    if (cursor_take(c, "in")) {
        if (!cursor_name(c, ITEM_CLASS, &index)) {
            return false;
        }
        return named_clause(c, k, ITEM_CLASS, index);
    }
    if (cursor_take(c, "id")) {
        k->op = CL_ID;
        const struct node *kind = cursor_peek(c);
        if (kind == NULL || kind->kind != NODE_WORD) {
            return cursor_expected(c, "a kind of identifier, such as `imo`");
        }
        k->id_kind = kind->text;
        c->i++;
        return cursor_string(c, &k->question);
    }
    if (cursor_take(c, "judged")) {
        ints values = {0};
        k->op = CL_JUDGED;
        if (!names(c, ITEM_JUDGEMENT, &values)) {
            return false;
        }
        set_values(k, &values);
        return true;
    }
    int dim = n != NULL && n->kind == NODE_WORD ? dim_of(n->text, true) : -1;
    if (dim >= 0) {
        c->i++;
        return dim_clause(c, dim, false, true, k);
    }
    if (n != NULL && n->kind == NODE_WORD && (index = regime_find(c->parse->regime, ITEM_CLASS, n->text)) >= 0) {
        c->i++;
        return named_clause(c, k, ITEM_CLASS, index);
    }
    if (n == NULL || n->kind != NODE_WORD) {
        return cursor_expected(c, "a clause on a party");
    }
    parse_unknown_word(c->parse, "E0202", n->at, "unrecognized clause on a party:", n->text, pattern_words,
                       COUNT(pattern_words));
    return false;
}

static bool party_clause(struct cursor *c, struct clause *k, int role, size_t depth)
{
    struct clause *kid = NULL;
    k->op = CL_PARTY;
    k->role = role;
    if (!pattern_block(c, depth, &kid)) {
        return false;
    }
    add_kid(c->parse, k, kid);
    return true;
}

/* `only` stands before the name of a list. */
static bool report_only(struct cursor *c)
{
    static const char *const lists[] = {"purpose", "route", "contains"};
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_WORD) {
        return cursor_expected(c, "`purpose`, `route` or `contains` after `only`");
    }
    parse_unknown_word(c->parse, "E0202", n->at, "unrecognized list after `only`:", n->text, lists, COUNT(lists));
    return false;
}

static bool deal_leaf(struct cursor *c, struct clause *k, size_t depth)
{
    struct parse *p = c->parse;
    const struct node *n = cursor_peek(c);
    int index;
    ints values = {0};
    if (n == NULL || n->kind != NODE_WORD) {
        return cursor_expected(c, "a clause");
    }
    bool only = cursor_take(c, "only");
    n = cursor_peek(c);
    int dim = n != NULL && n->kind == NODE_WORD ? dim_of(n->text, false) : -1;
    if (dim >= 0) {
        c->i++;
        if (only && dim_table[dim].many != MANY_LIST) {
            struct diag *d =
                diag_error(p->diags, "E0225", n->at, "`only` before `%.*s`, which has one value", STR_ARG(n->text));
            diag_help(p->diags, d, "`only` asks for all of a list: purpose, route, contains");
            return false;
        }
        return dim_clause(c, dim, only, false, k);
    }
    if (only) {
        return report_only(c);
    }
    if (cursor_take(c, "goods")) {
        return goods_clause(c, k);
    }
    if (cursor_take(c, "amount")) {
        return compare_clause(c, k, CL_AMOUNT);
    }
    if (cursor_take(c, "value")) {
        return compare_clause(c, k, CL_UNIT_VALUE);
    }
    if (cursor_take2(c, "written", "contract") || cursor_take(c, "contract")) {
        k->op = CL_CONTRACT;
        k->written = str_is(n->text, "written");
        return day_words(c, k);
    }
    if (cursor_take(c, "conduct")) {
        k->op = CL_CONDUCT_DAY;
        return day_words(c, k);
    }
    if (cursor_take(c, "notice")) {
        return notice_clause(c, k);
    }
    if (cursor_take2(c, "approved", "by")) {
        k->op = CL_APPROVED;
        return cursor_who(c, &k->by);
    }
    if (cursor_take(c, "judged")) {
        k->op = CL_JUDGED;
        if (!names(c, ITEM_JUDGEMENT, &values)) {
            return false;
        }
        set_values(k, &values);
        return true;
    }
    if (cursor_take2(c, "found", "by")) {
        k->op = CL_FOUND;
        if (!cursor_who(c, &k->by) || !names(c, ITEM_FINDING, &values)) {
            return false;
        }
        set_values(k, &values);
        return true;
    }
    if (cursor_take2(c, "within", "cap")) {
        k->op = CL_CAP;
        if (!cursor_name(c, ITEM_CAP, &index)) {
            return false;
        }
        k->item = p->regime->caps.items[index].value;
        return true;
    }
    if (cursor_take(c, "event")) {
        return event_clause(c, k);
    }
    if (cursor_take2(c, "open", "under")) {
        return verdict_clause(c, k, VERDICT_OPEN, depth);
    }
    if (cursor_take2(c, "blocked", "under")) {
        return verdict_clause(c, k, VERDICT_BLOCKED, depth);
    }
    if (cursor_take2(c, "reached", "by")) {
        return verdict_clause(c, k, VERDICT_REACHED, depth);
    }
    if (cursor_take(c, "external")) {
        struct name_ref ref;
        k->op = CL_EXTERNAL;
        if (!cursor_any_name(c, &ref)) {
            return false;
        }
        k->item = ref.index;
        k->item_kind = ref.kind;
        const struct item *item = regime_item(p->regime, ref.kind, ref.index);
        k->question = str_fmt(p->arena, "%.*s", STR_ARG(item->name));
        cursor_optional_string(c, &k->question);
        return true;
    }
    index = regime_find(p->regime, ITEM_ROLE, n->text);
    if (index >= 0 || str_is(n->text, "party") || str_is(n->text, "actor")) {
        c->i++;
        return party_clause(c, k,
                            str_is(n->text, "party")   ? ROLE_ANY
                            : str_is(n->text, "actor") ? ROLE_ACTOR
                                                       : index,
                            depth);
    }
    index = regime_find(p->regime, ITEM_SCOPE, n->text);
    if (index >= 0) {
        c->i++;
        return named_clause(c, k, ITEM_SCOPE, index);
    }
    if (c->stmt->n == 1 ||
        c->i + 1 == c->stmt->n) { /* a lone word: meant as the name of a scope, or a misspelt clause */
        int ignored;
        return cursor_name(c, ITEM_SCOPE, &ignored);
    }
    parse_unknown_word(p, "E0202", n->at, "unrecognized clause:", n->text, deal_words, COUNT(deal_words));
    return false;
}

bool parse_clause(struct cursor *c, bool pattern, size_t depth, struct clause **ret)
{
    struct parse *p = c->parse;
    struct span at = cursor_span(c);
    at.to = c->stmt->at.to;
    if (depth > MAX_CLAUSE_DEPTH) {
        struct diag *d = diag_error(p->diags, "E0226", at, "clauses nest deeper than %d", MAX_CLAUSE_DEPTH);
        diag_help(p->diags, d, "name the inner part with `scope` or `class` and use the name");
        return false;
    }
    if (cursor_take(c, "not")) {
        struct clause *k = clause_new(p, CL_NOT, at);
        struct clause *kid = NULL;
        if (!parse_clause(c, pattern, depth + 1, &kid)) {
            return false;
        }
        add_kid(p, k, kid);
        *ret = k;
        return true;
    }
    bool any = cursor_take2(c, "any", "of");
    if (any || cursor_take2(c, "all", "of")) {
        struct block *b;
        if (!cursor_block(c, &b) || !cursor_end(c)) {
            return false;
        }
        struct clause *k = parse_clause_block(p, b, pattern, depth + 1, at);
        k->op = any ? CL_ANY : CL_ALL;
        if (k->n_kids == 0 && !parse_reported(p, at)) {
            struct diag *d = diag_error(p->diags, "E0227", at, "`%s of` without a clause", any ? "any" : "all");
            diag_help(p->diags, d, "write its clauses between the braces, one on a line");
        }
        *ret = k;
        return true;
    }
    struct clause *k = clause_new(p, CL_ALL, at);
    bool ok = pattern ? pattern_leaf(c, k) : deal_leaf(c, k, depth);
    if (!ok || !cursor_end(c)) {
        return false;
    }
    *ret = k;
    return true;
}

struct clause *parse_clause_block(struct parse *p, const struct block *b, bool pattern, size_t depth, struct span at)
{
    struct clause *all = clause_new(p, CL_ALL, at);
    for (size_t i = 0; i < b->n; i++) {
        struct cursor c = cursor_of(p, &b->stmts[i]);
        struct clause *kid = NULL;
        if (parse_clause(&c, pattern, depth, &kid)) {
            add_kid(p, all, kid);
        }
    }
    return all;
}
