#include "test_report.h"

#include "plan/diff.h"
#include "report/staircase.h"
#include "report/text.h"

static const char road_text[] = "roadmap small-road \"A small road\" {\n"
                                "    regime small\n"
                                "    start 2026-06-01\n"
                                "    source \"a test\"\n"
                                "    unreviewed \"a test\"\n"
                                "}\n"
                                "stage 1 \"Orders\" {\n"
                                "    act US.president suspends US.eo13722 s 4 for 180 days\n"
                                "}\n"
                                "stage 2 \"Council\" {\n"
                                "    after 1\n"
                                "    act UN.sc suspends UN.coal for 1 year\n"
                                "}\n";

/* A foreign bank pays: two consequences of one kind, one of the order and one of the statute, which the President may waive for a while. */
static const char more_law[] =
    "role sender \"sender\" { }\n"
    "role receiver \"receiver\" { }\n"
    "activity payment \"payment\" { sender does pay;  receiver does receive-payment;  requires sender, receiver;  "
    "principal "
    "sender, receiver }\n"
    "conduct receive-payment \"receives\"\n"
    "instrument UN.2270 \"S/RES/2270 (2016)\" by UN.sc { adopted 2016-03-02 }\n"
    "instrument US.emergency \"The emergency\" by US.president { adopted 2008-06-26;  unknown from 2026-06-27 }\n"
    "instrument US.eo99999 \"EO 99999\" by US.president { adopted 2017-09-21;  rests on US.emergency }\n"
    "measure UN.banks \"Banks\" {\n"
    "    binds states for persons\n"
    "    prohibits pay\n"
    "    party { located KP }\n"
    "    under UN.2270 para 33\n"
    "    licensable by UN.c1718 case-by-case\n"
    "    reviewed 2026-11-24 \"the text\"\n"
    "}\n"
    "consequence US.ffi-order \"By order\" {\n"
    "    exposes actor { located CN };  may\n"
    "    does pay\n"
    "    to \"loss of accounts\"\n"
    "    under US.eo13722 s 4\n"
    "    reviewed 2026-11-24 \"the text\"\n"
    "}\n"
    "consequence US.listing \"Designation\" {\n"
    "    exposes actor { located CN };  may\n"
    "    does pay\n"
    "    to \"blocking\"\n"
    "    under US.eo99999 s 1\n"
    "    reviewed 2026-11-24 \"the text\"\n"
    "}\n"
    "power US.waive { of US.president;  may waive;  over US.ffi;  for up to 180 days by transaction;  source \"22 USC "
    "9269b(b)\";  unreviewed \"memory\" }\n";

static struct regime *road_regime(struct arena *a)
{
    struct diags d;
    diags_init(&d, a);
    struct source *s = ARENA_MANY(a, struct source, 2);
    s[0].name = STR("small.reg");
    s[0].text = str_c(report_law);
    s[1].name = STR("more.reg");
    s[1].text = str_c(more_law);
    struct regime *g = regime_load(a, &d, s, 2);
    for (size_t i = 0; i < d.list.n; i++) {
        print_message("%s %.*s\n", d.list.items[i].code, STR_ARG(d.list.items[i].message));
    }
    assert_int_equal(d.errors, 0);
    return g;
}

static struct diff *walked(struct arena *a, struct regime *g, const char *const *deals, size_t n, int at)
{
    struct diags d;
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
    struct arena kept; /* of the tables */
    arena_init(&kept, (size_t)64 << 20);
    struct diff_lanes *lanes = diff_lanes_new(a, &kept, road);
    diff_start(a, diff, g, road, at);
    for (size_t i = 0; i < n; i++) {
        struct deal *deal;
        struct deal_error e;
        if (!deal_read(a, g, str_c(deals[i]), at, &deal, &e)) {
            fail_msg("%.*s: %.*s", STR_ARG(e.pointer), STR_ARG(e.message));
        }
        diff_add(a, diff, lanes, deal);
    }
    diff_finish(a, diff);
    arena_release(&kept);
    return diff;
}

static const char *const deals[] = {
    "{\"id\":\"yuan\",\"activity\":\"payment\",\"parties\":[{\"role\":\"sender\",\"name\":\"Bank\",\"country\":\"CN\","
    "\"clear\":true},{\"role\":\"receiver\",\"country\":\"KP\",\"clear\":true}]}",
    "{\"id\":\"coal\",\"activity\":\"import\",\"dispatch\":\"KP\",\"destination\":\"CN\",\"purposes\":[],\"goods\":[{"
    "\"hs\":\"270111\",\"made_in\":\"KP\"}],\"parties\":[{\"role\":\"buyer\",\"country\":\"CN\",\"clear\":true},{"
    "\"role\":\"seller\",\"country\":\"KP\",\"clear\":true}]}",
    "{\"activity\":\"import\",\"goods\":[{\"hs\":\"1006\",\"description\":\"rice\"}],\"parties\":[{\"role\":\"buyer\","
    "\"country\":\"CN\",\"clear\":true},{\"role\":\"seller\",\"country\":\"KP\",\"clear\":true}]}",
};

static struct str flat(struct arena *a, struct str s)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || s.p[i] == '\n';
        if (!blank || (b.n > 0 && b.p[b.n - 1] != ' ')) {
            buf_addc(&b, blank ? ' ' : s.p[i]);
        }
    }
    return buf_str(&b);
}

static struct str told(struct arena *a, const struct diff *d, size_t width)
{
    struct style style = {.width = width};
    struct buf b;
    buf_init(&b, a);
    staircase_text(d, &style, &b);
    return buf_str(&b);
}

static void masked_relief(void **state)
{
    struct regime *g = road_regime(*state);
    struct diff *d = walked(*state, g, deals, 3, date_make(2026, 6, 1));
    struct str s = flat(*state, told(*state, d, 80));
    assert_has(s, "yuan L! L! L! - UN.banks (2270-33)");
    assert_has(s, "coal X X - ");
    assert_has(s, "rice (deal 3)");
    assert_has(s, "suspends US.eo13722 s 4 for 180 days: masked");
    assert_has(
        s, "yuan: still closed by UN.banks (2270-33): UN.c1718 may allow a case; could be lifted by UN.sc (vote 9 of "
           "15, veto CN FR GB RU US)");
    assert_has(s, "no longer exposed by US.ffi-order (EO 13722 s 4) for yuan (sender): may lead to loss of accounts");
    assert_has(s,
               "exposure stays by US.ffi (22 USC s 9221b) for yuan (sender): must lead to loss of accounts; could be "
               "lifted: US.president may waive, for up to 180 days by transaction (22 USC 9269b(b)), or end "
               "or suspend (the law)");
    assert_has(s, "suspends UN.coal for 1 year: opens coal");
    assert_lacks(s, "Undetermined");
}

static void the_same_kind_comes_first(void **state)
{
    struct regime *g = road_regime(*state);
    struct diff *d = walked(*state, g, deals, 1, date_make(2026, 6, 1));
    const struct diff_act *x = &d->acts[0];
    assert_int_equal(x->gone.n, 1);
    assert_int_equal(x->staying.n, 2);
    assert_true(x->staying.items[0].kin);
    assert_str(g->consequences.items[x->staying.items[0].index].item.name, "US.ffi");
}

static void open_law(void **state)
{
    struct regime *g = road_regime(*state);
    struct diff *d = walked(*state, g, deals, 2, date_make(2026, 7, 1));
    struct str s = flat(*state, told(*state, d, 80));
    assert_has(s, "Undetermined, because of open law: US.emergency: in force on that day? whether exposed: yuan ");
    assert_int_equal(d->open_law.n, 1);
    assert_str(d->open_law.items[0].item, "US.emergency");
    struct buf b;
    buf_init(&b, *state);
    staircase_json(d, &b);
    assert_has(buf_str(&b),
               "\"open_law\":[{\"item\":\"US.emergency\",\"question\":\"US.emergency: in force on that "
               "day?\",\"verdicts\":[],\"holds\":[],\"exposures\":[{\"deal\":\"yuan\",\"stages\":[0,1,2]}]}]");
}

static void perhaps_exposed(void **state)
{
    struct regime *g = road_regime(*state);
    struct diff *d = walked(*state, g, deals, 1, date_make(2026, 7, 1));
    d->rows.items[0].exposed = (struct pair){1, 7};
    struct str s = flat(*state, told(*state, d, 80));
    assert_has(s, "yuan L! L!? L!? - ");
    assert_has(s, "!? perhaps exposed");
}

static void machines_read_it_all(void **state)
{
    struct regime *g = road_regime(*state);
    struct diff *d = walked(*state, g, deals, 3, date_make(2026, 6, 1));
    struct buf b;
    buf_init(&b, *state);
    staircase_json(d, &b);
    struct str s = buf_str(&b);
    assert_has(
        s, "\"still_closed_by\":[{\"measure\":\"UN.banks\",\"provision\":\"UN.2270 para 33\",\"deals\":[\"yuan\"],"
           "\"may_be_allowed_by\":\"UN.c1718\",\"could_be_lifted_by\":\"UN.sc (vote 9 of 15, veto CN FR GB RU US)\"}]");
    assert_has(s, "\"deals\":[{\"deal\":\"yuan\",\"roles\":[\"sender\"]}],\"of_the_kind_removed\":true,"
                  "\"could_be_lifted_by\":[{\"authority\":\"US.president\"");
    assert_has(s, "\"terms\":\"for up to 180 days by transaction\",\"source\":\"22 USC 9269b(b)\"");
    struct buf c;
    buf_init(&c, *state);
    staircase_csv(d, &c);
    assert_has(buf_str(&c), "\"yuan\",licensable,licensable,licensable,\"-\",\"UN.banks (2270-33)\"\n");
}

static void fits_every_width(void **state)
{
    struct regime *g = road_regime(*state);
    struct diff *d = walked(*state, g, deals, 3, date_make(2026, 7, 1));
    d->rows.items[0].id = STR("a-payment-with-quite-a-long-name-of-its-own");
    for (size_t width = 60; width <= 130; width++) {
        struct str s = told(*state, d, width);
        for (size_t start = 0; start < s.n;) {
            size_t n = strcspn(s.p + start, "\n");
            if (text_width(str_of(s.p + start, n)) > width) {
                fail_msg("over %zu: %.*s", width, (int)n, s.p + start);
            }
            start += n + 1;
        }
    }
}

static void no_deals(void **state)
{
    struct regime *g = road_regime(*state);
    struct diff *d = walked(*state, g, deals, 0, date_make(2026, 6, 1));
    struct str s = told(*state, d, 80);
    assert_has(s, "\n0 deals\n");
    assert_lacks(s, "X prohibited");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(masked_relief),   WITH_ARENA(the_same_kind_comes_first), WITH_ARENA(open_law),
        WITH_ARENA(perhaps_exposed), WITH_ARENA(machines_read_it_all),      WITH_ARENA(fits_every_width),
        WITH_ARENA(no_deals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
