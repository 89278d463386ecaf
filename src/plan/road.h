/* Roadmaps: conditions, stages, acts. Read over a loaded regime; acts become the overlay that the evaluators use.
 *
 * Terms are kept as they are written, in days, months or years; promises as text, read by promise.h.
 */
#ifndef PLAN_ROAD_H
#define PLAN_ROAD_H

#include "decide/overlay.h"
#include "law/load.h"
#include "plan/when.h"

#define ROAD_STAGES 63 /* beside stage 0, today */
#define ROAD_ACTS 1024
#define ROAD_CONDITIONS 64

struct condition {
    struct str name, title;
    struct str verified; /* as written */
    int report_days;     /* a report is due every so many days; 0: none */
    struct span at;
};

struct term { /* a length of time as the law writes it */
    int n;
    char unit; /* 'd', 'm', 'y'; 0: none given */
};

struct act {
    enum act_kind kind;
    int authority; /* index; -1: external */
    struct str authority_name;
    VEC(struct target) targets;
    struct str term;       /* `for 180 days renewed while moratorium`: as written */
    struct str text;       /* the whole act, one line */
    VEC(struct str) named; /* certify, notify, report, determine, rescind: what, by name */
    struct term lasts;
    int until;                 /* DAY_NONE */
    const struct when *while_; /* renewed while; NULL: never */
    struct span at;
    int stage;                 /* index of its stage */
    int power;                 /* index; -1: none needed (kept), or external */
    bool external;             /* on law that is not encoded */
    struct overlay_act effect; /* lanes are filled when an overlay is made */
    ints left;                 /* holds of the named measures outside the author's power */
    bool has_effect;           /* end, suspend, amend, license of encoded law */
};

struct stage {
    int number;
    struct str title;
    int *after; /* indices of stages */
    size_t n_after;
    struct str after_text;    /* as written, with its term */
    uint64_t ancestors;       /* bits by index */
    struct str when;          /* as written */
    const struct when *guard; /* the same; NULL: nothing is waited for */
    struct term delay;        /* after the stages in `after` are in effect */
    int on;                   /* DAY_NONE */
    VEC(int) acts;            /* indices */
    VEC(struct str) promises; /* as written */
    struct span at;
};

struct snapback {
    bool given;
    const struct when *on; /* what brings it about */
    int notice;            /* days; 0: at once */
    int to;                /* the stage it goes back to; 0: today */
    int wind_down;         /* days in which contracts from before may be performed; 0: none */
};

enum demand_kind {
    DEMAND_TEXT,     /* kept; nothing checks it */
    DEMAND_RESTORED, /* restored within `days` of breach */
    DEMAND_FLOOR,    /* what is open today stays open */
    DEMAND_BEFORE    /* no relief by `late` before relief by `early` */
};

struct demand {
    enum demand_kind kind;
    struct str text; /* as written, without the quotes */
    int days;
    int late, early; /* authorities */
    struct span at;
};

struct road {
    struct str name, title, source, regime, deals, floor;
    struct review review;
    struct str note;
    int start;
    VEC(struct condition) conditions;
    VEC(struct stage) stages;
    VEC(struct act) acts;
    struct str snapback; /* as written */
    struct snapback back;
    VEC(struct demand) demands;
    struct span at;
};

/* Reads a road over the regime; licences that its acts declare are added to the regime's, alive only where the act is in effect. */
struct road *road_load(struct arena *a, struct diags *diags, struct regime *g, const struct source *source);
/* Does the power carry the act: its author holds it, or acts for who does, it is of this kind, and it lies over every target (of a measure: over
 * some hold)? */
bool road_act_under(const struct regime *g, const struct act *a, int power);
/* Lane i is stage i: lane 0 today, lane i the i-th stage with its ancestors. */
struct overlay road_overlay(struct arena *a, const struct road *r);
/* The same acts over other lanes: lane i has the acts in effect given by the bits `sets[i]` (words of 64). */
struct overlay road_overlay_of(struct arena *a, const struct road *r, const uint64_t *const *sets, unsigned lanes);
/* The days of a term that begins on the road's start; 0: no term is given (unit 0). */
int road_term(const struct road *r, int n, char unit);
/* Day by lane for deals without `on`: the road's start, or the stage's `on`. */
int *road_days(struct arena *a, const struct road *r);

#endif
