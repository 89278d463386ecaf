/* Between the parts of the page. */
#ifndef REPORT_PAGE_PARTS_H
#define REPORT_PAGE_PARTS_H

#include "report/html_out.h"
#include "report/page.h"
#include "report/stairs_parts.h"

enum page_sort { PAGE_OPEN, PAGE_LICENSABLE, PAGE_UNDETERMINED, PAGE_PROHIBITED, PAGE_SORTS };

struct page {
    const struct diff *d;
    struct arena *a;
    struct html h;
    size_t left_out;
    /* What the page names, for its list of sources; by index, each once. */
    ints holds, consequences, powers, authorities;
    struct str *ways; /* by hold; NULL: not asked yet */
};

/* How the deals stand in a lane. Contested counts as undetermined. */
void page_count(const struct diff *d, unsigned lane, size_t counts[PAGE_SORTS]);
/* "o", "l", "u", "x": the class of a letter of the table. */
const char *page_letter_class(char letter);
/* Without the bits that are no stage of the road: what is decided may have any there. */
uint64_t page_lanes(const struct page *p, uint64_t lanes);
/* "today and stages 1-3"; "today and at every stage", "at no stage". */
struct str page_stages(struct page *p, uint64_t lanes);
/* The shape beside the word of an act's status: colour never says it alone. */
const char *page_act_shape(enum act_status status);

/* A word and what is said of it, in a list of such pairs: what stands between the two calls is the second. */
void page_pair(struct page *p, const char *word);
void page_pair_end(struct page *p);

/* "4.1": the first act of stage 4. */
struct str page_act_number(struct page *p, int act);

/* ---- words with links ---- */

void page_deal(struct page *p, int row);
/* "a, b and c" */
void page_deals(struct page *p, const ints *rows);
void page_touches(struct page *p, const diff_touches *list);
/* "Textiles: UN.textiles (2375-16)": also for the list of sources. */
void page_hold(struct page *p, int hold);
/* "UN.c1718 may allow a case; could be lifted by UN.sc (...)" */
void page_ways(struct page *p, int hold);
void page_consequence(struct page *p, const struct consequence *q);

/* ---- pieces ---- */

void page_section(struct page *p, const char *id, const char *title); /* opened: to be closed by html_close */
void page_para(struct page *p, const char *text);
/* A wide table that scrolls in its own box; two html_close. */
void page_table(struct page *p, const char *class, const char *label);
void page_head_cell(struct page *p, const char *text);

/* ---- parts ---- */

void page_css(struct buf *out);
void page_lead(struct page *p);     /* the findings in three sentences */
void page_summary(struct page *p);  /* counts by stage */
void page_picture(struct page *p);  /* the same, drawn */
void page_matrix(struct page *p);   /* deals by stage */
void page_road(struct page *p);     /* stages with conditions and acts */
void page_masked(struct page *p);   /* masked relief; consequences that go and stay */
void page_projects(struct page *p); /* deal by deal */
void page_open_law(struct page *p); /* what is undetermined and why */
void page_kept(struct page *p);     /* what is printed and not checked */
void page_sources(struct page *p);  /* assumptions, names, reviews */

#endif
