/* The examples in the documents are true: every marked block and table is read by the program.
 *
 *   ```reg                  declarations of law; tests/docs/prelude.reg gives what they need and do not declare themselves
 *   ```reg fragment [of X]  statements inside a measure, or an instrument, exemption, class, power, regime (X)
 *   ```road                 a roadmap over the last `reg` block of the section (## or ###)
 *   ```road fragment [of X] statements inside a stage, or a roadmap (X)
 *   ```test                 law tests over the same law, under the last roadmap of the section; they must pass
 *   ```console              commands and what they print: tests/docs/run-console
 *   <!-- tested: X -->      before a table: every code span of its first column is a clause, party, measure, instrument, fact or expectation
 *   `FILE.test` "NAME"      and `FILE.c` "NAME": the test exists
 *
 * The program is $DETENTE, or the one beside this test's folder.
 */
#include "../unit/test_base.h"

#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include <detente/detente.h>

#include "base/buf.h"
#include "base/vec.h"
#include "law/tree.h"

#define PRELUDE "tests/docs/prelude.reg"

static const char *const documents[] = {"README.md",        "CONTRIBUTING.md", "docs/ARCHITECTURE.md",
                                        "docs/language.md", "docs/rules.md",   "docs/deal.md"};

enum kind { LAW, ROAD, LAW_TEST, CONSOLE, SPAN, REFERENCE };

struct example {
    enum kind kind;
    const char *file;
    size_t line;   /* of its first line in the document */
    struct str of; /* fragment or span: what it stands in; empty: it stands alone */
    struct str text;
    struct str law; /* the `reg` block behind it */
    size_t law_line;
    struct str road; /* the roadmap behind it */
    char name[96];
};

static VEC(struct example) examples;
static struct arena memory;

/* ---- reading documents ---- */

static struct str read_file(struct arena *a, const char *path)
{
    struct buf b;
    buf_init(&b, a);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        return STR("");
    }
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0) {
        buf_add(&b, str_of(part, n));
    }
    fclose(f);
    return buf_str(&b);
}

static struct str take_line(struct str *rest)
{
    const char *end = memchr(rest->p, '\n', rest->n);
    size_t n = end == NULL ? rest->n : (size_t)(end - rest->p);
    struct str line = str_of(rest->p, n);
    rest->p += n;
    rest->n -= n;
    if (rest->n > 0) {
        rest->p++;
        rest->n--;
    }
    return line;
}

static struct str after(struct str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return str_of(s.p + n, s.n - n);
}

static void add_example(struct example e)
{
    static const char *const kinds[] = {"reg", "road", "test", "console", "span", "reference"};
    snprintf(e.name, sizeof e.name, "%s:%zu %s%s%.*s", e.file, e.line, kinds[e.kind], e.of.n > 0 ? " of " : "",
             STR_ARG(e.of));
    VEC_PUSH(&memory, &examples, e);
}

/* What stands between the next pair of backticks; false: none. */
static bool next_span(struct str *rest, struct str *ret)
{
    const char *from = memchr(rest->p, '`', rest->n);
    if (from == NULL) {
        return false;
    }
    size_t left = rest->n - (size_t)(from + 1 - rest->p);
    const char *to = memchr(from + 1, '`', left);
    if (to == NULL) {
        return false;
    }
    *ret = str_of(from + 1, (size_t)(to - from - 1));
    rest->n -= (size_t)(to + 1 - rest->p);
    rest->p = to + 1;
    return true;
}

static void table_row(struct example e, struct str row)
{
    struct str cell = after(row, "|");
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == '|') {
            cell.n = i;
        }
    }
    while (next_span(&cell, &e.text)) {
        add_example(e);
    }
}

/* `FILE.test` "NAME" and `FILE.c` "NAME" */
static void references(struct example e, struct str line)
{
    struct str path;
    while (next_span(&line, &path)) {
        bool test = str_ends(path, STR(".test")) || (str_ends(path, STR(".c")) && str_starts(path, STR("tests/")));
        while (test && line.n > 3 && (str_starts(line, STR(" \"")) || str_starts(line, STR(", \"")))) {
            struct str name = after(line, line.p[0] == ',' ? ", \"" : " \"");
            const char *end = memchr(name.p, '"', name.n);
            if (end == NULL) {
                break;
            }
            line = str_of(end + 1, name.n - (size_t)(end + 1 - name.p));
            name.n = (size_t)(end - name.p);
            struct example found = {.kind = e.kind, .file = e.file, .line = e.line, .of = path, .text = name};
            add_example(found);
        }
    }
}

struct place {           /* where a document's reader stands */
    struct example last; /* the law and the road of the section */
    struct str tested;   /* what the table's spans are */
    bool in_table;
};

static bool marked(struct str info, const char *word, struct str *ret_of)
{
    size_t n = strlen(word);
    if (info.n < n || memcmp(info.p, word, n) != 0) {
        return false;
    }
    struct str rest = after(info, word);
    *ret_of = STR("");
    if (str_starts(rest, STR(" fragment of "))) {
        *ret_of = after(rest, " fragment of ");
    } else if (str_is(rest, " fragment")) {
        *ret_of = str_is(str_of(word, n), "reg") ? STR("measure") : STR("stage");
    } else if (rest.n > 0) {
        return false;
    }
    return true;
}

static void block(struct place *p, struct str info, struct str text, size_t line)
{
    struct example e = p->last;
    e.line = line;
    e.text = text;
    if (marked(info, "reg", &e.of)) {
        e.kind = LAW;
        if (e.of.n == 0) {
            p->last.law = text;
            p->last.law_line = line;
            p->last.road = STR("");
        }
    } else if (marked(info, "road", &e.of)) {
        e.kind = ROAD;
        if (e.of.n == 0) {
            p->last.road = text;
        }
    } else if (marked(info, "test", &e.of)) {
        e.kind = LAW_TEST;
    } else {
        return;
    }
    add_example(e);
}

static void read_document(const char *path)
{
    struct str rest = read_file(&memory, path);
    struct place p = {.last = {.file = path}};
    struct example paragraph = {.kind = REFERENCE, .file = path};
    bool console = false;
    for (size_t line = 1; rest.n > 0; line++) {
        struct str s = take_line(&rest);
        if (str_starts(s, STR("```"))) {
            struct str info = after(s, "```");
            struct str text = str_of(rest.p, 0);
            size_t first = line + 1;
            while (rest.n > 0) {
                struct str k = take_line(&rest);
                line++;
                if (str_starts(k, STR("```"))) {
                    break;
                }
                text.n = (size_t)(k.p + k.n - text.p);
            }
            console = console || str_is(info, "console");
            block(&p, info, text, first);
            continue;
        }
        if (str_starts(s, STR("## ")) || str_starts(s, STR("### "))) {
            p.last = (struct example){.file = path};
        }
        if (str_starts(s, STR("<!-- tested: ")) && str_ends(s, STR(" -->"))) {
            p.tested = str_of(s.p + 13, s.n - 17);
        } else if (str_starts(s, STR("|")) && p.tested.n > 0) {
            struct example e = p.last;
            e.kind = SPAN;
            e.line = line;
            e.of = p.tested;
            p.in_table = true;
            table_row(e, s);
        } else if (p.in_table && s.n == 0) {
            p.in_table = false;
            p.tested = STR("");
        }
        if (s.n == 0) {
            references(paragraph, paragraph.law);
            paragraph.law.n = 0;
        } else { /* a name may stand on the next line */
            paragraph.line = paragraph.law.n == 0 ? line : paragraph.line;
            paragraph.law =
                str_fmt(&memory, "%.*s%s%.*s", STR_ARG(paragraph.law), paragraph.law.n > 0 ? " " : "", STR_ARG(s));
        }
    }
    references(paragraph, paragraph.law);
    if (console) {
        struct example e = {.kind = CONSOLE, .file = path};
        add_example(e);
    }
}

/* ---- completing law ---- */

static struct block *tree_of(struct arena *a, struct str text)
{
    struct diags *d = ARENA_NEW(a, struct diags);
    struct source *s = ARENA_NEW(a, struct source);
    diags_init(d, a);
    *s = (struct source){STR("block"), text};
    return tree_read(a, d, s);
}

static bool has_statement(const struct block *b, const char *word)
{
    for (size_t i = 0; i < b->n; i++) {
        if (str_is(b->stmts[i].nodes[0].text, word)) {
            return true;
        }
    }
    return false;
}

/* Does the block declare what this statement of the prelude declares? */
static bool declared(const struct block *b, const struct stmt *s)
{
    for (size_t i = 0; i < b->n; i++) {
        const struct stmt *k = &b->stmts[i];
        bool both = k->n > 1 && s->n > 1 && str_eq(k->nodes[0].text, s->nodes[0].text) &&
                    str_eq(k->nodes[1].text, s->nodes[1].text);
        bool dotted = k->n > 1 && s->n > 1 && str_eq(k->nodes[1].text, s->nodes[1].text) &&
                      memchr(s->nodes[1].text.p, '.', s->nodes[1].text.n) != NULL;
        bool regime = str_is(k->nodes[0].text, "regime") && str_is(s->nodes[0].text, "regime");
        if (str_is(k->nodes[0].text, "wanted")) {
            continue; /* it names, and declares nothing */
        }
        if (both || dotted || regime) {
            return true;
        }
    }
    return false;
}

static struct str prelude_for(struct arena *a, struct str law)
{
    struct block *own = tree_of(a, law);
    struct str text = read_file(a, PRELUDE);
    struct block *all = tree_of(a, text);
    struct buf out;
    assert_true(text.n > 0);
    buf_init(&out, a);
    for (size_t i = 0; i < all->n; i++) {
        const struct stmt *s = &all->stmts[i];
        if (!declared(own, s)) {
            buf_add(&out, str_of(text.p + s->at.from, s->at.to - s->at.from));
            buf_addc(&out, '\n');
        }
    }
    return buf_str(&out);
}

/* Lines of a block are indented: the reader finds forgotten braces by that. */
static void add_indented(struct buf *out, struct str text)
{
    while (text.n > 0) {
        struct str line = take_line(&text);
        buf_addf(out, "    %.*s\n", STR_ARG(line));
    }
}

/* A fragment in what it stands in, completed with what that cannot be without. One line more than the fragment stands above it. */
static struct str wrapped(struct arena *a, struct str of, struct str text)
{
    struct block *b = tree_of(a, text);
    struct buf out;
    buf_init(&out, a);
    if (str_is(of, "measure") || str_is(of, "clause")) {
        bool stands = has_statement(b, "form") || has_statement(b, "under");
        buf_addf(&out, "measure UN.fragment \"a fragment\" { %s %s %s ",
                 has_statement(b, "binds") ? "" : "binds states for persons;",
                 has_statement(b, "prohibits") || has_statement(b, "blocks") || has_statement(b, "form")
                     ? ""
                     : "prohibits procure;",
                 stands ? "" : "under UN.2371 para 8;");
    } else if (str_is(of, "instrument")) {
        buf_addf(&out, "instrument UN.fragment \"a fragment\" by UN.sc { %s ",
                 has_statement(b, "adopted") || has_statement(b, "from") ? "" : "adopted 2016-03-02;");
    } else if (str_is(of, "exemption") || str_is(of, "licence")) {
        buf_addf(&out, "%.*s UN.fragment \"a fragment\" { %s source \"the example\"; ", STR_ARG(of),
                 has_statement(b, "over") ? "" : "over UN.coal;");
    } else if (str_is(of, "class") || str_is(of, "party")) {
        buf_addf(&out, "class fragment { ");
    } else if (str_is(of, "power")) {
        buf_addf(&out, "power UN.fragment { of UN.sc; %s %s source \"the example\"; ",
                 has_statement(b, "may") ? "" : "may end;", has_statement(b, "over") ? "" : "over UN.coal;");
    } else if (str_is(of, "regime")) {
        buf_addf(&out, "regime docs \"documents\" { ");
    } else {
        fail_msg("no fragment of `%.*s` is known to this test", STR_ARG(of));
    }
    buf_addc(&out, '\n');
    add_indented(&out, text);
    buf_addf(&out, "}\n");
    return buf_str(&out);
}

static struct str wrapped_road(struct arena *a, struct str of, struct str text)
{
    static const char *const head = "roadmap fragment \"a fragment\" { regime docs;  start 2026-06-01 }";
    static const char *const given =
        "condition talks \"talks\" verified by observation;  condition moratorium \"no test\" verified by observation";
    struct buf out;
    buf_init(&out, a);
    buf_addf(&out, "%s;  %s;  stage 1 { }", head, given);
    if (str_is(of, "stage")) {
        buf_addf(&out, ";  stage 2 {\n");
        add_indented(&out, text);
        buf_addf(&out, "}\n");
    } else {
        buf_addf(&out, "\n%.*s\n", STR_ARG(text));
    }
    return buf_str(&out);
}

static struct str wrapped_test(struct arena *a, struct str of, struct str text)
{
    static const char *const deal =
        "activity import;  buyer { country CN };  seller { country KP };  parties clear;  findings none;  asker CN;  "
        "dispatch KP;  destination CN; "
        "goods { hs 270112;  1000 t;  65000 USD;  made-in KP };  only purpose commercial;  on 2026-06-01";
    if (str_is(of, "fact")) {
        return str_fmt(a, "test \"fact\" { %s;  %.*s;  expect UN prohibited }\n", deal, STR_ARG(text));
    }
    if (str_is(of, "expectation")) {
        return str_fmt(a, "test \"expectation\" { %s;  %.*s }\n", deal, STR_ARG(text));
    }
    return text;
}

/* ---- loading ---- */

struct folder { /* PATH/regime, and PATH/vocabulary for `include "../vocabulary"` */
    char path[64];
    char regime[96];
    char vocabulary[96];
    struct str files[4];
    size_t n;
};

static void write_file(struct arena *a, struct folder *f, const char *name, size_t line, struct str text)
{
    struct str path = str_fmt(a, "%s/%s", f->regime, name);
    FILE *to = fopen(path.p, "wb");
    assert_non_null(to);
    for (size_t i = 1; i < line; i++) { /* so that diagnostics name the document's line */
        fputc('\n', to);
    }
    if (text.n > 0) {
        fwrite(text.p, 1, text.n, to);
    }
    fclose(to);
    f->files[f->n++] = path;
}

static void make_folder(struct folder *f)
{
    snprintf(f->path, sizeof f->path, "/tmp/detente-docs-XXXXXX");
    assert_non_null(mkdtemp(f->path));
    snprintf(f->regime, sizeof f->regime, "%s/regime", f->path);
    snprintf(f->vocabulary, sizeof f->vocabulary, "%s/vocabulary", f->path);
    assert_int_equal(mkdir(f->regime, 0700), 0);
    assert_int_equal(mkdir(f->vocabulary, 0700), 0);
    f->n = 0;
}

static void remove_folder(const struct folder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        unlink(f->files[i].p);
    }
    rmdir(f->regime);
    rmdir(f->vocabulary);
    rmdir(f->path);
}

/* A copy that outlives the library's: failing a test jumps over its end. */
static struct str keep(struct arena *a, dt_text t)
{
    return str_dup(a, str_of(t.data == NULL ? "" : t.data, t.size));
}

/* Loads the law and the road of an example; what is reported, or empty. */
static struct str load(struct arena *a, struct folder *f, const struct example *e, dt_regime **ret)
{
    bool fragment = e->kind == LAW && e->of.n > 0;
    bool span = e->kind == SPAN && !str_is(e->of, "fact") && !str_is(e->of, "expectation");
    struct str law = fragment || span ? wrapped(a, e->of, e->text) : e->kind == LAW ? e->text : e->law;
    dt_text report;
    write_file(a, f, "prelude.reg", 1, prelude_for(a, law));
    size_t line = e->kind == LAW || span ? e->line : e->law_line;
    write_file(a, f, "block.reg", (fragment || span) && line > 1 ? line - 1 : line, law);
    dt_status status = dt_regime_load(f->regime, NULL, false, ret, &report);
    struct str text = keep(a, report);
    dt_free(report);
    if (status != DT_OK) {
        return text.n > 0 ? text : STR("the law does not load");
    }
    struct str road = e->kind == ROAD ? (e->of.n > 0 ? wrapped_road(a, e->of, e->text) : e->text) : e->road;
    if (road.n > 0) {
        write_file(a, f, "block.road", e->kind != ROAD ? 1 : e->of.n > 0 ? e->line - 1 : e->line, road);
        status = dt_road_load(*ret, f->files[2].p, NULL, false, &report);
        text = keep(a, report);
        dt_free(report);
    }
    return status == DT_OK ? text : text.n > 0 ? text : STR("the roadmap does not load");
}

static bool contains(struct str text, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; i + n <= text.n; i++) {
        if (memcmp(text.p + i, part, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Runs law tests; what is wrong, or empty. */
static struct str run_law_test(struct arena *a, const dt_regime *r, const struct example *e)
{
    size_t passed = 0;
    size_t failed = 0;
    struct buf padded;
    dt_text out;
    buf_init(&padded, a);
    for (size_t i = 1; i < e->line; i++) {
        buf_addc(&padded, '\n');
    }
    buf_add(&padded, wrapped_test(a, e->of, e->text));
    struct str all = buf_str(&padded);
    dt_text text = {all.p, all.n};
    dt_session *s = dt_session_new(r, 0);
    dt_status status = dt_test(s, e->file, text, NULL, &out, &passed, &failed);
    struct str said = status == DT_OK ? keep(a, out) : STR("the test cannot be run");
    dt_session_free(s);
    if (e->kind == SPAN) { /* it must be read; what it expects need not be so */
        return contains(said, "error[") || contains(said, "cannot be read") ? said : STR("");
    }
    if (status == DT_OK && failed == 0 && passed == 0) {
        return STR("no test in this block");
    }
    return status == DT_OK && failed == 0 ? STR("") : said;
}

static void law_example(void **state)
{
    const struct example *e = *state;
    struct arena a;
    struct folder f;
    dt_regime *r = NULL;
    arena_init(&a, TEST_CAP);
    make_folder(&f);
    struct str wrong = load(&a, &f, e, &r);
    bool run = e->kind == LAW_TEST || (e->kind == SPAN && (str_is(e->of, "fact") || str_is(e->of, "expectation")));
    if (r != NULL && run && !contains(wrong, "error[")) {
        wrong = run_law_test(&a, r, e);
    }
    dt_regime_free(r);
    remove_folder(&f);
    if (wrong.n > 0) {
        print_error("%s: %.*s\n%.*s\n", e->name, e->kind == SPAN ? (int)e->text.n : 0, e->text.p, STR_ARG(wrong));
    }
    arena_release(&a);
    assert_int_equal(wrong.n, 0);
}

static void reference_example(void **state)
{
    const struct example *e = *state;
    struct arena a;
    arena_init(&a, TEST_CAP);
    struct str text = read_file(&a, str_z(&a, e->of));
    bool law = str_ends(e->of, STR(".test"));
    struct str wanted = str_fmt(&a, law ? "test \"%.*s\"" : "static void %.*s(", STR_ARG(e->text));
    bool there = contains(text, wanted.p);
    if (!there) {
        print_error("%s: %.*s has no `%s`\n", e->name, STR_ARG(e->of), wanted.p);
    }
    arena_release(&a);
    assert_true(there);
}

/* ---- console ---- */

static bool find_program(char *ret, size_t room)
{
    const char *given = getenv("DETENTE");
    if (given != NULL && *given != '\0') {
        snprintf(ret, room, "%s", given);
        return access(ret, X_OK) == 0;
    }
    char self[3072];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0) {
        return false;
    }
    self[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(self, '/');
        if (slash == NULL) {
            return false;
        }
        *slash = '\0';
    }
    snprintf(ret, room, "%s/detente", self);
    return access(ret, X_OK) == 0;
}

static void console_example(void **state)
{
    const struct example *e = *state;
    char program[4096];
    if (!find_program(program, sizeof program)) {
        print_message("%s: skipped, there is no program: set DETENTE\n", e->name);
        skip();
    }
    char command[8192];
    snprintf(command, sizeof command, "DETENTE='%s' tests/docs/run-console %s 2>&1", program, e->file);
    FILE *p = popen(command, "r");
    assert_non_null(p);
    char *said = calloc(1, 65536);
    assert_non_null(said);
    size_t n = fread(said, 1, 65535, p);
    while (fgetc(p) != EOF) {
    }
    int status = pclose(p);
    if (status != 0) {
        print_error("%.*s\n", (int)n, said);
    }
    free(said);
    assert_int_equal(status, 0);
}

int main(void)
{
    arena_init(&memory, TEST_CAP);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        read_document(documents[i]);
    }
    struct CMUnitTest *tests = calloc(examples.n + 1, sizeof *tests);
    if (tests == NULL) {
        return 1;
    }
    for (size_t i = 0; i < examples.n; i++) {
        struct example *e = &examples.items[i];
        CMUnitTestFunction run = e->kind == CONSOLE     ? console_example
                                 : e->kind == REFERENCE ? reference_example
                                                        : law_example;
        tests[i] = (struct CMUnitTest){e->name, run, NULL, NULL, e};
    }
    int failed = _cmocka_run_group_tests("documents", tests, examples.n, NULL, NULL);
    free(tests);
    arena_release(&memory);
    return failed;
}
