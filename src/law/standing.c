#include "law/standing.h"

#include "base/arena.h"

const char *standing_word(enum standing_kind kind)
{
    static const char *const words[] = {"measure", "mandate",     "exemption", "licence", "offer",
                                        "policy",  "consequence", "power",     "cap",     "commitment"};
    return words[kind];
}

struct str standing_name(const struct regime *g, struct arena *a, struct standing s)
{
    switch (s.kind) {
    case STANDS_MEASURE:
    case STANDS_MANDATE: return g->measures.items[s.index].item.name;
    case STANDS_EXEMPTION:
    case STANDS_LICENCE: {
        const struct exemption *e = &g->exemptions.items[s.index];
        return e->measure < 0 ? e->item.name
                              : str_fmt(a, "%.*s of %.*s", STR_ARG(e->item.name),
                                        STR_ARG(g->measures.items[e->measure].item.name));
    }
    case STANDS_OFFER: {
        const struct offer *o = &g->offers.items[s.index];
        return o->measure < 0 ? o->item.name : str_fmt(a, "in %.*s", STR_ARG(o->item.name));
    }
    case STANDS_POLICY: return g->policies.items[s.index].item.name;
    case STANDS_CONSEQUENCE: return g->consequences.items[s.index].item.name;
    case STANDS_POWER: return g->powers.items[s.index].item.name;
    case STANDS_CAP: return g->caps.items[s.index].item.name;
    case STANDS_COMMITMENT:
    default: return g->commitments.items[s.index].item.name;
    }
}

struct search {
    const struct regime *g;
    struct arena *arena;
    struct provision place;
    struct str cited; /* "31 CFR": how citations of the instrument begin */
    struct str kind;  /* "s" */
    struct str limbs; /* "510.201(a)" */
    standings *ret;
};

static void add(struct search *s, enum standing_kind kind, size_t index, bool cites)
{
    struct standing one = {kind, (int)index, cites};
    for (size_t i = 0; i < s->ret->n; i++) {
        struct standing *x = &s->ret->items[i];
        if (x->kind == kind && x->index == one.index) {
            x->cites = x->cites && cites;
            return;
        }
    }
    VEC_PUSH(s->arena, s->ret, one);
}

static bool meets(const struct search *s, struct provision p)
{
    return provision_within(s->g, p, s->place) || provision_within(s->g, s->place, p);
}

static bool any_meets(const struct search *s, const provisions *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (meets(s, list->items[i])) {
            return true;
        }
    }
    return false;
}

/* ---- citations: "31 CFR 510.206, 510.307;  50 USC 1622" ---- */

static struct str trimmed(struct str s)
{
    while (s.n > 0 && s.p[0] == ' ') {
        s.p++;
        s.n--;
    }
    while (s.n > 0 && s.p[s.n - 1] == ' ') {
        s.n--;
    }
    return s;
}

/* The text up to the mark, which is taken off `rest` with it. */
static struct str next_part(struct str *rest, char mark)
{
    const char *end = memchr(rest->p, mark, rest->n);
    size_t n = end == NULL ? rest->n : (size_t)(end - rest->p);
    struct str part = str_of(rest->p, n);
    rest->p += n < rest->n ? n + 1 : n;
    rest->n -= n < rest->n ? n + 1 : n;
    return trimmed(part);
}

/* Do the limbs of the shorter begin the longer: 510.201 and 510.201(a), not 510.20 and 510.201? */
static bool limbs_meet(struct str a, struct str b)
{
    struct str shorter = a.n < b.n ? a : b;
    struct str longer = a.n < b.n ? b : a;
    return shorter.n > 0 && str_starts(longer, shorter) && (longer.n == shorter.n || longer.p[shorter.n] == '(');
}

static struct str without(struct str s, struct str word)
{
    if (str_starts(s, word) && s.n > word.n && s.p[word.n] == ' ') {
        return trimmed(str_of(s.p + word.n, s.n - word.n));
    }
    return s;
}

static bool cites(const struct search *s, struct str source)
{
    while (source.n > 0 && s->cited.n > 0 && s->limbs.n > 0) {
        struct str part = next_part(&source, ';');
        struct str list = without(part, s->cited);
        while (list.p != part.p && list.n > 0) {
            if (limbs_meet(without(next_part(&list, ','), s->kind), s->limbs)) {
                return true;
            }
        }
    }
    return false;
}

static void start(struct search *s)
{
    const struct pin *pin = &s->place.pin;
    s->cited = s->g->instruments.items[s->place.instrument].cited;
    if (pin->n < 2) {
        return;
    }
    s->kind = pin->parts[0];
    s->limbs = pin->parts[1];
    for (size_t i = 2; i < pin->n; i++) {
        s->limbs = str_fmt(s->arena, "%.*s(%.*s)", STR_ARG(s->limbs), STR_ARG(pin->parts[i]));
    }
}

static void add_item(struct search *s, enum standing_kind kind, const struct item *item)
{
    bool here = any_meets(s, &item->under);
    if (here || cites(s, item->source)) {
        add(s, kind, (size_t)item->index, !here);
    }
}

/* ---- kind by kind ---- */

static void in_measures(struct search *s)
{
    const struct regime *g = s->g;
    for (size_t i = 0; i < g->holds.n; i++) {
        const struct hold *h = &g->holds.items[i];
        bool here = any_meets(s, &h->under);
        for (size_t k = 0; k < h->n_omits && !here; k++) {
            here = meets(s, h->omit_layers[k].under);
        }
        if (here) {
            add(s, STANDS_MEASURE, (size_t)h->measure, false);
        }
    }
    for (size_t i = 0; i < g->measures.n; i++) {
        add_item(s, STANDS_MEASURE, &g->measures.items[i].item);
        if (any_meets(s, &g->measures.items[i].mandates)) {
            add(s, STANDS_MANDATE, i, false);
        }
    }
}

/* An exception that a variation added or took away stands, with its measure, where the variation does. */
static void in_exemptions(struct search *s)
{
    const struct regime *g = s->g;
    for (size_t i = 0; i < g->exemptions.n; i++) {
        const struct exemption *e = &g->exemptions.items[i];
        add_item(s, e->licence ? STANDS_LICENCE : STANDS_EXEMPTION, &e->item);
        bool varied = e->layer != NULL && meets(s, e->layer->under);
        for (size_t k = 0; k < e->n_omitted_by && !varied; k++) {
            varied = meets(s, e->omitted_by[k].under);
        }
        if (varied && e->measure >= 0) {
            add(s, STANDS_MEASURE, (size_t)e->measure, false);
        }
    }
}

static void in_offers(struct search *s)
{
    const struct regime *g = s->g;
    for (size_t i = 0; i < g->offers.n; i++) {
        const struct offer *o = &g->offers.items[i];
        add_item(s, STANDS_OFFER, &o->item);
        if (o->layer != NULL && o->measure >= 0 && meets(s, o->layer->under)) {
            add(s, STANDS_MEASURE, (size_t)o->measure, false);
        }
    }
}

#define IN_ITEMS(array, kind)                       \
    for (size_t i = 0; i < g->array.n; i++) {       \
        add_item(s, kind, &g->array.items[i].item); \
    }

static void in_the_rest(struct search *s)
{
    const struct regime *g = s->g;
    IN_ITEMS(policies, STANDS_POLICY)
    IN_ITEMS(consequences, STANDS_CONSEQUENCE)
    IN_ITEMS(powers, STANDS_POWER)
    IN_ITEMS(caps, STANDS_CAP)
    IN_ITEMS(commitments, STANDS_COMMITMENT)
}

void standing_in(const struct regime *g, struct arena *a, const struct wanted *w, standings *ret)
{
    struct search s = {.g = g, .arena = a, .place = w->place, .ret = ret};
    if (w->place.instrument < 0) {
        for (size_t i = 0; i < g->powers.n; i++) {
            if (g->powers.items[i].authority == w->authority) {
                add(&s, STANDS_POWER, i, false);
            }
        }
        return;
    }
    start(&s);
    in_measures(&s);
    in_exemptions(&s);
    in_offers(&s);
    in_the_rest(&s);
}
