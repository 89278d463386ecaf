/* Exact decimals: amounts and quantities. Value = units / 10^6; at most 12 digits before the point and 6 after. Never a float. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

#define DECIMAL_SCALE 1000000LL

struct decimal {
    long long micro; /* millionths */
};

/* Reads digits with at most one point: "65000", "0.50". No sign, no exponent, no separators. */
bool decimal_parse(struct str s, struct decimal *ret);
struct decimal decimal_of(long long whole);
int decimal_cmp(struct decimal a, struct decimal b);
/* a / b against limit, exactly (a / b <=> limit without dividing); b must not be 0. */
int decimal_cmp_ratio(struct decimal a, struct decimal b, struct decimal limit);
struct str decimal_str(struct arena *a, struct decimal d);

#endif
