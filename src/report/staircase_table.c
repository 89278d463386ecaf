/* The table of the staircase: a line a deal, a column a stage. Laid out by hand, since a cell that wraps must not push its neighbours out of
 * the width. */
#include "base/arena.h"
#include "report/decide_table.h"
#include "report/staircase.h"
#include "report/stairs_parts.h"
#include "report/text.h"

#define SHOWN 2   /* measures of a cell */
#define BESIDE 24 /* columns that `blocked by` needs to stand beside the others */
#define ID_LEAST 8

struct widths {
    size_t id, stage, open, by;
    bool below; /* `blocked by` has its own lines, under the deal's */
};

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

/* The first few, one a line, and how many more. What is too wide for its line loses its place in the law. */
static void few(struct arena *a, const strs *list, const char *before, size_t width, strs *lines)
{
    for (size_t i = 0; i < list->n && i < SHOWN; i++) {
        bool last = i + 1 == SHOWN && list->n > SHOWN;
        struct str more = last ? str_fmt(a, " +%zu", list->n - SHOWN) : STR("");
        struct str name = list->items[i];
        const char *first = i == 0 ? before : "";
        const char *bracket = memchr(name.p, '(', name.n);
        if (strlen(first) + text_width(name) + more.n > width && bracket != NULL && bracket > name.p) {
            name = str_of(name.p, (size_t)(bracket - name.p) - 1);
        }
        struct str line = str_fmt(a, "%s%.*s%.*s", first, STR_ARG(name), STR_ARG(more));
        VEC_PUSH(a, lines, line);
    }
}

/* What closes it today, and what still closes it at the end where that is something else. */
static void blocked_lines(const struct diff *d, struct arena *a, const struct diff_row *row, size_t width, strs *lines)
{
    strs now = {0};
    strs last = {0};
    uint64_t open = range_open_lanes(&row->range);
    if (!stairs_in(open, 0)) {
        stairs_blockers(d, a, row, 0, &now);
    }
    if (!stairs_in(open, d->lanes - 1)) {
        stairs_blockers(d, a, row, d->lanes - 1, &last);
    }
    few(a, &now, "", width, lines);
    if (last.n > 0 && !same(&now, &last)) {
        few(a, &last, "then ", width, lines);
    }
}

static struct widths widths_of(const struct diff *d, struct arena *a, size_t width)
{
    struct widths w = {.id = 9, .stage = 2, .open = 7};
    for (size_t i = 0; i < d->rows.n; i++) {
        size_t id = text_width(d->rows.items[i].id);
        size_t open = text_width(stairs_open_in(d, a, &d->rows.items[i]));
        w.id = id > w.id ? id : w.id;
        w.open = open > w.open ? open : w.open;
        w.stage = (d->rows.items[i].exposed.may & ~d->rows.items[i].exposed.must) != 0 ? 3 : w.stage;
    }
    size_t fixed = 6 + d->road->stages.n * (w.stage + 1); /* today, the stages */
    size_t left = width > fixed + ID_LEAST + 1 ? width - fixed - ID_LEAST - 1 : 0;
    w.open = w.open <= left ? w.open : left >= 7 ? 7 : 0; /* the letters say it too */
    fixed += w.open > 0 ? w.open + 1 : 0;
    w.below = w.id + fixed + 1 + BESIDE > width;
    size_t room = width > fixed + ID_LEAST ? width - fixed : ID_LEAST;
    w.id = w.id > room ? room : w.id;
    w.by = w.below ? width - 4 : width - w.id - fixed - 1;
    return w;
}

/* A cell of that width, cut if need be. */
static void cell(struct buf *out, struct str s, size_t width, const char *paint, const char *off)
{
    buf_adds(out, paint);
    size_t used = text_cut(out, s, width);
    buf_adds(out, *paint != '\0' ? off : "");
    buf_fill(out, ' ', width - used + 1);
}

static void trim(struct buf *out)
{
    while (out->n > 0 && out->p[out->n - 1] == ' ') {
        out->n--;
    }
    buf_addc(out, '\n');
}

static const char *letter_paint(char letter)
{
    return letter == 'X' ? PAINT_RED : letter == 'L' || letter == '?' || letter == '~' ? PAINT_YELLOW : PAINT_GREEN;
}

static void table_head(const struct diff *d, const struct widths *w, struct buf *out)
{
    cell(out, STR("each deal"), w->id, "", "");
    cell(out, STR("today"), 5, "", "");
    for (size_t s = 0; s < d->road->stages.n; s++) {
        cell(out, str_fmt(out->arena, "%d", d->road->stages.items[s].number), w->stage, "", "");
    }
    if (w->open > 0) {
        cell(out, STR("open in"), w->open, "", "");
    }
    buf_adds(out, w->below ? "" : "blocked by");
    trim(out);
    if (w->below) {
        buf_adds(out, "    blocked by\n");
    }
}

static void table_line(const struct diff *d, const struct widths *w, const struct diff_row *row,
                       const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    strs lines = {0};
    blocked_lines(d, a, row, w->by, &lines);
    cell(out, text_cleaned(a, row->id), w->id, "", "");
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        char letter = table_letter(range_word(&row->range, lane));
        const char *mark = stairs_in(row->exposed.must, lane) ? "!" : stairs_in(row->exposed.may, lane) ? "!?" : "";
        cell(out, str_fmt(a, "%c%s", letter, mark), lane == 0 ? 5 : w->stage, style_paint(style, letter_paint(letter)),
             style_paint(style, PAINT_OFF));
    }
    if (w->open > 0) {
        cell(out, stairs_open_in(d, a, row), w->open, "", "");
    }
    size_t column = w->below ? 4 : w->id + 7 + d->road->stages.n * (w->stage + 1) + w->open + 1;
    if (w->below) {
        trim(out);
        if (lines.n > 0) { /* one after another, as they fit */
            struct flow f;
            flow_start(&f, out, style_width(style), 4, 6);
            for (size_t i = 0; i < lines.n; i++) {
                flow_add(&f, str_fmt(a, "%.*s%s", STR_ARG(lines.items[i]), i + 1 < lines.n ? ";" : ""));
            }
            flow_end(&f);
        }
        return;
    }
    for (size_t i = 0; i < lines.n; i++) {
        if (i > 0) {
            buf_fill(out, ' ', column);
        }
        text_cut(out, lines.items[i], w->by);
        trim(out);
    }
    if (lines.n == 0) {
        trim(out);
    }
}

void staircase_table(const struct diff *d, const struct style *style, struct buf *out)
{
    struct widths w = widths_of(d, out->arena, style_width(style));
    table_head(d, &w, out);
    for (size_t i = 0; i < d->rows.n; i++) {
        table_line(d, &w, &d->rows.items[i], style, out);
    }
}
