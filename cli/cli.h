/* The command line: what the commands share. It sees the library only through <detente/detente.h>. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdio.h>

#include <detente/detente.h>

/* Exit codes (docs/deal.md). */
enum exit_code {
    EXIT_OPEN = 0,         /* done; every deal open, nothing found */
    EXIT_FOUND = 1,        /* done; something is prohibited or licensable, a test failed, the law text has errors */
    EXIT_USAGE = 2,        /* usage, or nothing readable: nothing was decided */
    EXIT_UNUSABLE = 3,     /* a line could not be used */
    EXIT_UNDETERMINED = 4, /* something is undetermined or contested */
    EXIT_BUG = 70
};

#define CLI_WORDS 256

struct cli {
    const char *command;
    const char *words[CLI_WORDS]; /* what is not an option */
    size_t n_words;
    const char *given[CLI_WORDS]; /* the options that were given */
    size_t n_given;
    const char *regime; /* NULL: that of the road, or dprk */
    const char *road;
    const char *as_of;
    const char *since; /* check --reviewed-since */
    const char *why_not;
    const char *cost;   /* plan unlock --cost */
    const char *output; /* plan report -o; NULL: standard output */
    const char *input;  /* json or csv; NULL: as the name of the file says */
    const char *assume[CLI_WORDS];
    size_t n_assume;
    bool json, csv, summary, walk, stages, schema, quiet;
    bool help, full_help;
    dt_style out, err; /* of stdout, of stderr */
    bool progress;     /* stderr is a terminal */
};

struct command {
    const char *name;
    int (*run)(struct cli *c);
    const char *summary; /* one line */
    const char *usage;   /* the arguments */
    const char *help;    /* examples first */
};

extern const struct command commands[];
extern const size_t command_count;

int cmd_decide(struct cli *c);
int cmd_explain(struct cli *c);
int cmd_check(struct cli *c);
int cmd_test(struct cli *c);
int cmd_plan(struct cli *c);
int cmd_unlock(struct cli *c);     /* plan unlock */
int cmd_plan_check(struct cli *c); /* plan check */
int cmd_why(struct cli *c);        /* plan why */
int cmd_report(struct cli *c);     /* plan report */
int cmd_new(struct cli *c);
int cmd_help(struct cli *c);
int cmd_version(struct cli *c);

/* "detente: message" and a remedy, on stderr; returns EXIT_USAGE. */
int cli_usage(const struct cli *c, const char *message, const char *what);
int cli_failed(const struct cli *c, const dt_session *s, dt_status status);
void cli_print(FILE *to, dt_text text);
/* The regime of --regime, else that of the road, else the default; with the road if there is one. NULL: reported; *ret_exit says how to
 * end. */
dt_regime *cli_regime(struct cli *c, const char *road, int *ret_exit);
/* A whole file, or standard input for "-". malloc'd; NULL: reported. */
char *cli_read(const struct cli *c, const char *path, size_t *ret_size);
/* Writes the whole file or leaves what was there. EXIT_OPEN, or reported. */
int cli_save(const char *path, dt_text text);
/* The next line of a text: false at its end. Lines keep no line end. */
bool cli_line(dt_text *rest, dt_text *ret_line);
bool cli_blank(dt_text line);
/* Passes over a byte-order mark. */
void cli_skip_mark(dt_text *text);
/* The deal of a question in words, in memory of its own (the session's is used again when the deal is asked about): free it with dt_free. EXIT_OPEN, or
 * reported and the exit code. */
int cli_question(const struct cli *c, dt_session *s, const char *const *words, size_t n, dt_text *ret);
/* Is it a file that can be read, or `-`? */
bool cli_is_file(const char *word);
size_t cli_distance(const char *a, const char *b);
/* The nearest of the words, or NULL. */
const char *cli_nearest(const char *word, const char *const *known, size_t n);
/* The text without what a terminal would obey: control characters, those that turn the direction of writing. */
void cli_shown(const char *text, char *room, size_t size);
/* Worst of two verdicts of a batch as its exit code. */
int cli_exit_of(dt_verdict v);
int cli_worse(int a, int b);

#endif
