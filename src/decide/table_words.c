/* The bits of what is asked about: which clauses are true, and which may be, of the deal, a line, a leg's conduct, a party. */
#include "base/arena.h"
#include "decide/table_run.h"

/* A fact where the deal has it; as a completion has it, in `room`. */
static const struct fact *fact_of(const struct deal *d, enum dim dim, int party, int line, struct fact *room)
{
    *room = deal_dim(d, dim, party, line);
    return room;
}

static inline const struct fact *party_fact(const struct deal *d, enum dim dim, int party, struct fact *room)
{
    const struct fact *f = &d->parties[party].dims[PARTY_DIM(dim)];
    return f->known || d->n_assumed == 0 ? f : fact_of(d, dim, party, -1, room);
}

static inline const struct fact *deal_fact(const struct deal *d, enum dim dim, struct fact *room)
{
    const struct fact *f = &d->dims[dim];
    return dim != DIM_ACTIVITY && (f->known || d->n_assumed == 0) ? f : fact_of(d, dim, -1, -1, room);
}

static inline uint32_t slot_of(const uint32_t *slots, size_t n, int value)
{
    return (size_t)value < n ? slots[value] : 0;
}

static void fill_wide(const struct dim_bits *b, const struct fact *f, uint64_t *t, uint64_t *m)
{
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

/* Most dimensions are asked for by few clauses: one word. */
static inline void fill_dim(const struct dim_bits *b, const struct fact *f, uint64_t *t, uint64_t *m)
{
    t += b->word;
    m += b->word;
    if (!f->known) {
        for (uint32_t w = 0; w < b->words; w++) {
            m[w] |= b->some[w] | b->only[w];
        }
    } else if (b->words == 1 && b->only[0] == 0) {
        uint64_t some = 0;
        for (size_t i = 0; i < f->n; i++) {
            some |= b->rows[slot_of(b->slots, b->n_values, f->values[i])];
        }
        *t |= some;
        *m |= f->complete ? some : b->some[0];
    } else {
        fill_wide(b, f, t, m);
    }
}

/* What is judged: given, or assumed. In the terms of an offer what is not given is no. */
static void fill_judged(const struct run *r, uint64_t *t, uint64_t *m, uint64_t *term_t, uint64_t *term_m)
{
    const struct deal_bits *b = &r->set->deal;
    const struct deal *d = r->deal;
    for (uint32_t w = 0; w < b->words; w++) {
        term_t[w] = t[w];
        term_m[w] = m[w];
        m[w] |= b->judged_bits[w];
    }
    for (size_t i = d->n_assumed; i-- > 0;) { /* the first of several counts */
        const struct assumption *as = &d->assumed[i];
        uint32_t at = as->atom.kind == ATOM_JUDGED ? slot_of(b->judged, b->n_values, as->atom.b) : 0;
        if (at != 0 && as->atom.c == NULL && as->atom.a == 0) {
            uint64_t bit = 1ULL << ((at - 1) % 64);
            t[(at - 1) / 64] = (t[(at - 1) / 64] & ~bit) | (as->truth == TRI_TRUE ? bit : 0);
            m[(at - 1) / 64] = (m[(at - 1) / 64] & ~bit) | (as->truth != TRI_FALSE ? bit : 0);
        }
    }
    for (size_t i = d->n_judged; i-- > 0;) {
        uint32_t at = slot_of(b->judged, b->n_values, d->judged[i].name);
        if (at != 0) {
            size_t w = (at - 1) / 64;
            uint64_t bit = 1ULL << ((at - 1) % 64);
            uint64_t yes = d->judged[i].value == TRI_TRUE ? bit : 0;
            uint64_t maybe = d->judged[i].value != TRI_FALSE ? bit : 0;
            t[w] = (t[w] & ~bit) | yes;
            m[w] = (m[w] & ~bit) | maybe;
            term_t[w] = (term_t[w] & ~bit) | yes;
            term_m[w] = (term_m[w] & ~bit) | maybe;
        }
    }
}

/* Does the completion say something of these bits? What it does not touch is as the deal itself has it. */
enum touch { TOUCH_DEAL, TOUCH_LINE, TOUCH_PARTY };

static enum dim_level level_of(struct atom a)
{
    return a.kind == ATOM_DIM ? dim_table[a.b].level : LEVEL_LEG;
}

static bool touches(const struct assumption *as, enum touch what, int which)
{
    enum dim_level level = level_of(as->atom);
    switch (what) {
    case TOUCH_DEAL: return level == LEVEL_DEAL || as->atom.kind == ATOM_JUDGED;
    case TOUCH_LINE:
        return as->atom.a == which &&
               (level == LEVEL_LINE || as->atom.kind == ATOM_HS || as->atom.kind == ATOM_DESCRIPTION);
    case TOUCH_PARTY:
    default:
        return as->atom.a == which && (level == LEVEL_PARTY || as->atom.kind == ATOM_LISTED ||
                                       as->atom.kind == ATOM_ACTS_LISTED || as->atom.kind == ATOM_OWNED);
    }
}

static bool touched(const struct run *r, enum touch what, int which)
{
    for (size_t i = 0; i < r->deal->n_assumed; i++) {
        if (touches(&r->deal->assumed[i], what, which)) {
            return true;
        }
    }
    return false;
}

void words_deal(struct run *r)
{
    const struct deal_bits *b = &r->set->deal;
    uint64_t *t = r->deal_words;
    uint64_t *m = t + b->words;
    r->words[SPACE_DEAL].t = t;
    r->words[SPACE_DEAL].m = m;
    if (r->base != NULL && !touched(r, TOUCH_DEAL, 0)) {
        memcpy(t, r->base->deal_words, 4 * b->words * sizeof *t);
        return;
    }
    memset(t, 0, 2 * b->words * sizeof *t);
    for (size_t i = 0; i < b->n_dims; i++) {
        struct fact room;
        fill_dim(&b->dims[i], deal_fact(r->deal, b->dims[i].dim, &room), t, m);
    }
    fill_judged(r, t, m, m + b->words, m + 2 * b->words);
}

/* A leg without a line has nothing in any list: index 0 stands for it. */
void words_line(struct run *r)
{
    const struct line_bits *b = &r->set->line;
    int line = r->leg->line;
    size_t at = (size_t)(line + 1);
    uint64_t *t = r->line_words + at * 2 * b->words;
    uint64_t *m = t + b->words;
    if (r->line_bases[at] < r->deal_base) { /* numbers only grow */
        const struct run *base = r->base;
        bool known = base != NULL && at < base->lines_room && base->line_bases[at] >= base->deal_base;
        r->line_bases[at] = run_base(r);
        if (known && !touched(r, TOUCH_LINE, line)) {
            memcpy(t, base->line_words + at * 2 * b->words, 2 * b->words * sizeof *t);
            line = -1;
        } else {
            memset(t, 0, 2 * b->words * sizeof *t);
        }
        if (line >= 0) {
            goods_fill(r, line, t, m);
            for (size_t i = 0; i < b->n_dims; i++) {
                struct fact room;
                fill_dim(&b->dims[i], fact_of(r->deal, b->dims[i].dim, -1, line, &room), t, m);
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
        r->words[SPACE_LEG].t = r->words[SPACE_LEG].m =
            rows + slot_of(b->slots, b->n_values, leg->conducts[0]) * b->words;
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
    struct atom a = {kind, party, jurisdiction, NULL, 0};
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
    bool closed = p->listed_known && p->listed_complete && searched;
    const struct assumption *as =
        r->deal->n_assumed > 0 ? deal_assumed(r->deal, listed_atom(r->deal, party, by->jurisdiction, r->leg)) : NULL;
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
        maybe = closed ? maybe : by->itself[w];
        if (as != NULL && as->truth == TRI_TRUE) {
            yes |= maybe & (by->untagged[w] | (tags_word(b, as->fact.values, as->fact.n, w) & by->itself[w]));
        }
        t[w] |= yes;
        m[w] |= as != NULL ? yes : yes | maybe;
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
               : p->acts_for_listed.complete                                      ? TRI_FALSE
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

void words_party(struct run *r, int party)
{
    const struct party_bits *b = &r->set->party;
    uint64_t *t = r->party_words + (size_t)party * 2 * b->words;
    uint64_t *m = t + b->words;
    const struct run *base = r->base;
    r->parties[party].filled = r->stamp[CLASS_DAY];
    if (base != NULL && base->parties[party].filled == r->base_stamp[CLASS_DAY] && !touched(r, TOUCH_PARTY, party)) {
        memcpy(t, base->party_words + (size_t)party * 2 * b->words, 2 * b->words * sizeof *t);
        return;
    }
    memset(t, 0, 2 * b->words * sizeof *t);
    for (size_t i = 0; i < b->n_dims; i++) {
        struct fact room;
        fill_dim(&b->dims[i], party_fact(r->deal, b->dims[i].dim, party, &room), t, m);
    }
    for (size_t i = 0; i < b->n_listed; i++) {
        const struct listed_bits *by = &b->listed[i];
        uint64_t *lt = t + b->listed_word;
        uint64_t *lm = m + b->listed_word;
        fill_itself(r, by, party, lt, lm);
        if (by->any_acts) {
            fill_truth(by->acts, b->listed_words, acts_for_listed(r, party, by->jurisdiction), lt, lm);
        }
        if (by->any_owned) {
            fill_truth(by->owned, b->listed_words, owned_by_listed(r, party, by->jurisdiction), lt, lm);
        }
    }
}

/* The parties of a role together; where parties may be missing, nothing is surely false. */
static const uint64_t *together(struct run *r, size_t which, bool any)
{
    const struct role_state *role = &r->roles[which];
    size_t words = r->set->party.words;
    uint64_t *to = r->role_words + which * 2 * words;
    memset(to, 0, 2 * words * sizeof *to);
    int at = role->first;
    for (int i = 0; i < role->n; i++) {
        const uint64_t *from = party_words(r, at);
        for (size_t w = 0; w < 2 * words; w++) {
            to[w] |= from[w];
        }
        at = any ? at + 1 : r->parties[at].next;
    }
    for (size_t w = 0; w < words && !r->parties_complete; w++) {
        to[words + w] = ~0ULL;
    }
    return to;
}

void words_roles(struct run *r)
{
    size_t words = r->set->party.words;
    int any = (int)r->set->regime->roles.n;
    r->roles_day = r->stamp[CLASS_DAY];
    for (size_t i = 0; i < r->set->n_roles; i++) {
        int which = r->set->roles[i];
        const struct role_state *role = &r->roles[which];
        struct words *to = &r->words[SPACES + which];
        if (role->deal != r->deal_base) {
            to->t = r->no_words;
            to->m = r->no_words + (r->parties_complete ? 0 : words);
        } else if (role->n == 1 && r->parties_complete) {
            to->t = party_words(r, role->first);
            to->m = to->t + words;
        } else {
            to->t = together(r, (size_t)which, which == any);
            to->m = to->t + words;
        }
    }
}
