#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"

void diags_init(struct diags *d, struct arena *a)
{
    memset(d, 0, sizeof *d);
    d->arena = a;
}

__attribute__((format(printf, 2, 0))) static struct str text_of(struct arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    n = n < 0 ? 0 : n > DIAG_TEXT ? DIAG_TEXT : n;
    char *p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return str_of(p, (size_t)n);
}

static struct diag *diag_add(struct diags *d, struct diag one)
{
    for (size_t i = 0; i < d->list.n; i++) { /* a text that is read again says nothing new */
        const struct diag *x = &d->list.items[i];
        if (one.at.source != NULL && x->at.source == one.at.source && x->at.from == one.at.from &&
            x->at.to == one.at.to && strcmp(x->code, one.code) == 0 && str_eq(x->message, one.message)) {
            struct diag *scratch = ARENA_NEW(d->arena, struct diag);
            *scratch = one;
            return scratch;
        }
    }
    if (one.severity == DIAG_ERROR) {
        d->errors++;
    } else {
        d->warnings++;
    }
    if (d->list.n >= DIAG_KEEP) {
        d->dropped++;
        struct diag *scratch = ARENA_NEW(d->arena, struct diag);
        *scratch = one;
        return scratch;
    }
    VEC_PUSH(d->arena, &d->list, one);
    return &d->list.items[d->list.n - 1];
}

struct diag *diag_error(struct diags *d, const char *code, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct diag one = {.severity = DIAG_ERROR, .code = code, .at = at, .message = text_of(d->arena, format, args)};
    va_end(args);
    return diag_add(d, one);
}

struct diag *diag_warning(struct diags *d, const char *code, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct diag one = {.severity = DIAG_WARNING, .code = code, .at = at, .message = text_of(d->arena, format, args)};
    va_end(args);
    return diag_add(d, one);
}

void diag_note(struct diags *d, struct diag *to, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    to->note = text_of(d->arena, format, args);
    va_end(args);
}

void diag_help(struct diags *d, struct diag *to, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    to->help = text_of(d->arena, format, args);
    va_end(args);
}

void source_place(const struct source *s, size_t offset, size_t *ret_line, size_t *ret_column, struct str *ret_text)
{
    size_t line = 1;
    size_t start = 0;
    if (offset > s->text.n) {
        offset = s->text.n;
    }
    for (size_t i = 0; i < offset; i++) {
        if (s->text.p[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    size_t column = 1;
    for (size_t i = start; i < offset; i++) {
        if (((unsigned char)s->text.p[i] & 0xC0U) != 0x80) {
            column++;
        }
    }
    size_t end = start;
    while (end < s->text.n && s->text.p[end] != '\n') {
        end++;
    }
    *ret_line = line;
    *ret_column = column;
    *ret_text = s->text.n == 0 ? STR("") : str_of(s->text.p + start, end - start);
}
