/* check, test. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

int cmd_check(struct cli *c)
{
    int code = EXIT_USAGE;
    if (c->n_words > 1) {
        return cli_usage(c, "check takes no argument but a folder, not also", c->words[1]);
    }
    if (c->n_words == 1) {
        c->regime = c->words[0];
    }
    dt_regime *r = cli_regime(c, c->road, &code);
    if (r == NULL) {
        return code;
    }
    dt_session *s = dt_session_new(r, 0);
    dt_text out;
    size_t problems = 0;
    dt_status status = s == NULL ? DT_TOO_BIG : dt_check(s, c->summary, c->since, c->json, &c->out, &out, &problems);
    if (status == DT_OK) {
        cli_print(stdout, out);
        code = problems > 0 ? EXIT_FOUND : EXIT_OPEN;
    } else if (s != NULL) {
        code = cli_failed(c, s, status);
    }
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}

struct test_run {
    struct cli *c;
    dt_session *session; /* of --regime and --road, or of the default regime */
    dt_regime *other;    /* the law that a file asked for last, by its folder or its road */
    dt_session *other_session;
    char folder[512], road[64];
    size_t passed, failed, files;
    int code;
};

static bool has_file(const char *folder, size_t n, const char *name)
{
    char path[512];
    struct stat st;
    int size = snprintf(path, sizeof path, "%.*s%s", (int)n, folder, name);
    return size > 0 && (size_t)size < sizeof path && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The nearest folder above the file that holds a `regime.reg`, with its slash; 0: there is none. */
static size_t folder_of_regime(const char *path)
{
    for (size_t n = strlen(path); n > 0; n--) {
        if (path[n - 1] == '/' && has_file(path, n, "regime.reg")) {
            return n;
        }
    }
    return 0;
}

/* The session that a file asks for: the law of the folder it stands in, with the road that its tests name. NULL: reported. */
static dt_session *session_of(struct test_run *t, const char *path, dt_text road)
{
    size_t n = t->c->regime == NULL ? folder_of_regime(path) : 0;
    if (t->c->road != NULL || (n == 0 && road.size == 0)) {
        return t->session;
    }
    if (n >= sizeof t->folder || road.size >= sizeof t->road) {
        return NULL;
    }
    if (t->other_session != NULL && strlen(t->folder) == n && memcmp(t->folder, path, n) == 0 &&
        strlen(t->road) == road.size && memcmp(t->road, road.data, road.size) == 0) {
        return t->other_session;
    }
    dt_session_free(t->other_session);
    dt_regime_free(t->other);
    t->other_session = NULL;
    memcpy(t->folder, path, n);
    t->folder[n] = '\0';
    memcpy(t->road, road.data, road.size);
    t->road[road.size] = '\0';
    struct cli c = *t->c;
    int ignored;
    c.regime = n > 0 ? t->folder : c.regime;
    t->other = cli_regime(&c, road.size > 0 ? t->road : NULL, &ignored);
    t->other_session = t->other == NULL ? NULL : dt_session_new(t->other, 0);
    return t->other_session;
}

static void test_file(struct test_run *t, const char *path)
{
    size_t size;
    char *text = cli_read(t->c, path, &size);
    if (text == NULL) {
        t->code = EXIT_USAGE;
        return;
    }
    dt_text all = {text, size};
    dt_text out;
    size_t passed = 0;
    size_t failed = 0;
    dt_session *session = session_of(t, path, dt_test_road(all));
    if (session == NULL) {
        t->failed++;
        free(text);
        return;
    }
    dt_status status = dt_test(session, path, all, &t->c->out, &out, &passed, &failed);
    if (status == DT_OK) {
        cli_print(stdout, out);
        t->passed += passed;
        t->failed += failed;
        t->files++;
    } else {
        cli_failed(t->c, session, status);
        t->failed++;
    }
    free(text);
}

static void test_path(struct test_run *t, const char *path, int depth)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        fprintf(stderr, "detente: no such file or folder: `%s`\n", path);
        t->code = EXIT_USAGE;
        return;
    }
    if (!S_ISDIR(st.st_mode)) {
        test_file(t, path);
        return;
    }
    struct dirent **list = NULL;
    int n = depth > 8 ? -1 : scandir(path, &list, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        const char *name = list[i]->d_name;
        size_t room = strlen(path) + strlen(name) + 2;
        char *full = malloc(room);
        if (full != NULL && name[0] != '.') {
            snprintf(full, room, "%s/%s", path, name);
            size_t len = strlen(name);
            bool test = len > 5 && strcmp(name + len - 5, ".test") == 0;
            if (test || (stat(full, &st) == 0 && S_ISDIR(st.st_mode))) {
                test_path(t, full, depth + 1);
            }
        }
        free(full);
        free(list[i]);
    }
    free(list);
}

int cmd_test(struct cli *c)
{
    if (c->n_words == 0) {
        return cli_usage(c, "test needs files or folders", NULL);
    }
    int code = EXIT_USAGE;
    dt_regime *r = cli_regime(c, c->road, &code);
    if (r == NULL) {
        return code;
    }
    struct test_run t = {.c = c, .session = dt_session_new(r, 0), .code = EXIT_OPEN};
    for (size_t i = 0; t.session != NULL && i < c->n_words; i++) {
        test_path(&t, c->words[i], 0);
    }
    printf("%zu passed, %zu failed, 0 skipped\n", t.passed, t.failed);
    dt_session_free(t.session);
    dt_session_free(t.other_session);
    dt_regime_free(t.other);
    dt_regime_free(r);
    return t.code != EXIT_OPEN ? t.code : t.failed > 0 ? EXIT_FOUND : EXIT_OPEN;
}
