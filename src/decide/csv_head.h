/* The header of a CSV of deals: each column's place in a deal, as a tree that has the shape of the deal's JSON.
 *
 * A column is a key of docs/deal.md with dots: `on`, `goods.hs`, `buyer.country`, `judged.knowing`, `vessel.ids.imo`. Which keys there are
 * and what they hold comes from the table of keys (facts.h), roles and words from the regime. Built once a file, in the arena given.
 */
#ifndef DECIDE_CSV_HEAD_H
#define DECIDE_CSV_HEAD_H

#include "decide/csv_rows.h"
#include "decide/facts.h"

enum csv_kind {
    CSV_ROOT,
    CSV_OBJECT, /* judged, within_cap, ids ... */
    CSV_LINE,   /* the one goods line */
    CSV_PARTY,  /* key: its role */
    CSV_CELL
};

/* How the text of a cell becomes a value. */
enum csv_type {
    CSV_TEXT,
    CSV_ID, /* of a party */
    CSV_HS,
    CSV_NUMBER, /* a decimal, kept as written */
    CSV_TRUTH,
    CSV_LIST, /* one value, or [] */
    CSV_NONE  /* only []: what would stand in it is for JSON Lines */
};

struct csv_node {
    enum csv_kind kind;
    struct str key;
    enum csv_type type; /* of a cell */
    size_t column;      /* of a cell: from 0 */
    size_t kids, next;  /* first kid and next brother; 0: none */
};

struct csv_head {
    struct str *names; /* of the columns */
    size_t n;
    VEC(struct csv_node) nodes; /* [0] is the root */
};

/* Reads the header row. False: the error says which column is wrong, why, and what to do. */
bool csv_head_read(struct arena *a, const struct regime *g, const struct csv_row *row, struct csv_head *ret,
                   struct deal_error *e);
/* The kid of that key, or 0. Lines and parties are kids of the root: the one goods line has the key `goods`, a party its role. */
size_t csv_head_kid(const struct csv_head *h, size_t node, struct str key);

#endif
