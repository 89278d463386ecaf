#include "decide/reader.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"

#define EXAMPLE "one deal is one object, such as {\"activity\": \"import\"}"

/* ---- errors ----------------------------------------------------------------------------------------------------------------- */

/* One line of at most `most` bytes for a message: control characters, and bytes that are not UTF-8, as dots. */
static struct str clean(struct arena *a, struct str s, size_t most)
{
    size_t n = s.n <= most ? s.n : most - 3;
    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0U) == 0x80) {
        n--;
    }
    char *p = arena_alloc(a, n + 4);
    memcpy(p, s.p, n);
    size_t bad;
    while (!str_utf8(str_of(p, n), &bad)) {
        p[bad] = '.';
    }
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c < 0x20 || c == 0x7F) {
            p[i] = '.';
        } else if (c == 0xC2 && (unsigned char)p[i + 1] < 0xA0) { /* U+0080 to U+009F */
            p[i] = '.';
            p[i + 1] = '.';
        }
    }
    if (n < s.n) {
        memcpy(p + n, "...", 3);
        n += 3;
    }
    return str_of(p, n);
}

struct str reader_shown(struct arena *a, struct str s)
{
    return clean(a, s, 60);
}

static struct str pointer_of(struct arena *a, const struct at *at)
{
    if (at == NULL || at->up == NULL) {
        return STR("");
    }
    struct buf b;
    buf_init(&b, a);
    buf_add(&b, pointer_of(a, at->up));
    buf_addc(&b, '/');
    if (at->key.p == NULL) {
        buf_addf(&b, "%zu", at->index);
    }
    for (size_t i = 0; i < at->key.n; i++) {
        char c = at->key.p[i];
        if (c == '~' || c == '/') {
            buf_adds(&b, c == '~' ? "~0" : "~1");
        } else {
            buf_addc(&b, c);
        }
    }
    return buf_str(&b);
}

/* How many values are in this one, itself included. The depth was checked before. */
static size_t values_in(json_t *v)
{
    size_t n = 1;
    const char *key;
    size_t index;
    json_t *kid;
    json_object_foreach(v, key, kid)
    {
        n += values_in(kid);
    }
    json_array_foreach(v, index, kid)
    {
        n += values_in(kid);
    }
    return n;
}

/* How many values are written before the one at this place; a key that is not there counts as its object. */
static size_t values_before(json_t *root, const struct at *at, json_t **ret)
{
    *ret = root;
    if (at == NULL || at->up == NULL) {
        return 0;
    }
    json_t *parent;
    size_t n = values_before(root, at->up, &parent);
    size_t here = n + 1;
    const char *key;
    size_t index;
    json_t *kid;
    *ret = parent;
    json_object_foreach(parent, key, kid)
    {
        if (str_is(at->key, key)) {
            *ret = kid;
            return here;
        }
        here += values_in(kid);
    }
    json_array_foreach(parent, index, kid)
    {
        if (at->key.p == NULL && index == at->index) {
            *ret = kid;
            return here;
        }
        here += values_in(kid);
    }
    return n;
}

static size_t string_end(struct str text, size_t i)
{
    for (i++; i < text.n && text.p[i] != '"' && text.p[i] != '\n'; i++) {
        if (text.p[i] == '\\') {
            i++;
        }
    }
    return i < text.n ? i + 1 : text.n;
}

static bool in_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' ||
           c == '.';
}

/* The byte where a value of well-formed JSON begins: values are counted as they are written, keys are none. */
static size_t nth_value(struct str text, size_t nth)
{
    size_t seen = 0;
    size_t i = 0;
    while (i < text.n) {
        size_t from = i;
        char c = text.p[i];
        bool value = true;
        if (c == '"') {
            i = string_end(text, i);
            size_t k = i;
            while (k < text.n && strchr(" \t\r\n", text.p[k]) != NULL) {
                k++;
            }
            value = k >= text.n || text.p[k] != ':';
        } else if (in_word(c)) {
            while (i < text.n && in_word(text.p[i])) {
                i++;
            }
        } else {
            value = c == '{' || c == '[';
            i++;
        }
        if (value && seen++ == nth) {
            return from;
        }
    }
    return 0;
}

static void place_error(struct reader *r, size_t offset)
{
    struct source source = {STR(""), r->text};
    struct str ignored;
    source_place(&source, offset, &r->error->line, &r->error->column, &ignored);
}

bool reader_refuse(struct reader *r, const struct at *at, struct str help, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char room[512];
    int n = vsnprintf(room, sizeof room, format, args);
    va_end(args);
    size_t kept = n < 0 ? 0 : (size_t)n < sizeof room ? (size_t)n : sizeof room - 1;
    r->error->message = str_dup(r->arena, str_of(room, kept));
    r->error->help = help;
    r->error->pointer = pointer_of(r->arena, at);
    if (r->root != NULL) {
        json_t *ignored;
        place_error(r, nth_value(r->text, values_before(r->root, at, &ignored)));
    }
    return false;
}

/* ---- the text --------------------------------------------------------------------------------------------------------------- */

/* Lines that begin with `//` become blanks. A string of JSON has no line break, so none of them is inside one. */
static struct str blank_comments(struct arena *a, struct str text)
{
    char *copy = NULL;
    size_t i = 0;
    while (i < text.n) {
        size_t from = i;
        while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t' || text.p[i] == '\r')) {
            i++;
        }
        bool comment = text.n - i >= 2 && text.p[i] == '/' && text.p[i + 1] == '/';
        const char *end = memchr(text.p + i, '\n', text.n - i);
        i = end == NULL ? text.n : (size_t)(end - text.p) + 1;
        if (comment) {
            copy = copy == NULL ? arena_copy(a, text.p, text.n) : copy;
            memset(copy + from, ' ', i - from - (end == NULL ? 0 : 1));
        }
    }
    return copy == NULL ? text : str_of(copy, text.n);
}

/* Too deep? *ret: where. */
static bool too_deep(struct str text, size_t *ret)
{
    size_t depth = 0;
    for (size_t i = 0; i < text.n;) {
        char c = text.p[i];
        if (c == '"') {
            i = string_end(text, i);
            continue;
        }
        if ((c == '{' || c == '[') && ++depth > DEAL_DEPTH) {
            *ret = i;
            return true;
        }
        depth -= (c == '}' || c == ']') && depth > 0;
        i++;
    }
    return false;
}

static struct str syntax_help(struct str message)
{
    if (str_ends(message, STR("near '}'")) || str_ends(message, STR("near ']'"))) {
        return STR("JSON takes no comma before a closing bracket");
    }
    if (str_starts(message, STR("duplicate object key"))) {
        return STR("say each key once");
    }
    if (str_starts(message, STR("too big integer")) || str_starts(message, STR("real number overflow"))) {
        return STR("write amounts as strings, of at most 12 digits before the point and 6 after");
    }
    if (str_starts(message, STR("end of file expected"))) {
        return STR("one deal is one object; many deals are one object a line");
    }
    return STR("");
}

/* A float literal anywhere is refused: binary fractions do not carry money. */
static bool no_floats(struct reader *r, const struct at *at, json_t *v)
{
    const char *key;
    size_t index;
    json_t *kid;
    if (json_is_real(v)) {
        json_t *ignored;
        size_t from = nth_value(r->text, values_before(r->root, at, &ignored));
        size_t to = from;
        while (to < r->text.n && in_word(r->text.p[to])) {
            to++;
        }
        struct str literal = reader_shown(r->arena, str_of(r->text.p + from, to - from));
        bool power = memchr(literal.p, 'e', literal.n) != NULL || memchr(literal.p, 'E', literal.n) != NULL;
        struct str help = power ? STR("write it as a string, with all its digits: \"100000\", not 1e5")
                                : str_fmt(r->arena, "write it as a string: \"%.*s\"", STR_ARG(literal));
        return reader_refuse(r, at, help, "%.*s is a float literal", STR_ARG(literal));
    }
    json_object_foreach(v, key, kid)
    {
        struct at here = at_key(at, key);
        if (!no_floats(r, &here, kid)) {
            return false;
        }
    }
    json_array_foreach(v, index, kid)
    {
        struct at here = at_index(at, index);
        if (!no_floats(r, &here, kid)) {
            return false;
        }
    }
    return true;
}

/* In our own words, where the library's would not help. */
static struct str syntax_message(struct reader *r, const json_error_t *e)
{
    switch ((int)json_error_code(e)) {
    case json_error_null_character:
    case json_error_null_byte_in_key: return STR("a NUL character in a text");
    case json_error_premature_end_of_input: return STR("the text ends inside the object");
    case json_error_duplicate_key: return clean(r->arena, str_c(e->text), 160);
    case json_error_end_of_input_expected: return STR("something stands after the object");
    case json_error_numeric_overflow: return STR("a number that is too long");
    default: break;
    }
    return strstr(e->text, "'[' or '{' expected") != NULL ? STR("it does not begin with `{`")
                                                          : clean(r->arena, str_c(e->text), 160);
}

bool reader_open(struct reader *r, struct str json)
{
    size_t bad;
    r->text = json;
    if (json.n > DEAL_BYTES) {
        return reader_refuse(r, NULL, STR("one object is one deal"), "a deal of %zu bytes; at most %zu", json.n,
                             DEAL_BYTES);
    }
    if (!str_utf8(json, &bad)) {
        place_error(r, bad);
        return reader_refuse(r, NULL, STR("save the file as UTF-8"), "byte 0x%02X is not UTF-8",
                             (unsigned)(unsigned char)json.p[bad]);
    }
    r->text = blank_comments(r->arena, json);
    if (too_deep(r->text, &bad)) {
        place_error(r, bad);
        return reader_refuse(r, NULL, STR(""), "nested deeper than %d", DEAL_DEPTH);
    }
    size_t blank = 0;
    while (blank < r->text.n && strchr(" \t\r\n", r->text.p[blank]) != NULL) {
        blank++;
    }
    if (blank == r->text.n) {
        place_error(r, 0);
        return reader_refuse(r, NULL, STR(EXAMPLE), "no deal in an empty text");
    }
    json_error_t e;
    r->root = json_loadb(r->text.n == 0 ? "" : r->text.p, r->text.n, JSON_REJECT_DUPLICATES, &e);
    if (r->root == NULL) {
        struct str message = syntax_message(r, &e);
        r->error->line = e.line > 0 ? (size_t)e.line : 0;
        r->error->column = e.column > 0 ? (size_t)e.column : 0;
        return reader_refuse(r, NULL, syntax_help(str_c(e.text)), "not JSON: %.*s", STR_ARG(message));
    }
    if (json_is_array(r->root)) { /* the only other thing that jansson takes for a text */
        return reader_refuse(r, NULL, STR(EXAMPLE), "a deal is an object, not a list");
    }
    struct at root = {NULL, {NULL, 0}, 0};
    return no_floats(r, &root, r->root);
}

/* ---- objects and keys -------------------------------------------------------------------------------------------------------- */

const char *json_phrase(const json_t *v)
{
    switch (v == NULL ? JSON_NULL : json_typeof(v)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_STRING: return "a string";
    case JSON_INTEGER:
    case JSON_REAL: return "a number";
    case JSON_TRUE: return "true";
    case JSON_FALSE: return "false";
    case JSON_NULL:
    default: return "null";
    }
}

static unsigned json_shape(const json_t *v)
{
    switch ((int)json_typeof(v)) {
    case JSON_OBJECT: return SHAPE_OBJECT;
    case JSON_ARRAY: return SHAPE_LIST;
    case JSON_STRING: return SHAPE_STRING;
    case JSON_INTEGER: return SHAPE_INTEGER;
    case JSON_TRUE:
    case JSON_FALSE: return SHAPE_TRUTH;
    default: return 0;
    }
}

static bool check_size(struct reader *r, const struct at *at, json_t *v, size_t most)
{
    size_t n = json_is_object(v) ? json_object_size(v) : json_array_size(v);
    return n <= most || reader_refuse(r, at, STR("split the deal"), "%zu entries; at most %zu", n, most);
}

/* Nothing that could be seen. */
static bool empty(struct str s)
{
    size_t i = 0;
    while (i < s.n && (unsigned char)s.p[i] <= ' ') {
        i++;
    }
    return i == s.n;
}

static bool check_key(struct reader *r, const struct at *at, json_t *object, enum fact_level level, const char *key,
                      json_t *v)
{
    struct at here = at_key(at, key);
    bool complete;
    const struct fact_key *k = fact_find(level, here.key, &complete);
    struct str name = reader_shown(r->arena, here.key);
    if (k == NULL) {
        return reader_refuse(r, &here, fact_key_help(r->arena, level, name), "`%.*s` is not a key of %s", STR_ARG(name),
                             fact_level_phrase(level));
    }
    if (json_is_null(v)) {
        return reader_refuse(r, &here, STR("leave the key out: a missing key is an unknown fact"), "`%.*s` is null",
                             STR_ARG(name));
    }
    if (complete) {
        if (!json_is_boolean(v)) {
            return reader_refuse(r, &here, STR(""), "`%.*s` is true or false, not %s", STR_ARG(name), json_phrase(v));
        }
        return json_object_get(object, k->key) != NULL ||
               reader_refuse(r, &here, str_fmt(r->arena, "give the list `%s`, or leave both out: unknown", k->key),
                             "`%.*s` without `%s`", STR_ARG(name), k->key);
    }
    if ((json_shape(v) & fact_shape(k->type)) == 0) {
        return reader_refuse(r, &here, STR(""), "`%.*s` is %s, not %s", STR_ARG(name), fact_type_phrase(k->type),
                             json_phrase(v));
    }
    bool text = k->type == FACT_TEXT || k->type == FACT_NUMBER || k->type == FACT_WHOM;
    if (text && json_is_string(v) && empty(json_text(v))) { /* a blank cell of a table is not a fact */
        return reader_refuse(r, &here, STR("leave the key out: a missing key is an unknown fact"), "`%.*s` is empty",
                             STR_ARG(name));
    }
    size_t most = k->of == FACTS_OF_PARTY && k->type == FACT_OBJECTS ? DEAL_PARTIES
                  : k->of == FACTS_OF_LINE                           ? DEAL_LINES
                                                                     : DEAL_ITEMS;
    return check_size(r, &here, v, most);
}

/* The whole object against the table. */
bool reader_check(struct reader *r, const struct at *at, json_t *object, enum fact_level level)
{
    if (!json_is_object(object)) {
        return reader_refuse(r, at, STR(""), "%s is an object, not %s", fact_level_phrase(level), json_phrase(object));
    }
    const char *key;
    json_t *v;
    json_object_foreach(object, key, v)
    {
        if (!check_key(r, at, object, level, key, v)) {
            return false;
        }
    }
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        if (k->level == level && k->required && json_object_get(object, k->key) == NULL) {
            struct at here = at_key(at, k->key);
            struct str help = level == FACTS_OF_APPROVAL ? STR("give both `by` and `about`: an approval of nothing in "
                                                               "particular would satisfy every clause at once")
                                                         : str_fmt(r->arena, "give `%s`: %s", k->key, k->doc);
            return reader_refuse(r, &here, help, "%s without `%s`", fact_level_phrase(level), k->key);
        }
    }
    return true;
}

json_t *reader_get(json_t *object, enum fact_id id)
{
    return json_object_get(object, fact_table[id].key);
}

/* What `KEY_complete` says; true where it says nothing. */
bool reader_complete(struct reader *r, json_t *object, enum fact_id id)
{
    return !json_is_false(json_object_get(object, str_fmt(r->arena, "%s_complete", fact_table[id].key).p));
}

struct str json_text(json_t *v)
{
    return str_of(json_string_value(v), json_string_length(v));
}

struct str reader_kept(struct reader *r, json_t *v)
{
    return v == NULL ? STR("") : str_dup(r->arena, json_text(v));
}

/* ---- single values ------------------------------------------------------------------------------------------------------------ */

bool reader_date(struct reader *r, const struct at *at, json_t *object, enum fact_id id, int absent, int *ret)
{
    json_t *v = reader_get(object, id);
    *ret = absent;
    if (v == NULL || date_parse(json_text(v), ret)) {
        return true;
    }
    struct at here = at_key(at, fact_table[id].key);
    return reader_refuse(r, &here, STR("days are written \"2026-06-01\", from 1800-01-01 to 2999-12-31"),
                         "\"%.*s\" is not a day of the calendar", STR_ARG(reader_shown(r->arena, json_text(v))));
}

bool reader_decimal_of(struct reader *r, const struct at *here, json_t *v, struct decimal *ret)
{
    struct str s =
        json_is_integer(v) ? str_fmt(r->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(v)) : json_text(v);
    return decimal_parse(s, ret) ||
           reader_refuse(r, here,
                         STR("digits with at most one point, no sign: at most 12 before the point "
                             "and 6 after, such as \"65000.50\""),
                         "\"%.*s\" is not a decimal", STR_ARG(reader_shown(r->arena, s)));
}

bool reader_decimal(struct reader *r, const struct at *at, json_t *object, enum fact_id id, bool *ret_known,
                    struct decimal *ret)
{
    json_t *v = reader_get(object, id);
    struct at here = at_key(at, fact_table[id].key);
    *ret_known = v != NULL;
    return v == NULL || reader_decimal_of(r, &here, v, ret);
}

enum tri json_truth(json_t *v)
{
    return v == NULL ? TRI_UNKNOWN : json_is_true(v) ? TRI_TRUE : TRI_FALSE;
}

/* The text of one value, by the type of its key. */
bool reader_value(struct reader *r, const struct at *here, const struct fact_key *k, struct str s, int *ret)
{
    struct str problem;
    struct str help;
    return fact_value(r->arena, r->regime, k, s, ret, &problem, &help) ||
           reader_refuse(r, here, help, "\"%.*s\" is not %.*s", STR_ARG(reader_shown(r->arena, s)), STR_ARG(problem));
}

void reader_add(struct reader *r, ints *to, int value)
{
    for (size_t i = 0; i < to->n; i++) {
        if (to->items[i] == value) {
            return;
        }
    }
    VEC_PUSH(r->arena, to, value);
}

size_t reader_count(const json_t *v)
{
    return json_is_array(v) ? json_array_size(v) : v != NULL;
}

json_t *reader_item(json_t *v, const struct at *here, size_t index, struct at *ret_place)
{
    *ret_place = json_is_array(v) ? at_index(here, index) : *here;
    return json_is_array(v) ? json_array_get(v, index) : v;
}

/* One string, or a list of strings. */
static bool reader_values(struct reader *r, const struct at *here, const struct fact_key *k, json_t *v, ints *ret)
{
    for (size_t i = 0; i < reader_count(v); i++) {
        struct at place;
        json_t *one = reader_item(v, here, i, &place);
        int value;
        if (!json_is_string(one)) {
            return reader_refuse(r, &place, STR(""), "`%s` is %s, not a list with %s", k->key,
                                 fact_type_phrase(k->type), json_phrase(one));
        }
        if (!reader_value(r, &place, k, json_text(one), &value)) {
            return false;
        }
        reader_add(r, ret, value);
    }
    return true;
}

void fact_set(struct fact *f, const ints *values, bool complete)
{
    f->known = true;
    f->complete = complete;
    f->values = values->items;
    f->n = values->n;
}

/* The fact behind a key; untouched when the key is not there. */
bool reader_fact(struct reader *r, const struct at *at, json_t *object, enum fact_id id, struct fact *ret)
{
    json_t *v = reader_get(object, id);
    struct at here = at_key(at, fact_table[id].key);
    ints values = {0};
    if (v == NULL) {
        return true;
    }
    if (!reader_values(r, &here, &fact_table[id], v, &values)) {
        return false;
    }
    fact_set(ret, &values, reader_complete(r, object, id));
    return true;
}

/* One value where a key must have one; *ret is left alone when the key is not there. */
bool reader_one(struct reader *r, const struct at *at, json_t *object, enum fact_id id, int *ret)
{
    json_t *v = reader_get(object, id);
    struct at here = at_key(at, fact_table[id].key);
    return v == NULL || reader_value(r, &here, &fact_table[id], json_text(v), ret);
}

/* Names to true or false. */
bool reader_truths(struct reader *r, const struct at *at, json_t *object, enum fact_id id, struct named_tri **ret,
                   size_t *ret_n)
{
    json_t *v = reader_get(object, id);
    struct at here = at_key(at, fact_table[id].key);
    VEC(struct named_tri) list = {0};
    const char *key;
    json_t *truth;
    json_object_foreach(v, key, truth)
    {
        struct at place = at_key(&here, key);
        struct named_tri one = {0};
        if (!reader_value(r, &place, &fact_table[id], place.key, &one.name)) {
            return false;
        }
        if (!json_is_boolean(truth)) {
            return reader_refuse(r, &place, STR("leave it out where it is unknown"), "`%s` takes true or false, not %s",
                                 fact_table[id].key, json_phrase(truth));
        }
        for (size_t i = 0; i < list.n; i++) {
            if (list.items[i].name == one.name) {
                return reader_refuse(r, &place, STR("`-` and `_` are the same in names"), "`%.*s` is given twice",
                                     STR_ARG(reader_shown(r->arena, place.key)));
            }
        }
        one.value = json_truth(truth);
        VEC_PUSH(r->arena, &list, one);
    }
    if (ret != NULL) {
        *ret = list.items;
        *ret_n = list.n;
    }
    return true;
}

bool reader_about(struct reader *r, const struct at *at, json_t *object, enum fact_id id, struct str *ret)
{
    json_t *v = reader_get(object, id);
    struct at here = at_key(at, fact_table[id].key);
    struct str help;
    if (v == NULL) {
        return true;
    }
    *ret = reader_kept(r, v);
    return fact_about(r->arena, r->regime, *ret, &help) ||
           reader_refuse(r, &here, help, "\"%.*s\" is no item of law of this regime",
                         STR_ARG(reader_shown(r->arena, *ret)));
}

/* [from, until); `last`: the day after the one that is written, where that one still counts. */
bool reader_term(struct reader *r, const struct at *at, json_t *object, enum fact_id from, enum fact_id until,
                 bool last, int *ret_from, int *ret_until)
{
    if (!reader_date(r, at, object, from, DAY_MIN, ret_from) ||
        !reader_date(r, at, object, until, DAY_MAX, ret_until)) {
        return false;
    }
    if (*ret_until < *ret_from) {
        struct at here = at_key(at, fact_table[until].key);
        return reader_refuse(r, &here, STR(""), "`%s` is before `%s`", fact_table[until].key, fact_table[from].key);
    }
    *ret_until += last && reader_get(object, until) != NULL ? 1 : 0;
    return true;
}
