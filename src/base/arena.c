#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *next;
    size_t size;
    size_t fill;
    _Alignas(16) unsigned char bytes[];
};

#define BLOCK_MIN ((size_t)64 * 1024)

static _Noreturn void arena_full(struct arena *a)
{
    if (a->full != NULL) {
        longjmp(*a->full, 1);
    }
    abort();
}

void arena_init(struct arena *a, size_t cap)
{
    memset(a, 0, sizeof *a);
    a->cap = cap;
}

void arena_release(struct arena *a)
{
    struct arena_block *b = a->block;
    while (b != NULL) {
        struct arena_block *next = b->next;
        free(b);
        b = next;
    }
    a->block = NULL;
    a->used = 0;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > a->cap || a->used > a->cap - size) {
        arena_full(a);
    }
    size_t need = (size + 15U) & ~(size_t)15U;
    if (need == 0) {
        need = 16;
    }
    struct arena_block *b = a->block;
    if (b == NULL || b->size - b->fill < need) {
        size_t room = need > BLOCK_MIN ? need : BLOCK_MIN;
        b = malloc(sizeof *b + room);
        if (b == NULL) {
            arena_full(a);
        }
        b->next = a->block;
        b->size = room;
        b->fill = 0;
        a->block = b;
    }
    void *p = b->bytes + b->fill;
    b->fill += need;
    a->used += need;
    memset(p, 0, need);
    return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        arena_full(a);
    }
    return arena_alloc(a, count * size);
}

void *arena_copy(struct arena *a, const void *from, size_t size)
{
    void *p = arena_alloc(a, size);
    if (size > 0) {
        memcpy(p, from, size);
    }
    return p;
}

struct arena_mark arena_mark(const struct arena *a)
{
    struct arena_mark m = {a->block, a->block == NULL ? 0 : a->block->fill, a->used};
    return m;
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
    while (a->block != mark.block) {
        struct arena_block *next = a->block->next;
        free(a->block);
        a->block = next;
    }
    if (a->block != NULL) {
        a->block->fill = mark.fill;
    }
    a->used = mark.used;
}
