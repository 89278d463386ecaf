/* Law tests: the facts of a case, as the JSON of a deal. */
#ifndef ENGINE_CASE_H
#define ENGINE_CASE_H

#include <jansson.h>

#include "law/parse.h"

struct named_case {
    struct str name;
    const struct block *block;
};

struct cases {
    struct parse *parse;
    VEC(struct named_case) list;
    bool (*deal)(void *context, struct str file, struct str id,
                 json_t **ret); /* the deal of that id in a file, by the test's path */
    void *context;
};

/* A deal under construction. */
struct case_facts {
    json_t *root;
    bool parties_clear;
    bool goods_fresh; /* the next `goods` replaces the lines that were inherited */
};

/* Takes a statement of facts. 1: taken, 0: not a fact, -1: reported. */
int case_statement(struct cases *cs, struct case_facts *f, const struct stmt *s, int depth);
/* All facts of a block; what is no fact is given to `other` (NULL: an error). */
void case_block(struct cases *cs, struct case_facts *f, const struct block *b, int depth,
                void (*other)(void *, const struct stmt *), void *to);
/* After all statements: `parties clear`. */
void case_finish(struct case_facts *f);

#endif
