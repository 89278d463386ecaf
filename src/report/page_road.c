/* The stages of the road: what each waits for, who acts, and what each act does. */
#include "base/arena.h"
#include "report/page_parts.h"

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_';
}

/* Does the formula name the condition? */
static bool names(struct str formula, struct str name)
{
    for (size_t i = 0; name.n > 0 && i + name.n <= formula.n; i++) {
        if (memcmp(formula.p + i, name.p, name.n) == 0 && (i == 0 || !is_name(formula.p[i - 1])) &&
            (i + name.n == formula.n || !is_name(formula.p[i + name.n]))) {
            return true;
        }
    }
    return false;
}

static void waits(struct page *p, const struct stage *s)
{
    const struct road *r = p->d->road;
    page_pair(p, "Waits for");
    html_leaf(&p->h, "code", s->when);
    html_open(&p->h, "ul");
    for (size_t i = 0; i < r->conditions.n; i++) {
        const struct condition *c = &r->conditions.items[i];
        if (names(s->when, c->name)) {
            html_open(&p->h, "li");
            html_leaf(&p->h, "b", c->name);
            html_texts(&p->h, ": ");
            html_text(&p->h, c->title);
            html_texts(&p->h, c->verified.n > 0 ? "; " : "");
            html_text(&p->h, c->verified);
            html_close(&p->h);
        }
    }
    html_close(&p->h);
    page_pair_end(p);
}

static void act_line(struct page *p, int index)
{
    const struct diff_act *x = &p->d->acts[index];
    const struct act *act = &p->d->road->acts.items[x->act];
    static const char *const classes[] = {"o", "x", "l", "k", "k", "k"};
    html_openf(&p->h, "li", "id=\"act-%d\"", index + 1);
    html_open(&p->h, "b");
    html_text(&p->h, page_act_number(p, index));
    html_close(&p->h);
    html_texts(&p->h, " ");
    html_openf(&p->h, "span", "class=\"status %s\"", classes[x->status]);
    html_openf(&p->h, "span", "aria-hidden=\"true\"");
    html_textf(&p->h, "%s ", page_act_shape(x->status));
    html_close(&p->h);
    html_texts(&p->h, stairs_status(x->status));
    html_close(&p->h);
    html_texts(&p->h, " ");
    html_leaf(&p->h, "code", act->text);
    if (x->status == ACT_OPENS) {
        html_texts(&p->h, " Opens ");
        page_deals(p, &x->opens);
        html_texts(&p->h, ".");
    }
    if (x->closes.n > 0) {
        html_texts(&p->h, " Closes ");
        page_deals(p, &x->closes);
        html_texts(&p->h, ".");
    }
    if (x->status <= ACT_MASKED) {
        html_texts(&p->h, " ");
        html_openf(&p->h, "a", "class=\"more\" href=\"#relief-%d\"", index + 1);
        html_text(&p->h, str_fmt(p->a, "What %.*s changes", STR_ARG(page_act_number(p, index))));
        html_close(&p->h);
    }
    for (size_t i = 0; i < act->left.n; i++) {
        html_texts(&p->h, i == 0 ? " Not in the author\xE2\x80\x99s power, and left: " : ", ");
        page_hold(p, act->left.items[i]);
    }
    html_close(&p->h);
    if (act->authority >= 0) {
        ints_add(p->a, &p->authorities, act->authority);
    }
}

static void stage_card(struct page *p, size_t index)
{
    const struct diff *d = p->d;
    const struct stage *s = &d->road->stages.items[index];
    const struct diff_stage *x = &d->stages[index];
    html_openf(&p->h, "section", "class=\"card\" id=\"stage-%zu\"", index + 1);
    html_open(&p->h, "h3");
    html_textf(&p->h, "Stage %d", s->number);
    html_texts(&p->h, s->title.n > 0 ? ". " : "");
    html_text(&p->h, s->title);
    html_close(&p->h);
    html_open(&p->h, "dl");
    page_pair(p, "Opens");
    if (x->opens.n == 0) {
        html_texts(&p->h, "nothing");
    } else {
        page_deals(p, &x->opens);
        html_texts(&p->h, x->jointly ? " (its acts together; none of them alone)" : "");
    }
    page_pair_end(p);
    if (s->after_text.n > 0) {
        page_pair(p, "After");
        html_texts(&p->h, s->n_after > 1 ? "stages " : "stage ");
        html_text(&p->h, s->after_text);
        page_pair_end(p);
    }
    if (s->on != DAY_NONE) {
        page_pair(p, "On");
        html_text(&p->h, date_str(p->a, s->on));
        page_pair_end(p);
    }
    if (s->when.n > 0) {
        waits(p, s);
    }
    page_pair(p, "Acts");
    if (s->acts.n == 0) {
        html_texts(&p->h, "none");
    } else {
        html_openf(&p->h, "ul", "class=\"acts\"");
        for (size_t i = 0; i < s->acts.n; i++) {
            act_line(p, s->acts.items[i]);
        }
        html_close(&p->h);
    }
    page_pair_end(p);
    for (size_t i = 0; i < s->promises.n; i++) {
        page_pair(p, "Promise, not checked");
        html_leaf(&p->h, "code", s->promises.items[i]);
        page_pair_end(p);
    }
    html_close(&p->h);
    html_close(&p->h);
}

void page_road(struct page *p)
{
    page_section(p, "stages", "Stages, conditions, acts");
    if (p->d->road->stages.n == 0) {
        page_para(p, "The roadmap has no stages.");
    }
    for (size_t s = 0; s < p->d->road->stages.n; s++) {
        stage_card(p, s);
    }
    html_close(&p->h);
}
