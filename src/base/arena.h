/* Arena: memory that is given out piece by piece and released at once.
 *
 * Everything below the faces allocates from an arena, so nothing is freed one by one. An arena has a cap. When the cap is reached,
 * or the system has no memory, control goes to the arena's `full` jump buffer (set by the engine at its entry points), so callers
 * never see NULL. Memory is zeroed. Not thread safe: one arena, one thread.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *block; /* newest first */
    size_t used;               /* bytes given out since init or rewind */
    size_t cap;                /* bytes that may be given out */
    jmp_buf *full;             /* where to go when the cap is reached; NULL aborts */
};

struct arena_mark {
    struct arena_block *block;
    size_t fill;
    size_t used;
};

/* Empty arena with a cap in bytes. Nothing is allocated yet. */
void arena_init(struct arena *a, size_t cap);
/* Frees all memory; the arena is then as after arena_init. */
void arena_release(struct arena *a);
/* `size` zeroed bytes, 16-aligned; never NULL. */
void *arena_alloc(struct arena *a, size_t size);
/* `count` zeroed objects of `size` bytes; overflow counts as reaching the cap. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* Copies `size` bytes. */
void *arena_copy(struct arena *a, const void *from, size_t size);
/* Remember a point, and release everything given out after it. */
struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_MANY(a, type, count) ((type *)arena_array((a), (count), sizeof(type)))

#endif
