/* What stands beside the holds of a leg, and beside the whole answer. */
#include "base/arena.h"
#include "report/explain_parts.h"
#include "report/given.h"
#include "report/proof.h"

#define WORDS_MOST 6

/* ---- of a leg ---- */

/* A question without a second mark at its end. */
static struct str question(const struct pen *p, struct str s)
{
    (void)p;
    return str_ends(s, STR("??")) ? str_of(s.p, s.n - 1) : s;
}

/* Few facts are told in words, many by their pointers alone. */
static void missing_lines(const struct pen *p, const struct order_answer *oa)
{
    size_t facts = 0;
    for (size_t i = 0; i < oa->n_missing; i++) {
        facts += oa->missing[i].law ? 0 : 1;
    }
    struct buf all;
    buf_init(&all, p->arena);
    for (size_t i = 0; i < oa->n_missing; i++) {
        const struct missing *m = &oa->missing[i];
        struct str mark = stage_mark(p, m->lanes);
        if (m->law) {
            continue;
        }
        if (facts > WORDS_MOST) {
            buf_addf(&all, "%s%.*s%.*s", all.n > 0 ? ", " : "", STR_ARG(m->pointer), STR_ARG(mark));
        } else {
            struct str phrase = question(p, atom_phrase(p->an->deal, p->arena, m->atom));
            pen_more(p, "missing",
                     str_fmt(p->arena, "%.*s (%.*s)%.*s", STR_ARG(phrase), STR_ARG(m->pointer), STR_ARG(mark)));
        }
    }
    if (all.n > 0) {
        pen_more(p, "missing", buf_str(&all));
    }
    for (size_t i = 0; i < oa->n_missing; i++) {
        const struct missing *m = &oa->missing[i];
        if (m->law) {
            struct str phrase = question(p, atom_phrase(p->an->deal, p->arena, m->atom));
            struct str item = open_law_item(p->an, m->atom);
            bool named = str_starts(phrase, item);
            pen_more(p, "open law",
                     str_fmt(p->arena, "%.*s%s%.*s%.*s", STR_ARG(named ? STR("") : item), named ? "" : ": ",
                             STR_ARG(phrase), STR_ARG(stage_mark(p, m->lanes))));
        }
    }
    if (!oa->missing_exact && oa->n_missing > 0) {
        pen_text(p, STR("perhaps not all of these matter: they are too many, or lists are open"));
    }
}

static struct str consequence_text(const struct pen *p, const struct consequence *c)
{
    struct str at =
        c->item.under.n > 0 ? provision_short(p->an->regime, p->arena, c->item.under.items[0]) : c->item.source;
    return str_fmt(p->arena, "%.*s (%.*s)", STR_ARG(c->item.name), STR_ARG(at));
}

static bool same_exposure(const struct pen *p, const struct exposure *a, const struct exposure *b)
{
    const struct consequence *x = &p->an->regime->consequences.items[a->consequence];
    const struct consequence *y = &p->an->regime->consequences.items[b->consequence];
    uint64_t lanes = proof_lanes(p->an);
    return x->must == y->must && str_eq(x->to, y->to) && ((a->value.must ^ b->value.must) & lanes) == 0 &&
           ((a->value.may ^ b->value.may) & lanes) == 0;
}

/* Those that bring the same, in the same stages and as surely, stand together. */
static void exposed_lines(const struct pen *p, const struct order_answer *oa)
{
    for (size_t i = 0; i < oa->n_exposed; i++) {
        const struct exposure *e = &oa->exposed[i];
        bool told = !pair_maybe(e->value, proof_lanes(p->an));
        for (size_t k = 0; k < i && !told; k++) {
            told = same_exposure(p, e, &oa->exposed[k]);
        }
        if (told) {
            continue;
        }
        const struct consequence *c = &p->an->regime->consequences.items[e->consequence];
        struct buf b;
        buf_init(&b, p->arena);
        for (size_t k = i; k < oa->n_exposed; k++) {
            if (same_exposure(p, e, &oa->exposed[k])) {
                buf_addf(&b, "%s%.*s", b.n > 0 ? ", " : "",
                         STR_ARG(consequence_text(p, &p->an->regime->consequences.items[oa->exposed[k].consequence])));
            }
        }
        bool sure = (e->value.must & proof_lanes(p->an)) != 0;
        pen_more(p, sure ? "exposed" : "exposed?",
                 str_fmt(p->arena, "%s to %.*s: %.*s%.*s", c->must ? "must lead" : "may lead", STR_ARG(c->to),
                         STR_ARG(buf_str(&b)), STR_ARG(stage_mark(p, e->value.may))));
    }
}

static void holds_line(const struct pen *p, const char *word, const char *text, const int *holds, size_t n)
{
    if (n == 0) {
        return;
    }
    struct buf b;
    buf_init(&b, p->arena);
    buf_adds(&b, text);
    for (size_t i = 0; i < n; i++) {
        buf_addf(&b, "%s%.*s (%.*s)", i > 0 ? ", " : " ", STR_ARG(proof_measure(p->an, holds[i])->item.name),
                 STR_ARG(hold_short(p->an->regime, p->arena, proof_hold(p->an, holds[i]))));
    }
    pen_more(p, word, buf_str(&b));
}

/* "it is found by US.treasury "...", finding us-dprk-account" */
static struct str finding_text(const struct pen *p, const struct clause *k, int value)
{
    const struct regime *g = p->an->regime;
    struct str by = k->by.kind == WHO_STATE_OF_ACTOR ? STR("the actor's state") : who_text(g, p->arena, k->by);
    struct str title = finding_title(g, value);
    bool same = str_eq(title, regime_text(g, value));
    return str_fmt(p->arena, "it is found%s%.*s \"%.*s\"%s%.*s", by.n > 0 ? " by " : "", STR_ARG(by), STR_ARG(title),
                   same ? "" : ", finding ", STR_ARG(same ? STR("") : regime_text(g, value)));
}

/* Has a leg before this one told of the hold? */
static bool assessed_before(const struct pen *p, const struct order_answer *oa, int hold)
{
    for (size_t l = 0; l < p->an->n_legs; l++) {
        for (size_t o = 0; o < p->an->legs[l].n_orders; o++) {
            const struct order_answer *x = &p->an->legs[l].orders[o];
            if (x == oa) {
                return false;
            }
            for (size_t i = 0; i < x->n_assess; i++) {
                if (x->assess[i] == hold) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Holds that bite once somebody has found something: what, and who finds it. */
static void assess_lines(const struct pen *p, const struct order_answer *oa)
{
    ints again = {0};
    const char *word = "assess";
    for (size_t i = 0; i < oa->n_assess; i++) {
        const struct hold *h = proof_hold(p->an, oa->assess[i]);
        found_clauses found = {0};
        if (assessed_before(p, oa, oa->assess[i])) {
            VEC_PUSH(p->arena, &again, oa->assess[i]);
            continue;
        }
        hold_findings(p->arena, h, &found);
        struct buf b;
        buf_init(&b, p->arena);
        buf_addf(&b, "%.*s (%.*s) would bite if ", STR_ARG(proof_measure(p->an, oa->assess[i])->item.name),
                 STR_ARG(hold_short(p->an->regime, p->arena, h)));
        const char *mark = "";
        for (size_t k = 0; k < found.n; k++) {
            for (size_t v = 0; v < found.items[k]->n_values; v++) {
                buf_addf(&b, "%s%.*s", mark, STR_ARG(finding_text(p, found.items[k], found.items[k]->values[v])));
                mark = ", or ";
            }
        }
        buf_adds(&b, *mark == '\0' ? "a finding were made" : "");
        pen_more(p, word, buf_str(&b));
        word = "";
    }
    holds_line(p, word, "as told above:", again.items, again.n);
}

void explain_beside(const struct pen *p, const struct order_answer *oa)
{
    missing_lines(p, oa);
    exposed_lines(p, oa);
    assess_lines(p, oa);
    holds_line(p, "expect", "states themselves are bound by", oa->states, oa->n_states);
}

/* ---- the tail ---- */

static void paragraph(const struct pen *p, const char *label, const strs *texts, const char *mark)
{
    if (texts->n == 0) {
        return;
    }
    struct flow f;
    flow_start(&f, p->out, p->width, 2, 4);
    flow_adds(&f, label);
    for (size_t i = 0; i < texts->n; i++) {
        flow_add(&f, str_fmt(p->arena, "%.*s%s", STR_ARG(texts->items[i]), i + 1 < texts->n ? mark : "."));
    }
    flow_end(&f);
}

/* "A, B and C" */
static struct str listing(struct arena *a, const strs *names)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < names->n; i++) {
        buf_adds(&b, i == 0 ? "" : i + 1 == names->n ? " and " : ", ");
        buf_add(&b, names->items[i]);
    }
    return buf_str(&b);
}

static void given_paragraph(const struct pen *p)
{
    struct arena *a = p->arena;
    remarks given = {0};
    given_of(p->an, a, &given);
    strs clear = {0};
    for (size_t i = 0; i < p->an->deal->n_parties; i++) {
        const struct party *who = &p->an->deal->parties[i];
        if (who->given && who->clear && !who->unnamed) {
            strs_add(a, &clear, actor_name(p->an, (int)i));
        }
    }
    strs said = {0};
    strs terms = {0};
    if (clear.n > 0) {
        strs_add(a, &said, str_fmt(a, "%.*s %s", STR_ARG(listing(a, &clear)), clear.n == 1 ? "is clear" : "are clear"));
    }
    for (size_t i = 0; i < given.n; i++) {
        if (str_is(given.items[i].word, "term-not-judged")) {
            strs_add(a, &terms,
                     str_of(given.items[i].pointer.p + 8, given.items[i].pointer.n - 8)); /* after /judged/ */
        } else if (!str_is(given.items[i].word, "clear")) {
            strs_add(a, &said, given.items[i].text);
        }
    }
    if (terms.n > 0) {
        strs_add(a, &said,
                 str_fmt(a, "not judged, so taken as no in the terms of offers: %.*s", STR_ARG(listing(a, &terms))));
    }
    paragraph(p, "Taken as given:", &said, ";");
}

void explain_tail(const struct pen *p)
{
    struct arena *a = p->arena;
    ints roles = {0};
    not_asked_of(p->an, a, &roles);
    strs texts = {0};
    for (size_t i = 0; i < roles.n; i++) {
        strs_add(a, &texts, p->an->regime->roles.items[roles.items[i]].item.name);
    }
    paragraph(p, "Not asked:", &texts, ",");
    given_paragraph(p);
    unseens unseen = {0};
    unreviewed_of(p->an, a, &unseen);
    strs open = {0};
    for (size_t i = 0; i < unseen.n; i++) {
        strs_add(a, &open, unseen.items[i].name);
    }
    paragraph(p, "Unreviewed:", &open, ",");
}
