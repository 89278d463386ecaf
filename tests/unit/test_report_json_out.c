#include "test_report.h"

#include <jansson.h>

#include "report/json_out.h"

static void says_the_same_as_jansson(void **state)
{
    /* Every character below U+0800, and some of the others, alone and together. */
    struct buf all;
    buf_init(&all, *state);
    for (unsigned c = 1; c < 0x800; c++) {
        char room[3] = {0};
        room[0] = (char)(c < 0x80 ? c : 0xC0U | c >> 6U);
        room[1] = (char)(c < 0x80 ? 0 : 0x80U | (c & 0x3FU));
        buf_adds(&all, room);
    }
    buf_adds(&all, "무연탄 \xF0\x9F\x9A\xA2 \xE2\x80\xA8 \"\\/");
    struct buf b;
    buf_init(&b, *state);
    jout_escape(&b, buf_str(&all));
    json_error_t error;
    json_t *v = json_loadb(b.p, b.n, JSON_DECODE_ANY, &error);
    assert_non_null(v);
    assert_int_equal(json_string_length(v), all.n);
    assert_memory_equal(json_string_value(v), all.p, all.n);
    json_decref(v);
}

static void is_always_readable(void **state)
{
    uint64_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        char room[40];
        size_t n = test_random(&seed) % sizeof room;
        for (size_t i = 0; i < n; i++) {
            room[i] = (char)test_random(&seed);
        }
        struct buf b;
        buf_init(&b, *state);
        jout_escape(&b, str_of(room, n));
        json_error_t error;
        json_t *v = json_loadb(b.p, b.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
        assert_non_null(v);
        json_decref(v);
    }
}

static void what_is_not_text_is_replaced(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    jout_escape(&b, STR("a\xFF\x01\n\"b"));
    assert_str(buf_str(&b), "\"a\xEF\xBF\xBD\\u0001\\n\\\"b\"");
}

static void commas(void **state)
{
    struct buf b;
    buf_init(&b, *state);
    struct jout j;
    jout_init(&j, &b);
    jout_open(&j, '{');
    jout_pair_int(&j, "a", -3);
    jout_key(&j, "b");
    jout_open(&j, '[');
    jout_cstr(&j, "x");
    jout_null(&j);
    jout_open(&j, '{');
    jout_close(&j, '}');
    jout_close(&j, ']');
    jout_pair_bool(&j, "c", true);
    jout_pair_day(&j, "d", date_make(2026, 6, 1));
    jout_pair_day(&j, "e", DAY_NONE);
    jout_pair_day(&j, "f", DAY_MAX);
    jout_close(&j, '}');
    assert_str(buf_str(&b), "{\"a\":-3,\"b\":[\"x\",null,{}],\"c\":true,\"d\":\"2026-06-01\",\"e\":null,\"f\":null}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(says_the_same_as_jansson),
        WITH_ARENA(is_always_readable),
        WITH_ARENA(what_is_not_text_is_replaced),
        WITH_ARENA(commas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
