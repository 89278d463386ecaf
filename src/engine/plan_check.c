/* Is the road lawful, can it be walked, and taken back? */
#include "engine/engine.h"
#include "plan/diff.h"
#include "plan/road_check.h"
#include "report/findings.h"

static struct str next_line(struct str *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != '\n') {
        n++;
    }
    struct str line = str_of(rest->p, n);
    *rest = str_of(rest->p + n, rest->n - n);
    *rest = rest->n > 0 ? str_of(rest->p + 1, rest->n - 1) : *rest;
    return line;
}

static bool blank(struct str s)
{
    size_t i = 0;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r')) {
        i++;
    }
    return i == s.n;
}

/* The deals by stage; NULL: one cannot be read, and the session says which. */
static const struct diff *deals_by_stage(dt_session *session, struct str deals)
{
    const dt_regime *r = session->regime;
    struct arena *a = &session->arena;
    struct diff *d = ARENA_NEW(a, struct diff);
    struct diff_lanes *lanes = diff_lanes_new(a, &session->kept, r->road);
    diff_start(a, d, r->law, r->road, DAY_NONE);
    for (size_t line = 1; deals.n > 0; line++) {
        struct str text = next_line(&deals);
        struct deal *deal;
        struct deal_error e = {0};
        if (blank(text)) {
            continue;
        }
        if (!deal_read(a, r->law, text, r->road->start, &deal, &e)) {
            session_error(session,
                          str_fmt(a, "line %zu of the deals: %.*s%s%.*s", line, STR_ARG(e.pointer),
                                  e.pointer.n > 0 ? ": " : "", STR_ARG(e.message)),
                          e.help);
            return NULL;
        }
        diff_add(a, d, lanes, deal);
    }
    diff_finish(a, d);
    return d;
}

dt_status dt_plan_check(dt_session *session, dt_text deals, bool json, const dt_style *style, dt_text *ret,
                        size_t *ret_errors)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    const dt_regime *r = session->regime;
    struct arena *a = &session->arena;
    if (r->road == NULL) {
        session_error(session, STR("no roadmap is loaded"), STR("call dt_road_load first"));
        return DT_NOT_FOUND;
    }
    const struct diff *diff = NULL;
    if (deals.size > 0) {
        diff = deals_by_stage(session, str_of(deals.data, deals.size));
        if (diff == NULL) {
            return DT_INVALID;
        }
    }
    const struct road_check *c = road_check(a, r->law, r->road, diff);
    struct buf b;
    struct style s = style_of(style);
    buf_init(&b, a);
    if (json) {
        findings_json(c, &b);
    } else {
        findings_text(c, &s, &b);
    }
    *ret = text_of_str(buf_str(&b));
    *ret_errors = c->errors;
    return DT_OK;
}
