/* Inside the tables: what table*.c share. See table.h.
 *
 * Values. A clause that asks no verdict has one value on all lanes of a day: a `tri`. Only life, and verdicts that follow from it, differ from
 * lane to lane: those are pairs of words.
 *
 * Remembering. A value is kept with a stamp: a number that is never given twice, for the deal, the day, the actor or the leg that the value
 * depends on. Another deal has other stamps, so nothing is ever cleared, and a value left by another deal is never taken.
 */
#ifndef DECIDE_TABLE_SET_H
#define DECIDE_TABLE_SET_H

#include "decide/leaf.h"
#include "decide/table.h"

typedef uint32_t cell_id;

/* ---- cells: distinct clauses ---- */

/* Where the bits of a clause are looked up. ACTOR and PARTY have the same bits: of the leg's actor, and of the party looked at. */
enum space { SPACE_DEAL, SPACE_LINE, SPACE_LEG, SPACE_ACTOR, SPACE_PARTY, SPACES };

enum cell_op {
    CELL_BITS_ALL, /* every `pos` bit is true, every `neg` bit false */
    CELL_BITS_ANY, /* some `pos` bit is true, or some `neg` bit false */
    CELL_ALL, CELL_ANY, CELL_NOT,
    CELL_PARTY,   /* some party in `role` fits the kid */
    CELL_LEAF,    /* leaf_value */
    CELL_APPROVED, CELL_EXTERNAL, CELL_UNKNOWN,
    CELL_VERDICT  /* `at`: index into verdicts */
};
#define CELL_TRUE ((cell_id)0)
#define CELL_FALSE ((cell_id)1)

/* What a cell's value depends on: the lowest two bits are the class, each containing those before it. */
enum cell_class { CLASS_DEAL, CLASS_DAY, CLASS_ACTOR, CLASS_LEG, CLASSES };
#define DEP_CLASS 3U
#define DEP_FOUND 4U   /* reads findings: another value when they are looked at as made */
#define DEP_TERM 8U    /* reads judgements: another value in the terms of an offer */
#define DEP_HOST 16U   /* reads whose clause it is: not kept */
#define DEP_DAY 32U
#define DEP_VERDICT 64U /* differs from lane to lane */
#define DEP_PARTY 128U /* reads the party looked at: not kept */

struct cell {
    uint8_t op, space, deps;
    uint32_t at, n;  /* kids; BITS: at = word; VERDICT: at = which */
    uint32_t pair;   /* DEP_VERDICT: index among the cells with lanes */
    int role;        /* PARTY */
    uint64_t pos, neg;
    const struct clause *source;
};

struct verdict {
    const struct clause *source;
    int group;
    cell_id on; /* of the other leg's party, in SPACE_PARTY; CELL_TRUE */
};

/* ---- bits ---- */

/* One dimension's clauses: which are true of a value. Bits of a dimension stand together, in words [word, word + words). */
struct dim_bits {
    enum dim dim;
    uint32_t word, words;
    const uint64_t *some, *only; /* bits of `some of` and of `only` clauses */
    const uint32_t *slots;       /* by value: 0 = never asked for */
    size_t n_values, n_slots;
    const uint64_t *rows;        /* by slot */
};

struct listed_bits { /* clauses on the lists of one jurisdiction */
    int jurisdiction;
    const uint64_t *itself, *untagged, *acts, *owned;
};

struct party_bits {
    uint32_t words;
    struct dim_bits *dims;
    size_t n_dims;
    uint32_t listed_word, listed_words;
    struct listed_bits *listed;
    size_t n_listed;
    const uint32_t *tag_slots; /* by value */
    size_t n_values;
    const uint64_t *tag_rows;
};

struct leg_bits { /* conducts: by slot, then the same for legs that also `cause` */
    uint32_t words;
    const uint32_t *slots;
    size_t n_values, n_slots;
    const uint64_t *rows[2];
};

struct goods_node {
    uint32_t child[10]; /* 0: none */
    uint32_t in, in_end, in_below; /* lists with this very code; with a longer one */
    uint32_t out, out_end, out_below;
};

struct goods_bits { /* lists are the first bits of a line */
    struct goods_node *nodes;
    int *in, *out;
    size_t n_lists;
    uint32_t list_words;
    const uint64_t *with_hs, *described;
    struct map names; /* described lists by name -> index of the list */
    bool any_out, any_described, any_parents;
    const int *const *parents; /* by list: those that include it, at any depth; NULL: none */
    const size_t *n_parents;
    const int *odd; /* lists to be asked of leaf.c: nested too deep, or with codes that are not digits */
    size_t n_odd;
};

struct line_bits {
    uint32_t words;
    struct goods_bits goods;
    struct dim_bits *dims; /* made-in, contains */
    size_t n_dims;
};

struct deal_bits {
    uint32_t words;
    struct dim_bits *dims;
    size_t n_dims;
};

/* ---- life ---- */

struct life_slot {
    struct pair value;
    uint64_t mark; /* holds: lanes where only a mandate keeps it; exemptions: lanes where it is struck */
    int mandate;   /* holds: which, in the highest such lane */
    bool known;
};

struct life_part { /* lanes that are asked about on one day */
    int day;
    int segment;
    uint64_t lanes;
};

struct view { /* life, as far as it was asked for */
    struct life_part *parts;
    size_t n_parts, parts_room;
    struct assumption *law; /* what a completion says of open law */
    size_t n_law, law_room;
    struct life_slot *slots;       /* by life_index */
    struct life_slot *instruments; /* by part and instrument */
    uint64_t **live;               /* by order: rows alive in some lane, and which words are filled; NULL: not asked for yet */
    uint64_t used;                 /* the oldest is taken again */
};

struct life_index { /* slots of a view: holds from 0 */
    size_t exemptions, offers, policies, consequences, layers, total;
};

struct off_days { /* [from, until) */
    int from, until;
};

struct place { /* a distinct provision */
    struct provision provision;
    uint64_t off; /* lanes whose acts end or suspend it, or what holds it */
    uint64_t mandate_off;
    struct off_days *days;
    size_t n_days;
};

struct place_list { /* parallel to a list of provisions */
    const int *items;
    size_t n;
};

struct life_law { /* uint64_t by item: lanes whose acts switch it off */
    uint64_t *instruments, *holds, *exemptions, *offers, *policies, *consequences;
    uint64_t *licences; /* by exemption: lanes whose acts give it */
    VEC(struct place) places;
    struct map place_keys;
    VEC(const struct layer *) layers;
    VEC(int) layer_places;
    struct place_list *of_holds, *of_exemptions, *of_offers, *of_policies, *of_consequences, *of_mandates /* by measure */;
    struct place_list **rests; /* by instrument: parallel to rests_on */
    VEC(int) omits_at;         /* by exemption: first of its omitted_by among the layers */
    int *own_layer;            /* by exemption: its layer, or -1 */
    int *offer_layer;
    int *hold_layers;          /* by hold: first of its omit_layers */
    VEC(int) dates;            /* sorted: life is the same from one to the next */
    struct life_index at;
};

/* ---- rows ---- */

struct row_omit { /* part of the scope struck by a variation, or by acts in some lanes */
    int layer;    /* of the view; -1: acts */
    uint64_t lanes;
    cell_id cell;
};

struct tries { /* what an exemption, licence or offer asks for, in source order */
    cell_id conduct; /* CELL_TRUE: any */
    const cell_id *cells;
    size_t n;
    uint8_t deps;
};

struct test {
    cell_id cell;
    bool keyed; /* some look-up by value strikes the row where it is false */
};

struct row_key { /* a clause of the row that is a look-up */
    int family;
    const uint32_t *slots;
    size_t n;
};

struct row {
    int item; /* hold, or consequence */
    bool consequence, states, found, nexus;
    uint8_t deps;           /* of all that `reach` reads */
    cell_id bound, conduct; /* of a consequence: what the actor `does` */
    const struct test *tests; /* the whole scope, cheapest first */
    size_t n_tests;
    const cell_id *scope; /* in source order */
    size_t n_scope;
    const struct row_omit *omits;
    size_t n_omits;
    const struct row_key *keys;
    size_t n_keys;
    const int *policies; /* that deny */
    size_t n_policies;
    bool givers_known; /* asked for where a deal shows an approval */
    ints givers;       /* authorities whose power to license or waive reaches the hold */
};

enum family_kind { FAMILY_DIM, FAMILY_GOODS, FAMILY_ROLE };
struct family { /* one way to look rows up: the values of a fact */
    enum family_kind kind;
    enum dim dim;
    int role;
    bool negated;
    enum cell_class class;
    const struct dim_bits *bits;
    size_t n_slots;
};

struct order_family { /* its rows in one legal order */
    int family;
    const uint64_t *has;  /* rows that ask */
    const uint32_t *at;   /* by slot: 0, or 1 + which of `bits` */
    const uint64_t *bits; /* rows that the value fits */
};

struct column { /* a clause that several rows share: those in one word */
    cell_id cell;
    uint64_t rows;
};

struct columns { /* of a word of rows */
    const struct column *items;
    size_t n, n_deal; /* the first ones have one value for all legs of a day */
};

struct row_word {
    uint32_t word;
    uint64_t rows;
};

struct row_block { /* what a conduct could be reached by */
    const struct row_word *words;
    size_t n, n_rows;
};

struct order_rows { /* of a jurisdiction; the last one: of holds without one */
    size_t number;
    struct row *rows; /* those with the same conducts stand together */
    size_t n, words;
    uint32_t *rank;    /* by row: its place in the answer, holds and then consequences, ascending */
    uint32_t *by_rank; /* and back */
    cell_id bound;
    const uint64_t *nexus; /* rows that need a nexus */
    struct order_family *families;
    size_t n_families, n_deal_families;
    struct columns *columns; /* by word */
    struct row_block **blocks[2]; /* by slot of the conduct, NULL: not built; [1]: legs that also `cause` */
};

struct hold_at {
    size_t order;
    uint32_t row;
};

struct verdict_group {
    ints measures;
    uint64_t **members; /* by jurisdiction: its rows; NULL: none */
};

/* ---- working memory ---- */

struct words {
    const uint64_t *t, *m; /* true; not false */
};

struct day_state { /* a day, or the days by lane, of a deal */
    int day;
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

struct kept_pair {
    uint64_t stamp;
    struct pair value;
};

#define FAILURES_KEPT 2

struct kept_try { /* of an exemption, licence or offer */
    uint64_t stamp, proved; /* of the value; of the failures */
    struct pair value;
    struct failure failures[FAILURES_KEPT];
    size_t n_failures; /* more than are kept: in `run.failures`, until the next try */
    uint64_t shown_in; /* call of `order` whose answer holds `shown` */
    struct failure *shown;
};

struct kept_group {
    uint64_t stamp;
    struct pair reached, blocked;
};

#define MOST_SLOTS 8

struct family_state {
    uint64_t stamp;
    bool strikes;
    uint8_t n;
    uint32_t slots[MOST_SLOTS];
};

struct order_state { /* rows of an order, as far as the deal goes */
    struct {
        uint64_t stamp;
        bool strikes;
        uint8_t n;
        const uint64_t *rows[MOST_SLOTS];
    } *families;
    uint64_t *stamps; /* by word: of the day that the next two are about */
    uint64_t *live, *looked; /* rows left; those whose clauses on the deal were looked at */
};

struct role_chain {
    uint64_t deal;
    int first;
};

struct hit { /* a row that reaches, or may */
    const struct row *row;
    const struct life_slot *life;
    struct pair reach;
};

#define VERDICTS_DEEP 4           /* as deep as the walker follows verdicts within verdicts */
#define BUFFERS (VERDICTS_DEEP + 1) /* one for the order, one for each depth */

struct run { /* the deal that is being answered */
    struct table_set *set;
    struct evaluation *ev;
    const struct deal *deal;
    struct run *base; /* of a completion: the deal itself, whose decided values hold; or NULL */
    uint64_t id; /* which deal: never given twice */
    uint64_t all;
    /* the leg */
    size_t at;
    const struct leg *leg; /* with the day that is looked at */
    struct leg leg_day;
    const struct day_state *day_state;
    size_t n_parts; /* days of the lanes */
    uint64_t bases[CLASSES];
    uint64_t stamp[2 * CLASSES]; /* by class; from CLASSES on for what reads findings */
    uint64_t base_stamp[2 * CLASSES];
    struct view *view;
    struct words words[SPACES];
    bool several; /* conducts */
    /* who asks */
    int party;
    const struct hold *host;
    bool found, term;
    unsigned depth;
    /* the deal */
    uint64_t deal_base;
    struct life_part lane_parts[MAX_LANES];
    size_t n_lane_parts;
    struct assumption *law;
    size_t n_law, law_room;
    struct day_state *days;
    size_t n_days, days_room;
    struct leg_state *legs;
    size_t legs_room;
    struct party_state *parties;
    uint64_t *party_words;
    size_t parties_room;
    uint64_t *line_stamps, *line_words;
    size_t lines_room;
    uint64_t *deal_words, *leg_words;
    struct role_chain *roles;
    /* what is kept */
    uint64_t *memo; /* stamp << 2 | tri */
    struct kept_pair *pairs;
    struct kept_try *exemptions, *offers;
    struct kept_group *groups;
    struct family_state *families;
    struct order_state *orders;
    uint32_t *buffers[BUFFERS];
    struct hit *hits;
    int *assess, *states;
    struct exposure *exposed;
    uint64_t *merged, *ranks; /* rows of a leg with several conducts; rows that are left */
    uint64_t calls; /* of `order` */
    struct failure failures[2 * MAX_LANES + 4];
};

#define MARK_SET 0x7ab1e5e700000001ULL
#define MARK_DEAL 0x7ab1e5e700000002ULL
#define RING 64

struct deal_mark { /* what `evaluation.tables` points to after the first call */
    uint64_t mark;
    struct table_set *set;
    uint64_t id;
    const struct deal *deal;
    const struct leg *legs;
    size_t n_legs, n_parties, n_lines, n_assumed;
    const void *parties, *lines, *assumed;
    const int *lane_days;
    int on;
};

struct table_set {
    uint64_t mark;
    struct arena *arena;
    const struct regime *regime;
    struct overlay overlay;
    uint64_t all;
    struct cell *cells;
    size_t n_cells;
    cell_id *kids;
    struct verdict *verdicts;
    size_t n_pairs; /* cells with lanes */
    bool tall;      /* verdicts nest deeper than the walker follows: nothing with a verdict is kept */
    struct deal_bits deal;
    struct line_bits line;
    struct leg_bits leg;
    struct party_bits party;
    struct tries *exemptions, *offers;
    cell_id *policies; /* ALL of the clauses */
    struct order_rows *orders;
    size_t n_orders;
    struct hold_at *hold_rows;
    struct verdict_group *groups;
    size_t n_groups;
    struct family *families;
    size_t n_families;
    size_t most_words, most_rows;
    struct life_law law;
    struct view **by_segment;
    VEC(struct view *) views;
    uint64_t next_stamp, clock;
    struct deal_mark ring[RING];
    size_t ring_at;
    struct run order_run, range_run;
    struct table_counts counts;
};

#define TABLE_VIEWS 160 /* a deal has days for 64 parties and the lanes, twice with its completion */

/* table_cell.c: distinct clauses. `space`: SPACE_DEAL where no party is looked at. */
struct cells_builder;
struct cells_builder *cells_begin(struct table_set *s);
cell_id cells_clause(struct cells_builder *b, const struct clause *k, enum space space);
cell_id cells_all(struct cells_builder *b, const cell_id *kids, size_t n);
cell_id cells_any(struct cells_builder *b, const cell_id *kids, size_t n);
cell_id cells_conducts(struct cells_builder *b, const int *conducts, size_t n);
cell_id cells_not(struct cells_builder *b, cell_id kid);
cell_id cells_unknown(struct cells_builder *b);
const struct cell *cells_get(const struct cells_builder *b, cell_id id);
cell_id cells_kid(const struct cells_builder *b, cell_id id, uint32_t which);
int cells_cost(const struct cell *c);

/* table_height.c: sets `tall`. */
void cells_heights(struct table_set *s);
cell_id cells_state_actor(struct cells_builder *b);
void cells_finish(struct cells_builder *b);

/* table_bits.c: the layout of the bits, before the first cell. */
struct leaf_bit { /* where a clause on values has its bit */
    uint32_t word;
    uint64_t bit;
};
struct bits_builder;
struct bits_builder *bits_begin(struct table_set *s);
void bits_clause(struct bits_builder *b, const struct clause *k);
void bits_conducts(struct bits_builder *b, const int *conducts, size_t n);
void bits_finish(struct bits_builder *b);
struct leaf_bit bits_of(const struct bits_builder *b, const struct clause *k);
struct leaf_bit bits_of_conducts(const struct bits_builder *b, const int *conducts, size_t n);

/* table_goods.c */
void goods_compile(struct table_set *s);
void goods_fill(struct run *r, int line, uint64_t *t, uint64_t *m);

/* table_words.c: the bits of a deal, line, leg, party. */
void words_deal(struct run *r);
void words_line(struct run *r);
void words_leg(struct run *r);
const uint64_t *words_party(struct run *r, int party); /* t, then m */

/* table_life.c, table_view.c */
void life_compile(struct table_set *s);
int life_lapse_day(const struct instrument *in);
struct view *view_of(struct run *r, struct life_part *parts, size_t n);
const struct life_slot *view_hold(struct run *r, int hold);
const struct life_slot *view_exemption(struct run *r, int exemption);
struct pair view_offer(struct run *r, int offer);
struct pair view_policy(struct run *r, int policy);
struct pair view_consequence(struct run *r, int consequence);
struct pair view_layer(struct run *r, int layer);

/* table_row.c */
void rows_compile(struct table_set *s, struct cells_builder *b);
void rows_members(struct table_set *s); /* of verdict groups, when all cells are there */
const struct row *row_of_hold(const struct table_set *s, int hold);

/* table_family.c: the values of a fact, by which rows are looked up. */
const struct family_state *family_of_leg(struct run *r, int family);

/* table_block.c */
void blocks_compile(struct table_set *s, struct order_rows *o);
/* The rows that may reach the leg, in the order of the answer. */
size_t rows_left(struct run *r, size_t order, uint32_t *ret);

/* table_eval.c: clauses. */
enum tri cell_tri(struct run *r, cell_id id);
struct pair cell_pair(struct run *r, cell_id id);

/* table_run.c: deals and legs. */
struct run_place { /* to come back to */
    size_t at;
    const struct hold *host;
    unsigned depth;
    int party;
    struct words party_words;
    bool term;
};
void run_memory(struct run *r, struct table_set *s);
void run_begin(struct run *r, struct evaluation *ev);
void run_leg(struct run *r, size_t leg);
void run_part(struct run *r, size_t part);
void run_found(struct run *r, bool found);
void run_party(struct run *r, int party);
struct run_place run_place(const struct run *r);
void run_back(struct run *r, const struct run_place *place);

/* table_hold.c: values of a row. */
struct pair row_scope(struct run *r, const struct row *row, uint64_t lanes); /* without the binding, in these lanes */
struct pair row_reach(struct run *r, const struct row *row, uint64_t lanes);
struct pair row_on(struct run *r, const struct row *row);   /* alive, and reaches */
struct pair row_free(struct run *r, const struct row *row); /* exempt or licensed */
struct pair row_exempt(struct run *r, const struct row *row);
struct pair row_denied(struct run *r, const struct row *row);
struct pair row_offered(struct run *r, const struct row *row);
struct pair row_approved(struct run *r, const struct row *row, uint64_t lanes, int *ret_which);
/* `proof`: with the first clauses that fail. */
const struct kept_try *try_exemption(struct run *r, int exemption, bool proof);
const struct kept_try *try_offer(struct run *r, int offer, bool proof);

/* table_proof.c: the answer of an order. */
void proof_order(struct run *r, size_t order, struct order_answer *ret);

#endif
