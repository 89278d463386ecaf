/* One deal of a file, by its id. */
#include <string.h>

#include "cli.h"

bool cli_is_file(const char *word)
{
    FILE *f = strcmp(word, "-") == 0 ? NULL : fopen(word, "rb");
    if (f != NULL) {
        fclose(f);
    }
    return f != NULL || strcmp(word, "-") == 0;
}

static bool named(dt_text id, const char *wanted)
{
    return wanted == NULL || (strlen(wanted) == id.size && memcmp(wanted, id.data, id.size) == 0);
}

int cli_find_deal(struct cli *c, dt_session *s, const char *path, dt_text text, const char *id, dt_text *ret)
{
    dt_text line;
    size_t number = 0;
    cli_skip_mark(&text);
    while (cli_line(&text, &line)) {
        number++;
        if (cli_blank(line)) {
            continue;
        }
        dt_options o = {.as_of = c->as_of, .stages = c->road != NULL};
        dt_status status = dt_decide(s, line, &o);
        if (status != DT_OK && id == NULL) {
            dt_text error = dt_session_error(s);
            fprintf(stderr, "%s:%zu: %.*s\n", path, number, (int)error.size, error.data);
            return EXIT_USAGE;
        }
        if (status == DT_OK && named(dt_decision_id(s), id)) {
            *ret = line;
            return -1;
        }
    }
    return cli_usage(c, "no deal with the id", id == NULL ? "(first)" : id);
}
