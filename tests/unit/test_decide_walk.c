/* Labels: what reaches, frees, licenses and offers; freezes, groups and verdict clauses; consequences; assess; states; by the rules 3, 9 to 11,
 * 19, 21 to 23 and 25 of docs/rules.md. */
#include <stdlib.h>

#include "test_decide_law.h"

#define INSTRUMENTS                                                                                                   \
    "instrument UN.a \"A\" by UN.sc { adopted 2000-01-01 }\ninstrument US.o \"O\" by US.president { from 2000-01-01 " \
    "}\n"                                                                                                             \
    "instrument US.r \"R\" by US.ofac { from 2000-01-01 }\n"

/* ---- helpers ---- */

static void is(struct small *s, const char *measure, const char *change, const char *expected)
{
    struct answer *an = ask(s, import_with(s, change));
    const char *got = measure_text(s, an, measure);
    const char *word = word_name(range_word(&(struct range){0}, 0));
    bool reached;
    struct range r = answer_measure(an, index_of(s, ITEM_MEASURE, measure), -1, 0, &reached);
    word = word_name(range_word(&r, 0));
    if (strcmp(word, expected) != 0 && strcmp(got, expected) != 0) {
        fail_msg("%s on %s: %s (%s), not %s", measure, change, word, got, expected);
    }
}

static const struct hold_answer *hold_answer(const struct small *s, const struct answer *an, size_t leg,
                                             const char *order, const char *measure)
{
    const struct order_answer *o = order_of(an, leg, order);
    for (size_t i = 0; o != NULL && i < o->n_holds; i++) {
        if (s->regime->holds.items[o->holds[i].hold].measure == index_of(s, ITEM_MEASURE, measure)) {
            return &o->holds[i];
        }
    }
    return NULL;
}

/* The same where it must stand there; never NULL. */
static const struct hold_answer *hold_in(const struct small *s, const struct answer *an, size_t leg, const char *order,
                                         const char *measure)
{
    const struct hold_answer *h = hold_answer(s, an, leg, order, measure);
    if (h == NULL) {
        fail_msg("leg %zu has no hold of %s", leg, measure);
        abort(); /* not reached */
    }
    return h;
}

/* ---- exemptions ---- */

static void exemptions(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1\n"
                             "    except first { place zone;  only purpose medical;  but not { judged revenue } }\n"
                             "    except second { purpose livelihood } }\n"
                             "measure UN.pillars \"p\" { binds anyone;  prohibits procure;  goods coal\n"
                             "    under UN.a para 2 { except commerce { purpose medical } }\n"
                             "    under UN.a para 3 }\n");
    is(s, "UN.m", "{}", "prohibited");
    is(s, "UN.m", "{'purposes': ['medical']}", "exempt");
    is(s, "UN.m", "{'purposes': ['livelihood', 'commercial']}", "exempt");
    is(s, "UN.m", "{'purposes': ['medical'], 'judged/revenue': true}", "prohibited"); /* but not */
    is(s, "UN.m", "{'purposes': ['medical'], 'judged': null}", "exempt..prohibited");
    is(s, "UN.m", "{'goods/0/hs': '01'}", "permitted");
    is(s, "UN.pillars", "{'purposes': ['medical']}", "prohibited"); /* the other pillar has no exception */
    struct answer *an = ask(s, import_with(s, "{'purposes': ['medical']}"));
    const struct order_answer *o = order_in(an, 0, "UN");
    size_t freed = 0;
    for (size_t i = 0; i < o->n_holds; i++) {
        freed += pair_lane(o->holds[i].exempt, 0) == TRI_TRUE;
    }
    assert_int_equal(o->n_holds, 3);
    assert_int_equal(freed, 2);
}

/* The first clause that fails, in the order of the text; the first unknown one where none is false. */
static void first_failed_clause(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1\n"
                             "    except e { place zone;  only purpose medical;  dispatch KP;  but not { judged "
                             "revenue };  but not { judged knowing } } }\n");
    static const struct {
        const char *change;
        int clause;
        bool unknown;
    } all[] = {
        {"{}", 1, false},
        {"{'place': null}", 1, false}, /* a false one comes before an unknown one */
        {"{'place': null, 'purposes': ['medical']}", 0, true},
        {"{'purposes': null, 'place': null}", 0, true},
        {"{'purposes': ['medical'], 'dispatch': 'CN'}", 2, false},
        {"{'purposes': ['medical'], 'judged/revenue': true}", 3, false},
        {"{'purposes': ['medical'], 'judged': null}", 3, true},
        {"{'purposes': ['medical'], 'judged': {'revenue': false}}", 4, true},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const struct hold_answer *h = hold_in(s, ask(s, import_with(s, all[i].change)), 0, "UN", "UN.m");
        assert_int_equal(h->n_exemptions, 1);
        assert_int_equal(h->exemptions[0].n_failures, 1);
        if (h->exemptions[0].failures[0].clause != all[i].clause ||
            h->exemptions[0].failures[0].unknown != all[i].unknown) {
            fail_msg("%s: clause %d, not %d", all[i].change, h->exemptions[0].failures[0].clause, all[i].clause);
        }
    }
    small_law(s, INSTRUMENTS
              "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1 }\n"
              "exemption UN.later \"L\" { over UN.m;  under UN.a para 2;  from 2030-01-01;  place zone }\n");
    const struct hold_answer *h = hold_in(s, ask(s, IMPORT), 0, "UN", "UN.m");
    assert_int_equal(h->exemptions[0].failures[0].clause, FAIL_NOT_IN_FORCE); /* counts as the first clause */
}

/* What is not known to be in force fails there first, as unknown; a licence for other conduct before its clauses. */
static void failures_of_life_and_conduct(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS
              "external instrument US.cfr\n"
              "measure UN.m \"m\" { binds anyone;  prohibits procure, keep-venture, open-venture, expand-venture;  "
              "dispatch KP;  under UN.a para 1 }\n"
              "exemption UN.e \"E\" { over UN.m;  under US.cfr part 1;  dispatch KP }\n"
              "licence UN.l \"L\" by UN.c1718 { over UN.m;  under UN.a para 5;  licenses keep-venture;  place zone }\n"
              "licence UN.k \"K\" by UN.c1718 { over UN.m;  under UN.a para 5;  licenses keep-venture;  from "
              "2030-01-01;  place zone }\n"
              "offer UN.o \"O\" by UN.c1718 { over UN.m;  under US.cfr part 2;  dispatch KP }\n"
              "offer UN.p \"P\" by UN.c1718 { over UN.m;  under UN.a para 6;  from 2030-01-01;  dispatch KP }\n");
    const struct hold_answer *h = hold_in(s, ask(s, IMPORT), 0, "UN", "UN.m");
    assert_int_equal(h->exemptions[0].failures[0].clause, FAIL_NOT_IN_FORCE);
    assert_true(h->exemptions[0].failures[0].unknown);
    assert_int_equal(pair_lane(h->exempt, 0), TRI_UNKNOWN);
    for (size_t i = 0; i < h->n_licences; i++) {
        bool later = h->licences[i].index == index_of(s, ITEM_LICENCE, "UN.k");
        assert_int_equal(h->licences[i].failures[0].clause, later ? FAIL_NOT_IN_FORCE : FAIL_CONDUCT);
        assert_false(h->licences[i].failures[0].unknown);
    }
    assert_int_equal(h->n_offers, 2);
    for (size_t i = 0; i < 2; i++) {
        bool later = h->offers[i].index == index_of(s, ITEM_OFFER, "UN.p");
        assert_int_equal(pair_lane(h->offers[i].value, 0), later ? TRI_FALSE : TRI_UNKNOWN);
        for (size_t k = 0; k < h->offers[i].n_failures; k++) { /* no clause of it is to blame */
            assert_int_equal(h->offers[i].failures[k].clause, FAIL_NOT_IN_FORCE);
        }
        assert_false(h->offers[i].denied);
        assert_int_equal(h->offers[i].policy, -1);
    }
    /* a step that is not known: whether it is the conduct of the licence is open */
    struct answer *an = ask(s, "{'activity': 'venture', 'for': ['UN'], 'dispatch': 'KP', 'place': 'zone', 'parties': "
                               "[{'role': 'partner', 'country': 'CN', 'clear': true}]}");
    h = hold_in(s, an, 0, "UN", "UN.m");
    for (size_t i = 0; i < h->n_licences; i++) {
        if (h->licences[i].index == index_of(s, ITEM_LICENCE, "UN.l")) {
            assert_int_equal(h->licences[i].failures[0].clause, FAIL_CONDUCT);
            assert_true(h->licences[i].failures[0].unknown);
        }
    }
}

/* The clauses of the scope that are unknown stand in the proof, the others do not. */
static void unknown_scope(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  place zone;  "
                             "dispatch KP;  judged revenue;  under UN.a para 1 }\n");
    const struct hold_answer *h =
        hold_in(s, ask(s, import_with(s, "{'place': null, 'judged': null}")), 0, "UN", "UN.m");
    assert_int_equal(h->n_unknown, 2);
    assert_str(h->unknown[0]->text, "place zone");
    assert_str(h->unknown[1]->text, "judged revenue");
    h = hold_in(s, ask(s, import_with(s, "{'judged/revenue': true}")), 0, "UN", "UN.m");
    assert_int_equal(h->n_unknown, 0);
}

/* ---- licences and approvals ---- */

static void licences(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS
              "measure US.m \"m\" { binds anyone;  prohibits procure, supply;  goods coal;  under US.o s 1 }\n"
              "measure US.other \"o\" { binds anyone;  prohibits procure;  goods coal;  under US.o s 2 }\n"
              "measure UN.m \"u\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1 }\n"
              "licence US.gl1 \"G\" by US.ofac { over US.m;  under US.r s 1;  licenses procure;  place zone }\n");
    is(s, "US.m", "{}", "prohibited"); /* the seller supplies, which the licence does not license */
    struct answer *an = ask(s, IMPORT);
    const struct hold_answer *h = hold_in(s, an, 0, "US", "US.m");
    assert_int_equal(pair_lane(h->licensed, 0), TRI_TRUE);
    h = hold_in(s, an, 1, "US", "US.m");
    assert_int_equal(h->licences[0].failures[0].clause, FAIL_CONDUCT);
    is(s, "US.other", "{}", "prohibited"); /* frees the holds that it is over, no other */
    is(s, "UN.m", "{}", "prohibited");     /* and never another order */
}

static void approvals(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "measure US.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under US.o s 1 }\n"
                             "measure US.n \"n\" { binds anyone;  prohibits procure;  goods coal;  under US.o s 10 }\n"
                             "measure UN.m \"u\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para "
                             "8(a);  licensable by UN.c1718 case-by-case }\n"
                             "group US.both \"both\" { US.m;  US.n }\n"
                             "power US.license { of US.president;  may license;  over US.m;  source \"s\" }\n");
    static const struct {
        const char *approval, *measure, *word;
    } all[] = {
        {"'by': 'US.president', 'about': 'US.m'", "US.m", "licensed"},
        {"'by': 'US.ofac', 'about': 'US.m'", "US.m", "licensed"}, /* acts for the President in licensing */
        {"'by': 'US.bis', 'about': 'US.m'", "US.m", "prohibited"},
        {"'by': 'CN', 'about': 'US.m'", "US.m", "prohibited"},
        {"'by': 'US.ofac', 'about': 'US.both'", "US.m", "licensed"},
        {"'by': 'US.ofac', 'about': 'US.both'", "US.n", "prohibited"}, /* no power over it */
        {"'by': 'US.ofac', 'about': 'US.o s 1'", "US.m", "licensed"},
        {"'by': 'US.ofac', 'about': 'US.o s 10'", "US.m", "prohibited"},
        {"'by': 'US.ofac', 'about': 'US.o'", "US.m", "licensed"},
        {"'by': 'US.ofac', 'about': 'UN.m'", "US.m", "prohibited"},
        {"'by': 'US.ofac', 'about': 'US.m', 'from': '2026-06-01', 'until': '2026-06-01'", "US.m",
         "licensed"}, /* both days included */
        {"'by': 'US.ofac', 'about': 'US.m', 'from': '2026-06-02'", "US.m", "prohibited"},
        {"'by': 'US.ofac', 'about': 'US.m', 'until': '2026-05-31'", "US.m", "prohibited"},
        {"'by': 'US.ofac', 'about': 'US.m', 'holder': 'B'", "US.m", "licensed"},
        {"'by': 'US.ofac', 'about': 'US.m', 'holder': 'Somebody'", "US.m", "prohibited"},
        {"'by': 'UN.c1718', 'about': 'UN.m'", "UN.m", "licensed"},
        {"'by': 'UN.c1718', 'about': 'UN.a para 8'", "UN.m", "licensed"}, /* 8 covers 8(a) */
        {"'by': 'UN.c1718', 'about': 'UN.a para 80'", "UN.m", "licensable"},
        {"'by': 'UN.sc', 'about': 'UN.m'", "UN.m", "licensable"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        is(s, all[i].measure, str_z(&s->arena, str_fmt(&s->arena, "{'approvals': [{%s}]}", all[i].approval)),
           all[i].word);
    }
    is(s, "UN.m", "{}", "licensable"); /* not shown is not given */
    /* a holder among parties of whom one is not named: unknown */
    is(s, "US.m", "{'approvals': [{'by': 'US.ofac', 'about': 'US.m', 'holder': 'Somebody'}], 'parties/1/name': null}",
       "licensed..prohibited");
    struct answer *an = ask(
        s, import_with(s, "{'approvals': [{'by': 'US.bis', 'about': 'US.m'}, {'by': 'US.ofac', 'about': 'US.m'}]}"));
    assert_int_equal(hold_in(s, an, 0, "US", "US.m")->approval, 1);
}

/* An approval about the place where the offer stands, or about the offer by its name. */
static void approvals_of_offers(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS
              "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1 }\n"
              "offer UN.case \"O\" by UN.c1718 { over UN.m;  under UN.a para 25, UN.a para 46;  place zone }\n"
              "offer UN.other \"O\" by UN.c1718 { over UN.m;  under UN.a para 30;  from 2030-01-01;  place zone }\n");
    is(s, "UN.m", "{}", "licensable");
    is(s, "UN.m", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.a para 25'}]}", "licensed");
    is(s, "UN.m", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.a para 46'}]}", "licensed");
    is(s, "UN.m", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.case'}]}", "licensed");
    is(s, "UN.m", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.a para 2'}]}", "licensable");
    is(s, "UN.m", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.other'}]}",
       "licensable"); /* an offer that is not in force */
    is(s, "UN.m", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.a para 30'}]}", "licensable");
}

static void approved_as_a_clause(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1\n"
                             "    except permitted { approved by UN.c1718 } }\n"
                             "measure UN.state \"s\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para "
                             "2;  except e { approved by KR.unification } }\n");
    is(s, "UN.m", "{}", "prohibited");
    is(s, "UN.m", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.m'}]}", "exempt");
    is(s, "UN.m", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.state'}]}", "prohibited");
    is(s, "UN.state", "{'approvals': [{'by': 'KR.unification', 'about': 'UN.state'}]}", "exempt");
    is(s, "UN.state", "{'approvals': [{'by': 'UN.c1718', 'about': 'UN.state'}]}", "prohibited");
}

/* ---- offers ---- */

static void offers(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "measure UN.plain \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para "
                             "1;  licensable by UN.c1718 case-by-case }\n"
                             "measure UN.terms \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para "
                             "2;  licensable by UN.c1718 case-by-case { place zone;  judged knowing } }\n"
                             "measure UN.denied \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a "
                             "para 3;  licensable by UN.c1718 case-by-case { } policy deny }\n"
                             "measure UN.policy \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a "
                             "para 4;  licensable by UN.c1718 case-by-case }\n"
                             "policy UN.p \"P\" on UN.policy { deny;  from 2020-01-01;  until 2025-12-31;  purpose "
                             "commercial;  source \"s\" }\n"
                             "measure UN.two \"m\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para "
                             "5;  under UN.a para 6 { licensable by UN.c1718 case-by-case } }\n");
    is(s, "UN.plain", "{}", "licensable");
    is(s, "UN.terms", "{}", "prohibited");
    is(s, "UN.terms", "{'judged/knowing': true}", "licensable");
    is(s, "UN.terms", "{'judged': null}", "prohibited"); /* in an offer's terms, not judged is no */
    is(s, "UN.terms", "{'judged/knowing': true, 'place': null}", "licensable..prohibited");
    is(s, "UN.denied", "{}", "prohibited");
    is(s, "UN.policy", "{}", "licensable");
    is(s, "UN.policy", "{'on': '2025-12-31'}", "prohibited"); /* refused by policy */
    is(s, "UN.policy", "{'on': '2025-12-31', 'purposes': ['medical']}", "licensable");
    is(s, "UN.policy", "{'on': '2025-12-31', 'purposes': null}", "licensable..prohibited");
    is(s, "UN.two", "{}", "prohibited"); /* each blocking hold needs one */
    struct answer *an = ask(s, import_with(s, "{'on': '2025-12-31'}"));
    const struct hold_answer *h = hold_in(s, an, 0, "UN", "UN.policy");
    assert_true(h->offers[0].denied);
    assert_int_equal(h->offers[0].policy, index_of(s, ITEM_POLICY, "UN.p"));
    h = hold_in(s, an, 0, "UN", "UN.terms");
    assert_int_equal(h->offers[0].failures[0].clause, 1);
    assert_false(h->offers[0].failures[0].unknown);
}

/* ---- freezes and conduct ---- */

static void freezes(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS
              "measure UN.freeze \"f\" { binds states for persons;  blocks listed by UN;  under UN.a para 8(d) }\n"
              "class gov { any of { agency-of KP;  controlled-by KP } }\n"
              "measure US.gov \"g\" { binds person;  blocks party in gov;  under US.o s 1 }\n");
    is(s, "UN.freeze", "{}", "permitted");
    is(s, "UN.freeze", "{'parties/1/listed': [{'by': 'UN'}]}", "prohibited");
    is(s, "UN.freeze", "{'parties/-': {'name': 'X', 'listed': [{'by': 'UN'}]}}",
       "prohibited"); /* a party without a role, too */
    is(s, "UN.freeze", "{'parties/-': {'name': 'X'}}", "permitted..prohibited");
    struct answer *an = ask(s, import_with(s, "{'parties/1/listed': [{'by': 'UN'}]}"));
    for (size_t i = 0; i < an->n_legs; i++) { /* every leg of the deal */
        assert_non_null(hold_answer(s, an, i, "UN", "UN.freeze"));
    }
    is(s, "US.gov", "{'parties/1/agency_of': ['KP']}", "permitted"); /* binds nobody here */
    is(s, "US.gov", "{'parties/1/agency_of': ['KP'], 'parties/0/located': ['US']}", "prohibited");
    is(s, "US.gov", "{'parties/1/agency_of': ['KP'], 'parties/0/country': null}", "permitted..prohibited");
}

static void nexus(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS
              "measure US.m \"m\" { binds person;  prohibits procure;  goods coal;  under US.o s 1 }\n"
              "measure US.c \"c\" { binds person, clearing;  prohibits pay;  goods coal;  under US.o s 2 }\n"
              "measure UN.s \"s\" { binds states;  prohibits procure;  goods coal;  under UN.a para 1 }\n");
    struct answer *an = ask(s, IMPORT);
    assert_null(order_of(an, 0, "US"));
    an = ask(s, import_with(s, "{'parties/0/nationals': ['US']}"));
    const struct order_answer *o = order_in(an, 0, "US");
    assert_int_equal(pair_lane(o->bound, 0), TRI_TRUE);
    assert_string_equal(range_text(s, &o->range, 0), "prohibited..prohibited");
    an = ask(s, import_with(s, "{'parties/0/country': null}"));
    o = order_in(an, 0, "US");
    assert_int_equal(pair_lane(o->bound, 0), TRI_UNKNOWN);
    /* any nexus suffices: dollars through a bank that clears there */
    an = ask(s, import_with(s, "{'parties/-': {'role': 'bank', 'name': 'K', 'kind': ['bank'], 'country': 'CN', "
                               "'clears_in': ['US'], 'clear': true}, 'currency': 'USD'}"));
    o = order_in(an, 2, "US");
    assert_int_equal(pair_lane(o->bound, 0), TRI_TRUE);
    assert_string_equal(range_text(s, &o->range, 0), "prohibited..prohibited");
    /* rule 23: a measure that binds states only gives a private leg no verdict, but what states will do */
    an = ask(s, IMPORT);
    o = order_in(an, 0, "UN");
    assert_string_equal(range_text(s, &o->range, 0), "permitted..permitted");
    assert_int_equal(o->n_states, 1);
    an = ask(s, import_with(s, "{'parties/0/kind': ['state']}"));
    o = order_in(an, 0, "UN");
    assert_string_equal(range_text(s, &o->range, 0), "prohibited..prohibited");
    assert_int_equal(o->n_states, 0);
    an = ask(s, import_with(s, "{'parties/0/kind': null}"));
    assert_string_equal(range_text(s, &order_in(an, 0, "UN")->range, 0), "permitted..prohibited");
}

/* A nexus is the order's: what a notice or approval is about is not asked, and every measure of the order has the same answer. */
static void nexus_by_notice(void **state)
{
    struct small *s = *state;
    small_law(s, "instrument NL.a \"A\" by NL.cabinet { from 2000-01-01 }\n"
                 "measure NL.m \"m\" { binds told;  prohibits procure;  goods coal;  under NL.a para 1 }\n"
                 "measure NL.n \"n\" { binds told, let;  prohibits procure;  goods coal;  under NL.a para 2 }\n");
    static const char *const about_n =
        "'notices': [{'by': 'KP', 'to': 'UN.c1718', 'on': '2026-05-01', 'about': 'NL.n'}]";
    struct answer *an = ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s}", about_n))));
    assert_int_equal(pair_lane(order_in(an, 0, "NL")->bound, 0), TRI_TRUE);
    assert_string_equal(measure_text(s, an, "NL.m"), "prohibited..prohibited");
    assert_string_equal(measure_text(s, an, "NL.n"), "prohibited..prohibited");
    an = ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s, 'goods/0/made_in': null}", about_n))));
    assert_string_equal(measure_text(s, an, "NL.m"), "permitted..prohibited");
    assert_string_equal(missing_of(s, an, 0, "NL"), "/goods/0/made_in");
    an = ask(s, import_with(
                    s, str_z(&s->arena,
                             str_fmt(&s->arena, "{%s, 'notices_complete': false, 'goods/0/made_in': 'CN'}", about_n))));
    assert_string_equal(range_text(s, &order_in(an, 0, "NL")->range, 0), "permitted..prohibited");
    assert_string_equal(missing_of(s, an, 0, "NL"), "/notices");
    assert_false(order_in(an, 0, "NL")->missing_exact);
    an = ask(s, IMPORT);
    assert_null(order_of(an, 0, "NL"));
    /* an approval counts on its days, whatever it is about */
    is(s, "NL.n", "{'approvals': [{'by': 'KR', 'about': 'NL.m'}]}", "prohibited");
    is(s, "NL.n", "{'approvals': [{'by': 'KR', 'about': 'NL.m', 'until': '2026-05-01'}]}", "permitted");
}

static void any_conduct_and_cause(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS
              "measure UN.any \"m\" { binds anyone;  prohibits any conduct;  goods coal;  under UN.a para 1 }\n"
              "measure UN.sold \"m\" { binds anyone;  prohibits supply;  goods coal;  under UN.a para 2 }\n"
              "measure UN.cause \"c\" { binds anyone;  prohibits cause;  blocked under UN.sold on leg of seller;  "
              "under UN.a para 3 }\n");
    struct answer *an =
        ask(s, import_with(s, "{'parties/-': {'role': 'insurer', 'name': 'I', 'country': 'GB', 'clear': true}}"));
    for (size_t i = 0; i < 3; i++) {
        assert_non_null(hold_answer(s, an, i, "UN", "UN.any"));
    }
    assert_non_null(hold_answer(s, an, 0, "UN", "UN.cause")); /* the buyer causes the seller's violation */
    assert_null(hold_answer(s, an, 1, "UN", "UN.cause"));     /* never the leg whose violation it is */
    assert_null(hold_answer(s, an, 2, "UN", "UN.cause"));     /* helpers do not */
}

/* ---- verdicts as clauses (rule 22) ---- */

static void open_blocked_reached(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS
              "measure US.export \"x\" { binds anyone;  prohibits supply;  goods coal;  under US.r s 1;  except e { "
              "purpose medical };  licensable by US.bis case-by-case }\n"
              "group US.exports \"exports\" { US.export }\n"
              "measure US.open \"a\" { binds anyone;  prohibits insure;  place zone;  under US.o s 1;  except e { open "
              "under US.exports on principal leg } }\n"
              "measure US.blocked \"b\" { binds anyone;  prohibits insure;  blocked under US.export on principal leg;  "
              "under US.o s 2 }\n"
              "measure US.reached \"c\" { binds anyone;  prohibits insure;  reached by US.export on principal leg;  "
              "under US.o s 3 }\n"
              "measure US.same \"d\" { binds anyone;  prohibits supply;  blocked under US.export;  under US.o s 4 }\n"
              "measure US.leg \"e\" { binds anyone;  prohibits insure;  blocked under US.export on leg of seller { "
              "national KP };  under US.o s 5 }\n"
              "power US.license { of US.bis;  may license;  over US.export;  source \"s\" }\n");
    const char *insured = "'parties/-': {'role': 'insurer', 'name': 'I', 'country': 'GB', 'clear': true}";
    static const struct {
        const char *change, *open, *blocked, *reached, *same, *leg;
    } all[] = {
        {"", "prohibited", "prohibited", "prohibited", "prohibited", "prohibited"},
        {", 'purposes': ['medical']", "exempt", "permitted", "prohibited", "permitted", "permitted"},
        {", 'approvals': [{'by': 'US.bis', 'about': 'US.export'}]", "exempt", "permitted", "prohibited", "permitted",
         "permitted"},
        /* where the group does not reach, open is false: else every payment would be open under rules that do not concern it */
        {", 'goods/0/hs': '01'", "prohibited", "permitted", "permitted", "permitted", "permitted"},
        {", 'purposes': null", "exempt..prohibited", "permitted..prohibited", "prohibited", "permitted..prohibited",
         "permitted..prohibited"},
        {", 'parties/1/nationals': ['CN']", "prohibited", "prohibited", "prohibited", "prohibited", "permitted"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *change = str_z(&s->arena, str_fmt(&s->arena, "{%s%s}", insured, all[i].change));
        is(s, "US.open", change, all[i].open);
        is(s, "US.blocked", change, all[i].blocked);
        is(s, "US.reached", change, all[i].reached);
        is(s, "US.same", change, all[i].same);
        is(s, "US.leg", change, all[i].leg);
    }
}

/* What is missing behind a verdict is named through it; a pattern on the leg asked about is read, too. */
static void missing_behind_a_verdict(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "measure US.export \"x\" { binds anyone;  prohibits supply;  goods coal;  under US.r s 1; "
                             " except e { purpose medical } }\n"
                             "measure US.m \"a\" { binds anyone;  prohibits insure;  blocked under US.export on leg of "
                             "seller { national KP };  under US.o s 1 }\n"
                             "measure US.n \"a\" { binds anyone;  prohibits broker;  place zone;  under US.o s 1;  "
                             "except e { open under US.export on principal leg } }\n");
    const char *more = "'parties/-': {'role': 'insurer', 'name': 'I', 'country': 'GB', 'clear': true}";
    struct answer *an = ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s, 'purposes': null}", more))));
    assert_string_equal(missing_of(s, an, 2, "US"), "/purposes");
    an = ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s, 'parties/1/country': null}", more))));
    assert_string_equal(missing_of(s, an, 2, "US"), "/parties/1/country");
    more = "'parties/-': {'role': 'broker', 'name': 'I', 'country': 'GB', 'clear': true}";
    an = ask(s, import_with(s, str_z(&s->arena,
                                     str_fmt(&s->arena, "{%s, 'goods/0/hs': null, 'purposes': ['medical']}", more))));
    assert_string_equal(missing_of(s, an, 2, "US"), "/goods/0/hs");
}

/* Inside an offer's terms a judgement that is not given is no; inside the verdict that the terms ask for it stays unknown. */
static void terms_end_at_a_verdict(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS
              "measure US.inner \"x\" { binds anyone;  prohibits procure;  judged knowing;  under US.r s 1 }\n"
              "measure UN.outer \"y\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 1;  licensable "
              "by UN.c1718 case-by-case { not blocked under US.inner } }\n"
              "measure UN.plain \"z\" { binds anyone;  prohibits procure;  goods coal;  under UN.a para 2;  licensable "
              "by UN.c1718 case-by-case { not judged knowing } }\n");
    is(s, "UN.outer", "{}", "licensable");
    is(s, "UN.outer", "{'judged': null}", "licensable..prohibited");
    is(s, "UN.plain", "{'judged': null}", "licensable");
}

/* Of many goods lines, the verdict asked about is that of the same line. */
static void verdicts_by_line(void **state)
{
    struct small *s = *state;
    small_law(s,
              INSTRUMENTS "measure US.export \"x\" { binds anyone;  prohibits supply;  goods coal;  under US.r s 1 }\n"
                          "measure US.insured \"b\" { binds anyone;  prohibits insure;  blocked under US.export on "
                          "principal leg;  under US.o s 2 }\n");
    struct answer *an = ask(s, import_with(s, "{'parties/-': {'role': 'insurer', 'name': 'I', 'country': 'GB', "
                                              "'clear': true}, 'goods/-': {'hs': '0101', 'made_in': 'KP'}}"));
    assert_int_equal(an->n_legs, 6);
    assert_non_null(hold_answer(s, an, 4, "US", "US.insured")); /* insurer, the coal */
    assert_null(hold_answer(s, an, 5, "US", "US.insured"));     /* insurer, the horses */
}

/* ---- beside the verdict ---- */

static void consequences(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "consequence US.one \"Q\" { exposes actor { located CN };  must;  does procure;  judged "
                             "knowing;  to \"a list\";  under US.o s 4;  from 2020-01-01 }\n"
                             "consequence US.two \"R\" { exposes actor { located KP };  may;  does supply;  to \"a "
                             "list\";  under US.o s 5 }\n");
    struct answer *an = ask(s, IMPORT);
    const struct order_answer *o = order_of(an, 0, "US");
    assert_null(o); /* not judged knowing, and no nexus */
    an = ask(s, import_with(s, "{'judged/knowing': true}"));
    o = order_in(an, 0, "US");
    assert_int_equal(o->n_exposed, 1);
    assert_int_equal(pair_lane(o->exposed[0].value, 0), TRI_TRUE);
    assert_string_equal(deal_word(an, 0), "permitted"); /* never changes a verdict */
    an = ask(s, import_with(s, "{'judged': null}"));
    assert_int_equal(pair_lane(order_in(an, 0, "US")->exposed[0].value, 0), TRI_UNKNOWN);
    an = ask(s, import_with(s, "{'judged/knowing': true, 'on': '2019-12-31'}"));
    assert_null(order_of(an, 0, "US"));
}

/* An amending act takes its part out of a consequence, in its lanes. */
static void consequence_amended(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "consequence US.one \"Q\" { exposes actor { located CN };  must;  does procure;  place "
                             "zone;  to \"a list\";  under US.o s 4 }\n");
    struct overlay_act amend = {
        .kind = ACT_AMEND, .lanes = 2U, .licence = -1, .omit = s->regime->consequences.items[0].clauses[0]};
    amend.omit = s->regime->consequences.items[0].clauses[1]; /* place zone */
    VEC_PUSH(&s->arena, &amend.provisions, s->regime->consequences.items[0].item.under.items[0]);
    VEC_PUSH(&s->arena, &s->overlay.acts, amend);
    s->overlay.lanes = 2;
    const struct order_answer *o = order_in(ask(s, IMPORT), 0, "US");
    assert_int_equal(o->n_exposed, 1);
    assert_int_equal(pair_lane(o->exposed[0].value, 0), TRI_TRUE);
    assert_int_equal(pair_lane(o->exposed[0].value, 1), TRI_FALSE);
    o = order_in(ask(s, import_with(s, "{'place': null}")), 0, "US");
    assert_int_equal(pair_lane(o->exposed[0].value, 0), TRI_UNKNOWN);
    assert_int_equal(pair_lane(o->exposed[0].value, 1), TRI_UNKNOWN); /* in the place, or out of it: Kleene */
}

static void assess(void **state)
{
    struct small *s = *state;
    small_law(s, INSTRUMENTS "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  found by state of "
                             "actor arms;  under UN.a para 1;  except e { purpose medical } }\n");
    struct answer *an = ask(s, IMPORT); /* none made: it does not bite, and the officer is told */
    const struct order_answer *o = order_in(an, 0, "UN");
    assert_string_equal(deal_word(an, 0), "permitted");
    assert_int_equal(o->n_assess, 1);
    assert_int_equal(o->n_holds, 0);
    an = ask(s, import_with(s, "{'findings': ['arms']}"));
    assert_string_equal(deal_word(an, 0), "prohibited"); /* a bare name: made by whoever may make it */
    an = ask(s, import_with(s, "{'findings': [{'finding': 'arms', 'by': 'CN'}]}"));
    assert_string_equal(deal_word(an, 0), "prohibited");
    assert_int_equal(order_in(an, 0, "UN")->n_assess, 0);
    an = ask(s, import_with(s, "{'goods/0/hs': '01'}"));
    assert_int_equal(order_in(an, 0, "UN")->n_assess, 0); /* it could not reach */
    an = ask(s, import_with(s, "{'purposes': ['medical']}"));
    assert_int_equal(order_in(an, 0, "UN")->n_assess, 0); /* it would be exempt */
    an = ask(s, import_with(s, "{'findings': null}"));
    assert_string_equal(deal_word(an, 0), "undetermined");
}

int main(void)
{
    const struct CMUnitTest tests[] = {SMALL(exemptions),
                                       SMALL(first_failed_clause),
                                       SMALL(licences),
                                       SMALL(approvals),
                                       SMALL(approvals_of_offers),
                                       SMALL(approved_as_a_clause),
                                       SMALL(offers),
                                       SMALL(failures_of_life_and_conduct),
                                       SMALL(unknown_scope),
                                       SMALL(terms_end_at_a_verdict),
                                       SMALL(consequence_amended),
                                       SMALL(freezes),
                                       SMALL(nexus),
                                       SMALL(nexus_by_notice),
                                       SMALL(any_conduct_and_cause),
                                       SMALL(open_blocked_reached),
                                       SMALL(missing_behind_a_verdict),
                                       SMALL(verdicts_by_line),
                                       SMALL(consequences),
                                       SMALL(assess)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
