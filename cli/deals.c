#include "deals.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool deals_are_csv(const struct cli *c, const char *path)
{
    size_t n = strlen(path);
    return c->input != NULL ? strcmp(c->input, "csv") == 0 : n > 4 && strcasecmp(path + n - 4, ".csv") == 0;
}

static bool whole_object(dt_text line)
{
    size_t end = line.size;
    while (end > 0 && (line.data[end - 1] == ' ' || line.data[end - 1] == '\t')) {
        end--;
    }
    return end > 1 && line.data[0] == '{' && line.data[end - 1] == '}';
}

/* A file of one object over many lines, as `new deal` prints it: no line is a whole object, and the first is not closed. */
static bool is_one_object(dt_text text)
{
    dt_text line;
    size_t lines = 0;
    bool opened = false;
    while (cli_line(&text, &line)) {
        if (cli_blank(line)) {
            continue;
        }
        if (whole_object(line)) {
            return false;
        }
        opened = opened ||
                 (lines == 0 && (line.data[0] == '{' || (line.size > 1 && line.data[0] == '/' && line.data[1] == '/')));
        lines++;
    }
    return opened && lines > 1;
}

static void print_error(const char *path, size_t line, dt_text error, dt_text help)
{
    char shown[200];
    cli_shown(path, shown, sizeof shown);
    fprintf(stderr, "%s:%zu: %.*s\n", shown, line, (int)error.size, error.data);
    if (help.size > 0) {
        fprintf(stderr, "  = help: %.*s\n", (int)help.size, help.data);
    }
}

int deals_open(struct deals *d, const struct cli *c, const dt_regime *r, const char *path)
{
    memset(d, 0, sizeof *d);
    dt_text text = {NULL, 0};
    text.data = d->text = cli_read(c, path, &text.size);
    if (d->text == NULL) {
        return EXIT_USAGE;
    }
    if (!deals_are_csv(c, path)) {
        d->rest = text;
        cli_skip_mark(&d->rest);
        d->whole = is_one_object(d->rest);
        return EXIT_OPEN;
    }
    dt_status status = dt_csv_open(r, text, &d->csv);
    if (status == DT_OK) {
        return EXIT_OPEN;
    }
    if (d->csv == NULL) {
        fputs("detente: out of memory\n", stderr);
    } else {
        print_error(path, dt_csv_line(d->csv), dt_csv_error(d->csv), dt_csv_help(d->csv));
    }
    return EXIT_USAGE;
}

/* The next deal of a text: a line, or all of it. */
static bool next_text(struct deals *d, dt_text *ret)
{
    if (!d->whole) {
        return cli_line(&d->rest, ret);
    }
    *ret = d->rest;
    d->rest.size = 0;
    return ret->size > 0;
}

dt_status deals_next(struct deals *d, dt_text *ret)
{
    if (d->csv != NULL) {
        dt_status status = dt_csv_next(d->csv, ret);
        d->number = dt_csv_line(d->csv);
        return status;
    }
    while (next_text(d, ret)) {
        d->number++;
        if (!cli_blank(*ret)) {
            return DT_OK;
        }
    }
    return DT_NOT_FOUND;
}

dt_status deals_decide(struct deals *d, dt_session *s, dt_text deal, const dt_options *o)
{
    return d->csv != NULL ? dt_csv_decide(d->csv, s, o) : dt_decide(s, deal, o);
}

void deals_unusable(const struct deals *d, const dt_session *s, const char *path, dt_status read)
{
    bool row = read != DT_OK;
    print_error(path, d->number, row ? dt_csv_error(d->csv) : dt_session_error(s),
                row ? dt_csv_help(d->csv) : dt_session_help(s));
}

void deals_unusable_lines(dt_text report, const char *path)
{
    char shown[200];
    cli_shown(path, shown, sizeof shown);
    dt_text line;
    size_t told = 0;
    while (cli_line(&report, &line)) {
        bool help = line.data[0] == ' ';
        told += help ? 0 : 1;
        if (told <= UNUSABLE_SHOWN) {
            fprintf(stderr, "%s%s%.*s\n", help ? "" : shown, help ? "" : ":", (int)line.size, line.data);
        }
    }
    if (told > UNUSABLE_SHOWN) {
        fprintf(stderr, "%s: and %zu more lines that cannot be used\n", shown, told - UNUSABLE_SHOWN);
    }
}

void deals_close(struct deals *d)
{
    dt_csv_free(d->csv);
    free(d->text);
    d->text = NULL;
    d->csv = NULL;
}
