#include "report/diag_text.h"

#include "base/arena.h"
#include "report/text.h"

#define TAB_STOP 4

/* A source line as it is shown: tabs are blanks, and columns are those of the terminal. */
struct shown {
    struct str text;
    size_t width;
    size_t from, to; /* columns of the carets */
};

/* `line`: without its newline; the span's bytes are [from, to) of it. */
static struct shown show(struct arena *a, struct str line, size_t from, size_t to)
{
    struct shown s = {.from = 0, .to = 0};
    bool began = false;
    bool ended = false;
    struct buf b;
    buf_init(&b, a);
    size_t bytes;
    for (size_t i = 0; i < line.n; i += bytes) {
        if (!began && i >= from) {
            s.from = s.width;
            began = true;
        }
        if (!ended && i >= to) {
            s.to = s.width;
            ended = true;
        }
        unsigned c = text_char(line, i, &bytes);
        if (c == '\t') {
            size_t blanks = TAB_STOP - s.width % TAB_STOP;
            buf_fill(&b, ' ', blanks);
            s.width += blanks;
        } else {
            text_clean(&b, str_of(line.p + i, bytes));
            s.width += text_char_width(c);
        }
    }
    s.from = began ? s.from : s.width;
    s.to = ended ? s.to : s.width;
    s.to = s.to > s.from ? s.to : s.from + 1;
    s.text = buf_str(&b);
    return s;
}

/* Cuts a line that is too long to a window around the carets. */
static void window(struct arena *a, struct shown *s, size_t room)
{
    size_t most = s->width > s->to ? s->width : s->to;
    if (most <= room) {
        return;
    }
    size_t start = s->from > room / 3 ? s->from - room / 3 : 0;
    start = most > room && start > most - room ? most - room : start;
    struct buf b;
    buf_init(&b, a);
    size_t column = 0;
    size_t bytes;
    size_t begin = start; /* where the first character that is kept stands */
    bool first = true;
    for (size_t i = 0; i < s->text.n; i += bytes) {
        size_t w = text_char_width(text_char(s->text, i, &bytes));
        if (column >= start && column + w <= start + room) {
            begin = first ? column : begin;
            first = false;
            buf_add(&b, str_of(s->text.p + i, bytes));
        }
        column += w;
    }
    s->text = buf_str(&b);
    s->width = room;
    s->from = s->from > begin ? s->from - begin : 0;
    s->to = s->to > begin ? s->to - begin : 1;
    s->to = s->to > room ? room : s->to;
    s->to = s->to > s->from ? s->to : s->from + 1;
}

static size_t digits(size_t n)
{
    size_t count = 1;
    for (; n >= 10; n /= 10) {
        count++;
    }
    return count;
}

static void rule(struct buf *out, const struct style *style, size_t gutter)
{
    buf_fill(out, ' ', gutter + 1);
    buf_addf(out, "%s|%s", style_paint(style, PAINT_BLUE), style_paint(style, PAINT_OFF));
}

/* The place and the line; returns the columns that its number takes. */
static size_t place(const struct diag *d, const struct style *style, struct buf *out)
{
    size_t line;
    size_t column;
    struct str text;
    source_place(d->at.source, d->at.from, &line, &column, &text);
    size_t gutter = digits(line);
    const char *blue = style_paint(style, PAINT_BLUE);
    const char *off = style_paint(style, PAINT_OFF);
    buf_fill(out, ' ', gutter);
    buf_addf(out, "%s-->%s ", blue, off);
    text_clean(out, d->at.source->name);
    buf_addf(out, ":%zu:%zu\n", line, column);

    size_t start = (size_t)(text.p - d->at.source->text.p);
    size_t from = d->at.from > start ? d->at.from - start : 0;
    size_t to = d->at.to > start ? d->at.to - start : 0;
    text.n -= text.n > 0 && text.p[text.n - 1] == '\r' ? 1 : 0;
    struct shown s = show(out->arena, text, from, to);
    window(out->arena, &s, style_width(style) - gutter - 3);

    rule(out, style, gutter);
    buf_addf(out, "\n%s%zu |%s", blue, line, off);
    if (s.text.n > 0) {
        buf_addc(out, ' ');
        buf_add(out, s.text);
    }
    buf_addc(out, '\n');
    rule(out, style, gutter);
    buf_fill(out, ' ', s.from + 1);
    buf_adds(out, style_paint(style, d->severity == DIAG_ERROR ? PAINT_RED : PAINT_YELLOW));
    buf_fill(out, '^', s.to - s.from);
    buf_addf(out, "%s\n", off);
    return gutter;
}

static void remark(const struct style *style, struct buf *out, size_t gutter, const char *word, struct str text)
{
    struct flow f;
    flow_start(&f, out, style_width(style), gutter + 1, gutter + 4 + strlen(word) + 1);
    flow_adds(&f, "=");
    flow_adds(&f, word);
    flow_add(&f, text);
    flow_end(&f);
}

void diag_text(const struct diag *d, const struct style *style, struct buf *out)
{
    const char *paint = style_paint(style, d->severity == DIAG_ERROR ? PAINT_RED : PAINT_YELLOW);
    buf_addf(out, "%s%s[%s]%s: ", paint, d->severity == DIAG_ERROR ? "error" : "warning", d->code,
             style_paint(style, PAINT_OFF));
    text_clean(out, d->message);
    buf_addc(out, '\n');
    size_t gutter = 2;
    if (d->at.source != NULL) {
        gutter = place(d, style, out);
    }
    if (d->note.n > 0) {
        remark(style, out, gutter, "note:", d->note);
    }
    struct buf help;
    buf_init(&help, out->arena);
    buf_add(&help, d->help);
    buf_addf(&help, "%sdetente help %s", d->help.n > 0 ? "; more: " : "more: ", d->code);
    remark(style, out, gutter, "help:", buf_str(&help));
    buf_addc(out, '\n');
}

void diags_order(const struct diags *d, size_t *order)
{
    for (size_t i = 0; i < d->list.n; i++) {
        const struct span *at = &d->list.items[i].at;
        size_t to = i;
        for (size_t k = 0; k < i && to == i; k++) { /* after the last of its text that stands before it */
            const struct span *other = &d->list.items[order[k]].at;
            if (other->source == at->source && other->from > at->from) {
                to = k;
            } else if (other->source == at->source &&
                       (k + 1 == i || d->list.items[order[k + 1]].at.source != at->source)) {
                to = k + 1;
            }
        }
        for (size_t k = i; k > to; k--) {
            order[k] = order[k - 1];
        }
        order[to] = i;
    }
}

void diags_count(const struct diags *d, struct buf *out)
{
    if (d->errors == 0 && d->warnings == 0) {
        return;
    }
    if (d->errors > 0) {
        buf_addf(out, "%zu error%s", d->errors, d->errors == 1 ? "" : "s");
    }
    if (d->warnings > 0) {
        buf_addf(out, "%s%zu warning%s", d->errors > 0 ? ", " : "", d->warnings, d->warnings == 1 ? "" : "s");
    }
    buf_addc(out, '\n');
}

void diags_text(const struct diags *d, const struct style *style, struct buf *out)
{
    size_t *order = ARENA_MANY(out->arena, size_t, d->list.n + 1);
    diags_order(d, order);
    for (size_t i = 0; i < d->list.n; i++) {
        diag_text(&d->list.items[order[i]], style, out);
    }
    if (d->dropped > 0) {
        buf_addf(out, "... and %zu more\n", d->dropped);
    }
    diags_count(d, out);
}
