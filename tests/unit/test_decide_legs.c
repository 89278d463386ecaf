/* Legs: every activity of docs/deal.md section 7 with what each role does, what is required, what is silent, who may cause. */
#include "test_deal.h"

#include "decide/decide.h"

/* ---- helpers ---- */

static struct deal *read_deal(struct world *w, const char *json)
{
    struct deal *d;
    struct deal_error e;
    struct str text = str_dup(&w->arena, str_c(json));
    char *p = arena_copy(&w->arena, text.p, text.n + 1);
    for (size_t i = 0; i < text.n; i++) {
        p[i] = p[i] == '\'' ? '"' : p[i];
    }
    text.p = p;
    if (!deal_read(&w->arena, w->regime, text, DAY, &d, &e)) {
        fail_msg("%s\n  at \"%.*s\": %.*s", json, STR_ARG(e.pointer), STR_ARG(e.message));
    }
    return d;
}

/* "buyer procure*!, seller supply*!": role, conduct (? while the step is open, then the candidates), * principal, ! may cause. */
static const char *legs_text(struct world *w, const struct deal *d)
{
    struct leg *legs;
    size_t n;
    struct buf b;
    deal_legs(&w->arena, d, &legs, &n);
    buf_init(&b, &w->arena);
    for (size_t i = 0; i < n; i++) {
        const struct party *p = &d->parties[legs[i].party];
        buf_adds(&b, i == 0 ? "" : ", ");
        buf_add(&b, w->regime->roles.items[p->role].item.name);
        if (legs[i].conduct == 0) {
            buf_adds(&b, " ?");
        }
        for (size_t k = 0; k < legs[i].n_conducts; k++) {
            buf_adds(&b, " ");
            buf_add(&b, regime_text(w->regime, legs[i].conducts[k]));
        }
        buf_adds(&b, legs[i].principal ? "*" : "");
        buf_adds(&b, legs[i].cause ? "!" : "");
        if (legs[i].line >= 0) {
            buf_add(&b, str_fmt(&w->arena, "#%d", legs[i].line));
        }
    }
    return str_z(&w->arena, buf_str(&b));
}

static void legs_are(void **state, const char *json, const char *expected)
{
    struct world *w = *state;
    const char *got = legs_text(w, read_deal(w, json));
    if (strcmp(got, expected) != 0) {
        fail_msg("%s\n  %s\n  not %s", json, got, expected);
    }
}

/* ---- the table ---- */

/* With no party given: the legs of the required roles, in the order of the table. */
static void required_roles(void **state)
{
    legs_are(state, "{'activity': 'import'}", "buyer procure*!#0, seller supply*!#0");
    legs_are(state, "{'activity': 'export'}", "buyer procure*!#0, seller supply*!#0");
    legs_are(state, "{'activity': 'service'}", "provider serve*!, recipient obtain*!");
    legs_are(state, "{'activity': 'technology'}", "provider serve*!, recipient obtain*!");
    legs_are(state, "{'activity': 'payment'}", "sender pay*!, receiver receive-payment*!");
    legs_are(state, "{'activity': 'cash'}", "bearer carry-cash*!");
    legs_are(state, "{'activity': 'loan'}", "lender lend*!, borrower borrow*!");
    legs_are(state, "{'activity': 'support'}", "lender lend*!, borrower borrow*!");
    legs_are(state, "{'activity': 'investment'}", "investor invest*!");
    legs_are(state, "{'activity': 'account'}", "bank keep-account*!");
    legs_are(state, "{'activity': 'correspondent'}", "bank keep-correspondent*!");
    legs_are(state, "{'activity': 'employment'}", "employer employ*!, worker work*!");
    legs_are(state, "{'activity': 'travel'}", "traveller travel*!");
    legs_are(state, "{'activity': 'charter'}", "owner lease*!, charterer charter*!");
    legs_are(state, "{'activity': 'transfer-at-sea'}",
             "vessel transfer-at-sea*!#0, counter-vessel transfer-at-sea*!#0");
    legs_are(state, "{'activity': 'port-call'}", "vessel call*!");
    legs_are(state, "{'activity': 'overflight'}", "aircraft fly-over*!");
    legs_are(state, "{'activity': 'teaching'}", "teacher teach*!");
    legs_are(state, "{'activity': 'science'}", "partner cooperate*!");
    legs_are(state, "{'activity': 'fishing-rights'}", "seller sell-rights*!, buyer buy-rights*!");
    legs_are(state, "{'activity': 'real-estate'}", "lessor let*!, lessee rent*!");
}

/* A step says what the role does; without one, every step of the activity is possible. */
static void steps(void **state)
{
    legs_are(state, "{'activity': 'venture'}", "partner ? open-venture keep-venture expand-venture*!");
    legs_are(state, "{'activity': 'venture', 'step': 'keep-venture'}", "partner keep-venture*!");
    legs_are(state, "{'activity': 'venture', 'step': 'expand-venture'}", "partner expand-venture*!");
    legs_are(state, "{'activity': 'office'}", "bank ? open-office keep-office*!");
    legs_are(state, "{'activity': 'office', 'step': 'open-office'}", "bank open-office*!");
    legs_are(state, "{'activity': 'vessel'}", "provider ? register own operate classify insure bunker*!");
    static const char *const does[] = {"register", "own", "operate", "classify", "insure", "bunker"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof does / sizeof *does; i++) {
        legs_are(state, str_z(&w->arena, str_fmt(&w->arena, "{'activity': 'vessel', 'step': '%s'}", does[i])),
                 str_z(&w->arena, str_fmt(&w->arena, "provider %s*!", does[i])));
    }
    legs_are(state, "{'activity': 'property', 'step': 'release'}", "holder release*!");
    legs_are(state, "{'activity': 'property', 'step': 'deal'}", "holder deal*!");
    legs_are(state, "{'activity': 'property'}", "holder ? release deal*!");
}

/* Helpers do what the table says beside each activity, and are not principal; a role without conduct is silent. */
static void optional_roles(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *activity, *roles, *legs;
    } all[] = {
        {"import", "buyer seller vessel carrier aircraft bank insurer broker consignee end-user",
         "buyer procure*!, seller supply*!, vessel ship, carrier ship, aircraft ship, bank pay, insurer insure, broker "
         "broker, consignee receive"},
        {"service", "provider recipient bank broker", "provider serve*!, recipient obtain*!, bank pay, broker broker"},
        {"technology", "provider recipient bank broker",
         "provider serve*!, recipient obtain*!, bank pay, broker broker"},
        {"payment", "sender receiver bank bank exchange",
         "sender pay*!, receiver receive-payment*!, bank pay!, bank pay!, exchange convert"},
        {"loan", "lender borrower insurer", "lender lend*!, borrower borrow*!, insurer insure"},
        {"support", "lender borrower insurer", "lender lend*!, borrower borrow*!, insurer insure"},
        {"investment", "investor target partner", "investor invest*!, partner venture"},
        {"account", "bank holder", "bank keep-account*!"},
        {"correspondent", "bank respondent", "bank keep-correspondent*!"},
        {"employment", "employer worker host-state", "employer employ*!, worker work*!, host-state permit-work"},
        {"travel", "traveller operator host-state", "traveller travel*!, operator arrange-travel, host-state admit"},
        {"charter", "owner charterer vessel crew-supplier", "owner lease*!, charterer charter*!, crew-supplier crew"},
        {"port-call", "vessel port-state", "vessel call*!, port-state admit"},
        {"port-call", "aircraft port-state", "aircraft call*!, port-state admit"},
        {"overflight", "aircraft port-state", "aircraft fly-over*!, port-state admit"},
        {"teaching", "teacher student", "teacher teach*!"},
        {"science", "partner partner", "partner cooperate*!, partner cooperate*!"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct buf b;
        struct str roles = str_c(all[i].roles);
        buf_init(&b, &w->arena);
        buf_adds(&b, "{'activity': '");
        buf_adds(&b, all[i].activity);
        buf_adds(&b, "', 'parties': [");
        for (size_t from = 0; from < roles.n;) {
            const char *blank = memchr(roles.p + from, ' ', roles.n - from);
            size_t to = blank == NULL ? roles.n : (size_t)(blank - roles.p);
            buf_add(&b,
                    str_fmt(&w->arena, "%s{'role': '%.*s'}", from == 0 ? "" : ", ", (int)(to - from), roles.p + from));
            from = to + 1;
        }
        buf_adds(&b, "]}");
        const char *got = legs_text(w, read_deal(w, str_z(&w->arena, buf_str(&b))));
        struct str flat = str_dup(&w->arena, str_c(got)); /* without the goods line */
        char *p = arena_copy(&w->arena, flat.p, flat.n + 1);
        size_t n = 0;
        for (size_t k = 0; k < flat.n; k++) {
            if (p[k] == '#') {
                k++;
                continue;
            }
            p[n++] = p[k];
        }
        p[n] = '\0';
        if (strcmp(p, all[i].legs) != 0) {
            fail_msg("%s of %s:\n  %s\n  not %s", all[i].roles, all[i].activity, p, all[i].legs);
        }
    }
}

/* A required role that is missing is an unknown actor, at the place where it would be appended; optional ones give no leg. */
static void unknown_actor(void **state)
{
    struct world *w = *state;
    struct deal *d = read_deal(
        w,
        "{'activity': 'import', 'parties': [{'role': 'vessel', 'flag': 'KP'}, {'role': 'seller', 'country': 'KP'}]}");
    assert_string_equal(legs_text(w, d), "vessel ship#0, seller supply*!#0, buyer procure*!#0");
    assert_int_equal(d->n_parties, 3);
    assert_false(d->parties[2].given);
    assert_int_equal(d->parties[2].place, 2);
    assert_int_equal(d->parties[0].place, 0);
    assert_false(d->parties[2].country_given);
    d = read_deal(w, "{'activity': 'import', 'parties': []}");
    assert_int_equal(d->parties[0].place, 0);
    assert_int_equal(d->parties[1].place, 1);
    /* the vessel of a charter is required, and silent */
    d = read_deal(w, "{'activity': 'charter'}");
    assert_int_equal(d->n_parties, 3);
}

/* Each line is a leg of its own for each actor; a deal whose activity has no goods has one leg per actor. */
static void lines(void **state)
{
    legs_are(state,
             "{'activity': 'import', 'goods': [{'hs': '27'}, {'hs': '72'}, {'hs': '01'}], 'parties': [{'role': "
             "'buyer'}, {'role': 'seller'}]}",
             "buyer procure*!#0, buyer procure*!#1, buyer procure*!#2, seller supply*!#0, seller supply*!#1, seller "
             "supply*!#2");
    legs_are(state, "{'activity': 'payment', 'parties': [{'role': 'sender'}, {'role': 'receiver'}]}",
             "sender pay*!, receiver receive-payment*!");
}

/* `cleared_in` adds a clearing bank: located and incorporated there, on no list, in no class. */
static void clearing_bank(void **state)
{
    struct world *w = *state;
    struct deal *d = read_deal(w, "{'activity': 'import', 'parties': [{'role': 'buyer'}, {'role': 'seller'}], 'goods': "
                                  "[{'hs': '27'}], 'cleared_in': 'US'}");
    assert_string_equal(legs_text(w, d), "buyer procure*!#0, seller supply*!#0, bank pay#0");
    const struct party *bank = &d->parties[2];
    assert_true(bank->unnamed && bank->clear);
    struct fact f = bank->dims[PARTY_DIM(DIM_LOCATED)];
    assert_int_equal(f.n, 1);
    assert_int_equal(f.values[0], regime_value(w->regime, STR("US")));
    f = bank->dims[PARTY_DIM(DIM_INCORPORATED)];
    assert_int_equal(f.n, 1);
    assert_int_equal(f.values[0], regime_value(w->regime, STR("US")));
    legs_are(state, "{'activity': 'payment', 'cleared_in': 'US'}",
             "sender pay*!, receiver receive-payment*!, bank pay!");
}

/* A party without a role does nothing; a helper that the activity does not list does what its role does. */
static void roles_beside_the_activity(void **state)
{
    legs_are(state, "{'activity': 'payment', 'parties': [{'role': 'sender'}, {'role': 'receiver'}, {'name': 'X'}]}",
             "sender pay*!, receiver receive-payment*!");
    legs_are(state,
             "{'activity': 'payment', 'parties': [{'role': 'sender'}, {'role': 'receiver'}, {'role': 'insurer'}]}",
             "sender pay*!, receiver receive-payment*!, insurer insure");
    legs_are(state,
             "{'activity': 'payment', 'parties': [{'role': 'sender'}, {'role': 'receiver'}, {'role': 'end-user'}]}",
             "sender pay*!, receiver receive-payment*!");
    legs_are(state, "{}", "");
}

/* A party's own day is its leg's day. */
static void own_day(void **state)
{
    struct world *w = *state;
    struct leg *legs;
    size_t n;
    struct deal *d = read_deal(w, "{'on': '2017-08-01', 'activity': 'payment', 'parties': [{'role': 'sender', 'on': "
                                  "'2017-08-10'}, {'role': 'receiver'}]}");
    deal_legs(&w->arena, d, &legs, &n);
    assert_int_equal(n, 2);
    assert_int_equal(legs[0].day, date_make(2017, 8, 10));
    assert_int_equal(legs[1].day, date_make(2017, 8, 1));
}

/* Every activity of the regime has at least one leg, and every conduct of a leg is declared. */
static void every_activity(void **state)
{
    struct world *w = *state;
    assert_true(w->regime->activities.n >= 25);
    for (size_t i = 0; i < w->regime->activities.n; i++) {
        struct leg *legs;
        size_t n;
        const char *json = str_z(
            &w->arena, str_fmt(&w->arena, "{'activity': '%.*s'}", STR_ARG(w->regime->activities.items[i].item.name)));
        struct deal *d = read_deal(w, json);
        deal_legs(&w->arena, d, &legs, &n);
        assert_true(n >= 1);
        for (size_t k = 0; k < n; k++) {
            assert_true(legs[k].n_conducts >= 1);
            assert_true(legs[k].principal && legs[k].cause);
            assert_int_equal(legs[k].day, DAY);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(required_roles),
                                       cmocka_unit_test(steps),
                                       cmocka_unit_test(optional_roles),
                                       cmocka_unit_test(unknown_actor),
                                       cmocka_unit_test(lines),
                                       cmocka_unit_test(clearing_bank),
                                       cmocka_unit_test(roles_beside_the_activity),
                                       cmocka_unit_test(own_day),
                                       cmocka_unit_test(every_activity)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
