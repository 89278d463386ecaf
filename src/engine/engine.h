/* The façade's own structures. */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include <detente/detente.h>

#include "base/arena.h"
#include "base/buf.h"
#include "decide/decide.h"
#include "decide/table.h"
#include "plan/road.h"
#include "report/style.h"

struct dt_regime {
    struct arena arena;
    struct texts *texts;
    struct regime *law;
    struct road *road; /* NULL: none */
};

struct dt_session {
    const dt_regime *regime;
    struct arena arena; /* of the question */
    struct arena_mark start;
    struct arena kept;                /* of the tables: for the session's life */
    struct overlay stages;            /* of the road; what `staged` is made for */
    struct table_set *today, *staged; /* made when first asked for; NULL */
    struct answer *answer;            /* of the last dt_decide */
    struct deal_error refused;        /* why it was none; texts of `arena` */
    size_t errors;                    /* that the last dt_plan_check found */
    dt_text error, help;
    char error_room[1024], help_room[1024];
};

/* The tables of today's law, or of all stages of the loaded road. */
struct table_set *session_tables(dt_session *s, bool stages);
/* Reports that the cap was reached: DT_TOO_BIG. */
dt_status session_full(dt_session *s);
void session_error(dt_session *s, struct str message, struct str help);
struct style style_of(const dt_style *style);
dt_text text_of_str(struct str s);

/* Runs `body` with the session's arena; over the cap: DT_TOO_BIG. */
#define SESSION_TRY(session, jump)                        \
    jmp_buf jump;                                         \
    (session)->arena.full = (session)->kept.full = &jump; \
    if (setjmp(jump) != 0) {                              \
        return session_full(session);                     \
    }

#endif
