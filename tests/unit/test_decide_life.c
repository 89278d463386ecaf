/* Which law is alive: the rules 4, 5, 13, 14 and 15 of docs/rules.md, in small texts. */
#include "test_decide_law.h"

/* ---- helpers ---- */

static struct life life_on(struct small *s, const char *day)
{
    struct life l = {s->regime, &s->overlay, NULL, day_of(day), 0};
    return l;
}

static const char *said(enum tri t)
{
    return t == TRI_TRUE ? "alive" : t == TRI_FALSE ? "dead" : "unknown";
}

static void hold_is(struct small *s, const char *measure, int n, const char *day, const char *expected)
{
    struct life l = life_on(s, day);
    int mandate;
    const char *got = said(life_hold(&l, hold_of(s, measure, n), &mandate));
    if (strcmp(got, expected) != 0) {
        fail_msg("%s, hold %d on %s: %s, not %s", measure, n, day, got, expected);
    }
    if (mandate >= 0 && strcmp(got, "dead") == 0) {
        fail_msg("%s, hold %d on %s: kept by a mandate, and dead", measure, n, day);
    }
}

/* Alive by its mandate alone? */
static bool by_mandate(struct small *s, const char *measure, int n, const char *day)
{
    struct life l = life_on(s, day);
    int mandate;
    return life_hold(&l, hold_of(s, measure, n), &mandate) != TRI_FALSE && mandate >= 0;
}

static void exemption_is(struct small *s, const char *measure, size_t n, const char *day, const char *expected)
{
    struct life l = life_on(s, day);
    const struct hold *h = &s->regime->holds.items[hold_of(s, measure, 0)];
    bool omitted;
    assert_true(n < h->exemptions.n);
    const char *got = said(life_exemption(&l, h->exemptions.items[n], &omitted));
    if (strcmp(got, expected) != 0) {
        fail_msg("%s, exemption %zu on %s: %s, not %s", measure, n, day, got, expected);
    }
}

static void instrument_is(struct small *s, const char *name, const char *day, const char *expected)
{
    struct life l = life_on(s, day);
    const char *got = said(life_instrument(&l, index_of(s, ITEM_INSTRUMENT, name)));
    if (strcmp(got, expected) != 0) {
        fail_msg("%s on %s: %s, not %s", name, day, got, expected);
    }
}

#define MEASURE(name, rest) "measure " name " \"m\" { binds anyone;  prohibits procure;  goods coal;  " rest " }\n"

/* ---- days ---- */

static void first_and_last_day(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\n"
                 "instrument UN.b \"B\" by UN.sc { adopted 2016-03-02;  from 2016-05-01 }\n"
                 "instrument UN.c \"C\" by UN.sc { from 2016-03-02;  until 2018-12-31 }\n"
                 "instrument UN.d \"D\" by UN.sc { adopted 2016-03-02;  provision para 18 from 2017-01-09 }\n" MEASURE(
                     "UN.a1", "under UN.a para 1") MEASURE("UN.b1", "under UN.b para 1")
                     MEASURE("UN.c1", "under UN.c para 1") MEASURE("UN.d17", "under UN.d para 17")
                         MEASURE("UN.d18", "under UN.d para 18(a)") MEASURE("UN.d180", "under UN.d para 180")
                             MEASURE("UN.pillar", "under UN.a para 2 from 2016-07-01"));
    hold_is(s, "UN.a1", 0, "2016-03-01", "dead");
    hold_is(s, "UN.a1", 0, "2016-03-02", "alive");
    hold_is(s, "UN.b1", 0, "2016-04-30", "dead");
    hold_is(s, "UN.b1", 0, "2016-05-01", "alive");
    hold_is(s, "UN.c1", 0, "2018-12-31", "alive"); /* until includes the day */
    hold_is(s, "UN.c1", 0, "2019-01-01", "dead");
    hold_is(s, "UN.d17", 0, "2016-03-02", "alive");
    hold_is(s, "UN.d18", 0, "2017-01-08", "dead"); /* 18(a) lies in 18 */
    hold_is(s, "UN.d18", 0, "2017-01-09", "alive");
    hold_is(s, "UN.d180", 0, "2016-03-02", "alive"); /* 180 does not */
    hold_is(s, "UN.pillar", 0, "2016-06-30", "dead");
    hold_is(s, "UN.pillar", 0, "2016-07-01", "alive");
}

/* ---- rule 4: pinpoints by component ---- */

static void pinpoints(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument US.o \"O\" by US.president { from 2016-03-16;  ended s 1 2018-01-01 }\n"
                 "instrument US.act \"Act\" by US.president { from 2016-02-18;  contains title I { s 9211 to 9219 };  "
                 "ended title I 2020-01-01 }\n" MEASURE("US.in", "under US.o s 1(a)(i)")
                     MEASURE("US.ten", "under US.o s 10") MEASURE("US.whole", "under US.o s 2")
                         MEASURE("US.inside", "under US.act s 9214(c)") MEASURE("US.outside", "under US.act s 9221b")
                             MEASURE("US.several", "under US.o s 1(a), US.o s 3"));
    hold_is(s, "US.in", 0, "2017-12-31", "alive");
    hold_is(s, "US.in", 0, "2018-01-01", "dead"); /* ended from that day on */
    hold_is(s, "US.ten", 0, "2018-01-01", "alive");
    hold_is(s, "US.whole", 0, "2018-01-01", "alive");
    hold_is(s, "US.inside", 0, "2019-12-31", "alive");
    hold_is(s, "US.inside", 0, "2020-01-01", "dead");
    hold_is(s, "US.outside", 0, "2020-01-01", "alive");
    hold_is(s, "US.several", 0, "2018-01-01", "alive"); /* any of them keeps it */
}

/* ---- rule 5: mandates ---- */

static void mandate_props_up(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument US.o \"O\" by US.president { from 2016-03-16;  ended 2020-01-01 }\n"
                 "instrument US.act \"Act\" by US.president { from 2016-02-18 }\n"
                 "instrument US.late \"Late\" by US.president { from 2021-01-01 }\n"
                 "instrument US.gone \"Gone\" by US.president { from 2016-02-18;  until 2018-12-31 }\n" MEASURE(
                     "US.kept", "under US.o s 1;  required by US.act s 9214(c)")
                     MEASURE("US.tardy", "under US.o s 1;  required by US.late s 1")
                         MEASURE("US.left", "under US.o s 1;  required by US.gone s 1")
                             MEASURE("US.two", "under US.o s 1;  required by US.gone s 1;  required by US.act s 2"));
    hold_is(s, "US.kept", 0, "2016-03-15", "dead"); /* its first day has not come, whatever is required */
    hold_is(s, "US.kept", 0, "2019-12-31", "alive");
    assert_false(by_mandate(s, "US.kept", 0, "2019-12-31"));
    hold_is(s, "US.kept", 0, "2020-01-01", "alive");
    assert_true(by_mandate(s, "US.kept", 0, "2020-01-01"));
    hold_is(s, "US.tardy", 0, "2022-01-01", "dead"); /* not alive when the provision ended */
    hold_is(s, "US.left", 0, "2020-01-01", "dead");
    hold_is(s, "US.two", 0, "2020-01-01", "alive");
    assert_true(by_mandate(s, "US.two", 0, "2024-01-01"));
}

static void mandate_ends_later(void **state)
{
    struct small *s = *state;
    small_law(
        s, "instrument US.o \"O\" by US.president { from 2016-03-16;  ended 2020-01-01 }\n"
           "instrument US.act \"Act\" by US.president { from 2016-02-18;  ended s 9214 2022-01-01;  suspended s 9300 "
           "from 2021-01-01 until 2021-06-30 }\n" MEASURE("US.kept", "under US.o s 1;  required by US.act s 9214(c)")
               MEASURE("US.sleeps", "under US.o s 1;  required by US.act s 9300"));
    hold_is(s, "US.kept", 0, "2021-12-31", "alive");
    hold_is(s, "US.kept", 0, "2022-01-01", "dead");
    hold_is(s, "US.sleeps", 0, "2020-12-31", "alive");
    hold_is(s, "US.sleeps", 0, "2021-01-01", "dead"); /* a duty that sleeps */
    hold_is(s, "US.sleeps", 0, "2021-07-01", "alive");
}

/* The provision slept, woke, and ended years later: the mandate had come between, and was alive when it ended. */
static void mandate_after_a_sleep(void **state)
{
    static const char *const sleeps[][2] = {{"2016-06-01", "2016-12-31"}, {"2017-01-01", "2017-12-31"},
                                            {"2017-06-01", "2018-12-31"}, {"2018-01-01", "2018-06-30"},
                                            {"2018-08-01", "2019-10-31"}, {"2019-11-01", "2019-12-30"}};
    for (size_t i = 0; i < sizeof sleeps / sizeof *sleeps; i++) {
        void *fresh = NULL;
        assert_int_equal(small_setup(&fresh), 0);
        struct small *s = fresh;
        struct str text = str_fmt(&s->arena,
                                  "instrument US.o \"O\" by US.president { from 2016-03-16;  suspended from %s until "
                                  "%s;  ended 2020-01-01 }\n"
                                  "instrument US.act \"Act\" by US.president { from 2019-12-01 }\n" MEASURE(
                                      "US.kept", "under US.o s 1;  required by US.act s 1"),
                                  sleeps[i][0], sleeps[i][1]);
        small_law(s, str_z(&s->arena, text));
        hold_is(s, "US.kept", 0, sleeps[i][0], strcmp(sleeps[i][0], "2019-12-01") < 0 ? "dead" : "alive");
        hold_is(s, "US.kept", 0, "2019-12-31", "alive");
        hold_is(s, "US.kept", 0, "2020-01-01", "alive");
        hold_is(s, "US.kept", 0, "2020-01-02", "alive");
        hold_is(s, "US.kept", 0, "2023-05-05", "alive");
        hold_is(s, "US.kept", 0, "2026-06-01", "alive");
        small_teardown(&fresh);
    }
    (void)state;
}

/* ---- rule 13: ended, suspended ---- */

static void ended_never_revives_suspended_does(void **state)
{
    struct small *s = *state;
    small_law(
        s,
        "instrument UN.e \"E\" by UN.sc { adopted 2016-03-02;  ended 2018-01-01;  suspended from 2017-01-01 until "
        "2017-06-30 }\n"
        "instrument UN.s \"S\" by UN.sc { adopted 2016-03-02;  suspended para 8 from 2019-01-01 until 2019-06-30;  "
        "suspended para 8 from 2019-05-01 until 2019-12-31 }\n"
        "instrument UN.w \"W\" by UN.sc { adopted 2016-03-02;  suspended from 2019-01-01 until 2019-06-30 }\n" MEASURE(
            "UN.e1", "under UN.e para 1") MEASURE("UN.s8", "under UN.s para 8(b)") MEASURE("UN.s9", "under UN.s para 9")
            MEASURE("UN.w1", "under UN.w para 1"));
    hold_is(s, "UN.e1", 0, "2016-12-31", "alive");
    hold_is(s, "UN.e1", 0, "2017-01-01", "dead");
    hold_is(s, "UN.e1", 0, "2017-06-30", "dead"); /* until includes its day */
    hold_is(s, "UN.e1", 0, "2017-07-01", "alive");
    hold_is(s, "UN.e1", 0, "2018-01-01", "dead");
    hold_is(s, "UN.e1", 0, "2100-01-01", "dead");
    hold_is(s, "UN.s8", 0, "2019-06-30", "dead");
    hold_is(s, "UN.s8", 0, "2019-12-31", "dead"); /* the last suspension counts */
    hold_is(s, "UN.s8", 0, "2020-01-01", "alive");
    hold_is(s, "UN.s9", 0, "2019-05-01", "alive");
    hold_is(s, "UN.w1", 0, "2019-06-30", "dead");
    hold_is(s, "UN.w1", 0, "2019-07-01", "alive");
}

static void what_lives_in_it_ends_with_it(void **state)
{
    struct small *s = *state;
    small_law(
        s, "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\n"
           "instrument UN.x \"X\" by UN.sc { adopted 2017-01-01;  ended 2019-01-01;  suspended from 2018-01-01 until "
           "2018-03-31 }\n" MEASURE(
               "UN.m",
               "under UN.a para 1;  except own { purpose livelihood };  except lent { purpose livelihood;  under UN.x "
               "para 2 }") "exemption UN.lies \"L\" { over UN.m;  under UN.x para 3;  purpose medical }\n"
                           "offer UN.offered \"O\" by UN.c1718 { over UN.m;  under UN.x para 4 }\n"
                           "licence UN.l \"L\" by UN.c1718 { over UN.m;  under UN.x para 5;  purpose medical }\n"
                           "consequence UN.q \"Q\" { exposes actor { located CN };  may;  does procure;  to \"a "
                           "list\";  under UN.x para 6 }\n"
                           "policy UN.p \"P\" on UN.m { deny;  from 2017-05-01;  until 2020-01-31;  source \"s\" }\n");
    for (size_t i = 1; i < 3; i++) { /* lent, then the one that lies over */
        exemption_is(s, "UN.m", i, "2016-12-31", "dead");
        exemption_is(s, "UN.m", i, "2017-01-01", "alive");
        exemption_is(s, "UN.m", i, "2018-02-01", "dead");
        exemption_is(s, "UN.m", i, "2018-04-01", "alive");
        exemption_is(s, "UN.m", i, "2019-01-01", "dead");
    }
    exemption_is(s, "UN.m", 0, "2019-01-01", "alive");
    struct life l = life_on(s, "2018-12-31");
    assert_int_equal(life_offer(&l, index_of(s, ITEM_OFFER, "UN.offered")), TRI_TRUE);
    assert_int_equal(life_consequence(&l, index_of(s, ITEM_CONSEQUENCE, "UN.q")), TRI_TRUE);
    l = life_on(s, "2019-01-01");
    assert_int_equal(life_offer(&l, index_of(s, ITEM_OFFER, "UN.offered")), TRI_FALSE);
    assert_int_equal(life_consequence(&l, index_of(s, ITEM_CONSEQUENCE, "UN.q")), TRI_FALSE);
    int policy = index_of(s, ITEM_POLICY, "UN.p");
    static const struct {
        const char *day;
        enum tri life;
    } days[] = {
        {"2017-04-30", TRI_FALSE}, {"2017-05-01", TRI_TRUE}, {"2020-01-31", TRI_TRUE}, {"2020-02-01", TRI_FALSE}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        l = life_on(s, days[i].day);
        assert_int_equal(life_policy(&l, policy), days[i].life);
    }
}

/* ---- rule 14: what an instrument rests on ---- */

static void rests_on(void **state)
{
    struct small *s = *state;
    small_law(s,
              "instrument US.base \"Base\" by US.president { from 2008-06-26;  ended 2015-01-01 }\n"
              "instrument US.other \"Other\" by US.president { from 2010-01-01;  suspended from 2012-01-01 until "
              "2012-12-31;  until 2016-12-31 }\n"
              "instrument US.one \"One\" by US.president { from 2009-01-01;  rests on US.base }\n"
              "instrument US.any \"Any\" by US.president { from 2009-01-01;  rests on any of { US.base;  US.other } }\n"
              "instrument US.all \"All\" by US.president { from 2009-01-01;  rests on US.base;  rests on US.other }\n"
              "instrument US.deep \"Deep\" by US.president { from 2009-01-01;  rests on US.one }\n"
              "instrument US.dormant \"Dormant\" by US.president { from 2009-01-01;  rests on US.other }\n");
    instrument_is(s, "US.one", "2014-12-31", "alive");
    instrument_is(s, "US.one", "2015-01-01", "dead"); /* fallen base: ended */
    instrument_is(s, "US.deep", "2014-12-31", "alive");
    instrument_is(s, "US.deep", "2015-01-01", "dead");
    instrument_is(s, "US.any", "2015-01-01", "alive");
    instrument_is(s, "US.any", "2016-12-31", "alive");
    instrument_is(s, "US.any", "2017-01-01", "dead");
    instrument_is(s, "US.all", "2009-12-31", "dead");
    instrument_is(s, "US.all", "2010-01-01", "alive");
    instrument_is(s, "US.all", "2015-01-01", "dead");
    instrument_is(s, "US.dormant", "2011-12-31", "alive");
    instrument_is(s, "US.dormant", "2012-06-01", "dead"); /* suspended base: dormant */
    instrument_is(s, "US.dormant", "2013-01-01", "alive");
}

/* ---- unknown ---- */

static void lapse_and_unknown(void **state)
{
    struct small *s = *state;
    small_law(
        s,
        "instrument US.em \"Emergency\" by US.president { from 2008-06-26;  lapses 06-26 each year unless continued;  "
        "continued through 2025-06-20;  unknown from 2026-06-27 }\n"
        "instrument US.lapsed \"Lapsed\" by US.president { from 2008-06-26;  lapses 06-26 each year unless continued;  "
        "continued through 2025-06-20 }\n"
        "instrument US.o \"O\" by US.president { from 2016-03-16;  rests on US.em }\n"
        "instrument US.act \"Act\" by US.president { from 2016-02-18 }\n"
        "external instrument US.cfr\n"
        "instrument US.rests \"R\" by US.president { from 2016-03-16;  rests on US.cfr }\n"
        "instrument US.either \"E\" by US.president { from 2016-03-16;  rests on any of { US.cfr;  US.act } }\n"
        "instrument US.over \"V\" by US.president { from 2016-03-16;  rests on US.cfr;  ended 2020-01-01 }\n" MEASURE(
            "US.m", "under US.o s 1") MEASURE("US.kept", "under US.o s 1;  required by US.act s 1")
            MEASURE("US.x", "under US.cfr part 744"));
    instrument_is(s, "US.em", "2026-06-26", "alive");
    instrument_is(s, "US.em", "2026-06-27", "unknown");
    instrument_is(s, "US.lapsed", "2025-06-27", "alive"); /* continued on 20 June, for the year from 26 June on */
    instrument_is(s, "US.lapsed", "2026-06-26", "alive");
    instrument_is(s, "US.lapsed", "2026-06-27", "dead");
    instrument_is(s, "US.o", "2026-06-27", "unknown");
    instrument_is(s, "US.cfr", "2020-01-01", "unknown");
    instrument_is(s, "US.rests", "2020-01-01", "unknown");
    instrument_is(s, "US.rests", "2015-01-01", "dead");
    instrument_is(s, "US.either", "2020-01-01", "alive");
    instrument_is(s, "US.over", "2020-01-01", "dead");
    hold_is(s, "US.m", 0, "2026-06-26", "alive");
    hold_is(s, "US.m", 0, "2026-06-27", "unknown");
    hold_is(s, "US.kept", 0, "2026-06-27", "alive"); /* the mandate lives, whether the order does or not */
    hold_is(s, "US.x", 0, "2020-01-01", "unknown");

    /* what is unknown has a name: the emergency behind the order */
    struct life l = life_on(s, "2026-07-01");
    struct atom *atoms = NULL;
    size_t n = 0;
    size_t room = 0;
    life_atoms(&s->arena, &l, &s->regime->holds.items[hold_of(s, "US.m", 0)].under, &atoms, &n, &room);
    assert_int_equal(n, 1);
    assert_int_equal(atoms[0].kind, ATOM_LAW);
    assert_int_equal(atoms[0].b, index_of(s, ITEM_INSTRUMENT, "US.em"));
    life_atoms(&s->arena, &l, &s->regime->holds.items[hold_of(s, "US.x", 0)].under, &atoms, &n, &room);
    life_atoms(&s->arena, &l, &s->regime->holds.items[hold_of(s, "US.m", 0)].under, &atoms, &n, &room);
    assert_int_equal(n, 2); /* each once */

    /* an assumption decides it */
    struct deal d = {.arena = &s->arena, .regime = s->regime};
    struct assumption as = {.atom = atoms[0], .truth = TRI_FALSE};
    d.assumed = &as;
    d.n_assumed = 1;
    l.deal = &d;
    int mandate;
    assert_int_equal(life_hold(&l, hold_of(s, "US.m", 0), &mandate), TRI_FALSE);
    assert_int_equal(life_hold(&l, hold_of(s, "US.kept", 0), &mandate), TRI_TRUE);
    assert_int_equal(mandate, 0);
    as.truth = TRI_TRUE;
    assert_int_equal(life_hold(&l, hold_of(s, "US.m", 0), &mandate), TRI_TRUE);
    assert_int_equal(life_hold(&l, hold_of(s, "US.kept", 0), &mandate), TRI_TRUE);
    assert_int_equal(mandate, -1);
}

static void policy_unknown_from(void **state)
{
    struct small *s = *state;
    small_law(s,
              "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\n" MEASURE(
                  "UN.m",
                  "under UN.a para 1;  unknown from 2022-01-01") "policy UN.p \"P\" on UN.m { deny;  from 2010-05-24;  "
                                                                 "unknown from 2020-05-20;  source \"s\" }\n");
    int policy = index_of(s, ITEM_POLICY, "UN.p");
    struct life l = life_on(s, "2020-05-19");
    assert_int_equal(life_policy(&l, policy), TRI_TRUE);
    l = life_on(s, "2020-05-20");
    assert_int_equal(life_policy(&l, policy), TRI_UNKNOWN);
    struct deal d = {.arena = &s->arena, .regime = s->regime};
    struct assumption as = {.atom = {ATOM_LIFE, 2, policy, NULL, 0}, .truth = TRI_TRUE};
    d.assumed = &as;
    d.n_assumed = 1;
    l.deal = &d;
    assert_int_equal(life_policy(&l, policy), TRI_TRUE);
    hold_is(s, "UN.m", 0, "2021-12-31", "alive");
    hold_is(s, "UN.m", 0, "2022-01-01", "unknown");
}

/* ---- rule 12: forms and variations ---- */

static void forms(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\n"
                 "instrument UN.b \"B\" by UN.sc { adopted 2016-11-30 }\n"
                 "instrument UN.c \"C\" by UN.sc { adopted 2017-08-05;  ended 2020-01-01 }\n"
                 "measure UN.m \"m\" { binds anyone;  prohibits procure;  final 2024-12-31\n"
                 "    form 2016-03-02 under UN.a para 29 { goods coal }\n"
                 "    form 2016-11-30 under UN.b para 26 { goods coal, iron }\n"
                 "    form 2017-08-05 under UN.c para 8 { goods coal }\n}\n");
    hold_is(s, "UN.m", 0, "2016-11-29", "alive");
    hold_is(s, "UN.m", 0, "2016-11-30", "dead"); /* each ends the one before */
    hold_is(s, "UN.m", 1, "2016-11-29", "dead");
    hold_is(s, "UN.m", 1, "2016-11-30", "alive");
    hold_is(s, "UN.m", 1, "2017-08-05", "dead");
    hold_is(s, "UN.m", 2, "2019-12-31", "alive");
    hold_is(s, "UN.m", 2, "2020-01-01", "dead");
    hold_is(s, "UN.m", 1, "2020-01-01", "dead"); /* its fall brings nothing back */
    hold_is(s, "UN.m", 0, "2020-01-01", "dead");
}

static void final_day(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\n"
                 "measure UN.m \"m\" { binds anyone;  prohibits procure;  final 2024-12-31;  form 2016-03-02 under "
                 "UN.a para 29 { goods coal } }\n");
    hold_is(s, "UN.m", 0, "2024-12-31", "alive");
    hold_is(s, "UN.m", 0, "2025-01-01", "dead");
}

static void variations(void **state)
{
    struct small *s = *state;
    small_law(
        s, "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02;  ended 2022-01-01 }\n"
           "instrument UN.b \"B\" by UN.sc { adopted 2016-11-30;  ended 2020-01-01 }\n"
           "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal\n"
           "    form 2016-03-02 under UN.a para 20 { except livelihood { only purpose livelihood } }\n"
           "    vary 2016-11-30 under UN.b para 9 { omit except livelihood;  except medicine { only purpose medical };"
           "  licensable by UN.c1718 case-by-case }\n"
           "    vary 2016-11-30 under UN.b para 10 { add prohibits ship }\n}\n");
    const struct hold *base = &s->regime->holds.items[hold_of(s, "UN.m", 0)];
    assert_int_equal(s->regime->measures.items[index_of(s, ITEM_MEASURE, "UN.m")].n_holds, 2);
    size_t livelihood = str_is(s->regime->exemptions.items[base->exemptions.items[0]].item.name, "livelihood") ? 0 : 1;
    exemption_is(s, "UN.m", livelihood, "2016-11-29", "alive");
    exemption_is(s, "UN.m", livelihood, "2016-11-30", "dead");
    exemption_is(s, "UN.m", livelihood, "2019-12-31", "dead");
    exemption_is(s, "UN.m", livelihood, "2020-01-01", "alive"); /* the variation fell: the base again */
    exemption_is(s, "UN.m", 1 - livelihood, "2016-11-29", "dead");
    exemption_is(s, "UN.m", 1 - livelihood, "2016-11-30", "alive");
    exemption_is(s, "UN.m", 1 - livelihood, "2020-01-01", "dead");
    struct life l = life_on(s, "2017-01-01");
    bool omitted;
    life_exemption(&l, base->exemptions.items[livelihood], &omitted);
    assert_true(omitted);
    assert_int_equal(base->offers.n, 1);
    assert_int_equal(life_offer(&l, base->offers.items[0]), TRI_TRUE);
    l = life_on(s, "2016-11-29");
    assert_int_equal(life_offer(&l, base->offers.items[0]), TRI_FALSE);
    hold_is(s, "UN.m", 0, "2021-12-31", "alive");
    hold_is(s, "UN.m", 0, "2022-01-01", "dead");
    hold_is(s, "UN.m", 1, "2016-11-29", "dead"); /* what it adds is a hold of its own, under the variation */
    hold_is(s, "UN.m", 1, "2016-11-30", "alive");
    hold_is(s, "UN.m", 1, "2020-01-01", "dead");
}

/* What a variation adds stands when the base is dead, while the variation lives. */
static void added_stands_alone(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02;  ended 2019-01-01 }\n"
                 "instrument UN.b \"B\" by UN.sc { adopted 2016-11-30 }\n"
                 "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal\n"
                 "    form 2016-03-02 under UN.a para 20 { }\n"
                 "    vary 2016-11-30 under UN.b para 9 { add goods iron }\n}\n");
    hold_is(s, "UN.m", 0, "2019-01-01", "dead");
    hold_is(s, "UN.m", 1, "2019-01-01", "alive");
}

/* ---- acts of a stage ---- */

static struct overlay_act *act(struct small *s, enum act_kind kind, uint64_t lanes)
{
    struct overlay_act one = {.kind = kind, .lanes = lanes, .licence = -1};
    VEC_PUSH(&s->arena, &s->overlay.acts, one);
    s->overlay.lanes = 4;
    return &s->overlay.acts.items[s->overlay.acts.n - 1];
}

static struct provision place(struct small *s, const char *measure)
{
    return s->regime->holds.items[hold_of(s, measure, 0)].under.items[0];
}

static void lanes_are(struct small *s, const char *measure, const char *day, const char *expected)
{
    struct life l = life_on(s, day);
    int mandate;
    for (unsigned lane = 0; expected[lane] != '\0'; lane++) {
        l.lane = lane;
        enum tri t = life_hold(&l, hold_of(s, measure, 0), &mandate);
        char got = t == TRI_FALSE ? '-' : t == TRI_UNKNOWN ? '?' : mandate >= 0 ? 'm' : '+';
        if (got != expected[lane]) {
            fail_msg("%s on %s, lane %u: %c, not %c", measure, day, lane, got, expected[lane]);
        }
    }
}

static void acts_in_lanes(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument US.o \"O\" by US.president { from 2016-03-16 }\n"
                 "instrument US.act \"Act\" by US.president { from 2016-02-18 }\n"
                 "instrument US.rests \"R\" by US.president { from 2016-03-16;  rests on US.o }\n" MEASURE(
                     "US.m1", "under US.o s 1(a)") MEASURE("US.m2", "under US.o s 2")
                     MEASURE("US.kept", "under US.o s 1(a);  required by US.act s 9214(c)")
                         MEASURE("US.r", "under US.rests s 1"));
    struct provision whole = place(s, "US.m1");
    whole.pin.n = 0;
    struct overlay_act *one = act(s, ACT_END, 2U | 8U);
    VEC_PUSH(&s->arena, &one->provisions, place(s, "US.m1"));
    one = act(s, ACT_SUSPEND, 4U);
    VEC_PUSH(&s->arena, &one->provisions, whole);
    one = act(s, ACT_SUSPEND, 8U);
    struct provision mandate = s->regime->measures.items[index_of(s, ITEM_MEASURE, "US.kept")].mandates.items[0];
    VEC_PUSH(&s->arena, &one->mandates, mandate);
    lanes_are(s, "US.m1", "2020-01-01", "+---");
    lanes_are(s, "US.m2", "2020-01-01", "++-+");
    lanes_are(s, "US.r", "2020-01-01", "++-+"); /* falls with what it rests on */
    lanes_are(s, "US.kept", "2020-01-01", "+mm-");
    lanes_are(s, "US.m1", "2016-03-15", "----");
}

static void acts_on_items(void **state)
{
    struct small *s = *state;
    small_law(s,
              "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\n" MEASURE(
                  "UN.m", "under UN.a para 1;  except own { purpose livelihood };  required by UN.a para 9")
                  MEASURE("UN.n",
                          "under UN.a para 1") "offer UN.offered \"O\" by UN.c1718 { over UN.m;  under UN.a para 4 }\n"
                                               "consequence UN.q \"Q\" { exposes actor { located CN };  may;  does "
                                               "procure;  to \"a list\";  under UN.a para 6 }\n"
                                               "policy UN.p \"P\" on UN.m { deny;  from 2017-05-01;  source \"s\" }\n");
    int hold = hold_of(s, "UN.m", 0);
    int exemption = s->regime->holds.items[hold].exemptions.items[0];
    struct overlay_act *one = act(s, ACT_END, 2U);
    VEC_PUSH(&s->arena, &one->holds, hold);
    int offer = index_of(s, ITEM_OFFER, "UN.offered");
    int policy = index_of(s, ITEM_POLICY, "UN.p");
    int consequence = index_of(s, ITEM_CONSEQUENCE, "UN.q");
    VEC_PUSH(&s->arena, &one->exemptions, exemption);
    VEC_PUSH(&s->arena, &one->offers, offer);
    VEC_PUSH(&s->arena, &one->policies, policy);
    VEC_PUSH(&s->arena, &one->consequences, consequence);
    one = act(s, ACT_CERTIFY, 4U); /* an act without an effect of its own */
    VEC_PUSH(&s->arena, &one->holds, hold);
    lanes_are(s, "UN.m", "2020-01-01", "+m++"); /* an act on the measure ends the hold; the mandate was alive then */
    lanes_are(s, "UN.n", "2020-01-01", "++++");
    struct life l = life_on(s, "2020-01-01");
    for (unsigned lane = 0; lane < 3; lane++) {
        enum tri wanted = lane == 1 ? TRI_FALSE : TRI_TRUE;
        bool omitted;
        l.lane = lane;
        assert_int_equal(life_exemption(&l, exemption, &omitted), wanted);
        assert_false(omitted);
        assert_int_equal(life_offer(&l, offer), wanted);
        assert_int_equal(life_policy(&l, policy), wanted);
        assert_int_equal(life_consequence(&l, consequence), wanted);
    }
}

/* A licence that an act of a road declares is on where the act is, and nowhere else; an item may sleep for a time. */
static void licence_of_an_act(void **state)
{
    struct small *s = *state;
    small_law(
        s,
        "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\n" MEASURE(
            "UN.m",
            "under UN.a para 1") "licence UN.l \"L\" by UN.c1718 { over UN.m;  under UN.a para 5;  purpose medical }\n"
                                 "licence UN.k \"K\" by UN.c1718 { over UN.m;  under UN.a para 6;  purpose medical "
                                 "}\n");
    int index = index_of(s, ITEM_LICENCE, "UN.l");
    int other = index_of(s, ITEM_LICENCE, "UN.k");
    s->regime->exemptions.items[index].stage_act = 0;
    struct overlay_act *one = act(s, ACT_LICENSE, 2U);
    one->licence = index;
    one = act(s, ACT_END, 4U);
    one->licence = index; /* not what an end does */
    struct life l = life_on(s, "2020-01-01");
    bool omitted;
    for (unsigned lane = 0; lane < 3; lane++) {
        l.lane = lane;
        assert_int_equal(life_exemption(&l, index, &omitted), lane == 1 ? TRI_TRUE : TRI_FALSE);
        assert_int_equal(life_exemption(&l, other, &omitted), TRI_TRUE);
    }
    struct item *item = &s->regime->exemptions.items[other].item;
    item->suspended_from = day_of("2020-01-01");
    item->suspended_until = day_of("2020-02-01");
    static const struct {
        const char *day;
        enum tri life;
    } days[] = {
        {"2019-12-31", TRI_TRUE}, {"2020-01-01", TRI_FALSE}, {"2020-01-31", TRI_FALSE}, {"2020-02-01", TRI_TRUE}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        l = life_on(s, days[i].day);
        assert_int_equal(life_exemption(&l, other, &omitted), days[i].life);
    }
}

/* `omit` touches the holds it names, and those under the provisions it names. */
static void amending_acts(void **state)
{
    struct small *s = *state;
    small_law(s,
              "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\n" MEASURE("UN.m", "under UN.a para 1(a)")
                  MEASURE("UN.n", "under UN.a para 2") "consequence UN.q \"Q\" { exposes actor { located CN };  may;  "
                                                       "does procure;  to \"a list\";  under UN.a para 1(b) }\n"
                                                       "consequence UN.r \"R\" { exposes actor { located CN };  may;  "
                                                       "does procure;  to \"a list\";  under UN.a para 2 }\n");
    struct overlay_act *one = act(s, ACT_AMEND, 2U);
    struct provision p = place(s, "UN.m");
    p.pin.n = 2; /* para 1 */
    VEC_PUSH(&s->arena, &one->provisions, p);
    assert_true(amends_hold(s->regime, one, hold_of(s, "UN.m", 0)));
    assert_false(amends_hold(s->regime, one, hold_of(s, "UN.n", 0)));
    assert_true(amends_consequence(s->regime, one, index_of(s, ITEM_CONSEQUENCE, "UN.q")));
    assert_false(amends_consequence(s->regime, one, index_of(s, ITEM_CONSEQUENCE, "UN.r")));
    int n = hold_of(s, "UN.n", 0);
    VEC_PUSH(&s->arena, &one->holds, n);
    assert_true(amends_hold(s->regime, one, n));
    lanes_are(s, "UN.m", "2020-01-01", "++"); /* it ends nothing */
    one->kind = ACT_END;
    assert_false(amends_hold(s->regime, one, n));
    assert_false(amends_consequence(s->regime, one, index_of(s, ITEM_CONSEQUENCE, "UN.q")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {SMALL(first_and_last_day),
                                       SMALL(pinpoints),
                                       SMALL(mandate_props_up),
                                       SMALL(mandate_ends_later),
                                       SMALL(mandate_after_a_sleep),
                                       SMALL(ended_never_revives_suspended_does),
                                       SMALL(what_lives_in_it_ends_with_it),
                                       SMALL(rests_on),
                                       SMALL(lapse_and_unknown),
                                       SMALL(policy_unknown_from),
                                       SMALL(forms),
                                       SMALL(final_day),
                                       SMALL(variations),
                                       SMALL(added_stands_alone),
                                       SMALL(acts_in_lanes),
                                       SMALL(acts_on_items),
                                       SMALL(licence_of_an_act),
                                       SMALL(amending_acts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
