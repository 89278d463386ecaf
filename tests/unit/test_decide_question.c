/* Deals that people begin with: questions in words, skeletons; the schema of deals; the table of keys; the shipped examples. */
#include "test_deal.h"

#include "decide/deal_new.h"
#include "decide/question.h"

#define SCHEMA "docs/deal.schema.json" /* made by `build/detente new deal --schema` */

/* A file of the tree, whole. */
static struct str slurp(struct arena *a, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("cannot open %s", path);
    }
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    assert_int_equal(fseek(file, 0, SEEK_SET), 0);
    char *p = arena_alloc(a, (size_t)size + 1);
    assert_int_equal(fread(p, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    return str_of(p, (size_t)size);
}

/* ---- the table ---- */

static void table(void **state)
{
    (void)state;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        assert_non_null(k->key);
        assert_true(k->key[0] != '\0' && k->doc[0] != '\0' && k->if_absent[0] != '\0' && k->example[0] != '\0');
        assert_true(k->doc[strlen(k->doc) - 1] != '.');
        assert_non_null(k->read_by);
        bool complete;
        assert_ptr_equal(fact_find(k->level, str_c(k->key), &complete), k);
        assert_false(complete);
        if (k->is_dim) {
            assert_string_equal(k->key, dim_table[k->dim].key);
            assert_int_equal(k->open, dim_table[k->dim].many == MANY_LIST);
        }
    }
    for (int d = 0; d < DIM_COUNT; d++) { /* every dimension that a key answers has its row */
        size_t rows = 0;
        for (size_t i = 0; i < KEY_COUNT; i++) {
            rows += fact_table[i].is_dim && (int)fact_table[i].dim == d;
        }
        bool other = d == DIM_ACTIVITY; /* read as an index, asked as a dimension */
        assert_int_equal(rows, dim_table[d].key[0] != '\0' && !other);
    }
}

/* ---- questions ---- */

static size_t split(struct arena *a, const char *line, struct str **ret)
{
    struct str s = str_c(line);
    struct str *words = ARENA_MANY(a, struct str, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        size_t from = i;
        while (i < s.n && s.p[i] != ' ') {
            i++;
        }
        words[n++] = str_of(s.p + from, i - from);
    }
    *ret = words;
    return n;
}

static void asks(void **state, const char *line, const char *json)
{
    struct world *w = *state;
    struct str *words;
    size_t n = split(&w->arena, line, &words);
    struct str got;
    struct deal_error e;
    struct deal *d;
    if (!question_read(&w->arena, w->regime, words, n, &got, &e)) {
        fail_msg("%s: %.*s (%.*s)", line, STR_ARG(e.message), STR_ARG(e.help));
    }
    assert_str(got, json);
    if (!deal_read(&w->arena, w->regime, got, DAY, &d, &e)) {
        fail_msg("%s: %.*s at %.*s", line, STR_ARG(e.message), STR_ARG(e.pointer));
    }
}

static void asks_badly(void **state, const char *line, size_t word, const char *message, const char *help)
{
    struct world *w = *state;
    struct str *words;
    size_t n = split(&w->arena, line, &words);
    struct str got;
    struct deal_error e;
    if (question_read(&w->arena, w->regime, words, n, &got, &e)) {
        fail_msg("%s: understood as %.*s", line, STR_ARG(got));
    }
    if (e.column != word || !holds(e.message, message) || !holds(e.help, help)) {
        fail_msg("%s\n  got word %zu: %.*s (%.*s)\n  not word %zu: %s (%s)", line, e.column, STR_ARG(e.message),
                 STR_ARG(e.help), word, message, help);
    }
}

static void questions(void **state)
{
    asks(state, "import hs:270112 from KP to CN on 2026-06-01",
         "{\"id\": \"question\", \"activity\": \"import\", \"on\": \"2026-06-01\", \"dispatch\": \"KP\", "
         "\"destination\": \"CN\", \"goods\": "
         "[{\"hs\": \"270112\"}], "
         "\"parties\": [{\"role\": \"buyer\", \"country\": \"CN\"}, {\"role\": \"seller\", \"country\": \"KP\"}], "
         "\"parties_complete\": false}");
    asks(state,
         "payment from CN to KP amount 65000.50 USD cleared US asker CN for UN,US purpose livelihood,food contract "
         "2017-08-28",
         "{\"id\": \"question\", \"activity\": \"payment\", \"asker\": \"CN\", \"for\": [\"UN\", \"US\"], "
         "\"dispatch\": \"CN\", "
         "\"destination\": \"KP\", \"amount\": "
         "\"65000.50\", \"currency\": \"USD\", \"cleared_in\": \"US\", \"purposes\": [\"livelihood\", \"food\"], "
         "\"contract\": \"2017-08-28\", "
         "\"parties\": [{\"role\": \"sender\", \"country\": \"CN\"}, {\"role\": \"receiver\", \"country\": \"KP\"}], "
         "\"parties_complete\": false}");
    asks(state, "import by buyer:KR vessel:PA from KP to CN via port:KPRAS,RU place kaesong",
         "{\"id\": \"question\", \"activity\": \"import\", \"dispatch\": \"KP\", \"destination\": \"CN\", \"route\": "
         "[\"port:KPRAS\", "
         "\"RU\"], \"place\": \"kaesong\", "
         "\"parties\": [{\"role\": \"buyer\", \"country\": \"KR\"}, {\"role\": \"vessel\", \"flag\": \"PA\"}, "
         "{\"role\": \"seller\", "
         "\"country\": \"KP\"}]}");
    asks(state, "export hs:1006 made-in RU described rice hs:2709 described \"oil\"",
         "{\"id\": \"question\", \"activity\": \"export\", \"goods\": [{\"hs\": \"1006\", \"description\": \"rice\", "
         "\"made_in\": \"RU\"}, "
         "{\"hs\": \"2709\", "
         "\"description\": \"\\\"oil\\\"\"}]}");
    asks(state, "import described statue",
         "{\"id\": \"question\", \"activity\": \"import\", \"goods\": [{\"description\": \"statue\"}]}");
    asks(
        state, "port_call by vessel:MN",
        "{\"id\": \"question\", \"activity\": \"port-call\", \"parties\": [{\"role\": \"vessel\", \"flag\": \"MN\"}]}");
    asks(state, "venture step keep_venture by partner:CN partner:KP",
         "{\"id\": \"question\", \"activity\": \"venture\", \"step\": \"keep_venture\", \"parties\": [{\"role\": "
         "\"partner\", \"country\": "
         "\"CN\"}, {\"role\": "
         "\"partner\", \"country\": \"KP\"}]}");
    asks(state, "travel", "{\"id\": \"question\", \"activity\": \"travel\"}");
}

static void bad_questions(void **state)
{
    struct world *w = *state;
    struct str got;
    struct deal_error e;
    assert_false(question_read(&w->arena, w->regime, NULL, 0, &got, &e));
    assert_true(holds(e.help, "import hs:270112"));
    asks_badly(state, "imprt hs:2701", 1, "`imprt` is not an activity", "did you mean `import`?");
    asks_badly(state, "import 270112", 2, "`270112`", "hs:270112");
    asks_badly(state, "import 2026-06-01", 2, "", "on 2026-06-01");
    asks_badly(state, "import KP", 2, "`KP` is not a word of a question", "from KP, to KP");
    asks_badly(state, "import buyer:CN", 2, "", "by buyer:CN");
    asks_badly(state, "import port:KPRAS", 2, "", "via port:KPRAS");
    asks_badly(state, "import gs:2701", 2, "", "hs:270112");
    asks_badly(state, "import form KP", 2, "`form`", "did you mean `from`?");
    asks_badly(state, "import something", 2, "", "words of a question");
    asks_badly(state, "import hs:27.01", 2, "`27.01`", "without dots");
    asks_badly(state, "import hs:", 2, "", "2 to 10 digits");
    asks_badly(state, "import from", 2, "`from` without what follows it", "from VALUE");
    asks_badly(state, "import from kp", 3, "`kp` is not a country", "write \"KP\"");
    asks_badly(state, "import from KP from CN", 4, "`from` is said twice", "commas");
    asks_badly(state, "import on 1st", 3, "`1st` is not a day", "2026-06-01");
    asks_badly(state, "import for UN,ZZ", 3, "`ZZ` is not a legal order", "UN");
    asks_badly(state, "import for UN,", 3, "`` is not a legal order", "");
    asks_badly(state, "import by", 2, "`by` without a party", "by ROLE:COUNTRY");
    asks_badly(state, "import by on 2026-06-01", 3, "`by` without a party", "");
    asks_badly(state, "import by byuer:CN", 3, "`byuer` is not a role", "did you mean `buyer`?");
    asks_badly(state, "import by buyer:China", 3, "`China` is not a country", "CN");
    asks_badly(state, "import by buyer:CN seller", 4, "`seller` is not a word", "");
    asks_badly(state, "import amount 1,000 USD", 3, "`1,000` is not an amount", "");
    asks_badly(state, "import amount 1000", 3, "an amount without its currency", "amount 1000 USD");
    asks_badly(state, "import amount 1000 from KP", 3, "an amount without its currency", "");
    asks_badly(state, "import amount 1000 KP", 4, "`KP` is not a currency", "");
    asks_badly(state, "import purpose food,livlihood", 3, "`livlihood` is not a purpose", "did you mean `livelihood`?");
    asks_badly(state, "import place kaesung", 3, "`kaesung`", "did you mean `kaesong`?");
    asks_badly(state, "import via KPRAS", 3, "`KPRAS`", "write \"port:KPRAS\"");
    asks_badly(state, "import described \xff", 3, "word 3 is not UTF-8", "");
}

/* ---- skeletons ---- */

static void skeletons(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < w->regime->activities.n; i++) {
        const struct activity *act = &w->regime->activities.items[i];
        struct buf b;
        buf_init(&b, &w->arena);
        assert_true(deal_skeleton(&w->arena, w->regime, act->item.name, &b));
        struct deal *d;
        struct deal_error e;
        if (!deal_read(&w->arena, w->regime, buf_str(&b), DAY_NONE, &d, &e)) {
            fail_msg("%.*s: %.*s at %.*s, line %zu\n%.*s", STR_ARG(act->item.name), STR_ARG(e.message),
                     STR_ARG(e.pointer), e.line, STR_ARG(buf_str(&b)));
        }
        assert_int_equal(d->activity, i);
        assert_int_equal(d->n_lines, act->goods);
        for (size_t k = 0; k < d->n_parties; k++) { /* nobody is missing, and nothing is said of lists */
            assert_true(d->parties[k].given);
            assert_false(d->parties[k].clear || d->parties[k].listed_known || d->parties[k].unnamed);
        }
        size_t line = 0;
        for (size_t k = 0; k < b.n; k++) {
            line = b.p[k] == '\n' ? 0 : line + 1;
            assert_true(line <= 132);
        }
        /* what stands as a comment reads too */
        struct str text = buf_str(&b);
        char *all = arena_copy(&w->arena, text.p, text.n);
        for (size_t k = 0; k + 4 < text.n; k++) {
            if (memcmp(all + k, "// \"", 4) == 0) {
                memset(all + k, ' ', 3);
            }
        }
        if (!deal_read(&w->arena, w->regime, str_of(all, text.n), DAY_NONE, &d, &e)) {
            fail_msg("%.*s uncommented: %.*s at %.*s, line %zu", STR_ARG(act->item.name), STR_ARG(e.message),
                     STR_ARG(e.pointer), e.line);
        }
    }
    struct buf b;
    buf_init(&b, &w->arena);
    assert_false(deal_skeleton(&w->arena, w->regime, STR("smuggling"), &b));
    assert_int_equal(b.n, 0);
}

static void skeleton_of_import(void **state)
{
    struct world *w = *state;
    struct buf b;
    buf_init(&b, &w->arena);
    assert_true(deal_skeleton(&w->arena, w->regime, STR("import"), &b));
    struct str text = buf_str(&b);
    assert_true(holds(text, "// Day of conduct"));
    assert_true(holds(text, "\"dispatch\": \"KP\""));
    assert_true(holds(text, "// \"clear\": true,"));
    assert_true(holds(text, "needed: buyer, seller; possible: vessel, carrier"));
    assert_true(holds(text, "// \"cleared_in\": \"US\","));
    assert_false(holds(text, "\"step\""));
    for (size_t i = 0; i < KEY_COUNT; i++) { /* a comment per key */
        bool shown = fact_table[i].level == FACTS_OF_DEAL || fact_table[i].level == FACTS_OF_LINE ||
                     fact_table[i].level == FACTS_OF_PARTY;
        struct str key = str_fmt(&w->arena, "\"%s\": ", fact_table[i].key);
        if (shown && i != KEY_STEP && !holds(text, key.p)) {
            fail_msg("no %s", fact_table[i].key);
        }
    }
}

/* ---- the schema ---- */

static void schema(void **state)
{
    struct world *w = *state;
    struct buf b;
    buf_init(&b, &w->arena);
    facts_schema(w->regime, &b);
    struct str file = slurp(&w->arena, SCHEMA);
    if (!str_eq(file, buf_str(&b))) {
        fail_msg("%s is old: build/detente new deal --schema > %s", SCHEMA, SCHEMA);
    }
}

/* ---- the examples ---- */

static void examples(void **state)
{
    static const char *const files[] = {"examples/situations.jsonl", "examples/inter-korean.jsonl",
                                        "examples/undated.jsonl"};
    struct world *w = *state;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        struct str text = slurp(&w->arena, files[f]);
        size_t line = 0;
        while (text.n > 0) {
            const char *end = memchr(text.p, '\n', text.n);
            struct str one = str_of(text.p, end == NULL ? text.n : (size_t)(end - text.p));
            struct deal *d;
            struct deal_error e;
            line++;
            if (one.n > 0 && !deal_read(&w->arena, w->regime, one, DAY, &d, &e)) {
                fail_msg("%s:%zu: %.*s at %.*s (%.*s)", files[f], line, STR_ARG(e.message), STR_ARG(e.pointer),
                         STR_ARG(e.help));
            }
            text = str_of(text.p + one.n + (end != NULL), text.n - one.n - (end != NULL));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table),     cmocka_unit_test(questions), cmocka_unit_test(bad_questions),
        cmocka_unit_test(skeletons), cmocka_unit_test(schema),    cmocka_unit_test(skeleton_of_import),
        cmocka_unit_test(examples),
    };
    return cmocka_run_group_tests_name("question", tests, setup, teardown);
}
