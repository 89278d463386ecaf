/* What is wrong, old or missing in a regime; its counts. */
#include <time.h>

#include "engine/engine.h"
#include "law/checker.h"
#include "law/codes.h"
#include "report/diag_json.h"
#include "report/diag_text.h"
#include "report/summary.h"

/* The day that has begun anywhere on earth: a review of today is none of tomorrow. */
static int last_day(void)
{
    time_t now = time(NULL);
    return now == (time_t)-1 ? DAY_NONE : (int)((now + (time_t)14 * 3600) / 86400);
}

static void text_of(const struct diags *d, const struct summary *sum, bool whole, const struct style *style,
                    struct buf *b)
{
    diags_text(d, style, b);
    if (whole) {
        buf_adds(b, d->list.n > 0 ? "\n" : "");
        summary_text(sum, style, b);
        return;
    }
    const size_t *n = sum->total.n;
    buf_addf(b, "%.*s: %zu instruments, %zu measures, %zu holds, %zu exemptions, %zu offers, %zu licences%s\n",
             STR_ARG(sum->regime->name), n[SUM_INSTRUMENTS], n[SUM_MEASURES], n[SUM_HOLDS], n[SUM_EXEMPTIONS],
             n[SUM_OFFERS], n[SUM_LICENCES], d->list.n == 0 ? ": nothing found" : "");
}

dt_text dt_code_text(const char *code)
{
    const struct code_row *row = code_find(code);
    return text_of_str(str_c(row == NULL ? NULL : row->text));
}

dt_status dt_check(dt_session *session, bool summary, const char *reviewed_since, bool json, const dt_style *style,
                   dt_text *ret, size_t *ret_problems)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    const struct regime *g = session->regime->law;
    struct check_days days = {.reviewed_since = DAY_NONE, .today = last_day()};
    if (reviewed_since != NULL && !date_parse(str_c(reviewed_since), &days.reviewed_since)) {
        session_error(session, str_fmt(&session->arena, "`%s` is not a date", reviewed_since),
                      STR("a date is written year-month-day, such as 2026-06-01"));
        return DT_INVALID;
    }
    struct diags d;
    struct buf b;
    struct style look = style_of(style);
    diags_init(&d, &session->arena);
    buf_init(&b, &session->arena);
    regime_check(g, &d, days);
    const struct summary *sum = summary_of(&session->arena, g);
    if (json) {
        diags_json(&d, &b);
        summary_json(sum, summary, &b);
    } else {
        text_of(&d, sum, summary, &look, &b);
    }
    *ret = text_of_str(buf_str(&b));
    *ret_problems = d.errors;
    return DT_OK;
}
