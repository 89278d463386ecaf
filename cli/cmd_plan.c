/* plan. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

int cmd_plan(struct cli *c)
{
    if (c->n_words > 0 && strcmp(c->words[0], "unlock") == 0) {
        return cmd_unlock(c);
    }
    if (c->n_words > 0 && strcmp(c->words[0], "diff") != 0) {
        int code = cli_usage(c, "plan has no", c->words[0]);
        fputs("did you mean `detente plan diff`?\n", stderr);
        return code;
    }
    if (c->n_words < 3) {
        return cli_usage(c, "plan needs: diff ROAD DEALS", NULL);
    }
    if (c->n_words > 3) {
        return cli_usage(c, "plan diff takes a road and a file of deals, not also", c->words[3]);
    }
    int code = EXIT_USAGE;
    dt_regime *r = cli_regime(c, c->words[1], &code);
    if (r == NULL) {
        return code;
    }
    dt_session *s = dt_session_new(r, 0);
    size_t size;
    char *text = s == NULL ? NULL : cli_read(c, c->words[2], &size);
    code = EXIT_USAGE;
    if (text != NULL) {
        dt_text deals = {text, size};
        dt_text out;
        dt_text report;
        size_t used = 0;
        size_t unusable = 0;
        cli_skip_mark(&deals);
        dt_status status = dt_plan_diff(s, deals, c->as_of, c->json, c->csv, &c->out, &out, &report, &used, &unusable);
        if (status != DT_OK) {
            code = cli_failed(c, s, status);
        } else {
            dt_text line;
            while (cli_line(&report, &line)) {
                fprintf(stderr, "%s%s%.*s\n", line.data[0] == ' ' ? "" : c->words[2], line.data[0] == ' ' ? "" : ":",
                        (int)line.size, line.data);
            }
            if (used == 0) {
                fprintf(stderr, "detente: no deal in `%s`\n", c->words[2]);
                code = unusable > 0 ? EXIT_UNUSABLE : EXIT_USAGE;
            } else {
                cli_print(stdout, out);
                code = unusable > 0 ? EXIT_UNUSABLE : EXIT_OPEN;
            }
        }
    }
    free(text);
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}
