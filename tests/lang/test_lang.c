/* Diagnostics: each file of this folder says at its top which it gives, with place and help, and gives exactly those.
 *
 *   # expect: E0210 17:21 did you mean `iron-ore`?        one line for each, in the order of the text
 *   # reviewed-since: DATE     # today: DATE               for the checker, which runs when the law reads without an error
 *   # law: ground.law                                      in a .road file: the law under it
 *
 * What a file gives is printed when it differs; copy it when it is right.
 */
#include "lang.h"

#include <detente/detente.h>

#include "law/checker.h"
#include "law/codes.h"
#include "law/load.h"
#include "plan/road.h"

static struct lang_names names;

static const struct source *read_source(struct arena *a, const char *folder, const char *name)
{
    struct source *s = ARENA_NEW(a, struct source);
    s->name = str_fmt(a, "%s%s", folder, name);
    s->text = lang_file(a, s->name.p);
    return s;
}

static int header_day(struct str text, const char *key)
{
    int day = DAY_NONE;
    struct str value = lang_header(text, key);
    if (value.n > 0) {
        assert_true(date_parse(value, &day));
    }
    return day;
}

static void compare(struct arena *a, const struct source *s, const struct diags *d)
{
    struct str want = lang_expected(a, s->text);
    struct str got = lang_got(a, d);
    if (!str_eq(want, got)) {
        fprintf(stderr, "%.*s\nwant:\n%.*sgot:\n%.*s\n", STR_ARG(s->name), STR_ARG(want), STR_ARG(got));
        fail();
    }
}

static void law_file(struct arena *a, const char *name)
{
    const struct source *s = read_source(a, LANG_FOLDER, name);
    struct diags d;
    diags_init(&d, a);
    const struct regime *g = regime_load(a, &d, s, 1);
    if (d.errors == 0) {
        struct check_days days = {header_day(s->text, "reviewed-since"), header_day(s->text, "today")};
        regime_check(g, &d, days);
    }
    compare(a, s, &d);
}

static void road_file(struct arena *a, const char *name)
{
    const struct source *s = read_source(a, LANG_FOLDER, name);
    struct str law = lang_header(s->text, "law");
    const struct source *under = read_source(a, LANG_FOLDER, str_z(a, law));
    struct diags d;
    diags_init(&d, a);
    struct regime *g = regime_load(a, &d, under, 1);
    assert_int_equal(d.errors, 0);
    road_load(a, &d, g, s);
    compare(a, s, &d);
}

static bool ends(const char *name, const char *suffix)
{
    size_t n = strlen(name);
    return n > strlen(suffix) && strcmp(name + n - strlen(suffix), suffix) == 0;
}

/* A test file over the shipped law: its report must show the code and the place. */
static void test_file(struct arena *a, const char *name)
{
    const struct source *s = read_source(a, LANG_FOLDER, name);
    dt_regime *r = NULL;
    dt_text report;
    assert_int_equal(dt_regime_load("dprk", NULL, false, &r, &report), DT_OK);
    dt_free(report);
    dt_session *session = dt_session_new(r, 0);
    dt_text text = {s->text.p, s->text.n};
    dt_text out = {0};
    size_t passed = 0;
    size_t failed = 0;
    assert_int_equal(dt_test(session, s->name.p, text, NULL, &out, &passed, &failed), DT_OK);
    struct str shown = str_dup(a, str_of(out.data, out.size));
    struct str want = lang_expected(a, s->text);
    while (want.n > 0) { /* CODE LINE:COLUMN */
        size_t code = 5;
        const char *end = memchr(want.p, '\n', want.n);
        size_t n = (size_t)(end - want.p);
        struct str first = str_fmt(a, "error[%.*s]: ", (int)code, want.p);
        struct str place = str_fmt(a, " --> %s:%.*s\n", s->name.p, (int)(n - code - 1), want.p + code + 1);
        const char *at = strstr(shown.p, first.p);
        if (at == NULL || strstr(at, place.p) == NULL) {
            fail_msg("%s: no %s at %s in:\n%s", name, first.p, place.p, shown.p);
        }
        want.p += n + 1;
        want.n -= n + 1;
    }
    dt_session_free(session);
    dt_regime_free(r);
}

static void one_file(void **state)
{
    const char *name = *state;
    struct arena a;
    arena_init(&a, TEST_CAP);
    if (ends(name, ".reg")) {
        law_file(&a, name);
    } else if (ends(name, ".road")) {
        road_file(&a, name);
    } else {
        test_file(&a, name);
    }
    arena_release(&a);
}

int main(void)
{
    lang_list(LANG_FOLDER, ".reg", &names);
    lang_list(LANG_FOLDER, ".road", &names);
    lang_list(LANG_FOLDER, ".test", &names);
    struct CMUnitTest *tests = calloc(names.n + 1, sizeof *tests);
    for (size_t i = 0; tests != NULL && i < names.n; i++) {
        tests[i] = (struct CMUnitTest){.name = names.items[i], .test_func = one_file, .initial_state = names.items[i]};
    }
    return _cmocka_run_group_tests("lang", tests, names.n, NULL, NULL);
}
