#include "report/findings.h"

#include "base/arena.h"
#include "report/text.h"

static struct str condition(const struct road *r, int index)
{
    return r->conditions.items[index].name;
}

struct str run_step_text(const struct road *r, struct arena *a, const struct run_step *s)
{
    switch (s->kind) {
    case RUN_VERIFIED: return str_fmt(a, "day %d: %.*s is verified", s->day, STR_ARG(condition(r, s->index)));
    case RUN_BREACH: return str_fmt(a, "day %d: %.*s is breached", s->day, STR_ARG(condition(r, s->index)));
    case RUN_SILENT: return str_fmt(a, "day %d: the last report of %.*s", s->day, STR_ARG(condition(r, s->index)));
    case RUN_REACHED: return str_fmt(a, "day %d: stage %d", s->day, r->stages.items[s->index].number);
    case RUN_LAPSED:
        return str_fmt(a, "day %d: `%.*s` lapses", s->day, STR_ARG(text_cleaned(a, r->acts.items[s->index].text)));
    case RUN_NOTICE: return str_fmt(a, "day %d: notice of snapback", s->day);
    case RUN_BACK:
    default: return str_fmt(a, "day %d: back to stage %d", s->day, s->index);
    }
}

static const char *const weights[] = {"note", "risk", "error"};

static void run_text(const struct road *r, const run_steps *run, const struct style *style, struct buf *out)
{
    struct flow f;
    if (run->n == 0) {
        return;
    }
    flow_start(&f, out, style_width(style), 4, 8);
    flow_adds(&f, "run:");
    for (size_t i = 0; i < run->n; i++) {
        flow_add(&f, str_fmt(out->arena, "%.*s%s", STR_ARG(run_step_text(r, out->arena, &run->items[i])),
                             i + 1 < run->n ? ";" : ""));
    }
    flow_end(&f);
}

static void finding_text(const struct road_check *c, const struct plan_finding *x, const struct style *style,
                         struct buf *out)
{
    const struct road *r = c->road;
    struct flow f;
    const char *paint = x->weight == PLAN_ERROR ? PAINT_RED : x->weight == PLAN_RISK ? PAINT_YELLOW : PAINT_DIM;
    buf_addf(out, "\n  %s%s%s", style_paint(style, paint), weights[x->weight], style_paint(style, PAINT_OFF));
    struct buf head;
    buf_init(&head, out->arena);
    buf_addf(&head, "[%s]", plan_problem_word(x->problem));
    if (x->stage >= 0) {
        buf_addf(&head, " stage %d", r->stages.items[x->stage].number);
    }
    if (x->act >= 0) {
        buf_addf(&head, ", %.*s", STR_ARG(text_cleaned(out->arena, r->acts.items[x->act].text)));
    }
    buf_addc(out, ' ');
    flow_start(&f, out, style_width(style), 0, 4);
    f.column = 3 + strlen(weights[x->weight]);
    flow_add(&f, buf_str(&head));
    flow_end(&f);
    flow_start(&f, out, style_width(style), 4, 8);
    flow_add(&f, text_cleaned(out->arena, x->text));
    flow_end(&f);
    run_text(r, &x->run, style, out);
    if (x->remedy.n > 0) {
        flow_start(&f, out, style_width(style), 4, 8);
        flow_adds(&f, "remedy:");
        flow_add(&f, text_cleaned(out->arena, x->remedy));
        flow_end(&f);
    }
}

void findings_text(const struct road_check *c, const struct style *style, struct buf *out)
{
    const struct road *r = c->road;
    struct arena *a = out->arena;
    struct flow f;
    flow_start(&f, out, style_width(style), 0, 2);
    flow_add(&f, str_fmt(a, "%.*s \"%.*s\":", STR_ARG(r->name), STR_ARG(text_cleaned(a, r->title))));
    flow_add(&f, c->errors + c->risks == 0 ? STR("nothing found.")
                                           : str_fmt(a, "%zu error%s, %zu risk%s.", c->errors,
                                                     c->errors == 1 ? "" : "s", c->risks, c->risks == 1 ? "" : "s"));
    flow_end(&f);
    flow_start(&f, out, style_width(style), 2, 2);
    flow_add(&f,
             str_fmt(a,
                     "%zu states seen%s, in steps of %d day%s (every length in the road is a multiple); a suspension "
                     "may lapse on any day on which what renews it is false.",
                     c->runs->states, c->runs->all ? "" : ": CUT OFF THERE, what was not found may exist",
                     c->runs->tick, c->runs->tick == 1 ? "" : "s"));
    flow_end(&f);
    for (size_t i = 0; i < c->findings.n; i++) {
        finding_text(c, &c->findings.items[i], style, out);
    }
    bool head = false;
    for (size_t s = 0; s < r->stages.n; s++) {
        const run_steps *run = &c->runs->to_stage[s];
        if (run->n > 0) {
            buf_adds(out, head ? "" : "\n  The shortest run to each stage\n");
            head = true;
            flow_start(&f, out, style_width(style), 4, 8);
            flow_add(&f, str_fmt(a, "stage %d, day %d:", r->stages.items[s].number, run->items[run->n - 1].day));
            for (size_t i = 0; i < run->n; i++) {
                flow_add(&f,
                         str_fmt(a, "%.*s%s", STR_ARG(run_step_text(r, a, &run->items[i])), i + 1 < run->n ? ";" : ""));
            }
            flow_end(&f);
        }
    }
}
