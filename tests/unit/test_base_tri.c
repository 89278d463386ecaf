#include "test_base.h"

#include "base/tri.h"

static const enum tri all[] = {TRI_FALSE, TRI_UNKNOWN, TRI_TRUE};

static void tables(void **state)
{
    (void)state;
    static const enum tri both[3][3] = {
        {TRI_FALSE, TRI_FALSE, TRI_FALSE}, {TRI_FALSE, TRI_UNKNOWN, TRI_UNKNOWN}, {TRI_FALSE, TRI_UNKNOWN, TRI_TRUE}};
    static const enum tri either[3][3] = {
        {TRI_FALSE, TRI_UNKNOWN, TRI_TRUE}, {TRI_UNKNOWN, TRI_UNKNOWN, TRI_TRUE}, {TRI_TRUE, TRI_TRUE, TRI_TRUE}};
    static const enum tri opposite[] = {TRI_TRUE, TRI_UNKNOWN, TRI_FALSE};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(tri_not(all[i]), opposite[i]);
        for (size_t j = 0; j < 3; j++) {
            assert_int_equal(tri_and(all[i], all[j]), both[i][j]);
            assert_int_equal(tri_or(all[i], all[j]), either[i][j]);
        }
    }
}

/* Each lane by itself is the table, whatever stands in the others. */
static void pairs_are_64_tables(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int round = 0; round < 200; round++) {
        struct pair p[2] = {{0, 0}, {0, 0}};
        enum tri lane[2][64];
        for (size_t k = 0; k < 2; k++) {
            for (unsigned i = 0; i < 64; i++) {
                lane[k][i] = all[test_random(&seed) % 3];
                uint64_t bit = (uint64_t)1 << i;
                struct pair one = pair_of(lane[k][i]);
                p[k].must |= one.must & bit;
                p[k].may |= one.may & bit;
            }
        }
        struct pair both = pair_and(p[0], p[1]);
        struct pair either = pair_or(p[0], p[1]);
        struct pair opposite = pair_not(p[0]);
        assert_true((both.must & ~both.may) == 0);
        assert_true((either.must & ~either.may) == 0);
        assert_true((opposite.must & ~opposite.may) == 0);
        for (unsigned i = 0; i < 64; i++) {
            assert_int_equal(pair_lane(p[0], i), lane[0][i]);
            assert_int_equal(pair_lane(both, i), tri_and(lane[0][i], lane[1][i]));
            assert_int_equal(pair_lane(either, i), tri_or(lane[0][i], lane[1][i]));
            assert_int_equal(pair_lane(opposite, i), tri_not(lane[0][i]));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables),
        cmocka_unit_test(pairs_are_64_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
