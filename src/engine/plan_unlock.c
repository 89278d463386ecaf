/* What must be signed before a deal is open. */
#include "engine/engine.h"
#include "plan/unlock.h"
#include "report/diag_json.h"
#include "report/diag_text.h"
#include "report/ways.h"

/* The costs file; false: *ret_report says what is wrong. */
static bool read_costs(dt_session *session, const char *name, dt_text text, bool json, const dt_style *style,
                       struct costs *ret, dt_text *ret_report)
{
    struct arena *a = &session->arena;
    struct source *source = ARENA_NEW(a, struct source);
    struct diags diags;
    struct buf b;
    struct style s = style_of(style);
    source->name = str_c(name == NULL ? "costs" : name);
    source->text = str_of(text.data, text.size);
    diags_init(&diags, a);
    buf_init(&b, a);
    if (costs_read(a, &diags, session->regime->law, source, ret)) {
        return true;
    }
    if (json) {
        diags_json(&diags, &b);
    } else {
        diags_text(&diags, &s, &b);
    }
    *ret_report = text_of_str(buf_str(&b));
    return false;
}

dt_status dt_plan_unlock(dt_session *session, dt_text deal, const char *at, const char *costs_name, dt_text costs,
                         size_t shown, bool json, const dt_style *style, dt_text *ret, dt_text *ret_report,
                         bool *ret_open)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    struct arena *a = &session->arena;
    ret_report->data = NULL;
    ret_report->size = 0;
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
    struct costs own;
    if (costs.size > 0) {
        if (!read_costs(session, costs_name, costs, json, style, &own, ret_report)) {
            return DT_INVALID;
        }
        options.costs = &own;
    }
    struct unlock *u = unlock_deal(a, session->regime->law, d, &options);
    if (session->regime->road != NULL) {
        unlock_mark(u, session->regime->road);
    }
    struct buf b;
    struct style s = style_of(style);
    buf_init(&b, a);
    if (json) {
        ways_json(u, &b);
        buf_addc(&b, '\n');
    } else {
        ways_text(u, &s, &b);
    }
    *ret = text_of_str(buf_str(&b));
    *ret_open = u->open;
    return DT_OK;
}
