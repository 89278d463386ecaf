/* Rule 30: a value for a missing fact only narrows a range. And rule 8: what is not listed as missing does not matter.
 *
 *   PROP_SEED=n   another run (1)          PROP_DEALS=n   so many steps (100000)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "prop/lift.h"
#include "prop/minimise.h"
#include "prop/world.h"

#define DEALS_PER_REGIME 40

struct tally {
    size_t steps, narrowed, decided;
    size_t wide, unlisted; /* found */
};

static bool open_verdict(const struct answer *an)
{
    enum word w = range_word(&an->range, 0);
    return w == WORD_UNDETERMINED || w == WORD_UNDETERMINED_LICENSABLE;
}

struct context { /* of a failure */
    struct world *world;
    struct arena arena;
    struct lift_step step;
    bool unlisted; /* which property */
};

/* How the step breaks the property on this deal; empty: it does not. */
static struct str broken(struct context *c, const json_t *deal)
{
    json_t *more = json_deep_copy(deal);
    struct str how = STR("");
    if (lift_take(&c->step, more)) {
        const struct answer *x = world_decide(c->world, &c->arena, deal, &FAST, c->world->tables, true);
        const struct answer *y = world_decide(c->world, &c->arena, more, &FAST, c->world->tables, true);
        if (x == NULL || y == NULL) {
            how = STR(""); /* made too small to be read */
        } else if (c->unlisted) {
            how = lift_unlisted(&c->arena, x, y, c->step.pointer);
        } else {
            how = lift_widened(&c->arena, x, y, c->step.judged);
        }
    }
    json_decref(more);
    return how;
}

static bool still_broken(const json_t *deal, void *context)
{
    struct context *c = context;
    struct arena_mark mark = arena_mark(&c->arena);
    bool is = broken(c, deal).n > 0;
    arena_rewind(&c->arena, mark);
    return is;
}

static void print_failure(struct world *w, const struct lift_step *step, bool unlisted, const json_t *before)
{
    struct context c = {.world = w, .step = *step, .unlisted = unlisted};
    json_t *deal = json_deep_copy(before);
    arena_init(&c.arena, (size_t)1 << 30);
    w->quiet = true;
    minimise(deal, still_broken, &c);
    w->quiet = false;
    struct str how = broken(&c, deal);
    char *x = json_dumps(deal, JSON_COMPACT);
    char *value = json_dumps(step->value, JSON_COMPACT | JSON_ENCODE_ANY);
    printf("%s: %s = %s\n  %.*s\n  regime: %s\n  deal: %s\n",
           unlisted ? "a fact not listed as missing changed it" : "a fact more made the range wider", step->pointer,
           value, STR_ARG(how), world_dump(w), x);
    free(x);
    free(value);
    json_decref(deal);
    arena_release(&c.arena);
}

/* One fact after the other, in random order. */
static void climb(struct tally *t, struct world *w, struct arena *a, json_t *now, const json_t *whole, struct rng *r)
{
    const struct answer *before = world_decide(w, a, now, &FAST, w->tables, true);
    for (unsigned i = 0; before != NULL && i < LIFT_STEPS; i++) {
        struct lift lift;
        lift_steps(&lift, now, whole, before);
        if (lift.n == 0) {
            return;
        }
        struct lift_step step = lift.steps[rng_below(r, (unsigned)lift.n)];
        json_t *old = json_deep_copy(now);
        lift_take(&step, now);
        const struct answer *after = world_decide(w, a, now, &FAST, w->tables, true);
        bool wide = after == NULL || lift_widened(a, before, after, step.judged).n > 0;
        bool unlisted = !wide && !step.judged && lift_unlisted(a, before, after, step.pointer).n > 0;
        if ((wide && t->wide++ < 8) || (unlisted && t->unlisted++ < 12)) {
            print_failure(w, &step, unlisted, old);
        }
        t->steps++;
        t->decided += after != NULL && open_verdict(before) && !open_verdict(after) ? 1 : 0;
        json_decref(old);
        before = after;
    }
}

static void a_fact_more_only_narrows(void **state)
{
    (void)state;
    uint64_t seed = world_seed("narrow");
    size_t steps = world_count(100000);
    struct tally t = {0};
    for (uint64_t i = 0; t.steps < steps && t.wide + t.unlisted < 12; i++) {
        struct world w;
        assert_true(world_make(&w, seed ^ 0xA11, i, i % 4 == 3 ? 1 + (unsigned)i % 3 : 0));
        struct rng r = rng_of(seed ^ 0x30, i);
        struct arena a;
        arena_init(&a, (size_t)1 << 30);
        for (unsigned k = 0; k < DEALS_PER_REGIME && t.steps < steps; k++) {
            struct arena_mark mark = arena_mark(&a);
            json_t *whole = gen_deal(&w.law, &r, true);
            json_t *now = gen_incomplete(whole, &r, k % 2 == 0 ? GAPS_FEW : GAPS_MANY);
            climb(&t, &w, &a, now, whole, &r);
            json_decref(whole);
            json_decref(now);
            arena_rewind(&a, mark);
        }
        arena_release(&a);
        world_free(&w);
    }
    printf("%zu facts added, %zu deals decided by one; wider %zu, not listed %zu\n", t.steps, t.decided, t.wide,
           t.unlisted);
    assert_int_equal(t.wide, 0);
    assert_int_equal(t.unlisted, 0);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_fact_more_only_narrows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
