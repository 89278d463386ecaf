/* The cursor over a statement: words, names, dates, provisions, with the errors that they give. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/generated.h"
#include "law/parse.h"

struct cursor cursor_of(struct parse *p, const struct stmt *s)
{
    struct cursor c = {p, s, 0};
    return c;
}

const struct node *cursor_peek(const struct cursor *c)
{
    return c->i < c->stmt->n ? &c->stmt->nodes[c->i] : NULL;
}

bool cursor_done(const struct cursor *c)
{
    return c->i >= c->stmt->n;
}

struct span cursor_span(const struct cursor *c)
{
    const struct node *n = cursor_peek(c);
    if (n != NULL) {
        return n->at;
    }
    struct span end = c->stmt->at;
    end.from = end.to > 0 ? end.to - 1 : 0;
    return end;
}

bool cursor_is(const struct cursor *c, const char *word)
{
    const struct node *n = cursor_peek(c);
    return n != NULL && n->kind == NODE_WORD && str_is(n->text, word);
}

bool cursor_take(struct cursor *c, const char *word)
{
    if (!cursor_is(c, word)) {
        return false;
    }
    c->i++;
    return true;
}

bool cursor_take2(struct cursor *c, const char *one, const char *two)
{
    size_t before = c->i;
    if (cursor_take(c, one) && cursor_take(c, two)) {
        return true;
    }
    c->i = before;
    return false;
}

bool cursor_take_comma(struct cursor *c)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_COMMA) {
        return false;
    }
    c->i++;
    return true;
}

/* Was a sign of the same line refused? Then the line is reported already. */
static bool line_refused(const struct parse *p, struct span at)
{
    for (size_t i = 0; i < p->diags->list.n; i++) {
        const struct diag *d = &p->diags->list.items[i];
        if (d->at.source != at.source || strncmp(d->code, "E01", 3) != 0 || d->at.from > at.source->text.n) {
            continue;
        }
        size_t from = d->at.from < at.from ? d->at.from : at.from;
        size_t to = d->at.from < at.from ? at.from : d->at.from;
        if (memchr(at.source->text.p + from, '\n', to - from) == NULL) {
            return true;
        }
    }
    return false;
}

static bool refused(const struct cursor *c)
{
    return c->stmt->holes || line_refused(c->parse, cursor_span(c));
}

bool cursor_expected(struct cursor *c, const char *what)
{
    const struct node *n = cursor_peek(c);
    if (refused(c)) {
        return false;
    }
    if (n == NULL) {
        diag_error(c->parse->diags, "E0222", cursor_span(c), "the statement ends where %s is expected", what);
    } else if (n->kind == NODE_BLOCK) {
        struct span at = n->at;
        at.to = at.from + 1;
        diag_error(c->parse->diags, "E0222", at, "a block where %s is expected", what);
    } else {
        diag_error(c->parse->diags, "E0222", n->at, "`%.*s` where %s is expected", STR_ARG(n->text), what);
    }
    return false;
}

bool cursor_need(struct cursor *c, const char *word)
{
    if (cursor_take(c, word)) {
        return true;
    }
    return cursor_expected(c, str_fmt(c->parse->arena, "`%s`", word).p);
}

bool cursor_end(struct cursor *c)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL) {
        return true;
    }
    if (refused(c)) {
        return false;
    }
    struct span at = n->at;
    if (n->kind == NODE_BLOCK) {
        at.to = at.from + 1;
        struct diag *d = diag_error(c->parse->diags, "E0223", at, "a block that does not belong to this statement");
        diag_help(c->parse->diags, d, "end the statement before it, or remove it");
        return false;
    }
    struct diag *d =
        diag_error(c->parse->diags, "E0223", at, "`%.*s` does not belong to this statement", STR_ARG(n->text));
    if (n->kind == NODE_COMMA) {
        diag_help(c->parse->diags, d, "a comma joins the values of one clause; a new line or `;` joins clauses");
    } else {
        diag_help(c->parse->diags, d, "a new line or `;` ends a statement");
    }
    return false;
}

bool cursor_date(struct cursor *c, int *ret)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_NUMBER) {
        return cursor_expected(c, "a date");
    }
    if (!date_parse(n->text, ret)) {
        struct diag *d = diag_error(c->parse->diags, "E0220", n->at, "`%.*s` is not a date", STR_ARG(n->text));
        diag_help(c->parse->diags, d, "a date is written year-month-day, such as 2016-03-02, and must exist");
        return false;
    }
    c->i++;
    return true;
}

bool cursor_decimal(struct cursor *c, struct decimal *ret)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_NUMBER) {
        return cursor_expected(c, "a number");
    }
    if (!decimal_parse(n->text, ret)) {
        struct diag *d = diag_error(c->parse->diags, "E0221", n->at, "`%.*s` is not a number", STR_ARG(n->text));
        diag_help(c->parse->diags, d, "digits with at most one point, at most 12 before it and 6 after, no separators");
        return false;
    }
    c->i++;
    return true;
}

bool cursor_integer(struct cursor *c, int *ret)
{
    const struct node *n = cursor_peek(c);
    struct decimal d;
    if (n == NULL || n->kind != NODE_NUMBER || !decimal_parse(n->text, &d) || d.micro % DECIMAL_SCALE != 0 ||
        d.micro / DECIMAL_SCALE > 1000000) {
        return cursor_expected(c, "a whole number up to 1000000");
    }
    *ret = (int)(d.micro / DECIMAL_SCALE);
    c->i++;
    return true;
}

bool cursor_string(struct cursor *c, struct str *ret)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_STRING) {
        return cursor_expected(c, "a text in quotes");
    }
    *ret = n->text;
    c->i++;
    return true;
}

bool cursor_optional_string(struct cursor *c, struct str *ret)
{
    const struct node *n = cursor_peek(c);
    if (n != NULL && n->kind == NODE_STRING) {
        *ret = n->text;
        c->i++;
        return true;
    }
    return false;
}

bool cursor_block(struct cursor *c, struct block **ret)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_BLOCK) {
        return cursor_expected(c, "a block `{ ... }`");
    }
    *ret = n->block;
    c->i++;
    return true;
}

struct str parse_text(struct parse *p, struct span at)
{
    struct buf b;
    buf_init(&b, p->arena);
    struct str s = at.source->text;
    bool blank = false;
    bool quoted = false;
    for (size_t i = at.from; i < at.to && i < s.n; i++) {
        char ch = s.p[i];
        if (ch == '"') {
            quoted = !quoted;
        }
        if (ch == '#' && !quoted) {
            while (i < at.to && s.p[i] != '\n') {
                i++;
            }
            ch = '\n';
        }
        if (ch == ' ' || ch == '\t' || ch == '\r' || ch == '\n') {
            if (ch == '\n' && b.n > 0 && b.p[b.n - 1] != '{' && b.p[b.n - 1] != ';' && b.p[b.n - 1] != ',') {
                buf_addc(&b, ';');
            }
            blank = true;
            continue;
        }
        if (ch == '}' && b.n > 0 && b.p[b.n - 1] == ';') {
            b.n--; /* the last statement of a block needs no mark */
        }
        if (blank && b.n > 0) {
            buf_addc(&b, ' ');
        }
        blank = false;
        buf_addc(&b, ch);
    }
    return buf_str(&b);
}

struct str cursor_rest(struct cursor *c)
{
    struct span at = cursor_span(c);
    at.to = c->stmt->at.to;
    c->i = c->stmt->n;
    return parse_text(c->parse, at);
}

int parse_value(struct parse *p, struct str text)
{
    struct regime *g = p->regime;
    size_t at = map_get(&g->values, text);
    if (at != MAP_NONE) {
        return (int)at;
    }
    if (g->value_texts.n >= MAX_VALUES) {
        if (p->arena == g->arena && !p->no_values) { /* a value that is lost would be equal to nothing */
            diag_error(p->diags, "E0318", (struct span){0}, "more than %d different values", MAX_VALUES);
        }
        p->no_values = true;
        return VALUE_OTHER;
    }
    struct str kept = str_dup(g->arena, text);
    map_put(&g->values, kept, g->value_texts.n);
    VEC_PUSH(g->arena, &g->value_texts, kept);
    return (int)g->value_texts.n - 1;
}

bool parse_reported(const struct parse *p, struct span within)
{
    for (size_t i = 0; i < p->diags->list.n; i++) {
        const struct diag *d = &p->diags->list.items[i];
        if (d->severity == DIAG_ERROR && d->at.source == within.source && d->at.from >= within.from &&
            d->at.from <= within.to) {
            return true;
        }
    }
    return p->diags->dropped > 0;
}

void parse_unknown_word(struct parse *p, const char *code, struct span at, const char *what, struct str word,
                        const char *const *known, size_t n)
{
    if (line_refused(p, at)) {
        return;
    }
    if (at.from < at.source->text.n && at.source->text.p[at.from] == '{') {
        at.to = at.from + 1;
        struct diag *d = diag_error(p->diags, code, at, "a block that belongs to no statement");
        diag_help(p->diags, d, "a block stands on the line of its statement: `any of { ... }`");
        return;
    }
    struct diag *d = diag_error(p->diags, code, at, "%s `%.*s`", what, STR_ARG(word));
    const char *best = NULL;
    size_t best_distance = word.n / 3 + 2;
    for (size_t i = 0; i < n; i++) {
        size_t k = str_distance(word, str_c(known[i]), best_distance);
        if (k < best_distance) {
            best_distance = k;
            best = known[i];
        }
    }
    if (best != NULL) {
        diag_help(p->diags, d, "did you mean `%s`?", best);
    }
}

/* The nearest declared name of the kind (ITEM_KINDS: of any), or empty. */
static struct str nearest(const struct parse *p, enum item_kind kind, struct str name)
{
    struct str best = {"", 0};
    size_t limit = name.n / 3 + 2;
    const struct regime *g = p->regime;
    for (size_t i = 0; i < g->refs.n; i++) {
        struct name_ref ref = g->refs.items[i];
        if (kind != ITEM_KINDS && ref.kind != kind) {
            continue;
        }
        struct str known = regime_item(g, ref.kind, ref.index)->name;
        size_t k = str_distance(name, known, limit);
        if (k < limit || (k == limit && best.n == 0 && k < name.n)) {
            limit = k;
            best = known;
        }
    }
    return best;
}

static struct str upper(struct arena *a, struct str s)
{
    char *p = arena_copy(a, s.p, s.n);
    for (size_t i = 0; i < s.n; i++) {
        if (p[i] >= 'a' && p[i] <= 'z') {
            p[i] = (char)(p[i] - 32);
        }
    }
    return str_of(p, s.n);
}

/* A code in lower case where capitals are meant. */
static void report_case(struct parse *p, const struct node *n, const char *what, struct str up)
{
    struct diag *d = diag_error(p->diags, "E0212", n->at, "`%.*s` where %s is expected", STR_ARG(n->text), what);
    diag_note(p->diags, d, "case is meaning: codes are capitals, words are lower case");
    diag_help(p->diags, d, "write `%.*s`", STR_ARG(up));
}

static void help_kind(struct parse *p, struct diag *d, enum item_kind kind, struct str name)
{
    struct str best = nearest(p, kind, name);
    if (best.n > 0) {
        diag_help(p->diags, d, "did you mean `%.*s`?", STR_ARG(best));
    } else {
        diag_help(p->diags, d, "%s is declared with `%s NAME`", item_phrase(kind), item_word(kind));
    }
}

bool parse_may_be_external(enum item_kind kind)
{
    return kind == ITEM_INSTRUMENT || kind == ITEM_GROUP || kind == ITEM_MEASURE || kind == ITEM_LICENCE ||
           kind == ITEM_AUTHORITY;
}

static bool report_name(struct cursor *c, enum item_kind kind, const struct node *n)
{
    struct parse *p = c->parse;
    struct str up = upper(p->arena, n->text);
    if (refused(c) || parse_comma_for_line(c)) {
        return false;
    }
    if (!str_eq(up, n->text) && regime_find(p->regime, kind, up) >= 0) {
        report_case(p, n, item_phrase(kind), up);
        return false;
    }
    for (int k = 0; k < ITEM_KINDS; k++) {
        int index = regime_find(p->regime, (enum item_kind)k, n->text);
        if (index >= 0 && k != (int)kind) {
            const struct item *other = regime_item(p->regime, (enum item_kind)k, index);
            struct diag *d = diag_error(p->diags, "E0211", n->at, "`%.*s` is %s, and %s is expected here",
                                        STR_ARG(n->text), item_phrase((enum item_kind)k), item_phrase(kind));
            if (other->at.source != NULL) {
                size_t line;
                size_t column;
                struct str text;
                source_place(other->at.source, other->at.from, &line, &column, &text);
                diag_note(p->diags, d, "declared in %.*s, line %zu", STR_ARG(other->at.source->name), line);
            }
            help_kind(p, d, kind, n->text);
            return false;
        }
    }
    struct diag *d =
        diag_error(p->diags, "E0210", n->at, "no such name: `%.*s` is not %s", STR_ARG(n->text), item_phrase(kind));
    struct str best = nearest(p, kind, n->text);
    if (best.n > 0) {
        diag_help(p->diags, d, "did you mean `%.*s`?", STR_ARG(best));
    } else if (kind == ITEM_GOODS && n->kind == NODE_NUMBER) {
        diag_help(p->diags, d, "write `hs %.*s` for a heading", STR_ARG(n->text));
    } else if (!parse_may_be_external(kind)) {
        diag_help(p->diags, d, "declare it with `%s %.*s ...`", item_word(kind), STR_ARG(n->text));
    } else {
        diag_help(p->diags, d, "declare it with `%s %.*s ...`, or with `external %s %.*s`", item_word(kind),
                  STR_ARG(n->text), item_word(kind), STR_ARG(n->text));
    }
    return false;
}

void parse_use(struct parse *p, enum item_kind kind, int index)
{
    if (p->arena == p->regime->arena) {
        regime_item(p->regime, kind, index)->used = true;
    }
}

bool cursor_name(struct cursor *c, enum item_kind kind, int *ret)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || (n->kind != NODE_WORD && n->kind != NODE_NUMBER)) {
        return cursor_expected(c, item_phrase(kind));
    }
    *ret = regime_find(c->parse->regime, kind, n->text);
    if (*ret < 0) {
        return report_name(c, kind, n);
    }
    parse_use(c->parse, kind, *ret);
    c->i++;
    return true;
}

bool cursor_any_name(struct cursor *c, struct name_ref *ret)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_WORD) {
        return cursor_expected(c, "a name");
    }
    if (!regime_find_any(c->parse->regime, n->text, ret)) {
        struct parse *p = c->parse;
        struct str best = nearest(p, ITEM_KINDS, n->text);
        struct diag *d =
            diag_error(p->diags, "E0210", n->at, "no such name: `%.*s` is declared nowhere", STR_ARG(n->text));
        if (best.n > 0) {
            diag_help(p->diags, d, "did you mean `%.*s`?", STR_ARG(best));
        } else {
            diag_help(p->diags, d, "declare it, or say `external KIND %.*s`", STR_ARG(n->text));
        }
        return false;
    }
    parse_use(c->parse, ret->kind, ret->index);
    c->i++;
    return true;
}

static bool is_country(struct str s)
{
    for (size_t i = 0; i < iso_country_count; i++) {
        if (str_is(s, iso_countries[i].code)) {
            return true;
        }
    }
    return str_is(s, "EU"); /* exceptional reservation, used as a customs union */
}

static bool is_currency(struct str s)
{
    for (size_t i = 0; i < iso_currency_count; i++) {
        if (str_is(s, iso_currencies[i].code)) {
            return true;
        }
    }
    return false;
}

static bool code(struct cursor *c, const char *what, bool (*known)(struct str), int *ret_value)
{
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_WORD) {
        return cursor_expected(c, what);
    }
    if (!known(n->text)) {
        if (parse_comma_for_line(c)) {
            return false;
        }
        struct str up = upper(c->parse->arena, n->text);
        if (known(up)) {
            report_case(c->parse, n, what, up);
            return false;
        }
        struct diag *d =
            diag_error(c->parse->diags, "E0212", n->at, "`%.*s` where %s is expected", STR_ARG(n->text), what);
        diag_help(c->parse->diags, d, "a code of %s",
                  known == is_country ? "ISO 3166, such as KP" : "ISO 4217, such as USD");
        return false;
    }
    *ret_value = parse_value(c->parse, n->text);
    c->i++;
    return true;
}

bool cursor_country(struct cursor *c, int *ret_value)
{
    return code(c, "a country", is_country, ret_value);
}

bool cursor_currency(struct cursor *c, int *ret_value)
{
    return code(c, "a currency", is_currency, ret_value);
}

bool cursor_jurisdiction(struct cursor *c, int *ret_value)
{
    const struct node *n = cursor_peek(c);
    int index;
    if (n != NULL && n->kind == NODE_WORD && regime_find(c->parse->regime, ITEM_JURISDICTION, n->text) < 0) {
        if (is_country(n->text)) { /* another state's list: nothing here knows it, a deal may */
            *ret_value = parse_value(c->parse, n->text);
            c->i++;
            return true;
        }
    }
    if (!cursor_name(c, ITEM_JURISDICTION, &index)) {
        return false;
    }
    *ret_value = c->parse->regime->jurisdictions.items[index].value;
    return true;
}

bool cursor_pin(struct cursor *c, struct pin *ret, struct str *ret_text)
{
    struct span at = cursor_span(c);
    struct str room[PIN_PARTS];
    struct pin pin = {room, 0};
    const struct node *n = cursor_peek(c);
    while (n != NULL && n->kind == NODE_WORD && pin_word(n->text)) {
        struct str word = n->text;
        c->i++;
        n = cursor_peek(c);
        if (n == NULL || (n->kind != NODE_NUMBER && n->kind != NODE_WORD) || !pin_add(&pin, word, n->text)) {
            return cursor_expected(c, "the number of a paragraph, section or article");
        }
        at.to = n->at.to;
        c->i++;
        n = cursor_peek(c);
    }
    ret->n = pin.n;
    ret->parts = pin.n == 0 ? NULL : ARENA_MANY(c->parse->arena, struct str, pin.n);
    for (size_t i = 0; i < pin.n; i++) {
        ret->parts[i] = room[i];
    }
    *ret_text = ret->n == 0 ? STR("") : parse_text(c->parse, at);
    return true;
}

bool cursor_provision(struct cursor *c, struct provision *ret)
{
    memset(ret, 0, sizeof *ret);
    if (!cursor_name(c, ITEM_INSTRUMENT, &ret->instrument)) {
        return false;
    }
    return cursor_pin(c, &ret->pin, &ret->text);
}

bool cursor_provisions(struct cursor *c, provisions *ret)
{
    do {
        struct provision one;
        const struct node *n = cursor_peek(c);
        if (ret->n > 0 && n != NULL && n->kind == NODE_WORD && pin_word(n->text)) { /* `UN.1718 para 8, para 9` */
            one = ret->items[ret->n - 1];
            if (!cursor_pin(c, &one.pin, &one.text)) {
                return false;
            }
        } else if (!cursor_provision(c, &one)) {
            return false;
        }
        VEC_PUSH(c->parse->arena, ret, one);
    } while (cursor_take_comma(c));
    return true;
}

bool cursor_who(struct cursor *c, struct who *ret)
{
    memset(ret, 0, sizeof *ret);
    if (cursor_take2(c, "exporting", "state")) {
        ret->kind = WHO_EXPORTING_STATE;
        return true;
    }
    if (cursor_take2(c, "state", "of")) {
        if (cursor_take(c, "actor")) {
            ret->kind = WHO_STATE_OF_ACTOR;
            return true;
        }
        ret->kind = WHO_STATE_OF_ROLE;
        return cursor_name(c, ITEM_ROLE, &ret->value);
    }
    const struct node *n = cursor_peek(c);
    if (n != NULL && n->kind == NODE_WORD && is_country(n->text)) {
        ret->kind = WHO_COUNTRY;
        return cursor_country(c, &ret->value);
    }
    int index;
    if (n != NULL && n->kind == NODE_WORD && regime_find(c->parse->regime, ITEM_ROLE, n->text) >= 0) {
        struct diag *d = diag_error(c->parse->diags, "E0211", n->at,
                                    "`%.*s` is a role, and an authority is expected here", STR_ARG(n->text));
        diag_help(c->parse->diags, d, "its state is meant: write `state of %.*s`", STR_ARG(n->text));
        return false;
    }
    if (!cursor_name(c, ITEM_AUTHORITY, &index)) {
        return false;
    }
    ret->kind = WHO_AUTHORITY;
    ret->value = c->parse->regime->authorities.items[index].value;
    return true;
}

bool cursor_term(struct cursor *c, int *ret, char *ret_unit)
{
    if (!cursor_integer(c, ret)) {
        return false;
    }
    if (cursor_take(c, "days") || cursor_take(c, "day")) {
        *ret_unit = 'd';
    } else if (cursor_take(c, "months") || cursor_take(c, "month")) {
        *ret_unit = 'm';
    } else if (cursor_take(c, "years") || cursor_take(c, "year")) {
        *ret_unit = 'y';
    } else {
        return cursor_expected(c, "`days`, `months` or `years`");
    }
    return true;
}

static bool report_target(struct parse *p, const struct node *n, enum item_kind kind)
{
    struct diag *d = diag_error(p->diags, "E0211", n->at, "`%.*s` is %s, and no act can be aimed at it",
                                STR_ARG(n->text), item_phrase(kind));
    diag_help(p->diags, d, "aim at an instrument, a measure, a group, or what lies over them");
    return false;
}

bool cursor_target(struct cursor *c, struct target *ret, bool power)
{
    struct parse *p = c->parse;
    memset(ret, 0, sizeof *ret);
    struct span at = cursor_span(c);
    bool ok = true;
    if (cursor_take2(c, "mandates", "in")) {
        ret->kind = TARGET_MANDATES;
        ok = cursor_provision(c, &ret->provision);
    } else if (power && cursor_take2(c, "instruments", "by")) {
        ret->kind = TARGET_INSTRUMENTS_BY;
        ok = cursor_name(c, ITEM_AUTHORITY, &ret->index);
    } else if (power && cursor_take2(c, "measures", "of")) {
        ret->kind = TARGET_MEASURES_OF;
        ok = cursor_name(c, ITEM_JURISDICTION, &ret->index);
    } else if (power && cursor_take2(c, "licences", "by")) {
        ret->kind = TARGET_LICENCES_BY;
        ok = cursor_name(c, ITEM_AUTHORITY, &ret->index);
    } else if (power && cursor_take2(c, "designations", "of")) {
        ret->kind = TARGET_DESIGNATIONS_OF;
        ok = cursor_name(c, ITEM_JURISDICTION, &ret->index);
    } else {
        bool group = cursor_take(c, "group");
        struct name_ref ref;
        const struct node *n = cursor_peek(c);
        if (!cursor_any_name(c, &ref)) {
            return false;
        }
        ret->index = ref.index;
        switch ((int)ref.kind) {
        case ITEM_INSTRUMENT:
            ret->kind = TARGET_PROVISION;
            ret->provision.instrument = ref.index;
            ok = cursor_pin(c, &ret->provision.pin, &ret->provision.text);
            break;
        case ITEM_MEASURE: ret->kind = TARGET_MEASURE; break;
        case ITEM_GROUP: ret->kind = TARGET_GROUP; break;
        case ITEM_EXEMPTION: ret->kind = TARGET_EXEMPTION; break;
        case ITEM_LICENCE: ret->kind = TARGET_LICENCE; break;
        case ITEM_POLICY: ret->kind = TARGET_POLICY; break;
        case ITEM_CONSEQUENCE: ret->kind = TARGET_CONSEQUENCE; break;
        case ITEM_OFFER: ret->kind = TARGET_OFFER; break;
        default: return report_target(p, n, ref.kind);
        }
        const struct item *item = regime_item(p->regime, ref.kind, ref.index);
        if (ok && item->external && ref.kind != ITEM_INSTRUMENT) {
            ret->kind = TARGET_EXTERNAL;
        }
        if (ok && group && ref.kind != ITEM_GROUP) {
            struct diag *d = diag_error(p->diags, "E0211", n->at, "`%.*s` is %s, and a group is expected here",
                                        STR_ARG(n->text), item_phrase(ref.kind));
            diag_help(p->diags, d, "leave out `group`");
            return false;
        }
    }
    if (ok && c->i > 0) {
        at.to = c->stmt->nodes[c->i - 1].at.to;
        ret->text = parse_text(p, at);
        ret->at = at;
    }
    return ok;
}
