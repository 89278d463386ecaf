/* Growable arrays in an arena. A vector is any struct with the members `items`, `n`, `room`:
 *
 *     struct { int *items; size_t n; size_t room; } v = {0};
 *     VEC_PUSH(arena, &v, 7);
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

struct arena;

/* Room for one more item of `size` bytes: returns the array to use from now on and updates *room. */
void *vec_grow(struct arena *a, void *items, size_t n, size_t *room, size_t size);

#define VEC(type)    \
    struct {         \
        type *items; \
        size_t n;    \
        size_t room; \
    }
#define VEC_PUSH(arena, vec, ...)                                                                     \
    do {                                                                                              \
        (vec)->items = vec_grow((arena), (vec)->items, (vec)->n, &(vec)->room, sizeof *(vec)->items); \
        (vec)->items[(vec)->n++] = __VA_ARGS__;                                                       \
    } while (0)

#endif
