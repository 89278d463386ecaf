/* What is wrong, old or missing in a regime; its counts. */
#include "engine/engine.h"

dt_status dt_check(dt_session *session, bool summary, const char *reviewed_since, bool json, const dt_style *style,
                   dt_text *ret, size_t *ret_problems)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    (void)summary;
    (void)reviewed_since;
    (void)json;
    (void)style;
    struct buf b;
    buf_init(&b, &session->arena);
    const struct regime *g = session->regime->law;
    buf_addf(&b, "%.*s: %zu measures, %zu holds, %zu exemptions and licences, %zu offers, %zu instruments\n",
             STR_ARG(g->name), g->measures.n, g->holds.n, g->exemptions.n, g->offers.n, g->instruments.n);
    *ret = text_of_str(buf_str(&b));
    *ret_problems = 0;
    return DT_OK;
}
