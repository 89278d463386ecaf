#include "law/braces.h"

#define BRACES_DEEP 64

struct open_brace {
    size_t at;
    size_t indent; /* of its line */
    bool content;  /* something stands in it */
    bool loose;    /* what stands in it is not indented: tells nothing */
};

struct brace_scan {
    struct str text;
    size_t i;
    size_t line;   /* where the line starts */
    size_t indent; /* of the line */
    bool fresh;    /* nothing but blanks on the line yet */
    struct open_brace open[BRACES_DEEP];
    size_t n;
};

static void skip_to(struct brace_scan *s, char end)
{
    while (s->i + 1 < s->text.n && s->text.p[s->i + 1] != end && s->text.p[s->i + 1] != '\n') {
        s->i += s->text.p[s->i + 1] == '\\' && end == '"' ? 2 : 1;
    }
    if (end == '"' && s->i + 1 < s->text.n && s->text.p[s->i + 1] == end) {
        s->i++;
    }
}

/* The first sign of a line: does it stand too far left for the innermost block? */
static bool leaves(struct brace_scan *s, char c)
{
    s->fresh = false;
    s->indent = s->i - s->line;
    if (s->n == 0) {
        return false;
    }
    struct open_brace *top = &s->open[s->n - 1];
    if (!top->content && c != '}' && s->indent <= top->indent) {
        top->loose = true;
    }
    return !top->loose && (c == '}' ? s->indent < top->indent : s->indent <= top->indent);
}

static bool pair(struct brace_scan *s, char c)
{
    if (c == '{') {
        if (s->n == BRACES_DEEP) {
            return false;
        }
        s->open[s->n++] = (struct open_brace){.at = s->i, .indent = s->indent};
    } else if (c == '}') {
        s->n -= s->n > 0 ? 1 : 0;
    }
    return true;
}

bool braces_find(struct str text, size_t from, size_t to, size_t *ret_open, size_t *ret_after)
{
    struct brace_scan s = {.text = text, .i = from, .line = from, .fresh = true};
    while (s.line > 0 && text.p[s.line - 1] != '\n') {
        s.line--;
    }
    for (; s.i < to && s.i < text.n; s.i++) {
        char c = text.p[s.i];
        if (c == '\n') {
            s.fresh = true;
            s.line = s.i + 1;
        }
        if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
            continue;
        }
        if (c == '#') {
            skip_to(&s, '\n');
            continue;
        }
        if (s.fresh && leaves(&s, c)) {
            *ret_open = s.open[s.n - 1].at;
            *ret_after = s.i;
            return true;
        }
        if (s.n > 0) {
            s.open[s.n - 1].content = true;
        }
        if (c == '"') {
            skip_to(&s, '"');
        } else if (!pair(&s, c)) {
            return false;
        }
    }
    return false;
}
