/* Writes JSON into a buffer, piece by piece: one line, keys in the order in which they are written, no blanks.
 *
 * Nothing is kept but the comma. Texts are escaped as little as JSON allows; what is not UTF-8 becomes U+FFFD, so that the result can
 * always be read.
 */
#ifndef REPORT_JSON_OUT_H
#define REPORT_JSON_OUT_H

#include "base/buf.h"
#include "base/str.h"

struct jout {
    struct buf *out;
    bool comma; /* before the next value or key */
};

void jout_init(struct jout *j, struct buf *out);
void jout_open(struct jout *j, char bracket); /* '{' or '[' */
void jout_close(struct jout *j, char bracket);
void jout_key(struct jout *j, const char *key);
void jout_key_str(struct jout *j, struct str key);
void jout_str(struct jout *j, struct str s);
void jout_cstr(struct jout *j, const char *s);
void jout_int(struct jout *j, long long n);
void jout_bool(struct jout *j, bool b);
void jout_null(struct jout *j);
/* "2026-06-01", or null for DAY_NONE and for days that no date can say. */
void jout_day(struct jout *j, int day);
/* A key with its value. */
void jout_pair_str(struct jout *j, const char *key, struct str s);
void jout_pair_cstr(struct jout *j, const char *key, const char *s);
void jout_pair_int(struct jout *j, const char *key, long long n);
void jout_pair_bool(struct jout *j, const char *key, bool b);
void jout_pair_day(struct jout *j, const char *key, int day);
/* A text as a JSON string, with its quotes. */
void jout_escape(struct buf *out, struct str s);

#endif
