#include "report/fact_text.h"

#include "base/arena.h"
#include "base/buf.h"
#include "decide/leaf.h"
#include "report/proof.h"
#include "report/text.h"

#define FACTS_MOST 3
#define CLAUSE_LONG 70 /* columns */
#define FACTS_DEPTH MAX_CLAUSE_DEPTH

struct facts {
    const struct answer *an;
    struct arena *arena;
    const struct leg *leg;
    bool term;
    strs found;
    strs leaves; /* the clauses that decide */
};

static enum tri value_of(const struct facts *f, const struct clause *k, int party);

static enum tri party_value(const struct facts *f, const struct clause *k)
{
    const struct deal *d = f->an->deal;
    if (k->role == ROLE_ACTOR) {
        return value_of(f, k->kids[0], f->leg->party);
    }
    enum tri some = d->parties_known && d->parties_complete ? TRI_FALSE : TRI_UNKNOWN;
    for (size_t i = 0; i < d->n_parties; i++) {
        if (k->role == ROLE_ANY || d->parties[i].role == k->role) {
            some = tri_or(some, value_of(f, k->kids[0], (int)i));
        }
    }
    return some;
}

/* ---- the verdict of a group on a leg ---- */

/* Does the verdict clause look at that leg of the deal? */
static enum tri looks_at(const struct facts *f, const struct clause *k, const struct leg *leg)
{
    bool line = leg->line == f->leg->line || f->leg->line < 0;
    if (k->leg == ON_SAME_LEG) {
        bool same = leg->party == f->leg->party && leg->line == f->leg->line && leg->conduct == f->leg->conduct;
        return same ? TRI_TRUE : TRI_FALSE;
    }
    if (k->leg == ON_PRINCIPAL_LEG) {
        return leg->principal && line ? TRI_TRUE : TRI_FALSE;
    }
    if (f->an->deal->parties[leg->party].role != k->role || !line) {
        return TRI_FALSE;
    }
    return k->n_kids > 0 ? value_of(f, k->kids[0], leg->party) : TRI_TRUE;
}

struct group_on_leg {
    enum tri reached, blocked; /* today */
    strs closing;              /* measures, with their places */
};

static struct group_on_leg group_on(const struct facts *f, const struct clause *k, size_t leg)
{
    const struct answer *an = f->an;
    const ints *group = &an->regime->verdict_groups.items[k->item];
    struct group_on_leg to = {TRI_FALSE, TRI_FALSE, {0}};
    for (size_t o = 0; o < an->legs[leg].n_orders; o++) {
        const struct order_answer *oa = &an->legs[leg].orders[o];
        for (size_t h = 0; h < oa->n_holds; h++) {
            int hold = oa->holds[h].hold;
            if (!ints_has_value(group, proof_hold(an, hold)->measure)) {
                continue;
            }
            enum tri closes = tri_and(pair_lane(oa->bound, 0), pair_lane(hold_closes(&oa->holds[h]), 0));
            to.reached =
                tri_or(to.reached, tri_and(pair_lane(oa->bound, 0), pair_lane(hold_applies(&oa->holds[h]), 0)));
            to.blocked = tri_or(to.blocked, closes);
            if (closes != TRI_FALSE) {
                strs_add(f->arena, &to.closing,
                         str_fmt(f->arena, "%.*s (%.*s)%s", STR_ARG(proof_measure(an, hold)->item.name),
                                 STR_ARG(hold_short(an->regime, f->arena, proof_hold(an, hold))),
                                 closes == TRI_UNKNOWN ? "?" : ""));
            }
        }
    }
    return to;
}

static enum tri verdict_value(const struct facts *f, const struct clause *k)
{
    enum tri reached = TRI_FALSE;
    enum tri blocked = TRI_FALSE;
    for (size_t l = 0; l < f->an->n_legs; l++) {
        enum tri counts = looks_at(f, k, &f->an->legs[l].leg);
        if (counts != TRI_FALSE) {
            struct group_on_leg one = group_on(f, k, l);
            reached = tri_or(reached, tri_and(counts, one.reached));
            blocked = tri_or(blocked, tri_and(counts, one.blocked));
        }
    }
    return k->verdict == VERDICT_REACHED   ? reached
           : k->verdict == VERDICT_BLOCKED ? blocked
                                           : tri_and(reached, tri_not(blocked));
}

#define CLOSING_MOST 2

static struct str group_verdict(const struct facts *f, const struct group_on_leg *g)
{
    struct buf b;
    if (g->reached == TRI_FALSE) {
        return STR("nothing of it reaches there");
    }
    if (g->closing.n == 0) {
        return g->reached == TRI_TRUE ? STR("reached there, and open") : STR("perhaps reached there, and open");
    }
    buf_init(&b, f->arena);
    buf_adds(&b, g->blocked == TRI_TRUE ? "closed there by " : "perhaps closed there by ");
    for (size_t i = 0; i < g->closing.n && i < CLOSING_MOST; i++) {
        buf_addf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(g->closing.items[i]));
    }
    if (g->closing.n > CLOSING_MOST) {
        buf_addf(&b, " and %zu more", g->closing.n - CLOSING_MOST);
    }
    return buf_str(&b);
}

/* "Dandong Trading procures, Example Coal supplies: nothing of it reaches there" */
static struct str verdict_text(const struct facts *f, const struct clause *k)
{
    const struct answer *an = f->an;
    strs said = {0};
    struct buf all;
    buf_init(&all, f->arena);
    for (size_t l = 0; l < an->n_legs; l++) {
        VEC_PUSH(f->arena, &said, STR(""));
        if (looks_at(f, k, &an->legs[l].leg) != TRI_FALSE) {
            struct group_on_leg one = group_on(f, k, l);
            said.items[l] = group_verdict(f, &one);
        }
    }
    for (size_t l = 0; l < an->n_legs; l++) {
        bool told = said.items[l].n == 0;
        for (size_t i = 0; i < l; i++) {
            told = told || str_eq(said.items[i], said.items[l]);
        }
        strs who = {0};
        for (size_t i = l; !told && i < an->n_legs; i++) {
            if (str_eq(said.items[i], said.items[l])) {
                strs_add(f->arena, &who,
                         str_fmt(f->arena, "%.*s %.*s", STR_ARG(actor_name(an, an->legs[i].leg.party)),
                                 STR_ARG(conduct_title(an, &an->legs[i].leg))));
            }
        }
        for (size_t i = 0; i < who.n; i++) {
            buf_addf(&all, "%s%.*s", i > 0 ? ", " : all.n > 0 ? "; " : "", STR_ARG(who.items[i]));
        }
        if (who.n > 0) {
            buf_addf(&all, ": %.*s", STR_ARG(said.items[l]));
        }
    }
    return all.n > 0 ? buf_str(&all) : STR("the deal has no such leg");
}

/* ---- values ---- */

/* The clause's value as far as facts of the deal and its proof give it; unknown where law that is not here does. */
static enum tri value_of(const struct facts *f, const struct clause *k, int party)
{
    switch ((int)k->op) {
    case CL_ALL:
    case CL_ANY: {
        enum tri v = k->op == CL_ALL ? TRI_TRUE : TRI_FALSE;
        for (size_t i = 0; i < k->n_kids; i++) {
            enum tri one = value_of(f, k->kids[i], party);
            v = k->op == CL_ALL ? tri_and(v, one) : tri_or(v, one);
        }
        return v;
    }
    case CL_NOT: return tri_not(value_of(f, k->kids[0], party));
    case CL_NAMED: return k->n_kids > 0 ? value_of(f, k->kids[0], party) : TRI_UNKNOWN;
    case CL_PARTY: return party_value(f, k);
    case CL_VERDICT: return verdict_value(f, k);
    case CL_EXTERNAL:
    case CL_APPROVED: return TRI_UNKNOWN;
    default: {
        struct subject s = {.deal = f->an->deal, .leg = f->leg, .party = party, .term = f->term};
        return leaf_value(&s, k);
    }
    }
}

/* ---- one leaf ---- */

static struct str values_text(const struct facts *f, const struct fact *fact, const char *none)
{
    struct buf b;
    buf_init(&b, f->arena);
    for (size_t i = 0; i < fact->n; i++) {
        buf_adds(&b, i > 0 ? ", " : "");
        buf_add(&b, fact->values[i] == VALUE_OTHER ? STR("another") : regime_text(f->an->regime, fact->values[i]));
    }
    if (fact->n == 0) {
        buf_adds(&b, none);
    }
    if (!fact->complete) {
        buf_adds(&b, fact->n == 0 ? ", perhaps more" : " and perhaps more");
    }
    return buf_str(&b);
}

static struct str dim_text(const struct facts *f, enum dim dim, int party)
{
    static const char *const words[DIM_COUNT] = {[DIM_MADE_IN] = "goods made in",
                                                 [DIM_CONTAINS] = "goods contain",
                                                 [DIM_ROUTE] = "route by",
                                                 [DIM_DISPATCH] = "dispatch from",
                                                 [DIM_DESTINATION] = "destination"};
    const char *word = words[dim] != NULL ? words[dim] : dim_table[dim].word;
    struct arena *a = f->arena;
    if (dim == DIM_CONDUCT) {
        return str_fmt(a, "the leg is %.*s", STR_ARG(conduct_name(f->an, f->leg)));
    }
    struct fact fact = deal_dim(f->an->deal, dim, party < 0 ? 0 : party, f->leg->line);
    struct str who = STR("");
    if (party >= 0) {
        who = str_fmt(a, "%.*s: ", STR_ARG(actor_name(f->an, party)));
    }
    if (!fact.known) {
        return str_fmt(a, "%.*s%s not given", STR_ARG(who), dim_table[dim].word);
    }
    return str_fmt(a, "%.*s%s %.*s", STR_ARG(who), word, STR_ARG(values_text(f, &fact, "none")));
}

static struct str goods_text(const struct facts *f)
{
    if (f->leg->line < 0) {
        return STR("no goods on this leg");
    }
    const struct line *l = &f->an->deal->lines[f->leg->line];
    if (!l->hs_known && !l->description_known) {
        return STR("goods: neither code nor description given");
    }
    return str_fmt(f->arena, "goods%s%.*s%s%.*s", l->hs_known ? " HS " : "", STR_ARG(l->hs),
                   l->description_known ? " " : "", STR_ARG(l->description));
}

static struct str judged_text(const struct facts *f, const struct clause *k)
{
    struct buf b;
    buf_init(&b, f->arena);
    for (size_t i = 0; i < k->n_values; i++) {
        enum tri v = TRI_UNKNOWN;
        for (size_t n = 0; n < f->an->deal->n_judged; n++) {
            v = f->an->deal->judged[n].name == k->values[i] ? f->an->deal->judged[n].value : v;
        }
        buf_adds(&b, i > 0 ? ", " : "");
        buf_add(&b, regime_text(f->an->regime, k->values[i]));
        buf_adds(&b, v == TRI_TRUE ? ": judged yes" : v == TRI_FALSE ? ": judged no" : ": not judged");
    }
    return buf_str(&b);
}

static struct str notice_text(const struct facts *f)
{
    const struct deal *d = f->an->deal;
    if (!d->notices_known) {
        return STR("notices not given");
    }
    if (d->n_notices == 0) {
        return STR("no notice given");
    }
    struct buf b;
    buf_init(&b, f->arena);
    for (size_t i = 0; i < d->n_notices; i++) {
        const struct notice *n = &d->notices[i];
        buf_addf(&b, "%s%.*s to %.*s", i > 0 ? "; " : "notice of ", STR_ARG(regime_text(f->an->regime, n->by)),
                 STR_ARG(regime_text(f->an->regime, n->to)));
        if (n->on != DAY_NONE) {
            buf_addf(&b, " on %.*s", STR_ARG(date_str(f->arena, n->on)));
        }
        buf_adds(&b, n->objected == TRI_TRUE ? ", objected to" : "");
    }
    return buf_str(&b);
}

static struct str listed_text(const struct facts *f, const struct clause *k, int party)
{
    struct arena *a = f->arena;
    const struct party *p = &f->an->deal->parties[party];
    struct str who = actor_name(f->an, party);
    struct str by = regime_text(f->an->regime, k->jurisdiction);
    const char *how = k->how == LISTED_ACTS_FOR   ? "acts for one listed"
                      : k->how == LISTED_OWNED_BY ? "owned by one listed"
                                                  : "listed";
    struct subject s = {.deal = f->an->deal, .leg = f->leg, .party = party};
    enum tri v = leaf_value(&s, k);
    if (v == TRI_UNKNOWN) {
        return str_fmt(a, "%.*s: %s by %.*s? %s", STR_ARG(who), how, STR_ARG(by),
                       p->given ? "not given" : "the party is not given");
    }
    return str_fmt(a, "%.*s: %s%s by %.*s%s", STR_ARG(who), v == TRI_TRUE ? "" : "not ", how, STR_ARG(by),
                   p->clear ? " (clear)" : "");
}

static struct str found_text(const struct facts *f)
{
    const struct deal *d = f->an->deal;
    if (!d->findings_known) {
        return STR("findings not given");
    }
    if (d->n_findings == 0) {
        return STR("no finding made");
    }
    struct fact fact = {.known = true, .complete = d->findings_complete, .values = d->findings, .n = d->n_findings};
    return str_fmt(f->arena, "found: %.*s", STR_ARG(values_text(f, &fact, "none")));
}

static struct str contract_text(const struct facts *f)
{
    const struct deal *d = f->an->deal;
    if (d->contract == DAY_NONE) {
        return STR("day of the contract not given");
    }
    const char *written = d->written == TRI_TRUE ? "written" : d->written == TRI_FALSE ? "unwritten" : "";
    return str_fmt(f->arena, "%s%scontract of %.*s", written, *written != '\0' ? " " : "",
                   STR_ARG(date_str(f->arena, d->contract)));
}

static struct str money_text(const struct facts *f, const struct clause *k)
{
    const struct deal *d = f->an->deal;
    if (k->op == CL_AMOUNT) {
        struct str currency = values_text(f, &d->dims[DIM_CURRENCY], "");
        return d->amount_known
                   ? str_fmt(f->arena, "amount %.*s %.*s", STR_ARG(decimal_str(f->arena, d->amount)), STR_ARG(currency))
                   : STR("amount not given");
    }
    const struct line *l = f->leg->line >= 0 ? &d->lines[f->leg->line] : NULL;
    if (l == NULL || !l->value_known || !l->quantity_known) {
        return STR("value or quantity not given");
    }
    return str_fmt(f->arena, "value %.*s for %.*s", STR_ARG(decimal_str(f->arena, l->value)),
                   STR_ARG(decimal_str(f->arena, l->quantity)));
}

static struct str cap_text(const struct facts *f, const struct clause *k)
{
    const struct regime *g = f->an->regime;
    int value = k->item;
    for (size_t i = 0; i < f->an->deal->n_within_cap; i++) {
        if (f->an->deal->within_cap[i].name == value && f->an->deal->within_cap[i].value != TRI_UNKNOWN) {
            bool in = f->an->deal->within_cap[i].value == TRI_TRUE;
            return str_fmt(f->arena, "%s the cap, as the deal says", in ? "within" : "over");
        }
    }
    return str_fmt(f->arena, "whether it is within %.*s is not given", STR_ARG(regime_text(g, value)));
}

static struct str leaf_text(const struct facts *f, const struct clause *k, int party)
{
    switch ((int)k->op) {
    case CL_VALUE: return dim_text(f, k->dim, -1);
    case CL_ATTR: return dim_text(f, k->dim, party);
    case CL_GOODS: return goods_text(f);
    case CL_AMOUNT:
    case CL_UNIT_VALUE: return money_text(f, k);
    case CL_CONTRACT: return contract_text(f);
    case CL_CONDUCT_DAY: return str_fmt(f->arena, "on %.*s", STR_ARG(date_str(f->arena, f->leg->day)));
    case CL_NOTICE: return notice_text(f);
    case CL_JUDGED: return judged_text(f, k);
    case CL_FOUND: return found_text(f);
    case CL_CAP: return cap_text(f, k);
    case CL_EVENT: return f->an->deal->events_known ? STR("no such event given") : STR("events not given");
    case CL_LISTED: return party >= 0 ? listed_text(f, k, party) : STR("");
    case CL_VERDICT: return verdict_text(f, k);
    case CL_ID:
        return party >= 0 ? str_fmt(f->arena, "%.*s: %.*s", STR_ARG(actor_name(f->an, party)), STR_ARG(k->id_kind))
                          : STR("");
    default: return STR("");
    }
}

/* ---- the tree ---- */

static void collect(struct facts *f, const struct clause *k, int party, enum tri want, size_t depth);

static void collect_parties(struct facts *f, const struct clause *k, enum tri want, size_t depth)
{
    const struct deal *d = f->an->deal;
    if (k->role == ROLE_ACTOR) {
        collect(f, k->kids[0], f->leg->party, want, depth);
        return;
    }
    bool any = false;
    for (size_t i = 0; i < d->n_parties; i++) {
        if ((k->role == ROLE_ANY || d->parties[i].role == k->role) && value_of(f, k->kids[0], (int)i) == want) {
            collect(f, k->kids[0], (int)i, want, depth);
            any = true;
        }
    }
    if (!any && k->role >= 0) {
        struct str role = f->an->regime->roles.items[k->role].item.name;
        strs_add(f->arena, &f->found,
                 str_fmt(f->arena, "%s %.*s named", want == TRI_UNKNOWN ? "perhaps another" : "no", STR_ARG(role)));
    }
}

/* The leaves that give the clause the value that is wanted. */
static void collect(struct facts *f, const struct clause *k, int party, enum tri want, size_t depth)
{
    if (f->found.n >= FACTS_MOST || depth > FACTS_DEPTH) {
        return;
    }
    switch ((int)k->op) {
    case CL_NOT: collect(f, k->kids[0], party, tri_not(want), depth + 1); break;
    case CL_NAMED:
        if (k->n_kids > 0) {
            collect(f, k->kids[0], party, want, depth + 1);
        }
        break;
    case CL_ALL:
    case CL_ANY: {
        bool one = want == TRI_UNKNOWN || (k->op == CL_ALL) == (want == TRI_FALSE); /* the first suffices */
        for (size_t i = 0; i < k->n_kids; i++) {
            if (value_of(f, k->kids[i], party) == want) {
                collect(f, k->kids[i], party, want, depth + 1);
                if (one) {
                    break;
                }
            }
        }
        break;
    }
    case CL_PARTY: collect_parties(f, k, want, depth + 1); break;
    default: {
        struct str s = leaf_text(f, k, party);
        strs_add(f->arena, &f->leaves, k->text);
        if (s.n > 0) {
            strs_add(f->arena, &f->found, s);
        }
        break;
    }
    }
}

static struct str joined(struct arena *a, const strs *list)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < list->n; i++) {
        buf_adds(&b, i > 0 ? "; " : "");
        buf_add(&b, list->items[i]);
    }
    return buf_str(&b);
}

/* The length of "NAME: " before a fact about a party; 0: none. */
static size_t who_length(struct str s)
{
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (s.p[i] == ':' && s.p[i + 1] == ' ') {
            return i + 2;
        }
    }
    return 0;
}

/* Facts about one party after another name it once. */
static struct str joined_facts(struct arena *a, const strs *facts)
{
    strs short_ones = {0};
    for (size_t i = 0; i < facts->n; i++) {
        struct str s = facts->items[i];
        size_t n = who_length(s);
        bool same =
            i > 0 && n > 0 && n == who_length(facts->items[i - 1]) && str_starts(facts->items[i - 1], str_of(s.p, n));
        VEC_PUSH(a, &short_ones, same ? str_of(s.p + n, s.n - n) : s);
    }
    return joined(a, &short_ones);
}

struct why why_clause(const struct answer *an, struct arena *a, const struct leg *leg, const struct clause *k,
                      enum tri value, bool term)
{
    struct facts f = {.an = an, .arena = a, .leg = leg, .term = term};
    struct why why = {STR(""), STR("")};
    if (k == NULL) {
        return why;
    }
    collect(&f, k, -1, value, 0);
    why.clause = k->text;
    why.fact = joined_facts(a, &f.found);
    if (text_width(k->text) > CLAUSE_LONG && f.leaves.n > 0) {
        const char *none = k->op == CL_ANY && value == TRI_FALSE ? "none of: " : "";
        why.clause = str_fmt(a, "%s%.*s", none, STR_ARG(joined(a, &f.leaves)));
    }
    return why;
}

struct str fact_text(const struct answer *an, struct arena *a, const struct leg *leg, const struct clause *k,
                     enum tri value)
{
    return why_clause(an, a, leg, k, value, false).fact;
}
