/* The bits of what is asked about: which clauses are true, and which may be, of the deal, a line, a leg's conduct, a party. */
#include "base/arena.h"
#include "decide/table_set.h"

/* A fact, also as a completion has it. */
static inline struct fact fact_of(const struct deal *d, enum dim dim, int party, int line)
{
    if (d->n_assumed == 0 && dim != DIM_ACTIVITY && dim_table[dim].level != LEVEL_LINE) {
        return dim >= DIM_NATIONAL ? d->parties[party].dims[PARTY_DIM(dim)] : d->dims[dim];
    }
    return deal_dim(d, dim, party, line);
}

static inline uint32_t slot_of(const uint32_t *slots, size_t n, int value)
{
    return (size_t)value < n ? slots[value] : 0;
}

static void fill_dim(const struct dim_bits *b, const struct fact *f, uint64_t *t, uint64_t *m)
{
    t += b->word;
    m += b->word;
    if (!f->known) {
        for (uint32_t w = 0; w < b->words; w++) {
            m[w] |= b->some[w] | b->only[w];
        }
        return;
    }
    for (uint32_t w = 0; w < b->words; w++) {
        uint64_t some = 0;
        uint64_t all = ~0ULL;
        for (size_t i = 0; i < f->n; i++) {
            uint64_t row = b->rows[slot_of(b->slots, b->n_values, f->values[i]) * b->words + w];
            some |= row;
            all &= row;
        }
        some &= b->some[w];
        all &= b->only[w];
        t[w] |= some | (f->complete && f->n > 0 ? all : 0);
        if (!f->complete) { /* more may be in it */
            m[w] |= b->some[w] | all;
        } else {
            m[w] |= some | (f->n > 0 ? all : 0);
        }
    }
}

void words_deal(struct run *r)
{
    const struct deal_bits *b = &r->set->deal;
    uint64_t *t = r->deal_words;
    uint64_t *m = t + b->words;
    memset(t, 0, 2 * b->words * sizeof *t);
    for (size_t i = 0; i < b->n_dims; i++) {
        struct fact f = fact_of(r->deal, b->dims[i].dim, -1, -1);
        fill_dim(&b->dims[i], &f, t, m);
    }
    r->words[SPACE_DEAL].t = t;
    r->words[SPACE_DEAL].m = m;
}

/* A leg without a line has nothing in any list: index 0 stands for it. */
void words_line(struct run *r)
{
    const struct line_bits *b = &r->set->line;
    int line = r->leg->line;
    size_t at = (size_t)(line + 1);
    uint64_t *t = r->line_words + at * 2 * b->words;
    uint64_t *m = t + b->words;
    if (r->line_stamps[at] != r->deal_base) {
        r->line_stamps[at] = r->deal_base;
        memset(t, 0, 2 * b->words * sizeof *t);
        if (line >= 0) {
            goods_fill(r, line, t, m);
            for (size_t i = 0; i < b->n_dims; i++) {
                struct fact f = fact_of(r->deal, b->dims[i].dim, -1, line);
                fill_dim(&b->dims[i], &f, t, m);
            }
        }
    }
    r->words[SPACE_LINE].t = t;
    r->words[SPACE_LINE].m = m;
}

void words_leg(struct run *r)
{
    const struct leg_bits *b = &r->set->leg;
    const struct leg *leg = r->leg;
    const uint64_t *rows = b->rows[leg->cause ? 1 : 0];
    r->several = leg->n_conducts != 1;
    if (!r->several) {
        r->words[SPACE_LEG].t = r->words[SPACE_LEG].m = rows + slot_of(b->slots, b->n_values, leg->conducts[0]) * b->words;
        return;
    }
    uint64_t *t = r->leg_words;
    uint64_t *m = t + b->words;
    for (uint32_t w = 0; w < b->words; w++) { /* what all of them do is done; what one of them does may be */
        t[w] = leg->n_conducts > 0 ? ~0ULL : 0;
        m[w] = 0;
        for (size_t i = 0; i < leg->n_conducts; i++) {
            uint64_t row = rows[slot_of(b->slots, b->n_values, leg->conducts[i]) * b->words + w];
            t[w] &= row;
            m[w] |= row;
        }
    }
    r->words[SPACE_LEG].t = t;
    r->words[SPACE_LEG].m = m;
}

/* ---- parties ---- */

static bool has(const int *values, size_t n, int v)
{
    for (size_t i = 0; i < n; i++) {
        if (values[i] == v) {
            return true;
        }
    }
    return false;
}

static const struct assumption *assumed(const struct deal *d, enum atom_kind kind, int party, int jurisdiction)
{
    struct atom a = {kind, party, jurisdiction, NULL};
    return d->n_assumed > 0 ? deal_assumed(d, a) : NULL;
}

static uint64_t tags_word(const struct party_bits *b, const int *tags, size_t n, uint32_t w)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < n; i++) {
        bits |= b->tag_rows[slot_of(b->tag_slots, b->n_values, tags[i]) * b->listed_words + w];
    }
    return bits;
}

/* On a list itself: its rows of that day, and whether it was searched for there. */
static void fill_itself(const struct run *r, const struct listed_bits *by, int party, uint64_t *t, uint64_t *m)
{
    const struct party_bits *b = &r->set->party;
    const struct party *p = &r->deal->parties[party];
    bool searched = p->screened.known && has(p->screened.values, p->screened.n, by->jurisdiction);
    bool decided = p->listed_known && p->listed_complete && searched;
    const struct assumption *as = decided ? NULL : assumed(r->deal, ATOM_LISTED, party, by->jurisdiction);
    for (uint32_t w = 0; w < b->listed_words; w++) {
        uint64_t yes = 0;
        uint64_t maybe = 0;
        for (size_t i = 0; i < p->n_listed; i++) {
            const struct listing *row = &p->listed[i];
            if (row->by != by->jurisdiction || r->leg->day < row->from || r->leg->day >= row->until) {
                continue;
            }
            yes |= by->untagged[w] | (tags_word(b, row->tags, row->n_tags, w) & by->itself[w]);
            maybe |= row->tags_known ? 0 : by->itself[w];
        }
        if (as != NULL && as->truth == TRI_TRUE) {
            yes |= by->untagged[w] | (tags_word(b, as->fact.values, as->fact.n, w) & by->itself[w]);
        }
        t[w] |= yes;
        m[w] |= decided || as != NULL ? yes | maybe : by->itself[w];
    }
}

static void fill_truth(const uint64_t *bits, uint32_t words, enum tri v, uint64_t *t, uint64_t *m)
{
    for (uint32_t w = 0; w < words; w++) {
        t[w] |= v == TRI_TRUE ? bits[w] : 0;
        m[w] |= v != TRI_FALSE ? bits[w] : 0;
    }
}

static enum tri acts_for_listed(const struct run *r, int party, int jurisdiction)
{
    const struct party *p = &r->deal->parties[party];
    if (p->acts_for_listed.known) {
        return has(p->acts_for_listed.values, p->acts_for_listed.n, jurisdiction) ? TRI_TRUE
               : p->acts_for_listed.complete                                       ? TRI_FALSE
                                                                                   : TRI_UNKNOWN;
    }
    const struct assumption *as = assumed(r->deal, ATOM_ACTS_LISTED, party, jurisdiction);
    return as == NULL ? TRI_UNKNOWN : as->truth;
}

static enum tri owned_by_listed(const struct run *r, int party, int jurisdiction)
{
    const struct party *p = &r->deal->parties[party];
    for (size_t i = 0; i < p->n_owned_by; i++) {
        if (p->owned_by[i].by == jurisdiction) {
            return p->owned_by[i].from != 0 ? TRI_TRUE : TRI_FALSE;
        }
    }
    if (p->owned_known) {
        return p->owned ? TRI_TRUE : TRI_FALSE;
    }
    const struct assumption *as = assumed(r->deal, ATOM_OWNED, party, jurisdiction);
    return as == NULL ? TRI_UNKNOWN : as->truth;
}

const uint64_t *words_party(struct run *r, int party)
{
    const struct party_bits *b = &r->set->party;
    struct party_state *p = &r->parties[party];
    uint64_t *t = r->party_words + (size_t)party * 2 * b->words;
    if (p->filled == r->stamp[CLASS_DAY]) {
        return t;
    }
    p->filled = r->stamp[CLASS_DAY];
    uint64_t *m = t + b->words;
    memset(t, 0, 2 * b->words * sizeof *t);
    for (size_t i = 0; i < b->n_dims; i++) {
        struct fact f = fact_of(r->deal, b->dims[i].dim, party, -1);
        fill_dim(&b->dims[i], &f, t, m);
    }
    for (size_t i = 0; i < b->n_listed; i++) {
        const struct listed_bits *by = &b->listed[i];
        uint64_t *lt = t + b->listed_word;
        uint64_t *lm = m + b->listed_word;
        fill_itself(r, by, party, lt, lm);
        fill_truth(by->acts, b->listed_words, acts_for_listed(r, party, by->jurisdiction), lt, lm);
        fill_truth(by->owned, b->listed_words, owned_by_listed(r, party, by->jurisdiction), lt, lm);
    }
    return t;
}
