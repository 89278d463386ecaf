#include "plan/upon.h"

#include "base/arena.h"
#include "law/tree.h"

struct asked {
    struct arena *arena;
    const upon_names *made;
};

static bool is_made(const struct asked *k, struct str name)
{
    for (size_t i = 0; i < k->made->n; i++) {
        if (str_eq(k->made->items[i], name)) {
            return true;
        }
    }
    return false;
}

static void add_all(struct arena *a, upon_names *to, const upon_names *from)
{
    for (size_t i = 0; i < from->n; i++) {
        VEC_PUSH(a, to, from->items[i]);
    }
}

/* What is missing of the words of a statement: `any of` takes the way that misses least. */
static upon_names missing_of(const struct asked *k, const struct node *nodes, size_t n)
{
    upon_names all = {0};
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        struct str word = nodes[i].kind == NODE_WORD ? nodes[i].text : STR("");
        if (nodes[i].kind == NODE_BLOCK) {
            const struct block *b = nodes[i].block;
            upon_names best = {0};
            for (size_t s = 0; s < b->n; s++) {
                upon_names one = missing_of(k, b->stmts[s].nodes, b->stmts[s].n);
                if (!any) {
                    add_all(k->arena, &all, &one);
                } else if (s == 0 || one.n < best.n) {
                    best = one;
                }
            }
            add_all(k->arena, &all, &best);
        } else if (str_is(word, "any")) {
            any = true;
        } else if (word.n > 0 && !str_is(word, "all") && !str_is(word, "of") && !is_made(k, word)) {
            VEC_PUSH(k->arena, &all, word);
        }
    }
    return all;
}

bool upon_met(struct arena *a, struct str formula, const upon_names *made, upon_names *ret_missing)
{
    struct asked k = {a, made};
    struct diags ignored;
    struct source *text = ARENA_NEW(a, struct source);
    ret_missing->n = 0;
    text->text = formula;
    diags_init(&ignored, a);
    const struct block *b = formula.n == 0 ? NULL : tree_read(a, &ignored, text);
    for (size_t i = 0; b != NULL && i < b->n; i++) {
        upon_names one = missing_of(&k, b->stmts[i].nodes, b->stmts[i].n);
        add_all(a, ret_missing, &one);
    }
    return ret_missing->n == 0;
}
