/* How deep verdicts stand within verdicts. The walker follows them four deep; where law goes deeper, or in a circle, what it answers depends on
 * the depth at which it asks, and then nothing that holds a verdict may be kept. */
#include "base/arena.h"
#include "decide/table_set.h"

#define TALL 200 /* a circle */

struct heights {
    struct table_set *set;
    unsigned char *groups; /* 0: not known, 1: being asked, else 2 + height */
};

static uint8_t cell_height(struct heights *h, cell_id id);

static uint8_t most(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

static uint8_t tries_height(struct heights *h, const struct tries *t)
{
    uint8_t most_of = 0;
    for (size_t i = 0; i < t->n; i++) {
        most_of = most(most_of, cell_height(h, t->cells[i]));
    }
    return most_of;
}

static uint8_t row_height(struct heights *h, const struct row *row)
{
    const struct hold *hold = &h->set->regime->holds.items[row->item];
    uint8_t of = cell_height(h, row->bound);
    for (size_t i = 0; i < row->n_tests; i++) {
        of = most(of, cell_height(h, row->tests[i]));
    }
    for (size_t i = 0; i < row->n_omits; i++) {
        of = most(of, cell_height(h, row->omits[i].cell));
    }
    for (size_t i = 0; i < hold->exemptions.n; i++) {
        of = most(of, tries_height(h, &h->set->exemptions[hold->exemptions.items[i]]));
    }
    for (size_t i = 0; i < hold->licences.n; i++) {
        of = most(of, tries_height(h, &h->set->exemptions[hold->licences.items[i]]));
    }
    return of;
}

static uint8_t group_height(struct heights *h, size_t group)
{
    const struct regime *g = h->set->regime;
    const ints *measures = &h->set->groups[group].measures;
    if (h->groups[group] == 1) {
        return TALL;
    }
    if (h->groups[group] == 0) {
        uint8_t of = 0;
        h->groups[group] = 1;
        for (size_t i = 0; i < measures->n; i++) {
            const struct measure *m = &g->measures.items[measures->items[i]];
            for (int k = m->first_hold; k < m->first_hold + m->n_holds; k++) {
                of = most(of, row_height(h, row_of_hold(h->set, k)));
            }
        }
        h->groups[group] = (unsigned char)(2 + of);
    }
    return (uint8_t)(h->groups[group] - 2);
}

static uint8_t cell_height(struct heights *h, cell_id id)
{
    const struct cell *c = &h->set->cells[id];
    uint8_t of = 0;
    if ((c->deps & DEP_VERDICT) == 0) {
        return 0;
    }
    if (c->op == CELL_VERDICT) {
        of = group_height(h, (size_t)h->set->verdicts[c->at].group);
        return of >= TALL ? TALL : (uint8_t)(of + 1);
    }
    for (uint32_t i = 0; i < c->n; i++) {
        of = most(of, cell_height(h, h->set->kids[c->at + i]));
    }
    return of;
}

void cells_heights(struct table_set *s)
{
    struct heights h = {s, ARENA_MANY(s->arena, unsigned char, s->n_groups)};
    for (size_t i = 0; i < s->n_cells; i++) {
        s->tall = s->tall || cell_height(&h, (cell_id)i) > VERDICTS_DEEP;
    }
}
