#include "test_report.h"

#include "plan/diff.h"
#include "report/html_out.h"
#include "report/page.h"
#include "report/text.h"

static const char road_text[] = "roadmap small-road \"Small <b>bold</b> & \\\"quoted\\\"\" {\n"
                                "    regime small\n"
                                "    start 2026-06-01\n"
                                "    source \"a <test> & more\"\n"
                                "    unreviewed \"a <test>\"\n"
                                "}\n"
                                "condition calm \"calm </section>\" verified by observation\n"
                                "stage 1 \"Orders </main><script>alert(1)</script>\" {\n"
                                "    when calm\n"
                                "    act US.president suspends US.eo13722 s 4 for 180 days\n"
                                "}\n"
                                "stage 2 \"Council\" {\n"
                                "    after 1 at least 30 days\n"
                                "    act UN.sc suspends UN.coal for 1 year\n"
                                "}\n";

#define HOSTILE "<script>alert('x')</script>\\\"&\\u202e\\u0007\\ud83d\\ude80"

static const char *const deals[] = {
    "{\"id\":\"" HOSTILE "\",\"activity\":\"import\",\"dispatch\":\"KP\",\"destination\":\"CN\",\"purposes\":[],"
    "\"goods\":[{\"hs\":\"270111\",\"made_in\":\"KP\"}],\"parties\":[{\"role\":\"buyer\",\"country\":\"CN\","
    "\"clear\":true},{\"role\":\"seller\",\"country\":\"KP\",\"clear\":true}]}",
    "{\"activity\":\"import\",\"goods\":[{\"hs\":\"1006\",\"description\":\"rice <i>\"}],\"parties\":[{\"role\":"
    "\"buyer\",\"country\":\"CN\",\"clear\":true},{\"role\":\"seller\",\"country\":\"KP\",\"clear\":true}]}",
};

static struct str page_of(struct arena *a, size_t n, size_t left_out)
{
    struct diags d;
    struct regime *g = report_regime(a);
    diags_init(&d, a);
    struct source *s = ARENA_NEW(a, struct source);
    s->name = STR("small.road");
    s->text = str_c(road_text);
    struct road *road = road_load(a, &d, g, s);
    for (size_t i = 0; i < d.list.n; i++) {
        print_message("%s %.*s\n", d.list.items[i].code, STR_ARG(d.list.items[i].message));
    }
    assert_int_equal(d.errors, 0);
    struct diff *diff = ARENA_NEW(a, struct diff);
    struct arena kept;
    arena_init(&kept, (size_t)64 << 20);
    struct diff_lanes *lanes = diff_lanes_new(a, &kept, road);
    diff_start(a, diff, g, road, date_make(2026, 6, 1));
    for (size_t i = 0; i < n; i++) {
        struct deal *deal;
        struct deal_error e;
        if (!deal_read(a, g, str_c(deals[i]), date_make(2026, 6, 1), &deal, &e)) {
            fail_msg("%.*s: %.*s", STR_ARG(e.pointer), STR_ARG(e.message));
        }
        diff_add(a, diff, lanes, deal);
    }
    diff_finish(a, diff);
    arena_release(&kept);
    struct buf b;
    buf_init(&b, a);
    page_html(diff, left_out, &b);
    return buf_str(&b);
}

static struct str escaped(struct arena *a, struct str s)
{
    struct buf b;
    buf_init(&b, a);
    buf_adds(&b, "");
    html_escape(&b, s);
    return buf_str(&b);
}

static void signs_of_html_are_references(void **state)
{
    assert_str(escaped(*state, STR("<a href=\"x\" id='y'>&amp;</a>")),
               "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    assert_str(escaped(*state, STR("a\nb\tc\r")), "a b c ");
    assert_str(escaped(*state, STR("무연탄 \xC3\xA9")), "무연탄 \xC3\xA9");
}

static void nothing_is_obeyed(void **state)
{
    /* bell, escape, NUL, delete; C1; marks of direction, isolates; separators of lines; not UTF-8; no character of XML */
    assert_str(escaped(*state, str_of("\a\033[1m\0\x7f", 7)), "??[1m??");
    assert_str(escaped(*state, STR("a\xC2\x85z")), "a?z");
    assert_str(escaped(*state, STR("a\xE2\x80\xAEz\xE2\x81\xA6\xE2\x80\x8F")), "a?z??");
    assert_str(escaped(*state, STR("\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF")), "???");
    assert_str(escaped(*state, STR("\xFF\xC0\x80<")), "???&lt;");
    assert_str(escaped(*state, STR("\xEF\xBF\xBE\xEF\xBF\xBF")), "??");
}

static void any_bytes_stay_text(void **state)
{
    uint64_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        char room[40];
        size_t n = test_random(&seed) % sizeof room;
        for (size_t i = 0; i < n; i++) {
            room[i] = (char)test_random(&seed);
        }
        struct str s = escaped(*state, str_of(room, n));
        size_t bytes;
        assert_true(str_utf8(s, &bytes));
        for (size_t i = 0; i < s.n; i += bytes) {
            unsigned c = text_char(s, i, &bytes);
            assert_false(text_unsafe(c));
            assert_true(c != '<' && c != '>' && c != '"' && c != '\'');
            assert_true(c != '&' || memchr(s.p + i, ';', s.n - i) != NULL);
        }
    }
}

/* Every tag is closed, in its order, and no text has a bare sign; attributes are in quotes. */
static void check_tags(struct str s)
{
    struct str open[HTML_DEEP];
    size_t depth = 0;
    bool style = false; /* our own, where `>` is a sign of CSS */
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '<') {
            assert_true(s.p[i] != '>' || style);
            continue;
        }
        const char *end = memchr(s.p + i, '>', s.n - i);
        assert_non_null(end);
        struct str tag = str_of(s.p + i + 1, (size_t)(end - s.p) - i - 1);
        i += tag.n + 1;
        size_t name = 0;
        while (name < tag.n && tag.p[name] != ' ' && (tag.p[name] != '/' || name == 0)) {
            name++;
        }
        if (tag.p[0] == '!' || tag.p[tag.n - 1] == '/') {
            continue;
        }
        if (tag.p[0] == '/') {
            assert_true(depth > 0);
            depth--;
            assert_true(str_eq(open[depth], str_of(tag.p + 1, tag.n - 1)));
            style = false;
        } else {
            assert_true(depth < HTML_DEEP);
            open[depth++] = str_of(tag.p, name);
            style = str_is(open[depth - 1], "style");
        }
    }
    assert_int_equal(depth, 0);
}

static void what_comes_from_files_stays_text(void **state)
{
    struct str s = page_of(*state, 2, 0);
    check_tags(s);
    assert_lacks(s, "<script");
    assert_lacks(s, "<b>bold");
    assert_lacks(s, "rice <i>");
    assert_has(s, "<title>Small &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;</title>");
    assert_has(s, "<bdi>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;??\xF0\x9F\x9A\x80</bdi>");
    assert_has(s, "Orders &lt;/main&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    assert_has(s, "calm &lt;/section&gt;");
    assert_has(s, "a &lt;test&gt; &amp; more");
    size_t bytes;
    for (size_t i = 0; i < s.n; i += bytes) {
        unsigned c = text_char(s, i, &bytes);
        assert_true(c == '\n' || !text_unsafe(c));
    }
}

static void says_what_opens_and_waits(void **state)
{
    struct str s = page_of(*state, 2, 0);
    assert_has(s, "1 of 2 stages opens something");
    assert_has(s, "stage 1 at least 30 days");
    assert_has(s, "<code>calm</code>");
    assert_has(s, "\xE2\x96\xB2 </span>opens</span> <code>UN.sc suspends UN.coal for 1 year</code>");
    assert_has(s, "Open: stage 2");
    assert_has(s, "not reviewed</span> not seen"); /* UN.coal */
    assert_has(s, "waits for calm");               /* the picture in words */
    assert_lacks(s, "could not be used");
    assert_has(page_of(*state, 1, 3), "3 lines of the file of deals could not be used and are not on this page.");
}

static void needs_nothing_else(void **state)
{
    struct str s = page_of(*state, 2, 0);
    static const char *const outside[] = {"http://", "https://", "src=",    "url(h",
                                          "@import", "<link",    "<script", "<iframe"};
    struct str own = STR("xmlns=\"http://www.w3.org/2000/svg\""); /* a name, no address */
    const char *at = strstr(s.p, own.p);
    assert_non_null(at);
    struct str rest = str_of(at + own.n, s.n - (size_t)(at - s.p) - own.n);
    struct str before = str_dup(*state, str_of(s.p, (size_t)(at - s.p)));
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        assert_lacks(before, outside[i]);
        assert_lacks(rest, outside[i]);
    }
}

static void the_same_bytes(void **state)
{
    assert_true(str_eq(page_of(*state, 2, 0), page_of(*state, 2, 0)));
}

static void no_deals(void **state)
{
    struct str s = page_of(*state, 0, 0);
    check_tags(s);
    assert_has(s, "No deals.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(signs_of_html_are_references),
        WITH_ARENA(nothing_is_obeyed),
        WITH_ARENA(any_bytes_stay_text),
        WITH_ARENA(what_comes_from_files_stays_text),
        WITH_ARENA(says_what_opens_and_waits),
        WITH_ARENA(needs_nothing_else),
        WITH_ARENA(the_same_bytes),
        WITH_ARENA(no_deals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
