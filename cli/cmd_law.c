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
    dt_session *session;
    dt_regime *road_regime; /* with the road that some tests ask about */
    dt_session *road_session;
    char road[64];
    size_t passed, failed, files;
    int code;
};

/* The session whose law has the road: made when a test first asks for it. NULL: reported. */
static dt_session *with_road(struct test_run *t, dt_text name)
{
    if (t->c->road != NULL) {
        return t->session;
    }
    if (t->road_session != NULL && strlen(t->road) == name.size && memcmp(t->road, name.data, name.size) == 0) {
        return t->road_session;
    }
    dt_session_free(t->road_session);
    dt_regime_free(t->road_regime);
    t->road_session = NULL;
    t->road_regime = NULL;
    if (name.size >= sizeof t->road) {
        return NULL;
    }
    memcpy(t->road, name.data, name.size);
    t->road[name.size] = '\0';
    int ignored;
    t->road_regime = cli_regime(t->c, t->road, &ignored);
    t->road_session = t->road_regime == NULL ? NULL : dt_session_new(t->road_regime, 0);
    return t->road_session;
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
    dt_text road = dt_test_road(all);
    dt_session *session = road.size > 0 ? with_road(t, road) : t->session;
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
    dt_session_free(t.road_session);
    dt_regime_free(t.road_regime);
    dt_regime_free(r);
    return t.code != EXIT_OPEN ? t.code : t.failed > 0 ? EXIT_FOUND : EXIT_OPEN;
}
