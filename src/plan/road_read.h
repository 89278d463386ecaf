/* What the parts of the reader of roads share. Internal to the reader: others see road.h. */
#ifndef PLAN_ROAD_READ_H
#define PLAN_ROAD_READ_H

#include "law/parse.h"
#include "plan/road.h"

struct reader {
    struct parse parse;
    struct road *road;
};

/* A formula of conditions, with `events` also of breaches and silence; NULL: reported. The cursor stands after it. */
const struct when *road_formula(struct reader *rd, struct cursor *c, bool events);
/* `act AUTHORITY VERB ...` of the stage; adds it, or reports. */
void road_read_act(struct reader *rd, const struct stmt *s, int stage);

/* Is the power one of these kinds, and may the act's author use it? */
bool road_power_of(const struct regime *g, const struct power *p, const struct act *a, unsigned kinds);
/* Does it lie over the whole target? */
bool road_power_covers(const struct regime *g, const struct power *p, const struct target *t);
/* The measures that a target names (`room` may be used for one): NULL: it names a place, or no measure. */
const ints *road_target_measures(const struct regime *g, const struct target *t, ints *room);
/* The kinds of power that carry an act of this kind, as bits. */
unsigned road_kinds_for(enum act_kind kind);

#endif
