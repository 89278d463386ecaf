#include "decide/deal_csv.h"

#include "base/arena.h"
#include "base/buf.h"
#include "decide/reader.h"

struct writer {
    struct arena *arena;
    const struct csv_head *head;
    const struct csv_row *row;
    struct deal_error *error;
    struct buf out;
};

static bool refuse(struct writer *w, const struct csv_node *n, struct str help, struct str problem)
{
    w->error->message = str_fmt(w->arena, "column %.*s: %.*s",
                                STR_ARG(reader_shown(w->arena, w->head->names[n->column])), STR_ARG(problem));
    w->error->help = help;
    return false;
}

static bool refuse_value(struct writer *w, const struct csv_node *n, struct str s, const char *help, const char *what)
{
    return refuse(w, n, str_c(help), str_fmt(w->arena, "\"%.*s\" %s", STR_ARG(reader_shown(w->arena, s)), what));
}

static bool is_digits(struct str s)
{
    size_t i = 0;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') {
        i++;
    }
    return i == s.n && s.n > 0;
}

static bool same_word(struct str s, const char *word)
{
    struct str other = str_c(word);
    bool same = s.n == other.n;
    for (size_t i = 0; same && i < s.n; i++) {
        char c = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] - 'A' + 'a') : s.p[i];
        same = c == other.p[i];
    }
    return same;
}

/* ---- what spreadsheets do to data ---- */

/* #N/A, #REF!, #NAME?, #DIV/0! ... */
static bool formula_error(struct str s)
{
    return s.n > 1 && s.p[0] == '#' && (s.p[s.n - 1] == '!' || s.p[s.n - 1] == '?' || str_is(s, "#N/A"));
}

/* 9.13568E+06 */
static bool power_of_ten(struct str s)
{
    size_t i = 0;
    while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.' || s.p[i] == ',')) {
        i++;
    }
    bool e = i > 0 && i < s.n && (s.p[i] == 'e' || s.p[i] == 'E');
    i += e && i + 1 < s.n && (s.p[i + 1] == '+' || s.p[i + 1] == '-') ? 2 : 1;
    return e && i < s.n && is_digits(str_of(s.p + i, s.n - i));
}

/* 9135678.0, 9,135,678 */
static bool digits_and_points(struct str s)
{
    size_t points = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool point = s.p[i] == '.' || s.p[i] == ',' || s.p[i] == ' ';
        points += point ? 1 : 0;
        if (!point && (s.p[i] < '0' || s.p[i] > '9')) {
            return false;
        }
    }
    return points > 0;
}

/* 1.000: one, or a thousand? 0.500 can only be a half. */
static bool one_or_thousand(struct str s)
{
    const char *dot = memchr(s.p, '.', s.n);
    size_t before = dot == NULL ? 0 : (size_t)(dot - s.p);
    return dot != NULL && before >= 1 && before <= 3 && s.n - before == 4 && s.p[0] != '0' &&
           is_digits(str_of(s.p, before)) && is_digits(str_of(dot + 1, 3));
}

static bool write_hs(struct writer *w, const struct csv_node *n, struct str s)
{
    if (is_digits(s) && s.n % 2 == 1) {
        return refuse_value(
            w, n, s,
            "spreadsheets take the first zero away: write it again, with the column as text (\"030617\", not "
            "30617); of a longer national code write the first 6 or 8 digits",
            "has an odd number of digits, as no code of the Harmonized System has");
    }
    fact_json_string(&w->out, s);
    return true;
}

static bool write_number(struct writer *w, const struct csv_node *n, struct str s)
{
    if (one_or_thousand(s)) {
        return refuse_value(w, n, s,
                            "write it without a separator of thousands, or with another number of digits after the "
                            "point",
                            "may be a number with three digits after its point, or thousands");
    }
    fact_json_string(&w->out, s);
    return true;
}

static bool write_id(struct writer *w, const struct csv_node *n, struct str s)
{
    if (power_of_ten(s) || digits_and_points(s)) {
        return refuse_value(w, n, s, "format the column as text, and write the identifier as it is",
                            "is an identifier that was turned into a number");
    }
    fact_json_string(&w->out, s);
    return true;
}

/* ---- values ---- */

static bool write_truth(struct writer *w, const struct csv_node *n, struct str s)
{
    bool yes = same_word(s, "true") || same_word(s, "yes");
    if (!yes && !same_word(s, "false") && !same_word(s, "no")) {
        return refuse_value(w, n, s, "write true or false, yes or no; an empty cell is unknown",
                            "is not true or false");
    }
    buf_adds(&w->out, yes ? "true" : "false");
    return true;
}

static bool several(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (strchr(",;|/+& \t\r\n[]{}\"", s.p[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static bool write_list(struct writer *w, const struct csv_node *n, struct str s)
{
    if (str_is(s, "[]")) {
        buf_adds(&w->out, "[]");
        return true;
    }
    if (n->type == CSV_NONE) {
        return refuse_value(w, n, s, "a cell of this column is [], none, or empty, unknown; use JSON Lines for more",
                            "is for JSON Lines");
    }
    if (several(s)) {
        return refuse_value(w, n, s, "a cell holds one value, or [], none; for several use JSON Lines",
                            "is not one value");
    }
    buf_addc(&w->out, '[');
    fact_json_string(&w->out, s);
    buf_addc(&w->out, ']');
    return true;
}

static bool write_value(struct writer *w, const struct csv_node *n, struct str s)
{
    size_t bad;
    if (!str_utf8(s, &bad)) {
        return s.p[bad] == '\0'
                   ? refuse(w, n, STR("save the file as CSV in UTF-8"), STR("a NUL character"))
                   : refuse(w, n, STR("save the file as CSV in UTF-8"),
                            str_fmt(w->arena, "byte 0x%02X is not UTF-8", (unsigned)(unsigned char)s.p[bad]));
    }
    if (formula_error(s)) {
        return refuse_value(w, n, s, "mend the formula, or leave the cell empty: unknown", "is an error of a formula");
    }
    switch (n->type) {
    case CSV_TRUTH: return write_truth(w, n, s);
    case CSV_LIST:
    case CSV_NONE: return write_list(w, n, s);
    case CSV_HS: return write_hs(w, n, s);
    case CSV_NUMBER: return write_number(w, n, s);
    case CSV_ID: return write_id(w, n, s);
    case CSV_TEXT:
    default: fact_json_string(&w->out, s); return true;
    }
}

/* ---- the tree ---- */

static const struct csv_node *node_at(const struct csv_head *h, size_t index)
{
    return &h->nodes.items[index];
}

/* Some cell of the node has something in it. */
static bool filled(const struct csv_head *h, const struct csv_row *row, const struct csv_node *n)
{
    bool any = n->kind == CSV_CELL && row->cells[n->column].n > 0;
    for (size_t i = n->kids; i != 0 && !any; i = node_at(h, i)->next) {
        any = filled(h, row, node_at(h, i));
    }
    return any;
}

static bool write_object(struct writer *w, const struct csv_node *n);

static void write_key(struct writer *w, const char **between, struct str key)
{
    buf_adds(&w->out, *between);
    fact_json_string(&w->out, key);
    buf_adds(&w->out, ": ");
    *between = ", ";
}

static bool write_kid(struct writer *w, const struct csv_node *kid)
{
    if (kid->kind == CSV_CELL) {
        return write_value(w, kid, w->row->cells[kid->column]);
    }
    if (kid->kind == CSV_LINE) {
        buf_addc(&w->out, '[');
    }
    bool ok = write_object(w, kid);
    if (kid->kind == CSV_LINE) {
        buf_addc(&w->out, ']');
    }
    return ok;
}

/* The parties, in the order in which their roles stand in the header. Who else takes part is unknown unless `parties_complete` says it. */
static bool write_parties(struct writer *w, const char *between)
{
    const struct csv_head *h = w->head;
    size_t n = 0;
    for (size_t i = node_at(h, 0)->kids; i != 0; i = node_at(h, i)->next) {
        if (node_at(h, i)->kind == CSV_PARTY && filled(h, w->row, node_at(h, i))) {
            buf_adds(&w->out, n++ == 0 ? between : ", ");
            buf_adds(&w->out, n == 1 ? "\"parties\": [" : "");
            if (!write_object(w, node_at(h, i))) {
                return false;
            }
        }
    }
    size_t said = csv_head_kid(h, 0, STR("parties_complete"));
    if (n > 0) {
        bool unknown = said == 0 || w->row->cells[node_at(h, said)->column].n == 0;
        buf_adds(&w->out, unknown ? "], \"parties_complete\": false" : "]");
    }
    return true;
}

static bool write_object(struct writer *w, const struct csv_node *n)
{
    const char *between = "";
    buf_addc(&w->out, '{');
    if (n->kind == CSV_PARTY) {
        write_key(w, &between, STR("role"));
        fact_json_string(&w->out, n->key);
    }
    for (size_t i = n->kids; i != 0; i = node_at(w->head, i)->next) {
        const struct csv_node *kid = node_at(w->head, i);
        if (kid->kind == CSV_PARTY || !filled(w->head, w->row, kid)) {
            continue;
        }
        write_key(w, &between, kid->key);
        if (!write_kid(w, kid)) {
            return false;
        }
    }
    if (n->kind == CSV_ROOT && !write_parties(w, between)) {
        return false;
    }
    buf_addc(&w->out, '}');
    return true;
}

bool deal_csv_row(struct arena *a, const struct csv_head *h, const struct csv_row *row, struct str *ret,
                  struct deal_error *e)
{
    struct writer w = {.arena = a, .head = h, .row = row, .error = e};
    memset(e, 0, sizeof *e);
    *ret = STR("");
    if (row->n != h->n) {
        e->message = str_fmt(a, "%zu cells; the header has %zu", row->n, h->n);
        e->help = row->n > h->n ? STR("a cell that holds a separator or a line break stands between quotes")
                                : STR("leave a cell empty where a fact is unknown, but keep its separator");
        return false;
    }
    buf_init(&w.out, a);
    if (!filled(h, row, node_at(h, 0))) {
        return true;
    }
    if (!write_object(&w, node_at(h, 0))) {
        return false;
    }
    *ret = buf_str(&w.out);
    return true;
}

/* ---- places ---- */

/* The next part of a pointer. */
static struct str next_part(struct str *pointer)
{
    struct str rest = str_of(pointer->p + 1, pointer->n - 1);
    const char *slash = rest.n == 0 ? NULL : memchr(rest.p, '/', rest.n);
    struct str part = slash == NULL ? rest : str_of(rest.p, (size_t)(slash - rest.p));
    *pointer = str_of(rest.p + part.n, rest.n - part.n);
    return part;
}

/* The party with that index among those that the row names, or 0. */
static size_t party_at(const struct csv_head *h, const struct csv_row *row, struct str index)
{
    size_t wanted = 0;
    for (size_t i = 0; i < index.n && i < 4; i++) {
        wanted = wanted * 10 + (size_t)(index.p[i] - '0');
    }
    for (size_t i = node_at(h, 0)->kids; i != 0; i = node_at(h, i)->next) {
        const struct csv_node *n = node_at(h, i);
        if (n->kind == CSV_PARTY && filled(h, row, n) && wanted-- == 0) {
            return i;
        }
    }
    return 0;
}

struct str deal_csv_place(struct arena *a, const struct csv_head *h, const struct csv_row *row, struct str pointer)
{
    struct str left = pointer;
    size_t node = 0;
    struct buf name; /* of the column that there is, or would be */
    buf_init(&name, a);
    while (left.n > 0 && node_at(h, node)->kind != CSV_CELL) {
        struct str part = next_part(&left);
        bool party = node == 0 && str_is(part, "parties") && left.n > 0;
        node = party ? party_at(h, row, next_part(&left)) : csv_head_kid(h, node, part);
        if (node == 0 && (party || str_is(part, "parties") || str_is(part, "goods"))) {
            return pointer;
        }
        buf_adds(&name, name.n > 0 ? "." : "");
        buf_add(&name, party ? node_at(h, node)->key : part);
        if (node == 0) {
            break;
        }
        if (node_at(h, node)->kind == CSV_LINE && left.n > 0) {
            next_part(&left); /* the index of the one line */
        }
    }
    const struct csv_node *n = node_at(h, node);
    struct str column = n->kind == CSV_CELL ? h->names[n->column] : buf_str(&name);
    return column.n == 0 ? STR("") : str_fmt(a, "column %.*s", STR_ARG(reader_shown(a, column)));
}
