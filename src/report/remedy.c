#include "report/remedy.h"

#include "base/arena.h"
#include "decide/life.h"
#include "report/fact_text.h"
#include "report/proof.h"
#include "report/text.h"

#define BIT(kind) (1U << (unsigned)(kind))

static void add_power(const struct regime *g, struct arena *a, int power, unsigned kinds, remedy_acts *to)
{
    const struct power *p = &g->powers.items[power];
    for (size_t i = 0; i < to->n; i++) {
        const struct power *q = &g->powers.items[to->items[i].power];
        if (q->authority == p->authority && str_eq(q->upon, p->upon)) {
            to->items[i].kinds |= kinds;
            return;
        }
    }
    struct remedy_act one = {power, kinds};
    VEC_PUSH(a, to, one);
}

void remedy_powers(const struct regime *g, struct arena *a, int hold, unsigned kinds, int day, remedy_acts *ret)
{
    for (size_t i = 0; i < g->powers.n; i++) {
        unsigned helps = g->powers.items[i].kinds & kinds;
        if (helps != 0 && power_in_force(&g->powers.items[i], day) &&
            power_reaches_hold(g, &g->powers.items[i], hold)) {
            add_power(g, a, (int)i, helps, ret);
        }
    }
}

static void mandate_powers(const struct regime *g, struct arena *a, struct provision mandate, int day, remedy_acts *ret)
{
    for (size_t i = 0; i < g->powers.n; i++) {
        const struct power *p = &g->powers.items[i];
        if ((p->kinds & ACTS_THAT_LIFT) != 0 && power_in_force(p, day) && power_reaches_place(g, p, mandate, true)) {
            add_power(g, a, (int)i, p->kinds & ACTS_THAT_LIFT, ret);
        }
    }
}

/* The first exemption that nothing speaks against today. */
static void open_exemption(struct remedy *r, const struct hold_answer *h)
{
    for (size_t i = 0; i < h->n_exemptions && r->exemption < 0; i++) {
        if (pair_lane(h->exemptions[i].value, 0) != TRI_UNKNOWN) {
            continue;
        }
        for (size_t k = 0; k < h->exemptions[i].n_failures && r->exemption < 0; k++) {
            const struct failure *f = &h->exemptions[i].failures[k];
            if ((f->lanes & 1U) != 0 && f->unknown) {
                r->exemption = h->exemptions[i].index;
                r->open = f;
            }
        }
    }
}

/* Who makes the offer need not be named again as who could license. */
static void drop_offered(const struct regime *g, remedy_acts *license, const struct offer *o)
{
    size_t kept = 0;
    for (size_t i = 0; i < license->n; i++) {
        bool offered = false;
        for (size_t k = 0; k < o->n_authorities; k++) {
            offered = offered || o->authorities[k] == g->powers.items[license->items[i].power].authority;
        }
        if (!offered) {
            license->items[kept++] = license->items[i];
        }
    }
    license->n = kept;
}

static struct remedy remedy_of(const struct answer *an, struct arena *a, size_t leg, const struct hold_answer *h)
{
    const struct regime *g = an->regime;
    const struct measure *m = proof_measure(an, h->hold);
    int day = an->legs[leg].leg.day;
    struct remedy r = {.hold = h->hold, .mandate = -1, .offer = -1, .exemption = -1, .leg = leg};
    r.by_mandate = (h->by_mandate & 1U) != 0 && hold_performs(an, a, &an->legs[leg].leg, h->hold, NULL) != TRI_UNKNOWN;
    struct life l = {g, an->overlay, an->deal, day, 0};
    for (size_t i = 0; i < m->mandates.n && r.mandate < 0; i++) {
        r.mandate = life_provision(&l, m->mandates.items[i]) != TRI_FALSE ? (int)i : -1;
    }
    r.mandate = (h->by_mandate & 1U) != 0 && h->mandate >= 0 ? h->mandate : r.mandate;
    remedy_powers(g, a, h->hold, ACTS_THAT_LIFT, day, &r.against);
    remedy_powers(g, a, h->hold, BIT(ACT_LICENSE), day, &r.license);
    if (r.mandate >= 0) {
        mandate_powers(g, a, m->mandates.items[r.mandate], day, &r.mandates);
    }
    for (size_t i = 0; i < h->n_offers && r.offer < 0; i++) {
        bool stands = pair_lane(h->offers[i].value, 0) != TRI_FALSE && !h->offers[i].denied;
        r.offer = stands ? h->offers[i].index : -1;
    }
    if (r.offer >= 0) {
        drop_offered(g, &r.license, &g->offers.items[r.offer]);
    }
    open_exemption(&r, h);
    return r;
}

void remedies_of(const struct answer *an, struct arena *a, remedies *ret)
{
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            if (!pair_maybe(oa->bound, 1) || range_open(&oa->range, 0)) {
                continue;
            }
            for (size_t h = 0; h < oa->n_holds; h++) {
                bool known = !pair_maybe(hold_closes(&oa->holds[h]), 1);
                for (size_t i = 0; i < ret->n; i++) {
                    known = known || ret->items[i].hold == oa->holds[h].hold;
                }
                if (!known) {
                    struct remedy r = remedy_of(an, a, l, &oa->holds[h]);
                    r.jurisdiction = oa->jurisdiction;
                    VEC_PUSH(a, ret, r);
                }
            }
        }
    }
}

/* ---- in words ---- */

static struct str authority_text(const struct regime *g, struct arena *a, int authority)
{
    const struct authority *who = &g->authorities.items[authority];
    if (who->decides.n == 0) {
        return who->item.name;
    }
    return str_fmt(a, "%.*s (%.*s%s%.*s)", STR_ARG(who->item.name), STR_ARG(who->decides),
                   who->veto.n > 0 ? ", veto " : "", STR_ARG(who->veto));
}

static void kinds_text(struct buf *b, unsigned kinds)
{
    static const struct {
        enum act_kind kind;
        const char *word;
    } words[] = {{ACT_END, "ended"}, {ACT_SUSPEND, "suspended"}, {ACT_WAIVE, "waived"}, {ACT_LICENSE, "licensed"}};
    const char *mark = "";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if ((kinds & BIT(words[i].kind)) != 0) {
            buf_addf(b, "%s%s", mark, words[i].word);
            mark = " or ";
        }
    }
}

/* Has an act before this one the same authority? */
static bool named_before(const struct regime *g, const remedy_acts *acts, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (g->powers.items[acts->items[i].power].authority == g->powers.items[acts->items[at].power].authority) {
            return true;
        }
    }
    return false;
}

/* "ended or suspended by US.congress (statute), or ended (on findings, 22 USC 9252) or waived (...) by US.president" */
static void acts_text(const struct regime *g, struct buf *b, const remedy_acts *acts)
{
    bool first = true;
    for (size_t i = 0; i < acts->n; i++) {
        if (named_before(g, acts, i)) {
            continue;
        }
        int authority = g->powers.items[acts->items[i].power].authority;
        buf_adds(b, first ? "" : ", or ");
        first = false;
        const char *mark = "";
        for (size_t k = i; k < acts->n; k++) {
            const struct power *p = &g->powers.items[acts->items[k].power];
            if (p->authority != authority) {
                continue;
            }
            buf_adds(b, mark);
            kinds_text(b, acts->items[k].kinds);
            if (p->upon.n > 0) {
                buf_addf(b, " (on findings%s%.*s)", p->item.source.n > 0 ? ", " : "", STR_ARG(p->item.source));
            }
            mark = ", or ";
        }
        buf_addf(b, " by %.*s", STR_ARG(authority_text(g, b->arena, authority)));
    }
}

static struct str exemption_text(const struct answer *an, struct arena *a, const struct remedy *r)
{
    const struct exemption *e = &an->regime->exemptions.items[r->exemption];
    const struct clause *k = failure_clause(an, r->exemption, r->open);
    struct why why = why_clause(an, a, &an->legs[r->leg].leg, k, TRI_UNKNOWN, false);
    struct str clause = k == NULL ? failure_text(an, a, r->exemption, r->open) : why.clause;
    bool but_not = r->open->clause >= 0 && (size_t)r->open->clause >= e->n_clauses;
    return str_fmt(a, "exempt by %.*s %s %.*s%s%.*s%s", STR_ARG(e->item.name), but_not ? "unless" : "if",
                   STR_ARG(clause), why.fact.n > 0 ? " (" : "", STR_ARG(why.fact), why.fact.n > 0 ? ")" : "");
}

/* An act under a power: whoever holds it may use it, or not; that is no offer which a trader could take up. */
static struct str license_text(const struct regime *g, struct arena *a, const struct remedy *r)
{
    struct buf b;
    strs sources = {0};
    buf_init(&b, a);
    acts_text(g, &b, &r->license);
    for (size_t i = 0; i < r->license.n; i++) {
        struct str source = g->powers.items[r->license.items[i].power].item.source;
        if (source.n > 0) {
            strs_add(a, &sources, source);
        }
    }
    for (size_t i = 0; i < sources.n; i++) {
        buf_addf(&b, "%s%.*s", i == 0 ? " under its power in " : ", ", STR_ARG(sources.items[i]));
    }
    bool offers = proof_offers(g, r->hold);
    buf_adds(&b, r->offer >= 0 ? "" : offers ? " (no offer of the law stands open here)" : " (the law makes no offer)");
    return buf_str(&b);
}

/* The ways, each a text of its own. */
static void ways_of(const struct answer *an, struct arena *a, const struct remedy *r, strs *ways)
{
    const struct regime *g = an->regime;
    const struct measure *m = proof_measure(an, r->hold);
    struct buf b;
    if (r->offer >= 0) {
        const struct offer *o = &g->offers.items[r->offer];
        buf_init(&b, a);
        buf_adds(&b, "allowed by ");
        for (size_t i = 0; i < o->n_authorities; i++) {
            buf_addf(&b, "%s%.*s", i > 0 ? " or " : "", STR_ARG(authority_name(g, o->authorities[i])));
        }
        buf_addf(&b, ", which the law offers%s%.*s", o->item.under.n > 0 ? ": " : "",
                 STR_ARG(o->item.under.n > 0 ? provision_cite(g, a, o->item.under.items[0]) : STR("")));
        strs_add(a, ways, buf_str(&b));
    }
    if (r->license.n > 0) {
        strs_add(a, ways, license_text(g, a, r));
    }
    if (r->exemption >= 0) {
        strs_add(a, ways, exemption_text(an, a, r));
    }
    buf_init(&b, a);
    if (!r->by_mandate) {
        acts_text(g, &b, &r->against);
    }
    if (r->mandate >= 0 && (r->by_mandate || r->against.n > 0)) {
        buf_adds(&b, r->by_mandate ? "the mandate " : ", and the mandate ");
        buf_add(&b, provision_cite(g, a, m->mandates.items[r->mandate]));
        buf_adds(&b, " ");
        acts_text(g, &b, &r->mandates);
        buf_adds(&b, r->mandates.n == 0 ? "by nobody whose power is declared" : "");
    }
    if (b.n > 0) {
        strs_add(a, ways, buf_str(&b));
    }
}

void remedies_text(const struct answer *an, const remedies *list, const struct style *style, struct buf *out)
{
    struct arena *a = out->arena;
    for (size_t i = 0; i < list->n; i++) {
        const struct remedy *r = &list->items[i];
        const struct measure *m = proof_measure(an, r->hold);
        strs ways = {0};
        ways_of(an, a, r, &ways);
        struct flow f;
        flow_start(&f, out, style_width(style), 4, 6);
        flow_add(&f, m->item.name);
        flow_add(&f, str_fmt(a, "(%.*s):", STR_ARG(hold_short(an->regime, a, proof_hold(an, r->hold)))));
        for (size_t k = 0; k < ways.n; k++) {
            flow_add(&f, str_fmt(a, "%.*s%s", STR_ARG(ways.items[k]), k + 1 < ways.n ? "; or" : "."));
        }
        if (ways.n == 0) {
            flow_adds(&f, "no power over it is declared, no offer, no exemption that only wants facts.");
        }
        flow_end(&f);
    }
}

struct str remedy_who(const struct regime *g, struct arena *a, int hold, int day)
{
    remedy_acts acts = {0};
    remedy_powers(g, a, hold, ACTS_THAT_LIFT, day, &acts);
    return acts.n > 0 ? authority_text(g, a, g->powers.items[acts.items[0].power].authority) : STR("");
}

/* ---- consequences ---- */

static bool target_reaches_consequence(const struct regime *g, const struct target *t, int consequence)
{
    const provisions *under = &g->consequences.items[consequence].item.under;
    if (t->kind == TARGET_CONSEQUENCE) {
        return t->index == consequence;
    }
    for (size_t i = 0; i < under->n; i++) {
        if ((t->kind == TARGET_PROVISION && provision_within(g, under->items[i], t->provision)) ||
            (t->kind == TARGET_INSTRUMENTS_BY &&
             g->instruments.items[under->items[i].instrument].authority == t->index)) {
            return true;
        }
    }
    return false;
}

/* Is the power over all that an authority has made, and not over this? */
static bool general(const struct power *p)
{
    return p->over.n > 0 && p->over.items[0].kind == TARGET_INSTRUMENTS_BY;
}

static bool over_consequence(const struct regime *g, const struct power *p, int consequence)
{
    bool named = false;
    for (size_t k = 0; k < p->over.n; k++) {
        named = named || target_reaches_consequence(g, &p->over.items[k], consequence);
    }
    for (size_t k = 0; named && k < p->except.n; k++) {
        named = !target_reaches_consequence(g, &p->except.items[k], consequence);
    }
    return named;
}

void remedy_powers_consequence(const struct regime *g, struct arena *a, int consequence, int day, ints *ret)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < g->powers.n; i++) {
            const struct power *p = &g->powers.items[i];
            if (general(p) == (pass == 1) && (p->kinds & ACTS_THAT_LIFT) != 0 && power_in_force(p, day) &&
                over_consequence(g, p, consequence)) {
                VEC_PUSH(a, ret, (int)i);
            }
        }
    }
}

static bool same_use(const struct power *x, const struct power *y)
{
    return (x->kinds & ACTS_THAT_LIFT) == (y->kinds & ACTS_THAT_LIFT) && (x->upon.n > 0) == (y->upon.n > 0) &&
           str_eq(x->terms, y->terms);
}

/* "waive on findings, for up to 180 days (22 USC 9269b(b))": the powers of the authority, those of one kind and one length together. */
static void uses_text(const struct regime *g, struct buf *b, const ints *powers, int authority)
{
    const char *mark = " may ";
    for (size_t i = 0; i < powers->n; i++) {
        const struct power *p = &g->powers.items[powers->items[i]];
        bool told = p->authority != authority;
        for (size_t k = 0; k < i; k++) {
            const struct power *q = &g->powers.items[powers->items[k]];
            told = told || (q->authority == authority && same_use(p, q));
        }
        if (told) {
            continue;
        }
        const char *word = mark;
        for (int k = 0; k < ACT_KINDS; k++) {
            if ((p->kinds & ACTS_THAT_LIFT & BIT(k)) != 0) {
                buf_addf(b, "%s%s", word, act_kind_word((enum act_kind)k));
                word = " or ";
            }
        }
        buf_addf(b, "%s%s%.*s", p->upon.n > 0 ? " on findings" : "", p->terms.n > 0 ? ", " : "", STR_ARG(p->terms));
        const char *source = " (";
        for (size_t k = i; k < powers->n; k++) {
            const struct power *q = &g->powers.items[powers->items[k]];
            if (q->authority == authority && same_use(p, q) && q->item.source.n > 0) {
                buf_addf(b, "%s%.*s", source, STR_ARG(q->item.source));
                source = ", ";
            }
        }
        buf_adds(b, *source == ',' ? ")" : "");
        mark = ", or ";
    }
}

struct str remedy_who_consequence(const struct regime *g, struct arena *a, int consequence, int day)
{
    ints powers = {0};
    strs done = {0};
    struct buf b;
    buf_init(&b, a);
    remedy_powers_consequence(g, a, consequence, day, &powers);
    for (size_t i = 0; i < powers.n; i++) {
        int authority = g->powers.items[powers.items[i]].authority;
        size_t before = done.n;
        strs_add(a, &done, authority_name(g, authority));
        if (done.n > before) {
            buf_addf(&b, "%s%.*s", b.n > 0 ? "; " : "", STR_ARG(authority_text(g, a, authority)));
            uses_text(g, &b, &powers, authority);
        }
    }
    return buf_str(&b);
}
