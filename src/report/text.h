/* Text for a terminal: how wide it is, made harmless, cut and wrapped. UTF-8; what is not is shown as `?`.
 *
 * Widths are columns: East Asian wide characters and emoji take two, combining marks none. The tables are our own, so that the same text
 * gives the same layout on every machine.
 */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "base/buf.h"
#include "base/str.h"

#define TEXT_BAD 0xFFFFFFFFU /* not UTF-8 */

/* The character at `at`, and the bytes that it takes (at least 1). `at` must be inside. */
unsigned text_char(struct str s, size_t at, size_t *ret_bytes);
/* Columns of one character: 0, 1 or 2; control and bidi characters take 1, the `?` that stands for them. */
size_t text_char_width(unsigned c);
/* Must not reach a terminal: control characters, and those that turn the direction of writing or hide. */
bool text_unsafe(unsigned c);
size_t text_width(struct str s);
/* Adds the text with unsafe characters as `?`. Newlines and tabs count as unsafe. */
void text_clean(struct buf *out, struct str s);
struct str text_cleaned(struct arena *a, struct str s);
/* Adds at most `width` columns; what is cut ends in an ellipsis. Returns the columns added. */
size_t text_cut(struct buf *out, struct str s, size_t width);

/* Flowing text: words are put one after another, lines end before `width`, the next line starts at `hang`. */
struct flow {
    struct buf *out;
    size_t width;
    size_t hang;
    size_t column; /* where the next character goes */
    bool fresh;    /* nothing but blanks on this line yet */
    size_t last;   /* the last word, with the blank before it: where it starts in `out` */
    size_t last_column;
};

/* Starts a line at `indent`; the lines after it start at `hang`. */
void flow_start(struct flow *f, struct buf *out, size_t width, size_t indent, size_t hang);
/* Blanks part words; each text starts a new word. Words longer than the line are not cut. */
void flow_add(struct flow *f, struct str s);
void flow_adds(struct flow *f, const char *s);
/* Goes on in the last word: a comma, a bracket. The word moves to the next line if both do not fit. */
void flow_glue(struct flow *f, struct str s);
/* Blanks up to the column, at least one (none on a fresh line). */
void flow_tab(struct flow *f, size_t column);
void flow_end(struct flow *f);

#endif
