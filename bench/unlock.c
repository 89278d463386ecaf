/* Minimal sets against clingo: its own solving time on the same instances, and the same number of sets.
 *
 * The instances are as acts of law are: some measures, each to be taken away in one of a few ways, some ways of two acts, and acts that
 * reach many measures (an umbrella statute). clingo (Debian package gringo) is asked for subset-minimal answers by domain heuristics, with the
 * sets counted and not printed.
 */
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "plan/formula.h"

#define ARENA_BYTES ((size_t)1 << 30)
#define ACTS 128

struct instance {
    const char *name;
    uint64_t seed;
    unsigned measures, most_ways;
};

/* The first five have a few thousand sets, the others more than 100,000. The seeds were taken for that, not for the times. */
static const struct instance instances[] = {
    {"thousands", 1, 20, 4}, {"thousands", 2, 20, 4}, {"thousands", 4, 20, 4}, {"thousands", 1, 22, 4},
    {"thousands", 4, 22, 3}, {"100,000s", 1, 34, 4},  {"100,000s", 4, 32, 4},  {"100,000s", 3, 32, 4},
};

static uint64_t next(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

/* Few acts reach much, most reach little. */
static size_t some_act(uint64_t *x)
{
    uint64_t a = next(x) % ACTS;
    uint64_t b = next(x) % ACTS;
    uint64_t c = next(x) % ACTS;
    uint64_t least = a < b ? a : b;
    return (size_t)(least < c ? least : c);
}

static struct formula make(struct arena *a, const struct instance *in)
{
    uint64_t x = 88172645463325252ULL ^ in->seed * 0x9E3779B97F4A7C15ULL;
    struct formula all = formula_true();
    for (unsigned m = 0; m < in->measures; m++) {
        struct formula f = formula_false(a);
        unsigned ways = 1 + (unsigned)(next(&x) % in->most_ways);
        for (unsigned w = 0; w < ways; w++) {
            struct formula way = formula_act(a, some_act(&x));
            if (next(&x) % 4 == 0) { /* two acts: a provision and the mandate that holds it up */
                struct formula second = formula_act(a, some_act(&x));
                way = formula_and(a, &way, &second);
            }
            f = formula_or(a, &f, &way);
        }
        all = formula_and(a, &all, &f);
    }
    return all;
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool count(void *user, const struct hit_set *set)
{
    uint64_t *n = user;
    *n += 1;
    return set->n <= HIT_ITEMS;
}

static bool write_program(const struct formula *f, const char *path)
{
    FILE *to = fopen(path, "w");
    if (to == NULL) {
        return false;
    }
    fprintf(to, "{a(0..%d)}.\n", ACTS - 1);
    for (size_t c = 0; c < f->n; c++) {
        const char *before = ":- ";
        for (size_t i = 0; i < ACTS; i++) {
            if (hit_has(&f->clauses[c], i)) {
                fprintf(to, "%snot a(%zu)", before, i);
                before = ", ";
            }
        }
        fputs(".\n", to);
    }
    fputs("#show a/1.\n", to);
    return fclose(to) == 0;
}

/* clingo's own solving time in seconds; negative: it is not there. */
static double clingo(const char *path, uint64_t *ret_sets)
{
    char command[512];
    snprintf(command, sizeof command,
             "timeout 300 clingo %s 0 -q --heuristic=Domain --dom-mod=5,16 --enum-mode=domRec --outf=2 2>/dev/null",
             path);
    FILE *from = popen(command, "r");
    if (from == NULL) {
        return -1;
    }
    json_error_t error;
    json_t *out = json_loadf(from, JSON_DISABLE_EOF_CHECK, &error);
    pclose(from);
    const json_t *time = json_object_get(out, "Time");
    double took = time == NULL ? -1 : json_number_value(json_object_get(time, "Solve"));
    *ret_sets = (uint64_t)json_integer_value(json_object_get(json_object_get(out, "Models"), "Number"));
    json_decref(out);
    return took;
}

static void run(const struct instance *in, const char *path)
{
    struct arena a;
    arena_init(&a, ARENA_BYTES);
    struct formula f = make(&a, in);
    struct hit_problem p = {.clauses = f.clauses, .n = f.n, .items = ACTS};
    double best = 1e9;
    uint64_t sets = 0;
    for (int round = 0; round < 5; round++) {
        double start = seconds();
        sets = 0;
        hit_sets(&a, &p, count, &sets);
        double took = seconds() - start;
        best = took < best ? took : best;
    }
    uint64_t theirs = 0;
    double other = write_program(&f, path) ? clingo(path, &theirs) : -1;
    printf("%-10s %4llu %8u %7zu %10llu %10.3f", in->name, (unsigned long long)in->seed, in->measures, f.n,
           (unsigned long long)sets, best * 1000);
    if (other < 0) {
        puts("          -        -");
    } else {
        printf(" %10.1f %7.0fx %s\n", other * 1000, other / best, theirs == sets ? "same sets" : "OTHER COUNT");
    }
    arena_release(&a);
}

int main(void)
{
    char path[] = "/tmp/detente-bench-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) {
        return 1;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("Minimal sets of acts, 128 acts (ms)\n"
         "                                                   detente     clingo");
    puts("sets       seed measures clauses       sets     search      solve   ratio");
    for (size_t i = 0; i < sizeof instances / sizeof *instances; i++) {
        run(&instances[i], path);
    }
    remove(path);
    return 0;
}
