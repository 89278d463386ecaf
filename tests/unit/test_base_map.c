#include "test_base.h"

#include "base/map.h"

static void empty(void **state)
{
    struct map m;
    map_init(&m, *state);
    assert_int_equal(map_get(&m, STR("x")), MAP_NONE);
    assert_int_equal(m.n, 0);
}

static void puts_and_gets(void **state)
{
    struct map m;
    map_init(&m, *state);
    assert_int_equal(map_put(&m, STR("KP"), 3), MAP_NONE);
    assert_int_equal(map_put(&m, STR("KR"), 4), MAP_NONE);
    assert_int_equal(map_get(&m, STR("KP")), 3);
    assert_int_equal(map_get(&m, STR("KR")), 4);
    assert_int_equal(map_get(&m, STR("K")), MAP_NONE);
    assert_int_equal(map_get(&m, STR("KPX")), MAP_NONE);
    assert_int_equal(map_put(&m, STR("KP"), 5), 3);
    assert_int_equal(map_get(&m, STR("KP")), 5);
    assert_int_equal(m.n, 2);
}

static void unusual_keys(void **state)
{
    struct map m;
    map_init(&m, *state);
    assert_int_equal(map_put(&m, STR(""), 0), MAP_NONE);
    assert_int_equal(map_put(&m, STR("a\0b"), 1), MAP_NONE);
    assert_int_equal(map_put(&m, STR("a\0c"), 2), MAP_NONE);
    assert_int_equal(map_get(&m, str_c(NULL)), 0);
    assert_int_equal(map_get(&m, STR("a\0b")), 1);
    assert_int_equal(map_get(&m, STR("a\0c")), 2);
    assert_int_equal(map_get(&m, STR("a")), MAP_NONE);
}

static void many_keys(void **state)
{
    struct arena *a = *state;
    enum { KEYS = 100000 };
    struct str *keys = ARENA_MANY(a, struct str, KEYS);
    struct map m;
    map_init(&m, a);
    for (size_t i = 0; i < KEYS; i++) {
        keys[i] = str_fmt(a, "measure-%zu", i * 7919);
        assert_int_equal(map_put(&m, keys[i], i), MAP_NONE);
    }
    assert_int_equal(m.n, KEYS);
    assert_int_equal(m.room & (m.room - 1), 0);
    for (size_t i = 0; i < KEYS; i++) {
        assert_int_equal(map_get(&m, keys[i]), i);
    }
    for (size_t i = 0; i < KEYS; i += 3) {
        assert_int_equal(map_put(&m, keys[i], i + KEYS), i);
    }
    for (size_t i = 0; i < KEYS; i++) {
        assert_int_equal(map_get(&m, keys[i]), i % 3 == 0 ? i + KEYS : i);
    }
    assert_int_equal(m.n, KEYS);
    assert_int_equal(map_get(&m, STR("measure-1")), MAP_NONE);
}

/* The test vectors published with the function. */
static void hashes_as_published(void **state)
{
    (void)state;
    assert_true(map_hash(STR("")) == 0xcbf29ce484222325ULL);
    assert_true(map_hash(STR("a")) == 0xaf63dc4c8601ec8cULL);
    assert_true(map_hash(STR("foobar")) == 0x85944171f73967e8ULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(empty),
        WITH_ARENA(puts_and_gets),
        WITH_ARENA(unusual_keys),
        WITH_ARENA(many_keys),
        cmocka_unit_test(hashes_as_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
