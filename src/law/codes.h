/* Every diagnostic of the law, roads and tests: its code, and what it means. The longer story with examples is docs/errors.md. */
#ifndef LAW_CODES_H
#define LAW_CODES_H

#include <stddef.h>

struct code_row {
    const char *code; /* "E0210" */
    const char *name; /* a few words */
    const char *text; /* the name, and a paragraph: lines of at most 78 columns, ending in a newline */
};

extern const struct code_row code_table[]; /* by code */
extern const size_t code_count;

/* The row of a code, whatever its case; NULL: there is none. */
const struct code_row *code_find(const char *code);

#endif
