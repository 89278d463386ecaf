#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"

void buf_init(struct buf *b, struct arena *a)
{
    memset(b, 0, sizeof *b);
    b->arena = a;
}

static void buf_room(struct buf *b, size_t more)
{
    if (b->room - b->n > more) {
        return;
    }
    size_t room = b->room * 2 + more + 64;
    char *p = arena_alloc(b->arena, room);
    if (b->n > 0) {
        memcpy(p, b->p, b->n);
    }
    b->p = p;
    b->room = room;
}

void buf_add(struct buf *b, struct str s)
{
    buf_room(b, s.n);
    if (s.n > 0) {
        memcpy(b->p + b->n, s.p, s.n);
    }
    b->n += s.n;
    b->p[b->n] = '\0';
}

void buf_addc(struct buf *b, char c)
{
    buf_add(b, str_of(&c, 1));
}

void buf_adds(struct buf *b, const char *s)
{
    buf_add(b, str_c(s));
}

void buf_addf(struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        buf_room(b, (size_t)n);
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_fill(struct buf *b, char c, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_addc(b, c);
    }
}

struct str buf_str(const struct buf *b)
{
    return str_of(b->p == NULL ? "" : b->p, b->n);
}
