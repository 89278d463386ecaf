/* Plans: deals by stage, and what must be signed. */
#include "engine/engine.h"
#include "plan/diff.h"
#include "report/staircase.h"
#include "report/text.h"
#include "report/unlock.h"

static bool blank(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\r') {
            return false;
        }
    }
    return true;
}

dt_status dt_plan_diff(dt_session *session, dt_text deals, const char *at, bool json, bool csv, const dt_style *style,
                       dt_text *ret, dt_text *ret_report, size_t *ret_deals, size_t *ret_unusable)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    const dt_regime *r = session->regime;
    struct arena *a = &session->arena;
    if (r->road == NULL) {
        session_error(session, STR("no roadmap is loaded"), STR("call dt_road_load first"));
        return DT_NOT_FOUND;
    }
    int day = DAY_NONE;
    if (at != NULL && !date_parse(str_c(at), &day)) {
        session_error(session, str_fmt(a, "`%s` is not a date", at), STR("write it as 2026-06-01"));
        return DT_INVALID;
    }
    struct diff *d = ARENA_NEW(a, struct diff);
    struct diff_lanes *lanes = diff_lanes_new(a, &session->kept, r->road);
    diff_start(a, d, r->law, r->road, day);
    struct buf report;
    buf_init(&report, a);
    *ret_unusable = 0;
    size_t from = 0;
    size_t line = 0;
    for (size_t i = 0; i <= deals.size; i++) {
        if (i < deals.size && deals.data[i] != '\n') {
            continue;
        }
        struct str text = str_of(deals.data + from, i - from);
        from = i + 1;
        line++;
        if (blank(text)) {
            continue;
        }
        struct deal *deal;
        struct deal_error e = {0};
        if (!deal_read(a, r->law, text, day != DAY_NONE ? day : r->road->start, &deal, &e)) {
            buf_addf(&report, "%zu: %.*s%s%.*s\n", line, STR_ARG(e.pointer), e.pointer.n > 0 ? ": " : "",
                     STR_ARG(e.message));
            if (e.help.n > 0) {
                buf_addf(&report, "  = help: %.*s\n", STR_ARG(e.help));
            }
            *ret_unusable += 1;
            continue;
        }
        diff_add(a, d, lanes, deal);
    }
    diff_finish(a, d);
    *ret_deals = d->rows.n;
    *ret_report = text_of_str(buf_str(&report));
    if (d->at == DAY_NONE) {
        d->at = r->road->start;
    }
    struct buf b;
    struct style s = style_of(style);
    buf_init(&b, a);
    if (json) {
        staircase_json(d, &b);
    } else if (csv) {
        staircase_csv(d, &b);
    } else {
        staircase_text(d, &s, &b);
    }
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}

dt_status dt_plan_unlock(dt_session *session, dt_text deal, const char *at, size_t shown, bool json,
                         const dt_style *style, dt_text *ret, bool *ret_open)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    struct arena *a = &session->arena;
    int day = DAY_NONE;
    if (at != NULL && !date_parse(str_c(at), &day)) {
        session_error(session, str_fmt(a, "`%s` is not a date", at), STR("write it as 2026-06-01"));
        return DT_INVALID;
    }
    if (day == DAY_NONE && session->regime->road != NULL) {
        day = session->regime->road->start;
    }
    struct deal *d;
    struct deal_error e = {0};
    if (!deal_read(a, session->regime->law, str_of(deal.data, deal.size), day, &d, &e)) {
        session_error(session,
                      str_fmt(a, "%.*s%s%.*s", STR_ARG(e.pointer), e.pointer.n > 0 ? ": " : "", STR_ARG(e.message)),
                      e.help);
        return DT_INVALID;
    }
    struct unlock_options options = {.shown = shown};
    struct unlock *u = unlock_deal(a, session->regime->law, d, &options);
    if (session->regime->road != NULL) {
        unlock_mark(u, session->regime->road);
    }
    struct buf b;
    struct style s = style_of(style);
    buf_init(&b, a);
    if (json) {
        unlock_json(u, &b);
        buf_addc(&b, '\n');
    } else {
        unlock_text(u, &s, &b);
    }
    *ret = text_of_str(buf_str(&b));
    *ret_open = u->open;
    return DT_OK;
}
