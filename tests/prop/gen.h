/* Random regimes and roads as text, random deals as JSON. All memory is the arena's (deals: jansson's, the caller drops them).
 *
 * A regime has a small vocabulary, three legal orders, and few measures; what stands where follows a round robin over kinds and
 * positions, so that some hundred regimes place every clause kind in every position many times. Deals draw from the same small pools.
 */
#ifndef PROP_GEN_H
#define PROP_GEN_H

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "prop/kinds.h"
#include "prop/rng.h"

#define GEN_DECLARATIONS 192
#define GEN_NAMES 48
#define GEN_INSTRUMENTS 20
#define GEN_FILES 4

struct gen_names {
    const char *items[GEN_NAMES];
    size_t n;
};

struct gen_instrument {
    const char *name;
    unsigned order;    /* 0 UN, 1 US, 2 KR */
    const char *from;  /* NULL: external */
    const char *later; /* first day of `para 3`; NULL: as the instrument */
};

struct gen_wish { /* this kind in this position, whenever one stands there */
    enum kind kind;
    enum position at;
};

struct gen_law {
    struct arena *arena;
    const struct gen_wish *wish; /* NULL: kinds in turn */
    struct rng rng;
    uint64_t index; /* which regime of the run: where the round robin begins */
    unsigned turn[POSITIONS_N];
    bool no_verdict;          /* in law that a verdict clause may ask about */
    unsigned order;           /* whose law is being written */
    unsigned classes, scopes; /* how many may be named: those that stand before, so that none names itself */
    unsigned stage_licences;  /* declared by roads so far */
    struct str declarations[GEN_DECLARATIONS];
    size_t n_declarations;
    size_t n_vocabulary; /* the first of them */
    struct gen_instrument instruments[GEN_INSTRUMENTS];
    size_t n_instruments;
    struct gen_names bases;       /* measures that verdict clauses ask about, and groups of them */
    struct gen_names measures[3]; /* by order; with the bases */
    struct gen_names groups, exemptions, licences, offers, policies, consequences;
};

/* Pools that law and deals share. */
extern const char *const gen_countries[];
extern const unsigned gen_n_countries;
extern const char *const gen_currencies[];
extern const unsigned gen_n_currencies;
extern const char *const gen_waypoints[];
extern const unsigned gen_n_waypoints;
extern const char *const gen_purposes[];
extern const unsigned gen_n_purposes;
extern const char *const gen_kinds[];
extern const unsigned gen_n_kinds;
extern const char *const gen_places[];
extern const unsigned gen_n_places;
extern const char *const gen_roles[];
extern const unsigned gen_n_roles;
extern const char *const gen_conducts[];
extern const unsigned gen_n_conducts;
extern const char *const gen_activities[];
extern const unsigned gen_n_activities;
extern const char *const gen_judgements[];
extern const unsigned gen_n_judgements;
extern const char *const gen_findings[];
extern const unsigned gen_n_findings;
extern const char *const gen_caps[];
extern const unsigned gen_n_caps;
extern const char *const gen_tags[];
extern const unsigned gen_n_tags;
extern const char *const gen_goods[];
extern const unsigned gen_n_goods;
extern const char *const gen_authorities[];
extern const unsigned gen_n_authorities;
extern const char *const gen_days[]; /* the boundaries of the law, in order */
extern const unsigned gen_n_days;
extern const char *const gen_orders[3];

/* Regime number `index` of the run `seed`; `wish` may be NULL, and must live as long as the law. */
void gen_law(struct gen_law *ret, struct arena *a, uint64_t seed, uint64_t index, const struct gen_wish *wish);
/* Its declarations joined into `n` texts, from the first to the last. */
void gen_texts(const struct gen_law *l, struct arena *a, struct str *ret, size_t n);
/* A road over it with so many stages. */
struct str gen_road(struct gen_law *l, unsigned stages);

/* How much is missing from a deal. */
enum gen_gaps { GAPS_NONE, GAPS_FEW, GAPS_MANY, GAPS_MOST, GAPS_N };
/* A deal of which everything is known. `dated`: with `on`. */
json_t *gen_deal(const struct gen_law *l, struct rng *r, bool dated);
/* A copy with facts taken out, or lists left open. */
json_t *gen_incomplete(const json_t *deal, struct rng *r, enum gen_gaps gaps);

/* ---- parts (gen_clause.c) ---- */

void gen_declare(struct gen_law *l, const struct buf *text);
void gen_name(struct gen_names *to, const char *name);
const char *gen_pick(struct gen_law *l, const char *const *pool, unsigned n);
const char *gen_pick_name(struct gen_law *l, const struct gen_names *from);
const char *gen_day(struct gen_law *l);
/* `a, b`: one to `most` different ones of the pool. */
void gen_list(struct gen_law *l, struct buf *out, const char *const *pool, unsigned n, unsigned most);
/* One clause that stands in the position, the next kind in turn; one on a party where the position asks for a pattern. */
void gen_clause(struct gen_law *l, struct buf *out, enum position at);
/* A clause that is often true, to let the others decide. */
void gen_easy(struct gen_law *l, struct buf *out);
/* `US.i2 para 2(a)` of the order, not of its first instrument; *ret_from: its first day, NULL where nothing tells. */
const char *gen_provision(struct gen_law *l, unsigned order, const char **ret_from);
void gen_vocabulary(struct gen_law *l);
void gen_over(struct gen_law *l);

#endif
