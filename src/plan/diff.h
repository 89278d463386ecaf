/* What each stage opens: deals by stage, and relief that is masked.
 *
 * An act is masked if it changes the holds or consequences that reach some deal and, with the rest of its stage and of the stages before
 * in effect, no deal's openness differs with and without it (at either end of its range). The stages without one of their acts are further
 * lanes of the same pass.
 */
#ifndef PLAN_DIFF_H
#define PLAN_DIFF_H

#include "decide/decide.h"
#include "plan/road.h"

struct blocker { /* a hold that closes a deal, surely or maybe, in some stages */
    int hold;
    struct pair closes;
    struct pair prohibits; /* and has no open door */
    uint64_t by_mandate;
};

struct diff_exposure {
    int consequence;
    struct pair value;
};

struct diff_touch { /* a deal, and the stages in which it is touched */
    int row;
    uint64_t lanes;
};
typedef VEC(struct diff_touch) diff_touches;

struct diff_open_hold { /* a hold that reaches deals, or may, and of which nobody knows whether it lives */
    int hold;
    diff_touches deals;
};

struct diff_open_law {
    struct str item;       /* as --assume takes it; empty: a question to law that is not here */
    struct str question;   /* for people */
    diff_touches verdicts; /* deals whose verdict hangs on it */
    diff_touches exposures;
    VEC(struct diff_open_hold) holds;
};

struct diff_missing {
    struct str phrase;  /* for people */
    struct str pointer; /* "" for law */
    struct str item;    /* open law: the item as --assume takes it */
    uint64_t lanes;
    bool law;
};

struct diff_row {
    struct str id;       /* the deal's; of one without, what it is about */
    int on;              /* day judged; by stage when the deal has none and stages differ */
    struct range range;  /* lanes = stages */
    struct pair exposed; /* by any consequence */
    VEC(struct blocker) blockers;
    VEC(struct diff_exposure) exposures;
    VEC(struct diff_missing) missing;
};

enum act_status {
    ACT_OPENS,         /* some deal is open with it and not without it (at some end) */
    ACT_CLOSES,        /* opens none, and some deal is closed with it that is open without it */
    ACT_MASKED,        /* reaches deals, opens none */
    ACT_NOT_EXERCISED, /* reaches no deal of the file */
    ACT_EXTERNAL,      /* on law that is not encoded */
    ACT_KEPT           /* certify, notify, report ...: no effect of its own on the law */
};

struct diff_item { /* a hold, or a consequence, and the deals of an act that it touches */
    int index;
    ints rows;
    VEC(uint64_t) roles; /* consequences: beside each row, the roles of those who are exposed, bits by index */
    bool kin;            /* staying: brings the same as one that the act takes away, or strikes the same actors */
};
typedef VEC(struct diff_item) diff_items;

struct diff_act {
    int act; /* index */
    int stage;
    enum act_status status;
    ints opens;      /* rows */
    ints closes;     /* rows that are open without it */
    ints reaches;    /* rows whose holds or consequences it changes */
    diff_items gone; /* consequences that it takes away from deals */
    diff_items
        staying; /* consequences that stay on the deals that it reaches: those of the kind that it takes away first */
    diff_items still; /* holds that still close the deals that it reaches, with it in effect */
};

struct diff_stage {
    ints opens;   /* rows open here and not at the stages before */
    bool jointly; /* opens a deal, though none of its acts does alone */
};

struct diff {
    const struct regime *regime;
    const struct road *road;
    unsigned lanes; /* stages with stage 0 */
    int at;         /* day of deals without `on` */
    VEC(struct diff_row) rows;
    VEC(struct diff_open_law) open_law;
    struct diff_act *acts;     /* of the road, in its order */
    struct diff_stage *stages; /* of the road */
};

/* The acts' lanes of one road: shared by all deals. */
struct diff_lanes;
/* `kept` holds the tables and must not be rewound while the lanes are used. */
struct diff_lanes *diff_lanes_new(struct arena *a, struct arena *kept, const struct road *r);
void diff_start(struct arena *a, struct diff *d, const struct regime *g, const struct road *r, int at);
/* Decides the deal in all lanes and adds its row. */
void diff_add(struct arena *a, struct diff *d, struct diff_lanes *l, const struct deal *deal);
/* After the last deal. */
void diff_finish(struct arena *a, struct diff *d);

#endif
