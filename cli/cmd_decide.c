/* decide, explain, new. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "deals.h"

static dt_options options_of(const struct cli *c)
{
    dt_options o = {
        .as_of = c->as_of, .assume = c->n_assume > 0 ? c->assume : NULL, .stages = c->road != NULL, .walk = c->walk};
    return o;
}

/* A question in words has a blank-free first word that names no file. */
static bool is_question(const struct cli *c)
{
    return c->n_words > 1 && !cli_is_file(c->words[0]);
}

static void progress(const struct cli *c, size_t done, time_t *last, time_t start)
{
    time_t now = time(NULL);
    if (c->progress && now > start && now != *last) {
        fprintf(stderr, "\r%zu deals, %zu a second ", done, done / (size_t)(now - start));
        *last = now;
    }
}

/* Ids that were seen, by their hash: a second deal of one name is worth a word. */
struct ids {
    uint64_t *slots;
    size_t room, n;
};

static bool ids_add(struct ids *ids, dt_text id)
{
    uint64_t h = 14695981039346656037ULL;
    for (size_t i = 0; i < id.size; i++) {
        h = (h ^ (unsigned char)id.data[i]) * 1099511628211ULL;
    }
    h = h == 0 ? 1 : h;
    if ((ids->n + 1) * 2 > ids->room) {
        size_t room = ids->room == 0 ? 1024 : ids->room * 2;
        uint64_t *slots = calloc(room, sizeof *slots);
        if (slots == NULL) {
            return true;
        }
        for (size_t i = 0; i < ids->room; i++) {
            size_t at = (size_t)ids->slots[i] & (room - 1);
            while (ids->slots[i] != 0 && slots[at] != 0) {
                at = (at + 1) & (room - 1);
            }
            if (ids->slots[i] != 0) {
                slots[at] = ids->slots[i];
            }
        }
        free(ids->slots);
        ids->slots = slots;
        ids->room = room;
    }
    size_t at = (size_t)h & (ids->room - 1);
    while (ids->slots[at] != 0 && ids->slots[at] != h) {
        at = (at + 1) & (ids->room - 1);
    }
    bool fresh = ids->slots[at] == 0;
    ids->slots[at] = h;
    ids->n += fresh ? 1 : 0;
    return fresh;
}

#define TWICE_SHOWN 5

struct batch {
    struct cli *c;
    struct deals deals;
    struct ids ids;
    size_t twice; /* deals whose id was seen before */
    dt_session *session;
    dt_table *table;
    size_t decided, unusable;
    int code;
};

/* `read`: what deals_next returned with the deal. */
static int decide_next(struct batch *b, dt_text deal, dt_status read, const char *path)
{
    char name[24];
    dt_options o = options_of(b->c);
    size_t number = b->deals.number;
    snprintf(name, sizeof name, "%zu", number);
    o.id = name;
    dt_status status = read == DT_OK ? deals_decide(&b->deals, b->session, deal, &o) : read;
    if (status == DT_BAD_OPTION) {
        return cli_failed(b->c, b->session, status);
    }
    if (status != DT_OK) {
        if (b->unusable++ < UNUSABLE_SHOWN) {
            deals_unusable(&b->deals, b->session, path, read);
        }
        b->code = cli_worse(b->code, EXIT_UNUSABLE);
        return 0;
    }
    dt_text id = dt_decision_id(b->session);
    if (id.size > 0 && !ids_add(&b->ids, id) && b->twice++ < TWICE_SHOWN) {
        fprintf(stderr, "%s:%zu: warning: the id `%.*s` stands on an earlier line too\n", path, number, (int)id.size,
                id.data);
    }
    b->decided++;
    b->code = cli_worse(b->code, cli_exit_of(dt_decision_verdict(b->session)));
    if (b->c->json) {
        dt_text json;
        status = dt_decision_json(b->session, &json);
        if (status != DT_OK) {
            return cli_failed(b->c, b->session, status);
        }
        cli_print(stdout, json);
        putchar('\n');
    } else if (dt_table_add(b->table, b->session) != DT_OK) {
        fputs("detente: out of memory\n", stderr);
        return EXIT_USAGE;
    }
    return 0;
}

static int decide_all(struct batch *b, const char *path)
{
    dt_text deal;
    dt_status read;
    time_t start = time(NULL);
    time_t last = start;
    while ((read = deals_next(&b->deals, &deal)) != DT_NOT_FOUND) {
        int stop = decide_next(b, deal, read, path);
        if (stop != 0) {
            return stop;
        }
        progress(b->c, b->decided, &last, start);
    }
    if (last != start) {
        fputs("\r\033[K", stderr);
    }
    if (b->unusable > UNUSABLE_SHOWN) {
        fprintf(stderr, "%s: and %zu more lines that cannot be used\n", path, b->unusable - UNUSABLE_SHOWN);
    }
    if (b->twice > TWICE_SHOWN) {
        fprintf(stderr, "%s: warning: and %zu more deals with an id of an earlier line\n", path,
                b->twice - TWICE_SHOWN);
    }
    if (b->decided == 0 && b->unusable == 0) {
        fprintf(stderr, "detente: no deal in `%s`\n", path);
        return EXIT_USAGE;
    }
    if (!b->c->json) {
        dt_text out;
        if (dt_table_text(b->table, &b->c->out, b->unusable, &out) != DT_OK) {
            fputs("detente: out of memory\n", stderr);
            return EXIT_USAGE;
        }
        cli_print(stdout, out);
    }
    return b->decided == 0 ? EXIT_UNUSABLE : b->code;
}

/* One question in words: its answer is explained, not put in a table of one line. */
static int answer_question(struct cli *c, dt_session *s, bool json)
{
    dt_text kept;
    int code = cli_question(c, s, c->words, c->n_words, &kept);
    if (code != EXIT_OPEN) {
        return code;
    }
    dt_options o = options_of(c);
    dt_status status = dt_decide(s, kept, &o);
    code = status == DT_OK ? cli_exit_of(dt_decision_verdict(s)) : cli_failed(c, s, status);
    dt_text out;
    if (status == DT_OK) {
        status = json ? dt_decision_json(s, &out) : dt_decision_explain(s, &c->out, &out);
        if (status == DT_OK) {
            cli_print(stdout, out);
            if (json) {
                putchar('\n');
            }
        }
    }
    dt_free(kept);
    return code;
}

int cmd_decide(struct cli *c)
{
    if (c->n_words == 0) {
        return cli_usage(c, "decide needs a file, `-`, or a question", NULL);
    }
    int code = EXIT_USAGE;
    dt_regime *r = cli_regime(c, c->road, &code);
    if (r == NULL) {
        return code;
    }
    dt_session *s = dt_session_new(r, 0);
    if (s != NULL && is_question(c)) {
        code = answer_question(c, s, c->json);
    } else if (s != NULL && c->n_words > 1) {
        code = cli_usage(c, "one file at a time, not also", c->words[1]);
    } else if (s != NULL) {
        struct batch b = {.c = c, .session = s, .table = dt_table_new(r), .code = EXIT_OPEN};
        code = deals_open(&b.deals, c, r, c->words[0]);
        code = code == EXIT_OPEN ? decide_all(&b, c->words[0]) : code;
        deals_close(&b.deals);
        dt_table_free(b.table);
        free(b.ids.slots);
    }
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}

static int explain_one(struct cli *c, dt_session *s, struct deals *deals, const char *id)
{
    dt_options o = options_of(c);
    dt_text deal;
    int code = deals_find(deals, c, s, c->words[0], &o, id, &deal);
    if (code >= 0) {
        return code;
    }
    dt_text out;
    dt_status status = c->why_not != NULL ? dt_decision_why_not(s, c->why_not, &c->out, &out)
                       : c->json          ? dt_decision_json(s, &out)
                                          : dt_decision_explain(s, &c->out, &out);
    if (status != DT_OK) {
        return cli_failed(c, s, status);
    }
    cli_print(stdout, out);
    if (c->json) {
        putchar('\n');
    }
    return cli_exit_of(dt_decision_verdict(s));
}

int cmd_explain(struct cli *c)
{
    if (c->n_words == 0) {
        return cli_usage(c, "explain needs a file and an id, or a question", NULL);
    }
    if (!is_question(c) && c->n_words > 2) {
        return cli_usage(c, "explain takes one id, not also", c->words[2]);
    }
    int code = EXIT_USAGE;
    dt_regime *r = cli_regime(c, c->road, &code);
    if (r == NULL) {
        return code;
    }
    dt_session *s = dt_session_new(r, 0);
    if (s != NULL && is_question(c)) {
        code = answer_question(c, s, c->json);
    } else if (s != NULL) {
        struct deals deals;
        code = deals_open(&deals, c, r, c->words[0]);
        code = code == EXIT_OPEN ? explain_one(c, s, &deals, c->n_words > 1 ? c->words[1] : NULL) : code;
        deals_close(&deals);
    }
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}

int cmd_new(struct cli *c)
{
    if (c->n_words > 2) {
        return cli_usage(c, "new deal takes one activity, not also", c->words[2]);
    }
    if (c->n_words == 0 || strcmp(c->words[0], "deal") != 0) {
        return cli_usage(c, "new makes a deal: `detente new deal import`", NULL);
    }
    int code = EXIT_USAGE;
    dt_regime *r = cli_regime(c, NULL, &code);
    if (r == NULL) {
        return code;
    }
    dt_session *s = dt_session_new(r, 0);
    dt_text out;
    if (s != NULL) {
        dt_status status = c->schema ? dt_deal_schema(s, &out) : dt_deal_skeleton(s, c->words[1], &out);
        if (status == DT_OK) {
            cli_print(stdout, out);
            code = EXIT_OPEN;
        } else {
            code = cli_failed(c, s, status);
        }
    }
    dt_session_free(s);
    dt_regime_free(r);
    return code;
}
