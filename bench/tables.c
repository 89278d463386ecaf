/* The tables alone, closer: 512 different deals in turn, Kleene's answer with its proof, on one day and in 64 stages; what a leg costs and
 * what each hold in its proof adds; the split apart; law of growing size; start and memory. The walker beside it, on the same deals.
 *
 *   bench_tables [FILE.jsonl ...]
 *
 * Every deal is decided once in a round, so that it comes as cold as in a batch. A deal's time is its median over the rounds; figures are
 * nanoseconds a leg of this machine: only the ratios mean something elsewhere. No figure is a test.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "decide/decide.h"
#include "decide/table.h"
#include "engine/texts.h"
#include "law/load.h"
#include "plan/road.h"

#define MEMORY ((size_t)4 << 30)
#define DEALS 512
#define ROUNDS 21
#define MOST_BASES 256

struct deals {
    struct deal *items[DEALS];
    size_t n;
};

struct sample {   /* of a deal */
    double time;  /* a leg */
    double holds; /* in the proof, a leg */
    double legs;
    bool open; /* some leg is undetermined */
};

struct figures {
    double legs, holds, assess, exposed, bytes, mean, median, p99, base, slope;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static unsigned chance(unsigned long long *state, unsigned below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (unsigned)(*state % below);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* ---- law ---- */

static struct regime *load(struct arena *a, const char *name, const struct source *more)
{
    struct texts *t = ARENA_NEW(a, struct texts);
    struct str what;
    if (texts_embedded(a, name, t, &what) != TEXTS_OK) {
        printf("%s: not embedded\n", name);
        exit(1);
    }
    if (more != NULL) {
        VEC_PUSH(a, &t->list, *more);
    }
    struct diags *diags = ARENA_NEW(a, struct diags);
    diags_init(diags, a);
    struct regime *g = regime_load(a, diags, t->list.items, t->list.n);
    if (diags->errors > 0) {
        printf("%s: %zu errors\n", name, diags->errors);
        exit(1);
    }
    return g;
}

static struct overlay stages_of(struct arena *a, struct regime *g, const char *path)
{
    struct source *s = ARENA_NEW(a, struct source);
    struct diags *diags = ARENA_NEW(a, struct diags);
    diags_init(diags, a);
    s->name = str_c(path);
    if (texts_file(a, path, &s->text) != TEXTS_OK) {
        printf("%s: cannot be read\n", path);
        exit(1);
    }
    const struct road *r = road_load(a, diags, g, s);
    const uint64_t *sets[MAX_LANES];
    unsigned long long state = 7;
    for (unsigned lane = 0; lane < MAX_LANES; lane++) { /* today, and 63 choices of the acts */
        uint64_t *acts = ARENA_MANY(a, uint64_t, r->acts.n / 64 + 1);
        for (size_t i = 0; lane > 0 && i < r->acts.n; i++) {
            acts[i / 64] |= chance(&state, 2) == 0 ? 1ULL << (i % 64) : 0;
        }
        sets[lane] = acts;
    }
    return road_overlay_of(a, r, sets, MAX_LANES);
}

/* ---- deals ---- */

static const char *const countries[] = {"KP", "CN", "KR", "US", "RU", "JP", "DE", "SG", "GB", "PA"};
static const char *const codes[] = {"270111", "270112", "260111", "620343", "030614", "844629", "271019",
                                    "271012", "100630", "300490", "910121", "870323", "880211", "711319",
                                    "720851", "854231", "890190", "930190", "440710", "970310"};
static const char *const purposes[] = {"commercial", "humanitarian", "livelihood", "medical", "food", "basic-needs"};
#define ONE_OF(state, list) list[chance(state, (unsigned)(sizeof(list) / sizeof *(list)))]

/* The same deal with another code, country or purpose: as complete as it was. */
static void vary(json_t *deal, unsigned long long *state)
{
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(deal, "goods"), i, one)
    {
        if (chance(state, 3) > 0 && json_object_get(one, "hs") != NULL) {
            json_object_set_new(one, "hs", json_string(ONE_OF(state, codes)));
        }
        if (chance(state, 4) == 0 && json_object_get(one, "made_in") != NULL) {
            json_object_set_new(one, "made_in", json_string(ONE_OF(state, countries)));
        }
    }
    json_array_foreach(json_object_get(deal, "parties"), i, one)
    {
        if (chance(state, 4) == 0 && json_object_get(one, "country") != NULL) {
            json_object_set_new(one, "country", json_string(ONE_OF(state, countries)));
        }
    }
    if (chance(state, 4) == 0 && json_object_get(deal, "destination") != NULL) {
        json_object_set_new(deal, "destination", json_string(ONE_OF(state, countries)));
    }
    if (chance(state, 3) == 0 && json_object_get(deal, "purposes") != NULL) {
        json_object_set_new(deal, "purposes", json_pack("[s]", ONE_OF(state, purposes)));
    }
}

static void read_bases(const char *path, json_t **bases, size_t *n)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    while (f != NULL && *n < MOST_BASES && getline(&line, &room, f) > 0) {
        json_t *one = json_loads(line, 0, NULL);
        if (one != NULL) {
            bases[(*n)++] = one;
        }
    }
    free(line);
    if (f == NULL) {
        printf("%s: cannot be read\n", path);
    } else {
        fclose(f);
    }
}

static void read_deals(struct arena *a, const struct regime *g, json_t **bases, size_t n, struct deals *ret)
{
    unsigned long long state = 42;
    for (size_t tries = 0; n > 0 && ret->n < DEALS && tries < 20 * DEALS; tries++) {
        json_t *one = json_deep_copy(bases[tries % n]);
        struct deal_error e;
        vary(one, &state);
        char *text = json_dumps(one, JSON_COMPACT);
        if (deal_read(a, g, str_dup(a, str_c(text)), date_make(2026, 6, 1), &ret->items[ret->n], &e)) {
            ret->n++;
        }
        free(text);
        json_decref(one);
    }
}

/* ---- measuring ---- */

static void count(const struct answer *an, struct sample *s, struct figures *l)
{
    double holds = 0;
    for (size_t i = 0; i < an->n_legs; i++) {
        for (size_t k = 0; k < an->legs[i].n_orders; k++) {
            const struct order_answer *o = &an->legs[i].orders[k];
            holds += (double)o->n_holds;
            l->assess += (double)o->n_assess;
            l->exposed += (double)o->n_exposed;
            s->open = s->open || o->n_missing > 0;
        }
    }
    s->legs = (double)an->n_legs;
    s->holds = an->n_legs == 0 ? 0 : holds / (double)an->n_legs;
    l->legs += s->legs;
    l->holds += holds;
}

/* Time = base + slope * holds, by least squares over the deals. */
static void fit(const struct sample *s, size_t n, struct figures *l)
{
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (size_t i = 0; i < n; i++) {
        x += s[i].holds;
        y += s[i].time;
        xx += s[i].holds * s[i].holds;
        xy += s[i].holds * s[i].time;
    }
    double below = (double)n * xx - x * x;
    l->slope = below == 0 ? 0 : ((double)n * xy - x * y) / below;
    l->base = (y - l->slope * x) / (double)n;
}

static struct figures measure(struct arena *a, const struct regime *g, const struct deals *d, const struct overlay *o,
                              struct decision_options how, size_t rounds, bool open_only)
{
    static double times[DEALS][ROUNDS];
    static struct sample samples[DEALS];
    static double sorted[DEALS];
    struct figures l = {0};
    size_t n = 0;
    memset(samples, 0, sizeof samples);
    for (size_t round = 0; round <= rounds; round++) { /* the first one counts */
        for (size_t i = 0; i < d->n; i++) {
            struct arena_mark mark = arena_mark(a);
            size_t before = a->used;
            double start = now();
            const struct answer *an = decide(a, g, d->items[i], o, &how);
            double took = now() - start;
            if (round == 0) {
                count(an, &samples[i], &l);
                l.bytes += (double)(a->used - before);
            } else {
                times[i][round - 1] = took;
            }
            arena_rewind(a, mark);
        }
    }
    double all = 0;
    double legs = 0;
    for (size_t i = 0; i < d->n; i++) {
        if (samples[i].legs == 0 || (open_only && !samples[i].open)) {
            continue;
        }
        qsort(times[i], rounds, sizeof times[i][0], by_size);
        samples[n] = samples[i];
        samples[n].time = times[i][rounds / 2] / samples[i].legs;
        sorted[n] = samples[n].time;
        all += times[i][rounds / 2];
        legs += samples[n++].legs;
    }
    if (n == 0) {
        return l;
    }
    qsort(sorted, n, sizeof *sorted, by_size);
    l.mean = all / legs;
    l.median = sorted[n / 2];
    l.p99 = sorted[n * 99 / 100];
    fit(samples, n, &l);
    return l;
}

static void heading(void)
{
    printf("%-34s %5s %7s %7s %7s %7s %6s %6s %6s %7s %6s %9s %7s\n", "", "lanes", "mean", "median", "p99", "a leg",
           "a hold", "holds", "assess", "exposed", "bytes", "walker", "ratio");
}

static void show(struct arena *a, const char *name, const struct regime *g, const struct deals *d,
                 const struct overlay *o, struct table_set *t, bool split, bool open_only)
{
    struct deals few = {{0}, 0};
    struct decision_options fast = {.evaluator = &tables, .tables = t, .no_split = !split};
    struct decision_options slow = {.evaluator = &walker, .no_split = !split};
    struct table_counts before;
    struct table_counts after;
    for (size_t i = 0; i<d->n; i += o->lanes> 1 ? 32 : 4) {
        few.items[few.n++] = d->items[i];
    }
    tables_counts(t, &before);
    struct figures l = measure(a, g, d, o, fast, split ? 3 : ROUNDS, open_only);
    tables_counts(t, &after);
    struct figures same = measure(a, g, &few, o, fast, split ? 3 : ROUNDS, open_only);
    struct figures w = measure(a, g, &few, o, slow, 1, open_only);
    printf("%-34s %5u %7.0f %7.0f %7.0f %7.0f %6.0f %6.1f %6.1f %7.1f %6.0f %9.0f %6.0fx\n", name, o->lanes, l.mean,
           l.median, l.p99, l.base, l.slope, l.holds / l.legs, l.assess / l.legs, l.exposed / l.legs, l.bytes / l.legs,
           w.mean, w.mean / same.mean);
    double orders = (double)(after.orders - before.orders);
    if (!split && orders > 0) {
        printf("%-34s rows in the blocks of an order %.1f, evaluated %.1f\n", "",
               (double)(after.rows - before.rows) / orders, (double)(after.looked - before.looked) / orders);
    }
}

/* Facts taken away, every third one. */
static void thin_out(json_t *j, unsigned long long *state, unsigned depth)
{
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(j, next, key, value)
    {
        bool kept = strcmp(key, "activity") == 0 || strcmp(key, "on") == 0 || strcmp(key, "role") == 0 ||
                    strcmp(key, "quantity") == 0 || strcmp(key, "unit") == 0 || strcmp(key, "id") == 0 ||
                    json_is_object(value) || depth > 1;
        if (!kept && !json_is_array(value) && chance(state, 3) == 0) {
            json_object_del(j, key);
        } else if (json_is_array(value) && depth == 0 && chance(state, 6) == 0) {
            json_object_del(j, key);
        }
    }
    size_t i;
    json_array_foreach(json_object_get(j, "goods"), i, value) thin_out(value, state, depth + 1);
    json_array_foreach(json_object_get(j, "parties"), i, value) thin_out(value, state, depth + 1);
}

/* ---- law of growing size ---- */

static void sized_measure(struct buf *out, unsigned long long *state, size_t i)
{
    static const char *const orders[] = {"UN", "US", "KR"};
    static const char *const trade[] = {"supply, procure, ship, transfer-at-sea", "supply, procure, ship"};
    static const char *const other[] = {"pay, receive-payment", "serve, obtain",  "lend, borrow", "insure",
                                        "charter, lease, crew", "invest, venture"};
    static const char *const authors[] = {"UN.sc", "US.o", "KR.m"};
    size_t j = i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2;
    unsigned kind = i < 6 ? 20 : chance(state, 20);
    if (kind < 10) {
        buf_addf(out, "goods g%zu \"g\" { hs %06u }\n", i, 100000 + chance(state, 800000));
    }
    buf_addf(out, "measure %s.m%zu \"m\" { binds %s; ", orders[j], i,
             kind == 20 ? "anyone"
             : j == 0   ? "states for persons"
                        : "person");
    if (kind == 20) { /* six that every leg may meet */
        buf_adds(out, "prohibits supply, procure, ship, pay; any of { UN.out; UN.in }");
    } else if (kind < 10) {
        buf_addf(out, "prohibits %s; %s; goods g%zu", trade[chance(state, 2)],
                 chance(state, 2) == 0 ? "UN.out" : "UN.in", i);
    } else if (kind < 12) {
        buf_addf(out, "prohibits %s; party { national %s; kind bank }", ONE_OF(state, other), ONE_OF(state, countries));
    } else if (kind < 14) {
        buf_addf(out, "blocks party { kind vessel; flag %s }", countries[1 + chance(state, 8)]);
    } else if (kind < 17) {
        buf_addf(out, "prohibits %s; dispatch %s; destination %s; purpose %s", ONE_OF(state, trade),
                 ONE_OF(state, countries), ONE_OF(state, countries), ONE_OF(state, purposes));
    } else {
        buf_addf(out, "prohibits %s; buyer { incorporated %s }; seller { incorporated %s }; judged jx",
                 ONE_OF(state, other), ONE_OF(state, countries), ONE_OF(state, countries));
    }
    buf_addf(out,
             "; under %s.i para %zu; except aid { only purpose humanitarian; not judged jy }; except medical { only "
             "purpose medical; destination "
             "%s }; licensable by %s case-by-case { only purpose food } }\n",
             orders[j], i + 1, ONE_OF(state, countries), authors[j]);
}

static void sized_law(struct buf *out, size_t measures)
{
    unsigned long long state = 12345;
    buf_adds(
        out,
        "regime sized \"sized\" { against KP; covers UN from 2006-10-14; covers US from 2006-10-14; covers KR from "
        "2006-10-14 }\n"
        "jurisdiction UN \"UN\" { }\n"
        "jurisdiction US \"US\" { nexus person { actor { any of { national US; resident US; incorporated US; located "
        "US } } } }\n"
        "jurisdiction KR \"KR\" { nexus person { actor { any of { national KR; resident KR; incorporated KR; located "
        "KR } } } }\n"
        "authority UN.sc \"A\" { }\nauthority US.o \"A\" { }\nauthority KR.m \"A\" { }\n"
        "instrument UN.i \"I\" by UN.sc { adopted 2006-10-14 }\ninstrument US.i \"I\" by US.o { adopted 2006-10-14 }\n"
        "instrument KR.i \"I\" by KR.m { adopted 2006-10-14 }\njudgement jx \"x\"\njudgement jy \"y\"\n"
        "scope UN.out { any of { dispatch KP; made-in KP; seller { any of { national KP; incorporated KP } } } }\n"
        "scope UN.in { any of { destination KP; buyer { any of { incorporated KP; located KP } } } }\n");
    for (size_t i = 0; i < measures; i++) {
        sized_measure(out, &state, i);
    }
}

static void sized_deals(struct arena *a, const struct regime *g, struct deals *ret)
{
    unsigned long long state = 99;
    while (ret->n < DEALS) {
        const char *from = ONE_OF(&state, countries);
        const char *to = ONE_OF(&state, countries);
        bool out = ret->n % 2 == 0;
        struct deal_error e;
        struct str json = str_fmt(a,
                                  "{\"on\":\"2020-0%u-15\",\"asker\":\"CN\",\"activity\":\"%s\",\"dispatch\":\"%s\","
                                  "\"destination\":\"%s\",\"route\":[],\"goods\":[{"
                                  "\"hs\":\"%06u\",\"made_in\":\"%s\",\"contains\":[],\"description\":\"z\"}],"
                                  "\"parties\":[{\"role\":\"buyer\",\"kind\":[\"body\"],"
                                  "\"country\":\"%s\",\"clear\":true},{\"role\":\"seller\",\"kind\":[\"body\"],"
                                  "\"country\":\"%s\",\"clear\":true},{\"role\":\"vessel\","
                                  "\"kind\":[\"vessel\"],\"country\":\"PA\",\"flag\":\"PA\",\"clear\":true}],"
                                  "\"purposes\":[\"%s\"],\"findings\":[],\"judged\":{\"jx\":"
                                  "true,\"jy\":false}}",
                                  1 + chance(&state, 9), out ? "import" : "export", out ? "KP" : from, out ? to : "KP",
                                  100000 + chance(&state, 800000), from, out ? to : "KP", out ? "KP" : from,
                                  ONE_OF(&state, purposes));
        if (!deal_read(a, g, json, DAY_NONE, &ret->items[ret->n], &e)) {
            printf("%.*s: %.*s\n", STR_ARG(e.pointer), STR_ARG(e.message));
            exit(1);
        }
        ret->n++;
    }
}

static void sizes(struct arena *work)
{
    static const size_t each[] = {50, 300, 1000, 3000};
    double first = 0;
    puts("\nLaw of growing size (measures): the proof grows with it");
    heading();
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        struct arena a;
        static struct deals d;
        struct buf out;
        char name[80];
        arena_init(&a, MEMORY);
        a.full = work->full;
        d.n = 0;
        buf_init(&out, &a);
        sized_law(&out, each[i]);
        struct source *s = ARENA_NEW(&a, struct source);
        s->name = STR("sized.reg");
        s->text = buf_str(&out);
        double start = now();
        const struct regime *g = load(&a, "vocabulary", s);
        double loaded = now() - start;
        size_t before = a.used;
        start = now();
        struct table_set *t = tables_new(&a, g, &overlay_none);
        double compiled = now() - start;
        size_t bytes = a.used - before;
        sized_deals(&a, g, &d);
        snprintf(name, sizeof name, "%zu measures", each[i]);
        show(work, name, g, &d, &overlay_none, t, false, false);
        struct decision_options fast = {.evaluator = &tables, .tables = t, .no_split = true};
        struct figures l = measure(work, g, &d, &overlay_none, fast, ROUNDS, false);
        first = i == 0 ? l.mean : first;
        printf("%-34s %.2f times the time at %zu; read in %.0f ms, tables in %.0f ms, %.1f MB\n", "", l.mean / first,
               each[0], loaded / 1e6, compiled / 1e6, (double)bytes / 1e6);
        arena_release(&a);
    }
}

/* ---- the shipped regime ---- */

static void shipped(struct arena *kept, struct arena *work, int n_paths, const char *const *paths)
{
    static json_t *bases[MOST_BASES];
    static struct deals full;
    static struct deals thin;
    size_t n = 0;
    struct rusage use;
    double start = now();
    struct regime *g = load(kept, "dprk", NULL);
    double loaded = now() - start;
    size_t before = kept->used;
    start = now();
    struct table_set *today = tables_new(kept, g, &overlay_none);
    double compiled = now() - start;
    getrusage(RUSAGE_SELF, &use);
    printf("start: %zu measures, %zu holds read in %.1f ms, tables in %.1f ms (%.1f MB); peak %.1f MB\n", g->measures.n,
           g->holds.n, loaded / 1e6, compiled / 1e6, (double)(kept->used - before) / 1e6, (double)use.ru_maxrss / 1024);
    for (int i = 0; i < n_paths; i++) {
        read_bases(paths[i], bases, &n);
    }
    read_deals(kept, g, bases, n, &full);
    unsigned long long state = 5;
    for (size_t i = 0; i < n; i++) {
        thin_out(bases[i], &state, 0);
    }
    read_deals(kept, g, bases, n, &thin);
    for (size_t i = 0; i < n; i++) {
        json_decref(bases[i]);
    }
    if (full.n == 0) {
        return;
    }
    struct overlay many =
        stages_of(kept, g, "roads/jin-2025.road"); /* may add licences: then new tables for today too */
    today = tables_new(kept, g, &overlay_none);
    struct table_set *staged = tables_new(kept, g, &many);
    printf("\nThe shipped regime, %zu deals in turn (ns a leg): Kleene alone\n", full.n);
    heading();
    show(work, "complete", g, &full, &overlay_none, today, false, false);
    show(work, "complete", g, &full, &many, staged, false, false);
    show(work, "a third of the facts missing", g, &thin, &overlay_none, today, false, false);
    show(work, "a third of the facts missing", g, &thin, &many, staged, false, false);
    puts("\nWith the split of rule 8 (the missing facts are named by the walker, whoever evaluates)");
    heading();
    show(work, "complete", g, &full, &overlay_none, today, true, false);
    show(work, "a third missing", g, &thin, &overlay_none, today, true, false);
    show(work, "a third missing, undetermined", g, &thin, &overlay_none, today, true, true);
}

int main(int argc, char **argv)
{
    static const char *const usual[] = {"examples/situations.jsonl", "examples/inter-korean.jsonl"};
    struct arena kept;
    struct arena work;
    jmp_buf full;
    arena_init(&kept, MEMORY);
    arena_init(&work, MEMORY);
    kept.full = work.full = &full;
    if (setjmp(full) != 0) {
        puts("out of memory");
        return 1;
    }
    shipped(&kept, &work, argc > 1 ? argc - 1 : 2, argc > 1 ? (const char *const *)(argv + 1) : usual);
    sizes(&work);
    arena_release(&kept);
    arena_release(&work);
    return 0;
}
