#include "plan/road.h"

#include "base/arena.h"
#include "plan/road_read.h"

/* ---- small parts ---- */

static int stage_of(const struct road *r, int number)
{
    for (size_t i = 0; i < r->stages.n; i++) {
        if (r->stages.items[i].number == number) {
            return (int)i;
        }
    }
    return -1;
}

/* A length of time in days, where the day that it begins on is not known. */
static bool days_of(struct cursor *c, int *ret)
{
    char unit;
    bool ok = cursor_term(c, ret, &unit);
    *ret = ok ? term_days(0, *ret, unit) : 0;
    return ok;
}

/* `verified by iaea with report every 90 days`: as written, and how often a report is due. */
static struct str verified(struct cursor *c, int *ret_report_days)
{
    size_t at = c->i;
    while (!cursor_done(c) && !cursor_take2(c, "report", "every")) {
        c->i++;
    }
    if (!cursor_done(c)) {
        days_of(c, ret_report_days);
    }
    c->i = at;
    return cursor_rest(c);
}

static void read_condition(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct condition k = {.at = s->at};
    c.i = 1;
    const struct node *name = cursor_peek(&c);
    if (name == NULL || name->kind != NODE_WORD) {
        cursor_expected(&c, "the name of a condition");
        return;
    }
    for (size_t i = 0; i < rd->road->conditions.n; i++) {
        if (str_eq(rd->road->conditions.items[i].name, name->text)) {
            diag_error(rd->parse.diags, "E0230", name->at, "the condition `%.*s` is declared twice",
                       STR_ARG(name->text));
            return;
        }
    }
    k.name = name->text;
    c.i++;
    cursor_optional_string(&c, &k.title);
    k.verified = cursor_done(&c) ? STR("") : verified(&c, &k.report_days);
    if (rd->road->conditions.n == ROAD_CONDITIONS) {
        diag_error(rd->parse.diags, "E0404", name->at, "more than %d conditions", ROAD_CONDITIONS);
        return;
    }
    VEC_PUSH(rd->parse.arena, &rd->road->conditions, k);
}

const struct when *road_formula(struct reader *rd, struct cursor *c, bool events)
{
    struct str list[ROAD_CONDITIONS];
    struct condition_names names = {list, rd->road->conditions.n};
    for (size_t i = 0; i < names.n; i++) {
        list[i] = rd->road->conditions.items[i].name;
    }
    return when_read(&rd->parse, &names, c, events);
}

/* ---- stages ---- */

static void stage_statement(struct reader *rd, int index, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct stage *st = &rd->road->stages.items[index];
    if (cursor_take(&c, "after")) {
        ints after = {0};
        struct cursor all = c;
        struct str written = cursor_rest(&all);
        do {
            int number;
            const struct node *n = cursor_peek(&c);
            if (!cursor_integer(&c, &number)) {
                return;
            }
            int at = stage_of(rd->road, number);
            if (at < 0 || at == index) {
                struct diag *d =
                    diag_error(rd->parse.diags, "E0405", n->at, "there is no stage %d before this one", number);
                diag_help(rd->parse.diags, d, "`after` names stages that stand above");
                return;
            }
            ints_add(rd->parse.arena, &after, at);
        } while (cursor_take_comma(&c));
        if (cursor_take2(&c, "at", "least")) {
            if (!cursor_term(&c, &st->delay.n, &st->delay.unit)) {
                return;
            }
        }
        if (!cursor_end(&c)) {
            return;
        }
        st = &rd->road->stages.items[index];
        st->after = after.items;
        st->n_after = after.n;
        st->after_text = written;
    } else if (cursor_take(&c, "when")) {
        size_t at = c.i;
        st->guard = road_formula(rd, &c, false);
        if (st->guard != NULL && cursor_end(&c)) {
            c.i = at;
            st->when = cursor_rest(&c);
        }
    } else if (cursor_take(&c, "on")) {
        if (cursor_date(&c, &st->on)) {
            cursor_end(&c);
        }
    } else if (cursor_is(&c, "act")) {
        road_read_act(rd, s, index);
    } else if (cursor_take(&c, "promises")) {
        struct str text = cursor_rest(&c);
        VEC_PUSH(rd->parse.arena, &st->promises, text);
    } else if (cursor_is(&c, "deadline") || cursor_is(&c, "within") || cursor_is(&c, "note") ||
               cursor_is(&c, "source")) {
        cursor_rest(&c);
    } else {
        static const char *const words[] = {"after", "when", "on", "act", "promises", "note", "source", "within"};
        const struct node *n = cursor_peek(&c);
        parse_unknown_word(&rd->parse, "E0202", n->at, "unrecognized statement in a stage:", n->text, words,
                           sizeof words / sizeof *words);
    }
}

static void read_stage(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct stage st = {.on = DAY_NONE, .at = s->at};
    struct block *b;
    c.i = 1;
    const struct node *n = cursor_peek(&c);
    if (!cursor_integer(&c, &st.number)) {
        return;
    }
    if (st.number == 0 || stage_of(rd->road, st.number) >= 0) {
        diag_error(rd->parse.diags, "E0230", n->at,
                   st.number == 0 ? "stage 0 is today" : "the stage %d is declared twice", st.number);
        return;
    }
    cursor_optional_string(&c, &st.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    if (rd->road->stages.n >= ROAD_STAGES) {
        struct diag *d = diag_error(rd->parse.diags, "E0406", n->at, "more than %d stages", ROAD_STAGES);
        diag_help(rd->parse.diags, d, "split the road in two");
        return;
    }
    VEC_PUSH(rd->parse.arena, &rd->road->stages, st);
    int index = (int)rd->road->stages.n - 1;
    for (size_t i = 0; i < b->n; i++) {
        stage_statement(rd, index, &b->stmts[i]);
    }
    struct stage *at = &rd->road->stages.items[index];
    for (size_t i = 0; i < at->n_after; i++) {
        at->ancestors |= 1ULL << at->after[i] | rd->road->stages.items[at->after[i]].ancestors;
    }
}

/* ---- the road ---- */

static void road_property(struct reader *rd, struct cursor *c)
{
    struct road *r = rd->road;
    struct item scratch = {.review = {DAY_NONE, {0}}};
    const struct node *n = cursor_peek(c);
    int took = parse_property(c, &scratch);
    if (took > 0) {
        r->source = scratch.source.n > 0 ? scratch.source : r->source;
        r->note = scratch.note.n > 0 ? scratch.note : r->note;
        r->review = scratch.review.day != DAY_NONE ? scratch.review : r->review;
    } else if (took == 0) { /* below 0: it has reported */
        static const char *const words[] = {"source", "regime", "start", "deals", "floor", "note", "reviewed"};
        parse_unknown_word(&rd->parse, "E0202", n->at, "unrecognized statement in a roadmap:", n->text, words,
                           sizeof words / sizeof *words);
    }
}

static void road_statement(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct road *r = rd->road;
    if (cursor_take(&c, "regime")) {
        const struct node *n = cursor_peek(&c);
        if (n == NULL || n->kind != NODE_WORD) {
            cursor_expected(&c, "the name of a regime");
            return;
        }
        r->regime = n->text;
        if (!str_eq(n->text, rd->parse.regime->name)) {
            struct diag *d =
                diag_error(rd->parse.diags, "E0407", n->at, "this road is over the regime `%.*s`, and `%.*s` is loaded",
                           STR_ARG(n->text), STR_ARG(rd->parse.regime->name));
            diag_help(rd->parse.diags, d, "load it with --regime %.*s", STR_ARG(n->text));
        }
        c.i++;
        cursor_end(&c);
    } else if (cursor_take(&c, "start")) {
        if (cursor_date(&c, &r->start)) {
            cursor_end(&c);
        }
    } else if (cursor_take(&c, "deals")) {
        cursor_string(&c, &r->deals);
    } else if (cursor_take(&c, "floor")) {
        cursor_string(&c, &r->floor);
    } else {
        road_property(rd, &c);
    }
}

static void read_header(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct block *b;
    c.i = 1;
    const struct node *name = cursor_peek(&c);
    if (name == NULL || name->kind != NODE_WORD) {
        cursor_expected(&c, "the name of the roadmap");
        return;
    }
    rd->road->name = name->text;
    rd->road->at = name->at;
    c.i++;
    cursor_optional_string(&c, &rd->road->title);
    if (cursor_block(&c, &b) && cursor_end(&c)) {
        for (size_t i = 0; i < b->n; i++) {
            road_statement(rd, &b->stmts[i]);
        }
    }
}

/* What brings the old state back, and how. */
static void read_snapback(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct snapback *back = &rd->road->back;
    struct block *b;
    c.i = 1;
    rd->road->snapback = cursor_rest(&c);
    c.i = 1;
    if (!cursor_need(&c, "on")) {
        return;
    }
    back->on = road_formula(rd, &c, true);
    if (back->on == NULL || !cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    back->given = true;
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(&rd->parse, &b->stmts[i]);
        const struct node *n = cursor_peek(&k);
        if (cursor_take(&k, "notice")) {
            if (days_of(&k, &back->notice)) {
                cursor_end(&k);
            }
        } else if (cursor_take2(&k, "to", "stage")) {
            n = cursor_peek(&k);
            if (cursor_integer(&k, &back->to) && cursor_end(&k) && back->to != 0 && stage_of(rd->road, back->to) < 0) {
                diag_error(rd->parse.diags, "E0405", n->at, "there is no stage %d", back->to);
            }
        } else if (cursor_take(&k, "wind-down")) {
            if (days_of(&k, &back->wind_down)) {
                cursor_rest(&k); /* `for contracts before notice` */
            }
        } else {
            static const char *const words[] = {"notice", "to", "wind-down"};
            parse_unknown_word(&rd->parse, "E0202", n == NULL ? b->stmts[i].at : n->at,
                               "unrecognized statement in a snapback:", n == NULL ? STR("") : n->text, words,
                               sizeof words / sizeof *words);
        }
    }
}

static bool read_demand(struct cursor *c, struct demand *ret)
{
    const struct node *n = cursor_peek(c);
    if (n != NULL && n->kind == NODE_STRING) {
        return cursor_string(c, &ret->text) && cursor_end(c);
    }
    ret->text = cursor_rest(c);
    c->i = 0;
    if (cursor_take2(c, "restored", "within")) {
        ret->kind = DEMAND_RESTORED;
        return days_of(c, &ret->days) && cursor_need(c, "of") && cursor_need(c, "breach") && cursor_end(c);
    }
    if (cursor_take2(c, "floor", "open")) {
        ret->kind = DEMAND_FLOOR;
        return cursor_end(c);
    }
    if (cursor_take2(c, "no", "relief")) {
        ret->kind = DEMAND_BEFORE;
        return cursor_need(c, "by") && cursor_name(c, ITEM_AUTHORITY, &ret->late) && cursor_need(c, "before") &&
               cursor_need(c, "relief") && cursor_need(c, "by") && cursor_name(c, ITEM_AUTHORITY, &ret->early) &&
               cursor_end(c);
    }
    return cursor_expected(c, "`restored within N days of breach`, `floor open`, `no relief by A before relief by B`, "
                              "or a text in quotes, which is kept");
}

static void read_demands(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct block *b;
    c.i = 1;
    if (!cursor_block(&c, &b)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(&rd->parse, &b->stmts[i]);
        struct demand one = {.kind = DEMAND_TEXT, .late = -1, .early = -1, .at = b->stmts[i].at};
        if (read_demand(&k, &one)) {
            VEC_PUSH(rd->parse.arena, &rd->road->demands, one);
        }
    }
}

struct road *road_load(struct arena *a, struct diags *diags, struct regime *g, const struct source *source)
{
    struct reader rd = {.road = ARENA_NEW(a, struct road)};
    parse_init(&rd.parse, a, diags, g);
    rd.road->start = DAY_NONE;
    rd.road->review.day = DAY_NONE;
    struct block *b = tree_read(a, diags, source);
    static const char *const words[] = {"roadmap", "condition", "stage", "snapback", "demands", "state"};
    const struct stmt *snapback = NULL;    /* read last: it names stages */
    for (int pass = 0; pass < 2; pass++) { /* conditions first: stages name them */
        for (size_t i = 0; i < b->n; i++) {
            const struct stmt *s = &b->stmts[i];
            const struct node *n = &s->nodes[0];
            if (s->broken) { /* its braces do not pair: reported by the reader */
                continue;
            }
            struct str w = n->kind == NODE_WORD ? n->text : STR("");
            if (str_is(w, "roadmap") || str_is(w, "condition")) {
                if (pass == 0 && str_is(w, "roadmap")) {
                    read_header(&rd, s);
                } else if (pass == 0) {
                    read_condition(&rd, s);
                }
            } else if (pass == 1 && str_is(w, "stage")) {
                read_stage(&rd, s);
            } else if (pass == 1 && str_is(w, "snapback")) {
                snapback = snapback == NULL ? s : snapback;
                if (snapback != s) {
                    diag_error(diags, "E0230", s->at, "a second `snapback`");
                }
            } else if (pass == 1 && str_is(w, "demands")) {
                read_demands(&rd, s);
            } else if (pass == 1 && !str_is(w, "state")) {
                parse_unknown_word(&rd.parse, "E0201", n->kind == NODE_BLOCK ? s->at : n->at,
                                   "unrecognized declaration in a road:", n->kind == NODE_BLOCK ? STR("{") : n->text,
                                   words, sizeof words / sizeof *words);
            }
        }
    }
    if (snapback != NULL) {
        read_snapback(&rd, snapback);
    }
    if (rd.road->name.n == 0 && diags->errors == 0) {
        struct span at = {source, 0, 0};
        struct diag *d = diag_error(diags, "E0408", at, "no `roadmap` block in this file");
        diag_help(diags, d, "begin with `roadmap NAME \"title\" { regime NAME; start DATE }`");
    }
    parse_finish(&rd.parse);
    for (size_t i = 0; i < rd.road->acts.n; i++) {
        if (rd.road->acts.items[i].effect.omit != NULL) {
            parse_link(&rd.parse, rd.road->acts.items[i].effect.omit);
        }
    }
    return rd.road;
}
