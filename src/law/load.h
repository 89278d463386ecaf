/* Loading a regime: texts in, model out. */
#ifndef LAW_LOAD_H
#define LAW_LOAD_H

#include "law/model.h"
#include "law/parse.h"

/* Reads all texts of one regime. Diagnostics go to `diags`; the regime is usable only if it has no error. The texts, the sources and the
 * arena must live as long as the regime. The order of the texts leaves no trace. */
struct regime *regime_load(struct arena *a, struct diags *diags, const struct source *sources, size_t n);
/* A parser over a loaded regime, for roads and tests. */
void parse_init(struct parse *p, struct arena *a, struct diags *diags, struct regime *g);
/* After clauses were parsed on a loaded regime: numbers the new clauses and resolves their groups. */
void parse_finish(struct parse *p);
/* Links the named clauses below a clause that stands outside the regime's items. */
void parse_link(struct parse *p, struct clause *k);

#endif
