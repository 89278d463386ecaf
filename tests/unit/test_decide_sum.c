/* The deal as a whole: the worst of the orders that bind or are asked; what is not encoded; lanes with days of their own; one measure's verdict;
 * why a measure is not in the proof. docs/deal.md 9, 11 and 13; rules 2, 3 and 31. */
#include "test_decide_law.h"

#include "decide/why_not.h"

#define LAW                                                                                                            \
    "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\ninstrument US.o \"O\" by US.president { from 2016-03-02 "  \
    "}\n"                                                                                                              \
    "measure UN.m \"m\" { binds states for persons;  prohibits procure;  goods coal;  under UN.a para 1;  licensable " \
    "by UN.c1718 case-by-case }\n"                                                                                     \
    "measure US.m \"m\" { binds person;  prohibits procure;  goods coal;  under US.o s 1;  except e { purpose "        \
    "medical } }\n"

/* ---- helpers ---- */

static const struct order_sum *sum_of(const struct answer *an, const char *order)
{
    for (size_t i = 0; i < an->n_orders; i++) {
        if (str_is(regime_text(an->regime, an->orders[i].value), order)) {
            return &an->orders[i];
        }
    }
    return NULL;
}

static void deal_is(struct small *s, const char *change, const char *expected)
{
    struct answer *an = ask(s, import_with(s, change));
    const char *range = range_text(s, &an->range, 0);
    if (strcmp(deal_word(an, 0), expected) != 0 && strcmp(range, expected) != 0) {
        fail_msg("%s: %s (%s), not %s", change, deal_word(an, 0), range, expected);
    }
}

/* ---- orders ---- */

static void worst_of_the_orders(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    deal_is(s, "{}", "licensable");                              /* the UN alone binds */
    deal_is(s, "{'parties/0/nationals': ['US']}", "prohibited"); /* side by side, the worst */
    deal_is(s, "{'parties/0/nationals': ['US'], 'purposes': ['medical']}", "licensable");
    deal_is(s, "{'goods/0/hs': '01'}", "permitted");
    /* order of the answer: by name */
    struct answer *an = ask(s, import_with(s, "{'parties/0/nationals': ['US', 'KR']}"));
    for (size_t i = 1; i < an->n_orders; i++) {
        assert_true(
            str_cmp(regime_text(s->regime, an->orders[i - 1].value), regime_text(s->regime, an->orders[i].value)) < 0);
    }
}

/* May bind: counts as undetermined only in orders that are asked for. */
static void may_bind(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    const char *unknown = "'parties/0/country': null, 'parties/0/located': ['CN'], 'parties/0/incorporated': ['CN']";
    deal_is(s, str_z(&s->arena, str_fmt(&s->arena, "{%s}", unknown)), "licensable");
    deal_is(s, str_z(&s->arena, str_fmt(&s->arena, "{%s, 'for': ['UN', 'US']}", unknown)), "licensable..prohibited");
    struct answer *an = ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s}", unknown))));
    const struct order_sum *us = sum_of(an, "US");
    assert_non_null(us);
    assert_false(us->asked);
    assert_string_equal(range_text(s, &us->range, 0), "permitted..prohibited");
    /* neither encoded for this conduct nor asked for: it does not bind */
    an = ask(s, "{'activity': 'travel', 'for': ['UN'], 'destination': 'KP', 'purposes': [], 'parties': [{'role': "
                "'traveller', 'kind': ['person'], 'clear': true}]}");
    us = sum_of(an, "US");
    assert_true(us == NULL || us->bound == 0);
    assert_string_equal(deal_word(an, 0), "permitted");
    an = ask(s, "{'activity': 'travel', 'for': ['UN', 'US'], 'destination': 'KP', 'purposes': [], 'parties': [{'role': "
                "'traveller', 'kind': ['person'], 'clear': true}]}");
    assert_string_equal(deal_word(an, 0), "undetermined");
    /* where no measure of it could reach, it is not listed */
    an = ask(s, import_with(s, str_z(&s->arena, str_fmt(&s->arena, "{%s, 'goods/0/hs': '01'}", unknown))));
    us = sum_of(an, "US");
    assert_true(us == NULL || us->bound == 0);
}

#define TRAVELLER \
    "'purposes': [], 'parties': [{'role': 'traveller', 'country': 'US', 'clear': true, 'kind': ['person']}]"

/* An order asked for without law here, or not yet on that day, or whose conduct is not covered: undetermined; elsewhere only printed. */
static void not_encoded(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    deal_is(s, "{'goods/0/hs': '01', 'for': ['UN', 'CN']}", "permitted..prohibited");
    deal_is(s, "{'goods/0/hs': '01', 'for': ['UN', 'JP']}", "permitted..prohibited");
    deal_is(s, "{'goods/0/hs': '01', 'for': ['UN', 'KP']}", "permitted..prohibited");
    deal_is(s, "{'goods/0/hs': '01'}", "permitted");
    deal_is(s, "{'for': ['CN']}", "licensable..prohibited");
    deal_is(s, "{'on': '2005-01-01'}", "permitted..prohibited");
    deal_is(s, "{'on': '2006-10-14'}", "permitted"); /* covered from that day on; no measure yet */
    struct answer *an = ask(s, import_with(s, "{'goods/0/hs': '01'}"));
    const struct order_sum *cn = sum_of(an, "CN");
    assert_non_null(cn);
    assert_false(cn->encoded);
    assert_null(sum_of(an, "KP")); /* the state that the regime is against is not listed, unless asked for */
    an = ask(s, import_with(s, "{'goods/0/hs': '01', 'for': ['KP']}"));
    assert_non_null(sum_of(an, "KP"));
    /* conduct that the order does not encode */
    an = ask(s, "{'activity': 'travel', 'for': ['UN'], 'destination': 'KP', " TRAVELLER "}");
    assert_string_equal(deal_word(an, 0), "permitted");
    an = ask(s, "{'activity': 'travel', 'for': ['UN', 'US'], 'destination': 'KP', " TRAVELLER "}");
    assert_string_equal(deal_word(an, 0), "undetermined");
    assert_false(sum_of(an, "US")->encoded);
}

/* No `for`: UN and the asker's own; no asker: UN. */
static void whose_law(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    deal_is(s, "{'for': null, 'goods/0/hs': '01'}", "permitted..prohibited"); /* the asker is CN */
    deal_is(s, "{'for': null, 'asker': null, 'goods/0/hs': '01'}", "permitted");
    deal_is(s, "{'for': null, 'asker': 'US', 'goods/0/hs': '01'}", "permitted");
    struct answer *an = ask(s, import_with(s, "{'for': null, 'asker': 'US'}"));
    assert_true(sum_of(an, "US")->asked && sum_of(an, "UN")->asked);
}

/* A deal without activity asks nothing, and nothing is cleared. */
static void no_leg(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    struct answer *an = ask(s, "{'for': ['UN']}");
    assert_int_equal(an->n_legs, 0);
    assert_string_equal(deal_word(an, 0), "undetermined");
}

/* Of several goods lines the worst counts. */
static void worst_line(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    deal_is(s, "{'goods/-': {'hs': '0101', 'made_in': 'KP', 'contains': []}}", "licensable");
    deal_is(s, "{'goods/0/hs': '01', 'goods/-': {'hs': '2701', 'made_in': 'KP', 'contains': []}}",
            "permitted..licensable"); /* 270119 is none */
    deal_is(s, "{'goods/0/hs': '01', 'goods/-': {'hs': '2702', 'made_in': 'KP', 'contains': []}}", "licensable");
    deal_is(s, "{'goods/0/hs': '01', 'goods_complete': false}", "permitted..licensable");
}

/* ---- one measure ---- */

static void one_measure(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    struct answer *an = ask(s, import_with(s, "{'parties/0/nationals': ['US']}"));
    bool reached;
    struct range r = answer_measure(an, index_of(s, ITEM_MEASURE, "US.m"), -1, 0, &reached);
    assert_true(reached);
    assert_string_equal(range_text(s, &r, 0), "prohibited..prohibited");
    r = answer_measure(an, index_of(s, ITEM_MEASURE, "US.m"), index_of(s, ITEM_ROLE, "seller"), 0, &reached);
    assert_false(reached); /* not reached is permitted */
    assert_string_equal(range_text(s, &r, 0), "permitted..permitted");
    r = answer_measure(an, index_of(s, ITEM_MEASURE, "US.m"), index_of(s, ITEM_ROLE, "buyer"),
                       regime_value(s->regime, STR("procure")), &reached);
    assert_true(reached);
    r = answer_measure(an, index_of(s, ITEM_MEASURE, "US.m"), -1, regime_value(s->regime, STR("pay")), &reached);
    assert_false(reached);
    r = answer_measure(an, index_of(s, ITEM_MEASURE, "UN.m"), -1, 0, &reached);
    assert_string_equal(range_text(s, &r, 0), "licensable..licensable");
}

/* ---- lanes ---- */

/* Lanes with days of their own: for deals without a day, and legs without one. */
static void lanes_with_days(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    static const int days[] = {0, 0, 0};
    int lane_days[3];
    memcpy(lane_days, days, sizeof lane_days);
    lane_days[0] = date_make(2016, 3, 1);
    lane_days[1] = date_make(2016, 3, 2);
    lane_days[2] = date_make(2005, 1, 1);
    s->overlay.lanes = 3;
    struct decision_options options = {.lane_days = lane_days};
    struct answer *an = both(s, small_deal(s, IMPORT), &options);
    assert_string_equal(deal_word(an, 0), "permitted");
    assert_string_equal(deal_word(an, 1), "licensable");
    an = both(s, small_deal(s, import_with(s, "{'on': '2026-06-01'}")), &options);
    for (unsigned lane = 0; lane < 3; lane++) {
        assert_string_equal(deal_word(an, lane), "licensable"); /* its own day */
    }
    an = both(s, small_deal(s, import_with(s, "{'parties/0/on': '2026-06-01'}")), &options);
    assert_string_equal(deal_word(an, 0), "licensable"); /* the leg's own day */
}

/* An act in some lanes: the deal is answered lane by lane, and what is missing carries the lanes it holds for. */
static void acts_by_lane(void **state)
{
    struct small *s = *state;
    small_law(s, LAW "measure UN.n \"n\" { binds anyone;  prohibits procure;  place zone;  under UN.a para 2 }\n");
    struct overlay_act end = {.kind = ACT_END, .lanes = 2U, .licence = -1};
    int hold = hold_of(s, "UN.n", 0);
    VEC_PUSH(&s->arena, &end.holds, hold);
    VEC_PUSH(&s->arena, &s->overlay.acts, end);
    struct overlay_act amend = {
        .kind = ACT_AMEND, .lanes = 4U, .licence = -1, .omit = s->regime->holds.items[hold].scope[0]};
    VEC_PUSH(&s->arena, &amend.holds, hold);
    VEC_PUSH(&s->arena, &s->overlay.acts, amend);
    s->overlay.lanes = 3;
    struct answer *an = ask(s, IMPORT);
    assert_string_equal(deal_word(an, 0), "prohibited");
    assert_string_equal(deal_word(an, 1), "licensable");
    assert_string_equal(deal_word(an, 2), "licensable"); /* what is omitted lies outside */
    an = ask(s, import_with(s, "{'place': null}"));
    const struct order_answer *o = order_in(an, 0, "UN");
    assert_int_equal(o->n_missing, 1);
    assert_int_equal(o->missing[0].lanes, 1);
    assert_string_equal(deal_word(an, 0), "undetermined");
    assert_string_equal(deal_word(an, 1), "licensable");
    assert_string_equal(range_text(s, &an->range, 0), "licensable..prohibited");
}

/* 64 lanes, the most. */
static void all_lanes(void **state)
{
    struct small *s = *state;
    small_law(s, LAW);
    struct overlay_act end = {.kind = ACT_END, .lanes = 0xAAAAAAAAAAAAAAAAULL, .licence = -1};
    int hold = hold_of(s, "UN.m", 0);
    VEC_PUSH(&s->arena, &end.holds, hold);
    VEC_PUSH(&s->arena, &s->overlay.acts, end);
    s->overlay.lanes = 64;
    struct answer *an = ask(s, IMPORT);
    for (unsigned lane = 0; lane < 64; lane++) {
        assert_string_equal(deal_word(an, lane), lane % 2 == 1 ? "permitted" : "licensable");
    }
    assert_int_equal(range_open_lanes(&an->range), 0xAAAAAAAAAAAAAAAAULL);
}

/* ---- why not ---- */

static void reasons(void **state)
{
    struct small *s = *state;
    small_law(
        s,
        "instrument UN.a \"A\" by UN.sc { adopted 2016-03-02 }\ninstrument US.o \"O\" by US.president { from "
        "2030-01-01 }\n"
        "measure UN.m \"m\" { binds anyone;  prohibits procure;  goods coal;  not place zone;  under UN.a para 1 }\n"
        "measure US.later \"m\" { binds person;  prohibits procure;  goods coal;  under US.o s 1 }\n"
        "measure US.bound \"m\" { binds person;  prohibits procure;  goods coal;  source \"s\";  under UN.a para 2 }\n"
        "measure UN.varied \"v\" { binds anyone;  prohibits procure;  goods coal\n"
        "    form 2016-03-02 under UN.a para 3 { }\n    vary 2016-03-02 under UN.a para 4 { omit scope { place zone } "
        "}\n}\n");
    struct answer *an = ask(s, IMPORT);
    static const struct {
        const char *measure;
        enum why_not_reason buyer, seller;
    } all[] = {{"UN.m", WHY_CLAUSE, WHY_CONDUCT},
               {"US.later", WHY_NOT_IN_FORCE, WHY_NOT_IN_FORCE},
               {"US.bound", WHY_NOT_BOUND, WHY_CONDUCT},
               {"UN.varied", WHY_OMITTED, WHY_CONDUCT}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct excluded_by *list;
        size_t n;
        why_not(&s->arena, an, index_of(s, ITEM_MEASURE, all[i].measure), &list, &n);
        assert_int_equal(n, 2);
        assert_int_equal(list[0].why, all[i].buyer);
        assert_int_equal(list[1].why, all[i].seller);
        assert_int_equal(list[0].leg, 0);
        assert_int_equal(list[1].leg, 1);
        assert_true((list[0].why == WHY_CLAUSE || list[0].why == WHY_OMITTED || list[0].why == WHY_NOT_BOUND) ==
                    (list[0].clause != NULL));
    }
    struct excluded_by *list;
    size_t n;
    an = ask(s, import_with(s, "{'place': null}"));
    why_not(&s->arena, an, index_of(s, ITEM_MEASURE, "UN.m"), &list, &n);
    assert_int_equal(list[0].why, WHY_NOTHING); /* it is in the proof */
}

int main(void)
{
    const struct CMUnitTest tests[] = {SMALL(worst_of_the_orders), SMALL(may_bind),        SMALL(not_encoded),
                                       SMALL(whose_law),           SMALL(no_leg),          SMALL(worst_line),
                                       SMALL(one_measure),         SMALL(lanes_with_days), SMALL(acts_by_lane),
                                       SMALL(all_lanes),           SMALL(reasons)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
