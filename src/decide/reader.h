/* What reading a deal is made of: places in the JSON, errors with their place in the text, values by the table of keys. For deal_read.c.
 *
 * Every function that returns false has filled the error. Objects are checked against the table first (unknown keys, null, JSON types), so
 * that what reads a key afterwards only looks at its value. A key that is not there leaves *ret alone, where nothing else is said.
 */
#ifndef DECIDE_READER_H
#define DECIDE_READER_H

#include <jansson.h>

#include "decide/deal.h"
#include "decide/facts.h"

/* A place in the JSON: the way up to the root. */
struct at {
    const struct at *up; /* NULL: the root */
    struct str key;      /* of an object; NULL pointer: `index` of a list */
    size_t index;
};

struct reader {
    struct arena *arena;
    const struct regime *regime;
    struct deal *deal;
    struct deal_error *error;
    struct str text; /* comments blanked: same bytes, same places */
    json_t *root;
    struct fact everywhere; /* all orders whose lists the law could ask for; built when first used */
};

static inline struct at at_key(const struct at *up, const char *key)
{
    struct at r = {up, str_c(key), 0};
    return r;
}

static inline struct at at_index(const struct at *up, size_t index)
{
    struct at r = {up, {NULL, 0}, index};
    return r;
}

/* Fills the error: the place in the JSON and in the text, what is wrong, what to do. Always false. */
bool reader_refuse(struct reader *r, const struct at *at, struct str help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A text from the deal as messages show it: one line, at most some 60 bytes, control characters as dots. */
struct str reader_shown(struct arena *a, struct str s);
/* "a list" */
const char *json_phrase(const json_t *v);
struct str json_text(json_t *v);
enum tri json_truth(json_t *v); /* NULL: unknown */

/* Parses the text into r->root: limits, UTF-8, comments, no float literals. */
bool reader_open(struct reader *r, struct str json);
/* The whole object against the table: keys, null, JSON types, sizes, what is required. */
bool reader_check(struct reader *r, const struct at *at, json_t *object, enum fact_level level);
json_t *reader_get(json_t *object, enum fact_id id);
/* What `KEY_complete` says; true where it says nothing. */
bool reader_complete(struct reader *r, json_t *object, enum fact_id id);
/* A copy of the string, empty for NULL. */
struct str reader_kept(struct reader *r, json_t *v);

bool reader_date(struct reader *r, const struct at *at, json_t *object, enum fact_id id, int absent, int *ret);
bool reader_decimal_of(struct reader *r, const struct at *here, json_t *v, struct decimal *ret);
bool reader_decimal(struct reader *r, const struct at *at, json_t *object, enum fact_id id, bool *ret_known,
                    struct decimal *ret);
/* [from, until); `last`: the day that is written as `until` still counts. */
bool reader_term(struct reader *r, const struct at *at, json_t *object, enum fact_id from, enum fact_id until,
                 bool last, int *ret_from, int *ret_until);
/* The text of one value, by the type of its key. */
bool reader_value(struct reader *r, const struct at *here, const struct fact_key *k, struct str s, int *ret);
bool reader_one(struct reader *r, const struct at *at, json_t *object, enum fact_id id, int *ret);
bool reader_fact(struct reader *r, const struct at *at, json_t *object, enum fact_id id, struct fact *ret);
/* Names to true or false. `ret` may be NULL: only checked. */
bool reader_truths(struct reader *r, const struct at *at, json_t *object, enum fact_id id, struct named_tri **ret,
                   size_t *ret_n);
/* The name of an item of law, or a provision; kept as text. */
bool reader_about(struct reader *r, const struct at *at, json_t *object, enum fact_id id, struct str *ret);
/* A list may be written as its only element: how many there are (NULL: none), and the one with that number and its place. */
size_t reader_count(const json_t *v);
json_t *reader_item(json_t *v, const struct at *here, size_t index, struct at *ret_place);
/* Adds what is not there yet. */
void reader_add(struct reader *r, ints *to, int value);
void fact_set(struct fact *f, const ints *values, bool complete);

#endif
