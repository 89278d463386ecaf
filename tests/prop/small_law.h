/* What the fuzz targets of the languages share: a vocabulary, a small law, two deals. */
#ifndef PROP_SMALL_LAW_H
#define PROP_SMALL_LAW_H

#include "base/arena.h"
#include "decide/decide.h"
#include "law/load.h"

#define FUZZ_MEMORY ((size_t)512 << 20)

struct str fuzz_words(void);     /* vocabulary and authorities, without a regime block */
struct str fuzz_small_law(void); /* a regime over them, with something of everything that a road can act on */
/* Every diagnostic has a code, a message in UTF-8 and a place within its text; else the program ends. */
void fuzz_check_diags(const struct diags *d);
/* Two deals, by the walker and by the tables; the program ends where they differ. */
void fuzz_ask(struct arena *a, struct regime *g, const struct overlay *o);

#endif
