/* The fast evaluator: a regime under one overlay, compiled to dense tables. It answers as the walker does, field by field.
 *
 * What is compiled once, by `tables_new`:
 *  - cells: every distinct clause once; clauses on values of one deal, leg, line or party are bits, looked up by value;
 *  - rows: one for each hold and consequence, in a block for each legal order and conduct, so that a leg looks only at what could reach it,
 *    and a word of rows is struck out by one look-up of a value;
 *  - life: by date segment the lanes in which holds, exemptions, offers ... are alive; built when a day is first asked about.
 *
 * The regime, the overlay and the arena must live as long as the tables. A regime whose clauses, licences or holds change (a road that was
 * read) needs new tables. The tables keep their working memory beside what is compiled: one set, one thread; a session that wants to work
 * beside another makes its own (some milliseconds, about a megabyte). They grow in their arena while deciding, at a day or a deal larger
 * than any before: its `full` must stand while they are used.
 *
 * Use: `decision_options.evaluator = &tables`, `.tables` = the set. Without a set, or with one made for another regime or overlay, the walker
 * answers. In an `evaluation`, `tables` is set to the set for every new deal;
 * the evaluator puts its own mark there at the first call, by which it knows the deal again at the next call.
 */
#ifndef DECIDE_TABLE_H
#define DECIDE_TABLE_H

#include "decide/evaluator.h"

struct table_set;

extern const struct evaluator tables;

struct table_set *tables_new(struct arena *a, const struct regime *g, const struct overlay *o);

/* What the tables did since they were made: for measurements. */
struct table_counts {
    size_t orders;      /* calls of `order` */
    size_t rows;        /* in the blocks that these looked at */
    size_t looked;      /* rows left after the look-ups by value: evaluated clause by clause */
    size_t views;       /* days and lanes for which life was built */
    size_t cells, bits; /* distinct clauses; those that are a look-up */
};
void tables_counts(const struct table_set *s, struct table_counts *ret);

#endif
