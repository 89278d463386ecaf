/* What the tests of src/report share: a small regime read from text, a deal and answers built by hand. */
#ifndef TEST_REPORT_H
#define TEST_REPORT_H

#include "test_base.h"

#include "base/buf.h"
#include "decide/answer.h"
#include "law/load.h"

static const char report_law[] =
    "regime small \"Small\" {\n"
    "    against KP\n"
    "    covers UN from 2006-10-14\n"
    "    covers US from 2006-10-14\n"
    "    reviewed 2026-11-24 \"a test\"\n"
    "}\n"
    "conduct procure \"procures\"\n"
    "conduct supply \"supplies\"\n"
    "conduct ship \"ships\"\n"
    "conduct pay \"pays\"\n"
    "conduct insure \"insures\"\n"
    "role buyer \"buyer\"\n"
    "role seller \"seller\"\n"
    "role vessel \"vessel\" { does ship }\n"
    "role insurer \"insurer\" { does insure }\n"
    "activity import \"import\" { goods;  buyer does procure;  seller does supply;  requires buyer, seller;  allows "
    "vessel, insurer;"
    "  principal buyer, seller }\n"
    "judgement knowing \"knew\"\n"
    "goods coal \"coal\" { hs 2701 }\n"
    "purpose livelihood \"livelihood\"\n"
    "jurisdiction UN \"United Nations\" { }\n"
    "jurisdiction US \"United States\" { nexus person { actor { any of { national US;  located US } } } }\n"
    "authority UN.sc \"Security Council\" { decides by vote 9 of 15;  veto CN, FR, GB, RU, US }\n"
    "authority UN.c1718 \"1718 Committee\" { decides by consensus }\n"
    "authority US.president \"President\" { }\n"
    "authority US.ofac \"OFAC\" { }\n"
    "instrument UN.2371 \"S/RES/2371 (2017)\" by UN.sc { adopted 2017-08-05 }\n"
    "instrument US.eo13722 \"EO 13722\" by US.president { adopted 2016-03-15 }\n"
    "instrument US.nkspea \"22 USC\" by US.president { adopted 2016-02-18 }\n"
    "measure UN.coal \"Coal from the DPRK\" {\n"
    "    binds states for persons\n"
    "    prohibits procure, supply, ship\n"
    "    goods coal\n"
    "    under UN.2371 para 8\n"
    "    except rajin { goods coal;  not made-in KP;  duty tell of state of buyer \"tell the Committee\" }\n"
    "    except people { only purpose livelihood }\n"
    "    licensable by UN.c1718 case-by-case { judged knowing }\n"
    "    unreviewed \"not seen\"\n"
    "}\n"
    "measure US.services \"Services to North Korea\" {\n"
    "    binds person\n"
    "    prohibits pay, insure\n"
    "    destination KP\n"
    "    under US.eo13722 s 3(a)(i)\n"
    "    required by US.nkspea s 9214(c)\n"
    "    reviewed 2026-11-24 \"the text\"\n"
    "}\n"
    "licence US.gl1 \"Notes\" by US.ofac { over US.services;  under US.eo13722 s 9;  licenses pay;  reviewed "
    "2026-11-24 }\n"
    "consequence US.ffi \"Foreign bank\" {\n"
    "    exposes actor { located CN };  must\n"
    "    does pay\n"
    "    to \"loss of accounts\"\n"
    "    under US.nkspea s 9221b\n"
    "    reviewed 2026-11-24 \"the text\"\n"
    "}\n"
    "power UN.council { of UN.sc;  may end, suspend;  over measures of UN;  source \"the law\";  unreviewed \"memory\" "
    "}\n"
    "power US.revoke { of US.president;  may end, suspend;  over instruments by US.president;  source \"the law\";  "
    "unreviewed \"memory\" "
    "}\n"
    "power US.license { of US.ofac;  may license;  over US.services;  source \"the law\";  unreviewed \"memory\" }\n";

static inline struct regime *report_regime(struct arena *a)
{
    struct diags d;
    diags_init(&d, a);
    struct source *s = ARENA_NEW(a, struct source);
    s->name = STR("small.reg");
    s->text = str_c(report_law);
    struct regime *g = regime_load(a, &d, s, 1);
    for (size_t i = 0; i < d.list.n; i++) {
        size_t line;
        size_t column;
        struct str text;
        if (d.list.items[i].at.source != NULL) {
            source_place(s, d.list.items[i].at.from, &line, &column, &text);
            print_message("%s %.*s: %.*s\n", d.list.items[i].code, STR_ARG(d.list.items[i].message), STR_ARG(text));
        }
    }
    assert_int_equal(d.errors, 0);
    return g;
}

static inline struct fact one_fact(struct arena *a, int value)
{
    struct fact f = {.known = true, .complete = true, .values = ARENA_MANY(a, int, 1), .n = 1};
    f.values[0] = value;
    return f;
}

/* A buyer in CN and a seller; a line of anthracite from KP to CN on 2026-06-01. */
static inline struct deal *report_deal(struct arena *a, const struct regime *g)
{
    struct deal *d = ARENA_NEW(a, struct deal);
    d->arena = a;
    d->regime = g;
    d->id = STR("coal-\"1\"");
    d->on = date_make(2026, 6, 1);
    d->on_given = true;
    d->contract = DAY_NONE;
    d->activity = regime_find(g, ITEM_ACTIVITY, STR("import"));
    d->dims[DIM_DISPATCH] = one_fact(a, regime_value(g, STR("KP")));
    d->dims[DIM_DESTINATION] = one_fact(a, regime_value(g, STR("CN")));
    d->n_lines = 1;
    d->lines = ARENA_NEW(a, struct line);
    d->lines[0].given = true;
    d->lines[0].hs_known = true;
    d->lines[0].hs = STR("270111");
    d->lines[0].description_known = true;
    d->lines[0].description = STR("anthracite");
    d->lines[0].made_in = one_fact(a, regime_value(g, STR("KP")));
    d->parties_known = true;
    d->parties_complete = true;
    d->n_parties = 2;
    d->parties = ARENA_MANY(a, struct party, 2);
    d->parties[0].name = STR("Dandong Trading");
    d->parties[0].role = regime_find(g, ITEM_ROLE, STR("buyer"));
    d->parties[0].given = true;
    d->parties[0].clear = true;
    d->parties[0].dims[PARTY_DIM(DIM_LOCATED)] = one_fact(a, regime_value(g, STR("CN")));
    d->parties[1].role = regime_find(g, ITEM_ROLE, STR("seller"));
    d->parties[1].place = 1;
    d->findings_known = true;
    d->findings_complete = true;
    return d;
}

#define ALL_LANES ((struct pair){~0ULL, ~0ULL})
#define NO_LANE ((struct pair){0, 0})

static inline struct failure *fails_at(struct arena *a, int clause, bool unknown, uint64_t lanes)
{
    struct failure *f = ARENA_NEW(a, struct failure);
    *f = (struct failure){clause, unknown, lanes};
    return f;
}

static inline int exemption_of(const struct regime *g, const char *name)
{
    for (size_t i = 0; i < g->exemptions.n; i++) {
        if (str_is(g->exemptions.items[i].item.name, name)) {
            return (int)i;
        }
    }
    fail_msg("no exemption %s", name);
    return -1;
}

/* The holds of a measure in an order: it applies in all lanes, each exemption fails at its last clause, there is no offer. */
static inline struct order_answer report_order(struct arena *a, const struct regime *g, const char *jurisdiction,
                                               const char *measure)
{
    struct order_answer o = {.bound = ALL_LANES, .encoded = true, .missing_exact = true};
    o.jurisdiction = regime_find(g, ITEM_JURISDICTION, str_c(jurisdiction));
    assert_true(o.jurisdiction >= 0);
    o.range = range_of(LABEL_PROHIBITED, LABEL_PROHIBITED);
    o.kleene = o.range;
    if (measure == NULL) {
        o.range = range_of(LABEL_PERMITTED, LABEL_PERMITTED);
        return o;
    }
    int m = regime_find(g, ITEM_MEASURE, str_c(measure));
    assert_true(m >= 0);
    struct hold_answer *h = ARENA_NEW(a, struct hold_answer);
    h->hold = g->measures.items[m].first_hold;
    h->alive = ALL_LANES;
    h->reach = ALL_LANES;
    h->mandate = -1;
    h->approval = -1;
    const struct hold *hold = &g->holds.items[h->hold];
    h->n_exemptions = (unsigned)hold->exemptions.n;
    h->exemptions = ARENA_MANY(a, struct tried, hold->exemptions.n + 1);
    for (size_t i = 0; i < hold->exemptions.n; i++) {
        struct tried *t = &h->exemptions[i];
        t->index = hold->exemptions.items[i];
        t->policy = -1;
        t->n_failures = 1;
        t->failures = fails_at(a, (int)g->exemptions.items[t->index].n_clauses - 1, false, ~0ULL);
    }
    o.holds = h;
    o.n_holds = 1;
    return o;
}

/* Two legs: the buyer procures under UN.coal, the seller supplies where nothing reaches; US does not bind. */
static inline struct answer *report_answer(struct arena *a, const struct regime *g, unsigned lanes)
{
    struct answer *an = ARENA_NEW(a, struct answer);
    an->deal = report_deal(a, g);
    an->regime = g;
    an->overlay = &overlay_none;
    an->lanes = lanes;
    an->as_of = an->deal->on;
    an->n_legs = 2;
    an->legs = ARENA_MANY(a, struct leg_answer, 2);
    for (int i = 0; i < 2; i++) {
        an->legs[i].leg = (struct leg){.party = i, .line = 0, .principal = true, .day = an->deal->on};
        an->legs[i].leg.conduct = regime_value(g, i == 0 ? STR("procure") : STR("supply"));
        an->legs[i].orders = ARENA_MANY(a, struct order_answer, 2);
        an->legs[i].n_orders = 1;
        an->legs[i].orders[0] = report_order(a, g, "UN", i == 0 ? "UN.coal" : NULL);
        VEC_PUSH(a, &an->legs[i].not_encoded, regime_value(g, STR("CN")));
    }
    an->n_orders = 2;
    an->orders = ARENA_MANY(a, struct order_sum, 2);
    an->orders[0].value = regime_value(g, STR("UN"));
    an->orders[0].jurisdiction = an->legs[0].orders[0].jurisdiction;
    an->orders[0].bound = ~0ULL;
    an->orders[0].asked = true;
    an->orders[0].encoded = true;
    an->orders[0].range = range_of(LABEL_PROHIBITED, LABEL_PROHIBITED);
    an->orders[1].value = regime_value(g, STR("US"));
    an->orders[1].jurisdiction = regime_find(g, ITEM_JURISDICTION, STR("US"));
    an->orders[1].encoded = true;
    an->orders[1].range = range_of(LABEL_PERMITTED, LABEL_PERMITTED);
    an->range = an->orders[0].range;
    return an;
}

static inline bool report_has(struct str text, const char *piece)
{
    size_t n = strlen(piece);
    for (size_t i = 0; i + n <= text.n; i++) {
        if (memcmp(text.p + i, piece, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Does the text hold the piece? Shows the text when not. */
#define assert_has(text, piece)                                          \
    do {                                                                 \
        struct str has_text = (text);                                    \
        if (!report_has(has_text, (piece))) {                            \
            fail_msg("no \"%s\" in:\n%.*s", (piece), STR_ARG(has_text)); \
        }                                                                \
    } while (0)
#define assert_lacks(text, piece)                                       \
    do {                                                                \
        struct str lacks_text = (text);                                 \
        if (report_has(lacks_text, (piece))) {                          \
            fail_msg("\"%s\" in:\n%.*s", (piece), STR_ARG(lacks_text)); \
        }                                                               \
    } while (0)

#endif
