/* plan report. */
#include <stdlib.h>
#include <string.h>

#include "deals.h"

static int report(struct cli *c, dt_session *s, struct deals *deals, const char *path)
{
    dt_text page;
    dt_text why;
    size_t used = 0;
    size_t unusable = 0;
    dt_status status = deals->csv != NULL ? dt_plan_report_rows(s, deals->csv, c->as_of, &page, &why, &used, &unusable)
                                          : dt_plan_report(s, deals->rest, c->as_of, &page, &why, &used, &unusable);
    if (status != DT_OK) {
        return cli_failed(c, s, status);
    }
    deals_unusable_lines(why, path);
    if (used == 0) {
        char shown[200];
        cli_shown(path, shown, sizeof shown);
        fprintf(stderr, "detente: no deal in `%s`\n", shown);
        return unusable > 0 ? EXIT_UNUSABLE : EXIT_USAGE;
    }
    if (c->output == NULL || strcmp(c->output, "-") == 0) {
        cli_print(stdout, page);
    } else if (unusable > 0) {
        char shown[200];
        cli_shown(c->output, shown, sizeof shown);
        fprintf(stderr, "detente: `%s` is not written\n", shown);
    } else {
        return cli_save(c->output, page);
    }
    return unusable > 0 ? EXIT_UNUSABLE : EXIT_OPEN;
}

static int report_of(struct cli *c, const dt_regime *r, dt_session *s, const char *path)
{
    struct deals deals;
    int code = deals_open(&deals, c, r, path);
    code = code == EXIT_OPEN ? report(c, s, &deals, path) : code;
    deals_close(&deals);
    return code;
}

int cmd_report(struct cli *c)
{
    if (c->n_words < 2) {
        return cli_usage(c, "plan report takes a road: report ROAD [DEALS] [-o FILE.html]", NULL);
    }
    if (c->n_words > 3) {
        return cli_usage(c, "plan report takes a road and a file of deals, not also", c->words[3]);
    }
    if (c->json || c->csv) {
        return cli_usage(c, "plan report writes a page for people; for machines ask plan diff with",
                         c->json ? "--json" : "--csv");
    }
    if (c->output != NULL && c->output[0] == '\0') {
        return cli_usage(c, "-o takes the name of a file", NULL);
    }
    int code = EXIT_USAGE;
    dt_regime *r = cli_regime(c, c->words[1], &code);
    if (r == NULL) {
        return code;
    }
    char *own = c->n_words > 2 ? NULL : deals_of_road(c, r, c->words[1]);
    const char *path = c->n_words > 2 ? c->words[2] : own;
    dt_session *s = path == NULL ? NULL : dt_session_new(r, 0);
    code = s == NULL ? EXIT_USAGE : report_of(c, r, s, path);
    dt_session_free(s);
    free(own);
    dt_regime_free(r);
    return code;
}
