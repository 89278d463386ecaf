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
    struct str word = STR("");
    if (d->n_lines > 0 && d->lines[0].given) {
        word = d->lines[0].description_known ? d->lines[0].description
               : d->lines[0].hs_known        ? str_fmt(a, "HS %.*s", STR_ARG(d->lines[0].hs))
                                             : word;
    }
    if (word.n == 0 && d->activity >= 0) {
        const struct item *act = &an->regime->activities.items[d->activity].item;
        word = act->title.n > 0 ? act->title : act->name;
    }
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

/* The pieces of one order; at most one when `first`. */
static void order_pieces(const struct answer *an, struct arena *a, const struct order_sum *sum, enum word word,
                         bool first, strs *to)
{
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            for (size_t h = 0; oa->jurisdiction == sum->jurisdiction && h < oa->n_holds; h++) {
                size_t before = to->n;
                struct str piece = piece_of(an, a, &oa->holds[h], word);
                if (piece.n > 0) {
                    strs_add(a, to, piece);
                }
                if (first && to->n > before) {
                    return;
                }
            }
        }
    }
}

static void missing_pieces(const struct answer *an, struct arena *a, strs *to)
{
    strs facts = {0};
    strs law = {0};
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            enum word word = range_word(&oa->range, 0);
            for (size_t i = 0; i < oa->n_missing; i++) {
                const struct missing *m = &oa->missing[i];
                if ((m->lanes & 1U) != 0 && (word == WORD_UNDETERMINED || word == WORD_UNDETERMINED_LICENSABLE)) {
                    strs_add(a, m->law ? &law : &facts, m->law ? open_law_item(an, m->atom) : m->pointer);
                }
            }
        }
    }
    for (size_t i = 0; i < facts.n; i++) {
        strs_add(a, to, str_fmt(a, "%s%.*s", i == 0 ? "missing " : "", STR_ARG(facts.items[i])));
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

static void decided_of(const struct answer *an, struct arena *a, strs *to)
{
    enum word word = range_word(&an->range, 0);
    ints columns = {0};
    table_columns(an->regime, a, &columns);
    for (int first = 1; first >= 0; first--) {
        for (size_t c = 0; c < columns.n; c++) {
            for (size_t i = 0; i < an->n_orders; i++) {
                const struct order_sum *sum = &an->orders[i];
                if (sum->jurisdiction == columns.items[c] && order_counts(sum) && range_word(&sum->range, 0) == word) {
                    order_pieces(an, a, sum, word, first == 1, to);
                }
            }
        }
    }
    if (word == WORD_UNDETERMINED || word == WORD_UNDETERMINED_LICENSABLE) {
        missing_pieces(an, a, to);
        for (size_t i = 0; i < an->n_orders; i++) {
            if (an->orders[i].asked && !an->orders[i].encoded) {
                strs_add(a, to, str_fmt(a, "not encoded: %.*s", STR_ARG(regime_text(an->regime, an->orders[i].value))));
            }
        }
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
    ret->id = an->deal->id.n > 0 ? str_dup(a, text_cleaned(a, an->deal->id)) : STR("(question)");
    ret->subject = subject_of(an, a);
    ret->way = way_of(an, a);
    ret->on = an->deal->on;
    ret->word = range_word(&an->range, 0);
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
    decided_of(an, a, &ret->decided);
    beside_pieces(an, a, &ret->beside);
}
