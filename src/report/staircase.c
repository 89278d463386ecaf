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

/* "yuan-payment (sender, receiver)": the deals with those who are exposed in them. */
static void exposed_named(const struct diff *d, struct flow *f, const struct diff_item *item)
{
    struct arena *a = f->out->arena;
    for (size_t i = 0; i < item->rows.n; i++) {
        struct str roles = stairs_roles(d, a, item, i);
        flow_add(f, text_cleaned(a, d->rows.items[item->rows.items[i]].id));
        if (roles.n > 0) {
            flow_add(f, str_fmt(a, "(%.*s)", STR_ARG(roles)));
        }
        flow_glue(f, i + 1 < item->rows.n ? STR(",") : STR(""));
    }
}

/* ---- what still closes the deals ---- */

/* "by UN.banks (2270-33), UN.correspondent (2270-33): UN.c1718 may allow it; could be lifted by UN.sc (...)" */
static void closers_text(struct flow *f, struct closer *list, size_t n, size_t from)
{
    const struct closer *first = &list[from];
    flow_adds(f, "by");
    for (size_t i = from; i < n; i++) {
        if (!list[i].told && stairs_same_rows(list[i].rows, first->rows) && str_eq(list[i].ways, first->ways)) {
            if (i > from) {
                flow_glue(f, STR(","));
            }
            flow_add(f, list[i].name);
            list[i].told = true;
        }
    }
    flow_glue(f, STR(":"));
    flow_add(f, first->ways);
}

/* One paragraph for each set of deals that the same measures close: "yuan-payment: still closed by UN.correspondent (2270-33): ..." */
static void still_closed(const struct diff *d, const struct diff_act *x, const struct style *style, struct buf *out)
{
    size_t n;
    struct closer *list = stairs_closers(d, out->arena, x, &n);
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
            if (!list[k].told && stairs_same_rows(list[k].rows, rows)) {
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

/* "exposure stays by US.ffi (22 USC 9221b) for yuan-payment: blocking; could be lifted by US.president ..." */
static void bringer_text(const struct diff *d, struct bringer *list, size_t n, size_t from, const char *word, bool who,
                         const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    struct flow f;
    flow_start(&f, out, style_width(style), 8, 12);
    flow_adds(&f, word);
    for (size_t i = from; i < n; i++) {
        if (list[i].told || !stairs_same_bringer(&list[i], &list[from])) {
            continue;
        }
        if (i > from) {
            flow_glue(&f, STR(","));
        }
        flow_add(&f, stairs_consequence(d, a, list[i].q));
        list[i].told = i > from;
    }
    list[from].told = true;
    flow_adds(&f, "for");
    exposed_named(d, &f, list[from].item);
    if (list[from].q->to.n > 0) {
        flow_glue(&f, STR(":"));
        flow_add(&f, stairs_leads(a, list[from].q));
    }
    if (who) {
        flow_glue(&f, STR(";"));
        flow_add(&f, stairs_lifted(a, list[from].who));
    }
    flow_end(&f);
}

/* Those of a kind with what the act takes away are always shown, of the others the first few. */
static void consequences_named(const struct diff *d, const diff_items *items, const char *word, bool stays,
                               const struct style *style, struct buf *out)
{
    struct bringer *list = stairs_bringers(d, out->arena, items, stays);
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
        flow_add(&f, str_fmt(out->arena, "... and %zu more of other kinds (--json)", hidden));
        flow_end(&f);
    }
}

/* ---- acts and stages ---- */

void staircase_act(const struct diff *d, const struct diff_act *x, const struct style *style, struct buf *out)
{
    const struct act *act = &d->road->acts.items[x->act];
    struct flow f;
    flow_start(&f, out, style_width(style), 4, 8);
    flow_add(&f, text_cleaned(out->arena, act->text));
    flow_glue(&f, STR(":"));
    flow_adds(&f, stairs_status(x->status));
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
            staircase_act(d, &d->acts[stage->acts.items[i]], style, out);
        }
        for (size_t i = 0; i < stage->promises.n; i++) {
            flow_start(&f, out, style_width(style), 4, 8);
            flow_adds(&f, "promise (plan check):");
            flow_add(&f, text_cleaned(out->arena, stage->promises.items[i]));
            flow_end(&f);
        }
    }
}

/* ---- what is open ---- */

static struct str stage_mark_of(const struct diff *d, struct arena *a, uint64_t lanes)
{
    struct str stages = stairs_stages(d, a, lanes);
    return stages.n == 0 ? stages : str_fmt(a, " [stage %.*s]", STR_ARG(stages));
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
        if (stairs_same_law(x, law)) {
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
            if (stairs_same_touches(&law->holds.items[k].deals, &law->holds.items[i].deals)) {
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
            told = told || stairs_same_law(&d->open_law.items[k], &d->open_law.items[i]);
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
