/* Ranges are sound: a deal in which up to three facts are missing is completed in every way that the pools of the generator allow, and the
 * verdict of each completion lies within the range of the gap, by Kleene and after the split. And they are not idle: how often do the
 * completions reach both ends?
 *
 *   PROP_SEED=n   another run (1)          PROP_DEALS=n   so many completions (150000)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "prop/lift.h"
#include "prop/world.h"

#define GAPS_MOST 3
#define VALUES_MOST 24
#define DRAWN_MOST 12
#define COMPLETIONS_MOST 700

struct gap {
    struct lift_step step;
    json_t *values[VALUES_MOST];
    size_t n;
};

struct tally {
    size_t deals, completions, wide, ranges, reached;
};

/* ---- every value of a fact ---- */

static void value(struct gap *g, json_t *v)
{
    if (g->n < VALUES_MOST) {
        g->values[g->n++] = v;
    } else {
        json_decref(v);
    }
}

static void words(struct gap *g, const char *const *pool, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        value(g, json_string(pool[i]));
    }
}

/* None, each alone, each two. */
static void lists(struct gap *g, const char *const *pool, unsigned n)
{
    value(g, json_array());
    for (unsigned i = 0; i < n; i++) {
        value(g, json_pack("[s]", pool[i]));
        for (unsigned k = 0; k < i; k++) {
            value(g, json_pack("[ss]", pool[k], pool[i]));
        }
    }
}

#define POOL(name) gen_##name, gen_n_##name
#define FIXED(list) list, (unsigned)(sizeof(list) / sizeof *(list))

/* What cannot be enumerated: what other deals under the same law say there. */
static void drawn(struct gap *g, const struct gen_law *law, struct rng *r, const char *key)
{
    value(g, json_array());
    for (unsigned tries = 0; tries < 60 && g->n < DRAWN_MOST; tries++) {
        json_t *other = gen_deal(law, r, true);
        json_t *party = json_array_get(json_object_get(other, "parties"), rng_below(r, 2));
        const json_t *from = strcmp(key, "listed") == 0 ? party : other;
        if (json_array_size(json_object_get(from, key)) > 0) {
            value(g, json_deep_copy(json_object_get(from, key)));
        }
        json_decref(other);
    }
}

static bool fill(struct gap *g, const struct gen_law *law, struct rng *r)
{
    static const char *const countries[] = {"KP", "CN", "RU", "US", "KR", "FR"};
    static const char *const currencies[] = {"USD", "CNY", "EUR", "CHF"};
    static const char *const places[] = {"kaesong", "kumgang"};
    static const char *const kinds[] = {"body", "ngo", "state", "bank"};
    static const char *const waypoints[] = {"port:KPRAS", "port:CNDLC", "KP", "RU", "FR"};
    static const char *const codes[] = {"2701", "270112", "2603", "2601", "7201", "7204", "7205",
                                        "3004", "9503",   "26",   "27",   "72",   "30"};
    static const char *const texts[] = {"food-aid", "relief", "toys"};
    static const char *const amounts[] = {"0",           "100",  "100.5",       "100.500001",
                                          "4999.999999", "5000", "5000.000001", "1000000"};
    static const char *const values[] = {"0",    "1",           "0.999999",    "1.000001",
                                         "4000", "4000.000002", "3999.999999", "100000"};
    static const char *const days[] = {"2016-03-01", "2016-03-02", "2016-03-03", "2016-11-30", "2016-12-01",
                                       "2017-08-04", "2017-08-05", "2017-08-06", "2017-09-11", "2017-12-22",
                                       "2018-06-12", "2018-06-13", "2019-04-01", "2019-04-02"};
    static const char *const steps[] = {"open-venture", "keep-venture", "expand-venture"};
    const char *key = strrchr(g->step.pointer, '/') + 1;
    static const char *const one[] = {"country", "dispatch", "destination", "made_in", "flag"};
    static const char *const many[] = {"nationals", "resident",  "incorporated",  "located", "branch_of",
                                       "clears_in", "agency_of", "controlled_by", "contains"};
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        if (strcmp(key, one[i]) == 0) {
            words(g, FIXED(countries));
        }
    }
    for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
        if (strcmp(key, many[i]) == 0) {
            lists(g, FIXED(countries));
        }
    }
    if (strcmp(key, "currency") == 0) {
        words(g, FIXED(currencies));
    } else if (strcmp(key, "place") == 0) {
        words(g, FIXED(places));
    } else if (strcmp(key, "kind") == 0) {
        lists(g, FIXED(kinds));
    } else if (strcmp(key, "purposes") == 0) {
        lists(g, POOL(purposes));
    } else if (strcmp(key, "route") == 0) {
        lists(g, FIXED(waypoints));
    } else if (strcmp(key, "hs") == 0) {
        words(g, FIXED(codes));
    } else if (strcmp(key, "description") == 0) {
        words(g, FIXED(texts));
    } else if (strcmp(key, "amount") == 0) {
        words(g, FIXED(amounts));
    } else if (strcmp(key, "value") == 0) {
        words(g, FIXED(values));
    } else if (strcmp(key, "contract") == 0) {
        words(g, FIXED(days));
    } else if (strcmp(key, "step") == 0) {
        words(g, FIXED(steps));
    } else if (strcmp(key, "written") == 0 || strncmp(g->step.pointer, "/within_cap/", 12) == 0 ||
               strcmp(key, "owned_by_listed") == 0) {
        value(g, json_true());
        value(g, json_false());
    } else if (strcmp(key, "findings") == 0 && rng_chance(r, 50)) {
        lists(g, POOL(findings));
    } else if (strcmp(key, "notices") == 0 || strcmp(key, "events") == 0 || strcmp(key, "listed") == 0 ||
               strcmp(key, "findings") == 0) {
        drawn(g, law, r, key);
    }
    return g->n > 0;
}

/* ---- one deal ---- */

struct hull { /* what the completions reached, by leg, order and lane */
    struct range range;
    bool any;
};

static void take_out(json_t *deal, const char *pointer)
{
    json_t *at = deal;
    char key[64];
    const char *p = pointer + 1;
    for (const char *slash = strchr(p, '/'); slash != NULL; slash = strchr(p, '/')) {
        snprintf(key, sizeof key, "%.*s", (int)(slash - p), p);
        at = json_is_array(at) ? json_array_get(at, (size_t)strtoul(key, NULL, 10)) : json_object_get(at, key);
        p = slash + 1;
    }
    json_object_del(at, p);
}

/* Gaps of kinds that can be enumerated: they are taken out of the whole deal. */
static size_t open_gaps(struct gap *gaps, const struct gen_law *law, json_t *now, const json_t *whole, struct rng *r,
                        const struct answer *an)
{
    json_t *empty = json_deep_copy(whole);
    size_t i;
    json_t *one;
    const char *key;
    json_t *v;
    const char *const lists_of[] = {"parties", "goods"};
    for (size_t k = 0; k < 2; k++) { /* what could be missing: a step for every key */
        json_array_foreach(json_object_get(empty, lists_of[k]), i, one)
        {
            const char *role = json_string_value(json_object_get(one, "role"));
            json_t *bare = json_object();
            if (role != NULL) {
                json_object_set_new(bare, "role", json_string(role));
            }
            json_array_set_new(json_object_get(empty, lists_of[k]), i, bare);
        }
    }
    json_object_foreach((json_t *)(uintptr_t)whole, key, v)
    {
        if (!json_is_array(v) && !json_is_object(v) && strcmp(key, "activity") != 0 && strcmp(key, "on") != 0) {
            json_object_del(empty, key);
        }
    }
    json_object_del(empty, "purposes");
    json_object_del(empty, "route");
    json_object_del(empty, "findings");
    json_object_del(empty, "notices");
    json_object_del(empty, "events");
    json_object_clear(json_object_get(empty, "within_cap"));
    struct lift lift;
    lift_steps(&lift, empty, whole, an);
    size_t n = 0;
    for (unsigned tries = 0; tries < 12 && n < GAPS_MOST && lift.n > 0; tries++) {
        struct gap *g = &gaps[n];
        memset(g, 0, sizeof *g);
        g->step = lift.steps[rng_below(r, (unsigned)lift.n)];
        bool known = false;
        for (size_t k = 0; k < n; k++) {
            known = known || strcmp(gaps[k].step.pointer, g->step.pointer) == 0;
        }
        json_t *mine = json_deep_copy(now);
        take_out(mine, g->step.pointer);
        if (!known && !g->step.append && lift_take(&g->step, mine) &&
            fill(g, law, r)) { /* not what `clear` or `country` says */
            take_out(now, g->step.pointer);
            n++;
        }
        json_decref(mine);
    }
    json_decref(empty);
    return n;
}

static void widen(struct hull *h, const struct range *r)
{
    for (int k = 0; k < TOWERS; k++) {
        h->range.tower[k].must = h->any ? h->range.tower[k].must & r->tower[k].must : r->tower[k].must;
        h->range.tower[k].may = h->any ? h->range.tower[k].may | r->tower[k].may : r->tower[k].may;
    }
    h->any = true;
}

static void complete_deal(struct tally *t, struct world *w, struct arena *a, json_t *whole, struct rng *r)
{
    const struct answer *known = world_decide(w, a, whole, &FAST, w->tables, true);
    json_t *now = json_deep_copy(whole);
    struct gap gaps[GAPS_MOST];
    size_t n = known == NULL ? 0 : open_gaps(gaps, &w->law, now, whole, r, known);
    size_t total = n > 0 ? 1 : 0;
    for (size_t i = 0; i < n; i++) {
        total *= gaps[i].n;
    }
    const struct answer *open =
        total > 0 && total <= COMPLETIONS_MOST ? world_decide(w, a, now, &FAST, w->tables, true) : NULL;
    struct hull *hulls = open == NULL ? NULL : ARENA_MANY(a, struct hull, open->n_legs * 8);
    for (size_t c = 0; open != NULL && c < total && t->wide < 5; c++) {
        struct arena_mark mark = arena_mark(a);
        json_t *one = json_deep_copy(now);
        size_t left = c;
        for (size_t i = 0; i < n; i++) {
            struct lift_step step = gaps[i].step;
            step.value = gaps[i].values[left % gaps[i].n];
            left /= gaps[i].n;
            lift_take(&step, one);
        }
        const struct answer *an = world_decide(w, a, one, &FAST, w->tables, true);
        struct str wide = an == NULL ? STR("not read") : lift_widened(a, open, an, false);
        if (wide.n > 0) {
            char *x = json_dumps(now, JSON_COMPACT);
            char *y = json_dumps(one, JSON_COMPACT);
            printf("a completion outside the range: %.*s\n  regime %s\n  open: %s\n  completed: %s\n", STR_ARG(wide),
                   world_dump(w), x, y);
            free(x);
            free(y);
            t->wide++;
        }
        for (size_t l = 0; an != NULL && l < an->n_legs && l < open->n_legs; l++) {
            for (size_t o = 0; o < an->legs[l].n_orders; o++) {
                widen(&hulls[l * 8 + (size_t)an->legs[l].orders[o].jurisdiction], &an->legs[l].orders[o].range);
            }
        }
        t->completions++;
        json_decref(one);
        arena_rewind(a, mark);
    }
    for (size_t l = 0; open != NULL && l < open->n_legs; l++) {
        for (size_t o = 0; o < open->legs[l].n_orders; o++) {
            const struct order_answer *x = &open->legs[l].orders[o];
            const struct hull *h = &hulls[l * 8 + (size_t)x->jurisdiction];
            enum label best[2];
            enum label worst[2];
            range_lane(&x->range, 0, &best[0], &worst[0]);
            range_lane(&h->range, 0, &best[1], &worst[1]);
            if (x->missing_exact && x->encoded && h->any && best[0] != worst[0] && worst[0] > LABEL_LICENSED) {
                t->ranges++;
                t->reached += best[0] == best[1] && worst[0] == worst[1] ? 1 : 0;
            }
        }
    }
    t->deals += open != NULL ? 1 : 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < gaps[i].n; k++) {
            json_decref(gaps[i].values[k]);
        }
    }
    json_decref(now);
}

static void completions_lie_within(void **state)
{
    (void)state;
    uint64_t seed = world_seed("complete");
    size_t completions = world_count(150000);
    struct tally t = {0};
    for (uint64_t i = 0; t.completions < completions && t.wide < 5; i++) {
        struct world w;
        assert_true(world_make(&w, seed ^ 0xC0, i, i % 5 == 4 ? 2 : 0));
        struct rng r = rng_of(seed ^ 0xC0, i);
        struct arena a;
        arena_init(&a, (size_t)1 << 30);
        for (unsigned k = 0; k < 20 && t.completions < completions; k++) {
            struct arena_mark mark = arena_mark(&a);
            json_t *whole = gen_deal(&w.law, &r, true);
            complete_deal(&t, &w, &a, whole, &r);
            json_decref(whole);
            arena_rewind(&a, mark);
        }
        arena_release(&a);
        world_free(&w);
    }
    printf("%zu completions of %zu deals: all within the range; of %zu ranges said to be exact %zu have both ends "
           "reached by the pools\n",
           t.completions, t.deals, t.ranges, t.reached);
    assert_int_equal(t.wide, 0);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {cmocka_unit_test(completions_lie_within)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
