/* The reader's tree: statements of tokens and blocks, before anything is known about their meaning.
 *
 * A statement is a run of nodes up to a new line or `;`. A block is one node. Reading never fails: what cannot be read is reported and
 * left out, and the rest is read. Limits: READ_BYTES per file, READ_DEPTH nested blocks, READ_NODES nodes.
 */
#ifndef LAW_TREE_H
#define LAW_TREE_H

#include "base/diag.h"

#define READ_BYTES ((size_t)4 * 1024 * 1024)
#define READ_DEPTH 24
#define READ_NODES ((size_t)1000000)

enum node_kind {
    NODE_WORD,   /* keyword or name */
    NODE_NUMBER, /* starts with a digit: number, date, HS digits, pinpoint */
    NODE_STRING, /* text without its quotes, escapes resolved */
    NODE_COMMA,
    NODE_PERCENT,
    NODE_BLOCK,
};

struct block;

struct node {
    enum node_kind kind;
    struct str text;
    struct span at;
    struct block *block; /* NODE_BLOCK only */
};

struct stmt {
    struct node *nodes;
    size_t n; /* never 0 */
    struct span at;
    bool holes;  /* signs of it were refused: what is missing in it is reported already */
    bool broken; /* at the top: braces are missing in it, so what is in it stands in the wrong place */
};

struct block {
    struct stmt *stmts;
    size_t n;
    struct span at;
    bool unread; /* the file was refused, or left before its end: names of it may be missing */
};

/* Reads a whole file. The source must live as long as the tree. */
struct block *tree_read(struct arena *a, struct diags *diags, const struct source *source);

#endif
