#include "plan/promise.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "law/tree.h"

struct pattern {
    struct arena *arena;
    const struct regime *g;
    const struct activity *activity; /* NULL: not said yet */
    json_t *deal, *parties;
    struct str problem; /* the first thing that is not understood */
};

static json_t *text_of(struct str s)
{
    return json_stringn(s.p, s.n);
}

static bool not_understood(struct pattern *p, struct str what)
{
    if (p->problem.n == 0) {
        p->problem = str_fmt(p->arena, "`%.*s` is not understood in a promise", STR_ARG(what));
    }
    return false;
}

static bool word_is(const struct stmt *s, size_t at, const char *word)
{
    return at < s->n && s->nodes[at].kind == NODE_WORD && str_is(s->nodes[at].text, word);
}

/* The words from `at` on, without commas; `none` is an empty list. */
static json_t *list_from(const struct stmt *s, size_t at)
{
    json_t *list = json_array();
    for (size_t i = at; i < s->n; i++) {
        if (s->nodes[i].kind != NODE_COMMA && !str_is(s->nodes[i].text, "none")) {
            json_array_append_new(list, text_of(s->nodes[i].text));
        }
    }
    return list;
}

/* One key of the deal's JSON for a word of the language. */
struct spelling {
    const char *word, *key;
    bool list;
};

static const struct spelling *spelled(const struct spelling *table, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++) {
        if (str_is(word, table[i].word)) {
            return &table[i];
        }
    }
    return NULL;
}

#define SPELLED(table, word) spelled(table, sizeof(table) / sizeof *(table), word)

static void set(json_t *to, const struct spelling *x, const struct stmt *s, size_t at)
{
    json_object_set_new(to, x->key, x->list ? list_from(s, at) : text_of(at < s->n ? s->nodes[at].text : STR("")));
}

/* ---- parties ---- */

/* `listed by US`, `not listed by UN, US`: searched there; on none of the lists, or on each. */
static bool add_listing(struct pattern *p, json_t *party, const struct stmt *s, size_t at, bool no)
{
    json_t *screened = json_object_get(party, "screened");
    json_t *listed = json_object_get(party, "listed");
    if (!word_is(s, at, "by")) {
        return not_understood(p, s->nodes[0].text);
    }
    for (size_t i = at + 1; i < s->n; i++) {
        if (s->nodes[i].kind == NODE_COMMA) {
            continue;
        }
        json_array_append_new(screened, text_of(s->nodes[i].text));
        if (!no) {
            json_t *one = json_object();
            json_object_set_new(one, "by", text_of(s->nodes[i].text));
            json_array_append_new(listed, one);
        }
    }
    return true;
}

static bool add_fact(struct pattern *p, json_t *party, const struct stmt *s)
{
    static const struct spelling facts[] = {{"kind", "kind", true},
                                            {"national", "nationals", true},
                                            {"resident", "resident", true},
                                            {"incorporated", "incorporated", true},
                                            {"located", "located", true},
                                            {"branch-of", "branch_of", true},
                                            {"clears-in", "clears_in", true},
                                            {"agency-of", "agency_of", true},
                                            {"controlled-by", "controlled_by", true},
                                            {"acts-for", "acts_for", true},
                                            {"flag", "flag", false},
                                            {"country", "country", false},
                                            {"name", "name", false}};
    bool no = word_is(s, 0, "not");
    size_t at = no ? 1 : 0;
    if (word_is(s, at, "listed")) {
        return add_listing(p, party, s, at + 1, no);
    }
    if (!no && word_is(s, 0, "clear")) {
        json_object_set_new(party, "clear", json_true());
        return true;
    }
    const struct spelling *x = no || s->nodes[0].kind != NODE_WORD ? NULL : SPELLED(facts, s->nodes[0].text);
    if (x == NULL) {
        return not_understood(p, s->nodes[at < s->n ? at : 0].text);
    }
    set(party, x, s, 1);
    return true;
}

/* The role's name: `actor` and `party` are the principal ones. */
static struct str role_of(const struct pattern *p, struct str word)
{
    int place = str_is(word, "actor") ? 0 : str_is(word, "party") ? 1 : -1;
    if (place < 0) {
        return word;
    }
    for (size_t i = 0; p->activity != NULL && i < p->activity->n_roles; i++) {
        if (p->activity->roles[i].principal && place-- == 0) {
            return p->g->roles.items[p->activity->roles[i].role].item.name;
        }
    }
    return STR("");
}

static bool add_party(struct pattern *p, const struct stmt *s)
{
    struct str role = role_of(p, s->nodes[0].text);
    if (role.n == 0 || regime_find(p->g, ITEM_ROLE, role) < 0) {
        return not_understood(p, s->nodes[0].text);
    }
    json_t *party = json_object();
    json_array_append_new(p->parties, party);
    json_object_set_new(party, "role", text_of(role));
    json_object_set_new(party, "screened", json_array());
    json_object_set_new(party, "listed", json_array());
    const struct block *b = s->nodes[1].block;
    bool ok = true;
    for (size_t i = 0; i < b->n && ok; i++) {
        ok = add_fact(p, party, &b->stmts[i]);
    }
    if (json_object_get(party, "clear") != NULL || json_array_size(json_object_get(party, "screened")) == 0) {
        json_object_del(party, "screened");
        json_object_del(party, "listed");
    }
    return ok;
}

/* ---- the rest ---- */

static bool add_goods(struct pattern *p, const struct stmt *s)
{
    static const struct spelling facts[] = {{"hs", "hs", false},
                                            {"made-in", "made_in", false},
                                            {"contains", "contains", true},
                                            {"description", "description", false}};
    json_t *line = json_object();
    json_t *lines = json_array();
    const struct block *b = s->nodes[1].block;
    json_array_append_new(lines, line);
    json_object_set_new(p->deal, "goods", lines);
    for (size_t i = 0; i < b->n; i++) {
        const struct spelling *x = SPELLED(facts, b->stmts[i].nodes[0].text);
        if (x == NULL) {
            return not_understood(p, b->stmts[i].nodes[0].text);
        }
        set(line, x, &b->stmts[i], 1);
    }
    return true;
}

static bool add_statement(struct pattern *p, const struct stmt *s)
{
    static const struct spelling facts[] = {{"activity", "activity", false},
                                            {"step", "step", false},
                                            {"asker", "asker", false},
                                            {"dispatch", "dispatch", false},
                                            {"destination", "destination", false},
                                            {"route", "route", true},
                                            {"place", "place", false},
                                            {"currency", "currency", false},
                                            {"cleared-in", "cleared_in", false},
                                            {"purpose", "purposes", true},
                                            {"contract", "contract", false}};
    bool only = word_is(s, 0, "only");
    size_t at = only ? 1 : 0;
    if (at >= s->n || s->nodes[at].kind != NODE_WORD) {
        return not_understood(p, s->nodes[0].text);
    }
    struct str word = s->nodes[at].text;
    if (s->n == 2 && s->nodes[1].kind == NODE_BLOCK) {
        return str_is(word, "goods") ? add_goods(p, s) : add_party(p, s);
    }
    const struct spelling *x = SPELLED(facts, word);
    if (x == NULL) {
        return not_understood(p, word);
    }
    if (str_is(word, "activity") && s->n > at + 1) {
        int index = regime_find(p->g, ITEM_ACTIVITY, s->nodes[at + 1].text);
        p->activity = index < 0 ? NULL : &p->g->activities.items[index];
    }
    set(p->deal, x, s, at + 1);
    return true;
}

static bool fill(struct pattern *p, const struct block *b)
{
    static const char *const whole[] = {"findings", "notices", "approvals", "events"};
    bool ok = true;
    for (size_t i = 0; i < b->n && ok; i++) {
        ok = add_statement(p, &b->stmts[i]);
    }
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        json_object_set_new(p->deal, whole[i], json_array());
    }
    json_object_set_new(p->deal, "id", json_string("promise"));
    json_object_set(p->deal, "parties", p->parties);
    return ok;
}

bool promise_deal(struct arena *a, const struct regime *g, struct str text, int on, struct deal **ret,
                  struct str *ret_problem)
{
    struct pattern p = {.arena = a, .g = g};
    struct diags ignored;
    struct source *source = ARENA_NEW(a, struct source);
    source->text = text;
    diags_init(&ignored, a);
    const struct block *b = tree_read(a, &ignored, source);
    *ret_problem = STR("");
    if (ignored.errors > 0 || b->n != 1 || b->stmts[0].n != 2 || !word_is(&b->stmts[0], 0, "open") ||
        b->stmts[0].nodes[1].kind != NODE_BLOCK) {
        *ret_problem = STR("a promise is `open { facts of a deal }`");
        return false;
    }
    p.deal = json_object();
    p.parties = json_array();
    bool ok = fill(&p, b->stmts[0].nodes[1].block);
    char *json = ok ? json_dumps(p.deal, JSON_COMPACT) : NULL;
    struct deal_error e = {0};
    *ret_problem = p.problem;
    if (json != NULL) {
        ok = deal_read(a, g, str_dup(a, str_c(json)), on, ret, &e);
        *ret_problem = ok ? STR("") : str_fmt(a, "%.*s %.*s", STR_ARG(e.pointer), STR_ARG(e.message));
    }
    free(json);
    json_decref(p.parties);
    json_decref(p.deal);
    return ok && json != NULL;
}
