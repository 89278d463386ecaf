/* plan unlock. */
#include <stdlib.h>
#include <string.h>

#include "deals.h"

static bool ends(const char *s, const char *with)
{
    size_t n = strlen(s);
    size_t m = strlen(with);
    return n >= m && strcmp(s + n - m, with) == 0;
}

static int answer(struct cli *c, dt_session *s, dt_text deal)
{
    dt_text out;
    dt_text report;
    dt_text costs = {"", 0};
    bool open = false;
    char *text = c->cost == NULL ? NULL : cli_read(c, c->cost, &costs.size);
    if (c->cost != NULL && text == NULL) {
        return EXIT_USAGE;
    }
    costs.data = text;
    if (c->cost != NULL && costs.size == 0) {
        free(text);
        return cli_usage(c, "nothing is in the file of costs", c->cost);
    }
    dt_status status = dt_plan_unlock(s, deal, c->as_of, c->cost, costs, 0, c->json, &c->out, &out, &report, &open);
    free(text);
    if (status != DT_OK) {
        cli_print(stderr, report);
        return report.size > 0 ? EXIT_USAGE : cli_failed(c, s, status);
    }
    cli_print(stdout, out);
    return open ? EXIT_OPEN : EXIT_FOUND;
}

static int answer_words(struct cli *c, dt_session *s, const char *const *words, size_t n)
{
    dt_text deal;
    int code = cli_question(c, s, words, n, &deal);
    if (code != EXIT_OPEN) {
        return code;
    }
    code = answer(c, s, deal);
    dt_free(deal);
    return code;
}

static int answer_file(struct cli *c, const dt_regime *r, dt_session *s, const char *path, const char *id)
{
    dt_text deal;
    dt_options o = {.as_of = c->as_of, .stages = c->road != NULL};
    struct deals deals;
    int code = deals_open(&deals, c, r, path);
    code = code == EXIT_OPEN ? deals_find(&deals, c, s, path, &o, id, &deal) : code;
    code = code < 0 ? answer(c, s, deal) : code;
    deals_close(&deals);
    return code;
}

/* What has the look of a file is not taken for an activity. */
static bool like_a_file(const char *word)
{
    return strpbrk(word, "/.") != NULL;
}

int cmd_unlock(struct cli *c)
{
    if (c->n_words < 3) {
        return cli_usage(c, "plan unlock takes a road or a regime, and a deal", NULL);
    }
    if (c->output != NULL) {
        return cli_usage(c, "only plan report writes a file; plan unlock does not take", "-o");
    }
    int code = EXIT_USAGE;
    bool road = ends(c->words[1], ".road");
    c->road = road ? c->words[1] : NULL;
    c->regime = road ? c->regime : c->words[1];
    dt_regime *r = cli_regime(c, c->road, &code);
    if (r == NULL) {
        return code;
    }
    dt_session *s = dt_session_new(r, 0);
    if (s != NULL && (cli_is_file(c->words[2]) || like_a_file(c->words[2]))) {
        code = c->n_words > 4 ? cli_usage(c, "plan unlock takes one id, not also", c->words[4])
                              : answer_file(c, r, s, c->words[2], c->n_words > 3 ? c->words[3] : NULL);
    } else if (s != NULL) {
        code = answer_words(c, s, c->words + 2, c->n_words - 2);
    }
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}
