/* Counts by stage, and the matrix of deals by stage. */
#include "base/arena.h"
#include "report/decide_table.h"
#include "report/page_parts.h"

#define FEW 2

static void number(struct page *p, size_t n)
{
    html_openf(&p->h, "td", "class=\"n\"");
    html_textf(&p->h, "%zu", n);
    html_close(&p->h);
}

static void stage_name(struct page *p, unsigned lane)
{
    if (lane == 0) {
        html_texts(&p->h, "Today");
        return;
    }
    html_openf(&p->h, "a", "href=\"#stage-%u\"", lane);
    html_textf(&p->h, "%d", stairs_number(p->d, lane));
    html_close(&p->h);
    html_texts(&p->h, " ");
    html_text(&p->h, p->d->road->stages.items[lane - 1].title);
}

void page_lead(struct page *p)
{
    const struct diff *d = p->d;
    size_t masked = 0;
    size_t opens = 0;
    size_t steps = 0;
    size_t first[PAGE_SORTS];
    size_t last[PAGE_SORTS];
    for (size_t i = 0; i < d->road->acts.n; i++) {
        masked += d->acts[i].status == ACT_MASKED ? 1 : 0;
        opens += d->acts[i].status == ACT_OPENS ? 1 : 0;
    }
    for (size_t s = 0; s < d->road->stages.n; s++) {
        steps += d->stages[s].opens.n > 0 ? 1 : 0;
    }
    page_count(d, 0, first);
    page_count(d, d->lanes - 1, last);
    html_openf(&p->h, "p", "class=\"lead\"");
    html_textf(&p->h, "Of %zu %s, %zu %s open today and %zu at the last stage. ", d->rows.n,
               d->rows.n == 1 ? "deal" : "deals", first[PAGE_OPEN], first[PAGE_OPEN] == 1 ? "is" : "are",
               last[PAGE_OPEN]);
    if (steps == 0) {
        html_texts(&p->h, d->road->stages.n == 1 ? "Its stage opens nothing. " : "No stage opens anything. ");
    } else {
        html_textf(&p->h, "%zu of %zu %s %s something. ", steps, d->road->stages.n,
                   d->road->stages.n == 1 ? "stage" : "stages", steps == 1 ? "opens" : "open");
    }
    html_textf(&p->h, "Of %zu %s, %zu %s a deal by itself and %zu %s masked%s", d->road->acts.n,
               d->road->acts.n == 1 ? "act" : "acts", opens, opens == 1 ? "opens" : "open", masked,
               masked == 1 ? "is" : "are",
               masked == 0   ? "."
               : masked == 1 ? ": it changes the law for a deal and opens none."
                             : ": they change the law for a deal and open none.");
    html_close(&p->h);
}

void page_summary(struct page *p)
{
    const struct diff *d = p->d;
    page_table(p, "counts", "Deals by stage in figures");
    html_leaf(&p->h, "caption", STR("The same in figures"));
    html_open(&p->h, "thead");
    html_open(&p->h, "tr");
    static const char *const heads[PAGE_SORTS][2] = {
        {"Open", ""}, {"L", " licensable"}, {"?", " undetermined"}, {"X", " prohibited"}};
    page_head_cell(p, "Stage");
    for (int sort = 0; sort < PAGE_SORTS; sort++) {
        html_openf(&p->h, "th", "scope=\"col\" class=\"n\"");
        html_texts(&p->h, heads[sort][0]);
        html_openf(&p->h, "span", "class=\"rest\"");
        html_texts(&p->h, heads[sort][1]);
        html_close(&p->h);
        html_close(&p->h);
    }
    page_head_cell(p, "It opens");
    html_close(&p->h);
    html_close(&p->h);
    html_open(&p->h, "tbody");
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        size_t c[PAGE_SORTS];
        page_count(d, lane, c);
        html_open(&p->h, "tr");
        html_openf(&p->h, "th", "scope=\"row\"");
        stage_name(p, lane);
        html_close(&p->h);
        for (int sort = 0; sort < PAGE_SORTS; sort++) {
            number(p, c[sort]);
        }
        html_open(&p->h, "td");
        if (lane > 0 && d->stages[lane - 1].opens.n > 0) {
            page_deals(p, &d->stages[lane - 1].opens);
        } else {
            html_texts(&p->h, lane == 0 ? "" : "nothing");
        }
        html_close(&p->h);
        html_close(&p->h);
    }
    html_close(&p->h);
    html_close(&p->h);
    html_close(&p->h);
}

/* The letter as the eye sees it, the word as a voice says it. */
static void cell(struct page *p, const struct diff_row *row, unsigned lane)
{
    enum word word = range_word(&row->range, lane);
    char letter[2] = {table_letter(word), 0};
    bool sure = stairs_in(row->exposed.must, lane);
    bool maybe = stairs_in(row->exposed.may, lane);
    html_openf(&p->h, "td", "class=\"v %s\"", page_letter_class(letter[0]));
    html_openf(&p->h, "span", "aria-hidden=\"true\"");
    html_texts(&p->h, letter[0] == '-' ? "\xE2\x88\x92" : letter);
    html_texts(&p->h, sure ? "!" : maybe ? "!?" : "");
    html_close(&p->h);
    html_openf(&p->h, "span", "class=\"say\"");
    html_texts(&p->h, word_name(word));
    html_texts(&p->h, sure ? ", exposed" : maybe ? ", perhaps exposed" : "");
    html_close(&p->h);
    html_close(&p->h);
}

/* The first few; all of them stand with the deal. */
static void still_closed(struct page *p, const struct diff_row *row)
{
    strs names = {0};
    unsigned last = p->d->lanes - 1;
    if (!range_open(&row->range, last)) {
        stairs_blockers(p->d, p->a, row, last, &names);
    }
    size_t n = names.n;
    names.n = n > FEW ? FEW : n;
    html_openf(&p->h, "td", "class=\"by\"");
    html_text(&p->h, stairs_joined(p->a, &names, "; "));
    if (n > FEW) {
        html_textf(&p->h, "; and %zu more", n - FEW);
    }
    html_close(&p->h);
}

static void legend(struct page *p)
{
    static const char *const words[][2] = {{"X", "prohibited"},
                                           {"L", "licensable: the law offers a way"},
                                           {"?", "undetermined"},
                                           {"~", "contested"},
                                           {"=", "licensed"},
                                           {"E", "exempt"},
                                           {"-", "no encoded prohibition applies"}};
    html_openf(&p->h, "ul", "class=\"keys\"");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        html_open(&p->h, "li");
        html_openf(&p->h, "span", "class=\"v %s\"", page_letter_class(words[i][0][0]));
        html_texts(&p->h, words[i][0][0] == '-' ? "\xE2\x88\x92" : words[i][0]);
        html_close(&p->h);
        html_texts(&p->h, " ");
        html_texts(&p->h, words[i][1]);
        html_close(&p->h);
    }
    html_leaf(&p->h, "li", STR("! beside it: foreign sanctions may follow; !? perhaps"));
    html_close(&p->h);
}

void page_matrix(struct page *p)
{
    const struct diff *d = p->d;
    page_section(p, "matrix", "Deals by stage");
    if (d->rows.n == 0) {
        page_para(p, "No deals.");
        html_close(&p->h);
        return;
    }
    legend(p);
    page_table(p, "matrix", "Verdict of each deal at each stage");
    html_leaf(&p->h, "caption",
              STR("The verdict of each deal today and at each stage, and the stages at which it is "
                  "surely open"));
    html_open(&p->h, "thead");
    html_open(&p->h, "tr");
    page_head_cell(p, "Deal");
    page_head_cell(p, "Today");
    for (size_t s = 0; s < d->road->stages.n; s++) {
        html_openf(&p->h, "th", "scope=\"col\"");
        html_openf(&p->h, "span", "class=\"say\"");
        html_texts(&p->h, "Stage ");
        html_close(&p->h);
        html_textf(&p->h, "%d", d->road->stages.items[s].number);
        html_close(&p->h);
    }
    html_openf(&p->h, "th", "scope=\"col\" class=\"oin\"");
    html_texts(&p->h, "Open in");
    html_close(&p->h);
    html_openf(&p->h, "th", "scope=\"col\" class=\"by\"");
    html_texts(&p->h, "Still closed at the last stage by");
    html_close(&p->h);
    html_close(&p->h);
    html_close(&p->h);
    html_open(&p->h, "tbody");
    for (size_t i = 0; i < d->rows.n; i++) {
        html_open(&p->h, "tr");
        html_openf(&p->h, "th", "scope=\"row\"");
        page_deal(p, (int)i);
        html_close(&p->h);
        for (unsigned lane = 0; lane < d->lanes; lane++) {
            cell(p, &d->rows.items[i], lane);
        }
        html_openf(&p->h, "td", "class=\"in\"");
        struct str in = stairs_open_in(d, p->a, &d->rows.items[i]);
        html_text(&p->h, str_is(in, "-") ? STR("none") : in);
        html_close(&p->h);
        still_closed(p, &d->rows.items[i]);
        html_close(&p->h);
    }
    html_close(&p->h);
    html_close(&p->h);
    html_close(&p->h);
    html_close(&p->h);
}
