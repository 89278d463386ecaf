#include "test_base.h"

static const struct str none = {NULL, 0};

static void compares(void **state)
{
    (void)state;
    assert_true(str_eq(STR("coal"), STR("coal")));
    assert_false(str_eq(STR("coal"), STR("coals")));
    assert_false(str_eq(STR("coal"), STR("cool")));
    assert_true(str_eq(none, STR("")));
    assert_true(str_is(STR("KP"), "KP"));
    assert_true(str_is(none, ""));
    assert_true(str_empty(str_c(NULL)));
    assert_true(str_eq(STR("a\0b"), STR("a\0b")));
    assert_false(str_eq(STR("a\0b"), STR("a\0c")));
}

static void orders_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(str_cmp(STR("a"), STR("a")), 0);
    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("b"), STR("a")) > 0);
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("ab"), STR("a")) > 0);
    assert_true(str_cmp(none, STR("a")) < 0);
    assert_int_equal(str_cmp(none, STR("")), 0);
    assert_true(str_cmp(STR("z"), STR("\xC3\xA9")) < 0);
}

static void starts_and_ends(void **state)
{
    (void)state;
    assert_true(str_starts(STR("UN.coal"), STR("UN.")));
    assert_true(str_starts(STR("UN"), STR("UN")));
    assert_false(str_starts(STR("U"), STR("UN")));
    assert_true(str_starts(STR("UN"), STR("")));
    assert_true(str_starts(none, none));
    assert_true(str_ends(STR("coal.reg"), STR(".reg")));
    assert_false(str_ends(STR("reg"), STR(".reg")));
    assert_false(str_ends(STR("coal.road"), STR(".reg")));
    assert_true(str_ends(STR("x"), none));
    assert_true(str_ends(none, none));
}

static void copies_and_formats(void **state)
{
    struct arena *a = *state;
    char text[] = "coal";
    struct str copy = str_dup(a, str_of(text, 4));
    text[0] = 'x';
    assert_str(copy, "coal");
    assert_int_equal(copy.p[copy.n], '\0');
    assert_string_equal(str_z(a, str_of("coal mine", 4)), "coal");
    assert_string_equal(str_z(a, none), "");
    assert_str(str_fmt(a, "%s %d", "line", 12), "line 12");
    assert_str(str_fmt(a, "%s", ""), "");
    struct str longer = str_fmt(a, "%0100000d", 7);
    assert_int_equal(longer.n, 100000);
    assert_int_equal(longer.p[longer.n - 1], '7');
    assert_str(str_fmt(a, "[%.*s]", STR_ARG(STR("part"))), "[part]");
}

static void distance_of_known_pairs(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        size_t expected;
    } cases[] = {
        {"", "", 0},         {"", "abc", 3},
        {"abc", "", 3},      {"kitten", "sitting", 3},
        {"coal", "coal", 0}, {"iron-ores", "iron-ore", 1},
        {"coal", "caol", 1}, {"ab", "ba", 1},
        {"cn", "CN", 2},     {"ca", "abc", 3},
        {"flaw", "lawn", 2}, {"a", "b", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str x = str_c(cases[i].a);
        struct str y = str_c(cases[i].b);
        assert_int_equal(str_distance(x, y, 10), cases[i].expected);
        assert_int_equal(str_distance(y, x, 10), cases[i].expected);
    }
}

static void distance_is_cut_off(void **state)
{
    (void)state;
    assert_int_equal(str_distance(STR("abcdef"), STR("uvwxyz"), 2), 3);
    assert_int_equal(str_distance(STR("abc"), STR("abd"), 1), 1);
    assert_int_equal(str_distance(STR("abc"), STR("abd"), 0), 1);
    char longest[65];
    memset(longest, 'a', sizeof longest);
    assert_int_equal(str_distance(str_of(longest, 64), str_of(longest, 63), 2), 1);
    assert_int_equal(str_distance(str_of(longest, 65), str_of(longest, 65), 2), 3);
    assert_int_equal(str_distance(str_of(longest, 64), none, 100), 64);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The whole table, by the definition: the slow one beside the three rows. */
static size_t distance_by_table(struct str a, struct str b)
{
    size_t d[17][17];
    for (size_t i = 0; i <= a.n; i++) {
        for (size_t j = 0; j <= b.n; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = d[i - 1][j - 1] + (a.p[i - 1] != b.p[j - 1]);
            d[i][j] = least(d[i][j], least(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1]) {
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
    }
    return d[a.n][b.n];
}

static void distance_agrees_with_the_definition(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 50000; round++) {
        char text[2][16];
        struct str s[2];
        for (int k = 0; k < 2; k++) {
            size_t n = test_random(&seed) % 17;
            for (size_t i = 0; i < n; i++) {
                text[k][i] = (char)('a' + test_random(&seed) % 3);
            }
            s[k] = str_of(text[k], n);
        }
        size_t most = test_random(&seed) % 8;
        size_t whole = distance_by_table(s[0], s[1]);
        assert_int_equal(str_distance(s[0], s[1], most), least(whole, most + 1));
    }
}

static size_t encode(unsigned code, char *to)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned lead[] = {0, 0xC0, 0xE0, 0xF0};
    to[0] = (char)(lead[more] | code >> (6 * more));
    for (size_t i = 1; i <= more; i++) {
        to[i] = (char)(0x80U | (code >> (6 * (more - i)) & 0x3FU));
    }
    return more + 1;
}

static void utf8_every_code_point(void **state)
{
    (void)state;
    for (unsigned code = 0; code <= 0x110FFF; code++) {
        char text[8] = "ab";
        size_t n = 2 + encode(code, text + 2);
        text[n] = 'z';
        size_t bad = 99;
        bool good = code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        if (str_utf8(str_of(text, n + 1), &bad) != good || bad != (good ? 99 : 2)) {
            fail_msg("U+%04X: bad %zu", code, bad);
        }
        /* Cut short, it is not well-formed; nor is it with another byte in the place of one that continues. */
        for (size_t cut = 3; cut < n; cut++) {
            assert_false(str_utf8(str_of(text, cut), &bad));
            char kept = text[cut];
            text[cut] = 'x';
            assert_false(str_utf8(str_of(text, n + 1), &bad));
            text[cut] = kept;
        }
    }
}

static void utf8_refuses(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        size_t bad;
    } cases[] = {
        {{"\x80", 1}, 0},             /* continues nothing */
        {{"a\xBF", 2}, 1},            /* the same, later */
        {{"\xC0\x80", 2}, 0},         /* NUL in two bytes */
        {{"\xC1\xBF", 2}, 0},         /* DEL in two bytes */
        {{"\xE0\x9F\xBF", 3}, 0},     /* two bytes' worth in three */
        {{"\xF0\x8F\xBF\xBF", 4}, 0}, /* three bytes' worth in four */
        {{"\xED\xA0\x80", 3}, 0},     /* half of a surrogate pair */
        {{"\xF4\x90\x80\x80", 4}, 0}, /* past the last */
        {{"\xF5\x80\x80\x80", 4}, 0},
        {{"ok\xFF", 3}, 2},
        {{"ok\xFE", 3}, 2},
        {{"ok\xC3", 3}, 2},
        {{"ok\xE2\x82", 4}, 2},
        {{"ok\0ok", 5}, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad = 99;
        assert_false(str_utf8(cases[i].text, &bad));
        assert_int_equal(bad, cases[i].bad);
    }
}

static void utf8_accepts(void **state)
{
    (void)state;
    size_t bad = 99;
    assert_true(str_utf8(none, &bad));
    assert_true(str_utf8(STR(""), &bad));
    assert_true(str_utf8(STR("plain"), &bad));
    assert_true(str_utf8(STR("\xEC\xA1\xB0\xEC\x84\xA0 \xC3\x85land \xF0\x9F\x87\xB0"), &bad));
    assert_int_equal(bad, 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),
        cmocka_unit_test(orders_by_bytes),
        cmocka_unit_test(starts_and_ends),
        WITH_ARENA(copies_and_formats),
        cmocka_unit_test(distance_of_known_pairs),
        cmocka_unit_test(distance_is_cut_off),
        cmocka_unit_test(distance_agrees_with_the_definition),
        cmocka_unit_test(utf8_every_code_point),
        cmocka_unit_test(utf8_refuses),
        cmocka_unit_test(utf8_accepts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
