/* Text buffer that grows in an arena up to a cap. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct arena;

struct buf {
    struct arena *arena;
    char *p; /* always ends in NUL once something was added */
    size_t n;
    size_t room;
};

void buf_init(struct buf *b, struct arena *a);
void buf_add(struct buf *b, struct str s);
void buf_addc(struct buf *b, char c);
void buf_adds(struct buf *b, const char *s);
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* `count` times the character. */
void buf_fill(struct buf *b, char c, size_t count);
struct str buf_str(const struct buf *b);

#endif
