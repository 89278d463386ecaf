#include "report/explain.h"

#include "base/arena.h"
#include "report/decide_table.h"
#include "report/explain_parts.h"
#include "report/fact_text.h"
#include "report/proof.h"
#include "report/remedy.h"

#define DECIDED_MOST 12
#define MISSING_MOST 3

/* ---- the head ---- */

static struct str dim_first(const struct answer *an, const struct fact *f)
{
    return f->known && f->n > 0 ? regime_text(an->regime, f->values[0]) : STR("");
}

/* 1000 gives 1,000. */
static struct str grouped(struct arena *a, struct decimal d)
{
    struct str s = decimal_str(a, d);
    const char *point = memchr(s.p, '.', s.n);
    size_t whole = point == NULL ? s.n : (size_t)(point - s.p);
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < s.n; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            buf_addc(&b, ',');
        }
        buf_addc(&b, s.p[i]);
    }
    return buf_str(&b);
}

static struct str subject(const struct pen *p)
{
    const struct deal *d = p->an->deal;
    struct buf b;
    buf_init(&b, p->arena);
    if (d->n_lines > 0 && d->lines[0].given) {
        const struct line *l = &d->lines[0];
        if (l->description_known) {
            buf_add(&b, l->description);
        } else if (l->hs_known) {
            buf_addf(&b, "goods HS %.*s", STR_ARG(l->hs));
        } else {
            buf_adds(&b, "goods");
        }
        if (l->quantity_known) {
            buf_addf(&b, ", %.*s%s%.*s", STR_ARG(grouped(p->arena, l->quantity)), l->unit > 0 ? " " : "",
                     STR_ARG(l->unit > 0 ? regime_text(p->an->regime, l->unit) : STR("")));
        }
        if (d->n_lines > 1) {
            buf_addf(&b, ", %zu more line%s", d->n_lines - 1, d->n_lines == 2 ? "" : "s");
        }
    } else if (d->activity >= 0) {
        const struct item *act = &p->an->regime->activities.items[d->activity].item;
        buf_add(&b, act->title.n > 0 ? act->title : act->name);
        if (d->amount_known) {
            buf_addf(&b, " of %.*s %.*s", STR_ARG(grouped(p->arena, d->amount)),
                     STR_ARG(dim_first(p->an, &d->dims[DIM_CURRENCY])));
        }
    }
    struct str from = dim_first(p->an, &d->dims[DIM_DISPATCH]);
    struct str to = dim_first(p->an, &d->dims[DIM_DESTINATION]);
    if (from.n > 0 || to.n > 0) {
        buf_addf(&b, ", %.*s to %.*s", STR_ARG(from.n > 0 ? from : STR("?")), STR_ARG(to.n > 0 ? to : STR("?")));
    }
    buf_addf(&b, ", on %.*s", STR_ARG(date_str(p->arena, d->on)));
    return buf_str(&b);
}

static struct str capitals(struct arena *a, const char *word)
{
    struct buf b;
    buf_init(&b, a);
    for (; *word != '\0'; word++) {
        buf_addc(&b, *word >= 'a' && *word <= 'z' ? (char)(*word - 'a' + 'A') : *word);
    }
    return buf_str(&b);
}

/* " under UN, CN; answered also: US": the orders that bind all states first. */
static void asked_orders(const struct pen *p, struct buf *b)
{
    const struct answer *an = p->an;
    ints columns = {0};
    table_columns(an->regime, p->arena, &columns);
    for (int asked = 1; asked >= 0; asked--) {
        const char *mark = asked == 1 ? " under " : "; answered also: ";
        for (size_t c = 0; c <= columns.n; c++) { /* last those that have no column */
            for (size_t i = 0; i < an->n_orders; i++) {
                const struct order_sum *sum = &an->orders[i];
                bool here = c < columns.n ? sum->jurisdiction == columns.items[c]
                                          : sum->jurisdiction < 0 || !ints_has_value(&columns, sum->jurisdiction);
                bool told = asked == 1 ? sum->asked : !sum->asked && sum->encoded && (sum->bound & 1U) != 0;
                if (here && told) {
                    buf_addf(b, "%s%.*s", mark, STR_ARG(regime_text(an->regime, sum->value)));
                    mark = ", ";
                }
            }
        }
    }
}

/* What the answer takes as known of open law. */
static void assumptions(const struct pen *p)
{
    struct flow f;
    const struct deal *d = p->an->deal;
    if (d->n_assumed == 0) {
        return;
    }
    flow_start(&f, p->out, p->width, 2, 4);
    flow_adds(&f, "under the assumption:");
    for (size_t i = 0; i < d->n_assumed; i++) {
        enum tri truth = d->assumed[i].truth;
        flow_add(&f, str_fmt(p->arena, "%.*s %s%s", STR_ARG(atom_phrase(d, p->arena, d->assumed[i].atom)),
                             truth == TRI_TRUE    ? "yes"
                             : truth == TRI_FALSE ? "no"
                                                  : "not known",
                             i + 1 < d->n_assumed ? ";" : ""));
    }
    flow_end(&f);
}

/* The measures that decided, by order; of what is missing the facts that matter most. */
static void decided_by(const struct pen *p, enum word word)
{
    struct table_row row;
    struct flow f;
    table_row_of(p->an, p->arena, &row);
    if (row.decided.n == 0) {
        return;
    }
    bool open = word == WORD_UNDETERMINED || word == WORD_UNDETERMINED_LICENSABLE;
    size_t most = open ? MISSING_MOST : DECIDED_MOST;
    flow_start(&f, p->out, p->width, 2, 4);
    flow_adds(&f, open ? "left open by" : "decided by");
    size_t left = row.decided.n;
    size_t shown = 0;
    for (size_t i = 0; i < row.decided.n; i++) {
        bool first = i < 64 && (row.heads >> i & 1U) != 0; /* of its order: always shown */
        shown = first ? 0 : shown;
        if (shown >= most) {
            continue;
        }
        if (i > 0) {
            flow_glue(&f, STR(";"));
        }
        flow_add(&f, row.decided.items[i]);
        shown++;
        left--;
    }
    if (left > 0) {
        flow_add(&f, str_fmt(p->arena, "and %zu more", left));
    }
    flow_end(&f);
}

static void head(const struct pen *p)
{
    const struct answer *an = p->an;
    enum word word = range_word(&an->range, 0);
    struct str verdict = capitals(p->arena, word_name(word));
    struct flow f;
    flow_start(&f, p->out, p->width - verdict.n - 2, 0, 2);
    if (an->deal->id.n > 0) {
        flow_add(&f, str_fmt(p->arena, "%.*s:", STR_ARG(an->deal->id)));
    }
    flow_add(&f, subject(p));
    flow_tab(&f, p->width - verdict.n);
    buf_addf(p->out, "%s%s%.*s%s\n", style_paint(p->style, PAINT_BOLD), style_paint(p->style, word_paint(p, word)),
             STR_ARG(verdict), style_paint(p->style, PAINT_OFF));
    struct buf b;
    buf_init(&b, p->arena);
    struct str note = range_note(p, &an->range);
    if (note.n > 0) {
        buf_addf(&b, "%.*s, ", STR_ARG(str_of(note.p + 1, note.n - 2)));
    }
    buf_adds(&b, "asked");
    if (an->deal->asker > 0) {
        buf_addf(&b, " by %.*s", STR_ARG(regime_text(an->regime, an->deal->asker)));
    }
    asked_orders(p, &b);
    buf_addf(&b, "; regime %.*s %.*s", STR_ARG(an->regime->name), STR_ARG(hash_hex(p->arena, an->regime, 4)));
    flow_start(&f, p->out, p->width, 2, 2);
    flow_add(&f, buf_str(&b));
    flow_end(&f);
    assumptions(p);
    decided_by(p, word);
    struct str stages = stages_of(p, &an->range);
    if (stages.n > 0) {
        flow_start(&f, p->out, p->width, 2, 2);
        flow_add(&f, stages);
        flow_end(&f);
    }
}

/* ---- a leg under one order ---- */

/* The worst word of the holds, to see whether the order says more than they do. */
static enum word worst_hold(const struct order_answer *oa)
{
    struct range r = range_of(LABEL_PERMITTED, LABEL_PERMITTED);
    for (size_t i = 0; i < oa->n_holds; i++) {
        struct range one = hold_range(&oa->holds[i]);
        range_worsen(&r, &one);
    }
    return range_word(&r, 0);
}

static bool same_pair(const struct pen *p, struct pair a, struct pair b)
{
    return (((a.must ^ b.must) | (a.may ^ b.may)) & proof_lanes(p->an)) == 0;
}

static bool same_tries(const struct pen *p, const struct tried *a, const struct tried *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (a[i].index != b[i].index || a[i].n_failures != b[i].n_failures || a[i].denied != b[i].denied ||
            !same_pair(p, a[i].value, b[i].value)) {
            return false;
        }
        for (size_t k = 0; k < a[i].n_failures; k++) {
            const struct failure *x = &a[i].failures[k];
            const struct failure *y = &b[i].failures[k];
            if (x->clause != y->clause || x->unknown != y->unknown ||
                ((x->lanes ^ y->lanes) & proof_lanes(p->an)) != 0) {
                return false;
            }
        }
    }
    return true;
}

static bool same_hold(const struct pen *p, const struct hold_answer *a, const struct hold_answer *b)
{
    bool same = a->hold == b->hold && a->approval == b->approval && a->n_unknown == b->n_unknown &&
                a->n_exemptions == b->n_exemptions && a->n_licences == b->n_licences && a->n_offers == b->n_offers;
    same = same && same_pair(p, a->alive, b->alive) && same_pair(p, a->reach, b->reach) &&
           same_pair(p, a->approved, b->approved);
    for (size_t i = 0; same && i < a->n_unknown; i++) {
        same = a->unknown[i] == b->unknown[i];
    }
    return same && same_tries(p, a->exemptions, b->exemptions, a->n_exemptions) &&
           same_tries(p, a->licences, b->licences, a->n_licences) && same_tries(p, a->offers, b->offers, a->n_offers);
}

/* An earlier leg, on the same goods or on none, where the hold had the same outcome at every point. */
static const struct leg *told_before(const struct pen *p, size_t leg, const struct hold_answer *h)
{
    for (size_t l = 0; l < leg; l++) {
        const struct leg_answer *la = &p->an->legs[l];
        for (size_t o = 0; o < la->n_orders && la->leg.line == p->an->legs[leg].leg.line; o++) {
            for (size_t i = 0; i < la->orders[o].n_holds; i++) {
                if (same_hold(p, &la->orders[o].holds[i], h)) {
                    return &la->leg;
                }
            }
        }
    }
    return NULL;
}

/* What stands before the holds. Returns what is left for the first column. */
static const char *order_line(const struct pen *p, const struct order_answer *oa, const char *name)
{
    enum word word = range_word(&oa->range, 0);
    enum tri binds = pair_lane(oa->bound, 0);
    if (!oa->encoded) {
        pen_line(p, name, "not encoded", "",
                 STR("binds, but its law on this conduct, or on that day, is not in this regime"));
        return "";
    }
    if (oa->n_holds == 0 && binds == TRI_FALSE) {
        pen_line(p, name, "not binding", "", STR("no nexus ties the actor to it"));
        return "";
    }
    if (oa->n_holds == 0) {
        pen_line(p, name, word_name(word), word_paint(p, word),
                 binds == TRI_UNKNOWN ? STR("if it binds at all; no prohibition of it reaches this leg")
                                      : STR("no prohibition of it reaches this leg"));
        return "";
    }
    if (binds == TRI_UNKNOWN || worst_hold(oa) != word) {
        struct str note = range_note(p, &oa->range);
        pen_line(p, name, word_name(word), word_paint(p, word),
                 str_fmt(p->arena, "%.*s%s%s", STR_ARG(note), note.n > 0 ? " " : "",
                         binds == TRI_UNKNOWN ? "if it binds at all:" : "in every case of the missing facts:"));
        return "";
    }
    return name;
}

static void order_block(const struct pen *p, size_t leg, const struct order_answer *oa)
{
    const char *first = order_line(p, oa, str_z(p->arena, jurisdiction_name(p->an->regime, oa->jurisdiction)));
    struct str stages = stages_of(p, &oa->range);
    if (stages.n > 0 && oa->n_holds > 1) {
        pen_line(p, first, "", "", stages);
        first = "";
    }
    for (size_t i = 0; i < oa->n_holds; i++) {
        explain_hold(p, &p->an->legs[leg].leg, first, &oa->holds[i], told_before(p, leg, &oa->holds[i]));
        first = "";
    }
    explain_beside(p, oa);
}

static struct str actor_text(const struct pen *p, int party)
{
    const struct party *who = &p->an->deal->parties[party];
    static const enum dim where[] = {DIM_LOCATED, DIM_INCORPORATED, DIM_NATIONAL, DIM_FLAG};
    struct str country = STR("");
    for (size_t i = 0; i < sizeof where / sizeof *where && country.n == 0; i++) {
        country = dim_first(p->an, &who->dims[PARTY_DIM(where[i])]);
    }
    struct str name = who->unnamed      ? STR("unnamed clearing bank")
                      : who->name.n > 0 ? who->name
                      : who->given      ? STR("not named")
                                        : STR("not given");
    return str_fmt(p->arena, "%.*s%s%.*s", STR_ARG(name), country.n > 0 ? ", " : "", STR_ARG(country));
}

static bool every_member(const struct leg_answer *la, const struct answer *an)
{
    for (size_t o = 0; o < la->n_orders; o++) {
        for (size_t h = 0; h < la->orders[o].n_holds; h++) {
            const struct hold_answer *ha = &la->orders[o].holds[h];
            if (proof_measure(an, ha->hold)->binds == BINDS_STATES_FOR_PERSONS && pair_surely(hold_closes(ha), 1)) {
                return true;
            }
        }
    }
    return false;
}

static void leg_block(const struct pen *p, size_t leg)
{
    const struct leg_answer *la = &p->an->legs[leg];
    struct flow f;
    flow_start(&f, p->out, p->width, 2, 4);
    flow_add(&f, role_name(p->an, la->leg.party));
    flow_add(&f, conduct_title(p->an, &la->leg));
    flow_add(&f, str_fmt(p->arena, "(%.*s)", STR_ARG(actor_text(p, la->leg.party))));
    if (la->leg.line >= 0 && p->an->deal->n_lines > 1) {
        const struct line *l = &p->an->deal->lines[la->leg.line];
        flow_add(&f, str_fmt(p->arena, "goods line %d%s%.*s", la->leg.line + 1, l->description_known ? ": " : "",
                             STR_ARG(l->description)));
    }
    if (la->leg.day != p->an->deal->on) {
        flow_add(&f, str_fmt(p->arena, "on %.*s", STR_ARG(date_str(p->arena, la->leg.day))));
    }
    flow_end(&f);
    ints columns = {0};
    table_columns(p->an->regime, p->arena, &columns);
    for (size_t c = 0; c < columns.n; c++) { /* in the order of the table */
        for (size_t i = 0; i < la->n_orders; i++) {
            if (la->orders[i].jurisdiction == columns.items[c]) {
                order_block(p, leg, &la->orders[i]);
            }
        }
    }
    for (size_t i = 0; i < la->not_encoded.n; i++) {
        pen_line(p, str_z(p->arena, regime_text(p->an->regime, la->not_encoded.items[i])), "not encoded", "",
                 every_member(la, p->an)
                     ? STR("every member must prohibit this (above); its own law is not in this regime")
                     : STR("the actor answers to it; its own law is not in this regime"));
    }
    if (la->n_orders == 0 && la->not_encoded.n == 0) {
        pen_line(p, "", "permitted", PAINT_GREEN, STR("no legal order that is encoded binds this actor"));
    }
}

void explain(const struct answer *an, const struct style *style, struct buf *out)
{
    struct pen p = {.an = an, .style = style, .out = out, .arena = out->arena, .width = style_width(style)};
    head(&p);
    for (size_t l = 0; l < an->n_legs; l++) {
        buf_addc(out, '\n');
        leg_block(&p, l);
    }
    buf_addc(out, '\n');
    if (!range_open(&an->range, 0)) {
        remedies list = {0};
        remedies_of(an, out->arena, &list);
        if (list.n > 0) {
            struct flow f;
            flow_start(&f, out, p.width, 2, 4);
            flow_adds(&f, "What would make it lawful, one way for each of these:");
            flow_end(&f);
            remedies_text(an, &list, style, out);
        }
    }
    explain_tail(&p);
}

/* ---- why not ---- */

static struct str exclusion_text(const struct pen *p, const struct excluded *e)
{
    const struct leg *leg = &p->an->legs[e->leg].leg;
    enum tri value = e->why == EXCLUDED_OMITTED ? TRI_TRUE : TRI_FALSE;
    struct why why = why_clause(p->an, p->arena, leg, e->clause, value, false);
    struct str because = why.fact.n > 0 ? str_fmt(p->arena, " (%.*s)", STR_ARG(why.fact)) : STR("");
    switch (e->why) {
    case EXCLUDED_NOT_IN_FORCE: return str_fmt(p->arena, "not in force on %.*s", STR_ARG(date_str(p->arena, leg->day)));
    case EXCLUDED_NOT_BOUND: return str_fmt(p->arena, "no nexus of it ties the actor%.*s", STR_ARG(because));
    case EXCLUDED_CONDUCT:
        return str_fmt(p->arena, "does not prohibit this conduct (%.*s)", STR_ARG(conduct_name(p->an, leg)));
    case EXCLUDED_CLAUSE: return str_fmt(p->arena, "%.*s%.*s", STR_ARG(why.clause), STR_ARG(because));
    case EXCLUDED_OMITTED: return str_fmt(p->arena, "left out of it: %.*s%.*s", STR_ARG(why.clause), STR_ARG(because));
    case EXCLUDED_NOTHING:
    default: return STR("it is in the proof");
    }
}

void explain_why_not(const struct answer *an, int measure, const struct excluded *list, size_t n,
                     const struct style *style, struct buf *out)
{
    struct pen p = {.an = an, .style = style, .out = out, .arena = out->arena, .width = style_width(style)};
    const struct measure *m = &an->regime->measures.items[measure];
    struct flow f;
    flow_start(&f, out, p.width, 0, 2);
    bool stands = false;
    for (size_t i = 0; i < n; i++) {
        stands = stands || list[i].why == EXCLUDED_NOTHING;
    }
    flow_add(&f, str_fmt(p.arena, "%.*s: %s%.*s%s%.*s%s %s",
                         STR_ARG(an->deal->id.n > 0 ? an->deal->id : deal_subject(an->regime, p.arena, an->deal)),
                         stands ? "" : "why ", STR_ARG(m->item.name), m->item.title.n > 0 ? " \"" : "",
                         STR_ARG(m->item.title), m->item.title.n > 0 ? "\"" : "",
                         stands ? "on each leg" : "is not in the proof"));
    flow_end(&f);
    size_t leg = (size_t)-1;
    for (size_t i = 0; i < n; i++) {
        if (list[i].leg != leg) {
            leg = list[i].leg;
            flow_start(&f, out, p.width, 2, 4);
            flow_add(&f, role_name(an, an->legs[leg].leg.party));
            flow_add(&f, conduct_title(an, &an->legs[leg].leg));
            flow_add(&f, str_fmt(p.arena, "(%.*s)", STR_ARG(actor_text(&p, an->legs[leg].leg.party))));
            flow_end(&f);
        }
        pen_line(&p, "", list[i].why == EXCLUDED_NOTHING ? "reaches" : "excluded by", "",
                 str_fmt(p.arena, "%.*s: %.*s", STR_ARG(hold_cite(an->regime, p.arena, proof_hold(an, list[i].hold))),
                         STR_ARG(exclusion_text(&p, &list[i]))));
    }
}
