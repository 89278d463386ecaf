#include "test_base.h"

#include "base/decimal.h"

static struct decimal of(const char *text)
{
    struct decimal d = {-1};
    if (!decimal_parse(str_c(text), &d)) {
        fail_msg("\"%s\" is not read", text);
    }
    return d;
}

static void reads(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long long micro;
    } cases[] = {
        {"0", 0},
        {"1", 1000000},
        {"65000", 65000000000},
        {"65000.00", 65000000000},
        {"0.50", 500000},
        {"0.000001", 1},
        {"007", 7000000},
        {"000000000001", 1000000},
        {"999999999999", 999999999999000000},
        {"999999999999.999999", 999999999999999999},
        {"1.10", 1100000},
        {"1.01", 1010000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(of(cases[i].text).micro == cases[i].micro);
    }
    assert_true(of("999999999999").micro == decimal_of(999999999999).micro);
    /* Nothing past the slice is looked at. */
    struct decimal d;
    assert_true(decimal_parse(str_of("12x", 2), &d));
    assert_true(d.micro == 12000000);
}

static void refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        " ",
        ".",
        ".5",
        "5.",
        "1.2.3",
        "-1",
        "+1",
        "1e3",
        "1,000",
        "1 000",
        " 1",
        "1 ",
        "0x10",
        "1.0000000",
        "0.0000001",
        "1000000000000",
        "0000000000001",
        "1..2",
        "abc",
        "1a",
        "\xD9\xA1",
        "1.-1",
        "inf",
        "NaN",
        "1_000",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct decimal d = {42};
        if (decimal_parse(str_c(bad[i]), &d)) {
            fail_msg("\"%s\" was read", bad[i]);
        }
        assert_true(d.micro == 42);
    }
    struct decimal d = {42};
    assert_false(decimal_parse(str_c(NULL), &d));
    assert_false(decimal_parse(str_of("1\0", 2), &d));
}

static void writes(void **state)
{
    struct arena *a = *state;
    assert_str(decimal_str(a, of("0")), "0");
    assert_str(decimal_str(a, of("65000.00")), "65000");
    assert_str(decimal_str(a, of("0.50")), "0.5");
    assert_str(decimal_str(a, of("0.000001")), "0.000001");
    assert_str(decimal_str(a, of("100.10")), "100.1");
    assert_str(decimal_str(a, of("999999999999.999999")), "999999999999.999999");
}

static void there_and_back(void **state)
{
    struct arena *a = *state;
    uint64_t seed = 11;
    struct arena_mark start = arena_mark(a);
    for (int i = 0; i < 100000; i++) {
        struct decimal d = {(long long)(test_random(&seed) % 1000000000) * 1000000000 +
                            test_random(&seed) % 1000000000};
        struct decimal back;
        assert_true(decimal_parse(decimal_str(a, d), &back));
        assert_true(back.micro == d.micro);
        arena_rewind(a, start);
    }
}

static void compares(void **state)
{
    (void)state;
    assert_int_equal(decimal_cmp(of("1"), of("1.000000")), 0);
    assert_int_equal(decimal_cmp(of("0.1"), of("0.100001")), -1);
    assert_int_equal(decimal_cmp(of("999999999999.999999"), of("999999999999.999998")), 1);
}

static void compares_ratios_exactly(void **state)
{
    (void)state;
    /* 5000 for 2 against 2500 each. */
    assert_int_equal(decimal_cmp_ratio(of("5000"), of("2"), of("2500")), 0);
    assert_int_equal(decimal_cmp_ratio(of("5000.000001"), of("2"), of("2500")), 1);
    assert_int_equal(decimal_cmp_ratio(of("4999.999999"), of("2"), of("2500")), -1);
    /* A third has no end in decimals; 1/3 is still more than 0.333333 and less than 0.333334. */
    assert_int_equal(decimal_cmp_ratio(of("1"), of("3"), of("0.333333")), 1);
    assert_int_equal(decimal_cmp_ratio(of("1"), of("3"), of("0.333334")), -1);
    /* The largest values do not overflow. */
    struct decimal most = of("999999999999.999999");
    assert_int_equal(decimal_cmp_ratio(most, most, of("1")), 0);
    assert_int_equal(decimal_cmp_ratio(most, of("0.000001"), most), 1);
    assert_int_equal(decimal_cmp_ratio(of("0.000001"), most, most), -1);
    assert_int_equal(decimal_cmp_ratio(of("0"), most, of("0")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),    cmocka_unit_test(refuses),  WITH_ARENA(writes),
        WITH_ARENA(there_and_back), cmocka_unit_test(compares), cmocka_unit_test(compares_ratios_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
