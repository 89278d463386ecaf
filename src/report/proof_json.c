#include "report/proof_json.h"

#include "base/arena.h"
#include "report/fact_text.h"
#include "report/proof.h"

void jout_lanes(struct jout *j, const struct answer *an, uint64_t mask)
{
    jout_open(j, '[');
    for (unsigned lane = 0; lane < an->lanes; lane++) {
        if ((mask >> lane & 1U) != 0) {
            jout_int(j, lane);
        }
    }
    jout_close(j, ']');
}

void jout_stages(struct jout *j, const struct answer *an, uint64_t mask)
{
    if (an->lanes > 1) {
        jout_key(j, "stages");
        jout_lanes(j, an, mask);
    }
}

void jout_pair_today(struct jout *j, const char *key, struct pair p)
{
    jout_pair_cstr(j, key, tri_name(pair_lane(p, 0)));
}

void jout_pair_lanes(struct jout *j, const struct answer *an, const char *key, struct pair p)
{
    jout_key(j, key);
    jout_open(j, '{');
    jout_key(j, "true");
    jout_lanes(j, an, p.must);
    jout_key(j, "unknown");
    jout_lanes(j, an, p.may & ~p.must);
    jout_close(j, '}');
}

static void provisions_json(struct jout *j, const struct answer *an, const provisions *under)
{
    jout_open(j, '[');
    for (size_t i = 0; i < under->n; i++) {
        jout_open(j, '{');
        jout_pair_str(j, "provision", provision_text(an->regime, j->out->arena, under->items[i]));
        jout_pair_str(j, "cited", provision_cite(an->regime, j->out->arena, under->items[i]));
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void reviewed_json(struct jout *j, const struct review *r)
{
    jout_pair_day(j, "reviewed", r->day);
    if (unreviewed(r)) {
        jout_pair_str(j, "not_seen", r->text);
    }
}

/* `because`: the facts behind it; empty: none of the deal says it. */
static void clause_json(struct jout *j, const struct answer *an, struct str text, struct str because,
                        const struct failure *f)
{
    jout_open(j, '{');
    jout_pair_str(j, "clause", text);
    if (because.n > 0) {
        jout_pair_str(j, "because", because);
    }
    jout_pair_int(j, "index", f->clause);
    jout_pair_bool(j, "unknown", f->unknown);
    jout_stages(j, an, f->lanes);
    jout_close(j, '}');
}

/* `leg` NULL: without the facts behind its failures. */
static void exemption_json(struct jout *j, const struct answer *an, const struct leg *leg, const struct tried *t)
{
    const struct exemption *e = &an->regime->exemptions.items[t->index];
    jout_open(j, '{');
    jout_pair_str(j, "name", e->item.name);
    if (e->licence && e->authority >= 0) {
        jout_pair_str(j, "by", authority_name(an->regime, e->authority));
    }
    jout_pair_today(j, "value", t->value);
    if (e->item.under.n > 0) {
        jout_key(j, "under");
        provisions_json(j, an, &e->item.under);
    }
    jout_key(j, "fails_at");
    jout_open(j, '[');
    for (size_t i = 0; i < t->n_failures; i++) {
        if (an->lanes > 1 || (t->failures[i].lanes & 1U) != 0) {
            const struct failure *f = &t->failures[i];
            struct str because = STR("");
            if (leg != NULL) {
                enum tri value = f->unknown                                            ? TRI_UNKNOWN
                                 : f->clause >= 0 && (size_t)f->clause >= e->n_clauses ? TRI_TRUE
                                                                                       : TRI_FALSE;
                because = why_clause(an, j->out->arena, leg, failure_clause(an, t->index, f), value, false).fact;
            }
            clause_json(j, an, failure_text(an, j->out->arena, t->index, f), because, f);
        }
    }
    jout_close(j, ']');
    if (an->lanes > 1) {
        jout_pair_lanes(j, an, "stages", t->value);
    }
    jout_close(j, '}');
}

static void offer_json(struct jout *j, const struct answer *an, const struct leg *leg, int hold, const struct tried *t)
{
    const struct offer *o = &an->regime->offers.items[t->index];
    jout_open(j, '{');
    jout_key(j, "by");
    jout_open(j, '[');
    for (size_t i = 0; i < o->n_authorities; i++) {
        jout_str(j, authority_name(an->regime, o->authorities[i]));
    }
    jout_close(j, ']');
    jout_pair_str(j, "name", o->item.name);
    jout_pair_today(j, "value", t->value);
    jout_pair_bool(j, "denied", t->denied);
    if (t->policy >= 0) {
        jout_pair_str(j, "policy", an->regime->policies.items[t->policy].item.name);
    }
    jout_pair_str(j, "cited", offer_cite(an->regime, j->out->arena, t->index, hold));
    if (o->item.under.n > 0) {
        jout_key(j, "under");
        provisions_json(j, an, &o->item.under);
    }
    jout_key(j, "fails_at");
    jout_open(j, '[');
    for (size_t i = 0; i < t->n_failures; i++) {
        if (an->lanes > 1 || (t->failures[i].lanes & 1U) != 0) {
            const struct failure *f = &t->failures[i];
            struct why why = why_clause(an, j->out->arena, leg, offer_failure_clause(an, t->index, f),
                                        f->unknown ? TRI_UNKNOWN : TRI_FALSE, true);
            clause_json(j, an, offer_failure_text(an, j->out->arena, t->index, f), why.fact, f);
        }
    }
    jout_close(j, ']');
    if (an->lanes > 1) {
        jout_pair_lanes(j, an, "stages", t->value);
    }
    jout_close(j, '}');
}

static void approval_json(struct jout *j, const struct answer *an, const struct hold_answer *h)
{
    const struct approval *p = &an->deal->approvals[h->approval];
    jout_key(j, "approval");
    jout_open(j, '{');
    jout_pair_str(j, "by", p->by_text);
    jout_pair_str(j, "about", p->about);
    jout_pair_str(j, "no", p->no);
    jout_pair_today(j, "value", h->approved);
    jout_close(j, '}');
}

static void mandate_json(struct jout *j, const struct answer *an, const struct leg *leg, const struct hold_answer *h)
{
    const provisions *mandates = &proof_measure(an, h->hold)->mandates;
    if (h->by_mandate == 0 || h->mandate < 0 || (size_t)h->mandate >= mandates->n) {
        return;
    }
    jout_key(j, "kept_by");
    jout_open(j, '{');
    jout_pair_str(j, "provision", provision_text(an->regime, j->out->arena, mandates->items[h->mandate]));
    jout_pair_str(j, "cited", provision_cite(an->regime, j->out->arena, mandates->items[h->mandate]));
    strs open = {0};
    enum tri own = hold_performs(an, j->out->arena, leg, h->hold, &open);
    jout_pair_bool(j, "today", (h->by_mandate & 1U) != 0);
    jout_pair_cstr(j, "itself_in_force", tri_name(own));
    jout_key(j, "open_law");
    jout_open(j, '[');
    for (size_t i = 0; i < open.n; i++) {
        jout_str(j, open.items[i]);
    }
    jout_close(j, ']');
    jout_stages(j, an, h->by_mandate);
    jout_close(j, '}');
}

static void hold_stages(struct jout *j, const struct answer *an, const struct hold_answer *h)
{
    jout_key(j, "stages");
    jout_open(j, '{');
    jout_pair_lanes(j, an, "alive", h->alive);
    jout_pair_lanes(j, an, "reach", h->reach);
    jout_pair_lanes(j, an, "exempt", h->exempt);
    jout_pair_lanes(j, an, "licensed", pair_or(h->licensed, h->approved));
    jout_pair_lanes(j, an, "offered", h->offered);
    jout_pair_lanes(j, an, "blocks", hold_closes(h));
    jout_close(j, '}');
}

static void hold_json(struct jout *j, const struct answer *an, const struct leg *leg, const struct hold_answer *h)
{
    const struct hold *hold = proof_hold(an, h->hold);
    const struct measure *m = proof_measure(an, h->hold);
    jout_open(j, '{');
    jout_pair_str(j, "measure", m->item.name);
    jout_pair_int(j, "hold", hold->number);
    jout_pair_str(j, "title", m->item.title);
    jout_key(j, "under");
    provisions_json(j, an, &hold->under);
    if (m->item.source.n > 0) {
        jout_pair_str(j, "source", m->item.source);
    }
    jout_pair_day(j, "in_force_since", hold_since(an->regime, hold));
    reviewed_json(j, &hold->review);
    jout_pair_today(j, "alive", h->alive);
    jout_pair_today(j, "reach", h->reach);
    jout_pair_today(j, "exempt", h->exempt);
    jout_pair_today(j, "licensed", pair_or(h->licensed, h->approved));
    jout_pair_today(j, "offered", h->offered);
    jout_pair_today(j, "blocks", hold_closes(h));
    mandate_json(j, an, leg, h);
    jout_key(j, "unknown");
    jout_open(j, '[');
    for (size_t i = 0; i < h->n_unknown; i++) {
        jout_str(j, h->unknown[i]->text);
    }
    jout_close(j, ']');
    jout_key(j, "exemptions");
    jout_open(j, '[');
    for (size_t i = 0; i < h->n_exemptions; i++) {
        exemption_json(j, an, leg, &h->exemptions[i]);
    }
    jout_close(j, ']');
    jout_key(j, "licences");
    jout_open(j, '[');
    for (size_t i = 0; i < h->n_licences; i++) {
        exemption_json(j, an, NULL, &h->licences[i]);
    }
    jout_close(j, ']');
    jout_key(j, "offers");
    jout_open(j, '[');
    for (size_t i = 0; i < h->n_offers; i++) {
        offer_json(j, an, leg, h->hold, &h->offers[i]);
    }
    jout_close(j, ']');
    if (h->approval >= 0) {
        approval_json(j, an, h);
    }
    if (an->lanes > 1) {
        hold_stages(j, an, h);
    }
    jout_close(j, '}');
}

void proof_json(const struct answer *an, struct jout *j)
{
    jout_open(j, '[');
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t o = 0; o < an->legs[l].n_orders; o++) {
            const struct order_answer *oa = &an->legs[l].orders[o];
            if (oa->n_holds == 0) {
                continue;
            }
            jout_open(j, '{');
            jout_pair_int(j, "leg", (long long)l);
            jout_pair_str(j, "jurisdiction", jurisdiction_name(an->regime, oa->jurisdiction));
            jout_key(j, "holds");
            jout_open(j, '[');
            for (size_t h = 0; h < oa->n_holds; h++) {
                hold_json(j, an, &an->legs[l].leg, &oa->holds[h]);
            }
            jout_close(j, ']');
            jout_close(j, '}');
        }
    }
    jout_close(j, ']');
}
