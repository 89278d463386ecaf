/* plan why. */
#include <stdlib.h>

#include "deals.h"

static int why(struct cli *c, dt_session *s, struct deals *deals, const char *path, const char *act)
{
    dt_text out;
    dt_text report;
    size_t used = 0;
    size_t unusable = 0;
    dt_status status = deals->csv != NULL
                           ? dt_plan_why_rows(s, deals->csv, c->as_of, act, &c->out, &out, &report, &used, &unusable)
                           : dt_plan_why(s, deals->rest, c->as_of, act, &c->out, &out, &report, &used, &unusable);
    if (status != DT_OK) {
        return cli_failed(c, s, status);
    }
    deals_unusable_lines(report, path);
    cli_print(stdout, out);
    return unusable > 0 ? EXIT_UNUSABLE : EXIT_OPEN;
}

static int why_of(struct cli *c, const dt_regime *r, dt_session *s, const char *path, const char *act)
{
    struct deals deals;
    int code = deals_open(&deals, c, r, path);
    code = code == EXIT_OPEN ? why(c, s, &deals, path, act) : code;
    deals_close(&deals);
    return code;
}

int cmd_why(struct cli *c)
{
    if (c->n_words < 3 || c->n_words > 4) {
        return cli_usage(c, "plan why takes a road, perhaps deals, and an act: why ROAD [DEALS] 1.2", NULL);
    }
    if (c->json || c->csv) {
        return cli_usage(c, "plan why is for people; for machines ask plan diff with", c->json ? "--json" : "--csv");
    }
    int code = EXIT_USAGE;
    dt_regime *r = cli_regime(c, c->words[1], &code);
    if (r == NULL) {
        return code;
    }
    char *own = c->n_words > 3 ? NULL : deals_of_road(c, r, c->words[1]);
    const char *path = c->n_words > 3 ? c->words[2] : own;
    dt_session *s = path == NULL ? NULL : dt_session_new(r, 0);
    code = s == NULL ? EXIT_USAGE : why_of(c, r, s, path, c->words[c->n_words - 1]);
    dt_session_free(s);
    free(own);
    dt_regime_free(r);
    return code;
}
