/* Hash map from text to an index. Keys are not copied: they must live as long as the map. Iteration is by the caller's own array. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct arena;

#define MAP_NONE ((size_t)-1)

struct map_slot {
    struct str key;
    size_t value;
    unsigned long long hash;
    int used;
};

struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t room; /* power of two, or 0 */
    size_t n;
};

void map_init(struct map *m, struct arena *a);
/* The value of the key, or MAP_NONE. */
size_t map_get(const struct map *m, struct str key);
/* Sets the value; the former value, or MAP_NONE. */
size_t map_put(struct map *m, struct str key, size_t value);
/* FNV-1a, 64 bits. */
unsigned long long map_hash(struct str key);

#endif
