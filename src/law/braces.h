/* Where a brace is missing. Asked only when the braces of a text do not pair: then its indentation tells which block was meant to end. */
#ifndef LAW_BRACES_H
#define LAW_BRACES_H

#include "base/str.h"

/* The first block opened in [from, to) that the indentation leaves without a `}`: where it opens, and what stands after it. */
bool braces_find(struct str text, size_t from, size_t to, size_t *ret_open, size_t *ret_after);

#endif
