/* What must change nothing: the order of files, of declarations, the place of a declaration in a file; a road without acts; ended law.
 *
 *   PROP_SEED=n   another run (1)          PROP_DEALS=n   so many deals (6000)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "prop/world.h"
#include "report/answer_json.h"

#define DEALS_PER_REGIME 30

/* The answer in JSON, with the regime's hash taken out. */
static struct str answer_text(const struct world *w, struct arena *a, const json_t *deal, bool hash)
{
    const struct answer *an = world_decide(w, a, deal, &FAST, w->tables, true);
    struct buf b;
    buf_init(&b, a);
    if (an == NULL) {
        return STR("not read");
    }
    answer_json(an, &b);
    struct str s = buf_str(&b);
    for (size_t i = 0; !hash && i + 8 < s.n; i++) {
        if (memcmp(s.p + i, "\"hash\":\"", 8) == 0) {
            char *p = (char *)(uintptr_t)s.p;
            for (size_t k = i + 8; k < s.n && s.p[k] != '"'; k++) {
                p[k] = '0';
            }
        }
    }
    return s;
}

static void shuffle(struct rng *r, struct str *list, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = rng_below(r, (unsigned)i);
        struct str t = list[i - 1];
        list[i - 1] = list[k];
        list[k] = t;
    }
}

static bool differ(const struct world *w, const struct world *other, const json_t *deal, bool hash)
{
    struct arena a;
    arena_init(&a, (size_t)1 << 30);
    struct str x = answer_text(w, &a, deal, hash);
    struct str y = answer_text(other, &a, deal, hash);
    bool same = str_eq(x, y);
    if (!same) {
        char *text = json_dumps(deal, JSON_COMPACT);
        size_t at = 0;
        while (at < x.n && at < y.n && x.p[at] == y.p[at]) {
            at++;
        }
        at = at > 60 ? at - 60 : 0;
        printf("seed %llu, regime %llu\n  deal: %s\n  ... %.*s\n  ... %.*s\n", (unsigned long long)w->seed,
               (unsigned long long)w->index, text, (int)(x.n - at > 200 ? 200 : x.n - at), x.p + at,
               (int)(y.n - at > 200 ? 200 : y.n - at), y.p + at);
        free(text);
    }
    arena_release(&a);
    return !same;
}

static void order_of_files_and_declarations(void **state)
{
    (void)state;
    uint64_t seed = world_seed("order");
    size_t deals = world_count(6000);
    size_t done = 0;
    for (uint64_t i = 0; done < deals; i++) {
        struct world w;
        struct world files;
        struct world items;
        struct rng r = rng_of(seed ^ 0x0DE, i);
        unsigned stages = i % 3 == 2 ? 3 : 0;
        assert_true(world_make(&w, seed ^ 0x0DE, i, stages));
        struct str texts[GEN_FILES];
        for (size_t k = 0; k < GEN_FILES; k++) { /* the same files, handed over the other way round */
            texts[k] = w.sources[GEN_FILES - 1 - k].text;
        }
        assert_true(world_load(&files, texts, GEN_FILES, w.road_text.text));
        shuffle(&r, w.law.declarations, w.law.n_declarations);
        gen_texts(&w.law, &w.arena, texts, GEN_FILES);
        assert_true(world_load(&items, texts, GEN_FILES, w.road_text.text));
        assert_memory_equal(w.regime->hash, files.regime->hash, sizeof w.regime->hash);
        for (unsigned k = 0; k < DEALS_PER_REGIME; k++, done++) {
            json_t *whole = gen_deal(&w.law, &r, stages == 0 || rng_chance(&r, 60));
            json_t *deal = gen_incomplete(whole, &r, (enum gen_gaps)rng_below(&r, GAPS_N));
            assert_false(differ(&w, &files, deal, true));
            assert_false(differ(&w, &items, deal, false));
            json_decref(whole);
            json_decref(deal);
        }
        world_free(&w);
        world_free(&files);
        world_free(&items);
    }
    printf("%zu deals: files the other way round, declarations in any order: the same bytes\n", done);
}

/* A road all of whose acts were taken out: every stage is as stage 0, and stage 0 as without a road. */
static void a_road_without_acts_changes_nothing(void **state)
{
    (void)state;
    uint64_t seed = world_seed("no acts");
    size_t deals = world_count(3000);
    size_t done = 0;
    for (uint64_t i = 0; done < deals; i++) {
        struct world w;
        struct world bare;
        struct rng r = rng_of(seed ^ 0xAC7, i);
        assert_true(world_make(&w, seed ^ 0xAC7, i, 4));
        w.overlay.acts.n = 0;
        for (size_t k = 0; k < MAX_LANES; k++) { /* no stage has a day of its own */
            ((int *)(uintptr_t)w.days)[k] = w.road->start;
        }
        world_compile(&w);
        struct str texts[GEN_FILES];
        for (size_t k = 0; k < GEN_FILES; k++) {
            texts[k] = w.sources[k].text;
        }
        assert_true(world_load(&bare, texts, GEN_FILES, STR("")));
        for (unsigned k = 0; k < DEALS_PER_REGIME; k++, done++) {
            struct arena a;
            arena_init(&a, (size_t)1 << 30);
            json_t *whole = gen_deal(&w.law, &r, true);
            json_t *deal = gen_incomplete(whole, &r, (enum gen_gaps)rng_below(&r, GAPS_N));
            const struct answer *x = world_decide(&w, &a, deal, &FAST, w.tables, true);
            const struct answer *y = world_decide(&bare, &a, deal, &FAST, bare.tables, true);
            assert_non_null(x);
            assert_non_null(y);
            for (unsigned lane = 0; lane < w.overlay.lanes; lane++) {
                for (size_t t = 0; t < TOWERS; t++) {
                    assert_int_equal(pair_lane(x->range.tower[t], lane), pair_lane(y->range.tower[t], 0));
                }
            }
            json_decref(whole);
            json_decref(deal);
            arena_release(&a);
        }
        world_free(&w);
        world_free(&bare);
    }
    printf("%zu deals: without acts every stage is as today\n", done);
}

/* Is there a live hold among those that stand in the answer's way? What has ended stands in nobody's. */
static void ended_law_blocks_nobody(void **state)
{
    (void)state;
    uint64_t seed = world_seed("ended");
    size_t deals = world_count(6000);
    size_t done = 0;
    size_t ended = 0;
    for (uint64_t i = 0; done < deals; i++) {
        struct world w;
        struct rng r = rng_of(seed ^ 0xE4D, i);
        assert_true(world_make(&w, seed ^ 0xE4D, i, 5));
        for (unsigned k = 0; k < DEALS_PER_REGIME; k++, done++) {
            struct arena a;
            arena_init(&a, (size_t)1 << 30);
            json_t *whole = gen_deal(&w.law, &r, rng_chance(&r, 50));
            const struct answer *an = world_decide(&w, &a, whole, &FAST, w.tables, true);
            assert_non_null(an);
            for (size_t l = 0; l < an->n_legs; l++) {
                for (size_t o = 0; o < an->legs[l].n_orders; o++) {
                    const struct order_answer *order = &an->legs[l].orders[o];
                    for (size_t h = 0; h < order->n_holds; h++) {
                        const struct hold *hold = &w.regime->holds.items[order->holds[h].hold];
                        for (size_t act = 0; act < w.overlay.acts.n;
                             act++) { /* by name, and no mandate: gone in its lanes */
                            const struct overlay_act *x = &w.overlay.acts.items[act];
                            bool off = (x->kind == ACT_END || x->kind == ACT_SUSPEND) &&
                                       ints_has_value(&x->holds, order->holds[h].hold);
                            if (off && w.regime->measures.items[hold->measure].mandates.n == 0) {
                                assert_int_equal(order->holds[h].alive.may & x->lanes, 0);
                                ended++;
                            }
                        }
                        /* dead in a lane: it says nothing there */
                        uint64_t dead = ~order->holds[h].alive.may & overlay_all(&w.overlay);
                        assert_int_equal(
                            (order->holds[h].reach.may | order->holds[h].exempt.may | order->holds[h].offered.may) &
                                dead,
                            0);
                        assert_int_not_equal(order->holds[h].alive.may & order->holds[h].reach.may, 0);
                    }
                }
            }
            json_decref(whole);
            arena_release(&a);
        }
        world_free(&w);
    }
    printf("%zu deals, %zu holds ended in some stage: none reaches anybody there\n", done, ended);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {cmocka_unit_test(order_of_files_and_declarations),
                                       cmocka_unit_test(a_road_without_acts_changes_nothing),
                                       cmocka_unit_test(ended_law_blocks_nobody)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
