/* Minimal hitting sets against every subset of a small universe, by definition. */
#include "test_base.h"

#include "plan/hitting.h"

struct seen {
    uint64_t sets[4096];
    size_t n, most;
    const struct hit_problem *p;
};

static bool keep(void *user, const struct hit_set *set)
{
    struct seen *s = user;
    uint64_t bits = 0;
    for (size_t i = 0; i < set->n; i++) {
        bool proved = false;
        bits |= 1ULL << set->items[i];
        for (size_t c = 0; c < s->p->n; c++) { /* the proof is about the clauses as given */
            if (!hit_has(&set->alone[i], c)) {
                continue;
            }
            proved = true;
            for (size_t k = 0; k < set->n; k++) {
                assert_int_equal(hit_has(&s->p->clauses[c], (size_t)set->items[k]), k == i);
            }
        }
        assert_true(proved);
    }
    assert_true(s->n < sizeof s->sets / sizeof *s->sets);
    s->sets[s->n++] = bits;
    return s->most == 0 || s->n < s->most;
}

static bool meets(const struct hit_problem *p, uint64_t set)
{
    for (size_t c = 0; c < p->n; c++) {
        if ((p->clauses[c].w[0] & set) == 0) {
            return false;
        }
    }
    return true;
}

static int ascending(const void *x, const void *y)
{
    const uint64_t *a = x;
    const uint64_t *b = y;
    return *a < *b ? -1 : *a > *b;
}

static void every_subset(struct seen *s, const struct hit_problem *p)
{
    for (uint64_t set = 0; set < 1ULL << p->items; set++) {
        bool minimal = meets(p, set);
        for (size_t i = 0; i < p->items && minimal; i++) {
            minimal = (set >> i & 1U) == 0 || !meets(p, set & ~(1ULL << i));
        }
        if (minimal && (p->most == 0 || (size_t)__builtin_popcountll(set) <= p->most)) {
            s->sets[s->n++] = set;
        }
    }
}

static uint64_t random_next(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

static void against_every_subset(void **state)
{
    uint64_t x = 88172645463325252ULL;
    size_t sets = 0;
    struct arena_mark mark = arena_mark(*state);
    for (int round = 0; round < 3000; round++) {
        struct hit_bits clauses[16] = {{{0}}};
        struct hit_problem p = {.clauses = clauses, .n = random_next(&x) % 13, .items = 1 + random_next(&x) % 12};
        for (size_t c = 0; c < p.n; c++) {
            uint64_t sparse = random_next(&x) & random_next(&x);
            clauses[c].w[0] = (round % 3 == 0 ? random_next(&x) : sparse) & ((1ULL << p.items) - 1);
            if (clauses[c].w[0] == 0 && round % 10 != 0) {
                hit_add(&clauses[c], random_next(&x) % p.items);
            }
        }
        p.most = round % 4 == 0 ? 1 + random_next(&x) % 4 : 0;
        struct seen fast = {.p = &p};
        struct seen slow = {.p = &p};
        assert_int_equal(hit_sets(*state, &p, keep, &fast), HIT_ALL);
        every_subset(&slow, &p);
        assert_int_equal(fast.n, slow.n);
        qsort(fast.sets, fast.n, sizeof *fast.sets, ascending);
        assert_memory_equal(fast.sets, slow.sets, fast.n * sizeof *fast.sets);
        sets += fast.n;
        arena_rewind(*state, mark);
    }
    assert_true(sets > 10000); /* the comparison compared something */
}

static void nothing_to_meet(void **state)
{
    struct hit_problem p = {.clauses = NULL, .n = 0, .items = 5};
    struct seen s = {.p = &p};
    assert_int_equal(hit_sets(*state, &p, keep, &s), HIT_ALL);
    assert_int_equal(s.n, 1);
    assert_int_equal(s.sets[0], 0);
}

static void a_clause_that_nothing_meets(void **state)
{
    struct hit_bits clauses[2] = {{{3}}, {{0}}};
    struct hit_problem p = {.clauses = clauses, .n = 2, .items = 2};
    struct seen s = {.p = &p};
    assert_int_equal(hit_sets(*state, &p, keep, &s), HIT_ALL);
    assert_int_equal(s.n, 0);
}

static void visitor_and_budget_end_the_search(void **state)
{
    struct hit_bits clauses[20] = {{{0}}};
    struct hit_problem p = {.clauses = clauses, .n = 20, .items = 40};
    for (size_t c = 0; c < 20; c++) {
        hit_add(&clauses[c], 2 * c);
        hit_add(&clauses[c], 2 * c + 1);
    }
    struct seen s = {.p = &p, .most = 7};
    assert_int_equal(hit_sets(*state, &p, keep, &s), HIT_STOPPED);
    assert_int_equal(s.n, 7);
    p.steps = 100;
    struct seen few = {.p = &p};
    assert_int_equal(hit_sets(*state, &p, keep, &few), HIT_BUDGET);
}

static bool count_all(void *user, const struct hit_set *set)
{
    size_t *n = user;
    assert_true(set->n <= HIT_CLAUSES);
    *n += 1;
    return true;
}

/* The largest sizes: items and clauses in every word. */
static void limits(void **state)
{
    static struct hit_bits clauses[HIT_CLAUSES];
    memset(clauses, 0, sizeof clauses);
    for (size_t c = 0; c < HIT_CLAUSES; c++) {
        hit_add(&clauses[c], c);
    }
    hit_add(&clauses[255], 0); /* the first item meets it, too */
    struct hit_problem p = {.clauses = clauses, .n = HIT_CLAUSES, .items = HIT_ITEMS};
    size_t n = 0;
    assert_int_equal(hit_sets(*state, &p, count_all, &n), HIT_ALL);
    assert_int_equal(n, 1);
    p.items = HIT_ITEMS + 1;
    assert_int_equal(hit_sets(*state, &p, count_all, &n), HIT_TOO_BIG);
    p.items = HIT_ITEMS;
    p.n = HIT_CLAUSES + 1;
    assert_int_equal(hit_sets(*state, &p, count_all, &n), HIT_TOO_BIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_ARENA(against_every_subset), WITH_ARENA(nothing_to_meet),
                                       WITH_ARENA(a_clause_that_nothing_meets),
                                       WITH_ARENA(visitor_and_budget_end_the_search), WITH_ARENA(limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
