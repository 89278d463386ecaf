/* The keys of a deal: one table, from which the reader, the schema, the skeletons and the suggestions are made. docs/deal.md explains them.
 *
 * The table is constant; nothing here keeps anything. Texts that are built live in the arena given.
 */
#ifndef DECIDE_FACTS_H
#define DECIDE_FACTS_H

#include "base/buf.h"
#include "law/model.h"

/* The kinds of object that a deal is made of. */
enum fact_level {
    FACTS_OF_DEAL,
    FACTS_OF_LINE,
    FACTS_OF_PARTY,
    FACTS_OF_LISTING,
    FACTS_OF_OWNER,
    FACTS_OF_NOTICE,
    FACTS_OF_APPROVAL,
    FACTS_OF_FINDING,
    FACTS_OF_EVENT,
    FACT_LEVELS
};

enum fact_type {
    FACT_TEXT,
    FACT_NUMBER, /* of a paper: a string, or an integer kept as text */
    FACT_DATE,
    FACT_DECIMAL,
    FACT_SHARE, /* a decimal of at most 100 */
    FACT_YEAR,  /* an edition of the Harmonized System */
    FACT_TRUTH,
    FACT_CLEAR, /* true, or left out */
    FACT_HS,
    FACT_COUNTRY,
    FACT_COUNTRIES,
    FACT_CURRENCY,
    FACT_WAYPOINTS, /* countries and ports */
    FACT_SPOT,      /* a country or a port */
    FACT_ORDER,     /* a legal order */
    FACT_ORDERS,
    FACT_AUTHORITY,
    FACT_WHO,      /* a country or an authority */
    FACT_ACTS_FOR, /* countries and `listed:ORDER` */
    FACT_WORD,     /* of the vocabulary */
    FACT_WORDS,
    FACT_TAGS,
    FACT_ABOUT, /* a declared item of law, or a provision */
    FACT_OBJECTS,
    FACT_NAMES_OR_OBJECTS,
    FACT_TRUTHS, /* word to true or false */
    FACT_USED,   /* cap to unit to decimal */
    FACT_IDS,    /* word to string */
    FACT_OWNED,  /* true, false, or legal order to true or false */
    FACT_WHOM,   /* a party: index, role or name */
    FACT_TYPES
};

enum fact_id {
    KEY_ID,
    KEY_ON,
    KEY_ASKER,
    KEY_FOR,
    KEY_ACTIVITY,
    KEY_STEP,
    KEY_DISPATCH,
    KEY_DESTINATION,
    KEY_ROUTE,
    KEY_PLACE,
    KEY_GOODS,
    KEY_PARTIES,
    KEY_AMOUNT,
    KEY_CURRENCY,
    KEY_CLEARED_IN,
    KEY_PURPOSES,
    KEY_CONTRACT,
    KEY_WRITTEN,
    KEY_NOTICES,
    KEY_APPROVALS,
    KEY_FINDINGS,
    KEY_JUDGED,
    KEY_WITHIN_CAP,
    KEY_USED,
    KEY_STOPPED,
    KEY_EVENTS,
    KEY_LINE_HS,
    KEY_LINE_HS_EDITION,
    KEY_LINE_DESCRIPTION,
    KEY_LINE_QUANTITY,
    KEY_LINE_UNIT,
    KEY_LINE_VALUE,
    KEY_LINE_MADE_IN,
    KEY_LINE_CONTAINS,
    KEY_PARTY_ROLE,
    KEY_PARTY_NAME,
    KEY_PARTY_KIND,
    KEY_PARTY_IDS,
    KEY_PARTY_COUNTRY,
    KEY_PARTY_NATIONALS,
    KEY_PARTY_RESIDENT,
    KEY_PARTY_INCORPORATED,
    KEY_PARTY_LOCATED,
    KEY_PARTY_BRANCH_OF,
    KEY_PARTY_CLEARS_IN,
    KEY_PARTY_FLAG,
    KEY_PARTY_AGENCY_OF,
    KEY_PARTY_CONTROLLED_BY,
    KEY_PARTY_ACTS_FOR,
    KEY_PARTY_SCREENED,
    KEY_PARTY_LISTED,
    KEY_PARTY_OWNED_BY_LISTED,
    KEY_PARTY_OWNERS,
    KEY_PARTY_CLEAR,
    KEY_PARTY_ON,
    KEY_LISTING_BY,
    KEY_LISTING_PROGRAMME,
    KEY_LISTING_TAG,
    KEY_LISTING_TAGS,
    KEY_LISTING_FROM,
    KEY_LISTING_UNTIL,
    KEY_OWNER_PARTY,
    KEY_OWNER_SHARE,
    KEY_NOTICE_BY,
    KEY_NOTICE_TO,
    KEY_NOTICE_ABOUT,
    KEY_NOTICE_ON,
    KEY_NOTICE_OBJECTED,
    KEY_APPROVAL_BY,
    KEY_APPROVAL_ABOUT,
    KEY_APPROVAL_NO,
    KEY_APPROVAL_HOLDER,
    KEY_APPROVAL_FROM,
    KEY_APPROVAL_UNTIL,
    KEY_FINDING_FINDING,
    KEY_FINDING_BY,
    KEY_FINDING_ON,
    KEY_EVENT_WHAT,
    KEY_EVENT_PLACE,
    KEY_EVENT_ON,
    KEY_EVENT_PARTY,
    KEY_COUNT
};

struct fact_key {
    const char *key;
    enum fact_level level;
    enum fact_type type;
    enum item_kind kind; /* FACT_WORD, FACT_WORDS, FACT_TRUTHS: whose words */
    enum fact_level of;  /* FACT_OBJECTS, FACT_NAMES_OR_OBJECTS: what the objects are */
    bool is_dim;
    enum dim dim;
    bool open;             /* KEY_complete may stand beside it */
    bool required;         /* its absence is an error */
    const char *read_by;   /* words of the language that read it; "" where none does */
    const char *doc;       /* one sentence, without a full stop */
    const char *if_absent; /* what is taken when it is missing */
    const char *example;   /* JSON */
};

extern const struct fact_key fact_table[KEY_COUNT];

/* "a party" */
const char *fact_level_phrase(enum fact_level level);
/* "a list of countries" */
const char *fact_type_phrase(enum fact_type type);

/* JSON types that a value of the type may have, as bits. */
enum { SHAPE_STRING = 1, SHAPE_INTEGER = 2, SHAPE_TRUTH = 4, SHAPE_LIST = 8, SHAPE_OBJECT = 16 };
unsigned fact_shape(enum fact_type type);

/* The row of a key at a level, or NULL. *ret_complete: the key is KEY_complete of that row. */
const struct fact_key *fact_find(enum fact_level level, struct str key, bool *ret_complete);
/* What to do about a key that is unknown at the level: one sentence. */
struct str fact_key_help(struct arena *a, enum fact_level level, struct str key);

/* ISO 3166-1 alpha-2, or EU; ISO 4217. */
bool fact_is_country(struct str code);
bool fact_is_currency(struct str code);
/* The country whose name or code in another case this is; empty: none. */
struct str fact_country_named(struct str name);

/* A declared word of the kind, `_` counting as `-`: its index, or -1. */
int fact_word(const struct regime *g, enum item_kind kind, struct str word);
/* What a deal keeps of a word: the index of a role or an activity, the interned value of any other. */
int fact_word_value(const struct regime *g, enum item_kind kind, int index);
size_t fact_word_count(const struct regime *g, enum item_kind kind);
/* What to do about an unknown word: the nearest one, or the words there are. */
struct str fact_word_help(struct arena *a, const struct regime *g, enum item_kind kind, struct str word);
/* "a, b, c and 12 more" */
struct str fact_word_list(struct arena *a, const struct regime *g, enum item_kind kind, size_t most);

/* Reads one value as the type of the key asks. False: it is not *ret_problem ("a country"), and *ret_help says what to do. A value that the
 * regime never mentions is VALUE_OTHER. */
bool fact_value(struct arena *a, const struct regime *g, const struct fact_key *k, struct str text, int *ret,
                struct str *ret_problem, struct str *ret_help);

/* Does the text name an item of law (measure, group, instrument, exemption, licence, offer, policy), or a provision? If not, *ret_help
 * says what to do. */
bool fact_about(struct arena *a, const struct regime *g, struct str about, struct str *ret_help);

/* The text between quotes, as JSON writes it. */
void fact_json_string(struct buf *out, struct str s);

/* JSON Schema (draft 2020-12) of a deal, with the words of the regime. */
void facts_schema(const struct regime *g, struct buf *out);

#endif
