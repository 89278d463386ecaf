/* Slices of text: a pointer and a length, never owned, never assumed to end in NUL. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct arena;

struct str {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* For printf("%.*s"): length is cut at INT_MAX. */
#define STR_ARG(s) (int)((s).n > 0x7fffffff ? 0x7fffffff : (s).n), (s).p

static inline struct str str_of(const char *p, size_t n)
{
    struct str s = {p, n};
    return s;
}
/* The slice of a NUL-ended string; NULL gives the empty slice. */
static inline struct str str_c(const char *p)
{
    struct str s = {p, p == NULL ? 0 : strlen(p)};
    return s;
}
static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool str_is(struct str a, const char *b)
{
    return str_eq(a, str_c(b));
}
static inline bool str_empty(struct str a)
{
    return a.n == 0;
}
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Order by bytes; shorter first where one starts the other. */
int str_cmp(struct str a, struct str b);
/* Copy into the arena, with a NUL after the last byte. */
struct str str_dup(struct arena *a, struct str s);
const char *str_z(struct arena *a, struct str s);
/* printf into the arena. */
struct str str_fmt(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Edit distance (Levenshtein with transposition of neighbours), cut off above `most`: then most + 1. Bytes; inputs over 64 give most + 1. */
size_t str_distance(struct str a, struct str b, size_t most);
/* Is it well-formed UTF-8 without NUL? *bad: offset of the first byte that is not. */
bool str_utf8(struct str s, size_t *bad);

#endif
