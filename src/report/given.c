#include "report/given.h"

#include "base/arena.h"
#include "base/buf.h"
#include "report/proof.h"

static void remark(struct arena *a, remarks *to, struct str pointer, const char *word, struct str text)
{
    struct remark r = {.pointer = pointer, .word = str_c(word), .text = text};
    VEC_PUSH(a, to, r);
}

static struct str countries(const struct answer *an, struct arena *a, const struct fact *f)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < f->n; i++) {
        buf_adds(&b, i > 0 ? ", " : "");
        buf_add(&b, regime_text(an->regime, f->values[i]));
    }
    return buf_str(&b);
}

static void given_party(const struct answer *an, struct arena *a, size_t i, remarks *ret)
{
    const struct party *p = &an->deal->parties[i];
    struct str name = actor_name(an, (int)i);
    if (p->unnamed) {
        remark(a, ret, STR("/cleared_in"), "clearing-bank",
               str_fmt(a, "an unnamed clearing bank in %.*s, on no list and in no class",
                       STR_ARG(countries(an, a, &an->deal->dims[DIM_CLEARED_IN]))));
    } else if (p->given && p->clear) {
        remark(a, ret, str_fmt(a, "/parties/%d/clear", p->place), "clear", str_fmt(a, "%.*s is clear", STR_ARG(name)));
    } else if (p->given && p->listed_known && p->n_listed == 0 && p->screened.known && p->screened.n > 0) {
        remark(a, ret, str_fmt(a, "/parties/%d/screened", p->place), "screened",
               str_fmt(a, "%.*s is on no list of %.*s", STR_ARG(name), STR_ARG(countries(an, a, &p->screened))));
    }
}

/* Judgements in an offer's terms that are not given count as no. */
static void judged_terms(const struct answer *an, struct arena *a, const struct clause *k, ints *seen, remarks *ret)
{
    for (size_t i = 0; k->op == CL_JUDGED && i < k->n_values; i++) {
        bool known = false;
        for (size_t n = 0; n < an->deal->n_judged; n++) {
            known = known || (an->deal->judged[n].name == k->values[i] && an->deal->judged[n].value != TRI_UNKNOWN);
        }
        for (size_t n = 0; n < seen->n; n++) {
            known = known || seen->items[n] == k->values[i];
        }
        if (!known) {
            struct str name = regime_text(an->regime, k->values[i]);
            VEC_PUSH(a, seen, k->values[i]);
            remark(a, ret, str_fmt(a, "/judged/%.*s", STR_ARG(name)), "term-not-judged",
                   str_fmt(a, "%.*s: not judged, so the terms of an offer are not met by it", STR_ARG(name)));
        }
    }
    for (size_t i = 0; i < k->n_kids; i++) {
        judged_terms(an, a, k->kids[i], seen, ret);
    }
}

static void given_terms(const struct answer *an, struct arena *a, remarks *ret)
{
    ints seen = {0};
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            for (size_t h = 0; h < oa->n_holds; h++) {
                for (size_t t = 0; t < oa->holds[h].n_offers; t++) {
                    const struct offer *f = &an->regime->offers.items[oa->holds[h].offers[t].index];
                    for (size_t k = 0; k < f->n_terms; k++) {
                        judged_terms(an, a, f->terms[k], &seen, ret);
                    }
                }
            }
        }
    }
}

void given_of(const struct answer *an, struct arena *a, remarks *ret)
{
    const struct deal *d = an->deal;
    if (!d->on_given) {
        remark(a, ret, STR("/on"), "day", str_fmt(a, "the day, %.*s", STR_ARG(date_str(a, d->on))));
    }
    for (size_t i = 0; i < d->n_parties; i++) {
        given_party(an, a, i, ret);
    }
    if (d->parties_known && d->parties_complete) {
        remark(a, ret, STR("/parties"), "parties-complete", STR("the parties are complete"));
    }
    for (size_t i = 0; i < d->n_within_cap; i++) {
        struct str cap = regime_text(an->regime, d->within_cap[i].name);
        const char *is = d->within_cap[i].value == TRI_TRUE ? "within" : "not within";
        if (d->within_cap[i].value != TRI_UNKNOWN) {
            remark(a, ret, str_fmt(a, "/within_cap/%.*s", STR_ARG(cap)), "within-cap",
                   str_fmt(a, "%s cap %.*s", is, STR_ARG(cap)));
        }
    }
    for (size_t i = 0; i < d->n_findings; i++) {
        if (d->findings_by[i] == VALUE_OTHER) {
            remark(a, ret, STR("/findings"), "finding-by-whom-the-law-names",
                   str_fmt(a, "the finding %.*s was made by whom the law names",
                           STR_ARG(regime_text(d->regime, d->findings[i]))));
        }
    }
    if (d->findings_known && d->findings_complete && d->n_findings == 0) {
        remark(a, ret, STR("/findings"), "no-findings", STR("no finding was made"));
    }
    if (d->notices_known && d->notices_complete && d->n_notices == 0) {
        remark(a, ret, STR("/notices"), "no-notices", STR("no notice was given"));
    }
    if (d->events_known && d->events_complete && d->n_events == 0) {
        remark(a, ret, STR("/events"), "no-events", STR("no port call or other event"));
    }
    if (d->n_approvals == 0) {
        remark(a, ret, STR("/approvals"), "no-approvals", STR("no approval was shown, so none was given"));
    }
    given_terms(an, a, ret);
}

/* Is a member of the set of roles of which one is required already named? */
static bool set_met(const struct answer *an, const struct activity *act, int set)
{
    for (size_t i = 0; i < an->deal->n_parties; i++) {
        for (size_t r = 0; r < act->n_roles; r++) {
            if (an->deal->parties[i].given && act->roles[r].any_of == set &&
                act->roles[r].role == an->deal->parties[i].role) {
                return true;
            }
        }
    }
    return false;
}

void not_asked_of(const struct answer *an, struct arena *a, ints *ret_roles)
{
    if (an->deal->activity < 0) {
        return;
    }
    const struct activity *act = &an->regime->activities.items[an->deal->activity];
    for (size_t r = 0; r < act->n_roles; r++) {
        const struct activity_role *role = &act->roles[r];
        bool named = (role->required && role->any_of < 0) || role->silent || !role->allowed;
        named = named || (role->any_of >= 0 && set_met(an, act, role->any_of));
        for (size_t i = 0; i < an->deal->n_parties; i++) {
            named = named || an->deal->parties[i].role == role->role;
        }
        if (!named) {
            VEC_PUSH(a, ret_roles, role->role);
        }
    }
}

static void unseen_add(struct arena *a, unseens *to, struct unseen u)
{
    for (size_t i = 0; i < to->n; i++) {
        if (str_eq(to->items[i].name, u.name) && to->items[i].kind == u.kind && str_eq(to->items[i].cite, u.cite)) {
            return;
        }
    }
    VEC_PUSH(a, to, u);
}

static void unseen_tried(const struct answer *an, struct arena *a, const struct hold_answer *h, unseens *ret)
{
    uint64_t lanes = proof_lanes(an);
    for (size_t i = 0; i < h->n_exemptions + h->n_licences; i++) {
        const struct tried *t = i < h->n_exemptions ? &h->exemptions[i] : &h->licences[i - h->n_exemptions];
        const struct item *e = &an->regime->exemptions.items[t->index].item;
        if (pair_maybe(t->value, lanes) && unreviewed(&e->review) && e->review.text.n > 0) {
            struct str cite = e->under.n > 0 ? provision_cite(an->regime, a, e->under.items[0]) : e->source;
            unseen_add(
                a, ret,
                (struct unseen){i < h->n_exemptions ? "exemption" : "licence", e->name, -1, cite, e->review.text});
        }
    }
}

void unreviewed_of(const struct answer *an, struct arena *a, unseens *ret)
{
    uint64_t lanes = proof_lanes(an);
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            for (size_t h = 0; h < oa->n_holds; h++) {
                const struct hold_answer *ha = &oa->holds[h];
                const struct hold *hold = proof_hold(an, ha->hold);
                if (!pair_maybe(hold_applies(ha), lanes)) {
                    continue;
                }
                if (unreviewed(&hold->review)) {
                    unseen_add(a, ret,
                               (struct unseen){"measure", proof_measure(an, ha->hold)->item.name, hold->number,
                                               hold_cite(an->regime, a, hold), hold->review.text});
                }
                unseen_tried(an, a, ha, ret);
            }
        }
    }
}
