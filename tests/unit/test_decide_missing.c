/* What is missing: which facts decide, where they would be written, how people are told, and that a value given only narrows the range. */
#include "test_decide_law.h"

/* ---- helpers ---- */

static void law_of(struct small *s, const char *scope, const char *more)
{
    struct str law = str_fmt(&s->arena,
                             "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n"
                             "measure UN.m \"m\" { binds anyone;  prohibits procure;  %s;  under UN.a para 1 }\n%s\n",
                             scope, more);
    small_law(s, str_z(&s->arena, law));
}

/* The buyer's leg: what is missing, and the range. */
static void missing_is(void **state, const char *scope, const char *change, const char *missing, const char *range)
{
    struct small *s = *state;
    law_of(s, scope, "");
    struct answer *an = ask(s, import_with(s, change));
    const char *got = missing_of(s, an, 0, "UN");
    const struct order_answer *o = order_of(an, 0, "UN");
    const char *got_range = o == NULL ? "permitted..permitted" : range_text(s, &o->range, 0);
    if (strcmp(got, missing) != 0 || strcmp(got_range, range) != 0) {
        fail_msg("%s on %s:\n  missing \"%s\", %s\n  not \"%s\", %s", scope, change, got, got_range, missing, range);
    }
    for (size_t i = 0; o != NULL && i < o->n_missing; i++) { /* there are words for it */
        assert_true(atom_phrase(an->deal, &s->arena, o->missing[i].atom).n > 0);
        assert_true(o->missing[i].lanes == 1);
        assert_true(atom_eq(o->missing[i].atom, o->missing[i].atom));
    }
}

#define OPEN "permitted..prohibited"

/* ---- one fact ---- */

static void pointers(void **state)
{
    missing_is(state, "dispatch KP", "{'dispatch': null}", "/dispatch", OPEN);
    missing_is(state, "destination CN", "{'destination': null}", "/destination", OPEN);
    missing_is(state, "route port:KPRAS", "{'route': null}", "/route", OPEN);
    missing_is(state, "place zone", "{'place': null}", "/place", OPEN);
    missing_is(state, "only purpose medical", "{'purposes': null}", "/purposes", OPEN);
    missing_is(state, "currency USD", "{'currency': null}", "/currency", OPEN);
    missing_is(state, "cleared-in US", "{}", "/cleared_in", OPEN);
    missing_is(state, "made-in KP", "{'goods/0/made_in': null}", "/goods/0/made_in", OPEN);
    missing_is(state, "contains KP", "{'goods/0/contains': null}", "/goods/0/contains", OPEN);
    missing_is(state, "goods coal", "{'goods/0/hs': null}", "/goods/0/hs", OPEN);
    missing_is(state, "goods coal", "{'goods/0/hs': '27'}", "/goods/0/hs", OPEN); /* too short a code */
    missing_is(state, "goods named", "{'goods/0/description': null}", "/goods/0/description", OPEN);
    missing_is(state, "goods coal", "{'goods': null}", "/goods/0/hs", OPEN);
    missing_is(state, "amount above 500 CNY", "{'amount': null}", "/amount", OPEN);
    missing_is(state, "value above 50 CNY each", "{'goods/0/value': null}", "/goods/0/value", OPEN);
    missing_is(state, "contract before 2026-01-01", "{'contract': null}", "/contract", OPEN);
    missing_is(state, "written contract before 2026-06-01", "{'written': null}", "/written", OPEN);
    missing_is(state, "written contract before 2026-06-01", "{'contract': null, 'written': null}", "/contract /written",
               OPEN);
    missing_is(state, "notice by CN to UN.c1718 before conduct", "{'notices': null}", "/notices", OPEN);
    missing_is(state, "event port-call KP within 180 days before conduct", "{'events': null}", "/events", OPEN);
    missing_is(state, "judged revenue", "{'judged': null}", "/judged/revenue", OPEN);
    missing_is(state, "found by state of actor luxury", "{'findings': null}", "/findings", OPEN);
    missing_is(state, "actor { national CN }", "{'parties/0/country': null}", "/parties/0/country", OPEN);
    missing_is(state, "seller { national KP }", "{'parties/1/country': null, 'parties/1/located': ['CN']}",
               "/parties/1/country", OPEN);
    missing_is(state, "actor { kind bank }", "{'parties/0/kind': null}", "/parties/0/kind", OPEN);
    missing_is(state, "actor { clears-in US }", "{}", "/parties/0/clears_in", OPEN);
    missing_is(state, "seller { agency-of KP }", "{'parties/1/clear': null}", "/parties/1/agency_of", OPEN);
    missing_is(state, "seller { listed by UN }", "{'parties/1/clear': null}", "/parties/1/listed", OPEN);
    missing_is(state, "seller { acts-for listed by UN }", "{'parties/1/clear': null}", "/parties/1/acts_for", OPEN);
    missing_is(state, "seller { owned by listed by UN }", "{'parties/1/clear': null}", "/parties/1/owned_by_listed",
               OPEN);
    missing_is(state, "seller { id imo \"9135678\" }", "{}", "/parties/1/ids", OPEN);
    missing_is(state, "vessel { flag KP }", "{'parties/-': {'role': 'vessel', 'name': 'V'}}", "/parties/2/flag", OPEN);
}

/* A required party that is not given is named at the index that it would have. */
static void parties_not_given(void **state)
{
    missing_is(state, "seller { national KP }", "{'parties': [{'role': 'buyer', 'country': 'CN', 'clear': true}]}",
               "/parties/1/country", OPEN);
    struct small *s = *state;
    law_of(s, "buyer { national CN }", "");
    struct answer *an = ask(s, import_with(s, "{'parties': [{'role': 'seller', 'country': 'KP', 'clear': true}]}"));
    assert_int_equal(an->n_legs, 2);
    assert_string_equal(missing_of(s, an, 1, "UN"), "/parties/1/country");
    assert_string_equal(deal_word(an, 0), "undetermined");
}

/* Whose notice: the state of a role, the exporting state. */
static void givers(void **state)
{
    missing_is(state, "notice by state of buyer to UN.c1718 before conduct",
               "{'parties/0/country': null, 'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-05-01'}]}",
               "/parties/0/country", OPEN);
    missing_is(state, "notice by exporting state to UN.c1718 before conduct",
               "{'goods/0/made_in': null, 'notices': [{'by': 'RU', 'to': 'UN.c1718', 'on': '2026-05-01'}]}",
               "/goods/0/made_in", OPEN);
    missing_is(state, "found by state of actor luxury",
               "{'parties/0/country': null, 'findings': [{'finding': 'luxury', 'by': 'RU'}]}", "/parties/0/country",
               OPEN);
}

/* Whose approval: the state of the actor, of a role, the exporting state. Another state's approval is none. */
static void approvers(void **state)
{
    static const char *const approval = "'approvals': [{'by': 'RU', 'about': 'UN.m'}]";
    struct small *s = *state;
    missing_is(state, "not approved by state of actor",
               str_z(&s->arena, str_fmt(&s->arena, "{'parties/0/country': null, %s}", approval)), "/parties/0/country",
               OPEN);
    missing_is(state, "not approved by state of seller",
               str_z(&s->arena, str_fmt(&s->arena, "{'parties/1/country': null, %s}", approval)), "/parties/1/country",
               OPEN);
    missing_is(state, "not approved by exporting state",
               str_z(&s->arena, str_fmt(&s->arena, "{'goods/0/made_in': null, %s}", approval)), "/goods/0/made_in",
               OPEN);
    /* the country is asked for by another clause, too: the state that approved is one of its values */
    missing_is(state, "actor { national CN, RU };  not approved by state of actor",
               str_z(&s->arena, str_fmt(&s->arena, "{'parties/0/country': null, %s}", approval)), "/parties/0/country",
               OPEN);
    missing_is(state, "notice by state of actor to UN.c1718 before conduct;  approved by state of actor",
               str_z(&s->arena, str_fmt(&s->arena,
                                        "{'parties/0/country': null, 'notices': [{'by': 'RU', 'to': 'UN.c1718', 'on': "
                                        "'2026-05-01'}], %s}",
                                        approval)),
               "/parties/0/country", OPEN);
    missing_is(state, "approved by state of vessel", str_z(&s->arena, str_fmt(&s->arena, "{%s}", approval)), "",
               OPEN); /* no such party: no fact would tell */
    assert_false(order_in(ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s}", approval)))), 0, "UN")
                     ->missing_exact);
}

/* Facts whose value changes nothing are not missing. */
static void only_what_counts(void **state)
{
    struct small *s = *state;
    missing_is(state, "any of { dispatch KP;  place zone }", "{'place': null}", "", "prohibited..prohibited");
    missing_is(state, "all of { dispatch CN;  place zone }", "{'place': null}", "", "permitted..permitted");
    /* one fact in two clauses: decided, although each is unknown */
    missing_is(state, "any of { place zone;  not place zone }", "{'place': null}", "", "prohibited..prohibited");
    missing_is(state, "all of { place zone;  not place zone }", "{'place': null}", "", "permitted..permitted");
    missing_is(state, "any of { purpose medical;  not only purpose medical }", "{'purposes': null}", "",
               "prohibited..prohibited");
    /* nor does one that has too many values to be tried, where it is decided without it */
    missing_is(
        state,
        "place zone;  not place zone;  any of { vessel { located CN };  vessel { located RU };  vessel { located "
        "US };  vessel { located KR };  vessel { located KP } }",
        "{'place': null, 'parties/-': {'role': 'vessel', 'name': 'V'}}", "", "permitted..permitted");
    assert_true(
        order_in(ask(s, import_with(s, "{'place': null, 'parties/-': {'role': 'vessel', 'name': 'V'}}")), 0, "UN")
            ->missing_exact);
    /* the facts behind one pointer go together */
    missing_is(state, "any of { actor { national CN };  actor { located CN } }", "{'parties/0/country': null}",
               "/parties/0/country", OPEN);
    /* two facts, of which both count in some completion of the other */
    missing_is(state, "place zone;  judged revenue", "{'place': null, 'judged': null}", "/place /judged/revenue", OPEN);
    missing_is(state, "any of { place zone;  judged revenue }", "{'place': null, 'judged': null}",
               "/place /judged/revenue", OPEN);
}

/* A hold that is open in every case is split, too: which of the open labels it has may be certain. */
static void open_either_way(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n"
                 "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1\n"
                 "    except never { purpose medical;  not purpose medical } }\n"
                 "measure UN.n \"n\" { binds anyone;  prohibits procure;  goods coal;  dispatch CN;  purpose medical;  "
                 "under UN.a para 1 }\n"
                 "licence UN.l \"l\" by UN.c1718 { over UN.m;  source \"s\" }\n");
    struct answer *an = ask(s, import_with(s, "{'purposes': null, 'dispatch': null}"));
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "licensed..prohibited");
    an = ask(s, import_with(s, "{'purposes': null}"));
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "licensed..licensed");
    assert_string_equal(missing_of(s, an, 0, "UN"), "");
}

/* A list that is open is no single missing fact: the answer says so. */
static void open_lists(void **state)
{
    struct small *s = *state;
    law_of(s, "party { national US }", "");
    struct answer *an = ask(s, import_with(s, "{'parties_complete': false}"));
    assert_string_equal(deal_word(an, 0), "undetermined");
    assert_false(order_in(an, 0, "UN")->missing_exact);
    law_of(s, "event port-call KP", "");
    an = ask(s, import_with(s, "{'events': [], 'events_complete': false}"));
    assert_string_equal(deal_word(an, 0), "undetermined");
    assert_false(order_in(an, 0, "UN")->missing_exact);
    law_of(s, "purpose medical", "");
    an = ask(s, import_with(s, "{'purposes': [], 'purposes_complete': false}"));
    assert_string_equal(deal_word(an, 0), "undetermined");
    assert_false(order_in(an, 0, "UN")->missing_exact);
    law_of(s, "place zone", "");
    an = ask(s, import_with(s, "{'place': null}"));
    assert_true(order_in(an, 0, "UN")->missing_exact);
}

/* Above eight facts the split is not tried; all that may count are named. */
static void too_many_facts(void **state)
{
    struct small *s = *state;
    law_of(s,
           "place zone;  purpose medical;  currency USD;  cleared-in US;  amount above 1 USD;  contract before "
           "2020-01-01;  judged revenue;  judged knowing;"
           "  dispatch KP;  destination CN",
           "");
    struct answer *an = ask(s, import_with(s, "{'place': null, 'purposes': null, 'currency': null, 'amount': null, "
                                              "'contract': null, 'judged': null, 'dispatch': null,"
                                              " 'destination': null}"));
    const struct order_answer *o = order_in(an, 0, "UN");
    assert_false(o->missing_exact);
    assert_int_equal(o->n_missing, 10);
    assert_string_equal(range_text(s, &o->range, 0), OPEN);
}

/* Law that is unknown is split like a fact, and named in its own words. */
static void open_law(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument US.em \"Emergency\" by US.president { from 2008-06-26;  unknown from 2026-01-01 }\n"
                 "instrument US.o \"O\" by US.president { from 2016-03-16;  rests on US.em }\n"
                 "external group US.part744\n"
                 "measure US.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under US.o s 1;  except e { "
                 "external US.part744 \"does part 744 reach?\" } }\n"
                 "measure US.p \"p\" { binds anyone;  prohibits supply;  goods coal;  under US.o s 2;  licensable by "
                 "US.ofac case-by-case }\n"
                 "policy US.deny \"D\" on US.p { deny;  from 2010-01-01;  unknown from 2020-01-01;  source \"s\" }\n");
    struct answer *an = ask(s, import_with(s, "{'for': ['US']}"));
    const struct order_answer *o = order_in(an, 0, "US");
    assert_int_equal(o->n_missing, 2);
    assert_true(o->missing[0].law && o->missing[1].law);
    assert_true(o->missing[0].pointer.n == 0);
    const char *text = missing_of(s, an, 0, "US");
    assert_non_null(strstr(text, "US.em"));
    assert_non_null(strstr(text, "does part 744 reach?"));
    o = order_in(an, 1, "US"); /* the policy, whose force is unknown */
    assert_string_equal(range_text(s, &o->range, 0), "permitted..prohibited");
    assert_non_null(strstr(missing_of(s, an, 1, "US"), "US.deny"));
}

/* Every life of an item has its words. */
static void phrases_of_law(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n"
                 "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1;  licensable "
                 "by UN.c1718 case-by-case }\n"
                 "exemption UN.e \"E\" { over UN.m;  under UN.a para 3;  purpose medical }\n"
                 "policy UN.p \"P\" on UN.m { deny;  source \"s\" }\n"
                 "consequence UN.q \"Q\" { exposes actor { located CN };  may;  does procure;  to \"a list\";  under "
                 "UN.a para 6 }\n");
    struct deal *d = small_deal(s, IMPORT);
    static const char *const names[] = {"UN.m", "UN.e", "UN.p", "UN.q"};
    for (int k = 0; k < 5; k++) {
        struct atom a = {ATOM_LIFE, k, 0, NULL, 0};
        struct str phrase = atom_phrase(d, &s->arena, a);
        assert_true(phrase.n > 0);
        assert_true(k == 4 || strstr(str_z(&s->arena, phrase), names[k]) != NULL);
        assert_int_equal(atom_pointer(d, &s->arena, a).n, 0);
    }
    struct atom a = {ATOM_LAW, 0, 0, NULL, 0};
    assert_non_null(strstr(str_z(&s->arena, atom_phrase(d, &s->arena, a)), "UN.a"));
    struct atom step = {ATOM_STEP, 0, 0, NULL, 0};
    assert_string_equal(str_z(&s->arena, atom_pointer(d, &s->arena, step)), "/step");
    assert_true(atom_phrase(d, &s->arena, step).n > 0);
    struct atom holder = {ATOM_HOLDER, 1, 0, NULL, 0};
    assert_string_equal(str_z(&s->arena, atom_pointer(d, &s->arena, holder)), "/parties/1/name");
    assert_true(atom_phrase(d, &s->arena, holder).n > 0);
    struct atom cap = {ATOM_CAP, 0, d->activity, NULL, 0};
    assert_true(atom_phrase(d, &s->arena, cap).n > 0);
    assert_false(atom_eq(a, step));
}

/* An unknown step: the legs do what the completion says. */
static void step(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n"
                 "measure UN.m \"m\" { binds anyone;  prohibits keep-venture;  dispatch KP;  under UN.a para 1 }\n"
                 "measure UN.n \"n\" { binds anyone;  prohibits open-venture, keep-venture, expand-venture;  dispatch "
                 "CN;  under UN.a para 1 }\n");
    const char *venture = "{'activity': 'venture', 'for': ['UN'], 'dispatch': 'KP', 'purposes': ['commercial'], "
                          "'parties': [{'role': 'partner', 'country': 'CN', 'clear': true}]}";
    struct answer *an = ask(s, venture);
    assert_string_equal(deal_word(an, 0), "undetermined");
    assert_string_equal(missing_of(s, an, 0, "UN"), "/step");
    an = ask(s, "{'activity': 'venture', 'for': ['UN'], 'dispatch': 'CN', 'purposes': ['commercial'], 'parties': "
                "[{'role': 'partner', 'country': 'CN', 'clear': true}]}");
    assert_string_equal(deal_word(an, 0), "prohibited"); /* whatever the step */
    an = ask(s, "{'activity': 'venture', 'step': 'open-venture', 'for': ['UN'], 'dispatch': 'KP', 'parties': [{'role': "
                "'partner', 'country': 'CN', 'clear': true}]}");
    assert_string_equal(deal_word(an, 0), "permitted");
}

/* The same question in two clauses is one fact. */
static void one_question_twice(void **state)
{
    static const char *const questions[][2] = {
        {"notice by CN to UN.c1718 before conduct", "{'notices': null}"},
        {"event port-call KP within 180 days before conduct", "{'events': null}"},
        {"seller { id imo \"9135678\" }", "{}"},
        {"contract before 2026-01-01", "{'contract': null}"},
        {"amount above 500 CNY", "{'amount': null}"},
        {"value above 50 CNY each", "{'goods/0/value': null}"},
        {"goods iron", "{'goods/0/hs': null}"},
        {"goods named", "{'goods/0/description': null}"},
        {"seller { listed by UN }", "{'parties/1/clear': null}"},
        {"judged revenue", "{'judged': null}"},
        {"found by state of actor luxury", "{'findings': null}"},
    };
    struct small *s = *state;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const char *q = questions[i][0];
        missing_is(state, str_z(&s->arena, str_fmt(&s->arena, "any of { %s;  not %s }", q, q)), questions[i][1], "",
                   "prohibited..prohibited");
        missing_is(state, str_z(&s->arena, str_fmt(&s->arena, "all of { %s;  not %s }", q, q)), questions[i][1], "",
                   "permitted..permitted");
    }
    /* and different questions are different facts */
    missing_is(state,
               "any of { notice by CN to UN.c1718 before conduct;  not notice by RU to UN.c1718 before conduct }",
               "{'notices': null}", "/notices", OPEN);
    missing_is(state,
               "any of { notice by CN to UN.c1718 before conduct;  not notice by CN to UN.c1718 before conduct at "
               "least 5 days }",
               "{'notices': null}", "/notices", OPEN);
    missing_is(state,
               "any of { event port-call KP within 180 days before conduct;  not event port-call KP within 1 year "
               "before conduct }",
               "{'events': null}", "/events", OPEN);
    missing_is(state, "any of { event port-call KP;  not event port-call CN }", "{'events': null}", "/events", OPEN);
    missing_is(state, "any of { seller { id imo \"1\" };  not seller { id imo \"2\" } }", "{}", "/parties/1/ids", OPEN);
}

/* A notice may be about one measure, or one provision, and not about the other; one finding is not that of another. */
static void one_question_of_two(void **state)
{
    static const char *const laws[] = {
        "measure UN.m \"m\" { binds anyone;  prohibits procure;  notice by CN to UN.c1718;  under UN.a para 1 }\n"
        "measure UN.n \"n\" { binds anyone;  prohibits procure;  not notice by CN to UN.c1718;  under UN.a para 1 }\n",
        "measure UN.m \"m\" { binds anyone;  prohibits procure\n  under UN.a para 1 { notice by CN to UN.c1718 }\n"
        "  under UN.a para 2 { not notice by CN to UN.c1718 } }\n"};
    static const char *const given[] = {
        "'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-05-01', 'about': 'UN.n'}]",
        "'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-05-01', 'about': 'UN.a para 2'}]"};
    struct small *s = *state;
    for (size_t i = 0; i < 2; i++) {
        small_law(s, str_z(&s->arena,
                           str_fmt(&s->arena, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n%s", laws[i])));
        struct answer *an = ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s}", given[i]))));
        assert_string_equal(deal_word(an, 0), "permitted");
        an = ask(s, import_with(s, "{'notices': null}"));
        assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), OPEN);
        assert_string_equal(missing_of(s, an, 0, "UN"), "/notices");
        assert_true(order_in(an, 0, "UN")->missing_exact);
        an = ask(s, import_with(s, "{'notices': []}"));
        assert_string_equal(deal_word(an, 0), "prohibited");
    }
    missing_is(state, "any of { found by CN luxury;  not found by UN.c1718 luxury }", "{'findings': null}", "/findings",
               OPEN);
    missing_is(state, "any of { found by CN luxury;  not found by UN.c1718 luxury }",
               "{'findings': [{'finding': 'luxury', 'by': 'UN.c1718'}]}", "", "permitted..permitted");
}

/* With too many holds that a notice may be about it stays unknown; the other facts are split all the same. */
static void one_question_of_many(void **state)
{
    struct small *s = *state;
    struct str law = STR("instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n");
    for (int i = 0; i <= 6; i++) {
        law = str_fmt(
            &s->arena,
            "%.*smeasure UN.m%d \"m\" { binds anyone;  prohibits procure;  notice by CN to UN.c1718;  under UN.a "
            "para 1 }\n",
            STR_ARG(law), i);
    }
    small_law(s, str_z(&s->arena, law));
    struct answer *an = ask(s, import_with(s, "{'notices': null}"));
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), OPEN);
    assert_string_equal(missing_of(s, an, 0, "UN"), "/notices");
    assert_false(order_in(an, 0, "UN")->missing_exact);
    law =
        str_fmt(&s->arena,
                "%.*smeasure UN.n \"n\" { binds anyone;  prohibits procure;  any of { place zone;  not place zone };  "
                "under UN.a para 1 }\n",
                STR_ARG(law));
    small_law(s, str_z(&s->arena, law));
    an = ask(s, import_with(s, "{'notices': null, 'place': null}"));
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "prohibited..prohibited");
    assert_string_equal(missing_of(s, an, 0, "UN"), "");
}

/* One question on two legs, of other parties or on other days, has two answers: the bank's leg is decided by both. */
static void one_question_on_two_legs(void **state)
{
    static const char *const all[][3] = {
        /* clause, what is gone, what makes it true for the sender alone */
        {"notice by state of actor to UN.c1718 before conduct", "'notices': null",
         "'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-05-01'}]"},
        {"notice by KR to UN.c1718 at least 5 days before conduct", "'notices': null",
         "'notices': [{'by': 'KR', 'to': 'UN.c1718', 'on': '2026-06-01'}]"},
        {"found by state of actor luxury", "'findings': null", "'findings': [{'finding': 'luxury', 'by': 'CN'}]"},
        {"event port-call KP within 10 days before conduct", "'events': null",
         "'events': [{'what': 'port-call', 'place': 'KP', 'on': '2026-06-05'}]"},
        {"sender { listed by UN }", "'parties/0/clear': null",
         "'parties/0/listed': [{'by': 'UN', 'from': '2026-06-05'}]"}};
    struct small *s = *state;
    small_law(s, "");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        small_law(
            s, str_z(&s->arena,
                     str_fmt(
                         &s->arena,
                         "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n"
                         "instrument US.o \"O\" by US.president { adopted 2000-01-01 }\n"
                         "measure UN.m \"m\" { binds anyone;  prohibits pay, receive-payment;  %s;  under UN.a para "
                         "1 }\n"
                         "measure US.n \"n\" { binds anyone;  prohibits pay;  under US.o s 1\n"
                         "    any of { not reached by UN.m on leg of sender;  reached by UN.m on leg of receiver } }\n",
                         all[i][0])));
        for (int given = 0; given < 2; given++) {
            const char *deal = import_with(
                s, str_z(&s->arena, str_fmt(&s->arena,
                                            "{'activity': 'payment', 'goods': null, 'parties/0/role': 'sender', "
                                            "'parties/1/role': 'receiver', 'parties/0/on': '2026-06-10', "
                                            "'parties/1/on': '2026-06-02', 'parties/-': {'role': 'bank', 'name': 'K', "
                                            "'country': 'CN', 'clear': true}, 'for': ['UN', 'US'], %s}",
                                            all[i][given == 0 ? 1 : 2])));
            struct answer *an = ask(s, deal);
            const struct order_answer *o = order_of(an, 2, "US");
            const char *range = o == NULL ? "permitted..permitted" : range_text(s, &o->range, 0);
            if (strcmp(range, given == 0 ? OPEN : "permitted..permitted") != 0) {
                fail_msg("%s, %s: %s", all[i][0], all[i][given == 0 ? 1 : 2], range);
            }
        }
    }
}

/* An event or a notice without its day may be in time or not, as it could before it was told. */
static void told_in_part(void **state)
{
    missing_is(
        state,
        "any of { event port-call KP within 10 days before conduct;  not event port-call KP within 10 days before "
        "conduct }",
        "{'events': [{'what': 'port-call', 'place': 'KP'}]}", "", "prohibited..prohibited");
    missing_is(state, "event port-call KP within 10 days before conduct",
               "{'events': [{'what': 'port-call', 'place': 'KP'}]}", "/events", OPEN);
    /* so may a row of a list of parties without its tags be under each of them */
    missing_is(state, "any of { seller { listed by US tags US.T1 };  not seller { listed by US tags US.T1 } }",
               "{'parties/1/listed': [{'by': 'US'}]}", "", "prohibited..prohibited");
    missing_is(state, "seller { listed by US tags US.T1 };  seller { listed by US tags US.T2 }",
               "{'parties/1/listed': [{'by': 'US'}]}", "/parties/1/listed", OPEN);
    missing_is(state, "seller { listed by US tags US.T1 };  not seller { listed by US }",
               "{'parties/1/listed': [{'by': 'US'}]}", "", "permitted..permitted");
    missing_is(state, "any of { seller { listed by US tags US.T1 };  not seller { listed by US tags US.T1 } }",
               "{'parties/1/clear': null, 'parties/1/listed': [{'by': 'US'}]}", "", "prohibited..prohibited");
    missing_is(state, "event port-call KP within 10 days before conduct",
               "{'events': [{'what': 'port-call', 'place': 'CN'}]}", "", "permitted..permitted");
    missing_is(state, "any of { event port-call KP;  not event port-call KP }",
               "{'events': [], 'events_complete': false}", "", "prohibited..prohibited");
    missing_is(state,
               "any of { notice by CN to UN.c1718 before conduct;  not notice by CN to UN.c1718 before conduct }",
               "{'notices': [{'by': 'CN', 'to': 'UN.c1718'}]}", "", "prohibited..prohibited");
}

/* Amounts and days are tried on both sides of each limit that the law mentions. */
static void limits(void **state)
{
    missing_is(state, "any of { amount at most 500 CNY;  amount above 500 CNY }", "{'amount': null}", "",
               "prohibited..prohibited");
    missing_is(state, "amount at least 500 CNY;  amount at most 500 CNY", "{'amount': null}", "/amount", OPEN);
    missing_is(state, "amount above 500 CNY;  amount below 500 CNY", "{'amount': null}", "", "permitted..permitted");
    missing_is(state, "contract from 2020-01-01;  contract by 2020-01-01", "{'contract': null}", "/contract", OPEN);
    missing_is(state, "contract after 2020-01-01;  contract before 2020-01-02", "{'contract': null}", "",
               "permitted..permitted");
    missing_is(state, "any of { contract before 2020-01-01;  contract from 2020-01-01 }", "{'contract': null}", "",
               "prohibited..prohibited");
    missing_is(state, "value at least 5 CNY each;  value at most 5 CNY each", "{'goods/0/value': null}",
               "/goods/0/value", OPEN);
}

/* Codes: inside a heading, outside its named subheadings, other goods. */
static void codes(void **state)
{
    missing_is(state, "goods hs 2701;  not goods hs 270112", "{'goods/0/hs': null}", "/goods/0/hs", OPEN);
    missing_is(state, "goods hs 270112;  not goods hs 2701", "{'goods/0/hs': null}", "", "permitted..permitted");
    missing_is(state, "goods hs 2701;  not goods hs 270112", "{'goods/0/hs': '27'}", "/goods/0/hs", OPEN);
    missing_is(state, "any of { goods hs 2701;  not goods hs 2701 }", "{'goods/0/hs': '27'}", "",
               "prohibited..prohibited");
}

/* A list with a hole (coal is 2701 without 270119): every whole code is in it or not. */
static void codes_with_holes(void **state)
{
    missing_is(state, "any of { goods coal;  not goods coal }", "{'goods/0/hs': null}", "", "prohibited..prohibited");
    missing_is(state, "all of { goods coal;  not goods coal }", "{'goods/0/hs': null}", "", "permitted..permitted");
    missing_is(state, "goods coal;  not goods all-minerals", "{'goods/0/hs': null}", "", "permitted..permitted");
    missing_is(state, "any of { goods coal;  not goods coal }", "{'goods/0/hs': '2701'}", "", "prohibited..prohibited");
    missing_is(state, "goods coal;  goods hs 270119", "{'goods/0/hs': '27'}", "", "permitted..permitted");
    /* in the hole, and in it by one digit more than the hole's own code */
    missing_is(state, "goods hs 2701;  not goods coal", "{'goods/0/hs': null}", "/goods/0/hs", OPEN);
    missing_is(state, "goods hs 27011910;  not goods coal", "{'goods/0/hs': '2701'}", "/goods/0/hs", OPEN);
    missing_is(state, "goods hs 27011910;  not goods hs 270119", "{'goods/0/hs': '2701'}", "", "permitted..permitted");
    missing_is(state, "goods hs 270119;  not goods hs 27011910", "{'goods/0/hs': '270119'}", "/goods/0/hs", OPEN);
}

/* Lists: none, each value alone, several at once. */
static void sets(void **state)
{
    missing_is(state, "purpose medical;  purpose livelihood", "{'purposes': null}", "/purposes", OPEN);
    missing_is(state, "only purpose medical, livelihood;  not purpose medical;  not purpose livelihood",
               "{'purposes': null}", "", "permitted..permitted");
    missing_is(state, "not purpose medical;  not only purpose commercial", "{'purposes': null}", "/purposes", OPEN);
    missing_is(state, "seller { listed by US tags US.T1 };  seller { listed by US tags US.T2 }",
               "{'parties/1/clear': null}", "/parties/1/listed", OPEN);
    missing_is(state, "seller { listed by US tags US.T1 };  not seller { listed by US }", "{'parties/1/clear': null}",
               "", "permitted..permitted");
    missing_is(state, "actor { kind bank };  not actor { kind body }",
               "{'parties/0/kind': null, 'parties/0/country': null}", "/parties/0/kind", OPEN);
}

/* Unknown, and no single fact would settle it: nothing is named, and the list is not said to be exact. */
static void no_single_fact(void **state)
{
    struct small *s = *state;
    static const char *const all[][2] = {
        {"amount at most 5 USD", "{}"}, /* another currency */
        {"value above 5 USD each", "{}"},
        {"notice by CN to UN.c1718 before conduct", "{'notices': [{'by': 'CN', 'to': 'UN.c1718'}]}"}, /* its day */
        {"notice by CN to UN.c1718 before conduct with no objection within 5 working days",
         "{'notices': [{'by': 'CN', 'to': 'UN.c1718', 'on': '2026-01-01'}]}"},
        {"event port-call KP within 180 days before conduct", "{'events': [{'what': 'port-call', 'place': 'KP'}]}"},
        {"seller { listed by US tags US.T1 }", "{'parties/1/listed': [{'by': 'US'}]}"}, /* its tag */
        {"found by UN.c1718 luxury", "{'findings': [], 'findings_complete': false}"},
        {"notice by CN to UN.c1718 before conduct", "{'notices': [], 'notices_complete': false}"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        law_of(s, all[i][0], "");
        struct answer *an = ask(s, import_with(s, all[i][1]));
        const struct order_answer *o = order_in(an, 0, "UN");
        if (o->missing_exact || strcmp(range_text(s, &o->range, 0), OPEN) != 0) {
            fail_msg("%s on %s: %s, missing \"%s\", exact", all[i][0], all[i][1], range_text(s, &o->range, 0),
                     missing_of(s, an, 0, "UN"));
        }
    }
}

/* The name of a party that could be the holder of an approval. */
static void holder(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\n"
                 "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1;  licensable "
                 "by UN.c1718 case-by-case }\n");
    struct answer *an = ask(
        s,
        import_with(
            s, "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.m', 'holder': 'Somebody'}], 'parties/1/name': null}"));
    const struct order_answer *o = order_in(an, 0, "UN");
    assert_string_equal(range_text(s, &o->range, 0), "licensed..licensable");
    assert_true(o->n_missing == 1 || !o->missing_exact);
    if (o->n_missing == 1) {
        assert_string_equal(missing_of(s, an, 0, "UN"), "/parties/1/name");
    }
}

/* Unknown law behind exceptions and offers is named. */
static void open_law_everywhere(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.e \"e\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1;  except lent "
                 "{ place zone;  under UN.x para 2 } }\n");
    assert_non_null(strstr(missing_of(s, ask(s, IMPORT), 0, "UN"), "UN.x"));
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.o \"o\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1;  licensable "
                 "by UN.c1718 case-by-case { } under UN.x para 3 }\n");
    assert_non_null(strstr(missing_of(s, ask(s, IMPORT), 0, "UN"), "UN.x"));
}

/* And behind an offer by which a permission that is shown frees. */
static void open_law_of_offers(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.o \"o\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1\n"
                 "    licensable by UN.c1718 case-by-case { } under UN.x para 3\n"
                 "    licensable by UN.sc case-by-case { } }\n");
    struct answer *an = ask(s, import_with(s, "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.o'}]}"));
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "licensed..licensable");
    assert_string_equal(missing_of(s, an, 0, "UN"), "UN.x: in force on that day?");
}

/* And of the mandate that keeps a hold when its provision falls: either law decides. */
static void open_law_of_mandates(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01;  unknown from 2020-01-01 }\ninstrument UN.b "
                 "\"B\" by UN.sc { adopted 2000-01-01;  unknown from 2020-01-01 }\n"
                 "measure UN.k \"k\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1;  required by "
                 "UN.b para 2 }\n");
    struct answer *an = ask(s, IMPORT);
    assert_non_null(strstr(missing_of(s, an, 0, "UN"), "UN.a"));
    assert_non_null(strstr(missing_of(s, an, 0, "UN"), "UN.b"));
    assert_int_equal(order_in(an, 0, "UN")->n_missing, 2);
    assert_true(order_in(an, 0, "UN")->missing_exact);
    /* two mandates, of which one lives: the other changes nothing */
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01;  unknown from 2020-01-01 }\n"
                 "instrument UN.c \"C\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.k \"k\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1;  required by "
                 "UN.x para 2, UN.c para 3 }\n");
    an = ask(s, IMPORT);
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "prohibited..prohibited");
    assert_string_equal(missing_of(s, an, 0, "UN"), "");
}

/* And behind a variation, which strikes an exception or adds one. */
static void open_law_of_variations(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.v \"v\" { binds anyone;  prohibits procure;  goods coal\n    form 2000-01-01 under UN.a "
                 "para 1 { except livelihood { place zone } }\n"
                 "    vary 2016-11-30 under UN.x para 9 { omit except livelihood }\n}\n");
    assert_non_null(strstr(missing_of(s, ask(s, IMPORT), 0, "UN"), "UN.x"));
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.v \"v\" { binds anyone;  prohibits procure;  goods coal\n    form 2000-01-01 under UN.a "
                 "para 1 { }\n"
                 "    vary 2016-11-30 under UN.x para 9 { except medicine { place zone } }\n}\n");
    assert_non_null(strstr(missing_of(s, ask(s, IMPORT), 0, "UN"), "UN.x"));
    /* which takes something out of the scope, or offers something */
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.v \"v\" { binds anyone;  prohibits procure;  goods coal\n    form 2000-01-01 under UN.a "
                 "para 1 { }\n"
                 "    vary 2016-11-30 under UN.x para 9 { omit scope { place zone } }\n}\n");
    struct answer *an = ask(s, IMPORT);
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "permitted..prohibited");
    assert_string_equal(missing_of(s, an, 0, "UN"), "UN.x: in force on that day?");
    assert_true(order_in(an, 0, "UN")->missing_exact);
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.v \"v\" { binds anyone;  prohibits procure;  goods coal\n    form 2000-01-01 under UN.a "
                 "para 1 { }\n"
                 "    vary 2016-11-30 under UN.x para 9 { licensable by UN.c1718 case-by-case { } }\n}\n");
    an = ask(s, IMPORT);
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "licensable..prohibited");
    assert_string_equal(missing_of(s, an, 0, "UN"), "UN.x: in force on that day?");
    /* and one law that strikes an exception and another that adds it again: whatever either is, it is decided where both agree */
    small_law(s, "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\nexternal instrument UN.x\n"
                 "measure UN.v \"v\" { binds anyone;  prohibits procure;  goods coal\n    form 2000-01-01 under UN.a "
                 "para 1 { except livelihood { place zone } }\n"
                 "    vary 2016-11-30 under UN.x para 9 { omit except livelihood;  except again { place zone } }\n}\n");
    an = ask(s, IMPORT);
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "exempt..exempt");
    assert_string_equal(missing_of(s, an, 0, "UN"), "");
}

/* ---- monotone: a value for what is missing only narrows (rule 30) ---- */

static void a_value_narrows(void **state)
{
    static const char *const scopes[] = {
        "place zone;  except a { purpose medical };  except b { judged revenue;  not contract before 2020-01-01 }",
        "any of { place zone;  purpose livelihood };  not judged knowing",
        "only purpose commercial, medical;  not place zone",
        "seller { listed by UN };  except a { only purpose medical }"};
    static const char *const gone =
        "'place': null, 'purposes': null, 'judged': null, 'contract': null, 'parties/1/clear': null";
    static const char *const given[] = {"'place': 'zone'",
                                        "'place': null",
                                        "'purposes': ['medical']",
                                        "'purposes': ['commercial', 'livelihood']",
                                        "'purposes': []",
                                        "'judged': {'revenue': true}",
                                        "'judged': {'knowing': true}",
                                        "'contract': '2019-12-31'",
                                        "'contract': '2026-01-01'",
                                        "'parties/1/clear': true"};
    struct small *s = *state;
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
        law_of(s, scopes[i], "");
        struct answer *an = ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s}", gone))));
        enum label best;
        enum label worst;
        range_lane(&an->range, 0, &best, &worst);
        for (size_t k = 0; k < sizeof given / sizeof *given; k++) {
            struct buf b; /* all facts gone but the one that is given */
            struct str key = str_c(given[k]);
            const char *colon = memchr(key.p, ':', key.n);
            key.n = (size_t)(colon - key.p);
            buf_init(&b, &s->arena);
            buf_adds(&b, "{");
            buf_adds(&b, given[k]);
            struct str rest = str_c(gone);
            for (size_t from = 0; from < rest.n;) {
                const char *comma = memchr(rest.p + from, ',', rest.n - from);
                size_t to = comma == NULL ? rest.n : (size_t)(comma - rest.p);
                struct str one = str_of(rest.p + from, to - from);
                if (!str_starts(one, key)) {
                    buf_adds(&b, ", ");
                    buf_add(&b, one);
                }
                from = to + 2;
            }
            buf_adds(&b, "}");
            an = ask(s, import_with(s, str_z(&s->arena, buf_str(&b))));
            enum label best_now;
            enum label worst_now;
            range_lane(&an->range, 0, &best_now, &worst_now);
            if (best_now < best || worst_now > worst) {
                fail_msg("%s: %s widens %s..%s to %s..%s", scopes[i], given[k], label_name(best), label_name(worst),
                         label_name(best_now), label_name(worst_now));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {SMALL(pointers),
                                       SMALL(parties_not_given),
                                       SMALL(givers),
                                       SMALL(approvers),
                                       SMALL(only_what_counts),
                                       SMALL(open_either_way),
                                       SMALL(open_lists),
                                       SMALL(too_many_facts),
                                       SMALL(open_law),
                                       SMALL(phrases_of_law),
                                       SMALL(step),
                                       SMALL(a_value_narrows),
                                       SMALL(one_question_twice),
                                       SMALL(one_question_of_two),
                                       SMALL(one_question_of_many),
                                       SMALL(one_question_on_two_legs),
                                       SMALL(told_in_part),
                                       SMALL(limits),
                                       SMALL(codes),
                                       SMALL(codes_with_holes),
                                       SMALL(sets),
                                       SMALL(no_single_fact),
                                       SMALL(holder),
                                       SMALL(open_law_everywhere),
                                       SMALL(open_law_of_offers),
                                       SMALL(open_law_of_mandates),
                                       SMALL(open_law_of_variations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
