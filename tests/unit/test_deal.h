/* What tests of deals start with: the shipped regime in *state, loaded once for the program. */
#ifndef TEST_DEAL_H
#define TEST_DEAL_H

#include "test_base.h"

#include "base/generated.h"
#include "decide/deal.h"
#include "decide/facts.h"
#include "law/load.h"

#define DAY date_make(2026, 6, 1)

struct world {
    struct arena arena;
    struct regime *regime;
};

static inline struct regime *load(struct arena *a)
{
    struct source *sources = ARENA_MANY(a, struct source, embedded_count);
    size_t n = 0;
    for (size_t i = 0; i < embedded_count; i++) {
        struct str name = str_c(embedded_files[i].name);
        if (str_starts(name, STR("regimes/dprk/")) || str_starts(name, STR("regimes/vocabulary/"))) {
            sources[n].name = name;
            sources[n++].text = str_of((const char *)embedded_files[i].data, embedded_files[i].size);
        }
    }
    struct diags diags;
    diags_init(&diags, a);
    return regime_load(a, &diags, sources, n);
}

static inline int setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    arena_init(&w->arena, (size_t)256 << 20);
    w->regime = load(&w->arena);
    *state = w;
    return 0;
}

static inline int teardown(void **state)
{
    struct world *w = *state;
    arena_release(&w->arena);
    free(w);
    return 0;
}

static inline bool holds(struct str text, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; i + n <= text.n; i++) {
        if (memcmp(text.p + i, part, n) == 0) {
            return true;
        }
    }
    return n == 0;
}

#endif
