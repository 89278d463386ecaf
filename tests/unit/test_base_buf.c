#include "test_base.h"

#include "base/buf.h"
#include "base/vec.h"

static void empty(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    assert_str(buf_str(&b), "");
    assert_non_null(buf_str(&b).p);
}

static void joins(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    buf_adds(&b, "KP");
    buf_addc(&b, '>');
    buf_add(&b, STR("CN"));
    buf_addf(&b, " %d %s", 5, "legs");
    buf_fill(&b, '.', 3);
    buf_fill(&b, '!', 0);
    buf_add(&b, STR(""));
    buf_add(&b, str_c(NULL));
    assert_str(buf_str(&b), "KP>CN 5 legs...");
    assert_int_equal(b.p[b.n], '\0');
}

static void ends_in_nul_at_every_size(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    for (size_t i = 0; i < 5000; i++) {
        buf_addc(&b, (char)('a' + i % 26));
        assert_int_equal(b.p[b.n], '\0');
        assert_int_equal(strlen(b.p), i + 1);
    }
    for (size_t i = 0; i < 5000; i++) {
        assert_int_equal(b.p[i], 'a' + i % 26);
    }
}

static void long_pieces(void **state)
{
    struct arena *a = *state;
    struct buf b;
    buf_init(&b, a);
    struct str big = str_fmt(a, "%0200000d", 1);
    buf_add(&b, big);
    buf_addf(&b, "%.*s", STR_ARG(big));
    assert_int_equal(b.n, 400000);
    assert_memory_equal(b.p, big.p, big.n);
    assert_memory_equal(b.p + big.n, big.p, big.n);
}

static void vectors_grow(void **state)
{
    struct arena *a = *state;
    VEC(int) v = {0};
    for (int i = 0; i < 10000; i++) {
        VEC_PUSH(a, &v, i * 3);
        assert_true(v.n <= v.room);
    }
    assert_int_equal(v.n, 10000);
    for (int i = 0; i < 10000; i++) {
        assert_int_equal(v.items[i], i * 3);
    }
}

static void vectors_of_structs(void **state)
{
    struct arena *a = *state;
    struct pair_of_names {
        struct str left;
        struct str right;
    };
    VEC(struct pair_of_names) v = {0};
    for (int i = 0; i < 100; i++) {
        VEC_PUSH(a, &v, (struct pair_of_names){STR("left"), str_fmt(a, "%d", i)});
    }
    assert_str(v.items[0].right, "0");
    assert_str(v.items[99].right, "99");
    assert_str(v.items[99].left, "left");
}

static void vectors_stop_at_the_cap(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 4096);
    jmp_buf full;
    a.full = &full;
    VEC(long) v = {0};
    if (setjmp(full) == 0) {
        for (long i = 0;; i++) {
            VEC_PUSH(&a, &v, i);
        }
    }
    assert_true(a.used <= 4096);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(empty),
        WITH_ARENA(joins),
        WITH_ARENA(ends_in_nul_at_every_size),
        WITH_ARENA(long_pieces),
        WITH_ARENA(vectors_grow),
        WITH_ARENA(vectors_of_structs),
        cmocka_unit_test(vectors_stop_at_the_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
