/* The staircase as a picture: a column a stage, the deals that are open at the bottom of it; their edge is the stair. The table that follows it
 * says the same in figures. */
#include "base/arena.h"
#include "report/page_parts.h"

#define TALL 240 /* of a column */
#define LEFT 4
#define LETTER 14 /* the least height of a piece that is labelled */

struct frame {
    int step;   /* width of a column */
    int width;  /* of all */
    int top;    /* above the columns: where stages wait for something */
    int height; /* with what stands below the columns */
};

static struct frame frame_of(const struct diff *d)
{
    struct frame f = {.step = d->lanes <= 7 ? 64 : d->lanes <= 12 ? 48 : 36, .top = 4};
    size_t most = 0;
    for (size_t s = 0; s < d->road->stages.n; s++) {
        size_t n = d->road->stages.items[s].acts.n;
        most = n > most ? n : most;
        f.top = d->road->stages.items[s].when.n > 0 ? 26 : f.top;
    }
    most = most > 6 ? 6 : most;
    f.width = 2 * LEFT + f.step * (int)d->lanes;
    f.height = f.top + TALL + 24 + 16 * (int)(most > 0 ? most : 1);
    return f;
}

/* Heights add up to TALL whatever the counts. */
static int height_to(size_t below, size_t all)
{
    return all == 0 ? 0 : (int)((below * TALL + all / 2) / all);
}

static void words_at(struct page *p, const char *class, int x, int y, struct str words)
{
    html_openf(&p->h, "text", "class=\"%s\" x=\"%d\" y=\"%d\"", class, x, y);
    html_text(&p->h, words);
    html_close(&p->h);
}

static void column(struct page *p, const struct frame *f, unsigned lane)
{
    static const char *const classes[PAGE_SORTS] = {"o", "l", "u", "x"};
    static const char *const signs[PAGE_SORTS] = {"open", "L", "?", "X"};
    size_t counts[PAGE_SORTS];
    page_count(p->d, lane, counts);
    int x = LEFT + f->step * (int)lane;
    size_t below = 0;
    for (int sort = 0; sort < PAGE_SORTS; sort++) {
        int from = height_to(below, p->d->rows.n);
        below += counts[sort];
        int to = height_to(below, p->d->rows.n);
        if (counts[sort] == 0) {
            continue;
        }
        html_void(&p->h, "rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"", classes[sort], x + 1,
                  f->top + TALL - to, f->step - 2, to - from);
        if (to - from >= LETTER) {
            words_at(p, "in", x + f->step / 2, f->top + TALL - (from + to) / 2 + 4,
                     f->step < 48 ? str_fmt(p->a, "%zu%s", counts[sort], sort == PAGE_OPEN ? "" : signs[sort])
                                  : str_fmt(p->a, "%zu %s", counts[sort], signs[sort]));
        }
    }
    words_at(p, "axis", x + f->step / 2, f->top + TALL + 16,
             lane == 0 ? STR("today") : str_fmt(p->a, "%d", stairs_number(p->d, lane)));
}

/* Under the column the shapes of its acts, over it whether it waits for something. */
static void around(struct page *p, const struct frame *f, size_t stage)
{
    const struct stage *s = &p->d->road->stages.items[stage];
    int x = LEFT + f->step * (int)(stage + 1);
    if (s->when.n > 0) {
        words_at(p, "gate", x + f->step / 2, f->top - 8, STR("if \xE2\x80\xA6"));
        html_void(&p->h, "path class=\"gate\" d=\"M%d %dv%d\"", x, f->top - 20, TALL + 24);
    }
    for (size_t i = 0; i < s->acts.n; i++) {
        bool full = i == 5 && s->acts.n > 6;
        enum act_status status = p->d->acts[s->acts.items[i]].status;
        words_at(p, "act", x + f->step / 2, f->top + TALL + 34 + 16 * (int)i,
                 full ? str_fmt(p->a, "+%zu", s->acts.n - 5) : str_c(page_act_shape(status)));
        if (full) {
            break;
        }
    }
}

static void stair_line(struct page *p, const struct frame *f)
{
    struct buf b;
    buf_init(&b, p->a);
    for (unsigned lane = 0; lane < p->d->lanes; lane++) {
        size_t counts[PAGE_SORTS];
        page_count(p->d, lane, counts);
        int y = f->top + TALL - height_to(counts[PAGE_OPEN], p->d->rows.n);
        if (lane == 0) {
            buf_addf(&b, "M%d %d", LEFT, y);
        } else {
            buf_addf(&b, "V%d", y);
        }
        buf_addf(&b, "H%d", LEFT + f->step * (int)(lane + 1));
    }
    buf_adds(p->h.out, "<path class=\"stair\" d=\""); /* may be longer than attributes are */
    buf_add(p->h.out, buf_str(&b));
    buf_adds(p->h.out, "\"/>");
}

static void described(struct page *p)
{
    const struct diff *d = p->d;
    html_openf(&p->h, "title", "id=\"picture-title\"");
    html_textf(&p->h, "%zu deals by stage: how many are open, licensable, undetermined, prohibited", d->rows.n);
    html_close(&p->h);
    html_openf(&p->h, "desc", "id=\"picture-text\"");
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        size_t c[PAGE_SORTS];
        page_count(d, lane, c);
        html_text(&p->h, lane == 0 ? STR("Today") : str_fmt(p->a, " Stage %d", stairs_number(d, lane)));
        html_textf(&p->h, ": %zu open, %zu licensable, %zu undetermined, %zu prohibited", c[PAGE_OPEN],
                   c[PAGE_LICENSABLE], c[PAGE_UNDETERMINED], c[PAGE_PROHIBITED]);
        const struct stage *s = lane == 0 ? NULL : &d->road->stages.items[lane - 1];
        if (s != NULL && s->when.n > 0) {
            html_texts(&p->h, "; waits for ");
            html_text(&p->h, s->when);
        }
        for (size_t i = 0; s != NULL && i < s->acts.n; i++) {
            html_texts(&p->h, i == 0 ? "; acts: " : ", ");
            html_texts(&p->h, stairs_status(d->acts[s->acts.items[i]].status));
        }
        html_texts(&p->h, ".");
    }
    html_close(&p->h);
}

/* Colour and pattern both: the pieces differ in grey, too. */
static void patterns(struct page *p)
{
    html_open(&p->h, "defs");
    html_openf(&p->h, "pattern",
               "id=\"pl\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
               "patternTransform=\"rotate(45)\"");
    html_void(&p->h, "rect class=\"pl\" width=\"7\" height=\"7\"");
    html_void(&p->h, "path class=\"pl\" d=\"M0 0V7\"");
    html_close(&p->h);
    html_openf(&p->h, "pattern", "id=\"pu\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"");
    html_void(&p->h, "rect class=\"pu\" width=\"8\" height=\"8\"");
    html_void(&p->h, "circle class=\"pu\" cx=\"2\" cy=\"2\" r=\"1.1\"");
    html_close(&p->h);
    html_close(&p->h);
}

static void legend(struct page *p)
{
    static const enum act_status shapes[] = {ACT_OPENS,         ACT_CLOSES,   ACT_MASKED,
                                             ACT_NOT_EXERCISED, ACT_EXTERNAL, ACT_KEPT};
    html_openf(&p->h, "p", "class=\"legend\"");
    html_texts(&p->h, "Columns, from below: open, L licensable, ? undetermined, X prohibited. The thick line is the "
                      "stair: deals that are surely open. \xE2\x80\x9Cif\xE2\x80\x9D: the stage waits for conditions. "
                      "Below, a shape an act: ");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        html_textf(&p->h, "%s%s %s", i == 0 ? "" : ", ", page_act_shape(shapes[i]), stairs_status(shapes[i]));
    }
    html_texts(&p->h, ".");
    html_close(&p->h);
}

void page_picture(struct page *p)
{
    struct frame f = frame_of(p->d);
    html_openf(&p->h, "div",
               "class=\"picture\" role=\"region\" tabindex=\"0\" aria-label=\"Picture of the staircase\"");
    html_openf(&p->h, "svg",
               "viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"picture-title picture-text\" "
               "style=\"min-width:%dpx;max-width:%dpx\" xmlns=\"http://www.w3.org/2000/svg\"",
               f.width, f.height, f.width * 4 / 5, f.width * 8 / 5);
    described(p);
    patterns(p);
    for (unsigned lane = 0; lane < p->d->lanes; lane++) {
        column(p, &f, lane);
    }
    for (size_t s = 0; s < p->d->road->stages.n; s++) {
        around(p, &f, s);
    }
    stair_line(p, &f);
    html_close(&p->h);
    html_close(&p->h);
    legend(p);
}
