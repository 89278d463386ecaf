/* Writes HTML into a buffer, piece by piece: tags always balance, and every text is escaped.
 *
 * Tags and attributes are the caller's own words. What comes from files goes through html_text alone, and never into an attribute. The result
 * is well-formed XML, too.
 */
#ifndef REPORT_HTML_OUT_H
#define REPORT_HTML_OUT_H

#include "base/buf.h"

#define HTML_DEEP 32

struct html {
    struct buf *out;
    const char *tags[HTML_DEEP]; /* open ones */
    size_t depth;
};

void html_start(struct html *h, struct buf *out);
/* "<tag>"; the tag must live until it is closed. */
void html_open(struct html *h, const char *tag);
/* The same with attributes, printf-like. No text of a file may stand in them. */
void html_openf(struct html *h, const char *tag, const char *attributes, ...) __attribute__((format(printf, 3, 4)));
/* Closes the last tag that was opened. */
void html_close(struct html *h);
/* A whole tag with nothing inside: "<rect .../>". */
void html_void(struct html *h, const char *attributes, ...) __attribute__((format(printf, 2, 3)));
/* A text from anywhere. */
void html_text(struct html *h, struct str s);
void html_texts(struct html *h, const char *s);
void html_textf(struct html *h, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A tag with a text in it. */
void html_leaf(struct html *h, const char *tag, struct str s);
/* The text so that a browser shows it and obeys nothing in it: the five signs of HTML as references, blanks of any kind as a blank, `?` for
 * control characters, for those that turn the direction of writing or hide, and for what is not UTF-8. */
void html_escape(struct buf *out, struct str s);

#endif
