#include "decide/csv_head.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "decide/reader.h"

#define PATH_MOST 4

/* Where a column leads: the objects on the way, and the cell. */
struct way {
    struct {
        enum csv_kind kind;
        struct str key;
    } steps[PATH_MOST];
    size_t n;
    enum csv_type type;
    struct str help; /* where there is no way: what to do; may be empty */
};

static void step(struct way *w, enum csv_kind kind, struct str key)
{
    w->steps[w->n].kind = kind;
    w->steps[w->n++].key = key;
}

static bool cut(struct str s, struct str *head, struct str *rest)
{
    const char *dot = s.n == 0 ? NULL : memchr(s.p, '.', s.n);
    *head = dot == NULL ? s : str_of(s.p, (size_t)(dot - s.p));
    *rest = dot == NULL ? STR("") : str_of(dot + 1, s.n - head->n - 1);
    return dot != NULL;
}

/* What a cell of the key holds; false: nothing that one cell could. */
static bool cell_type(const struct fact_key *k, enum csv_type *ret)
{
    *ret = CSV_TEXT;
    switch ((int)k->type) {
    case FACT_TRUTH:
    case FACT_CLEAR:
    case FACT_OWNED: *ret = CSV_TRUTH; return true;
    case FACT_HS: *ret = CSV_HS; return true;
    case FACT_DECIMAL: *ret = CSV_NUMBER; return true;
    case FACT_COUNTRIES:
    case FACT_WAYPOINTS:
    case FACT_ORDERS:
    case FACT_ACTS_FOR:
    case FACT_WORDS:
    case FACT_NAMES_OR_OBJECTS: *ret = CSV_LIST; return true;
    case FACT_OBJECTS: *ret = CSV_NONE; return k->of != FACTS_OF_LINE && k->of != FACTS_OF_PARTY;
    case FACT_TRUTHS:
    case FACT_USED:
    case FACT_IDS: return false;
    default: return true;
    }
}

/* A key of the level as the last step. */
static bool key_way(struct way *w, enum fact_level level, struct str key)
{
    bool complete;
    const struct fact_key *k = fact_find(level, key, &complete);
    if (k == NULL || (!complete && !cell_type(k, &w->type)) || k == &fact_table[KEY_PARTY_ROLE]) {
        return false;
    }
    w->type = complete ? CSV_TRUTH : w->type;
    step(w, CSV_CELL, key);
    return true;
}

/* `judged.WORD`, `within_cap.CAP`, `stopped.CAP`, `used.CAP.UNIT`. */
static bool word_way(struct arena *a, const struct regime *g, struct way *w, const struct fact_key *k, struct str rest)
{
    struct str word = rest;
    size_t dot = rest.n;
    if (k->type == FACT_USED) {
        while (dot > 0 && rest.p[dot - 1] != '.') {
            dot--;
        }
        word = str_of(rest.p, dot == 0 ? 0 : dot - 1);
    }
    int index = fact_word(g, k->kind, word);
    if (index < 0) {
        struct str help = fact_word_help(a, g, k->kind, word);
        w->help = k->type == FACT_USED ? str_fmt(a, "write `used.CAP.UNIT`; %.*s", STR_ARG(help)) : help;
        return false;
    }
    step(w, CSV_OBJECT, str_c(k->key));
    step(w, k->type == FACT_USED ? CSV_OBJECT : CSV_CELL, regime_item(g, k->kind, index)->name);
    w->type = CSV_TRUTH;
    if (k->type == FACT_USED) {
        step(w, CSV_CELL, str_of(rest.p + dot, rest.n - dot));
        w->type = CSV_NUMBER;
    }
    return true;
}

static bool party_way(struct way *w, struct str role, struct str rest)
{
    struct str key;
    struct str sub;
    bool complete;
    bool below = cut(rest, &key, &sub);
    const struct fact_key *k = fact_find(FACTS_OF_PARTY, key, &complete);
    step(w, CSV_PARTY, role);
    if (!below) {
        if (k == &fact_table[KEY_PARTY_ROLE]) {
            w->help = STR("the role stands before the dot: leave this column out");
        } else if (k == &fact_table[KEY_PARTY_IDS] && !complete) {
            w->help = STR("say which identifier, such as `vessel.ids.imo`");
        }
        return key_way(w, FACTS_OF_PARTY, key);
    }
    if (k == NULL || complete || sub.n == 0 || (k->type != FACT_IDS && k->type != FACT_OWNED)) {
        return false;
    }
    step(w, CSV_OBJECT, str_c(k->key));
    step(w, CSV_CELL, sub);
    w->type = k->type == FACT_IDS ? CSV_ID : CSV_TRUTH;
    return true;
}

/* The role of that name as the deal writes it; empty: there is none. `party` takes part and has no role. */
static struct str role_named(const struct regime *g, struct str name)
{
    int role = fact_word(g, ITEM_ROLE, name);
    return role >= 0 ? regime_item(g, ITEM_ROLE, role)->name : str_is(name, "party") ? name : STR("");
}

static bool find_way(struct arena *a, const struct regime *g, struct str name, struct way *w)
{
    struct str first;
    struct str rest;
    bool complete;
    memset(w, 0, sizeof *w);
    if (!cut(name, &first, &rest)) {
        return key_way(w, FACTS_OF_DEAL, name);
    }
    if (str_is(first, fact_table[KEY_GOODS].key)) {
        step(w, CSV_LINE, first);
        return key_way(w, FACTS_OF_LINE, rest);
    }
    const struct fact_key *k = fact_find(FACTS_OF_DEAL, first, &complete);
    if (k != NULL && !complete && (k->type == FACT_TRUTHS || k->type == FACT_USED)) {
        return word_way(a, g, w, k, rest);
    }
    struct str role = role_named(g, first);
    return role.n > 0 && party_way(w, role, rest);
}

/* ---- what to do about an unknown column ---- */

struct search {
    struct arena *a;
    struct str name; /* in small letters */
    struct str best;
    size_t least;
};

static struct str small(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] - 'A' + 'a') : s.p[i];
    }
    return str_of(p, s.n);
}

static void consider(struct search *s, struct str candidate)
{
    size_t d = str_distance(s->name, small(s->a, candidate), s->least);
    if (d < s->least) {
        s->least = d;
        s->best = candidate;
    }
}

static void consider_words(struct search *s, const struct regime *g, const struct fact_key *k)
{
    size_t n = k->type == FACT_TRUTHS ? fact_word_count(g, k->kind) : 0;
    for (size_t i = 0; i < n; i++) {
        consider(s, str_fmt(s->a, "%s.%.*s", k->key, STR_ARG(regime_item(g, k->kind, (int)i)->name)));
    }
}

static struct str nearest_column(struct arena *a, const struct regime *g, struct str name)
{
    size_t most = name.n <= 4 ? 1 : name.n / 3 < 3 ? name.n / 3 : 3;
    struct search s = {a, small(a, name), STR(""), most + 1};
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        enum csv_type type;
        bool cell = cell_type(k, &type) && k != &fact_table[KEY_PARTY_ROLE];
        if (k->level == FACTS_OF_DEAL) {
            consider_words(&s, g, k);
        }
        if (cell && k->level == FACTS_OF_DEAL) {
            consider(&s, str_c(k->key));
        }
        if (k->open && k->level == FACTS_OF_DEAL) {
            consider(&s, str_fmt(a, "%s_complete", k->key));
        }
        if (cell && k->level == FACTS_OF_LINE) {
            consider(&s, str_fmt(a, "goods.%s", k->key));
        }
        for (size_t r = 0; cell && k->level == FACTS_OF_PARTY && r < g->roles.n; r++) {
            consider(&s, str_fmt(a, "%.*s.%s", STR_ARG(g->roles.items[r].item.name), k->key));
        }
    }
    return s.best;
}

/* `buyer2.country`, `parties.0.country`, `partner.1.name`. */
static bool numbered(struct str name)
{
    for (size_t i = 0; i + 1 < name.n; i++) {
        bool digit = name.p[i] >= '0' && name.p[i] <= '9';
        if (digit && (name.p[i + 1] == '.' || name.p[i + 1] == ']')) {
            return true;
        }
    }
    return false;
}

static struct str column_help(struct arena *a, const struct regime *g, struct str name)
{
    bool complete;
    if (memchr(name.p, '\t', name.n) != NULL) {
        return STR("the columns are divided by tabs: save the file with commas or semicolons");
    }
    if (memchr(name.p, ';', name.n) != NULL || str_starts(name, STR("sep="))) {
        return STR("the first row names the columns, divided by `,` throughout or by `;` throughout");
    }
    if (str_is(name, "approvals_complete")) {
        return fact_key_help(a, FACTS_OF_DEAL, name);
    }
    if (numbered(name)) {
        return STR("a row has one goods line and one party of a role (`goods.hs`, `buyer.country`); for several use "
                   "JSON Lines");
    }
    if (fact_find(FACTS_OF_LINE, name, &complete) != NULL) {
        return str_fmt(a, "write `goods.%.*s`", STR_ARG(name));
    }
    struct str near = nearest_column(a, g, name);
    if (near.n > 0) {
        return str_fmt(a, "did you mean `%.*s`?", STR_ARG(near));
    }
    if (fact_find(FACTS_OF_PARTY, name, &complete) != NULL) {
        return str_fmt(a, "say whose, with the role: `buyer.%.*s`", STR_ARG(name));
    }
    struct str first;
    struct str rest;
    const struct fact_key *k = cut(name, &first, &rest) ? NULL : fact_find(FACTS_OF_DEAL, name, &complete);
    if (k != NULL) {
        return k->type == FACT_TRUTHS || k->type == FACT_USED
                   ? str_fmt(a, "say which: `%s.%.*s`", k->key,
                             STR_ARG(fact_word_count(g, k->kind) > 0 ? regime_item(g, k->kind, 0)->name : STR("WORD")))
                   : STR("columns are `goods.hs`, `buyer.country` and the like");
    }
    return rest.n > 0 ? str_fmt(a, "roles: %.*s", STR_ARG(fact_word_list(a, g, ITEM_ROLE, 24)))
                      : STR("columns are keys of a deal with dots: `on`, `goods.hs`, `buyer.country` (docs/deal.md)");
}

/* ---- the tree ---- */

size_t csv_head_kid(const struct csv_head *h, size_t node, struct str key)
{
    size_t kid = h->nodes.items[node].kids;
    while (kid != 0 && !str_eq(h->nodes.items[kid].key, key)) {
        kid = h->nodes.items[kid].next;
    }
    return kid;
}

static size_t add_kid(struct arena *a, struct csv_head *h, size_t node, struct csv_node kid)
{
    size_t added = h->nodes.n;
    VEC_PUSH(a, &h->nodes, kid);
    size_t last = h->nodes.items[node].kids;
    while (last != 0 && h->nodes.items[last].next != 0) {
        last = h->nodes.items[last].next;
    }
    *(last == 0 ? &h->nodes.items[node].kids : &h->nodes.items[last].next) = added;
    return added;
}

/* Some column of the tree at the node. */
static size_t any_column(const struct csv_head *h, size_t node)
{
    while (h->nodes.items[node].kind != CSV_CELL) {
        node = h->nodes.items[node].kids;
    }
    return h->nodes.items[node].column;
}

/* False: *ret_other says the same already. */
static bool add_way(struct arena *a, struct csv_head *h, const struct way *w, size_t column, size_t *ret_other)
{
    size_t node = 0;
    for (size_t i = 0; i < w->n; i++) {
        size_t kid = csv_head_kid(h, node, w->steps[i].key);
        if (kid != 0 && (h->nodes.items[kid].kind != w->steps[i].kind || w->steps[i].kind == CSV_CELL)) {
            *ret_other = any_column(h, kid);
            return false;
        }
        struct csv_node fresh = {w->steps[i].kind, w->steps[i].key, w->type, column, 0, 0};
        node = kid != 0 ? kid : add_kid(a, h, node, fresh);
    }
    return true;
}

static bool refuse(struct deal_error *e, struct str help, struct str message)
{
    e->message = message;
    e->help = help;
    return false;
}

static bool add_column(struct arena *a, const struct regime *g, struct csv_head *h, size_t column, struct deal_error *e)
{
    struct str name = h->names[column];
    struct str shown = reader_shown(a, name);
    size_t number = column + 1;
    size_t bad;
    struct way w;
    e->column = number;
    if (name.n == 0) {
        return refuse(e, STR("delete the empty columns"), str_fmt(a, "column %zu has no name", number));
    }
    if (!str_utf8(name, &bad)) {
        return refuse(e, STR("save the file as CSV in UTF-8"),
                      str_fmt(a, "column %zu: byte 0x%02X is not UTF-8", number, (unsigned)(unsigned char)name.p[bad]));
    }
    if (!find_way(a, g, name, &w)) {
        return refuse(e, w.help.n > 0 ? w.help : column_help(a, g, name),
                      str_fmt(a, "column %zu: `%.*s` is not a column of deals", number, STR_ARG(shown)));
    }
    size_t other;
    if (!add_way(a, h, &w, column, &other)) {
        bool same = str_eq(name, h->names[other]);
        return refuse(e,
                      STR("one column for one fact; several parties in one role, or several goods, are for JSON Lines"),
                      same ? str_fmt(a, "column %zu: `%.*s` is column %zu already", number, STR_ARG(shown), other + 1)
                           : str_fmt(a, "column %zu: `%.*s` says what column %zu, `%.*s`, says already", number,
                                     STR_ARG(shown), other + 1, STR_ARG(reader_shown(a, h->names[other]))));
    }
    return true;
}

bool csv_head_read(struct arena *a, const struct regime *g, const struct csv_row *row, struct csv_head *ret,
                   struct deal_error *e)
{
    struct csv_node root = {.kind = CSV_ROOT};
    memset(ret, 0, sizeof *ret);
    VEC_PUSH(a, &ret->nodes, root);
    if (row->n > ROW_CELLS) {
        return refuse(e, STR(""), str_fmt(a, "%zu columns; at most %d", row->n, ROW_CELLS));
    }
    ret->names = row->cells;
    ret->n = row->n;
    for (size_t i = 0; i < row->n; i++) {
        if (!add_column(a, g, ret, i, e)) {
            return false;
        }
    }
    return true;
}
