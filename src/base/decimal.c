#include "base/decimal.h"

#include "base/str.h"

bool decimal_parse(struct str s, struct decimal *ret)
{
    long long whole = 0;
    long long part = 0;
    size_t digits = 0;
    size_t places = 0;
    bool point = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '.' && !point && digits > 0) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            if (point) {
                if (++places > 6) {
                    return false;
                }
                part = part * 10 + (c - '0');
            } else {
                if (++digits > 12) {
                    return false;
                }
                whole = whole * 10 + (c - '0');
            }
        } else {
            return false;
        }
    }
    if (digits == 0 || (point && places == 0)) {
        return false;
    }
    for (size_t i = places; i < 6; i++) {
        part *= 10;
    }
    ret->micro = whole * DECIMAL_SCALE + part;
    return true;
}

struct decimal decimal_of(long long whole)
{
    struct decimal d = {whole * DECIMAL_SCALE};
    return d;
}

int decimal_cmp(struct decimal a, struct decimal b)
{
    return a.micro < b.micro ? -1 : a.micro > b.micro;
}

__extension__ typedef __int128 wide;

int decimal_cmp_ratio(struct decimal a, struct decimal b, struct decimal limit)
{
    wide left = (wide)a.micro * DECIMAL_SCALE;
    wide right = (wide)limit.micro * b.micro;
    return left < right ? -1 : left > right;
}

struct str decimal_str(struct arena *a, struct decimal d)
{
    long long whole = d.micro / DECIMAL_SCALE;
    long long part = d.micro % DECIMAL_SCALE;
    if (part == 0) {
        return str_fmt(a, "%lld", whole);
    }
    struct str s = str_fmt(a, "%lld.%06lld", whole, part);
    while (s.n > 0 && s.p[s.n - 1] == '0') {
        s.n--;
    }
    return s;
}
