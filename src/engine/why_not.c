/* Why a measure does not stand in a proof. */
#include "engine/engine.h"
#include "decide/why_not.h"
#include "report/explain.h"

dt_status dt_decision_why_not(dt_session *session, const char *measure, const dt_style *style, dt_text *ret)
{
    if (session->answer == NULL) {
        session_error(session, STR("no deal has been decided"), STR("call dt_decide first"));
        return DT_NOT_FOUND;
    }
    SESSION_TRY(session, full);
    const struct answer *an = session->answer;
    int index = regime_find(an->regime, ITEM_MEASURE, str_c(measure));
    if (index < 0) {
        session_error(session, str_fmt(&session->arena, "no measure is called `%s`", measure), STR("`detente check --summary` lists them"));
        return DT_NOT_FOUND;
    }
    struct excluded_by *list;
    size_t n;
    why_not(&session->arena, an, index, &list, &n);
    struct excluded *out = ARENA_MANY(&session->arena, struct excluded, n);
    for (size_t i = 0; i < n; i++) {
        out[i].leg = list[i].leg;
        out[i].hold = list[i].hold;
        out[i].why = (enum exclusion)list[i].why;
        out[i].clause = list[i].clause;
    }
    struct buf b;
    struct style s = style_of(style);
    buf_init(&b, &session->arena);
    explain_why_not(an, index, out, n, &s, &b);
    *ret = text_of_str(buf_str(&b));
    return DT_OK;
}
