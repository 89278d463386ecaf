/* Exploring a road of 63 stages beside today, with two conditions, two suspension groups, a delay before each stage, and a snapback. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "engine/texts.h"
#include "law/load.h"
#include "plan/explore.h"
#include "plan/road_check.h"

#define MEMORY ((size_t)1 << 30)
#define ROUNDS 9

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static struct str road_text(struct arena *a)
{
    struct buf b;
    buf_init(&b, a);
    buf_adds(&b, "roadmap long \"63 stages\" { regime dprk;  start 2026-06-01;  source \"bench\" }\n"
                 "condition a \"A\" verified by x\ncondition b \"B\" verified by x with report every 30 days\n");
    for (int i = 1; i < 64; i++) {
        buf_addf(&b, "stage %d \"S\" {\n", i);
        if (i > 1) {
            buf_addf(&b, "after %d at least %d days\n", i - 1, 30 * (1 + i % 4));
        }
        buf_addf(&b, "when %s\n", i % 2 == 1 ? "a" : "b");
        buf_adds(&b, i == 3   ? "act UN.sc suspends UN.textiles for 180 days renewed while a\n"
                     : i == 5 ? "act UN.sc suspends UN.seafood for 180 days renewed while b\n"
                              : "");
        buf_adds(&b, "}\n");
    }
    buf_adds(&b, "snapback on any of { breach of a; no report of b for 120 days } { notice 30 days;  to stage 0 }\n");
    return buf_str(&b);
}

int main(void)
{
    struct arena a;
    struct diags d;
    struct texts texts = {0};
    struct str what;
    arena_init(&a, MEMORY);
    diags_init(&d, &a);
    if (texts_embedded(&a, "dprk", &texts, &what) != TEXTS_OK) {
        return 1;
    }
    struct regime *g = regime_load(&a, &d, texts.list.items, texts.list.n);
    struct source road = {.name = STR("long.road"), .text = road_text(&a)};
    const struct road *r = road_load(&a, &d, g, &road);
    if (d.errors > 0) {
        fputs("the road does not load\n", stderr);
        return 1;
    }
    double best = 1e9;
    const struct explored *e = NULL;
    size_t findings = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        const struct road_check *c = road_check(&a, g, r, NULL);
        double took = now() - start;
        best = took < best ? took : best;
        e = c->runs;
        findings = c->findings.n;
    }
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("\nThe check of a road of 63 stages: %zu states, %zu transitions, steps of %d days, %s; %zu findings\n"
           "  %.1f ms the whole check (best of %d); memory at most %ld MiB, law and road included\n",
           e->states, e->transitions, e->tick, e->all ? "all" : "cut off", findings, best, ROUNDS,
           use.ru_maxrss / 1024);
    arena_release(&a);
    return 0;
}
