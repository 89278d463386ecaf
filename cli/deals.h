/* The deals of a file, one after the other: lines of JSON, one object over many lines, or rows of CSV. */
#ifndef CLI_DEALS_H
#define CLI_DEALS_H

#include "cli.h"

#define UNUSABLE_SHOWN 20 /* of the deals that cannot be used: how many are printed */

struct deals {
    char *text;   /* of the file */
    dt_csv *csv;  /* NULL: JSON */
    dt_text rest; /* JSON: what is left */
    bool whole;   /* one object over many lines */
    size_t number;
};

/* CSV is told by `--input`, else by the end of the path: `.csv`. */
bool deals_are_csv(const struct cli *c, const char *path);
/* Reads the file, or standard input. EXIT_OPEN, or the exit code: it cannot be read, or its header cannot be used, which is reported. Close it in
 * either case. */
int deals_open(struct deals *d, const struct cli *c, const dt_regime *r, const char *path);
/* The next one that is not blank: DT_OK with the JSON of the deal; DT_INVALID: a row that cannot be used, *ret is the row as it stands;
 * DT_NOT_FOUND: there is none. */
dt_status deals_next(struct deals *d, dt_text *ret);
/* Decides what deals_next gave. */
dt_status deals_decide(struct deals *d, dt_session *s, dt_text deal, const dt_options *o);
/* Why that could not be used, with its place, on stderr. `read`: what deals_next returned. */
void deals_unusable(const struct deals *d, const dt_session *s, const char *path, dt_status read);
/* The same for a report of many: a line each after its number, with a remedy below; the first of them. */
void deals_unusable_lines(dt_text report, const char *path);
/* Reads on to the deal with that id (NULL: the first) and leaves it decided in the session. -1: found, *ret is what deals_next gave; else
 * reported, and the exit code. */
int deals_find(struct deals *d, struct cli *c, dt_session *s, const char *path, const dt_options *o, const char *id,
               dt_text *ret);
/* The file of deals that the road names, as it is reached from here; malloc'd. NULL: none, which is reported. */
char *deals_of_road(const struct cli *c, const dt_regime *r, const char *road);
void deals_close(struct deals *d);

#endif
