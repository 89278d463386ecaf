#include "test_report.h"

#include <jansson.h>

#include "report/answer_json.h"

static struct str text_of(struct arena *a, const struct answer *an)
{
    struct buf b;
    buf_init(&b, a);
    answer_json(an, &b);
    return buf_str(&b);
}

static json_t *read_back(struct arena *a, const struct answer *an)
{
    struct str s = text_of(a, an);
    assert_null(memchr(s.p, '\n', s.n));
    json_error_t error;
    json_t *v = json_loadb(s.p, s.n, JSON_REJECT_DUPLICATES, &error);
    if (v == NULL) {
        fail_msg("%s: %.*s", error.text, STR_ARG(s));
    }
    return v;
}

/* The text at a path "a.b.0.c". */
static const json_t *at(const json_t *v, const char *path)
{
    char key[64];
    while (*path != '\0' && v != NULL) {
        size_t n = strcspn(path, ".");
        assert_true(n < sizeof key);
        memcpy(key, path, n);
        key[n] = '\0';
        v = json_is_array(v) ? json_array_get(v, (size_t)strtoul(key, NULL, 10)) : json_object_get(v, key);
        path += n + (path[n] == '.' ? 1 : 0);
    }
    return v;
}

#define assert_at(v, path, expected)                                  \
    do {                                                              \
        const json_t *at_value = at((v), (path));                     \
        assert_non_null(at_value);                                    \
        assert_true(json_is_string(at_value));                        \
        assert_string_equal(json_string_value(at_value), (expected)); \
    } while (0)

static void one_decision(void **state)
{
    struct regime *g = report_regime(*state);
    json_t *v = read_back(*state, report_answer(*state, g, 1));
    assert_at(v, "id", "coal-\"1\"");
    assert_at(v, "on", "2026-06-01");
    assert_at(v, "verdict", "prohibited");
    assert_at(v, "at_least", "prohibited");
    assert_at(v, "at_most", "prohibited");
    assert_at(v, "jurisdictions.UN.verdict", "prohibited");
    assert_at(v, "jurisdictions.UN.legs.0.activity", "procure");
    assert_at(v, "jurisdictions.UN.legs.0.actor", "Dandong Trading");
    assert_at(v, "jurisdictions.UN.legs.0.role", "buyer");
    assert_int_equal(json_integer_value(at(v, "jurisdictions.UN.legs.0.line")), 0);
    assert_at(v, "jurisdictions.UN.legs.0.measures.0", "UN.coal");
    assert_at(v, "jurisdictions.UN.legs.1.actor", "seller");
    assert_at(v, "jurisdictions.UN.legs.1.verdict", "permitted");
    assert_true(json_is_false(at(v, "jurisdictions.US.binds")));
    assert_at(v, "not_encoded.0", "CN");
    assert_null(at(v, "stages"));
    assert_at(v, "regime.name", "small");
    assert_int_equal(json_string_length(at(v, "regime.hash")), 32);
    assert_at(v, "as_of", "2026-06-01");
    assert_at(v, "known_at", "2026-11-24");
    assert_at(v, "unreviewed.0.name", "UN.coal");
    assert_at(v, "unreviewed.0.not_seen", "not seen");
    assert_at(v, "not_asked.0", "vessel");
    assert_at(v, "not_asked.1", "insurer");
    json_decref(v);
}

static void the_keys_of_the_design_are_there(void **state)
{
    struct regime *g = report_regime(*state);
    json_t *v = read_back(*state, report_answer(*state, g, 1));
    static const char *const top[] = {"id",          "on",     "verdict", "at_least", "at_most",    "jurisdictions",
                                      "not_encoded", "regime", "as_of",   "known_at", "unreviewed", "taken_as_given",
                                      "not_asked",   "proof"};
    static const char *const leg[] = {"activity",      "actor",   "role",           "line",       "verdict",
                                      "at_least",      "at_most", "measures",       "exemptions", "licences",
                                      "licensable_by", "missing", "missing_exact",  "open_law",   "exposed",
                                      "duties",        "assess",  "states_expected"};
    for (size_t i = 0; i < sizeof top / sizeof *top; i++) {
        assert_non_null(at(v, top[i]));
    }
    for (size_t i = 0; i < sizeof leg / sizeof *leg; i++) {
        assert_non_null(json_object_get(at(v, "jurisdictions.UN.legs.0"), leg[i]));
    }
    json_decref(v);
}

static void the_proof(void **state)
{
    struct regime *g = report_regime(*state);
    json_t *v = read_back(*state, report_answer(*state, g, 1));
    assert_int_equal(json_array_size(at(v, "proof")), 1);
    assert_at(v, "proof.0.jurisdiction", "UN");
    assert_at(v, "proof.0.holds.0.measure", "UN.coal");
    assert_at(v, "proof.0.holds.0.under.0.provision", "UN.2371 para 8");
    assert_at(v, "proof.0.holds.0.under.0.cited", "S/RES/2371 (2017) para 8");
    assert_at(v, "proof.0.holds.0.in_force_since", "2017-08-05");
    assert_at(v, "proof.0.holds.0.alive", "true");
    assert_at(v, "proof.0.holds.0.exempt", "false");
    assert_at(v, "proof.0.holds.0.blocks", "true");
    assert_at(v, "proof.0.holds.0.exemptions.0.name", "rajin");
    assert_at(v, "proof.0.holds.0.exemptions.0.fails_at.0.clause", "not made-in KP");
    assert_null(at(v, "proof.0.holds.0.exemptions.0.fails_at.0.stages"));
    json_decref(v);
}

static void missing_facts_and_open_law(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct order_answer *oa = &an->legs[0].orders[0];
    oa->range = range_of(LABEL_EXEMPT, LABEL_PROHIBITED);
    an->range = oa->range;
    struct missing missing[3] = {
        {.atom = {.kind = ATOM_DIM, .a = 0, .b = DIM_MADE_IN}, .pointer = STR("/goods/0/made_in"), .lanes = ~0ULL},
        {.atom = {.kind = ATOM_DIM, .a = 0, .b = DIM_MADE_IN}, .pointer = STR("/goods/0/made_in"), .lanes = ~0ULL},
        {.atom = {.kind = ATOM_LAW, .b = regime_find(g, ITEM_INSTRUMENT, STR("UN.2371"))}, .lanes = ~0ULL, .law = true},
    };
    oa->missing = missing;
    oa->n_missing = 3;
    oa->missing_exact = false;
    json_t *v = read_back(*state, an);
    assert_at(v, "verdict", "undetermined");
    assert_at(v, "at_least", "exempt");
    assert_at(v, "at_most", "prohibited");
    assert_int_equal(json_array_size(at(v, "jurisdictions.UN.legs.0.missing")), 1);
    assert_at(v, "jurisdictions.UN.legs.0.missing.0", "/goods/0/made_in");
    assert_true(json_is_false(at(v, "jurisdictions.UN.legs.0.missing_exact")));
    assert_at(v, "jurisdictions.UN.legs.0.open_law.0.item", "UN.2371");
    assert_non_null(at(v, "jurisdictions.UN.legs.0.open_law.0.question"));
    json_decref(v);
}

static void exemptions_bring_their_duties(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    struct hold_answer *h = &an->legs[0].orders[0].holds[0];
    h->exemptions[0].value = ALL_LANES;
    h->exemptions[0].n_failures = 0;
    h->exempt = ALL_LANES;
    json_t *v = read_back(*state, an);
    assert_at(v, "jurisdictions.UN.legs.0.exemptions.0.name", "rajin");
    assert_at(v, "jurisdictions.UN.legs.0.exemptions.0.measure", "UN.coal");
    assert_at(v, "jurisdictions.UN.legs.0.duties.0.text", "tell the Committee");
    assert_at(v, "jurisdictions.UN.legs.0.duties.0.of", "state of buyer");
    assert_at(v, "proof.0.holds.0.blocks", "false");
    json_decref(v);
}

static void stages(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 3);
    struct order_answer *oa = &an->legs[0].orders[0];
    for (int k = 0; k < TOWERS; k++) { /* stage 1: open; stage 2: may be open */
        oa->range.tower[k].must = 1;
        oa->range.tower[k].may = 5;
    }
    an->range = oa->range;
    an->orders[0].range = oa->range;
    oa->holds[0].alive = (struct pair){1, 5};
    oa->holds[0].exemptions[0].failures[0].lanes = 5;
    struct missing missing = {.pointer = STR("/notices"), .lanes = 4};
    oa->missing = &missing;
    oa->n_missing = 1;
    json_t *v = read_back(*state, an);
    assert_at(v, "verdict", "prohibited");
    assert_at(v, "stages.verdict.0", "prohibited");
    assert_at(v, "stages.verdict.1", "permitted");
    assert_at(v, "stages.verdict.2", "undetermined");
    assert_at(v, "stages.at_least.2", "permitted");
    assert_at(v, "stages.at_most.2", "prohibited");
    assert_int_equal(json_array_size(at(v, "stages.open_in")), 1);
    assert_int_equal(json_integer_value(at(v, "stages.open_in.0")), 1);
    assert_at(v, "stages.jurisdictions.UN.verdict.1", "permitted");
    assert_int_equal(json_array_size(at(v, "jurisdictions.UN.legs.0.missing")), 0);
    assert_at(v, "jurisdictions.UN.legs.0.stages.missing.0.fact", "/notices");
    assert_int_equal(json_integer_value(at(v, "jurisdictions.UN.legs.0.stages.missing.0.stages.0")), 2);
    assert_int_equal(json_integer_value(at(v, "proof.0.holds.0.stages.alive.true.0")), 0);
    assert_int_equal(json_integer_value(at(v, "proof.0.holds.0.stages.alive.unknown.0")), 2);
    assert_int_equal(json_array_size(at(v, "proof.0.holds.0.exemptions.0.fails_at.0.stages")), 2);
    json_decref(v);
}

static void what_keeps_a_hold(void **state)
{
    struct regime *g = report_regime(*state);
    struct answer *an = report_answer(*state, g, 1);
    an->legs[0].orders[0] = report_order(*state, g, "US", "US.services");
    an->legs[0].orders[0].holds[0].by_mandate = 1;
    an->legs[0].orders[0].holds[0].mandate = 0;
    json_t *v = read_back(*state, an);
    assert_at(v, "proof.0.holds.0.kept_by.cited", "22 USC s 9214(c)");
    json_decref(v);
}

static void same_bytes(void **state)
{
    struct regime *g = report_regime(*state);
    struct str one = text_of(*state, report_answer(*state, g, 3));
    struct str two = text_of(*state, report_answer(*state, report_regime(*state), 3));
    assert_true(str_eq(one, two));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(one_decision),
        WITH_ARENA(the_keys_of_the_design_are_there),
        WITH_ARENA(the_proof),
        WITH_ARENA(missing_facts_and_open_law),
        WITH_ARENA(exemptions_bring_their_duties),
        WITH_ARENA(stages),
        WITH_ARENA(what_keeps_a_hold),
        WITH_ARENA(same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
