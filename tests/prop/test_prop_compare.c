/* The fast evaluator against the walker, on random deals under random law, field by field; and what that reached.
 *
 *   PROP_SEED=n   another run (1)          PROP_DEALS=n   so many deals (100000)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "prop/compare.h"
#include "prop/count.h"
#include "prop/minimise.h"
#include "prop/world.h"

#define DEALS 100000
#define DEALS_PER_REGIME 200
#define WISHED 30 /* regimes for a cell that is empty */
#define COUNTED 3 /* one deal in so many is read a third time, for the table */
#define WORDS 8

struct tally {
    size_t deals, legs, lanes, regimes, roads;
    size_t deal_words[WORDS], leg_words[WORDS];
    struct count count;
};

struct context { /* of a difference */
    struct world *world;
    struct arena arena;
    bool split;
};

static struct str difference(struct context *c, const json_t *deal)
{
    const struct answer *x = world_decide(c->world, &c->arena, deal, &walker, NULL, c->split);
    const struct answer *y = world_decide(c->world, &c->arena, deal, &FAST, c->world->tables, c->split);
    if (x == NULL || y == NULL) {
        return x == y ? STR("") : STR("one cannot be read");
    }
    return compare_answers(&c->arena, x, y);
}

static bool still_differs(const json_t *deal, void *context)
{
    struct context *c = context;
    struct arena_mark mark = arena_mark(&c->arena);
    bool differs = difference(c, deal).n > 0;
    arena_rewind(&c->arena, mark);
    return differs;
}

static void report(struct context *c, json_t *deal, size_t deals)
{
    c->world->quiet = true;
    minimise(deal, still_differs, c);
    c->world->quiet = false;
    struct str field = difference(c, deal);
    char *text = json_dumps(deal, JSON_COMPACT);
    printf("after %zu deals: seed %llu, regime %llu (%s), %u lanes\n  walker against %s: %.*s\n  deal: %s\n", deals,
           (unsigned long long)c->world->seed, (unsigned long long)c->world->index, world_dump(c->world),
           c->world->overlay.lanes, FAST.name, STR_ARG(field), text);
    free(text);
}

static void tally_answer(struct tally *t, struct arena *a, const struct world *w, const struct answer *an)
{
    t->deals++;
    t->lanes += an->lanes;
    t->deal_words[range_word(&an->range, 0)]++;
    for (size_t i = 0; i < an->n_legs; i++) {
        for (size_t k = 0; k < an->legs[i].n_orders; k++) {
            t->legs++;
            t->leg_words[range_word(&an->legs[i].orders[k].range, 0)]++;
        }
        if (w->road != NULL || t->deals % COUNTED == 0) {
            unsigned turn = (unsigned)t->deals; /* in the last stage, where most acts are in effect, or any */
            count_leg(&t->count, a, an, i, turn % 2 == 0 ? an->lanes - 1 : turn / 2 % an->lanes, w->days);
        }
    }
}

/* Stages of the road over a regime: a third of them has none, some have as many as there can be. */
static unsigned stages_of(uint64_t index)
{
    if (index % 3 == 0) {
        return 0;
    }
    return index % 30 == 19 ? 63 : index % 30 == 10 ? 31 : 1 + (unsigned)(index / 3 % 6);
}

static enum gen_gaps gaps_of(struct rng *r)
{
    unsigned n = rng_below(r, 100);
    return n < 45 ? GAPS_NONE : n < 75 ? GAPS_FEW : n < 94 ? GAPS_MANY : GAPS_MOST;
}

static bool run_regime(struct tally *t, uint64_t seed, uint64_t index, unsigned stages, const struct gen_wish *wish)
{
    struct world w;
    struct context c = {.world = &w};
    bool fine = world_wish(&w, seed, index, stages, wish);
    struct rng r = rng_of(seed ^ 0x5EED, index);
    arena_init(&c.arena, (size_t)1 << 30);
    t->regimes++;
    t->roads += w.road != NULL ? 1 : 0;
    for (unsigned i = 0; fine && i < DEALS_PER_REGIME; i++) {
        struct arena_mark mark = arena_mark(&c.arena);
        json_t *full = gen_deal(&w.law, &r, w.road == NULL || rng_chance(&r, 60));
        json_t *deal = gen_incomplete(full, &r, gaps_of(&r));
        /* the split over many lanes is dear and the same code for both: then only sometimes */
        c.split = w.overlay.lanes <= 8 || i % 8 == 0;
        const struct answer *x = world_decide(&w, &c.arena, deal, &walker, NULL, c.split);
        const struct answer *y = world_decide(&w, &c.arena, deal, &FAST, w.tables, c.split);
        fine = x != NULL && y != NULL;
        if (fine && compare_answers(&c.arena, x, y).n > 0) {
            fine = false;
            report(&c, deal, t->deals);
        }
        if (fine) {
            tally_answer(t, &c.arena, &w, x);
        }
        if (fine && t->count.different.n > 0) {
            char *text = json_dumps(deal, JSON_COMPACT);
            printf("the third reading: %.*s (%s)\n%s\n", STR_ARG(t->count.different), world_dump(&w), text);
            free(text);
            fine = false;
        }
        json_decref(full);
        json_decref(deal);
        arena_rewind(&c.arena, mark);
    }
    arena_release(&c.arena);
    world_free(&w);
    return fine;
}

/* Cells that chance left empty: law that has the kind in the position wherever one stands there. */
static void fill_empty(struct tally *t, uint64_t seed)
{
    struct gen_wish wish;
    size_t regimes = t->regimes;
    size_t cells = 0;
    for (size_t at = 0; count_next_empty(&t->count, &at, &wish.kind, &wish.at); at++) {
        size_t now = at;
        cells++;
        for (uint64_t i = 0;
             i < WISHED && now == at && count_next_empty(&t->count, &now, &wish.kind, &wish.at) && now == at; i++) {
            if (!run_regime(t, seed ^ 0xF111, at * WISHED + i, 1 + (unsigned)i % 3, &wish)) {
                fail();
            }
        }
    }
    printf("%zu cells were left empty by chance: %zu regimes more, with the kind in the position\n", cells,
           t->regimes - regimes);
}

static double part(size_t n, size_t of)
{
    return of == 0 ? 0 : 100.0 * (double)n / (double)of;
}

static void print_words(const struct tally *t)
{
    static const char *const ends[WORDS] = {"", "", "", " (at worst licensable)", "", "", " (at worst prohibited)", ""};
    printf("%-38s %10s %7s %10s %7s\n", "verdict (stage 0)", "deals", "%", "leg, order", "%");
    for (int i = 0; i < WORDS; i++) {
        char name[48];
        snprintf(name, sizeof name, "%s%s", word_name((enum word)i), ends[i]);
        printf("%-38s %10zu %6.1f%% %10zu %6.1f%%\n", name, t->deal_words[i], part(t->deal_words[i], t->deals),
               t->leg_words[i], part(t->leg_words[i], t->legs));
    }
}

static void fast_is_as_the_walker(void **state)
{
    (void)state;
    uint64_t seed = world_seed("compare");
    size_t deals = world_count(DEALS);
    struct tally *t = calloc(1, sizeof *t);
    assert_non_null(t);
    clock_t start = clock();
    for (uint64_t i = 0; t->deals < deals; i++) {
        if (!run_regime(t, seed, i, stages_of(i), NULL)) {
            fail();
        }
    }
    if (deals >= DEALS) { /* fewer deals cannot fill every cell */
        fill_empty(t, seed);
    }
    printf(
        "%zu deals (%zu legs by order, %.1f lanes each) under %zu regimes, %zu with a road: %s and %s agree; %.0f s\n",
        t->deals, t->legs, part(t->lanes, t->deals) / 100, t->regimes, t->roads, walker.name, FAST.name,
        (double)(clock() - start) / CLOCKS_PER_SEC);
    print_words(t);
    count_print(&t->count);
    printf("%zu holds read a third time, all as in the answer\n", t->count.holds);
    static const enum word each[] = {WORD_PERMITTED, WORD_EXEMPT, WORD_LICENSED, WORD_LICENSABLE, WORD_PROHIBITED};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        assert_true(part(t->leg_words[each[i]], t->legs) >= 5);
    }
    double open = part(t->leg_words[WORD_UNDETERMINED] + t->leg_words[WORD_UNDETERMINED_LICENSABLE], t->legs);
    assert_true(open >= 10 && open <= 40);
    if (deals >= DEALS) {
        assert_int_equal(count_empty(&t->count), 0);
    }
    free(t);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {cmocka_unit_test(fast_is_as_the_walker)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
