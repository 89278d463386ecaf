/* The deal: the facts asked about. Read from JSON, completed with what the vocabulary says, never changed by an evaluator.
 *
 * A fact is known or not. A list that is known is complete unless said otherwise. Facts that are not known are asked of `assumed`, which
 * the split over missing facts fills: an evaluator reads facts only through the functions below, so that it answers for every completion.
 */
#ifndef DECIDE_DEAL_H
#define DECIDE_DEAL_H

#include "law/model.h"

#define DEAL_BYTES ((size_t)1024 * 1024)
#define DEAL_PARTIES 64
#define DEAL_LINES 64
#define DEAL_LEGS 1024 /* parties times goods lines */
#define DEAL_ITEMS 256 /* of every other list */
#define DEAL_DEPTH 8

struct fact { /* a value, or a list of values */
    bool known;
    bool complete; /* known lists only: nothing else is in it */
    int *values;
    size_t n;
};

struct listing {
    int by; /* jurisdiction value */
    int *tags;
    size_t n_tags;
    bool tags_known;
    int from, until; /* [from, until) */
};

#define PARTY_DIM(d) ((d)-DIM_NATIONAL)
#define PARTY_DIMS (DIM_COUNT - DIM_NATIONAL)

struct party {
    struct str name;
    int role;     /* index; -1: none that is known */
    bool given;   /* false: required, and not named in the deal */
    bool unnamed; /* the clearing bank that `cleared_in` adds */
    int place;    /* index in /parties: the place it has, or would have */
    int on;       /* DAY_NONE: the deal's */
    bool clear;
    bool country_given;
    int country; /* value, where given: the state of the party */
    struct fact dims[PARTY_DIMS];
    struct fact screened; /* jurisdiction values; with `clear` everywhere */
    bool listed_known, listed_complete;
    struct listing *listed;
    size_t n_listed;
    struct fact acts_for_listed; /* jurisdiction values */
    bool owned_known;            /* for all that are not named */
    bool owned;
    struct listing *owned_by; /* by and tags unused: by = jurisdiction, from = 1 yes, 0 no */
    size_t n_owned_by;
    struct str *id_kinds;
    struct str *ids;
    size_t n_ids;
    bool ids_known;
};

struct line {
    bool given;
    bool hs_known;
    struct str hs;
    bool description_known;
    struct str description;
    bool quantity_known, value_known;
    struct decimal quantity, value;
    int unit;
    struct fact made_in, contains;
};

struct notice {
    int by, to; /* values */
    struct str about;
    int on; /* DAY_NONE: not given */
    enum tri objected;
};

struct approval {
    int by;
    struct str by_text, about, no, holder;
    int from, until; /* [from, until) */
};

struct deal_event {
    int what, place, on; /* on DAY_NONE: not given */
    int party;
};

struct named_tri {
    int name;
    enum tri value;
};

/* ---- atoms: facts that are missing ------------------------------------------------------------------------------------------ */

enum atom_kind {
    ATOM_DIM, /* a = level index (party, line), b = dim */
    ATOM_STEP,
    ATOM_LISTED, /* a = party, b = jurisdiction value: tags; of the day */
    ATOM_ACTS_LISTED,
    ATOM_OWNED,
    ATOM_HS,
    ATOM_DESCRIPTION,
    ATOM_UNIT_VALUE, /* a = line */
    ATOM_AMOUNT,
    ATOM_CONTRACT,
    ATOM_WRITTEN,
    ATOM_NOTICE,  /* c = the clause; a = whose state gives it (party or line; -1: said), b = the hold; of the day */
    ATOM_EVENT,   /* c = the clause; of the day */
    ATOM_ID,      /* c = the clause */
    ATOM_COUNTRY, /* a = party: its state, for `state of ROLE` */
    ATOM_HOLDER,  /* a = party: the name of the actor against an approval's holder */
    ATOM_JUDGED,
    ATOM_FOUND, /* a = whose state made it, as of a notice; b = name value, c = the clause (by whom) */
    ATOM_CAP,   /* b = name value */
    ATOM_LAW,   /* b = instrument index: in force? c: an external clause */
    ATOM_LIFE,  /* b = item: hold (a = 0), exemption (1), policy (2), consequence (3), offer (4): in force? */
    ATOM_KINDS
};

struct atom {
    enum atom_kind kind;
    int a, b;
    const struct clause *c;
    int day; /* `deal_day` of the leg, where another day is another truth; else 0 */
};

struct assumption {
    struct atom atom;
    enum tri truth;   /* for atoms that are true or false */
    struct fact fact; /* for dims and tags: known, complete */
    struct str text;  /* hs, description */
    struct decimal amount;
    int day;
};

struct deal {
    struct arena *arena;
    const struct regime *regime;
    struct str id;
    int on;
    bool on_given;
    int asker;                      /* country value; 0: none */
    ints for_orders;                /* jurisdiction values (also of orders not encoded) */
    int activity;                   /* index; -1: not given */
    struct fact step;               /* conduct value */
    struct fact dims[DIM_CONTAINS]; /* dispatch .. conduct (unused), by dim; lines carry made-in and contains */
    bool goods_known;
    bool goods_complete;
    struct line *lines;
    size_t n_lines; /* with the unknown one where goods are required and not given */
    bool parties_known;
    bool parties_complete;
    struct party *parties;
    size_t n_parties; /* with those that are required and not given, and the clearing bank */
    bool amount_known;
    struct decimal amount;
    int contract; /* DAY_NONE */
    enum tri written;
    bool notices_known, notices_complete;
    struct notice *notices;
    size_t n_notices;
    struct approval *approvals;
    size_t n_approvals;
    bool findings_known, findings_complete;
    int *findings;
    int *findings_by; /* values; VALUE_OTHER: not said */
    size_t n_findings;
    struct named_tri *judged;
    size_t n_judged;
    struct named_tri *within_cap;
    size_t n_within_cap;
    bool events_known, events_complete;
    struct deal_event *events;
    size_t n_events;

    const struct assumption *assumed;
    size_t n_assumed;
};

/* The day of a party's legs, by which their facts are told apart; DAY_NONE: that of the lane. */
int deal_day(const struct deal *d, int party);
bool atom_eq(struct atom a, struct atom b);
/* What the completion says of an atom, or NULL. */
const struct assumption *deal_assumed(const struct deal *d, struct atom a);
/* A dimension's fact: known from the deal, or assumed; else not known. `party` and `line` are used as the dimension's level asks; line -1
 * gives an empty, complete list. */
struct fact deal_dim(const struct deal *d, enum dim dim, int party, int line);
/* JSON Pointer of the fact behind an atom; empty for law. */
struct str atom_pointer(const struct deal *d, struct arena *a, struct atom atom);
/* "seller: country", for people. */
struct str atom_phrase(const struct deal *d, struct arena *a, struct atom atom);

/* ---- reading ---------------------------------------------------------------------------------------------------------------- */

struct deal_error {
    struct str pointer; /* where in the deal */
    struct str message;
    struct str help;
    size_t line, column; /* in the text; 0: unknown */
};

/* Reads one JSON object. False: `err` says why; nothing is kept. `default_on`: day of deals without `on`, DAY_NONE: an error. */
bool deal_read(struct arena *a, const struct regime *g, struct str json, int default_on, struct deal **ret,
               struct deal_error *err);

/* ---- legs ------------------------------------------------------------------------------------------------------------------- */

struct leg {
    int party;           /* index into parties */
    int line;            /* index into lines, or -1 */
    int conduct;         /* value; 0 when the step is not known */
    const int *conducts; /* the candidates */
    size_t n_conducts;
    bool principal;
    bool cause; /* also does `cause` */
    int day;
};

/* All legs of a deal, in the order of parties, then lines. */
void deal_legs(struct arena *a, const struct deal *d, struct leg **ret, size_t *ret_n);

#endif
