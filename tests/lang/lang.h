/* What the tests of the language share: files of this folder, and the expectations at their top. */
#ifndef TEST_LANG_H
#define TEST_LANG_H

#include "../unit/test_base.h"

#include "base/buf.h"
#include "base/diag.h"
#include "base/vec.h"

#define LANG_FOLDER "tests/lang/"
#define LANG_NAMES 512

struct lang_names {
    char *items[LANG_NAMES];
    size_t n;
};

/* A whole file; fails the test if it cannot be read. */
struct str lang_file(struct arena *a, const char *path);
/* The files of the folder whose names end so, sorted. Kept for the whole program. */
void lang_list(const char *folder, const char *suffix, struct lang_names *ret);
/* `# KEY: VALUE` at the top of a text; empty without one. */
struct str lang_header(struct str text, const char *key);
/* The lines `# expect: ...` at the top, without their beginning. */
struct str lang_expected(struct arena *a, struct str text);
/* The diagnostics in the same form: code, line:column, help. */
struct str lang_got(struct arena *a, const struct diags *d);

#endif
