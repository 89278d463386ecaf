#include "test_report.h"

#include <jansson.h>

#include "report/diag_json.h"
#include "report/diag_text.h"

static const struct style plain = {.width = 80};

/* One diagnostic at `what` in the text. */
static struct str rendered(struct arena *a, const char *text, const char *what, const struct style *style)
{
    struct source *s = ARENA_NEW(a, struct source);
    *s = (struct source){STR("regimes/dprk/un/2371.reg"), str_c(text)};
    const char *at = strstr(text, what);
    assert_non_null(at);
    size_t from = (size_t)(at - text);
    struct diags d;
    diags_init(&d, a);
    struct diag *one =
        diag_error(&d, "E0213", (struct span){s, from, from + strlen(what)}, "no goods list is called `%s`", what);
    diag_note(&d, one, "goods lists are declared in regimes/vocabulary/goods.reg");
    diag_help(&d, one, "did you mean `iron-ore`?");
    struct buf b;
    buf_init(&b, a);
    diag_text(one, style, &b);
    return buf_str(&b);
}

static void shows_the_line_with_carets(void **state)
{
    assert_str(rendered(*state, "one\n\nthree\n        goods   coal, iron-ores\n", "iron-ores", &plain),
               "error[E0213]: no goods list is called `iron-ores`\n"
               " --> regimes/dprk/un/2371.reg:4:23\n"
               "  |\n"
               "4 |         goods   coal, iron-ores\n"
               "  |                       ^^^^^^^^^\n"
               "  = note: goods lists are declared in regimes/vocabulary/goods.reg\n"
               "  = help: did you mean `iron-ore`?; more: detente help E0213\n"
               "\n");
}

static void tabs_and_wide_characters_keep_the_carets_in_place(void **state)
{
    struct str s = rendered(*state, "\tgoods\t무연탄, ores", "ores", &plain);
    assert_has(s, "1 |     goods   무연탄, ores\n");
    assert_has(s, "  |                     ^^^^\n");
}

static void harmful_characters_do_not_reach_the_terminal(void **state)
{
    struct str s = rendered(*state, "goods \x1b[2J\xE2\x80\xAE ores\r\n", "ores", &plain);
    assert_has(s, "1 | goods ?[2J? ores\n");
    assert_has(s, "  |             ^^^^\n");
    assert_lacks(s, "\x1b");
}

static void long_lines_are_cut_around_the_spot(void **state)
{
    char text[2001];
    memset(text, 'a', 2000);
    text[2000] = '\0';
    memcpy(text + 1200, " ores ", 6);
    struct str s = rendered(*state, text, "ores", &plain);
    const char *line = strstr(s.p, "1 | ");
    const char *carets = strstr(s.p, "^^^^");
    assert_non_null(line);
    assert_non_null(carets);
    const char *start = carets;
    while (start[-1] != '\n') {
        start--;
    }
    assert_int_equal(strcspn(line, "\n"), 80);
    assert_memory_equal(line + (carets - start), "ores", 4);
}

static void a_span_of_many_lines_marks_the_first(void **state)
{
    struct str s = rendered(*state, "goods {\n  coal\n}\n", "{\n  coal\n}", &plain);
    assert_has(s, "1 | goods {\n  |       ^\n");
}

static void the_end_of_a_text_can_be_shown(void **state)
{
    struct source s = {STR("x.reg"), STR("goods {")};
    struct diags d;
    diags_init(&d, *state);
    struct diag *one = diag_error(&d, "E0102", (struct span){&s, 7, 7}, "a brace is missing");
    struct buf b;
    buf_init(&b, *state);
    diag_text(one, &plain, &b);
    assert_has(buf_str(&b), "x.reg:1:8\n");
    assert_has(buf_str(&b), "1 | goods {\n  |        ^\n");
}

static void colour_only_if_asked(void **state)
{
    struct style colour = {.width = 80, .colour = true};
    assert_has(rendered(*state, "goods ores", "ores", &colour), "\033[31merror[E0213]\033[0m: ");
    assert_lacks(rendered(*state, "goods ores", "ores", &plain), "\033");
}

static struct diags *many(struct arena *a)
{
    struct source *s = ARENA_MANY(a, struct source, 2);
    s[0] = (struct source){STR("a.reg"), STR("one\ntwo\nthree\n")};
    s[1] = (struct source){STR("b.reg"), STR("one\n")};
    struct diags *d = ARENA_NEW(a, struct diags);
    diags_init(d, a);
    diag_error(d, "E0001", (struct span){&s[0], 8, 13}, "third");
    diag_warning(d, "W0002", (struct span){&s[1], 0, 3}, "other");
    diag_error(d, "E0003", (struct span){&s[0], 0, 3}, "first");
    diag_error(d, "E0004", (struct span){NULL, 0, 0}, "nowhere");
    return d;
}

static void are_shown_by_text_and_line(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    diags_text(many(*state), &plain, &b);
    const char *first = strstr(b.p, "first");
    const char *third = strstr(b.p, "third");
    const char *other = strstr(b.p, "other");
    assert_true(first < third && third < other);
    assert_has(buf_str(&b), "error[E0004]: nowhere\n   = help: more: detente help E0004\n");
    assert_true(str_ends(buf_str(&b), STR("\n\n3 errors, 1 warning\n")));
}

static void the_rest_is_counted(void **state)
{
    struct diags d;
    diags_init(&d, *state);
    for (int i = 0; i < DIAG_KEEP + 37; i++) {
        diag_error(&d, "E0001", (struct span){NULL, 0, 0}, "one");
    }
    struct buf b;
    buf_init(&b, *state);
    diags_text(&d, &plain, &b);
    assert_true(str_ends(buf_str(&b), STR("\n... and 37 more\n57 errors\n")));
}

static void nothing_wrong_says_nothing(void **state)
{
    struct diags d;
    diags_init(&d, *state);
    struct buf b;
    buf_init(&b, *state);
    diags_text(&d, &plain, &b);
    assert_int_equal(b.n, 0);
}

static void machines_read_the_same(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    diags_json(many(*state), &b);
    size_t lines = 0;
    for (const char *p = b.p; *p != '\0';) {
        size_t n = strcspn(p, "\n");
        json_error_t error;
        json_t *v = json_loadb(p, n, JSON_REJECT_DUPLICATES, &error);
        assert_non_null(v);
        assert_non_null(json_object_get(v, "type"));
        json_decref(v);
        p += n + 1;
        lines++;
    }
    assert_int_equal(lines, 5);
    assert_has(buf_str(&b), "{\"type\":\"error\",\"code\":\"E0001\",\"message\":\"third\",\"file\":\"a.reg\",\"line\":"
                            "3,\"column\":1,\"from\":8,\"to\":13}");
    assert_has(buf_str(&b), "{\"type\":\"summary\",\"errors\":3,\"warnings\":1,\"not_shown\":0}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(shows_the_line_with_carets),
        WITH_ARENA(tabs_and_wide_characters_keep_the_carets_in_place),
        WITH_ARENA(harmful_characters_do_not_reach_the_terminal),
        WITH_ARENA(long_lines_are_cut_around_the_spot),
        WITH_ARENA(a_span_of_many_lines_marks_the_first),
        WITH_ARENA(the_end_of_a_text_can_be_shown),
        WITH_ARENA(colour_only_if_asked),
        WITH_ARENA(are_shown_by_text_and_line),
        WITH_ARENA(the_rest_is_counted),
        WITH_ARENA(nothing_wrong_says_nothing),
        WITH_ARENA(machines_read_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
