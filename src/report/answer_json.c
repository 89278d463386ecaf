#include "report/answer_json.h"

#include "base/arena.h"
#include "report/given.h"
#include "report/proof.h"
#include "report/proof_json.h"
#include "report/remedy.h"

static void verdict_json(struct jout *j, const struct range *r)
{
    enum label best;
    enum label worst;
    range_lane(r, 0, &best, &worst);
    jout_pair_cstr(j, "verdict", word_name(range_word(r, 0)));
    jout_pair_cstr(j, "at_least", label_name(best));
    jout_pair_cstr(j, "at_most", label_name(worst));
}

/* The keys inside a `stages` object: one word a stage. */
static void verdict_stages(struct jout *j, const struct answer *an, const struct range *r)
{
    jout_key(j, "verdict");
    jout_open(j, '[');
    for (unsigned lane = 0; lane < an->lanes; lane++) {
        jout_cstr(j, word_name(range_word(r, lane)));
    }
    jout_close(j, ']');
    for (int end = 0; end < 2; end++) {
        jout_key(j, end == 0 ? "at_least" : "at_most");
        jout_open(j, '[');
        for (unsigned lane = 0; lane < an->lanes; lane++) {
            enum label label[2];
            range_lane(r, lane, &label[0], &label[1]);
            jout_cstr(j, label_name(label[end]));
        }
        jout_close(j, ']');
    }
    jout_key(j, "open_in");
    jout_lanes(j, an, range_open_lanes(r));
}

static void strs_json(struct jout *j, const char *key, const strs *list)
{
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < list->n; i++) {
        jout_str(j, list->items[i]);
    }
    jout_close(j, ']');
}

static void names_json(struct jout *j, const struct order_answer *oa, const struct answer *an)
{
    struct arena *a = j->out->arena;
    strs measures = {0};
    strs offers = {0};
    for (size_t i = 0; i < oa->n_holds; i++) {
        const struct hold_answer *h = &oa->holds[i];
        if (pair_maybe(hold_applies(h), 1)) {
            strs_add(a, &measures, proof_measure(an, h->hold)->item.name);
        }
        for (size_t k = 0; pair_maybe(hold_closes(h), 1) && k < h->n_offers; k++) {
            const struct offer *o = &an->regime->offers.items[h->offers[k].index];
            for (size_t n = 0; pair_maybe(h->offers[k].value, 1) && !h->offers[k].denied && n < o->n_authorities; n++) {
                strs_add(a, &offers, authority_name(an->regime, o->authorities[n]));
            }
        }
    }
    strs_json(j, "measures", &measures);
    for (int licences = 0; licences < 2; licences++) {
        jout_key(j, licences == 0 ? "exemptions" : "licences");
        jout_open(j, '[');
        for (size_t i = 0; i < oa->n_holds; i++) {
            const struct hold_answer *h = &oa->holds[i];
            for (size_t k = 0; k < (licences == 0 ? h->n_exemptions : h->n_licences); k++) {
                const struct tried *t = licences == 0 ? &h->exemptions[k] : &h->licences[k];
                if (pair_maybe(hold_applies(h), 1) && pair_maybe(t->value, 1)) {
                    jout_open(j, '{');
                    jout_pair_str(j, "name", an->regime->exemptions.items[t->index].item.name);
                    jout_pair_str(j, "measure", proof_measure(an, h->hold)->item.name);
                    jout_pair_today(j, "value", t->value);
                    jout_close(j, '}');
                }
            }
        }
        jout_close(j, ']');
    }
    strs_json(j, "licensable_by", &offers);
}

static void missing_json(struct jout *j, const struct order_answer *oa, const struct answer *an)
{
    struct arena *a = j->out->arena;
    strs facts = {0};
    for (size_t i = 0; i < oa->n_missing; i++) {
        if (!oa->missing[i].law && (oa->missing[i].lanes & 1U) != 0) {
            strs_add(a, &facts, oa->missing[i].pointer);
        }
    }
    strs_json(j, "missing", &facts);
    jout_pair_bool(j, "missing_exact", oa->missing_exact);
    jout_key(j, "open_law");
    jout_open(j, '[');
    for (size_t i = 0; i < oa->n_missing; i++) {
        const struct missing *m = &oa->missing[i];
        if (m->law && (an->lanes > 1 || (m->lanes & 1U) != 0)) {
            jout_open(j, '{');
            jout_pair_str(j, "item", open_law_item(an, m->atom));
            jout_pair_str(j, "question", atom_phrase(an->deal, a, m->atom));
            jout_stages(j, an, m->lanes);
            jout_close(j, '}');
        }
    }
    jout_close(j, ']');
}

static void exposed_json(struct jout *j, const struct order_answer *oa, const struct answer *an)
{
    jout_key(j, "exposed");
    jout_open(j, '[');
    for (size_t i = 0; i < oa->n_exposed; i++) {
        const struct exposure *e = &oa->exposed[i];
        const struct consequence *c = &an->regime->consequences.items[e->consequence];
        if (!pair_maybe(e->value, an->lanes > 1 ? proof_lanes(an) : 1)) {
            continue;
        }
        jout_open(j, '{');
        jout_pair_str(j, "consequence", c->item.name);
        jout_pair_today(j, "value", e->value);
        jout_pair_bool(j, "must", c->must);
        jout_pair_str(j, "to", c->to);
        if (an->lanes > 1) {
            jout_pair_lanes(j, an, "stages", e->value);
        }
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void duties_of(struct jout *j, const struct answer *an, const struct hold_answer *h, const struct tried *list,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct exemption *e = &an->regime->exemptions.items[list[i].index];
        for (size_t k = 0; pair_maybe(pair_and(hold_applies(h), list[i].value), 1) && k < e->n_duties; k++) {
            jout_open(j, '{');
            jout_pair_str(j, "duty", e->duties[k].name);
            jout_pair_str(j, "of", who_text(an->regime, j->out->arena, e->duties[k].of));
            jout_pair_str(j, "text", e->duties[k].text);
            jout_pair_str(j, "with", e->item.name);
            jout_pair_str(j, "measure", proof_measure(an, h->hold)->item.name);
            jout_close(j, '}');
        }
    }
}

/* What must be found, and by whom, for the hold to bite. */
static void findings_json(struct jout *j, const struct answer *an, const struct hold *h)
{
    found_clauses found = {0};
    hold_findings(j->out->arena, h, &found);
    if (found.n == 0) {
        return;
    }
    jout_key(j, "findings");
    jout_open(j, '[');
    for (size_t i = 0; i < found.n; i++) {
        for (size_t v = 0; v < found.items[i]->n_values; v++) {
            jout_open(j, '{');
            jout_pair_str(j, "finding", regime_text(an->regime, found.items[i]->values[v]));
            jout_pair_str(j, "title", finding_title(an->regime, found.items[i]->values[v]));
            jout_pair_str(j, "by", who_text(an->regime, j->out->arena, found.items[i]->by));
            jout_close(j, '}');
        }
    }
    jout_close(j, ']');
}

static void hold_list(struct jout *j, const char *key, const struct answer *an, const int *holds, size_t n)
{
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        jout_open(j, '{');
        jout_pair_str(j, "measure", proof_measure(an, holds[i])->item.name);
        jout_pair_int(j, "hold", proof_hold(an, holds[i])->number);
        jout_pair_str(j, "cited", hold_cite(an->regime, j->out->arena, proof_hold(an, holds[i])));
        findings_json(j, an, proof_hold(an, holds[i]));
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void leg_stages(struct jout *j, const struct order_answer *oa, const struct answer *an)
{
    jout_key(j, "stages");
    jout_open(j, '{');
    verdict_stages(j, an, &oa->range);
    jout_key(j, "missing");
    jout_open(j, '[');
    for (size_t i = 0; i < oa->n_missing; i++) {
        if (!oa->missing[i].law) {
            jout_open(j, '{');
            jout_pair_str(j, "fact", oa->missing[i].pointer);
            jout_stages(j, an, oa->missing[i].lanes);
            jout_close(j, '}');
        }
    }
    jout_close(j, ']');
    jout_close(j, '}');
}

static void leg_json(struct jout *j, const struct answer *an, size_t l, const struct order_answer *oa)
{
    const struct leg *leg = &an->legs[l].leg;
    jout_open(j, '{');
    jout_pair_int(j, "leg", (long long)l);
    jout_pair_str(j, "activity", conduct_name(an, leg));
    jout_pair_str(j, "actor", actor_name(an, leg->party));
    jout_pair_str(j, "role", role_name(an, leg->party));
    jout_key(j, "line");
    if (leg->line >= 0) {
        jout_int(j, leg->line);
    } else {
        jout_null(j);
    }
    if (leg->day != an->deal->on) {
        jout_pair_day(j, "on", leg->day);
    }
    jout_pair_today(j, "binds", oa->bound);
    jout_pair_bool(j, "encoded", oa->encoded);
    verdict_json(j, &oa->range);
    names_json(j, oa, an);
    missing_json(j, oa, an);
    exposed_json(j, oa, an);
    jout_key(j, "duties");
    jout_open(j, '[');
    for (size_t i = 0; i < oa->n_holds; i++) {
        duties_of(j, an, &oa->holds[i], oa->holds[i].exemptions, oa->holds[i].n_exemptions);
        duties_of(j, an, &oa->holds[i], oa->holds[i].licences, oa->holds[i].n_licences);
    }
    jout_close(j, ']');
    hold_list(j, "assess", an, oa->assess, oa->n_assess);
    hold_list(j, "states_expected", an, oa->states, oa->n_states);
    if (an->lanes > 1) {
        leg_stages(j, oa, an);
    }
    jout_close(j, '}');
}

static void orders_json(struct jout *j, const struct answer *an)
{
    jout_key(j, "jurisdictions");
    jout_open(j, '{');
    for (size_t i = 0; i < an->n_orders; i++) {
        const struct order_sum *sum = &an->orders[i];
        if (sum->jurisdiction < 0) {
            continue;
        }
        jout_key_str(j, regime_text(an->regime, sum->value));
        jout_open(j, '{');
        jout_pair_bool(j, "binds", (sum->bound & 1U) != 0);
        jout_pair_bool(j, "asked", sum->asked);
        jout_pair_bool(j, "encoded", sum->encoded);
        verdict_json(j, &sum->range);
        jout_key(j, "legs");
        jout_open(j, '[');
        for (size_t l = 0; l < an->n_legs; l++) {
            for (size_t o = 0; o < an->legs[l].n_orders; o++) {
                if (an->legs[l].orders[o].jurisdiction == sum->jurisdiction) {
                    leg_json(j, an, l, &an->legs[l].orders[o]);
                }
            }
        }
        jout_close(j, ']');
        jout_close(j, '}');
    }
    jout_close(j, '}');
}

static void stages_json(struct jout *j, const struct answer *an)
{
    jout_key(j, "stages");
    jout_open(j, '{');
    verdict_stages(j, an, &an->range);
    jout_key(j, "jurisdictions");
    jout_open(j, '{');
    for (size_t i = 0; i < an->n_orders; i++) {
        if (an->orders[i].jurisdiction >= 0) {
            jout_key_str(j, regime_text(an->regime, an->orders[i].value));
            jout_open(j, '{');
            verdict_stages(j, an, &an->orders[i].range);
            jout_close(j, '}');
        }
    }
    jout_close(j, '}');
    jout_close(j, '}');
}

static void regime_json(struct jout *j, const struct answer *an)
{
    jout_key(j, "regime");
    jout_open(j, '{');
    jout_pair_str(j, "name", an->regime->name);
    jout_pair_str(j, "hash", hash_hex(j->out->arena, an->regime, sizeof an->regime->hash));
    jout_close(j, '}');
    jout_pair_day(j, "as_of", an->as_of);
    jout_pair_day(j, "known_at", an->regime->review.day);
}

static void beside_json(struct jout *j, const struct answer *an)
{
    struct arena *a = j->out->arena;
    unseens unseen = {0};
    unreviewed_of(an, a, &unseen);
    jout_key(j, "unreviewed");
    jout_open(j, '[');
    for (size_t i = 0; i < unseen.n; i++) {
        const struct unseen *u = &unseen.items[i];
        jout_open(j, '{');
        jout_pair_cstr(j, "kind", u->kind);
        jout_pair_str(j, "name", u->name);
        if (u->hold >= 0) {
            jout_pair_int(j, "hold", u->hold);
        }
        jout_pair_str(j, "cited", u->cite);
        jout_pair_str(j, "not_seen", u->text);
        jout_close(j, '}');
    }
    jout_close(j, ']');
    remarks given = {0};
    given_of(an, a, &given);
    jout_key(j, "taken_as_given");
    jout_open(j, '[');
    for (size_t i = 0; i < given.n; i++) {
        jout_open(j, '{');
        jout_pair_str(j, "what", given.items[i].word);
        jout_pair_str(j, "fact", given.items[i].pointer);
        jout_pair_str(j, "text", given.items[i].text);
        jout_close(j, '}');
    }
    jout_close(j, ']');
    ints roles = {0};
    not_asked_of(an, a, &roles);
    jout_key(j, "not_asked");
    jout_open(j, '[');
    for (size_t i = 0; i < roles.n; i++) {
        jout_str(j, an->regime->roles.items[roles.items[i]].item.name);
    }
    jout_close(j, ']');
}

static void assumed_json(struct jout *j, const struct answer *an)
{
    const struct deal *d = an->deal;
    jout_key(j, "assumed");
    jout_open(j, '[');
    for (size_t i = 0; i < d->n_assumed; i++) {
        bool law = d->assumed[i].atom.kind == ATOM_LAW || d->assumed[i].atom.kind == ATOM_LIFE;
        jout_open(j, '{');
        if (law) {
            jout_pair_str(j, "item", open_law_item(an, d->assumed[i].atom));
        }
        jout_pair_str(j, "question", atom_phrase(d, j->out->arena, d->assumed[i].atom));
        jout_pair_cstr(j, "answer", tri_name(d->assumed[i].truth));
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

void answer_json(const struct answer *an, struct buf *out)
{
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_str(&j, "id", an->deal->id);
    jout_pair_day(&j, "on", an->deal->on);
    verdict_json(&j, &an->range);
    orders_json(&j, an);
    strs silent = {0};
    not_encoded_of(an, out->arena, &silent);
    strs_json(&j, "not_encoded", &silent);
    if (an->lanes > 1) {
        stages_json(&j, an);
    }
    regime_json(&j, an);
    assumed_json(&j, an);
    beside_json(&j, an);
    remedies_json(an, &j);
    jout_key(&j, "proof");
    proof_json(an, &j);
    jout_close(&j, '}');
}
