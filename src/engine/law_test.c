/* Running `.test` files. */
#include "decide/facts.h"
#include "engine/case.h"
#include "engine/engine.h"
#include "engine/texts.h"
#include "report/diag_text.h"
#include "report/text.h"

struct runner {
    dt_session *session;
    struct parse parse;
    struct cases cases;
    struct str path; /* of the test file */
    struct buf out;
    size_t passed, failed;
    /* the test being run */
    struct str name;
    struct span at;
    struct case_facts facts;
    VEC(const struct stmt *) expects;
    struct answer *answer;
    bool bad; /* the test itself does not read */
    VEC(struct str) misses;
    /* the last subject, for `missing` */
    int order; /* jurisdiction index, -1: any */
    unsigned lane;
};

static void miss(struct runner *r, const struct stmt *s, struct str got)
{
    size_t line;
    size_t column;
    struct str text;
    source_place(s->at.source, s->at.from, &line, &column, &text);
    struct str what = parse_text(&r->parse, s->at);
    VEC_PUSH(&r->session->arena, &r->misses,
             str_fmt(&r->session->arena, "    line %zu: %.*s\n        got: %.*s\n", line, STR_ARG(what), STR_ARG(got)));
}

/* ---- subjects ---- */

struct subject_of {
    bool deal;
    int measure; /* -1 */
    int order;   /* index; -1 */
    int value;   /* jurisdiction value, also of orders not encoded */
};

static bool read_subject(struct runner *r, struct cursor *c, struct subject_of *ret)
{
    struct regime *g = r->parse.regime;
    const struct node *n = cursor_peek(c);
    memset(ret, 0, sizeof *ret);
    ret->measure = -1;
    ret->order = -1;
    if (cursor_take(c, "deal")) {
        ret->deal = true;
        return true;
    }
    if (n == NULL || n->kind != NODE_WORD) {
        return cursor_expected(c, "a measure, a jurisdiction or `deal`");
    }
    if (memchr(n->text.p, '.', n->text.n) != NULL) {
        if (!cursor_name(c, ITEM_MEASURE, &ret->measure)) {
            return false;
        }
        ret->order = g->measures.items[ret->measure].item.jurisdiction;
        return true;
    }
    ret->order = regime_find(g, ITEM_JURISDICTION, n->text);
    ret->value = regime_value(g, n->text);
    if (ret->order < 0 && ret->value == VALUE_OTHER) {
        diag_error(r->parse.diags, "E0504", n->at, "`%.*s` is neither a measure nor a jurisdiction", STR_ARG(n->text));
        return false;
    }
    c->i++;
    return true;
}

static const struct order_sum *sum_of(const struct runner *r, const struct subject_of *s)
{
    for (size_t i = 0; i < r->answer->n_orders; i++) {
        const struct order_sum *o = &r->answer->orders[i];
        if (s->order >= 0 ? o->jurisdiction == s->order : o->value == s->value) {
            return o;
        }
    }
    return NULL;
}

struct modifiers {
    bool has_under;
    struct provision under;
    struct str by;
    int role;    /* -1 */
    int conduct; /* value; 0 */
};

static bool read_modifiers(struct runner *r, struct cursor *c, struct modifiers *m)
{
    memset(m, 0, sizeof *m);
    m->role = -1;
    while (!cursor_done(c)) {
        if (cursor_take(c, "under")) {
            m->has_under = true;
            if (!cursor_provision(c, &m->under)) {
                return false;
            }
        } else if (cursor_take(c, "by")) {
            const struct node *n = cursor_peek(c);
            if (n == NULL || n->kind != NODE_WORD) {
                return cursor_expected(c, "the name of an exception or licence");
            }
            m->by = n->text;
            c->i++;
        } else if (cursor_take2(c, "on", "leg")) {
            int index;
            if (!cursor_name(c, ITEM_ROLE, &m->role)) {
                return false;
            }
            const struct node *n = cursor_peek(c);
            if (n != NULL && n->kind == NODE_WORD && regime_find(r->parse.regime, ITEM_CONDUCT, n->text) >= 0) {
                if (!cursor_name(c, ITEM_CONDUCT, &index)) {
                    return false;
                }
                m->conduct = r->parse.regime->conducts.items[index].value;
            }
        } else {
            return cursor_end(c);
        }
    }
    return true;
}

static bool leg_fits(const struct runner *r, const struct modifiers *m, const struct leg *leg)
{
    return (m->role < 0 || r->answer->deal->parties[leg->party].role == m->role) &&
           (m->conduct == 0 || leg->conduct == m->conduct ||
            (leg->cause && m->conduct == regime_value(r->parse.regime, STR("cause"))));
}

/* The verdict asked about; *ret_bound: does it bind at all? */
static struct range range_asked(const struct runner *r, const struct subject_of *s, const struct modifiers *m,
                                bool *ret_bound)
{
    struct range all = {0};
    *ret_bound = true;
    if (s->deal) {
        return r->answer->range;
    }
    if (s->measure >= 0) {
        bool reached;
        return answer_measure(r->answer, s->measure, m->role, m->conduct, &reached);
    }
    if (m->role < 0 && m->conduct == 0) {
        const struct order_sum *o = sum_of(r, s);
        *ret_bound = o != NULL && (o->bound >> r->lane & 1U) != 0;
        return o == NULL ? all : o->range;
    }
    *ret_bound = false;
    for (size_t i = 0; i < r->answer->n_legs; i++) {
        const struct leg_answer *leg = &r->answer->legs[i];
        for (size_t k = 0; leg_fits(r, m, &leg->leg) && k < leg->n_orders; k++) {
            if (leg->orders[k].jurisdiction == s->order) {
                range_worsen(&all, &leg->orders[k].range);
                *ret_bound = *ret_bound || (leg->orders[k].bound.may >> r->lane & 1U) != 0;
            }
        }
    }
    return all;
}

static struct str describe(struct runner *r, const struct range *range, bool bound)
{
    struct arena *a = &r->session->arena;
    enum label best;
    enum label worst;
    range_lane(range, r->lane, &best, &worst);
    enum word w = range_word(range, r->lane);
    if (!bound) {
        return STR("not binding");
    }
    if (w == WORD_UNDETERMINED || w == WORD_UNDETERMINED_LICENSABLE) {
        return str_fmt(a, "undetermined (%s..%s)", label_name(best), label_name(worst));
    }
    return str_c(word_name(w));
}

/* The holds that decide, for messages: "UN.coal prohibited (UN.2371 para 8); ...". */
static struct str proof_line(struct runner *r, const struct subject_of *s)
{
    struct buf b;
    const struct regime *g = r->parse.regime;
    struct arena *a = &r->session->arena;
    buf_init(&b, a);
    for (size_t i = 0; i < r->answer->n_legs && b.n < 1500; i++) {
        const struct leg_answer *leg = &r->answer->legs[i];
        for (size_t k = 0; k < leg->n_orders; k++) {
            const struct order_answer *o = &leg->orders[k];
            if (s->order >= 0 && o->jurisdiction != s->order) {
                continue;
            }
            for (size_t h = 0; h < o->n_holds; h++) {
                const struct hold_answer *x = &o->holds[h];
                const struct hold *hold = &g->holds.items[x->hold];
                if (s->measure >= 0 && hold->measure != s->measure) {
                    continue;
                }
                struct range one;
                struct pair p = pair_and(x->alive, x->reach);
                one.tower[0] = p;
                p = pair_and(p, pair_not(x->exempt));
                one.tower[1] = p;
                p = pair_and(p, pair_not(x->licensed));
                one.tower[2] = p;
                one.tower[3] = pair_and(p, pair_not(x->offered));
                buf_addf(&b, "%s%.*s %.*s %.*s by %.*s", b.n > 0 ? "; " : "",
                         STR_ARG(g->measures.items[hold->measure].item.name), STR_ARG(describe(r, &one, true)),
                         STR_ARG(provision_text(g, a, hold->under.items[0])),
                         STR_ARG(regime_text(g, leg->leg.conduct)));
                for (size_t u = 0; u < x->n_unknown; u++) {
                    buf_addf(&b, " [unknown: %.*s]", STR_ARG(x->unknown[u]->text));
                }
            }
            for (size_t q = 0; q < o->n_missing && s->measure < 0; q++) {
                buf_addf(&b, " [missing %.*s]", STR_ARG(atom_phrase(r->answer->deal, a, o->missing[q].atom)));
            }
        }
    }
    return buf_str(&b);
}

static bool hold_under(const struct runner *r, const struct hold_answer *x, struct provision under)
{
    const struct hold *h = &r->parse.regime->holds.items[x->hold];
    for (size_t i = 0; i < h->under.n; i++) {
        if (provision_within(r->parse.regime, h->under.items[i], under)) {
            return true;
        }
    }
    return false;
}

static bool hold_by(const struct runner *r, const struct hold_answer *x, struct str by)
{
    const struct regime *g = r->parse.regime;
    for (size_t i = 0; i < x->n_exemptions + x->n_licences; i++) {
        const struct tried *t = i < x->n_exemptions ? &x->exemptions[i] : &x->licences[i - x->n_exemptions];
        if (str_eq(g->exemptions.items[t->index].item.name, by) && (t->value.must >> r->lane & 1U) != 0) {
            return true;
        }
    }
    return str_is(by, "approval") && (x->approved.must >> r->lane & 1U) != 0;
}

/* Does some hold of the subject carry the verdict `under` that provision, `by` that exception? */
static bool holds_fit(const struct runner *r, const struct subject_of *s, const struct modifiers *m)
{
    for (size_t i = 0; i < r->answer->n_legs; i++) {
        const struct leg_answer *leg = &r->answer->legs[i];
        for (size_t k = 0; leg_fits(r, m, &leg->leg) && k < leg->n_orders; k++) {
            const struct order_answer *o = &leg->orders[k];
            for (size_t h = 0; h < o->n_holds; h++) {
                const struct hold_answer *x = &o->holds[h];
                const struct hold *hold = &r->parse.regime->holds.items[x->hold];
                if ((s->measure >= 0 && hold->measure != s->measure) ||
                    (s->measure < 0 && s->order >= 0 && o->jurisdiction != s->order)) {
                    continue;
                }
                bool alive = (x->alive.may & x->reach.may) >> r->lane & 1U;
                if (alive && (!m->has_under || hold_under(r, x, m->under)) && (m->by.n == 0 || hold_by(r, x, m->by))) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* ---- expectations ---- */

static bool verdict_fits(struct runner *r, struct str word, const struct range *range, bool bound,
                         const struct subject_of *s)
{
    if (str_is(word, "not-binding")) {
        return !bound || (s->measure >= 0 && range_word(range, r->lane) == WORD_PERMITTED);
    }
    if (str_is(word, "not-encoded")) {
        const struct order_sum *o = sum_of(r, s);
        return o != NULL && !o->encoded;
    }
    return bound && str_is(word, word_name(range_word(range, r->lane)));
}

static bool ends_fit(struct runner *r, struct str ends, const struct range *range)
{
    enum label best;
    enum label worst;
    range_lane(range, r->lane, &best, &worst);
    return str_eq(ends, str_fmt(&r->session->arena, "%s..%s", label_name(best), label_name(worst)));
}

/* "licensable..prohibited" */
static bool is_range(struct str s)
{
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (s.p[i] == '.' && s.p[i + 1] == '.') {
            return true;
        }
    }
    return false;
}

static void expect_verdict(struct runner *r, struct cursor *c)
{
    struct subject_of s;
    struct modifiers m;
    const struct stmt *stmt = c->stmt;
    if (!read_subject(r, c, &s)) {
        r->bad = true;
        return;
    }
    const struct node *word = cursor_peek(c);
    static const char *const words[] = {"permitted",    "exempt",    "licensed",    "licensable", "prohibited",
                                        "undetermined", "contested", "not-binding", "not-encoded"};
    bool known = false;
    for (size_t i = 0; word != NULL && i < sizeof words / sizeof *words; i++) {
        known = known || str_is(word->text, words[i]);
    }
    if (!known) {
        if (word != NULL && word->kind == NODE_WORD) {
            parse_unknown_word(&r->parse, "E0505", word->at, "no such verdict:", word->text, words,
                               sizeof words / sizeof *words);
        } else {
            cursor_expected(c, "a verdict");
        }
        r->bad = true;
        return;
    }
    c->i++;
    struct str ends = {"", 0};
    const struct node *n = cursor_peek(c);
    if (n != NULL && n->kind == NODE_WORD && is_range(n->text)) {
        ends = n->text;
        c->i++;
    }
    if (!read_modifiers(r, c, &m)) {
        r->bad = true;
        return;
    }
    bool bound;
    bool some = m.role < 0 && m.conduct == 0;
    for (size_t i = 0; i < r->answer->n_legs; i++) {
        some = some || leg_fits(r, &m, &r->answer->legs[i].leg);
    }
    if (!some) {
        miss(r, stmt, STR("the deal has no such leg"));
        return;
    }
    struct range range = range_asked(r, &s, &m, &bound);
    r->order = s.order;
    bool fits = verdict_fits(r, word->text, &range, bound, &s) && (ends.n == 0 || ends_fit(r, ends, &range));
    if (fits && (m.has_under || m.by.n > 0)) {
        fits = holds_fit(r, &s, &m);
    }
    if (!fits) {
        miss(
            r, stmt,
            str_fmt(&r->session->arena, "%.*s; %.*s", STR_ARG(describe(r, &range, bound)), STR_ARG(proof_line(r, &s))));
    }
}

/* The pointer that `missing FACT` speaks of: its last part, and for parties their place. */
static bool missing_pointer(struct runner *r, struct cursor *c, struct str *ret_start, struct str *ret_end,
                            struct str *ret_law)
{
    static const struct {
        const char *word;
        const char *end;
    } words[] = {{"notice", "/notices"},
                 {"notices", "/notices"},
                 {"made-in", "/made_in"},
                 {"contains", "/contains"},
                 {"hs", "/hs"},
                 {"goods", "/hs"},
                 {"description", "/description"},
                 {"value", "/value"},
                 {"purpose", "/purposes"},
                 {"purposes", "/purposes"},
                 {"finding", "/findings"},
                 {"findings", "/findings"},
                 {"event", "/events"},
                 {"events", "/events"},
                 {"cleared-in", "/cleared_in"},
                 {"national", "/nationals"},
                 {"agency-of", "/agency_of"},
                 {"controlled-by", "/controlled_by"},
                 {"acts-for", "/acts_for"},
                 {"owned-by-listed", "/owned_by_listed"},
                 {"owned", "/owned_by_listed"},
                 {"branch-of", "/branch_of"},
                 {"clears-in", "/clears_in"}};
    struct arena *a = &r->session->arena;
    const struct node *n = cursor_peek(c);
    *ret_start = STR("");
    *ret_end = STR("");
    *ret_law = STR("");
    if (n == NULL || n->kind != NODE_WORD) {
        return cursor_expected(c, "a fact");
    }
    if (cursor_take(c, "law") || memchr(n->text.p, '.', n->text.n) != NULL) {
        n = cursor_peek(c);
        *ret_law = n == NULL ? STR("") : n->text;
        c->i++;
        return cursor_end(c);
    }
    int role = regime_find(r->parse.regime, ITEM_ROLE, n->text);
    if (role >= 0 && c->i + 1 < c->stmt->n) {
        const struct deal *d = r->answer->deal;
        *ret_start = STR("/no such party/");
        for (size_t i = 0; i < d->n_parties; i++) {
            if (d->parties[i].role == role) {
                *ret_start = str_fmt(a, "/parties/%d/", d->parties[i].place);
                break;
            }
        }
        c->i++;
        n = cursor_peek(c);
    }
    c->i++;
    const struct node *more = cursor_peek(c);
    if (str_is(n->text, "judged") || str_is(n->text, "within-cap") || str_is(n->text, "used") ||
        str_is(n->text, "cap")) {
        bool judged = str_is(n->text, "judged");
        *ret_start = judged ? STR("/judged/") : STR("/within_cap/");
        if (more != NULL) {
            char *p = arena_copy(a, more->text.p, more->text.n);
            for (size_t i = 0; judged && i < more->text.n; i++) {
                p[i] = p[i] == '-' ? '_' : p[i];
            }
            *ret_end = str_fmt(a, "/%.*s", (int)more->text.n, p);
            c->i++;
        }
        return cursor_end(c);
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_is(n->text, words[i].word)) {
            *ret_end = str_c(words[i].end);
            return cursor_end(c);
        }
    }
    *ret_end = str_fmt(a, "/%.*s", STR_ARG(n->text));
    return cursor_end(c);
}

/* Is the open law a clause `external NAME`, and NAME this one? */
static bool external_named(const struct runner *r, struct atom atom, struct str name)
{
    if (atom.kind != ATOM_LAW || atom.c == NULL) {
        return false;
    }
    const struct item *item = regime_item(r->parse.regime, atom.c->item_kind, atom.c->item);
    return item != NULL && str_eq(item->name, name);
}

static void expect_missing(struct runner *r, struct cursor *c)
{
    struct str start;
    struct str end;
    struct str law;
    struct buf got;
    if (!missing_pointer(r, c, &start, &end, &law)) {
        r->bad = true;
        return;
    }
    buf_init(&got, &r->session->arena);
    for (size_t i = 0; i < r->answer->n_legs; i++) {
        for (size_t k = 0; k < r->answer->legs[i].n_orders; k++) {
            const struct order_answer *o = &r->answer->legs[i].orders[k];
            if (r->order >= 0 && o->jurisdiction != r->order) {
                continue;
            }
            for (size_t m = 0; m < o->n_missing; m++) {
                const struct missing *x = &o->missing[m];
                struct str phrase = atom_phrase(r->answer->deal, &r->session->arena, x->atom);
                if ((x->lanes >> r->lane & 1U) == 0) {
                    continue;
                }
                if (x->law ? law.n > 0 && (str_starts(phrase, law) || external_named(r, x->atom, law))
                           : law.n == 0 && str_starts(x->pointer, start) && str_ends(x->pointer, end)) {
                    return;
                }
                buf_addf(&got, "%s%.*s", got.n > 0 ? ", " : "missing ", STR_ARG(x->law ? phrase : x->pointer));
            }
        }
    }
    miss(r, c->stmt, got.n > 0 ? buf_str(&got) : STR("nothing missing"));
}

static void expect_exposed(struct runner *r, struct cursor *c)
{
    int index;
    if (!cursor_name(c, ITEM_CONSEQUENCE, &index)) {
        r->bad = true;
        return;
    }
    enum tri want = cursor_take(c, "possible") ? TRI_UNKNOWN : cursor_take(c, "no") ? TRI_FALSE : TRI_TRUE;
    cursor_take(c, "yes");
    enum tri got = TRI_FALSE;
    for (size_t i = 0; i < r->answer->n_legs; i++) {
        for (size_t k = 0; k < r->answer->legs[i].n_orders; k++) {
            const struct order_answer *o = &r->answer->legs[i].orders[k];
            for (size_t m = 0; m < o->n_exposed; m++) {
                if (o->exposed[m].consequence == index) {
                    got = tri_or(got, pair_lane(o->exposed[m].value, r->lane));
                }
            }
        }
    }
    if (got != want) {
        miss(r, c->stmt, got == TRI_TRUE ? STR("exposed") : got == TRI_UNKNOWN ? STR("possible") : STR("not exposed"));
    }
}

static void expect_assess(struct runner *r, struct cursor *c)
{
    int index;
    if (!cursor_name(c, ITEM_MEASURE, &index)) {
        r->bad = true;
        return;
    }
    for (size_t i = 0; i < r->answer->n_legs; i++) {
        for (size_t k = 0; k < r->answer->legs[i].n_orders; k++) {
            const struct order_answer *o = &r->answer->legs[i].orders[k];
            for (size_t m = 0; m < o->n_assess; m++) {
                if (r->parse.regime->holds.items[o->assess[m]].measure == index) {
                    return;
                }
            }
        }
    }
    miss(r, c->stmt, STR("nothing to assess there"));
}

static bool has_duty(const struct exemption *e, struct str name)
{
    for (size_t i = 0; i < e->n_duties; i++) {
        if (str_eq(e->duties[i].name, name)) {
            return true;
        }
    }
    return false;
}

/* `duty NAME`, `licensable-by A`: something a hold of the proof carries. */
static void expect_in_proof(struct runner *r, struct cursor *c, bool duty)
{
    int authority = -1;
    const struct node *n = cursor_peek(c);
    if (n == NULL || n->kind != NODE_WORD || (!duty && !cursor_name(c, ITEM_AUTHORITY, &authority))) {
        if (n == NULL || n->kind != NODE_WORD) {
            cursor_expected(c, "a name");
        }
        r->bad = true;
        return;
    }
    const struct regime *g = r->parse.regime;
    for (size_t i = 0; i < r->answer->n_legs; i++) {
        for (size_t k = 0; k < r->answer->legs[i].n_orders; k++) {
            const struct order_answer *o = &r->answer->legs[i].orders[k];
            for (size_t h = 0; h < o->n_holds; h++) {
                const struct hold_answer *x = &o->holds[h];
                for (size_t e = 0; duty && e < x->n_exemptions + x->n_licences; e++) {
                    const struct tried *t = e < x->n_exemptions ? &x->exemptions[e] : &x->licences[e - x->n_exemptions];
                    if ((t->value.may >> r->lane & 1U) != 0 && has_duty(&g->exemptions.items[t->index], n->text)) {
                        return;
                    }
                }
                for (size_t e = 0; !duty && e < x->n_offers; e++) {
                    const struct offer *of = &g->offers.items[x->offers[e].index];
                    for (size_t q = 0; q < of->n_authorities; q++) {
                        if (of->authorities[q] == authority && (x->offers[e].value.may >> r->lane & 1U) != 0) {
                            return;
                        }
                    }
                }
            }
        }
    }
    miss(r, c->stmt, STR("nothing of the kind"));
}

static void expect_one(struct runner *r, const struct stmt *s)
{
    struct cursor c = cursor_of(&r->parse, s);
    r->lane = 0;
    if (cursor_take2(&c, "at", "stage")) {
        int number;
        if (!cursor_integer(&c, &number)) {
            r->bad = true;
            return;
        }
        if (cursor_take(&c, "of")) {
            c.i++;
        }
        const struct road *road = r->session->regime->road;
        bool found = number == 0;
        for (size_t i = 0; road != NULL && i < road->stages.n; i++) {
            if (road->stages.items[i].number == number) {
                r->lane = (unsigned)i + 1;
                found = true;
            }
        }
        if (road == NULL || !found) {
            miss(r, s, road == NULL ? STR("no road is loaded: run with --road") : STR("the road has no such stage"));
            return;
        }
    }
    if (cursor_take(&c, "expect")) {
        expect_verdict(r, &c);
    } else if (cursor_take(&c, "missing")) {
        expect_missing(r, &c);
    } else if (cursor_take(&c, "exposed")) {
        expect_exposed(r, &c);
    } else if (cursor_take(&c, "assess")) {
        expect_assess(r, &c);
    } else if (cursor_take(&c, "duty")) {
        expect_in_proof(r, &c, true);
    } else if (cursor_take(&c, "licensable-by")) {
        expect_in_proof(r, &c, false);
    }
}

/* ---- tests ---- */

static void other_statement(void *to, const struct stmt *s)
{
    struct runner *r = to;
    static const char *const words[] = {"expect", "missing",       "exposed", "assess",
                                        "duty",   "licensable-by", "at",      "note"};
    for (size_t i = 0; s->nodes[0].kind == NODE_WORD && i < sizeof words / sizeof *words; i++) {
        if (str_is(s->nodes[0].text, words[i])) {
            if (i < 7) {
                VEC_PUSH(&r->session->arena, &r->expects, s);
            }
            return;
        }
    }
    struct cursor c = cursor_of(&r->parse, s);
    cursor_expected(&c, "a fact or an expectation");
    r->bad = true;
}

static bool load_deal(void *context, struct str file, struct str id, json_t **ret)
{
    struct runner *r = context;
    struct arena *a = &r->session->arena;
    size_t slash = r->path.n;
    while (slash > 0 && r->path.p[slash - 1] != '/') {
        slash--;
    }
    struct str path = str_fmt(a, "%.*s%.*s", (int)slash, r->path.p, STR_ARG(file));
    struct str text;
    if (texts_file(a, path.p, &text) != TEXTS_OK) {
        return false;
    }
    size_t from = 0;
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != '\n') {
            continue;
        }
        json_t *one = i > from ? json_loadb(text.p + from, i - from, JSON_REJECT_DUPLICATES, NULL) : NULL;
        from = i + 1;
        const char *name = one == NULL ? NULL : json_string_value(json_object_get(one, "id"));
        if (name != NULL && str_is(id, name)) {
            *ret = one;
            return true;
        }
        json_decref(one);
    }
    return false;
}

static void decide_test(struct runner *r)
{
    dt_session *s = r->session;
    case_finish(&r->facts);
    char *json = json_dumps(r->facts.root, JSON_COMPACT);
    struct deal *deal = NULL;
    struct deal_error error = {0};
    bool ok = json != NULL;
    struct str copy = ok ? str_dup(&s->arena, str_c(json)) : STR("");
    free(json);
    const struct road *road = s->regime->road;
    ok = ok && deal_read(&s->arena, s->regime->law, copy, road != NULL ? road->start : DAY_NONE, &deal, &error);
    if (!ok) {
        VEC_PUSH(&s->arena, &r->misses,
                 str_fmt(&s->arena, "    the deal cannot be read: %.*s: %.*s\n", STR_ARG(error.pointer),
                         STR_ARG(error.message)));
        return;
    }
    struct overlay *o = ARENA_NEW(&s->arena, struct overlay);
    *o = road != NULL ? road_overlay(&s->arena, road) : overlay_none;
    struct decision_options how = {.lane_days = road != NULL ? road_days(&s->arena, road) : NULL};
    r->answer = decide(&s->arena, s->regime->law, deal, o, &how);
    for (size_t i = 0; i < r->expects.n; i++) {
        expect_one(r, r->expects.items[i]);
    }
}

static void run_test(struct runner *r, const struct stmt *s)
{
    struct cursor c = cursor_of(&r->parse, s);
    struct block *b;
    struct arena *a = &r->session->arena;
    c.i = 1;
    r->name = STR("");
    r->at = s->at;
    r->bad = false;
    r->answer = NULL;
    r->order = -1;
    r->misses.n = 0;
    r->expects.n = 0;
    size_t errors = r->parse.diags->errors;
    if (!cursor_string(&c, &r->name) || !cursor_block(&c, &b) || !cursor_end(&c)) {
        r->failed++;
        return;
    }
    struct case_facts fresh = {.root = json_object()};
    r->facts = fresh;
    case_block(&r->cases, &r->facts, b, 0, other_statement, r);
    if (!r->bad && r->parse.diags->errors == errors) {
        if (r->expects.n == 0) {
            VEC_PUSH(a, &r->misses, STR("    a test that expects nothing\n"));
        } else {
            decide_test(r);
        }
    }
    json_decref(r->facts.root);
    if (r->bad || r->parse.diags->errors > errors || r->misses.n > 0) {
        size_t line;
        size_t column;
        struct str text;
        source_place(s->at.source, s->at.from, &line, &column, &text);
        buf_addf(&r->out, "%.*s:%zu: FAILED \"%.*s\"\n", STR_ARG(r->path), line, STR_ARG(text_cleaned(a, r->name)));
        for (size_t i = 0; i < r->misses.n; i++) {
            buf_add(&r->out, r->misses.items[i]);
        }
        r->failed++;
    } else {
        r->passed++;
    }
}

static void collect_case(struct runner *r, const struct stmt *s)
{
    struct cursor c = cursor_of(&r->parse, s);
    struct block *b;
    c.i = 1;
    const struct node *name = cursor_peek(&c);
    if (name == NULL || name->kind != NODE_WORD) {
        cursor_expected(&c, "the name of a case");
        return;
    }
    c.i++;
    struct str title;
    cursor_optional_string(&c, &title);
    if (cursor_block(&c, &b) && cursor_end(&c)) {
        struct named_case one = {name->text, b};
        VEC_PUSH(&r->session->arena, &r->cases.list, one);
    }
}

/* The word after `at stage N of`, wherever it stands first outside titles and comments. */
dt_text dt_test_road(dt_text text)
{
    struct str s = str_of(text.data, text.size);
    dt_text none = {"", 0};
    struct str key = STR("at stage ");
    char within = '\0'; /* the sign that ends the title or comment we are in */
    for (size_t i = 0; i + key.n < s.n; i++) {
        char sign = s.p[i];
        if (within != '\0') {
            bool escaped = within == '"' && sign == '\\';
            i += escaped ? 1 : 0;
            within = sign == within || sign == '\n' ? '\0' : within;
            continue;
        }
        within = sign == '"' ? '"' : sign == '#' ? '\n' : '\0';
        if (!str_starts(str_of(s.p + i, s.n - i), key)) {
            continue;
        }
        size_t k = i + key.n;
        while (k < s.n && s.p[k] >= '0' && s.p[k] <= '9') {
            k++;
        }
        if (!str_starts(str_of(s.p + k, s.n - k), STR(" of "))) {
            continue;
        }
        k += 4;
        size_t end = k;
        while (end < s.n && s.p[end] != ' ' && s.p[end] != '\n' && s.p[end] != ';') {
            end++;
        }
        return text_of_str(str_of(s.p + k, end - k));
    }
    return none;
}

dt_status dt_test(dt_session *session, const char *name, dt_text text, const dt_style *style, dt_text *ret,
                  size_t *ret_passed, size_t *ret_failed)
{
    dt_session_reset(session);
    SESSION_TRY(session, full);
    struct runner *r = ARENA_NEW(&session->arena, struct runner);
    struct diags diags;
    struct source source = {str_c(name), str_of(text.data, text.size)};
    diags_init(&diags, &session->arena);
    r->session = session;
    r->path = str_c(name);
    parse_init(&r->parse, &session->arena, &diags, session->regime->law);
    r->cases.parse = &r->parse;
    r->cases.deal = load_deal;
    r->cases.context = r;
    buf_init(&r->out, &session->arena);
    struct block *b = tree_read(&session->arena, &diags, &source);
    for (size_t i = 0; i < b->n; i++) {
        if (b->stmts[i].nodes[0].kind == NODE_WORD && str_is(b->stmts[i].nodes[0].text, "case")) {
            collect_case(r, &b->stmts[i]);
        }
    }
    for (size_t i = 0; i < b->n; i++) {
        const struct node *n = &b->stmts[i].nodes[0];
        if (b->stmts[i].broken) {
            continue;
        }
        if (n->kind == NODE_WORD && str_is(n->text, "test")) {
            run_test(r, &b->stmts[i]);
        } else if (n->kind != NODE_WORD || !str_is(n->text, "case")) {
            diag_error(&diags, "E0201", n->at, "a test file has `case` and `test` only");
        }
    }
    if (diags.errors > 0) {
        struct style s = style_of(style);
        diags_text(&diags, &s, &r->out);
        r->failed += r->failed == 0 ? 1 : 0;
    }
    *ret = text_of_str(buf_str(&r->out));
    *ret_passed = r->passed;
    *ret_failed = r->failed;
    return DT_OK;
}
