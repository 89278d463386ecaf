#include "report/json_out.h"

#include "base/date.h"
#include "report/text.h"

void jout_init(struct jout *j, struct buf *out)
{
    j->out = out;
    j->comma = false;
}

static void before(struct jout *j)
{
    if (j->comma) {
        buf_addc(j->out, ',');
    }
    j->comma = true;
}

void jout_open(struct jout *j, char bracket)
{
    before(j);
    buf_addc(j->out, bracket);
    j->comma = false;
}

void jout_close(struct jout *j, char bracket)
{
    buf_addc(j->out, bracket);
    j->comma = true;
}

void jout_escape(struct buf *out, struct str s)
{
    static const char letters[] = "btn\0fr"; /* of 8 to 13 */
    buf_addc(out, '"');
    size_t bytes;
    for (size_t i = 0; i < s.n; i += bytes) {
        unsigned c = text_char(s, i, &bytes);
        if (c == TEXT_BAD) {
            buf_adds(out, "\xEF\xBF\xBD");
        } else if (c == '"' || c == '\\') {
            buf_addc(out, '\\');
            buf_addc(out, (char)c);
        } else if (c >= 8 && c <= 13 && c != 11) {
            buf_addc(out, '\\');
            buf_addc(out, letters[c - 8]);
        } else if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029) {
            buf_addf(out, "\\u%04X", c);
        } else {
            buf_add(out, str_of(s.p + i, bytes));
        }
    }
    buf_addc(out, '"');
}

void jout_key_str(struct jout *j, struct str key)
{
    before(j);
    jout_escape(j->out, key);
    buf_addc(j->out, ':');
    j->comma = false;
}

void jout_key(struct jout *j, const char *key)
{
    jout_key_str(j, str_c(key));
}

void jout_str(struct jout *j, struct str s)
{
    before(j);
    jout_escape(j->out, s);
}

void jout_cstr(struct jout *j, const char *s)
{
    jout_str(j, str_c(s));
}

void jout_int(struct jout *j, long long n)
{
    before(j);
    buf_addf(j->out, "%lld", n);
}

void jout_bool(struct jout *j, bool b)
{
    before(j);
    buf_adds(j->out, b ? "true" : "false");
}

void jout_null(struct jout *j)
{
    before(j);
    buf_adds(j->out, "null");
}

void jout_day(struct jout *j, int day)
{
    if (day <= DAY_MIN || day >= DAY_MAX) {
        jout_null(j);
    } else {
        jout_str(j, date_str(j->out->arena, day));
    }
}

void jout_pair_str(struct jout *j, const char *key, struct str s)
{
    jout_key(j, key);
    jout_str(j, s);
}

void jout_pair_cstr(struct jout *j, const char *key, const char *s)
{
    jout_key(j, key);
    jout_cstr(j, s);
}

void jout_pair_int(struct jout *j, const char *key, long long n)
{
    jout_key(j, key);
    jout_int(j, n);
}

void jout_pair_bool(struct jout *j, const char *key, bool b)
{
    jout_key(j, key);
    jout_bool(j, b);
}

void jout_pair_day(struct jout *j, const char *key, int day)
{
    jout_key(j, key);
    jout_day(j, day);
}
