/* What stages change: acts in effect, lane by lane, laid over the compiled law and never copied into it.
 *
 * A lane is one state of the law asked about: stage 0 (today), stage 1 ... or a stage without one of its acts. At most 64 in a pass.
 */
#ifndef DECIDE_OVERLAY_H
#define DECIDE_OVERLAY_H

#include "law/model.h"

#define MAX_LANES 64

struct overlay_act {
    enum act_kind
        kind; /* ACT_END, ACT_SUSPEND: what it names is off; ACT_AMEND: `omit` is outside; ACT_LICENSE: `licence` is on */
    int id;   /* the act of the road */
    uint64_t lanes;        /* where it is in effect */
    provisions provisions; /* places of instruments */
    provisions mandates;   /* places whose mandates sleep */
    ints holds;            /* by measure or group, those in the author's power */
    ints exemptions, policies, consequences, offers;
    struct clause *omit; /* ACT_AMEND */
    int licence;         /* ACT_LICENSE: index into exemptions; -1 */
};

struct overlay {
    unsigned lanes; /* 1 to 64 */
    VEC(struct overlay_act) acts;
};

/* No stages: one lane, today's law. */
extern const struct overlay overlay_none;

static inline uint64_t overlay_all(const struct overlay *o)
{
    return o->lanes >= 64 ? ~0ULL : (1ULL << o->lanes) - 1;
}

#endif
