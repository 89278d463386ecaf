#include "test_base.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void gives_zeroed_aligned_memory(void **state)
{
    struct arena *a = *state;
    for (size_t size = 0; size < 300; size++) {
        unsigned char *p = arena_alloc(a, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(p[i], 0);
        }
        memset(p, 0xA5, size);
    }
}

static void pieces_do_not_overlap(void **state)
{
    struct arena *a = *state;
    enum { PIECES = 500 };
    unsigned char *piece[PIECES];
    size_t size[PIECES];
    uint64_t seed = 1;
    for (size_t i = 0; i < PIECES; i++) {
        size[i] = test_random(&seed) % 2000 + 1;
        piece[i] = arena_alloc(a, size[i]);
        memset(piece[i], (int)(i % 251), size[i]);
    }
    for (size_t i = 0; i < PIECES; i++) {
        for (size_t k = 0; k < size[i]; k++) {
            assert_int_equal(piece[i][k], i % 251);
        }
    }
}

static void serves_pieces_larger_than_a_block(void **state)
{
    struct arena *a = *state;
    size_t size = (size_t)3 << 20;
    unsigned char *big = arena_alloc(a, size);
    big[0] = 1;
    big[size - 1] = 2;
    unsigned char *small = arena_alloc(a, 1);
    *small = 3;
    assert_int_equal(big[0], 1);
    assert_int_equal(big[size - 1], 2);
}

static void counts_what_is_used(void **state)
{
    struct arena *a = *state;
    assert_int_equal(a->used, 0);
    arena_alloc(a, 1);
    assert_int_equal(a->used, 16);
    arena_alloc(a, 17);
    assert_int_equal(a->used, 48);
    arena_release(a);
    assert_int_equal(a->used, 0);
}

/* Gives out pieces of `size` until the cap is reached; how many came before. */
static size_t fill(struct arena *a, size_t size)
{
    jmp_buf full;
    volatile size_t n = 0;
    a->full = &full;
    if (setjmp(full) == 0) {
        for (;;) {
            arena_alloc(a, size);
            n = n + 1;
        }
    }
    a->full = NULL;
    return n;
}

static void cap_jumps(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1024);
    assert_int_equal(fill(&a, 16), 64);
    assert_int_equal(a.used, 1024);
    arena_release(&a);
    assert_int_equal(fill(&a, 1024), 1);
    arena_release(&a);
    assert_int_equal(fill(&a, 1025), 0);
    arena_release(&a);
}

static void no_cap_means_nothing(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 0);
    assert_int_equal(fill(&a, 1), 0);
    arena_release(&a);
}

static void usable_after_the_cap(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 4096);
    struct arena_mark start = arena_mark(&a);
    fill(&a, 100);
    arena_rewind(&a, start);
    assert_int_equal(a.used, 0);
    assert_true(fill(&a, 100) > 30);
    arena_release(&a);
}

static void overflow_counts_as_the_cap(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, (size_t)1 << 20);
    jmp_buf full;
    a.full = &full;
    volatile int jumped = 0;
    if (setjmp(full) == 0) {
        arena_array(&a, SIZE_MAX / 2, 4);
    } else {
        jumped = 1;
    }
    assert_int_equal(jumped, 1);
    if (setjmp(full) == 0) {
        arena_alloc(&a, SIZE_MAX);
    } else {
        jumped = 2;
    }
    assert_int_equal(jumped, 2);
    arena_release(&a);
}

static void aborts_without_a_way_out(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL); /* cmocka would turn it into a failed test of the child */
        struct arena a;
        arena_init(&a, 16);
        arena_alloc(&a, 17);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void rewind_releases_and_keeps(void **state)
{
    struct arena *a = *state;
    char *kept = arena_copy(a, "kept", 5);
    struct arena_mark mark = arena_mark(a);
    size_t used = a->used;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++) {
            memset(arena_alloc(a, 1000), 0xFF, 1000);
        }
        arena_rewind(a, mark);
        assert_int_equal(a->used, used);
        assert_string_equal(kept, "kept");
    }
    /* What is given out again is zeroed again. */
    unsigned char *p = arena_alloc(a, 1000);
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(p[i], 0);
    }
}

static void marks_nest(void **state)
{
    struct arena *a = *state;
    struct arena_mark outer = arena_mark(a);
    int *x = ARENA_NEW(a, int);
    *x = 7;
    struct arena_mark inner = arena_mark(a);
    arena_alloc(a, 200000);
    arena_rewind(a, inner);
    assert_int_equal(*x, 7);
    arena_rewind(a, outer);
    assert_int_equal(a->used, 0);
    assert_null(a->block);
}

static void copies(void **state)
{
    struct arena *a = *state;
    const int from[] = {1, 2, 3};
    int *to = arena_copy(a, from, sizeof from);
    assert_memory_equal(to, from, sizeof from);
    assert_ptr_not_equal(to, from);
    assert_non_null(arena_copy(a, NULL, 0));
    int *many = ARENA_MANY(a, int, 100);
    assert_int_equal(many[99], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(gives_zeroed_aligned_memory),
        WITH_ARENA(pieces_do_not_overlap),
        WITH_ARENA(serves_pieces_larger_than_a_block),
        WITH_ARENA(counts_what_is_used),
        cmocka_unit_test(cap_jumps),
        cmocka_unit_test(no_cap_means_nothing),
        cmocka_unit_test(usable_after_the_cap),
        cmocka_unit_test(overflow_counts_as_the_cap),
        cmocka_unit_test(aborts_without_a_way_out),
        WITH_ARENA(rewind_releases_and_keeps),
        WITH_ARENA(marks_nest),
        WITH_ARENA(copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
