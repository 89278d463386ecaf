/* A generated regime, loaded, with a road over it: what a run of deals is asked under. */
#ifndef PROP_WORLD_H
#define PROP_WORLD_H

#include "decide/decide.h"
#include "law/load.h"
#include "plan/road.h"
#include "prop/gen.h"

#if __has_include("decide/table.h")
#include "decide/table.h"
#define FAST tables
#define HAVE_TABLES 1
#else
/* Until there are tables, the walker stands for them: everything else is tested all the same. */
#define FAST walker
#define HAVE_TABLES 0
#endif

struct world {
    struct arena arena;
    uint64_t seed, index;
    struct gen_law law;
    struct source sources[GEN_FILES];
    struct regime *regime;
    struct source road_text;
    struct road *road;      /* NULL: no stages */
    struct overlay overlay; /* of the road, or one lane */
    const int *days;        /* by lane; NULL without a road */
    void *tables;           /* of FAST, for the overlay */
    bool quiet;             /* say nothing of deals that cannot be read: a failing one is being made smaller */
};

/* Regime number `index` of the run, with a road of so many stages (0: none). False: it does not load, and why was printed. */
bool world_make(struct world *w, uint64_t seed, uint64_t index, unsigned stages);
/* The same, with a wish of what stands where; NULL: none. */
bool world_wish(struct world *w, uint64_t seed, uint64_t index, unsigned stages, const struct gen_wish *wish);
/* The same from given texts: n sources, the road's text may be empty. */
bool world_load(struct world *w, const struct str *texts, size_t n, struct str road);
/* Makes the tables anew: after the law or the stages were changed. */
void world_compile(struct world *w);
void world_free(struct world *w);
/* Writes the texts to /tmp and gives the path of the regime. */
const char *world_dump(struct world *w);

/* Decides a deal, under the world's stages, with an evaluator; `set` are its tables. NULL: the deal cannot be read (printed). */
struct answer *world_decide(const struct world *w, struct arena *a, const json_t *deal, const struct evaluator *by,
                            void *set, bool split);
/* The seed of a run: PROP_SEED, or 1; printed once. */
uint64_t world_seed(const char *who);
/* A count that PROP_DEALS or the sanitizers change. */
size_t world_count(size_t usual);

#endif
