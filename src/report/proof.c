#include "report/proof.h"

#include "base/arena.h"
#include "base/buf.h"
#include "decide/life.h"

#define SHORT_ENOUGH 22 /* bytes of a citation that needs no shortening */

uint64_t proof_lanes(const struct answer *an)
{
    return an->lanes >= 64 ? ~0ULL : (1ULL << an->lanes) - 1;
}

struct range hold_range(const struct hold_answer *h)
{
    struct range r;
    r.tower[LABEL_EXEMPT - 1] = hold_applies(h);
    r.tower[LABEL_LICENSED - 1] = pair_and(hold_applies(h), pair_not(h->exempt));
    r.tower[LABEL_LICENSABLE - 1] = hold_closes(h);
    r.tower[LABEL_PROHIBITED - 1] = hold_prohibits(h);
    return r;
}

bool pair_surely(struct pair p, uint64_t lanes)
{
    return (p.must & lanes) != 0;
}

bool pair_maybe(struct pair p, uint64_t lanes)
{
    return (p.may & lanes) != 0;
}

const struct hold *proof_hold(const struct answer *an, int hold)
{
    return &an->regime->holds.items[hold];
}

const struct measure *proof_measure(const struct answer *an, int hold)
{
    return &an->regime->measures.items[proof_hold(an, hold)->measure];
}

struct str jurisdiction_name(const struct regime *g, int index)
{
    return g->jurisdictions.items[index].item.name;
}

struct str authority_name(const struct regime *g, int index)
{
    return g->authorities.items[index].item.name;
}

struct str role_name(const struct answer *an, int party)
{
    int role = an->deal->parties[party].role;
    return role >= 0 ? an->regime->roles.items[role].item.name : STR("party");
}

struct str actor_name(const struct answer *an, int party)
{
    const struct party *p = &an->deal->parties[party];
    return p->name.n > 0 ? p->name : role_name(an, party);
}

struct str conduct_name(const struct answer *an, const struct leg *leg)
{
    return leg->conduct > 0 ? regime_text(an->regime, leg->conduct) : STR("unknown");
}

struct str conduct_title(const struct answer *an, const struct leg *leg)
{
    if (leg->conduct <= 0) {
        return STR("does a step that is not given");
    }
    struct str name = regime_text(an->regime, leg->conduct);
    int index = regime_find(an->regime, ITEM_CONDUCT, name);
    struct str title = index >= 0 ? an->regime->conducts.items[index].item.title : STR("");
    return title.n > 0 ? title : name;
}

static int provision_since(const struct regime *g, struct provision p)
{
    const struct instrument *in = &g->instruments.items[p.instrument];
    int day = in->item.from > DAY_MIN ? in->item.from : in->adopted;
    for (size_t i = 0; i < in->starts.n; i++) {
        if (pin_within(in, p.pin, in->starts.items[i].pin)) {
            day = in->starts.items[i].from;
        }
    }
    return day;
}

int hold_since(const struct regime *g, const struct hold *h)
{
    int first = DAY_MAX;
    for (size_t i = 0; i < h->under.n; i++) {
        int day = provision_since(g, h->under.items[i]);
        first = day != DAY_NONE && day > DAY_MIN && day < first ? day : first;
    }
    int since = first == DAY_MAX || h->from > first ? h->from : first;
    return since > DAY_MIN && since < DAY_MAX ? since : DAY_NONE;
}

enum tri hold_performs(const struct answer *an, struct arena *a, const struct leg *leg, int hold, strs *open)
{
    const provisions *under = &proof_hold(an, hold)->under;
    struct life l = {an->regime, an->overlay, an->deal, leg->day, 0};
    struct atom *atoms = NULL;
    size_t n = 0;
    size_t room = 0;
    enum tri own = life_provisions(&l, under);
    if (open != NULL && own == TRI_UNKNOWN) {
        life_atoms(a, &l, under, &atoms, &n, &room);
    }
    for (size_t i = 0; i < n; i++) {
        strs_add(a, open, open_law_item(an, atoms[i]));
    }
    return own;
}

struct str hold_cite(const struct regime *g, struct arena *a, const struct hold *h)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < h->under.n; i++) {
        buf_adds(&b, i > 0 ? ", " : "");
        buf_add(&b, provision_cite(g, a, h->under.items[i]));
    }
    if (h->under.n == 0) {
        buf_add(&b, g->measures.items[h->measure].item.source);
    }
    return buf_str(&b);
}

struct str provision_short(const struct regime *g, struct arena *a, struct provision p)
{
    struct str cite = provision_cite(g, a, p);
    if (cite.n <= SHORT_ENOUGH || g->instruments.items[p.instrument].bare) { /* codes have no shorter name */
        return cite;
    }
    struct str name = g->instruments.items[p.instrument].item.name;
    const char *dot = memchr(name.p, '.', name.n);
    if (dot != NULL) {
        size_t skip = (size_t)(dot - name.p) + 1;
        name = str_of(name.p + skip, name.n - skip);
    }
    /* The pin from its first part with a digit: "para 8(a)" gives "8(a)". */
    size_t at = 0;
    while (at < p.text.n && (p.text.p[at] < '0' || p.text.p[at] > '9')) {
        at++;
    }
    struct str pin = at < p.text.n ? str_of(p.text.p + at, p.text.n - at) : p.text;
    if (pin.n == 0 || memchr(pin.p, ' ', pin.n) != NULL) {
        return pin.n == 0 ? name : str_fmt(a, "%.*s %.*s", STR_ARG(name), STR_ARG(p.text));
    }
    return str_fmt(a, "%.*s-%.*s", STR_ARG(name), STR_ARG(pin));
}

struct str hold_short(const struct regime *g, struct arena *a, const struct hold *h)
{
    return h->under.n > 0 ? provision_short(g, a, h->under.items[0]) : g->measures.items[h->measure].item.source;
}

const struct clause *failure_clause(const struct answer *an, int exemption, const struct failure *f)
{
    const struct exemption *e = &an->regime->exemptions.items[exemption];
    if (f->clause < 0) {
        return NULL;
    }
    size_t at = (size_t)f->clause;
    if (at < e->n_clauses) {
        return e->clauses[at];
    }
    at -= e->n_clauses;
    return at < e->n_but_not ? e->but_not[at] : NULL;
}

const struct clause *offer_failure_clause(const struct answer *an, int offer, const struct failure *f)
{
    const struct offer *o = &an->regime->offers.items[offer];
    return f->clause >= 0 && (size_t)f->clause < o->n_terms ? o->terms[f->clause] : NULL;
}

struct str deal_subject(const struct regime *g, struct arena *a, const struct deal *d)
{
    if (d->n_lines > 0 && d->lines[0].given && d->lines[0].description_known) {
        return d->lines[0].description;
    }
    if (d->n_lines > 0 && d->lines[0].given && d->lines[0].hs_known) {
        return str_fmt(a, "HS %.*s", STR_ARG(d->lines[0].hs));
    }
    if (d->activity < 0) {
        return STR("");
    }
    const struct item *act = &g->activities.items[d->activity].item;
    return act->title.n > 0 ? act->title : act->name;
}

static void found_in(struct arena *a, const struct clause *k, found_clauses *ret, int depth)
{
    for (size_t i = 0; k->op != CL_NOT && depth < MAX_CLAUSE_DEPTH && i < k->n_kids; i++) {
        found_in(a, k->kids[i], ret, depth + 1);
    }
    if (k->op == CL_FOUND) {
        VEC_PUSH(a, ret, k);
    }
}

void hold_findings(struct arena *a, const struct hold *h, found_clauses *ret)
{
    for (size_t i = 0; i < h->n_scope; i++) {
        found_in(a, h->scope[i], ret, 0);
    }
}

struct str finding_title(const struct regime *g, int value)
{
    struct str name = regime_text(g, value);
    int index = regime_find(g, ITEM_FINDING, name);
    struct str title = index >= 0 ? g->findings.items[index].item.title : STR("");
    return title.n > 0 ? title : name;
}

bool proof_offers(const struct regime *g, int hold)
{
    const ints *offers = &g->holds.items[hold].offers;
    for (size_t i = 0; i < offers->n; i++) {
        if (!g->offers.items[offers->items[i]].deny) {
            return true;
        }
    }
    return false;
}

struct str offer_cite(const struct regime *g, struct arena *a, int offer, int hold)
{
    const struct offer *o = &g->offers.items[offer];
    return o->item.under.n > 0 ? provision_cite(g, a, o->item.under.items[0]) : hold_cite(g, a, &g->holds.items[hold]);
}

static struct str failure_words(int clause)
{
    switch (clause) {
    case FAIL_NOT_IN_FORCE: return STR("not in force");
    case FAIL_CONDUCT: return STR("licensed for other conduct");
    case FAIL_OMITTED: return STR("left out by a later act");
    default: return STR("");
    }
}

struct str failure_text(const struct answer *an, struct arena *a, int exemption, const struct failure *f)
{
    const struct clause *k = failure_clause(an, exemption, f);
    if (k == NULL) {
        return failure_words(f->clause);
    }
    if ((size_t)f->clause >= an->regime->exemptions.items[exemption].n_clauses) {
        return str_fmt(a, "but not %.*s", STR_ARG(k->text));
    }
    return k->text;
}

struct str offer_failure_text(const struct answer *an, struct arena *a, int offer, const struct failure *f)
{
    (void)a;
    const struct clause *k = offer_failure_clause(an, offer, f);
    return k == NULL ? failure_words(f->clause) : k->text;
}

const char *tri_name(enum tri t)
{
    static const char *const names[] = {"false", "unknown", "true"};
    return names[t];
}

bool unreviewed(const struct review *r)
{
    return r->day == DAY_NONE;
}

void strs_add(struct arena *a, strs *to, struct str s)
{
    for (size_t i = 0; i < to->n; i++) {
        if (str_eq(to->items[i], s)) {
            return;
        }
    }
    VEC_PUSH(a, to, s);
}

struct str open_law_item(const struct answer *an, struct atom atom)
{
    const struct regime *g = an->regime;
    if (atom.kind == ATOM_LIFE) {
        switch (atom.a) {
        case 0: return proof_measure(an, atom.b)->item.name;
        case 1: return g->exemptions.items[atom.b].item.name;
        case 2: return g->policies.items[atom.b].item.name;
        case 3: return g->consequences.items[atom.b].item.name;
        default: return g->offers.items[atom.b].item.name;
        }
    }
    if (atom.c != NULL) { /* `external NAME "question"` */
        struct str text = atom.c->text;
        const char *blank = memchr(text.p, ' ', text.n);
        if (blank == NULL) {
            return text;
        }
        struct str rest = str_of(blank + 1, text.n - (size_t)(blank + 1 - text.p));
        const char *end = memchr(rest.p, ' ', rest.n);
        return end == NULL ? rest : str_of(rest.p, (size_t)(end - rest.p));
    }
    return g->instruments.items[atom.b].item.name;
}

struct str who_text(const struct regime *g, struct arena *a, struct who w)
{
    switch (w.kind) {
    case WHO_AUTHORITY:
    case WHO_COUNTRY: return regime_text(g, w.value);
    case WHO_STATE_OF_ROLE: return str_fmt(a, "state of %.*s", STR_ARG(g->roles.items[w.value].item.name));
    case WHO_STATE_OF_ACTOR: return STR("state of actor");
    case WHO_EXPORTING_STATE: return STR("exporting state");
    case WHO_NONE:
    default: return STR("");
    }
}

struct str hash_hex(struct arena *a, const struct regime *g, size_t bytes)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < bytes && i < sizeof g->hash; i++) {
        buf_addf(&b, "%02x", g->hash[i]);
    }
    return buf_str(&b);
}

void not_encoded_of(const struct answer *an, struct arena *a, strs *ret)
{
    for (size_t i = 0; i < an->n_orders; i++) {
        const struct order_sum *sum = &an->orders[i];
        if ((sum->jurisdiction < 0 || !sum->encoded) && (sum->bound != 0 || sum->asked)) {
            strs_add(a, ret, regime_text(an->regime, sum->value));
        }
    }
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t i = 0; i < an->legs[l].not_encoded.n; i++) {
            strs_add(a, ret, regime_text(an->regime, an->legs[l].not_encoded.items[i]));
        }
    }
    for (size_t i = 1; i < ret->n; i++) { /* by name: a handful */
        for (size_t k = i; k > 0 && str_cmp(ret->items[k - 1], ret->items[k]) > 0; k--) {
            struct str swap = ret->items[k];
            ret->items[k] = ret->items[k - 1];
            ret->items[k - 1] = swap;
        }
    }
}
