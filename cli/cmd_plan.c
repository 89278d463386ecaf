/* plan. */
#include <stdlib.h>
#include <string.h>

#include "deals.h"

static int plan_diff(struct cli *c, dt_session *s, struct deals *deals)
{
    dt_text out;
    dt_text report;
    size_t used = 0;
    size_t unusable = 0;
    dt_status status =
        deals->csv != NULL
            ? dt_plan_diff_rows(s, deals->csv, c->as_of, c->json, c->csv, &c->out, &out, &report, &used, &unusable)
            : dt_plan_diff(s, deals->rest, c->as_of, c->json, c->csv, &c->out, &out, &report, &used, &unusable);
    if (status != DT_OK) {
        return cli_failed(c, s, status);
    }
    deals_unusable_lines(report, c->words[2]);
    if (used == 0) {
        fprintf(stderr, "detente: no deal in `%s`\n", c->words[2]);
        return unusable > 0 ? EXIT_UNUSABLE : EXIT_USAGE;
    }
    cli_print(stdout, out);
    return unusable > 0 ? EXIT_UNUSABLE : EXIT_OPEN;
}

int cmd_plan(struct cli *c)
{
    if (c->n_words > 0 && strcmp(c->words[0], "unlock") == 0) {
        return cmd_unlock(c);
    }
    if (c->n_words > 0 && strcmp(c->words[0], "check") == 0) {
        return cmd_plan_check(c);
    }
    if (c->n_words > 0 && strcmp(c->words[0], "why") == 0) {
        return cmd_why(c);
    }
    if (c->n_words > 0 && strcmp(c->words[0], "report") == 0) {
        return cmd_report(c);
    }
    if (c->n_words > 0 && strcmp(c->words[0], "diff") != 0) {
        static const char *const known[] = {"diff", "check", "report", "unlock", "why"};
        const char *near = cli_nearest(c->words[0], known, sizeof known / sizeof *known);
        int code = cli_usage(c, "plan has no", c->words[0]);
        fprintf(stderr, "did you mean `detente plan %s`?\n", near == NULL ? "diff" : near);
        return code;
    }
    if (c->output != NULL) {
        return cli_usage(c, "only plan report writes a file; plan diff does not take", "-o");
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
    code = EXIT_USAGE;
    if (s != NULL) {
        struct deals deals;
        code = deals_open(&deals, c, r, c->words[2]);
        code = code == EXIT_OPEN ? plan_diff(c, s, &deals) : code;
        deals_close(&deals);
    }
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}
