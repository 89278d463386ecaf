#include "report/staircase.h"

#include <libsmartcols.h>
#include <stdlib.h>

#include "base/arena.h"
#include "report/decide_table.h"
#include "report/json_out.h"
#include "report/proof.h"
#include "report/remedy.h"
#include "report/text.h"

static bool in_lane(uint64_t lanes, unsigned lane)
{
    return (lanes >> lane & 1U) != 0;
}

static struct str measure_name(const struct diff *d, int hold)
{
    return d->regime->measures.items[d->regime->holds.items[hold].measure].item.name;
}

/* "UN.textiles (2375-16)" */
static struct str hold_name(const struct diff *d, struct arena *a, int hold)
{
    return str_fmt(a, "%.*s (%.*s)", STR_ARG(measure_name(d, hold)),
                   STR_ARG(hold_short(d->regime, a, &d->regime->holds.items[hold])));
}

static int stage_number(const struct diff *d, unsigned lane)
{
    return lane == 0 ? 0 : d->road->stages.items[lane - 1].number;
}

/* "all", "-", "4, 5": stages in which the deal is surely open. */
static struct str open_in(const struct diff *d, struct arena *a, const struct diff_row *row)
{
    struct buf b;
    buf_init(&b, a);
    uint64_t open = range_open_lanes(&row->range);
    bool all = true;
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        all = all && in_lane(open, lane);
        if (in_lane(open, lane)) {
            buf_addf(&b, "%s%d", b.n > 0 ? ", " : "", stage_number(d, lane));
        }
    }
    return all ? STR("all") : b.n == 0 ? STR("-") : buf_str(&b);
}

#define CELL_NAME 26

/* For a narrow cell: without the place in the law where that does not fit. */
static struct str cell_name(const struct diff *d, struct arena *a, int hold)
{
    struct str name = hold_name(d, a, hold);
    return text_width(name) <= CELL_NAME ? name : measure_name(d, hold);
}

/* Measures that close the deal in the lane: first those without a door. Each once. */
static void blockers_in(const struct diff *d, struct arena *a, const struct diff_row *row, unsigned lane, bool cell, strs *ret)
{
    for (int doors = 0; doors < 2; doors++) {
        for (size_t i = 0; i < row->blockers.n; i++) {
            const struct blocker *b = &row->blockers.items[i];
            if (in_lane(b->closes.may, lane) && in_lane(b->prohibits.may, lane) == (doors == 0)) {
                strs_add(a, ret, cell ? cell_name(d, a, b->hold) : hold_name(d, a, b->hold));
            }
        }
    }
}

static struct str joined(struct arena *a, const strs *list, const char *by)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < list->n; i++) {
        buf_addf(&b, "%s%.*s", i > 0 ? by : "", STR_ARG(list->items[i]));
    }
    return buf_str(&b);
}

#define SHOWN 2

/* The first few, one a line, and how many more. */
static void few(const strs *list, const char *before, struct buf *out)
{
    for (size_t i = 0; i < list->n && i < SHOWN; i++) {
        buf_addf(out, "%s%s%.*s", out->n > 0 ? "\n" : "", i == 0 ? before : "", STR_ARG(list->items[i]));
    }
    if (list->n > SHOWN) {
        buf_addf(out, " +%zu", list->n - SHOWN);
    }
}

static bool same(const strs *x, const strs *y)
{
    bool all = x->n == y->n;
    for (size_t i = 0; all && i < x->n; i++) {
        bool found = false;
        for (size_t k = 0; k < y->n; k++) {
            found = found || str_eq(x->items[i], y->items[k]);
        }
        all = found;
    }
    return all;
}

/* For the table: what closes it today, and what still closes it at the end where that is something else. */
static struct str blocked_lines(const struct diff *d, struct arena *a, const struct diff_row *row)
{
    strs now = {0};
    strs last = {0};
    struct buf b;
    uint64_t open = range_open_lanes(&row->range);
    buf_init(&b, a);
    if (!in_lane(open, 0)) {
        blockers_in(d, a, row, 0, true, &now);
    }
    if (!in_lane(open, d->lanes - 1)) {
        blockers_in(d, a, row, d->lanes - 1, true, &last);
    }
    few(&now, "", &b);
    if (last.n > 0 && !same(&now, &last)) {
        few(&last, "then ", &b);
    }
    return buf_str(&b);
}

/* What closes it today; then, where it is still closed at the end by others, those. */
static struct str blocked_by(const struct diff *d, struct arena *a, const struct diff_row *row)
{
    strs now = {0};
    strs last = {0};
    uint64_t open = range_open_lanes(&row->range);
    if (!in_lane(open, 0)) {
        blockers_in(d, a, row, 0, false, &now);
    }
    if (!in_lane(open, d->lanes - 1)) {
        blockers_in(d, a, row, d->lanes - 1, false, &last);
    }
    struct str first = joined(a, &now, ", ");
    struct str then = joined(a, &last, ", ");
    if (then.n == 0 || str_eq(first, then)) {
        return first;
    }
    return first.n == 0 ? then : str_fmt(a, "%.*s; at the end %.*s", STR_ARG(first), STR_ARG(then));
}

static char cell_letter(const struct diff_row *row, unsigned lane)
{
    return table_letter(range_word(&row->range, lane));
}

/* ---- text ---- */

static void paint_cell(struct libscols_line *line, size_t column, const struct style *style, char letter)
{
    if (!style->colour) {
        return;
    }
    struct libscols_cell *cell = scols_line_get_cell(line, column);
    scols_cell_set_color(cell, letter == 'X'                                     ? "red"
                               : letter == 'L' || letter == '?' || letter == '~' ? "yellow"
                                                                                 : "green");
}

static void staircase_table(const struct diff *d, const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    struct libscols_table *t = scols_new_table();
    if (t == NULL) {
        return;
    }
    scols_table_enable_noencoding(t, 1);
    scols_table_set_termforce(t, SCOLS_TERMFORCE_ALWAYS);
    scols_table_set_termwidth(t, style_width(style));
    scols_table_enable_colors(t, style->colour ? 1 : 0);
    scols_table_set_column_separator(t, " ");
    size_t longest = 9;
    for (size_t i = 0; i < d->rows.n; i++) {
        size_t w = text_width(d->rows.items[i].id);
        longest = w > longest ? w : longest;
    }
    size_t taken = 5 + 3 * d->road->stages.n + 8 + 2 + CELL_NAME + 4; /* the other columns and what parts them */
    size_t room = style_width(style) > taken + 12 ? style_width(style) - taken : 12;
    scols_table_new_column(t, "each deal", (double)(longest < room ? longest : room), SCOLS_FL_TRUNC);
    scols_table_new_column(t, "today", 5, 0);
    for (size_t s = 0; s < d->road->stages.n; s++) {
        scols_table_new_column(t, str_fmt(a, "%d", d->road->stages.items[s].number).p, 2, 0);
    }
    scols_table_new_column(t, "open in", 7, 0);
    struct libscols_column *by = scols_table_new_column(t, "blocked by", 0.99, SCOLS_FL_WRAP);
    scols_column_set_wrapfunc(by, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL);
    scols_column_set_safechars(by, "\n");
    for (size_t i = 0; i < d->rows.n; i++) {
        const struct diff_row *row = &d->rows.items[i];
        struct libscols_line *line = scols_table_new_line(t, NULL);
        scols_line_set_data(line, 0, str_z(a, text_cleaned(a, row->id)));
        for (unsigned lane = 0; lane < d->lanes; lane++) {
            char letter = cell_letter(row, lane);
            scols_line_set_data(line, lane + 1,
                                str_fmt(a, "%c%s", letter, in_lane(row->exposed.must, lane) ? "!" : "").p);
            paint_cell(line, lane + 1, style, letter);
        }
        scols_line_set_data(line, d->lanes + 1, str_z(a, open_in(d, a, row)));
        scols_line_set_data(line, d->lanes + 2, str_z(a, blocked_lines(d, a, row)));
    }
    char *text = NULL;
    if (scols_print_table_to_string(t, &text) == 0 && text != NULL) {
        struct str all = str_c(text);
        size_t from = 0;
        for (size_t i = 0; i < all.n; i++) { /* no blanks at line ends */
            if (all.p[i] == '\n') {
                size_t end = i;
                while (end > from && all.p[end - 1] == ' ') {
                    end--;
                }
                buf_add(out, str_of(all.p + from, end - from));
                buf_addc(out, '\n');
                from = i + 1;
            }
        }
        buf_add(out, str_of(all.p + from, all.n - from));
    }
    if (out->n > 0 && out->p[out->n - 1] != '\n') {
        buf_addc(out, '\n');
    }
    free(text);
    scols_unref_table(t);
}

static void rows_named(const struct diff *d, struct flow *f, const ints *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        flow_add(f, text_cleaned(f->out->arena, d->rows.items[rows->items[i]].id));
        if (i + 1 < rows->n) {
            flow_glue(f, STR(","));
        }
    }
}

/* Who may allow a case under the hold's own written offers. */
static struct str doors(const struct diff *d, struct arena *a, int hold)
{
    const struct hold *h = &d->regime->holds.items[hold];
    strs names = {0};
    for (size_t i = 0; i < h->offers.n; i++) {
        const struct offer *o = &d->regime->offers.items[h->offers.items[i]];
        for (size_t k = 0; o->measure >= 0 && !o->deny && k < o->n_authorities; k++) {
            strs_add(a, &names, authority_name(d->regime, o->authorities[k]));
        }
    }
    return joined(a, &names, ", ");
}

/* "UN 2270-33: UN.sc (9 of 15, veto)" for what still closes the deals that the act reaches. */
static void still_closed(const struct diff *d, const struct diff_act *x, const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    strs done = {0};
    for (size_t i = 0; i < x->still.n; i++) {
        int hold = x->still.items[i];
        struct str name = hold_name(d, a, hold);
        bool seen = false;
        for (size_t k = 0; k < done.n; k++) {
            seen = seen || str_eq(done.items[k], name);
        }
        if (seen) {
            continue;
        }
        strs_add(a, &done, name);
        struct flow f;
        struct str who = remedy_who(d->regime, a, hold, d->at);
        struct str door = doors(d, a, hold);
        flow_start(&f, out, style_width(style), 8, 12);
        flow_adds(&f, "still closed by");
        flow_add(&f, name);
        flow_glue(&f, STR(":"));
        if (door.n > 0) {
            flow_add(&f, str_fmt(a, "%.*s may allow it%s", STR_ARG(door), who.n > 0 ? ";" : ""));
        }
        if (who.n > 0) {
            flow_add(&f, str_fmt(a, "could be lifted by %.*s", STR_ARG(who)));
        } else if (door.n == 0) {
            flow_adds(&f, "no declared power lifts it");
        }
        flow_end(&f);
    }
}

#define FEW 4

static void consequences_named(const struct diff *d, const ints *list, const char *word, const struct style *style,
                               struct buf *out)
{
    struct arena *a = out->arena;
    for (size_t i = 0; i < list->n; i++) {
        const struct consequence *q = &d->regime->consequences.items[list->items[i]];
        struct flow f;
        if (i == FEW) {
            flow_start(&f, out, style_width(style), 8, 12);
            flow_add(&f, str_fmt(a, "... and %zu more (--json)", list->n - FEW));
            flow_end(&f);
            return;
        }
        flow_start(&f, out, style_width(style), 8, 12);
        flow_adds(&f, word);
        flow_add(&f, q->item.name);
        if (q->item.under.n > 0) {
            flow_add(&f, str_fmt(a, "(%.*s)", STR_ARG(provision_cite(d->regime, a, q->item.under.items[0]))));
        }
        if (q->to.n > 0) {
            flow_glue(&f, STR(":"));
            flow_add(&f, q->to);
        }
        flow_end(&f);
    }
}

/* Who could lift a consequence: an authority with a power over what it stands on. */
static void act_text(const struct diff *d, const struct diff_act *x, const struct style *style, struct buf *out)
{
    const struct act *act = &d->road->acts.items[x->act];
    static const char *const words[] = {"opens", "closes", "masked", "reaches no deal here", "law not encoded",
                                        "no effect of its own on the law"};
    struct flow f;
    flow_start(&f, out, style_width(style), 4, 8);
    flow_add(&f, text_cleaned(out->arena, act->text));
    flow_glue(&f, STR(":"));
    flow_adds(&f, words[x->status]);
    if (x->status == ACT_OPENS) {
        rows_named(d, &f, &x->opens);
    }
    if (x->closes.n > 0) {
        flow_adds(&f, x->status == ACT_OPENS ? "and closes" : "");
        rows_named(d, &f, &x->closes);
    }
    flow_end(&f);
    if (x->status == ACT_MASKED) {
        flow_start(&f, out, style_width(style), 8, 12);
        flow_adds(&f, "changes the law for");
        rows_named(d, &f, &x->reaches);
        flow_end(&f);
        still_closed(d, x, style, out);
    }
    if (x->status <= ACT_MASKED) {
        consequences_named(d, &x->gone, "no longer exposed:", style, out);
    }
    if (x->gone.n > 0 || x->status == ACT_MASKED) {
        ints stays = {0};
        for (size_t i = 0; i < x->staying.n; i++) {
            if (!ints_has_value(&x->gone, x->staying.items[i])) {
                VEC_PUSH(out->arena, &stays, x->staying.items[i]);
            }
        }
        consequences_named(d, &stays, "exposure stays by", style, out);
    }
    for (size_t i = 0; i < act->left.n; i++) {
        flow_start(&f, out, style_width(style), 8, 12);
        flow_adds(&f, "not in the author's power, and left:");
        flow_add(&f, hold_name(d, out->arena, act->left.items[i]));
        flow_end(&f);
    }
}

static void stages_text(const struct diff *d, const struct style *style, struct buf *out)
{
    for (size_t s = 0; s < d->road->stages.n; s++) {
        const struct stage *stage = &d->road->stages.items[s];
        const struct diff_stage *x = &d->stages[s];
        struct flow f;
        buf_addc(out, '\n');
        flow_start(&f, out, style_width(style), 2, 4);
        flow_add(&f, str_fmt(out->arena, "Stage %d", stage->number));
        flow_add(&f, text_cleaned(out->arena, stage->title));
        flow_glue(&f, STR(":"));
        if (x->opens.n == 0) {
            flow_adds(&f, "opens nothing.");
        } else {
            flow_adds(&f, x->jointly ? "its acts together open" : "opens");
            rows_named(d, &f, &x->opens);
            flow_glue(&f, STR("."));
        }
        if (stage->when.n > 0) {
            flow_adds(&f, "When");
            flow_add(&f, text_cleaned(out->arena, stage->when));
            flow_glue(&f, STR("."));
        }
        flow_end(&f);
        for (size_t i = 0; i < stage->acts.n; i++) {
            act_text(d, &d->acts[stage->acts.items[i]], style, out);
        }
        for (size_t i = 0; i < stage->promises.n; i++) {
            flow_start(&f, out, style_width(style), 4, 8);
            flow_adds(&f, "promise, not checked yet:");
            flow_add(&f, text_cleaned(out->arena, stage->promises.items[i]));
            flow_end(&f);
        }
    }
}

/* Why cells are undetermined: facts of a deal, and open law. */
static void missing_text(const struct diff *d, const struct style *style, struct buf *out)
{
    bool header = false;
    for (size_t i = 0; i < d->rows.n; i++) {
        const struct diff_row *row = &d->rows.items[i];
        bool undetermined = false;
        for (unsigned lane = 0; lane < d->lanes; lane++) {
            char c = cell_letter(row, lane);
            undetermined = undetermined || c == '?' || c == '~';
        }
        if (!undetermined || row->missing.n == 0) {
            continue;
        }
        if (!header) {
            buf_adds(out, "\n  Undetermined, because of\n");
            header = true;
        }
        struct flow f;
        flow_start(&f, out, style_width(style), 4, 8);
        flow_add(&f, text_cleaned(out->arena, row->id));
        flow_glue(&f, STR(":"));
        for (size_t k = 0; k < row->missing.n; k++) {
            flow_add(&f, str_fmt(out->arena, "%s%.*s%s", row->missing.items[k].law ? "open law: " : "",
                                 STR_ARG(row->missing.items[k].phrase), k + 1 < row->missing.n ? ";" : ""));
        }
        flow_end(&f);
    }
}

/* Parsed, kept and printed: the plan's checks come later. */
static void kept_text(const struct diff *d, const struct style *style, struct buf *out)
{
    const struct road *r = d->road;
    struct flow f;
    if (r->conditions.n == 0 && r->snapback.n == 0 && r->demands.n == 0 && r->floor.n == 0) {
        return;
    }
    buf_adds(out, "\n  Kept with the road, not checked yet:\n");
    for (size_t i = 0; i < r->conditions.n; i++) {
        const struct condition *c = &r->conditions.items[i];
        flow_start(&f, out, style_width(style), 4, 8);
        flow_add(&f, str_fmt(out->arena, "condition %.*s:", STR_ARG(c->name)));
        flow_add(&f, text_cleaned(out->arena, c->title));
        if (c->verified.n > 0) {
            flow_glue(&f, STR(","));
            flow_add(&f, text_cleaned(out->arena, c->verified));
        }
        flow_end(&f);
    }
    if (r->snapback.n > 0) {
        flow_start(&f, out, style_width(style), 4, 8);
        flow_adds(&f, "snapback");
        flow_add(&f, text_cleaned(out->arena, r->snapback));
        flow_end(&f);
    }
    for (size_t i = 0; i < r->demands.n; i++) {
        flow_start(&f, out, style_width(style), 4, 8);
        flow_adds(&f, "demand:");
        flow_add(&f, text_cleaned(out->arena, r->demands.items[i]));
        flow_end(&f);
    }
    if (r->floor.n > 0) {
        flow_start(&f, out, style_width(style), 4, 8);
        flow_adds(&f, "floor, never less open than today:");
        flow_add(&f, text_cleaned(out->arena, r->floor));
        flow_end(&f);
    }
}

void staircase_text(const struct diff *d, const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    struct flow f;
    flow_start(&f, out, style_width(style), 0, 2);
    flow_add(&f, str_fmt(a, "%.*s \"%.*s\":", STR_ARG(d->road->name), STR_ARG(d->road->title)));
    flow_add(&f, str_fmt(a, "each deal on its own day, those without one on %.*s; regime %.*s %.*s",
                         STR_ARG(date_str(a, d->at)), STR_ARG(d->regime->name), STR_ARG(hash_hex(a, d->regime, 4))));
    flow_end(&f);
    buf_addc(out, '\n');
    staircase_table(d, style, out);
    stages_text(d, style, out);
    missing_text(d, style, out);
    kept_text(d, style, out);
    buf_adds(out, "\n  X prohibited  L licensable  ~ contested  ? undetermined  = licensed  E exempt\n  - permitted  ! "
                  "exposed\n");
}

/* ---- JSON ---- */

static void stages_list(struct jout *j, const struct diff *d, uint64_t lanes)
{
    jout_open(j, '[');
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        if (in_lane(lanes, lane)) {
            jout_int(j, stage_number(d, lane));
        }
    }
    jout_close(j, ']');
}

static void rows_list(struct jout *j, const struct diff *d, const ints *rows)
{
    jout_open(j, '[');
    for (size_t i = 0; i < rows->n; i++) {
        jout_str(j, d->rows.items[rows->items[i]].id);
    }
    jout_close(j, ']');
}

static void json_row(struct jout *j, const struct diff *d, const struct diff_row *row)
{
    struct arena *a = j->out->arena;
    jout_open(j, '{');
    jout_pair_str(j, "id", row->id);
    jout_pair_day(j, "on", row->on);
    jout_key(j, "verdict");
    jout_open(j, '[');
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        jout_cstr(j, word_name(range_word(&row->range, lane)));
    }
    jout_close(j, ']');
    jout_key(j, "open_in");
    stages_list(j, d, range_open_lanes(&row->range));
    jout_key(j, "exposed");
    stages_list(j, d, row->exposed.must);
    jout_key(j, "blocked_by");
    jout_open(j, '[');
    for (size_t i = 0; i < row->blockers.n; i++) {
        const struct blocker *b = &row->blockers.items[i];
        jout_open(j, '{');
        jout_pair_str(j, "measure", measure_name(d, b->hold));
        jout_pair_str(j, "provision", provision_text(d->regime, a, d->regime->holds.items[b->hold].under.items[0]));
        jout_key(j, "stages");
        stages_list(j, d, b->closes.must);
        jout_key(j, "maybe");
        stages_list(j, d, b->closes.may & ~b->closes.must);
        jout_pair_str(j, "could_be_lifted_by", remedy_who(d->regime, a, b->hold, d->at));
        jout_close(j, '}');
    }
    jout_close(j, ']');
    jout_key(j, "missing");
    jout_open(j, '[');
    for (size_t i = 0; i < row->missing.n; i++) {
        const struct diff_missing *m = &row->missing.items[i];
        jout_open(j, '{');
        jout_pair_str(j, m->law ? "open_law" : "fact", m->law ? (m->item.n > 0 ? m->item : m->phrase) : m->pointer);
        jout_key(j, "stages");
        stages_list(j, d, m->lanes);
        jout_close(j, '}');
    }
    jout_close(j, ']');
    jout_close(j, '}');
}

static void json_consequences(struct jout *j, const struct diff *d, const char *key, const ints *list)
{
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < list->n; i++) {
        jout_str(j, d->regime->consequences.items[list->items[i]].item.name);
    }
    jout_close(j, ']');
}

static void json_act(struct jout *j, const struct diff *d, const struct diff_act *x)
{
    static const char *const words[] = {"opens", "closes", "masked", "not_exercised", "external", "kept"};
    const struct act *act = &d->road->acts.items[x->act];
    struct arena *a = j->out->arena;
    jout_open(j, '{');
    jout_pair_str(j, "act", act->text);
    jout_pair_cstr(j, "status", words[x->status]);
    jout_key(j, "opens");
    rows_list(j, d, &x->opens);
    jout_key(j, "closes");
    rows_list(j, d, &x->closes);
    jout_key(j, "reaches");
    rows_list(j, d, &x->reaches);
    jout_key(j, "still_closed_by");
    jout_open(j, '[');
    for (size_t i = 0; i < x->still.n; i++) {
        jout_open(j, '{');
        jout_pair_str(j, "measure", measure_name(d, x->still.items[i]));
        jout_pair_str(j, "provision",
                      provision_text(d->regime, a, d->regime->holds.items[x->still.items[i]].under.items[0]));
        jout_pair_str(j, "could_be_lifted_by", remedy_who(d->regime, a, x->still.items[i], d->at));
        jout_close(j, '}');
    }
    jout_close(j, ']');
    json_consequences(j, d, "no_longer_exposed", &x->gone);
    json_consequences(j, d, "exposure_stays", &x->staying);
    jout_close(j, '}');
}

void staircase_json(const struct diff *d, struct buf *out)
{
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_str(&j, "road", d->road->name);
    jout_pair_str(&j, "regime", d->regime->name);
    jout_pair_str(&j, "hash", hash_hex(out->arena, d->regime, 16));
    jout_pair_day(&j, "at", d->at);
    jout_key(&j, "deals");
    jout_open(&j, '[');
    for (size_t i = 0; i < d->rows.n; i++) {
        json_row(&j, d, &d->rows.items[i]);
    }
    jout_close(&j, ']');
    jout_key(&j, "stages");
    jout_open(&j, '[');
    for (size_t s = 0; s < d->road->stages.n; s++) {
        const struct stage *stage = &d->road->stages.items[s];
        jout_open(&j, '{');
        jout_pair_int(&j, "stage", stage->number);
        jout_pair_str(&j, "title", stage->title);
        jout_pair_str(&j, "when", stage->when);
        jout_key(&j, "opens");
        rows_list(&j, d, &d->stages[s].opens);
        jout_pair_bool(&j, "jointly", d->stages[s].jointly);
        jout_key(&j, "acts");
        jout_open(&j, '[');
        for (size_t i = 0; i < stage->acts.n; i++) {
            json_act(&j, d, &d->acts[stage->acts.items[i]]);
        }
        jout_close(&j, ']');
        jout_key(&j, "promises");
        jout_open(&j, '[');
        for (size_t i = 0; i < stage->promises.n; i++) {
            jout_str(&j, stage->promises.items[i]);
        }
        jout_close(&j, ']');
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    jout_key(&j, "conditions");
    jout_open(&j, '[');
    for (size_t i = 0; i < d->road->conditions.n; i++) {
        const struct condition *c = &d->road->conditions.items[i];
        jout_open(&j, '{');
        jout_pair_str(&j, "condition", c->name);
        jout_pair_str(&j, "title", c->title);
        jout_pair_str(&j, "verified", c->verified);
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    jout_pair_str(&j, "floor", d->road->floor);
    jout_pair_str(&j, "snapback", d->road->snapback);
    jout_key(&j, "demands");
    jout_open(&j, '[');
    for (size_t i = 0; i < d->road->demands.n; i++) {
        jout_str(&j, d->road->demands.items[i]);
    }
    jout_close(&j, ']');
    jout_close(&j, '}');
    buf_addc(out, '\n');
}

static void csv_cell(struct buf *out, struct str s)
{
    buf_addc(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') {
            buf_addc(out, '"');
        }
        buf_addc(out, s.p[i]);
    }
    buf_addc(out, '"');
}

void staircase_csv(const struct diff *d, struct buf *out)
{
    buf_adds(out, "deal,today");
    for (size_t s = 0; s < d->road->stages.n; s++) {
        buf_addf(out, ",stage %d", d->road->stages.items[s].number);
    }
    buf_adds(out, ",open in,blocked by\n");
    for (size_t i = 0; i < d->rows.n; i++) {
        const struct diff_row *row = &d->rows.items[i];
        csv_cell(out, row->id);
        for (unsigned lane = 0; lane < d->lanes; lane++) {
            buf_addf(out, ",%s", word_name(range_word(&row->range, lane)));
        }
        buf_addc(out, ',');
        csv_cell(out, open_in(d, out->arena, row));
        buf_addc(out, ',');
        csv_cell(out, blocked_by(d, out->arena, row));
        buf_addc(out, '\n');
    }
}
