/* The façade's reader of CSV: what decide and plan share. */
#ifndef ENGINE_CSV_H
#define ENGINE_CSV_H

#include "decide/deal_csv.h"
#include "engine/engine.h"

struct dt_csv {
    const dt_regime *regime;
    struct arena head_arena; /* for its life */
    struct arena arena;      /* of the row last read */
    struct arena_mark start; /* of `arena`, without a row */
    struct csv_rows rows;
    struct csv_head head;
    struct csv_row row;
    struct str deal; /* JSON of the row; empty: none is there to decide */
    size_t line;
    struct str error, help;
    bool ended; /* memory ran out: no row is read any more */
};

#endif
