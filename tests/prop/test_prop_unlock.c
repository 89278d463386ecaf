/* What must be signed, against every subset of the acts: each set that unlock finds opens the deal and can spare no act; and where more acts
 * never close (rule 30), no minimal set is missed.
 *
 *   PROP_SEED=n   another run (1)          PROP_DEALS=n   so many deals (4000)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "plan/unlock.h"
#include "prop/world.h"

#define DEALS_PER_REGIME 20
#define ACTS 9 /* every subset is replayed */

struct tally {
    size_t deals, closed, compared, apart, sets, empty, large;
};

static struct deal *read_deal(struct arena *a, const struct world *w, const json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);
    struct deal *d = NULL;
    struct deal_error e = {0};
    bool ok = deal_read(a, w->regime, str_dup(a, str_c(text)), DAY_NONE, &d, &e);
    free(text);
    return ok ? d : NULL;
}

/* open[set]: is the deal open with the acts of the set? */
static void open_sets(struct arena *a, const struct unlock *u, bool *open)
{
    for (unsigned set = 0; set < 1U << u->acts.n; set++) {
        struct arena_mark mark = arena_mark(a);
        int acts[ACTS];
        size_t n = 0;
        for (int i = 0; i < (int)u->acts.n; i++) {
            if ((set >> i & 1U) != 0) {
                acts[n++] = i;
            }
        }
        open[set] = unlock_replay(a, u, acts, n, NULL);
        arena_rewind(a, mark);
    }
}

static bool monotone(const bool *open, size_t acts)
{
    for (unsigned set = 0; set < 1U << acts; set++) {
        for (size_t i = 0; i < acts; i++) {
            if (open[set] && !open[set | 1U << i]) {
                return false;
            }
        }
    }
    return true;
}

static bool minimal(const bool *open, size_t acts, unsigned set)
{
    bool least = open[set];
    for (size_t i = 0; i < acts && least; i++) {
        least = (set >> i & 1U) == 0 || !open[set & ~(1U << i)];
    }
    return least;
}

static unsigned bits_of(const struct unlock_set *s)
{
    unsigned bits = 0;
    for (size_t i = 0; i < s->n; i++) {
        bits |= 1U << s->acts[i];
    }
    return bits;
}

static void dump(struct world *w, const json_t *json, const struct unlock *u, const char *what, unsigned set)
{
    char *text = json_dumps(json, JSON_COMPACT);
    printf("%s: acts %x of %zu, regime %s\n  %s\n", what, set, u->acts.n, world_dump(w), text);
    free(text);
}

/* false: printed. */
static bool agrees(struct world *w, struct arena *a, const json_t *json, const struct unlock *u, struct tally *t)
{
    bool open[1U << ACTS];
    bool found[1U << ACTS] = {false};
    bool ok = true;
    open_sets(a, u, open);
    for (size_t i = 0; i < u->cheapest.n; i++) {
        const struct unlock_set *s = &u->cheapest.items[i];
        unsigned set = bits_of(s);
        found[set] = true;
        if (s->opens != open[set] || (s->opens && s->minimal != minimal(open, u->acts.n, set))) {
            dump(w, json, u, "what is said of a set is not so", set);
            ok = false;
        }
    }
    if (!monotone(open, u->acts.n)) {
        t->apart++;
        return ok;
    }
    t->compared++;
    for (unsigned set = 0; set < 1U << u->acts.n; set++) {
        if (minimal(open, u->acts.n, set) != found[set]) {
            dump(w, json, u, found[set] ? "not a minimal set" : "a minimal set is missed", set);
            ok = false;
        }
        t->sets += found[set] ? 1U : 0U;
    }
    return ok;
}

static void sets_are_as_every_subset_says(void **state)
{
    (void)state;
    uint64_t seed = world_seed("unlock");
    size_t deals = world_count(4000);
    struct tally t = {0};
    size_t wrong = 0;
    for (uint64_t i = 0; t.deals < deals; i++) {
        struct world w;
        struct rng r = rng_of(seed ^ 0x10C, i);
        assert_true(world_make(&w, seed ^ 0x10C, i, 0));
        for (unsigned k = 0; k < DEALS_PER_REGIME; k++, t.deals++) {
            struct arena a;
            arena_init(&a, (size_t)1 << 30);
            json_t *json = gen_deal(&w.law, &r, true);
            struct deal *d = read_deal(&a, &w, json);
            struct unlock_options options = {.shown = 1U << ACTS};
            const struct unlock *u = d == NULL ? NULL : unlock_deal(&a, w.regime, d, &options);
            if (u != NULL && !u->open) {
                t.closed++;
                t.empty += u->sets == 0 ? 1U : 0U;
                if (u->acts.n > ACTS || u->end != HIT_ALL) {
                    t.large++;
                } else if (!agrees(&w, &a, json, u, &t)) {
                    wrong++;
                }
            }
            json_decref(json);
            arena_release(&a);
        }
        world_free(&w);
    }
    printf("%zu deals, %zu closed: %zu compared with every subset (%zu sets), %zu where acts are not monotone, %zu "
           "that nothing opens, %zu with "
           "more acts than are tried\n",
           t.deals, t.closed, t.compared, t.sets, t.apart, t.empty, t.large);
    assert_int_equal(wrong, 0);
    assert_true(t.compared > t.closed / 4); /* the comparison compared something */
    assert_true(t.sets > t.compared / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sets_are_as_every_subset_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
