/* Reading deals: every key, every error with its pointer, what the vocabulary adds. */
#include "test_deal.h"

/* ---- helpers ---- */

static struct deal *read_on(struct world *w, struct str json, int on)
{
    struct deal *d;
    struct deal_error e;
    if (!deal_read(&w->arena, w->regime, json, on, &d, &e)) {
        fail_msg("%.*s\n  at \"%.*s\": %.*s (%.*s)", STR_ARG(json), STR_ARG(e.pointer), STR_ARG(e.message),
                 STR_ARG(e.help));
    }
    assert_int_equal(e.message.n, 0);
    return d;
}

static struct deal *good(void **state, const char *json)
{
    return read_on(*state, str_c(json), DAY);
}

/* One party of a deal without activity. */
static struct party *party(void **state, const char *members)
{
    struct world *w = *state;
    struct deal *d = read_on(w, str_fmt(&w->arena, "{\"parties\": [{%s}]}", members), DAY);
    assert_int_equal(d->n_parties, 1);
    return &d->parties[0];
}

static struct deal_error bad_text(void **state, struct str json)
{
    struct world *w = *state;
    struct deal *d = NULL;
    struct deal_error e;
    if (deal_read(&w->arena, w->regime, json, DAY, &d, &e)) {
        fail_msg("read without an error: %.*s", STR_ARG(json));
    }
    assert_null(d);
    assert_true(e.message.n > 0);
    return e;
}

/* An error at a place, whose message and help hold these words. */
static void bad(void **state, const char *json, const char *pointer, const char *message, const char *help)
{
    struct deal_error e = bad_text(state, str_c(json));
    if (!str_is(e.pointer, pointer) || !holds(e.message, message) || !holds(e.help, help) || e.line == 0) {
        fail_msg("%s\n  got \"%.*s\": %.*s (%.*s), line %zu\n  not \"%s\": %s (%s)", json, STR_ARG(e.pointer),
                 STR_ARG(e.message), STR_ARG(e.help), e.line, pointer, message, help);
    }
}

static int value_of(void **state, const char *text)
{
    struct world *w = *state;
    return regime_value(w->regime, str_c(text));
}

static void assert_fact(void **state, struct fact f, bool complete, const char *values)
{
    struct world *w = *state;
    struct buf b;
    buf_init(&b, &w->arena);
    for (size_t i = 0; i < f.n; i++) {
        buf_adds(&b, i == 0 ? "" : " ");
        buf_add(&b, regime_text(w->regime, f.values[i]));
    }
    assert_true(f.known);
    assert_str(buf_str(&b), values);
    assert_int_equal(f.complete, complete);
}

#define DIM_OF(p, d) (p)->dims[PARTY_DIM(DIM_##d)]

/* ---- the deal ---- */

static void least(void **state)
{
    struct deal *d = good(state, "{}");
    assert_int_equal(d->on, DAY);
    assert_false(d->on_given);
    assert_int_equal(d->activity, -1);
    assert_int_equal(d->asker, 0);
    assert_int_equal(d->for_orders.n, 1);
    assert_int_equal(d->for_orders.items[0], value_of(state, "UN"));
    assert_false(d->parties_known);
    assert_int_equal(d->n_parties, 0);
    assert_true(d->goods_known && d->goods_complete);
    assert_int_equal(d->n_lines, 0);
    assert_false(d->amount_known || d->notices_known || d->findings_known || d->events_known || d->step.known);
    assert_int_equal(d->contract, DAY_NONE);
    assert_int_equal(d->written, TRI_UNKNOWN);
    for (int i = 0; i < DIM_CONTAINS; i++) {
        assert_false(d->dims[i].known);
    }
    assert_ptr_equal(d->regime, ((struct world *)*state)->regime);
}

static void days(void **state)
{
    struct deal *d = good(state, "{\"on\": \"2024-02-29\", \"contract\": \"2017-08-28\", \"written\": false}");
    assert_int_equal(d->on, date_make(2024, 2, 29));
    assert_true(d->on_given);
    assert_int_equal(d->contract, date_make(2017, 8, 28));
    assert_int_equal(d->written, TRI_FALSE);
    bad(state, "{\"on\": \"2023-02-29\"}", "/on", "\"2023-02-29\" is not a day", "2026-06-01");
    bad(state, "{\"on\": 20230201}", "/on", "not a number", "");
    bad(state, "{\"contract\": \"28.08.2017\"}", "/contract", "28.08.2017", "");
    struct world *w = *state;
    struct deal *none;
    struct deal_error e;
    assert_false(deal_read(&w->arena, w->regime, STR("{}"), DAY_NONE, &none, &e));
    assert_str(e.pointer, "/on");
    assert_true(holds(e.help, "give `on`, or `--as-of DATE`"));
}

static void orders(void **state)
{
    struct deal *d = good(state, "{\"asker\": \"KR\"}");
    assert_int_equal(d->asker, value_of(state, "KR"));
    assert_int_equal(d->for_orders.n, 2);
    assert_int_equal(d->for_orders.items[1], value_of(state, "KR"));
    d = good(state, "{\"asker\": \"CN\", \"for\": [\"US\", \"US\", \"BR\"]}");
    assert_int_equal(d->for_orders.n, 2);
    assert_int_equal(d->for_orders.items[1], value_of(state, "BR"));
    assert_int_equal(good(state, "{\"for\": \"UN\"}")->for_orders.n, 1);
    assert_int_equal(good(state, "{\"for\": [], \"asker\": \"CN\"}")->for_orders.n, 0);
    bad(state, "{\"for\": [\"UN\", \"ZZ\"]}", "/for/1", "\"ZZ\" is not a legal order", "UN, US");
    bad(state, "{\"for\": [\"US.ofac\"]}", "/for/0", "US.ofac", "before the dot");
    bad(state, "{\"asker\": \"China\"}", "/asker", "\"China\" is not a country", "write \"CN\"");
    bad(state, "{\"asker\": \"cn\"}", "/asker", "\"cn\"", "write \"CN\"");
    bad(state, "{\"asker\": \"XX\"}", "/asker", "\"XX\"", "ISO 3166");
    bad(state, "{\"asker\": [\"CN\"]}", "/asker", "not a list", "");
}

static void deal_dims(void **state)
{
    struct deal *d = good(
        state, "{\"dispatch\": \"KP\", \"destination\": \"CN\", \"route\": [\"RU\", \"port:KPRAS\", \"port:CNDDG\"], "
               "\"route_complete\": false, \"place\": \"rajin_khasan\", \"currency\": \"USD\", \"cleared_in\": \"US\", "
               "\"purposes\": [\"basic_needs\", \"food\", \"food\"], \"amount\": \"65000.5\"}");
    assert_fact(state, d->dims[DIM_DISPATCH], true, "KP");
    assert_fact(state, d->dims[DIM_DESTINATION], true, "CN");
    assert_fact(state, d->dims[DIM_ROUTE], false, "RU port:KPRAS CN");
    assert_fact(state, d->dims[DIM_PLACE], true, "rajin-khasan");
    assert_fact(state, d->dims[DIM_CURRENCY], true, "USD");
    assert_fact(state, d->dims[DIM_CLEARED_IN], true, "US");
    assert_fact(state, d->dims[DIM_PURPOSE], true, "basic-needs food");
    assert_true(d->amount_known);
    assert_int_equal(d->amount.micro, 65000500000LL);
    assert_fact(state, good(state, "{\"route\": []}")->dims[DIM_ROUTE], true, "");
    assert_fact(state, good(state, "{\"purposes\": \"food\"}")->dims[DIM_PURPOSE], true, "food");
    assert_int_equal(good(state, "{\"amount\": 7}")->amount.micro, 7000000);
    bad(state, "{\"dispatch\": \"PRK\"}", "/dispatch", "PRK", "ISO 3166");
    bad(state, "{\"route\": [\"KPRAS\"]}", "/route/0", "KPRAS", "write \"port:KPRAS\"");
    bad(state, "{\"route\": [\"port:kpras\"]}", "/route/0", "port:kpras", "UN/LOCODE");
    bad(state, "{\"route\": [7]}", "/route/0", "not a list with a number", "");
    bad(state, "{\"place\": \"kaesung\"}", "/place", "\"kaesung\" is not a place", "did you mean `kaesong`?");
    bad(state, "{\"purposes\": [\"food\", \"profit\"]}", "/purposes/1", "\"profit\" is not a purpose",
        "words there are: ");
    bad(state, "{\"purposes\": [\"humanitarain\"]}", "/purposes/0", "humanitarain", "did you mean `humanitarian`?");
    bad(state, "{\"currency\": \"usd\"}", "/currency", "\"usd\" is not a currency", "ISO 4217");
    bad(state, "{\"amount\": \"1,000\"}", "/amount", "\"1,000\" is not a decimal", "at most one point");
    bad(state, "{\"amount\": -1}", "/amount", "\"-1\"", "no sign");
    bad(state, "{\"amount\": \"1234567890123\"}", "/amount", "1234567890123", "");
    bad(state, "{\"amount\": true}", "/amount", "not true", "");
}

static void activities(void **state)
{
    struct world *w = *state;
    struct deal *d = good(state, "{\"activity\": \"port_call\"}");
    assert_str(w->regime->activities.items[d->activity].item.name, "port-call");
    d = good(state, "{\"activity\": \"venture\", \"step\": \"keep_venture\"}");
    assert_fact(state, d->step, true, "keep-venture");
    bad(state, "{\"activity\": \"imports\"}", "/activity", "\"imports\" is not an activity", "did you mean `import`?");
    bad(state, "{\"activity\": \"venture\", \"step\": \"keep-office\"}", "/step", "no step of `venture`",
        "open-venture, keep-venture");
    bad(state, "{\"activity\": \"import\", \"step\": \"procure\"}", "/step", "no step of `import`", "leave it out");
    bad(state, "{\"step\": \"keep-ventures\"}", "/step", "is not a conduct", "did you mean `keep-venture`?");
}

/* ---- keys and texts ---- */

static void unknown_keys(void **state)
{
    bad(state, "{\"partys\": []}", "/partys", "`partys` is not a key of a deal", "did you mean `parties`?");
    bad(state, "{\"cleared-in\": \"US\"}", "/cleared-in", "", "did you mean `cleared_in`?");
    bad(state, "{\"flag\": \"PA\"}", "/flag", "", "`flag` is a key of a party");
    bad(state, "{\"colour\": 1}", "/colour", "", "keys of a deal: id, on, ");
    bad(state, "{\"parties\": [{}, {\"nationalls\": []}]}", "/parties/1/nationalls", "a party",
        "did you mean `nationals`?");
    bad(state, "{\"goods\": [{\"madein\": \"KP\"}]}", "/goods/0/madein", "a goods line", "did you mean `made_in`?");
    bad(state, "{\"notices\": [{\"form\": \"RU\"}]}", "/notices/0/form", "a notice",
        "keys of a notice: by, to, about, on, objected");
    bad(state, "{\"a/b~c\": 1}", "/a~1b~0c", "`a/b~c`", "");
    bad(state, "{\"approvals\": [], \"approvals_complete\": false}", "/approvals_complete", "", "counts as not given");
    bad(state, "{\"route_complet\": false, \"route\": []}", "/route_complet", "", "did you mean `route_complete`?");
    bad(state, "{\"\\u001b[31m\": 1}", "/\x1b[31m", "`.[31m`", "");
}

static void complete_keys(void **state)
{
    bad(state, "{\"route_complete\": false}", "/route_complete", "without `route`", "leave both out");
    bad(state, "{\"route\": [], \"route_complete\": 1}", "/route_complete", "true or false", "");
    bad(state, "{\"dispatch\": \"KP\", \"dispatch_complete\": false}", "/dispatch_complete", "not a key", "");
    struct deal *d =
        good(state, "{\"activity\": \"import\", \"parties\": [], \"parties_complete\": false, \"goods\": [], "
                    "\"goods_complete\": false, \"purposes\": [], \"purposes_complete\": false, \"notices\": [], "
                    "\"notices_complete\": false, \"findings\": [], \"findings_complete\": false, \"events\": [], "
                    "\"events_complete\": false}");
    assert_true(d->parties_known && d->goods_known && d->notices_known && d->findings_known && d->events_known);
    assert_false(d->parties_complete || d->goods_complete || d->notices_complete || d->findings_complete ||
                 d->events_complete);
    assert_false(d->dims[DIM_PURPOSE].complete);
    d = good(state, "{\"activity\": \"import\", \"parties\": [], \"goods\": [{}], \"notices\": [], \"findings\": [], "
                    "\"events\": [], "
                    "\"events_complete\": true}");
    assert_true(d->parties_complete && d->goods_complete && d->notices_complete && d->findings_complete &&
                d->events_complete);
}

static void texts(void **state)
{
    bad(state, "", "", "no deal in an empty text", "\"activity\"");
    bad(state, " \n// nothing\n", "", "no deal in an empty text", "");
    bad(state, "[]", "", "a deal is an object, not a list", "{\"activity\"");
    bad(state, "\"x\"", "", "not JSON", "");
    bad(state, "{\"on\": \"2026-06-01\",}", "", "not JSON", "no comma before a closing bracket");
    bad(state, "{} {}", "", "not JSON", "one object a line");
    bad(state, "{\"on\": \"2026-06-01\", \"on\": \"2026-06-02\"}", "", "duplicate", "say each key once");
    bad(state, "{\"amount\": 99999999999999999999}", "", "a number that is too long", "as strings");
    bad(state, "{\"id\": null}", "/id", "`id` is null", "leave the key out");
    bad(state, "{\"id\": \"\\u0000\"}", "", "not JSON", "");
    bad(state, "{\"id\": 7}", "/id", "`id` is a string, not a number", "");
    bad(state, "{\"parties\": \"x\"}", "/parties", "`parties` is a list of objects, not a string", "");
    bad(state, "{\"parties\": [\"x\"]}", "/parties/0", "a party is an object, not a string", "");
    bad(state, "{\"judged\": []}", "/judged", "not a list", "");
    bad(state, "{\"id\": \"\xff\"}", "", "0xFF is not UTF-8", "");
    bad(state, "{\"id\": \"\xc3\"}", "", "0xC3 is not UTF-8", "");
    struct deal_error e = bad_text(state, STR("{\n  \"id\": \"x\",\n  \"on\" \"y\"\n}"));
    assert_int_equal(e.line, 3);
    assert_str(good(state, "{\"id\": \"\xe2\x82\xac\"}")->id, "\xe2\x82\xac");
}

/* Values in messages: one line, cut at a character, without control characters. */
static void shown_values(void **state)
{
    struct world *w = *state;
    struct buf b;
    buf_init(&b, &w->arena);
    buf_adds(&b, "{\"place\": \"");
    for (int i = 0; i < 40; i++) {
        buf_adds(&b, "\xe2\x82\xac");
    }
    buf_adds(&b, "\"}");
    struct deal_error e = bad_text(state, buf_str(&b));
    size_t ignored;
    assert_true(holds(e.message, "\xe2\x82\xac...\" is not a place"));
    assert_true(e.message.n < 100 && str_utf8(e.message, &ignored));
    bad(state, "{\"place\": \"a\\u001b[2J\\u009b\\n\"}", "/place", "\"a.[2J...\"", "");
}

static void floats(void **state)
{
    bad(state, "{\"amount\": 65000.5}", "/amount", "65000.5 is a float literal", "\"65000.5\"");
    bad(state, "{\"amount\": 1e3}", "/amount", "1e3", "write it as a string");
    bad(state, "{\"parties\": [{\"owners\": [{\"party\": \"x\", \"share\": 0.1}]}]}", "/parties/0/owners/0/share",
        "0.1", "\"0.1\"");
    bad(state, "{\"nonsense\": [0.25]}", "/nonsense/0", "0.25", "");
    struct deal_error e = bad_text(state, STR("{\n\"id\": \"1.5\", \"a\": [1, \"2.5\"],\n  \"amount\": 3.5}"));
    assert_int_equal(e.line, 3);
    assert_int_equal(e.column, 13);
}

static void places_in_the_text(void **state)
{
    struct deal_error e = bad_text(
        state, STR("{\"id\": \"a:b\\\"{\", \"goods\": [{\"hs\": \"27\"},\n {\"contains\": [], \"hs\": \"2\"}]}"));
    assert_str(e.pointer, "/goods/1/hs");
    assert_int_equal(e.line, 2);
    assert_int_equal(e.column, 25);
    e = bad_text(state, STR("{\"id\": \"\xe2\x82\xac\xe2\x82\xac\", \"on\": \"x\"}"));
    assert_int_equal(e.column, 20);
    e = bad_text(state, STR("{\n \"approvals\":\n  [{\"by\": \"US.bis\"}]}"));
    assert_str(e.pointer, "/approvals/0/about");
    assert_int_equal(e.line, 3);
    assert_int_equal(e.column, 4);
}

static void limits(void **state)
{
    struct world *w = *state;
    struct buf b;
    buf_init(&b, &w->arena);
    buf_adds(&b, "{\"id\": \"");
    buf_fill(&b, 'x', DEAL_BYTES);
    buf_adds(&b, "\"}");
    struct deal_error e = bad_text(state, buf_str(&b));
    assert_true(holds(e.message, "at most 1048576"));
    bad(state, "{\"a\": [[[[[[[1]]]]]]]}", "/a", "not a key", "");
    bad(state, "{\"a\": [[[[[[[[1]]]]]]]]}", "", "nested deeper than 8", "");
    static const struct {
        const char *key;
        size_t most;
    } lists[] = {{"parties", DEAL_PARTIES}, {"goods", DEAL_LINES}, {"route", DEAL_ITEMS}, {"events", DEAL_ITEMS}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (size_t over = 0; over < 2; over++) {
            buf_init(&b, &w->arena);
            buf_addf(&b, "{\"%s\": [", lists[i].key);
            for (size_t k = 0; k < lists[i].most + over; k++) {
                buf_addf(&b, "%s%s", k == 0 ? "" : ", ",
                         i == 2   ? "\"RU\""
                         : i == 3 ? "{\"what\": \"landing\", \"place\": \"KP\"}"
                                  : "{}");
            }
            buf_adds(&b, "]}");
            if (over == 0) {
                read_on(w, buf_str(&b), DAY);
            } else {
                e = bad_text(state, buf_str(&b));
                assert_true(holds(e.message, "at most"));
                assert_true(holds(e.pointer, lists[i].key));
            }
        }
    }
}

static void comment_lines(void **state)
{
    struct deal *d = good(state, "// a { \" deal\n{\n   // \"id\": \"no\",\r\n\t\"id\": \"yes // no\"\n//\n}\n// end");
    assert_str(d->id, "yes // no");
    bad(state, "{ // here\n}", "", "not JSON", "");
    struct deal_error e = bad_text(state, STR("// one\n{\n// three\n\"on\": \"x\"\n}"));
    assert_int_equal(e.line, 4);
}

/* ---- goods ---- */

static void goods_lines(void **state)
{
    struct deal *d = good(
        state,
        "{\"activity\": \"import\", \"goods\": [{\"hs\": \"270111\", \"hs_edition\": 2017, \"description\": "
        "\"anthracite\", "
        "\"quantity\": 1000, \"unit\": \"t\", \"value\": \"65000.25\", \"made_in\": \"RU\", \"contains\": [\"KP\"], "
        "\"contains_complete\": false}, {}]}");
    assert_int_equal(d->n_lines, 2);
    const struct line *l = &d->lines[0];
    assert_true(d->goods_known && d->goods_complete && l->given && l->hs_known && l->description_known &&
                l->quantity_known && l->value_known);
    assert_str(l->hs, "270111");
    assert_str(l->description, "anthracite");
    assert_int_equal(l->quantity.micro, 1000000000LL);
    assert_int_equal(l->value.micro, 65000250000LL);
    assert_int_equal(l->unit, value_of(state, "t"));
    assert_fact(state, l->made_in, true, "RU");
    assert_fact(state, l->contains, false, "KP");
    l = &d->lines[1];
    assert_true(l->given);
    assert_false(l->hs_known || l->description_known || l->quantity_known || l->value_known || l->made_in.known ||
                 l->contains.known);
    assert_int_equal(good(state, "{\"goods\": {\"hs\": \"27\"}}")->n_lines, 1);
    good(state, "{\"goods\": [{\"hs_edition\": \"1988\"}]}");
    bad(state, "{\"goods\": [{\"hs\": \"2\"}]}", "/goods/0/hs", "\"2\"", "2 to 10 digits");
    bad(state, "{\"goods\": [{\"hs\": \"2701.11\"}]}", "/goods/0/hs", "2701.11", "without dots");
    bad(state, "{\"goods\": [{\"hs\": \"27011112345\"}]}", "/goods/0/hs", "", "");
    bad(state, "{\"goods\": [{\"hs\": 270111}]}", "/goods/0/hs", "a string of 2 to 10 digits, not a number", "");
    bad(state, "{\"goods\": [{\"hs_edition\": 2018}]}", "/goods/0/hs_edition", "2018", "2017, 2022");
    bad(state, "{\"goods\": [{\"quantity\": 5}]}", "/goods/0/quantity", "without `unit`", "give `unit`: ");
    bad(state, "{\"goods\": [{\"unit\": \"ton\"}]}", "/goods/0/unit", "\"ton\" is not a unit", "");
    bad(state, "{\"goods\": [{\"made_in\": \"Russia\"}]}", "/goods/0/made_in", "Russia", "");
    bad(state, "{\"goods\": [{\"value\": \"x\"}]}", "/goods/0/value", "\"x\"", "");
    bad(state, "{\"goods\": [{\"contains\": [\"K\"]}]}", "/goods/0/contains/0", "\"K\"", "");
}

static void goods_not_given(void **state)
{
    struct deal *d = good(state, "{\"activity\": \"export\"}");
    assert_false(d->goods_known);
    assert_int_equal(d->n_lines, 1);
    assert_false(d->lines[0].given || d->lines[0].hs_known || d->lines[0].made_in.known);
    d = good(state, "{\"activity\": \"payment\"}");
    assert_true(d->goods_known && d->goods_complete);
    assert_int_equal(d->n_lines, 0);
    d = good(state, "{\"activity\": \"payment\", \"goods\": []}");
    assert_true(d->goods_known);
    assert_int_equal(d->n_lines, 0);
    bad(state, "{\"activity\": \"import\", \"goods\": []}", "/goods", "without goods", "name the goods");
    d = good(state, "{\"activity\": \"import\", \"goods\": [{\"hs\": \"1006\"}], \"goods_complete\": false}");
    assert_int_equal(d->n_lines, 2); /* what the list leaves out is a line of which nothing is known */
    assert_false(d->lines[1].hs_known);
}

/* ---- parties ---- */

static void party_keys(void **state)
{
    struct world *w = *state;
    struct party *p = party(
        state, "\"role\": \"end_user\", \"name\": \"E\", \"kind\": [\"body\", \"un_body\"], \"ids\": {\"imo\": \"1\", "
               "\"un\": 22}, \"clears_in\": [\"US\"], \"flag\": \"PA\", \"on\": \"2026-06-15\"");
    assert_str(w->regime->roles.items[p->role].item.name, "end-user");
    assert_str(p->name, "E");
    assert_true(p->given);
    assert_false(p->unnamed || p->clear || p->country_given || p->owned_known || p->listed_known || p->screened.known);
    assert_int_equal(p->place, 0);
    assert_int_equal(p->on, date_make(2026, 6, 15));
    assert_fact(state, DIM_OF(p, KIND), true, "body un-body");
    assert_fact(state, DIM_OF(p, CLEARS_IN), true, "US");
    assert_fact(state, DIM_OF(p, FLAG), true, "PA");
    assert_false(DIM_OF(p, NATIONAL).known || DIM_OF(p, BRANCH_OF).known || DIM_OF(p, AGENCY_OF).known ||
                 DIM_OF(p, ACTS_FOR).known);
    assert_true(p->ids_known);
    assert_int_equal(p->n_ids, 2);
    assert_str(p->id_kinds[1], "un");
    assert_str(p->ids[1], "22");
    p = party(state, "");
    assert_int_equal(p->role, -1);
    assert_int_equal(p->on, DAY_NONE);
    assert_false(p->ids_known || DIM_OF(p, KIND).known);
    assert_int_equal(party(state, "\"role\": \"party\"")->role, -1);
    bad(state, "{\"parties\": [{\"role\": \"purchaser\"}]}", "/parties/0/role", "\"purchaser\" is not a role", "");
    bad(state, "{\"parties\": [{\"role\": \"byuer\"}]}", "/parties/0/role", "byuer", "did you mean `buyer`?");
    bad(state, "{\"parties\": [{}, {\"kind\": [\"body\", \"ship\"]}]}", "/parties/1/kind/1",
        "\"ship\" is not a kind of party", "");
    bad(state, "{\"parties\": [{\"ids\": {\"imo\": true}}]}", "/parties/0/ids/imo", "not true", "");
    bad(state, "{\"parties\": [{\"ids\": {\"imo\": -1}}]}", "/parties/0/ids/imo", "", "");
    bad(state, "{\"parties\": [{\"flag\": \"Panama\"}]}", "/parties/0/flag", "Panama", "write \"PA\"");
    bad(state, "{\"parties\": [{\"on\": \"soon\"}]}", "/parties/0/on", "soon", "");
}

static void country_fills(void **state)
{
    struct party *p = party(state, "\"country\": \"CN\"");
    assert_true(p->country_given);
    assert_fact(state, DIM_OF(p, NATIONAL), true, "CN");
    assert_fact(state, DIM_OF(p, RESIDENT), true, "CN");
    assert_fact(state, DIM_OF(p, INCORPORATED), true, "CN");
    assert_fact(state, DIM_OF(p, LOCATED), true, "CN");
    assert_fact(state, DIM_OF(p, BRANCH_OF), true, "");
    assert_false(DIM_OF(p, FLAG).known || DIM_OF(p, CLEARS_IN).known || DIM_OF(p, AGENCY_OF).known ||
                 DIM_OF(p, CONTROLLED_BY).known);
    p = party(state,
              "\"located\": [\"KP\", \"RU\"], \"located_complete\": false, \"branch_of\": \"US\", \"country\": \"AE\"");
    assert_fact(state, DIM_OF(p, LOCATED), false, "KP RU");
    assert_fact(state, DIM_OF(p, BRANCH_OF), true, "US");
    assert_fact(state, DIM_OF(p, NATIONAL), true, "AE");
    p = party(state, "\"country\": \"KR\", \"nationals\": [], \"resident\": [\"CN\"], \"incorporated\": [\"US\"], "
                     "\"agency_of\": [\"KP\"], "
                     "\"controlled_by\": [\"RU\"]");
    assert_fact(state, DIM_OF(p, NATIONAL), true, "");
    assert_fact(state, DIM_OF(p, RESIDENT), true, "CN");
    assert_fact(state, DIM_OF(p, INCORPORATED), true, "US");
    assert_fact(state, DIM_OF(p, LOCATED), true, "KR");
    assert_fact(state, DIM_OF(p, AGENCY_OF), true, "KP");
    assert_fact(state, DIM_OF(p, CONTROLLED_BY), true, "RU");
}

static void kinds(void **state)
{
    assert_fact(state, DIM_OF(party(state, "\"role\": \"vessel\""), KIND), false, "vessel");
    assert_fact(state, DIM_OF(party(state, "\"role\": \"bank\", \"kind\": \"state\""), KIND), true, "state bank");
    assert_fact(state, DIM_OF(party(state, "\"role\": \"bank\", \"kind\": [\"body\"], \"kind_complete\": false"), KIND),
                false, "body bank");
    assert_fact(state, DIM_OF(party(state, "\"kind\": []"), KIND), true, "");
    assert_false(DIM_OF(party(state, "\"role\": \"buyer\""), KIND).known);
}

static bool searched(void **state, const struct party *p, const char *order)
{
    for (size_t i = 0; p->screened.known && i < p->screened.n; i++) {
        if (p->screened.values[i] == value_of(state, order)) {
            return true;
        }
    }
    return false;
}

static void clear(void **state)
{
    struct party *p = party(state, "\"clear\": true");
    assert_true(p->clear && p->listed_known && p->listed_complete && p->owned_known && p->acts_for_listed.known);
    assert_false(p->owned);
    assert_int_equal(p->n_listed, 0);
    assert_true(searched(state, p, "UN") && searched(state, p, "US") && searched(state, p, "JP"));
    assert_fact(state, p->acts_for_listed, true, "");
    assert_fact(state, DIM_OF(p, ACTS_FOR), true, "");
    assert_fact(state, DIM_OF(p, AGENCY_OF), true, "");
    assert_fact(state, DIM_OF(p, CONTROLLED_BY), true, "");
    assert_false(DIM_OF(p, NATIONAL).known || DIM_OF(p, FLAG).known || DIM_OF(p, KIND).known);
    p = party(
        state,
        "\"clear\": true, \"agency_of\": [\"KP\"], \"controlled_by\": [\"KP\"], \"controlled_by_complete\": false");
    assert_fact(state, DIM_OF(p, AGENCY_OF), true, "KP");
    assert_fact(state, DIM_OF(p, CONTROLLED_BY), false, "KP");
    assert_true(p->clear && p->listed_complete);
    p = party(state, "\"clear\": true, \"screened\": [\"UN\"]");
    assert_true(searched(state, p, "UN"));
    assert_false(searched(state, p, "US"));
    p = party(state, "\"acts_for\": [\"listed:US\"], \"clear\": true");
    assert_fact(state, DIM_OF(p, ACTS_FOR), true, "");
    assert_fact(state, p->acts_for_listed, true, "US");
    p = party(state, "\"clear\": true, \"owned_by_listed\": true");
    assert_true(p->owned_known && p->owned);
    p = party(state, "\"clear\": true, \"owned_by_listed\": {\"US\": true}");
    assert_true(p->owned_known && !p->owned);
    assert_int_equal(p->n_owned_by, 1);
    p = party(state, "\"clear\": true, \"listed\": [{\"by\": \"UN\"}], \"listed_complete\": false");
    assert_int_equal(p->n_listed, 1);
    assert_false(p->listed_complete);
    bad(state, "{\"parties\": [{\"clear\": false}]}", "/parties/0/clear", "true or left out", "leave it out");
    bad(state, "{\"parties\": [{\"clear\": \"yes\"}]}", "/parties/0/clear", "not a string", "");
}

static void acts_for(void **state)
{
    struct party *p =
        party(state, "\"acts_for\": [\"KP\", \"listed:UN\", \"listed:US\", \"RU\"], \"acts_for_complete\": false");
    assert_fact(state, DIM_OF(p, ACTS_FOR), false, "KP RU");
    assert_fact(state, p->acts_for_listed, false, "UN US");
    p = party(state, "\"acts_for\": \"listed:UN\"");
    assert_fact(state, DIM_OF(p, ACTS_FOR), true, "");
    assert_fact(state, p->acts_for_listed, true, "UN");
    p = party(state, "\"acts_for\": []");
    assert_fact(state, p->acts_for_listed, true, "");
    bad(state, "{\"parties\": [{\"acts_for\": [\"listed:ZZ\"]}]}", "/parties/0/acts_for/0",
        "\"ZZ\" is not a legal order", "");
    bad(state, "{\"parties\": [{\"acts_for\": \"Kim\"}]}", "/parties/0/acts_for", "\"Kim\"", "");
    bad(state, "{\"parties\": [{\"acts_for\": [1]}]}", "/parties/0/acts_for/0", "", "");
}

static void listings(void **state)
{
    struct party *p = party(
        state,
        "\"screened\": [\"UN\", \"US\"], \"listed\": [{\"by\": \"US\", \"programme\": \"DPRK3\", \"tag\": "
        "\"US.NPWMD\", "
        "\"from\": \"2017-09-26\", \"until\": \"2020-01-01\"}, {\"by\": \"UN\"}, {\"by\": \"US\", \"tags\": "
        "[\"US.DPRK_NKSPEA\", \"SDNT\"]}, {\"by\": \"UN\", \"programme\": \"KPe\"}, {\"by\": \"KR\", \"programme\": "
        "\"KR.FX\", \"tag\": \"KR.FX\"}]");
    assert_true(p->listed_known && p->listed_complete);
    assert_int_equal(p->n_listed, 5);
    const struct listing *l = &p->listed[0];
    assert_int_equal(l->by, value_of(state, "US"));
    assert_int_equal(l->from, date_make(2017, 9, 26));
    assert_int_equal(l->until, date_make(2020, 1, 1));
    assert_true(l->tags_known);
    assert_int_equal(l->n_tags, 2);
    assert_int_equal(l->tags[0], value_of(state, "US.NPWMD"));
    assert_int_equal(l->tags[1], value_of(state, "US.DPRK3"));
    l = &p->listed[1];
    assert_false(l->tags_known);
    assert_int_equal(l->from, DAY_MIN);
    assert_int_equal(l->until, DAY_MAX);
    l = &p->listed[2];
    assert_int_equal(l->tags[0], value_of(state, "US.DPRK-NKSPEA"));
    assert_int_equal(l->tags[1], VALUE_OTHER);
    assert_int_equal(p->listed[3].n_tags, 1);
    assert_int_equal(p->listed[3].tags[0], VALUE_OTHER);
    assert_true(p->listed[3].tags_known);
    assert_int_equal(p->listed[4].n_tags, 1);
    assert_false(party(state, "\"screened\": [\"UN\"]")->listed_known);
    assert_true(party(state, "\"listed\": []")->listed_known);
    bad(state, "{\"parties\": [{\"listed\": [{\"tag\": \"US.DPRK3\"}]}]}", "/parties/0/listed/0/by",
        "a listing without `by`", "give `by`");
    bad(state, "{\"parties\": [{\"listed\": [{\"by\": \"US.ofac\"}]}]}", "/parties/0/listed/0/by", "US.ofac",
        "before the dot");
    bad(state, "{\"parties\": [{\"listed\": [{\"by\": \"US\", \"tags\": [1]}]}]}", "/parties/0/listed/0/tags/0",
        "names of tags", "");
    bad(state, "{\"parties\": [{\"listed\": [{\"by\": \"US\", \"from\": \"2020-01-02\", \"until\": \"2020-01-01\"}]}]}",
        "/parties/0/listed/0/until", "`until` is before `from`", "");
    bad(state, "{\"parties\": [{\"screened\": [\"OFAC\"]}]}", "/parties/0/screened/0", "OFAC", "orders of this regime");
}

static void ownership(void **state)
{
    struct party *p = party(state, "\"owned_by_listed\": false");
    assert_true(p->owned_known && !p->owned);
    p = party(state, "\"owned_by_listed\": {\"UN\": false, \"US\": true}");
    assert_false(p->owned_known);
    assert_int_equal(p->n_owned_by, 2);
    assert_int_equal(p->owned_by[0].by, value_of(state, "UN"));
    assert_int_equal(p->owned_by[0].from, 0);
    assert_int_equal(p->owned_by[1].from, 1);
    party(
        state,
        "\"owners\": [{\"party\": \"X\", \"share\": \"33.3\"}, {\"party\": \"Y\", \"share\": 50}, {\"party\": \"Z\"}], "
        "\"owners_complete\": false");
    bad(state, "{\"parties\": [{\"owned_by_listed\": {\"US\": 1}}]}", "/parties/0/owned_by_listed/US", "not a number",
        "");
    bad(state, "{\"parties\": [{\"owned_by_listed\": {\"EN\": true}}]}", "/parties/0/owned_by_listed/EN", "\"EN\"", "");
    bad(state, "{\"parties\": [{\"owners\": [{\"share\": 1}]}]}", "/parties/0/owners/0/party",
        "an owner without `party`", "");
    bad(state, "{\"parties\": [{\"owners\": [{\"party\": \"X\", \"share\": 101}]}]}", "/parties/0/owners/0/share",
        "more than the whole", "");
}

/* ---- what the vocabulary adds ---- */

static void assert_party(void **state, const struct deal *d, size_t index, const char *role, bool given)
{
    struct world *w = *state;
    assert_true(index < d->n_parties);
    const struct party *p = &d->parties[index];
    assert_str(w->regime->roles.items[p->role].item.name, role);
    assert_int_equal(p->given, given);
    assert_int_equal(p->place, (int)index);
}

static void required_parties(void **state)
{
    struct deal *d = good(state, "{\"activity\": \"import\"}");
    assert_false(d->parties_known || d->parties_complete);
    assert_int_equal(d->n_parties, 2);
    assert_party(state, d, 0, "buyer", false);
    assert_party(state, d, 1, "seller", false);
    const struct party *p = &d->parties[0];
    assert_int_equal(p->on, DAY_NONE);
    assert_false(p->listed_known || p->screened.known || p->owned_known || p->acts_for_listed.known || p->ids_known);
    for (int i = 0; i < PARTY_DIMS; i++) {
        assert_false(p->dims[i].known);
    }
    d = good(state, "{\"activity\": \"import\", \"parties\": [{\"role\": \"vessel\"}, {\"role\": \"seller\"}]}");
    assert_true(d->parties_known && d->parties_complete);
    assert_int_equal(d->n_parties, 3);
    assert_party(state, d, 1, "seller", true);
    assert_party(state, d, 2, "buyer", false);
    d = good(state, "{\"activity\": \"charter\", \"parties\": []}");
    assert_int_equal(d->n_parties, 3);
    assert_party(state, d, 2, "vessel", false);
    assert_fact(state, DIM_OF(&d->parties[2], KIND), false, "vessel"); /* as the role says */
    d = good(
        state,
        "{\"activity\": \"cash\", \"parties\": [{\"role\": \"broker\"}, {}]}"); /* helpers that the activity does not list */
    assert_int_equal(d->n_parties, 3);
    assert_party(state, d, 2, "bearer", false);
}

static void required_any_of(void **state)
{
    struct deal *d = good(state, "{\"activity\": \"port-call\"}");
    assert_int_equal(d->n_parties, 1);
    assert_party(state, d, 0, "vessel", false);
    d = good(state, "{\"activity\": \"port-call\", \"parties\": [{\"role\": \"aircraft\"}]}");
    assert_int_equal(d->n_parties, 1);
    d = good(state, "{\"activity\": \"port-call\", \"parties\": [{\"role\": \"port-state\"}]}");
    assert_int_equal(d->n_parties, 2);
    assert_party(state, d, 1, "vessel", false);
}

static void clearing_bank(void **state)
{
    struct deal *d =
        good(state, "{\"activity\": \"payment\", \"cleared_in\": \"US\", \"parties\": [{\"role\": \"sender\"}]}");
    assert_int_equal(d->n_parties, 3);
    assert_party(state, d, 1, "receiver", false);
    assert_party(state, d, 2, "bank", true);
    const struct party *p = &d->parties[2];
    assert_true(p->unnamed && p->clear && p->country_given && p->listed_known && p->listed_complete && p->owned_known &&
                !p->owned);
    assert_false(d->parties[0].unnamed || d->parties[1].unnamed);
    assert_int_equal(p->name.n, 0);
    assert_fact(state, DIM_OF(p, NATIONAL), true, "US");
    assert_fact(state, DIM_OF(p, RESIDENT), true, "US");
    assert_fact(state, DIM_OF(p, INCORPORATED), true, "US");
    assert_fact(state, DIM_OF(p, LOCATED), true, "US");
    assert_fact(state, DIM_OF(p, BRANCH_OF), true, "");
    assert_fact(state, DIM_OF(p, CLEARS_IN), true, "US");
    assert_fact(state, DIM_OF(p, FLAG), true, "");
    assert_fact(state, DIM_OF(p, KIND), true, "bank");
    assert_fact(state, DIM_OF(p, AGENCY_OF), true, "");
    assert_true(searched(state, p, "UN"));
    /* the bank that an activity requires is another one */
    d = good(state, "{\"activity\": \"account\", \"cleared_in\": \"US\"}");
    assert_int_equal(d->n_parties, 3);
    assert_party(state, d, 0, "bank", false);
    assert_true(d->parties[2].unnamed);
}

/* ---- papers ---- */

static void notices(void **state)
{
    struct deal *d = good(
        state,
        "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.c1718\", \"about\": \"UN.coal\", \"on\": \"2024-04-01\", "
        "\"objected\": "
        "false}, {\"by\": \"KR.unification\", \"to\": \"UN.c1718\"}, {\"by\": \"RU\", \"to\": \"UN.c1718\", \"about\": "
        "\"UN.2371 para 8\", \"objected\": true}]}");
    assert_true(d->notices_known && d->notices_complete);
    assert_int_equal(d->n_notices, 3);
    assert_int_equal(d->notices[0].by, value_of(state, "RU"));
    assert_int_equal(d->notices[0].to, value_of(state, "UN.c1718"));
    assert_str(d->notices[0].about, "UN.coal");
    assert_int_equal(d->notices[0].on, date_make(2024, 4, 1));
    assert_int_equal(d->notices[0].objected, TRI_FALSE);
    assert_int_equal(d->notices[1].by, value_of(state, "KR.unification"));
    assert_int_equal(d->notices[1].about.n, 0);
    assert_int_equal(d->notices[1].on, DAY_NONE);
    assert_int_equal(d->notices[1].objected, TRI_UNKNOWN);
    assert_str(d->notices[2].about, "UN.2371 para 8");
    assert_int_equal(d->notices[2].objected, TRI_TRUE);
    assert_int_equal(good(state, "{\"notices\": {\"by\": \"RU\", \"to\": \"UN.c1718\"}}")->n_notices, 1);
    bad(state, "{\"notices\": [{\"to\": \"UN.c1718\"}]}", "/notices/0/by", "a notice without `by`",
        "country or an authority");
    bad(state, "{\"notices\": [{\"by\": \"RU\"}]}", "/notices/0/to", "without `to`", "");
    bad(state, "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.1718\"}]}", "/notices/0/to",
        "\"UN.1718\" is not an authority", "UN.c1718");
    bad(state, "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.c1718\", \"about\": \"UN.cole\"}]}", "/notices/0/about",
        "no item of law", "UN.coal");
    bad(state, "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.c1718\", \"about\": \"coal\"}]}", "/notices/0/about", "",
        "UN.coal");
    bad(state, "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.c1718\", \"about\": \"UN.coal para 1\"}]}",
        "/notices/0/about", "", "which has no paragraphs");
    bad(state, "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.c1718\", \"about\": \"UN.2371  para 8\"}]}",
        "/notices/0/about", "", "one blank");
    bad(state, "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.c1718\", \"about\": \"UN\"}]}", "/notices/0/about", "",
        "is a jurisdiction");
    bad(state, "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.c1718\", \"about\": \"\"}]}", "/notices/0/about", "", "");
    bad(state, "{\"notices\": [{\"by\": \"RU\", \"to\": \"UN.c1718\", \"objected\": \"no\"}]}", "/notices/0/objected",
        "true or false", "");
}

static void approvals(void **state)
{
    struct deal *d = good(
        state,
        "{\"approvals\": [{\"by\": \"US.bis\", \"about\": \"US.ear-dprk\", \"no\": 12, \"holder\": \"H\", \"from\": "
        "\"2025-01-10\", \"until\": \"2026-01-10\"}, {\"by\": \"KR\", \"about\": \"UN.coal.rajin\", \"no\": \"D1\"}]}");
    assert_int_equal(d->n_approvals, 2);
    const struct approval *a = &d->approvals[0];
    assert_int_equal(a->by, value_of(state, "US.bis"));
    assert_str(a->by_text, "US.bis");
    assert_str(a->about, "US.ear-dprk");
    assert_str(a->no, "12");
    assert_str(a->holder, "H");
    assert_int_equal(a->from, date_make(2025, 1, 10));
    assert_int_equal(a->until, date_make(2026, 1, 11)); /* the last day counts */
    a = &d->approvals[1];
    assert_str(a->no, "D1");
    assert_int_equal(a->from, DAY_MIN);
    assert_int_equal(a->until, DAY_MAX);
    bad(state, "{\"approvals\": [{\"by\": \"US.bis\"}]}", "/approvals/0/about", "an approval without `about`",
        "nothing in particular");
    bad(state, "{\"approvals\": [{\"about\": \"UN.coal\"}]}", "/approvals/0/by", "an approval without `by`",
        "nothing in particular");
    bad(state, "{\"approvals\": [{\"by\": \"US.bsi\", \"about\": \"UN.coal\"}]}", "/approvals/0/by", "US.bsi",
        "did you mean `US.bis`?");
    bad(state,
        "{\"approvals\": [{\"by\": \"US.bis\", \"about\": \"UN.coal\", \"from\": \"2025-02-01\", \"until\": "
        "\"2025-01-01\"}]}",
        "/approvals/0/until", "before `from`", "");
}

static void findings(void **state)
{
    struct deal *d = good(state, "{\"findings\": [\"luxury_good\", {\"finding\": \"suspect-vessel\", \"by\": "
                                 "\"UN.c1718\", \"on\": \"2026-05-01\"}, "
                                 "\"luxury-good\"]}");
    assert_true(d->findings_known && d->findings_complete);
    assert_int_equal(d->n_findings, 2);
    assert_int_equal(d->findings[0], value_of(state, "luxury-good"));
    assert_int_equal(d->findings[1], value_of(state, "suspect-vessel"));
    assert_int_equal(good(state, "{\"findings\": \"luxury-good\"}")->n_findings, 1);
    bad(state, "{\"findings\": [\"luxury\"]}", "/findings/0", "\"luxury\" is not a finding", "words there are");
    bad(state, "{\"findings\": [{\"by\": \"CN\"}]}", "/findings/0/finding", "a finding without `finding`", "");
    bad(state, "{\"findings\": [{\"finding\": \"luxury-good\", \"by\": \"China\"}]}", "/findings/0/by", "China", "CN");
    bad(state, "{\"findings\": [{\"finding\": \"luxury-good\", \"on\": \"May\"}]}", "/findings/0/on", "May", "");
    bad(state, "{\"findings\": [7]}", "/findings/0", "a finding is an object, not a number", "");
}

static void judgements_and_caps(void **state)
{
    struct deal *d = good(
        state,
        "{\"judged\": {\"programme_revenue\": false, \"knowing\": true}, \"within_cap\": {\"UN.refined-cap\": true}, "
        "\"used\": {\"UN.coal-cap\": {\"t\": \"100000\", \"USD\": 6000000}}, \"stopped\": {\"UN.refined_cap\": "
        "false}}");
    assert_int_equal(d->n_judged, 2);
    assert_int_equal(d->judged[0].name, value_of(state, "programme-revenue"));
    assert_int_equal(d->judged[0].value, TRI_FALSE);
    assert_int_equal(d->judged[1].value, TRI_TRUE);
    assert_int_equal(d->n_within_cap, 1);
    assert_int_equal(d->within_cap[0].name, value_of(state, "UN.refined-cap"));
    assert_int_equal(d->within_cap[0].value, TRI_TRUE);
    bad(state, "{\"judged\": {\"knowin\": true}}", "/judged/knowin", "\"knowin\" is not a judgement",
        "did you mean `knowing`?");
    bad(state, "{\"judged\": {\"knowing\": \"yes\"}}", "/judged/knowing", "true or false, not a string", "");
    bad(state, "{\"judged\": {\"knowing\": null}}", "/judged/knowing", "not null", "leave it out");
    bad(state, "{\"judged\": {\"programme_revenue\": true, \"programme-revenue\": false}}", "/judged/programme-revenue",
        "given twice", "`_`");
    bad(state, "{\"within_cap\": {\"refined-cap\": true}}", "/within_cap/refined-cap", "",
        "did you mean `UN.refined-cap`?");
    bad(state, "{\"used\": {\"UN.nothing\": {}}}", "/used/UN.nothing", "is not a cap", "");
    bad(state, "{\"used\": {\"UN.coal-cap\": 7}}", "/used/UN.coal-cap", "not a number", "");
    bad(state, "{\"used\": {\"UN.coal-cap\": {\"tons\": 7}}}", "/used/UN.coal-cap/tons", "is not a unit", "");
    bad(state, "{\"used\": {\"UN.coal-cap\": {\"t\": \"x\"}}}", "/used/UN.coal-cap/t", "is not a decimal", "");
    bad(state, "{\"used\": {\"UN.coal-cap\": {\"t\": []}}}", "/used/UN.coal-cap/t", "not a list", "");
    bad(state, "{\"stopped\": {\"UN.coal-cap\": 1}}", "/stopped/UN.coal-cap", "", "");
}

static void events(void **state)
{
    struct deal *d = good(
        state,
        "{\"activity\": \"import\", \"parties\": [{\"role\": \"buyer\", \"name\": \"seller\"}, {\"role\": \"vessel\", "
        "\"name\": "
        "\"Star\"}], \"events\": [{\"what\": \"port_call\", \"place\": \"KP\", \"on\": \"2025-12-01\", \"party\": "
        "\"Star\"}, "
        "{\"what\": \"landing\", \"place\": \"port:KPRAS\", \"party\": 0}, {\"what\": \"landing\", \"place\": \"RU\", "
        "\"party\": \"vessel\"}, {\"what\": \"landing\", \"place\": \"RU\", \"party\": \"seller\"}, {\"what\": "
        "\"landing\", \"place\": \"RU\"}]}");
    assert_true(d->events_known && d->events_complete);
    assert_int_equal(d->n_events, 5);
    assert_int_equal(d->events[0].what, value_of(state, "port-call"));
    assert_int_equal(d->events[0].place, value_of(state, "KP"));
    assert_int_equal(d->events[0].on, date_make(2025, 12, 1));
    assert_int_equal(d->events[0].party, 1);
    assert_int_equal(d->events[1].place, value_of(state, "KP"));
    assert_int_equal(d->events[1].on, DAY_NONE);
    assert_int_equal(d->events[1].party, 0);
    assert_int_equal(d->events[2].party, 1);
    assert_int_equal(d->events[3].party, 0); /* names first */
    assert_int_equal(d->events[4].party, -1);
    bad(state, "{\"events\": [{\"place\": \"KP\"}]}", "/events/0/what", "an event without `what`", "");
    bad(state, "{\"events\": [{\"what\": \"landing\"}]}", "/events/0/place", "without `place`", "");
    bad(state, "{\"events\": [{\"what\": \"portcall\", \"place\": \"KP\"}]}", "/events/0/what", "",
        "did you mean `port-call`?");
    bad(state, "{\"events\": [{\"what\": \"landing\", \"place\": \"KP\", \"party\": 0}]}", "/events/0/party",
        "no party 0", "");
    bad(state, "{\"events\": [{\"what\": \"landing\", \"place\": \"KP\", \"party\": -1}]}", "/events/0/party",
        "no party -1", "");
    bad(state, "{\"events\": [{\"what\": \"landing\", \"place\": \"KP\", \"party\": \"X\"}]}", "/events/0/party",
        "\"X\" is no party", "");
    bad(state,
        "{\"parties\": [{\"role\": \"bank\"}, {\"role\": \"bank\"}], \"events\": [{\"what\": \"landing\", \"place\": "
        "\"KP\", \"party\": "
        "\"bank\"}]}",
        "/events/0/party", "several parties", "index");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least),
        cmocka_unit_test(days),
        cmocka_unit_test(orders),
        cmocka_unit_test(deal_dims),
        cmocka_unit_test(activities),
        cmocka_unit_test(unknown_keys),
        cmocka_unit_test(complete_keys),
        cmocka_unit_test(texts),
        cmocka_unit_test(shown_values),
        cmocka_unit_test(floats),
        cmocka_unit_test(places_in_the_text),
        cmocka_unit_test(limits),
        cmocka_unit_test(comment_lines),
        cmocka_unit_test(goods_lines),
        cmocka_unit_test(goods_not_given),
        cmocka_unit_test(party_keys),
        cmocka_unit_test(country_fills),
        cmocka_unit_test(kinds),
        cmocka_unit_test(clear),
        cmocka_unit_test(acts_for),
        cmocka_unit_test(listings),
        cmocka_unit_test(ownership),
        cmocka_unit_test(required_parties),
        cmocka_unit_test(required_any_of),
        cmocka_unit_test(clearing_bank),
        cmocka_unit_test(notices),
        cmocka_unit_test(approvals),
        cmocka_unit_test(findings),
        cmocka_unit_test(judgements_and_caps),
        cmocka_unit_test(events),
    };
    return cmocka_run_group_tests_name("deal", tests, setup, teardown);
}
