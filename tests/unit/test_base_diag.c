#include "test_base.h"

#include "base/diag.h"

static const struct span nowhere = {NULL, 0, 0};

static void keeps_what_was_said(void **state)
{
    struct diags d;
    diags_init(&d, *state);
    struct source s = {STR("coal.reg"), STR("goods coal")};
    struct span at = {&s, 6, 10};
    struct diag *one = diag_error(&d, "E0213", at, "no goods list is called `%s`", "coal");
    diag_note(&d, one, "%d lists are declared", 3);
    diag_help(&d, one, "did you mean `%s`?", "coals");
    assert_int_equal(d.list.n, 1);
    const struct diag *kept = &d.list.items[0];
    assert_int_equal(kept->severity, DIAG_ERROR);
    assert_string_equal(kept->code, "E0213");
    assert_str(kept->message, "no goods list is called `coal`");
    assert_str(kept->note, "3 lists are declared");
    assert_str(kept->help, "did you mean `coals`?");
    assert_ptr_equal(kept->at.source, &s);
    assert_int_equal(kept->at.from, 6);
    assert_int_equal(kept->at.to, 10);
}

static void note_and_help_start_empty(void **state)
{
    struct diags d;
    diags_init(&d, *state);
    const struct diag *one = diag_warning(&d, "W0001", nowhere, "%s", "");
    assert_int_equal(one->severity, DIAG_WARNING);
    assert_int_equal(one->note.n, 0);
    assert_int_equal(one->help.n, 0);
}

static void keeps_the_first_and_counts_the_rest(void **state)
{
    struct diags d;
    diags_init(&d, *state);
    for (int i = 0; i < DIAG_KEEP + 37; i++) {
        struct diag *one = i % 2 == 0 ? diag_error(&d, "E0001", nowhere, "number %d", i)
                                      : diag_warning(&d, "W0001", nowhere, "number %d", i);
        assert_non_null(one);
        diag_note(&d, one, "note %d", i);
        diag_help(&d, one, "help %d", i);
    }
    assert_int_equal(d.list.n, DIAG_KEEP);
    assert_int_equal(d.dropped, 37);
    assert_int_equal(d.errors + d.warnings, DIAG_KEEP + 37);
    assert_int_equal(d.errors, (DIAG_KEEP + 37 + 1) / 2);
    assert_str(d.list.items[0].message, "number 0");
    assert_str(d.list.items[DIAG_KEEP - 1].message, "number 19");
    assert_str(d.list.items[DIAG_KEEP - 1].note, "note 19");
}

static void place(const char *text, size_t offset, size_t line, size_t column, const char *shown)
{
    struct source s = {STR("x"), str_c(text)};
    size_t got_line = 0;
    size_t got_column = 0;
    struct str got_text;
    source_place(&s, offset, &got_line, &got_column, &got_text);
    if (got_line != line || got_column != column || !str_is(got_text, shown)) {
        fail_msg("offset %zu: %zu:%zu \"%.*s\", expected %zu:%zu \"%s\"", offset, got_line, got_column,
                 STR_ARG(got_text), line, column, shown);
    }
}

static void places_by_line(void **state)
{
    (void)state;
    const char *text = "one\ntwo\n\nfour";
    place(text, 0, 1, 1, "one");
    place(text, 2, 1, 3, "one");
    place(text, 3, 1, 4, "one"); /* the line's end belongs to the line */
    place(text, 4, 2, 1, "two");
    place(text, 8, 3, 1, "");
    place(text, 9, 4, 1, "four");
    place(text, 12, 4, 4, "four");
    place(text, 13, 4, 5, "four");
    place(text, 1000, 4, 5, "four"); /* past the end is the end */
    place("", 0, 1, 1, "");
    place("\n", 0, 1, 1, "");
    place("\n", 1, 2, 1, "");
    place("a\n", 2, 2, 1, "");
}

static void columns_count_characters(void **state)
{
    (void)state;
    /* Two, three and four bytes: e with acute, the syllable "jo", a flag's half. */
    const char *text = "x\n\xC3\xA9\xEC\xA1\xB0\xF0\x9F\x87\xB0z";
    const char *line = "\xC3\xA9\xEC\xA1\xB0\xF0\x9F\x87\xB0z";
    place(text, 2, 2, 1, line);
    place(text, 4, 2, 2, line);
    place(text, 7, 2, 3, line);
    place(text, 11, 2, 4, line);
    place(text, 12, 2, 5, line);
    place("\tx", 1, 1, 2, "\tx");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(keeps_what_was_said),
        WITH_ARENA(note_and_help_start_empty),
        WITH_ARENA(keeps_the_first_and_counts_the_rest),
        cmocka_unit_test(places_by_line),
        cmocka_unit_test(columns_count_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
