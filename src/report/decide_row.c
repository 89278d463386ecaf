/* From an answer to its line in the table. */
#include "base/arena.h"
#include "report/decide_table.h"
#include "report/text.h"

void table_columns(const struct regime *g, struct arena *a, ints *ret)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < g->jurisdictions.n; i++) {
            const struct jurisdiction *j = &g->jurisdictions.items[i];
            if (j->covers_from != DAY_NONE && (j->n_nexuses == 0) == (pass == 0)) {
                VEC_PUSH(a, ret, (int)i);
            }
        }
    }
}

char table_letter(enum word w)
{
    switch (w) {
    case WORD_PERMITTED: return '-';
    case WORD_EXEMPT: return 'E';
    case WORD_LICENSED: return '=';
    case WORD_LICENSABLE: return 'L';
    case WORD_CONTESTED: return '~';
    case WORD_PROHIBITED: return 'X';
    case WORD_UNDETERMINED:
    case WORD_UNDETERMINED_LICENSABLE:
    default: return '?';
    }
}

static char order_letter(const struct order_sum *sum)
{
    enum word word = range_word(&sum->range, 0);
    bool binds = (sum->bound & 1U) != 0;
    if (!sum->encoded && (word == WORD_PERMITTED || (!binds && !sum->asked))) {
        return ' ';
    }
    if (!binds && (!sum->asked || word == WORD_PERMITTED)) {
        return '.';
    }
    return table_letter(word);
}

static struct str subject_of(const struct answer *an, struct arena *a)
{
    const struct deal *d = an->deal;
    struct str word = deal_subject(an->regime, a, d);
    word = text_cleaned(a, word);
    return d->n_lines > 1 ? str_fmt(a, "%.*s +%zu", STR_ARG(word), d->n_lines - 1) : str_dup(a, word);
}

static struct str country_of(const struct answer *an, enum dim dim)
{
    const struct fact *f = &an->deal->dims[dim];
    return f->known && f->n > 0 ? regime_text(an->regime, f->values[0]) : STR("?");
}

static struct str way_of(const struct answer *an, struct arena *a)
{
    if (!an->deal->dims[DIM_DISPATCH].known && !an->deal->dims[DIM_DESTINATION].known) {
        return STR("");
    }
    return str_fmt(a, "%.*s>%.*s", STR_ARG(country_of(an, DIM_DISPATCH)), STR_ARG(country_of(an, DIM_DESTINATION)));
}

/* ---- decided by ---- */

/* A hold with the verdict of its order: which of its words decided. */
static struct str piece_of(const struct answer *an, struct arena *a, const struct hold_answer *h, enum word word)
{
    const struct regime *g = an->regime;
    const struct hold *hold = proof_hold(an, h->hold);
    struct str name = proof_measure(an, h->hold)->item.name;
    struct str at = hold_short(g, a, hold);
    switch ((int)word) {
    case WORD_PROHIBITED:
        if (pair_lane(hold_prohibits(h), 0) == TRI_TRUE) {
            return str_fmt(a, "%.*s (%.*s)", STR_ARG(name), STR_ARG(at));
        }
        break;
    case WORD_LICENSABLE:
    case WORD_UNDETERMINED_LICENSABLE:
        for (size_t i = 0; pair_lane(hold_closes(h), 0) != TRI_FALSE && i < h->n_offers; i++) {
            const struct offer *o = &g->offers.items[h->offers[i].index];
            if (pair_lane(h->offers[i].value, 0) != TRI_FALSE && !h->offers[i].denied && o->n_authorities > 0) {
                at = o->item.under.n > 0 ? provision_short(g, a, o->item.under.items[0]) : name;
                return str_fmt(a, "%.*s may allow (%.*s)", STR_ARG(authority_name(g, o->authorities[0])), STR_ARG(at));
            }
        }
        break;
    case WORD_LICENSED:
        for (size_t i = 0; i < h->n_licences; i++) {
            if (pair_lane(h->licences[i].value, 0) == TRI_TRUE) {
                return str_fmt(a, "licence %.*s", STR_ARG(g->exemptions.items[h->licences[i].index].item.name));
            }
        }
        if (h->approval >= 0 && pair_lane(h->approved, 0) == TRI_TRUE) {
            return str_fmt(a, "approved by %.*s", STR_ARG(an->deal->approvals[h->approval].by_text));
        }
        break;
    case WORD_EXEMPT:
        for (size_t i = 0; i < h->n_exemptions; i++) {
            if (pair_lane(h->exemptions[i].value, 0) == TRI_TRUE) {
                return str_fmt(a, "exempt %.*s (%.*s)", STR_ARG(g->exemptions.items[h->exemptions[i].index].item.name),
                               STR_ARG(at));
            }
        }
        break;
    default: break;
    }
    return STR("");
}

static bool order_counts(const struct order_sum *sum)
{
    return sum->jurisdiction >= 0 && ((sum->bound & 1U) != 0 || sum->asked);
}

/* A measure that closes by several of its holds is named once: "US.causing (31 CFR 510.212(a), 50 USC 1705(a))". */
static void add_piece(struct arena *a, strs *to, size_t from, struct str piece)
{
    const char *bracket = memchr(piece.p, '(', piece.n);
    size_t name = bracket == NULL ? piece.n : (size_t)(bracket - piece.p) + 1;
    for (size_t i = from; bracket != NULL && i < to->n; i++) {
        struct str other = to->items[i];
        if (str_starts(other, str_of(piece.p, name))) {
            struct str place = str_of(piece.p + name, piece.n - name); /* "50 USC 1705(a))" */
            bool known = false;
            for (size_t at = name; at + place.n - 1 <= other.n; at++) {
                known = known || memcmp(other.p + at, place.p, place.n - 1) == 0;
            }
            if (!known) {
                to->items[i] = str_fmt(a, "%.*s, %.*s", (int)other.n - 1, other.p, STR_ARG(place));
            }
            return;
        }
    }
    strs_add(a, to, piece);
}

/* The pieces of one order, each once. */
static void order_pieces(const struct answer *an, struct arena *a, const struct order_sum *sum, enum word word,
                         strs *to)
{
    size_t from = to->n;
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            for (size_t h = 0; oa->jurisdiction == sum->jurisdiction && h < oa->n_holds; h++) {
                struct str piece = piece_of(an, a, &oa->holds[h], word);
                if (piece.n > 0) {
                    add_piece(a, to, from, piece);
                }
            }
        }
    }
}

/* "/notices" is "notices", "/goods/0/made_in" is "made_in", "/parties/1/listed" is "seller listed". */
static struct str fact_name(const struct answer *an, struct arena *a, const struct missing *m)
{
    struct str s = m->pointer;
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] != '/') {
        at--;
    }
    struct str last = str_of(s.p + at, s.n - at);
    if (str_starts(s, STR("/judged/"))) {
        return str_fmt(a, "judged %.*s", STR_ARG(last));
    }
    if (str_starts(s, STR("/parties/"))) {
        size_t place = 0;
        for (size_t i = 9; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
            place = place * 10 + (size_t)(s.p[i] - '0');
        }
        for (size_t i = 0; i < an->deal->n_parties; i++) {
            if (an->deal->parties[i].place == (int)place && at > 9) {
                return str_fmt(a, "%.*s %.*s", STR_ARG(role_name(an, (int)i)), STR_ARG(last));
            }
        }
    }
    if (str_starts(s, STR("/goods/")) && an->deal->n_lines > 1) {
        return str_of(s.p + 1, s.n - 1);
    }
    return last.n > 0 ? last : s;
}

struct weighed {
    struct str name;
    size_t legs; /* legs and orders that hang on it */
    bool judged; /* somebody must judge it: asked last */
};

static bool heavier(const struct weighed *x, const struct weighed *y)
{
    return x->judged != y->judged ? y->judged : x->legs > y->legs;
}

/* What is missing, the facts that most legs hang on first. */
static void missing_pieces(const struct answer *an, struct arena *a, strs *to)
{
    VEC(struct weighed) facts = {0};
    strs law = {0};
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            enum word word = range_word(&oa->range, 0);
            for (size_t i = 0; i < oa->n_missing; i++) {
                const struct missing *m = &oa->missing[i];
                if ((m->lanes & 1U) == 0 || (word != WORD_UNDETERMINED && word != WORD_UNDETERMINED_LICENSABLE)) {
                    continue;
                }
                if (m->law) {
                    strs_add(a, &law, open_law_item(an, m->atom));
                    continue;
                }
                struct weighed one = {fact_name(an, a, m), 1, str_starts(m->pointer, STR("/judged/"))};
                size_t at = 0;
                while (at < facts.n && !str_eq(facts.items[at].name, one.name)) {
                    at++;
                }
                if (at < facts.n) {
                    facts.items[at].legs++;
                } else {
                    VEC_PUSH(a, &facts, one);
                }
            }
        }
    }
    for (size_t i = 1; i < facts.n; i++) { /* stable; a few dozen */
        for (size_t k = i; k > 0 && heavier(&facts.items[k], &facts.items[k - 1]); k--) {
            struct weighed swap = facts.items[k];
            facts.items[k] = facts.items[k - 1];
            facts.items[k - 1] = swap;
        }
    }
    for (size_t i = 0; i < facts.n; i++) {
        strs_add(a, to, str_fmt(a, "%s%.*s", i == 0 ? "missing " : "", STR_ARG(facts.items[i].name)));
    }
    for (size_t i = 0; i < law.n; i++) {
        strs_add(a, to, str_fmt(a, "%s%.*s", i == 0 ? "open law " : "", STR_ARG(law.items[i])));
    }
}

static void beside_pieces(const struct answer *an, struct arena *a, strs *to)
{
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            for (size_t i = 0; i < oa->n_exposed; i++) {
                if (pair_lane(oa->exposed[i].value, 0) == TRI_TRUE) {
                    struct str name = an->regime->consequences.items[oa->exposed[i].consequence].item.name;
                    strs_add(a, to, str_fmt(a, "exposed %.*s", STR_ARG(name)));
                }
            }
            for (size_t i = 0; i < oa->n_assess && pair_lane(oa->bound, 0) == TRI_TRUE; i++) {
                struct str at = hold_short(an->regime, a, proof_hold(an, oa->assess[i]));
                strs_add(a, to, str_fmt(a, "assess %.*s", STR_ARG(at)));
            }
        }
    }
}

static bool word_closes(enum word w)
{
    return w == WORD_PROHIBITED || w == WORD_LICENSABLE || w == WORD_CONTESTED || w == WORD_UNDETERMINED_LICENSABLE;
}

/* By order, those that bind all states first: each order that closes the deal, or where none does, that gives it its word. */
static void decided_of(const struct answer *an, struct arena *a, struct table_row *ret)
{
    enum word word = range_word(&an->range, 0);
    ints columns = {0};
    strs *to = &ret->decided;
    table_columns(an->regime, a, &columns);
    for (size_t c = 0; c < columns.n; c++) {
        for (size_t i = 0; i < an->n_orders; i++) {
            const struct order_sum *sum = &an->orders[i];
            enum word own = range_word(&sum->range, 0);
            if (sum->jurisdiction != columns.items[c] || !order_counts(sum) || (own != word && !word_closes(own))) {
                continue;
            }
            size_t before = to->n;
            order_pieces(an, a, sum, own, to);
            uint64_t bit = to->n > before && before < 64 ? 1ULL << before : 0;
            ret->heads |= bit;
            ret->weighty |= own == word ? bit : 0;
        }
    }
    if (word == WORD_UNDETERMINED || word == WORD_UNDETERMINED_LICENSABLE) {
        size_t before = to->n;
        missing_pieces(an, a, to);
        for (size_t i = 0; i < an->n_orders; i++) {
            if (an->orders[i].asked && !an->orders[i].encoded) {
                strs_add(a, to, str_fmt(a, "not encoded: %.*s", STR_ARG(regime_text(an->regime, an->orders[i].value))));
            }
        }
        uint64_t bit = to->n > before && before < 64 ? 1ULL << before : 0;
        ret->heads |= bit;
        ret->weighty |= bit;
    }
}

static bool order_exposed(const struct answer *an, int jurisdiction)
{
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            for (size_t i = 0; oa->jurisdiction == jurisdiction && i < oa->n_exposed; i++) {
                if (pair_lane(oa->exposed[i].value, 0) == TRI_TRUE) {
                    return true;
                }
            }
        }
    }
    return false;
}

void table_row_of(const struct answer *an, struct arena *a, struct table_row *ret)
{
    memset(ret, 0, sizeof *ret);
    struct str id = an->deal->id.n > 0 ? an->deal->id : deal_subject(an->regime, a, an->deal);
    ret->id = str_dup(a, text_cleaned(a, id.n > 0 ? id : STR("(no id)")));
    ret->subject = an->deal->id.n > 0 ? subject_of(an, a) : STR("");
    ret->way = way_of(an, a);
    ret->on = an->deal->on;
    ret->word = range_word(&an->range, 0);
    ret->stages = an->lanes - 1;
    ints columns = {0};
    table_columns(an->regime, a, &columns);
    ret->letters = ARENA_MANY(a, char, columns.n + 1);
    ret->exposed = ARENA_MANY(a, bool, columns.n + 1);
    for (size_t c = 0; c < columns.n; c++) {
        ret->letters[c] = '.';
        ret->exposed[c] = order_exposed(an, columns.items[c]);
        for (size_t i = 0; i < an->n_orders; i++) {
            if (an->orders[i].jurisdiction == columns.items[c]) {
                ret->letters[c] = order_letter(&an->orders[i]);
            }
        }
    }
    strs silent = {0};
    not_encoded_of(an, a, &silent);
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < silent.n; i++) {
        buf_adds(&b, i > 0 ? " " : "");
        buf_add(&b, silent.items[i]);
    }
    ret->not_encoded = buf_str(&b);
    decided_of(an, a, ret);
    beside_pieces(an, a, &ret->beside);
}
