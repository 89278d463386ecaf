/* plan check. */
#include <stdlib.h>

#include "cli.h"

int cmd_plan_check(struct cli *c)
{
    if (c->n_words < 2) {
        return cli_usage(c, "plan check takes a road, and deals for its floor", NULL);
    }
    if (c->n_words > 3) {
        return cli_usage(c, "plan check takes a road and a file of deals, not also", c->words[3]);
    }
    int code = EXIT_USAGE;
    dt_regime *r = cli_regime(c, c->words[1], &code);
    if (r == NULL) {
        return code;
    }
    dt_session *s = dt_session_new(r, 0);
    dt_text deals = {"", 0};
    char *text = s == NULL || c->n_words < 3 ? NULL : cli_read(c, c->words[2], &deals.size);
    if (s != NULL && (c->n_words < 3 || text != NULL)) {
        dt_text out;
        size_t errors = 0;
        deals.data = text == NULL ? "" : text;
        cli_skip_mark(&deals);
        dt_status status = dt_plan_check(s, deals, c->json, &c->out, &out, &errors);
        if (status == DT_OK) {
            cli_print(stdout, out);
            code = errors > 0 ? EXIT_FOUND : EXIT_OPEN;
        } else {
            code = cli_failed(c, s, status);
        }
    } else {
        code = EXIT_USAGE;
    }
    free(text);
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}
