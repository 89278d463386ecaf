/* What is wrong, old or missing in a regime; its counts. */
#include <time.h>

#include "engine/engine.h"
#include "law/checker.h"
#include "report/diag_json.h"
#include "report/diag_text.h"
#include "report/summary.h"

/* The day that has begun anywhere on earth: a review of today is none of tomorrow. */
static int last_day(void)
{
    time_t now = time(NULL);
    return now == (time_t)-1 ? DAY_NONE : (int)((now + (time_t)14 * 3600) / 86400);
}

static void text_of(const struct regime *g, const struct diags *d, const struct summary *sum, const struct style *style,
                    struct buf *b)
{
    diags_text(d, style, b);
    if (sum != NULL) {
        buf_adds(b, d->list.n > 0 ? "\n" : "");
        summary_text(sum, style, b);
        return;
    }
    buf_addf(b, "%.*s: %zu measures, %zu holds, %zu exemptions and licences, %zu offers, %zu instruments%s\n",
             STR_ARG(g->name), g->measures.n, g->holds.n, g->exemptions.n, g->offers.n, g->instruments.n,
             d->list.n == 0 ? ": nothing found" : "");
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
    struct summary *sum = summary ? summary_of(&session->arena, g) : NULL;
    if (!json) {
        text_of(g, &d, sum, &look, &b);
    } else {
        diags_json(&d, &b);
        if (sum != NULL) {
            summary_json(sum, &b);
        }
    }
    *ret = text_of_str(buf_str(&b));
    *ret_problems = d.errors;
    return DT_OK;
}
