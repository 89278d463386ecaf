/* What would make a deal lawful, for machines. */
#include "report/proof.h"
#include "report/remedy.h"

static void acts_json(struct jout *j, const struct regime *g, const char *key, const remedy_acts *acts)
{
    if (acts->n == 0) {
        return;
    }
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < acts->n; i++) {
        const struct power *p = &g->powers.items[acts->items[i].power];
        const struct authority *who = &g->authorities.items[p->authority];
        jout_open(j, '{');
        jout_pair_str(j, "by", who->item.name);
        jout_pair_str(j, "decides", who->decides);
        jout_pair_str(j, "veto", who->veto);
        jout_key(j, "may");
        jout_open(j, '[');
        for (int k = 0; k < ACT_KINDS; k++) {
            if ((acts->items[i].kinds >> k & 1U) != 0) {
                jout_cstr(j, act_kind_word((enum act_kind)k));
            }
        }
        jout_close(j, ']');
        jout_pair_str(j, "power", p->item.name);
        jout_pair_str(j, "upon", p->upon);
        jout_pair_str(j, "terms", p->terms);
        jout_pair_str(j, "source", p->item.source);
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void remedy_json(struct jout *j, const struct answer *an, const struct remedy *r)
{
    const struct regime *g = an->regime;
    jout_open(j, '{');
    jout_pair_str(j, "measure", proof_measure(an, r->hold)->item.name);
    jout_pair_str(j, "cited", hold_cite(g, j->out->arena, proof_hold(an, r->hold)));
    if (!r->by_mandate) {
        acts_json(j, g, "acts", &r->against);
    }
    if (r->mandate >= 0) {
        struct provision mandate = proof_measure(an, r->hold)->mandates.items[r->mandate];
        jout_pair_str(j, "mandate", provision_cite(g, j->out->arena, mandate));
        acts_json(j, g, "acts_on_mandate", &r->mandates);
    }
    acts_json(j, g, "license", &r->license);
    if (r->offer >= 0) {
        const struct offer *o = &g->offers.items[r->offer];
        jout_key(j, "offered_by");
        jout_open(j, '[');
        for (size_t i = 0; i < o->n_authorities; i++) {
            jout_str(j, authority_name(g, o->authorities[i]));
        }
        jout_close(j, ']');
        jout_pair_str(j, "offer", offer_cite(g, j->out->arena, r->offer, r->hold));
    }
    if (r->exemption >= 0) {
        jout_pair_str(j, "exemption", g->exemptions.items[r->exemption].item.name);
        jout_pair_str(j, "open_at", failure_text(an, j->out->arena, r->exemption, r->open));
    }
    jout_close(j, '}');
}

void remedies_json(const struct answer *an, struct jout *j)
{
    remedies list = {0};
    if (!range_open(&an->range, 0)) {
        remedies_of(an, j->out->arena, &list);
    }
    jout_key(j, "would_make_lawful");
    jout_open(j, '[');
    for (size_t i = 0; i < list.n; i++) {
        remedy_json(j, an, &list.items[i]);
    }
    jout_close(j, ']');
}
