/* The rows of a CSV text (RFC 4180): cells cut by libcsv, each row with the line on which it begins. What cells mean is said elsewhere.
 *
 * Cells are divided by `,`, or by `;` where the first row has a `;` and no `,`. Rows end with CR, LF or both; a quoted cell may hold line
 * breaks, and a quote as two. Blanks around a cell are left out, and so are rows in which nothing is written. A byte-order mark at the
 * start is passed over. The text is not copied and must outlive the rows; memory of libcsv is given back by csv_rows_close.
 */
#ifndef DECIDE_CSV_ROWS_H
#define DECIDE_CSV_ROWS_H

#include <csv.h>

#include "decide/deal.h"

#define ROW_BYTES ((size_t)1024 * 1024)
#define ROW_CELLS 500

struct csv_rows {
    struct csv_parser parser;
    struct str text;
    size_t at;   /* bytes that are read */
    size_t line; /* of `at`, from 1 */
    bool ended;  /* nothing is read any more */
};

struct csv_row {
    struct str *cells;
    size_t n;       /* of cells, also of those above ROW_CELLS, which are not kept */
    size_t line;    /* on which it begins, from 1 */
    struct str raw; /* as it stands in the text */
};

enum csv_result {
    ROW_READ,
    ROW_BAD,  /* the error says why; the next one can be read */
    ROW_NONE, /* the text has ended */
    ROW_FULL  /* no memory */
};

void csv_rows_open(struct csv_rows *r, struct str text);
/* The next row; its cells live in the arena. *ret has its line and its text on ROW_BAD, too. */
enum csv_result csv_rows_next(struct csv_rows *r, struct arena *a, struct csv_row *ret, struct deal_error *e);
void csv_rows_close(struct csv_rows *r);

#endif
