/* The tables against the walker where many measures ask about the same facts: then rows are struck out by families of values, which small law never
 * needs. Random law with sixty measures more, each with a few clauses over the same dimensions.
 *
 *   PROP_SEED=n   another run (1)          PROP_DEALS=n   so many deals (4000)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "prop/compare.h"
#include "prop/world.h"

#define DEALS_PER_REGIME 100
#define MORE 60 /* measures */

static const char *const clauses[] = {"dispatch %s",
                                      "not dispatch %s",
                                      "destination %s",
                                      "not destination %s, RU",
                                      "made-in %s",
                                      "not made-in %s, CN",
                                      "contains %s",
                                      "not contains %s",
                                      "route %s",
                                      "only route %s, CN",
                                      "not route %s",
                                      "currency USD",
                                      "not currency CNY",
                                      "purpose commercial",
                                      "not purpose livelihood",
                                      "only purpose commercial, livelihood",
                                      "buyer { located %s }",
                                      "seller { national %s }",
                                      "not seller { incorporated %s, KP }",
                                      "party { branch-of %s }",
                                      "not party { resident %s }",
                                      "actor { kind bank, state }",
                                      "not actor { agency-of %s }",
                                      "goods hs 2701",
                                      "not goods hs 2701",
                                      "goods hs 72, 0306"};
static const char *const countries[] = {"KP", "CN", "RU", "KR", "US", "JP"};

/* The name of an instrument of the UN that the law declares itself. */
static struct str some_instrument(const struct regime *g)
{
    for (size_t i = 0; i < g->instruments.n; i++) {
        const struct item *item = &g->instruments.items[i].item;
        if (!item->external && str_starts(item->name, STR("UN."))) {
            return item->name;
        }
    }
    return STR("");
}

static struct str more_law(struct arena *a, struct rng *r, struct str instrument)
{
    struct buf b;
    buf_init(&b, a);
    for (int i = 0; i < MORE; i++) {
        buf_addf(&b, "measure UN.wide%d \"w\" {\n  binds anyone\n  prohibits procure, supply, pay, ship\n", i);
        unsigned n = 1 + rng_below(r, 3);
        for (unsigned k = 0; k < n; k++) {
            const char *clause = clauses[rng_below(r, sizeof clauses / sizeof *clauses)];
            const char *at = strstr(clause, "%s");
            if (at == NULL) {
                buf_addf(&b, "  %s\n", clause);
            } else {
                buf_addf(&b, "  %.*s%s%s\n", (int)(at - clause), clause,
                         countries[rng_below(r, sizeof countries / sizeof *countries)], at + 2);
            }
        }
        buf_addf(&b, "  under %.*s para %d\n}\n", STR_ARG(instrument), 100 + i);
    }
    return buf_str(&b);
}

static bool make_wide(struct world *wide, struct world *w, struct rng *r)
{
    struct str texts[GEN_FILES];
    struct str instrument = some_instrument(w->regime);
    if (instrument.n == 0) {
        return false;
    }
    for (size_t k = 0; k < GEN_FILES; k++) {
        texts[k] = w->sources[k].text;
    }
    struct str more = more_law(&w->arena, r, instrument);
    texts[0] = str_fmt(&w->arena, "%.*s\n%.*s", STR_ARG(texts[0]), STR_ARG(more));
    return world_load(wide, texts, GEN_FILES, w->road_text.text);
}

static struct str differ(const struct world *w, struct arena *a, const json_t *deal, bool split)
{
    const struct answer *x = world_decide(w, a, deal, &walker, NULL, split);
    const struct answer *y = world_decide(w, a, deal, &FAST, w->tables, split);
    return x == NULL || y == NULL ? STR("not read") : compare_answers(a, x, y);
}

static void wide_law(void **state)
{
    (void)state;
    uint64_t seed = world_seed("wide");
    size_t deals = world_count(4000);
    size_t done = 0;
    size_t regimes = 0;
    size_t wrong = 0;
    for (uint64_t i = 0; done < deals; i++) {
        struct world w;
        struct world wide;
        struct rng r = rng_of(seed ^ 0x31DE, i);
        unsigned stages = i % 3 == 2 ? 3 : 0;
        assert_true(world_make(&w, seed ^ 0x31DE, i, stages));
        if (!make_wide(&wide, &w, &r)) {
            world_free(&w);
            continue;
        }
        regimes++;
        for (unsigned k = 0; k < DEALS_PER_REGIME; k++, done++) {
            struct arena a;
            arena_init(&a, (size_t)1 << 30);
            json_t *whole = gen_deal(&w.law, &r, stages == 0 || rng_chance(&r, 60));
            json_t *deal = gen_incomplete(whole, &r, (enum gen_gaps)rng_below(&r, GAPS_N));
            struct str field = differ(&wide, &a, deal, done % 10 == 0);
            if (field.n > 0) {
                char *text = json_dumps(deal, JSON_COMPACT);
                printf("regime %llu: %.*s\n  %s\n", (unsigned long long)i, STR_ARG(field), text);
                free(text);
                wrong++;
            }
            json_decref(whole);
            json_decref(deal);
            arena_release(&a);
        }
        world_free(&w);
        world_free(&wide);
    }
    printf("%zu deals under %zu regimes with %d measures more\n", done, regimes, MORE);
    assert_int_equal(wrong, 0);
    assert_true(regimes > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(wide_law)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
