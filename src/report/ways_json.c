#include <stdio.h>

#include "base/arena.h"
#include "report/json_out.h"
#include "report/proof.h"
#include "report/ways.h"

static void authorities(const struct unlock *u, struct jout *j, const ints *list)
{
    jout_open(j, '[');
    for (size_t i = 0; i < list->n; i++) {
        jout_str(j, authority_name(u->regime, list->items[i]));
    }
    jout_close(j, ']');
}

static void numbers(struct jout *j, const char *key, const ints *list)
{
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < list->n; i++) {
        jout_int(j, list->items[i]);
    }
    jout_close(j, ']');
}

static void hold(const struct unlock *u, struct arena *a, struct jout *j, const struct unlock_hold *h)
{
    const struct regime *g = u->regime;
    const struct hold *x = &g->holds.items[h->hold];
    jout_open(j, '{');
    jout_pair_str(j, "jurisdiction", jurisdiction_name(g, h->order));
    jout_pair_str(j, "measure", g->measures.items[x->measure].item.name);
    jout_pair_str(j, "cited", hold_cite(g, a, x));
    jout_pair_bool(j, "perhaps", h->perhaps);
    jout_pair_bool(j, "nobody_can_lift", h->helpless);
    jout_key(j, "brought_by");
    if (h->brought_by >= 0) {
        jout_int(j, h->brought_by);
    } else {
        jout_null(j);
    }
    jout_close(j, '}');
}

static void act(const struct unlock *u, struct arena *a, struct jout *j, int index)
{
    static const char *const kinds[] = {"lift", "lift-mandate", "permit", "delist"};
    const struct regime *g = u->regime;
    const struct unlock_act *x = &u->acts.items[index];
    jout_open(j, '{');
    jout_pair_cstr(j, "kind", kinds[x->kind]);
    jout_pair_str(j, "by", authority_name(g, x->authority));
    jout_pair_str(j, "text", unlock_act_text(u, a, index));
    jout_key(j, "acts");
    jout_open(j, '[');
    for (int k = 0; k < ACT_KINDS; k++) {
        if ((x->kinds >> k & 1U) != 0) {
            jout_cstr(j, act_kind_word((enum act_kind)k));
        }
    }
    jout_close(j, ']');
    jout_key(j, "powers");
    jout_open(j, '[');
    for (size_t i = 0; i < x->powers.n; i++) {
        jout_str(j, g->powers.items[x->powers.items[i]].item.name);
    }
    jout_close(j, ']');
    jout_key(j, "offers");
    jout_open(j, '[');
    for (size_t i = 0; i < x->offers.n; i++) {
        jout_str(j, g->offers.items[x->offers.items[i]].item.name);
    }
    jout_close(j, ']');
    jout_key(j, "refused_by");
    jout_open(j, '[');
    for (size_t i = 0; i < x->policies.n; i++) {
        jout_str(j, g->policies.items[x->policies.items[i]].item.name);
    }
    jout_close(j, ']');
    jout_pair_int(j, "cost", (long long)x->cost);
    jout_key(j, "stage");
    if (x->stage > 0) {
        jout_int(j, x->stage);
    } else {
        jout_null(j);
    }
    numbers(j, "against", &x->holds);
    numbers(j, "fells_alone", &x->fells);
    numbers(j, "brings", &x->brings);
    jout_close(j, '}');
}

static void sets(const struct unlock *u, struct jout *j)
{
    jout_key(j, "cheapest");
    jout_open(j, '[');
    for (size_t i = 0; i < u->cheapest.n; i++) {
        const struct unlock_set *s = &u->cheapest.items[i];
        jout_open(j, '{');
        jout_pair_int(j, "cost", (long long)s->cost);
        jout_pair_bool(j, "opens", s->opens);
        jout_pair_bool(j, "minimal", s->minimal);
        jout_key(j, "acts");
        jout_open(j, '[');
        for (size_t k = 0; k < s->n; k++) {
            jout_open(j, '{');
            jout_pair_int(j, "act", s->acts[k]);
            jout_key(j, "alone_against");
            if (s->alone[k] >= 0) {
                jout_int(j, s->alone[k]);
            } else {
                jout_null(j);
            }
            jout_close(j, '}');
        }
        jout_close(j, ']');
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

/* What every way must meet: of each clause at least one act. */
static void clauses(const struct unlock *u, struct jout *j)
{
    jout_key(j, "clauses");
    jout_open(j, '[');
    for (size_t i = 0; i < u->clauses.n; i++) {
        jout_open(j, '{');
        jout_key(j, "hold");
        if (u->clause_holds.items[i] >= 0) {
            jout_int(j, u->clause_holds.items[i]);
        } else {
            jout_null(j);
        }
        jout_key(j, "acts");
        jout_open(j, '[');
        for (size_t k = 0; k < u->acts.n; k++) {
            if (hit_has(&u->clauses.items[i], k)) {
                jout_int(j, (long long)k);
            }
        }
        jout_close(j, ']');
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void totals(const struct unlock *u, struct jout *j)
{
    static const char *const ends[] = {"all", "stopped", "budget", "too-big"};
    jout_pair_cstr(j, "search", ends[u->end]);
    jout_pair_bool(j, "proved", u->proved);
    jout_pair_bool(j, "monotone", u->monotone);
    jout_pair_int(j, "listings_not_tried", (long long)u->untried);
    jout_pair_int(j, "ways", (long long)u->sets);
    jout_key(j, "by_size");
    jout_open(j, '{');
    for (size_t n = 0; n < UNLOCK_SIZES; n++) {
        if (u->sizes[n] > 0) {
            char key[24];
            snprintf(key, sizeof key, "%zu", n);
            jout_pair_int(j, key, (long long)u->sizes[n]);
        }
    }
    jout_close(j, '}');
    jout_key(j, "signers");
    jout_open(j, '[');
    for (size_t i = 0; i < u->signers.n; i++) {
        jout_open(j, '{');
        jout_key(j, "authorities");
        authorities(u, j, &u->signers.items[i].authorities);
        jout_pair_int(j, "ways", (long long)u->signers.items[i].sets);
        jout_pair_int(j, "fewest_acts", (long long)u->signers.items[i].fewest);
        jout_close(j, '}');
    }
    jout_close(j, ']');
    jout_pair_bool(j, "more_signers", u->more_signers);
    numbers(j, "always", &u->always);
    numbers(j, "never", &u->never);
    numbers(j, "closed_without_one_of", &u->closers);
    jout_key(j, "veto");
    authorities(u, j, &u->veto);
}

void ways_json(const struct unlock *u, struct buf *out)
{
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_str(&j, "id", u->deal->id);
    jout_pair_day(&j, "on", u->deal->on);
    jout_pair_cstr(&j, "verdict", word_name(range_word(&u->today->range, 0)));
    jout_pair_bool(&j, "open", u->open);
    jout_key(&j, "not_encoded");
    jout_open(&j, '[');
    for (size_t i = 0; i < u->not_encoded.n; i++) {
        jout_str(&j, regime_text(u->regime, u->not_encoded.items[i]));
    }
    jout_close(&j, ']');
    jout_key(&j, "closed_by");
    jout_open(&j, '[');
    for (size_t i = 0; i < u->holds.n; i++) {
        hold(u, out->arena, &j, &u->holds.items[i]);
    }
    jout_close(&j, ']');
    jout_key(&j, "acts");
    jout_open(&j, '[');
    for (size_t i = 0; i < u->acts.n; i++) {
        act(u, out->arena, &j, (int)i);
    }
    jout_close(&j, ']');
    clauses(u, &j);
    totals(u, &j);
    sets(u, &j);
    jout_pair_str(&j, "regime", hash_hex(out->arena, u->regime, 32));
    jout_close(&j, '}');
}
