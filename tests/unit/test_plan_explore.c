/* The explorer against a naive reading of the same rules: day by day, nothing made alike, on random small roads. */
#include "test_base.h"

#include "base/buf.h"
#include "law/load.h"
#include "plan/explore.h"

/* ---- random roads ---- */

static uint64_t random_next(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

static unsigned below(uint64_t *x, unsigned n)
{
    return (unsigned)(random_next(x) % n);
}

static void add_formula(struct buf *b, uint64_t *x, int depth)
{
    static const char *const names[] = {"a", "b", "c"};
    unsigned pick = below(x, depth > 1 ? 3 : 6);
    if (pick < 3) {
        buf_adds(b, names[pick]);
    } else if (pick == 3) {
        buf_adds(b, "not ");
        add_formula(b, x, depth + 1);
    } else {
        buf_adds(b, pick == 4 ? "all of { " : "any of { ");
        add_formula(b, x, depth + 1);
        buf_adds(b, "; ");
        add_formula(b, x, depth + 1);
        buf_adds(b, " }");
    }
}

static struct str random_road(struct arena *a, uint64_t *x, unsigned step)
{
    struct buf b;
    buf_init(&b, a);
    buf_adds(&b, "roadmap r \"R\" { regime g;  start 2026-01-01 }\n"
                 "condition a \"A\" verified by observation\ncondition b \"B\" verified by observation\n"
                 "condition c \"C\" verified by x with report every 1 days\n");
    unsigned stages = 1 + below(x, 3);
    for (unsigned s = 1; s <= stages; s++) {
        buf_addf(&b, "stage %u \"S\" {\n", s);
        if (s > 1) {
            buf_addf(&b, "after %u", 1 + below(x, s - 1));
            if (below(x, 3) > 0) {
                buf_addf(&b, " at least %u days", step * (1 + below(x, 3)));
            }
            buf_addc(&b, '\n');
        }
        if (below(x, 5) > 0) {
            buf_adds(&b, "when ");
            add_formula(&b, x, 0);
            buf_addc(&b, '\n');
        }
        buf_adds(&b, "}\n");
    }
    static const char *const triggers[] = {"breach of a", "any of { breach of b; no report of c for %u days }",
                                           "all of { breach of a; b }"};
    unsigned which = below(x, 4);
    if (which < 3) {
        buf_adds(&b, "snapback on ");
        if (which == 1) {
            buf_addf(&b, "any of { breach of b; no report of c for %u days }", step * (1 + below(x, 2)));
        } else {
            buf_adds(&b, triggers[which]);
        }
        buf_addf(&b, " { notice %u days; to stage %u }\n", step * below(x, 3), below(x, 2));
    }
    return buf_str(&b);
}

static const struct road *load(struct arena *a, struct str text)
{
    struct diags d;
    struct source *law = ARENA_NEW(a, struct source);
    struct source *road = ARENA_NEW(a, struct source);
    law->name = STR("g.reg");
    law->text = STR("regime g \"G\" { against KP }\n");
    road->name = STR("r.road");
    road->text = text;
    diags_init(&d, a);
    struct regime *g = regime_load(a, &d, law, 1);
    const struct road *r = road_load(a, &d, g, road);
    if (d.errors > 0) {
        printf("%.*s\n", STR_ARG(text));
    }
    assert_int_equal(d.errors, 0);
    return r;
}

/* ---- the naive reading ---- */

#define FAR 14 /* days kept of anything */

struct naive {
    unsigned conditions, reached;
    int since[4]; /* days since the stage was in effect; -1 */
    int quiet;    /* days without a report of c; -1: reports come */
    int back;     /* days of notice left; -1 */
};

struct places { /* states, and on which day first */
    struct naive *items;
    int *days;
    size_t n, room;
    size_t *slots; /* index + 1, by hash: PLACES of them */
};

#define PLACES ((size_t)1 << 20)

static bool visit(struct places *p, const struct naive *x, int day)
{
    uint64_t h = 14695981039346656037ULL;
    for (size_t i = 0; i < sizeof *x; i++) {
        h = (h ^ ((const unsigned char *)x)[i]) * 1099511628211ULL;
    }
    size_t at = (size_t)(h ^ h >> 32U) & (PLACES - 1);
    while (p->slots[at] != 0) {
        if (memcmp(&p->items[p->slots[at] - 1], x, sizeof *x) == 0) {
            return false;
        }
        at = (at + 1) & (PLACES - 1);
    }
    assert_true(p->n < PLACES / 2);
    p->slots[at] = p->n + 1;
    if (p->n == p->room) {
        p->room = p->room == 0 ? 1024 : p->room * 2;
        p->items = realloc(p->items, p->room * sizeof *p->items);
        p->days = realloc(p->days, p->room * sizeof *p->days);
        assert_non_null(p->items);
        assert_non_null(p->days);
    }
    p->items[p->n] = *x;
    p->days[p->n++] = day;
    return true;
}

static bool event_holds(const struct when *w, const struct naive *x, int breach)
{
    switch (w->op) {
    case WHEN_CONDITION: return (x->conditions >> w->condition & 1U) != 0;
    case WHEN_BREACH: return w->condition == breach;
    case WHEN_NO_REPORT: return x->quiet >= w->days;
    case WHEN_NOT: return !event_holds(w->kids[0], x, breach);
    case WHEN_ALL:
    case WHEN_ANY:
    default:
        for (size_t i = 0; i < w->n_kids; i++) {
            if (event_holds(w->kids[i], x, breach) != (w->op == WHEN_ALL)) {
                return w->op == WHEN_ANY;
            }
        }
        return w->op == WHEN_ALL;
    }
}

static int stage_due(const struct road *r, const struct naive *x)
{
    for (int s = 0; s < (int)r->stages.n && x->back < 0; s++) {
        const struct stage *st = &r->stages.items[s];
        bool due = (x->reached >> s & 1U) == 0 && (st->guard == NULL || when_holds(st->guard, x->conditions));
        for (size_t i = 0; i < st->n_after; i++) {
            due = due && x->since[st->after[i]] >= st->delay.n && x->since[st->after[i]] >= 0;
        }
        if (due) {
            return s;
        }
    }
    return -1;
}

static struct naive go_back(const struct road *r, const struct naive *x)
{
    struct naive y = *x;
    y.back = -1;
    for (int s = 0; s < (int)r->stages.n; s++) {
        bool kept =
            r->back.to > 0 && (s == r->back.to - 1 || (r->stages.items[r->back.to - 1].ancestors >> s & 1U) != 0);
        if (!kept) {
            y.reached &= ~(1U << s);
            y.since[s] = -1;
        }
    }
    return y;
}

struct firsts {
    int stage[4]; /* first day; -1 */
    int back;
};

static void mind(struct naive *x)
{
    bool tells = (x->conditions >> 2 & 1U) != 0 && x->back < 0;
    x->quiet = tells ? x->quiet : -1;
}

static struct firsts read_naively(const struct road *r, bool silence)
{
    struct places p = {0};
    struct firsts f = {{-1, -1, -1, -1}, -1};
    struct naive first = {0, 0, {-1, -1, -1, -1}, -1, -1};
    p.slots = calloc(PLACES, sizeof *p.slots);
    assert_non_null(p.slots);
    visit(&p, &first, 0);
    for (size_t i = 0; i < p.n; i++) { /* in the order of days: later ones are put behind */
        struct naive x = p.items[i];
        int day = p.days[i];
        int due = stage_due(r, &x);
        if (x.back == 0) {
            struct naive y = go_back(r, &x);
            f.back = f.back < 0 || day < f.back ? day : f.back;
            visit(&p, &y, day);
            continue;
        }
        if (r->back.given && x.back < 0 && x.reached != 0 && event_holds(r->back.on, &x, -1)) {
            x.back = r->back.notice;
            mind(&x);
            visit(&p, &x, day);
            continue;
        }
        if (due >= 0) {
            x.reached |= 1U << due;
            x.since[due] = 0;
            f.stage[due] = f.stage[due] < 0 || day < f.stage[due] ? day : f.stage[due];
            visit(&p, &x, day);
            continue;
        }
        for (int c = 0; c < 3; c++) {
            struct naive y = x;
            bool breach = (x.conditions >> c & 1U) != 0;
            y.conditions ^= 1U << c;
            y.quiet = c == 2 ? -1 : y.quiet;
            if (breach && r->back.given && x.back < 0 && x.reached != 0 && event_holds(r->back.on, &x, c)) {
                y.back = r->back.notice;
            }
            mind(&y);
            visit(&p, &y, day);
        }
        if (silence && x.quiet < 0 && (x.conditions >> 2 & 1U) != 0 && x.back < 0) {
            struct naive y = x;
            y.quiet = 0;
            visit(&p, &y, day);
        }
        for (int s = 0; s < 4; s++) { /* a day passes */
            x.since[s] += x.since[s] >= 0 && x.since[s] < FAR ? 1 : 0;
        }
        x.quiet += x.quiet >= 0 && x.quiet < FAR ? 1 : 0;
        x.back -= x.back > 0 ? 1 : 0;
        if (day < 30) {
            visit(&p, &x, day + 1);
        }
    }
    free(p.items);
    free(p.days);
    free(p.slots);
    return f;
}

static bool asks_silence(const struct when *w)
{
    bool any = w->op == WHEN_NO_REPORT;
    for (size_t i = 0; i < w->n_kids; i++) {
        any = any || asks_silence(w->kids[i]);
    }
    return any;
}

static int last_day(const run_steps *run)
{
    return run->n == 0 ? -1 : run->items[run->n - 1].day;
}

static void as_read_day_by_day(void **state)
{
    uint64_t x = 0x2545F4914F6CDD1DULL;
    size_t reached = 0;
    size_t never = 0;
    size_t backs = 0;
    for (int round = 0; round < 400; round++) {
        struct arena_mark mark = arena_mark(*state);
        struct str text = random_road(*state, &x, 1 + below(&x, 2));
        const struct road *r = load(*state, text);
        const struct explored *e = explore(*state, r, 0);
        struct firsts f = read_naively(r, r->back.given && asks_silence(r->back.on));
        assert_true(e->all);
        for (size_t s = 0; s < r->stages.n; s++) {
            if (last_day(&e->to_stage[s]) != f.stage[s]) {
                printf("%.*s\nstage %zu: day %d, day by day %d\n", STR_ARG(text), s + 1, last_day(&e->to_stage[s]),
                       f.stage[s]);
            }
            assert_int_equal(last_day(&e->to_stage[s]), f.stage[s]);
            reached += f.stage[s] >= 0 ? 1U : 0U;
            never += f.stage[s] < 0 ? 1U : 0U;
        }
        if (last_day(&e->to_back) != f.back) {
            printf("%.*s\nback: day %d, day by day %d\n", STR_ARG(text), last_day(&e->to_back), f.back);
        }
        assert_int_equal(last_day(&e->to_back), f.back);
        backs += f.back >= 0 ? 1U : 0U;
        arena_rewind(*state, mark);
    }
    printf("%zu stages reached, %zu never, %zu roads with a way back\n", reached, never, backs);
    assert_true(reached > 300 && never > 5 && backs > 100); /* the comparison compared something */
}

/* The limit is said. */
static void cut_off(void **state)
{
    const struct road *r =
        load(*state, STR("roadmap r \"R\" { regime g; start 2026-01-01 }\n"
                         "condition a \"A\" verified by x\ncondition b \"B\" verified by x\n"
                         "stage 1 \"S\" { when a }\nstage 2 \"S\" { after 1 at least 97 days; when b }\n"));
    const struct explored *e = explore(*state, r, 3);
    assert_false(e->all);
    assert_true(e->states <= 3);
    e = explore(*state, r, 0);
    assert_true(e->all);
    assert_int_equal(e->tick, 97);
    assert_int_equal(last_day(&e->to_stage[1]), 97);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_ARENA(as_read_day_by_day), WITH_ARENA(cut_off)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
