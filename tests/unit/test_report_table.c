#include "test_report.h"

#include <locale.h>

#include "report/decide_table.h"
#include "report/text.h"

static struct str drawn(struct arena *a, const struct regime *g, const struct table_row *rows, size_t n, size_t width,
                        bool colour)
{
    struct table_options options = {.style = {.width = width, .colour = colour}};
    struct buf b;
    buf_init(&b, a);
    decide_table(g, rows, n, &options, &b);
    return buf_str(&b);
}

static size_t widest(struct str s)
{
    size_t most = 0;
    for (size_t start = 0; start < s.n;) {
        const char *end = memchr(s.p + start, '\n', s.n - start);
        size_t n = end == NULL ? s.n - start : (size_t)(end - s.p) - start;
        size_t width = text_width(str_of(s.p + start, n));
        most = width > most ? width : most;
        start += n + 1;
    }
    return most;
}

static void columns_in_order(void **state)
{
    struct regime *g = report_regime(*state);
    ints columns = {0};
    table_columns(g, *state, &columns);
    assert_int_equal(columns.n, 2);
    assert_str(jurisdiction_name(g, columns.items[0]), "UN");
    assert_str(jurisdiction_name(g, columns.items[1]), "US");
}

static void a_prohibited_deal(void **state)
{
    struct regime *g = report_regime(*state);
    struct table_row row;
    table_row_of(report_answer(*state, g, 1), *state, &row);
    assert_str(row.subject, "anthracite");
    assert_str(row.way, "KP>CN");
    assert_int_equal(row.letters[0], 'X');
    assert_int_equal(row.letters[1], '.');
    assert_str(row.not_encoded, "CN");
    assert_str(row.decided.items[0], "UN.coal (2371-8)");
    struct str s = drawn(*state, g, &row, 1, 80, false);
    assert_has(s, "on 2026-06-01 \xC2\xB7 regime small ");
    assert_has(s, " \xC2\xB7 2 measures, 50 % unreviewed\n");
    assert_has(s, "coal-\"1\" anthracite KP>CN X  .  CN       UN.coal (2371-8)\n");
    assert_has(s, "\n1 deal: 1 prohibited\n");
    assert_has(s, "X prohibited");
    assert_lacks(s, "\033");
}

static void exposed_beside_the_verdict(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct exposure exposed = {.consequence = 0, .value = ALL_LANES};
    an->legs[0].n_orders = 2;
    an->legs[0].orders[1] = report_order(*state, g, "US", NULL);
    an->legs[0].orders[1].bound = NO_LANE;
    an->legs[0].orders[1].exposed = &exposed;
    an->legs[0].orders[1].n_exposed = 1;
    struct table_row row;
    table_row_of(an, *state, &row);
    assert_true(row.exposed[1]);
    struct str s = drawn(*state, g, &row, 1, 120, false);
    assert_has(s, ".!");
    assert_has(s, "UN.coal (2371-8); exposed US.ffi\n");
}

static void an_offer_and_missing_facts(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct order_answer *oa = &an->legs[0].orders[0];
    struct tried offer = {.index = 0, .value = ALL_LANES, .policy = -1};
    oa->holds[0].offers = &offer;
    oa->holds[0].n_offers = 1;
    oa->holds[0].offered = ALL_LANES;
    oa->range = range_of(LABEL_LICENSABLE, LABEL_LICENSABLE);
    an->orders[0].range = oa->range;
    an->range = oa->range;
    struct table_row row;
    table_row_of(an, *state, &row);
    assert_int_equal(row.letters[0], 'L');
    assert_str(row.decided.items[0], "UN.c1718 may allow (UN.coal)");

    oa->range = range_of(LABEL_LICENSABLE, LABEL_PROHIBITED);
    an->orders[0].range = oa->range;
    an->range = oa->range;
    struct missing missing[2] = {{.pointer = STR("/notices"), .lanes = 1}, {.pointer = STR("/goods/0/hs"), .lanes = 1}};
    oa->missing = missing;
    oa->n_missing = 2;
    table_row_of(an, *state, &row);
    assert_int_equal(row.letters[0], '?');
    assert_str(row.decided.items[0], "missing notices");
    assert_str(row.decided.items[1], "hs");
    assert_int_equal(row.heads, 1);
}

static void not_encoded_is_no_clear(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    an->orders[1].bound = 1;
    an->orders[1].encoded = false;
    struct table_row row;
    table_row_of(an, *state, &row);
    assert_int_equal(row.letters[1], ' ');
    assert_str(row.not_encoded, "CN US");
}

/* Each order that closes the deal is named, however little room there is; those that give the verdict before the others. */
static void an_order_each(void **state)
{
    struct regime *g = report_regime(*state);
    struct table_row row;
    table_row_of(report_answer(*state, g, 1), *state, &row);
    strs_add(*state, &row.decided, STR("UN.another (2375-1)"));
    strs_add(*state, &row.decided, STR("US.services (EO 13722 s 3(a)(i))"));
    row.heads = 1U | 4U;
    row.weighty = 1U;
    assert_has(drawn(*state, g, &row, 1, 80, false), "UN.coal (2371-8); US.services +1\n");
    assert_has(drawn(*state, g, &row, 1, 52, false), "UN.coal; US.services +1\n");
    assert_has(drawn(*state, g, &row, 1, 140, false),
               "UN.coal (2371-8); UN.another (2375-1); US.services (EO 13722 s 3(a)(i))\n");
    row.weighty = 4U;
    assert_has(drawn(*state, g, &row, 1, 44, false), "US.services +2\n");
}

static void a_measure_once(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct hold_answer twice[2] = {an->legs[0].orders[0].holds[0], an->legs[0].orders[0].holds[0]};
    an->legs[0].orders[0].holds = twice;
    an->legs[0].orders[0].n_holds = 2;
    struct table_row row;
    table_row_of(an, *state, &row);
    assert_int_equal(row.decided.n, 1);
    assert_str(row.decided.items[0], "UN.coal (2371-8)");
}

static void without_an_id_and_without_deals(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct deal *d = report_deal(*state, g);
    struct table_row row;
    d->id = STR("");
    an->deal = d;
    table_row_of(an, *state, &row);
    assert_str(row.id, "anthracite");
    assert_str(row.subject, "");
    assert_str(drawn(*state, g, &row, 0, 80, false), "0 deals\n");
}

static void every_letter(void **state)
{
    (void)state;
    static const enum word words[] = {
        WORD_PROHIBITED, WORD_LICENSABLE, WORD_CONTESTED, WORD_UNDETERMINED, WORD_UNDETERMINED_LICENSABLE,
        WORD_LICENSED,   WORD_EXEMPT,     WORD_PERMITTED};
    static const char letters[] = {'X', 'L', '~', '?', '?', '=', 'E', '-'};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_int_equal(table_letter(words[i]), letters[i]);
    }
}

static void summary_counts(void **state)
{
    struct table_row rows[6] = {{.word = WORD_PROHIBITED}, {.word = WORD_PROHIBITED},
                                {.word = WORD_LICENSABLE}, {.word = WORD_UNDETERMINED_LICENSABLE},
                                {.word = WORD_EXEMPT},     {.word = WORD_PERMITTED}};
    struct buf b;
    buf_init(&b, *state);
    decide_summary(rows, 6, 1, &b);
    assert_str(buf_str(&b), "6 deals: 2 prohibited, 1 licensable, 1 undetermined, 2 open; 1 line could not be used\n");
}

/* Rows with long and wide texts. */
static struct table_row *wild(struct arena *a, const struct regime *g, size_t n)
{
    struct table_row *rows = ARENA_MANY(a, struct table_row, n);
    for (size_t i = 0; i < n; i++) {
        struct answer *an = report_answer(a, g, 1);
        struct deal *d = report_deal(a, g);
        d->id = str_fmt(a, "a-deal-with-a-long-name-%zu-%s", i, i % 2 == 0 ? "" : "무연탄-무연탄-무연탄");
        d->lines[0].description = i % 3 == 0 ? STR("무연탄 \x1b[2J of the best kind, washed and sorted") : STR("x");
        d->on += i == 1 ? 400 : 0;
        an->deal = d;
        table_row_of(an, a, &rows[i]);
        for (int k = 0; k < (int)i; k++) {
            strs_add(a, &rows[i].decided, str_fmt(a, "US.a-measure-with-a-long-name-%d (510.206)", k));
        }
        rows[i].not_encoded = i == 2 ? STR("AE AU CA CH CN GB JP PA RU SG") : STR("CN");
    }
    return rows;
}

static void fits_every_width(void **state)
{
    struct regime *g = report_regime(*state);
    struct table_row *rows = wild(*state, g, 5);
    for (size_t width = 60; width <= 140; width++) {
        struct str s = drawn(*state, g, rows, 5, width, false);
        if (widest(s) > width) {
            fail_msg("wider than %zu:\n%.*s", width, STR_ARG(s));
        }
        assert_lacks(s, "\x1b");
    }
    struct str s = drawn(*state, g, rows, 5, 80, false);
    assert_has(s, "each deal on its own day");
    assert_has(s, " +4\n");
}

static void the_locale_of_the_program_does_not_matter(void **state)
{
    struct regime *g = report_regime(*state);
    struct table_row *rows = wild(*state, g, 3);
    struct str one = drawn(*state, g, rows, 3, 100, false);
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    struct str two = drawn(*state, g, rows, 3, 100, false);
    assert_non_null(setlocale(LC_ALL, "C"));
    assert_true(str_eq(one, two));
    assert_has(one, "무연탄");
}

static void colour_only_if_asked(void **state)
{
    struct regime *g = report_regime(*state);
    struct table_row row;
    table_row_of(report_answer(*state, g, 1), *state, &row);
    struct str s = drawn(*state, g, &row, 1, 80, true);
    assert_has(s, "\033[31mX");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(columns_in_order),
        WITH_ARENA(a_prohibited_deal),
        WITH_ARENA(exposed_beside_the_verdict),
        WITH_ARENA(an_offer_and_missing_facts),
        WITH_ARENA(not_encoded_is_no_clear),
        WITH_ARENA(an_order_each),
        WITH_ARENA(a_measure_once),
        WITH_ARENA(without_an_id_and_without_deals),
        WITH_ARENA(every_letter),
        WITH_ARENA(summary_counts),
        WITH_ARENA(fits_every_width),
        WITH_ARENA(the_locale_of_the_program_does_not_matter),
        WITH_ARENA(colour_only_if_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
