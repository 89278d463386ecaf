/* Inside the tables: what is compiled. What a deal needs while it is answered: table_run.h. See table.h.
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

/* Where the bits of a clause are looked up. ACTOR and PARTY have the same bits: of the leg's actor, and of the party looked at. After these
 * come the roles, by index, and last any role: there a bit says that some party in the role has it. */
enum space { SPACE_DEAL, SPACE_LINE, SPACE_LEG, SPACE_ACTOR, SPACE_PARTY, SPACES };

enum cell_op {
    CELL_BITS_ALL, /* every `pos` bit is true, every `neg` bit false */
    CELL_BITS_ANY, /* some `pos` bit is true, or some `neg` bit false */
    CELL_ALL,
    CELL_ANY,
    CELL_NOT,
    CELL_PARTY, /* some party in `role` fits the kid */
    CELL_LEAF,  /* leaf_value */
    CELL_APPROVED,
    CELL_EXTERNAL,
    CELL_UNKNOWN,
    CELL_VERDICT /* `at`: index into verdicts */
};
#define CELL_TRUE ((cell_id)0)
#define CELL_FALSE ((cell_id)1)

/* What a cell's value depends on: the lowest two bits are the class, each containing those before it. */
enum cell_class { CLASS_DEAL, CLASS_DAY, CLASS_ACTOR, CLASS_LEG, CLASSES };
#define DEP_CLASS 3U
#define DEP_FOUND 4U /* reads findings: another value when they are looked at as made */
#define DEP_TERM 8U  /* reads judgements: another value in the terms of an offer */
#define DEP_HOST 16U /* reads whose clause it is: not kept */
#define DEP_DAY 32U
#define DEP_VERDICT 64U /* differs from lane to lane */
#define DEP_PARTY 128U  /* reads the party looked at: not kept */

struct cell {
    uint8_t op, deps;
    uint16_t space;
    uint32_t at, n;        /* kids; BITS: at = word; VERDICT: at = which */
    uint32_t bits, n_bits; /* ALL, ANY: the first kids, that are tests of bits */
    uint32_t pair;         /* DEP_VERDICT: index among the cells with lanes */
    int role;              /* PARTY */
    uint64_t pos, neg;
    const struct clause *source;
};

#define VERDICTS_DEEP 4 /* as deep as the walker follows verdicts within verdicts */

struct bits_test { /* a kid that is BITS, beside its brothers */
    uint64_t pos, neg;
    uint32_t at;
    uint16_t space;
    bool any;
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
    const uint64_t *rows; /* by slot */
};

struct listed_bits { /* clauses on the lists of one jurisdiction */
    int jurisdiction;
    const uint64_t *itself, *untagged, *acts, *owned;
    bool any_acts, any_owned;
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
    uint32_t child[10];            /* 0: none */
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
    const uint32_t *judged; /* by value: 0, or 1 + its bit */
    size_t n_values;
    const uint64_t *judged_bits; /* all of them */
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
    uint64_t **live; /* by order: rows alive in some lane, and which words are filled; NULL: not asked for yet */
    uint64_t used;   /* the oldest is taken again */
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
    struct place_list *of_holds, *of_exemptions, *of_offers, *of_policies, *of_consequences,
        *of_mandates /* by measure */;
    struct place_list **rests; /* by instrument: parallel to rests_on */
    VEC(int) omits_at;         /* by exemption: first of its omitted_by among the layers */
    int *own_layer;            /* by exemption: its layer, or -1 */
    int *offer_layer;
    int *hold_layers; /* by hold: first of its omit_layers */
    VEC(int) dates;   /* sorted: life is the same from one to the next */
    struct life_index at;
};

/* ---- rows ---- */

struct row_omit { /* part of the scope struck by a variation, or by acts in some lanes */
    int layer;    /* of the view; -1: acts */
    uint64_t lanes;
    cell_id cell;
};

struct tries {       /* what an exemption, licence or offer asks for, in source order */
    cell_id conduct; /* CELL_TRUE: any */
    const cell_id *cells;
    size_t n;
    uint8_t deps;
};

struct row_key { /* a clause of the row that is a look-up */
    int family;
    cell_id cell;
    const uint32_t *slots;
    size_t n;
};

struct row {
    int item; /* hold, or consequence */
    bool consequence, states, found, nexus;
    bool fickle;            /* asks for a notice, here or behind a verdict: a completion decides that anew */
    bool apart;             /* findings are read by some tests alone, the last ones */
    bool plain;             /* and those are findings themselves: as if made, true */
    cell_id bound, conduct; /* of a consequence: what the actor `does` */
    const cell_id *tests;   /* the whole scope, cheapest first; what reads findings last */
    size_t n_tests, n_findings;
    const cell_id *rest; /* what no look-up decides: of a row that is sure, only these are asked; findings last */
    size_t n_rest;
    bool bound_rest;      /* the binding is one of them */
    bool quick;           /* nothing is left to ask but findings */
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

struct bits_column {        /* a test of bits, and the rows of a word that ask for it */
    uint64_t rows, yes, no; /* `any`: not (all of `yes` and none of `no`) */
    uint32_t at;
    uint16_t space;
    bool any;
};

struct column { /* another clause */
    uint64_t rows;
    cell_id cell;
};

struct columns { /* of a word of rows; the first ones have one value for all legs of a day */
    struct bits_column *bits;
    size_t n_bits, n_deal_bits;
    struct column *cells;
    size_t n_cells, n_deal_cells;
};

struct row_word { /* rows of a block, and what they ask */
    uint32_t word;
    uint64_t rows;
    struct bits_column *bits; /* of the leg */
    struct column *deal_cells, *cells;
    size_t n_bits, n_deal_cells, n_cells;
};

struct row_block { /* what a conduct could be reached by */
    const struct row_word *words;
    const uint32_t *ids; /* of the words */
    size_t n, n_rows;
};

struct order_rows { /* of a jurisdiction; the last one: of holds without one */
    size_t number;
    struct row *rows; /* those with the same conducts stand together, where there are many */
    size_t n, words;
    bool ranked;       /* in the order of the answer */
    uint32_t *rank;    /* by row: its place in the answer, holds and then consequences, ascending */
    uint32_t *by_rank; /* and back */
    cell_id bound;
    struct order_family *families;
    size_t n_families, n_deal_families;
    struct columns *columns; /* by word */
    struct row_block **
        blocks[2]
              [2]; /* by slot of the conduct, NULL: not built; legs that also `cause`; actors that the order may bind */
};

struct hold_at {
    size_t order;
    uint32_t row;
};

struct read_list { /* on what a hold hangs: itself, and the holds behind its verdicts */
    ints holds;
    bool verdicts;
};

struct verdict_group {
    ints measures;
    uint64_t **members; /* by jurisdiction: its rows; NULL: none */
};

struct run;

#define MARK_SET 0x7ab1e5e700000001ULL
#define MARK_DEAL 0x7ab1e5e700000002ULL
#define RING 64
#define TABLE_VIEWS 160 /* a deal has days for 64 parties and the lanes, twice with its completion */

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
    struct bits_test *tests;
    struct verdict *verdicts;
    struct read_list *reads; /* by hold; NULL: not asked for yet */
    size_t n_pairs;          /* cells with lanes */
    bool tall;               /* verdicts nest deeper than the walker follows: nothing with a verdict is kept */
    struct deal_bits deal;
    struct line_bits line;
    struct leg_bits leg;
    struct party_bits party;
    int *roles; /* that clauses look up; the number of roles stands for any */
    size_t n_roles;
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
    struct run *order_run, *range_run;
    struct table_counts counts;
};

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
cell_id cells_state_actor(struct cells_builder *b);
void cells_finish(struct cells_builder *b);

/* table_height.c: sets `tall`. */
void cells_heights(struct table_set *s);

/* table_bits.c: the layout of the bits, before the first cell. */
struct leaf_bit { /* where a clause on values has its bit */
    uint32_t word;
    uint64_t bit;
};
struct bits_builder;
struct bits_builder *bits_begin(struct table_set *s);
void bits_clause(struct bits_builder *b, const struct clause *k);
void bits_judged(struct bits_builder *b, int judgement);
void bits_conducts(struct bits_builder *b, const int *conducts, size_t n);
void bits_law(struct table_set *s, struct bits_builder *b); /* table_visit.c: what all clauses ask */
void bits_finish(struct bits_builder *b);
struct leaf_bit bits_of(const struct bits_builder *b, const struct clause *k);
struct leaf_bit bits_of_judged(const struct bits_builder *b, int judgement);
struct leaf_bit bits_of_conducts(const struct bits_builder *b, const int *conducts, size_t n);

/* table_goods.c */
void goods_compile(struct table_set *s);

/* table_life.c */
void life_compile(struct table_set *s);
int life_lapse_day(const struct instrument *in);

/* table_row.c */
void rows_compile(struct table_set *s, struct cells_builder *b);
void rows_members(struct table_set *s); /* of verdict groups, when all cells are there */
const struct row *row_of_hold(const struct table_set *s, int hold);

/* table_block.c: when all cells are there. */
void blocks_compile(struct table_set *s, struct order_rows *o);

#endif
