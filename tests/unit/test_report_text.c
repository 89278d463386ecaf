#include "test_report.h"

#include "report/text.h"

static struct str clean(struct arena *a, const char *s)
{
    struct buf b;
    buf_init(&b, a);
    text_clean(&b, str_c(s));
    return buf_str(&b);
}

static struct str cut(struct arena *a, const char *s, size_t width)
{
    struct buf b;
    buf_init(&b, a);
    size_t used = text_cut(&b, str_c(s), width);
    assert_int_equal(used, text_width(buf_str(&b)));
    assert_true(used <= width);
    return buf_str(&b);
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(text_width(STR("coal")), 4);
    assert_int_equal(text_width(STR("무연탄")), 6);
    assert_int_equal(text_width(STR("Zürich")), 6);
    assert_int_equal(text_width(STR("e\xCC\x81")), 1); /* e and a combining acute */
    assert_int_equal(text_width(STR("\xF0\x9F\x9A\xA2")), 2);
    assert_int_equal(text_width(STR("\xFF\xFE")), 2); /* two `?` */
    assert_int_equal(text_width(STR("")), 0);
}

static void harmless(void **state)
{
    assert_str(clean(*state, "a\x1b[31mb"), "a?[31mb");
    assert_str(clean(*state, "a\nb\tc\rd"), "a?b?c?d");
    assert_str(clean(*state, "a\xE2\x80\xAE"
                             "b\xE2\x81\xA6"
                             "c"),
               "a?b?c"); /* right-to-left override, isolate */
    assert_str(clean(*state, "\xE2\x80\x8B"
                             "x"),
               "?x"); /* zero width space */
    assert_str(clean(*state, "\xC2\x9B"
                             "x"),
               "?x"); /* C1 */
    assert_str(clean(*state, "ok 무연탄 é"), "ok 무연탄 é");
    assert_str(clean(*state, "\xED\xA0\x80\xC0\x80\xF8"), "??????"); /* a surrogate, an overlong NUL, no lead byte */
    assert_str(clean(*state, "\xE2\x82"), "??");                     /* cut short */
}

static void cuts(void **state)
{
    assert_str(cut(*state, "coal", 4), "coal");
    assert_str(cut(*state, "coals", 4), "coa…");
    assert_str(cut(*state, "무연탄", 5), "무연…");
    assert_str(cut(*state, "무연탄", 4), "무…");
    assert_str(cut(*state, "coal", 1), "…");
    assert_str(cut(*state, "coal", 0), "");
}

static void flows(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    struct flow f;
    flow_start(&f, &b, 20, 2, 4);
    flow_adds(&f, "one two three four");
    flow_adds(&f, " five  six ");
    flow_end(&f);
    assert_str(buf_str(&b), "  one two three four\n    five six\n");
}

static void flows_by_columns(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    struct flow f;
    flow_start(&f, &b, 14, 0, 6);
    flow_adds(&f, "UN");
    flow_tab(&f, 6);
    flow_adds(&f, "무연탄 무연탄");
    flow_end(&f);
    assert_str(buf_str(&b), "UN    무연탄\n      무연탄\n");
}

static void a_mark_stays_with_its_word(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    struct flow f;
    flow_start(&f, &b, 12, 0, 2);
    flow_adds(&f, "one two four");
    flow_glue(&f, STR(","));
    flow_adds(&f, "fiv");
    flow_glue(&f, STR("."));
    flow_end(&f);
    assert_str(buf_str(&b), "one two\n  four, fiv.\n");
    buf_init(&b, *state);
    flow_start(&f, &b, 4, 0, 0);
    flow_adds(&f, "four");
    flow_glue(&f, STR(",")); /* nowhere to go */
    flow_end(&f);
    assert_str(buf_str(&b), "four,\n");
}

static void a_long_word_stands_alone(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    struct flow f;
    flow_start(&f, &b, 10, 0, 2);
    flow_adds(&f, "abc abcdefghijklmnop b");
    flow_end(&f);
    assert_str(buf_str(&b), "abc\n  abcdefghijklmnop\n  b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(widths),
        WITH_ARENA(harmless),
        WITH_ARENA(cuts),
        WITH_ARENA(flows),
        WITH_ARENA(flows_by_columns),
        WITH_ARENA(a_mark_stays_with_its_word),
        WITH_ARENA(a_long_word_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
