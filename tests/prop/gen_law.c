/* Regimes: instruments with every form of life, measures with forms, pillars and variations, and what lies over them. */
#include <stdio.h>

#include "prop/gen.h"

#define ORDERS 3

static const char *format_name(struct gen_law *l, const char *order, const char *word, unsigned n)
{
    return str_z(l->arena, str_fmt(l->arena, "%s.%s%u", order, word, n));
}

static struct buf begin(struct gen_law *l)
{
    struct buf b;
    buf_init(&b, l->arena);
    return b;
}

/* ---- instruments ---- */

static const char *later_day(struct gen_law *l, const char *after)
{
    const char *day = after;
    for (unsigned tries = 0; tries < 8 && strcmp(day, after) <= 0; tries++) {
        day = gen_day(l);
    }
    return strcmp(day, after) > 0 ? day : "2020-03-01";
}

static void instrument_life(struct gen_law *l, struct buf *b, const char *from)
{
    struct rng *r = &l->rng;
    if (rng_chance(r, 12)) {
        buf_addf(b, "unknown from %s\n", gen_days[7 + rng_below(r, 3)]);
    }
    if (rng_chance(r, 20)) {
        buf_addf(b, "ended para 2 %s\n", later_day(l, from));
    }
    if (rng_chance(r, 8)) {
        buf_addf(b, "ended %s\n", later_day(l, from));
    }
    if (rng_chance(r, 20)) {
        const char *start = later_day(l, from);
        buf_addf(b, "suspended %s from %s until %s\n", rng_chance(r, 30) ? "" : "para 1", start, later_day(l, start));
    }
    if (rng_chance(r, 6)) {
        buf_addf(b, "until %s\n", later_day(l, from));
    }
    if (rng_chance(r, 15)) {
        buf_addf(b, "lapses 06-26 each year unless continued; continued through %d-06-20\n",
                 2016 + (int)rng_below(r, 4));
    }
    if (rng_chance(r, 50)) {
        buf_adds(b, "contains title I { s 101 to 105 }\n");
    }
    if (rng_chance(r, 20)) {
        buf_adds(b, "contains part A { para 2; s 110 }\n");
    }
}

static void instrument(struct gen_law *l, unsigned order, unsigned n, const char *by)
{
    struct rng *r = &l->rng;
    struct gen_instrument in = {format_name(l, gen_orders[order], "i", n), order, gen_days[n + rng_below(r, 2)], NULL};
    struct buf b = begin(l);
    buf_addf(&b, "instrument %s \"Act %u\" by %s {\n%s %s\n", in.name, n, by, rng_chance(r, 50) ? "adopted" : "from",
             in.from);
    if (n > 1 && rng_chance(r, 35)) {
        const char *first = format_name(l, gen_orders[order], "i", rng_below(r, n));
        const char *second = format_name(l, gen_orders[order], "i", rng_below(r, n));
        if (rng_chance(r, 50)) {
            buf_addf(&b, "rests on any of { %s; %s para 1 }\n", first, second);
        } else {
            buf_addf(&b, "rests on %s\n", first);
        }
    }
    if (rng_chance(r, 30)) {
        in.later = later_day(l, in.from);
        buf_addf(&b, "provision para 3 from %s\n", in.later);
    }
    if (n > 0) {
        instrument_life(l, &b, in.from);
    }
    buf_adds(&b, rng_chance(r, 50) ? "reviewed 2026-11-24 \"text\"\n}" : "note \"n\"\n}");
    gen_declare(l, &b);
    l->instruments[l->n_instruments++] = in;
}

static void external_instrument(struct gen_law *l, unsigned order)
{
    struct gen_instrument in = {format_name(l, gen_orders[order], "ix", 0), order, NULL, NULL};
    struct buf b = begin(l);
    buf_addf(&b, "external instrument %s", in.name);
    gen_declare(l, &b);
    l->instruments[l->n_instruments++] = in;
}

static const char *const pins[] = {"",          "para 1", "para 2",   "para 2(a)",     "para 3",
                                   "para 3(b)", "s 101",  "s 104(b)", "para 1(a)(ii)", "s 110"};

static const char *place_in(struct gen_law *l, const struct gen_instrument *in, const char **ret_from)
{
    const char *pin = gen_pick(l, pins, (unsigned)(sizeof pins / sizeof *pins));
    bool late = in->later != NULL && strncmp(pin, "para 3", 6) == 0;
    *ret_from = late ? in->later : in->from;
    return str_z(l->arena, str_fmt(l->arena, "%s%s%s", in->name, pin[0] != '\0' ? " " : "", pin));
}

const char *gen_provision(struct gen_law *l, unsigned order, const char **ret_from)
{
    const struct gen_instrument *in;
    do {
        in = &l->instruments[rng_below(&l->rng, (unsigned)l->n_instruments)];
    } while (in->order != order || strcmp(in->name + 2, ".i0") == 0);
    return place_in(l, in, ret_from);
}

/* Bases stand in the first instrument alone, so that nothing with a verdict clause lies over them by its instrument. */
static const char *provision_of(struct gen_law *l, unsigned order, bool base, const char **ret_from)
{
    for (size_t i = 0; base && i < l->n_instruments; i++) {
        if (l->instruments[i].order == order) {
            return place_in(l, &l->instruments[i], ret_from);
        }
    }
    return gen_provision(l, order, ret_from);
}

/* ---- exemptions and offers ---- */

static void clauses(struct gen_law *l, struct buf *b, enum position at, unsigned least, unsigned most)
{
    unsigned n = least + rng_below(&l->rng, most - least + 1);
    for (unsigned i = 0; i < n; i++) {
        gen_clause(l, b, at);
        buf_addc(b, '\n');
    }
}

static void own_life(struct gen_law *l, struct buf *b, unsigned order)
{
    const char *from = gen_day(l);
    const char *ignored;
    switch (rng_below(&l->rng, 24)) {
    case 0: buf_addf(b, "from %s\n", from); return;
    case 1: buf_addf(b, "until %s\n", from); return;
    case 2: buf_addf(b, "unknown from %s\n", from); return;
    case 3: buf_addf(b, "suspended from %s until %s\n", from, later_day(l, from)); return;
    case 4:
    case 5: buf_addf(b, "under %s\n", gen_provision(l, order, &ignored)); return;
    default: return;
    }
}

static void exemption_body(struct gen_law *l, struct buf *b, enum position at, unsigned order)
{
    bool target = at == POS_TARGET;
    clauses(l, b, at, 1, 2);
    if (rng_chance(&l->rng, 40)) {
        buf_adds(b, "but not {\n");
        clauses(l, b, target ? at : POS_BUT_NOT, 1, 2);
        buf_adds(b, "}\n");
    }
    if (rng_chance(&l->rng, 10)) {
        buf_adds(b, "but not { ");
        gen_clause(l, b, target ? at : POS_BUT_NOT);
        buf_adds(b, " }\n");
    }
    if (rng_chance(&l->rng, 20)) {
        buf_adds(b, "duty report of state of buyer \"report it\"\n");
    }
    own_life(l, b, order);
}

static void offer(struct gen_law *l, struct buf *b, unsigned order, bool base)
{
    static const char *const by[ORDERS][2] = {
        {"UN.c1718", "UN.sc, UN.c1718"}, {"US.ofac", "US.president"}, {"KR.government", "KR.government"}};
    const char *ignored;
    buf_addf(b, "licensable by %s case-by-case { ", by[order][rng_below(&l->rng, 2)]);
    unsigned n = rng_below(&l->rng, 3);
    for (unsigned i = 0; i < n; i++) {
        gen_clause(l, b, base ? POS_TARGET : POS_OFFER);
        buf_adds(b, "; ");
    }
    buf_addf(b, "}%s", rng_chance(&l->rng, 10) ? " policy deny" : "");
    if (rng_chance(&l->rng, 15)) {
        buf_addf(b, " under %s", gen_provision(l, order, &ignored));
    }
    buf_addc(b, '\n');
}

/* ---- measures ---- */

struct part {
    const char *from; /* NULL: nothing tells */
    unsigned excepts; /* e0 .. */
};

struct draft {
    struct gen_law *l;
    struct buf b;
    unsigned order;
    bool base;
    bool form;
    struct part parts[4];
    unsigned n_parts;
};

static enum position scope_position(const struct draft *d)
{
    return d->base ? POS_TARGET : POS_SCOPE;
}

static void part_block(struct draft *d, struct part *part)
{
    struct gen_law *l = d->l;
    struct rng *r = &l->rng;
    buf_adds(&d->b, " {\n");
    if (rng_chance(r, 30)) {
        clauses(l, &d->b, scope_position(d), 1, 1);
    }
    if (rng_chance(r, 10)) {
        buf_adds(&d->b, "prohibits ");
        gen_list(l, &d->b, gen_conducts, gen_n_conducts, 6);
        buf_addc(&d->b, '\n');
    }
    if (d->form && d->n_parts > 0 && d->parts[d->n_parts - 1].excepts > 0 && rng_chance(r, 40)) {
        buf_addf(&d->b, "except e0 as in form %s", d->parts[d->n_parts - 1].from);
        part->excepts = 1;
        if (rng_chance(r, 50)) {
            buf_adds(&d->b, " but { ");
            gen_clause(l, &d->b, d->base ? POS_TARGET : POS_EXEMPTION);
            buf_adds(&d->b, " }");
        }
        buf_addc(&d->b, '\n');
    } else if (rng_chance(r, 75)) {
        buf_adds(&d->b, "except e0 {\n");
        exemption_body(l, &d->b, d->base ? POS_TARGET : POS_EXEMPTION, d->order);
        buf_adds(&d->b, "}\n");
        part->excepts = 1;
    }
    if (rng_chance(r, 25)) {
        offer(l, &d->b, d->order, d->base);
    }
    if (rng_chance(r, 8)) {
        buf_addf(&d->b, "unknown from %s\n", gen_days[5 + rng_below(r, 5)]);
    }
    if (rng_chance(r, 8)) {
        buf_addf(&d->b, "until %s\n", gen_days[5 + rng_below(r, 5)]);
    }
    buf_adds(&d->b, "}");
}

static void add_part(struct draft *d)
{
    struct gen_law *l = d->l;
    struct part part = {0};
    const char *place = provision_of(l, d->order, d->base, &part.from);
    if (d->form) {
        const char *last = d->n_parts > 0 ? d->parts[d->n_parts - 1].from : "2000-01-01";
        if (part.from == NULL) {
            part.from = later_day(l, last);
        }
        if (strcmp(part.from, last) <= 0) {
            return;
        }
        buf_addf(&d->b, "form %s under %s", part.from, place);
    } else {
        const char *other;
        buf_addf(&d->b, "under %s", place);
        if (rng_chance(&l->rng, 20)) {
            buf_addf(&d->b, ", %s", provision_of(l, d->order, d->base, &other));
            part.from = NULL;
        }
        if (rng_chance(&l->rng, 15)) {
            part.from = gen_day(l);
            buf_addf(&d->b, " from %s", part.from);
        }
        if (rng_chance(&l->rng, 8)) {
            buf_addf(&d->b, " until %s", gen_day(l));
        }
    }
    if (rng_chance(&l->rng, 75)) {
        part_block(d, &part);
    }
    buf_addc(&d->b, '\n');
    d->parts[d->n_parts++] = part;
}

static void vary(struct draft *d, unsigned n)
{
    struct gen_law *l = d->l;
    struct rng *r = &l->rng;
    const char *ignored;
    const char *day = gen_day(l);
    const struct part *base = NULL;
    for (unsigned i = 0; i < d->n_parts; i++) {
        const struct part *x = &d->parts[i];
        if (x->from == NULL) {
            return; /* which part it would vary is the loader's to find */
        }
        if (strcmp(x->from, day) <= 0 && (base == NULL || strcmp(x->from, base->from) >= 0)) {
            base = x;
        }
    }
    if (base == NULL) {
        return;
    }
    buf_addf(&d->b, "vary %s under %s {\n", day, provision_of(l, d->order, d->base, &ignored));
    bool some = false;
    if (base->excepts > 0 && rng_chance(r, 30)) {
        buf_adds(&d->b, "omit except e0\n");
        some = true;
    }
    if (rng_chance(r, 75)) {
        buf_adds(&d->b, "omit scope {\n");
        clauses(l, &d->b, d->base ? POS_TARGET : POS_OMIT, 1, rng_chance(r, 30) ? 2 : 1);
        buf_adds(&d->b, "}\n");
        some = true;
    }
    if (rng_chance(r, 20)) {
        buf_adds(&d->b, "add prohibits ");
        gen_list(l, &d->b, gen_conducts, gen_n_conducts, 4);
        buf_addc(&d->b, '\n');
    }
    if (rng_chance(r, 15)) {
        buf_adds(&d->b, rng_chance(r, 50) ? "add goods iron\n" : "add destination CN, KP\n");
    }
    if (rng_chance(r, 15)) {
        buf_adds(&d->b, "add scope {\n");
        clauses(l, &d->b, scope_position(d), 1, 1);
        buf_adds(&d->b, "}\n");
    }
    if (rng_chance(r, 40) || !some) {
        buf_addf(&d->b, "except v%u {\n", n);
        exemption_body(l, &d->b, d->base ? POS_TARGET : POS_EXEMPTION, d->order);
        buf_adds(&d->b, "}\n");
    }
    if (rng_chance(r, 20)) {
        offer(l, &d->b, d->order, d->base);
    }
    buf_adds(&d->b, "}\n");
}

static void measure_head(struct draft *d, const char *name)
{
    struct gen_law *l = d->l;
    struct rng *r = &l->rng;
    buf_addf(&d->b, "measure %s \"measure\" {\n", name);
    if (d->base) {
        buf_adds(&d->b, rng_chance(r, 50) ? "binds anyone\n" : "binds states for persons\n");
    } else if (d->order == 0) {
        buf_adds(&d->b, rng_chance(r, 75)   ? "binds states for persons\n"
                        : rng_chance(r, 70) ? "binds states\n"
                                            : "binds anyone\n");
    } else if (rng_chance(r, 6)) {
        buf_adds(&d->b, "binds anyone\n");
    } else {
        buf_adds(&d->b, d->order == 2       ? "binds person\n"
                        : rng_chance(r, 50) ? "binds person, clearing\n"
                                            : "binds person, clearing, origin\n");
    }
    if (!d->base && rng_chance(r, 22)) {
        if (rng_chance(r, 20)) {
            buf_addf(&d->b, "blocks party in c%u\n", rng_below(r, 3));
        } else {
            buf_adds(&d->b, "blocks party { ");
            gen_clause(l, &d->b, POS_BLOCKS);
            buf_adds(&d->b, " }\n");
        }
    } else if (rng_chance(r, 15)) {
        buf_adds(&d->b, "prohibits any conduct\n");
    } else {
        buf_adds(&d->b, "prohibits ");
        gen_list(l, &d->b, gen_conducts, gen_n_conducts, 14);
        buf_adds(&d->b, rng_chance(r, 12) ? ", cause\n" : "\n");
    }
    if (rng_chance(r, 45)) {
        gen_easy(l, &d->b);
        buf_addc(&d->b, '\n');
    }
    clauses(l, &d->b, scope_position(d), d->base ? 1 : 0, 1);
}

static void measure(struct gen_law *l, unsigned order, const char *name, bool base)
{
    struct rng *r = &l->rng;
    struct draft d = {.l = l, .b = begin(l), .order = order, .base = base, .form = rng_chance(r, 50)};
    const char *ignored;
    bool before = l->no_verdict;
    l->no_verdict = base;
    l->order = order;
    measure_head(&d, name);
    if (rng_chance(r, 30)) {
        buf_addf(&d.b, "required by %s\n", provision_of(l, order, base, &ignored));
    }
    for (unsigned n = 1 + rng_below(r, 3), tries = 0; d.n_parts < n && (tries < 3 || d.n_parts == 0); tries++) {
        add_part(&d);
    }
    for (unsigned i = 0; i < 3 && rng_chance(r, 75); i++) {
        vary(&d, i);
    }
    if (rng_chance(r, 40)) {
        buf_adds(&d.b, "except m0 {\n");
        exemption_body(l, &d.b, base ? POS_TARGET : POS_EXEMPTION, order);
        buf_adds(&d.b, "}\n");
    }
    if (rng_chance(r, 60)) {
        offer(l, &d.b, order, base);
    }
    if (d.form && rng_chance(r, 8)) {
        buf_addf(&d.b, "final %s\n", later_day(l, d.parts[d.n_parts - 1].from));
    }
    buf_addf(&d.b, "%s\n}", rng_chance(r, 50) ? "reviewed 2026-11-24" : "unreviewed \"not seen\"");
    gen_declare(l, &d.b);
    gen_name(&l->measures[order], name);
    l->no_verdict = before;
}

/* ---- the frame ---- */

static void frame(struct gen_law *l)
{
    struct rng *r = &l->rng;
    struct buf b = begin(l);
    buf_addf(&b, "regime gen \"generated\" {\nagainst KP\ncovers UN from 2006-10-14\ncovers US from %s%s\n",
             rng_chance(r, 80) ? "2010-01-01" : "2016-11-30", rng_chance(r, 20) ? " { not serve, call }" : "");
    buf_addf(&b, "%s\n}", rng_chance(r, 70) ? "covers KR from 2014-01-01" : "covers KR from 2017-08-05");
    gen_declare(l, &b);
    for (unsigned i = 0; i < 2; i++) { /* s0, s1 ask for no verdict; v0, v1 may */
        for (unsigned k = 0; k < 2; k++) {
            l->no_verdict = k == 0;
            b = begin(l);
            buf_addf(&b, "scope %c%u { ", k == 0 ? 's' : 'v', i);
            clauses(l, &b, POS_NAMED, 1, 2);
            buf_adds(&b, "}");
            gen_declare(l, &b);
        }
        l->scopes = i + 1;
    }
    l->no_verdict = false;
}

static void orders(struct gen_law *l)
{
    static const char *const names[ORDERS][3] = {{""}, {"person", "clearing", "origin"}, {"person", "place", ""}};
    static const char *const easy[ORDERS] = {"", "any of { actor { national US, CN }; currency USD }\n",
                                             "actor { located KR, CN }\n"};
    for (unsigned o = 0; o < ORDERS; o++) {
        struct buf b = begin(l);
        l->order = o;
        buf_addf(&b, "jurisdiction %s \"order %u\" {\n", gen_orders[o], o);
        for (unsigned i = 0; i < 3 && names[o][i][0] != '\0'; i++) {
            buf_addf(&b, "nexus %s {\n", names[o][i]);
            if (i == 0) {
                buf_adds(&b, easy[o]);
            } else {
                clauses(l, &b, POS_NEXUS, 1, 2);
            }
            buf_adds(&b, "}\n");
        }
        buf_adds(&b, "ownership at least 50 % aggregate from 2014-08-13\n}");
        gen_declare(l, &b);
    }
}

static void classes(struct gen_law *l)
{
    for (unsigned i = 0; i < 3; i++) {
        struct buf b = begin(l);
        buf_addf(&b, "class c%u \"class\" {\n", i);
        clauses(l, &b, POS_CLASS, 1, 2);
        buf_adds(&b, "}");
        gen_declare(l, &b);
        l->classes = i + 1;
    }
}

void gen_law(struct gen_law *l, struct arena *a, uint64_t seed, uint64_t index, const struct gen_wish *wish)
{
    static const char *const by[ORDERS] = {"UN.sc", "US.president", "KR.government"};
    static const unsigned instruments[ORDERS] = {5, 5, 3};
    memset(l, 0, sizeof *l);
    l->arena = a;
    l->index = index;
    l->wish = wish;
    l->rng = rng_of(seed, index);
    for (unsigned i = 0; i < POSITIONS_N; i++) {
        l->turn[i] = (unsigned)(index * (i < POS_DEAL_N ? 7 : 1) + i * 5);
    }
    gen_vocabulary(l);
    for (unsigned o = 0; o < ORDERS; o++) {
        for (unsigned i = 0; i < instruments[o]; i++) {
            instrument(l, o, i, by[o]);
        }
        if (o < 2) {
            external_instrument(l, o);
        }
    }
    static const char *const bases[] = {"UN.b0", "UN.b1", "US.b0", "UN.bases"};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        gen_name(&l->bases, bases[i]);
    }
    struct buf b = begin(l);
    buf_adds(&b, "group UN.bases \"bases\" { UN.b0, UN.b1 }");
    gen_declare(l, &b);
    classes(l);
    frame(l);
    measure(l, 0, "UN.b0", true);
    measure(l, 0, "UN.b1", true);
    measure(l, 1, "US.b0", true);
    orders(l);
    static const unsigned measures[ORDERS] = {3, 3, 2};
    for (unsigned o = 0; o < ORDERS; o++) {
        for (unsigned i = 0; i < measures[o]; i++) {
            measure(l, o, format_name(l, gen_orders[o], "m", i), false);
        }
    }
    gen_over(l);
}
