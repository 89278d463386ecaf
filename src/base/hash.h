/* Fingerprint of texts: two FNV-1a streams of 64 bits with different starts. Names a regime in answers; not a signature. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

struct hash {
    unsigned long long a, b;
};

static inline void hash_init(struct hash *h)
{
    h->a = 14695981039346656037ULL;
    h->b = 0x9E3779B97F4A7C15ULL;
}
static inline void hash_add(struct hash *h, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        h->a = (h->a ^ (unsigned char)s.p[i]) * 1099511628211ULL;
        h->b = (h->b ^ (unsigned char)s.p[i]) * 0xD6E8FEB86659FD93ULL;
        h->b ^= h->b >> 29U;
    }
}
static inline void hash_finish(const struct hash *h, unsigned char ret[16])
{
    for (unsigned i = 0; i < 8; i++) {
        ret[i] = (unsigned char)(h->a >> (56U - 8U * i));
        ret[8 + i] = (unsigned char)(h->b >> (56U - 8U * i));
    }
}

#endif
