/* What each act changes for the deals, and what still covers them: masked relief first of all. */
#include "base/arena.h"
#include "report/page_parts.h"

/* A set of deals and what still closes them. */
static void still(struct page *p, const struct diff_act *x)
{
    size_t n;
    struct closer *list = stairs_closers(p->d, p->a, x, &n);
    if (n == 0) {
        return;
    }
    html_leaf(&p->h, "h4", STR("Still closed"));
    html_openf(&p->h, "dl", "class=\"pairs\"");
    for (size_t i = 0; i < n; i++) {
        if (list[i].told) {
            continue;
        }
        html_open(&p->h, "div");
        html_open(&p->h, "dt");
        page_deals(p, list[i].rows);
        html_close(&p->h);
        for (size_t k = i; k < n; k++) {
            if (list[k].told || !stairs_same_rows(list[k].rows, list[i].rows)) {
                continue;
            }
            html_open(&p->h, "dd");
            html_texts(&p->h, "by ");
            bool first = true;
            for (size_t m = k; m < n; m++) {
                if (!list[m].told && stairs_same_rows(list[m].rows, list[i].rows) &&
                    str_eq(list[m].ways, list[k].ways)) {
                    html_texts(&p->h, first ? "" : "; ");
                    first = false;
                    page_hold(p, list[m].hold);
                    list[m].told = true;
                }
            }
            html_texts(&p->h, ". ");
            html_openf(&p->h, "span", "class=\"who\"");
            html_text(&p->h, list[k].ways);
            html_close(&p->h);
            html_close(&p->h);
        }
        html_close(&p->h);
    }
    html_close(&p->h);
}

static void exposed(struct page *p, const struct diff_item *item)
{
    for (size_t i = 0; i < item->rows.n; i++) {
        struct str roles = stairs_roles(p->d, p->a, item, i);
        html_texts(&p->h, i > 0 ? ", " : "");
        page_deal(p, item->rows.items[i]);
        if (roles.n > 0) {
            html_text(&p->h, str_fmt(p->a, " (%.*s)", STR_ARG(roles)));
        }
    }
}

/* Those that bring the same to the same stand together. */
static void consequences(struct page *p, const diff_items *items, bool stays)
{
    struct bringer *list = stairs_bringers(p->d, p->a, items, stays);
    if (items->n == 0) {
        return;
    }
    html_leaf(&p->h, "h4", stays ? STR("Exposure that stays") : STR("Exposure that goes"));
    html_openf(&p->h, "dl", "class=\"pairs\"");
    for (size_t i = 0; i < items->n; i++) {
        if (list[i].told) {
            continue;
        }
        html_open(&p->h, "div");
        html_open(&p->h, "dt");
        exposed(p, list[i].item);
        html_close(&p->h);
        html_open(&p->h, "dd");
        html_texts(&p->h, "by ");
        for (size_t k = i; k < items->n; k++) {
            if (!list[k].told && stairs_same_bringer(&list[k], &list[i])) {
                html_texts(&p->h, k == i ? "" : "; ");
                page_consequence(p, list[k].q);
                list[k].told = k > i;
            }
        }
        list[i].told = true;
        if (list[i].q->to.n > 0) {
            html_texts(&p->h, ": ");
            html_text(&p->h, stairs_leads(p->a, list[i].q));
        }
        html_texts(&p->h, ". ");
        if (stays) {
            html_openf(&p->h, "span", "class=\"who\"");
            html_text(&p->h, stairs_lifted(p->a, list[i].who));
            html_texts(&p->h, list[i].item->kin ? " (of the kind that the act takes away)" : "");
            html_close(&p->h);
        }
        html_close(&p->h);
        html_close(&p->h);
    }
    html_close(&p->h);
}

static void relief(struct page *p, const struct diff_act *x)
{
    const struct act *act = &p->d->road->acts.items[x->act];
    html_openf(&p->h, "section", "class=\"card\" id=\"relief-%d\"", x->act + 1);
    html_open(&p->h, "h3");
    html_textf(&p->h, "%s Act ", page_act_shape(x->status));
    html_text(&p->h, page_act_number(p, x->act));
    html_textf(&p->h, ", %s: ", stairs_status(x->status));
    html_leaf(&p->h, "code", act->text);
    html_close(&p->h);
    html_openf(&p->h, "p", "class=\"first\"");
    if (x->status == ACT_OPENS) {
        html_texts(&p->h, "Opens ");
        page_deals(p, &x->opens);
        html_texts(&p->h, ". ");
    }
    if (x->closes.n > 0) {
        html_texts(&p->h, "Closes ");
        page_deals(p, &x->closes);
        html_texts(&p->h, ". ");
    }
    if (x->status == ACT_MASKED) {
        html_texts(&p->h, "Changes the law for ");
        page_deals(p, &x->reaches);
        html_texts(&p->h, ", and opens none of them.");
    }
    html_close(&p->h);
    if (x->status == ACT_MASKED) {
        still(p, x);
    }
    consequences(p, &x->gone, false);
    if (x->gone.n > 0 || x->status == ACT_MASKED) {
        consequences(p, &x->staying, true);
    }
    html_close(&p->h);
}

void page_masked(struct page *p)
{
    const struct diff *d = p->d;
    page_section(p, "masked", "Masked relief, and what each act changes");
    page_para(p,
              "An act is masked if it changes the law for a deal and opens none: with the rest of its stage and of the "
              "stages before, no deal is open with it that is not open without it. Exposure is what foreign sanctions "
              "may do to a party, whether or not the deal is forbidden to it.");
    bool some = false;
    for (size_t s = 0; s < d->road->stages.n; s++) {
        const struct stage *stage = &d->road->stages.items[s];
        for (size_t i = 0; i < stage->acts.n; i++) {
            const struct diff_act *x = &d->acts[stage->acts.items[i]];
            if (x->status <= ACT_MASKED) {
                some = true;
                relief(p, x);
            }
        }
    }
    if (!some) {
        page_para(p, "No act of this roadmap reaches a deal of the file.");
    }
    html_close(&p->h);
}
