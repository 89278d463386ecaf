/* Between the parts of the explanation. */
#ifndef REPORT_EXPLAIN_PARTS_H
#define REPORT_EXPLAIN_PARTS_H

#include "decide/answer.h"
#include "report/style.h"
#include "report/text.h"

#define AT_ORDER 4 /* "UN" */
#define AT_WORD 9  /* "prohibited" */
#define AT_TEXT 22 /* what about it */

struct pen {
    const struct answer *an;
    const struct style *style;
    struct buf *out;
    struct arena *arena;
    size_t width;
};

/* A line with a word in the second column and text in the third; NULL or "" leaves a column empty. */
void pen_line(const struct pen *p, const char *order, const char *word, const char *paint, struct str text);
void pen_more(const struct pen *p, const char *word, struct str text); /* word: "duty"; text in the third column */
void pen_text(const struct pen *p, struct str text);                   /* in the third column */
/* "today prohibited; in 3, 4 exempt": the word of a range by stage; empty if it is the same in all. */
struct str stages_of(const struct pen *p, const struct range *r);
/* " [stage 1-3]" for a mask that is not all of them; empty else. */
struct str stage_mark(const struct pen *p, uint64_t lanes);
/* The same, where only the stages of `within` count. */
struct str stage_mark_in(const struct pen *p, uint64_t lanes, uint64_t within);
/* "undetermined (licensable..prohibited)" and what the range says beside its word. */
struct str range_note(const struct pen *p, const struct range *r);
const char *word_paint(const struct pen *p, enum word w);

/* A text of the law, or a list, that would fill the screen: its beginning. */
struct str pen_short(const struct pen *p, struct str s);

/* The block of one hold. `like`: the leg before on which the same hold had the same outcome, so that it need not be told again; or NULL. */
void explain_hold(const struct pen *p, const struct leg *leg, const char *order, const struct hold_answer *h,
                  const struct leg *like);
/* Missing facts, exposures, findings to assess, what states are bound to. */
void explain_beside(const struct pen *p, const struct order_answer *oa);
/* The last lines: not asked, taken as given, unreviewed, assumed. */
void explain_tail(const struct pen *p);

#endif
