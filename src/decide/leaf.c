#include "decide/leaf.h"

#include "base/arena.h"

/* What a completion says of an atom that is true or false. */
static enum tri atom_truth(const struct deal *d, struct atom a)
{
    const struct assumption *as = d->n_assumed > 0 ? deal_assumed(d, a) : NULL;
    return as == NULL ? TRI_UNKNOWN : as->truth;
}

static bool has(const int *values, size_t n, int v)
{
    for (size_t i = 0; i < n; i++) {
        if (values[i] == v) {
            return true;
        }
    }
    return false;
}

/* `some`, or `only`, of a list. */
static enum tri list_value(struct fact f, const struct clause *k)
{
    if (!f.known) {
        return TRI_UNKNOWN;
    }
    if (k->only) {
        for (size_t i = 0; i < f.n; i++) {
            if (!has(k->values, k->n_values, f.values[i])) {
                return TRI_FALSE;
            }
        }
        if (!f.complete) {
            return TRI_UNKNOWN;
        }
        return f.n > 0 ? TRI_TRUE : TRI_FALSE;
    }
    for (size_t i = 0; i < f.n; i++) {
        if (has(k->values, k->n_values, f.values[i])) {
            return TRI_TRUE;
        }
    }
    return f.complete ? TRI_FALSE : TRI_UNKNOWN;
}

static enum tri conduct_value(const struct leg *leg, const struct clause *k)
{
    size_t in = 0;
    for (size_t i = 0; i < leg->n_conducts; i++) {
        in += has(k->values, k->n_values, leg->conducts[i]) ? 1 : 0;
    }
    return in == 0 ? TRI_FALSE : in == leg->n_conducts ? TRI_TRUE : TRI_UNKNOWN;
}

/* ---- goods ---- */

enum code_match { CODE_OUT, CODE_MAYBE, CODE_IN };

/* A code as long as the law's, or longer, decides; a shorter one may be in. */
static enum code_match code_match(struct str code, struct str prefix)
{
    if (str_starts(code, prefix)) {
        return CODE_IN;
    }
    return str_starts(prefix, code) ? CODE_MAYBE : CODE_OUT;
}

static enum tri by_code(const struct goods_list *list, struct str code)
{
    enum code_match in = CODE_OUT;
    for (size_t i = 0; i < list->n_hs; i++) {
        enum code_match m = code_match(code, list->hs[i]);
        in = m > in ? m : in;
    }
    enum code_match out = CODE_OUT;
    for (size_t i = 0; i < list->n_not_hs; i++) {
        enum code_match m = code_match(code, list->not_hs[i]);
        out = m > out ? m : out;
    }
    enum tri a = in == CODE_IN ? TRI_TRUE : in == CODE_MAYBE ? TRI_UNKNOWN : TRI_FALSE;
    enum tri b = out == CODE_IN ? TRI_FALSE : out == CODE_MAYBE ? TRI_UNKNOWN : TRI_TRUE;
    return tri_and(a, b);
}

static bool line_code(const struct deal *d, int line, struct str *ret)
{
    struct atom a = {ATOM_HS, line, 0, NULL, 0};
    const struct assumption *s = d->n_assumed > 0 ? deal_assumed(d, a) : NULL;
    if (s != NULL) { /* also completes a code that is too short */
        *ret = s->text;
        return true;
    }
    *ret = d->lines[line].hs;
    return d->lines[line].hs_known;
}

static bool line_description(const struct deal *d, int line, struct str *ret)
{
    const struct line *l = &d->lines[line];
    *ret = l->description;
    if (!l->description_known && d->n_assumed > 0) {
        struct atom a = {ATOM_DESCRIPTION, line, 0, NULL, 0};
        const struct assumption *s = deal_assumed(d, a);
        if (s != NULL) {
            *ret = s->text;
            return true;
        }
    }
    return l->description_known;
}

static enum tri goods_depth(const struct deal *d, int line, int index, size_t depth)
{
    const struct goods_list *list = &d->regime->goods.items[index];
    enum tri in = TRI_FALSE;
    struct str text;
    if (line < 0 || depth > 8) {
        return line < 0 ? TRI_FALSE : TRI_UNKNOWN;
    }
    if (list->n_hs > 0) {
        in = line_code(d, line, &text) ? by_code(list, text) : TRI_UNKNOWN;
    }
    if (list->described && in != TRI_TRUE) {
        enum tri named =
            line_description(d, line, &text) ? (str_eq(text, list->item.name) ? TRI_TRUE : TRI_FALSE) : TRI_UNKNOWN;
        in = tri_or(in, named);
    }
    for (size_t i = 0; i < list->n_includes && in != TRI_TRUE; i++) {
        in = tri_or(in, goods_depth(d, line, list->includes[i], depth + 1));
    }
    return in;
}

enum tri goods_value(const struct deal *d, int line, int list)
{
    return goods_depth(d, line, list, 0);
}

static enum tri goods_clause(const struct subject *s, const struct clause *k)
{
    enum tri in = TRI_FALSE;
    for (size_t i = 0; i < k->n_values && in != TRI_TRUE; i++) {
        in = tri_or(in, goods_value(s->deal, s->leg->line, k->values[i]));
    }
    return in;
}

/* ---- amounts ---- */

static enum tri compared(int order, enum compare how)
{
    bool yes = how == CMP_AT_MOST    ? order <= 0
               : how == CMP_BELOW    ? order < 0
               : how == CMP_AT_LEAST ? order >= 0
                                     : order > 0;
    return yes ? TRI_TRUE : TRI_FALSE;
}

static enum tri amount_clause(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    struct decimal amount = d->amount;
    bool known = d->amount_known;
    if (!known && d->n_assumed > 0) {
        struct atom a = {ATOM_AMOUNT, 0, 0, NULL, 0};
        const struct assumption *as = deal_assumed(d, a);
        if (as != NULL) {
            amount = as->amount;
            known = true;
        }
    }
    struct fact currency = deal_dim(d, DIM_CURRENCY, -1, -1);
    if (!known || !currency.known || currency.n != 1 || currency.values[0] != k->currency) {
        return TRI_UNKNOWN; /* another currency: no rate is declared */
    }
    return compared(decimal_cmp(amount, k->amount), k->compare);
}

static enum tri unit_value_clause(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    if (s->leg->line < 0) {
        return TRI_FALSE;
    }
    const struct line *l = &d->lines[s->leg->line];
    struct atom a = {ATOM_UNIT_VALUE, s->leg->line, 0, NULL, 0};
    const struct assumption *as = d->n_assumed > 0 ? deal_assumed(d, a) : NULL;
    struct fact currency = deal_dim(d, DIM_CURRENCY, -1, -1);
    if (!currency.known || currency.n != 1 || currency.values[0] != k->currency) {
        return TRI_UNKNOWN;
    }
    if (as != NULL) {
        return compared(decimal_cmp(as->amount, k->amount), k->compare);
    }
    if (!l->value_known || !l->quantity_known || l->quantity.micro == 0) {
        return TRI_UNKNOWN;
    }
    return compared(decimal_cmp_ratio(l->value, l->quantity, k->amount), k->compare);
}

/* ---- days ---- */

static enum tri day_compared(int day, const struct clause *k)
{
    bool yes = k->day_word == DAY_BY       ? day <= k->day
               : k->day_word == DAY_BEFORE ? day < k->day
               : k->day_word == DAY_FROM   ? day >= k->day
                                           : day > k->day;
    return yes ? TRI_TRUE : TRI_FALSE;
}

static enum tri contract_clause(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    int day = d->contract;
    enum tri written = d->written;
    if (d->n_assumed > 0) {
        struct atom a = {ATOM_CONTRACT, 0, 0, NULL, 0};
        struct atom b = {ATOM_WRITTEN, 0, 0, NULL, 0};
        const struct assumption *x = deal_assumed(d, a);
        const struct assumption *y = deal_assumed(d, b);
        day = day == DAY_NONE && x != NULL ? x->day : day;
        written = written == TRI_UNKNOWN && y != NULL ? y->truth : written;
    }
    enum tri when = day == DAY_NONE ? TRI_UNKNOWN : day_compared(day, k);
    return k->written ? tri_and(when, written) : when;
}

/* ---- approvals ---- */

bool approval_by(const struct regime *g, const struct approval *ap, int authority)
{
    const struct authority *au = &g->authorities.items[authority];
    if (au->value == ap->by) {
        return true;
    }
    /* one that acts for it in licensing */
    for (size_t i = 0; i < g->authorities.n; i++) {
        const struct authority *x = &g->authorities.items[i];
        if (x->value == ap->by && x->acts_for == authority && str_starts(x->acts_in, STR("licensing"))) {
            return true;
        }
    }
    return false;
}

/* Does one of them lie in the place of the instrument? A place without components is the whole instrument. */
static bool place_covers(const struct regime *g, const provisions *under, int instrument, const struct pin *place)
{
    for (size_t i = 0; i < under->n; i++) {
        if (under->items[i].instrument == instrument &&
            pin_within(&g->instruments.items[instrument], under->items[i].pin, *place)) {
            return true;
        }
    }
    return false;
}

/* Is the place where the offer stands (or, for a clause, any exemption, licence or offer over the hold)? */
static bool place_over(const struct regime *g, const struct hold *h, int offer, int instrument, const struct pin *place)
{
    if (offer >= 0) {
        return place->n > 0 && place_covers(g, &g->offers.items[offer].item.under, instrument, place);
    }
    bool any = false;
    for (size_t i = 0; offer == APPROVAL_IN_CLAUSE && i < h->exemptions.n; i++) {
        any = any || place_covers(g, &g->exemptions.items[h->exemptions.items[i]].item.under, instrument, place);
    }
    for (size_t i = 0; offer == APPROVAL_IN_CLAUSE && i < h->licences.n; i++) {
        any = any || place_covers(g, &g->exemptions.items[h->licences.items[i]].item.under, instrument, place);
    }
    for (size_t i = 0; offer == APPROVAL_IN_CLAUSE && i < h->offers.n; i++) {
        any = any || place_covers(g, &g->offers.items[h->offers.items[i]].item.under, instrument, place);
    }
    return any && place->n > 0;
}

/* Does `about` name the hold's measure, a group or instrument it is in, a place it stands in, or the offer? */
static bool about_hold(const struct regime *g, struct str about, const struct hold *h, int offer)
{
    struct str name = about;
    const char *blank = memchr(about.p, ' ', about.n);
    struct str room[PIN_PARTS];
    struct pin place = {room, 0};
    if (blank != NULL) {
        name.n = (size_t)(blank - about.p);
        if (!pin_read(str_of(blank + 1, about.n - name.n - 1), room, &place)) {
            return false;
        }
    }
    struct name_ref ref;
    if (!regime_find_any(g, name, &ref)) {
        return false;
    }
    switch ((int)ref.kind) {
    case ITEM_MEASURE: return ref.index == h->measure;
    case ITEM_GROUP: return ints_has_value(&g->groups.items[ref.index].measures, h->measure);
    case ITEM_OFFER:
        return ref.index == offer || (offer == APPROVAL_IN_CLAUSE && ints_has_value(&h->offers, ref.index));
    case ITEM_LICENCE:
    case ITEM_EXEMPTION:
        return offer == APPROVAL_IN_CLAUSE &&
               (ints_has_value(&h->licences, ref.index) || ints_has_value(&h->exemptions, ref.index));
    case ITEM_INSTRUMENT:
        return place_covers(g, &h->under, ref.index, &place) || place_over(g, h, offer, ref.index, &place);
    default: return false; /* never a whole jurisdiction */
    }
}

/* ---- notice ---- */

/* The first party in the role; -1: none. */
static int party_in(const struct deal *d, int role)
{
    for (size_t i = 0; i < d->n_parties; i++) {
        if (d->parties[i].role == role) {
            return (int)i;
        }
    }
    return -1;
}

/* A party's state is its `country`, whatever else is said of it. */
static bool state_value(const struct deal *d, int party, int *ret)
{
    if (party < 0) {
        return false;
    }
    if (d->parties[party].country_given) {
        *ret = d->parties[party].country;
        return *ret != VALUE_OTHER;
    }
    struct atom a = {ATOM_COUNTRY, party, 0, NULL, 0};
    const struct assumption *as = d->n_assumed > 0 ? deal_assumed(d, a) : NULL;
    if (as == NULL) {
        return false;
    }
    *ret = as->fact.values[0];
    return true; /* also `other`: a state that nothing mentions */
}

bool who_value(const struct subject *s, struct who w, int *ret)
{
    const struct deal *d = s->deal;
    struct fact f = {0};
    switch ((int)w.kind) {
    case WHO_AUTHORITY:
    case WHO_COUNTRY: *ret = w.value; return true;
    case WHO_STATE_OF_ACTOR: return state_value(d, s->leg->party, ret);
    case WHO_STATE_OF_ROLE: return state_value(d, party_in(d, w.value), ret);
    case WHO_EXPORTING_STATE: f = deal_dim(d, DIM_MADE_IN, -1, s->leg->line); break;
    default: return false;
    }
    if (!f.known || f.n != 1) {
        return false;
    }
    *ret = f.values[0];
    return true;
}

/* An authority of a state speaks for it: KR.unification for KR. */
static bool same_giver(const struct regime *g, int given, int wanted)
{
    if (given == wanted) {
        return true;
    }
    struct str have = regime_text(g, given);
    struct str want = regime_text(g, wanted);
    return have.n > want.n && want.n > 0 && have.p[want.n] == '.' && str_starts(have, want);
}

static enum tri one_notice(const struct subject *s, const struct clause *k, const struct notice *n)
{
    int by;
    int to;
    if (!who_value(s, k->to, &to) || !same_giver(s->deal->regime, n->to, to)) {
        return TRI_FALSE;
    }
    if (n->about.n > 0 && s->host != NULL && !about_hold(s->deal->regime, n->about, s->host, APPROVAL_IN_CLAUSE)) {
        return TRI_FALSE;
    }
    enum tri value = TRI_TRUE;
    if (!who_value(s, k->by, &by)) {
        value = TRI_UNKNOWN;
    } else if (!same_giver(s->deal->regime, n->by, by)) {
        return TRI_FALSE;
    }
    if (n->on == DAY_NONE) {
        value = TRI_UNKNOWN;
    } else if (n->on + k->days > s->leg->day) {
        return TRI_FALSE;
    }
    if (k->silence > 0) { /* the objection procedure is built later: a notice alone does not decide */
        if (n->objected == TRI_TRUE) {
            return TRI_FALSE;
        }
        value = TRI_UNKNOWN;
    }
    return value;
}

/* Whose state it is that a clause speaks of, as far as legs differ in it. */
static int who_key(const struct subject *s, struct who w)
{
    return w.kind == WHO_STATE_OF_ACTOR ? s->leg->party : w.kind == WHO_EXPORTING_STATE ? s->leg->line : -1;
}

/* A notice may satisfy the clause on one leg, or for one hold that it is about, and not on another. */
static struct atom notice_atom(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    int host = s->host == NULL ? -1 : (int)(s->host - d->regime->holds.items);
    struct atom a = {ATOM_NOTICE, who_key(s, k->by), host, k, deal_day(d, s->leg->party)};
    return a;
}

static enum tri notice_clause(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    enum tri best = d->notices_known && d->notices_complete ? TRI_FALSE : TRI_UNKNOWN;
    for (size_t i = 0; i < d->n_notices; i++) {
        best = tri_or(best, one_notice(s, k, &d->notices[i]));
    }
    return best == TRI_UNKNOWN ? atom_truth(d, notice_atom(s, k)) : best;
}

/* ---- events ---- */

static struct atom event_atom(const struct subject *s, const struct clause *k)
{
    struct atom a = {ATOM_EVENT, 0, 0, k, k->days < 0 ? 0 : deal_day(s->deal, s->leg->party)};
    return a;
}

static enum tri event_clause(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    enum tri best = d->events_known && d->events_complete ? TRI_FALSE : TRI_UNKNOWN;
    for (size_t i = 0; i < d->n_events; i++) {
        const struct deal_event *e = &d->events[i];
        if (e->what != k->values[0]) {
            continue;
        }
        if (k->n_values > 1 && !has(k->values + 1, k->n_values - 1, e->place)) {
            continue;
        }
        if (k->days < 0) {
            return TRI_TRUE;
        }
        if (e->on == DAY_NONE) {
            best = tri_or(best, TRI_UNKNOWN);
            continue;
        }
        bool within = e->on <= s->leg->day &&
                      (k->years ? date_add_years(e->on, k->days) >= s->leg->day : s->leg->day - e->on <= k->days);
        if (within) {
            return TRI_TRUE;
        }
    }
    return best == TRI_UNKNOWN ? atom_truth(d, event_atom(s, k)) : best;
}

/* ---- lists of parties ---- */

static enum tri row_value(const struct clause *k, const struct listing *row, int day)
{
    if (row->by != k->jurisdiction || day < row->from || day >= row->until) {
        return TRI_FALSE;
    }
    if (k->n_values == 0) {
        return TRI_TRUE;
    }
    for (size_t i = 0; i < row->n_tags; i++) {
        if (has(k->values, k->n_values, row->tags[i])) {
            return TRI_TRUE;
        }
    }
    return row->tags_known ? TRI_FALSE : TRI_UNKNOWN;
}

struct atom listed_atom(const struct deal *d, int party, int jurisdiction, const struct leg *leg)
{
    struct atom a = {ATOM_LISTED, party, jurisdiction, NULL, deal_day(d, leg->party)};
    return a;
}

static enum tri listed_itself(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    const struct party *p = &d->parties[s->party];
    enum tri best = TRI_FALSE;
    for (size_t i = 0; i < p->n_listed; i++) {
        best = tri_or(best, row_value(k, &p->listed[i], s->leg->day));
    }
    if (best == TRI_TRUE) {
        return best;
    }
    bool searched = p->screened.known && has(p->screened.values, p->screened.n, k->jurisdiction);
    if (best == TRI_FALSE && p->listed_known && p->listed_complete && searched) {
        return best;
    }
    /* a completion says under which tags the party is listed: by rows not given, and by those given without their tags */
    const struct assumption *as =
        d->n_assumed > 0 ? deal_assumed(d, listed_atom(d, s->party, k->jurisdiction, s->leg)) : NULL;
    if (as == NULL) {
        return TRI_UNKNOWN;
    }
    bool match = as->truth == TRI_TRUE && k->n_values == 0;
    for (size_t i = 0; as->truth == TRI_TRUE && i < as->fact.n; i++) {
        match = match || has(k->values, k->n_values, as->fact.values[i]);
    }
    return match ? TRI_TRUE : TRI_FALSE;
}

static enum tri assumed_truth(const struct deal *d, enum atom_kind kind, int party, int jurisdiction)
{
    struct atom a = {kind, party, jurisdiction, NULL, 0};
    return atom_truth(d, a);
}

static enum tri listed_clause(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    const struct party *p = &d->parties[s->party];
    if (k->how == LISTED_ITSELF) {
        return listed_itself(s, k);
    }
    if (k->how == LISTED_ACTS_FOR) {
        if (!p->acts_for_listed.known) {
            return assumed_truth(d, ATOM_ACTS_LISTED, s->party, k->jurisdiction);
        }
        return has(p->acts_for_listed.values, p->acts_for_listed.n, k->jurisdiction) ? TRI_TRUE
               : p->acts_for_listed.complete                                         ? TRI_FALSE
                                                                                     : TRI_UNKNOWN;
    }
    for (size_t i = 0; i < p->n_owned_by; i++) {
        if (p->owned_by[i].by == k->jurisdiction) {
            return p->owned_by[i].from != 0 ? TRI_TRUE : TRI_FALSE;
        }
    }
    if (p->owned_known) {
        return p->owned ? TRI_TRUE : TRI_FALSE;
    }
    return assumed_truth(d, ATOM_OWNED, s->party, k->jurisdiction);
}

static enum tri id_clause(const struct subject *s, const struct clause *k)
{
    const struct party *p = &s->deal->parties[s->party];
    for (size_t i = 0; i < p->n_ids; i++) {
        if (str_eq(p->id_kinds[i], k->id_kind)) {
            return str_eq(p->ids[i], k->question) ? TRI_TRUE : TRI_FALSE;
        }
    }
    struct atom a = {ATOM_ID, s->party, 0, k, 0};
    return atom_truth(s->deal, a);
}

/* ---- judgements, findings, caps ---- */

static enum tri named_value(const struct deal *d, const struct named_tri *list, size_t n, enum atom_kind kind, int name)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].name == name) {
            return list[i].value;
        }
    }
    struct atom a = {kind, 0, name, NULL, 0};
    return atom_truth(d, a);
}

static enum tri judged_clause(const struct subject *s, const struct clause *k)
{
    enum tri all = TRI_TRUE;
    for (size_t i = 0; i < k->n_values; i++) {
        enum tri one = TRI_UNKNOWN;
        bool given = false;
        for (size_t j = 0; j < s->deal->n_judged; j++) {
            given = given || s->deal->judged[j].name == k->values[i];
        }
        one = s->term && !given ? TRI_FALSE
                                : named_value(s->deal, s->deal->judged, s->deal->n_judged, ATOM_JUDGED, k->values[i]);
        all = tri_and(all, one);
    }
    return all;
}

/* Was the finding made by whom the law names? One that does not say by whom counts; another's does not. */
static enum tri made(const struct subject *s, const struct clause *k, int finding)
{
    const struct deal *d = s->deal;
    enum tri best = TRI_FALSE;
    for (size_t i = 0; i < d->n_findings; i++) {
        int by;
        if (d->findings[i] != finding) {
            continue;
        }
        if (d->findings_by[i] == VALUE_OTHER) {
            return TRI_TRUE;
        }
        enum tri one = !who_value(s, k->by, &by)                      ? TRI_UNKNOWN
                       : same_giver(d->regime, d->findings_by[i], by) ? TRI_TRUE
                                                                      : TRI_FALSE;
        best = tri_or(best, one);
    }
    return best;
}

static struct atom found_atom(const struct subject *s, const struct clause *k, int finding)
{
    struct atom a = {ATOM_FOUND, who_key(s, k->by), finding, k, 0};
    return a;
}

static enum tri found_clause(const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    if (s->findings_made) {
        return TRI_TRUE;
    }
    enum tri all = TRI_TRUE;
    for (size_t i = 0; i < k->n_values; i++) {
        enum tri one = made(s, k, k->values[i]);
        if (one == TRI_FALSE && !(d->findings_known && d->findings_complete)) {
            one = atom_truth(d, found_atom(s, k, k->values[i]));
        }
        all = tri_and(all, one);
    }
    return all;
}

enum tri leaf_value(const struct subject *s, const struct clause *k)
{
    switch ((int)k->op) {
    case CL_VALUE:
        if (k->dim == DIM_CONDUCT) {
            return conduct_value(s->leg, k);
        }
        return list_value(deal_dim(s->deal, k->dim, -1, s->leg->line), k);
    case CL_ATTR: return list_value(deal_dim(s->deal, k->dim, s->party, -1), k);
    case CL_GOODS: return goods_clause(s, k);
    case CL_AMOUNT: return amount_clause(s, k);
    case CL_UNIT_VALUE: return unit_value_clause(s, k);
    case CL_CONTRACT: return contract_clause(s, k);
    case CL_CONDUCT_DAY: return day_compared(s->leg->day, k);
    case CL_NOTICE: return notice_clause(s, k);
    case CL_EVENT: return event_clause(s, k);
    case CL_LISTED: return listed_clause(s, k);
    case CL_ID: return id_clause(s, k);
    case CL_JUDGED: return judged_clause(s, k);
    case CL_FOUND: return found_clause(s, k);
    case CL_CAP: return named_value(s->deal, s->deal->within_cap, s->deal->n_within_cap, ATOM_CAP, k->item);
    default: return TRI_UNKNOWN;
    }
}

/* ---- atoms of an unknown leaf ---- */

struct atoms {
    struct arena *arena;
    struct atom *items;
    size_t n, room;
};

static void add_atom(struct atoms *to, struct atom one)
{
    for (size_t i = 0; i < to->n; i++) {
        if (atom_eq(to->items[i], one)) {
            return;
        }
    }
    to->items = vec_grow(to->arena, to->items, to->n, &to->room, sizeof *to->items);
    to->items[to->n++] = one;
}

static void add(struct atoms *to, enum atom_kind kind, int a, int b, const struct clause *c)
{
    struct atom one = {kind, a, b, c, 0};
    add_atom(to, one);
}

static void add_goods(struct atoms *to, const struct subject *s, int index, size_t depth)
{
    const struct goods_list *list = &s->deal->regime->goods.items[index];
    struct str text;
    if (depth > 8 || goods_depth(s->deal, s->leg->line, index, depth) != TRI_UNKNOWN) {
        return;
    }
    if (list->n_hs > 0 && (!line_code(s->deal, s->leg->line, &text) || by_code(list, text) == TRI_UNKNOWN)) {
        add(to, ATOM_HS, s->leg->line, 0, NULL);
    }
    if (list->described && !line_description(s->deal, s->leg->line, &text)) {
        add(to, ATOM_DESCRIPTION, s->leg->line, 0, NULL);
    }
    for (size_t i = 0; i < list->n_includes; i++) {
        add_goods(to, s, list->includes[i], depth + 1);
    }
}

static bool add_who(struct atoms *to, const struct subject *s, struct who w)
{
    int v;
    if (who_value(s, w, &v)) {
        return true;
    }
    if (w.kind == WHO_EXPORTING_STATE && s->leg->line >= 0 && !deal_dim(s->deal, DIM_MADE_IN, -1, s->leg->line).known) {
        add(to, ATOM_DIM, s->leg->line, DIM_MADE_IN, NULL);
        return true;
    }
    int party = w.kind == WHO_STATE_OF_ACTOR  ? s->leg->party
                : w.kind == WHO_STATE_OF_ROLE ? party_in(s->deal, w.value)
                                              : -1;
    if (party >= 0 && !s->deal->parties[party].country_given) {
        add(to, ATOM_COUNTRY, party, 0, NULL);
        return true;
    }
    return false;
}

static bool dim_atom(struct atoms *to, const struct subject *s, enum dim dim)
{
    const struct dim_row *row = &dim_table[dim];
    int at = row->level == LEVEL_PARTY ? s->party : row->level == LEVEL_LINE ? s->leg->line : -1;
    if (dim == DIM_CONDUCT) {
        add(to, ATOM_STEP, 0, 0, NULL);
        return true;
    }
    if (deal_dim(s->deal, dim, s->party, s->leg->line).known) {
        return false; /* a list that is open */
    }
    add(to, ATOM_DIM, at, (int)dim, NULL);
    return true;
}

static bool money_atoms(struct atoms *to, const struct subject *s, const struct clause *k)
{
    struct fact currency = deal_dim(s->deal, DIM_CURRENCY, -1, -1);
    bool whole = true;
    if (!currency.known) {
        add(to, ATOM_DIM, -1, DIM_CURRENCY, NULL);
    } else if (currency.n != 1 || currency.values[0] != k->currency) {
        whole = false; /* no rate: no single fact would tell */
    }
    if (k->op == CL_AMOUNT) {
        if (!s->deal->amount_known) {
            add(to, ATOM_AMOUNT, 0, 0, NULL);
        }
    } else {
        const struct line *l = &s->deal->lines[s->leg->line];
        if (!l->value_known || !l->quantity_known || l->quantity.micro == 0) {
            add(to, ATOM_UNIT_VALUE, s->leg->line, 0, NULL);
        }
    }
    return whole;
}

static bool notice_atoms(struct atoms *to, const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    if (!d->notices_known) {
        add_atom(to, notice_atom(s, k));
        return true;
    }
    bool whole = d->notices_complete && k->silence == 0;
    for (size_t i = 0; i < d->n_notices; i++) {
        if (one_notice(s, k, &d->notices[i]) == TRI_UNKNOWN) {
            whole = add_who(to, s, k->by) && d->notices[i].on != DAY_NONE && whole;
        }
    }
    if (!whole) { /* whoever gave it, it stays unknown: the clause itself is true or false */
        add_atom(to, notice_atom(s, k));
    }
    return whole;
}

/* Of a permission that was shown, who gave it may depend on a state that is missing; no single fact tells a holder that is. */
static bool approved_atoms(struct atoms *to, const struct subject *s, const struct clause *k)
{
    const struct deal *d = s->deal;
    bool whole = add_who(to, s, k->by);
    for (size_t i = 0; i < d->n_approvals; i++) {
        whole = whole && approval_value(d, &d->approvals[i], s->host, APPROVAL_IN_CLAUSE, s->leg) != TRI_UNKNOWN;
    }
    return whole;
}

bool leaf_atoms(struct arena *arena, const struct subject *s, const struct clause *k, struct atom **atoms, size_t *n,
                size_t *room)
{
    struct atoms to = {arena, *atoms, *n, *room};
    const struct deal *d = s->deal;
    bool whole = true;
    switch ((int)k->op) {
    case CL_VALUE:
    case CL_ATTR: whole = dim_atom(&to, s, k->dim); break;
    case CL_GOODS:
        for (size_t i = 0; i < k->n_values; i++) {
            add_goods(&to, s, k->values[i], 0);
        }
        break;
    case CL_AMOUNT:
    case CL_UNIT_VALUE: whole = money_atoms(&to, s, k); break;
    case CL_CONTRACT:
        if (d->contract == DAY_NONE) {
            add(&to, ATOM_CONTRACT, 0, 0, NULL);
        }
        if (k->written && d->written == TRI_UNKNOWN) {
            add(&to, ATOM_WRITTEN, 0, 0, NULL);
        }
        break;
    case CL_NOTICE: whole = notice_atoms(&to, s, k); break;
    case CL_APPROVED: whole = approved_atoms(&to, s, k); break;
    case CL_EVENT:
        add_atom(&to, event_atom(s, k));
        whole = !d->events_known; /* else an event is without its day, or the list is open */
        break;
    case CL_LISTED:
        if (k->how == LISTED_ITSELF) {
            const struct party *p = &d->parties[s->party];
            for (size_t i = 0; i < p->n_listed; i++) { /* a row without its tag: no list of tags would tell */
                whole = whole && row_value(k, &p->listed[i], s->leg->day) != TRI_UNKNOWN;
            }
            whole = whole && (!p->listed_known || p->listed_complete);
            add_atom(&to, listed_atom(d, s->party, k->jurisdiction, s->leg));
        } else if (k->how == LISTED_ACTS_FOR && d->parties[s->party].acts_for_listed.known) {
            whole = false; /* a list that is open */
        } else {
            add(&to, k->how == LISTED_ACTS_FOR ? ATOM_ACTS_LISTED : ATOM_OWNED, s->party, k->jurisdiction, NULL);
        }
        break;
    case CL_ID: add(&to, ATOM_ID, s->party, 0, k); break;
    case CL_JUDGED:
        for (size_t i = 0; i < k->n_values; i++) {
            if (named_value(d, d->judged, d->n_judged, ATOM_JUDGED, k->values[i]) == TRI_UNKNOWN) {
                add(&to, ATOM_JUDGED, 0, k->values[i], NULL);
            }
        }
        break;
    case CL_FOUND:
        whole = !d->findings_known || d->findings_complete;
        for (size_t i = 0; i < k->n_values; i++) {
            enum tri one = made(s, k, k->values[i]);
            if (one == TRI_UNKNOWN) {
                whole = add_who(&to, s, k->by) && whole;
            }
            if (one != TRI_TRUE && !(d->findings_known && d->findings_complete)) {
                add_atom(&to, found_atom(s, k, k->values[i]));
            }
        }
        break;
    case CL_CAP: add(&to, ATOM_CAP, 0, k->item, NULL); break;
    default: whole = false; break;
    }
    *atoms = to.items;
    *n = to.n;
    *room = to.room;
    return whole;
}

enum tri approval_value(const struct deal *d, const struct approval *ap, const struct hold *h, int offer,
                        const struct leg *leg)
{
    bool about = h == NULL || about_hold(d->regime, ap->about, h, offer);
    if (!about || leg->day < ap->from || leg->day >= ap->until) {
        return TRI_FALSE;
    }
    if (ap->holder.n == 0) {
        return TRI_TRUE;
    }
    /* somebody else's permit frees nobody: the holder must be a party of the deal */
    bool unnamed = false;
    for (size_t i = 0; i < d->n_parties; i++) {
        if (str_eq(d->parties[i].name, ap->holder)) {
            return TRI_TRUE;
        }
        unnamed = unnamed || (d->parties[i].name.n == 0 && !d->parties[i].unnamed);
    }
    return unnamed ? TRI_UNKNOWN : TRI_FALSE;
}
