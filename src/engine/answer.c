/* Questions: deals decided, explained, put in tables. */
#include "base/decimal.h"
#include "decide/deal_new.h"
#include "decide/facts.h"
#include "decide/question.h"
#include "decide/why_not.h"
#include "engine/engine.h"
#include "report/answer_json.h"
#include "report/decide_table.h"
#include "report/explain.h"

#include <stdlib.h>

static void deal_refused(dt_session *s, const struct deal_error *e)
{
    struct str message = e->message;
    s->refused = *e;
    if (e->pointer.n > 0) {
        message = str_fmt(&s->arena, "%.*s: %.*s", STR_ARG(e->pointer), STR_ARG(e->message));
    } else if (e->line > 0) {
        message = str_fmt(&s->arena, "line %zu, column %zu: %.*s", e->line, e->column, STR_ARG(e->message));
    }
    session_error(s, message, e->help);
}

static struct str nearest_name(const struct regime *g, struct str name)
{
    struct str best = {"", 0};
    size_t limit = name.n / 3 + 2;
    for (size_t i = 0; i < g->refs.n; i++) {
        struct str known = regime_item(g, g->refs.items[i].kind, g->refs.items[i].index)->name;
        size_t d = str_distance(name, known, limit);
        if (d < limit) {
            limit = d;
            best = known;
        }
    }
    return best;
}

/* "US.em13466 continued", "US.eo13810 in force", "US.em13466 not continued", "... ended". */
static bool read_assumption(dt_session *s, const char *text, struct assumption *ret)
{
    const struct regime *g = s->regime->law;
    struct str all = str_c(text);
    const char *blank = memchr(all.p, ' ', all.n);
    struct str name = blank == NULL ? all : str_of(all.p, (size_t)(blank - all.p));
    struct str rest = blank == NULL ? STR("") : str_of(blank + 1, all.n - name.n - 1);
    struct name_ref ref;
    memset(ret, 0, sizeof *ret);
    if (!regime_find_any(g, name, &ref)) {
        struct str best = nearest_name(g, name);
        session_error(s, str_fmt(&s->arena, "--assume: no such name: `%.*s`", STR_ARG(name)),
                      best.n > 0 ? str_fmt(&s->arena, "did you mean `%.*s`?", STR_ARG(best))
                                 : STR("name it as `open_law` does"));
        return false;
    }
    bool no = str_starts(rest, STR("not ")) || str_starts(rest, STR("ended")) || str_starts(rest, STR("lapsed")) ||
              str_starts(rest, STR("no"));
    bool yes = str_starts(rest, STR("continued")) || str_starts(rest, STR("in force")) || str_starts(rest, STR("yes"));
    if (!no && !yes) {
        session_error(s, str_fmt(&s->arena, "--assume: `%.*s` says neither yes nor no", STR_ARG(all)),
                      STR("say `NAME continued`, `NAME in force`, `NAME not continued` or `NAME ended`"));
        return false;
    }
    ret->truth = no ? TRI_FALSE : TRI_TRUE;
    switch ((int)ref.kind) {
    case ITEM_INSTRUMENT: ret->atom.kind = ATOM_LAW; break;
    case ITEM_EXEMPTION:
    case ITEM_LICENCE:
        ret->atom.kind = ATOM_LIFE;
        ret->atom.a = 1;
        break;
    case ITEM_POLICY:
        ret->atom.kind = ATOM_LIFE;
        ret->atom.a = 2;
        break;
    case ITEM_CONSEQUENCE:
        ret->atom.kind = ATOM_LIFE;
        ret->atom.a = 3;
        break;
    case ITEM_OFFER:
        ret->atom.kind = ATOM_LIFE;
        ret->atom.a = 4;
        break;
    default:
        session_error(s,
                      str_fmt(&s->arena, "--assume: `%.*s` is %s, and nothing is open about it", STR_ARG(name),
                              item_phrase(ref.kind)),
                      STR(""));
        return false;
    }
    ret->atom.b = ref.index;
    return true;
}

static dt_status read_options(dt_session *s, const dt_options *options, int *ret_day, struct assumption **ret_assumed,
                              size_t *ret_n)
{
    *ret_day = DAY_NONE;
    *ret_n = 0;
    if (options == NULL) {
        return DT_OK;
    }
    if (options->as_of != NULL && !date_parse(str_c(options->as_of), ret_day)) {
        session_error(s, str_fmt(&s->arena, "--as-of: `%s` is not a date", options->as_of),
                      STR("write it as 2026-06-01"));
        return DT_BAD_OPTION;
    }
    size_t n = 0;
    for (size_t i = 0; options->assume != NULL && options->assume[i] != NULL; i++) {
        n++;
    }
    *ret_assumed = ARENA_MANY(&s->arena, struct assumption, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!read_assumption(s, options->assume[i], &(*ret_assumed)[i])) {
            return DT_BAD_OPTION;
        }
    }
    *ret_n = n;
    return DT_OK;
}

dt_status dt_decide(dt_session *session, dt_text text, const dt_options *options)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    const dt_regime *r = session->regime;
    int day;
    struct assumption *assumed = NULL;
    size_t n_assumed;
    dt_status status = read_options(session, options, &day, &assumed, &n_assumed);
    if (status != DT_OK) {
        return status;
    }
    bool stages = options != NULL && options->stages && r->road != NULL;
    if (day == DAY_NONE && stages) {
        day = r->road->start;
    }
    struct deal *deal;
    struct deal_error error = {0};
    if (!deal_read(&session->arena, r->law, str_of(text.data, text.size), day, &deal, &error)) {
        deal_refused(session, &error);
        return DT_INVALID;
    }
    if (deal->id.n == 0 && options != NULL && options->id != NULL) {
        deal->id = str_dup(&session->arena, str_c(options->id));
    }
    deal->assumed = assumed;
    deal->n_assumed = n_assumed;
    struct decision_options how = {.evaluator = &walker};
    const struct overlay *o = &overlay_none;
    if (options == NULL || !options->walk) {
        how.evaluator = &tables;
        how.tables = session_tables(session, stages);
        o = stages ? &session->stages : o;
    } else if (stages) {
        struct overlay *made = ARENA_NEW(&session->arena, struct overlay);
        *made = road_overlay(&session->arena, r->road);
        o = made;
    }
    how.lane_days = stages && options->as_of == NULL ? road_days(&session->arena, r->road) : NULL;
    session->answer = decide(&session->arena, r->law, deal, o, &how);
    return DT_OK;
}

dt_verdict dt_decision_verdict(const dt_session *session)
{
    return session->answer == NULL ? DT_UNDETERMINED : (dt_verdict)range_word(&session->answer->range, 0);
}

dt_text dt_decision_id(const dt_session *session)
{
    dt_text none = {"", 0};
    return session->answer == NULL ? none : text_of_str(session->answer->deal->id);
}

static bool answered(dt_session *s)
{
    if (s->answer == NULL) {
        session_error(s, STR("no deal has been decided"), STR("call dt_decide first"));
    }
    return s->answer != NULL;
}

dt_status dt_decision_json(dt_session *session, dt_text *ret)
{
    if (!answered(session)) {
        return DT_NOT_FOUND;
    }
    SESSION_TRY(session, full);
    struct buf b;
    buf_init(&b, &session->arena);
    answer_json(session->answer, &b);
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}

dt_status dt_decision_explain(dt_session *session, const dt_style *style, dt_text *ret)
{
    if (!answered(session)) {
        return DT_NOT_FOUND;
    }
    SESSION_TRY(session, full);
    struct buf b;
    struct style s = style_of(style);
    buf_init(&b, &session->arena);
    explain(session->answer, &s, &b);
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}

dt_status dt_decision_why_not(dt_session *session, const char *measure, const dt_style *style, dt_text *ret)
{
    if (session->answer == NULL) {
        session_error(session, STR("no deal has been decided"), STR("call dt_decide first"));
        return DT_NOT_FOUND;
    }
    SESSION_TRY(session, full);
    const struct answer *an = session->answer;
    int index = regime_find(an->regime, ITEM_MEASURE, str_c(measure));
    if (index < 0) {
        session_error(session, str_fmt(&session->arena, "no measure is called `%s`", measure),
                      STR("`detente check --summary` lists them"));
        return DT_NOT_FOUND;
    }
    struct excluded_by *list;
    size_t n;
    why_not(&session->arena, an, index, &list, &n);
    struct excluded *out = ARENA_MANY(&session->arena, struct excluded, n);
    for (size_t i = 0; i < n; i++) {
        out[i].leg = list[i].leg;
        out[i].hold = list[i].hold;
        out[i].why = (enum exclusion)list[i].why;
        out[i].clause = list[i].clause;
    }
    struct buf b;
    struct style s = style_of(style);
    buf_init(&b, &session->arena);
    explain_why_not(an, index, out, n, &s, &b);
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}

dt_status dt_question(dt_session *session, const char *const *words, size_t n, dt_text *ret_deal)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    struct str *list = ARENA_MANY(&session->arena, struct str, n + 1);
    for (size_t i = 0; i < n; i++) {
        list[i] = str_c(words[i]);
    }
    struct str json;
    struct deal_error error = {0};
    if (!question_read(&session->arena, session->regime->law, list, n, &json, &error)) {
        deal_refused(session, &error);
        return DT_INVALID;
    }
    *ret_deal = text_of_str(json);
    return DT_OK;
}

/* "did you mean `import`?", or all activities. */
static struct str activities(dt_session *s, struct str word)
{
    const struct regime *g = s->regime->law;
    struct buf b;
    size_t limit = word.n / 3 + 2;
    struct str best = {"", 0};
    buf_init(&b, &s->arena);
    for (size_t i = 0; i < g->activities.n; i++) {
        struct str name = g->activities.items[i].item.name;
        size_t d = str_distance(word, name, limit);
        if (d < limit) {
            limit = d;
            best = name;
        }
        buf_addf(&b, "%s%.*s", i > 0 ? ", " : "one of: ", STR_ARG(name));
    }
    return best.n > 0 ? str_fmt(&s->arena, "did you mean `%.*s`?", STR_ARG(best)) : buf_str(&b);
}

dt_status dt_deal_skeleton(dt_session *session, const char *activity, dt_text *ret)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    struct buf b;
    buf_init(&b, &session->arena);
    if (!deal_skeleton(&session->arena, session->regime->law, str_c(activity), &b)) {
        session_error(session, str_fmt(&session->arena, "no such activity: `%s`", activity),
                      activities(session, str_c(activity)));
        return DT_NOT_FOUND;
    }
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}

dt_status dt_deal_schema(dt_session *session, dt_text *ret)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    struct buf b;
    buf_init(&b, &session->arena);
    facts_schema(session->regime->law, &b);
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}

/* ---- tables ---- */

struct dt_table {
    const dt_regime *regime;
    struct arena arena;
    VEC(struct table_row) rows;
};

dt_table *dt_table_new(const dt_regime *regime)
{
    dt_table *t = calloc(1, sizeof *t);
    if (t != NULL) {
        t->regime = regime;
        arena_init(&t->arena, (size_t)1024 * 1024 * 1024);
    }
    return t;
}

static strs kept_texts(struct arena *a, const strs *from)
{
    strs to = {0};
    for (size_t i = 0; i < from->n; i++) {
        struct str one = str_dup(a, from->items[i]);
        VEC_PUSH(a, &to, one);
    }
    return to;
}

/* The row without what it was made with: tables of many deals stay small. */
static struct table_row kept_row(struct arena *a, const struct table_row *from, size_t columns)
{
    struct table_row row = *from;
    row.id = str_dup(a, from->id);
    row.subject = str_dup(a, from->subject);
    row.way = str_dup(a, from->way);
    row.not_encoded = str_dup(a, from->not_encoded);
    row.letters = arena_copy(a, from->letters, columns * sizeof *row.letters);
    row.exposed = arena_copy(a, from->exposed, columns * sizeof *row.exposed);
    row.decided = kept_texts(a, &from->decided);
    row.beside = kept_texts(a, &from->beside);
    return row;
}

dt_status dt_table_add(dt_table *table, dt_session *session)
{
    if (table == NULL || session->answer == NULL) {
        return DT_NOT_FOUND;
    }
    jmp_buf full;
    table->arena.full = &full;
    session->arena.full = &full;
    if (setjmp(full) != 0) {
        return DT_TOO_BIG;
    }
    struct table_row row = {0};
    ints columns = {0};
    table_row_of(session->answer, &session->arena, &row);
    table_columns(session->regime->law, &session->arena, &columns);
    struct table_row kept = kept_row(&table->arena, &row, columns.n);
    VEC_PUSH(&table->arena, &table->rows, kept);
    return DT_OK;
}

dt_status dt_table_text(dt_table *table, const dt_style *style, size_t unusable, dt_text *ret)
{
    jmp_buf full;
    table->arena.full = &full;
    if (setjmp(full) != 0) {
        return DT_TOO_BIG;
    }
    struct table_options how = {style_of(style), unusable};
    struct buf b;
    buf_init(&b, &table->arena);
    decide_table(table->regime->law, table->rows.items, table->rows.n, &how, &b);
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}

void dt_table_free(dt_table *table)
{
    if (table != NULL) {
        arena_release(&table->arena);
        free(table);
    }
}
