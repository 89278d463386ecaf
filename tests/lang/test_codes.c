/* The codes: every code in the source has a row in src/law/codes.c, a section in docs/errors.md and a test; the examples there give what
 * they should; limits are tried with texts that are made here. */
#include "lang.h"

#include <ctype.h>
#include <unistd.h>

#include <detente/detente.h>

#include "law/checker.h"
#include "law/codes.h"
#include "law/load.h"
#include "plan/road.h"

#define LARGE_CAP ((size_t)2 << 30)

/* ---- the table ---- */

static void the_table_is_in_order_and_fits_a_terminal(void **state)
{
    (void)state;
    for (size_t i = 0; i < code_count; i++) {
        const char *text = code_table[i].text;
        assert_true(i == 0 || strcmp(code_table[i - 1].code, code_table[i].code) < 0);
        for (size_t column = 0; *text != '\0'; text++) {
            column = *text == '\n' ? 0 : column + 1;
            assert_in_range(column, 0, 78);
        }
    }
}

static void a_code_is_found_whatever_its_case(void **state)
{
    (void)state;
    assert_string_equal(code_find("E0210")->name, "no such name");
    assert_ptr_equal(code_find("e0210"), code_find("E0210"));
    assert_null(code_find("E0999"));
    assert_null(code_find("E02"));
    dt_text text = dt_code_text("w0406");
    assert_true(text.size > 0 && memcmp(text.data, "a name that no law uses\n\n", 24) == 0);
    assert_int_equal(dt_code_text("E0999").size, 0);
}

struct seen {
    bool source, page, test;
};

/* Marks the codes of a text that stand after `before`. */
static void mark(struct seen *seen, size_t offset, struct str text, const char *before, const char *where)
{
    size_t n = strlen(before);
    for (size_t i = 0; i + n + 5 <= text.n; i++) {
        const char *p = text.p + i + n;
        bool code = memcmp(text.p + i, before, n) == 0 && (p[0] == 'E' || p[0] == 'W') && p[1] == '0' &&
                    isdigit((unsigned char)p[2]) && isdigit((unsigned char)p[3]) && isdigit((unsigned char)p[4]);
        if (!code) {
            continue;
        }
        char name[6];
        memcpy(name, p, 5);
        name[5] = '\0';
        const struct code_row *row = code_find(name);
        if (row == NULL) {
            fail_msg("%s: the code %s has no row in src/law/codes.c", where, name);
            return;
        }
        bool *flag = (bool *)(void *)((char *)&seen[row - code_table] + offset);
        *flag = true;
    }
}

static void mark_folder(struct arena *a, struct seen *seen, size_t offset, const char *folder, const char *suffix,
                        const char *before)
{
    struct lang_names files = {0};
    lang_list(folder, suffix, &files);
    for (size_t i = 0; i < files.n; i++) {
        struct str path = str_fmt(a, "%s%s", folder, files.items[i]);
        mark(seen, offset, lang_file(a, path.p), before, path.p);
        free(files.items[i]);
    }
}

static void every_code_is_explained_and_tested(void **state)
{
    struct arena *a = *state;
    static const char *const rooms[] = {"src/law/", "src/plan/", "src/engine/"};
    static const char *const suffixes[] = {".reg", ".road", ".test"};
    struct seen *seen = ARENA_MANY(a, struct seen, code_count);
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        mark_folder(a, seen, offsetof(struct seen, source), rooms[i], ".c", ", \"");
        mark_folder(a, seen, offsetof(struct seen, source), rooms[i], ".c", "(\"");
    }
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        mark_folder(a, seen, offsetof(struct seen, test), LANG_FOLDER, suffixes[i], "# expect: ");
    }
    mark(seen, offsetof(struct seen, test), lang_file(a, LANG_FOLDER "test_codes.c"), "gives(\"", "test_codes.c");
    mark(seen, offsetof(struct seen, page), lang_file(a, "docs/errors.md"), "\n## ", "docs/errors.md");
    for (size_t i = 0; i < code_count; i++) {
        if (!seen[i].page || !seen[i].test || !seen[i].source) {
            fail_msg("%s: %s", code_table[i].code,
                     !seen[i].source ? "no part of the program gives it"
                     : !seen[i].page ? "no section in docs/errors.md"
                                     : "no test in tests/lang");
        }
    }
}

/* ---- the examples of docs/errors.md ---- */

struct page {
    struct arena *arena;
    struct str prelude;
    char code[6];
    size_t examples;
};

static struct diags check_law(struct arena *a, const struct source *s)
{
    struct diags d;
    diags_init(&d, a);
    const struct regime *g = regime_load(a, &d, s, 1);
    if (d.errors == 0) {
        struct check_days days = {.today = DAY_NONE};
        assert_true(date_parse(STR("2026-06-01"), &days.reviewed_since));
        assert_true(date_parse(STR("2026-11-24"), &days.today));
        regime_check(g, &d, days);
    }
    return d;
}

static struct source *source_of(struct arena *a, const char *name, struct str text)
{
    struct source *s = ARENA_NEW(a, struct source);
    s->name = str_c(name);
    s->text = text;
    return s;
}

/* Diagnostics below the head: those of the code, and the others that count as loud as it. */
static void verify(const struct page *p, struct str example, bool bad, const struct diags *d, size_t head)
{
    size_t same = 0;
    size_t others = 0;
    for (size_t i = 0; i < d->list.n; i++) {
        const struct diag *one = &d->list.items[i];
        if (one->at.from < head) {
            continue;
        }
        bool is = strcmp(one->code, p->code) == 0;
        same += is ? 1 : 0;
        others += !is && one->code[0] == 'E' ? 1 : 0;
    }
    if (others > 0 || (bad ? same == 0 : same > 0)) {
        struct str got = lang_got(p->arena, d);
        fprintf(stderr, "docs/errors.md, %s, %s example:\n%.*sgives:\n%.*s\n", p->code, bad ? "bad" : "good",
                STR_ARG(example), STR_ARG(got));
        fail();
    }
}

static void law_example(const struct page *p, struct str example, bool bad)
{
    struct str text = str_fmt(p->arena, "%.*s%.*s", STR_ARG(p->prelude), STR_ARG(example));
    struct diags d = check_law(p->arena, source_of(p->arena, "example.reg", text));
    verify(p, example, bad, &d, p->prelude.n);
}

static void road_example(const struct page *p, struct str example, bool bad)
{
    struct diags d;
    diags_init(&d, p->arena);
    struct regime *g = regime_load(p->arena, &d, source_of(p->arena, "prelude.reg", p->prelude), 1);
    road_load(p->arena, &d, g, source_of(p->arena, "example.road", example));
    verify(p, example, bad, &d, 0);
}

/* Law tests run over a regime in a folder. */
static void test_example(const struct page *p, struct str example, bool bad)
{
    char folder[] = "/tmp/detente-errors-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct str path = str_fmt(p->arena, "%s/prelude.reg", folder);
    FILE *f = fopen(path.p, "wb");
    assert_non_null(f);
    fwrite(p->prelude.p, 1, p->prelude.n, f);
    fclose(f);
    dt_regime *r = NULL;
    dt_text report;
    dt_status status = dt_regime_load(folder, NULL, false, &r, &report);
    unlink(path.p);
    rmdir(folder);
    assert_int_equal(status, DT_OK);
    dt_free(report);
    dt_session *session = dt_session_new(r, 0);
    dt_text text = {example.p, example.n};
    dt_text out = {0};
    size_t passed = 0;
    size_t failed = 0;
    assert_int_equal(dt_test(session, "example.test", text, NULL, &out, &passed, &failed), DT_OK);
    struct str shown = str_dup(p->arena, str_of(out.data, out.size));
    struct str head = str_fmt(p->arena, "error[%s]: ", p->code);
    if (bad != (strstr(shown.p, head.p) != NULL) || (!bad && failed > 0)) {
        fail_msg("docs/errors.md, %s, %s example gives:\n%s", p->code, bad ? "bad" : "good", shown.p);
    }
    dt_session_free(session);
    dt_regime_free(r);
}

static void one_example(struct page *p, struct str mark, struct str text)
{
    bool bad = str_ends(mark, STR(" bad"));
    p->examples++;
    if (str_is(mark, "```reg prelude")) {
        p->prelude = text;
        return;
    }
    assert_true(bad || str_ends(mark, STR(" good")));
    if (str_starts(mark, STR("```reg"))) {
        law_example(p, text, bad);
    } else if (str_starts(mark, STR("```road"))) {
        road_example(p, text, bad);
    } else {
        test_example(p, text, bad);
    }
}

static void the_examples_give_what_they_should(void **state)
{
    struct page p = {.arena = *state};
    struct str page = lang_file(p.arena, "docs/errors.md");
    struct str mark = {0};
    size_t start = 0;
    for (size_t i = 0; i < page.n;) {
        const char *end = memchr(page.p + i, '\n', page.n - i);
        size_t n = end == NULL ? page.n - i : (size_t)(end - page.p) - i;
        struct str line = str_of(page.p + i, n);
        if (str_starts(line, STR("## ")) && n > 8) {
            memcpy(p.code, line.p + 3, 5);
        } else if (str_is(line, "```")) {
            one_example(&p, mark, str_of(page.p + start, i - start));
        } else if (str_starts(line, STR("```"))) {
            mark = line;
            start = i + n + 1;
        }
        i += n + 1;
    }
    assert_in_range(p.examples, 100, 1000);
}

/* ---- limits ---- */

static struct arena *large_new(void)
{
    struct arena *a = malloc(sizeof *a);
    assert_non_null(a);
    arena_init(a, LARGE_CAP);
    return a;
}

static void large_free(struct arena *a)
{
    arena_release(a);
    free(a);
}

/* The text gives exactly this diagnostic, once. */
static void gives(const char *code, struct arena *a, struct str text)
{
    struct diags d;
    diags_init(&d, a);
    regime_load(a, &d, source_of(a, "made.reg", text), 1);
    if (d.errors != 1 || strcmp(d.list.items[0].code, code) != 0) {
        struct str got = lang_got(a, &d);
        fail_msg("want %s once, got:\n%.*s", code, STR_ARG(got));
    }
}

static struct str filled(struct arena *a, const char *head, const char *piece, size_t times, const char *tail)
{
    struct buf b;
    buf_init(&b, a);
    buf_adds(&b, head);
    for (size_t i = 0; i < times; i++) {
        buf_adds(&b, piece);
    }
    buf_adds(&b, tail);
    return buf_str(&b);
}

static void what_is_no_text_is_refused(void **state)
{
    struct arena *a = *state;
    gives("E0100", a, STR("regime t \"\xff\" { }\nmeasure UN.coal \"Coal\" { goods nothing }\n"));
    gives("E0100", a, STR("regime t \"a\0b\" { }\n"));
}

static void a_file_has_at_most_4_mib(void **state)
{
    (void)state;
    struct arena *a = large_new();
    struct diags d;
    diags_init(&d, a);
    size_t room = READ_BYTES - strlen("regime t { }\n");
    struct str full = filled(a, "regime t { }\n", "#", room, "");
    regime_load(a, &d, source_of(a, "made.reg", full), 1);
    assert_int_equal(d.errors, 0);
    gives("E0107", a, filled(a, "regime t { }\n", "#", room + 1, ""));
    large_free(a);
}

static void a_file_has_at_most_a_million_words(void **state)
{
    (void)state;
    struct arena *a = large_new();
    gives("E0108", a, filled(a, "regime t { }\npurpose p ", "a ", READ_NODES + 1, "\n"));
    large_free(a);
}

static void blocks_nest_24_deep(void **state)
{
    (void)state;
    struct arena *a = large_new();
    struct diags d;
    diags_init(&d, a);
    const char *head = "regime t { }\ngoods coal \"coal\" { hs 2701 }\nscope deep ";
    struct str most = filled(a, head, "{ any of ", READ_DEPTH - 1, "{ goods coal");
    regime_load(a, &d, source_of(a, "made.reg", filled(a, most.p, " }", READ_DEPTH, "\n")), 1);
    assert_int_equal(d.errors, 0);
    struct str more = filled(a, head, "{ any of ", READ_DEPTH, "{ goods coal");
    gives("E0105", a, filled(a, more.p, " }", READ_DEPTH + 1, "\n"));
    /* far deeper: passed over without recursion, braces in texts and comments do not count */
    struct str far = filled(a, head, "{ any of ", 200000, "{ note \"}\" # }\n goods coal");
    gives("E0105", a, filled(a, far.p, " }", 200001, "\n"));
    large_free(a);
}

static void scopes_unfold_to_10000_clauses(void **state)
{
    struct arena *a = *state;
    struct buf b;
    buf_init(&b, a);
    buf_adds(&b, "regime t { }\ngoods coal \"coal\" { hs 2701 }\nscope a0 { goods coal }\n");
    for (int i = 1; i < 40; i++) { /* would unfold to 3 to the power of 40 */
        buf_addf(&b, "scope a%d { any of { a%d;  a%d;  a%d } }\n", i, i - 1, i - 1, i - 1);
    }
    struct diags d;
    diags_init(&d, a);
    regime_load(a, &d, source_of(a, "made.reg", buf_str(&b)), 1);
    assert_in_range(d.errors, 1, 40);
    for (size_t i = 0; i < d.list.n; i++) {
        assert_string_equal(d.list.items[i].code, "E0234");
        assert_non_null(strstr(d.list.items[i].message.p, "too large"));
    }
}

static void scopes_unfold_to_64_deep(void **state)
{
    struct arena *a = *state;
    struct buf b;
    buf_init(&b, a);
    buf_adds(&b, "regime t { }\ngoods coal \"coal\" { hs 2701 }\nscope a00 { goods coal }\n");
    for (int i = 1; i < 40; i++) {
        buf_addf(&b, "scope a%02d { a%02d }\n", i, i - 1);
    }
    gives("E0234", a, buf_str(&b));
}

static void a_regime_has_at_most_20000_holds(void **state)
{
    (void)state;
    struct arena *a = large_new();
    const char *head = "regime t { }\nconduct procure \"procures\"\njurisdiction UN \"United Nations\" { }\n"
                       "instrument UN.1 \"one\" { from 2016-01-01 }\n"
                       "measure UN.coal \"Coal\" {\n binds anyone\n prohibits procure\n";
    struct diags d;
    diags_init(&d, a);
    struct str most = filled(a, head, " under UN.1 para 1\n", MAX_HOLDS, "}\n");
    const struct regime *g = regime_load(a, &d, source_of(a, "made.reg", most), 1);
    assert_int_equal(d.errors, 0);
    assert_int_equal(g->holds.n, MAX_HOLDS);
    gives("E0309", a, filled(a, head, " under UN.1 para 1\n", MAX_HOLDS + 3, "}\n"));
    large_free(a);
}

static void a_regime_has_at_most_100000_values(void **state)
{
    (void)state;
    struct arena *a = large_new();
    struct buf b;
    buf_init(&b, a);
    buf_adds(&b, "regime t { }\n");
    for (int i = 0; i < MAX_VALUES; i++) {
        buf_addf(&b, "purpose p%d \"p\"\n", i);
    }
    gives("E0318", a, buf_str(&b));
    large_free(a);
}

/* ---- roads ---- */

static void road_gives(const char *code, struct arena *a, struct str text)
{
    struct diags d;
    diags_init(&d, a);
    struct regime *g = regime_load(a, &d, source_of(a, "ground.law", lang_file(a, LANG_FOLDER "ground.law")), 1);
    road_load(a, &d, g, source_of(a, "made.road", text));
    assert_in_range(d.errors, 1, 1000);
    assert_string_equal(d.list.items[0].code, code);
}

static void a_road_has_at_most_1024_acts(void **state)
{
    struct arena *a = *state;
    const char *head = "roadmap r \"Road\" { regime ground;  start 2026-06-01 }\nstage 1 \"first\" {\n";
    road_gives("E0404", a, filled(a, head, " act UN.sc suspends UN.coal\n", ROAD_ACTS + 1, "}\n"));
}

static void a_road_has_at_most_63_stages(void **state)
{
    struct arena *a = *state;
    struct buf b;
    buf_init(&b, a);
    buf_adds(&b, "roadmap r \"Road\" { regime ground;  start 2026-06-01 }\n");
    for (int i = 1; i <= ROAD_STAGES + 1; i++) {
        buf_addf(&b, "stage %d \"s\" { act UN.sc suspends UN.coal }\n", i);
    }
    road_gives("E0406", a, buf_str(&b));
}

/* ---- many mistakes ---- */

static void twenty_are_kept_and_the_others_counted(void **state)
{
    struct arena *a = *state;
    struct diags d;
    diags_init(&d, a);
    struct str text = filled(a, "regime t { }\n", "nothing at all\n", 57, "");
    regime_load(a, &d, source_of(a, "made.reg", text), 1);
    assert_int_equal(d.errors, 57);
    assert_int_equal(d.list.n, DIAG_KEEP);
    assert_int_equal(d.dropped, 57 - DIAG_KEEP);
}

static void the_order_of_files_leaves_no_trace(void **state)
{
    struct arena *a = *state;
    struct source files[3] = {
        {STR("a.reg"), STR("regime t { }\ngoods coal \"coal\" { hs 2701 }\n")},
        {STR("b.reg"), STR("scope two { one }\nwanted UN.1 para 10 \"ten\"\n")},
        {STR("c.reg"), STR("scope one { goods coal }\nwanted UN.1 para 9 \"nine\"\n"
                           "jurisdiction UN \"UN\" { }\ninstrument UN.1 \"one\" { from 2016-01-01 }\n")}};
    struct source turned[3] = {files[2], files[0], files[1]};
    struct diags d;
    diags_init(&d, a);
    const struct regime *g = regime_load(a, &d, files, 3);
    const struct regime *h = regime_load(a, &d, turned, 3);
    assert_int_equal(d.errors, 0);
    assert_memory_equal(g->hash, h->hash, sizeof g->hash);
    assert_int_equal(g->wanted.n, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_str(g->wanted.items[i].title, i == 0 ? "nine" : "ten");
        assert_str(h->wanted.items[i].title, i == 0 ? "nine" : "ten");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order_and_fits_a_terminal),
        cmocka_unit_test(a_code_is_found_whatever_its_case),
        WITH_ARENA(every_code_is_explained_and_tested),
        WITH_ARENA(the_examples_give_what_they_should),
        WITH_ARENA(what_is_no_text_is_refused),
        cmocka_unit_test(a_file_has_at_most_4_mib),
        cmocka_unit_test(a_file_has_at_most_a_million_words),
        cmocka_unit_test(blocks_nest_24_deep),
        WITH_ARENA(scopes_unfold_to_10000_clauses),
        WITH_ARENA(scopes_unfold_to_64_deep),
        cmocka_unit_test(a_regime_has_at_most_20000_holds),
        cmocka_unit_test(a_regime_has_at_most_100000_values),
        WITH_ARENA(a_road_has_at_most_1024_acts),
        WITH_ARENA(a_road_has_at_most_63_stages),
        WITH_ARENA(twenty_are_kept_and_the_others_counted),
        WITH_ARENA(the_order_of_files_leaves_no_trace),
    };
    return cmocka_run_group_tests_name("codes", tests, NULL, NULL);
}
