#include "lang.h"

#include <dirent.h>

#include "report/diag_text.h"

struct str lang_file(struct arena *a, const char *path)
{
    struct buf b;
    buf_init(&b, a);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        fail_msg("cannot read %s", path);
        return STR("");
    }
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0) {
        buf_add(&b, str_of(part, n));
    }
    fclose(f);
    return buf_str(&b);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void lang_list(const char *folder, const char *suffix, struct lang_names *ret)
{
    DIR *d = opendir(folder);
    struct dirent *e;
    while (d != NULL && (e = readdir(d)) != NULL && ret->n < LANG_NAMES) {
        size_t n = strlen(e->d_name);
        if (n > strlen(suffix) && strcmp(e->d_name + n - strlen(suffix), suffix) == 0) {
            ret->items[ret->n++] = strdup(e->d_name);
        }
    }
    if (d != NULL) {
        closedir(d);
    }
    qsort(ret->items, ret->n, sizeof *ret->items, by_name);
}

/* The next line; false at the end. */
static bool next_line(struct str *rest, struct str *ret)
{
    if (rest->n == 0) {
        return false;
    }
    const char *end = memchr(rest->p, '\n', rest->n);
    ret->p = rest->p;
    ret->n = end == NULL ? rest->n : (size_t)(end - rest->p);
    size_t used = end == NULL ? ret->n : ret->n + 1;
    rest->p += used;
    rest->n -= used;
    return true;
}

static bool after(struct str line, const char *start, struct str *ret)
{
    if (!str_starts(line, str_c(start))) {
        return false;
    }
    *ret = str_of(line.p + strlen(start), line.n - strlen(start));
    return true;
}

struct str lang_header(struct str text, const char *key)
{
    char start[64];
    struct str line;
    struct str value;
    snprintf(start, sizeof start, "# %s: ", key);
    while (next_line(&text, &line) && str_starts(line, STR("#"))) {
        if (after(line, start, &value)) {
            return value;
        }
    }
    return STR("");
}

struct str lang_expected(struct arena *a, struct str text)
{
    struct buf b;
    struct str line;
    struct str value;
    buf_init(&b, a);
    while (next_line(&text, &line) && str_starts(line, STR("#"))) {
        if (after(line, "# expect: ", &value)) {
            buf_addf(&b, "%.*s\n", STR_ARG(value));
        }
    }
    return buf_str(&b);
}

struct str lang_got(struct arena *a, const struct diags *d)
{
    struct buf b;
    buf_init(&b, a);
    size_t *order = ARENA_MANY(a, size_t, d->list.n + 1);
    diags_order(d, order);
    for (size_t i = 0; i < d->list.n; i++) {
        const struct diag *one = &d->list.items[order[i]];
        size_t line = 0;
        size_t column = 0;
        struct str text;
        if (one->at.source != NULL) {
            source_place(one->at.source, one->at.from, &line, &column, &text);
        }
        buf_addf(&b, "%s %zu:%zu%s%.*s\n", one->code, line, column, one->help.n > 0 ? " " : "", STR_ARG(one->help));
    }
    if (d->dropped > 0) {
        buf_addf(&b, "and %zu more\n", d->dropped);
    }
    return buf_str(&b);
}
