#include "plan/road.h"

#include "base/arena.h"
#include "law/parse.h"

struct reader {
    struct parse parse;
    struct road *road;
};

/* ---- small parts ---- */

static int stage_of(const struct road *r, int number)
{
    for (size_t i = 0; i < r->stages.n; i++) {
        if (r->stages.items[i].number == number) {
            return (int)i;
        }
    }
    return -1;
}

/* A length of time in days, where the day that it begins on is not known. */
static bool days_of(struct cursor *c, int *ret)
{
    char unit;
    bool ok = cursor_term(c, ret, &unit);
    *ret = ok ? term_days(0, *ret, unit) : 0;
    return ok;
}

/* `verified by iaea with report every 90 days`: as written, and how often a report is due. */
static struct str verified(struct cursor *c, int *ret_report_days)
{
    size_t at = c->i;
    while (!cursor_done(c) && !cursor_take2(c, "report", "every")) {
        c->i++;
    }
    if (!cursor_done(c)) {
        days_of(c, ret_report_days);
    }
    c->i = at;
    return cursor_rest(c);
}

static void read_condition(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct condition k = {.at = s->at};
    c.i = 1;
    const struct node *name = cursor_peek(&c);
    if (name == NULL || name->kind != NODE_WORD) {
        cursor_expected(&c, "the name of a condition");
        return;
    }
    for (size_t i = 0; i < rd->road->conditions.n; i++) {
        if (str_eq(rd->road->conditions.items[i].name, name->text)) {
            diag_error(rd->parse.diags, "E0230", name->at, "the condition `%.*s` is declared twice",
                       STR_ARG(name->text));
            return;
        }
    }
    k.name = name->text;
    c.i++;
    cursor_optional_string(&c, &k.title);
    k.verified = cursor_done(&c) ? STR("") : verified(&c, &k.report_days);
    if (rd->road->conditions.n == ROAD_CONDITIONS) {
        diag_error(rd->parse.diags, "E0404", name->at, "more than %d conditions", ROAD_CONDITIONS);
        return;
    }
    VEC_PUSH(rd->parse.arena, &rd->road->conditions, k);
}

/* A formula of conditions; NULL: reported. */
static const struct when *formula(struct reader *rd, struct cursor *c, bool events)
{
    struct str list[ROAD_CONDITIONS];
    struct condition_names names = {list, rd->road->conditions.n};
    for (size_t i = 0; i < names.n; i++) {
        list[i] = rd->road->conditions.items[i].name;
    }
    return when_read(&rd->parse, &names, c, events);
}

/* ---- powers ---- */

static bool acts_as(const struct regime *g, int author, int holder, enum act_kind kind)
{
    if (author == holder) {
        return true;
    }
    const struct authority *a = &g->authorities.items[author];
    if (a->acts_for != holder) {
        return false;
    }
    static const struct {
        enum act_kind kind;
        const char *word;
    } words[] = {{ACT_LICENSE, "licensing"},
                 {ACT_DELIST, "delisting"},
                 {ACT_AMEND, "rules"},
                 {ACT_END, "rules"},
                 {ACT_SUSPEND, "rules"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].kind == kind) {
            size_t n = strlen(words[i].word);
            for (size_t k = 0; k + n <= a->acts_in.n; k++) {
                if (memcmp(a->acts_in.p + k, words[i].word, n) == 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Does one target of a power cover one target of an act? */
static bool covers(const struct regime *g, const struct target *over, const struct target *t)
{
    switch ((int)over->kind) {
    case TARGET_PROVISION: return t->kind == TARGET_PROVISION && provision_within(g, t->provision, over->provision);
    case TARGET_MANDATES: return t->kind == TARGET_MANDATES && provision_within(g, t->provision, over->provision);
    case TARGET_INSTRUMENTS_BY:
        return t->kind == TARGET_PROVISION && g->instruments.items[t->provision.instrument].authority == over->index;
    case TARGET_LICENCES_BY: return t->kind == TARGET_LICENCE && g->exemptions.items[t->index].authority == over->index;
    case TARGET_MEASURES_OF:
        return t->kind == TARGET_MEASURE && g->measures.items[t->index].item.jurisdiction == over->index;
    case TARGET_MEASURE:
    case TARGET_GROUP:
    case TARGET_EXEMPTION:
    case TARGET_LICENCE:
    case TARGET_POLICY:
    case TARGET_CONSEQUENCE:
    case TARGET_OFFER:
        if (over->kind == TARGET_GROUP && t->kind == TARGET_MEASURE) {
            return ints_has_value(&g->groups.items[over->index].measures, t->index);
        }
        return over->kind == t->kind && over->index == t->index;
    default: return false;
    }
}

/* Items that stand in an instrument are reached by a power over the instrument, or over instruments by its author. */
static bool covers_item(const struct regime *g, const struct target *over, const struct item *item)
{
    for (size_t i = 0; i < item->under.n; i++) {
        const struct provision *p = &item->under.items[i];
        if (over->kind == TARGET_PROVISION && provision_within(g, *p, over->provision)) {
            return true;
        }
        if (over->kind == TARGET_INSTRUMENTS_BY && g->instruments.items[p->instrument].authority == over->index) {
            return true;
        }
    }
    return false;
}

static const struct item *target_item(const struct regime *g, const struct target *t)
{
    switch ((int)t->kind) {
    case TARGET_EXEMPTION:
    case TARGET_LICENCE: return &g->exemptions.items[t->index].item;
    case TARGET_POLICY: return &g->policies.items[t->index].item;
    case TARGET_CONSEQUENCE: return &g->consequences.items[t->index].item;
    case TARGET_OFFER: return &g->offers.items[t->index].item;
    default: return NULL;
    }
}

/* The measures that a target names: its holds are hit one by one, those in the author's power. */
static const ints *target_measures(const struct regime *g, const struct target *t, ints *room)
{
    if (t->kind == TARGET_GROUP) {
        return &g->groups.items[t->index].measures;
    }
    if (t->kind == TARGET_MEASURE) {
        room->items = (int *)(uintptr_t)&t->index;
        room->n = 1;
        return room;
    }
    return NULL;
}

static bool power_covers(const struct regime *g, const struct power *p, const struct target *t)
{
    bool over = false;
    const struct item *item = target_item(g, t);
    for (size_t i = 0; i < p->over.n && !over; i++) {
        over = covers(g, &p->over.items[i], t) || (item != NULL && covers_item(g, &p->over.items[i], item));
    }
    for (size_t i = 0; i < p->except.n && over; i++) {
        over = !covers(g, &p->except.items[i], t) && !(item != NULL && covers_item(g, &p->except.items[i], item));
    }
    return over;
}

static bool power_of(const struct regime *g, const struct power *p, const struct act *a, unsigned kinds)
{
    return (p->kinds & kinds) != 0 && acts_as(g, a->authority, p->authority, a->kind);
}

/* The kinds of power that carry an act: who may end may suspend only if the text says so, and no other way round. */
static unsigned kinds_for(enum act_kind kind)
{
    return 1U << kind;
}

/* ---- what an act does ---- */

static void hit_measures(struct reader *rd, struct act *a, const ints *measures, const struct target *t)
{
    struct regime *g = rd->parse.regime;
    unsigned kinds = kinds_for(a->kind);
    bool some = false;
    for (size_t i = 0; i < measures->n; i++) {
        const struct measure *m = &g->measures.items[measures->items[i]];
        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
            bool reached = false;
            for (size_t p = 0; p < g->powers.n && !reached; p++) {
                if (power_of(g, &g->powers.items[p], a, kinds) && power_reaches_hold(g, &g->powers.items[p], h)) {
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
    const ints *measures = target_measures(g, t, &room);
    a->has_effect = true;
    if (measures != NULL) {
        hit_measures(rd, a, measures, t);
        return;
    }
    bool found = false;
    for (size_t p = 0; p < g->powers.n && !found; p++) {
        if (power_of(g, &g->powers.items[p], a, kinds_for(a->kind)) && power_covers(g, &g->powers.items[p], t)) {
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

bool road_act_under(const struct regime *g, const struct act *a, int power)
{
    const struct power *p = &g->powers.items[power];
    bool all = power_of(g, p, a, kinds_for(a->kind));
    for (size_t i = 0; i < a->targets.n && all; i++) {
        ints room = {0};
        const struct target *t = &a->targets.items[i];
        const ints *measures = target_measures(g, t, &room);
        bool some = measures == NULL && (t->kind == TARGET_EXTERNAL || power_covers(g, p, t));
        for (size_t k = 0; measures != NULL && k < measures->n && !some; k++) {
            const struct measure *m = &g->measures.items[measures->items[k]];
            for (int h = m->first_hold; h < m->first_hold + m->n_holds && !some; h++) {
                some = power_reaches_hold(g, p, h);
            }
        }
        all = some;
    }
    return all;
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
        a->while_ = formula(rd, c, false);
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
                if (power_of(g, &g->powers.items[p], a, 1U << ACT_LICENSE) &&
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

static void read_act(struct reader *rd, const struct stmt *s, int stage)
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

/* ---- stages ---- */

static void stage_statement(struct reader *rd, int index, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct stage *st = &rd->road->stages.items[index];
    if (cursor_take(&c, "after")) {
        ints after = {0};
        struct cursor all = c;
        struct str written = cursor_rest(&all);
        do {
            int number;
            const struct node *n = cursor_peek(&c);
            if (!cursor_integer(&c, &number)) {
                return;
            }
            int at = stage_of(rd->road, number);
            if (at < 0 || at == index) {
                struct diag *d =
                    diag_error(rd->parse.diags, "E0405", n->at, "there is no stage %d before this one", number);
                diag_help(rd->parse.diags, d, "`after` names stages that stand above");
                return;
            }
            ints_add(rd->parse.arena, &after, at);
        } while (cursor_take_comma(&c));
        if (cursor_take2(&c, "at", "least")) {
            if (!cursor_term(&c, &st->delay.n, &st->delay.unit)) {
                return;
            }
        }
        if (!cursor_end(&c)) {
            return;
        }
        st = &rd->road->stages.items[index];
        st->after = after.items;
        st->n_after = after.n;
        st->after_text = written;
    } else if (cursor_take(&c, "when")) {
        size_t at = c.i;
        st->guard = formula(rd, &c, false);
        if (st->guard != NULL && cursor_end(&c)) {
            c.i = at;
            st->when = cursor_rest(&c);
        }
    } else if (cursor_take(&c, "on")) {
        if (cursor_date(&c, &st->on)) {
            cursor_end(&c);
        }
    } else if (cursor_is(&c, "act")) {
        read_act(rd, s, index);
    } else if (cursor_take(&c, "promises")) {
        struct str text = cursor_rest(&c);
        VEC_PUSH(rd->parse.arena, &st->promises, text);
    } else if (cursor_is(&c, "deadline") || cursor_is(&c, "within") || cursor_is(&c, "note") ||
               cursor_is(&c, "source")) {
        cursor_rest(&c);
    } else {
        static const char *const words[] = {"after", "when", "on", "act", "promises", "note", "source", "within"};
        const struct node *n = cursor_peek(&c);
        parse_unknown_word(&rd->parse, "E0202", n->at, "unrecognized statement in a stage:", n->text, words,
                           sizeof words / sizeof *words);
    }
}

static void read_stage(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct stage st = {.on = DAY_NONE, .at = s->at};
    struct block *b;
    c.i = 1;
    const struct node *n = cursor_peek(&c);
    if (!cursor_integer(&c, &st.number)) {
        return;
    }
    if (st.number == 0 || stage_of(rd->road, st.number) >= 0) {
        diag_error(rd->parse.diags, "E0230", n->at,
                   st.number == 0 ? "stage 0 is today" : "the stage %d is declared twice", st.number);
        return;
    }
    cursor_optional_string(&c, &st.title);
    if (!cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    if (rd->road->stages.n >= ROAD_STAGES) {
        struct diag *d = diag_error(rd->parse.diags, "E0406", n->at, "more than %d stages", ROAD_STAGES);
        diag_help(rd->parse.diags, d, "split the road in two");
        return;
    }
    VEC_PUSH(rd->parse.arena, &rd->road->stages, st);
    int index = (int)rd->road->stages.n - 1;
    for (size_t i = 0; i < b->n; i++) {
        stage_statement(rd, index, &b->stmts[i]);
    }
    struct stage *at = &rd->road->stages.items[index];
    for (size_t i = 0; i < at->n_after; i++) {
        at->ancestors |= 1ULL << at->after[i] | rd->road->stages.items[at->after[i]].ancestors;
    }
}

/* ---- the road ---- */

static void road_property(struct reader *rd, struct cursor *c)
{
    struct road *r = rd->road;
    struct item scratch = {.review = {DAY_NONE, {0}}};
    const struct node *n = cursor_peek(c);
    int took = parse_property(c, &scratch);
    if (took > 0) {
        r->source = scratch.source.n > 0 ? scratch.source : r->source;
        r->note = scratch.note.n > 0 ? scratch.note : r->note;
        r->review = scratch.review.day != DAY_NONE ? scratch.review : r->review;
    } else if (took == 0) { /* below 0: it has reported */
        static const char *const words[] = {"source", "regime", "start", "deals", "floor", "note", "reviewed"};
        parse_unknown_word(&rd->parse, "E0202", n->at, "unrecognized statement in a roadmap:", n->text, words,
                           sizeof words / sizeof *words);
    }
}

static void road_statement(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct road *r = rd->road;
    if (cursor_take(&c, "regime")) {
        const struct node *n = cursor_peek(&c);
        if (n == NULL || n->kind != NODE_WORD) {
            cursor_expected(&c, "the name of a regime");
            return;
        }
        r->regime = n->text;
        if (!str_eq(n->text, rd->parse.regime->name)) {
            struct diag *d =
                diag_error(rd->parse.diags, "E0407", n->at, "this road is over the regime `%.*s`, and `%.*s` is loaded",
                           STR_ARG(n->text), STR_ARG(rd->parse.regime->name));
            diag_help(rd->parse.diags, d, "load it with --regime %.*s", STR_ARG(n->text));
        }
        c.i++;
        cursor_end(&c);
    } else if (cursor_take(&c, "start")) {
        if (cursor_date(&c, &r->start)) {
            cursor_end(&c);
        }
    } else if (cursor_take(&c, "deals")) {
        cursor_string(&c, &r->deals);
    } else if (cursor_take(&c, "floor")) {
        cursor_string(&c, &r->floor);
    } else {
        road_property(rd, &c);
    }
}

static void read_header(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct block *b;
    c.i = 1;
    const struct node *name = cursor_peek(&c);
    if (name == NULL || name->kind != NODE_WORD) {
        cursor_expected(&c, "the name of the roadmap");
        return;
    }
    rd->road->name = name->text;
    rd->road->at = name->at;
    c.i++;
    cursor_optional_string(&c, &rd->road->title);
    if (cursor_block(&c, &b) && cursor_end(&c)) {
        for (size_t i = 0; i < b->n; i++) {
            road_statement(rd, &b->stmts[i]);
        }
    }
}

/* What brings the old state back, and how. */
static void read_snapback(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct snapback *back = &rd->road->back;
    struct block *b;
    c.i = 1;
    rd->road->snapback = cursor_rest(&c);
    c.i = 1;
    if (!cursor_need(&c, "on")) {
        return;
    }
    back->on = formula(rd, &c, true);
    if (back->on == NULL || !cursor_block(&c, &b) || !cursor_end(&c)) {
        return;
    }
    back->given = true;
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(&rd->parse, &b->stmts[i]);
        const struct node *n = cursor_peek(&k);
        if (cursor_take(&k, "notice")) {
            if (days_of(&k, &back->notice)) {
                cursor_end(&k);
            }
        } else if (cursor_take2(&k, "to", "stage")) {
            n = cursor_peek(&k);
            if (cursor_integer(&k, &back->to) && cursor_end(&k) && back->to != 0 && stage_of(rd->road, back->to) < 0) {
                diag_error(rd->parse.diags, "E0405", n->at, "there is no stage %d", back->to);
            }
        } else if (cursor_take(&k, "wind-down")) {
            if (days_of(&k, &back->wind_down)) {
                cursor_rest(&k); /* `for contracts before notice` */
            }
        } else {
            static const char *const words[] = {"notice", "to", "wind-down"};
            parse_unknown_word(&rd->parse, "E0202", n == NULL ? b->stmts[i].at : n->at,
                               "unrecognized statement in a snapback:", n == NULL ? STR("") : n->text, words,
                               sizeof words / sizeof *words);
        }
    }
}

static bool read_demand(struct cursor *c, struct demand *ret)
{
    const struct node *n = cursor_peek(c);
    if (n != NULL && n->kind == NODE_STRING) {
        return cursor_string(c, &ret->text) && cursor_end(c);
    }
    ret->text = cursor_rest(c);
    c->i = 0;
    if (cursor_take2(c, "restored", "within")) {
        ret->kind = DEMAND_RESTORED;
        return days_of(c, &ret->days) && cursor_need(c, "of") && cursor_need(c, "breach") && cursor_end(c);
    }
    if (cursor_take2(c, "floor", "open")) {
        ret->kind = DEMAND_FLOOR;
        return cursor_end(c);
    }
    if (cursor_take2(c, "no", "relief")) {
        ret->kind = DEMAND_BEFORE;
        return cursor_need(c, "by") && cursor_name(c, ITEM_AUTHORITY, &ret->late) && cursor_need(c, "before") &&
               cursor_need(c, "relief") && cursor_need(c, "by") && cursor_name(c, ITEM_AUTHORITY, &ret->early) &&
               cursor_end(c);
    }
    return cursor_expected(c, "`restored within N days of breach`, `floor open`, `no relief by A before relief by B`, "
                              "or a text in quotes, which is kept");
}

static void read_demands(struct reader *rd, const struct stmt *s)
{
    struct cursor c = cursor_of(&rd->parse, s);
    struct block *b;
    c.i = 1;
    if (!cursor_block(&c, &b)) {
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        struct cursor k = cursor_of(&rd->parse, &b->stmts[i]);
        struct demand one = {.kind = DEMAND_TEXT, .late = -1, .early = -1, .at = b->stmts[i].at};
        if (read_demand(&k, &one)) {
            VEC_PUSH(rd->parse.arena, &rd->road->demands, one);
        }
    }
}

struct road *road_load(struct arena *a, struct diags *diags, struct regime *g, const struct source *source)
{
    struct reader rd = {.road = ARENA_NEW(a, struct road)};
    parse_init(&rd.parse, a, diags, g);
    rd.road->start = DAY_NONE;
    rd.road->review.day = DAY_NONE;
    struct block *b = tree_read(a, diags, source);
    static const char *const words[] = {"roadmap", "condition", "stage", "snapback", "demands", "state"};
    const struct stmt *snapback = NULL;    /* read last: it names stages */
    for (int pass = 0; pass < 2; pass++) { /* conditions first: stages name them */
        for (size_t i = 0; i < b->n; i++) {
            const struct stmt *s = &b->stmts[i];
            const struct node *n = &s->nodes[0];
            if (s->broken) { /* its braces do not pair: reported by the reader */
                continue;
            }
            struct str w = n->kind == NODE_WORD ? n->text : STR("");
            if (str_is(w, "roadmap") || str_is(w, "condition")) {
                if (pass == 0 && str_is(w, "roadmap")) {
                    read_header(&rd, s);
                } else if (pass == 0) {
                    read_condition(&rd, s);
                }
            } else if (pass == 1 && str_is(w, "stage")) {
                read_stage(&rd, s);
            } else if (pass == 1 && str_is(w, "snapback")) {
                snapback = snapback == NULL ? s : snapback;
                if (snapback != s) {
                    diag_error(diags, "E0230", s->at, "a second `snapback`");
                }
            } else if (pass == 1 && str_is(w, "demands")) {
                read_demands(&rd, s);
            } else if (pass == 1 && !str_is(w, "state")) {
                parse_unknown_word(&rd.parse, "E0201", n->kind == NODE_BLOCK ? s->at : n->at,
                                   "unrecognized declaration in a road:", n->kind == NODE_BLOCK ? STR("{") : n->text,
                                   words, sizeof words / sizeof *words);
            }
        }
    }
    if (snapback != NULL) {
        read_snapback(&rd, snapback);
    }
    if (rd.road->name.n == 0 && diags->errors == 0) {
        struct span at = {source, 0, 0};
        struct diag *d = diag_error(diags, "E0408", at, "no `roadmap` block in this file");
        diag_help(diags, d, "begin with `roadmap NAME \"title\" { regime NAME; start DATE }`");
    }
    parse_finish(&rd.parse);
    for (size_t i = 0; i < rd.road->acts.n; i++) {
        if (rd.road->acts.items[i].effect.omit != NULL) {
            parse_link(&rd.parse, rd.road->acts.items[i].effect.omit);
        }
    }
    return rd.road;
}
