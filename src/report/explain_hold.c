/* The block of one hold in an explanation. */
#include "base/arena.h"
#include "report/explain_parts.h"
#include "report/fact_text.h"
#include "report/proof.h"

#define CLAUSE_MOST 120 /* columns of a clause: a longer one is cut, JSON has it all */

/* ---- lines ---- */

void pen_line(const struct pen *p, const char *order, const char *word, const char *paint, struct str text)
{
    struct flow f;
    flow_start(&f, p->out, p->width, AT_ORDER, AT_TEXT);
    flow_adds(&f, order);
    flow_tab(&f, AT_WORD);
    buf_adds(p->out, style_paint(p->style, paint));
    flow_adds(&f, word);
    buf_adds(p->out, *paint != '\0' ? style_paint(p->style, PAINT_OFF) : "");
    flow_tab(&f, AT_TEXT);
    flow_add(&f, text);
    flow_end(&f);
}

void pen_more(const struct pen *p, const char *word, struct str text)
{
    struct flow f;
    flow_start(&f, p->out, p->width, AT_WORD, AT_TEXT);
    flow_adds(&f, word);
    flow_tab(&f, AT_TEXT);
    flow_add(&f, text);
    flow_end(&f);
}

void pen_text(const struct pen *p, struct str text)
{
    struct flow f;
    flow_start(&f, p->out, p->width, AT_TEXT, AT_TEXT);
    flow_add(&f, text);
    flow_end(&f);
}

const char *word_paint(const struct pen *p, enum word w)
{
    (void)p;
    switch (w) {
    case WORD_PROHIBITED: return PAINT_RED;
    case WORD_LICENSABLE:
    case WORD_CONTESTED:
    case WORD_UNDETERMINED:
    case WORD_UNDETERMINED_LICENSABLE: return PAINT_YELLOW;
    case WORD_PERMITTED:
    case WORD_EXEMPT:
    case WORD_LICENSED:
    default: return PAINT_GREEN;
    }
}

/* ---- stages ---- */

/* "1, 3-5" */
static void lanes_text(struct buf *b, const struct pen *p, uint64_t lanes)
{
    const char *mark = "";
    for (unsigned lane = 0; lane < p->an->lanes; lane++) {
        if ((lanes >> lane & 1U) == 0) {
            continue;
        }
        unsigned last = lane;
        while (last + 1 < p->an->lanes && (lanes >> (last + 1) & 1U) != 0) {
            last++;
        }
        buf_addf(b, "%s%u", mark, lane);
        if (last > lane) {
            buf_addf(b, "%s%u", last == lane + 1 ? ", " : "-", last);
        }
        mark = ", ";
        lane = last;
    }
}

struct str stage_mark_in(const struct pen *p, uint64_t lanes, uint64_t within)
{
    within &= proof_lanes(p->an);
    if ((lanes & within) == within) {
        return STR("");
    }
    struct buf b;
    buf_init(&b, p->arena);
    buf_adds(&b, " [stage ");
    lanes_text(&b, p, lanes & within);
    buf_adds(&b, "]");
    return buf_str(&b);
}

struct str stage_mark(const struct pen *p, uint64_t lanes)
{
    return stage_mark_in(p, lanes, ~0ULL);
}

/* "by stage: prohibited in 0, 1; open in 2": the stages of each word, if there is more than one. */
static struct str by_stage(const struct pen *p, const char *const *words)
{
    struct buf b;
    buf_init(&b, p->arena);
    uint64_t done = 0;
    for (unsigned lane = 0; lane < p->an->lanes; lane++) {
        if ((done >> lane & 1U) != 0) {
            continue;
        }
        uint64_t same = 0;
        for (unsigned other = lane; other < p->an->lanes; other++) {
            same |= strcmp(words[other], words[lane]) == 0 ? 1ULL << other : 0;
        }
        buf_addf(&b, "%s%s in ", lane > 0 ? "; " : "by stage: ", words[lane]);
        lanes_text(&b, p, same);
        done |= same;
        if (same == proof_lanes(p->an)) {
            return STR("");
        }
    }
    return buf_str(&b);
}

struct str stages_of(const struct pen *p, const struct range *r)
{
    const char *words[MAX_LANES];
    for (unsigned lane = 0; lane < p->an->lanes; lane++) {
        words[lane] = word_name(range_word(r, lane));
    }
    return by_stage(p, words);
}

static struct str hold_stages_of(const struct pen *p, const struct hold_answer *h, const struct range *r)
{
    const char *words[MAX_LANES];
    for (unsigned lane = 0; lane < p->an->lanes; lane++) {
        bool dead = pair_lane(h->alive, lane) == TRI_FALSE;
        bool away = pair_lane(h->reach, lane) == TRI_FALSE;
        words[lane] = dead ? "not in force" : away ? "out of reach" : word_name(range_word(r, lane));
    }
    return by_stage(p, words);
}

struct str range_note(const struct pen *p, const struct range *r)
{
    enum label best;
    enum label worst;
    range_lane(r, 0, &best, &worst);
    enum word word = range_word(r, 0);
    if (word != WORD_UNDETERMINED && word != WORD_UNDETERMINED_LICENSABLE) {
        return STR("");
    }
    return str_fmt(p->arena, "(%s..%s%s)", label_name(best), label_name(worst),
                   best >= LABEL_LICENSABLE ? ": closed either way" : "");
}

struct str pen_short(const struct pen *p, struct str s)
{
    struct buf b;
    buf_init(&b, p->arena);
    text_cut(&b, s, CLAUSE_MOST);
    return buf_str(&b);
}

/* ---- the place in the law ---- */

/* " (US.em13466)" for the law of which nobody knows whether it lives. */
static struct str open_names(const struct pen *p, const strs *open)
{
    struct buf b;
    buf_init(&b, p->arena);
    for (size_t i = 0; i < open->n; i++) {
        buf_addf(&b, "%s%.*s", i == 0 ? " (" : ", ", STR_ARG(open->items[i]));
    }
    buf_adds(&b, b.n > 0 ? ")" : "");
    return buf_str(&b);
}

static void law_text(const struct pen *p, const struct leg *leg, const struct hold_answer *h)
{
    const struct regime *g = p->an->regime;
    const struct hold *hold = proof_hold(p->an, h->hold);
    const struct measure *m = proof_measure(p->an, h->hold);
    struct buf b;
    buf_init(&b, p->arena);
    buf_add(&b, hold_cite(g, p->arena, hold));
    if (m->item.source.n > 0 && hold->under.n > 0) {
        buf_addf(&b, " (%.*s)", STR_ARG(m->item.source));
    }
    bool kept = (h->by_mandate & 1U) != 0 && h->mandate >= 0 && (size_t)h->mandate < m->mandates.n;
    int since = hold_since(g, hold);
    strs open = {0};
    enum tri own = hold_performs(p->an, p->arena, leg, h->hold, &open);
    if (kept && own == TRI_UNKNOWN) {
        buf_addf(&b, ", whether still in force not known%.*s; kept in any case by %.*s", STR_ARG(open_names(p, &open)),
                 STR_ARG(provision_cite(g, p->arena, m->mandates.items[h->mandate])));
    } else if (kept) {
        buf_addf(&b, ", ended; kept by %.*s", STR_ARG(provision_cite(g, p->arena, m->mandates.items[h->mandate])));
    } else if (pair_lane(h->alive, 0) == TRI_UNKNOWN) {
        buf_addf(&b, ", whether it is still in force is not known%.*s", STR_ARG(open_names(p, &open)));
    } else if (since != DAY_NONE) {
        buf_addf(&b, ", in force since %.*s", STR_ARG(date_str(p->arena, since)));
    }
    if (!unreviewed(&hold->review)) {
        buf_addf(&b, "; reviewed %.*s", STR_ARG(date_str(p->arena, hold->review.day)));
    } else {
        buf_adds(&b, "; unreviewed");
        if (hold->review.text.n > 0) {
            buf_addf(&b, ": %.*s", STR_ARG(hold->review.text));
        }
    }
    pen_text(p, buf_str(&b));
    uint64_t others = h->by_mandate & proof_lanes(p->an) & ~1ULL;
    if (others != 0 && !kept && h->mandate >= 0 && (size_t)h->mandate < m->mandates.n) {
        pen_text(p, str_fmt(p->arena, "kept by %.*s alone%.*s",
                            STR_ARG(provision_cite(g, p->arena, m->mandates.items[h->mandate])),
                            STR_ARG(stage_mark(p, others))));
    }
}

/* ---- exemptions, licences, offers ---- */

static enum tri failure_value(size_t n_clauses, const struct failure *f)
{
    return f->unknown ? TRI_UNKNOWN : f->clause >= 0 && (size_t)f->clause >= n_clauses ? TRI_TRUE : TRI_FALSE;
}

/* "not made-in KP (goods made in KP) [stage 1]" */
static struct str failed_text(const struct pen *p, const struct leg *leg, struct str clause, const struct clause *k,
                              enum tri value, bool term, struct str mark)
{
    struct why why = why_clause(p->an, p->arena, leg, k, value, term);
    struct str text =
        k == NULL || text_width(clause) <= text_width(why.clause) + 8 ? clause : why.clause; /* 8: "but not " */
    return str_fmt(p->arena, "%.*s%s%.*s%s%.*s", STR_ARG(text), why.fact.n > 0 ? " (" : "", STR_ARG(why.fact),
                   why.fact.n > 0 ? ")" : "", STR_ARG(mark));
}

static void tried_line(const struct pen *p, const char *word, struct str name, const char *at, struct str text)
{
    struct flow f;
    flow_start(&f, p->out, p->width, AT_WORD, AT_TEXT + 2);
    flow_adds(&f, word);
    flow_tab(&f, AT_TEXT);
    flow_add(&f, name);
    flow_adds(&f, at);
    flow_add(&f, text);
    flow_end(&f);
}

static void exemption_lines(const struct pen *p, const struct leg *leg, const struct hold_answer *h,
                            const struct tried *t)
{
    const struct exemption *e = &p->an->regime->exemptions.items[t->index];
    enum tri now = pair_lane(t->value, 0);
    if (pair_maybe(t->value, proof_lanes(p->an)) && now != TRI_UNKNOWN) {
        const char *word = now == TRI_TRUE || p->an->lanes > 1 ? (e->licence ? "licensed by" : "exempt by") : "";
        struct buf b;
        buf_init(&b, p->arena);
        if (e->item.title.n > 0) {
            buf_addf(&b, "\"%.*s\"", STR_ARG(e->item.title));
        }
        if (e->item.under.n > 0) {
            buf_addf(&b, "%s%.*s", b.n > 0 ? " " : "",
                     STR_ARG(provision_cite(p->an->regime, p->arena, e->item.under.items[0])));
        }
        buf_adds(&b, pair_lane(hold_applies(h), 0) == TRI_UNKNOWN
                         ? (b.n > 0 ? ", if it applies at all" : "if it applies at all")
                         : "");
        buf_add(&b, stage_mark_in(p, t->value.must, hold_applies(h).may));
        tried_line(p, word, e->item.name, "", buf_str(&b));
    }
    for (size_t i = 0; i < t->n_failures; i++) {
        const struct failure *f = &t->failures[i];
        if (p->an->lanes == 1 && (f->lanes & 1U) == 0) {
            continue;
        }
        struct str mark = stage_mark_in(p, f->lanes, hold_applies(h).may);
        const char *word = f->unknown   ? (e->licence ? "licensed?" : "exempt?")
                           : e->licence ? "no licence"
                                        : "not exempt";
        struct str text = failed_text(p, leg, failure_text(p->an, p->arena, t->index, f),
                                      failure_clause(p->an, t->index, f), failure_value(e->n_clauses, f), false, mark);
        tried_line(p, word, e->item.name, f->clause < 0 ? "" : f->unknown ? "open at:" : "fails at:", text);
    }
}

/* Does the licence fail in one way in every stage? Such ones are told together. */
static bool fails_plainly(const struct pen *p, const struct tried *t)
{
    return t->n_failures == 1 && !t->failures[0].unknown && !pair_maybe(t->value, proof_lanes(p->an));
}

static void failing_licences(const struct pen *p, const struct hold_answer *h)
{
    struct buf all[3]; /* by clause, not in force, for other conduct */
    for (int k = 0; k < 3; k++) {
        buf_init(&all[k], p->arena);
    }
    for (size_t i = 0; i < h->n_licences; i++) {
        if (!fails_plainly(p, &h->licences[i])) {
            continue;
        }
        const struct failure *f = &h->licences[i].failures[0];
        struct buf *b = &all[f->clause == FAIL_CONDUCT ? 2 : f->clause == FAIL_NOT_IN_FORCE ? 1 : 0];
        buf_addf(b, "%s%.*s", b->n > 0 ? ", " : "",
                 STR_ARG(p->an->regime->exemptions.items[h->licences[i].index].item.name));
        if (b == &all[0]) {
            struct str text = pen_short(p, failure_text(p->an, p->arena, h->licences[i].index, f));
            buf_addf(b, " (%.*s)", STR_ARG(text));
        }
    }
    static const char *const words[3] = {"fails at", "not in force", "for other conduct"};
    const char *word = "no licence";
    for (int k = 0; k < 3; k++) {
        if (all[k].n > 0) {
            pen_more(p, word, str_fmt(p->arena, "%s: %.*s", words[k], STR_ARG(buf_str(&all[k]))));
            word = "";
        }
    }
}

static void licence_lines(const struct pen *p, const struct leg *leg, const struct hold_answer *h)
{
    for (size_t i = 0; i < h->n_licences; i++) {
        if (!fails_plainly(p, &h->licences[i])) {
            exemption_lines(p, leg, h, &h->licences[i]);
        }
    }
    failing_licences(p, h);
    if (h->approval >= 0 && pair_maybe(h->approved, proof_lanes(p->an))) {
        const struct approval *ap = &p->an->deal->approvals[h->approval];
        bool sure = pair_lane(h->approved, 0) == TRI_TRUE;
        pen_more(p, sure ? "licensed by" : "licensed?",
                 str_fmt(p->arena, "%.*s%s%.*s%s%.*s%.*s", STR_ARG(ap->by_text), ap->no.n > 0 ? " no " : "",
                         STR_ARG(ap->no), ap->about.n > 0 ? " for " : "", STR_ARG(ap->about),
                         STR_ARG(stage_mark_in(p, h->approved.may, hold_applies(h).may))));
    }
}

static struct str authorities_text(const struct pen *p, const struct offer *o)
{
    struct buf b;
    buf_init(&b, p->arena);
    for (size_t i = 0; i < o->n_authorities; i++) {
        buf_addf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(authority_name(p->an->regime, o->authorities[i])));
    }
    return buf_str(&b);
}

static void offer_lines(const struct pen *p, const struct leg *leg, const struct hold_answer *h, const struct tried *t)
{
    const struct offer *o = &p->an->regime->offers.items[t->index];
    struct str by = authorities_text(p, o);
    enum tri now = pair_lane(t->value, 0);
    if (o->deny) {
        pen_more(p, "refused", str_fmt(p->arena, "by %.*s: the law bids it refuse", STR_ARG(by)));
        return;
    }
    if (t->denied && t->policy >= 0) {
        const struct item *policy = &p->an->regime->policies.items[t->policy].item;
        pen_more(p, now == TRI_FALSE ? "refused" : "perhaps",
                 str_fmt(p->arena, "by %.*s under its policy %.*s%s%.*s%s", STR_ARG(by), STR_ARG(policy->name),
                         policy->title.n > 0 ? " (" : "", STR_ARG(policy->title), policy->title.n > 0 ? ")" : ""));
    }
    struct str under =
        str_fmt(p->arena, " under %.*s", STR_ARG(offer_cite(p->an->regime, p->arena, t->index, h->hold)));
    if (pair_maybe(t->value, proof_lanes(p->an)) && (now != TRI_UNKNOWN || t->n_failures == 0)) {
        pen_more(p, now == TRI_UNKNOWN ? "licensable?" : "licensable",
                 str_fmt(p->arena, "by %.*s%.*s%.*s", STR_ARG(by), STR_ARG(under),
                         STR_ARG(stage_mark_in(p, t->value.may, hold_applies(h).may))));
    }
    for (size_t i = 0; i < t->n_failures; i++) {
        const struct failure *f = &t->failures[i];
        if (p->an->lanes > 1 || (f->lanes & 1U) != 0) {
            struct str mark = stage_mark_in(p, f->lanes, hold_applies(h).may);
            struct str text =
                failed_text(p, leg, offer_failure_text(p->an, p->arena, t->index, f),
                            offer_failure_clause(p->an, t->index, f), f->unknown ? TRI_UNKNOWN : TRI_FALSE, true, mark);
            struct str who = str_fmt(p->arena, "%s%.*s%.*s", f->unknown ? "by " : "", STR_ARG(by), STR_ARG(under));
            tried_line(p, f->unknown ? "licensable?" : "no offer", who,
                       f->clause < 0 ? ""
                       : f->unknown  ? "if:"
                                     : "fails at:",
                       text);
        }
    }
}

/* ---- duties ---- */

static void duty_lines(const struct pen *p, const struct hold_answer *h, const struct tried *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct exemption *e = &p->an->regime->exemptions.items[list[i].index];
        for (size_t k = 0; pair_maybe(pair_and(hold_applies(h), list[i].value), 1) && k < e->n_duties; k++) {
            struct str of = who_text(p->an->regime, p->arena, e->duties[k].of);
            pen_more(p, "duty",
                     str_fmt(p->arena, "%.*s%s%.*s (with %.*s)", STR_ARG(of), of.n > 0 ? ": " : "",
                             STR_ARG(e->duties[k].text), STR_ARG(e->item.name)));
        }
    }
}

/* The first line: the hold's word, its name, and what is left open. */
static void hold_line(const struct pen *p, const char *order, const struct hold_answer *h, const struct range *range,
                      const struct leg *like)
{
    const struct measure *m = proof_measure(p->an, h->hold);
    enum word word = range_word(range, 0);
    bool today = pair_maybe(hold_applies(h), 1);
    struct buf b;
    buf_init(&b, p->arena);
    buf_add(&b, m->item.name);
    if (m->item.title.n > 0 && like == NULL) {
        buf_addf(&b, " \"%.*s\"", STR_ARG(m->item.title));
    }
    struct str note = range_note(p, range);
    buf_addf(&b, "%s%.*s", note.n > 0 ? " " : "", STR_ARG(note));
    if (like != NULL) {
        buf_addf(&b, " (%.*s): as for %.*s", STR_ARG(hold_short(p->an->regime, p->arena, proof_hold(p->an, h->hold))),
                 STR_ARG(actor_name(p->an, like->party)));
    }
    pen_line(p, order, today ? word_name(word) : "not today", today ? word_paint(p, word) : "", buf_str(&b));
}

void explain_hold(const struct pen *p, const struct leg *leg, const char *order, const struct hold_answer *h,
                  const struct leg *like)
{
    struct range range = hold_range(h);
    hold_line(p, order, h, &range, like);
    if (like != NULL) {
        return;
    }
    law_text(p, leg, h);
    struct str stages = hold_stages_of(p, h, &range);
    if (stages.n > 0) {
        pen_text(p, stages);
    }
    for (size_t i = 0; i < h->n_unknown && pair_maybe(h->reach, 1); i++) {
        tried_line(p, "applies if",
                   failed_text(p, leg, h->unknown[i]->text, h->unknown[i], TRI_UNKNOWN, false, STR("")), "", STR(""));
    }
    for (size_t i = 0; i < h->n_exemptions; i++) {
        exemption_lines(p, leg, h, &h->exemptions[i]);
    }
    licence_lines(p, leg, h);
    bool approved = (h->approved.must & proof_lanes(p->an)) == proof_lanes(p->an);
    for (size_t i = 0; !approved && i < h->n_offers; i++) { /* what has been allowed need not be asked for */
        offer_lines(p, leg, h, &h->offers[i]);
    }
    duty_lines(p, h, h->exemptions, h->n_exemptions);
    duty_lines(p, h, h->licences, h->n_licences);
}
