/* What a decision with its proof costs: the tables against the tree walker, in one run, on the same deals.
 *
 *   bench_decide [PATH of situations.jsonl]
 *
 * A sample is one decision (read beforehand, with legs, proof and missing facts), repeated BATCH times; a figure is the median, or the 99th
 * in a hundred, over all samples of a set of deals. Figures are nanoseconds of this machine: only the ratios mean something elsewhere.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/buf.h"
#include "engine/engine.h"
#include "prop/small_law.h"
#include "prop/world.h"

#define MEMORY ((size_t)4 << 30)
#define ROUNDS 40
#define BATCH 8
#define MOST_DEALS 2000
#define MOST_SAMPLES ((size_t)MOST_DEALS * ROUNDS)

struct set { /* deals under one law */
    const char *name;
    const struct regime *law;
    const struct overlay *overlay;
    const int *days;
    struct table_set *tables;
    struct deal *deals[MOST_DEALS];
    size_t n;
};

struct figures {
    double median, p99, legs, orders, holds, bytes;
    double per_hold; /* over all decisions: time by holds in the proof */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void count(const struct answer *an, struct figures *f)
{
    f->legs += (double)an->n_legs;
    for (size_t i = 0; i < an->n_legs; i++) {
        f->orders += (double)an->legs[i].n_orders;
        for (size_t k = 0; k < an->legs[i].n_orders; k++) {
            f->holds += (double)an->legs[i].orders[k].n_holds;
        }
    }
}

static struct figures measure(const struct set *s, const struct evaluator *by, struct arena *a, double *samples)
{
    struct figures f = {0};
    struct decision_options how = {.evaluator = by, .tables = by == &tables ? s->tables : NULL, .lane_days = s->days};
    size_t n = 0;
    double all = 0;
    size_t rounds = by == &tables ? ROUNDS : ROUNDS / 10;
    int batch = by == &tables ? BATCH : 1;
    for (size_t round = 0; round <= rounds; round++) { /* the first one warms up, and counts */
        for (size_t i = 0; i < s->n; i++) {
            struct arena_mark mark = arena_mark(a);
            size_t before = a->used;
            double start = now();
            struct answer *an = NULL;
            for (int k = 0; k < batch; k++) {
                arena_rewind(a, mark);
                an = decide(a, s->law, s->deals[i], s->overlay, &how);
            }
            double took = (now() - start) / batch;
            if (round == 0) {
                count(an, &f);
                f.bytes += (double)(a->used - before);
            } else if (an->n_legs > 0) {
                samples[n++] = took / (double)an->n_legs;
                all += took;
            }
            arena_rewind(a, mark);
        }
    }
    qsort(samples, n, sizeof *samples, by_size);
    f.median = samples[n / 2];
    f.p99 = samples[n * 99 / 100];
    f.per_hold = f.holds == 0 ? 0 : all / (double)rounds / f.holds;
    return f;
}

static void show(const struct set *s, struct arena *a, double *samples)
{
    struct table_counts before;
    struct table_counts after;
    if (s->n == 0) {
        printf("%-28s (none)\n", s->name);
        return;
    }
    tables_counts(s->tables, &before);
    struct figures fast = measure(s, &tables, a, samples);
    tables_counts(s->tables, &after);
    struct figures slow = measure(s, &walker, a, samples);
    double orders = (double)(after.orders - before.orders);
    printf("%-28s%4u%6zu %8.0f %8.0f %7.0f %8.0f %6.1fx %6.1f %6.1f %6.0f\n", s->name, s->overlay->lanes, s->n,
           fast.median, fast.p99, fast.per_hold, slow.median, slow.median / fast.median,
           orders == 0 ? 0 : (double)(after.rows - before.rows) / orders,
           orders == 0 ? 0 : (double)(after.looked - before.looked) / orders, fast.bytes / fast.legs);
}

static void heading(const char *what)
{
    printf("\n%s\n%-28s%4s%6s %8s %8s %7s %8s %7s %6s %6s %6s\n", what, "", "", "", "tables", "", "ns per", "walker",
           "", "rows", "rows", "bytes");
    printf("%-28s%4s%6s %8s %8s %7s %8s %7s %6s %6s %6s\n", "deals", "lane", "deals", "median", "p99", "hold", "median",
           "ratio", "block", "looked", "a leg");
}

/* ---- the shipped regime ---- */

static void read_deals(struct set *all, const struct dt_regime *r, struct arena *a, const char *path)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    for (ssize_t got; f != NULL && (got = getline(&line, &room, f)) > 0 && all->n < MOST_DEALS;) {
        struct deal_error e = {0};
        struct str text = str_dup(a, str_of(line, (size_t)got));
        if (deal_read(a, r->law, text, r->road->start, &all->deals[all->n], &e)) {
            all->n++;
        }
    }
    free(line);
    if (f == NULL) {
        printf("skipped: %s cannot be read\n", path);
    } else {
        fclose(f);
    }
}

/* The deals of which everything that matters is known. */
static void only_complete(const struct set *from, struct arena *a, struct set *to)
{
    struct decision_options how = {.evaluator = &tables, .tables = from->tables, .lane_days = from->days};
    for (size_t i = 0; i < from->n; i++) {
        struct arena_mark mark = arena_mark(a);
        const struct answer *an = decide(a, from->law, from->deals[i], from->overlay, &how);
        bool complete = true;
        for (size_t k = 0; k < an->n_legs; k++) {
            for (size_t o = 0; o < an->legs[k].n_orders; o++) {
                complete = complete && an->legs[k].orders[o].n_missing == 0;
            }
        }
        arena_rewind(a, mark);
        if (complete) {
            to->deals[to->n++] = from->deals[i];
        }
    }
}

static struct overlay many_lanes(struct arena *a, const struct road *road)
{
    struct overlay stages = road_overlay(a, road);
    const uint64_t *sets[MAX_LANES];
    for (unsigned lane = 0; lane < MAX_LANES; lane++) { /* each lane: a stage, some without one of its acts */
        uint64_t *acts = ARENA_MANY(a, uint64_t, road->acts.n / 64 + 1);
        unsigned stage = lane % stages.lanes;
        for (size_t i = 0; i < stages.acts.n; i++) {
            const struct overlay_act *act = &stages.acts.items[i];
            if ((act->lanes >> stage & 1U) != 0 && (size_t)lane / stages.lanes % (stages.acts.n + 1) != i + 1) {
                acts[act->id / 64] |= 1ULL << (act->id % 64);
            }
        }
        sets[lane] = acts;
    }
    return road_overlay_of(a, road, sets, MAX_LANES);
}

static void shipped(struct arena *kept, struct arena *a, double *samples, const char *path)
{
    struct dt_regime *r;
    dt_text report;
    double best = 0;
    for (int i = 0; i < 5; i++) {
        double start = now();
        if (dt_regime_load("dprk", NULL, false, &r, &report) != DT_OK) {
            puts("the regime does not load");
            exit(1);
        }
        double took = now() - start;
        best = best == 0 || took < best ? took : best;
        dt_free(report);
        if (i < 4) {
            dt_regime_free(r);
        }
    }
    if (dt_road_load(r, "jin-2025", NULL, false, &report) != DT_OK) {
        puts("the road does not load");
        exit(1);
    }
    dt_free(report);
    size_t before = kept->used;
    double start = now();
    static struct set today; /* large */
    static struct set complete;
    today = (struct set){.name = "situations", .law = r->law, .overlay = &overlay_none};
    today.tables = tables_new(kept, r->law, &overlay_none);
    double took = now() - start;
    printf("the shipped regime: %zu measures, %zu holds, read in %.1f ms (best of 5), %.1f MB; tables in %.1f ms, %.1f "
           "MB\n",
           r->law->measures.n, r->law->holds.n, best / 1e6, (double)r->arena.used / 1e6, took / 1e6,
           (double)(kept->used - before) / 1e6);
    heading("The shipped regime (ns per leg)");
    read_deals(&today, r, kept, path);
    show(&today, a, samples);
    complete = today;
    complete.name = "situations, complete";
    complete.n = 0;
    only_complete(&today, a, &complete);
    show(&complete, a, samples);
    struct overlay stages = road_overlay(kept, r->road);
    struct overlay many = many_lanes(kept, r->road);
    const struct overlay *overlays[] = {&stages, &many};
    for (int i = 0; i < 2; i++) {
        today.overlay = complete.overlay = overlays[i];
        today.tables = complete.tables = tables_new(kept, r->law, overlays[i]);
        show(&today, a, samples);
        show(&complete, a, samples);
    }
    dt_regime_free(r);
}

/* ---- law of any size ---- */

#define ALIKE 6 /* measures that a leg meets, whatever the size of the law */

static void sized_law(struct buf *out, size_t measures)
{
    buf_add(out, fuzz_words());
    buf_add(out, STR("regime sized \"sized\" { against KP; covers UN from 2006-10-14 }\n"
                     "instrument UN.i \"I\" by UN.sc { adopted 2006-10-14 }\n"));
    for (size_t i = 0; i < measures; i++) {
        if (i < ALIKE) {
            buf_addf(out,
                     "measure UN.m%zu \"m\" { binds anyone; prohibits procure, supply; dispatch KP; goods coal; under "
                     "UN.i para %zu; ",
                     i, i + 1);
        } else {
            buf_addf(out,
                     "goods g%zu \"g\" { hs %06zu }\nmeasure UN.m%zu \"m\" { binds anyone; prohibits procure, supply; "
                     "dispatch KP; goods "
                     "g%zu; under UN.i para %zu; ",
                     i, 300000 + i * 7, i, i, i + 1);
        }
        buf_add(out, STR("except aid { purpose food; not judged knowing }; except medical { only purpose food; "
                         "destination CN }; reviewed "
                         "2026-11-24 }\n"));
    }
}

static void sizes(struct arena *a, double *samples)
{
    static const size_t each[] = {50, 300, 3000};
    static const char deal[] =
        "{\"on\":\"2017-10-01\",\"activity\":\"import\",\"dispatch\":\"KP\",\"destination\":\"CN\",\"route\":[],"
        "\"goods\":[{\"hs\":\"270112\",\"made_in\":\"KP\"}],\"parties\":[{\"role\":\"buyer\",\"country\":\"CN\","
        "\"clear\":true},{\"role\":"
        "\"seller\",\"country\":\"KP\",\"clear\":true}],\"purposes\":[\"trade\"],\"judged\":{\"knowing\":false}}";
    double first = 0;
    heading("Law of any size: a leg meets six measures (ns per leg)");
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        struct world w;
        struct arena texts;
        arena_init(&texts, MEMORY);
        struct buf out;
        buf_init(&out, &texts);
        sized_law(&out, each[i]);
        struct str text = buf_str(&out);
        double start = now();
        if (!world_load(&w, &text, 1, STR(""))) {
            exit(1);
        }
        double took = now() - start;
        static struct set s;
        s = (struct set){.law = w.regime, .overlay = &w.overlay, .tables = w.tables};
        s.name = str_z(&w.arena, str_fmt(&w.arena, "%zu measures", each[i]));
        struct deal_error e = {0};
        if (!deal_read(&w.arena, w.regime, str_c(deal), DAY_NONE, &s.deals[0], &e)) {
            printf("%.*s: %.*s\n", STR_ARG(e.pointer), STR_ARG(e.message));
            exit(1);
        }
        s.n = 1;
        show(&s, a, samples);
        double median = 0;
        for (int again = 0; again < 5; again++) { /* one deal alone: its best of five */
            double one = measure(&s, &tables, a, samples).median;
            median = again == 0 || one < median ? one : median;
        }
        first = i == 0 ? median : first;
        printf("  tables: %.2f times the time at %zu measures; read and compiled in %.0f ms\n", median / first, each[0],
               took / 1e6);
        world_free(&w);
        arena_release(&texts);
    }
}

/* ---- generated law and deals ---- */

static void generated(struct arena *a, double *samples, unsigned lanes)
{
    static struct set all;
    double fast = 0;
    double fast_hold = 0;
    double slow = 0;
    double p99 = 0;
    size_t regimes = 20;
    double rows = 0;
    double looked = 0;
    double bytes = 0;
    for (size_t i = 0; i < regimes; i++) {
        struct world w;
        if (!world_make(&w, 7, i, lanes > 1 ? 8 : 0)) {
            exit(1);
        }
        struct overlay laid = lanes > 1 ? many_lanes(&w.arena, w.road) : overlay_none;
        all = (struct set){.law = w.regime, .overlay = &laid, .tables = tables_new(&w.arena, w.regime, &laid)};
        struct rng rng = {i};
        for (int k = 0; k < 50; k++) {
            json_t *json = gen_deal(&w.law, &rng, true);
            char *text = json_dumps(json, JSON_COMPACT);
            struct deal_error e = {0};
            if (deal_read(&w.arena, w.regime, str_dup(&w.arena, str_c(text)), DAY_NONE, &all.deals[all.n], &e)) {
                all.n++;
            }
            free(text);
            json_decref(json);
        }
        struct table_counts before;
        struct table_counts after;
        tables_counts(all.tables, &before);
        struct figures f = measure(&all, &tables, a, samples);
        tables_counts(all.tables, &after);
        struct figures g = measure(&all, &walker, a, samples);
        fast += f.median / (double)regimes;
        fast_hold += f.per_hold / (double)regimes;
        p99 += f.p99 / (double)regimes;
        slow += g.median / (double)regimes;
        bytes += f.bytes / f.legs / (double)regimes;
        rows += (double)(after.rows - before.rows) / (double)(after.orders - before.orders) / (double)regimes;
        looked += (double)(after.looked - before.looked) / (double)(after.orders - before.orders) / (double)regimes;
        world_free(&w);
    }
    printf("%-28s%4u%6zu %8.0f %8.0f %7.0f %8.0f %6.1fx %6.1f %6.1f %6.0f\n", "generated, complete", lanes,
           regimes * 50, fast, p99, fast_hold, slow, slow / fast, rows, looked, bytes);
}

int main(int argc, char **argv)
{
    struct arena kept;
    struct arena a;
    jmp_buf full;
    arena_init(&kept, MEMORY);
    arena_init(&a, MEMORY);
    kept.full = a.full = &full;
    if (setjmp(full) != 0) {
        puts("out of memory");
        return 1;
    }
    double *samples = malloc(MOST_SAMPLES * sizeof *samples);
    if (samples == NULL) {
        return 1;
    }
    shipped(&kept, &a, samples, argc > 1 ? argv[1] : "examples/situations.jsonl");
    heading("Generated law and deals: means over 20 regimes of the medians (ns per leg)");
    generated(&a, samples, 1);
    generated(&a, samples, MAX_LANES);
    sizes(&a, samples);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("\nmemory at most %.0f MB, with law of 3,000 measures\n", (double)use.ru_maxrss / 1024);
    free(samples);
    arena_release(&kept);
    arena_release(&a);
    return 0;
}
