/* What lies over other law: groups, exemptions, licences, offers, policies, consequences, powers; and roads. */
#include "prop/gen.h"

static struct buf begin(struct gen_law *l)
{
    struct buf b;
    buf_init(&b, l->arena);
    return b;
}

static const char *format_name(struct gen_law *l, const char *order, const char *word, unsigned n)
{
    return str_z(l->arena, str_fmt(l->arena, "%s.%s%u", order, word, n));
}

/* One to two measures that no verdict clause asks about, or a group of such. */
static void over_also(struct gen_law *l, struct buf *b, unsigned order, const char *also)
{
    struct gen_names plain = {0};
    l->order = order; /* the clauses that follow are of that law */
    for (size_t i = 0; i < l->measures[order].n; i++) {
        const char *name = l->measures[order].items[i];
        if (name[3] == 'm') {
            gen_name(&plain, name);
        }
    }
    if (l->groups.n > 0 && rng_chance(&l->rng, 40)) {
        const char *group = gen_pick_name(l, &l->groups);
        if (group[0] == gen_orders[order][0] && group[1] == gen_orders[order][1]) {
            buf_addf(b, "over group %s\n", group);
            return;
        }
    }
    buf_addf(b, "over %s", also);
    gen_list(l, b, plain.items, (unsigned)plain.n, 2);
    buf_addc(b, '\n');
}

static void over(struct gen_law *l, struct buf *b, unsigned order)
{
    over_also(l, b, order, "");
}

static void clauses(struct gen_law *l, struct buf *b, enum position at, unsigned least, unsigned most)
{
    unsigned n = least + rng_below(&l->rng, most - least + 1);
    for (unsigned i = 0; i < n; i++) {
        gen_clause(l, b, at);
        buf_addc(b, '\n');
    }
}

static void but_not(struct gen_law *l, struct buf *b)
{
    if (rng_chance(&l->rng, 45)) {
        buf_adds(b, "but not { ");
        gen_clause(l, b, POS_BUT_NOT);
        if (rng_chance(&l->rng, 30)) {
            buf_adds(b, "; ");
            gen_clause(l, b, POS_BUT_NOT);
        }
        buf_adds(b, " }\n");
    }
}

static void source(struct gen_law *l, struct buf *b, unsigned order)
{
    const char *ignored;
    if (rng_chance(&l->rng, 50)) {
        buf_addf(b, "under %s\n", gen_provision(l, order, &ignored));
    } else {
        buf_adds(b, "source \"text\"\n");
    }
    switch (rng_below(&l->rng, 16)) {
    case 0: buf_addf(b, "from %s\n", gen_day(l)); return;
    case 1: buf_addf(b, "until %s\n", gen_day(l)); return;
    case 2: buf_addf(b, "unknown from %s\n", gen_day(l)); return;
    case 3: buf_adds(b, "suspended from 2016-11-30 until 2018-06-12\n"); return;
    default: return;
    }
}

static void groups(struct gen_law *l)
{
    struct buf b = begin(l);
    buf_addf(&b, "group UN.g0 \"g\" { UN.m0, %s }", rng_chance(&l->rng, 50) ? "UN.m1" : "UN.m2");
    gen_declare(l, &b);
    b = begin(l);
    buf_adds(&b, "group US.g0 \"g\" { US.m1; group US.g1 }");
    gen_declare(l, &b);
    b = begin(l);
    buf_adds(&b, "group US.g1 \"g\" { US.m2 }");
    gen_declare(l, &b);
    gen_name(&l->groups, "UN.g0");
    gen_name(&l->groups, "US.g0");
    b = begin(l); /* many things stand under it */
    buf_adds(&b, "group UN.all \"all\" { measures of UN }");
    gen_declare(l, &b);
}

static void exemptions(struct gen_law *l)
{
    for (unsigned i = 0; i < 3; i++) {
        unsigned order = i % 3;
        const char *name = format_name(l, gen_orders[order], "x", i);
        struct buf b = begin(l);
        buf_addf(&b, "exemption %s \"x\" {\n", name);
        over(l, &b, order);
        clauses(l, &b, POS_OVER, 1, 2);
        but_not(l, &b);
        source(l, &b, order);
        buf_adds(&b, "}");
        gen_declare(l, &b);
        gen_name(&l->exemptions, name);
    }
    /* over a base, and over everything of the Council: no verdict in it */
    l->no_verdict = true;
    struct buf b = begin(l);
    buf_addf(&b, "exemption UN.xb \"x\" {\nover %s\n", rng_chance(&l->rng, 50) ? "group UN.all" : "UN.b0");
    clauses(l, &b, POS_OVER, 1, 2);
    source(l, &b, 0);
    buf_adds(&b, "}");
    gen_declare(l, &b);
    gen_name(&l->exemptions, "UN.xb");
    l->no_verdict = false;
}

static void licences(struct gen_law *l)
{
    static const char *const by[3] = {"UN.c1718", "US.ofac", "KR.government"};
    for (unsigned i = 0; i < 6; i++) {
        unsigned order = (i + 1) % 3;
        const char *name = format_name(l, gen_orders[order], "l", i);
        struct buf b = begin(l);
        buf_addf(&b, "licence %s \"l\" by %s {\n", name, by[order]);
        if (i < 3) {
            over(l, &b, order);
            source(l, &b, order);
        } else { /* over the whole of an order's law */
            l->order = order;
            buf_addf(&b, "over measures of %s\nsource \"x\"\n", gen_orders[order]);
        }
        if (rng_chance(&l->rng, 40)) {
            buf_adds(&b, "licenses ");
            gen_list(l, &b, gen_conducts, gen_n_conducts, 6);
            buf_addc(&b, '\n');
        }
        l->no_verdict = i >= 3; /* over the bases too */
        clauses(l, &b, POS_LICENCE, i >= 3 ? 1 + rng_below(&l->rng, 2) : rng_chance(&l->rng, 20) ? 0 : 1, 2);
        but_not(l, &b);
        l->no_verdict = false;
        buf_adds(&b, "}");
        gen_declare(l, &b);
        gen_name(&l->licences, name);
    }
}

static void offers(struct gen_law *l)
{
    static const char *const by[3] = {"UN.c1718", "US.ofac, US.president", "KR.government"};
    for (unsigned order = 0; order < 3; order++) {
        const char *name = format_name(l, gen_orders[order], "o", order);
        struct buf b = begin(l);
        buf_addf(&b, "offer %s \"o\" by %s {\n", name, by[order]);
        over(l, &b, order);
        clauses(l, &b, POS_OFFER, 0, 1);
        if (rng_chance(&l->rng, 10)) {
            buf_adds(&b, "policy deny\n");
        }
        source(l, &b, order);
        buf_adds(&b, "}");
        gen_declare(l, &b);
        gen_name(&l->offers, name);
    }
}

static void policies(struct gen_law *l)
{
    for (unsigned i = 0; i < 6; i++) {
        unsigned order = i % 3;
        l->order = order;
        const char *name = format_name(l, gen_orders[order], "p", i);
        struct buf b = begin(l);
        buf_addf(&b, "policy %s \"p\" on %s.m%u {\n%s", name, gen_orders[order], rng_below(&l->rng, order == 2 ? 2 : 3),
                 rng_chance(&l->rng, 75) ? "deny\n" : "");
        clauses(l, &b, POS_POLICY, 1, rng_chance(&l->rng, 30) ? 2 : 1);
        source(l, &b, order);
        buf_adds(&b, "}");
        gen_declare(l, &b);
        gen_name(&l->policies, name);
    }
}

static void consequences(struct gen_law *l)
{
    for (unsigned i = 0; i < 4; i++) {
        unsigned order = i % 2;
        const char *name = format_name(l, gen_orders[order], "q", i);
        struct buf b = begin(l);
        buf_addf(&b, "consequence %s \"q\" {\nexposes actor { ", name);
        gen_clause(l, &b, POS_EXPOSED);
        if (rng_chance(&l->rng, 20)) {
            buf_adds(&b, "; ");
            gen_clause(l, &b, POS_EXPOSED);
        }
        buf_addf(&b, " }; %s\n", rng_chance(&l->rng, 50) ? "must" : "may");
        clauses(l, &b, POS_CONSEQUENCE, 0, 2);
        buf_adds(&b, "to \"blocking\"\n");
        source(l, &b, order);
        buf_adds(&b, "}");
        gen_declare(l, &b);
        gen_name(&l->consequences, name);
    }
}

static void add_names(struct buf *b, const struct gen_names *names, const char *order)
{
    for (size_t i = 0; i < names->n; i++) {
        if (names->items[i][0] == order[0] && names->items[i][1] == order[1]) {
            buf_addf(b, ", %s", names->items[i]);
        }
    }
}

static void powers(struct gen_law *l)
{
    static const char *const by[3] = {"UN.sc", "US.president", "KR.government"};
    for (unsigned o = 0; o < 3; o++) {
        struct buf b = begin(l);
        buf_addf(&b, "power %s.rule \"w\" { of %s; may end, suspend, amend\nover measures of %s, instruments by %s",
                 gen_orders[o], by[o], gen_orders[o], by[o]);
        for (size_t i = 0; i < l->n_instruments; i++) {
            if (l->instruments[i].order == o && l->instruments[i].from != NULL) {
                buf_addf(&b, ", mandates in %s", l->instruments[i].name);
            }
        }
        const struct gen_names *lists[] = {&l->exemptions, &l->licences,     &l->offers,
                                           &l->policies,   &l->consequences, &l->groups};
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            add_names(&b, lists[i], gen_orders[o]);
        }
        buf_adds(&b, "\nsource \"x\" }");
        gen_declare(l, &b);
        b = begin(l);
        buf_addf(&b, "power %s.license \"w\" { of %s; may license%s\nover measures of %s%s%s.m0\nsource \"x\" }",
                 gen_orders[o], by[o], rng_chance(&l->rng, 50) ? ", waive" : "", gen_orders[o],
                 rng_chance(&l->rng, 30) ? "\nexcept " : ", ", gen_orders[o]);
        gen_declare(l, &b);
    }
}

void gen_over(struct gen_law *l)
{
    groups(l);
    exemptions(l);
    licences(l);
    offers(l);
    policies(l);
    consequences(l);
    powers(l);
}

/* ---- roads ---- */

static const char *target(struct gen_law *l, unsigned order)
{
    const char *ignored;
    const struct gen_names *lists[] = {&l->exemptions, &l->licences,     &l->offers,
                                       &l->policies,   &l->consequences, &l->groups};
    unsigned how = rng_below(&l->rng, 12);
    if (how < 4) {
        return gen_provision(l, order, &ignored);
    }
    if (how < 6) {
        return gen_pick_name(l, &l->measures[order]);
    }
    if (how < 9) {
        const char *place;
        do {
            place = gen_provision(l, order, &ignored);
        } while (ignored == NULL);
        return str_z(l->arena, str_fmt(l->arena, "mandates in %s",
                                       rng_chance(&l->rng, 30) ? place : str_z(l->arena, str_of(place, 5))));
    }
    const struct gen_names *list = lists[rng_below(&l->rng, 6)];
    for (unsigned tries = 0; tries < 6; tries++) {
        const char *name = gen_pick_name(l, list);
        if (name[0] == gen_orders[order][0] && name[1] == gen_orders[order][1]) {
            return name;
        }
    }
    return gen_pick_name(l, &l->measures[order]);
}

static void amend(struct gen_law *l, struct buf *b, unsigned order)
{
    const char *ignored;
    const char *what;
    l->no_verdict = false;
    l->order = order;
    switch (rng_below(&l->rng, 4)) {
    case 0: what = order == 2 ? "KR.m0" : order == 0 ? "UN.q0" : "US.q1"; break;
    case 1: what = gen_provision(l, order, &ignored); break;
    default:
        what = gen_pick_name(l, &l->measures[order]);
        l->no_verdict = what[3] == 'b';
        break;
    }
    buf_addf(b, "amends %s { omit ", what);
    gen_clause(l, b, POS_AMEND);
    if (rng_chance(&l->rng, 30)) {
        buf_adds(b, "; omit { ");
        gen_clause(l, b, POS_AMEND);
        buf_adds(b, "; ");
        gen_clause(l, b, POS_AMEND);
        buf_adds(b, " }");
    }
    buf_adds(b, " }");
    l->no_verdict = false;
}

static void act(struct gen_law *l, struct buf *b)
{
    static const char *const by[3] = {"UN.sc", "US.president", "KR.government"};
    static const char *const licenser[3] = {"UN.c1718", "US.ofac", "KR.government"};
    unsigned order = rng_below(&l->rng, 3);
    unsigned how = rng_below(&l->rng, 10);
    if (how < 2) {
        buf_addf(b, "act %s ends %s", by[order], target(l, order));
    } else if (how < 4) {
        buf_addf(b, "act %s suspends %s for 180 days renewed while calm", by[order], target(l, order));
    } else if (how < 7) {
        buf_addf(b, "act %s ", by[order]);
        amend(l, b, order);
    } else {
        buf_addf(b, "act %s licenses %s.r%u {\n", licenser[order], gen_orders[order], l->stage_licences++);
        /* m0 may stand outside the power, m1 never does */
        over_also(l, b, order, order == 0 ? "UN.m1, " : order == 1 ? "US.m1, " : "KR.m1, ");
        if (rng_chance(&l->rng, 40)) {
            buf_adds(b, "licenses ");
            gen_list(l, b, gen_conducts, gen_n_conducts, 5);
            buf_addc(b, '\n');
        }
        buf_addc(b, ' ');
        gen_clause(l, b, POS_STAGE);
        if (rng_chance(&l->rng, 40)) {
            buf_adds(b, "; ");
            gen_clause(l, b, POS_STAGE);
        }
        buf_adds(b, "\n }");
    }
    buf_addc(b, '\n');
}

struct str gen_road(struct gen_law *l, unsigned stages)
{
    struct buf b = begin(l);
    buf_addf(
        &b,
        "roadmap way \"way\" { regime gen; start %s; source \"x\" }\ncondition calm \"calm\" verified by observation\n",
        gen_day(l));
    for (unsigned i = 1; i <= stages; i++) {
        buf_addf(&b, "stage %u \"s\" {\n", i);
        if (i > 1 && rng_chance(&l->rng, 80)) {
            buf_addf(&b, "after %u\n", rng_chance(&l->rng, 60) ? i - 1 : 1 + rng_below(&l->rng, i - 1));
        }
        if (rng_chance(&l->rng, 30)) {
            buf_addf(&b, "on %s\n", gen_day(l));
        }
        unsigned acts = stages > 16 ? 1 : 2 + rng_below(&l->rng, 4);
        for (unsigned k = 0; k < acts; k++) {
            buf_adds(&b, "  ");
            act(l, &b);
        }
        buf_adds(&b, "}\n");
    }
    return buf_str(&b);
}
