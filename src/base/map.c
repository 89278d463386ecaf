#include "base/map.h"

#include "base/arena.h"

unsigned long long map_hash(struct str key)
{
    unsigned long long h = 14695981039346656037ULL;
    for (size_t i = 0; i < key.n; i++) {
        h ^= (unsigned char)key.p[i];
        h *= 1099511628211ULL;
    }
    return h;
}

void map_init(struct map *m, struct arena *a)
{
    memset(m, 0, sizeof *m);
    m->arena = a;
}

static struct map_slot *map_find(struct map_slot *slots, size_t room, struct str key, unsigned long long hash)
{
    size_t i = (size_t)hash & (room - 1);
    while (slots[i].used && !(slots[i].hash == hash && str_eq(slots[i].key, key))) {
        i = (i + 1) & (room - 1);
    }
    return &slots[i];
}

size_t map_get(const struct map *m, struct str key)
{
    if (m->room == 0) {
        return MAP_NONE;
    }
    const struct map_slot *s = map_find(m->slots, m->room, key, map_hash(key));
    return s->used ? s->value : MAP_NONE;
}

size_t map_put(struct map *m, struct str key, size_t value)
{
    if ((m->n + 1) * 4 > m->room * 3) {
        size_t room = m->room == 0 ? 64 : m->room * 2;
        struct map_slot *slots = ARENA_MANY(m->arena, struct map_slot, room);
        for (size_t i = 0; i < m->room; i++) {
            if (m->slots[i].used) {
                *map_find(slots, room, m->slots[i].key, m->slots[i].hash) = m->slots[i];
            }
        }
        m->slots = slots;
        m->room = room;
    }
    unsigned long long hash = map_hash(key);
    struct map_slot *s = map_find(m->slots, m->room, key, hash);
    size_t before = s->used ? s->value : MAP_NONE;
    if (!s->used) {
        m->n++;
    }
    s->key = key;
    s->value = value;
    s->hash = hash;
    s->used = 1;
    return before;
}
