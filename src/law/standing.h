/* Which items of law stand in a place. */
#ifndef LAW_STANDING_H
#define LAW_STANDING_H

#include "law/model.h"

enum standing_kind {
    STANDS_MEASURE,
    STANDS_MANDATE, /* index: the measure that it obliges to */
    STANDS_EXEMPTION,
    STANDS_LICENCE,
    STANDS_OFFER,
    STANDS_POLICY,
    STANDS_CONSEQUENCE,
    STANDS_POWER,
    STANDS_CAP,
    STANDS_COMMITMENT
};

struct standing {
    enum standing_kind kind;
    int index;  /* in the array of its kind */
    bool cites; /* it stands elsewhere, and cites the place as its `source` */
};

typedef VEC(struct standing) standings;

/* "exemption" */
const char *standing_word(enum standing_kind kind);
/* "UN.coal"; "rajin of UN.coal" for an exception of a measure; "the offer of UN.coal" likewise. */
struct str standing_name(const struct regime *g, struct arena *a, struct standing s);
/* What stands in the place, below it, or in a place that it lies in, or cites such a one; for a power: the powers of the authority. Each
 * item once. */
void standing_in(const struct regime *g, struct arena *a, const struct wanted *w, standings *ret);

#endif
