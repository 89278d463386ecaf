/* The table of many decisions: a line a deal, a column for each legal order that is encoded. Today's law only (stage 0). */
#ifndef REPORT_DECIDE_TABLE_H
#define REPORT_DECIDE_TABLE_H

#include "base/buf.h"
#include "decide/answer.h"
#include "report/proof.h"
#include "report/style.h"

/* What the table keeps of an answer, so that answers need not be kept. */
struct table_row {
    struct str id;
    struct str subject; /* "anthracite", or the activity */
    struct str way;     /* "KP>CN" */
    int on;
    char *letters;          /* one per column, see table_letter; ' ' where the law is not encoded */
    bool *exposed;          /* one per column */
    struct str not_encoded; /* "CN PA" */
    strs decided;           /* what decided, by legal order; of each order the most telling first */
    uint64_t heads;         /* bits of `decided`: the first of an order */
    uint64_t weighty;       /* of these: of the orders that give the deal its verdict */
    strs beside;            /* what else to look at: exposures, findings to assess */
    enum word word;
    unsigned stages; /* of the answer, beside today */
};

struct table_options {
    struct style style;
    size_t unusable; /* lines of the input that gave no deal */
};

/* The columns: jurisdictions that the regime covers; those without a nexus, whose law binds all states, first; then by name. */
void table_columns(const struct regime *g, struct arena *a, ints *ret);
/* X prohibited, L licensable, ~ contested, ? undetermined, = licensed, E exempt, - permitted. */
char table_letter(enum word w);
/* All texts are copied to the arena: the answer may go. */
void table_row_of(const struct answer *an, struct arena *a, struct table_row *ret);
void decide_table(const struct regime *g, const struct table_row *rows, size_t n, const struct table_options *options,
                  struct buf *out);
/* "24 deals: 11 prohibited, 4 licensable, 3 undetermined, 6 open" */
void decide_summary(const struct table_row *rows, size_t n, size_t unusable, struct buf *out);
/* Measures of the regime, and how many of them have a hold that nobody has reviewed. */
void table_reviewed(const struct regime *g, struct arena *a, size_t *ret_measures, size_t *ret_unreviewed);

#endif
