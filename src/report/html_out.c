#include "report/html_out.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "report/text.h"

#define ATTRIBUTES 400 /* bytes; ours are short */

void html_escape(struct buf *out, struct str s)
{
    size_t bytes;
    for (size_t i = 0; i < s.n; i += bytes) {
        unsigned c = text_char(s, i, &bytes);
        switch (c) {
        case '&': buf_adds(out, "&amp;"); break;
        case '<': buf_adds(out, "&lt;"); break;
        case '>': buf_adds(out, "&gt;"); break;
        case '"': buf_adds(out, "&quot;"); break;
        case '\'': buf_adds(out, "&#39;"); break;
        case '\n':
        case '\r':
        case '\t': buf_addc(out, ' '); break;
        default:
            if (text_unsafe(c) || c == 0xFFFE || c == 0xFFFF) { /* the last two are no characters of XML */
                buf_addc(out, '?');
            } else {
                buf_add(out, str_of(s.p + i, bytes));
            }
        }
    }
}

void html_start(struct html *h, struct buf *out)
{
    h->out = out;
    h->depth = 0;
}

/* Ends its line: what people may look for in the source stands at the start of one. */
static bool is_block(const char *tag)
{
    static const char *const words[] = {"p",     "li",  "ul",      "ol",  "dl", "dd",    "tr",   "table", "thead",
                                        "tbody", "div", "section", "h1",  "h2", "h3",    "head", "body",  "header",
                                        "main",  "nav", "footer",  "svg", "g",  "title", "desc", "style", "html"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], tag) == 0) {
            return true;
        }
    }
    return false;
}

__attribute__((format(printf, 2, 0))) static void add_attributes(struct html *h, const char *format, va_list list)
{
    char room[ATTRIBUTES];
    int n = vsnprintf(room, sizeof room, format, list);
    buf_add(h->out, str_of(room, n < 0 ? 0 : (size_t)n < sizeof room ? (size_t)n : sizeof room - 1));
}

static void push(struct html *h, const char *tag)
{
    if (h->depth < HTML_DEEP) {
        h->tags[h->depth] = tag;
    }
    h->depth++;
}

void html_open(struct html *h, const char *tag)
{
    buf_addf(h->out, "<%s>", tag);
    push(h, tag);
}

void html_openf(struct html *h, const char *tag, const char *attributes, ...)
{
    va_list list;
    va_start(list, attributes);
    buf_addf(h->out, "<%s ", tag);
    add_attributes(h, attributes, list);
    buf_addc(h->out, '>');
    va_end(list);
    push(h, tag);
}

void html_close(struct html *h)
{
    if (h->depth == 0) {
        return;
    }
    h->depth--;
    if (h->depth < HTML_DEEP) {
        buf_addf(h->out, "</%s>%s", h->tags[h->depth], is_block(h->tags[h->depth]) ? "\n" : "");
    }
}

void html_void(struct html *h, const char *attributes, ...)
{
    va_list list;
    va_start(list, attributes);
    buf_addc(h->out, '<');
    add_attributes(h, attributes, list);
    buf_adds(h->out, "/>");
    va_end(list);
}

void html_text(struct html *h, struct str s)
{
    html_escape(h->out, s);
}

void html_texts(struct html *h, const char *s)
{
    html_escape(h->out, str_c(s));
}

void html_textf(struct html *h, const char *format, ...)
{
    char room[ATTRIBUTES];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(room, sizeof room, format, list);
    va_end(list);
    html_escape(h->out, str_of(room, n < 0 ? 0 : (size_t)n < sizeof room ? (size_t)n : sizeof room - 1));
}

void html_leaf(struct html *h, const char *tag, struct str s)
{
    html_open(h, tag);
    html_text(h, s);
    html_close(h);
}
