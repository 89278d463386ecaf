#include "engine/texts.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/generated.h"
#include "law/tree.h"

#define FOLDER_DEPTH 8

bool texts_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

enum texts_status texts_file(struct arena *a, const char *path, struct str *ret)
{
    struct stat st;
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) { /* a pipe or a device has no end to wait for */
        return TEXTS_UNREADABLE;
    }
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        return TEXTS_NOT_FOUND;
    }
    size_t room = 64 * 1024;
    size_t n = 0;
    char *p = arena_alloc(a, room);
    for (;;) {
        size_t got = fread(p + n, 1, room - n, f);
        n += got;
        if (got == 0) {
            break;
        }
        if (n == room) {
            if (room > READ_BYTES * 16) {
                fclose(f);
                return TEXTS_UNREADABLE;
            }
            char *more = arena_alloc(a, room * 2);
            memcpy(more, p, n);
            p = more;
            room *= 2;
        }
    }
    bool bad = ferror(f) != 0;
    fclose(f);
    *ret = str_of(p, n);
    return bad ? TEXTS_UNREADABLE : TEXTS_OK;
}

static bool has_text(const struct texts *t, struct str name)
{
    for (size_t i = 0; i < t->list.n; i++) {
        if (str_eq(t->list.items[i].name, name)) {
            return true;
        }
    }
    return false;
}

/* "a/b/../c" without the detour. */
static struct str straight(struct arena *a, struct str path)
{
    VEC(struct str) parts = {0};
    size_t from = 0;
    for (size_t i = 0; i <= path.n; i++) {
        if (i < path.n && path.p[i] != '/') {
            continue;
        }
        struct str part = str_of(path.p + from, i - from);
        from = i + 1;
        bool up = str_is(part, "..");
        if (up && parts.n > 0 && !str_is(parts.items[parts.n - 1], "..") && parts.items[parts.n - 1].n > 0) {
            parts.n--;
        } else if (!str_is(part, ".") && (part.n > 0 || i == 0)) {
            VEC_PUSH(a, &parts, part);
        }
    }
    struct str all = STR("");
    for (size_t i = 0; i < parts.n; i++) {
        all = i == 0 ? parts.items[0] : str_fmt(a, "%.*s/%.*s", STR_ARG(all), STR_ARG(parts.items[i]));
    }
    return all.n > 0 || path.n == 0 ? all : path.p[0] == '/' ? STR("/") : STR(".");
}

/* A file of the folder that we are in is called by its own name. */
static struct str below(struct arena *a, struct str folder, const char *name)
{
    return str_is(folder, ".") ? str_fmt(a, "%s", name) : str_fmt(a, "%.*s/%s", STR_ARG(folder), name);
}

static enum texts_status read_folder(struct arena *a, struct str folder, int depth, struct texts *ret,
                                     struct str *ret_what)
{
    struct dirent **entries = NULL;
    *ret_what = folder;
    if (depth > FOLDER_DEPTH) {
        return TEXTS_TOO_MANY;
    }
    int n = scandir(str_z(a, folder), &entries, NULL, alphasort);
    if (n < 0) {
        return TEXTS_NOT_FOUND;
    }
    enum texts_status status = TEXTS_OK;
    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        struct str path = below(a, folder, name);
        if (status == TEXTS_OK && name[0] != '.') {
            if (texts_is_folder(path.p)) {
                status = read_folder(a, path, depth + 1, ret, ret_what);
            } else if (str_ends(path, STR(".reg")) && !has_text(ret, path)) {
                struct source s = {.name = path};
                *ret_what = path;
                status = ret->list.n >= TEXTS_FILES ? TEXTS_TOO_MANY : texts_file(a, path.p, &s.text);
                VEC_PUSH(a, &ret->list, s);
            }
        }
        free(entries[i]);
    }
    free(entries);
    return status;
}

/* The folders that the regime blocks among these texts include. */
static void includes_of(struct arena *a, const struct texts *t, struct str *list, size_t most, size_t *ret_n)
{
    for (size_t i = 0; i < t->list.n; i++) {
        struct diags ignored;
        diags_init(&ignored, a);
        if (t->list.items[i].text.n > READ_BYTES) {
            continue;
        }
        struct block *b = tree_read(a, &ignored, &t->list.items[i]);
        for (size_t k = 0; k < b->n; k++) {
            const struct stmt *s = &b->stmts[k];
            const struct node *last = &s->nodes[s->n - 1];
            if (s->nodes[0].kind != NODE_WORD || !str_is(s->nodes[0].text, "regime") || last->kind != NODE_BLOCK) {
                continue;
            }
            for (size_t j = 0; j < last->block->n; j++) {
                const struct stmt *in = &last->block->stmts[j];
                if (in->n == 2 && in->nodes[0].kind == NODE_WORD && str_is(in->nodes[0].text, "include") &&
                    in->nodes[1].kind == NODE_STRING && *ret_n < most) {
                    list[(*ret_n)++] = in->nodes[1].text;
                }
            }
        }
    }
}

#define INCLUDES 16

enum texts_status texts_folder(struct arena *a, const char *folder, struct texts *ret, struct str *ret_what)
{
    struct str root = straight(a, str_c(folder));
    while (root.n > 1 && root.p[root.n - 1] == '/') {
        root.n--;
    }
    enum texts_status status = read_folder(a, root, 0, ret, ret_what);
    if (status != TEXTS_OK) {
        return status;
    }
    struct str more[INCLUDES];
    size_t n = 0;
    includes_of(a, ret, more, INCLUDES, &n);
    for (size_t i = 0; i < n && status == TEXTS_OK; i++) {
        status =
            read_folder(a, straight(a, str_fmt(a, "%.*s/%.*s", STR_ARG(root), STR_ARG(more[i]))), 0, ret, ret_what);
    }
    return status;
}

static bool embedded_below(struct arena *a, struct str folder, struct texts *ret)
{
    struct str prefix = str_fmt(a, "%.*s/", STR_ARG(folder));
    bool some = false;
    for (size_t i = 0; i < embedded_count; i++) {
        struct str name = str_c(embedded_files[i].name);
        if (str_starts(name, prefix) && str_ends(name, STR(".reg"))) {
            some = true;
            if (!has_text(ret, name)) {
                struct source s = {name, str_of((const char *)embedded_files[i].data, embedded_files[i].size)};
                VEC_PUSH(a, &ret->list, s);
            }
        }
    }
    return some;
}

enum texts_status texts_embedded(struct arena *a, const char *name, struct texts *ret, struct str *ret_what)
{
    struct str root = str_fmt(a, "regimes/%s", name);
    *ret_what = root;
    if (!embedded_below(a, root, ret)) {
        return TEXTS_NOT_FOUND;
    }
    struct str more[INCLUDES];
    size_t n = 0;
    includes_of(a, ret, more, INCLUDES, &n);
    for (size_t i = 0; i < n; i++) {
        *ret_what = straight(a, str_fmt(a, "%.*s/%.*s", STR_ARG(root), STR_ARG(more[i])));
        if (!embedded_below(a, *ret_what, ret)) {
            return TEXTS_NOT_FOUND;
        }
    }
    return TEXTS_OK;
}

bool texts_embedded_road(const char *name, struct str *ret)
{
    struct str want = str_c(name);
    for (size_t i = 0; i < embedded_count; i++) {
        struct str file = str_c(embedded_files[i].name);
        if (str_starts(file, STR("roads/")) && str_ends(file, STR(".road")) && file.n == want.n + 11 &&
            memcmp(file.p + 6, want.p, want.n) == 0) {
            *ret = str_of((const char *)embedded_files[i].data, embedded_files[i].size);
            return true;
        }
    }
    return false;
}
