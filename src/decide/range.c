/* Ranges: nested towers of (must, may), lane by lane. */
#include "decide/answer.h"

const struct overlay overlay_none = {.lanes = 1};

void range_lane(const struct range *r, unsigned lane, enum label *ret_best, enum label *ret_worst)
{
    int best = LABEL_PERMITTED;
    int worst = LABEL_PERMITTED;
    for (int k = 0; k < TOWERS; k++) {
        best += (r->tower[k].must >> lane & 1U) != 0 ? 1 : 0;
        worst += (r->tower[k].may >> lane & 1U) != 0 ? 1 : 0;
    }
    *ret_best = (enum label)best;
    *ret_worst = (enum label)worst;
}

enum word range_word(const struct range *r, unsigned lane)
{
    static const enum word decided[] = {WORD_PERMITTED, WORD_EXEMPT, WORD_LICENSED, WORD_LICENSABLE, WORD_PROHIBITED};
    enum label best;
    enum label worst;
    range_lane(r, lane, &best, &worst);
    if (best == worst || worst <= LABEL_LICENSED) {
        return decided[worst];
    }
    return worst == LABEL_PROHIBITED ? WORD_UNDETERMINED : WORD_UNDETERMINED_LICENSABLE;
}

void range_worsen(struct range *r, const struct range *with)
{
    for (int k = 0; k < TOWERS; k++) {
        r->tower[k] = pair_or(r->tower[k], with->tower[k]);
    }
}

bool range_open(const struct range *r, unsigned lane)
{
    return (r->tower[LABEL_LICENSABLE - 1].may >> lane & 1U) == 0;
}

uint64_t range_open_lanes(const struct range *r)
{
    return ~r->tower[LABEL_LICENSABLE - 1].may;
}

uint64_t range_maybe_open_lanes(const struct range *r)
{
    return ~r->tower[LABEL_LICENSABLE - 1].must;
}

struct range range_of(enum label best, enum label worst)
{
    struct range r;
    for (int k = 0; k < TOWERS; k++) {
        r.tower[k].must = (int)best > k ? ~0ULL : 0;
        r.tower[k].may = (int)worst > k ? ~0ULL : 0;
    }
    return r;
}

const char *label_name(enum label l)
{
    static const char *const names[] = {"permitted", "exempt", "licensed", "licensable", "prohibited"};
    return names[l];
}

const char *word_name(enum word w)
{
    static const char *const names[] = {"permitted",  "exempt",    "licensed",     "undetermined",
                                        "licensable", "contested", "undetermined", "prohibited"};
    return names[w];
}

struct pair hold_applies(const struct hold_answer *h)
{
    return pair_and(h->alive, h->reach);
}

struct pair hold_closes(const struct hold_answer *h)
{
    struct pair freed = pair_or(h->exempt, pair_or(h->licensed, h->approved));
    return pair_and(hold_applies(h), pair_not(freed));
}

struct pair hold_prohibits(const struct hold_answer *h)
{
    return pair_and(hold_closes(h), pair_not(h->offered));
}

bool leg_order_counts(const struct answer *an, const struct order_answer *o, uint64_t lanes)
{
    int value = an->regime->jurisdictions.items[o->jurisdiction].value;
    return (o->bound.must & lanes) != 0 || ints_has_value(&an->deal->for_orders, value);
}
