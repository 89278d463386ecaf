/* Calendar days as integers: days since 1970-01-01 (proleptic Gregorian). A year is a calendar year, never 365 days. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <limits.h>
#include <stdbool.h>

#include "base/str.h"

struct arena;

#define DAY_NONE INT_MIN  /* no date */
#define DAY_MIN (-200000) /* before every date that can be written (1422) */
#define DAY_MAX 400000    /* after every date that can be written (3065) */

/* Reads YYYY-MM-DD, years 1800 to 2999. False if it is not a date of the calendar. */
bool date_parse(struct str s, int *ret_day);
/* Does it look like a date: dddd-dd-dd? */
bool date_shaped(struct str s);
int date_make(int year, int month, int day);
void date_split(int day, int *ret_year, int *ret_month, int *ret_day);
/* Same day `years` later; 29 February becomes 28 February. */
int date_add_years(int day, int years);
int date_add_months(int day, int months);
/* "2016-03-02" in the arena. */
struct str date_str(struct arena *a, int day);

#endif
