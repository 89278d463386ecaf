#include "decide/question.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "decide/facts.h"

struct asked_line {
    struct str hs, made_in, description;
    bool described;
};

struct asked_party {
    int role;
    struct str country;
};

struct question {
    struct arena *arena;
    const struct regime *regime;
    const struct str *words;
    size_t n, i; /* i: the next word */
    struct deal_error *error;
    int activity;
    struct str said[KEY_COUNT]; /* by key of the deal; empty: not said */
    VEC(struct asked_line) lines;
    VEC(struct asked_party) parties;
    bool by; /* the parties were listed */
};

/* Words that are followed by one value of a key. */
static const struct {
    const char *word;
    enum fact_id id;
} one_value[] = {
    {"from", KEY_DISPATCH},
    {"to", KEY_DESTINATION},
    {"via", KEY_ROUTE},
    {"on", KEY_ON},
    {"contract", KEY_CONTRACT},
    {"amount", KEY_AMOUNT},
    {"cleared", KEY_CLEARED_IN},
    {"purpose", KEY_PURPOSES},
    {"place", KEY_PLACE},
    {"step", KEY_STEP},
    {"asker", KEY_ASKER},
    {"made-in", KEY_LINE_MADE_IN},
    {"for", KEY_FOR},
    {"by", KEY_PARTIES},
    {"described", KEY_LINE_DESCRIPTION},
};
#define KEYWORDS (sizeof one_value / sizeof *one_value)

/* Which side of the trade a role stands on: 1 where things come from, 2 where they go. */
static int side_of(struct str role)
{
    static const char *const from[] = {"seller", "sender", "provider", "lender", "investor", "lessor"};
    static const char *const to[] = {"buyer", "receiver", "recipient", "borrower", "target", "lessee"};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        if (str_is(role, from[i]) || str_is(role, to[i])) {
            return str_is(role, from[i]) ? 1 : 2;
        }
    }
    return 0;
}

/* ---- errors ---- */

__attribute__((format(printf, 4, 5))) static bool refuse(struct question *q, size_t word, struct str help,
                                                         const char *format, ...)
{
    char room[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(room, sizeof room, format, args);
    va_end(args);
    size_t kept = n < 0 ? 0 : (size_t)n < sizeof room ? (size_t)n : sizeof room - 1;
    size_t bad;
    if (!str_utf8(str_of(room, kept), &bad)) { /* cut inside a character */
        kept = bad;
    }
    q->error->message = str_dup(q->arena, str_of(room, kept));
    q->error->help = help;
    q->error->column = word + 1;
    return false;
}

static int keyword(struct str w)
{
    for (size_t i = 0; i < KEYWORDS; i++) {
        if (str_is(w, one_value[i].word)) {
            return (int)i;
        }
    }
    return -1;
}

static struct str word_help(struct question *q, struct str w)
{
    size_t digits = 0;
    while (digits < w.n && w.p[digits] >= '0' && w.p[digits] <= '9') {
        digits++;
    }
    if (digits == w.n && w.n >= 2) {
        return str_fmt(q->arena, "goods are written hs:%.*s; a sum is written amount %.*s USD", STR_ARG(w), STR_ARG(w));
    }
    if (date_shaped(w)) {
        return str_fmt(q->arena, "the day is written on %.*s", STR_ARG(w));
    }
    if (fact_is_country(w)) {
        return str_fmt(q->arena, "say what %.*s is: from %.*s, to %.*s, by ROLE:%.*s", STR_ARG(w), STR_ARG(w),
                       STR_ARG(w), STR_ARG(w));
    }
    const char *colon = memchr(w.p, ':', w.n);
    if (colon != NULL) {
        struct str head = str_of(w.p, (size_t)(colon - w.p));
        return fact_word(q->regime, ITEM_ROLE, head) >= 0
                   ? str_fmt(q->arena, "parties come after by: by %.*s", STR_ARG(w))
               : str_is(head, "port") ? str_fmt(q->arena, "the way is written via %.*s", STR_ARG(w))
                                      : STR("goods are written hs:270112, parties by ROLE:COUNTRY");
    }
    const char *best = NULL;
    size_t least = 3;
    for (size_t i = 0; i < KEYWORDS; i++) {
        size_t d = str_distance(w, str_c(one_value[i].word), least);
        if (d < least && d < w.n) {
            least = d;
            best = one_value[i].word;
        }
    }
    if (best != NULL) {
        return str_fmt(q->arena, "did you mean `%s`?", best);
    }
    return STR("words of a question: hs:CODE, from, to, via, on, by, amount, cleared, purpose, place, step, made-in, "
               "described, contract, "
               "asker, for");
}

/* ---- values ---- */

static bool check_value(struct question *q, size_t word, enum fact_id id, struct str text)
{
    int ignored;
    struct str problem;
    struct str help;
    return fact_value(q->arena, q->regime, &fact_table[id], text, &ignored, &problem, &help) ||
           refuse(q, word, help, "`%.*s` is not %.*s", STR_ARG(text), STR_ARG(problem));
}

/* One value, or several with commas between, each checked by the type of the key. */
static bool check_values(struct question *q, size_t word, enum fact_id id)
{
    struct str rest = q->words[word];
    enum fact_type type = fact_table[id].type;
    bool many = type == FACT_ORDERS || type == FACT_WORDS || type == FACT_WAYPOINTS;
    for (;;) {
        const char *comma = many ? memchr(rest.p, ',', rest.n) : NULL;
        size_t n = comma == NULL ? rest.n : (size_t)(comma - rest.p);
        if (!check_value(q, word, id, str_of(rest.p, n))) {
            return false;
        }
        if (comma == NULL) {
            return true;
        }
        rest = str_of(comma + 1, rest.n - n - 1);
    }
}

static bool next_word(struct question *q, const char *after, const char *what)
{
    if (q->i < q->n) {
        return true;
    }
    return refuse(q, q->n - 1, str_fmt(q->arena, "%s %s", after, what), "`%s` without what follows it", after);
}

static bool read_day(struct question *q, enum fact_id id)
{
    int ignored;
    q->said[id] = q->words[q->i++];
    return date_parse(q->said[id], &ignored) || refuse(q, q->i - 1, STR("days are written 2026-06-01"),
                                                       "`%.*s` is not a day of the calendar", STR_ARG(q->said[id]));
}

static bool read_amount(struct question *q)
{
    struct decimal ignored;
    q->said[KEY_AMOUNT] = q->words[q->i++];
    if (!decimal_parse(q->said[KEY_AMOUNT], &ignored)) {
        return refuse(q, q->i - 1, STR("digits with at most one point, such as amount 65000.50 USD"),
                      "`%.*s` is not an amount", STR_ARG(q->said[KEY_AMOUNT]));
    }
    if (q->i == q->n || keyword(q->words[q->i]) >= 0) {
        return refuse(q, q->i - 1, str_fmt(q->arena, "amount %.*s USD", STR_ARG(q->said[KEY_AMOUNT])),
                      "an amount without its currency");
    }
    q->said[KEY_CURRENCY] = q->words[q->i++];
    return check_values(q, q->i - 1, KEY_CURRENCY);
}

static struct asked_line *last_line(struct question *q)
{
    if (q->lines.n == 0) {
        struct asked_line none = {0};
        VEC_PUSH(q->arena, &q->lines, none);
    }
    return &q->lines.items[q->lines.n - 1];
}

static bool read_hs(struct question *q, struct str code)
{
    bool ok = code.n >= 2 && code.n <= 10;
    for (size_t i = 0; ok && i < code.n; i++) {
        ok = code.p[i] >= '0' && code.p[i] <= '9';
    }
    if (!ok) {
        return refuse(q, q->i - 1, STR("2 to 10 digits without dots, such as hs:270112"),
                      "`%.*s` is not a code of the Harmonized System", STR_ARG(code));
    }
    if (q->lines.n == 0 || last_line(q)->hs.n > 0) {
        struct asked_line none = {0};
        VEC_PUSH(q->arena, &q->lines, none);
    }
    last_line(q)->hs = code;
    return q->lines.n <= DEAL_LINES ||
           refuse(q, q->i - 1, STR("split the question"), "more than %d goods lines", DEAL_LINES);
}

/* ROLE:COUNTRY, as many as there are. */
static bool read_by(struct question *q)
{
    size_t first = q->i;
    q->by = true;
    for (; q->i < q->n && keyword(q->words[q->i]) < 0; q->i++) {
        struct str w = q->words[q->i];
        const char *colon = memchr(w.p, ':', w.n);
        struct str role = str_of(w.p, colon == NULL ? w.n : (size_t)(colon - w.p));
        if (colon == NULL || str_is(role, "hs")) {
            break;
        }
        struct asked_party p = {.role = fact_word(q->regime, ITEM_ROLE, role),
                                .country = str_of(colon + 1, w.n - role.n - 1)};
        if (p.role < 0) {
            return refuse(q, q->i, fact_word_help(q->arena, q->regime, ITEM_ROLE, role), "`%.*s` is not a role",
                          STR_ARG(role));
        }
        if (!check_value(q, q->i, KEY_PARTY_COUNTRY, p.country)) {
            return false;
        }
        VEC_PUSH(q->arena, &q->parties, p);
        if (q->parties.n > DEAL_PARTIES) {
            return refuse(q, q->i, STR("split the question"), "more than %d parties", DEAL_PARTIES);
        }
    }
    return q->i > first || refuse(q, first < q->n ? first : q->n - 1,
                                  STR("by ROLE:COUNTRY, such as by buyer:CN vessel:PA"), "`by` without a party");
}

static bool read_keyword(struct question *q, size_t which)
{
    enum fact_id id = one_value[which].id;
    const char *word = one_value[which].word;
    q->i++;
    if (id != KEY_PARTIES && !next_word(q, word, "VALUE")) {
        return false;
    }
    if (q->said[id].n > 0) {
        return refuse(q, q->i - 1, STR("say it once; several values of one kind are joined by commas"),
                      "`%s` is said twice", word);
    }
    switch ((int)id) {
    case KEY_PARTIES: return read_by(q);
    case KEY_AMOUNT: return read_amount(q);
    case KEY_ON:
    case KEY_CONTRACT: return read_day(q, id);
    case KEY_LINE_MADE_IN: last_line(q)->made_in = q->words[q->i++]; return check_values(q, q->i - 1, id);
    case KEY_LINE_DESCRIPTION:
        last_line(q)->described = true;
        last_line(q)->description = q->words[q->i++];
        return true;
    default: q->said[id] = q->words[q->i++]; return check_values(q, q->i - 1, id);
    }
}

static bool read_question(struct question *q)
{
    if (q->n == 0) {
        return refuse(q, 0, STR("such as: import hs:270112 from KP to CN on 2026-06-01"), "a question of no words");
    }
    q->activity = fact_word(q->regime, ITEM_ACTIVITY, q->words[0]);
    if (q->activity < 0) {
        return refuse(q, 0, fact_word_help(q->arena, q->regime, ITEM_ACTIVITY, q->words[0]),
                      "`%.*s` is not an activity", STR_ARG(q->words[0]));
    }
    for (q->i = 1; q->i < q->n;) {
        struct str w = q->words[q->i];
        int which = keyword(w);
        if (which >= 0) {
            if (!read_keyword(q, (size_t)which)) {
                return false;
            }
        } else if (str_starts(w, STR("hs:"))) {
            q->i++;
            if (!read_hs(q, str_of(w.p + 3, w.n - 3))) {
                return false;
            }
        } else {
            return refuse(q, q->i, word_help(q, w), "`%.*s` is not a word of a question", STR_ARG(w));
        }
    }
    return true;
}

/* ---- the deal ---- */

/* The countries of `from` and `to`, for the required roles that `by` does not name. */
static void add_sides(struct question *q)
{
    const struct activity *activity = &q->regime->activities.items[q->activity];
    size_t named = q->parties.n;
    for (size_t i = 0; i < activity->n_roles; i++) {
        int side = side_of(q->regime->roles.items[activity->roles[i].role].item.name);
        struct str country = side == 1 ? q->said[KEY_DISPATCH] : side == 2 ? q->said[KEY_DESTINATION] : STR("");
        bool there = false;
        for (size_t k = 0; k < named; k++) {
            there = there || q->parties.items[k].role == activity->roles[i].role;
        }
        if (activity->roles[i].required && country.n > 0 && !there) {
            struct asked_party p = {activity->roles[i].role, country};
            VEC_PUSH(q->arena, &q->parties, p);
        }
    }
}

static bool has_flag(const struct regime *g, int role)
{
    const struct role *r = &g->roles.items[role];
    bool craft = false;
    for (size_t i = 0; i < r->n_kinds; i++) {
        struct str kind = regime_text(g, r->kinds[i]);
        craft = craft || str_is(kind, "vessel") || str_is(kind, "aircraft");
    }
    return craft;
}

static void member(struct buf *b, const char *key, struct str value)
{
    buf_addf(b, "%s\"%s\": ", b->p[b->n - 1] == '{' ? "" : ", ", key);
    fact_json_string(b, value);
}

static void list_member(struct buf *b, const char *key, struct str values)
{
    buf_addf(b, ", \"%s\": [", key);
    for (size_t i = 0; i <= values.n;) {
        const char *comma = i < values.n ? memchr(values.p + i, ',', values.n - i) : NULL;
        size_t to = comma == NULL ? values.n : (size_t)(comma - values.p);
        buf_adds(b, i == 0 ? "" : ", ");
        fact_json_string(b, str_of(values.p + i, to - i));
        i = to + 1;
    }
    buf_addc(b, ']');
}

static struct str print_deal(struct question *q)
{
    struct buf b;
    buf_init(&b, q->arena);
    buf_addc(&b, '{');
    member(&b, fact_table[KEY_ID].key, STR("question"));
    member(&b, fact_table[KEY_ACTIVITY].key, q->regime->activities.items[q->activity].item.name);
    for (size_t i = 0; i < KEY_COUNT; i++) {
        enum fact_type type = fact_table[i].type;
        if (q->said[i].n == 0 || fact_table[i].level != FACTS_OF_DEAL) {
            continue;
        }
        if (type == FACT_ORDERS || type == FACT_WORDS || type == FACT_WAYPOINTS) {
            list_member(&b, fact_table[i].key, q->said[i]);
        } else {
            member(&b, fact_table[i].key, q->said[i]);
        }
    }
    for (size_t i = 0; i < q->lines.n; i++) {
        const struct asked_line *l = &q->lines.items[i];
        buf_adds(&b, i == 0 ? ", \"goods\": [{" : ", {");
        if (l->hs.n > 0) {
            member(&b, fact_table[KEY_LINE_HS].key, l->hs);
        }
        if (l->described) {
            member(&b, fact_table[KEY_LINE_DESCRIPTION].key, l->description);
        }
        if (l->made_in.n > 0) {
            member(&b, fact_table[KEY_LINE_MADE_IN].key, l->made_in);
        }
        buf_adds(&b, i + 1 == q->lines.n ? "}]" : "}");
    }
    for (size_t i = 0; i < q->parties.n; i++) {
        const struct asked_party *p = &q->parties.items[i];
        buf_adds(&b, i == 0 ? ", \"parties\": [{" : ", {");
        member(&b, fact_table[KEY_PARTY_ROLE].key, q->regime->roles.items[p->role].item.name);
        member(&b, fact_table[has_flag(q->regime, p->role) ? KEY_PARTY_FLAG : KEY_PARTY_COUNTRY].key, p->country);
        buf_adds(&b, i + 1 == q->parties.n ? "}]" : "}");
    }
    if (q->parties.n > 0 && !q->by) {
        buf_adds(&b, ", \"parties_complete\": false");
    }
    buf_addc(&b, '}');
    return buf_str(&b);
}

bool question_read(struct arena *a, const struct regime *g, const struct str *words, size_t n, struct str *ret_json,
                   struct deal_error *err)
{
    struct question q = {.arena = a, .regime = g, .words = words, .n = n, .error = err};
    memset(err, 0, sizeof *err);
    for (size_t i = 0; i < n; i++) {
        size_t bad;
        if (!str_utf8(words[i], &bad)) {
            return refuse(&q, i, STR("write it in UTF-8"), "word %zu is not UTF-8", i + 1);
        }
    }
    if (!read_question(&q)) {
        return false;
    }
    add_sides(&q);
    *ret_json = print_deal(&q);
    return true;
}
