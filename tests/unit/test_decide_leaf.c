/* Clauses: true, false or unknown, one word of the language after the other (docs/language.md 7; rules 1, 6, 15, 16, 20 of docs/rules.md). */
#include "test_decide_law.h"

/* ---- helpers ---- */

/* The value of a clause on the import, changed so, before any split: the clause is the scope of a measure on procuring. */
static enum tri value_of(struct small *s, const char *more_law, const char *clause, const char *change)
{
    struct str law = str_fmt(&s->arena,
                             "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n"
                             "measure UN.m \"m\" { binds anyone;  prohibits procure;  %s;  under UN.a para 1 }\n%s\n",
                             clause, more_law);
    small_law(s, str_z(&s->arena, law));
    struct decision_options options = {.no_split = true};
    const struct deal *d = small_deal(s, import_with(s, change));
    const struct answer *an = both(s, d, &options);
    bool reached;
    struct range r =
        answer_measure(an, index_of(s, ITEM_MEASURE, "UN.m"), index_of(s, ITEM_ROLE, "buyer"), 0, &reached);
    return pair_lane(r.tower[0], 0);
}

static const char *const values[] = {"false", "unknown", "true"};

static void check(void **state, const char *more_law, const char *clause, const char *change, const char *expected)
{
    const char *got = values[value_of(*state, more_law, clause, change)];
    if (strcmp(got, expected) != 0) {
        fail_msg("%s on %s: %s, not %s", clause, change, got, expected);
    }
}

/* On the import as it stands, changed so, the clause has this value; and its negation the opposite one. */
static void is(void **state, const char *clause, const char *change, const char *expected)
{
    struct small *s = *state;
    check(state, "", clause, change, expected);
    static const char *const opposites[][2] = {{"true", "false"}, {"false", "true"}, {"unknown", "unknown"}};
    for (size_t i = 0; i < 3; i++) {
        if (strcmp(expected, opposites[i][0]) == 0) {
            check(state, "", str_z(&s->arena, str_fmt(&s->arena, "not all of { %s }", clause)), change,
                  opposites[i][1]);
        }
    }
}

/* ---- single facts and lists ---- */

static void single_facts(void **state)
{
    is(state, "dispatch KP", "{}", "true");
    is(state, "dispatch CN", "{}", "false");
    is(state, "dispatch CN, KP", "{}", "true");
    is(state, "dispatch KP", "{'dispatch': null}", "unknown");
    is(state, "destination CN", "{}", "true");
    is(state, "destination CN", "{'destination': 'FR'}", "false"); /* a country that the law never mentions */
    is(state, "place zone", "{}", "true");
    is(state, "place zone", "{'place': null}", "unknown");
    is(state, "currency USD", "{}", "false");
    is(state, "currency USD", "{'currency': 'USD'}", "true");
    is(state, "currency USD", "{'currency': null}", "unknown");
    is(state, "cleared-in US", "{}", "unknown");
    is(state, "cleared-in US", "{'cleared_in': 'US'}", "true");
    is(state, "made-in KP", "{}", "true");
    is(state, "made-in KP", "{'goods/0/made_in': null}", "unknown");
    is(state, "does procure", "{}", "true");
    is(state, "does supply, ship", "{}", "false");
    is(state, "activity import", "{}", "true");
    is(state, "activity export", "{}", "false");
}

/* Rule 20: some, none, only; rule 6: a list that is given is complete unless it says otherwise, one that is not given is unknown. */
static void lists(void **state)
{
    is(state, "purpose commercial", "{}", "true");
    is(state, "purpose commercial", "{'purposes': ['medical', 'commercial']}", "true");
    is(state, "purpose commercial", "{'purposes': ['medical']}", "false");
    is(state, "purpose commercial", "{'purposes': []}", "false");
    is(state, "purpose commercial", "{'purposes': null}", "unknown");
    is(state, "purpose commercial", "{'purposes': ['medical'], 'purposes_complete': false}", "unknown");
    is(state, "purpose commercial", "{'purposes': ['commercial'], 'purposes_complete': false}", "true");
    is(state, "only purpose commercial", "{}", "true");
    is(state, "only purpose commercial, medical", "{'purposes': ['medical', 'commercial']}", "true");
    is(state, "only purpose commercial", "{'purposes': ['medical', 'commercial']}", "false");
    is(state, "only purpose commercial", "{'purposes': []}", "false"); /* all, and at least one */
    is(state, "only purpose commercial", "{'purposes': null}", "unknown");
    is(state, "only purpose commercial", "{'purposes': ['commercial'], 'purposes_complete': false}", "unknown");
    is(state, "only purpose commercial", "{'purposes': ['medical'], 'purposes_complete': false}", "false");
    is(state, "not purpose medical", "{}", "true");
    is(state, "not purpose medical", "{'purposes': ['commercial'], 'purposes_complete': false}", "unknown");
    is(state, "route port:KPRAS", "{'route': ['port:KPRAS', 'CN']}", "true");
    is(state, "route port:KPRAS", "{}", "false");
    is(state, "route port:KPRAS", "{'route': null}", "unknown");
    is(state, "route KP", "{'route': ['CN']}", "false");
    is(state, "route KP", "{'route': ['port:KPRAS']}", "true"); /* a port lies in its country */
    is(state, "route KP", "{'route': ['port:KPWON']}", "true");
    is(state, "route KP", "{'route': ['port:CNDAL']}", "false");
    is(state, "route port:KPRAS", "{'route': ['KP']}", "false");
    is(state, "contains KP", "{}", "false");
    is(state, "contains KP", "{'goods/0/contains': ['CN', 'KP']}", "true");
    is(state, "contains KP", "{'goods/0/contains': null}", "unknown");
}

/* Kleene's tables. */
static void connectives(void **state)
{
    is(state, "any of { dispatch CN;  place zone }", "{'place': null}", "unknown");
    is(state, "any of { dispatch KP;  place zone }", "{'place': null}", "true");
    is(state, "any of { dispatch CN;  destination KP }", "{}", "false");
    is(state, "all of { dispatch KP;  place zone }", "{'place': null}", "unknown");
    is(state, "all of { dispatch CN;  place zone }", "{'place': null}", "false");
    check(state, "scope in-zone { dispatch KP;  place zone }", "in-zone", "{}", "true");
    check(state, "scope in-zone { dispatch KP;  place zone }", "not in-zone", "{'place': null}", "unknown");
}

/* ---- goods ---- */

static void goods_by_code(void **state)
{
    is(state, "goods coal", "{}", "true");
    is(state, "goods coal", "{'goods/0/hs': '2701'}", "unknown");  /* 270119 is not coal here */
    is(state, "goods coal", "{'goods/0/hs': '2702'}", "true");     /* as long as the law's */
    is(state, "goods coal", "{'goods/0/hs': '27021000'}", "true"); /* longer */
    is(state, "goods coal", "{'goods/0/hs': '27'}", "unknown");    /* shorter */
    is(state, "goods coal", "{'goods/0/hs': '28'}", "false");
    is(state, "goods coal", "{'goods/0/hs': '270119'}", "false"); /* taken out */
    is(state, "goods coal", "{'goods/0/hs': '2701191'}", "false");
    is(state, "goods coal", "{'goods/0/hs': '27011'}", "unknown");
    is(state, "goods coal", "{'goods/0/hs': null}", "unknown"); /* a description alone decides no code */
    is(state, "goods coal, iron", "{'goods/0/hs': '7201'}", "true");
    is(state, "goods hs 2711", "{}", "false");
    is(state, "goods hs 2701", "{}", "true");
    is(state, "goods all-minerals", "{'goods/0/hs': '7201'}", "true"); /* what it includes */
    is(state, "goods all-minerals", "{'goods/0/hs': '8401'}", "false");
    is(state, "goods hs 720110", "{'goods/0/hs': '72'}", "unknown");
}

static void goods_by_name(void **state)
{
    is(state, "goods named", "{}", "false"); /* described otherwise */
    is(state, "goods named", "{'goods/0/description': 'named'}", "true");
    is(state, "goods named", "{'goods/0/description': 'Named'}", "false"); /* exactly */
    is(state, "goods named", "{'goods/0/description': null}", "unknown");
}

/* A deal about no goods: what asks for goods is not met. */
static void no_goods(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n"
                 "measure UN.g \"m\" { binds anyone;  prohibits pay;  goods coal;  under UN.a para 1 }\n"
                 "measure UN.n \"m\" { binds anyone;  prohibits pay;  not goods coal;  under UN.a para 1 }\n"
                 "measure UN.v \"m\" { binds anyone;  prohibits pay;  value above 1 CNY each;  under UN.a para 1 }\n"
                 "measure UN.o \"m\" { binds anyone;  prohibits pay;  made-in KP;  under UN.a para 1 }\n");
    struct answer *an = ask(s, "{'activity': 'payment', 'for': ['UN'], 'currency': 'CNY', 'parties': [{'role': "
                               "'sender', 'country': 'CN', 'clear': true},"
                               " {'role': 'receiver', 'country': 'KP', 'clear': true}]}");
    assert_string_equal(measure_text(s, an, "UN.g"), "permitted..permitted");
    assert_string_equal(measure_text(s, an, "UN.n"), "prohibited..prohibited");
    assert_string_equal(measure_text(s, an, "UN.v"), "permitted..permitted");
    assert_string_equal(measure_text(s, an, "UN.o"), "permitted..permitted");
}

/* ---- money and days ---- */

static void amounts(void **state)
{
    is(state, "amount at most 1000 CNY", "{}", "true");
    is(state, "amount below 1000 CNY", "{}", "false");
    is(state, "amount at least 1000 CNY", "{}", "true");
    is(state, "amount above 1000 CNY", "{}", "false");
    is(state, "amount above 1000 CNY", "{'amount': '1000.000001'}", "true");
    is(state, "amount below 1000 CNY", "{'amount': '999.999999'}", "true");
    is(state, "amount at most 1000 CNY", "{'amount': null}", "unknown");
    is(state, "amount at most 1000 USD", "{}", "unknown"); /* no rate is declared */
    is(state, "amount at most 1000 CNY", "{'currency': null}", "unknown");
    is(state, "amount at most 999999999999.999999 CNY", "{'amount': '999999999999.999999'}", "true");
    is(state, "value above 100 CNY each", "{}", "false"); /* 1000 for 10 */
    is(state, "value at least 100 CNY each", "{}", "true");
    is(state, "value above 100 CNY each", "{'goods/0/value': '1000.01'}", "true");
    is(state, "value above 100 CNY each", "{'goods/0/quantity': 3}", "true");
    is(state, "value above 100 CNY each", "{'goods/0/value': null}", "unknown");
    is(state, "value above 100 CNY each", "{'goods/0/quantity': null, 'goods/0/unit': null}", "unknown");
    is(state, "value above 100 CNY each", "{'goods/0/quantity': 0}", "unknown");
    is(state, "value above 100 USD each", "{}", "unknown");
}

/* Rule 15: by includes the day, before does not; from includes it, after does not. */
static void days(void **state)
{
    is(state, "conduct by 2026-06-01", "{}", "true");
    is(state, "conduct by 2026-05-31", "{}", "false");
    is(state, "conduct before 2026-06-01", "{}", "false");
    is(state, "conduct before 2026-06-02", "{}", "true");
    is(state, "conduct from 2026-06-01", "{}", "true");
    is(state, "conduct from 2026-06-02", "{}", "false");
    is(state, "conduct after 2026-06-01", "{}", "false");
    is(state, "conduct after 2026-05-31", "{}", "true");
    is(state, "conduct by 2026-06-01", "{'parties/0/on': '2026-06-02'}", "false"); /* the leg's own day */
    is(state, "contract before 2026-05-01", "{}", "false");
    is(state, "contract before 2026-05-02", "{}", "true");
    is(state, "contract before 2026-05-02", "{'contract': null}", "unknown");
    is(state, "written contract before 2026-05-02", "{}", "true");
    is(state, "written contract before 2026-05-02", "{'written': false}", "false");
    is(state, "written contract before 2026-05-02", "{'written': null}", "unknown");
    is(state, "written contract before 2026-05-01", "{'written': null}", "false");
    is(state, "written contract before 2026-05-02", "{'contract': null, 'written': false}", "false");
}

/* ---- notices ---- */

#define NOTICE(rest) "{'notices': [{'by': 'CN', 'to': 'UN.c1718'" rest "}]}"

static void notices(void **state)
{
    const char *state_of = "notice by state of buyer to UN.c1718 before conduct";
    is(state, state_of, "{}", "false"); /* none given */
    is(state, state_of, "{'notices': null}", "unknown");
    is(state, state_of, NOTICE(", 'on': '2026-05-31'"), "true");
    is(state, state_of, NOTICE(", 'on': '2026-06-02'"), "false"); /* after conduct */
    is(state, state_of, NOTICE(""), "unknown");                   /* whether it came in time */
    is(state, state_of, "{'notices': [{'by': 'RU', 'to': 'UN.c1718', 'on': '2026-05-01'}]}", "false");
    is(state, state_of, "{'notices': [{'by': 'CN', 'to': 'US.ofac', 'on': '2026-05-01'}]}", "false");
    is(state, state_of, "{'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-05-01'}], 'parties/0/country': null}",
       "unknown");
    is(state, state_of, "{'notices': [], 'notices_complete': false}", "unknown");
    is(state, state_of, "{'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-05-01', 'about': 'UN.m'}]}", "true");
    is(state, state_of, "{'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-05-01', 'about': 'UN.a para 1'}]}",
       "true");
    is(state, state_of, "{'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-05-01', 'about': 'UN.a para 2'}]}",
       "false");
    /* who gives it */
    is(state, "notice by state of actor to UN.c1718 before conduct", NOTICE(", 'on': '2026-05-31'"), "true");
    is(state, "notice by state of seller to UN.c1718 before conduct", NOTICE(", 'on': '2026-05-31'"), "false");
    is(state, "notice by exporting state to UN.c1718 before conduct", NOTICE(", 'on': '2026-05-31'"),
       "false"); /* made in KP */
    is(state, "notice by exporting state to UN.c1718 before conduct",
       "{'notices': [{'by': 'KP', 'to': 'UN.c1718', 'on': '2026-05-01'}]}", "true");
    is(state, "notice by exporting state to UN.c1718 before conduct",
       "{'goods/0/made_in': null, 'notices': [{'by': 'KP', 'to': 'UN.c1718', 'on': '2026-05-01'}]}", "unknown");
    is(state, "notice by KR to UN.c1718 before conduct",
       "{'notices': [{'by': 'KR.unification', 'to': 'UN.c1718', 'on': '2026-05-01'}]}", "true");
    is(state, "notice by US.ofac to UN.c1718 before conduct",
       "{'notices': [{'by': 'US', 'to': 'UN.c1718', 'on': '2026-05-01'}]}", "false");
    /* a party that is not there has no state that is known */
    is(state, "notice by state of vessel to UN.c1718 before conduct", NOTICE(", 'on': '2026-05-31'"), "unknown");
    /* lead time: difference at least five days */
    is(state, "notice by CN to UN.c1718 before conduct at least 5 days", NOTICE(", 'on': '2026-05-27'"), "true");
    is(state, "notice by CN to UN.c1718 before conduct at least 5 days", NOTICE(", 'on': '2026-05-28'"), "false");
    /* the silence procedure is built later: an objection closes, anything else is open */
    const char *silence = "notice by CN to UN.c1718 before conduct with no objection within 5 working days";
    is(state, silence, NOTICE(", 'on': '2026-05-01', 'objected': true"), "false");
    is(state, silence, NOTICE(", 'on': '2026-05-01', 'objected': false"), "unknown");
    is(state, silence, "{}", "false");
}

/* ---- events ---- */

#define EVENT(rest) "{'events': [{'what': 'port-call', 'place': 'KP'" rest "}]}"

static void events(void **state)
{
    const char *call = "event port-call KP within 180 days before conduct";
    is(state, call, "{}", "false");
    is(state, call, "{'events': null}", "unknown");
    is(state, call, EVENT(", 'on': '2026-06-01'"), "true");
    is(state, call, EVENT(", 'on': '2025-12-03'"), "true"); /* a difference of 180 days */
    is(state, call, EVENT(", 'on': '2025-12-02'"), "false");
    is(state, call, EVENT(", 'on': '2026-06-02'"), "false"); /* after conduct */
    is(state, call, EVENT(""), "unknown");
    is(state, call, "{'events': [{'what': 'landing', 'place': 'KP', 'on': '2026-06-01'}]}", "false");
    is(state, call, "{'events': [{'what': 'port-call', 'place': 'CN', 'on': '2026-06-01'}]}", "false");
    is(state, call, "{'events': [{'what': 'port-call', 'place': 'CN', 'on': '2026-06-01'}], 'events_complete': false}",
       "unknown");
    is(state, "event port-call KP within 1 year before conduct", EVENT(", 'on': '2025-06-01'"),
       "true"); /* a calendar year */
    is(state, "event port-call KP within 1 year before conduct", EVENT(", 'on': '2025-05-31'"), "false");
    is(state, "event port-call KP", EVENT(""), "true");
    is(state, "event port-call CN, KP", EVENT(""), "true");
    is(state, "event port-call CN, RU", EVENT(""), "false");
}

/* ---- judged, found, caps ---- */

static void judgements(void **state)
{
    is(state, "judged revenue", "{}", "false");
    is(state, "judged revenue", "{'judged/revenue': true}", "true");
    is(state, "judged revenue", "{'judged': null}", "unknown");
    is(state, "judged revenue, knowing", "{'judged/revenue': true}", "false"); /* the list means all */
    is(state, "judged revenue, knowing", "{'judged': {'revenue': true}}", "unknown");
    is(state, "judged revenue, knowing", "{'judged': {'revenue': false}}", "false");
    is(state, "judged revenue, knowing", "{'judged': {'revenue': true, 'knowing': true}}", "true");
}

static void findings(void **state)
{
    is(state, "found by state of actor luxury", "{}", "false");
    is(state, "found by state of actor luxury", "{'findings': null}", "unknown");
    is(state, "found by state of actor luxury", "{'findings': [{'finding': 'luxury', 'by': 'CN'}]}", "true");
    is(state, "found by state of actor luxury", "{'findings': [{'finding': 'luxury', 'by': 'RU'}]}", "false");
    is(state, "found by state of actor luxury", "{'findings': [{'finding': 'arms', 'by': 'CN'}]}", "false");
    is(state, "found by UN.c1718 luxury", "{'findings': [{'finding': 'luxury', 'by': 'UN.c1718'}]}", "true");
    is(state, "found by UN.c1718 luxury", "{'findings': [{'finding': 'luxury', 'by': 'CN'}]}", "false");
    is(state, "found by UN.c1718 luxury", "{'findings': [], 'findings_complete': false}", "unknown");
}

static void caps(void **state)
{
    const char *cap = "cap UN.coal-cap \"Coal\" { held by all states together;  counted by UN.c1718;  limit from "
                      "2017-01-01 each calendar-year { 100 t } }";
    check(state, cap, "within cap UN.coal-cap", "{}", "unknown");
    check(state, cap, "within cap UN.coal-cap", "{'within_cap': {'UN.coal-cap': true}}", "true");
    check(state, cap, "within cap UN.coal-cap", "{'within_cap': {'UN.coal-cap': false}}", "false");
    check(state, cap, "within cap UN.coal-cap", "{'used': {'UN.coal-cap': {'t': '5'}}}",
          "unknown"); /* counting comes later */
}

/* ---- parties ---- */

static void patterns(void **state)
{
    is(state, "actor { national CN }", "{}", "true");
    is(state, "actor { located KP }", "{}", "false");
    is(state, "seller { national KP }", "{}", "true");
    is(state, "party { national KP }", "{}", "true");
    is(state, "party { national KP;  kind bank }", "{}", "false"); /* one and the same party */
    is(state, "party { national US }", "{'parties_complete': false}", "unknown");
    is(state, "party { national US }", "{'parties': null}", "unknown");
    is(state, "vessel { flag KP }", "{}", "false"); /* none is there, and the list is complete */
    is(state, "vessel { flag KP }", "{'parties/-': {'role': 'vessel', 'name': 'V', 'country': 'KP'}}",
       "unknown"); /* country does not say it */
    is(state, "vessel { flag KP }", "{'parties/-': {'role': 'vessel', 'name': 'V', 'flag': 'KP'}}", "true");
    is(state, "vessel { kind vessel }", "{'parties/-': {'role': 'vessel', 'name': 'V', 'flag': 'KP'}}",
       "true"); /* what the role says */
    is(state, "actor { kind bank }", "{'parties/0/kind': null}", "unknown");
    is(state, "actor { kind bank, body }", "{}", "true");
    is(state, "actor { branch-of US }", "{}", "false"); /* country says: of none */
    is(state, "actor { branch-of US }", "{'parties/0/branch_of': ['US']}", "true");
    is(state, "actor { national CN }", "{'parties/0/nationals': ['FR']}", "false");
    is(state, "actor { located CN }", "{'parties/0/nationals': ['FR']}", "true");
    is(state, "actor { national CN }", "{'parties/0/country': null}", "unknown");
    is(state, "actor { clears-in US }", "{}", "unknown");
    is(state, "seller { agency-of KP }", "{}", "false"); /* clear */
    is(state, "seller { agency-of KP }", "{'parties/1/agency_of': ['KP']}", "true");
    is(state, "seller { agency-of KP }", "{'parties/1/clear': null}", "unknown");
    is(state, "seller { any of { controlled-by KP;  acts-for KP } }", "{'parties/1/acts_for': ['KP']}", "true");
    check(state, "class gov { any of { agency-of KP;  listed by US tags US.T1 } }", "party in gov",
          "{'parties/1/agency_of': ['KP']}", "true");
    check(state, "class gov { any of { agency-of KP;  listed by US tags US.T1 } }", "actor in gov",
          "{'parties/1/agency_of': ['KP']}", "false");
}

static void listings(void **state)
{
    is(state, "seller { listed by UN }", "{}", "false"); /* clear */
    is(state, "seller { listed by UN }", "{'parties/1/clear': null}", "unknown");
    is(state, "seller { listed by UN }",
       "{'parties/1/clear': null, 'parties/1/screened': ['US'], 'parties/1/listed': []}",
       "unknown"); /* not searched there */
    is(state, "seller { listed by UN }",
       "{'parties/1/clear': null, 'parties/1/screened': ['UN'], 'parties/1/listed': []}", "false");
    is(state, "seller { listed by UN }", "{'parties/1/listed': [{'by': 'UN', 'from': '2026-06-01'}]}", "true");
    is(state, "seller { listed by UN }", "{'parties/1/listed': [{'by': 'UN', 'from': '2026-06-02'}]}", "false");
    is(state, "seller { listed by UN }",
       "{'parties/1/listed': [{'by': 'UN', 'from': '2020-01-01', 'until': '2026-06-01'}]}",
       "false"); /* day of delisting */
    is(state, "seller { listed by UN }", "{'parties/1/listed': [{'by': 'UN'}]}", "true");
    is(state, "seller { listed by US tags US.T1 }", "{'parties/1/listed': [{'by': 'US', 'tag': 'US.T1'}]}", "true");
    is(state, "seller { listed by US tags US.T1 }", "{'parties/1/listed': [{'by': 'US', 'tag': 'US.T2'}]}", "false");
    is(state, "seller { listed by US tags US.T1 }", "{'parties/1/listed': [{'by': 'US', 'tags': ['US.T2', 'US.T1']}]}",
       "true");
    is(state, "seller { listed by US tags US.T1 }", "{'parties/1/listed': [{'by': 'US'}]}",
       "unknown"); /* which law it falls under */
    is(state, "seller { listed by US tags US.T1 }", "{'parties/1/listed': [{'by': 'US', 'programme': 'US.T1'}]}",
       "true");
    is(state, "seller { listed by US }", "{'parties/1/listed': [{'by': 'US', 'programme': 'OTHER'}]}", "true");
    is(state, "seller { listed by UN }", "{'parties/1/listed': [{'by': 'US'}]}", "false");
    is(state, "seller { acts-for listed by UN }", "{}", "false");
    is(state, "seller { acts-for listed by UN }", "{'parties/1/acts_for': ['listed:UN']}", "true");
    is(state, "seller { acts-for listed by UN }", "{'parties/1/acts_for': ['listed:US']}", "false");
    is(state, "seller { acts-for listed by UN }", "{'parties/1/clear': null}", "unknown");
    is(state, "seller { owned by listed by UN }", "{}", "false");
    is(state, "seller { owned by listed by UN }", "{'parties/1/owned_by_listed': true}", "true");
    is(state, "seller { owned by listed by UN }", "{'parties/1/owned_by_listed': {'UN': false, 'US': true}}", "false");
    is(state, "seller { owned by listed by US }", "{'parties/1/owned_by_listed': {'UN': false, 'US': true}}", "true");
    is(state, "seller { owned by listed by US }",
       "{'parties/1/clear': null, 'parties/1/owned_by_listed': {'UN': false}}", "unknown");
}

static void identifiers(void **state)
{
    is(state, "party { id imo \"9135678\" }", "{}", "unknown");
    is(state, "seller { id imo \"9135678\" }", "{'parties/1/ids': {'imo': '9135678'}}", "true");
    is(state, "seller { id imo \"9135678\" }", "{'parties/1/ids': {'imo': '1111111'}}", "false");
    is(state, "seller { id imo \"9135678\" }", "{'parties/1/ids': {'imo': '1111111', 'ofac': '7'}}", "false");
    is(state, "seller { id imo \"9135678\" }", "{'parties/1/ids': {'ofac': '7'}}",
       "unknown"); /* each one not named is unknown */
    is(state, "seller { id imo \"9135678\" }", "{'parties/1/ids': {}}", "unknown");
}

/* Law that is not here is unknown. */
static void external_law(void **state)
{
    check(state, "external group US.part744", "external US.part744 \"does it reach?\"", "{}", "unknown");
    check(state, "external group US.part744", "any of { dispatch KP;  external US.part744 \"does it reach?\" }", "{}",
          "true");
}

int main(void)
{
    const struct CMUnitTest tests[] = {SMALL(single_facts),  SMALL(lists),    SMALL(connectives), SMALL(goods_by_code),
                                       SMALL(goods_by_name), SMALL(no_goods), SMALL(amounts),     SMALL(days),
                                       SMALL(notices),       SMALL(events),   SMALL(judgements),  SMALL(findings),
                                       SMALL(caps),          SMALL(patterns), SMALL(listings),    SMALL(identifiers),
                                       SMALL(external_law)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
