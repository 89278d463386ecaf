/* On what the page rests: assumptions, the road and its source, who is named, and which law of all that is cited nobody has reviewed. */
#include "base/arena.h"
#include "report/decide_table.h"
#include "report/page_parts.h"
#include "report/remedy.h"

static void reviewed(struct page *p, const struct review *r)
{
    bool open = unreviewed(r);
    html_openf(&p->h, "span", "class=\"status %s\"", open ? "l" : "o");
    html_openf(&p->h, "span", "aria-hidden=\"true\"");
    html_texts(&p->h, open ? "\xE2\x97\x8B " : "\xE2\x97\x8F ");
    html_close(&p->h);
    html_text(&p->h, open ? STR("not reviewed") : str_fmt(p->a, "reviewed %.*s", STR_ARG(date_str(p->a, r->day))));
    html_close(&p->h);
    if (r->text.n > 0) {
        html_texts(&p->h, " ");
        html_text(&p->h, r->text);
    }
}

static void assume(struct page *p)
{
    const struct diff *d = p->d;
    html_leaf(&p->h, "h3", STR("Assumptions"));
    html_openf(&p->h, "ul", "class=\"tight\"");
    html_leaf(&p->h, "li",
              str_fmt(p->a,
                      "Each deal is judged by the law of its own day; one without a day by that of %.*s, or of the day "
                      "that a stage is set on.",
                      STR_ARG(date_str(p->a, d->at))));
    html_leaf(&p->h, "li",
              STR("At a stage its acts and those of the stages that it follows are in effect. Whether conditions come "
                  "true, waiting times pass, suspensions are renewed or promises are kept is not checked."));
    html_leaf(&p->h, "li",
              STR("The facts of a deal are what its file says. What it does not say is unknown, and is named above "
                  "where it matters."));
    html_open(&p->h, "li");
    html_texts(&p->h, "Open means that no encoded prohibition closes the deal. Encoded legal orders: ");
    bool first = true;
    for (size_t i = 0; i < d->regime->jurisdictions.n; i++) {
        const struct jurisdiction *j = &d->regime->jurisdictions.items[i];
        if (j->covers_from != DAY_NONE) {
            html_texts(&p->h, first ? "" : ", ");
            html_text(&p->h, str_fmt(p->a, "%.*s (%.*s, from %.*s)", STR_ARG(j->item.title), STR_ARG(j->item.name),
                                     STR_ARG(date_str(p->a, j->covers_from))));
            first = false;
        }
    }
    html_texts(&p->h, "; the law of others is not seen.");
    html_close(&p->h);
    html_close(&p->h);
}

static void sources(struct page *p)
{
    const struct road *r = p->d->road;
    const struct regime *g = p->d->regime;
    size_t measures;
    size_t open;
    table_reviewed(g, p->a, &measures, &open);
    html_leaf(&p->h, "h3", STR("Sources"));
    html_openf(&p->h, "dl", "class=\"pairs\"");
    page_pair(p, "Roadmap");
    html_text(&p->h, r->source);
    html_texts(&p->h, r->source.n > 0 ? ". " : "");
    reviewed(p, &r->review);
    page_pair_end(p);
    if (r->note.n > 0) {
        page_pair(p, "Note");
        html_text(&p->h, r->note);
        page_pair_end(p);
    }
    page_pair(p, "Starts on");
    html_text(&p->h, date_str(p->a, r->start));
    page_pair_end(p);
    if (r->deals.n > 0) {
        page_pair(p, "Its own deals");
        html_leaf(&p->h, "code", r->deals);
        page_pair_end(p);
    }
    page_pair(p, "Law");
    html_text(&p->h, g->title.n > 0 ? g->title : g->name);
    html_texts(&p->h, ". Text with the hash ");
    html_leaf(&p->h, "code", hash_hex(p->a, g, 16));
    html_text(&p->h,
              str_fmt(p->a, ". %zu measures, %zu of them with parts that nobody has reviewed. ", measures, open));
    reviewed(p, &g->review);
    page_pair_end(p);
    html_close(&p->h);
}

static void authorities(struct page *p)
{
    const struct regime *g = p->d->regime;
    remedy_acts acts = {0};
    for (size_t i = 0; i < p->holds.n; i++) {
        acts.n = 0;
        remedy_powers(g, p->a, p->holds.items[i], ACTS_THAT_LIFT, p->d->at, &acts);
        for (size_t k = 0; k < acts.n; k++) {
            ints_add(p->a, &p->powers, acts.items[k].power);
        }
        const struct hold *h = &g->holds.items[p->holds.items[i]];
        for (size_t k = 0; k < h->offers.n; k++) {
            const struct offer *o = &g->offers.items[h->offers.items[k]];
            for (size_t m = 0; m < o->n_authorities; m++) {
                ints_add(p->a, &p->authorities, o->authorities[m]);
            }
        }
    }
    for (size_t i = 0; i < p->consequences.n; i++) {
        ints powers = {0};
        remedy_powers_consequence(g, p->a, p->consequences.items[i], p->d->at, &powers);
        for (size_t k = 0; k < powers.n; k++) {
            ints_add(p->a, &p->powers, powers.items[k]);
        }
    }
    for (size_t i = 0; i < p->powers.n; i++) {
        ints_add(p->a, &p->authorities, g->powers.items[p->powers.items[i]].authority);
    }
    if (p->authorities.n == 0) {
        return;
    }
    html_leaf(&p->h, "h3", STR("Who is named"));
    html_openf(&p->h, "dl", "class=\"pairs\"");
    for (size_t i = 0; i < g->authorities.n; i++) {
        const struct authority *x = &g->authorities.items[i];
        if (!ints_has_value(&p->authorities, (int)i)) {
            continue;
        }
        html_open(&p->h, "div");
        html_leaf(&p->h, "dt", x->item.name);
        html_open(&p->h, "dd");
        html_text(&p->h, x->item.title.n > 0 ? x->item.title : STR("its law is not encoded"));
        if (x->decides.n > 0) {
            html_texts(&p->h, "; decides by ");
            html_text(&p->h, x->decides);
        }
        if (x->veto.n > 0) {
            html_texts(&p->h, "; veto ");
            html_text(&p->h, x->veto);
        }
        html_close(&p->h);
        html_close(&p->h);
    }
    html_close(&p->h);
}

static void law_row(struct page *p, struct str name, struct str title, struct str cite, const struct review *r)
{
    html_open(&p->h, "div");
    html_open(&p->h, "dt");
    html_leaf(&p->h, "b", name);
    html_texts(&p->h, " ");
    html_text(&p->h, title);
    html_close(&p->h);
    html_open(&p->h, "dd");
    html_text(&p->h, cite);
    html_texts(&p->h, cite.n > 0 ? ". " : "");
    reviewed(p, r);
    html_close(&p->h);
    html_close(&p->h);
}

/* The law that the page cites: what nobody has reviewed, or what somebody has; in the order of the law. */
static size_t cited(struct page *p, bool seen, bool count)
{
    const struct regime *g = p->d->regime;
    size_t n = 0;
    for (size_t i = 0; i < g->holds.n; i++) {
        const struct hold *h = &g->holds.items[i];
        if (unreviewed(&h->review) == seen || !ints_has_value(&p->holds, (int)i)) {
            continue;
        }
        n++;
        if (!count) {
            const struct item *m = &g->measures.items[h->measure].item;
            law_row(p, m->name, m->title, hold_cite(g, p->a, h), &h->review);
        }
    }
    for (size_t i = 0; i < g->consequences.n; i++) {
        const struct item *q = &g->consequences.items[i].item;
        if (unreviewed(&q->review) == seen || !ints_has_value(&p->consequences, (int)i)) {
            continue;
        }
        n++;
        if (!count) {
            struct str cite = q->under.n > 0 ? provision_cite(g, p->a, q->under.items[0]) : q->source;
            law_row(p, q->name, q->title, cite, &q->review);
        }
    }
    for (size_t i = 0; i < g->powers.n; i++) {
        const struct item *x = &g->powers.items[i].item;
        if (unreviewed(&x->review) == seen || !ints_has_value(&p->powers, (int)i)) {
            continue;
        }
        n++;
        if (!count) {
            struct str who = authority_name(g, g->powers.items[i].authority);
            law_row(p, x->name, str_fmt(p->a, "power of %.*s", STR_ARG(who)), x->source, &x->review);
        }
    }
    return n;
}

static void law(struct page *p)
{
    size_t open = cited(p, false, true);
    size_t seen = cited(p, true, true);
    html_leaf(&p->h, "h3", STR("The law that this page cites"));
    html_open(&p->h, "p");
    html_textf(
        &p->h,
        "Of %zu items, measures by their places, consequences and powers, %zu were not held against their text by a "
        "person, or not wholly; they stand first.",
        open + seen, open);
    html_close(&p->h);
    if (open + seen == 0) {
        return;
    }
    html_openf(&p->h, "dl", "class=\"pairs\"");
    cited(p, false, false);
    cited(p, true, false);
    html_close(&p->h);
}

void page_sources(struct page *p)
{
    page_section(p, "sources", "Assumptions and sources");
    assume(p);
    sources(p);
    authorities(p);
    law(p);
    html_close(&p->h);
}
