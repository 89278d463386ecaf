/* Diagnostics: what is wrong in a text, where, and what to do. Collected in a sink; rendered by the report room.
 *
 * A diagnostic has a stable code (E0213), one line of message, a place, notes (facts) and help (a remedy). A sink keeps the first
 * DIAG_KEEP and counts the rest.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>

#include "base/str.h"
#include "base/vec.h"

struct arena;

#define DIAG_KEEP 20
#define DIAG_TEXT 400 /* bytes of a message, note or help; more is cut */

enum diag_severity { DIAG_ERROR, DIAG_WARNING };

/* A text that was read: name as shown, bytes. */
struct source {
    struct str name;
    struct str text;
};

/* Part of a source, in bytes. A span with a NULL source has no place. */
struct span {
    const struct source *source;
    size_t from;
    size_t to;
};

struct diag {
    enum diag_severity severity;
    const char *code; /* "E0213" */
    struct span at;
    struct str message;
    struct str note; /* may be empty */
    struct str help; /* may be empty */
};

struct diags {
    struct arena *arena;
    VEC(struct diag) list;
    size_t errors; /* all, also those not kept */
    size_t warnings;
    size_t dropped; /* not kept */
};

void diags_init(struct diags *d, struct arena *a);
/* Adds one; returns it so that note and help can be set, or a scratch one when the sink is full. */
struct diag *diag_error(struct diags *d, const char *code, struct span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
struct diag *diag_warning(struct diags *d, const char *code, struct span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_note(struct diags *d, struct diag *to, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_help(struct diags *d, struct diag *to, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Line and column (both from 1; columns count characters) of a byte offset, and the line's text. */
void source_place(const struct source *s, size_t offset, size_t *ret_line, size_t *ret_column, struct str *ret_text);

#endif
