/* Planted faults: each is the fast evaluator with one mistake that a real one could have made. They are listed in faults.md.
 *
 * A fault wraps FAST and spoils what it is given (the deal, the law that it was compiled from, the stages), or what it answers. The split,
 * and everything else around the evaluator, works on the true law and deal.
 */
#ifndef PROP_FAULTS_H
#define PROP_FAULTS_H

#include "prop/world.h"

#define FAULT_NONE 0 /* passes everything on: nothing must be found */

struct fault_world {
    struct world *world; /* the true one */
    struct world spoilt; /* the same texts, read again, and spoilt; for faults in the law */
    size_t fault;
    struct answer_memory *memory;
};

extern const size_t fault_count; /* with FAULT_NONE */
const char *fault_name(size_t fault);

/* Makes ready what the fault needs. False: it does not load. */
bool fault_open(struct fault_world *f, struct world *w, size_t fault);
void fault_close(struct fault_world *f);
/* Decides a deal with the fault in the fast path; NULL as world_decide. */
struct answer *fault_decide(struct fault_world *f, struct arena *a, const json_t *deal, bool split);

#endif
