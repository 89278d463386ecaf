#include "base/vec.h"

#include <string.h>

#include "base/arena.h"

void *vec_grow(struct arena *a, void *items, size_t n, size_t *room, size_t size)
{
    if (n < *room) {
        return items;
    }
    size_t more = *room == 0 ? 8 : *room * 2;
    void *p = arena_array(a, more, size);
    if (n > 0) {
        memcpy(p, items, n * size);
    }
    *room = more;
    return p;
}
