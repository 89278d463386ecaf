/* From trees to the model: shared by the parts of the parser and by the reader of roads. Internal to the language.
 *
 * One statement gives at most one error: a parsing function that returns false has reported, and its statement is left.
 */
#ifndef LAW_PARSE_H
#define LAW_PARSE_H

#include "law/model.h"
#include "law/tree.h"

struct declaration {
    enum item_kind kind;
    struct str name;
    struct span at; /* of the name */
    const struct stmt *stmt;
    int index;
    bool external;
    int owner; /* nexus: jurisdiction's declaration; else -1 */
};

struct parse {
    struct arena *arena;
    struct diags *diags;
    struct regime *regime;
    VEC(struct declaration) declarations;
    VEC(struct clause *) verdicts; /* CL_VERDICT whose groups are resolved at the end */
    VEC(struct name_ref) verdict_refs;
    VEC(const struct stmt *) wanted; /* read when all names are known */
    bool too_many, no_values;        /* holds, values: reported */
    bool lost;                       /* the last statement at the top was none that is known */
    int jurisdiction;                /* of the item being read; -1 outside */
};

struct cursor {
    struct parse *parse;
    const struct stmt *stmt;
    size_t i;
};

struct cursor cursor_of(struct parse *p, const struct stmt *s);
const struct node *cursor_peek(const struct cursor *c);
bool cursor_done(const struct cursor *c);
struct span cursor_span(const struct cursor *c);
/* Takes the word if it is next. */
bool cursor_take(struct cursor *c, const char *word);
bool cursor_is(const struct cursor *c, const char *word);
/* Several words in a row, or none of them. */
bool cursor_take2(struct cursor *c, const char *one, const char *two);
bool cursor_take_comma(struct cursor *c);
/* Reports `expected WHAT` at the cursor; always false. */
bool cursor_expected(struct cursor *c, const char *what);
bool cursor_need(struct cursor *c, const char *word);
/* Nothing may follow: reports what does. */
bool cursor_end(struct cursor *c);
bool cursor_date(struct cursor *c, int *ret);
bool cursor_integer(struct cursor *c, int *ret);
bool cursor_decimal(struct cursor *c, struct decimal *ret);
bool cursor_string(struct cursor *c, struct str *ret);
bool cursor_block(struct cursor *c, struct block **ret);
bool cursor_optional_string(struct cursor *c, struct str *ret);
/* The text from the cursor to the end of the statement, blanks squeezed. */
struct str cursor_rest(struct cursor *c);
/* The text of a span, blanks and comments squeezed to one blank. */
struct str parse_text(struct parse *p, struct span at);

/* A declared name of the kind: index in its array. Reports an undeclared name, a name of another kind, a code in lower case. */
bool cursor_name(struct cursor *c, enum item_kind kind, int *ret);
/* Remembers that the law names the item. Questions and tests leave no trace in a regime. */
void parse_use(struct parse *p, enum item_kind kind, int index);
/* Any declared name with a dot. */
bool cursor_any_name(struct cursor *c, struct name_ref *ret);
bool cursor_country(struct cursor *c, int *ret_value);
bool cursor_currency(struct cursor *c, int *ret_value);
bool cursor_jurisdiction(struct cursor *c, int *ret_value);
bool cursor_provision(struct cursor *c, struct provision *ret);
bool cursor_pin(struct cursor *c, struct pin *ret, struct str *ret_text);
bool cursor_provisions(struct cursor *c, provisions *ret);
bool cursor_who(struct cursor *c, struct who *ret);
bool cursor_target(struct cursor *c, struct target *ret, bool power);
/* `N days`, `N years`, `N months`: N and the unit ('d', 'm', 'y'). */
bool cursor_term(struct cursor *c, int *ret, char *ret_unit);

int parse_value(struct parse *p, struct str text);
/* Law of which kinds may be declared `external`? */
bool parse_may_be_external(enum item_kind kind);
/* Was an error reported inside already? Then what seems to be missing there may only be its consequence. */
bool parse_reported(const struct parse *p, struct span within);
/* Reports an unknown word with the nearest of the words given. */
void parse_unknown_word(struct parse *p, const char *code, struct span at, const char *what, struct str word,
                        const char *const *known, size_t n);

/* Clauses: src/law/clause.c. `pattern`: about one party. */
bool parse_clause(struct cursor *c, bool pattern, size_t depth, struct clause **ret);
bool parse_is_clause(struct parse *p, const struct stmt *s, bool pattern);
/* Does the word begin a statement somewhere in a declaration? After a comma it then stands on the wrong line. */
bool parse_begins_statement(struct str word);
/* Reports a comma before such a word, if that is what stands at the cursor. */
bool parse_comma_for_line(struct cursor *c);
/* A block of clauses, all of them; an empty block gives CL_ALL without kids. */
struct clause *parse_clause_block(struct parse *p, const struct block *b, bool pattern, size_t depth, struct span at);
struct clause *clause_new(struct parse *p, enum clause_op op, struct span at);

/* Properties that every item may carry. 1: taken, 0: not one of them, -1: reported. */
int parse_property(struct cursor *c, struct item *item);

/* Declarations: one file each. */
void parse_vocabulary(struct parse *p, const struct declaration *d);
void parse_who(struct parse *p, const struct declaration *d);
void parse_instrument(struct parse *p, const struct declaration *d);
void parse_measure(struct parse *p, const struct declaration *d);
void parse_over(struct parse *p, const struct declaration *d);
void parse_power(struct parse *p, const struct declaration *d);
void parse_wanted(struct parse *p, const struct stmt *s);
bool parse_exemption_block(struct parse *p, const struct block *b, struct exemption *e);
/* Measures named by `over`/`group` lists. */
bool parse_measure_list(struct cursor *c, ints *ret);
void parse_regime_block(struct parse *p, const struct stmt *s);
/* After all declarations: groups, what lies over what, policies. */
void resolve_regime(struct parse *p);
/* Lays an exemption or licence over the holds of these measures. */
void resolve_over(struct regime *g, int exemption, const ints *measures);

#endif
