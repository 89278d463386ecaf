/* Deals as CSV: rows and their lines, the header as a tree, the JSON of a row letter by letter, places of errors, and any bytes at all. */
#include "test_deal.h"

#include "decide/deal_csv.h"

/* ---- helpers ---- */

struct table {
    struct csv_rows rows;
    struct csv_head head;
    struct csv_row row; /* the last one */
};

/* The header of the text; the caller closes the rows. */
static struct table begun(struct world *w, const char *text)
{
    struct table t = {0};
    struct csv_row head;
    struct deal_error e;
    csv_rows_open(&t.rows, str_c(text));
    assert_int_equal(csv_rows_next(&t.rows, &w->arena, &head, &e), ROW_READ);
    if (!csv_head_read(&w->arena, w->regime, &head, &t.head, &e)) {
        fail_msg("%s\n  %.*s (%.*s)", text, STR_ARG(e.message), STR_ARG(e.help));
    }
    return t;
}

/* The JSON of the next row. */
static struct str next_json(struct world *w, struct table *t)
{
    struct str json;
    struct deal_error e;
    assert_int_equal(csv_rows_next(&t->rows, &w->arena, &t->row, &e), ROW_READ);
    if (!deal_csv_row(&w->arena, &t->head, &t->row, &json, &e)) {
        fail_msg("%.*s\n  %.*s (%.*s)", STR_ARG(t->row.raw), STR_ARG(e.message), STR_ARG(e.help));
    }
    return json;
}

/* A header and one row give this JSON. */
static void gives(void **state, const char *text, const char *json)
{
    struct world *w = *state;
    struct table t = begun(w, text);
    struct str got = next_json(w, &t);
    csv_rows_close(&t.rows);
    if (!str_is(got, json)) {
        fail_msg("%s\n  got %.*s\n  not %s", text, STR_ARG(got), json);
    }
}

/* A header and one row that is refused. */
static void refused(void **state, const char *text, const char *message, const char *help)
{
    struct world *w = *state;
    struct table t = begun(w, text);
    struct str json;
    struct deal_error e;
    enum csv_result result = csv_rows_next(&t.rows, &w->arena, &t.row, &e);
    bool ok = result == ROW_READ && deal_csv_row(&w->arena, &t.head, &t.row, &json, &e);
    csv_rows_close(&t.rows);
    if (ok || !holds(e.message, message) || !holds(e.help, help)) {
        fail_msg("%s\n  got %.*s (%.*s)\n  not %s (%s)", text, STR_ARG(e.message), STR_ARG(e.help), message, help);
    }
}

static bool head_taken(struct world *w, struct str text, struct deal_error *e)
{
    struct csv_rows rows;
    struct csv_row row;
    struct csv_head head;
    csv_rows_open(&rows, text);
    bool ok =
        csv_rows_next(&rows, &w->arena, &row, e) == ROW_READ && csv_head_read(&w->arena, w->regime, &row, &head, e);
    csv_rows_close(&rows);
    return ok;
}

/* ---- rows ---- */

/* Each row as "line:cell|cell", one after the other; `!` for one that is broken. */
static struct str listed(struct arena *a, const char *text)
{
    struct csv_rows rows;
    struct csv_row row;
    struct deal_error e;
    struct buf out;
    enum csv_result result;
    buf_init(&out, a);
    csv_rows_open(&rows, str_c(text));
    while ((result = csv_rows_next(&rows, a, &row, &e)) != ROW_NONE) {
        buf_addf(&out, "%zu:%s", row.line, result == ROW_BAD ? "!" : "");
        for (size_t i = 0; result == ROW_READ && i < row.n; i++) {
            buf_adds(&out, i > 0 ? "|" : "");
            buf_add(&out, row.cells[i]);
        }
        buf_addc(&out, ' ');
    }
    csv_rows_close(&rows);
    return buf_str(&out);
}

static void rows(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *text, *rows;
    } cases[] = {
        {"", ""},
        {"\xEF\xBB\xBF", ""},
        {"\n\r\n \t\n", ""},
        {"a,b", "1:a|b "},
        {"a,b\nc,d\n", "1:a|b 2:c|d "},
        {"a,b\r\nc,d\r\n", "1:a|b 2:c|d "},
        {"a,b\rc,d\r", "1:a|b 2:c|d "},
        {"\n\na,b\n\n\nc,d", "3:a|b 6:c|d "},
        {"\r\n\r\na,b\r\n\r\nc,d", "3:a|b 5:c|d "},
        {"a;b\nc;x,y", "1:a|b 2:c|x,y "},
        {"a,b;c\nx;e,f", "1:a|b;c 2:x;e|f "},
        {"\"a;x\",b\nc,d", "1:a;x|b 2:c|d "},
        {"\"a,x\";b\nc,d", "1:a,x|b 2:c,d "},
        {" a , b \n", "1:a|b "},
        {"a,\" b \"\n", "1:a|b "},
        {"a,\xC2\xA0 b\xC2\xA0\n", "1:a|b "},
        {"a,,\n,,", "1:a|| 2:|| "},
        {"a,\"b\nc\"\nx,y", "1:a|b\nc 3:x|y "},
        {"a,\"b\r\nc\r\n\r\nx\"\r\nx,y", "1:a|b\r\nc\r\n\r\nx 5:x|y "},
        {"a,\"b \"\"c\"\"\"\n", "1:a|b \"c\" "},
        {"a,b\"c\nx,y", "1:! 2:x|y "},
        {"a,\"b\"c\nx,y", "1:! 2:x|y "},
        {"a,\"b\nc,d\n", "1:! "},
        {"a,b\n\"", "1:a|b 2:! "},
        {"a,b\n\"c\"", "1:a|b 2:c "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str got = listed(&w->arena, cases[i].text);
        if (!str_is(got, cases[i].rows)) {
            fail_msg("case %zu: got \"%.*s\", not \"%s\"", i, STR_ARG(got), cases[i].rows);
        }
    }
}

/* ---- the header ---- */

/* Every key of the table that one cell can hold is a column, and so is every role and word. */
static void columns(void **state)
{
    struct world *w = *state;
    struct deal_error e;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        const char *prefix = k->level == FACTS_OF_DEAL    ? ""
                             : k->level == FACTS_OF_LINE  ? "goods."
                             : k->level == FACTS_OF_PARTY ? "buyer."
                                                          : NULL;
        bool nested = k->type == FACT_TRUTHS || k->type == FACT_USED || k->type == FACT_IDS || i == KEY_GOODS ||
                      i == KEY_PARTIES || i == KEY_PARTY_ROLE;
        if (prefix != NULL && head_taken(w, str_fmt(&w->arena, "%s%s", prefix, k->key), &e) == nested) {
            fail_msg("%s%s: %.*s", prefix, k->key, STR_ARG(e.message));
        }
        if (prefix != NULL && k->open) {
            assert_true(head_taken(w, str_fmt(&w->arena, "%s%s_complete", prefix, k->key), &e));
        }
        for (size_t n = 0; k->type == FACT_TRUTHS && n < fact_word_count(w->regime, k->kind); n++) {
            struct str word = regime_item(w->regime, k->kind, (int)n)->name;
            assert_true(head_taken(w, str_fmt(&w->arena, "%s.%.*s", k->key, STR_ARG(word)), &e));
        }
    }
    for (size_t i = 0; i < w->regime->roles.n; i++) {
        struct str role = w->regime->roles.items[i].item.name;
        assert_true(head_taken(w, str_fmt(&w->arena, "%.*s.country", STR_ARG(role)), &e));
    }
    static const char *const wrong[] = {"",
                                        ".",
                                        "..",
                                        "goods.",
                                        "buyer.",
                                        ".country",
                                        "judged.",
                                        "used.",
                                        "used.x",
                                        "used..",
                                        "buyer.ids.",
                                        "on.x",
                                        "goods.on",
                                        "id.id",
                                        "buyer.on.x",
                                        "listed",
                                        "notices.by",
                                        "buyer.kind.x",
                                        "goods_complete.x",
                                        "parties.buyer.country",
                                        "buyer.listed.by"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (head_taken(w, str_fmt(&w->arena, "id,%s", wrong[i]), &e)) {
            fail_msg("a column: %s", wrong[i]);
        }
        assert_int_equal(e.column, 2);
        assert_true(e.message.n > 0);
    }
}

/* ---- rows as JSON ---- */

static void json(void **state)
{
    gives(state, "id,on\nx,2026-06-01", "{\"id\": \"x\", \"on\": \"2026-06-01\"}");
    gives(state, "id,on\n,", "");
    gives(state, "id,on\nx,\" \"", "{\"id\": \"x\"}");
    gives(state, "goods.hs,id,goods.unit\n0307,x,t",
          "{\"goods\": [{\"hs\": \"0307\", \"unit\": \"t\"}], \"id\": \"x\"}");
    gives(state, "goods.hs,id\n,x", "{\"id\": \"x\"}");
    gives(
        state, "id,seller.country,buyer.country,vessel.flag\nx,KP,CN,",
        "{\"id\": \"x\", \"parties\": [{\"role\": \"seller\", \"country\": \"KP\"}, {\"role\": \"buyer\", \"country\": "
        "\"CN\"}], \"parties_complete\": false}");
    gives(state, "parties_complete,counter_vessel.flag\nyes,KP",
          "{\"parties_complete\": true, \"parties\": [{\"role\": \"counter-vessel\", \"flag\": \"KP\"}]}");
    gives(state, "parties_complete,party.name\nFALSE,x",
          "{\"parties_complete\": false, \"parties\": [{\"role\": \"party\", \"name\": \"x\"}]}");
    gives(state, "vessel.ids.imo,buyer.owned_by_listed.UN,buyer.owned_by_listed.US\n9135678,no,",
          "{\"parties\": [{\"role\": \"vessel\", \"ids\": {\"imo\": \"9135678\"}}, {\"role\": \"buyer\", "
          "\"owned_by_listed\": {\"UN\": false}}], \"parties_complete\": false}");
    gives(state, "judged.knowing,judged.programme_revenue,within_cap.UN.refined_cap,used.UN.coal-cap.t\nTrue,,no,5.50",
          "{\"judged\": {\"knowing\": true}, \"within_cap\": {\"UN.refined-cap\": false}, \"used\": {\"UN.coal-cap\": "
          "{\"t\": \"5.50\"}}}");
    gives(state, "route,notices,purposes,findings\n[],[],food,luxury-good",
          "{\"route\": [], \"notices\": [], \"purposes\": [\"food\"], \"findings\": [\"luxury-good\"]}");
    gives(state, "amount,written,id\n0065000.500000,TRUE,\"a\"\"b\\\n\t\x01\"",
          "{\"amount\": \"0065000.500000\", \"written\": true, \"id\": \"a\\\"b\\\\\\u000a\\u0009\\u0001\"}");
}

static void refusals(void **state)
{
    refused(state, "id,on\nx", "1 cells; the header has 2", "empty");
    refused(state, "id,on\nx,y,z", "3 cells; the header has 2", "quotes");
    refused(state, "id,on\nx,\xFF", "column on: byte 0xFF is not UTF-8", "UTF-8");
    refused(state, "goods.hs\n30743", "column goods.hs: \"30743\" has an odd number of digits", "\"030617\"");
    refused(state, "amount\n1.000", "column amount: \"1.000\" may be", "thousands");
    refused(state, "goods.value\n999.999", "may be", "thousands");
    refused(state, "used.UN.coal-cap.t\n1.000", "column used.UN.coal-cap.t", "thousands");
    refused(state, "buyer.name\n#REF!", "an error of a formula", "unknown");
    refused(state, "vessel.ids.imo\n9E+06", "turned into a number", "text");
    refused(state, "judged.knowing\nperhaps", "\"perhaps\" is not true or false", "unknown");
    refused(state, "buyer.located\n\"CN,KP\"", "column buyer.located: \"CN,KP\" is not one value", "JSON Lines");
    refused(state, "approvals\nUN", "for JSON Lines", "[]");
}

/* An error of the reader is told by its column. */
static void places(void **state)
{
    struct world *w = *state;
    struct table t =
        begun(w, "vessel.flag,seller.country,goods.hs,judged.programme_revenue,buyer.ids.un,buyer.located\n"
                 ",KP,27,yes,x,CN");
    next_json(w, &t);
    static const struct {
        const char *pointer, *place;
    } cases[] = {
        {"", ""},
        {"/on", "column on"},
        {"/goods/0/hs", "column goods.hs"},
        {"/goods/0/unit", "column goods.unit"},
        {"/parties/0/country", "column seller.country"}, /* the row names no vessel */
        {"/parties/1/ids/un", "column buyer.ids.un"},
        {"/parties/1/ids", "column buyer.ids"},
        {"/parties/1/located/0", "column buyer.located"},
        {"/parties/1/flag", "column buyer.flag"},
        {"/parties/2/country", "/parties/2/country"},
        {"/parties", "/parties"},
        {"/judged/programme-revenue", "column judged.programme_revenue"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str got = deal_csv_place(&w->arena, &t.head, &t.row, str_c(cases[i].pointer));
        if (!str_is(got, cases[i].place)) {
            fail_msg("%s: got \"%.*s\", not \"%s\"", cases[i].pointer, STR_ARG(got), cases[i].place);
        }
    }
    csv_rows_close(&t.rows);
}

/* ---- any bytes ---- */

static void read_all(struct arena *a, const struct regime *g, struct str text)
{
    struct csv_rows rows;
    struct csv_row row;
    struct csv_head head;
    struct deal_error e;
    size_t bad;
    csv_rows_open(&rows, text);
    enum csv_result result = csv_rows_next(&rows, a, &row, &e);
    bool ok = result == ROW_READ && csv_head_read(a, g, &row, &head, &e);
    assert_true(ok || result == ROW_NONE || e.message.n > 0);
    size_t line = 0;
    while (ok && (result = csv_rows_next(&rows, a, &row, &e)) != ROW_NONE) {
        struct str deal_json = {0};
        struct deal *deal;
        assert_true(row.line > line);
        line = row.line;
        if (result == ROW_READ && deal_csv_row(a, &head, &row, &deal_json, &e)) {
            assert_true(str_utf8(deal_json, &bad));
            if (deal_json.n > 0 && !deal_read(a, g, deal_json, DAY, &deal, &e)) {
                assert_false(holds(e.message, "not JSON"));
                deal_csv_place(a, &head, &row, e.pointer);
            }
        }
        assert_true(result != ROW_BAD || e.message.n > 0);
        assert_true(str_utf8(e.message, &bad));
    }
    csv_rows_close(&rows);
}

/* Bytes of a good file changed at random: read, refused, never more. */
static void any_bytes(void **state)
{
    struct world *w = *state;
    static const char good[] = "id,on,activity,route,goods.hs,goods.quantity,goods.unit,buyer.country,buyer.clear,"
                               "judged.knowing\na,2026-06-01,import,[],270111,1000,t,CN,TRUE,no\n"
                               "b,,export,\"RU\",\"10\",,,\"K\"\"P\",,\r\n\"c\nx\",x,import,,,,,,,yes\n";
    static const char bytes[] = ",;\"\n\r\t .[]{}\\/#:0EAa\xFF\xC2\xA0\x00";
    unsigned long long seed = 20261125;
    for (size_t round = 0; round < 20000; round++) {
        struct arena_mark start = arena_mark(&w->arena);
        char *text = arena_copy(&w->arena, good, sizeof good - 1);
        for (size_t n = round % 9; n > 0; n--) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            size_t at = (size_t)(seed >> 33) % (sizeof good - 1);
            at = round % 3 == 0 ? at : at % 130 + 100 < sizeof good - 1 ? at % 130 + 100 : at;
            text[at] = bytes[(size_t)(seed >> 20) % (sizeof bytes - 1)];
        }
        read_all(&w->arena, w->regime, str_of(text, sizeof good - 1 - round % 50));
        arena_rewind(&w->arena, start);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows),     cmocka_unit_test(columns), cmocka_unit_test(json),
        cmocka_unit_test(refusals), cmocka_unit_test(places),  cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
