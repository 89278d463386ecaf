/* Which of the acts a road takes. */
#include "decide/life.h"
#include "plan/unlock.h"

static bool in_place(const struct regime *g, const provisions *of, struct provision place)
{
    for (size_t i = 0; i < of->n; i++) {
        if (provision_within(g, place, of->items[i])) {
            return true;
        }
    }
    return false;
}

static bool lifts(const struct unlock *u, const struct act *by, const struct unlock_act *act)
{
    bool all = by->kind == ACT_END || by->kind == ACT_SUSPEND;
    if (act->kind == UNLOCK_LIFT_MANDATE) {
        return all && (in_place(u->regime, &by->effect.mandates, act->place) ||
                       in_place(u->regime, &by->effect.provisions, act->place));
    }
    for (size_t i = 0; i < act->holds.n && all; i++) {
        all = names_hold(u->regime, &by->effect, u->holds.items[act->holds.items[i]].hold);
    }
    return all;
}

void unlock_mark(struct unlock *u, const struct road *r)
{
    for (size_t i = 0; i < u->acts.n; i++) {
        struct unlock_act *act = &u->acts.items[i];
        for (size_t k = 0; k < r->acts.n && act->stage == 0; k++) {
            const struct act *by = &r->acts.items[k];
            bool may = by->has_effect && by->authority == act->authority &&
                       (act->kind == UNLOCK_LIFT || act->kind == UNLOCK_LIFT_MANDATE);
            if (may && lifts(u, by, act)) {
                act->stage = r->stages.items[by->stage].number;
            }
        }
    }
}
