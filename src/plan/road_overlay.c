/* The acts of a road as an overlay: which are in effect, lane by lane. */
#include "base/arena.h"
#include "plan/road.h"

static bool in_set(const uint64_t *set, size_t act)
{
    return (set[act / 64] >> (act % 64) & 1U) != 0;
}

struct overlay road_overlay_of(struct arena *a, const struct road *r, const uint64_t *const *sets, unsigned lanes)
{
    struct overlay o = {.lanes = lanes};
    for (size_t i = 0; i < r->acts.n; i++) {
        const struct act *act = &r->acts.items[i];
        if (!act->has_effect) {
            continue;
        }
        struct overlay_act e = act->effect;
        e.lanes = 0;
        for (unsigned lane = 0; lane < lanes; lane++) {
            e.lanes |= in_set(sets[lane], i) ? 1ULL << lane : 0;
        }
        if (e.lanes != 0) {
            VEC_PUSH(a, &o.acts, e);
        }
    }
    return o;
}

static void add_stage(const struct road *r, size_t stage, uint64_t *set)
{
    const struct stage *s = &r->stages.items[stage];
    for (size_t i = 0; i < s->acts.n; i++) {
        set[(size_t)s->acts.items[i] / 64] |= 1ULL << ((size_t)s->acts.items[i] % 64);
    }
}

struct overlay road_overlay(struct arena *a, const struct road *r)
{
    size_t lanes = r->stages.n + 1;
    size_t words = r->acts.n / 64 + 1;
    uint64_t **sets = ARENA_MANY(a, uint64_t *, lanes);
    for (size_t lane = 0; lane < lanes; lane++) {
        sets[lane] = ARENA_MANY(a, uint64_t, words);
        for (size_t s = 0; lane > 0 && s < r->stages.n; s++) {
            if (s == lane - 1 || (r->stages.items[lane - 1].ancestors >> s & 1U) != 0) {
                add_stage(r, s, sets[lane]);
            }
        }
    }
    return road_overlay_of(a, r, (const uint64_t *const *)sets, (unsigned)lanes);
}

int road_term(const struct road *r, int n, char unit)
{
    return unit == 0 ? 0 : term_days(r->start == DAY_NONE ? 0 : r->start, n, unit);
}

int *road_days(struct arena *a, const struct road *r)
{
    int *days = ARENA_MANY(a, int, MAX_LANES);
    for (size_t i = 0; i < MAX_LANES; i++) {
        days[i] = r->start;
        if (i > 0 && i <= r->stages.n && r->stages.items[i - 1].on != DAY_NONE) {
            days[i] = r->stages.items[i - 1].on;
        }
    }
    return days;
}
