#include "base/date.h"

#include "base/str.h"

/* Days from civil, after Howard Hinnant's published derivation: eras of 400 years that start on 1 March. */
int date_make(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void date_split(int days, int *ret_year, int *ret_month, int *ret_day)
{
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *ret_day = doy - (153 * mp + 2) / 5 + 1;
    *ret_month = mp < 10 ? mp + 3 : mp - 9;
    *ret_year = yoe + era * 400 + (*ret_month <= 2 ? 1 : 0);
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_shaped(struct str s)
{
    if (s.n != 10) {
        return false;
    }
    for (size_t i = 0; i < 10; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
    }
    return true;
}

bool date_parse(struct str s, int *ret_day)
{
    if (!date_shaped(s)) {
        return false;
    }
    int v[3] = {0, 0, 0};
    int part = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '-') {
            part++;
        } else {
            v[part] = v[part] * 10 + (s.p[i] - '0');
        }
    }
    if (v[0] < 1800 || v[0] > 2999 || v[1] < 1 || v[1] > 12 || v[2] < 1 || v[2] > days_in(v[0], v[1])) {
        return false;
    }
    *ret_day = date_make(v[0], v[1], v[2]);
    return true;
}

int date_add_months(int day, int months)
{
    int y;
    int m;
    int d;
    date_split(day, &y, &m, &d);
    int all = y * 12 + (m - 1) + months;
    y = all / 12;
    m = all % 12 + 1;
    int most = days_in(y, m);
    return date_make(y, m, d > most ? most : d);
}

int date_add_years(int day, int years)
{
    return date_add_months(day, years * 12);
}

struct str date_str(struct arena *a, int day)
{
    int y;
    int m;
    int d;
    date_split(day, &y, &m, &d);
    return str_fmt(a, "%04d-%02d-%02d", y, m, d);
}
