/* A deal to fill in: what `detente new deal ACTIVITY` prints. */
#ifndef DECIDE_DEAL_NEW_H
#define DECIDE_DEAL_NEW_H

#include "base/buf.h"
#include "law/model.h"

/* Prints an example of the activity, with a comment per key: JSON that deal_read takes as it is (lines that begin with `//` are comments).
 * Keys that would say more than an example may, such as `clear`, stand there as comments. False: no such activity; nothing is printed,
 * `fact_word_help` knows the remedy. */
bool deal_skeleton(struct arena *a, const struct regime *g, struct str activity, struct buf *out);

#endif
