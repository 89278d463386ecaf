/* Plans: deals by stage. */
#include "engine/csv.h"
#include "plan/diff.h"
#include "plan/road_check.h"
#include "report/findings.h"
#include "report/page.h"
#include "report/staircase.h"
#include "report/stairs_parts.h"
#include "report/text.h"

static bool blank(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\r') {
            return false;
        }
    }
    return true;
}

/* The deals of a plan: lines of JSON, or rows of CSV. */
struct deals {
    dt_text rest;
    size_t line;
    dt_csv *csv; /* NULL: JSON Lines */
};

/* The next line that is not blank. */
static bool next_line(struct deals *d, struct str *ret)
{
    while (d->rest.size > 0) {
        const char *end = memchr(d->rest.data, '\n', d->rest.size);
        size_t n = end == NULL ? d->rest.size : (size_t)(end - d->rest.data);
        size_t used = end == NULL ? n : n + 1;
        *ret = str_of(d->rest.data, n);
        d->rest.data += used;
        d->rest.size -= used;
        d->line++;
        if (!blank(*ret)) {
            return true;
        }
    }
    return false;
}

/* The JSON of the next deal; DT_NOT_FOUND: there is none; DT_INVALID: it cannot be used, and *e says why. */
static dt_status next_deal(struct deals *d, struct str *ret, struct deal_error *e)
{
    memset(e, 0, sizeof *e);
    if (d->csv == NULL) {
        return next_line(d, ret) ? DT_OK : DT_NOT_FOUND;
    }
    dt_text deal;
    dt_status status = dt_csv_next(d->csv, &deal);
    d->line = status == DT_NOT_FOUND ? d->line : dt_csv_line(d->csv);
    *ret = str_of(deal.data, deal.size);
    e->message = d->csv->error;
    e->help = d->csv->help;
    return status;
}

static void report_unusable(const struct deals *d, struct arena *a, struct buf *report, const struct deal_error *e)
{
    struct str place = e->pointer;
    if (d->csv != NULL && place.n > 0) {
        place = deal_csv_place(a, &d->csv->head, &d->csv->row, place);
    }
    buf_addf(report, "%zu: %.*s%s%.*s\n", d->line, STR_ARG(place), place.n > 0 ? ": " : "", STR_ARG(e->message));
    if (e->help.n > 0) {
        buf_addf(report, "  = help: %.*s\n", STR_ARG(e->help));
    }
}

enum form { FORM_TEXT, FORM_JSON, FORM_CSV, FORM_PAGE, FORM_WHY, FORM_CHECK, FORM_CHECK_JSON };

static enum form form_of(bool json, bool csv)
{
    return json ? FORM_JSON : csv ? FORM_CSV : FORM_TEXT;
}

/* The act that is asked about, or all that there are. */
static dt_status find_act(dt_session *session, const struct diff *d, const char *number, int *ret)
{
    struct arena *a = &session->arena;
    struct buf b;
    *ret = stairs_act_of(d, a, str_c(number));
    if (*ret >= 0) {
        return DT_OK;
    }
    buf_init(&b, a);
    for (size_t i = 0; i < d->road->acts.n && i < 20; i++) {
        buf_addf(&b, "%s%.*s",
                 i > 0 ? ", " : "acts are named by stage and place: ", STR_ARG(stairs_act_number(d, a, (int)i)));
    }
    session_error(session, str_fmt(a, "the road has no act `%s`", number), buf_str(&b));
    return DT_NOT_FOUND;
}

static void check_form(dt_session *session, const struct diff *d, enum form form, const struct style *style,
                       struct buf *out)
{
    const dt_regime *r = session->regime;
    const struct road_check *c = road_check(&session->arena, r->law, r->road, d);
    session->errors = c->errors;
    if (form == FORM_CHECK_JSON) {
        findings_json(c, out);
    } else {
        findings_text(c, style, out);
    }
}

static dt_status plan_diff(dt_session *session, struct deals *deals, const char *at, enum form form, const char *number,
                           const dt_style *style, dt_text *ret, dt_text *ret_report, size_t *ret_deals,
                           size_t *ret_unusable)
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
    struct str text;
    struct deal_error e;
    dt_status status;
    while ((status = next_deal(deals, &text, &e)) != DT_NOT_FOUND) {
        struct deal *deal;
        if (status == DT_TOO_BIG) {
            return session_full(session);
        }
        if (status != DT_OK || !deal_read(a, r->law, text, day != DAY_NONE ? day : r->road->start, &deal, &e)) {
            report_unusable(deals, a, &report, &e);
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
    int act = -1;
    if (form == FORM_WHY) {
        status = find_act(session, d, number, &act);
        if (status != DT_OK) {
            return status;
        }
    }
    switch (form) {
    case FORM_WHY: staircase_why(d, act, &s, &b); break;
    case FORM_CHECK:
    case FORM_CHECK_JSON: check_form(session, d->rows.n > 0 ? d : NULL, form, &s, &b); break;
    case FORM_JSON: staircase_json(d, &b); break;
    case FORM_CSV: staircase_csv(d, &b); break;
    case FORM_PAGE: page_html(d, *ret_unusable, &b); break;
    case FORM_TEXT:
    default: staircase_text(d, &s, &b); break;
    }
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}

dt_status dt_plan_diff(dt_session *session, dt_text deals, const char *at, bool json, bool csv, const dt_style *style,
                       dt_text *ret, dt_text *ret_report, size_t *ret_deals, size_t *ret_unusable)
{
    struct deals lines = {deals, 0, NULL};
    return plan_diff(session, &lines, at, form_of(json, csv), NULL, style, ret, ret_report, ret_deals, ret_unusable);
}

dt_status dt_plan_diff_rows(dt_session *session, dt_csv *deals, const char *at, bool json, bool as_csv,
                            const dt_style *style, dt_text *ret, dt_text *ret_report, size_t *ret_deals,
                            size_t *ret_unusable)
{
    struct deals rows = {{"", 0}, 0, deals};
    return plan_diff(session, &rows, at, form_of(json, as_csv), NULL, style, ret, ret_report, ret_deals, ret_unusable);
}

dt_status dt_plan_report(dt_session *session, dt_text deals, const char *at, dt_text *ret, dt_text *ret_report,
                         size_t *ret_deals, size_t *ret_unusable)
{
    struct deals lines = {deals, 0, NULL};
    return plan_diff(session, &lines, at, FORM_PAGE, NULL, NULL, ret, ret_report, ret_deals, ret_unusable);
}

dt_status dt_plan_report_rows(dt_session *session, dt_csv *deals, const char *at, dt_text *ret, dt_text *ret_report,
                              size_t *ret_deals, size_t *ret_unusable)
{
    struct deals rows = {{"", 0}, 0, deals};
    return plan_diff(session, &rows, at, FORM_PAGE, NULL, NULL, ret, ret_report, ret_deals, ret_unusable);
}

dt_status dt_plan_why(dt_session *session, dt_text deals, const char *at, const char *act, const dt_style *style,
                      dt_text *ret, dt_text *ret_report, size_t *ret_deals, size_t *ret_unusable)
{
    struct deals lines = {deals, 0, NULL};
    return plan_diff(session, &lines, at, FORM_WHY, act, style, ret, ret_report, ret_deals, ret_unusable);
}

dt_status dt_plan_why_rows(dt_session *session, dt_csv *deals, const char *at, const char *act, const dt_style *style,
                           dt_text *ret, dt_text *ret_report, size_t *ret_deals, size_t *ret_unusable)
{
    struct deals rows = {{"", 0}, 0, deals};
    return plan_diff(session, &rows, at, FORM_WHY, act, style, ret, ret_report, ret_deals, ret_unusable);
}

static dt_status plan_check(dt_session *session, struct deals *deals, bool json, const dt_style *style, dt_text *ret,
                            dt_text *ret_report, size_t *ret_unusable, size_t *ret_errors)
{
    size_t used;
    dt_status status = plan_diff(session, deals, NULL, json ? FORM_CHECK_JSON : FORM_CHECK, NULL, style, ret,
                                 ret_report, &used, ret_unusable);
    *ret_errors = session->errors;
    return status;
}

dt_status dt_plan_check(dt_session *session, dt_text deals, bool json, const dt_style *style, dt_text *ret,
                        dt_text *ret_report, size_t *ret_unusable, size_t *ret_errors)
{
    struct deals lines = {deals, 0, NULL};
    return plan_check(session, &lines, json, style, ret, ret_report, ret_unusable, ret_errors);
}

dt_status dt_plan_check_rows(dt_session *session, dt_csv *deals, bool json, const dt_style *style, dt_text *ret,
                             dt_text *ret_report, size_t *ret_unusable, size_t *ret_errors)
{
    struct deals rows = {{"", 0}, 0, deals};
    return plan_check(session, &rows, json, style, ret, ret_report, ret_unusable, ret_errors);
}

dt_text dt_road_deals(const dt_regime *regime)
{
    return text_of_str(regime->road == NULL ? STR("") : regime->road->deals);
}
