#include "law/checker.h"

#include "base/arena.h"
#include "law/standing.h"

struct check {
    const struct regime *g;
    struct diags *diags;
    struct check_days days;
};

struct span check_head(struct span at)
{
    if (at.source == NULL) {
        return at;
    }
    size_t to = at.from;
    while (to < at.to && to < at.source->text.n && at.source->text.p[to] != '\n' && at.source->text.p[to] != '{' &&
           at.source->text.p[to] != '#') {
        to++;
    }
    while (to > at.from + 1 && (at.source->text.p[to - 1] == ' ' || at.source->text.p[to - 1] == '\t')) {
        to--;
    }
    at.to = to > at.from ? to : at.from + 1;
    return at;
}

/* ---- how long law lives by its own text; DAY_MAX: nothing ends it, exclusive ---- */

static int provision_end(const struct regime *g, struct provision p);

static int earlier(int a, int b)
{
    return a < b ? a : b;
}

static int any_end(const struct regime *g, const provisions *any)
{
    int end = any->n == 0 ? DAY_MAX : DAY_MIN;
    for (size_t i = 0; i < any->n; i++) {
        int one = provision_end(g, any->items[i]);
        end = one > end ? one : end;
    }
    return end;
}

static int provision_end(const struct regime *g, struct provision p)
{
    const struct instrument *in = &g->instruments.items[p.instrument];
    int end = in->item.until;
    if (in->item.external) {
        return DAY_MAX;
    }
    for (size_t i = 0; i < in->events.n; i++) {
        const struct life_event *e = &in->events.items[i];
        if (e->ended && pin_within(in, p.pin, e->pin)) {
            end = earlier(end, e->from);
        }
    }
    for (size_t i = 0; i < in->rests_on.n; i++) {
        end = earlier(end, any_end(g, &in->rests_on.items[i]));
    }
    return end;
}

/* ---- forms, pillars, variations ---- */

static struct str day_text(const struct check *c, int day)
{
    return date_str(c->diags->arena, day);
}

/* The form that replaces this one; NULL: it is the last. */
static const struct hold *next_form(const struct check *c, const struct hold *h)
{
    const struct measure *m = &c->g->measures.items[h->measure];
    const struct hold *next = NULL;
    for (int i = m->first_hold; i < m->first_hold + m->n_holds; i++) {
        const struct hold *x = &c->g->holds.items[i];
        if (x->form && x->from > h->from && (next == NULL || x->from < next->from)) {
            next = x;
        }
    }
    return next;
}

static void check_form(struct check *c, const struct hold *h)
{
    const struct measure *m = &c->g->measures.items[h->measure];
    const struct hold *next = next_form(c, h);
    int law = m->mandates.n > 0 ? DAY_MAX : any_end(c->g, &h->under); /* a mandate keeps the form alive */
    int end = earlier(law, h->until);
    if (h->note.n > 0) {
        return; /* explained */
    }
    if (next != NULL && end < next->from && end > h->from) {
        struct diag *d =
            diag_warning(c->diags, "W0401", check_head(h->at), "a gap between two forms of `%.*s`: %.*s to %.*s",
                         STR_ARG(m->item.name), STR_ARG(day_text(c, end)), STR_ARG(day_text(c, next->from - 1)));
        diag_note(c->diags, d, "%s",
                  end == law ? "its provision ends before the next form begins"
                             : "`until` or `final` ends it before the next form begins");
        diag_help(c->diags, d, "if the law had no gap, correct the days; if it had, say so in a `note` of the form");
    } else if (next == NULL && h->until != DAY_MAX && law < h->until && law > h->from) {
        struct diag *d = diag_warning(c->diags, "W0401", check_head(h->at),
                                      "the last form of `%.*s` outlives its provision", STR_ARG(m->item.name));
        diag_note(c->diags, d, "the form's last day is %.*s, its provision's is %.*s",
                  STR_ARG(day_text(c, h->until - 1)), STR_ARG(day_text(c, law - 1)));
        diag_help(c->diags, d, "correct `final`, or the end of the instrument");
    }
}

static void check_alive(struct check *c, const struct hold *h)
{
    const struct measure *m = &c->g->measures.items[h->measure];
    int law = m->mandates.n > 0 ? DAY_MAX : any_end(c->g, &h->under);
    if (h->until > h->from && law > h->from) {
        return;
    }
    struct diag *d =
        diag_warning(c->diags, "W0402", check_head(h->at), "this part of `%.*s` never lives", STR_ARG(m->item.name));
    diag_note(c->diags, d, "its first day is %.*s, its last %.*s", STR_ARG(day_text(c, h->from)),
              STR_ARG(day_text(c, earlier(law, h->until) - 1)));
    diag_help(c->diags, d, "correct the days, or remove it");
}

static void check_layers(struct check *c, const struct hold *h)
{
    for (size_t i = 0; i < h->exemptions.n; i++) {
        const struct exemption *e = &c->g->exemptions.items[h->exemptions.items[i]];
        if (e->layer == NULL || e->layer->from < h->until) {
            continue;
        }
        struct diag *d = diag_warning(c->diags, "W0402", check_head(e->item.at),
                                      "the variation that adds `%.*s` never lives", STR_ARG(e->item.name));
        diag_note(c->diags, d, "the form that it varies ends before %.*s", STR_ARG(day_text(c, e->layer->from)));
        diag_help(c->diags, d, "place the variation below the form that is in force on its day");
    }
}

static void check_holds(struct check *c)
{
    for (size_t i = 0; i < c->g->holds.n; i++) {
        const struct hold *h = &c->g->holds.items[i];
        check_alive(c, h);
        check_layers(c, h);
        if (h->form) {
            check_form(c, h);
        }
    }
}

/* ---- reviews ---- */

static void check_review(struct check *c, const char *what, struct span at, const struct review *r)
{
    struct diag *d;
    bool unsaid = r->day == DAY_NONE && str_is(r->text, REVIEW_UNSAID);
    if ((r->day != DAY_NONE && r->text.n == 0) || unsaid) {
        d = diag_warning(c->diags, "W0403", at, "%s is %s", what,
                         unsaid ? "unreviewed, without a word on what has not been seen"
                                : "reviewed, without a word on against what");
        diag_help(c->diags, d,
                  unsaid ? "`unreviewed \"the words of the paragraph\"`"
                         : "`reviewed DATE \"the text it was held against\"`");
    }
    if (r->day == DAY_NONE) {
        return;
    }
    if (c->days.reviewed_since != DAY_NONE && r->day < c->days.reviewed_since) {
        d = diag_warning(c->diags, "W0404", at, "%s was last reviewed on %.*s", what, STR_ARG(day_text(c, r->day)));
        diag_help(c->diags, d, "hold it against its text and set the day");
    }
    if (c->days.today != DAY_NONE && r->day > c->days.today) {
        d = diag_warning(c->diags, "W0405", at, "%s is reviewed on %.*s, which is still to come", what,
                         STR_ARG(day_text(c, r->day)));
        diag_help(c->diags, d, "correct the day");
    }
}

static void check_item_review(struct check *c, const struct item *item)
{
    if (!item->external) {
        struct str what = str_fmt(c->diags->arena, "the %s `%.*s`", item_word(item->kind), STR_ARG(item->name));
        check_review(c, what.p, check_head(item->at), &item->review);
    }
}

#define REVIEWS(array)                                    \
    for (size_t i = 0; i < c->g->array.n; i++) {          \
        check_item_review(c, &c->g->array.items[i].item); \
    }

static void check_reviews(struct check *c)
{
    check_review(c, "the regime", c->g->at, &c->g->review);
    REVIEWS(instruments)
    REVIEWS(measures)
    for (size_t i = 0; i < c->g->holds.n; i++) { /* those of their own; else the measure's is counted */
        const struct hold *h = &c->g->holds.items[i];
        const struct item *m = &c->g->measures.items[h->measure].item;
        if (h->review.text.p != m->review.text.p || h->review.day != m->review.day) {
            struct str what = str_fmt(c->diags->arena, "this part of `%.*s`", STR_ARG(m->name));
            check_review(c, what.p, check_head(h->at), &h->review);
        }
    }
    REVIEWS(exemptions)
    REVIEWS(offers)
    REVIEWS(policies)
    REVIEWS(consequences)
    REVIEWS(powers)
    REVIEWS(caps)
    REVIEWS(commitments)
}

/* ---- names that nothing uses ---- */

/* Stands in the folder of the regime, or below it: words of a folder that it includes are shared with other regimes. */
static bool is_own(const struct check *c, struct span at)
{
    struct str root = c->g->at.source == NULL ? STR("") : c->g->at.source->name;
    while (root.n > 0 && root.p[root.n - 1] != '/') {
        root.n--;
    }
    return at.source == NULL || str_starts(at.source->name, root);
}

static void check_used(struct check *c, const struct item *item)
{
    if (!is_own(c, item->at) || item->used || item->external || item->name.n == 0 || item->note.n > 0) {
        return; /* a note says what it is for */
    }
    struct diag *d = diag_warning(c->diags, "W0406", item->at, "no law uses the %s `%.*s`", item_word(item->kind),
                                  STR_ARG(item->name));
    diag_help(c->diags, d, "use it, remove it, or say in a `note` what it is for");
}

#define USED(array)                                \
    for (size_t i = 0; i < c->g->array.n; i++) {   \
        check_used(c, &c->g->array.items[i].item); \
    }

/* Places are not among them: a deal names the place where it happens, also where no law asks. */
static void check_names(struct check *c)
{
    USED(goods)
    USED(scopes)
    USED(classes)
    USED(groups)
    USED(caps)
    USED(judgements)
    USED(findings)
    USED(tags)
}

/* ---- exemptions that no goods of their measure can meet ---- */

static bool codes_meet(const struct goods_list *a, const struct goods_list *b)
{
    for (size_t i = 0; i < a->n_hs; i++) {
        for (size_t k = 0; k < b->n_hs; k++) {
            if (str_starts(a->hs[i], b->hs[k]) || str_starts(b->hs[k], a->hs[i])) {
                return true;
            }
        }
    }
    return false;
}

/* May one line be in both lists? Described goods may be anything. */
static bool lists_meet(const struct regime *g, int a, int b, int depth)
{
    const struct goods_list *x = &g->goods.items[a];
    const struct goods_list *y = &g->goods.items[b];
    if (a == b || depth > MAX_CLAUSE_DEPTH || x->described || y->described || codes_meet(x, y)) {
        return true;
    }
    for (size_t i = 0; i < x->n_includes; i++) {
        if (lists_meet(g, x->includes[i], b, depth + 1)) {
            return true;
        }
    }
    for (size_t i = 0; i < y->n_includes; i++) {
        if (lists_meet(g, a, y->includes[i], depth + 1)) {
            return true;
        }
    }
    return false;
}

static bool goods_meet(const struct regime *g, const struct clause *a, const struct clause *b)
{
    for (size_t i = 0; i < a->n_values; i++) {
        for (size_t k = 0; k < b->n_values; k++) {
            if (lists_meet(g, a->values[i], b->values[k], 0)) {
                return true;
            }
        }
    }
    return false;
}

/* `not goods A, B` where the measure is about A alone. */
static bool all_excluded(const struct clause *scope, const struct clause *excluded)
{
    for (size_t i = 0; i < scope->n_values; i++) {
        bool found = false;
        for (size_t k = 0; k < excluded->n_values; k++) {
            found = found || excluded->values[k] == scope->values[i];
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

/* The clause of the exemption that no goods of the hold meet; NULL: none is seen. */
static const struct clause *bars(const struct regime *g, const struct exemption *e, const struct hold *h)
{
    for (size_t i = 0; i < h->n_scope; i++) {
        const struct clause *s = h->scope[i];
        for (size_t k = 0; s->op == CL_GOODS && k < e->n_clauses; k++) {
            const struct clause *x = e->clauses[k];
            bool not_goods = x->op == CL_NOT && x->kids[0]->op == CL_GOODS;
            if ((x->op == CL_GOODS && !goods_meet(g, s, x)) || (not_goods && all_excluded(s, x->kids[0]))) {
                return x;
            }
        }
    }
    return NULL;
}

static void check_exemption(struct check *c, size_t index)
{
    const struct regime *g = c->g;
    const struct exemption *e = &g->exemptions.items[index];
    const struct clause *bar = NULL;
    for (size_t i = 0; i < g->holds.n; i++) {
        const struct hold *h = &g->holds.items[i];
        if (!ints_has_value(e->licence ? &h->licences : &h->exemptions, (int)index)) {
            continue;
        }
        bar = bars(g, e, h);
        if (bar == NULL) {
            return;
        }
    }
    if (bar != NULL) {
        struct diag *d = diag_warning(c->diags, "W0407", check_head(bar->at),
                                      "the %s `%.*s` can never hold: no goods of its measure are among these",
                                      e->licence ? "licence" : "exemption", STR_ARG(e->item.name));
        diag_help(c->diags, d, "correct the goods, here or in the scope of the measure");
    }
}

/* ---- what is wanted ---- */

static void check_wanted(struct check *c)
{
    for (size_t i = 0; i < c->g->wanted.n; i++) {
        const struct wanted *w = &c->g->wanted.items[i];
        standings found = {0};
        standing_in(c->g, c->diags->arena, w, &found);
        if (found.n == 0) {
            struct diag *d = diag_error(c->diags, "E0423", check_head(w->at),
                                        "no item of law stands here, and one is wanted: %.*s", STR_ARG(w->title));
            diag_help(c->diags, d, "encode the paragraph, or correct where the item says that it stands");
        }
    }
}

void regime_check(const struct regime *g, struct diags *diags, struct check_days days)
{
    struct check c = {g, diags, days};
    check_strata(g, diags);
    check_wanted(&c);
    check_holds(&c);
    for (size_t i = 0; i < g->exemptions.n; i++) {
        check_exemption(&c, i);
    }
    check_reviews(&c);
    check_names(&c);
}
