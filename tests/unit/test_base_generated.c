#include "test_base.h"

#include "base/generated.h"

static const char *country(const char *code)
{
    for (size_t i = 0; i < iso_country_count; i++) {
        if (strcmp(iso_countries[i].code, code) == 0) {
            return iso_countries[i].name;
        }
    }
    return "";
}

static const char *currency(const char *code)
{
    for (size_t i = 0; i < iso_currency_count; i++) {
        if (strcmp(iso_currencies[i].code, code) == 0) {
            return iso_currencies[i].name;
        }
    }
    return "";
}

static void countries(void **state)
{
    (void)state;
    assert_in_range(iso_country_count, 240, 300);
    for (size_t i = 0; i < iso_country_count; i++) {
        assert_int_equal(strlen(iso_countries[i].code), 2);
        assert_true(iso_countries[i].name[0] != '\0');
        assert_true(i == 0 || strcmp(iso_countries[i - 1].code, iso_countries[i].code) < 0);
    }
    assert_string_equal(country("KP"), "North Korea");
    assert_string_equal(country("KR"), "South Korea");
    assert_string_equal(country("CN"), "China");
    assert_string_equal(country("XX"), "");
}

static void currencies(void **state)
{
    (void)state;
    assert_in_range(iso_currency_count, 150, 250);
    for (size_t i = 0; i < iso_currency_count; i++) {
        assert_int_equal(strlen(iso_currencies[i].code), 3);
        assert_true(iso_currencies[i].name[0] != '\0');
        assert_true(i == 0 || strcmp(iso_currencies[i - 1].code, iso_currencies[i].code) < 0);
    }
    assert_string_equal(currency("USD"), "US Dollar");
    assert_string_equal(currency("KPW"), "North Korean Won");
    assert_string_equal(currency("XYZ"), "");
}

/* The tests run in the root of the tree, so the files themselves can be compared. */
static void embedded_as_on_disk(void **state)
{
    (void)state;
    assert_true(embedded_count > 0);
    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded_file *e = &embedded_files[i];
        assert_true(i == 0 || strcmp(embedded_files[i - 1].name, e->name) < 0);
        assert_int_equal(e->data[e->size], '\0');
        FILE *file = fopen(e->name, "rb");
        if (file == NULL) {
            fail_msg("%s is not in the tree", e->name);
        }
        size_t at = 0;
        int c;
        while ((c = fgetc(file)) != EOF) {
            if (at >= e->size || e->data[at] != (unsigned char)c) {
                fail_msg("%s differs at byte %zu", e->name, at);
            }
            at++;
        }
        fclose(file);
        assert_int_equal(at, e->size);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries),
        cmocka_unit_test(currencies),
        cmocka_unit_test(embedded_as_on_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
