/* Inside the tables: the deal that is being answered, its days and legs, and what is remembered of it.
 *
 * Values. A clause that asks no verdict has one value on all lanes of a day: a `tri`. Only life, and verdicts that follow from it, differ from
 * lane to lane: those are pairs of words.
 *
 * Remembering. A value is kept with a stamp: a number that is never given twice, for the deal, the day, the actor or the leg that the value
 * depends on. Another deal has other stamps, so nothing is ever cleared, and a value left by another deal is never taken.
 */
#ifndef DECIDE_TABLE_RUN_H
#define DECIDE_TABLE_RUN_H

#include "decide/table_set.h"

struct words {
    const uint64_t *t, *m; /* true; not false */
};

struct day_state { /* a day, or the days by lane, of a deal */
    int day, own;  /* own: by which missing facts are told apart */
    bool by_lane;
    uint64_t base;
    struct view *view;
};

struct leg_state {
    uint64_t deal; /* stamp of the deal it is about */
    uint64_t base;
    size_t day;
};

struct party_state {
    uint64_t deal, base; /* as an actor */
    uint64_t filled;     /* stamp of the day for which the bits are */
    int next;            /* in the same role; -1 */
};

struct role_state {
    uint64_t deal;
    int first, n;
};

struct kept_pair {
    uint64_t stamp;
    struct pair value;
};

#define FAILURES_KEPT 2

struct kept_try {           /* of an exemption, licence or offer */
    uint64_t stamp, proved; /* of the value; of the failures */
    struct pair value;
    struct failure failures[FAILURES_KEPT];
    size_t n_failures; /* more than are kept: in `run.failures`, until the next try */
    uint64_t shown_in; /* call of `order` whose answer holds `shown` */
    struct failure *shown;
};

struct kept_row { /* of a hold on a leg */
    uint64_t stamp, free_stamp;
    struct pair on, free;
};

struct kept_group { /* of a group on a leg */
    uint64_t stamp;
    int group;
    struct pair reached, blocked;
};

struct kept_left { /* rows that a leg leaves in an order */
    uint64_t stamp;
    size_t at, n;
};

#define MOST_SLOTS 8

struct family_state {
    uint64_t stamp;
    bool strikes;
    bool exact; /* a row that asks and is not struck is true */
    uint8_t n;
    uint32_t slots[MOST_SLOTS];
};

struct order_state { /* rows of an order, as far as the deal goes */
    struct {
        uint64_t stamp;
        bool strikes, exact;
        uint8_t n;
        const uint64_t *rows[MOST_SLOTS];
    } * families;
    uint64_t *stamps;               /* by word: of the day that the next ones are about */
    uint64_t *live, *sure, *looked; /* rows left; all true; those whose clauses on the deal were looked at */
};

struct left {      /* rows of a word */
    uint64_t live; /* not struck */
    uint64_t sure; /* and all that was looked at is true */
};

struct hit { /* a row that reaches, or may */
    const struct row *row;
    const struct life_slot *life;
    struct pair reach;
};

struct maybe { /* a row that would reach, if a finding were made */
    const struct row *row;
    uint64_t lanes;
};

#define BUFFERS (VERDICTS_DEEP + 1) /* one for the order, one for each depth */
#define KEPT_GROUPS 1024            /* a power of two */
#define KEPT_LEGS 4                 /* legs by which a hold is kept: a power of two */

struct run {
    struct table_set *set;
    const struct cell *cells;
    const cell_id *kids;
    uint64_t *memo; /* by cell: stamp << 2 | tri */
    uint64_t all;
    uint64_t stamp[2 * CLASSES]; /* by class; from CLASSES on for what reads findings */
    struct words *words;         /* by space */
    uint8_t unkept;              /* DEP bits of what may not be kept now */
    bool found, term;
    bool several; /* conducts */
    bool parties_complete;
    size_t n_parts; /* days of the lanes */
    struct view *view;
    const struct deal *deal;
    const struct leg *leg; /* with the day that is looked at */
    const struct hold *host;
    int party;
    unsigned depth;
    size_t at; /* which leg */
    struct evaluation *ev;
    struct run *base; /* of a completion: the deal itself, whose decided values hold; or NULL */
    uint64_t id;      /* which deal: never given twice */
    uint64_t bases[CLASSES];
    uint64_t base_stamp[2 * CLASSES];
    struct leg leg_day;
    /* the deal */
    uint64_t deal_base;
    struct life_part lane_parts[MAX_LANES];
    size_t n_lane_parts;
    struct assumption *law;
    size_t n_law, law_room;
    struct day_state *days;
    size_t n_days, days_room;
    struct leg_state *legs;
    struct kept_left *left; /* by leg and order */
    size_t legs_room;
    struct party_state *parties;
    uint64_t *party_words; /* of each: t, then m */
    size_t parties_room;
    uint64_t *role_words;              /* several parties together */
    uint64_t *no_words;                /* no party: all false; and, where parties may be missing, unknown */
    struct role_state *roles;          /* the last: any */
    uint64_t roles_day;                /* stamp of the day for which their bits stand */
    uint64_t *line_bases, *line_words; /* by line + 1; a base of another deal: not filled */
    size_t lines_room;
    uint64_t *deal_words, *leg_words;
    /* what is kept */
    struct kept_pair *pairs;
    struct kept_try *exemptions, *offers;
    struct kept_group *groups;
    struct kept_row *rows; /* by hold and leg */
    struct family_state *families;
    struct order_state *orders;
    uint32_t *pool; /* of the lists of `left` */
    size_t pool_n, pool_room;
    uint32_t *buffers[BUFFERS];
    struct hit *hits;
    struct maybe *maybes;
    int *states;
    struct exposure *exposed;
    struct left *left_words; /* by word of the block that is looked at */
    uint32_t *stale;
    uint64_t *merged, *ranks, *sures; /* rows of a leg with several conducts; those that are left */
    uint64_t calls;                   /* of `order` */
    struct failure failures[2 * MAX_LANES + 4];
};

/* table_goods.c, table_words.c: the bits of a deal, line, leg, party. */
void goods_fill(struct run *r, int line, uint64_t *t, uint64_t *m);
void words_deal(struct run *r);
void words_line(struct run *r);
void words_leg(struct run *r);
void words_party(struct run *r, int party);
void words_roles(struct run *r);

/* table_view.c */
struct view *view_of(struct run *r, struct life_part *parts, size_t n);
void view_fill_hold(struct run *r, int hold);
void view_fill(struct run *r, size_t slot);
struct pair view_place(struct run *r, int place); /* life of a provision */

/* table_family.c: the values of a fact, by which rows are looked up. */
const struct family_state *family_of_leg(struct run *r, int family);

/* table_look.c: the rows that may reach the leg, in the order of the answer; ROW_SURE is added where all that look-ups decide is true. The
 * list is good until the next deal, or the next call at this depth. */
#define ROW_SURE 0x80000000U
const uint32_t *rows_left(struct run *r, size_t order, size_t *ret_n);

/* table_eval.c: clauses. */
enum tri cell_work(struct run *r, cell_id id);
struct pair cell_pair_by_lane(struct run *r, cell_id id);

/* table_run.c: deals and legs. */
struct run_place { /* to come back to */
    size_t at;
    const struct hold *host;
    unsigned depth;
    int party;
    struct words party_words;
    bool term;
};
struct run *run_new(struct table_set *s);
uint64_t
run_base(struct run *r); /* new stamps: for each day of the lanes, and again for what findings would make of it */
void run_begin(struct run *r, struct evaluation *ev, struct run *base);
void run_to_leg(struct run *r, size_t leg);
void run_part(struct run *r, size_t part);
void run_found(struct run *r, bool found);
void run_term(struct run *r, bool term);
struct run_place run_place(const struct run *r);
void run_back(struct run *r, const struct run_place *place);

/* table_hold.c: values of a row. */
/* `sure`: as `rows_left` says. Without: everything is asked. */
struct pair row_bound(struct run *r, const struct row *row, uint64_t lanes, bool sure);
struct pair row_scope(struct run *r, const struct row *row, uint64_t lanes, bool sure); /* without the binding */
/* The same without what findings say: only of rows whose findings are clauses of their own. */
struct pair row_but_findings(struct run *r, const struct row *row, uint64_t lanes, bool sure);
struct pair row_findings(struct run *r, const struct row *row, struct pair p);
struct pair row_on(struct run *r, const struct row *row, bool sure); /* alive, and reaches */
struct pair row_free(struct run *r, const struct row *row);          /* exempt or licensed */
struct pair row_exempt(struct run *r, const struct row *row);
struct pair row_denied(struct run *r, const struct row *row);
struct pair row_offered(struct run *r, const struct row *row);
struct pair row_approved(struct run *r, const struct row *row, uint64_t lanes, int *ret_which);
struct kept_row *row_kept(struct run *r, const struct row *row);
/* `proof`: with the first clauses that fail. */
const struct kept_try *try_exemption(struct run *r, int exemption, bool proof);
const struct kept_try *try_offer(struct run *r, int offer, bool proof);

/* table_alike.c: of these lanes the first of each kind, where the hold is concerned. */
uint64_t lanes_to_ask(struct run *r, int hold, uint64_t lanes);

/* table_proof.c: the answer of an order. */
void proof_order(struct run *r, size_t order, struct order_answer *ret);

/* ---- the short ways ---- */

/* All `pos` bits and no `neg` bit; or some of either, which is "not: all of the neg bits, and no pos bit". Without a jump: what a deal answers is
 * not to be guessed. */
static inline enum tri test_tri(uint64_t t, uint64_t m, uint64_t pos, uint64_t neg, bool any)
{
    uint64_t yes = any ? neg : pos;
    uint64_t no = any ? pos : neg;
    unsigned may = (unsigned)((m & yes) == yes) & (unsigned)((t & no) == 0);
    unsigned must = (unsigned)((t & yes) == yes) & (unsigned)((m & no) == 0);
    unsigned all = may + must;
    return (enum tri)(any ? 2U - all : all);
}

static inline enum tri bits_tri(const struct words *w, const struct cell *c)
{
    return test_tri(w->t[c->at], w->m[c->at], c->pos, c->neg, c->op == CELL_BITS_ANY);
}

/* The value of a clause without verdicts, on the day that is looked at. */
static inline enum tri cell_tri(struct run *r, cell_id id)
{
    const struct cell *c = &r->cells[id];
    if (c->op <= CELL_BITS_ANY) {
        return bits_tri(&r->words[c->space], c);
    }
    uint64_t kept = r->memo[id];
    if (kept >> 2 == r->stamp[c->deps & (DEP_CLASS | DEP_FOUND)] && (c->deps & r->unkept) == 0) {
        return (enum tri)(kept & 3U);
    }
    return cell_work(r, id);
}

static inline struct pair cell_pair(struct run *r, cell_id id)
{
    uint8_t deps = r->cells[id].deps;
    if ((deps & DEP_VERDICT) == 0 && (r->n_parts == 1 || (deps & DEP_DAY) == 0)) {
        return pair_of(cell_tri(r, id));
    }
    return cell_pair_by_lane(r, id);
}

static inline const uint64_t *party_words(struct run *r, int party)
{
    if (r->parties[party].filled != r->stamp[CLASS_DAY]) {
        words_party(r, party);
    }
    return r->party_words + (size_t)party * 2 * r->set->party.words;
}

static inline void run_party(struct run *r, int party)
{
    r->party = party;
    r->words[SPACE_PARTY].t = party_words(r, party);
    r->words[SPACE_PARTY].m = r->words[SPACE_PARTY].t + r->set->party.words;
}

static inline void run_leg(struct run *r, size_t leg)
{
    if (r->at != leg) {
        run_to_leg(r, leg);
    }
}

static inline const struct life_slot *view_hold(struct run *r, int hold)
{
    const struct life_slot *slot = &r->view->slots[hold];
    if (!slot->known) {
        view_fill_hold(r, hold);
    }
    return slot;
}

static inline const struct life_slot *view_slot(struct run *r, size_t at)
{
    const struct life_slot *slot = &r->view->slots[at];
    if (!slot->known) {
        view_fill(r, at);
    }
    return slot;
}

static inline const struct life_slot *view_exemption(struct run *r, int exemption)
{
    return view_slot(r, r->set->law.at.exemptions + (size_t)exemption);
}

static inline struct pair view_offer(struct run *r, int offer)
{
    return view_slot(r, r->set->law.at.offers + (size_t)offer)->value;
}

static inline struct pair view_policy(struct run *r, int policy)
{
    return view_slot(r, r->set->law.at.policies + (size_t)policy)->value;
}

static inline struct pair view_consequence(struct run *r, int consequence)
{
    return view_slot(r, r->set->law.at.consequences + (size_t)consequence)->value;
}

static inline struct pair view_layer(struct run *r, int layer)
{
    return view_slot(r, r->set->law.at.layers + (size_t)layer)->value;
}

#endif
