#include "test_report.h"

#include "report/explain.h"
#include "report/fact_text.h"
#include "report/text.h"

static struct str explained(struct arena *a, const struct answer *an, size_t width)
{
    struct style style = {.width = width};
    struct buf b;
    buf_init(&b, a);
    explain(an, &style, &b);
    return buf_str(&b);
}

/* The text with its line breaks and indents squeezed to one blank. */
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

static void assert_fits(struct str s, size_t width)
{
    for (size_t start = 0; start < s.n;) {
        size_t n = strcspn(s.p + start, "\n");
        if (text_width(str_of(s.p + start, n)) > width) {
            fail_msg("over %zu: %.*s", width, (int)n, s.p + start);
        }
        start += n + 1;
    }
}

static void the_head(void **state)
{
    struct regime *g = report_regime(*state);
    struct str s = explained(*state, report_answer(*state, g, 1), 80);
    assert_has(s, "coal-\"1\": anthracite, KP to CN, on 2026-06-01                         PROHIBITED\n");
    assert_has(s, "  asked under UN; regime small ");
    assert_has(s, "  decided by UN.coal (2371-8)\n");
}

static void the_proof(void **state)
{
    struct regime *g = report_regime(*state);
    struct str s = explained(*state, report_answer(*state, g, 1), 80);
    assert_has(s, "  buyer procures (Dandong Trading, CN)\n");
    assert_has(s, "    UN   prohibited   UN.coal \"Coal from the DPRK\"\n");
    assert_has(s, "                      S/RES/2371 (2017) para 8, in force since 2017-08-05;\n");
    assert_has(flat(*state, s), "; unreviewed: not seen");
    assert_has(s, "         not exempt   rajin fails at: not made-in KP (goods made in KP)\n");
    assert_has(s, "         not exempt   people fails at: only purpose livelihood");
    assert_has(s, "    CN   not encoded  every member must prohibit this (above); its own law is\n");
    assert_has(s, "  seller supplies (not given)\n    UN   permitted    no prohibition of it reaches this leg\n");
    assert_lacks(s, "\033");
}

static void the_tail(void **state)
{
    struct regime *g = report_regime(*state);
    struct str s = flat(*state, explained(*state, report_answer(*state, g, 1), 80));
    assert_has(s, "What would make it lawful, one way for each of these: UN.coal (2371-8): ended or suspended by UN.sc "
                  "(vote 9 of 15, veto CN FR GB RU US).");
    assert_has(s, "Not asked: vessel, insurer.");
    assert_has(s, "Taken as given: Dandong Trading is clear; the parties are complete; no finding was made; no "
                  "approval was shown");
    assert_has(s, "Unreviewed: UN.coal.");
}

static void an_exemption_that_may_apply(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct order_answer *oa = &an->legs[0].orders[0];
    struct hold_answer *h = &oa->holds[0];
    h->reach = (struct pair){0, ~0ULL};
    h->exempt = ALL_LANES;
    h->exemptions[0].value = ALL_LANES;
    h->exemptions[0].n_failures = 0;
    oa->range = range_of(LABEL_PERMITTED, LABEL_EXEMPT);
    an->orders[0].range = oa->range;
    an->range = oa->range;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "EXEMPT");
    assert_has(s, "exempt by rajin if it applies at all");
    assert_has(s, "duty state of buyer: tell the Committee (with rajin)");
    assert_lacks(s, "What would make it lawful");
}

static void what_is_unknown(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct order_answer *oa = &an->legs[0].orders[0];
    struct hold_answer *h = &oa->holds[0];
    an->legs[0].orders[0].missing_exact = false;
    struct deal *d = report_deal(*state, g);
    d->lines[0].made_in.known = false;
    an->deal = d;
    h->exempt = (struct pair){0, ~0ULL};
    h->exemptions[0].value = (struct pair){0, ~0ULL};
    h->exemptions[0].failures[0].unknown = true;
    oa->range = range_of(LABEL_EXEMPT, LABEL_PROHIBITED);
    an->orders[0].range = oa->range;
    an->range = oa->range;
    struct missing missing[2] = {
        {.atom = {.kind = ATOM_DIM, .a = 0, .b = DIM_MADE_IN}, .pointer = STR("/goods/0/made_in"), .lanes = ~0ULL},
        {.atom = {.kind = ATOM_LAW, .b = regime_find(g, ITEM_INSTRUMENT, STR("UN.2371"))}, .lanes = ~0ULL, .law = true},
    };
    oa->missing = missing;
    oa->n_missing = 2;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "UNDETERMINED exempt..prohibited, asked under UN");
    assert_has(s, "undetermined UN.coal \"Coal from the DPRK\" (exempt..prohibited)");
    assert_has(s, "exempt? rajin open at: not made-in KP (made-in not given)");
    assert_has(s, "(/goods/0/made_in)");
    assert_has(s, "open law UN.2371: in force");
    assert_has(s, "perhaps not all of these matter");
    assert_has(s, "exempt by rajin if not made-in KP (made-in not given)");
}

static void closed_either_way(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    an->legs[0].orders[0].range = range_of(LABEL_LICENSABLE, LABEL_PROHIBITED);
    an->range = an->legs[0].orders[0].range;
    struct str s = explained(*state, an, 80);
    assert_has(s, "  licensable..prohibited: closed either way, asked under UN");
}

static void kept_by_a_mandate(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    an->legs[0].orders[0] = report_order(*state, g, "US", "US.services");
    an->legs[0].orders[0].holds[0].by_mandate = 1;
    an->legs[0].orders[0].holds[0].mandate = 0;
    an->orders[1].bound = 1;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "EO 13722 s 3(a)(i), ended; kept by 22 USC s 9214(c); reviewed 2026-11-24");
    assert_has(s, "licensed by US.ofac under its power in the law (the law makes no offer); or the mandate 22 USC s "
                  "9214(c) ended or suspended by US.president");
}

static void told_once(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    an->legs[1].orders[0] = report_order(*state, g, "UN", "UN.coal");
    struct str s = explained(*state, an, 80);
    assert_has(s, "    UN   prohibited   UN.coal (2371-8): as for Dandong Trading\n");
    an->legs[1].orders[0].holds[0].exemptions[0].failures[0].clause = 0; /* fails elsewhere */
    s = explained(*state, an, 80);
    assert_lacks(s, "as for Dandong Trading");
}

static void beside_the_verdict(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct order_answer *oa = &an->legs[0].orders[0];
    struct exposure exposed = {.consequence = 0, .value = ALL_LANES};
    oa->exposed = &exposed;
    oa->n_exposed = 1;
    int hold = oa->holds[0].hold;
    oa->assess = &hold;
    oa->n_assess = 1;
    oa->states = &hold;
    oa->n_states = 1;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "exposed must lead to loss of accounts: US.ffi (22 USC s 9221b)");
    assert_has(s, "assess UN.coal (2371-8) would bite if a finding were made");
    assert_has(s, "expect states themselves are bound by UN.coal (2371-8)");
}

static void stages(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 4);
    struct order_answer *oa = &an->legs[0].orders[0];
    for (int k = 0; k < TOWERS; k++) {
        oa->range.tower[k] = (struct pair){3, 3};
    }
    an->range = oa->range;
    oa->holds[0].alive = (struct pair){3, 3};
    oa->holds[0].exemptions[0].failures[0].lanes = 1;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "by stage: prohibited in 0, 1; permitted in 2, 3");
    assert_has(s, "by stage: prohibited in 0, 1; not in force in 2, 3");
    assert_has(s, "rajin fails at: not made-in KP (goods made in KP) [stage 0]");
    assert_has(s, "people fails at: only purpose livelihood (purpose not given)");
    assert_lacks(s, "(purpose not given) [stage");
}

static void assumed(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct deal *d = report_deal(*state, g);
    struct assumption as = {.atom = {.kind = ATOM_LAW, .b = regime_find(g, ITEM_INSTRUMENT, STR("UN.2371"))},
                            .truth = TRI_TRUE};
    d->assumed = &as;
    d->n_assumed = 1;
    an->deal = d;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "under the assumption: UN.2371");
    assert_has(s, "in force on that day? yes decided by");
}

static void fits_every_width(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 4);
    struct deal *d = report_deal(*state, g);
    d->parties[0].name =
        STR("무연탄 무역 회사 \x1b[31m with a very long name that goes on and on, Limited, of Dandong");
    d->lines[0].description =
        STR("무연탄 of the best kind, washed, sorted and dried in the sun for a very long time indeed");
    an->deal = d;
    an->legs[1].orders[0] = report_order(*state, g, "UN", "UN.coal");
    for (size_t width = 60; width <= 130; width++) {
        struct str s = explained(*state, an, width);
        assert_fits(s, width);
        assert_lacks(s, "\033");
    }
}

static void why_not(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    int m = regime_find(g, ITEM_MEASURE, STR("UN.coal"));
    const struct hold *hold = &g->holds.items[g->measures.items[m].first_hold];
    struct excluded list[3] = {
        {.leg = 0, .hold = g->measures.items[m].first_hold, .why = EXCLUDED_CLAUSE, .clause = hold->scope[0]},
        {.leg = 1, .hold = g->measures.items[m].first_hold, .why = EXCLUDED_CONDUCT},
        {.leg = 1, .hold = g->measures.items[m].first_hold, .why = EXCLUDED_NOT_IN_FORCE},
    };
    struct style style = {.width = 80};
    struct buf b;
    buf_init(&b, *state);
    explain_why_not(an, m, list, 3, &style, &b);
    struct str s = flat(*state, buf_str(&b));
    assert_has(s, "coal-\"1\": why UN.coal \"Coal from the DPRK\" is not in the proof");
    assert_has(s, "excluded by S/RES/2371 (2017) para 8: goods coal (goods HS 270111 anthracite)");
    assert_has(s, "does not prohibit this conduct (supply)");
    assert_has(s, "not in force on 2026-06-01");
    assert_fits(buf_str(&b), 80);
}

static void offers(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct order_answer *oa = &an->legs[0].orders[0];
    struct hold_answer *h = &oa->holds[0];
    struct tried offer = {.index = 0, .value = ALL_LANES, .policy = -1};
    h->offers = &offer;
    h->n_offers = 1;
    h->offered = ALL_LANES;
    oa->range = range_of(LABEL_LICENSABLE, LABEL_LICENSABLE);
    an->range = oa->range;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "LICENSABLE");
    assert_has(s, "licensable by UN.c1718 ");
    assert_has(s, "allowed by UN.c1718, which the law offers; or ended");
    offer.value = (struct pair){0, ~0ULL};
    offer.n_failures = 1;
    offer.failures = fails_at(*state, 0, true, ~0ULL);
    s = flat(*state, explained(*state, an, 80));
    assert_has(s, "licensable? by UN.c1718 under S/RES/2371 (2017) para 8 if: judged knowing");
    offer.value = NO_LANE;
    offer.failures[0].unknown = false;
    s = flat(*state, explained(*state, an, 80));
    assert_has(s, "no offer UN.c1718 under S/RES/2371 (2017) para 8 fails at: judged knowing (knowing: not judged)");
    assert_has(s, "taken as no in the terms of offers: knowing.");
}

static void licences_and_approvals(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    an->legs[0].orders[0] = report_order(*state, g, "US", "US.services");
    struct hold_answer *h = &an->legs[0].orders[0].holds[0];
    struct tried licences[3];
    static const int clauses[3] = {FAIL_CONDUCT, FAIL_NOT_IN_FORCE, FAIL_OMITTED};
    for (int i = 0; i < 3; i++) {
        licences[i] = (struct tried){.index = exemption_of(g, "US.gl1"), .policy = -1, .n_failures = 1};
        licences[i].failures = fails_at(*state, clauses[i], false, ~0ULL);
    }
    h->licences = licences;
    h->n_licences = 3;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s,
               "no licence fails at: US.gl1 (left out by a later act) not in force: US.gl1 for other conduct: US.gl1");
    struct deal *d = report_deal(*state, g);
    struct approval approval = {.by_text = STR("US.ofac"), .no = STR("NK-7"), .about = STR("US.services")};
    d->approvals = &approval;
    d->n_approvals = 1;
    an->deal = d;
    h->approval = 0;
    h->approved = ALL_LANES;
    h->licensed = ALL_LANES;
    s = flat(*state, explained(*state, an, 80));
    assert_has(s, "licensed by US.ofac no NK-7 for US.services");
    assert_lacks(s, "no approval was shown");
}

static void many_missing_facts(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct deal *d = report_deal(*state, g);
    d->id = STR("");
    an->deal = d;
    struct order_answer *oa = &an->legs[0].orders[0];
    oa->range = range_of(LABEL_EXEMPT, LABEL_PROHIBITED);
    an->orders[0].range = oa->range;
    an->range = oa->range;
    struct missing missing[12];
    d->lines = ARENA_MANY(*state, struct line, 12);
    d->lines[0] = report_deal(*state, g)->lines[0];
    d->n_lines = 12;
    for (int i = 0; i < 12; i++) {
        missing[i] = (struct missing){
            .atom = {.kind = ATOM_HS, .a = i}, .pointer = str_fmt(*state, "/goods/%d/hs", i), .lanes = 1};
    }
    oa->missing = missing;
    oa->n_missing = 12;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_true(str_starts(s, STR("anthracite, 11 more lines, KP to CN, on 2026-06-01 UNDETERMINED ")));
    assert_has(s, "left open by missing goods/0/hs; goods/1/hs; goods/2/hs and 9 more ");
    assert_has(s, " missing /goods/0/hs, /goods/1/hs, ");
}

static void other_exclusions(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    int m = regime_find(g, ITEM_MEASURE, STR("US.services"));
    const struct hold *hold = &g->holds.items[g->measures.items[m].first_hold];
    struct excluded list[3] = {
        {.leg = 0, .hold = g->measures.items[m].first_hold, .why = EXCLUDED_NOT_BOUND},
        {.leg = 0, .hold = g->measures.items[m].first_hold, .why = EXCLUDED_OMITTED, .clause = hold->scope[0]},
        {.leg = 0, .hold = g->measures.items[m].first_hold, .why = EXCLUDED_NOTHING},
    };
    struct style style = {.width = 80};
    struct buf b;
    buf_init(&b, *state);
    explain_why_not(an, m, list, 3, &style, &b);
    struct str s = flat(*state, buf_str(&b));
    assert_has(s, "EO 13722 s 3(a)(i): no nexus of it ties the actor");
    assert_has(s, "left out of it: destination KP (destination CN)");
    assert_has(s, "reaches EO 13722 s 3(a)(i): it is in the proof");
}

/* ---- the facts behind clauses ---- */

static struct clause leaf(enum clause_op op, const char *text)
{
    struct clause k = {.op = op, .text = str_c(text)};
    return k;
}

static void facts_of_trees(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    const struct leg *l = &an->legs[0].leg;
    int kp = regime_value(g, STR("KP"));
    int cn = regime_value(g, STR("CN"));
    struct clause made = leaf(CL_VALUE, "made-in CN");
    made.dim = DIM_MADE_IN;
    made.values = &cn;
    made.n_values = 1;
    struct clause to = leaf(CL_VALUE, "destination KP");
    to.dim = DIM_DESTINATION;
    to.values = &kp;
    to.n_values = 1;
    struct clause *kids[2] = {&made, &to};
    struct clause any =
        leaf(CL_ANY, "any of { a long list of alternatives that goes over the line, made-in CN; destination KP }");
    any.kids = kids;
    any.n_kids = 2;
    struct why why = why_clause(an, *state, l, &any, TRI_FALSE, false);
    assert_str(why.clause, "none of: made-in CN; destination KP");
    assert_str(why.fact, "goods made in KP; destination CN");
    struct clause all = leaf(CL_ALL, "all of { made-in CN; destination KP }");
    all.kids = kids;
    all.n_kids = 2;
    assert_str(fact_text(an, *state, l, &all, TRI_FALSE), "goods made in KP"); /* the first suffices */
    struct clause *one = &all;
    struct clause not = leaf(CL_NOT, "not all of { ... }");
    not .kids = &one;
    not .n_kids = 1;
    assert_str(fact_text(an, *state, l, &not, TRI_TRUE), "goods made in KP");
    assert_str(fact_text(an, *state, l, NULL, TRI_TRUE), "");
}

static void facts_of_leaves(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct deal *d = report_deal(*state, g);
    an->deal = d;
    const struct leg *l = &an->legs[0].leg;
    struct clause k = leaf(CL_CONTRACT, "contract before 2017-08-05");
    assert_str(fact_text(an, *state, l, &k, TRI_UNKNOWN), "day of the contract not given");
    d->contract = date_make(2026, 5, 2);
    d->written = TRI_TRUE;
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "written contract of 2026-05-02");
    k = leaf(CL_NOTICE, "notice");
    assert_str(fact_text(an, *state, l, &k, TRI_UNKNOWN), "notices not given");
    d->notices_known = true;
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "no notice given");
    k = leaf(CL_FOUND, "found");
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "no finding made");
    int knowing = regime_value(g, STR("knowing"));
    k = leaf(CL_JUDGED, "judged knowing");
    k.values = &knowing;
    k.n_values = 1;
    assert_str(fact_text(an, *state, l, &k, TRI_UNKNOWN), "knowing: not judged");
    k = leaf(CL_AMOUNT, "amount");
    assert_str(fact_text(an, *state, l, &k, TRI_UNKNOWN), "amount not given");
    k = leaf(CL_CONDUCT_DAY, "conduct by");
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "on 2026-06-01");
    k = leaf(CL_EXTERNAL, "external");
    assert_str(fact_text(an, *state, l, &k, TRI_UNKNOWN), "");
}

static void facts_of_parties(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    const struct leg *l = &an->legs[0].leg;
    int us = regime_value(g, STR("US"));
    struct clause attr = leaf(CL_ATTR, "located US");
    attr.dim = DIM_LOCATED;
    attr.values = &us;
    attr.n_values = 1;
    struct clause flag = attr;
    flag.dim = DIM_FLAG;
    struct clause *kids[2] = {&attr, &flag};
    struct clause any = leaf(CL_ANY, "any of { located US; flag US }");
    any.kids = kids;
    any.n_kids = 2;
    struct clause *one = &attr;
    struct clause party = leaf(CL_PARTY, "actor { located US }");
    party.role = ROLE_ACTOR;
    party.kids = &one;
    party.n_kids = 1;
    assert_str(fact_text(an, *state, l, &party, TRI_FALSE), "Dandong Trading: located CN");
    one = &any;
    assert_str(fact_text(an, *state, l, &party, TRI_UNKNOWN), "Dandong Trading: flag not given");
    one = &attr;
    party.role = ROLE_ANY;
    assert_str(fact_text(an, *state, l, &party, TRI_UNKNOWN), "seller: located not given");
    party.role = regime_find(g, ITEM_ROLE, STR("insurer"));
    assert_str(fact_text(an, *state, l, &party, TRI_FALSE), "no insurer named");
    struct clause listed = leaf(CL_LISTED, "listed by US");
    listed.jurisdiction = us;
    one = &listed;
    party.role = regime_find(g, ITEM_ROLE, STR("seller"));
    assert_str(fact_text(an, *state, l, &party, TRI_UNKNOWN), "seller: listed by US? the party is not given");
}

static void facts_of_papers_and_sums(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct deal *d = report_deal(*state, g);
    an->deal = d;
    const struct leg *l = &an->legs[0].leg;
    struct notice notice = {
        .by = regime_value(g, STR("CN")), .to = regime_value(g, STR("UN.c1718")), .on = d->on, .objected = TRI_TRUE};
    d->notices_known = true;
    d->notices = &notice;
    d->n_notices = 1;
    struct clause k = leaf(CL_NOTICE, "notice");
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "notice of CN to UN.c1718 on 2026-06-01, objected to");
    k = leaf(CL_UNIT_VALUE, "value each");
    assert_str(fact_text(an, *state, l, &k, TRI_UNKNOWN), "value or quantity not given");
    d->lines[0].value_known = true;
    d->lines[0].quantity_known = true;
    d->lines[0].value = decimal_of(65000);
    d->lines[0].quantity = decimal_of(1000);
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "value 65000 for 1000");
    k = leaf(CL_CAP, "within cap");
    k.item = regime_value(g, STR("coal"));
    assert_has(fact_text(an, *state, l, &k, TRI_UNKNOWN), "is not given");
    struct named_tri cap = {k.item, TRI_FALSE};
    d->within_cap = &cap;
    d->n_within_cap = 1;
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "over the cap, as the deal says");
    k = leaf(CL_EVENT, "event");
    assert_str(fact_text(an, *state, l, &k, TRI_UNKNOWN), "events not given");
    k = leaf(CL_GOODS, "goods coal");
    struct leg bare = *l;
    bare.line = -1;
    assert_str(fact_text(an, *state, &bare, &k, TRI_FALSE), "no goods on this leg");
    k = leaf(CL_VALUE, "does pay");
    k.dim = DIM_CONDUCT;
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "the leg is procure");
}

static void whose_question(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    an->orders[0].asked = false; /* UN binds, and was not asked; US was asked */
    an->orders[1].asked = true;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "asked under US; answered also: UN; regime");
    an->orders[0].asked = true;
    s = flat(*state, explained(*state, an, 80));
    assert_has(s, "asked under UN, US; regime");
}

/* What an approval frees is not offered once more. */
static void approved_and_not_offered(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct order_answer *oa = &an->legs[0].orders[0];
    struct hold_answer *h = &oa->holds[0];
    struct tried offer = {.index = 0, .value = ALL_LANES, .policy = -1};
    struct approval approval = {.by_text = STR("UN.c1718"), .no = STR("7")};
    struct deal *d = report_deal(*state, g);
    h->offers = &offer;
    h->n_offers = 1;
    d->approvals = &approval;
    d->n_approvals = 1;
    an->deal = d;
    h->approval = 0;
    h->approved = ALL_LANES;
    h->licensed = ALL_LANES;
    oa->range = range_of(LABEL_LICENSED, LABEL_LICENSED);
    an->range = oa->range;
    struct str s = flat(*state, explained(*state, an, 80));
    assert_has(s, "licensed by UN.c1718 no 7");
    assert_lacks(s, "licensable by");
}

/* A clause on another verdict says what that verdict was, and on whose leg. */
static void facts_of_verdicts(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    ints group = {0};
    ints_add(*state, &group, regime_find(g, ITEM_MEASURE, STR("UN.coal")));
    VEC_PUSH(*state, &g->verdict_groups, group);
    struct clause k = {
        .op = CL_VERDICT, .verdict = VERDICT_OPEN, .leg = ON_PRINCIPAL_LEG, .text = STR("open under coal")};
    k.item = (int)g->verdict_groups.n - 1;
    const struct leg *l = &an->legs[1].leg;
    assert_str(
        fact_text(an, *state, l, &k, TRI_FALSE),
        "Dandong Trading procures: closed there by UN.coal (2371-8); seller supplies: nothing of it reaches there");
    k.leg = ON_SAME_LEG;
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "seller supplies: nothing of it reaches there");
    an->legs[0].orders[0].holds[0].exempt = ALL_LANES;
    assert_str(fact_text(an, *state, &an->legs[0].leg, &k, TRI_TRUE),
               "Dandong Trading procures: reached there, and open");
    an->legs[0].orders[0].holds[0].exempt = (struct pair){0, ~0ULL};
    assert_str(fact_text(an, *state, &an->legs[0].leg, &k, TRI_UNKNOWN),
               "Dandong Trading procures: perhaps closed there by UN.coal (2371-8)?");
    k.leg = ON_LEG_OF;
    k.role = regime_find(g, ITEM_ROLE, STR("vessel"));
    assert_str(fact_text(an, *state, l, &k, TRI_FALSE), "the deal has no such leg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(the_head),
        WITH_ARENA(the_proof),
        WITH_ARENA(the_tail),
        WITH_ARENA(an_exemption_that_may_apply),
        WITH_ARENA(what_is_unknown),
        WITH_ARENA(closed_either_way),
        WITH_ARENA(kept_by_a_mandate),
        WITH_ARENA(told_once),
        WITH_ARENA(beside_the_verdict),
        WITH_ARENA(stages),
        WITH_ARENA(assumed),
        WITH_ARENA(fits_every_width),
        WITH_ARENA(why_not),
        WITH_ARENA(offers),
        WITH_ARENA(licences_and_approvals),
        WITH_ARENA(many_missing_facts),
        WITH_ARENA(whose_question),
        WITH_ARENA(approved_and_not_offered),
        WITH_ARENA(facts_of_verdicts),
        WITH_ARENA(other_exclusions),
        WITH_ARENA(facts_of_trees),
        WITH_ARENA(facts_of_leaves),
        WITH_ARENA(facts_of_parties),
        WITH_ARENA(facts_of_papers_and_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
