/* `detente check --summary`: counts by legal order, what nobody could lift, the wanted paragraphs; as text and as JSON. */
#include "lang.h"

#include <jansson.h>

#include <detente/detente.h>

#include "law/load.h"
#include "report/summary.h"

static const char law[] =
    "regime small \"Small\" { against KP }\n"
    "conduct procure \"procures\"\n"
    "goods coal \"coal\" { hs 2701 }\n"
    "purpose livelihood \"livelihood\"\n"
    "jurisdiction UN \"United Nations\" { }\n"
    "jurisdiction US \"United States\" { nexus person { actor { national US } } }\n"
    "authority UN.sc \"Security Council\"\n"
    "authority US.ofac \"OFAC\"\n"
    "instrument UN.1718 \"S/RES/1718\" by UN.sc { adopted 2006-10-14 }\n"
    "instrument UN.2270 \"S/RES/2270\" by UN.sc { adopted 2016-03-02 }\n"
    "instrument UN.2321 \"S/RES/2321\" by UN.sc { adopted 2016-11-30 }\n"
    "instrument US.31cfr510 \"31 CFR part 510\" by US.ofac { from 2010-11-04;  cited as \"31 CFR\" }\n"
    "instrument US.eo13722 \"EO 13722\" { from 2016-03-16 }\n"
    "instrument US.nkspea \"22 USC\" { from 2016-02-18 }\n"
    "external instrument US.15cfr744\n"
    "external authority JP.cabinet\n"
    "measure UN.coal \"Coal\" {\n"
    "    binds states for persons;  prohibits procure;  goods coal\n"
    "    form 2016-03-02 under UN.2270 para 29 {\n"
    "        except aid { only purpose livelihood;  under UN.1718 para 9(a) }\n"
    "        except late { goods coal;  purpose livelihood }\n"
    "    }\n"
    "    vary 2016-11-30 under UN.2321 para 9 { omit except late;  licensable by UN.sc case-by-case { } }\n"
    "    vary 2016-11-30 under UN.2321 para 10 { except more { goods coal;  not purpose livelihood } }\n"
    "    vary 2016-11-30 under UN.2321 para 11 { omit scope { made-in CN } }\n"
    "    licensable by UN.sc case-by-case { } under UN.1718 para 12\n"
    "    reviewed 2026-11-24 \"the text\"\n"
    "}\n"
    "measure US.services \"Services\" {\n"
    "    binds person;  prohibits procure;  destination KP\n"
    "    under US.eo13722 s 3(a)(i)\n"
    "    under US.eo13722 s 8\n"
    "    required by US.nkspea s 9214(c)\n"
    "    source \"31 CFR 510.206, s 510.405(a);  EO 13722 s 3\"\n"
    "}\n"
    "offer UN.case \"Case\" by UN.sc { over UN.coal;  under UN.2321 para 46 }\n"
    "exemption UN.humane \"Humane\" { over UN.coal;  only purpose livelihood;  under UN.2321 para 46 }\n"
    "licence US.gl \"Licence\" by US.ofac { over US.services;  goods coal;  under US.31cfr510 s 510.504 }\n"
    "policy US.deny \"Denial\" on US.services { deny;  under US.eo13722 s 9 }\n"
    "consequence US.banks \"Banks\" { exposes actor { national CN };  to \"loss\";  under US.nkspea s 9221b }\n"
    "cap UN.cap \"Cap\" { held by all states together;  under UN.2321 para 26 }\n"
    "commitment UN.more \"More\" { under UN.2321 para 47 }\n"
    "power UN.lift { of UN.sc;  may end;  over UN.2270;  source \"31 CFR 510.801\" }\n"
    "power US.license { of US.ofac;  may license;  over measures of US;  source \"31 CFR 510.501\" }\n"
    "power US.partly { of US.ofac;  may suspend;  over US.eo13722 s 3;  source \"31 CFR 510.501\" }\n"
    "wanted UN.1718 para 9 \"basic expenses\"\n"
    "wanted UN.1718 para 12 \"the Committee\"\n"
    "wanted UN.2270 \"the whole of it\"\n"
    "wanted UN.2270 para 29(a)(i) \"below the place\"\n"
    "wanted UN.2321 para 9 \"an exception ends\"\n"
    "wanted UN.2321 para 10 \"an exception more\"\n"
    "wanted UN.2321 para 11 \"a part outside\"\n"
    "wanted UN.2321 para 26(b) \"a cap\"\n"
    "wanted UN.2321 para 46 \"an offer\"\n"
    "wanted UN.2321 para 47 \"a commitment\"\n"
    "wanted US.31cfr510 s 510.206(a) \"cited\"\n"
    "wanted US.31cfr510 s 510.405 \"cited, with its kind\"\n"
    "wanted US.31cfr510 s 510.20 \"not 510.206\"\n"
    "wanted US.31cfr510 s 510.504 \"a licence\"\n"
    "wanted US.31cfr510 s 510.501 \"a power\"\n"
    "wanted US.eo13722 s 9 \"a policy\"\n"
    "wanted US.nkspea s 9214(c)(1) \"a mandate\"\n"
    "wanted US.nkspea s 9221b \"a consequence\"\n"
    "wanted power of UN.sc \"to end\"\n"
    "wanted power of JP.cabinet \"to suspend\"\n";

static const char expected[] = "                            UN      US     all\n"
                               "  instruments                3       3       6\n"
                               "  measures                   1       1       2\n"
                               "  holds                      1       2       3\n"
                               "  exemptions                 4       0       4\n"
                               "  offers                     3       0       3\n"
                               "  licences                   0       1       1\n"
                               "  policies                   0       1       1\n"
                               "  consequences               0       1       1\n"
                               "  mandates                   0       1       1\n"
                               "  powers                     1       2       3\n"
                               "  holds, reviewed            1       0       1\n"
                               "  holds, unreviewed          0       2       2\n"
                               "  share reviewed         100 %     0 %    33 %\n"
                               "\n"
                               "1 measure that no declared power could lift\n"
                               "  US.services in part: US.eo13722 s 8\n"
                               "\n"
                               "20 paragraphs wanted, 2 missing\n"
                               "  UN.1718 para 9                basic expenses: exemption aid of UN.coal\n"
                               "  UN.1718 para 12               the Committee: offer in UN.coal\n"
                               "  UN.2270                       the whole of it: UN.coal\n"
                               "  UN.2270 para 29(a)(i)         below the place: UN.coal\n"
                               "  UN.2321 para 9                an exception ends: UN.coal\n"
                               "  UN.2321 para 10               an exception more: UN.coal\n"
                               "  UN.2321 para 11               a part outside: UN.coal\n"
                               "  UN.2321 para 26(b)            a cap: cap UN.cap\n"
                               "  UN.2321 para 46               an offer: exemption UN.humane; offer UN.case\n"
                               "  UN.2321 para 47               a commitment: commitment UN.more\n"
                               "  US.31cfr510 s 510.20          not 510.206: MISSING\n"
                               "  US.31cfr510 s 510.206(a)      cited: cited by US.services\n"
                               "  US.31cfr510 s 510.405         cited, with its kind: cited by US.services\n"
                               "  US.31cfr510 s 510.501         a power: cited by power US.license, US.partly\n"
                               "  US.31cfr510 s 510.504         a licence: licence US.gl\n"
                               "  US.eo13722 s 9                a policy: policy US.deny\n"
                               "  US.nkspea s 9214(c)(1)        a mandate: mandate for US.services\n"
                               "  US.nkspea s 9221b             a consequence: consequence US.banks\n"
                               "  power of JP.cabinet           to suspend: MISSING\n"
                               "  power of UN.sc                to end: power UN.lift\n";

static const struct regime *load_law(struct arena *a, const char *text)
{
    struct source *s = ARENA_NEW(a, struct source);
    struct diags d;
    diags_init(&d, a);
    s->name = STR("small.reg");
    s->text = str_c(text);
    const struct regime *g = regime_load(a, &d, s, 1);
    if (d.errors > 0) {
        struct str got = lang_got(a, &d);
        fail_msg("%.*s", STR_ARG(got));
    }
    return g;
}

static void counts_and_places_as_text(void **state)
{
    struct arena *a = *state;
    struct style style = {.width = 80};
    struct buf b;
    buf_init(&b, a);
    struct summary *s = summary_of(a, load_law(a, law));
    summary_text(s, &style, &b);
    struct str got = buf_str(&b);
    if (!str_is(got, expected)) {
        fprintf(stderr, "%.*s", STR_ARG(got));
        fail();
    }
    assert_int_equal(s->missing, 2);
}

static void no_line_is_wider_than_asked(void **state)
{
    struct arena *a = *state;
    struct style style = {.width = 40};
    struct buf b;
    buf_init(&b, a);
    summary_text(summary_of(a, load_law(a, law)), &style, &b);
    size_t column = 0;
    for (size_t i = 0; i < b.n; i++) {
        column = b.p[i] == '\n' ? 0 : column + 1;
        assert_in_range(column, 0, 55); /* words longer than the line are not cut */
    }
}

/* Two orders: their columns and the sum stand below each other where the width is small; without law there is nothing to lift. */
static void an_empty_regime(void **state)
{
    struct arena *a = *state;
    struct style style = {.width = 80, .colour = true};
    struct buf b;
    buf_init(&b, a);
    summary_text(summary_of(a, load_law(a, "regime t { }\njurisdiction UN \"United Nations\" { }\n")), &style, &b);
    assert_non_null(strstr(b.p, "share reviewed             -"));
    assert_non_null(strstr(b.p, "Every measure can be lifted by a declared power."));
    assert_non_null(strstr(b.p, "No paragraph is declared as wanted."));
    assert_non_null(strstr(b.p, "\033[1m"));
}

static void law_of_no_declared_order_is_counted_apart(void **state)
{
    struct arena *a = *state;
    struct style style = {.width = 80};
    struct buf b;
    buf_init(&b, a);
    summary_text(
        summary_of(a, load_law(a, "regime t { }\njurisdiction UN \"United Nations\" { }\n"
                                  "authority UN.sc \"Council\"\nconduct procure \"procures\"\n"
                                  "instrument UN.1 \"one\" by UN.sc { from 2016-01-01 }\n"
                                  "measure UN.a \"a\" { binds anyone;  prohibits procure;  under UN.1 para 1 }\n")),
        &style, &b);
    assert_non_null(strstr(b.p, "1 measure that no declared power could lift\n  UN.a\n"));
    assert_null(strstr(b.p, "none"));
}

static void the_same_as_json(void **state)
{
    struct arena *a = *state;
    struct buf b;
    buf_init(&b, a);
    summary_json(summary_of(a, load_law(a, law)), true, &b);
    size_t lines = 0;
    size_t missing = 0;
    for (const char *line = b.p; *line != '\0'; lines++) {
        const char *end = strchr(line, '\n');
        assert_non_null(end);
        json_error_t error;
        json_t *j = json_loadb(line, (size_t)(end - line), 0, &error);
        assert_non_null(j);
        missing += json_is_true(json_object_get(j, "missing")) ? 1 : 0;
        const char *type = json_string_value(json_object_get(j, "type"));
        assert_non_null(type);
        if (strcmp(type, "paragraphs") == 0) {
            assert_int_equal(json_integer_value(json_object_get(j, "missing")), 2);
        }
        json_decref(j);
        line = end + 1;
    }
    assert_int_equal(lines, 3 + 1 + 20 + 1);
    assert_int_equal(missing, 2);
    assert_non_null(strstr(b.p, "{\"kind\":\"measure\",\"name\":\"US.services\",\"cites\":true}"));
    assert_non_null(strstr(
        b.p, "{\"type\":\"no_power\",\"measure\":\"US.services\",\"all\":false,\"holds\":[\"US.eo13722 s 8\"]}"));
}

/* ---- through the public header, on the shipped law ---- */

static int shipped_setup(void **state)
{
    dt_regime *r = NULL;
    dt_text report;
    dt_status status = dt_regime_load("dprk", NULL, false, &r, &report);
    dt_free(report);
    *state = r;
    return status == DT_OK ? 0 : -1;
}

static int shipped_teardown(void **state)
{
    dt_regime_free(*state);
    return 0;
}

static void the_shipped_law_lacks_no_wanted_paragraph(void **state)
{
    dt_session *s = dt_session_new(*state, 0);
    dt_text out = {0};
    size_t problems = 1;
    assert_int_equal(dt_check(s, true, NULL, false, NULL, &out, &problems), DT_OK);
    assert_int_equal(problems, 0);
    assert_non_null(strstr(out.data, " paragraphs wanted, 0 missing\n"));
    assert_int_equal(dt_check(s, true, "2026-06-01", true, NULL, &out, &problems), DT_OK);
    assert_non_null(strstr(out.data, "\"missing\":0}\n"));
    assert_int_equal(dt_check(s, false, NULL, true, NULL, &out, &problems), DT_OK);
    assert_null(strstr(out.data, "\"type\":\"wanted\""));
    dt_session_free(s);
}

static void old_reviews_are_warned_of_and_are_no_problem(void **state)
{
    dt_session *s = dt_session_new(*state, 0);
    dt_text out = {0};
    size_t problems = 1;
    assert_int_equal(dt_check(s, false, "2999-12-31", false, NULL, &out, &problems), DT_OK);
    assert_int_equal(problems, 0);
    assert_non_null(strstr(out.data, "warning[W0404]"));
    assert_non_null(strstr(out.data, "dprk: "));
    dt_session_free(s);
}

static void a_day_that_is_none_is_refused(void **state)
{
    dt_session *s = dt_session_new(*state, 0);
    dt_text out = {0};
    size_t problems = 0;
    assert_int_equal(dt_check(s, false, "2026-02-30", false, NULL, &out, &problems), DT_INVALID);
    assert_true(dt_session_error(s).size > 0);
    assert_true(dt_session_help(s).size > 0);
    dt_session_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(counts_and_places_as_text),
        WITH_ARENA(no_line_is_wider_than_asked),
        WITH_ARENA(an_empty_regime),
        WITH_ARENA(law_of_no_declared_order_is_counted_apart),
        WITH_ARENA(the_same_as_json),
        cmocka_unit_test_setup_teardown(the_shipped_law_lacks_no_wanted_paragraph, shipped_setup, shipped_teardown),
        cmocka_unit_test_setup_teardown(old_reviews_are_warned_of_and_are_no_problem, shipped_setup, shipped_teardown),
        cmocka_unit_test_setup_teardown(a_day_that_is_none_is_refused, shipped_setup, shipped_teardown),
    };
    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
