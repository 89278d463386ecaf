/* What a decision with its proof costs: the tables against the tree walker, in one run, on the same deals.
 *
 *   bench_decide [-t] [situations | generated | odd ...]      all parts, unless some are named; -t: without the walker
 *
 * A leg is one actor and conduct under all legal orders of the law. Every deal is decided once in a round, in turn, so that it comes as cold as
 * in a batch; its time is the median of the rounds, and a figure is over the deals, in nanoseconds of this machine: only the ratios mean
 * something elsewhere. No figure is a test.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/buf.h"
#include "engine/engine.h"
#include "engine/texts.h"
#include "prop/world.h"

#define MEMORY ((size_t)4 << 30)
#define DEALS 512
#define ROUNDS 21

struct set { /* deals under one law and its stages */
    const char *name;
    const struct regime *law;
    const struct overlay *overlay;
    struct table_set *tables;
    bool split;    /* missing facts are named; else Kleene's answer alone */
    size_t walked; /* deals that the walker is asked about */
    struct deal *deals[DEALS];
    size_t n;
};

struct sample {         /* of a deal */
    double time, holds; /* a leg */
    double legs;
};

struct figures {
    double legs, holds, bytes, rows, looked, mean, median, p99;
    double leg, hold; /* time = leg + hold * holds in the proof */
};

struct bench {
    struct arena arena;
    bool walks;
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

static void stop(const char *what)
{
    puts(what);
    exit(1);
}

/* ---- measuring ---- */

static void count(const struct answer *an, struct sample *s)
{
    double holds = 0;
    for (size_t i = 0; i < an->n_legs; i++) {
        for (size_t k = 0; k < an->legs[i].n_orders; k++) {
            holds += (double)an->legs[i].orders[k].n_holds;
        }
    }
    s->legs = (double)an->n_legs;
    s->holds = an->n_legs == 0 ? 0 : holds / s->legs;
}

/* By least squares over the deals. */
static void fit(const struct sample *s, size_t n, struct figures *f)
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
    f->hold = below == 0 ? 0 : ((double)n * xy - x * y) / below;
    f->leg = (y - f->hold * x) / (double)n;
}

static void sum_up(struct sample *samples, size_t n, struct figures *f)
{
    static double sorted[DEALS];
    double all = 0;
    for (size_t i = 0; i < n; i++) {
        sorted[i] = samples[i].time;
        all += samples[i].time * samples[i].legs;
        f->legs += samples[i].legs;
        f->holds += samples[i].holds * samples[i].legs;
    }
    qsort(sorted, n, sizeof *sorted, by_size);
    f->mean = all / f->legs;
    f->median = sorted[n / 2];
    f->p99 = sorted[n * 99 / 100];
    fit(samples, n, f);
}

/* The first `n` deals; `rounds` after one that warms up and counts. */
static struct figures measure(struct bench *b, const struct set *s, const struct evaluator *by, size_t deals,
                              size_t rounds)
{
    static double times[DEALS][ROUNDS];
    static struct sample samples[DEALS];
    struct decision_options how = {.evaluator = by, .tables = by == &tables ? s->tables : NULL, .no_split = !s->split};
    struct figures f = {0};
    struct table_counts before;
    struct table_counts after;
    size_t n = 0;
    tables_counts(s->tables, &before);
    for (size_t round = 0; round <= rounds; round++) {
        for (size_t i = 0; i < deals; i++) {
            struct arena_mark mark = arena_mark(&b->arena);
            size_t used = b->arena.used;
            double start = now();
            const struct answer *an = decide(&b->arena, s->law, s->deals[i], s->overlay, &how);
            double took = now() - start;
            if (round == 0) {
                count(an, &samples[i]);
                f.bytes += (double)(b->arena.used - used);
            } else {
                times[i][round - 1] = took;
            }
            arena_rewind(&b->arena, mark);
        }
    }
    tables_counts(s->tables, &after);
    f.rows = (double)(after.rows - before.rows) / (double)(rounds + 1);
    f.looked = (double)(after.looked - before.looked) / (double)(rounds + 1);
    for (size_t i = 0; i < deals; i++) {
        if (samples[i].legs > 0) {
            qsort(times[i], rounds, sizeof times[i][0], by_size);
            samples[n] = samples[i];
            samples[n].time = times[i][rounds / 2] / samples[i].legs;
            n++;
        }
    }
    if (n > 0) {
        sum_up(samples, n, &f);
    }
    return f;
}

static void heading(const char *what)
{
    printf("\n%s\n%-23s%3s %7s %7s %5s %5s %5s %6s %6s %6s %9s %6s\n", what, "", "", "tables", "", "ns a", "ns a",
           "holds", "rows", "rows", "bytes", "walker", "walker");
    printf("%-21s%5s %7s %7s %5s %5s %5s %6s %6s %6s %9s %6s\n", "ns a leg", "lanes", "median", "p99", "leg", "hold",
           "a leg", "block", "looked", "a leg", "mean", "/mean");
}

static struct figures show(struct bench *b, const struct set *s)
{
    size_t rounds = s->split ? 3 : ROUNDS;
    struct figures f = measure(b, s, &tables, s->n, rounds);
    printf("%-23s%3u %7.0f %7.0f ", s->name, s->overlay->lanes, f.median, f.p99);
    if (s->split) {
        printf("%5s %5s ", "-", "-");
    } else {
        printf("%5.0f %5.0f ", f.leg, f.hold);
    }
    printf("%5.1f %6.1f %6.1f %6.0f ", f.holds / f.legs, f.rows / f.legs, f.looked / f.legs, f.bytes / f.legs);
    if (b->walks) {
        size_t few = s->walked < s->n ? s->walked : s->n;
        double fast = measure(b, s, &tables, few, rounds).mean;
        double slow = measure(b, s, &walker, few, 1).mean;
        printf("%9.0f %5.0fx", slow, slow / fast);
    }
    putchar('\n');
    return f;
}

/* ---- situations under the shipped regime ---- */

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

static bool add_deal(struct set *s, struct arena *a, const json_t *json)
{
    struct deal_error e;
    char *text = json_dumps(json, JSON_COMPACT);
    bool read = deal_read(a, s->law, str_dup(a, str_c(text)), date_make(2026, 6, 1), &s->deals[s->n], &e);
    s->n += read ? 1 : 0;
    free(text);
    return read;
}

static void add_varied(struct set *s, struct arena *a, const json_t *bases, bool thin)
{
    unsigned long long state = 42;
    for (size_t tries = 0; s->n < DEALS && tries < (size_t)20 * DEALS; tries++) {
        json_t *one = json_deep_copy(json_array_get(bases, tries % json_array_size(bases)));
        vary(one, &state);
        if (thin) {
            thin_out(one, &state, 0);
        }
        add_deal(s, a, one);
        json_decref(one);
    }
}

static json_t *read_situations(struct arena *a)
{
    struct str text;
    json_t *all = json_array();
    if (texts_file(a, "examples/situations.jsonl", &text) != TEXTS_OK) {
        stop("examples/situations.jsonl cannot be read: run it in the root of the tree");
    }
    for (size_t at = 0; at < text.n;) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        size_t n = end == NULL ? text.n - at : (size_t)(end - text.p) - at;
        json_t *one = json_loadb(text.p + at, n, 0, NULL);
        if (one != NULL) {
            json_array_append_new(all, one);
        }
        at += n + 1;
    }
    return all;
}

/* Those of which everything that matters is known. */
static void only_complete(struct bench *b, struct set *s)
{
    struct decision_options how = {.evaluator = &tables, .tables = s->tables};
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        struct arena_mark mark = arena_mark(&b->arena);
        const struct answer *an = decide(&b->arena, s->law, s->deals[i], s->overlay, &how);
        bool complete = true;
        for (size_t k = 0; k < an->n_legs; k++) {
            for (size_t o = 0; o < an->legs[k].n_orders; o++) {
                complete = complete && an->legs[k].orders[o].n_missing == 0;
            }
        }
        arena_rewind(&b->arena, mark);
        if (complete) {
            s->deals[n++] = s->deals[i];
        }
    }
    s->n = n;
}

/* Today, and 63 choices of the acts of the road. */
static struct overlay choices(struct arena *a, const struct road *road)
{
    const uint64_t *sets[MAX_LANES];
    unsigned long long state = 7;
    for (unsigned lane = 0; lane < MAX_LANES; lane++) {
        uint64_t *acts = ARENA_MANY(a, uint64_t, road->acts.n / 64 + 1);
        for (size_t i = 0; lane > 0 && i < road->acts.n; i++) {
            acts[i / 64] |= chance(&state, 2) == 0 ? 1ULL << (i % 64) : 0;
        }
        sets[lane] = acts;
    }
    return road_overlay_of(a, road, sets, MAX_LANES);
}

static struct dt_regime *load_shipped(double *ret_best)
{
    struct dt_regime *r;
    dt_text report;
    for (int i = 0;; i++) {
        double start = now();
        if (dt_regime_load("dprk", NULL, false, &r, &report) != DT_OK) {
            stop("the regime does not load");
        }
        double took = now() - start;
        *ret_best = i == 0 || took < *ret_best ? took : *ret_best;
        dt_free(report);
        if (i == 4) {
            break;
        }
        dt_regime_free(r);
    }
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("start-up: %zu measures, %zu holds read in %.1f ms (best of 5), %.1f MB; the process holds %.1f MB\n",
           r->law->measures.n, r->law->holds.n, *ret_best / 1e6, (double)r->arena.used / 1e6,
           (double)use.ru_maxrss / 1024);
    if (dt_road_load(r, "jin-2025", NULL, false, &report) != DT_OK) {
        stop("the road does not load");
    }
    dt_free(report);
    return r;
}

static void situations(struct bench *b)
{
    static struct set sets[5];
    struct arena a;
    double best;
    arena_init(&a, MEMORY);
    a.full = b->arena.full;
    struct dt_regime *r = load_shipped(&best);
    double start = now();
    struct table_set *today = tables_new(&a, r->law, &overlay_none);
    printf("start-up: tables in %.1f ms, %.1f MB\n", (now() - start) / 1e6, (double)a.used / 1e6);
    json_t *bases = read_situations(&a);
    struct overlay many = choices(&a, r->road);
    struct table_set *staged = tables_new(&a, r->law, &many);
    struct set usual = {.law = r->law, .overlay = &overlay_none, .tables = today, .split = true, .walked = 16};
    for (int i = 0; i < 5; i++) {
        sets[i] = usual;
    }
    for (size_t i = 0; i < json_array_size(bases); i++) {
        add_deal(&sets[0], &a, json_array_get(bases, i));
    }
    sets[1] = sets[0];
    only_complete(b, &sets[1]);
    add_varied(&sets[2], &a, bases, false);
    sets[2].split = false;
    add_varied(&sets[3], &a, bases, true);
    sets[4] = sets[3];
    sets[4].n = 64;
    sets[3].split = false;
    static const char *const names[] = {"all, facts named", "complete, facts named", "512 variations",
                                        "512, a third missing", "64 of them, facts named"};
    heading("Situations, under the shipped regime and jin-2025");
    for (int i = 0; i < 5; i++) {
        sets[i].name = names[i];
        show(b, &sets[i]);
        sets[i].overlay = &many;
        sets[i].tables = staged;
        show(b, &sets[i]);
        fflush(stdout);
    }
    json_decref(bases);
    dt_regime_free(r);
    arena_release(&a);
}

/* ---- generated law: a leg has 4 to 8 candidate rows, whatever the size of the law ---- */

#define ALIKE 8

static const char *const order_names[] = {"UN", "US", "KR"};

static void alike_measure(struct buf *out, size_t i)
{
    static const char *const made[] = {"KP, CN, US", "KR, RU, DE, CN", "JP, DE, SG, KR", "GB, PA, US, RU"};
    buf_addf(out,
             "measure UN.m%zu \"m\" { binds anyone; prohibits supply, procure, ship, pay; any of { UN.out; UN.in }", i);
    if (i >= ALIKE / 2) {
        buf_addf(out, "; made-in %s", made[i - ALIKE / 2]);
    }
}

static void other_measure(struct buf *out, unsigned long long *state, size_t i, size_t order)
{
    static const char *const trade[] = {"supply, procure, ship, transfer-at-sea", "supply, procure, ship"};
    static const char *const other[] = {"pay, receive-payment", "serve, obtain",  "lend, borrow", "insure",
                                        "charter, lease, crew", "invest, venture"};
    unsigned kind = chance(state, 20);
    if (kind < 10) {
        buf_addf(out, "goods g%zu \"g\" { hs %06u }\n", i, 100000 + chance(state, 800000));
    }
    buf_addf(out, "measure %s.m%zu \"m\" { binds %s; ", order_names[order], i,
             order == 0 ? "states for persons" : "person");
    if (kind < 10) {
        buf_addf(out, "prohibits %s; %s; goods g%zu", ONE_OF(state, trade), chance(state, 2) == 0 ? "UN.out" : "UN.in",
                 i);
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
}

static void sized_law(struct buf *out, size_t measures)
{
    static const char *const authors[] = {"UN.sc", "US.o", "KR.m"};
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
        size_t order = i < ALIKE || i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2;
        if (i < ALIKE) {
            alike_measure(out, i);
        } else {
            other_measure(out, &state, i, order);
        }
        buf_addf(out,
                 "; under %s.i para %zu; except aid { only purpose humanitarian; not judged jy }; except medical { "
                 "only purpose medical; destination %s }; licensable by %s case-by-case { only purpose food } }\n",
                 order_names[order], i + 1, ONE_OF(&state, countries), authors[order]);
    }
}

static void sized_deals(struct arena *a, struct set *s)
{
    static const char deal[] =
        "{\"on\":\"2020-0%u-15\",\"asker\":\"CN\",\"activity\":\"%s\",\"dispatch\":\"%s\",\"destination\":\"%s\","
        "\"route\":[],\"goods\":[{\"hs\":\"%06u\",\"made_in\":\"%s\",\"contains\":[],\"description\":\"z\"}],"
        "\"parties\":["
        "{\"role\":\"buyer\",\"kind\":[\"body\"],\"country\":\"%s\",\"clear\":true},"
        "{\"role\":\"seller\",\"kind\":[\"body\"],\"country\":\"%s\",\"clear\":true},"
        "{\"role\":\"vessel\",\"kind\":[\"vessel\"],\"country\":\"PA\",\"flag\":\"PA\",\"clear\":true}],"
        "\"purposes\":[\"%s\"],\"findings\":[],\"judged\":{\"jx\":true,\"jy\":false}}";
    unsigned long long state = 99;
    while (s->n < DEALS) {
        bool out = s->n % 2 == 0;
        const char *from = out ? "KP" : ONE_OF(&state, countries);
        const char *to = out ? ONE_OF(&state, countries) : "KP";
        struct deal_error e;
        struct str json =
            str_fmt(a, deal, 1 + chance(&state, 9), out ? "import" : "export", from, to,
                    100000 + chance(&state, 800000), ONE_OF(&state, countries), to, from, ONE_OF(&state, purposes));
        if (!deal_read(a, s->law, json, DAY_NONE, &s->deals[s->n], &e)) {
            printf("%.*s: %.*s\n", STR_ARG(e.pointer), STR_ARG(e.message));
            exit(1);
        }
        s->n++;
    }
}

/* 64 stages in which some of the holds have ended, among them those that every leg meets. */
static struct overlay sized_stages(struct arena *a, const struct regime *g)
{
    struct overlay o = {.lanes = MAX_LANES};
    unsigned long long state = 11;
    for (int i = 0; i < 24; i++) {
        struct overlay_act act = {.kind = ACT_END, .id = i, .licence = -1};
        for (unsigned lane = 1; lane < MAX_LANES; lane++) {
            act.lanes |= chance(&state, 2) == 0 ? 1ULL << lane : 0;
        }
        ints_add(a, &act.holds, i < ALIKE / 2 ? i : (int)chance(&state, (unsigned)g->holds.n));
        VEC_PUSH(a, &o.acts, act);
    }
    return o;
}

static void generated(struct bench *b)
{
    static const size_t each[] = {50, 300, 3000};
    static struct set s;
    double first[2] = {0, 0};
    heading("Generated law: a leg has 4 to 8 candidate rows, whatever the number of measures");
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        struct arena a;
        struct buf out;
        struct texts texts = {0};
        struct diags diags;
        struct str what;
        char name[40];
        arena_init(&a, MEMORY);
        a.full = b->arena.full;
        buf_init(&out, &a);
        sized_law(&out, each[i]);
        struct source more = {.name = STR("sized.reg"), .text = buf_str(&out)};
        double start = now();
        if (texts_embedded(&a, "vocabulary", &texts, &what) != TEXTS_OK) {
            stop("no vocabulary is embedded");
        }
        VEC_PUSH(&a, &texts.list, more);
        diags_init(&diags, &a);
        const struct regime *g = regime_load(&a, &diags, texts.list.items, texts.list.n);
        double read = now() - start;
        if (diags.errors > 0) {
            stop("the generated law does not load");
        }
        size_t before = a.used;
        start = now();
        struct table_set *today = tables_new(&a, g, &overlay_none);
        double compiled = now() - start;
        double size = (double)(a.used - before);
        struct overlay stages = sized_stages(&a, g);
        snprintf(name, sizeof name, "%zu measures", each[i]);
        s = (struct set){.name = name, .law = g, .overlay = &overlay_none, .tables = today, .walked = 8};
        sized_deals(&a, &s);
        double one = show(b, &s).mean;
        s.overlay = &stages;
        s.tables = tables_new(&a, g, &stages);
        double all = show(b, &s).mean;
        first[0] = i == 0 ? one : first[0];
        first[1] = i == 0 ? all : first[1];
        printf("  %.2f and %.2f times the time at %zu measures; read in %.0f ms, tables in %.0f ms, %.1f MB\n",
               one / first[0], all / first[1], each[0], read / 1e6, compiled / 1e6, size / 1e6);
        fflush(stdout);
        arena_release(&a);
    }
}

/* ---- odd law: what the property tests generate, where everything refers to everything ---- */

#define REGIMES 20

static void odd_regime(struct bench *b, size_t index, bool staged, struct figures *sum, double *walked)
{
    static struct set s;
    struct world w;
    if (!world_make(&w, 7, index, staged ? 8 : 0)) {
        stop("a generated regime does not load");
    }
    struct overlay laid = staged ? choices(&w.arena, w.road) : overlay_none;
    s = (struct set){.law = w.regime, .overlay = &laid, .split = true};
    s.tables = tables_new(&w.arena, w.regime, &laid);
    struct rng rng = {index};
    for (int k = 0; k < 50; k++) {
        json_t *json = gen_deal(&w.law, &rng, true);
        add_deal(&s, &w.arena, json);
        json_decref(json);
    }
    struct figures f = measure(b, &s, &tables, s.n, 3);
    sum->median += f.median / REGIMES;
    sum->p99 += f.p99 / REGIMES;
    sum->holds += f.holds / f.legs / REGIMES;
    sum->rows += f.rows / f.legs / REGIMES;
    sum->looked += f.looked / f.legs / REGIMES;
    sum->bytes += f.bytes / f.legs / REGIMES;
    sum->mean += f.mean / REGIMES;
    if (b->walks) {
        *walked += measure(b, &s, &walker, s.n, 1).mean / REGIMES;
    }
    world_free(&w);
}

static void odd(struct bench *b)
{
    heading("Odd law: 20 regimes of the property tests, 50 deals each, facts named (means)");
    for (int staged = 0; staged < 2; staged++) {
        struct figures f = {0};
        double walked = 0;
        for (size_t i = 0; i < REGIMES; i++) {
            odd_regime(b, i, staged == 1, &f, &walked);
        }
        printf("%-23s%3d %7.0f %7.0f %5s %5s %5.1f %6.1f %6.1f %6.0f ", "generated deals", staged == 1 ? MAX_LANES : 1,
               f.median, f.p99, "-", "-", f.holds, f.rows, f.looked, f.bytes);
        if (b->walks) {
            printf("%9.0f %5.1fx", walked, walked / f.mean);
        }
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(struct bench *b);
    } parts[] = {{"situations", situations}, {"generated", generated}, {"odd", odd}};
    struct bench b = {.walks = true};
    jmp_buf full;
    arena_init(&b.arena, MEMORY);
    b.arena.full = &full;
    if (setjmp(full) != 0) {
        puts("out of memory");
        return 1;
    }
    for (int i = 1; i < argc; i++) {
        b.walks = b.walks && strcmp(argv[i], "-t") != 0;
    }
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        bool asked = argc == 1 || (argc == 2 && !b.walks);
        for (int i = 1; i < argc; i++) {
            asked = asked || strcmp(argv[i], parts[p].name) == 0;
        }
        if (asked) {
            parts[p].run(&b);
        }
    }
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("\nmemory at most %.0f MB\n", (double)use.ru_maxrss / 1024);
    arena_release(&b.arena);
    return 0;
}
