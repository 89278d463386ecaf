/* Planted faults in the fast path: each must be caught by the comparison within 20,000 deals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

#include "prop/compare.h"
#include "prop/faults.h"

#define DEALS_MOST 20000
#define DEALS_PER_REGIME 100
#define CONTROL 1500 /* deals on which the wrapper without a fault must find nothing */
#define FAULTS_MOST 32

struct hunt {
    size_t deals[FAULTS_MOST]; /* asked so far */
    bool caught[FAULTS_MOST];
};

/* One regime's deals for one fault. False: something cannot be read. */
static bool hunt_regime(struct hunt *h, struct world *w, uint64_t seed, size_t fault)
{
    struct fault_world f;
    struct rng r = rng_of(seed ^ 0xFA0, w->index);
    struct arena a;
    if (!fault_open(&f, w, fault)) {
        return false;
    }
    arena_init(&a, (size_t)1 << 30);
    bool fine = true;
    for (unsigned i = 0; fine && i < DEALS_PER_REGIME && !h->caught[fault] && h->deals[fault] < DEALS_MOST; i++) {
        struct arena_mark mark = arena_mark(&a);
        json_t *whole = gen_deal(&w->law, &r, w->road == NULL || rng_chance(&r, 60));
        json_t *deal = gen_incomplete(whole, &r, (enum gen_gaps)rng_below(&r, GAPS_N));
        const struct answer *x = world_decide(w, &a, deal, &walker, NULL, true);
        const struct answer *y = fault_decide(&f, &a, deal, true);
        fine = x != NULL && y != NULL;
        h->deals[fault]++;
        struct str field = fine ? compare_answers(&a, x, y) : STR("");
        if (field.n > 0) {
            h->caught[fault] = true;
            printf("%6zu  %-52s %.*s\n", h->deals[fault], fault_name(fault), STR_ARG(field));
        }
        json_decref(whole);
        json_decref(deal);
        arena_rewind(&a, mark);
    }
    arena_release(&a);
    fault_close(&f);
    return fine;
}

static bool done(const struct hunt *h)
{
    bool all = h->deals[FAULT_NONE] >= CONTROL;
    for (size_t f = 1; f < fault_count; f++) {
        all = all && (h->caught[f] || h->deals[f] >= DEALS_MOST);
    }
    return all;
}

static void each_fault_is_caught(void **state)
{
    (void)state;
    uint64_t seed = world_seed("faults");
    struct hunt h = {0};
    assert_true(fault_count <= FAULTS_MOST);
    printf("  deal  fault, and the first field in which it shows (walker against the fast path)\n");
    for (uint64_t i = 0; !done(&h); i++) {
        struct world w;
        assert_true(world_make(&w, seed ^ 0xFA0, i, i % 2 == 0 ? 0 : 1 + (unsigned)(i / 2) % 5));
        for (size_t f = 0; f < fault_count; f++) {
            if (f == FAULT_NONE ? h.deals[f] < CONTROL : !h.caught[f]) {
                assert_true(hunt_regime(&h, &w, seed, f));
            }
        }
        world_free(&w);
    }
    assert_false(h.caught[FAULT_NONE]);
    printf("%6zu  %s: nothing found, as it must be\n", h.deals[FAULT_NONE], fault_name(FAULT_NONE));
    size_t caught = 0;
    for (size_t f = 1; f < fault_count; f++) {
        caught += h.caught[f] ? 1 : 0;
        if (!h.caught[f]) {
            printf("NOT CAUGHT in %zu deals: %s\n", h.deals[f], fault_name(f));
        }
    }
    printf("%zu of %zu faults caught\n", caught, fault_count - 1);
    assert_int_equal(caught, fault_count - 1);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_fault_is_caught)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
