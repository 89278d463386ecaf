/* plan check. */
#include <stdlib.h>

#include "deals.h"

static int check(struct cli *c, dt_session *s, struct deals *deals, const char *path)
{
    dt_text out;
    dt_text report;
    size_t unusable = 0;
    size_t errors = 0;
    dt_status status = deals->csv != NULL
                           ? dt_plan_check_rows(s, deals->csv, c->json, &c->out, &out, &report, &unusable, &errors)
                           : dt_plan_check(s, deals->rest, c->json, &c->out, &out, &report, &unusable, &errors);
    if (status != DT_OK) {
        return cli_failed(c, s, status);
    }
    deals_unusable_lines(report, path);
    cli_print(stdout, out);
    return unusable > 0 ? EXIT_UNUSABLE : errors > 0 ? EXIT_FOUND : EXIT_OPEN;
}

static int check_file(struct cli *c, const dt_regime *r, dt_session *s, const char *path)
{
    struct deals deals;
    int code = deals_open(&deals, c, r, path);
    code = code == EXIT_OPEN ? check(c, s, &deals, path) : code;
    deals_close(&deals);
    return code;
}

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
    bool own = c->n_words < 3 && dt_road_deals(r).size > 0 && cli_is_file(c->words[1]);
    char *path = own ? deals_of_road(c, r, c->words[1]) : NULL;
    if (s == NULL || (own && path == NULL)) {
        code = EXIT_USAGE;
    } else if (path != NULL || c->n_words > 2) {
        code = check_file(c, r, s, path != NULL ? path : c->words[2]);
    } else { /* no deals: all but the floor */
        struct deals none = {.rest = {"", 0}};
        code = check(c, s, &none, c->words[1]);
    }
    free(path);
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}
