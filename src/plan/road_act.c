/* Acts of a road: who does what to which law, and what that switches. */
#include "base/arena.h"
#include "plan/road_read.h"

/* ---- what an act does ---- */

static void hit_measures(struct reader *rd, struct act *a, const ints *measures, const struct target *t)
{
    struct regime *g = rd->parse.regime;
    unsigned kinds = road_kinds_for(a->kind);
    bool some = false;
    for (size_t i = 0; i < measures->n; i++) {
        const struct measure *m = &g->measures.items[measures->items[i]];
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            bool reached = false;
            for (size_t p = 0; p < g->powers.n && !reached; p++) {
                if (road_power_of(g, &g->powers.items[p], a, kinds) && power_reaches_hold(g, &g->powers.items[p], h)) {
                    reached = true;
                    a->power = a->power < 0 ? (int)p : a->power;
                }
            }
            if (reached) {
                ints_add(rd->parse.arena, &a->effect.holds, h);
                some = true;
            } else {
                ints_add(rd->parse.arena, &a->left, h);
            }
        }
    }
    if (!some) {
        struct diag *d = diag_error(rd->parse.diags, "E0402", t->at, "`%.*s` has no power to %s `%.*s`",
                                    STR_ARG(a->authority_name), act_kind_word(a->kind), STR_ARG(t->text));
        diag_help(rd->parse.diags, d, "a power in the regime says: of AUTHORITY, may %s, over ...",
                  act_kind_word(a->kind));
    }
}

static void hit_target(struct reader *rd, struct act *a, const struct target *t)
{
    struct regime *g = rd->parse.regime;
    struct arena *arena = rd->parse.arena;
    ints room = {0};
    if (t->kind == TARGET_EXTERNAL ||
        (t->kind == TARGET_PROVISION && g->instruments.items[t->provision.instrument].item.external)) {
        a->external = true;
        return;
    }
    const ints *measures = road_target_measures(g, t, &room);
    a->has_effect = true;
    if (measures != NULL) {
        hit_measures(rd, a, measures, t);
        return;
    }
    bool found = false;
    for (size_t p = 0; p < g->powers.n && !found; p++) {
        if (road_power_of(g, &g->powers.items[p], a, road_kinds_for(a->kind)) &&
            road_power_covers(g, &g->powers.items[p], t)) {
            found = true;
            a->power = (int)p;
        }
    }
    if (!found) {
        struct diag *d = diag_error(rd->parse.diags, "E0402", t->at, "`%.*s` has no power to %s `%.*s`",
                                    STR_ARG(a->authority_name), act_kind_word(a->kind), STR_ARG(t->text));
        diag_help(rd->parse.diags, d, "a power in the regime says: of AUTHORITY, may %s, over ...",
                  act_kind_word(a->kind));
        return;
    }
    switch ((int)t->kind) {
    case TARGET_PROVISION: VEC_PUSH(arena, &a->effect.provisions, t->provision); break;
    case TARGET_MANDATES: VEC_PUSH(arena, &a->effect.mandates, t->provision); break;
    case TARGET_EXEMPTION:
    case TARGET_LICENCE: ints_add(arena, &a->effect.exemptions, t->index); break;
    case TARGET_POLICY: ints_add(arena, &a->effect.policies, t->index); break;
    case TARGET_CONSEQUENCE: ints_add(arena, &a->effect.consequences, t->index); break;
    case TARGET_OFFER: ints_add(arena, &a->effect.offers, t->index); break;
    default: break;
    }
}

/* ---- acts ---- */

static bool read_targets(struct reader *rd, struct cursor *c, struct act *a)
{
    do {
        struct target t;
        if (!cursor_target(c, &t, false)) {
            return false;
        }
        VEC_PUSH(rd->parse.arena, &a->targets, t);
    } while (cursor_take_comma(c));
    return true;
}

/* `for 180 days renewed while moratorium`. */
static bool read_term(struct reader *rd, struct cursor *c, struct act *a)
{
    if (cursor_done(c)) {
        return true;
    }
    struct span at = cursor_span(c);
    if (cursor_take(c, "for") && !cursor_term(c, &a->lasts.n, &a->lasts.unit)) {
        return false;
    }
    if (cursor_take(c, "until") && !cursor_date(c, &a->until)) {
        return false;
    }
    if (cursor_take(c, "renewed") || cursor_take(c, "renew")) {
        if (!cursor_need(c, "while")) {
            return false;
        }
        a->while_ = road_formula(rd, c, false);
        if (a->while_ == NULL) {
            return false;
        }
    }
    if (!cursor_end(c)) {
        return false;
    }
    at.to = c->stmt->at.to;
    a->term = parse_text(&rd->parse, at);
    return true;
}

static bool read_licence(struct reader *rd, struct cursor *c, struct act *a)
{
    struct regime *g = rd->parse.regime;
    struct arena *arena = rd->parse.arena;
    const struct node *name = cursor_peek(c);
    if (name == NULL || name->kind != NODE_WORD || memchr(name->text.p, '.', name->text.n) == NULL) {
        return cursor_expected(c, "the name of a licence, such as US.gl-interbank");
    }
    struct name_ref taken;
    if (regime_find_any(g, name->text, &taken)) {
        diag_error(rd->parse.diags, "E0230", name->at, "`%.*s` is declared already, as %s", STR_ARG(name->text),
                   item_phrase(taken.kind));
        return false;
    }
    c->i++;
    struct block *b;
    if (!cursor_block(c, &b)) {
        return false;
    }
    struct exemption e = {.item = {.kind = ITEM_LICENCE,
                                   .name = name->text,
                                   .at = name->at,
                                   .review = {DAY_NONE, {0}},
                                   .from = DAY_MIN,
                                   .until = DAY_MAX,
                                   .unknown_from = DAY_MAX,
                                   .suspended_from = DAY_MAX,
                                   .suspended_until = DAY_MAX}};
    e.licence = true;
    e.measure = -1;
    e.authority = a->authority;
    e.item.jurisdiction = g->authorities.items[a->authority].item.jurisdiction;
    e.item.source = STR("the roadmap");
    e.item.index = (int)g->exemptions.n;
    e.stage_act = (int)rd->road->acts.n;
    parse_exemption_block(&rd->parse, b, &e);
    ints over = {0};
    ints conducts = {0};
    bool said = false;
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(&rd->parse, &b->stmts[i]);
        if (cursor_take(&k, "over")) {
            said = true;
            if (!parse_measure_list(&k, &over) || !cursor_end(&k)) {
                return false;
            }
        } else if (cursor_take(&k, "licenses")) {
            do {
                int index;
                if (!cursor_name(&k, ITEM_CONDUCT, &index)) {
                    return false;
                }
                ints_add(arena, &conducts, g->conducts.items[index].value);
            } while (cursor_take_comma(&k));
        }
    }
    /* only what the author may license: a licence never frees more than its author's power */
    ints reached = {0};
    for (size_t m = 0; m < g->measures.n; m++) {
        if (said && !ints_has_value(&over, (int)m)) {
            continue;
        }
        const struct measure *me = &g->measures.items[m];
        for (int h = me->first_hold; h < me->first_hold + me->n_holds; h++) {
            for (size_t p = 0; p < g->powers.n; p++) {
                if (road_power_of(g, &g->powers.items[p], a, 1U << ACT_LICENSE) &&
                    power_reaches_hold(g, &g->powers.items[p], h)) {
                    ints_add(arena, &reached, h);
                    a->power = a->power < 0 ? (int)p : a->power;
                }
            }
        }
    }
    if (reached.n == 0) {
        struct diag *d = diag_error(rd->parse.diags, "E0402", name->at, "`%.*s` has no power to license any of this",
                                    STR_ARG(a->authority_name));
        diag_help(rd->parse.diags, d, "a power in the regime says: of AUTHORITY, may license, over ...");
        return false;
    }
    e.conducts = conducts.items;
    e.n_conducts = conducts.n;
    VEC_PUSH(g->arena, &g->exemptions, e);
    int index = (int)g->exemptions.n - 1;
    for (size_t i = 0; i < reached.n; i++) {
        ints_add(g->arena, &g->holds.items[reached.items[i]].licences, index);
    }
    struct name_ref ref = {ITEM_LICENCE, index};
    map_put(&g->names, name->text, g->refs.n);
    VEC_PUSH(g->arena, &g->refs, ref);
    a->effect.licence = index;
    a->has_effect = true;
    return true;
}

static bool read_amend(struct reader *rd, struct cursor *c, struct act *a)
{
    struct block *b;
    if (!read_targets(rd, c, a) || !cursor_block(c, &b)) {
        return false;
    }
    struct clause *all = NULL;
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(&rd->parse, &b->stmts[i]);
        struct block *inner;
        if (!cursor_take(&k, "omit")) {
            cursor_expected(&k, "`omit CLAUSE` (`add` and `set` come later)");
            return false;
        }
        struct clause *one = NULL;
        const struct node *n = cursor_peek(&k);
        if (n != NULL && n->kind == NODE_BLOCK) {
            if (!cursor_block(&k, &inner) || !cursor_end(&k)) {
                return false;
            }
            one = parse_clause_block(&rd->parse, inner, false, 1, n->at);
        } else if (!parse_clause(&k, false, 1, &one)) {
            return false;
        }
        if (all == NULL) {
            all = clause_new(&rd->parse, CL_ANY, b->stmts[i].at);
        }
        VEC(struct clause *) kids = {all->kids, all->n_kids, all->n_kids};
        VEC_PUSH(rd->parse.arena, &kids, one);
        all->kids = kids.items;
        all->n_kids = kids.n;
    }
    if (all == NULL) {
        diag_error(rd->parse.diags, "E0403", a->at, "an amendment that omits nothing");
        return false;
    }
    a->effect.omit = all;
    return true;
}

static bool read_kept(struct reader *rd, struct cursor *c, struct act *a)
{
    if (cursor_done(c)) {
        return cursor_expected(c, "what is certified, notified, reported ...");
    }
    for (const struct node *n = cursor_peek(c); n != NULL; n = cursor_peek(c)) {
        if (n->kind == NODE_WORD) {
            VEC_PUSH(rd->parse.arena, &a->named, n->text);
        }
        c->i++;
    }
    return true;
}

void road_read_act(struct reader *rd, const struct stmt *s, int stage)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct regime *g = rd->parse.regime;
    struct act a = {.authority = -1, .stage = stage, .power = -1, .at = s->at, .until = DAY_NONE};
    a.effect.licence = -1;
    a.effect.id = (int)rd->road->acts.n;
    c.i = 1;
    a.text = cursor_rest(&c);
    c.i = 1;
    if (!cursor_name(&c, ITEM_AUTHORITY, &a.authority)) {
        return;
    }
    a.authority_name = g->authorities.items[a.authority].item.name;
    const struct node *verb = cursor_peek(&c);
    int kind = -1;
    for (int k = 0; verb != NULL && verb->kind == NODE_WORD && k < ACT_KINDS; k++) {
        kind = str_is(verb->text, act_kind_verb((enum act_kind)k)) ? k : kind;
    }
    if (kind < 0) {
        if (verb != NULL && verb->kind == NODE_WORD) {
            const char *verbs[ACT_KINDS];
            for (int k = 0; k < ACT_KINDS; k++) {
                verbs[k] = act_kind_verb((enum act_kind)k);
            }
            parse_unknown_word(&rd->parse, "E0401", verb->at, "unrecognized act:", verb->text, verbs, ACT_KINDS);
        } else {
            cursor_expected(&c, "what the authority does (`ends`, `suspends`, `amends`, `licenses` ...)");
        }
        return;
    }
    c.i++;
    a.kind = (enum act_kind)kind;
    a.effect.kind = a.kind;
    size_t before = rd->parse.diags->errors;
    bool ok;
    switch (kind) {
    case ACT_END:
    case ACT_SUSPEND: ok = read_targets(rd, &c, &a) && read_term(rd, &c, &a); break;
    case ACT_AMEND: ok = read_amend(rd, &c, &a) && read_term(rd, &c, &a); break;
    case ACT_LICENSE: ok = read_licence(rd, &c, &a) && read_term(rd, &c, &a); break;
    default: ok = read_kept(rd, &c, &a); break;
    }
    if (!ok) {
        return;
    }
    for (size_t i = 0; i < a.targets.n && before == rd->parse.diags->errors; i++) {
        hit_target(rd, &a, &a.targets.items[i]);
    }
    if (rd->road->acts.n >= ROAD_ACTS) {
        diag_error(rd->parse.diags, "E0404", s->at, "more than %d acts", ROAD_ACTS);
        return;
    }
    VEC_PUSH(rd->parse.arena, &rd->road->acts, a);
    VEC_PUSH(rd->parse.arena, &rd->road->stages.items[stage].acts, (int)rd->road->acts.n - 1);
}
