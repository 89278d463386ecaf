/* One deal: of a file by its id, or of a question in words. */
#include <stdlib.h>
#include <string.h>

#include "deals.h"

bool cli_is_file(const char *word)
{
    FILE *f = strcmp(word, "-") == 0 ? NULL : fopen(word, "rb");
    if (f != NULL) {
        fclose(f);
    }
    return f != NULL || strcmp(word, "-") == 0;
}

int cli_question(const struct cli *c, dt_session *s, const char *const *words, size_t n, dt_text *ret)
{
    dt_text deal;
    dt_status status = dt_question(s, words, n, &deal);
    if (status != DT_OK) {
        return cli_failed(c, s, status);
    }
    char *copy = malloc(deal.size + 1);
    if (copy == NULL) {
        return EXIT_USAGE;
    }
    memcpy(copy, deal.data, deal.size);
    ret->data = copy;
    ret->size = deal.size;
    return EXIT_OPEN;
}

static bool beside_id(dt_text line, size_t at, bool cell)
{
    char c = at < line.size ? line.data[at] : '\n';
    return c == '"' || (cell && strchr(",;\r\n", c) != NULL && c != '\0');
}

/* Does a line that cannot be used seem to be the deal of that id? `cell`: the line is a row of CSV. */
static bool names_id(dt_text line, const char *id, bool cell)
{
    size_t n = strlen(id);
    for (size_t i = 0; n > 0 && i + n <= line.size; i++) {
        bool begins = i == 0 ? cell : beside_id(line, i - 1, cell);
        if (begins && beside_id(line, i + n, cell) && memcmp(line.data + i, id, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Keeps the id that is nearest to the one asked for. */
static void keep_nearest(const char *id, dt_text name, char *near, size_t room, size_t *distance)
{
    char copy[128];
    if (name.size >= sizeof copy || name.size >= room) {
        return;
    }
    memcpy(copy, name.data, name.size);
    copy[name.size] = '\0';
    size_t d = cli_distance(id, copy);
    if (d < *distance) {
        *distance = d;
        memcpy(near, copy, name.size + 1);
    }
}

static bool named(dt_text id, const char *wanted)
{
    return wanted == NULL || (strlen(wanted) == id.size && memcmp(wanted, id.data, id.size) == 0);
}

int deals_find(struct deals *d, struct cli *c, dt_session *s, const char *path, const dt_options *o, const char *id,
               dt_text *ret)
{
    char near[128] = "";
    size_t distance = 4;
    size_t unusable = 0;
    dt_status read;
    while ((read = deals_next(d, ret)) != DT_NOT_FOUND) {
        dt_status status = read == DT_OK ? deals_decide(d, s, *ret, o) : read;
        if (status != DT_OK && (id == NULL || names_id(*ret, id, read != DT_OK))) {
            deals_unusable(d, s, path, read);
            return EXIT_USAGE;
        }
        if (status == DT_OK && named(dt_decision_id(s), id)) {
            return -1;
        }
        unusable += status != DT_OK ? 1 : 0;
        if (status == DT_OK) {
            keep_nearest(id, dt_decision_id(s), near, sizeof near, &distance);
        }
    }
    int code = cli_usage(c, "no deal with the id", id == NULL ? "(first)" : id);
    if (near[0] != '\0') {
        fprintf(stderr, "did you mean `%s`?\n", near);
    }
    if (unusable > 0) {
        fprintf(stderr, "%zu lines of the file cannot be used: see `detente decide %s`\n", unusable, path);
    }
    return code;
}

/* The file that the road names, as it is reached from here; malloc'd. NULL: none, which is reported. */
char *deals_of_road(const struct cli *c, const dt_regime *r, const char *road)
{
    dt_text name = dt_road_deals(r);
    if (name.size == 0) {
        cli_usage(c, "no file of deals is given, and the roadmap names none", NULL);
        return NULL;
    }
    if (!cli_is_file(road)) {
        cli_usage(c, "a roadmap that is built in has no deals beside it: give a file of deals", NULL);
        return NULL;
    }
    const char *slash = name.data[0] == '/' ? NULL : strrchr(road, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - road) + 1;
    char *path = malloc(n + name.size + 1);
    if (path == NULL) {
        fputs("detente: out of memory\n", stderr);
        return NULL;
    }
    memcpy(path, road, n);
    memcpy(path + n, name.data, name.size);
    path[n + name.size] = '\0';
    return path;
}
