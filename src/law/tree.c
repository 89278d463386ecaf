#include "law/tree.h"

#include "base/arena.h"
#include "base/vec.h"
#include "law/braces.h"

struct reader {
    struct arena *arena;
    struct diags *diags;
    const struct source *source;
    struct str text;
    size_t at;
    size_t nodes;
    bool too_many;
    size_t refused;      /* signs and texts */
    size_t refused_line; /* where the line of the last refused character starts, and one more */
    size_t top;          /* where the statement at the top begins */
    bool unwind;         /* a declaration at the left margin: every open block is closed */
};

static struct span span_of(const struct reader *r, size_t from, size_t to)
{
    struct span s = {r->source, from, to};
    return s;
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool in_word(char c)
{
    return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

static char peek(const struct reader *r)
{
    return r->at < r->text.n ? r->text.p[r->at] : '\0';
}

static void skip_comment(struct reader *r)
{
    while (r->at < r->text.n && r->text.p[r->at] != '\n') {
        r->at++;
    }
}

/* Blanks and comments; new lines too where they do not end a statement. */
static void skip_blank(struct reader *r, bool lines)
{
    while (r->at < r->text.n) {
        char c = r->text.p[r->at];
        if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
            r->at++;
        } else if (c == '#') {
            skip_comment(r);
        } else {
            return;
        }
    }
}

static size_t line_start(const struct reader *r, size_t at)
{
    while (at > 0 && r->text.p[at - 1] != '\n') {
        at--;
    }
    return at;
}

/* Something at that place is refused: worth a report? Only the first of a line is. */
static bool refuse(struct reader *r, size_t at)
{
    size_t line = line_start(r, at);
    bool first = r->refused_line != line + 1;
    r->refused++;
    r->refused_line = line + 1;
    return first;
}

/* Where a text without its closing quote ends: before the braces of its line that pair with braces elsewhere. */
static size_t open_text_end(const struct reader *r, size_t start, size_t end)
{
    size_t unpaired = end; /* the first `{` that is not closed on the line */
    size_t open = 0;
    for (size_t i = start; i < end; i++) {
        if (r->text.p[i] == '{') {
            unpaired = open == 0 ? i : unpaired;
            open++;
        } else if (r->text.p[i] == '}' && open > 0) {
            open--;
        } else if (r->text.p[i] == '}') {
            return i;
        }
    }
    return open > 0 ? unpaired : end;
}

static size_t trim_end(const struct reader *r, size_t start, size_t end)
{
    while (end > start && (r->text.p[end - 1] == ' ' || r->text.p[end - 1] == '\t' || r->text.p[end - 1] == '\r')) {
        end--;
    }
    return end;
}

static void read_string(struct reader *r, struct node *ret)
{
    size_t from = r->at++;
    size_t n = 0;
    size_t start = r->at;
    while (r->at < r->text.n && r->text.p[r->at] != '"' && r->text.p[r->at] != '\n') {
        r->at += r->text.p[r->at] == '\\' && r->at + 1 < r->text.n && r->text.p[r->at + 1] != '\n' ? 2 : 1;
    }
    size_t end = r->at < r->text.n ? r->at : r->text.n;
    bool closed = r->at < r->text.n && r->text.p[r->at] == '"';
    if (!closed) {
        end = trim_end(r, start, open_text_end(r, start, end));
    }
    char *out = arena_alloc(r->arena, end - start + 1);
    for (size_t i = start; i < end; i++) {
        char c = r->text.p[i];
        if (c == '\\' && i + 1 < end) {
            c = r->text.p[++i];
            if (c != '"' && c != '\\') {
                struct diag *d =
                    diag_error(r->diags, "E0104", span_of(r, i - 1, i + 1), "unrecognized escape `\\%c`", c);
                diag_help(r->diags, d, "only `\\\"` and `\\\\` are escapes");
            }
        }
        out[n++] = c;
    }
    r->at = end + (closed ? 1 : 0);
    if (!closed && refuse(r, from)) {
        struct diag *d = diag_error(r->diags, "E0103", span_of(r, from, from + 1), "text without its closing quote");
        diag_help(r->diags, d, "a text ends with `\"` on the same line");
    }
    ret->kind = NODE_STRING;
    ret->text = str_of(out, n);
    ret->at = span_of(r, from, r->at);
}

static void read_number(struct reader *r, struct node *ret)
{
    size_t from = r->at;
    while (r->at < r->text.n) {
        char c = r->text.p[r->at];
        bool slash = c == '/' && r->at + 1 < r->text.n && is_digit(r->text.p[r->at + 1]); /* 2016/03/02: one bad date */
        if (in_word(c) || slash) {
            r->at++;
        } else if (c == '(') { /* a pinpoint's limb: 8(a)(iii) */
            size_t k = r->at + 1;
            while (k < r->text.n && (is_alpha(r->text.p[k]) || is_digit(r->text.p[k]))) {
                k++;
            }
            if (k == r->at + 1 || k >= r->text.n || r->text.p[k] != ')') {
                break;
            }
            r->at = k + 1;
        } else {
            break;
        }
    }
    ret->kind = NODE_NUMBER;
    ret->text = str_of(r->text.p + from, r->at - from);
    ret->at = span_of(r, from, r->at);
}

static bool declares(struct str word)
{
    static const char *const words[] = {
        "measure", "instrument", "exemption", "licence", "offer", "consequence", "jurisdiction", "authority",
        "class",   "scope",      "group",     "power",   "cap",   "policy",      "commitment",   "goods",
        "stage",   "condition",  "roadmap",   "regime",  "case",  "test",        "activity",     "wanted",
        "issue",   "external",   "judgement", "finding", "tag",   "unit",        "port",         "role",
        "purpose", "kind",       "event",     "conduct", "place", "snapback",    "demands"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_is(word, words[i])) {
            return true;
        }
    }
    return false;
}

static struct str word_at(const struct reader *r)
{
    size_t k = r->at;
    while (k < r->text.n && in_word(r->text.p[k])) {
        k++;
    }
    return str_of(r->text.p + r->at, k - r->at);
}

/* Does a declaration start here, at the left margin? Then the blocks that are open lack their brace. */
static bool at_margin(const struct reader *r)
{
    bool margin = r->at == 0 || r->text.p[r->at - 1] == '\n';
    return margin && declares(word_at(r));
}

static struct block *read_block(struct reader *r, size_t depth, size_t opened);

/* A block past the depth limit: reported and passed over without recursion. */
static struct block *skip_deep(struct reader *r)
{
    struct diag *d =
        diag_error(r->diags, "E0105", span_of(r, r->at, r->at + 1), "blocks nest deeper than %d", READ_DEPTH);
    diag_help(r->diags, d, "name the inner part with `scope` or `class` and use the name");
    size_t open = 0;
    do {
        char c = r->text.p[r->at];
        if (c == '#') {
            skip_comment(r);
            continue;
        }
        if (c == '"') {
            struct node text;
            read_string(r, &text);
            continue;
        }
        open += c == '{' ? 1 : 0;
        open -= c == '}' ? 1 : 0;
        r->at++;
    } while (open > 0 && r->at < r->text.n);
    return ARENA_NEW(r->arena, struct block);
}

static void refuse_character(struct reader *r)
{
    size_t from = r->at++;
    while (r->at < r->text.n && ((unsigned char)r->text.p[r->at] & 0xC0U) == 0x80) {
        r->at++;
    }
    unsigned char c = (unsigned char)r->text.p[from];
    struct diag *d;
    if (!refuse(r, from)) {
        return;
    }
    if (c < 0x20 || c >= 0x7F) {
        d = diag_error(r->diags, "E0101", span_of(r, from, r->at), "a character that the language does not use here");
        diag_help(r->diags, d, "write free text between quotes");
    } else {
        d = diag_error(r->diags, "E0101", span_of(r, from, r->at), "unrecognized character `%c`", c);
        diag_help(r->diags, d, "remove it, or write free text between quotes");
    }
}

/* One node; false at the end of the statement. */
static bool read_node(struct reader *r, size_t depth, struct node *ret)
{
    for (;;) {
        skip_blank(r, false);
        char c = peek(r);
        memset(ret, 0, sizeof *ret);
        if (c == '\0' || c == '\n' || c == ';' || c == '}') {
            if (c == '\0' && r->at < r->text.n) {
                refuse_character(r);
                continue;
            }
            return false;
        }
        if (is_alpha(c)) {
            size_t from = r->at;
            ret->text = word_at(r);
            r->at += ret->text.n;
            ret->kind = NODE_WORD;
            ret->at = span_of(r, from, r->at);
            return true;
        }
        if (is_digit(c)) {
            read_number(r, ret);
            return true;
        }
        if (c == '"') {
            read_string(r, ret);
            return true;
        }
        if (c == ',' || c == '%') {
            ret->kind = c == ',' ? NODE_COMMA : NODE_PERCENT;
            ret->text = str_of(r->text.p + r->at, 1);
            ret->at = span_of(r, r->at, r->at + 1);
            r->at++;
            if (c == ',') {
                skip_blank(r, true);
            }
            return true;
        }
        if (c == '{') {
            size_t opened = r->at;
            ret->kind = NODE_BLOCK;
            if (depth >= READ_DEPTH) {
                ret->block = skip_deep(r);
            } else {
                r->at++;
                ret->block = read_block(r, depth + 1, opened);
            }
            ret->text = str_of(r->text.p + opened, r->at - opened);
            ret->at = span_of(r, opened, r->at);
            ret->block->at = ret->at;
            return true;
        }
        refuse_character(r);
    }
}

static size_t line_of(const struct reader *r, size_t at)
{
    size_t line;
    size_t column;
    struct str text;
    source_place(r->source, at, &line, &column, &text);
    return line;
}

/* The text ended, or a declaration began, in an open block: `opened` is the innermost. The indentation may tell better. */
static void report_open(struct reader *r, size_t opened)
{
    size_t after = r->at;
    size_t open = opened;
    size_t found;
    if (braces_find(r->text, r->top, r->at, &found, &after)) {
        open = found;
    }
    struct diag *d = diag_error(r->diags, "E0106", span_of(r, open, open + 1), "a block that is never closed");
    if (after >= r->text.n) {
        diag_help(r->diags, d, "add the missing `}`");
        return;
    }
    size_t line = line_of(r, after);
    if (after == r->at) {
        diag_note(r->diags, d, "the declaration `%.*s` on line %zu starts at the left margin", STR_ARG(word_at(r)),
                  line);
    } else {
        diag_note(r->diags, d, "line %zu stands outside of it, by its indentation", line);
    }
    diag_help(r->diags, d, "add the missing `}` before line %zu", line);
}

static bool has_block(const struct stmt *s)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->nodes[i].kind == NODE_BLOCK) {
            return true;
        }
    }
    return false;
}

static void tell_stray(struct reader *r, const struct stmt *owner)
{
    struct diag *d = diag_error(r->diags, "E0102", span_of(r, r->at, r->at + 1), "a `}` that closes nothing");
    if (owner == NULL) {
        diag_help(r->diags, d, "remove it, or look for a missing `{` above");
        return;
    }
    size_t line = line_of(r, owner->at.from);
    if (has_block(owner)) {
        diag_note(r->diags, d, "the `%.*s` of line %zu ended on line %zu", STR_ARG(owner->nodes[0].text), line,
                  line_of(r, owner->at.to - 1));
        diag_help(r->diags, d, "remove it, or a `}` too many above");
    } else {
        diag_note(r->diags, d, "the `%.*s` of line %zu has no `{`", STR_ARG(owner->nodes[0].text), line);
        diag_help(r->diags, d, "add `{` at the end of line %zu", line);
    }
}

/* A `}` at the top. Indented statements before it belong to the declaration above them: they are left out, for they would all be
 * reported. */
static void report_stray(struct reader *r, struct stmt *stmts, size_t *n)
{
    size_t at = *n;
    while (at > 0 && stmts[at - 1].at.from > 0 && r->text.p[stmts[at - 1].at.from - 1] != '\n') {
        at--;
    }
    struct stmt *owner = at > 0 ? &stmts[at - 1] : NULL;
    if (owner != NULL && (owner->nodes[0].kind != NODE_WORD || !declares(owner->nodes[0].text))) {
        owner = NULL;
    }
    if (r->refused_line != line_start(r, r->at) + 1) { /* else a quote is missing on this line: reported */
        tell_stray(r, owner);
    }
    if (owner != NULL) {
        owner->at.to = r->at + 1;
        owner->broken = true;
        *n = at;
    }
}

/* Up to the end of the statement. False: nothing but its end. */
static bool read_stmt(struct reader *r, size_t depth, struct stmt *ret)
{
    VEC(struct node) nodes = {0};
    struct node one;
    size_t refused = r->refused;
    *ret = (struct stmt){.at = span_of(r, r->at, r->at)};
    while (!r->unwind && read_node(r, depth, &one)) {
        if (++r->nodes > READ_NODES) {
            if (!r->too_many) {
                diag_error(r->diags, "E0108", one.at, "more than %zu words in one file", READ_NODES);
            }
            r->too_many = true;
            break;
        }
        VEC_PUSH(r->arena, &nodes, one);
        ret->at.to = one.at.to;
    }
    ret->nodes = nodes.items;
    ret->n = nodes.n;
    ret->broken = r->unwind;
    ret->holes = r->refused > refused;
    if (ret->n > 0) {
        ret->at.from = ret->nodes[0].at.from;
    }
    return ret->n > 0;
}

static struct block *read_block(struct reader *r, size_t depth, size_t opened)
{
    struct block *b = ARENA_NEW(r->arena, struct block);
    VEC(struct stmt) stmts = {0};
    while (!r->unwind && !r->too_many) {
        skip_blank(r, true);
        char c = peek(r);
        if (c == ';') {
            r->at++;
            continue;
        }
        if (c == '}' && depth == 0) {
            report_stray(r, stmts.items, &stmts.n);
            r->at++;
            continue;
        }
        if (c == '}') {
            r->at++;
            break;
        }
        if (c == '\0' && r->at >= r->text.n) {
            r->unwind = depth > 0;
        } else if (depth > 0 && at_margin(r)) {
            r->unwind = true;
        }
        if (r->unwind) {
            report_open(r, opened);
        }
        if (r->at >= r->text.n || r->unwind) {
            break;
        }
        r->top = depth == 0 ? r->at : r->top;
        struct stmt s;
        size_t before = r->at;
        if (read_stmt(r, depth, &s)) {
            VEC_PUSH(r->arena, &stmts, s);
        }
        if (r->at == before && r->at < r->text.n && peek(r) != '}') {
            r->at++; /* never stand still */
        }
    }
    if (depth == 0) {
        r->unwind = false;
    }
    b->stmts = stmts.items;
    b->n = stmts.n;
    return b;
}

static struct block *refuse_file(struct arena *a)
{
    struct block *b = ARENA_NEW(a, struct block);
    b->unread = true;
    return b;
}

struct block *tree_read(struct arena *a, struct diags *diags, const struct source *source)
{
    struct reader r = {.arena = a, .diags = diags, .source = source, .text = source->text};
    size_t bad;
    if (source->text.n > READ_BYTES) {
        struct span at = {source, 0, 0};
        diag_error(diags, "E0107", at, "a file of more than %zu bytes", READ_BYTES);
        return refuse_file(a);
    }
    if (!str_utf8(source->text, &bad)) {
        struct span at = {source, bad, bad + 1};
        diag_error(diags, "E0100", at, "not UTF-8 text");
        return refuse_file(a);
    }
    VEC(struct stmt) all = {0};
    while (!r.too_many) { /* a block that was never closed ends one round; the rest is read in the next */
        struct block *part = read_block(&r, 0, r.at);
        for (size_t i = 0; i < part->n; i++) {
            VEC_PUSH(a, &all, part->stmts[i]);
        }
        if (r.at >= r.text.n) {
            break;
        }
    }
    struct block *b = ARENA_NEW(a, struct block);
    b->stmts = all.items;
    b->n = all.n;
    b->at.source = source;
    b->at.to = source->text.n;
    b->unread = r.too_many;
    return b;
}
