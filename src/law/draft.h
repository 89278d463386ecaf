/* A measure on its way from its statements to holds. Shared by the two files that read measures. */
#ifndef LAW_DRAFT_H
#define LAW_DRAFT_H

#include "law/parse.h"

struct part { /* a form or a pillar on its way to a hold */
    struct hold hold;
    VEC(struct clause *) scope;
    VEC(struct layer) omit_layers;
    VEC(struct clause *) omit_scopes;
    bool form;
    bool added;
    bool own_day; /* the pillar says its first day */
};

struct draft { /* a measure on its way */
    struct parse *parse;
    struct measure *measure;
    struct span at; /* the whole declaration */
    int index;
    ints conducts;
    bool any_conduct;
    VEC(struct clause *) scope;
    ints exemptions; /* of the measure: meet all holds */
    ints offers;
    VEC(struct part) parts;
    bool bound;
    int final; /* exclusive */
};

/* `except NAME { }`, `except NAME as in form DATE [but { }]`: after `except`. */
bool draft_except(struct draft *d, struct cursor *c, ints *to);
/* `licensable by A case-by-case { terms }`: after `licensable`. `layer`: of the variation that adds it, or NULL. */
bool draft_offer(struct draft *d, struct cursor *c, ints *to, struct layer *layer);

#endif
