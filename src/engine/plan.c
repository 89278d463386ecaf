/* Plans. */
#include "engine/engine.h"

dt_status dt_plan_diff(dt_session *session, dt_text deals, const char *at, bool json, bool csv, const dt_style *style, dt_text *ret)
{
    (void)deals; (void)at; (void)json; (void)csv; (void)style; (void)ret;
    session_error(session, STR("plan diff is not there yet"), STR(""));
    return DT_INVALID;
}
