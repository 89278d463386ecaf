/* Families: the values of a fact, as slots by which rows are looked up. */
#include "decide/table_run.h"

static bool add_slots(const struct dim_bits *bits, const struct fact *f, struct family_state *to)
{
    for (size_t i = 0; i < f->n; i++) {
        uint32_t slot = (size_t)f->values[i] < bits->n_values ? bits->slots[f->values[i]] : 0;
        if (slot == 0) {
            continue;
        }
        if (to->n == MOST_SLOTS) {
            return false;
        }
        to->slots[to->n++] = slot;
    }
    return true;
}

static bool goods_slots(const struct run *r, bool negated, struct family_state *to)
{
    const uint64_t *words = negated ? r->words[SPACE_LINE].t : r->words[SPACE_LINE].m;
    const struct goods_bits *g = &r->set->line.goods;
    for (uint32_t w = 0; w < g->list_words; w++) {
        uint64_t left = words[w];
        if (w == g->list_words - 1 && g->n_lists % 64 != 0) { /* the bits after the lists are other clauses */
            left &= (1ULL << (g->n_lists % 64)) - 1;
        }
        for (; left != 0; left &= left - 1) {
            if (to->n == MOST_SLOTS) {
                return false;
            }
            to->slots[to->n++] = w * 64 + (uint32_t)__builtin_ctzll(left) + 1;
        }
    }
    return true;
}

static bool goods_decided(const struct run *r)
{
    const struct words *w = &r->words[SPACE_LINE];
    for (uint32_t i = 0; i < r->set->line.goods.list_words; i++) {
        if (w->t[i] != w->m[i]) {
            return false;
        }
    }
    return true;
}

/* Strikes: positive, rows that ask for values the fact surely has not; negated, rows that ask it not to have a value that it surely has. */
static void fill(struct run *r, const struct family *f, struct family_state *to)
{
    const struct deal *d = r->deal;
    to->n = 0;
    to->strikes = true;
    if (f->kind == FAMILY_GOODS) {
        to->strikes = goods_slots(r, f->negated, to);
        to->exact = to->strikes && goods_decided(r);
        return;
    }
    if (f->kind == FAMILY_DIM) {
        struct fact fact = deal_dim(d, f->dim, -1, r->leg->line);
        to->strikes = (f->negated || (fact.known && fact.complete)) && add_slots(f->bits, &fact, to);
        to->exact = to->strikes && fact.known && fact.complete;
        return;
    }
    bool one = f->role == ROLE_ACTOR;
    bool complete = one || (d->parties_known && d->parties_complete);
    for (size_t i = one ? (size_t)r->leg->party : 0; to->strikes && i < d->n_parties; i++) {
        if (one || f->role == ROLE_ANY || d->parties[i].role == f->role) {
            struct fact fact = deal_dim(d, f->dim, (int)i, -1);
            complete = complete && fact.known && fact.complete;
            to->strikes = add_slots(f->bits, &fact, to);
        }
        if (one) {
            break;
        }
    }
    to->exact = to->strikes && complete;
    to->strikes = to->strikes && (f->negated || complete);
}

const struct family_state *family_of_leg(struct run *r, int family)
{
    struct family_state *state = &r->families[family];
    uint64_t stamp = r->stamp[r->set->families[family].class];
    if (state->stamp != stamp) {
        state->stamp = stamp;
        fill(r, &r->set->families[family], state);
    }
    return state;
}
