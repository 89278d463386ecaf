#include "prop/world.h"

#include <stdio.h>
#include <stdlib.h>

#define MEMORY ((size_t)1 << 30)

#ifdef __has_feature
#define HAS_SANITIZER __has_feature(address_sanitizer)
#else
#define HAS_SANITIZER 0
#endif

static void print_diags(const struct diags *d)
{
    for (size_t i = 0; i < d->list.n && i < 5; i++) {
        const struct diag *g = &d->list.items[i];
        size_t line = 0;
        size_t column = 0;
        struct str text = {"", 0};
        if (g->at.source != NULL) {
            source_place(g->at.source, g->at.from, &line, &column, &text);
        }
        printf("  %s line %zu: %.*s\n    %.*s\n", g->code, line, STR_ARG(g->message), STR_ARG(text));
    }
}

void world_compile(struct world *w)
{
#if HAVE_TABLES
    w->tables = tables_new(&w->arena, w->regime, &w->overlay);
#else
    w->tables = NULL;
#endif
}

static bool load(struct world *w, size_t n)
{
    struct diags diags;
    diags_init(&diags, &w->arena);
    w->regime = regime_load(&w->arena, &diags, w->sources, n);
    if (diags.errors > 0) {
        printf("regime %llu of seed %llu does not load (%s):\n", (unsigned long long)w->index,
               (unsigned long long)w->seed, world_dump(w));
        print_diags(&diags);
        return false;
    }
    return true;
}

static bool lay(struct world *w, bool loud)
{
    struct diags diags;
    diags_init(&diags, &w->arena);
    w->road_text.name = STR("way.road");
    w->road = road_load(&w->arena, &diags, w->regime, &w->road_text);
    if (diags.errors > 0) {
        if (loud) {
            printf("the road of regime %llu, seed %llu does not load (%s):\n", (unsigned long long)w->index,
                   (unsigned long long)w->seed, world_dump(w));
            print_diags(&diags);
        }
        return false;
    }
    w->overlay = road_overlay(&w->arena, w->road);
    w->days = road_days(&w->arena, w->road);
    return true;
}

bool world_make(struct world *w, uint64_t seed, uint64_t index, unsigned stages)
{
    return world_wish(w, seed, index, stages, NULL);
}

bool world_wish(struct world *w, uint64_t seed, uint64_t index, unsigned stages, const struct gen_wish *wish)
{
    memset(w, 0, sizeof *w);
    arena_init(&w->arena, MEMORY);
    w->seed = seed;
    w->index = index;
    gen_law(&w->law, &w->arena, seed, index, wish);
    struct str texts[GEN_FILES];
    gen_texts(&w->law, &w->arena, texts, GEN_FILES);
    for (size_t i = 0; i < GEN_FILES; i++) {
        w->sources[i].name = str_fmt(&w->arena, "f%zu.reg", i);
        w->sources[i].text = texts[i];
    }
    w->overlay = overlay_none;
    if (!load(w, GEN_FILES)) {
        return false;
    }
    /* an act may lack its power: another road then */
    for (unsigned tries = 0; stages > 0; tries++) {
        w->road_text.text = gen_road(&w->law, stages);
        if (lay(w, tries == 20)) {
            break;
        }
        if (tries == 20 || !load(w, GEN_FILES)) {
            return false;
        }
    }
    world_compile(w);
    return true;
}

bool world_load(struct world *w, const struct str *texts, size_t n, struct str road)
{
    memset(w, 0, sizeof *w);
    arena_init(&w->arena, MEMORY);
    for (size_t i = 0; i < n && i < GEN_FILES; i++) {
        w->sources[i].name = str_fmt(&w->arena, "f%zu.reg", i);
        w->sources[i].text = texts[i];
    }
    w->overlay = overlay_none;
    if (!load(w, n)) {
        return false;
    }
    w->road_text.text = road;
    if (road.n > 0 && !lay(w, true)) {
        return false;
    }
    world_compile(w);
    return true;
}

void world_free(struct world *w)
{
    arena_release(&w->arena);
}

const char *world_dump(struct world *w)
{
    const char *path = str_z(&w->arena, str_fmt(&w->arena, "/tmp/detente-prop-%llu-%llu.reg",
                                                (unsigned long long)w->seed, (unsigned long long)w->index));
    FILE *f = fopen(path, "w");
    if (f == NULL) {
        return "(not written)";
    }
    for (size_t i = 0; i < GEN_FILES; i++) {
        fwrite(w->sources[i].text.p, 1, w->sources[i].text.n, f);
    }
    fclose(f);
    if (w->road_text.text.n > 0) {
        const char *road = str_z(&w->arena, str_fmt(&w->arena, "%s.road", path));
        f = fopen(road, "w");
        if (f != NULL) {
            fwrite(w->road_text.text.p, 1, w->road_text.text.n, f);
            fclose(f);
        }
    }
    return path;
}

struct answer *world_decide(const struct world *w, struct arena *a, const json_t *deal, const struct evaluator *by,
                            void *set, bool split)
{
    char *text = json_dumps(deal, JSON_COMPACT);
    struct deal *d;
    struct deal_error e;
    int start = w->road != NULL ? w->road->start : DAY_NONE;
    bool ok = deal_read(a, w->regime, str_dup(a, str_c(text)), start, &d, &e);
    if (!ok && !w->quiet) {
        printf("deal not read: %.*s: %.*s (%.*s)\n%s\n", STR_ARG(e.pointer), STR_ARG(e.message), STR_ARG(e.help), text);
    }
    free(text);
    if (!ok) {
        return NULL;
    }
    struct decision_options options = {.evaluator = by, .tables = set, .lane_days = w->days, .no_split = !split};
    return decide(a, w->regime, d, &w->overlay, &options);
}

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

uint64_t world_seed(const char *who)
{
    const char *value = setting("PROP_SEED");
    uint64_t seed = value != NULL ? strtoull(value, NULL, 10) : 1;
    printf("%s: seed %llu\n", who, (unsigned long long)seed);
    return seed;
}

size_t world_count(size_t usual)
{
    const char *value = setting("PROP_DEALS");
    if (value != NULL) {
        return strtoull(value, NULL, 10);
    }
#if defined(__SANITIZE_ADDRESS__) || HAS_SANITIZER
    return usual / 10;
#else
    return usual;
#endif
}
