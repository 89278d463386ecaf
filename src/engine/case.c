#include "engine/case.h"

#include "base/arena.h"

static char *word_json(struct arena *a, struct str s, bool under)
{
    char *p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        p[i] = under && s.p[i] == '-' ? '_' : s.p[i];
    }
    return p;
}

static json_t *text(struct str s)
{
    return json_stringn(s.p, s.n);
}

static json_t *list_of(json_t *object, const char *key)
{
    json_t *list = json_object_get(object, key);
    if (!json_is_array(list)) {
        list = json_array();
        json_object_set_new(object, key, list);
    }
    return list;
}

static json_t *object_of(json_t *object, const char *key)
{
    json_t *o = json_object_get(object, key);
    if (!json_is_object(o)) {
        o = json_object();
        json_object_set_new(object, key, o);
    }
    return o;
}

/* Any word or number, as text. */
static bool take_text(struct cursor *c, struct str *ret)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || (n->kind != NODE_WORD && n->kind != NODE_NUMBER && n->kind != NODE_STRING)) {
        return cursor_expected(c, "a value");
    }
    *ret = n->text;
    c->i++;
    return true;
}

static bool take_list(struct cursor *c, json_t *list)
{
    do {
        struct str s = {"", 0};
        if (!take_text(c, &s)) {
            return false;
        }
        json_array_append_new(list, text(s));
    } while (cursor_take_comma(c));
    return cursor_end(c);
}

static bool take_yes(struct cursor *c, bool *ret)
{
    if (cursor_take(c, "yes")) {
        *ret = true;
        return true;
    }
    if (cursor_take(c, "no")) {
        *ret = false;
        return true;
    }
    return cursor_expected(c, "`yes` or `no`");
}

/* ---- goods ---- */

static bool line_statement(struct cases *cs, struct case_facts *f, json_t *line, const struct stmt *s)
{
    struct cursor c = cursor_of(cs->parse, s);
    struct str v = {"", 0};
    if (cursor_take(&c, "hs")) {
        if (!take_text(&c, &v)) {
            return false;
        }
        json_object_set_new(line, "hs", text(v));
    } else if (cursor_take(&c, "description")) {
        if (!take_text(&c, &v)) {
            return false;
        }
        json_object_set_new(line, "description", text(v));
    } else if (cursor_take(&c, "made-in")) {
        if (!take_text(&c, &v)) {
            return false;
        }
        json_object_set_new(line, "made_in", text(v));
    } else if (cursor_take(&c, "contains")) {
        json_t *list = json_array();
        json_object_set_new(line, "contains", list);
        if (cursor_take(&c, "none")) {
            return cursor_end(&c);
        }
        return take_list(&c, list);
    } else {
        const struct node *n = cursor_peek(&c);
        struct str unit = {"", 0};
        if (n == NULL || n->kind != NODE_NUMBER || !take_text(&c, &v) || !take_text(&c, &unit)) {
            return cursor_expected(&c, "`hs`, `description`, `made-in`, `contains`, a quantity or a value");
        }
        bool money = unit.n == 3 && unit.p[0] >= 'A' && unit.p[0] <= 'Z';
        if (money) {
            json_object_set_new(line, "value", text(v));
            json_object_set_new(f->root, "currency", text(unit));
        } else {
            json_object_set_new(line, "quantity", text(v));
            json_object_set_new(line, "unit", text(unit));
        }
    }
    return cursor_end(&c);
}

static bool goods_statement(struct cases *cs, struct case_facts *f, struct cursor *c)
{
    struct block *b;
    if (cursor_take(c, "none")) {
        json_object_set_new(f->root, "goods", json_array());
        return cursor_end(c);
    }
    if (!cursor_block(c, &b) || !cursor_end(c)) {
        return false;
    }
    if (f->goods_fresh) {
        json_object_del(f->root, "goods");
        f->goods_fresh = false;
    }
    json_t *line = json_object();
    json_array_append_new(list_of(f->root, "goods"), line);
    for (size_t i = 0; i < b->n; i++) {
        if (!line_statement(cs, f, line, &b->stmts[i])) {
            return false;
        }
    }
    return true;
}

static json_t *last_line(struct case_facts *f)
{
    json_t *lines = list_of(f->root, "goods");
    if (json_array_size(lines) == 0) {
        json_array_append_new(lines, json_object());
    }
    return json_array_get(lines, json_array_size(lines) - 1);
}

/* ---- parties ---- */

static json_t *party_of(struct arena *a, struct case_facts *f, struct str role, bool another)
{
    json_t *parties = list_of(f->root, "parties");
    char *name = word_json(a, role, true);
    for (size_t i = 0; i < json_array_size(parties) && !another; i++) {
        json_t *p = json_array_get(parties, i);
        const char *r = json_string_value(json_object_get(p, "role"));
        if (r != NULL && strcmp(r, name) == 0) {
            return p;
        }
    }
    json_t *p = json_object();
    json_object_set_new(p, "role", json_string(name));
    json_array_append_new(parties, p);
    return p;
}

static bool listed_statement(struct cursor *c, json_t *party)
{
    struct str by = {"", 0};
    json_t *row = json_object();
    json_array_append_new(list_of(party, "listed"), row);
    if (!cursor_need(c, "by") || !take_text(c, &by)) {
        return false;
    }
    json_object_set_new(row, "by", text(by));
    while (!cursor_done(c)) {
        struct str v = {"", 0};
        if (cursor_take(c, "tags") || cursor_take(c, "tag")) {
            json_t *tags = json_array();
            json_object_set_new(row, "tags", tags);
            do {
                if (!take_text(c, &v)) {
                    return false;
                }
                json_array_append_new(tags, text(v));
            } while (cursor_take_comma(c));
        } else if (cursor_take(c, "programme")) {
            if (!take_text(c, &v)) {
                return false;
            }
            json_object_set_new(row, "programme", text(v));
        } else if (cursor_take(c, "from")) {
            if (!take_text(c, &v)) {
                return false;
            }
            json_object_set_new(row, "from", text(v));
        } else if (cursor_take(c, "until")) {
            if (!take_text(c, &v)) {
                return false;
            }
            json_object_set_new(row, "until", text(v));
        } else {
            return cursor_end(c);
        }
    }
    return true;
}

static bool party_statement(struct cases *cs, json_t *party, const struct stmt *s)
{
    static const struct {
        const char *word;
        const char *key;
        bool list;
    } keys[] = {{"country", "country", false},
                {"national", "nationals", true},
                {"resident", "resident", true},
                {"incorporated", "incorporated", true},
                {"located", "located", true},
                {"branch-of", "branch_of", true},
                {"flag", "flag", false},
                {"kind", "kind", true},
                {"name", "name", false},
                {"on", "on", false},
                {"screened", "screened", true},
                {"agency-of", "agency_of", true},
                {"controlled-by", "controlled_by", true},
                {"clears-in", "clears_in", true}};
    struct cursor c = cursor_of(cs->parse, s);
    struct str v = {"", 0};
    bool yes = false;
    if (cursor_take2(&c, "not", "listed")) {
        json_object_set_new(party, "listed", json_array());
        return cursor_end(&c);
    }
    if (cursor_take(&c, "clear")) {
        json_object_set_new(party, "clear", json_true());
        return cursor_end(&c);
    }
    if (cursor_take2(&c, "not", "clear")) {
        json_object_set_new(party, "clear", json_null());
        return cursor_end(&c);
    }
    if (cursor_take(&c, "listed")) {
        return listed_statement(&c, party);
    }
    if (cursor_take(&c, "acts-for")) {
        json_t *list = json_array();
        json_object_set_new(party, "acts_for", list);
        if (cursor_take(&c, "none")) {
            return cursor_end(&c);
        }
        if (cursor_take2(&c, "listed", "by")) {
            if (!take_text(&c, &v)) {
                return false;
            }
            json_array_append_new(list, json_string(str_fmt(cs->parse->arena, "listed:%.*s", STR_ARG(v)).p));
            return cursor_end(&c);
        }
        return take_list(&c, list);
    }
    if (cursor_take(&c, "owned-by-listed")) {
        if (!take_yes(&c, &yes)) {
            return false;
        }
        json_object_set_new(party, "owned_by_listed", yes ? json_true() : json_false());
        return cursor_end(&c);
    }
    if (cursor_take(&c, "imo")) {
        if (!take_text(&c, &v)) {
            return false;
        }
        json_object_set_new(object_of(party, "ids"), "imo", text(v));
        return cursor_end(&c);
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!cursor_take(&c, keys[i].word)) {
            continue;
        }
        if (!keys[i].list) {
            if (!take_text(&c, &v)) {
                return false;
            }
            json_object_set_new(party, keys[i].key, text(v));
            return cursor_end(&c);
        }
        json_t *list = json_array();
        json_object_set_new(party, keys[i].key, list);
        return cursor_take(&c, "none") ? cursor_end(&c) : take_list(&c, list);
    }
    return cursor_expected(&c, "a fact about a party");
}

/* ---- taking facts away ---- */

static bool unknown_statement(struct cases *cs, struct case_facts *f, struct cursor *c)
{
    static const struct {
        const char *word;
        const char *key;
    } deal_keys[] = {{"notice", "notices"},    {"notices", "notices"},         {"purpose", "purposes"},
                     {"purposes", "purposes"}, {"finding", "findings"},        {"findings", "findings"},
                     {"event", "events"},      {"events", "events"},           {"approvals", "approvals"},
                     {"parties", "parties"},   {"cleared-in", "cleared_in"},   {"goods", "goods"},
                     {"dispatch", "dispatch"}, {"destination", "destination"}, {"route", "route"},
                     {"place", "place"},       {"amount", "amount"},           {"currency", "currency"},
                     {"contract", "contract"}, {"written", "written"},         {"step", "step"}};
    static const char *const line_keys[] = {"hs", "description", "made-in", "contains", "quantity", "value"};
    struct arena *a = cs->parse->arena;
    struct str w = {"", 0};
    struct str v = {"", 0};
    if (!take_text(c, &w)) {
        return false;
    }
    for (size_t i = 0; i < sizeof line_keys / sizeof *line_keys; i++) {
        if (str_is(w, line_keys[i])) {
            json_t *lines = list_of(f->root, "goods");
            for (size_t k = 0; k < json_array_size(lines); k++) {
                json_object_del(json_array_get(lines, k), word_json(a, w, true));
            }
            return cursor_end(c);
        }
    }
    if (str_is(w, "judged") || str_is(w, "within-cap")) {
        if (!take_text(c, &v)) {
            return false;
        }
        json_t *in = json_object_get(f->root, str_is(w, "judged") ? "judged" : "within_cap");
        json_object_del(in, word_json(a, v, false));
        return cursor_end(c);
    }
    for (size_t i = 0; i < sizeof deal_keys / sizeof *deal_keys; i++) {
        if (str_is(w, deal_keys[i].word) && cursor_done(c)) {
            json_object_del(f->root, deal_keys[i].key);
            return true;
        }
    }
    if (regime_find(cs->parse->regime, ITEM_ROLE, w) >= 0) {
        json_t *party = party_of(a, f, w, false);
        if (!take_text(c, &v)) {
            return false;
        }
        if (str_is(v, "country")) {
            json_object_del(party, "country");
        }
        const char *key = str_is(v, "national") ? "nationals" : word_json(a, v, true);
        json_object_del(party, key);
        /* a fact taken away is not given back by `clear` */
        if (json_is_true(json_object_get(party, "clear")) || f->parties_clear) {
            json_object_set_new(party, "clear", json_null()); /* not given back by `parties clear` */
            static const char *const cleared[] = {"agency_of", "controlled_by", "acts_for"};
            for (size_t i = 0; i < 3; i++) {
                if (strcmp(cleared[i], key) != 0 && json_object_get(party, cleared[i]) == NULL) {
                    json_object_set_new(party, cleared[i], json_array());
                }
            }
            if (strcmp(key, "owned_by_listed") != 0 && json_object_get(party, "owned_by_listed") == NULL) {
                json_object_set_new(party, "owned_by_listed", json_false());
            }
            if (strcmp(key, "listed") != 0 && strcmp(key, "screened") != 0) {
                if (json_object_get(party, "listed") == NULL) {
                    json_object_set_new(party, "listed", json_array());
                }
                json_t *screened = json_array();
                for (size_t i = 0; i < cs->parse->regime->jurisdictions.n; i++) {
                    json_array_append_new(screened, text(cs->parse->regime->jurisdictions.items[i].item.name));
                }
                json_object_set_new(party, "screened", screened);
            }
        }
        return cursor_end(c);
    }
    diag_error(cs->parse->diags, "E0501", c->stmt->at, "no fact is called `%.*s`", STR_ARG(w));
    return false;
}

/* ---- statements ---- */

static bool notice_statement(struct cases *cs, struct case_facts *f, struct cursor *c)
{
    json_t *n = json_object();
    struct str v = {"", 0};
    bool yes = false;
    (void)cs;
    json_array_append_new(list_of(f->root, "notices"), n);
    cursor_take(c, "by");
    if (!take_text(c, &v)) {
        return false;
    }
    json_object_set_new(n, "by", text(v));
    if (!cursor_need(c, "to") || !take_text(c, &v)) {
        return false;
    }
    json_object_set_new(n, "to", text(v));
    const struct node *day = cursor_peek(c);
    if (day != NULL && day->kind == NODE_NUMBER) {
        take_text(c, &v);
        json_object_set_new(n, "on", text(v));
    }
    while (!cursor_done(c)) {
        if (cursor_take(c, "about")) {
            if (!take_text(c, &v)) {
                return false;
            }
            json_object_set_new(n, "about", text(v));
        } else if (cursor_take(c, "objected")) {
            if (!take_yes(c, &yes)) {
                return false;
            }
            json_object_set_new(n, "objected", yes ? json_true() : json_false());
        } else {
            return cursor_end(c);
        }
    }
    return true;
}

static bool approval_statement(struct cases *cs, struct case_facts *f, struct cursor *c)
{
    json_t *n = json_object();
    struct str v = {"", 0};
    json_array_append_new(list_of(f->root, "approvals"), n);
    if (!cursor_need(c, "by") || !take_text(c, &v)) {
        return false;
    }
    json_object_set_new(n, "by", text(v));
    while (!cursor_done(c)) {
        if (cursor_take(c, "about")) {
            struct span at = cursor_span(c);
            while (!cursor_done(c) && !cursor_is(c, "from") && !cursor_is(c, "until") && !cursor_is(c, "holder") &&
                   !cursor_is(c, "no")) {
                at.to = cursor_span(c).to;
                c->i++;
            }
            json_object_set_new(n, "about", text(parse_text(cs->parse, at)));
        } else if (cursor_is(c, "from") || cursor_is(c, "until") || cursor_is(c, "holder") || cursor_is(c, "no")) {
            char *key = word_json(cs->parse->arena, cursor_peek(c)->text, true);
            c->i++;
            if (!take_text(c, &v)) {
                return false;
            }
            json_object_set_new(n, key, text(v));
        } else {
            return cursor_end(c);
        }
    }
    return true;
}

static bool event_statement(struct cases *cs, struct case_facts *f, struct cursor *c)
{
    json_t *e = json_object();
    struct str v = {"", 0};
    json_array_append_new(list_of(f->root, "events"), e);
    if (!take_text(c, &v)) {
        return false;
    }
    json_object_set_new(e, "what", json_string(word_json(cs->parse->arena, v, true)));
    while (!cursor_done(c)) {
        if (!take_text(c, &v)) {
            return false;
        }
        json_object_set_new(e, date_shaped(v) ? "on" : "place", text(v));
    }
    return true;
}

static const struct named_case *find_case(const struct cases *cs, struct str name)
{
    for (size_t i = 0; i < cs->list.n; i++) {
        if (str_eq(cs->list.items[i].name, name)) {
            return &cs->list.items[i];
        }
    }
    return NULL;
}

#define CASE_DEPTH 16

static bool inherit(struct cases *cs, struct case_facts *f, struct cursor *c, int depth)
{
    const struct node *n = cursor_peek(c);
    struct str name = {"", 0};
    if (!take_text(c, &name)) {
        return false;
    }
    const struct named_case *base = find_case(cs, name);
    if (base == NULL || depth > CASE_DEPTH) {
        diag_error(cs->parse->diags, "E0502", n->at,
                   base == NULL ? "no case is called `%.*s`" : "cases that begin with each other: `%.*s`",
                   STR_ARG(name));
        return false;
    }
    case_block(cs, f, base->block, depth + 1, NULL, NULL);
    f->goods_fresh = true;
    if (cursor_take(c, "but")) {
        struct block *b;
        if (!cursor_block(c, &b)) {
            return false;
        }
        case_block(cs, f, b, depth + 1, NULL, NULL);
    }
    return cursor_end(c);
}

static bool single_fact(struct cases *cs, struct case_facts *f, struct cursor *c, bool *ret_taken)
{
    static const struct {
        const char *word;
        const char *key;
        bool list;
    } keys[] = {{"activity", "activity", false},
                {"step", "step", false},
                {"asker", "asker", false},
                {"for", "for", true},
                {"dispatch", "dispatch", false},
                {"destination", "destination", false},
                {"route", "route", true},
                {"place", "place", false},
                {"project", "place", false},
                {"currency", "currency", false},
                {"cleared-in", "cleared_in", false},
                {"purpose", "purposes", true}};
    struct str v = {"", 0};
    *ret_taken = true;
    cursor_take(c, "only");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!cursor_take(c, keys[i].word)) {
            continue;
        }
        if (!keys[i].list) {
            if (!take_text(c, &v)) {
                return false;
            }
            json_object_set_new(f->root, keys[i].key, text(v));
            return cursor_end(c);
        }
        json_t *list = json_array();
        json_object_set_new(f->root, keys[i].key, list);
        return cursor_take(c, "none") ? cursor_end(c) : take_list(c, list);
    }
    (void)cs;
    *ret_taken = false;
    return true;
}

/* `findings none`: a list that is given, and empty. */
static bool none_statement(struct case_facts *f, struct cursor *c, bool *ret_ok)
{
    static const char *const keys[] = {"findings", "notices", "approvals", "events"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (cursor_take2(c, keys[i], "none")) {
            json_object_set_new(f->root, keys[i], json_array());
            *ret_ok = cursor_end(c);
            return true;
        }
    }
    return false;
}

int case_statement(struct cases *cs, struct case_facts *f, const struct stmt *s, int depth)
{
    struct cursor c = cursor_of(cs->parse, s);
    struct str v = {"", 0};
    struct str w = {"", 0};
    bool yes = false;
    bool taken;
    bool ok = single_fact(cs, f, &c, &taken);
    if (taken) {
        return ok ? 1 : -1;
    }
    c.i = 0;
    if (cursor_take(&c, "as") || cursor_take(&c, "case")) {
        ok = inherit(cs, f, &c, depth);
    } else if (cursor_take(&c, "on")) {
        ok = take_text(&c, &v) && cursor_end(&c);
        if (ok) {
            json_object_set_new(f->root, "on", text(v));
        }
    } else if (cursor_take(&c, "deal")) {
        json_t *deal = NULL;
        ok = take_text(&c, &v) && take_text(&c, &w);
        if (ok && (cs->deal == NULL || !cs->deal(cs->context, v, w, &deal))) {
            diag_error(cs->parse->diags, "E0503", s->at, "no deal `%.*s` in `%.*s`", STR_ARG(w), STR_ARG(v));
            ok = false;
        } else if (ok) {
            json_object_update(f->root, deal);
            json_decref(deal);
            ok = cursor_end(&c);
        }
    } else if (cursor_take(&c, "amount")) {
        ok = take_text(&c, &v) && take_text(&c, &w) && cursor_end(&c);
        if (ok) {
            json_object_set_new(f->root, "amount", text(v));
            json_object_set_new(f->root, "currency", text(w));
        }
    } else if (cursor_is(&c, "written") || cursor_is(&c, "contract")) {
        bool written = cursor_take(&c, "written");
        ok = cursor_need(&c, "contract") && take_text(&c, &v) && cursor_end(&c);
        if (ok) {
            json_object_set_new(f->root, "contract", text(v));
            if (written) {
                json_object_set_new(f->root, "written", json_true());
            }
        }
    } else if (cursor_take(&c, "oral")) {
        json_object_set_new(f->root, "written", json_false());
        ok = true;
    } else if (cursor_take(&c, "goods")) {
        ok = goods_statement(cs, f, &c);
    } else if (cursor_take(&c, "made-in")) {
        ok = take_text(&c, &v) && cursor_end(&c);
        if (ok) {
            json_object_set_new(last_line(f), "made_in", text(v));
        }
    } else if (cursor_take(&c, "contains")) {
        json_t *list = json_array();
        json_object_set_new(last_line(f), "contains", list);
        ok = cursor_take(&c, "none") ? cursor_end(&c) : take_list(&c, list);
    } else if (cursor_take2(&c, "parties", "clear")) {
        f->parties_clear = true;
        ok = cursor_end(&c);
    } else if (cursor_take2(&c, "parties", "incomplete")) {
        json_object_set_new(f->root, "parties_complete", json_false());
        ok = cursor_end(&c);
    } else if (none_statement(f, &c, &ok)) {
        /* taken */
    } else if (cursor_take(&c, "finding")) {
        ok = take_text(&c, &v);
        if (ok) {
            json_t *made = json_object();
            json_object_set_new(made, "finding", text(v));
            if (cursor_take(&c, "by")) {
                ok = take_text(&c, &v);
                json_object_set_new(made, "by", text(v));
            }
            json_array_append_new(list_of(f->root, "findings"), made);
            ok = ok && cursor_end(&c);
        }
    } else if (cursor_take(&c, "judged")) {
        ok = take_text(&c, &v) && take_yes(&c, &yes) && cursor_end(&c);
        if (ok) {
            json_object_set_new(object_of(f->root, "judged"), word_json(cs->parse->arena, v, false),
                                yes ? json_true() : json_false());
        }
    } else if (cursor_take(&c, "within-cap")) {
        ok = take_text(&c, &v) && take_yes(&c, &yes) && cursor_end(&c);
        if (ok) {
            json_object_set_new(object_of(f->root, "within_cap"), word_json(cs->parse->arena, v, false),
                                yes ? json_true() : json_false());
        }
    } else if (cursor_take(&c, "notice")) {
        ok = notice_statement(cs, f, &c);
    } else if (cursor_take(&c, "approval")) {
        ok = approval_statement(cs, f, &c);
    } else if (cursor_take(&c, "event")) {
        ok = event_statement(cs, f, &c);
    } else if (cursor_take(&c, "unknown")) {
        ok = unknown_statement(cs, f, &c);
    } else {
        bool another = cursor_take(&c, "another");
        const struct node *n = cursor_peek(&c);
        if (n == NULL || n->kind != NODE_WORD || regime_find(cs->parse->regime, ITEM_ROLE, n->text) < 0 ||
            s->n <= c.i + 1 || s->nodes[c.i + 1].kind != NODE_BLOCK) {
            return another ? (cursor_expected(&c, "a role"), -1) : 0;
        }
        struct block *b;
        json_t *party = party_of(cs->parse->arena, f, n->text, another);
        c.i++;
        ok = cursor_block(&c, &b) && cursor_end(&c);
        for (size_t i = 0; ok && i < b->n; i++) {
            ok = party_statement(cs, party, &b->stmts[i]);
        }
    }
    return ok ? 1 : -1;
}

void case_block(struct cases *cs, struct case_facts *f, const struct block *b, int depth,
                void (*other)(void *, const struct stmt *), void *to)
{
    for (size_t i = 0; i < b->n; i++) {
        int took = case_statement(cs, f, &b->stmts[i], depth);
        if (took == 0 && other != NULL) {
            other(to, &b->stmts[i]);
        } else if (took == 0) {
            struct cursor c = cursor_of(cs->parse, &b->stmts[i]);
            cursor_expected(&c, "a fact");
        }
    }
}

void case_finish(struct case_facts *f)
{
    json_t *parties = json_object_get(f->root, "parties");
    for (size_t i = 0; f->parties_clear && i < json_array_size(parties); i++) {
        json_t *p = json_array_get(parties, i);
        if (json_object_get(p, "clear") == NULL) {
            json_object_set_new(p, "clear", json_true());
        }
    }
    for (size_t i = 0; i < json_array_size(parties); i++) {
        json_t *p = json_array_get(parties, i);
        if (json_is_null(json_object_get(p, "clear"))) {
            json_object_del(p, "clear");
        }
    }
}
