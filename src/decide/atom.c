/* Atoms: the facts that may be missing, how they are asked, and how people and machines are told of them. */
#include "base/arena.h"
#include "decide/deal.h"

/* Two clauses that ask the same question of the deal share one atom. */
static bool same_question(const struct clause *a, const struct clause *b)
{
    if (a == b) {
        return true;
    }
    if (a == NULL || b == NULL || a->op != b->op) {
        return false;
    }
    if (a->op == CL_NOTICE) {
        return a->by.kind == b->by.kind && a->by.value == b->by.value && a->to.kind == b->to.kind &&
               a->to.value == b->to.value && a->days == b->days && a->silence == b->silence;
    }
    if (a->op == CL_FOUND) { /* which finding: the atom says */
        return a->by.kind == b->by.kind && a->by.value == b->by.value;
    }
    if (a->op == CL_EVENT) {
        bool same = a->days == b->days && a->years == b->years && a->n_values == b->n_values;
        for (size_t i = 0; same && i < a->n_values; i++) {
            same = a->values[i] == b->values[i];
        }
        return same;
    }
    if (a->op == CL_ID) {
        return str_eq(a->id_kind, b->id_kind) && str_eq(a->question, b->question);
    }
    if (a->op == CL_EXTERNAL) {
        return a->item == b->item && a->item_kind == b->item_kind;
    }
    return false;
}

int deal_day(const struct deal *d, int party)
{
    int own = d->parties[party].on;
    return own != DAY_NONE ? own : d->on_given ? d->on : DAY_NONE;
}

bool atom_eq(struct atom a, struct atom b)
{
    return a.kind == b.kind && a.a == b.a && a.b == b.b && a.day == b.day && same_question(a.c, b.c);
}

const struct assumption *deal_assumed(const struct deal *d, struct atom a)
{
    for (size_t i = 0; i < d->n_assumed; i++) {
        if (atom_eq(d->assumed[i].atom, a)) {
            return &d->assumed[i];
        }
    }
    return NULL;
}

struct fact deal_dim(const struct deal *d, enum dim dim, int party, int line)
{
    struct fact f = {0};
    struct atom a = {ATOM_DIM, -1, (int)dim, NULL, 0};
    if (dim == DIM_ACTIVITY && d->activity >= 0) {
        f.known = true;
        f.complete = true;
        f.values = &d->regime->activities.items[d->activity].value;
        f.n = 1;
        return f;
    }
    switch ((int)dim_table[dim].level) {
    case LEVEL_PARTY:
        f = d->parties[party].dims[PARTY_DIM(dim)];
        a.a = party;
        break;
    case LEVEL_LINE:
        if (line < 0) {
            f.known = true;
            f.complete = true;
            return f;
        }
        f = dim == DIM_MADE_IN ? d->lines[line].made_in : d->lines[line].contains;
        a.a = line;
        break;
    default: f = d->dims[dim]; break;
    }
    if (!f.known && d->n_assumed > 0) {
        const struct assumption *s = deal_assumed(d, a);
        if (s != NULL) {
            return s->fact;
        }
    }
    return f;
}

static struct str party_pointer(const struct deal *d, struct arena *a, int party, const char *key)
{
    return str_fmt(a, "/parties/%d/%s", d->parties[party].place, key);
}

static struct str json_name(struct arena *a, struct str word)
{
    struct str r = str_dup(a, word);
    char *p = arena_copy(a, word.p, word.n);
    for (size_t i = 0; i < word.n; i++) {
        p[i] = p[i] == '-' ? '_' : p[i];
    }
    r.p = p;
    return r;
}

struct str atom_pointer(const struct deal *d, struct arena *a, struct atom atom)
{
    const struct regime *g = d->regime;
    switch ((int)atom.kind) {
    case ATOM_DIM: {
        const struct dim_row *row = &dim_table[atom.b];
        if (row->level == LEVEL_PARTY) {
            bool by_country = atom.b >= DIM_NATIONAL && atom.b <= DIM_BRANCH_OF && !d->parties[atom.a].country_given;
            return party_pointer(d, a, atom.a, by_country ? "country" : row->key);
        }
        if (row->level == LEVEL_LINE) {
            return str_fmt(a, "/goods/%d/%s", atom.a, row->key);
        }
        return str_fmt(a, "/%s", row->key);
    }
    case ATOM_STEP: return STR("/step");
    case ATOM_LISTED: return party_pointer(d, a, atom.a, "listed");
    case ATOM_ACTS_LISTED: return party_pointer(d, a, atom.a, "acts_for");
    case ATOM_OWNED: return party_pointer(d, a, atom.a, "owned_by_listed");
    case ATOM_COUNTRY: return party_pointer(d, a, atom.a, "country");
    case ATOM_ID: return party_pointer(d, a, atom.a, "ids");
    case ATOM_HOLDER: return party_pointer(d, a, atom.a, "name");
    case ATOM_HS: return str_fmt(a, "/goods/%d/hs", atom.a);
    case ATOM_DESCRIPTION: return str_fmt(a, "/goods/%d/description", atom.a);
    case ATOM_UNIT_VALUE: return str_fmt(a, "/goods/%d/value", atom.a);
    case ATOM_AMOUNT: return STR("/amount");
    case ATOM_CONTRACT: return STR("/contract");
    case ATOM_WRITTEN: return STR("/written");
    case ATOM_NOTICE: return STR("/notices");
    case ATOM_EVENT: return STR("/events");
    case ATOM_JUDGED: return str_fmt(a, "/judged/%.*s", STR_ARG(json_name(a, regime_text(g, atom.b))));
    case ATOM_FOUND: return STR("/findings");
    case ATOM_CAP: return str_fmt(a, "/within_cap/%.*s", STR_ARG(regime_text(g, atom.b)));
    case ATOM_LAW:
    case ATOM_LIFE:
    default: return STR("");
    }
}

static struct str party_name(const struct deal *d, struct arena *a, int party)
{
    const struct party *p = &d->parties[party];
    struct str role = p->role >= 0 ? d->regime->roles.items[p->role].item.name : STR("party");
    if (p->name.n > 0) {
        return str_fmt(a, "%.*s (%.*s)", STR_ARG(role), STR_ARG(p->name));
    }
    return p->given ? role : str_fmt(a, "%.*s, not given", STR_ARG(role));
}

/* "in force on that day?" of a hold, exemption, policy, consequence or offer. */
static struct str life_question(const struct deal *d, struct arena *a, struct atom atom)
{
    const struct regime *g = d->regime;
    struct str name;
    switch (atom.a) {
    case 0: name = g->measures.items[g->holds.items[atom.b].measure].item.name; break;
    case 1: name = g->exemptions.items[atom.b].item.name; break;
    case 2: name = g->policies.items[atom.b].item.name; break;
    case 3: name = g->consequences.items[atom.b].item.name; break;
    default: name = g->offers.items[atom.b].item.name; break;
    }
    return str_fmt(a, "%.*s: in force?", STR_ARG(name));
}

struct str atom_phrase(const struct deal *d, struct arena *a, struct atom atom)
{
    const struct regime *g = d->regime;
    switch ((int)atom.kind) {
    case ATOM_DIM: {
        const struct dim_row *row = &dim_table[atom.b];
        if (row->level == LEVEL_PARTY) {
            bool by_country = atom.b >= DIM_NATIONAL && atom.b <= DIM_BRANCH_OF && !d->parties[atom.a].country_given;
            return str_fmt(a, "%.*s: %s", STR_ARG(party_name(d, a, atom.a)), by_country ? "country" : row->word);
        }
        if (row->level == LEVEL_LINE) {
            return str_fmt(a, "goods line %d: %s", atom.a + 1, row->word);
        }
        return str_c(row->word);
    }
    case ATOM_STEP: return STR("what the deal does (step)");
    case ATOM_LISTED:
        return str_fmt(a, "%.*s: listed by %.*s?", STR_ARG(party_name(d, a, atom.a)), STR_ARG(regime_text(g, atom.b)));
    case ATOM_ACTS_LISTED:
        return str_fmt(a, "%.*s: acts for a party listed by %.*s?", STR_ARG(party_name(d, a, atom.a)),
                       STR_ARG(regime_text(g, atom.b)));
    case ATOM_OWNED:
        return str_fmt(a, "%.*s: owned by a party listed by %.*s?", STR_ARG(party_name(d, a, atom.a)),
                       STR_ARG(regime_text(g, atom.b)));
    case ATOM_COUNTRY: return str_fmt(a, "%.*s: country", STR_ARG(party_name(d, a, atom.a)));
    case ATOM_ID: return str_fmt(a, "%.*s: %.*s", STR_ARG(party_name(d, a, atom.a)), STR_ARG(atom.c->id_kind));
    case ATOM_HOLDER: return str_fmt(a, "%.*s: name", STR_ARG(party_name(d, a, atom.a)));
    case ATOM_HS: return str_fmt(a, "goods line %d: HS code", atom.a + 1);
    case ATOM_DESCRIPTION: return str_fmt(a, "goods line %d: description", atom.a + 1);
    case ATOM_UNIT_VALUE: return str_fmt(a, "goods line %d: value and quantity", atom.a + 1);
    case ATOM_AMOUNT: return STR("amount of the payment");
    case ATOM_CONTRACT: return STR("day of the contract");
    case ATOM_WRITTEN: return STR("whether the contract is written");
    case ATOM_NOTICE: return str_fmt(a, "%.*s?", STR_ARG(atom.c->text));
    case ATOM_EVENT: return str_fmt(a, "%.*s?", STR_ARG(atom.c->text));
    case ATOM_JUDGED: {
        int index = regime_find(g, ITEM_JUDGEMENT, regime_text(g, atom.b));
        struct str title = index >= 0 ? g->judgements.items[index].item.title : STR("");
        return str_fmt(a, "judged %.*s%s%.*s", STR_ARG(regime_text(g, atom.b)), title.n > 0 ? ": " : "",
                       STR_ARG(title));
    }
    case ATOM_FOUND: return str_fmt(a, "found %.*s?", STR_ARG(regime_text(g, atom.b)));
    case ATOM_CAP: return str_fmt(a, "within cap %.*s?", STR_ARG(regime_text(g, atom.b)));
    case ATOM_LAW:
        if (atom.c != NULL) {
            return str_fmt(a, "%.*s%s", STR_ARG(atom.c->question), str_ends(atom.c->question, STR("?")) ? "" : "?");
        }
        return str_fmt(a, "%.*s: in force on that day?", STR_ARG(g->instruments.items[atom.b].item.name));
    case ATOM_LIFE: return life_question(d, a, atom);
    default: return STR("");
    }
}
