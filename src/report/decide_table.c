#include "report/decide_table.h"

#include <libsmartcols.h>
#include <locale.h>
#include <stdlib.h>

#include "base/arena.h"
#include "report/text.h"

#define WIDE 100 /* from here there is room for two blanks between columns and whole headings */
#define ID_MOST 22
#define ID_MOST_WIDE 32
#define DECIDED_LEAST 24
#define DECIDED_ENOUGH 26
#define DECIDED_NARROW 12
#define ID_LEAST 8
#define TITLE_LEAST 8
#define SILENT_MOST 11

struct layout {
    const char *gap;
    const char *silent; /* heading */
    bool year;
    size_t id, title, not_encoded, decided;
};

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t title_width(const struct table_row *r, bool year)
{
    size_t way = r->way.n > 0 ? text_width(r->way) + 1 : 0;
    return text_width(r->subject) + way + (year ? 5 : 0);
}

/* Do the deals have different days? Then each line says its year, where there is room. */
static bool own_days(const struct table_row *rows, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (rows[i].on != rows[0].on) {
            return true;
        }
    }
    return false;
}

/* Columns for the first measure of each order, without its place in the law. */
static size_t heads_width(const struct table_row *r)
{
    size_t width = 0;
    size_t heads = 0;
    for (size_t i = 0; i < r->decided.n && i < 64; i++) {
        const char *bracket = memchr(r->decided.items[i].p, '(', r->decided.items[i].n);
        size_t n = bracket == NULL ? text_width(r->decided.items[i])
                                   : (size_t)(bracket - r->decided.items[i].p); /* names are ASCII */
        bool head = (r->heads >> i & 1U) != 0;
        heads += head ? 1 : 0;
        width += head ? n + 1 : 0;
    }
    return heads > 1 ? width + (r->decided.n > heads ? 3 : 0) : 0;
}

static struct layout layout_of(const struct regime *g, const ints *columns, const struct table_row *rows, size_t n,
                               size_t width)
{
    struct layout l = {.gap = width < WIDE ? " " : "  ", .silent = width < WIDE ? "not enc." : "not encoded"};
    l.year = width >= WIDE && own_days(rows, n);
    size_t gap = strlen(l.gap);
    size_t natural = 0;
    size_t decided = DECIDED_LEAST;
    l.id = 4;
    l.not_encoded = strlen(l.silent);
    for (size_t i = 0; i < n; i++) {
        l.id = most(l.id, text_width(rows[i].id));
        l.not_encoded = most(l.not_encoded, least(text_width(rows[i].not_encoded), SILENT_MOST));
        natural = most(natural, title_width(&rows[i], l.year));
        decided = most(decided, least(heads_width(&rows[i]), DECIDED_ENOUGH));
    }
    l.id = least(l.id, width < WIDE ? ID_MOST : ID_MOST_WIDE);
    size_t used = l.id + gap + l.not_encoded + gap;
    for (size_t c = 0; c < columns->n; c++) {
        used += most(2, text_width(jurisdiction_name(g, columns->items[c]))) + gap;
    }
    if (used + DECIDED_NARROW > width) { /* the id gives way */
        size_t over = least(used + DECIDED_NARROW - width, l.id > ID_LEAST ? l.id - ID_LEAST : 0);
        l.id -= over;
        used -= over;
    }
    size_t left = width > used ? width - used : 0;
    l.title = left > decided + gap + TITLE_LEAST ? least(natural, left - decided - gap) : 0;
    l.title = least(l.title, most(TITLE_LEAST, left / 2));
    l.decided = most(DECIDED_NARROW, left - (l.title > 0 ? l.title + gap : 0));
    return l;
}

/* ---- cells ---- */

static const char *id_cell(const struct table_row *r, struct arena *a, size_t width)
{
    struct buf b;
    buf_init(&b, a);
    text_cut(&b, r->id, width);
    return str_z(a, buf_str(&b));
}

/* The subject is cut first, the way and the year stay. */
static const char *title_cell(const struct table_row *r, struct arena *a, size_t width, bool year)
{
    struct buf b;
    buf_init(&b, a);
    size_t tail = (r->way.n > 0 ? text_width(r->way) + 1 : 0) + (year ? 5 : 0);
    if (tail + 4 > width) { /* no room for both */
        tail = 0;
    }
    text_cut(&b, r->subject, width - tail);
    if (tail > 0) {
        buf_adds(&b, r->way.n > 0 ? " " : "");
        buf_add(&b, r->way);
        if (year) {
            buf_adds(&b, " ");
            buf_add(&b, str_of(date_str(a, r->on).p, 4));
        }
    }
    return str_z(a, buf_str(&b));
}

/* A piece that is too long loses what stands in its bracket. */
static struct str fitting(struct str piece, size_t width)
{
    const char *bracket = text_width(piece) > width ? memchr(piece.p, '(', piece.n) : NULL;
    return bracket != NULL && bracket > piece.p ? str_of(piece.p, (size_t)(bracket - piece.p) - 1) : piece;
}

static size_t piece_width(const struct table_row *r, size_t i, bool stripped)
{
    return text_width(stripped ? fitting(r->decided.items[i], 0) : r->decided.items[i]);
}

struct chosen {
    bool *shown, *stripped; /* by piece */
    size_t used, left;      /* columns taken; pieces not shown */
};

static void choose(const struct table_row *r, struct chosen *c, size_t i, bool stripped)
{
    c->used += piece_width(r, i, stripped) + (c->left < r->decided.n ? 2 : 0);
    c->shown[i] = true;
    c->stripped[i] = stripped;
    c->left--;
}

/* The first of each order: with their places in the law, else without; then others, from the first on, where they fit. */
static struct chosen chosen_of(const struct table_row *r, struct arena *a, size_t width)
{
    struct chosen c = {ARENA_MANY(a, bool, r->decided.n + 1), ARENA_MANY(a, bool, r->decided.n + 1), 0, r->decided.n};
    uint64_t masks[2] = {r->weighty, r->heads & ~r->weighty}; /* those that give the verdict first */
    if (r->heads == 0) {
        masks[0] = 1;
    }
    size_t whole = 0;
    size_t heads = 0;
    for (size_t i = 0; i < r->decided.n && i < 64; i++) {
        bool head = ((masks[0] | masks[1]) >> i & 1U) != 0;
        heads += head ? 1 : 0;
        whole += head ? piece_width(r, i, false) + 2 : 0;
    }
    size_t tail = r->decided.n > heads ? 4 : 0; /* " +12" */
    size_t spare = width > tail ? width - tail : width;
    bool strip = whole > spare + 2;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < r->decided.n && i < 64; i++) {
            bool head = (masks[pass] >> i & 1U) != 0;
            if (head && (c.left == r->decided.n || c.used + 2 + piece_width(r, i, strip) <= spare)) {
                choose(r, &c, i, strip && heads > 1 ? true : piece_width(r, i, false) > spare);
            }
        }
    }
    for (size_t i = 0; i < r->decided.n; i++) {
        size_t more = c.left > 1 ? tail : 0;
        bool fits = c.used + 2 + piece_width(r, i, false) + more <= width;
        if (!c.shown[i] && !fits) {
            break;
        }
        if (!c.shown[i]) {
            choose(r, &c, i, false);
        }
    }
    for (size_t i = 0; i < r->decided.n; i++) { /* what was stripped and has room after all */
        size_t grown = piece_width(r, i, false);
        size_t now = piece_width(r, i, true);
        if (c.shown[i] && c.stripped[i] && c.used + grown - now + (c.left > 0 ? 4 : 0) <= width) {
            c.stripped[i] = false;
            c.used += grown - now;
        }
    }
    return c;
}

/* What decided, as far as there is room, and how many more; then what stands beside, where there is room for it. */
static const char *decided_cell(const struct table_row *r, struct arena *a, size_t width)
{
    struct buf b;
    struct chosen c = chosen_of(r, a, width);
    size_t used = 0;
    buf_init(&b, a);
    for (size_t i = 0; i < r->decided.n; i++) {
        if (c.shown[i]) {
            struct str piece = c.stripped[i] ? fitting(r->decided.items[i], 0) : r->decided.items[i];
            size_t mark = b.n > 0 ? 2 : 0;
            size_t tail = c.left > 0 ? 4 : 0;
            buf_adds(&b, mark > 0 ? "; " : "");
            used += mark + text_cut(&b, piece, width > used + mark + tail ? width - used - mark - tail : 1);
        }
    }
    if (c.left > 0) {
        buf_addf(&b, " +%zu", c.left);
    }
    for (size_t i = 0; c.left == 0 && i < r->beside.n; i++) {
        struct str piece = b.n == 0 ? fitting(r->beside.items[i], width) : r->beside.items[i];
        size_t mark = b.n > 0 ? 2 : 0;
        if (b.n > 0 && used + mark + text_width(piece) > width) {
            break;
        }
        buf_adds(&b, mark > 0 ? "; " : "");
        used += mark + text_cut(&b, piece, width);
    }
    return str_z(a, buf_str(&b));
}

static const char *letter_paint(char letter)
{
    switch (letter) {
    case 'X': return "red";
    case 'L':
    case '?':
    case '~': return "yellow";
    case 'E':
    case '=':
    case '-': return "green";
    default: return NULL;
    }
}

/* ---- the table ---- */

struct cells {
    const char **text; /* by line, then by column */
    const char **paint;
    size_t columns;
};

static void fill(struct cells *cells, const struct layout *l, const ints *columns, const struct table_row *rows,
                 size_t n, struct arena *a)
{
    size_t fixed = l->title > 0 ? 2 : 1;
    cells->columns = fixed + columns->n + 2;
    cells->text = ARENA_MANY(a, const char *, n * cells->columns + 1);
    cells->paint = ARENA_MANY(a, const char *, n * cells->columns + 1);
    for (size_t i = 0; i < n; i++) {
        const char **text = &cells->text[i * cells->columns];
        text[0] = id_cell(&rows[i], a, l->id);
        if (l->title > 0) {
            text[1] = title_cell(&rows[i], a, l->title, l->year);
        }
        for (size_t c = 0; c < columns->n; c++) {
            text[fixed + c] = str_z(a, str_fmt(a, "%c%s", rows[i].letters[c], rows[i].exposed[c] ? "!" : ""));
            cells->paint[i * cells->columns + fixed + c] = letter_paint(rows[i].letters[c]);
        }
        struct buf b;
        buf_init(&b, a);
        text_cut(&b, rows[i].not_encoded, l->not_encoded);
        text[fixed + columns->n] = str_z(a, buf_str(&b));
        text[fixed + columns->n + 1] = decided_cell(&rows[i], a, l->decided);
    }
}

/* libsmartcols measures by the locale; ours is C with UTF-8, for this thread and this call alone, whatever the program has set. */
static bool render(struct libscols_table *t, char **ret)
{
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = utf8 != (locale_t)0 ? uselocale(utf8) : (locale_t)0;
    bool ok = scols_print_table_to_string(t, ret) == 0 && *ret != NULL;
    if (utf8 != (locale_t)0) {
        uselocale(before);
        freelocale(utf8);
    }
    return ok;
}

/* Nothing in here reaches the arena: it might jump away from the table. */
static char *draw(const char *const *heads, const struct cells *cells, size_t n, const char *gap, bool colour)
{
    struct libscols_table *t = scols_new_table();
    char *drawn = NULL;
    bool ok = t != NULL;
    if (ok) {
        scols_table_enable_noencoding(t, 1);
        scols_table_enable_colors(t, colour ? 1 : 0);
        scols_table_set_termforce(t, SCOLS_TERMFORCE_ALWAYS);
        scols_table_set_termwidth(t, 10000); /* the cells are cut to fit already */
        ok = scols_table_set_column_separator(t, gap) == 0;
    }
    for (size_t c = 0; ok && c < cells->columns; c++) {
        ok = scols_table_new_column(t, heads[c], 0, 0) != NULL;
    }
    for (size_t i = 0; ok && i < n; i++) {
        struct libscols_line *line = scols_table_new_line(t, NULL);
        ok = line != NULL;
        for (size_t c = 0; ok && c < cells->columns; c++) {
            ok = scols_line_set_data(line, c, cells->text[i * cells->columns + c]) == 0;
            const char *paint = cells->paint[i * cells->columns + c];
            if (ok && paint != NULL) {
                ok = scols_cell_set_color(scols_line_get_cell(line, c), paint) == 0;
            }
        }
    }
    if (!ok || !render(t, &drawn)) {
        drawn = NULL;
    }
    scols_unref_table(t);
    return drawn;
}

/* Adds the lines without the blanks at their ends. */
static void add_trimmed(struct buf *out, struct str s)
{
    size_t start = 0;
    while (start < s.n) {
        size_t end = start;
        while (end < s.n && s.p[end] != '\n') {
            end++;
        }
        size_t n = end - start;
        while (n > 0 && s.p[start + n - 1] == ' ') {
            n--;
        }
        buf_add(out, str_of(s.p + start, n));
        buf_addc(out, '\n');
        start = end + 1;
    }
}

void table_reviewed(const struct regime *g, struct arena *a, size_t *ret_measures, size_t *ret_unreviewed)
{
    bool *open = ARENA_MANY(a, bool, g->measures.n + 1);
    for (size_t i = 0; i < g->holds.n; i++) {
        open[g->holds.items[i].measure] = open[g->holds.items[i].measure] || unreviewed(&g->holds.items[i].review);
    }
    *ret_measures = 0;
    *ret_unreviewed = 0;
    for (size_t i = 0; i < g->measures.n; i++) {
        *ret_measures += g->measures.items[i].item.external ? 0 : 1;
        *ret_unreviewed += !g->measures.items[i].item.external && open[i] ? 1 : 0;
    }
}

static void header(const struct regime *g, const struct table_row *rows, size_t n, const struct style *style,
                   struct buf *out)
{
    size_t measures;
    size_t open;
    struct arena *a = out->arena;
    table_reviewed(g, a, &measures, &open);
    struct flow f;
    flow_start(&f, out, style_width(style), 0, 0);
    if (n > 0 && !own_days(rows, n)) {
        flow_add(&f, str_fmt(a, "on %.*s", STR_ARG(date_str(a, rows[0].on))));
    } else {
        flow_adds(&f, "each deal on its own day");
    }
    flow_add(&f,
             str_fmt(a, "\xC2\xB7 regime %.*s %.*s \xC2\xB7 %zu measures, %zu %% unreviewed", STR_ARG(g->name),
                     STR_ARG(hash_hex(a, g, 4)), measures, measures == 0 ? 0 : (open * 100 + measures / 2) / measures));
    flow_end(&f);
    buf_addc(out, '\n');
}

void decide_summary(const struct table_row *rows, size_t n, size_t unusable, struct buf *out)
{
    size_t counts[5] = {0};
    static const char *const words[5] = {"prohibited", "licensable", "contested", "undetermined", "open"};
    for (size_t i = 0; i < n; i++) {
        switch (rows[i].word) {
        case WORD_PROHIBITED: counts[0]++; break;
        case WORD_LICENSABLE: counts[1]++; break;
        case WORD_CONTESTED: counts[2]++; break;
        case WORD_UNDETERMINED:
        case WORD_UNDETERMINED_LICENSABLE: counts[3]++; break;
        case WORD_PERMITTED:
        case WORD_EXEMPT:
        case WORD_LICENSED:
        default: counts[4]++; break;
        }
    }
    buf_addf(out, "%zu deal%s", n, n == 1 ? "" : "s");
    const char *mark = ": ";
    for (size_t k = 0; k < 5; k++) {
        if (counts[k] > 0) {
            buf_addf(out, "%s%zu %s", mark, counts[k], words[k]);
            mark = ", ";
        }
    }
    if (unusable > 0) {
        buf_addf(out, "; %zu line%s could not be used", unusable, unusable == 1 ? "" : "s");
    }
    buf_addc(out, '\n');
}

static void legend(const struct layout *l, const struct style *style, struct buf *out)
{
    static const char *const words[] = {"X prohibited", "L licensable", "~ contested",   "? undetermined", "= licensed",
                                        "E exempt",     "- permitted",  ". not binding", "! exposed"};
    struct flow f;
    flow_start(&f, out, style_width(style), 0, 0);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (i > 0 && f.column + 2 + strlen(words[i]) > f.width) {
            flow_end(&f);
            flow_start(&f, out, style_width(style), 0, 0);
        } else if (i > 0) {
            flow_tab(&f, f.column + 2);
        }
        flow_adds(&f, words[i]);
    }
    flow_end(&f);
    flow_start(&f, out, style_width(style), 0, 2);
    flow_add(&f, str_fmt(out->arena, "%s: binds, but its law is not in this regime; +1: one more", l->silent));
    flow_end(&f);
}

void decide_table(const struct regime *g, const struct table_row *rows, size_t n, const struct table_options *options,
                  struct buf *out)
{
    struct arena *a = out->arena;
    ints columns = {0};
    table_columns(g, a, &columns);
    struct layout l = layout_of(g, &columns, rows, n, style_width(&options->style));
    struct cells cells;
    fill(&cells, &l, &columns, rows, n, a);
    const char **heads = ARENA_MANY(a, const char *, cells.columns + 1);
    size_t at = 0;
    heads[at++] = "deal";
    if (l.title > 0) {
        heads[at++] = "";
    }
    for (size_t c = 0; c < columns.n; c++) {
        heads[at++] = str_z(a, jurisdiction_name(g, columns.items[c]));
    }
    heads[at++] = l.silent;
    heads[at] = "decided by";
    if (n > 0) {
        header(g, rows, n, &options->style, out);
        char *drawn = draw(heads, &cells, n, l.gap, options->style.colour);
        if (drawn != NULL) {
            add_trimmed(out, str_c(drawn));
            free(drawn);
        }
        buf_addc(out, '\n');
    }
    struct buf summary;
    struct flow f;
    buf_init(&summary, a);
    decide_summary(rows, n, options->unusable, &summary);
    flow_start(&f, out, style_width(&options->style), 0, 2);
    flow_add(&f, buf_str(&summary));
    flow_end(&f);
    if (n > 0 && rows[0].stages > 0) {
        flow_start(&f, out, style_width(&options->style), 0, 2);
        flow_add(&f, str_fmt(a, "This is today's law; the %u stage%s of the road: `plan diff`, or --json.",
                             rows[0].stages, rows[0].stages == 1 ? "" : "s"));
        flow_end(&f);
    }
    if (n > 0) {
        buf_addc(out, '\n');
        legend(&l, &options->style, out);
    }
}
