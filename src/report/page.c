/* The frame of the page, and the words that its parts share. */
#include "report/page.h"

#include "base/arena.h"
#include "report/decide_table.h"
#include "report/page_parts.h"

void page_count(const struct diff *d, unsigned lane, size_t counts[PAGE_SORTS])
{
    memset(counts, 0, PAGE_SORTS * sizeof *counts);
    for (size_t i = 0; i < d->rows.n; i++) {
        const struct range *range = &d->rows.items[i].range;
        char letter = table_letter(range_word(range, lane));
        counts[range_open(range, lane) ? PAGE_OPEN
               : letter == 'X'         ? PAGE_PROHIBITED
               : letter == 'L'         ? PAGE_LICENSABLE
                                       : PAGE_UNDETERMINED]++;
    }
}

const char *page_letter_class(char letter)
{
    return letter == 'X' ? "x" : letter == 'L' ? "l" : letter == '?' || letter == '~' ? "u" : "o";
}

uint64_t page_lanes(const struct page *p, uint64_t lanes)
{
    return p->d->lanes >= 64 ? lanes : lanes & ((1ULL << p->d->lanes) - 1);
}

struct str page_stages(struct page *p, uint64_t bits)
{
    uint64_t lanes = page_lanes(p, bits);
    if (lanes == 0) {
        return STR("at no stage");
    }
    if (stairs_stages(p->d, p->a, lanes).n == 0) {
        return STR("today and at every stage");
    }
    uint64_t later = lanes & ~1ULL;
    if (later == 0) {
        return STR("today");
    }
    return str_fmt(p->a, "%s%s %.*s", later != lanes ? "today and " : "",
                   (later & (later - 1)) == 0 ? "stage" : "stages", STR_ARG(stairs_stages(p->d, p->a, later)));
}

const char *page_act_shape(enum act_status status)
{
    switch (status) {
    case ACT_OPENS: return "\xE2\x96\xB2";         /* triangle up */
    case ACT_CLOSES: return "\xE2\x96\xBC";        /* triangle down */
    case ACT_MASKED: return "\xE2\x97\x86";        /* diamond */
    case ACT_NOT_EXERCISED: return "\xE2\x97\x8B"; /* circle */
    case ACT_EXTERNAL: return "\xE2\x96\xA1";      /* square */
    case ACT_KEPT:
    default: return "\xE2\x80\x93"; /* dash */
    }
}

struct str page_act_number(struct page *p, int act)
{
    return stairs_act_number(p->d, p->a, act);
}

void page_pair(struct page *p, const char *word)
{
    html_open(&p->h, "div");
    html_leaf(&p->h, "dt", str_c(word));
    html_open(&p->h, "dd");
}

void page_pair_end(struct page *p)
{
    html_close(&p->h);
    html_close(&p->h);
}

/* ---- words with links ---- */

/* Isolated, so that a name in a script that runs to the left leaves its neighbours where they are. */
void page_deal(struct page *p, int row)
{
    html_openf(&p->h, "a", "href=\"#deal-%d\"", row + 1);
    html_leaf(&p->h, "bdi", p->d->rows.items[row].id);
    html_close(&p->h);
}

void page_deals(struct page *p, const ints *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        html_texts(&p->h, i == 0 ? "" : i + 1 == rows->n ? " and " : ", ");
        page_deal(p, rows->items[i]);
    }
}

void page_touches(struct page *p, const diff_touches *list)
{
    bool first = true;
    for (size_t i = 0; i < list->n; i++) {
        ints rows = {0};
        bool told = false;
        for (size_t k = 0; k < list->n; k++) {
            if (list->items[k].lanes == list->items[i].lanes) {
                told = told || k < i;
                VEC_PUSH(p->a, &rows, list->items[k].row);
            }
        }
        if (!told) {
            html_texts(&p->h, first ? "" : "; ");
            first = false;
            page_deals(p, &rows);
            html_texts(&p->h, " (");
            html_text(&p->h, page_stages(p, list->items[i].lanes));
            html_texts(&p->h, ")");
        }
    }
}

void page_hold(struct page *p, int hold)
{
    const struct measure *m = &p->d->regime->measures.items[p->d->regime->holds.items[hold].measure];
    html_leaf(&p->h, "b", stairs_hold(p->d, p->a, hold));
    if (m->item.title.n > 0) {
        html_texts(&p->h, " ");
        html_text(&p->h, m->item.title);
    }
    ints_add(p->a, &p->holds, hold);
}

void page_ways(struct page *p, int hold)
{
    if (p->ways[hold].p == NULL) {
        p->ways[hold] = stairs_ways(p->d, p->a, hold);
    }
    html_text(&p->h, p->ways[hold]);
}

void page_consequence(struct page *p, const struct consequence *q)
{
    html_leaf(&p->h, "b", stairs_consequence(p->d, p->a, q));
    if (q->item.title.n > 0) {
        html_texts(&p->h, " ");
        html_text(&p->h, q->item.title);
    }
    ints_add(p->a, &p->consequences, q->item.index);
}

/* ---- pieces ---- */

void page_section(struct page *p, const char *id, const char *title)
{
    html_openf(&p->h, "section", "id=\"%s\" aria-labelledby=\"%s-title\"", id, id);
    html_openf(&p->h, "h2", "id=\"%s-title\"", id);
    html_texts(&p->h, title);
    html_close(&p->h);
}

void page_para(struct page *p, const char *text)
{
    html_leaf(&p->h, "p", str_c(text));
}

void page_table(struct page *p, const char *class, const char *label)
{
    html_openf(&p->h, "div", "class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"", label);
    html_openf(&p->h, "table", "class=\"%s\"", class);
}

void page_head_cell(struct page *p, const char *text)
{
    html_openf(&p->h, "th", "scope=\"col\"");
    html_texts(&p->h, text);
    html_close(&p->h);
}

/* ---- the frame ---- */

static void head(struct page *p)
{
    struct html *h = &p->h;
    html_open(h, "head");
    html_void(h, "meta charset=\"utf-8\"");
    html_void(h, "meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"");
    html_void(h, "meta name=\"color-scheme\" content=\"light dark\"");
    html_void(h,
              "meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"");
    html_leaf(h, "title", p->d->road->title.n > 0 ? p->d->road->title : p->d->road->name);
    html_open(h, "style");
    page_css(p->h.out);
    html_close(h);
    html_close(h);
}

static void title(struct page *p)
{
    const struct diff *d = p->d;
    struct html *h = &p->h;
    html_open(h, "header");
    html_openf(h, "p", "class=\"kind\"");
    html_texts(h, "What each stage of a roadmap really opens");
    html_close(h);
    html_leaf(h, "h1", d->road->title.n > 0 ? d->road->title : d->road->name);
    html_openf(h, "p", "class=\"dates\"");
    html_texts(h, "Roadmap ");
    html_leaf(h, "b", d->road->name);
    html_text(h, str_fmt(p->a, ". Each deal on its own day, those without one on %.*s. Law: regime ",
                         STR_ARG(date_str(p->a, d->at))));
    html_leaf(h, "b", d->regime->name);
    html_text(h, str_fmt(p->a, " %.*s. Not legal advice.", STR_ARG(hash_hex(p->a, d->regime, 4))));
    html_close(h);
    if (p->left_out > 0) {
        html_openf(h, "p", "class=\"warn\"");
        html_textf(h, "%zu %s of the file of deals could not be used and %s not on this page.", p->left_out,
                   p->left_out == 1 ? "line" : "lines", p->left_out == 1 ? "is" : "are");
        html_close(h);
    }
    html_close(h);
}

static void contents(struct page *p)
{
    static const char *const list[][2] = {{"stairs", "Staircase"},       {"matrix", "Deals by stage"},
                                          {"stages", "Stages and acts"}, {"masked", "Masked relief"},
                                          {"deals", "Deal by deal"},     {"open", "Undetermined"},
                                          {"kept", "Not checked"},       {"sources", "Assumptions, sources"}};
    html_openf(&p->h, "nav", "aria-label=\"On this page\"");
    html_open(&p->h, "ul");
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        html_open(&p->h, "li");
        html_openf(&p->h, "a", "href=\"#%s\"", list[i][0]);
        html_texts(&p->h, list[i][1]);
        html_close(&p->h);
        html_close(&p->h);
    }
    html_close(&p->h);
    html_close(&p->h);
}

void page_html(const struct diff *d, size_t left_out, struct buf *out)
{
    struct page *p = ARENA_NEW(out->arena, struct page);
    p->d = d;
    p->a = out->arena;
    p->left_out = left_out;
    p->ways = ARENA_MANY(p->a, struct str, d->regime->holds.n + 1);
    html_start(&p->h, out);
    buf_adds(out, "<!DOCTYPE html>\n");
    html_openf(&p->h, "html", "lang=\"en\"");
    head(p);
    html_open(&p->h, "body");
    title(p);
    contents(p);
    html_open(&p->h, "main");
    page_section(p, "stairs", "The staircase");
    page_lead(p);
    page_picture(p);
    page_summary(p);
    html_close(&p->h);
    page_matrix(p);
    page_road(p);
    page_masked(p);
    page_projects(p);
    page_open_law(p);
    page_kept(p);
    page_sources(p);
    html_close(&p->h);
    html_close(&p->h);
    html_close(&p->h);
}
