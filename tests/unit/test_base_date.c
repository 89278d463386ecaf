#include "test_base.h"

#include "base/date.h"

static bool leap(int year)
{
    return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
}

static int month_length(int year, int month)
{
    switch (month) {
    case 2: return leap(year) ? 29 : 28;
    case 4:
    case 6:
    case 9:
    case 11: return 30;
    default: return 31;
    }
}

static int day_of(const char *text)
{
    int day = DAY_NONE;
    if (!date_parse(str_c(text), &day)) {
        fail_msg("%s is not read", text);
    }
    return day;
}

/* Counts day by day from 1800 on, beside the formula. */
static void every_day_there_and_back(void **state)
{
    struct arena *a = *state;
    struct arena_mark start = arena_mark(a);
    int expected = day_of("1800-01-01");
    for (int year = 1800; year <= 2999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= month_length(year, month); day++) {
                char text[40]; /* room for any three numbers: the compiler does not know that these are small */
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                int got = DAY_NONE;
                int y;
                int m;
                int d;
                date_split(expected, &y, &m, &d);
                if (!date_parse(str_c(text), &got) || got != expected || date_make(year, month, day) != expected ||
                    y != year || m != month || d != day || !str_is(date_str(a, expected), text)) {
                    fail_msg("%s: %d, expected %d", text, got, expected);
                }
                expected++;
            }
            arena_rewind(a, start);
        }
    }
    assert_int_equal(expected, date_make(3000, 1, 1));
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(day_of("1970-01-01"), 0);
    assert_int_equal(day_of("1969-12-31"), -1);
    assert_int_equal(day_of("2000-03-01"), 11017);
    assert_int_equal(day_of("2026-06-01"), 20605);
    assert_int_equal(day_of("1900-03-01") - day_of("1900-02-28"), 1);
    assert_int_equal(day_of("2000-03-01") - day_of("2000-02-28"), 2);
    assert_true(DAY_NONE < DAY_MIN);
    assert_true(DAY_MIN < day_of("1800-01-01"));
    assert_true(DAY_MAX > day_of("2999-12-31"));
}

static void every_bad_date_is_refused(void **state)
{
    (void)state;
    for (int year = 1800; year <= 2999; year++) {
        for (int month = 0; month <= 14; month++) {
            for (int day = 0; day <= 33; day++) {
                char text[40];
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                bool good = month >= 1 && month <= 12 && day >= 1 && day <= month_length(year, month);
                int got = 123;
                if (date_parse(str_c(text), &got) != good || (!good && got != 123)) {
                    fail_msg("%s", text);
                }
            }
        }
    }
    static const char *const bad[] = {
        "1799-12-31", "3000-01-01", "0000-01-01", "9999-12-31", "2016-99-01", "2016-01-99",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int day;
        assert_true(date_shaped(str_c(bad[i])));
        assert_false(date_parse(str_c(bad[i]), &day));
    }
}

static void other_shapes_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "2016",        "2016-3-2",    "2016-03-2",
        "16-03-02",   "2016-03-02 ", " 2016-03-02", "2016/03/02",
        "2016-03/02", "20160302",    "2016-0302-",  "-016-03-02",
        "2016-+3-02", "2016-03-0x",  "two-thou-sa", "2016-03-02T00:00",
        "2016--03-2", "02-03-2016x", "02-03-2016",  "2016.03.02",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int day;
        if (date_shaped(str_c(bad[i])) || date_parse(str_c(bad[i]), &day)) {
            fail_msg("\"%s\" was read", bad[i]);
        }
    }
    assert_false(date_shaped(str_c(NULL)));
    /* Ten bytes of a longer text: nothing past the slice is looked at. */
    assert_true(date_shaped(str_of("2016-03-02-04", 10)));
    /* Every byte in every place: only digits and dashes will do. */
    for (size_t at = 0; at < 10; at++) {
        for (int c = 0; c < 256; c++) {
            char text[11] = "2016-03-02";
            text[at] = (char)c;
            bool dash = at == 4 || at == 7;
            assert_int_equal(date_shaped(str_of(text, 10)), dash ? c == '-' : c >= '0' && c <= '9');
        }
    }
}

static void years_are_calendar_years(void **state)
{
    (void)state;
    assert_int_equal(date_add_years(day_of("2016-03-02"), 1), day_of("2017-03-02"));
    assert_int_equal(date_add_years(day_of("2016-02-29"), 1), day_of("2017-02-28"));
    assert_int_equal(date_add_years(day_of("2016-02-29"), 4), day_of("2020-02-29"));
    assert_int_equal(date_add_years(day_of("2016-02-29"), -1), day_of("2015-02-28"));
    assert_int_equal(date_add_years(day_of("1896-02-29"), 4), day_of("1900-02-28"));
    assert_int_equal(date_add_years(day_of("2017-02-28"), 3), day_of("2020-02-28"));
    assert_int_equal(date_add_years(day_of("2016-12-31"), 0), day_of("2016-12-31"));
    for (int year = 1800; year < 2900; year++) {
        int d = date_make(year, 7, 27);
        assert_int_equal(date_add_years(d, 99), date_make(year + 99, 7, 27));
        assert_int_equal(date_add_years(date_add_years(d, 37), -37), d);
    }
}

static void months_keep_the_day_or_end_the_month(void **state)
{
    (void)state;
    assert_int_equal(date_add_months(day_of("2016-01-31"), 1), day_of("2016-02-29"));
    assert_int_equal(date_add_months(day_of("2017-01-31"), 1), day_of("2017-02-28"));
    assert_int_equal(date_add_months(day_of("2017-12-15"), 1), day_of("2018-01-15"));
    assert_int_equal(date_add_months(day_of("2017-01-15"), -1), day_of("2016-12-15"));
    assert_int_equal(date_add_months(day_of("2017-03-31"), -1), day_of("2017-02-28"));
    assert_int_equal(date_add_months(day_of("2017-05-31"), 6), day_of("2017-11-30"));
    assert_int_equal(date_add_months(day_of("2017-05-31"), 0), day_of("2017-05-31"));
    for (int from = day_of("1999-01-01"); from <= day_of("2004-12-31"); from++) {
        int y;
        int m;
        int d;
        date_split(from, &y, &m, &d);
        for (int months = -30; months <= 30; months++) {
            int y2;
            int m2;
            int d2;
            date_split(date_add_months(from, months), &y2, &m2, &d2);
            assert_int_equal(y2 * 12 + m2, y * 12 + m + months);
            int length = month_length(y2, m2);
            assert_int_equal(d2, d < length ? d : length);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(every_day_there_and_back),        cmocka_unit_test(known_days),
        cmocka_unit_test(every_bad_date_is_refused), cmocka_unit_test(other_shapes_are_refused),
        cmocka_unit_test(years_are_calendar_years),  cmocka_unit_test(months_keep_the_day_or_end_the_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
