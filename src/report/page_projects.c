/* Deal by deal: its stages, what closes it and who could lift or allow that, to what it is exposed, what is missing. */
#include "base/arena.h"
#include "report/decide_table.h"
#include "report/page_parts.h"
#include "report/remedy.h"

static void lanes_said(struct page *p, struct pair value)
{
    uint64_t must = page_lanes(p, value.must);
    uint64_t maybe = page_lanes(p, value.may & ~value.must);
    html_openf(&p->h, "span", "class=\"when\"");
    if (must != 0) {
        html_text(&p->h, page_stages(p, must));
    }
    if (maybe != 0) {
        html_texts(&p->h, must != 0 ? "; perhaps " : "perhaps ");
        html_text(&p->h, page_stages(p, maybe));
    }
    html_close(&p->h);
}

/* Holds of one measure at one place that close in the same stages are told once. */
static bool told_before(struct page *p, const struct diff_row *row, size_t i)
{
    const struct blocker *b = &row->blockers.items[i];
    struct str name = stairs_hold(p->d, p->a, b->hold);
    for (size_t k = 0; k < i; k++) {
        const struct blocker *x = &row->blockers.items[k];
        if (page_lanes(p, x->closes.must) == page_lanes(p, b->closes.must) &&
            page_lanes(p, x->closes.may) == page_lanes(p, b->closes.may) &&
            str_eq(stairs_hold(p->d, p->a, x->hold), name)) {
            return true;
        }
    }
    return false;
}

static void blockers(struct page *p, const struct diff_row *row)
{
    size_t most = 0;
    for (size_t i = 0; i < row->blockers.n; i++) {
        size_t rank = stairs_rank(p->d, p->a, row->blockers.items[i].hold);
        most = rank > most ? rank : most;
    }
    html_leaf(&p->h, "h4", STR("Closed by"));
    html_openf(&p->h, "dl", "class=\"pairs\"");
    for (size_t rank = 0; rank <= most; rank++) {
        for (size_t i = 0; i < row->blockers.n; i++) {
            const struct blocker *b = &row->blockers.items[i];
            if (stairs_rank(p->d, p->a, b->hold) != rank || told_before(p, row, i)) {
                continue;
            }
            html_open(&p->h, "div");
            html_open(&p->h, "dt");
            page_hold(p, b->hold);
            if (unreviewed(&p->d->regime->holds.items[b->hold].review)) {
                html_texts(&p->h, " ");
                html_openf(&p->h, "span", "class=\"status l\"");
                html_texts(&p->h, "\xE2\x97\x8B not reviewed");
                html_close(&p->h);
            }
            html_close(&p->h);
            html_open(&p->h, "dd");
            lanes_said(p, b->closes);
            html_texts(&p->h, ". ");
            html_openf(&p->h, "span", "class=\"who\"");
            page_ways(p, b->hold);
            html_close(&p->h);
            html_close(&p->h);
            html_close(&p->h);
        }
    }
    html_close(&p->h);
}

static void exposures(struct page *p, const struct diff_row *row)
{
    html_leaf(&p->h, "h4", STR("Exposed by"));
    html_openf(&p->h, "ul", "class=\"tight\"");
    for (size_t i = 0; i < row->exposures.n; i++) {
        const struct consequence *q = &p->d->regime->consequences.items[row->exposures.items[i].consequence];
        html_open(&p->h, "li");
        page_consequence(p, q);
        html_texts(&p->h, ": ");
        lanes_said(p, row->exposures.items[i].value);
        html_close(&p->h);
    }
    html_close(&p->h);
}

static void missing(struct page *p, const struct diff_row *row)
{
    html_leaf(&p->h, "h4", STR("Undetermined because of"));
    html_openf(&p->h, "ul", "class=\"tight\"");
    for (size_t i = 0; i < row->missing.n; i++) {
        const struct diff_missing *m = &row->missing.items[i];
        html_open(&p->h, "li");
        html_texts(&p->h, m->law ? "open law: " : "");
        html_text(&p->h, m->phrase);
        if (m->pointer.n > 0) {
            html_texts(&p->h, " ");
            html_leaf(&p->h, "code", m->pointer);
        }
        html_texts(&p->h, ": ");
        html_openf(&p->h, "span", "class=\"when\"");
        html_text(&p->h, page_stages(p, m->lanes));
        html_close(&p->h);
        html_close(&p->h);
    }
    html_close(&p->h);
}

/* Stages of one verdict together: "today prohibited; stages 4, 5 licensable". */
static void verdicts(struct page *p, const struct diff_row *row)
{
    static const char order[] = "X?~L=E-";
    bool first = true;
    for (size_t i = 0; i + 1 < sizeof order; i++) {
        uint64_t lanes = 0;
        const char *name = "";
        for (unsigned lane = 0; lane < p->d->lanes; lane++) {
            enum word word = range_word(&row->range, lane);
            if (table_letter(word) == order[i]) {
                lanes |= 1ULL << lane;
                name = word_name(word);
            }
        }
        if (lanes != 0) {
            char letter[2] = {order[i], 0};
            html_texts(&p->h, first ? "" : "; ");
            first = false;
            html_openf(&p->h, "span", "class=\"v %s\" aria-hidden=\"true\"", page_letter_class(order[i]));
            html_texts(&p->h, order[i] == '-' ? "\xE2\x88\x92" : letter);
            html_close(&p->h);
            html_textf(&p->h, " %s ", name);
            html_text(&p->h, page_stages(p, lanes));
        }
    }
    html_texts(&p->h, ".");
}

static void project(struct page *p, size_t index)
{
    const struct diff_row *row = &p->d->rows.items[index];
    html_openf(&p->h, "section", "class=\"card\" id=\"deal-%zu\"", index + 1);
    html_open(&p->h, "h3");
    html_leaf(&p->h, "bdi", row->id);
    html_close(&p->h);
    html_openf(&p->h, "p", "class=\"first\"");
    html_open(&p->h, "b");
    html_texts(&p->h, "Open: ");
    html_text(&p->h, page_stages(p, range_open_lanes(&row->range)));
    html_close(&p->h);
    html_texts(&p->h, ". ");
    verdicts(p, row);
    if (row->on != DAY_NONE) {
        html_text(&p->h, str_fmt(p->a, " Judged on %.*s.", STR_ARG(date_str(p->a, row->on))));
    }
    html_close(&p->h);
    if (row->blockers.n > 0) {
        blockers(p, row);
    }
    if (row->missing.n > 0) {
        missing(p, row);
    }
    if (row->exposures.n > 0) {
        exposures(p, row);
    }
    html_close(&p->h);
}

void page_projects(struct page *p)
{
    page_section(p, "deals", "Deal by deal");
    page_para(p, "What closes each deal, at which stages, and who could allow or lift that under a power that the law "
                 "declares. All that is named must give way before the deal is open.");
    for (size_t i = 0; i < p->d->rows.n; i++) {
        project(p, i);
    }
    html_close(&p->h);
}
