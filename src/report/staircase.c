#include "report/staircase.h"

#include "base/arena.h"
#include "report/decide_table.h"
#include "report/remedy.h"
#include "report/stairs_parts.h"
#include "report/text.h"

#define FEW 4 /* groups of consequences that an act does not touch in kind */

static void rows_named(const struct diff *d, struct flow *f, const ints *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        flow_add(f, text_cleaned(f->out->arena, d->rows.items[rows->items[i]].id));
        if (i + 1 < rows->n) {
            flow_glue(f, STR(","));
        }
    }
}

static bool same_rows(const ints *x, const ints *y)
{
    bool same = x->n == y->n;
    for (size_t i = 0; same && i < x->n; i++) {
        same = ints_has_value(y, x->items[i]);
    }
    return same;
}

/* "yuan-payment (sender, receiver)": the deals with those who are exposed in them. */
static void exposed_named(const struct diff *d, struct flow *f, const struct diff_item *item)
{
    struct arena *a = f->out->arena;
    for (size_t i = 0; i < item->rows.n; i++) {
        strs roles = {0};
        for (size_t r = 0; r < d->regime->roles.n && r < 64; r++) {
            if ((item->roles.items[i] >> r & 1U) != 0) {
                strs_add(a, &roles, d->regime->roles.items[r].item.name);
            }
        }
        flow_add(f, text_cleaned(a, d->rows.items[item->rows.items[i]].id));
        if (roles.n > 0) {
            flow_add(f, str_fmt(a, "(%.*s)", STR_ARG(stairs_joined(a, &roles, ", "))));
        }
        flow_glue(f, i + 1 < item->rows.n ? STR(",") : STR(""));
    }
}

static bool same_exposed(const struct diff_item *x, const struct diff_item *y)
{
    bool same = x->rows.n == y->rows.n;
    for (size_t i = 0; same && i < x->rows.n; i++) {
        same = x->rows.items[i] == y->rows.items[i] && x->roles.items[i] == y->roles.items[i];
    }
    return same;
}

/* ---- what still closes the deals ---- */

struct closer { /* a measure that still closes deals, and the ways out of it */
    struct str name, door, who;
    const ints *rows;
    bool told;
};

static bool same_ways(const struct closer *x, const struct closer *y)
{
    return str_eq(x->door, y->door) && str_eq(x->who, y->who);
}

/* "by UN.banks (2270-33), UN.correspondent (2270-33): UN.c1718 may allow it; could be lifted by UN.sc (...)" */
static void closers_text(struct flow *f, struct closer *list, size_t n, size_t from)
{
    struct arena *a = f->out->arena;
    const struct closer *first = &list[from];
    flow_adds(f, "by");
    for (size_t i = from; i < n; i++) {
        if (!list[i].told && same_rows(list[i].rows, first->rows) && same_ways(&list[i], first)) {
            if (i > from) {
                flow_glue(f, STR(","));
            }
            flow_add(f, list[i].name);
            list[i].told = true;
        }
    }
    flow_glue(f, STR(":"));
    if (first->door.n > 0) {
        flow_add(f, str_fmt(a, "%.*s may allow a case%s", STR_ARG(first->door), first->who.n > 0 ? ";" : ""));
    }
    if (first->who.n > 0) {
        flow_add(f, str_fmt(a, "could be lifted by %.*s", STR_ARG(first->who)));
    } else if (first->door.n == 0) {
        flow_adds(f, "no declared power lifts it");
    }
}

/* One paragraph for each set of deals that the same measures close: "yuan-payment: still closed by UN.correspondent (2270-33): ..." */
static void still_closed(const struct diff *d, const struct diff_act *x, const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    struct closer *list = ARENA_MANY(a, struct closer, x->still.n + 1);
    size_t n = 0;
    ints order = {0};
    for (size_t rank = 0; order.n < x->still.n; rank++) { /* as the columns of the table */
        for (size_t i = 0; i < x->still.n; i++) {
            if (stairs_rank(d, a, x->still.items[i].index) == rank) {
                VEC_PUSH(a, &order, (int)i);
            }
        }
    }
    for (size_t o = 0; o < order.n; o++) {
        int i = order.items[o];
        int hold = x->still.items[i].index;
        struct closer one = {.name = stairs_hold(d, a, hold),
                             .door = stairs_doors(d, a, hold),
                             .who = remedy_who(d->regime, a, hold, d->at),
                             .rows = &x->still.items[i].rows};
        bool seen = false; /* another hold of the measure at the same place */
        for (size_t k = 0; k < n; k++) {
            seen = seen || (str_eq(list[k].name, one.name) && same_rows(list[k].rows, one.rows));
        }
        if (!seen) {
            list[n++] = one;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (list[i].told) {
            continue;
        }
        struct flow f;
        const ints *rows = list[i].rows;
        flow_start(&f, out, style_width(style), 8, 12);
        rows_named(d, &f, rows);
        flow_glue(&f, STR(":"));
        flow_adds(&f, "still closed");
        bool first = true;
        for (size_t k = i; k < n; k++) {
            if (!list[k].told && same_rows(list[k].rows, rows)) {
                if (!first) {
                    flow_glue(&f, STR(";"));
                    flow_adds(&f, "and");
                }
                first = false;
                closers_text(&f, list, n, k);
            }
        }
        flow_end(&f);
    }
}

/* ---- consequences ---- */

struct bringer { /* a consequence */
    const struct consequence *q;
    const struct diff_item *item;
    struct str who; /* could lift it */
    bool told;
};

static bool same_bringer(const struct bringer *x, const struct bringer *y)
{
    return x->item->kin == y->item->kin && x->q->must == y->q->must && str_eq(x->q->to, y->q->to) &&
           str_eq(x->who, y->who) && same_exposed(x->item, y->item);
}

/* "exposure stays by US.ffi (22 USC 9221b) for yuan-payment: blocking; could be lifted by US.president ..." */
static void bringer_text(const struct diff *d, struct bringer *list, size_t n, size_t from, const char *word, bool who,
                         const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    struct flow f;
    flow_start(&f, out, style_width(style), 8, 12);
    flow_adds(&f, word);
    for (size_t i = from; i < n; i++) {
        const struct item *item = &list[i].q->item;
        if (list[i].told || !same_bringer(&list[i], &list[from])) {
            continue;
        }
        if (i > from) {
            flow_glue(&f, STR(","));
        }
        flow_add(&f, item->name);
        if (item->under.n > 0) {
            flow_add(&f, str_fmt(a, "(%.*s)", STR_ARG(provision_cite(d->regime, a, item->under.items[0]))));
        }
        list[i].told = i > from;
    }
    list[from].told = true;
    flow_adds(&f, "for");
    exposed_named(d, &f, list[from].item);
    if (list[from].q->to.n > 0) {
        flow_glue(&f, STR(":"));
        flow_adds(&f, list[from].q->must ? "must lead to" : "may lead to");
        flow_add(&f, list[from].q->to);
    }
    if (who) {
        flow_glue(&f, STR(";"));
        if (list[from].who.n > 0) {
            flow_add(&f, str_fmt(a, "could be lifted: %.*s", STR_ARG(list[from].who)));
        } else {
            flow_adds(&f, "no declared power lifts it");
        }
    }
    flow_end(&f);
}

/* Those of a kind with what the act takes away are always shown, of the others the first few. */
static void consequences_named(const struct diff *d, const diff_items *items, const char *word, bool stays,
                               const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    struct bringer *list = ARENA_MANY(a, struct bringer, items->n + 1);
    for (size_t i = 0; i < items->n; i++) {
        list[i].item = &items->items[i];
        list[i].q = &d->regime->consequences.items[items->items[i].index];
        list[i].who = stays ? remedy_who_consequence(d->regime, a, items->items[i].index, d->at) : STR("");
    }
    size_t others = 0;
    size_t hidden = 0;
    for (size_t i = 0; i < items->n; i++) {
        if (list[i].told) {
            continue;
        }
        if (stays && !list[i].item->kin && others >= FEW) {
            hidden++;
            continue;
        }
        others += list[i].item->kin ? 0 : 1;
        bringer_text(d, list, items->n, i, word, stays, style, out);
    }
    if (hidden > 0) {
        struct flow f;
        flow_start(&f, out, style_width(style), 8, 12);
        flow_add(&f, str_fmt(a, "... and %zu more of other kinds (--json)", hidden));
        flow_end(&f);
    }
}

/* ---- acts and stages ---- */

static void act_text(const struct diff *d, const struct diff_act *x, const struct style *style, struct buf *out)
{
    const struct act *act = &d->road->acts.items[x->act];
    static const char *const words[] = {
        "opens", "closes", "masked", "reaches no deal here", "law not encoded", "no effect of its own on the law"};
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
        consequences_named(d, &x->gone, "no longer exposed by", false, style, out);
    }
    if (x->gone.n > 0 || x->status == ACT_MASKED) {
        consequences_named(d, &x->staying, "exposure stays by", true, style, out);
    }
    for (size_t i = 0; i < act->left.n; i++) {
        flow_start(&f, out, style_width(style), 8, 12);
        flow_adds(&f, "not in the author's power, and left:");
        flow_add(&f, stairs_hold(d, out->arena, act->left.items[i]));
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

/* ---- what is open ---- */

static struct str stage_mark_of(const struct diff *d, struct arena *a, uint64_t lanes)
{
    uint64_t all = d->lanes >= 64 ? ~0ULL : (1ULL << d->lanes) - 1;
    if ((lanes & all) == all) {
        return STR("");
    }
    struct buf b;
    buf_init(&b, a);
    const char *mark = " [stage ";
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        if (!stairs_in(lanes, lane)) {
            continue;
        }
        unsigned last = lane;
        while (last + 1 < d->lanes && stairs_in(lanes, last + 1)) {
            last++;
        }
        buf_addf(&b, "%s%d", mark, stairs_number(d, lane));
        if (last > lane) {
            buf_addf(&b, "%s%d", last == lane + 1 ? ", " : "-", stairs_number(d, last));
        }
        mark = ", ";
        lane = last;
    }
    buf_adds(&b, "]");
    return buf_str(&b);
}

/* Deals with their stages; those of one set of stages together. */
static void touches_named(const struct diff *d, struct flow *f, const diff_touches *list)
{
    struct arena *a = f->out->arena;
    bool first = true;
    for (size_t i = 0; i < list->n; i++) {
        bool told = false;
        for (size_t k = 0; k < i; k++) {
            told = told || list->items[k].lanes == list->items[i].lanes;
        }
        ints rows = {0};
        for (size_t k = i; !told && k < list->n; k++) {
            if (list->items[k].lanes == list->items[i].lanes) {
                VEC_PUSH(a, &rows, list->items[k].row);
            }
        }
        if (rows.n > 0) {
            if (!first) {
                flow_glue(f, STR(";"));
            }
            first = false;
            rows_named(d, f, &rows);
            flow_add(f, stage_mark_of(d, a, list->items[i].lanes));
        }
    }
}

static void touched_line(const struct diff *d, const char *word, struct str what, const diff_touches *list,
                         const struct style *style, struct buf *out)
{
    struct flow f;
    if (list->n == 0) {
        return;
    }
    flow_start(&f, out, style_width(style), 8, 12);
    flow_adds(&f, word);
    flow_add(&f, what);
    flow_glue(&f, STR(":"));
    touches_named(d, &f, list);
    flow_end(&f);
}

static bool same_touches(const diff_touches *x, const diff_touches *y)
{
    bool same = x->n == y->n;
    for (size_t i = 0; same && i < x->n; i++) {
        same = x->items[i].row == y->items[i].row && x->items[i].lanes == y->items[i].lanes;
    }
    return same;
}

static bool same_law(const struct diff_open_law *x, const struct diff_open_law *y)
{
    bool same = same_touches(&x->verdicts, &y->verdicts) && same_touches(&x->exposures, &y->exposures) &&
                x->holds.n == y->holds.n;
    for (size_t i = 0; same && i < x->holds.n; i++) {
        same = x->holds.items[i].hold == y->holds.items[i].hold &&
               same_touches(&x->holds.items[i].deals, &y->holds.items[i].deals);
    }
    return same;
}

/* An item of law that is open, and all that hangs on it, whether or not a verdict does. */
static void open_law_text(const struct diff *d, const struct diff_open_law *law, const struct style *style,
                          struct buf *out)
{
    struct arena *a = out->arena;
    struct flow f;
    flow_start(&f, out, style_width(style), 4, 8);
    flow_adds(&f, "open law:");
    flow_add(&f, law->question);
    for (const struct diff_open_law *x = law + 1; x < d->open_law.items + d->open_law.n; x++) {
        if (same_law(x, law)) {
            flow_glue(&f, STR(";"));
            flow_add(&f, x->question);
        }
    }
    flow_end(&f);
    touched_line(d, "verdict", STR("of"), &law->verdicts, style, out);
    for (size_t i = 0; i < law->holds.n; i++) {
        strs names = {0};
        bool told = false;
        for (size_t k = 0; k < law->holds.n; k++) {
            if (same_touches(&law->holds.items[k].deals, &law->holds.items[i].deals)) {
                told = told || k < i;
                strs_add(a, &names, stairs_hold(d, a, law->holds.items[k].hold));
            }
        }
        if (!told) {
            touched_line(d, "whether closed by", stairs_joined(a, &names, ", "), &law->holds.items[i].deals, style,
                         out);
        }
    }
    touched_line(d, "whether", STR("exposed"), &law->exposures, style, out);
}

/* Why cells are undetermined: facts of a deal, and open law. */
static void missing_text(const struct diff *d, const struct style *style, struct buf *out)
{
    const char *header = "\n  Undetermined, because of\n";
    for (size_t i = 0; i < d->rows.n; i++) {
        const struct diff_row *row = &d->rows.items[i];
        struct flow f;
        bool some = false;
        for (size_t k = 0; k < row->missing.n; k++) {
            const struct diff_missing *m = &row->missing.items[k];
            if (m->law) {
                continue;
            }
            if (!some) {
                buf_adds(out, header);
                header = "";
                flow_start(&f, out, style_width(style), 4, 8);
                flow_add(&f, text_cleaned(out->arena, row->id));
                flow_glue(&f, STR(":"));
            } else {
                flow_glue(&f, STR(";"));
            }
            some = true;
            flow_add(&f, str_fmt(out->arena, "%.*s%.*s", STR_ARG(m->phrase),
                                 STR_ARG(stage_mark_of(d, out->arena, m->lanes))));
        }
        if (some) {
            flow_end(&f);
        }
    }
    for (size_t i = 0; i < d->open_law.n; i++) {
        bool told = false;
        for (size_t k = 0; k < i; k++) {
            told = told || same_law(&d->open_law.items[k], &d->open_law.items[i]);
        }
        if (!told) {
            buf_adds(out, header);
            header = "";
            open_law_text(d, &d->open_law.items[i], style, out);
        }
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
        flow_add(&f, text_cleaned(out->arena, r->demands.items[i].text));
        flow_end(&f);
    }
    if (r->floor.n > 0) {
        flow_start(&f, out, style_width(style), 4, 8);
        flow_adds(&f, "floor, never less open than today:");
        flow_add(&f, text_cleaned(out->arena, r->floor));
        flow_end(&f);
    }
}

static void legend(const struct diff *d, const struct style *style, struct buf *out)
{
    static const char *const words[] = {"X prohibited",   "L licensable", "~ contested",
                                        "? undetermined", "= licensed",   "E exempt",
                                        "- permitted",    "! exposed",    "!? perhaps exposed"};
    size_t n = sizeof words / sizeof *words;
    struct flow f;
    if (d->rows.n == 0) {
        return;
    }
    buf_addc(out, '\n');
    flow_start(&f, out, style_width(style), 2, 2);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && f.column + 2 + strlen(words[i]) > f.width) {
            flow_end(&f);
            flow_start(&f, out, style_width(style), 2, 2);
        } else if (i > 0) {
            flow_tab(&f, f.column + 2);
        }
        flow_adds(&f, words[i]);
    }
    flow_end(&f);
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
    if (d->rows.n > 0) {
        staircase_table(d, style, out);
    } else {
        buf_adds(out, "0 deals\n");
    }
    stages_text(d, style, out);
    missing_text(d, style, out);
    kept_text(d, style, out);
    legend(d, style, out);
}
