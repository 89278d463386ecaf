#include "plan/costs.h"

#include "base/arena.h"
#include "law/parse.h"
#include "plan/upon.h"

struct costs costs_usual(void)
{
    struct costs c = {.act = 10, .kinds = {-1, -1, -1, -1}, .veto = 5, .finding = 1};
    return c;
}

static int *place_of(struct costs *k, struct cursor *c)
{
    static const char *const kinds[COST_KINDS] = {"lift", "mandate", "permit", "delist"};
    for (int i = 0; i < COST_KINDS; i++) {
        if (cursor_take(c, kinds[i])) {
            return &k->kinds[i];
        }
    }
    return cursor_take(c, "act")       ? &k->act
           : cursor_take(c, "veto")    ? &k->veto
           : cursor_take(c, "finding") ? &k->finding
           : cursor_take(c, "day")     ? &k->day
                                       : NULL;
}

static void read_line(struct parse *p, const struct stmt *s, struct costs *k)
{
    struct cursor c = cursor_of(p, s);
    int authority;
    int *to = NULL;
    if (cursor_take(&c, "by")) {
        if (!cursor_name(&c, ITEM_AUTHORITY, &authority)) {
            return;
        }
        to = &k->by[authority];
    } else {
        to = place_of(k, &c);
    }
    const struct node *n = cursor_peek(&c);
    if (to == NULL) {
        static const char *const words[] = {"act",  "lift",    "mandate", "permit", "delist",
                                            "veto", "finding", "day",     "by"};
        parse_unknown_word(p, "E0202", n == NULL ? s->at : n->at, "unrecognized cost:", n == NULL ? STR("") : n->text,
                           words, sizeof words / sizeof *words);
    } else if (cursor_integer(&c, to) && cursor_end(&c) && *to > COST_MOST) {
        struct diag *d = diag_error(p->diags, "E0221", n->at, "a cost above %d", COST_MOST);
        diag_help(p->diags, d, "costs are whole numbers in units of your own: take a larger unit");
        *to = COST_MOST;
    }
}

bool costs_read(struct arena *a, struct diags *diags, struct regime *g, const struct source *source, struct costs *ret)
{
    struct parse p;
    size_t before = diags->errors;
    parse_init(&p, a, diags, g);
    struct block *b = tree_read(a, diags, source);
    *ret = costs_usual();
    ret->by = ARENA_MANY(a, int, g->authorities.n);
    bool found = false;
    for (size_t i = 0; i < b->n && diags->errors == before; i++) {
        struct cursor c = cursor_of(&p, &b->stmts[i]);
        struct block *inner;
        if (!cursor_take(&c, "costs")) {
            cursor_expected(&c, "`costs { ... }`");
            continue;
        }
        cursor_optional_string(&c, &ret->title);
        if (!cursor_block(&c, &inner) || !cursor_end(&c)) {
            continue;
        }
        found = true;
        for (size_t k = 0; k < inner->n; k++) {
            read_line(&p, &inner->stmts[k], ret);
        }
    }
    if (!found && diags->errors == before) {
        struct span at = {source, 0, 0};
        struct diag *d = diag_error(diags, "E0222", at, "no `costs` block in this file");
        diag_help(diags, d, "write `costs { act 10; veto 5; by UN.sc 50 }`");
    }
    parse_finish(&p);
    return diags->errors == before;
}

/* Findings by the shortest way. */
static int findings(struct arena *a, struct str upon)
{
    upon_names none = {0};
    upon_names missing = {0};
    upon_met(a, upon, &none, &missing);
    return (int)missing.n;
}

/* The numbers before `days` where the terms speak of notice or effect: `notice 30 days before effect`. */
static int days(struct str terms)
{
    int sum = 0;
    int last = 0;
    bool counts = false;
    for (size_t i = 0; i < terms.n;) {
        size_t from = i;
        while (i < terms.n && terms.p[i] != ' ' && terms.p[i] != ';') {
            i++;
        }
        struct str word = str_of(terms.p + from, i - from);
        int number = 0;
        for (size_t k = 0; k < word.n && k < 6 && word.p[k] >= '0' && word.p[k] <= '9'; k++) {
            number = number * 10 + (word.p[k] - '0');
        }
        counts = str_is(word, "notice") || str_is(word, "effect") || (counts && !str_is(word, "for"));
        if ((str_is(word, "days") || str_is(word, "day")) && counts) {
            sum += last;
        }
        last = number > 0 ? number : last;
        counts = counts && (i >= terms.n || terms.p[i] != ';');
        i++;
    }
    return sum;
}

int costs_of_power(struct arena *a, const struct costs *c, const struct power *p)
{
    int cost = 0;
    cost += c->finding == 0 ? 0 : c->finding * findings(a, p->upon);
    return cost + c->day * days(p->terms);
}
