/* Ranges: towers, labels, words; the worst of several; what is open. Rule 7 of docs/rules.md. */
#include "test_decide_law.h"

static const enum label labels[] = {LABEL_PERMITTED, LABEL_EXEMPT, LABEL_LICENSED, LABEL_LICENSABLE, LABEL_PROHIBITED};
#define LABELS (sizeof labels / sizeof *labels)

/* Every pair of ends comes back as it went in, in every lane. */
static void ends_come_back(void **state)
{
    (void)state;
    for (size_t b = 0; b < LABELS; b++) {
        for (size_t w = b; w < LABELS; w++) {
            struct range r = range_of(labels[b], labels[w]);
            static const unsigned lanes[] = {0, 1, 31, 32, 63};
            for (size_t i = 0; i < 5; i++) {
                enum label best;
                enum label worst;
                range_lane(&r, lanes[i], &best, &worst);
                assert_int_equal(best, labels[b]);
                assert_int_equal(worst, labels[w]);
            }
            for (int k = 0; k < TOWERS; k++) { /* must within may; higher towers within lower ones */
                assert_int_equal(r.tower[k].must & ~r.tower[k].may, 0);
                assert_true(k == 0 || ((r.tower[k].may & ~r.tower[k - 1].may) == 0 &&
                                       (r.tower[k].must & ~r.tower[k - 1].must) == 0));
            }
        }
    }
}

/* The word of each range: from docs/deal.md 10, 11 ("decided if both agree, or if both are open: then the less favourable"). */
static void words(void **state)
{
    (void)state;
    static const struct {
        enum label best, worst;
        enum word word;
        const char *name;
    } all[] = {
        {LABEL_PERMITTED, LABEL_PERMITTED, WORD_PERMITTED, "permitted"},
        {LABEL_PERMITTED, LABEL_EXEMPT, WORD_EXEMPT, "exempt"},
        {LABEL_PERMITTED, LABEL_LICENSED, WORD_LICENSED, "licensed"},
        {LABEL_PERMITTED, LABEL_LICENSABLE, WORD_UNDETERMINED_LICENSABLE, "undetermined"},
        {LABEL_PERMITTED, LABEL_PROHIBITED, WORD_UNDETERMINED, "undetermined"},
        {LABEL_EXEMPT, LABEL_EXEMPT, WORD_EXEMPT, "exempt"},
        {LABEL_EXEMPT, LABEL_LICENSED, WORD_LICENSED, "licensed"},
        {LABEL_EXEMPT, LABEL_LICENSABLE, WORD_UNDETERMINED_LICENSABLE, "undetermined"},
        {LABEL_EXEMPT, LABEL_PROHIBITED, WORD_UNDETERMINED, "undetermined"},
        {LABEL_LICENSED, LABEL_LICENSED, WORD_LICENSED, "licensed"},
        {LABEL_LICENSED, LABEL_LICENSABLE, WORD_UNDETERMINED_LICENSABLE, "undetermined"},
        {LABEL_LICENSED, LABEL_PROHIBITED, WORD_UNDETERMINED, "undetermined"},
        {LABEL_LICENSABLE, LABEL_LICENSABLE, WORD_LICENSABLE, "licensable"},
        {LABEL_LICENSABLE, LABEL_PROHIBITED, WORD_UNDETERMINED, "undetermined"},
        {LABEL_PROHIBITED, LABEL_PROHIBITED, WORD_PROHIBITED, "prohibited"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct range r = range_of(all[i].best, all[i].worst);
        assert_int_equal(range_word(&r, 0), all[i].word);
        assert_int_equal(range_word(&r, 63), all[i].word);
        assert_string_equal(word_name(all[i].word), all[i].name);
        bool open = all[i].worst <= LABEL_LICENSED;
        bool maybe = all[i].best <= LABEL_LICENSED;
        assert_int_equal(range_open(&r, 5), open);
        assert_int_equal(range_open_lanes(&r), open ? ~0ULL : 0);
        assert_int_equal(range_maybe_open_lanes(&r), maybe ? ~0ULL : 0);
    }
    assert_string_equal(word_name(WORD_CONTESTED), "contested");
    assert_string_equal(label_name(LABEL_LICENSABLE), "licensable");
}

/* The words stand in the order of docs/deal.md, worst last. */
static void order_of_words(void **state)
{
    (void)state;
    static const char *const names[] = {"permitted",  "exempt",    "licensed",     "undetermined",
                                        "licensable", "contested", "undetermined", "prohibited"};
    for (int w = WORD_PERMITTED; w <= WORD_PROHIBITED; w++) {
        assert_string_equal(word_name((enum word)w), names[w]);
    }
}

/* The worst of two, end by end, lane by lane. */
static void worst_of_two(void **state)
{
    (void)state;
    for (size_t a = 0; a < LABELS; a++) {
        for (size_t b = a; b < LABELS; b++) {
            for (size_t c = 0; c < LABELS; c++) {
                for (size_t d = c; d < LABELS; d++) {
                    struct range r = range_of(labels[a], labels[b]);
                    struct range with = range_of(labels[c], labels[d]);
                    range_worsen(&r, &with);
                    enum label best;
                    enum label worst;
                    range_lane(&r, 17, &best, &worst);
                    assert_int_equal(best, a > c ? labels[a] : labels[c]);
                    assert_int_equal(worst, b > d ? labels[b] : labels[d]);
                }
            }
        }
    }
}

/* Lanes do not touch each other. */
static void lanes_apart(void **state)
{
    (void)state;
    struct range r = {0};
    r.tower[0].may = 0x6;
    r.tower[0].must = 0x4;
    r.tower[3].may = 0;
    enum label best;
    enum label worst;
    range_lane(&r, 0, &best, &worst);
    assert_int_equal(worst, LABEL_PERMITTED);
    range_lane(&r, 1, &best, &worst);
    assert_int_equal(best, LABEL_PERMITTED);
    assert_int_equal(worst, LABEL_EXEMPT);
    range_lane(&r, 2, &best, &worst);
    assert_int_equal(best, LABEL_EXEMPT);
    assert_true(range_open(&r, 2));
    struct overlay o = {.lanes = 3};
    assert_int_equal(overlay_all(&o), 7);
    o.lanes = 64;
    assert_int_equal(overlay_all(&o), ~0ULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ends_come_back), cmocka_unit_test(words),
                                       cmocka_unit_test(order_of_words), cmocka_unit_test(worst_of_two),
                                       cmocka_unit_test(lanes_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
