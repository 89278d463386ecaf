/* One act of a road, alone: what it stands on, what it changes, what still covers it. */
#include "base/arena.h"
#include "decide/life.h"
#include "report/staircase.h"
#include "report/stairs_parts.h"
#include "report/text.h"

struct sheet {
    const struct diff *d;
    const struct diff_act *x;
    const struct act *act;
    const struct style *style;
    struct buf *out;
    struct arena *a;
};

static void line(const struct sheet *p, size_t indent, size_t hang, struct str s)
{
    struct flow f;
    flow_start(&f, p->out, style_width(p->style), indent, hang);
    flow_add(&f, s);
    flow_end(&f);
}

static void powers(const struct sheet *p)
{
    const struct regime *g = p->d->regime;
    bool some = false;
    buf_adds(p->out, "\n  Under which power\n");
    for (size_t i = 0; i < g->powers.n; i++) {
        const struct power *w = &g->powers.items[i];
        if (!p->act->has_effect || !road_act_under(g, p->act, (int)i)) {
            continue;
        }
        some = true;
        line(p, 4, 8,
             str_fmt(p->a, "%.*s (%.*s)%s%.*s%s%.*s%s", STR_ARG(w->item.name), STR_ARG(w->item.source),
                     w->upon.n > 0 ? ", upon " : ", upon no finding", STR_ARG(text_cleaned(p->a, w->upon)),
                     w->terms.n > 0 ? ", " : "", STR_ARG(w->terms),
                     w->item.review.day == DAY_NONE ? "; unreviewed" : ""));
    }
    if (!some) {
        line(p, 4, 8,
             p->act->has_effect ? STR("each target by another power of its author: see plan diff --json")
                                : STR("none is asked for: it has no effect of its own on the law here"));
    }
}

static bool touches(const struct sheet *p, int hold)
{
    const struct overlay_act *e = &p->act->effect;
    return names_hold(p->d->regime, e, hold) ||
           (e->licence >= 0 && ints_has_value(&p->d->regime->holds.items[hold].licences, e->licence));
}

static void law(const struct sheet *p)
{
    const struct regime *g = p->d->regime;
    strs holds = {0};
    for (size_t h = 0; h < g->holds.n; h++) {
        if (touches(p, (int)h)) {
            strs_add(p->a, &holds, stairs_hold(p->d, p->a, (int)h));
        }
    }
    buf_adds(p->out, "\n  Which law it is about\n");
    if (holds.n > 0) {
        line(p, 4, 8, stairs_joined(p->a, &holds, "; "));
    }
    for (size_t i = 0; i < p->act->effect.mandates.n; i++) {
        line(p, 4, 8,
             str_fmt(p->a, "the mandates in %.*s", STR_ARG(provision_cite(g, p->a, p->act->effect.mandates.items[i]))));
    }
    if (holds.n == 0 && p->act->effect.mandates.n == 0) {
        line(p, 4, 8, STR("no prohibition directly: consequences, policies, or law that is not encoded"));
    }
}

static bool in(const ints *list, int row)
{
    return ints_has_value(list, row);
}

static void deals(const struct sheet *p)
{
    unsigned lane = (unsigned)p->x->stage + 1;
    buf_addf(p->out, "\n  The deals that it reaches, at stage %d\n", stairs_number(p->d, lane));
    for (size_t i = 0; i < p->d->rows.n; i++) {
        const struct diff_row *row = &p->d->rows.items[i];
        if (!in(&p->x->reaches, (int)i)) {
            continue;
        }
        strs by = {0};
        if (!range_open(&row->range, lane)) {
            stairs_blockers(p->d, p->a, row, lane, &by);
        }
        const char *word = in(&p->x->opens, (int)i)    ? "opened by it"
                           : in(&p->x->closes, (int)i) ? "closed by it"
                                                       : word_name(range_word(&row->range, lane));
        line(p, 4, 8,
             str_fmt(p->a, "%.*s: %s%s%.*s", STR_ARG(text_cleaned(p->a, row->id)), word,
                     by.n > 0 ? ", still closed by " : "", STR_ARG(stairs_joined(p->a, &by, ", "))));
    }
    if (p->x->reaches.n == 0) {
        line(p, 4, 8, STR("none of the file"));
    }
}

void staircase_why(const struct diff *d, int act, const struct style *style, struct buf *out)
{
    struct sheet p = {d, &d->acts[act], &d->road->acts.items[act], style, out, out->arena};
    const struct stage *st = &d->road->stages.items[p.act->stage];
    line(&p, 0, 2,
         str_fmt(p.a, "%.*s, act %.*s, at stage %d \"%.*s\"", STR_ARG(d->road->name),
                 STR_ARG(stairs_act_number(d, p.a, act)), st->number, STR_ARG(text_cleaned(p.a, st->title))));
    powers(&p);
    law(&p);
    deals(&p);
    buf_adds(out, "\n  What comes of it\n");
    staircase_act(d, p.x, style, out);
}
