/* What every test of src/base starts with: cmocka, and an arena in *state. */
#ifndef TEST_BASE_H
#define TEST_BASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

#define TEST_CAP ((size_t)64 << 20)

static inline int arena_setup(void **state)
{
    struct arena *a = malloc(sizeof *a);
    if (a == NULL) {
        return -1;
    }
    arena_init(a, TEST_CAP);
    *state = a;
    return 0;
}

static inline int arena_teardown(void **state)
{
    struct arena *a = *state;
    arena_release(a);
    free(a);
    return 0;
}

#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, arena_setup, arena_teardown)

/* Compares a slice with a NUL-ended string, and shows both when they differ. */
#define assert_str(slice, expected)                                               \
    do {                                                                          \
        struct str assert_got = (slice);                                          \
        const char *assert_expected = (expected);                                 \
        if (!str_is(assert_got, assert_expected)) {                               \
            fail_msg("\"%.*s\" != \"%s\"", STR_ARG(assert_got), assert_expected); \
        }                                                                         \
    } while (0)

/* A small generator with a fixed seed: the same numbers in every run (the constants of Knuth's MMIX). */
static inline unsigned test_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(*seed >> 33);
}

#endif
