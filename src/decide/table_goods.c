/* Goods: one walk along the digits of a line's code finds every list that it is in, or may be in. */
#include "base/arena.h"
#include "decide/table_run.h"

#define INCLUDE_DEPTH 8 /* leaf.c looks no deeper */
#define CODE_DIGITS 30

struct coded { /* a code of a list, at the node where it ends */
    uint32_t node;
    int list;
};

struct goods_builder {
    struct arena *arena;
    const struct regime *regime;
    VEC(struct goods_node) nodes;
    VEC(struct coded) in;
    VEC(struct coded) out;
};

static bool digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
    }
    return s.n <= CODE_DIGITS;
}

static uint32_t node_for(struct goods_builder *b, struct str code)
{
    uint32_t at = 0;
    for (size_t i = 0; i < code.n; i++) {
        size_t digit = (size_t)(code.p[i] - '0');
        uint32_t next = b->nodes.items[at].child[digit];
        if (next == 0) {
            struct goods_node one = {{0}, 0, 0, 0, 0, 0, 0};
            next = (uint32_t)b->nodes.n;
            b->nodes.items[at].child[digit] = next;
            VEC_PUSH(b->arena, &b->nodes, one);
        }
        at = next;
    }
    return at;
}

static void add_codes(struct goods_builder *b, int list)
{
    const struct goods_list *l = &b->regime->goods.items[list];
    for (size_t i = 0; i < l->n_hs; i++) {
        struct coded one = {node_for(b, l->hs[i]), list};
        VEC_PUSH(b->arena, &b->in, one);
    }
    for (size_t i = 0; i < l->n_not_hs; i++) {
        struct coded one = {node_for(b, l->not_hs[i]), list};
        VEC_PUSH(b->arena, &b->out, one);
    }
}

/* The lists of a node, then those of all nodes below it, so that each is a range. */
struct flat {
    const uint32_t *first; /* by node: index of its first code + 1 */
    const uint32_t *next;  /* by code */
    const struct coded *codes;
    int *lists;
    uint32_t n;
};

static void flatten(struct goods_builder *b, struct flat *f, uint32_t node, bool out)
{
    struct goods_node *at = &b->nodes.items[node];
    uint32_t from = f->n;
    for (uint32_t i = f->first[node]; i != 0; i = f->next[i - 1]) {
        f->lists[f->n++] = f->codes[i - 1].list;
    }
    uint32_t end = f->n;
    for (size_t i = 0; i < 10; i++) {
        if (at->child[i] != 0) {
            flatten(b, f, at->child[i], out);
        }
    }
    if (out) {
        at->out = from;
        at->out_end = end;
        at->out_below = f->n;
    } else {
        at->in = from;
        at->in_end = end;
        at->in_below = f->n;
    }
}

static int *flatten_codes(struct goods_builder *b, const struct coded *codes, size_t n, bool out)
{
    uint32_t *first = ARENA_MANY(b->arena, uint32_t, b->nodes.n);
    uint32_t *next = ARENA_MANY(b->arena, uint32_t, n);
    struct flat f = {first, next, codes, ARENA_MANY(b->arena, int, n), 0};
    for (size_t i = 0; i < n; i++) {
        next[i] = first[codes[i].node];
        first[codes[i].node] = (uint32_t)i + 1;
    }
    flatten(b, &f, 0, out);
    return f.lists;
}

/* How deep a list includes others; more than leaf.c follows: INCLUDE_DEPTH + 1, also where lists include each other in a circle. */
static size_t include_depth(const struct regime *g, int list, size_t above)
{
    size_t most = 0;
    const struct goods_list *l = &g->goods.items[list];
    for (size_t i = 0; i < l->n_includes && above <= INCLUDE_DEPTH; i++) {
        size_t d = 1 + include_depth(g, l->includes[i], above + 1);
        most = d > most ? d : most;
    }
    return above > INCLUDE_DEPTH ? INCLUDE_DEPTH + 1 : most;
}

static bool odd_codes(const struct regime *g, int list, size_t depth)
{
    const struct goods_list *l = &g->goods.items[list];
    bool odd = depth > INCLUDE_DEPTH;
    for (size_t i = 0; i < l->n_hs && !odd; i++) {
        odd = !digits(l->hs[i]);
    }
    for (size_t i = 0; i < l->n_not_hs && !odd; i++) {
        odd = !digits(l->not_hs[i]);
    }
    for (size_t i = 0; i < l->n_includes && !odd; i++) {
        odd = odd_codes(g, l->includes[i], depth + 1);
    }
    return odd;
}

static void add_parents(struct arena *a, const struct regime *g, int list, int of, ints *parents)
{
    const struct goods_list *l = &g->goods.items[of];
    for (size_t i = 0; i < l->n_includes; i++) {
        ints *to = &parents[l->includes[i]];
        if (!ints_has_value(to, list)) {
            VEC_PUSH(a, to, list);
        }
        add_parents(a, g, list, l->includes[i], parents);
    }
}

static void goods_marks(struct table_set *s, const ints *parents, const ints *odd)
{
    struct goods_bits *bits = &s->line.goods;
    const struct regime *g = s->regime;
    uint64_t *with_hs = ARENA_MANY(s->arena, uint64_t, bits->list_words);
    uint64_t *described = ARENA_MANY(s->arena, uint64_t, bits->list_words);
    const int **lists = ARENA_MANY(s->arena, const int *, g->goods.n);
    size_t *counts = ARENA_MANY(s->arena, size_t, g->goods.n);
    map_init(&bits->names, s->arena);
    for (size_t i = 0; i < g->goods.n; i++) {
        const struct goods_list *l = &g->goods.items[i];
        lists[i] = parents[i].items;
        counts[i] = parents[i].n;
        bits->any_parents = bits->any_parents || counts[i] > 0;
        if (ints_has_value(odd, (int)i)) {
            continue;
        }
        if (l->n_hs > 0) {
            with_hs[i / 64] |= 1ULL << (i % 64);
        }
        if (l->described) {
            described[i / 64] |= 1ULL << (i % 64);
            map_put(&bits->names, l->item.name, i);
            bits->any_described = true;
        }
    }
    bits->with_hs = with_hs;
    bits->described = described;
    bits->parents = lists;
    bits->n_parents = counts;
    bits->odd = odd->items;
    bits->n_odd = odd->n;
}

void goods_compile(struct table_set *s)
{
    const struct regime *g = s->regime;
    struct goods_builder b = {.arena = s->arena, .regime = g};
    struct goods_bits *bits = &s->line.goods;
    struct goods_node root = {{0}, 0, 0, 0, 0, 0, 0};
    ints *parents = ARENA_MANY(s->arena, ints, g->goods.n);
    ints odd = {0};
    VEC_PUSH(s->arena, &b.nodes, root);
    bits->n_lists = g->goods.n;
    bits->list_words = (uint32_t)((g->goods.n + 63) / 64);
    for (size_t i = 0; i < g->goods.n; i++) {
        if (include_depth(g, (int)i, 0) > INCLUDE_DEPTH || odd_codes(g, (int)i, 0)) {
            VEC_PUSH(s->arena, &odd, (int)i);
            continue;
        }
        add_codes(&b, (int)i);
        add_parents(s->arena, g, (int)i, (int)i, parents);
    }
    bits->in = flatten_codes(&b, b.in.items, b.in.n, false);
    bits->out = flatten_codes(&b, b.out.items, b.out.n, true);
    bits->any_out = b.out.n > 0;
    bits->nodes = b.nodes.items;
    goods_marks(s, parents, &odd);
}

/* ---- a line ---- */

static void set_lists(const int *lists, uint32_t from, uint32_t to, uint64_t *words)
{
    for (uint32_t i = from; i < to; i++) {
        words[(size_t)lists[i] / 64] |= 1ULL << ((size_t)lists[i] % 64);
    }
}

static void clear_lists(const int *lists, uint32_t from, uint32_t to, uint64_t *words)
{
    for (uint32_t i = from; i < to; i++) {
        words[(size_t)lists[i] / 64] &= ~(1ULL << ((size_t)lists[i] % 64));
    }
}

/* Exceptions strike after inclusions are known: one that may cover the code makes the list unknown, one that covers it takes it out. */
static void code_fill(const struct goods_bits *bits, struct str code, uint64_t *t, uint64_t *m)
{
    const struct goods_node *path[CODE_DIGITS + 2];
    size_t n = 0;
    uint32_t at = 0;
    size_t i = 0;
    path[n++] = &bits->nodes[0];
    for (; i < code.n && i <= CODE_DIGITS; i++) {
        unsigned digit = (unsigned)(unsigned char)code.p[i] - '0';
        at = digit < 10 ? bits->nodes[at].child[digit] : 0;
        if (at == 0) {
            break;
        }
        path[n++] = &bits->nodes[at];
    }
    const struct goods_node *last =
        i == code.n ? path[n - 1] : NULL; /* a short code: lists with a longer one may have it */
    for (size_t k = 0; k < n; k++) {
        set_lists(bits->in, path[k]->in, path[k]->in_end, t);
        set_lists(bits->in, path[k]->in, path[k]->in_end, m);
    }
    if (last != NULL) {
        set_lists(bits->in, last->in_end, last->in_below, m);
    }
    if (!bits->any_out) {
        return;
    }
    if (last != NULL) {
        clear_lists(bits->out, last->out_end, last->out_below, t);
    }
    for (size_t k = 0; k < n; k++) {
        clear_lists(bits->out, path[k]->out, path[k]->out_end, t);
        clear_lists(bits->out, path[k]->out, path[k]->out_end, m);
    }
}

static const struct assumption *assumed(const struct deal *d, enum atom_kind kind, int line)
{
    struct atom a = {kind, line, 0, NULL, 0};
    return d->n_assumed > 0 ? deal_assumed(d, a) : NULL;
}

static void describe(const struct run *r, int line, uint64_t *t, uint64_t *m)
{
    const struct goods_bits *bits = &r->set->line.goods;
    const struct line *l = &r->deal->lines[line];
    struct str text = l->description;
    bool known = l->description_known;
    if (!known) {
        const struct assumption *as = assumed(r->deal, ATOM_DESCRIPTION, line);
        known = as != NULL;
        text = known ? as->text : text;
    }
    if (!known) {
        for (size_t w = 0; w < bits->list_words; w++) {
            m[w] |= bits->described[w];
        }
        return;
    }
    size_t list = map_get(&bits->names, text);
    if (list != MAP_NONE) {
        t[list / 64] |= 1ULL << (list % 64);
        m[list / 64] |= 1ULL << (list % 64);
    }
}

/* A list that includes others is at least what they are. */
static void include(const struct goods_bits *bits, uint64_t *t, uint64_t *m)
{
    for (size_t w = 0; w < bits->list_words; w++) {
        for (uint64_t left = m[w]; left != 0; left &= left - 1) {
            size_t list = w * 64 + (size_t)__builtin_ctzll(left);
            bool sure = (t[w] >> (list % 64) & 1U) != 0;
            for (size_t i = 0; i < bits->n_parents[list]; i++) {
                size_t parent = (size_t)bits->parents[list][i];
                m[parent / 64] |= 1ULL << (parent % 64);
                t[parent / 64] |= sure ? 1ULL << (parent % 64) : 0;
            }
        }
    }
}

void goods_fill(struct run *r, int line, uint64_t *t, uint64_t *m)
{
    const struct goods_bits *bits = &r->set->line.goods;
    const struct line *l = &r->deal->lines[line];
    const struct assumption *as = assumed(r->deal, ATOM_HS, line);
    if (as != NULL || l->hs_known) {
        code_fill(bits, as != NULL ? as->text : l->hs, t, m);
    } else {
        for (size_t w = 0; w < bits->list_words; w++) {
            m[w] |= bits->with_hs[w];
        }
    }
    if (bits->any_described) {
        describe(r, line, t, m);
    }
    if (bits->any_parents) {
        include(bits, t, m);
    }
    for (size_t i = 0; i < bits->n_odd; i++) {
        size_t list = (size_t)bits->odd[i];
        enum tri v = goods_value(r->deal, line, bits->odd[i]);
        t[list / 64] |= v == TRI_TRUE ? 1ULL << (list % 64) : 0;
        m[list / 64] |= v != TRI_FALSE ? 1ULL << (list % 64) : 0;
    }
}
