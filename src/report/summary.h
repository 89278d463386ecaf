/* The regime in numbers, by legal order; what nobody could lift; each wanted paragraph with the items of law that stand there. */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "base/buf.h"
#include "law/standing.h"
#include "report/style.h"

enum summary_row {
    SUM_INSTRUMENTS,
    SUM_MEASURES,
    SUM_HOLDS,
    SUM_EXEMPTIONS,
    SUM_OFFERS,
    SUM_LICENCES,
    SUM_POLICIES,
    SUM_CONSEQUENCES,
    SUM_MANDATES,
    SUM_POWERS,
    SUM_REVIEWED, /* of the holds */
    SUM_UNREVIEWED,
    SUM_ROWS
};

struct summary_order {
    struct str name; /* "UN"; empty: of no declared order */
    size_t n[SUM_ROWS];
};

/* A measure with holds that no declared power could end, suspend, amend or waive. */
struct summary_fixed {
    int measure;
    bool all; /* all its holds */
    ints holds;
};

struct summary_wanted {
    const struct wanted *wanted;
    standings found;
};

struct summary {
    const struct regime *regime;
    VEC(struct summary_order) orders; /* by name */
    struct summary_order total;
    VEC(struct summary_fixed) fixed;
    VEC(struct summary_wanted) wanted;
    size_t missing; /* wanted, and nothing found */
};

struct summary *summary_of(struct arena *a, const struct regime *g);
void summary_text(const struct summary *s, const struct style *style, struct buf *out);
/* `whole`: with the lists; else the counts alone. */
void summary_json(const struct summary *s, bool whole, struct buf *out);
/* "holds, reviewed": the label of a row. */
const char *summary_label(enum summary_row row);
/* "UN.2371 para 8", "power of US.ofac". */
struct str summary_place(const struct regime *g, struct arena *a, const struct wanted *w);

#endif
