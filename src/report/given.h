/* What stands beside a verdict: what was taken as given, what was not asked, what nobody has reviewed. */
#ifndef REPORT_GIVEN_H
#define REPORT_GIVEN_H

#include "decide/answer.h"

struct remark {
    struct str pointer; /* JSON Pointer into the deal; empty: none */
    struct str word;    /* "clear": for machines */
    struct str text;    /* for people */
};
typedef VEC(struct remark) remarks;

/* Facts that the answer takes from the asker's word, or from silence (rule 30). */
void given_of(const struct answer *an, struct arena *a, remarks *ret);
/* Roles that the activity allows and the deal does not name. */
void not_asked_of(const struct answer *an, struct arena *a, ints *ret_roles);

/* An item of the proof that nobody has held against its text. */
struct unseen {
    const char *kind; /* "measure", "exemption" ... */
    struct str name;
    int hold; /* number within the measure; -1 for other kinds */
    struct str cite;
    struct str text; /* what has not been seen */
};
typedef VEC(struct unseen) unseens;
void unreviewed_of(const struct answer *an, struct arena *a, unseens *ret);

#endif
