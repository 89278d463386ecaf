/* `wanted UN.2371 para 8 "title"`, `wanted power of US.ofac "title"`: what a regime says that it must encode. */
#include "base/arena.h"
#include "law/parse.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits(struct str s, size_t from)
{
    size_t n = 0;
    while (from + n < s.n && digit(s.p[from + n])) {
        n++;
    }
    return n;
}

/* As people count: 9 before 10, 510.206 before 510.520. */
static int by_number(struct str a, struct str b)
{
    size_t i = 0;
    size_t k = 0;
    while (i < a.n && k < b.n) {
        size_t na = digits(a, i);
        size_t nb = digits(b, k);
        if (na > 0 && nb > 0 && na != nb) {
            return na < nb ? -1 : 1;
        }
        size_t n = na > 0 && nb > 0 ? na : 1;
        int c = str_cmp(str_of(a.p + i, n), str_of(b.p + k, n));
        if (c != 0) {
            return c;
        }
        i += n;
        k += n;
    }
    return i < a.n ? 1 : k < b.n ? -1 : 0;
}

static int by_pin(struct pin a, struct pin b)
{
    for (size_t i = 0; i < a.n && i < b.n; i++) {
        int c = by_number(a.parts[i], b.parts[i]);
        if (c != 0) {
            return c;
        }
    }
    return a.n < b.n ? -1 : a.n > b.n;
}

static int by_place(const struct wanted *a, const struct wanted *b)
{
    bool power_a = a->place.instrument < 0;
    bool power_b = b->place.instrument < 0;
    if (power_a || power_b) {
        return power_a && power_b ? a->authority - b->authority : power_a ? 1 : -1;
    }
    int c = a->place.instrument - b->place.instrument;
    return c != 0 ? c : by_pin(a->place.pin, b->place.pin);
}

static void report_twice(struct parse *p, const struct wanted *w, const struct wanted *first)
{
    size_t line;
    size_t column;
    struct str text;
    source_place(first->at.source, first->at.from, &line, &column, &text);
    struct diag *d = diag_error(p->diags, "E0230", w->at, "this is wanted twice");
    diag_note(p->diags, d, "first in %.*s, line %zu", STR_ARG(first->at.source->name), line);
    diag_help(p->diags, d, "remove one of them");
}

void parse_wanted(struct parse *p, const struct stmt *s)
{
    struct cursor c = cursor_of(p, s);
    struct wanted w = {.place = {.instrument = -1}, .authority = -1, .at = s->at};
    c.i = 1;
    bool ok = cursor_take(&c, "power") ? cursor_need(&c, "of") && cursor_name(&c, ITEM_AUTHORITY, &w.authority)
                                       : cursor_provision(&c, &w.place);
    if (!ok || !cursor_string(&c, &w.title) || !cursor_end(&c)) {
        return;
    }
    struct regime *g = p->regime;
    size_t at = 0;
    while (at < g->wanted.n && by_place(&g->wanted.items[at], &w) < 0) {
        at++;
    }
    if (at < g->wanted.n && by_place(&g->wanted.items[at], &w) == 0) {
        report_twice(p, &w, &g->wanted.items[at]);
        return;
    }
    VEC_PUSH(g->arena, &g->wanted, w);
    for (size_t i = g->wanted.n - 1; i > at; i--) {
        g->wanted.items[i] = g->wanted.items[i - 1];
    }
    g->wanted.items[at] = w;
}
