#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "prop/compare.h"
#include "prop/world.h"

static void compares(void **state)
{
    (void)state;
    uint64_t seed = world_seed("compare");
    size_t regimes = 40;
    size_t each = 100;
    struct arena a;
    arena_init(&a, (size_t)1 << 30);
    size_t words[8] = {0};
    size_t legs[8] = {0};
    for (size_t i = 0; i < regimes; i++) {
        struct world w;
        unsigned stages = i % 2 == 0 ? 0 : i % 40 == 39 ? 63 : 1 + (unsigned)(i / 2) % 5;
        assert_true(world_make(&w, seed, i, stages));
        struct rng r = rng_of(seed + 1000, i);
        for (size_t k = 0; k < each; k++) {
            struct arena_mark mark = arena_mark(&a);
            json_t *full = gen_deal(&w.law, &r, stages == 0 || rng_chance(&r, 60));
            unsigned g = rng_below(&r, 100);
            json_t *deal = gen_incomplete(full, &r, g < 50 ? GAPS_NONE : g < 80 ? GAPS_FEW : g < 95 ? GAPS_MANY : GAPS_MOST);
            struct answer *x = world_decide(&w, &a, deal, &walker, NULL, true);
            assert_non_null(x);
            words[range_word(&x->range, 0)]++;
            for (size_t l = 0; l < x->n_legs; l++) {
                for (size_t o = 0; o < x->legs[l].n_orders; o++) {
                    legs[range_word(&x->legs[l].orders[o].range, 0)]++;
                }
            }
            json_decref(full);
            json_decref(deal);
            arena_rewind(&a, mark);
        }
        world_free(&w);
    }
    for (int i = 0; i < 8; i++) printf("%d %-14s %zu %zu\n", i, word_name((enum word)i), words[i], legs[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(compares)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
