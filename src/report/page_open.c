/* What is undetermined and why, and what is kept with the road but not checked. */
#include "base/arena.h"
#include "report/page_parts.h"

static void touched(struct page *p, const char *word, struct str what, const diff_touches *list)
{
    if (list->n == 0) {
        return;
    }
    html_open(&p->h, "li");
    html_texts(&p->h, word);
    html_text(&p->h, what);
    html_texts(&p->h, ": ");
    page_touches(p, list);
    html_close(&p->h);
}

static void law(struct page *p, size_t from)
{
    const struct diff *d = p->d;
    const struct diff_open_law *one = &d->open_law.items[from];
    html_open(&p->h, "div");
    html_open(&p->h, "dt");
    for (size_t i = from; i < d->open_law.n; i++) {
        if (stairs_same_law(&d->open_law.items[i], one)) {
            html_leaf(&p->h, "div", d->open_law.items[i].question);
        }
    }
    html_close(&p->h);
    html_open(&p->h, "dd");
    html_openf(&p->h, "ul", "class=\"tight\"");
    touched(p, "verdict of", STR(""), &one->verdicts);
    for (size_t i = 0; i < one->holds.n; i++) {
        strs list = {0};
        bool told = false;
        for (size_t k = 0; k < one->holds.n; k++) {
            if (stairs_same_touches(&one->holds.items[k].deals, &one->holds.items[i].deals)) {
                told = told || k < i;
                strs_add(p->a, &list, stairs_hold(d, p->a, one->holds.items[k].hold));
                ints_add(p->a, &p->holds, one->holds.items[k].hold);
            }
        }
        if (!told) {
            touched(p, "whether closed by ", stairs_joined(p->a, &list, ", "), &one->holds.items[i].deals);
        }
    }
    touched(p, "whether exposed", STR(""), &one->exposures);
    html_close(&p->h);
    html_close(&p->h);
    html_close(&p->h);
}

static void facts(struct page *p)
{
    bool some = false;
    for (size_t i = 0; i < p->d->rows.n; i++) {
        const struct diff_row *row = &p->d->rows.items[i];
        bool first = true;
        for (size_t k = 0; k < row->missing.n; k++) {
            const struct diff_missing *m = &row->missing.items[k];
            if (m->law) {
                continue;
            }
            if (!some) {
                html_leaf(&p->h, "h3", STR("Facts that the deals do not give"));
                html_openf(&p->h, "dl", "class=\"pairs\"");
                some = true;
            }
            if (first) {
                html_open(&p->h, "div");
                html_open(&p->h, "dt");
                page_deal(p, (int)i);
                html_close(&p->h);
                html_open(&p->h, "dd");
                first = false;
            } else {
                html_texts(&p->h, "; ");
            }
            html_text(&p->h, m->phrase);
            html_texts(&p->h, " (");
            html_text(&p->h, page_stages(p, m->lanes));
            html_texts(&p->h, ")");
        }
        if (!first) {
            html_close(&p->h);
            html_close(&p->h);
        }
    }
    if (some) {
        html_close(&p->h);
    }
}

void page_open_law(struct page *p)
{
    const struct diff *d = p->d;
    bool some = d->open_law.n > 0;
    for (size_t i = 0; i < d->rows.n; i++) {
        some = some || d->rows.items[i].missing.n > 0;
    }
    page_section(p, "open", "What is undetermined, and why");
    if (!some) {
        page_para(p, "Nothing: no missing fact and no open law changes a verdict, a measure or an exposure here.");
        html_close(&p->h);
        return;
    }
    facts(p);
    if (d->open_law.n > 0) {
        html_leaf(&p->h, "h3", STR("Open law, and what hangs on it"));
        html_openf(&p->h, "dl", "class=\"pairs\"");
        for (size_t i = 0; i < d->open_law.n; i++) {
            bool told = false;
            for (size_t k = 0; k < i; k++) {
                told = told || stairs_same_law(&d->open_law.items[k], &d->open_law.items[i]);
            }
            if (!told) {
                law(p, i);
            }
        }
        html_close(&p->h);
    }
    html_close(&p->h);
}

static void kept(struct page *p, const char *word, struct str text)
{
    html_open(&p->h, "div");
    html_leaf(&p->h, "dt", str_c(word));
    html_leaf(&p->h, "dd", text);
    html_close(&p->h);
}

void page_kept(struct page *p)
{
    const struct road *r = p->d->road;
    page_section(p, "kept", "Kept with the road, not checked yet");
    if (r->conditions.n == 0 && r->snapback.n == 0 && r->demands.n == 0 && r->floor.n == 0) {
        page_para(p, "Nothing.");
        html_close(&p->h);
        return;
    }
    html_openf(&p->h, "dl", "class=\"pairs\"");
    for (size_t i = 0; i < r->conditions.n; i++) {
        const struct condition *c = &r->conditions.items[i];
        html_open(&p->h, "div");
        html_open(&p->h, "dt");
        html_texts(&p->h, "Condition ");
        html_text(&p->h, c->name);
        html_close(&p->h);
        html_open(&p->h, "dd");
        html_text(&p->h, c->title);
        html_texts(&p->h, c->verified.n > 0 ? ", " : "");
        html_text(&p->h, c->verified);
        html_close(&p->h);
        html_close(&p->h);
    }
    if (r->snapback.n > 0) {
        kept(p, "Snapback", r->snapback);
    }
    for (size_t i = 0; i < r->demands.n; i++) {
        kept(p, "Demand", r->demands.items[i].text);
    }
    if (r->floor.n > 0) {
        kept(p, "Floor, never less open than today", r->floor);
    }
    html_close(&p->h);
    html_close(&p->h);
}
