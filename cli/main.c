/* Options, commands, and what they share. */
#include "cli.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct option {
    const char *name;
    bool value;
    const char *of; /* the commands that take it; "": all */
    const char *help;
};

static const struct option options[] = {
    {"--regime", true, "", "NAME or folder of a regime (default: the road's, or dprk)"},
    {"--road", true, "decide explain check test", "answer for all stages of this roadmap"},
    {"--as-of", true, "decide explain plan", "day of deals that carry no `on`"},
    {"--input", true, "decide explain plan", "json or csv: what the deals are (default: by the name)"},
    {"--output", true, "plan", "plan report: the file to write (-o; default: standard output)"},
    {"--assume", true, "decide explain", "an assumption on open law, such as 'US.em13466 continued'"},
    {"--why-not", true, "explain", "explain: name what excluded this measure"},
    {"--cost", true, "plan", "plan unlock: a file of what a signature costs"},
    {"--reviewed-since", true, "check", "check: warn of reviews older than this day"},
    {"--summary", false, "check", "check: counts, and the paragraphs with their measures"},
    {"--schema", false, "new", "new: print the JSON Schema of deals"},
    {"--json", false, "", "for machines: JSON Lines"},
    {"--csv", false, "plan", "plan diff: comma-separated values"},
    {"--walk", false, "decide explain", "decide by the slow tree walker instead of the tables"},
    {"--color", true, "", "auto, always or never"},
    {"--width", true, "", "columns of tables and texts (default: the terminal, or 80)"},
    {"--quiet", false, "", "no progress"},
    {"--help", false, "", "this help"},
    {"--version", false, "", "the version"},
};

#define WORD_MOST 63

size_t cli_distance(const char *a, const char *b)
{
    size_t n = strlen(a);
    size_t m = strlen(b);
    size_t row[2][WORD_MOST + 1];
    if (n > WORD_MOST || m > WORD_MOST) {
        return n + m;
    }
    for (size_t j = 0; j <= m; j++) {
        row[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        row[i & 1][0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t cost = row[(i - 1) & 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            size_t gap = row[(i - 1) & 1][j] + 1;
            size_t add = row[i & 1][j - 1] + 1;
            cost = gap < cost ? gap : cost;
            row[i & 1][j] = add < cost ? add : cost;
        }
    }
    return row[n & 1][m];
}

const char *cli_nearest(const char *word, const char *const *known, size_t n)
{
    const char *best = NULL;
    size_t limit = strlen(word) / 3 + 2;
    for (size_t i = 0; i < n; i++) {
        size_t d = cli_distance(word, known[i]);
        if (d < limit) {
            limit = d;
            best = known[i];
        }
    }
    return best;
}

void cli_skip_mark(dt_text *text)
{
    if (text->size >= 3 && memcmp(text->data, "\xEF\xBB\xBF", 3) == 0) {
        text->data += 3;
        text->size -= 3;
    }
}

void cli_shown(const char *text, char *room, size_t size)
{
    size_t n = 0;
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0' && n + 1 < size; p++) {
        bool turns =
            p[0] == 0xE2 && ((p[1] == 0x80 && (p[2] == 0x8E || p[2] == 0x8F || (p[2] >= 0xA8 && p[2] <= 0xAE))) ||
                             (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9));
        room[n++] = *p < 0x20 || *p == 0x7F || turns ? '?' : (char)*p;
        p += turns ? 2 : 0;
    }
    room[n] = '\0';
}

int cli_usage(const struct cli *c, const char *message, const char *what)
{
    fprintf(stderr, "detente: %s", message);
    if (what != NULL) { /* an argument may come from a file: its control characters do not reach the terminal */
        fputs(" `", stderr);
        for (const char *at = what; *at != 0; at++) {
            unsigned char byte = (unsigned char)*at;
            fputc(byte < 0x20 || byte == 0x7f ? '?' : byte, stderr);
        }
        fputc('`', stderr);
    }
    fputc('\n', stderr);
    if (c->command != NULL) {
        fprintf(stderr, "try `detente help %s`\n", c->command);
    } else {
        fputs("try `detente help`\n", stderr);
    }
    return EXIT_USAGE;
}

void cli_print(FILE *to, dt_text text)
{
    if (text.size > 0) {
        fwrite(text.data, 1, text.size, to);
    }
}

int cli_failed(const struct cli *c, const dt_session *s, dt_status status)
{
    (void)c;
    dt_text error = dt_session_error(s);
    dt_text help = dt_session_help(s);
    if (error.size > 0) {
        fprintf(stderr, "detente: %.*s\n", (int)error.size, error.data);
    } else {
        fprintf(stderr, "detente: %s\n", dt_status_text(status));
    }
    if (help.size > 0) {
        fprintf(stderr, "help: %.*s\n", (int)help.size, help.data);
    }
    return status == DT_INTERNAL ? EXIT_BUG : EXIT_USAGE;
}

#define DEFAULT_REGIME "dprk"

dt_regime *cli_regime(struct cli *c, const char *road, int *ret_exit)
{
    dt_regime *r = NULL;
    dt_text report;
    dt_text own = c->regime == NULL && road != NULL ? dt_road_regime(road) : (dt_text){NULL, 0};
    const char *name = c->regime != NULL ? c->regime : own.size > 0 ? own.data : DEFAULT_REGIME;
    dt_status status = dt_regime_load(name, &c->err, c->json, &r, &report);
    if (status == DT_NOT_FOUND && own.size > 0) { /* then loading the road says where it names that regime */
        dt_free(report);
        name = DEFAULT_REGIME;
        status = dt_regime_load(name, &c->err, c->json, &r, &report);
    }
    cli_print(stderr, report);
    dt_free(report);
    if (status != DT_OK && report.size == 0) {
        fprintf(stderr, "detente: %s: %s\n", name, dt_status_text(status));
    }
    dt_free(own);
    if (status != DT_OK) {
        *ret_exit = status == DT_INVALID && strcmp(c->command, "check") == 0 ? EXIT_FOUND : EXIT_USAGE;
        return NULL;
    }
    if (road != NULL) {
        status = dt_road_load(r, road, &c->err, c->json, &report);
        cli_print(stderr, report);
        dt_free(report);
        if (status != DT_OK) {
            *ret_exit = status == DT_INVALID && strcmp(c->command, "check") == 0 ? EXIT_FOUND : EXIT_USAGE;
            dt_regime_free(r);
            return NULL;
        }
    }
    return r;
}

#define READ_MOST ((size_t)1024 * 1024 * 1024)

char *cli_read(const struct cli *c, const char *path, size_t *ret_size)
{
    (void)c;
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    size_t room = 64 * 1024;
    size_t n = 0;
    char *p = f == NULL ? NULL : malloc(room);
    while (p != NULL) {
        size_t got = fread(p + n, 1, room - n, f);
        n += got;
        if (got == 0) {
            break;
        }
        if (n == room) {
            char *more = room < READ_MOST ? realloc(p, room * 2) : NULL;
            if (more == NULL) {
                free(p);
            }
            p = more;
            room *= 2;
        }
    }
    bool bad = f == NULL || p == NULL || ferror(f) != 0;
    if (f != NULL && f != stdin) {
        fclose(f);
    }
    if (bad) {
        free(p);
        char shown[200];
        cli_shown(path, shown, sizeof shown);
        fprintf(stderr, "detente: cannot read `%s`\n", shown);
        return NULL;
    }
    *ret_size = n;
    return p;
}

bool cli_line(dt_text *rest, dt_text *ret_line)
{
    if (rest->size == 0) {
        return false;
    }
    const char *end = memchr(rest->data, '\n', rest->size);
    size_t n = end == NULL ? rest->size : (size_t)(end - rest->data);
    ret_line->data = rest->data;
    ret_line->size = n > 0 && rest->data[n - 1] == '\r' ? n - 1 : n;
    size_t used = end == NULL ? n : n + 1;
    rest->data += used;
    rest->size -= used;
    return true;
}

bool cli_blank(dt_text line)
{
    for (size_t i = 0; i < line.size; i++) {
        if (line.data[i] != ' ' && line.data[i] != '\t') {
            return false;
        }
    }
    return true;
}

int cli_exit_of(dt_verdict v)
{
    switch (v) {
    case DT_PROHIBITED:
    case DT_LICENSABLE: return EXIT_FOUND;
    case DT_UNDETERMINED:
    case DT_UNDETERMINED_LICENSABLE:
    case DT_CONTESTED: return EXIT_UNDETERMINED;
    case DT_PERMITTED:
    case DT_EXEMPT:
    case DT_LICENSED:
    default: return EXIT_OPEN;
    }
}

/* 70, else 3, else 2, else 1, else 4, else 0 (docs/deal.md). */
int cli_worse(int a, int b)
{
    static const int order[] = {EXIT_BUG, EXIT_UNUSABLE, EXIT_USAGE, EXIT_FOUND, EXIT_UNDETERMINED, EXIT_OPEN};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (a == order[i] || b == order[i]) {
            return order[i];
        }
    }
    return EXIT_BUG;
}

static bool colour_wanted(const char *when, int fd)
{
    if (when != NULL && strcmp(when, "always") == 0) {
        return true;
    }
    if (when != NULL && strcmp(when, "never") == 0) {
        return false;
    }
    const char *term = getenv("TERM");
    const char *no = getenv("NO_COLOR");
    const char *force = getenv("CLICOLOR_FORCE");
    if (force != NULL && *force != '\0' && strcmp(force, "0") != 0) {
        return true;
    }
    return isatty(fd) != 0 && (no == NULL || *no == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

static size_t width_of(int fd)
{
    struct winsize w;
    if (isatty(fd) != 0 && ioctl(fd, TIOCGWINSZ, &w) == 0 && w.ws_col >= 40) {
        return w.ws_col;
    }
    return 80;
}

static const struct option *option_of(const char *word, size_t n)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (strlen(options[i].name) == n && strncmp(options[i].name, word, n) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

struct looks {
    const char *colour;
    const char *width;
};

static bool set_option(struct cli *c, struct looks *l, const char *name, const char *value)
{
    struct {
        const char *name;
        const char **text;
        bool *flag;
    } to[] = {{"--regime", &c->regime, NULL},
              {"--road", &c->road, NULL},
              {"--as-of", &c->as_of, NULL},
              {"--why-not", &c->why_not, NULL},
              {"--cost", &c->cost, NULL},
              {"--output", &c->output, NULL},
              {"--reviewed-since", &c->since, NULL},
              {"--input", &c->input, NULL},
              {"--color", &l->colour, NULL},
              {"--width", &l->width, NULL},
              {"--summary", NULL, &c->summary},
              {"--schema", NULL, &c->schema},
              {"--json", NULL, &c->json},
              {"--csv", NULL, &c->csv},
              {"--walk", NULL, &c->walk},
              {"--quiet", NULL, &c->quiet},
              {"--help", NULL, &c->full_help}};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
        if (strcmp(to[i].name, name) == 0) {
            if (to[i].text != NULL) {
                *to[i].text = value;
            } else {
                *to[i].flag = true;
            }
        }
    }
    if (strcmp(name, "--assume") == 0) {
        if (c->n_assume + 1 >= CLI_WORDS) {
            return false;
        }
        c->assume[c->n_assume++] = value;
    }
    if (strcmp(name, "--version") == 0) {
        c->command = "version";
    }
    c->help = c->help || c->full_help;
    return true;
}

static int read_arguments(struct cli *c, struct looks *l, int argc, char **argv)
{
    bool ended = false;
    for (int i = 1; i < argc; i++) {
        const char *w = argv[i];
        if (!ended && strcmp(w, "--") == 0) {
            ended = true;
            continue;
        }
        if (!ended && strcmp(w, "-h") == 0) {
            c->help = true;
            continue;
        }
        if (!ended && strcmp(w, "-o") == 0) {
            w = "--output";
        }
        if (!ended && w[0] == '-' && w[1] == '-') {
            const char *is = strchr(w, '=');
            const struct option *o = option_of(w, is == NULL ? strlen(w) : (size_t)(is - w));
            if (o == NULL) {
                const char *names[sizeof options / sizeof *options];
                for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
                    names[k] = options[k].name;
                }
                char name[64];
                snprintf(name, sizeof name, "%.*s", is == NULL ? 63 : (int)(is - w), w);
                const char *near = cli_nearest(name, names, sizeof options / sizeof *options);
                int code = cli_usage(c, "unrecognized option", w);
                if (near != NULL) {
                    fprintf(stderr, "did you mean `%s`?\n", near);
                }
                return code;
            }
            const char *value = is == NULL ? NULL : is + 1;
            if (o->value && value == NULL) {
                if (i + 1 >= argc) {
                    return cli_usage(c, "a value is missing after", w);
                }
                value = argv[++i];
            }
            if (!o->value && value != NULL) {
                return cli_usage(c, "no value is wanted by", o->name);
            }
            if (c->n_given < CLI_WORDS) {
                c->given[c->n_given++] = o->name;
            }
            if (!set_option(c, l, o->name, value)) {
                return cli_usage(c, "too many", o->name);
            }
            continue;
        }
        if (!ended && w[0] == '-' && w[1] != '\0') {
            return cli_usage(c, "unrecognized option", w);
        }
        if (c->command == NULL) {
            c->command = w;
        } else if (c->n_words < CLI_WORDS) {
            c->words[c->n_words++] = w;
        } else {
            return cli_usage(c, "too many arguments", NULL);
        }
    }
    return EXIT_OPEN;
}

int cmd_version(struct cli *c)
{
    if (c->n_words > 0) {
        return cli_usage(c, "version takes no argument, not", c->words[0]);
    }
    printf("detente %s\n", dt_version());
    return EXIT_OPEN;
}

static void print_options(void)
{
    puts("\nOptions:");
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        printf("  %-16s %s\n", options[i].name, options[i].help);
    }
}

int cmd_help(struct cli *c)
{
    const char *about = c->n_words > 0                                          ? c->words[0]
                        : c->command != NULL && strcmp(c->command, "help") != 0 ? c->command
                                                                                : NULL;
    for (size_t i = 0; about != NULL && i < command_count; i++) {
        if (strcmp(commands[i].name, about) == 0) {
            printf("%s\n\n%s\nUsage: detente %s %s\n", commands[i].summary, commands[i].help, commands[i].name,
                   commands[i].usage);
            if (c->full_help || c->n_words > 0) {
                print_options();
            }
            return EXIT_OPEN;
        }
    }
    if (about != NULL) {
        dt_text meaning = dt_code_text(about);
        if (meaning.size > 0) {
            printf("%c%s: ", toupper((unsigned char)about[0]), about + 1);
            cli_print(stdout, meaning);
            puts("\nExamples, wrong and right: docs/errors.md");
            return EXIT_OPEN;
        }
        const char *names[32];
        for (size_t i = 0; i < command_count; i++) {
            names[i] = commands[i].name;
        }
        const char *near = cli_nearest(about, names, command_count);
        fprintf(stderr, "detente: no help on `%s`\n", about);
        if (near != NULL) {
            fprintf(stderr, "did you mean `detente help %s`?\n", near);
        } else {
            fputs("try `detente help`\n", stderr);
        }
        return EXIT_USAGE;
    }
    puts("detente: sanctions as code: what a regime prohibits, to whom, why, and what\neach stage of an easing really "
         "opens\n");
    puts("  detente decide import hs:270112 from KP to CN on 2026-06-01");
    puts("  detente decide examples/situations.jsonl");
    puts("  detente explain examples/situations.jsonl coal-carrier");
    puts("  detente plan diff roads/jin-2025.road examples/inter-korean.jsonl\n");
    for (size_t i = 0; i < command_count; i++) {
        printf("  %-9s %s\n", commands[i].name, commands[i].summary);
    }
    puts("\ndetente help COMMAND explains each, with examples.");
    if (c->full_help) {
        print_options();
    }
    return EXIT_OPEN;
}

/* An option that the command does not take, or NULL. */
static const char *stray_option(const struct cli *c)
{
    bool known = false;
    for (size_t i = 0; i < command_count; i++) {
        known = known || strcmp(commands[i].name, c->command) == 0;
    }
    for (size_t i = 0; known && i < c->n_given; i++) {
        const struct option *o = option_of(c->given[i], strlen(c->given[i]));
        if (o != NULL && o->of[0] != '\0' && strstr(o->of, c->command) == NULL) {
            return o->name;
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    struct cli c = {0};
    struct looks l = {0};
    signal(SIGPIPE, SIG_IGN); /* a reader that stops early is no failure */
    int code = read_arguments(&c, &l, argc, argv);
    if (code != EXIT_OPEN) {
        return code;
    }
    if (l.colour != NULL && strcmp(l.colour, "always") != 0 && strcmp(l.colour, "never") != 0 &&
        strcmp(l.colour, "auto") != 0) {
        return cli_usage(&c, "--color is auto, always or never, not", l.colour);
    }
    if (c.input != NULL && strcmp(c.input, "json") != 0 && strcmp(c.input, "csv") != 0) {
        return cli_usage(&c, "--input is json or csv, not", c.input);
    }
    char *end = NULL;
    size_t width = l.width != NULL ? strtoul(l.width, &end, 10) : 0;
    if (l.width != NULL && (*end != '\0' || width < 40 || width > 1000)) {
        return cli_usage(&c, "--width is 40 to 1000, not", l.width);
    }
    c.out.colour = colour_wanted(l.colour, STDOUT_FILENO);
    c.err.colour = colour_wanted(l.colour, STDERR_FILENO);
    c.out.width = width != 0 ? width : width_of(STDOUT_FILENO);
    c.err.width = width != 0 ? width : width_of(STDERR_FILENO);
    c.progress = isatty(STDERR_FILENO) != 0 && !c.quiet;
    if (c.command == NULL || c.help) {
        return cmd_help(&c);
    }
    const char *stray = stray_option(&c);
    if (stray != NULL) {
        return cli_usage(&c, "this command does not take", stray);
    }
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(commands[i].name, c.command) == 0) {
            code = commands[i].run(&c);
            if (fflush(stdout) != 0 || ferror(stdout) != 0) {
                if (errno == EPIPE) { /* the reader has seen enough */
                    return code;
                }
                fprintf(stderr, "detente: cannot write the answer: %s\n", strerror(errno));
                return EXIT_USAGE;
            }
            return code;
        }
    }
    const char *names[32];
    for (size_t i = 0; i < command_count; i++) {
        names[i] = commands[i].name;
    }
    const char *near = cli_nearest(c.command, names, command_count);
    char shown[200];
    cli_shown(c.command, shown, sizeof shown);
    fprintf(stderr, "detente: unrecognized command `%s`\n", shown);
    if (near != NULL) {
        fprintf(stderr, "did you mean `detente %s`?\n", near);
    } else {
        fputs("try `detente help`\n", stderr);
    }
    return EXIT_USAGE;
}
