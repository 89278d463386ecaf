/* The regime after reading: items of law with every name resolved.
 *
 * Invariants (the parser sees to them, the evaluators rely on them):
 *  - every index is valid, every array is sorted by name, so that the order of files and declarations leaves no trace;
 *  - a hold belongs to one measure, has at least one provision, and its days are [from, until);
 *  - clauses form trees without cycles: a named scope, class or nexus is shared by pointer, its depth counted;
 *  - values (countries, purposes, tags ...) are interned: equal text, equal id; VALUE_OTHER equals nothing.
 */
#ifndef LAW_MODEL_H
#define LAW_MODEL_H

#include "base/date.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/tri.h"
#include "base/vec.h"

#define VALUE_OTHER 0 /* a value of a deal that the regime never mentions */
#define MAX_HOLDS 20000
#define MAX_CLAUSE_DEPTH 32
#define MAX_CLAUSE_SIZE 10000 /* clauses of a scope or class, unfolded */
#define MAX_VALUES 100000

typedef VEC(int) ints;

/* ---- names ------------------------------------------------------------------------------------------------------------------- */

enum item_kind {
    ITEM_CONDUCT,
    ITEM_ROLE,
    ITEM_ACTIVITY,
    ITEM_PURPOSE,
    ITEM_PARTY_KIND,
    ITEM_PLACE,
    ITEM_PORT,
    ITEM_UNIT,
    ITEM_JUDGEMENT,
    ITEM_FINDING,
    ITEM_EVENT,
    ITEM_TAG,
    ITEM_GOODS,
    ITEM_JURISDICTION,
    ITEM_AUTHORITY,
    ITEM_NEXUS,
    ITEM_CLASS,
    ITEM_SCOPE,
    ITEM_INSTRUMENT,
    ITEM_MEASURE,
    ITEM_GROUP,
    ITEM_EXEMPTION,
    ITEM_LICENCE,
    ITEM_OFFER,
    ITEM_POLICY,
    ITEM_CONSEQUENCE,
    ITEM_CAP,
    ITEM_POWER,
    ITEM_COMMITMENT,
    ITEM_ISSUE,
    ITEM_KINDS
};

/* The word of the language for a kind ("measure"), and for people ("goods list"). */
const char *item_word(enum item_kind kind);
const char *item_phrase(enum item_kind kind);

/* When a person last held the item against its text. */
#define REVIEW_UNSAID "not held against a text" /* `unreviewed` without a text */
struct review {
    int day;         /* DAY_NONE: unreviewed */
    struct str text; /* against what; or what has not been seen */
};

#define PIN_PARTS 32 /* components of one place at most */

/* A place in an instrument: components "para","8","a","iii". */
struct pin {
    struct str *parts;
    size_t n;
};

struct provision {
    int instrument;  /* index into instruments */
    struct pin pin;  /* n = 0: the whole instrument */
    struct str text; /* as written: "para 8(a)" */
};

typedef VEC(struct provision) provisions;

/* What every declaration carries. */
struct item {
    enum item_kind kind;
    struct str name;
    struct str title;
    struct span at;
    struct review review;
    struct str source; /* citation where there is no instrument */
    struct str note;
    provisions under;   /* any of them keeps the item alive; empty: lives always */
    int from;           /* DAY_MIN */
    int until;          /* exclusive; DAY_MAX */
    int unknown_from;   /* in force unknown from that day; DAY_MAX */
    int suspended_from; /* [from, until) in which it sleeps; DAY_MAX: never */
    int suspended_until;
    bool external;    /* declared elsewhere: unknown */
    bool used;        /* some law of the regime, or the road over it, names it */
    int index;        /* in the array of its kind */
    int jurisdiction; /* index, or -1 */
};

/* ---- clauses ------------------------------------------------------------------------------------------------------------------ */

enum clause_op {
    CL_ALL,
    CL_ANY,
    CL_NOT,
    CL_NAMED,
    CL_VALUE,      /* dim has one of values */
    CL_GOODS,      /* the line is in one of the goods lists */
    CL_AMOUNT,     /* compare the payment with amount */
    CL_UNIT_VALUE, /* compare the line's value per unit */
    CL_CONTRACT,
    CL_CONDUCT_DAY,
    CL_NOTICE,
    CL_APPROVED,
    CL_JUDGED,
    CL_FOUND,
    CL_CAP,
    CL_EVENT,
    CL_VERDICT,
    CL_PARTY,    /* some party in the role fits the pattern (kids[0]) */
    CL_ATTR,     /* in a pattern: the party's dim has one of values */
    CL_LISTED,   /* in a pattern: listed by the jurisdiction under one of the tags (values) */
    CL_ID,       /* in a pattern: identifier of that kind */
    CL_EXTERNAL, /* law that is not here: unknown */
    CL_OPS
};
const char *clause_op_name(enum clause_op op);

/* One table of the dimensions: law word, deal key, level, list or single. DIMS(X) is the only place where they are listed. */
#define DIMS(X)                                                              \
    X(DISPATCH, "dispatch", "dispatch", DEAL, SINGLE, COUNTRY)               \
    X(DESTINATION, "destination", "destination", DEAL, SINGLE, COUNTRY)      \
    X(ROUTE, "route", "route", DEAL, LIST, WAYPOINT)                         \
    X(PLACE, "place", "place", DEAL, SINGLE, PLACE)                          \
    X(PURPOSE, "purpose", "purposes", DEAL, LIST, PURPOSE)                   \
    X(CURRENCY, "currency", "currency", DEAL, SINGLE, CURRENCY)              \
    X(CLEARED_IN, "cleared-in", "cleared_in", DEAL, SINGLE, COUNTRY)         \
    X(CONDUCT, "does", "", LEG, SINGLE, CONDUCT)                             \
    X(ACTIVITY, "activity", "activity", DEAL, SINGLE, ACTIVITY)              \
    X(MADE_IN, "made-in", "made_in", LINE, SINGLE, COUNTRY)                  \
    X(CONTAINS, "contains", "contains", LINE, LIST, COUNTRY)                 \
    X(NATIONAL, "national", "nationals", PARTY, LIST, COUNTRY)               \
    X(RESIDENT, "resident", "resident", PARTY, LIST, COUNTRY)                \
    X(INCORPORATED, "incorporated", "incorporated", PARTY, LIST, COUNTRY)    \
    X(LOCATED, "located", "located", PARTY, LIST, COUNTRY)                   \
    X(BRANCH_OF, "branch-of", "branch_of", PARTY, LIST, COUNTRY)             \
    X(FLAG, "flag", "flag", PARTY, SINGLE, COUNTRY)                          \
    X(AGENCY_OF, "agency-of", "agency_of", PARTY, LIST, COUNTRY)             \
    X(CONTROLLED_BY, "controlled-by", "controlled_by", PARTY, LIST, COUNTRY) \
    X(ACTS_FOR, "acts-for", "acts_for", PARTY, LIST, COUNTRY)                \
    X(CLEARS_IN, "clears-in", "clears_in", PARTY, LIST, COUNTRY)             \
    X(KIND, "kind", "kind", PARTY, LIST, PARTY_KIND)

enum dim {
#define X(id, word, key, level, many, values) DIM_##id,
    DIMS(X)
#undef X
        DIM_COUNT
};
enum dim_level { LEVEL_DEAL, LEVEL_LEG, LEVEL_LINE, LEVEL_PARTY };
enum dim_many { MANY_SINGLE, MANY_LIST };
enum dim_values {
    VALUES_COUNTRY,
    VALUES_WAYPOINT,
    VALUES_PLACE,
    VALUES_PURPOSE,
    VALUES_CURRENCY,
    VALUES_CONDUCT,
    VALUES_ACTIVITY,
    VALUES_PARTY_KIND
};

struct dim_row {
    const char *word; /* in the language */
    const char *key;  /* in JSON; "" where no key answers */
    enum dim_level level;
    enum dim_many many;
    enum dim_values values;
};
extern const struct dim_row dim_table[DIM_COUNT];

enum compare { CMP_AT_MOST, CMP_BELOW, CMP_AT_LEAST, CMP_ABOVE };
enum day_word { DAY_BY, DAY_BEFORE, DAY_FROM, DAY_AFTER };

/* Who a clause speaks of: an authority, a country, the state of a role, of the actor, or where the goods are made. */
enum who_kind { WHO_NONE, WHO_AUTHORITY, WHO_COUNTRY, WHO_STATE_OF_ROLE, WHO_STATE_OF_ACTOR, WHO_EXPORTING_STATE };
struct who {
    enum who_kind kind;
    int value; /* authority name, country, or role index */
};

enum listed_how { LISTED_ITSELF, LISTED_ACTS_FOR, LISTED_OWNED_BY };
enum verdict_word { VERDICT_OPEN, VERDICT_BLOCKED, VERDICT_REACHED };
enum verdict_leg { ON_SAME_LEG, ON_PRINCIPAL_LEG, ON_LEG_OF };

#define ROLE_ANY (-1)
#define ROLE_ACTOR (-2)

struct clause {
    enum clause_op op;
    struct span at;
    struct str text; /* one line, blanks squeezed: printed in proofs */
    struct clause **kids;
    size_t n_kids;
    int *values; /* values; CL_GOODS: goods indices; CL_LISTED: tags; CL_EVENT: the event, then places */
    size_t n_values;
    bool only;
    enum dim dim;
    enum compare compare;
    struct decimal amount;
    int currency;
    enum day_word day_word;
    int day;
    bool written;      /* CL_CONTRACT: must be written; day DAY_NONE: any day */
    struct who by, to; /* notice; found by; approved by (by) */
    int days;          /* notice: lead time; event: within */
    bool years;        /* `days` counts years */
    int silence;       /* notice: objection term in days; 0: none */
    bool working;
    int role;         /* CL_PARTY, ON_LEG_OF: role index, ROLE_ANY, ROLE_ACTOR */
    bool touching;    /* CL_PARTY of a freeze */
    int jurisdiction; /* CL_LISTED: index into values of jurisdiction name; CL_APPROVED */
    enum listed_how how;
    int item; /* CL_NAMED: index; CL_CAP: cap; CL_VERDICT: group set index; CL_EXTERNAL */
    enum item_kind item_kind;
    enum verdict_word verdict;
    enum verdict_leg leg;
    struct str question; /* CL_EXTERNAL; CL_ID: the identifier */
    struct str id_kind;
    int serial; /* unique in the regime */
};

/* ---- vocabulary --------------------------------------------------------------------------------------------------------------- */

struct role {
    struct item item;
    int conduct; /* value of the conduct wherever the role is allowed; -1: none */
    int *kinds;  /* values of party kinds it always has */
    size_t n_kinds;
};

struct activity_role {
    int role;
    int *conducts; /* values; several: one of them by the deal's `step` */
    size_t n_conducts;
    bool required, allowed, principal, silent;
    int any_of; /* required as one of a set: the set's number, or -1 */
};

struct activity {
    struct item item;
    int value;
    bool goods;
    struct activity_role *roles;
    size_t n_roles;
};

struct goods_list {
    struct item item;
    struct str *hs; /* digits; a code that starts with one is in */
    size_t n_hs;
    struct str *not_hs;
    size_t n_not_hs;
    int *includes; /* goods indices */
    size_t n_includes;
    bool described; /* the line's description names it */
    struct str mapping_by;
};

struct named { /* a name with a title: purpose, kind, place, unit, judgement, finding, event, tag, conduct, cap ... */
    struct item item;
    int value; /* interned name */
};

struct jurisdiction {
    struct item item;
    int value;
    int *nexuses; /* indices */
    size_t n_nexuses;
    struct str ownership; /* as written */
    int covers_from;      /* DAY_NONE: not encoded */
    int *not_covered;     /* conduct values */
    size_t n_not_covered;
};

struct authority {
    struct item item;
    int value;
    struct str decides; /* as written */
    struct str veto;    /* countries: "CN FR GB RU US" */
    int acts_for;       /* authority index or -1 */
    struct str acts_in;
};

struct clause_item { /* class, scope, nexus */
    struct item item;
    struct clause *root;
    size_t depth, size; /* with all names in it unfolded */
    int state;          /* of the unfolding: internal to the language */
    bool circle;
};

/* ---- law ---------------------------------------------------------------------------------------------------------------------- */

struct life_event { /* part of an instrument ended or suspended */
    struct pin pin;
    int from;
    int until; /* exclusive; DAY_MAX: ended */
    bool ended;
};

struct contains { /* title I holds s 9211 to 9219 */
    struct pin whole;
    struct pin from, to; /* to.n = 0: a single pin */
};

struct instrument {
    struct item item; /* item.from: in force from */
    int authority;
    int adopted;
    struct str cited;
    bool bare; /* its sections are cited without `s`: 31 CFR 510.206 */
    VEC(struct life_event) events;
    VEC(struct contains) contains;
    VEC(struct life_event) starts; /* provision with a first day of its own: pin, from */
    VEC(provisions) rests_on;      /* all of; each any of */
    int lapse_month, lapse_day;    /* 0: does not lapse */
    int continued_through;         /* continued on this anniversary last */
    VEC(int) implements;
};

struct duty {
    struct str name;
    struct who of;
    struct str text;
};

/* A layer: a variation alive while its provision is. */
struct layer {
    struct provision under;
    int from;
    int until;
};

struct exemption {
    struct item item; /* local ones carry the bare name */
    bool licence;
    bool local;
    int measure; /* local: the measure; else -1 */
    struct clause **clauses;
    size_t n_clauses;
    struct clause **but_not; /* each any of: one list, kids of one CL_ALL per block */
    size_t n_but_not;
    int *conducts; /* `licenses`: values; 0 = any */
    size_t n_conducts;
    struct duty *duties;
    size_t n_duties;
    struct layer *omitted_by;
    size_t n_omitted_by;
    struct layer *layer; /* added by a variation; or NULL */
    int authority;       /* licence by */
    int stage_act;       /* act of a road that declares it; -1 */
};

struct offer {
    struct item item;
    int *authorities;
    size_t n_authorities;
    struct clause **terms;
    size_t n_terms;
    bool deny;
    int measure; /* local: the measure; else -1 */
    struct layer *layer;
};

struct mandate {
    struct provision provision;
};

enum binds { BINDS_NEXUS, BINDS_STATES_FOR_PERSONS, BINDS_STATES, BINDS_ANYONE };

struct hold {
    int measure;
    int number; /* within the measure, from 0: order of forms, pillars, layers */
    struct span at;
    provisions under;
    int from, until; /* [from, until) */
    int unknown_from;
    struct review review;
    struct str note;
    struct clause **scope; /* all of, in source order */
    size_t n_scope;
    int *conducts; /* values; 0 with any_conduct */
    size_t n_conducts;
    bool any_conduct;
    ints exemptions; /* indices into exemptions: in source order, then by name */
    ints licences;   /* indices into exemptions */
    ints offers;
    struct layer *omit_layers; /* parts of the scope that are outside while the layer lives */
    struct clause **omit_scopes;
    size_t n_omits;
    int base;       /* added by a variation to that hold; -1 */
    bool has_found; /* the scope asks for a finding */
    bool form;      /* of successive forms; else a pillar, or added by a variation */
};

struct measure {
    struct item item;
    enum binds binds;
    int *nexuses;
    size_t n_nexuses;
    bool blocks;
    int first_hold, n_holds; /* consecutive in regime.holds */
    provisions mandates;
    ints policies;
    VEC(int) implements;
};

enum group_state { GROUP_UNREAD, GROUP_BEING_READ, GROUP_READ };
struct group {
    struct item item;
    enum group_state state;
    ints measures; /* sorted, unique */
};

struct policy {
    struct item item;
    int measure;
    bool deny;
    struct clause **clauses;
    size_t n_clauses;
};

struct consequence {
    struct item item;
    struct clause *actor; /* pattern */
    struct clause **clauses;
    size_t n_clauses;
    bool must;
    struct str to;
};

enum act_kind {
    ACT_END,
    ACT_SUSPEND,
    ACT_AMEND,
    ACT_LICENSE,
    ACT_CERTIFY,
    ACT_WAIVE,
    ACT_DELIST,
    ACT_RESTORE,
    ACT_IMPOSE,
    ACT_DETERMINE,
    ACT_RESCIND,
    ACT_NOTIFY,
    ACT_REPORT,
    ACT_KINDS
};
/* As bits: what takes law away for a time or for good. */
#define ACTS_THAT_LIFT (1U << ACT_END | 1U << ACT_SUSPEND | 1U << ACT_WAIVE)
const char *act_kind_word(enum act_kind kind); /* "end" */
const char *act_kind_verb(enum act_kind kind); /* "ends" */

enum target_kind {
    TARGET_PROVISION, /* an instrument, or a place in it */
    TARGET_MANDATES,  /* mandates in an instrument, or a place in it */
    TARGET_MEASURE,
    TARGET_GROUP,
    TARGET_EXEMPTION,
    TARGET_LICENCE,
    TARGET_POLICY,
    TARGET_CONSEQUENCE,
    TARGET_OFFER,
    TARGET_INSTRUMENTS_BY, /* powers only, from here */
    TARGET_MEASURES_OF,
    TARGET_LICENCES_BY,
    TARGET_DESIGNATIONS_OF,
    TARGET_EXTERNAL
};
struct target {
    enum target_kind kind;
    struct provision provision;
    int index; /* of the item, authority or jurisdiction */
    struct str text;
    struct span at;
};

struct power {
    struct item item;
    int authority;
    unsigned kinds; /* bits of act_kind */
    VEC(struct target) over;
    VEC(struct target) except;
    struct str upon;   /* as written */
    struct str terms;  /* longest, renewals: as written */
    int longest;       /* `for up to 1 year`: the number; 0: no limit */
    char longest_unit; /* 'd', 'm', 'y' */
};

/* What the regime must encode: a place in an instrument, or a power of an authority. `check --summary` looks for the item of law. */
struct wanted {
    struct provision place; /* instrument -1: a power */
    int authority;          /* whose power; -1 */
    struct str title;
    struct span at;
};

/* ---- the whole ---------------------------------------------------------------------------------------------------------------- */

struct name_ref {
    enum item_kind kind;
    int index;
};

struct regime {
    struct arena *arena;
    struct str name, title;
    struct span at;
    int against; /* country value, 0: none */
    struct review review;
    unsigned char hash[16]; /* of the texts, whatever their order */

    struct map names; /* "kind name" or dotted name -> refs */
    VEC(struct name_ref) refs;
    struct map values; /* text -> value id */
    VEC(struct str) value_texts;

    VEC(struct named)
    conducts, purposes, kinds, places, ports, units, judgements, findings, events, tags, caps, commitments, issues;
    VEC(struct role) roles;
    VEC(struct activity) activities;
    VEC(struct goods_list) goods;
    VEC(struct jurisdiction) jurisdictions;
    VEC(struct authority) authorities;
    VEC(struct clause_item) nexuses, classes, scopes;
    VEC(struct instrument) instruments;
    VEC(struct measure) measures;
    VEC(struct hold) holds;
    VEC(struct exemption) exemptions; /* exemptions and licences, local and lying over */
    VEC(struct offer) offers;
    VEC(struct policy) policies;
    VEC(struct consequence) consequences;
    VEC(struct power) powers;
    VEC(struct group) groups;
    VEC(ints) verdict_groups;  /* CL_VERDICT.item: the measures asked */
    VEC(struct wanted) wanted; /* by instrument and place, powers last */
    size_t clauses;            /* serials given */
    struct clause **clause_list;
};

bool ints_has_value(const ints *in, int value);
/* Adds it unless it is there. */
void ints_add(struct arena *a, ints *to, int value);
/* The interned id of a text, or VALUE_OTHER. */
int regime_value(const struct regime *g, struct str text);
struct str regime_text(const struct regime *g, int value);
/* Finds a name of a kind: index in the kind's array, or -1. Dotted names are found by any kind. */
int regime_find(const struct regime *g, enum item_kind kind, struct str name);
/* The item behind a dotted name of any kind; false: none. */
bool regime_find_any(const struct regime *g, struct str name, struct name_ref *ret);
/* The common part of an item. */
struct item *regime_item(const struct regime *g, enum item_kind kind, int index);
/* Is it the word of a place: `para`, `s`, `art`, ...? */
bool pin_word(struct str s);
/* Adds `word` and the components of `number`; false: there are none, or more than PIN_PARTS in all. */
bool pin_add(struct pin *pin, struct str word, struct str number);
/* Reads "title II s 201(a)" into `room`, of which `ret` keeps a part; false: not words and numbers in turn, one blank between. */
bool pin_read(struct str text, struct str room[PIN_PARTS], struct pin *ret);
/* Does place `inner` lie in `outer` (of one instrument): equal, below, or in a title that contains it? */
bool pin_within(const struct instrument *in, struct pin inner, struct pin outer);
bool provision_within(const struct regime *g, struct provision inner, struct provision outer);
/* Does the power lie over the hold: its measure, a place it stands in, an instrument by that authority? */
bool power_reaches_hold(const struct regime *g, const struct power *p, int hold);
bool target_reaches_hold(const struct regime *g, const struct target *t, int hold);
/* Does the power lie over the place itself, or over the mandate in it (a power over mandates alone does not reach what performs them)? */
bool power_reaches_place(const struct regime *g, const struct power *p, struct provision place, bool mandate);
/* Does it name the measure, a group with it, or all measures of its legal order? */
bool power_names_measure(const struct regime *g, const struct power *p, int measure);
bool power_in_force(const struct power *p, int day);
/* "S/RES/2270 (2016) para 29": for people. */
struct str provision_cite(const struct regime *g, struct arena *a, struct provision p);
/* "UN.2270 para 29": as the law text writes it. */
struct str provision_text(const struct regime *g, struct arena *a, struct provision p);

#endif
