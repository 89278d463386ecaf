#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"

bool str_starts(struct str s, struct str prefix)
{
    return prefix.n == 0 || (s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool str_ends(struct str s, struct str suffix)
{
    return suffix.n == 0 || (s.n >= suffix.n && memcmp(s.p + (s.n - suffix.n), suffix.p, suffix.n) == 0);
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n == 0 ? 0 : memcmp(a.p, b.p, n);
    if (c != 0) {
        return c;
    }
    return a.n < b.n ? -1 : a.n > b.n;
}

struct str str_dup(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    if (s.n > 0) {
        memcpy(p, s.p, s.n);
    }
    return str_of(p, s.n);
}

const char *str_z(struct arena *a, struct str s)
{
    return str_dup(a, s).p;
}

struct str str_fmt(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0) {
        n = 0;
    }
    char *p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return str_of(p, (size_t)n);
}

#define DISTANCE_MAX 64

size_t str_distance(struct str a, struct str b, size_t most)
{
    if (a.n > DISTANCE_MAX || b.n > DISTANCE_MAX) {
        return most + 1;
    }
    size_t row[3][DISTANCE_MAX + 1];
    for (size_t j = 0; j <= b.n; j++) {
        row[1][j] = j;
    }
    for (size_t i = 1; i <= a.n; i++) {
        size_t *before = row[(i + 2) % 3];
        size_t *last = row[i % 3];
        size_t *now = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t cost = a.p[i - 1] == b.p[j - 1] ? 0 : 1;
            size_t best = last[j - 1] + cost;
            if (last[j] + 1 < best) {
                best = last[j] + 1;
            }
            if (now[j - 1] + 1 < best) {
                best = now[j - 1] + 1;
            }
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] && before[j - 2] + 1 < best) {
                best = before[j - 2] + 1;
            }
            now[j] = best;
        }
    }
    size_t d = row[(a.n + 1) % 3][b.n];
    return d > most ? most + 1 : d;
}

bool str_utf8(struct str s, size_t *bad)
{
    size_t i = 0;
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        size_t more = 0;
        unsigned int value = c;
        unsigned int least = 1;
        if (c >= 0xF0 && c <= 0xF4) {
            more = 3;
            value = c & 7U;
            least = 0x10000;
        } else if (c >= 0xE0 && c < 0xF0) {
            more = 2;
            value = c & 15U;
            least = 0x800;
        } else if (c >= 0xC2 && c < 0xE0) {
            more = 1;
            value = c & 31U;
            least = 0x80;
        } else if (c >= 0x80) {
            *bad = i;
            return false;
        }
        if (s.n - i <= more) {
            *bad = i;
            return false;
        }
        for (size_t k = 1; k <= more; k++) {
            unsigned char d = (unsigned char)s.p[i + k];
            if ((d & 0xC0U) != 0x80) {
                *bad = i;
                return false;
            }
            value = value << 6U | (d & 63U);
        }
        if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
            *bad = i;
            return false;
        }
        i += more + 1;
    }
    return true;
}
