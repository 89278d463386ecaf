#include "plan/road_check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "decide/life.h"
#include "plan/promise.h"
#include "plan/upon.h"

struct checking {
    struct arena *arena;
    struct road_check *out;
    const struct regime *g;
    const struct road *r;
    struct overlay overlay; /* lane i: stage i */
};

const char *plan_problem_word(enum plan_problem p)
{
    static const char *const words[PLAN_PROBLEMS] = {
        "unfound", "too-long",        "no-end",     "unreached", "silent-lapse", "lapse-lost", "not-restorable",
        "slow",    "kept-by-mandate", "implements", "demand",    "floor",        "promise",    "unchecked"};
    return words[p];
}

static struct plan_finding *add(struct checking *k, enum plan_problem problem, enum plan_weight weight, int act,
                                struct str text)
{
    struct plan_finding one = {.problem = problem, .weight = weight, .act = act, .stage = -1, .text = text};
    one.stage = act >= 0 ? k->r->acts.items[act].stage : -1;
    VEC_PUSH(k->arena, &k->out->findings, one);
    return &k->out->findings.items[k->out->findings.n - 1];
}

static struct str name_of(const struct checking *k, int authority)
{
    return k->g->authorities.items[authority].item.name;
}

/* The run to the act's stage, and the act's term with its lapse. */
static run_steps lapse_run(struct checking *k, int act, int days)
{
    const run_steps *to = &k->out->runs->to_stage[k->r->acts.items[act].stage];
    run_steps run = {0};
    int day = 0;
    for (size_t i = 0; i < to->n; i++) {
        VEC_PUSH(k->arena, &run, to->items[i]);
        day = to->items[i].day;
    }
    struct run_step end = {day + days, RUN_LAPSED, act};
    VEC_PUSH(k->arena, &run, end);
    return run;
}

/* ---- powers ---- */

static int order_of(const struct checking *k, int authority)
{
    return authority < 0 ? -1 : k->g->authorities.items[authority].item.jurisdiction;
}

/* The findings made at the act's stage, or before it, by any authority of its author's legal order: the President may certify what a Secretary
 * then acts upon. */
static void made_before(const struct checking *k, const struct act *act, upon_names *ret)
{
    const struct stage *st = &k->r->stages.items[act->stage];
    for (size_t i = 0; i < k->r->acts.n; i++) {
        const struct act *x = &k->r->acts.items[i];
        bool before = x->stage == act->stage || (st->ancestors >> x->stage & 1U) != 0;
        if (before && order_of(k, x->authority) == order_of(k, act->authority) &&
            (x->kind == ACT_CERTIFY || x->kind == ACT_DETERMINE)) {
            for (size_t n = 0; n < x->named.n; n++) {
                VEC_PUSH(k->arena, ret, x->named.items[n]);
            }
        }
    }
}

/* The first of a list, and how many more. */
static struct str joined(struct arena *a, const upon_names *list, const char *by, size_t most)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < list->n && i < most; i++) {
        buf_addf(&b, "%s%.*s", i > 0 ? by : "", STR_ARG(list->items[i]));
    }
    if (list->n > most) {
        buf_addf(&b, " and %zu more", list->n - most);
    }
    return buf_str(&b);
}

static void check_term(struct checking *k, int index, const struct power *p)
{
    const struct act *act = &k->r->acts.items[index];
    int longest = road_term(k->r, p->longest, p->longest_unit);
    int lasts = road_term(k->r, act->lasts.n, act->lasts.unit);
    if (longest == 0) {
        return;
    }
    if (lasts == 0 && act->until == DAY_NONE) {
        struct plan_finding *f = add(
            k, PLAN_NO_END, PLAN_ERROR, index,
            str_fmt(k->arena, "%.*s allows it %.*s, and the act has no end", STR_ARG(p->item.name), STR_ARG(p->terms)));
        f->remedy = STR("give it a term: `for ... renewed while ...`");
    } else if (lasts > longest) {
        struct plan_finding *f = add(k, PLAN_TOO_LONG, PLAN_ERROR, index,
                                     str_fmt(k->arena, "it lasts %d days, and %.*s allows it %.*s", lasts,
                                             STR_ARG(p->item.name), STR_ARG(p->terms)));
        f->remedy = STR("a shorter term, renewed");
    }
}

/* Of the powers that carry the act, the one that asks for least of what is not there. */
static void check_power(struct checking *k, int index)
{
    const struct act *act = &k->r->acts.items[index];
    upon_names made = {0};
    upon_names least = {0};
    const struct power *best = NULL;
    made_before(k, act, &made);
    for (size_t i = 0; i < k->g->powers.n && act->has_effect; i++) {
        upon_names missing = {0};
        if (!road_act_under(k->g, act, (int)i)) {
            continue;
        }
        upon_met(k->arena, k->g->powers.items[i].upon, &made, &missing);
        if (best == NULL || missing.n < least.n) {
            best = &k->g->powers.items[i];
            least = missing;
        }
    }
    if (best == NULL) {
        return;
    }
    if (least.n > 0) {
        struct plan_finding *f =
            add(k, PLAN_UNFOUND, PLAN_ERROR, index,
                str_fmt(k->arena, "%.*s asks for findings that nobody makes at this stage or before: %.*s",
                        STR_ARG(best->item.name), STR_ARG(joined(k->arena, &least, ", ", least.n))));
        f->remedy = str_fmt(k->arena, "act %.*s certifies %.*s", STR_ARG(name_of(k, act->authority)),
                            STR_ARG(joined(k->arena, &least, ", ", least.n)));
        f->run = k->out->runs->to_stage[act->stage];
    }
    check_term(k, index, best);
}

/* ---- lapses ---- */

static void check_lapse(struct checking *k, int index)
{
    const struct act *act = &k->r->acts.items[index];
    int lasts = road_term(k->r, act->lasts.n, act->lasts.unit);
    if (lasts > 0 && act->while_ == NULL) {
        struct plan_finding *f =
            add(k, PLAN_SILENT_LAPSE, PLAN_RISK, index,
                str_fmt(k->arena, "it lapses after %d days, whatever is kept: no renewal is written", lasts));
        f->remedy = STR("`renewed while CONDITION`, if it is meant to last");
        f->run = lapse_run(k, index, lasts);
    }
    const run_steps *lapse = &k->out->runs->to_lapse[index];
    if (act->while_ != NULL && lapse->n > 0) {
        struct plan_finding *f =
            add(k, PLAN_LAPSE_LOST, PLAN_RISK, index,
                STR("once it has lapsed no act of this road makes it again, though what it waits for may come back"));
        f->run = *lapse;
    }
}

/* ---- the way back ---- */

static bool may_restore(const struct checking *k, const struct act *act)
{
    for (size_t i = 0; i < k->g->powers.n; i++) {
        const struct power *p = &k->g->powers.items[i];
        struct act back = *act;
        bool found = false;
        back.kind = ACT_RESTORE;
        found = found || road_act_under(k->g, &back, (int)i);
        back.kind = ACT_IMPOSE;
        found = found || road_act_under(k->g, &back, (int)i);
        if (found && p->authority == act->authority) {
            return true;
        }
    }
    return false;
}

/* Days from the event to the act's undoing, notice not counted; -1: it cannot be undone by snapback, and *ret_why says why. */
static int days_to_undo(struct checking *k, const struct act *act, struct str *ret_why)
{
    const struct authority *by = &k->g->authorities.items[act->authority];
    int lasts = road_term(k->r, act->lasts.n, act->lasts.unit);
    *ret_why = STR("");
    if (act->kind == ACT_END) {
        if (may_restore(k, act)) {
            return 0;
        }
        *ret_why = str_fmt(k->arena, "ended is ended: no power lets %.*s restore or impose it", STR_ARG(by->item.name));
        return -1;
    }
    if (by->veto.n == 0) {
        return 0;
    }
    if (lasts > 0) {
        *ret_why = str_fmt(k->arena, "%.*s can be kept from ending it early by a veto (%.*s); it lapses by itself",
                           STR_ARG(by->item.name), STR_ARG(by->veto));
        return lasts;
    }
    *ret_why = str_fmt(k->arena, "it has no end, and a veto (%.*s) can keep %.*s from taking it back",
                       STR_ARG(by->veto), STR_ARG(by->item.name));
    return -1;
}

/* The longest silence after which the snapback comes. */
static int silence(const struct when *w)
{
    int most = w->op == WHEN_NO_REPORT ? w->days : 0;
    for (size_t i = 0; i < w->n_kids; i++) {
        int one = silence(w->kids[i]);
        most = one > most ? one : most;
    }
    return most;
}

struct slowest {
    int days; /* of breach to the old state */
    int act;
    int stuck; /* an act that cannot be undone; -1 */
};

static struct slowest check_back(struct checking *k)
{
    struct slowest s = {0, -1, -1};
    const struct snapback *back = &k->r->back;
    for (size_t i = 0; i < k->r->acts.n && back->given; i++) {
        const struct act *act = &k->r->acts.items[i];
        struct str why;
        if (!act->has_effect) {
            continue;
        }
        int days = days_to_undo(k, act, &why);
        if (days < 0) {
            struct plan_finding *f = add(k, PLAN_NOT_RESTORABLE, PLAN_ERROR, (int)i,
                                         str_fmt(k->arena, "snapback cannot bring it back: %.*s", STR_ARG(why)));
            f->remedy = act->kind == ACT_END ? STR("suspend it, for a term, instead of ending it")
                                             : STR("give it a term, so that silence restores");
            f->run = k->out->runs->to_stage[act->stage];
            s.stuck = s.stuck < 0 ? (int)i : s.stuck;
            continue;
        }
        days = days > back->notice ? days : back->notice;
        if (days > s.days || s.act < 0) {
            s.days = days;
            s.act = (int)i;
        }
        if (days > back->notice) {
            struct plan_finding *f =
                add(k, PLAN_SLOW, PLAN_RISK, (int)i,
                    str_fmt(k->arena, "back after %d days at worst, not %d: %.*s", days, back->notice, STR_ARG(why)));
            f->run = lapse_run(k, (int)i, days);
        }
    }
    return s;
}

/* ---- what stands beside ---- */

static bool off_at(const struct checking *k, int measure, int stage)
{
    const struct measure *m = &k->g->measures.items[measure];
    for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {
        struct life l = {k->g, &k->overlay, NULL, k->r->start, (unsigned)stage + 1};
        int mandate;
        if (life_hold(&l, h, &mandate) != TRI_FALSE) {
            return false;
        }
    }
    return true;
}

static void check_implements(struct checking *k, int index)
{
    const struct act *act = &k->r->acts.items[index];
    for (size_t i = 0; i < act->effect.holds.n; i++) {
        const struct measure *m = &k->g->measures.items[k->g->holds.items[act->effect.holds.items[i]].measure];
        for (size_t n = 0; n < m->implements.n; n++) {
            if (!off_at(k, m->implements.items[n], act->stage)) {
                add(k, PLAN_IMPLEMENTS, PLAN_ERROR, index,
                    str_fmt(k->arena, "%.*s carries out %.*s, which still stands at this stage", STR_ARG(m->item.name),
                            STR_ARG(k->g->measures.items[m->implements.items[n]].item.name)));
            }
        }
    }
}

static void check_mandates(struct checking *k, int index)
{
    const struct act *act = &k->r->acts.items[index];
    ints told = {0};
    if (act->kind != ACT_END && act->kind != ACT_SUSPEND) {
        return;
    }
    for (size_t h = 0; h < k->g->holds.n; h++) {
        const struct hold *x = &k->g->holds.items[h];
        bool touched = names_hold(k->g, &act->effect, (int)h);
        struct life l = {k->g, &k->overlay, NULL, k->r->start, (unsigned)act->stage + 1};
        int mandate = -1;
        if (!touched || life_hold(&l, (int)h, &mandate) == TRI_FALSE || mandate < 0 ||
            ints_has_value(&told, x->measure)) {
            continue;
        }
        const struct measure *m = &k->g->measures.items[x->measure];
        ints_add(k->arena, &told, x->measure);
        add(k, PLAN_KEPT_BY_MANDATE, PLAN_RISK, index,
            str_fmt(k->arena, "%.*s goes on: the mandate in %.*s keeps it", STR_ARG(m->item.name),
                    STR_ARG(provision_cite(k->g, k->arena, m->mandates.items[mandate]))));
    }
}

/* ---- demands ---- */

static bool relief_by(const struct checking *k, int stage, int authority)
{
    const struct stage *st = &k->r->stages.items[stage];
    for (size_t i = 0; i < st->acts.n; i++) {
        const struct act *x = &k->r->acts.items[st->acts.items[i]];
        bool relief = x->kind == ACT_END || x->kind == ACT_SUSPEND || x->kind == ACT_AMEND || x->kind == ACT_LICENSE ||
                      x->kind == ACT_WAIVE || x->kind == ACT_DELIST;
        if (relief && x->authority == authority) {
            return true;
        }
    }
    return false;
}

static void broken(struct checking *k, const struct demand *d, int stage, struct str why)
{
    struct plan_finding *f =
        add(k, PLAN_DEMAND, PLAN_ERROR, -1,
            str_fmt(k->arena, "the demand \"%.*s\" is broken: %.*s", STR_ARG(d->text), STR_ARG(why)));
    f->stage = stage;
    if (stage >= 0) {
        f->run = k->out->runs->to_stage[stage];
    }
}

static void check_before(struct checking *k, const struct demand *d)
{
    for (size_t s = 0; s < k->r->stages.n; s++) {
        bool before = false;
        for (size_t e = 0; e < k->r->stages.n; e++) {
            before = before || ((k->r->stages.items[s].ancestors >> e & 1U) != 0 && relief_by(k, (int)e, d->early));
        }
        if (relief_by(k, (int)s, d->late) && !before) {
            broken(k, d, (int)s,
                   str_fmt(k->arena, "%.*s gives relief at stage %d, and %.*s at no stage before it",
                           STR_ARG(name_of(k, d->late)), k->r->stages.items[s].number, STR_ARG(name_of(k, d->early))));
        }
    }
}

static void check_restored(struct checking *k, const struct demand *d, const struct slowest *slow)
{
    int quiet = k->r->back.given ? silence(k->r->back.on) : 0;
    if (!k->r->back.given) {
        broken(k, d, -1, STR("the road has no snapback"));
    } else if (slow->stuck >= 0) {
        broken(k, d, k->r->acts.items[slow->stuck].stage,
               str_fmt(k->arena, "`%.*s` is never restored", STR_ARG(k->r->acts.items[slow->stuck].text)));
    } else if (slow->days > d->days) {
        broken(
            k, d, k->r->acts.items[slow->act].stage,
            str_fmt(k->arena, "`%.*s` is back after %d days", STR_ARG(k->r->acts.items[slow->act].text), slow->days));
    } else if (quiet > 0 && quiet + k->r->back.notice > d->days) {
        broken(k, d, -1,
               str_fmt(k->arena,
                       "a breach that nobody reports is acted upon after %d days of silence, and the old state is back "
                       "after %d",
                       quiet, quiet + k->r->back.notice));
    }
}

static void check_floor(struct checking *k, const struct diff *diff)
{
    for (size_t i = 0; i < diff->rows.n; i++) {
        uint64_t open = range_open_lanes(&diff->rows.items[i].range);
        for (unsigned lane = 1; (open & 1U) != 0 && lane < diff->lanes; lane++) {
            if ((open >> lane & 1U) == 0) {
                struct plan_finding *f =
                    add(k, PLAN_FLOOR, PLAN_ERROR, -1,
                        str_fmt(k->arena, "%.*s is open today and not at stage %d", STR_ARG(diff->rows.items[i].id),
                                k->r->stages.items[lane - 1].number));
                f->stage = (int)lane - 1;
                f->run = k->out->runs->to_stage[lane - 1];
                break;
            }
        }
    }
}

static void check_demands(struct checking *k, const struct slowest *slow, const struct diff *diff)
{
    bool floor = k->r->floor.n > 0;
    for (size_t i = 0; i < k->r->demands.n; i++) {
        const struct demand *d = &k->r->demands.items[i];
        switch (d->kind) {
        case DEMAND_BEFORE: check_before(k, d); break;
        case DEMAND_RESTORED: check_restored(k, d, slow); break;
        case DEMAND_FLOOR: floor = true; break;
        case DEMAND_TEXT:
        default:
            add(k, PLAN_UNCHECKED, PLAN_NOTE, -1,
                str_fmt(k->arena, "the demand \"%.*s\" is text: nothing checks it", STR_ARG(d->text)));
        }
    }
    if (floor && diff != NULL) {
        check_floor(k, diff);
    } else if (floor) {
        add(k, PLAN_UNCHECKED, PLAN_NOTE, -1, STR("the floor is not checked: no deals were given"));
    }
}

/* ---- the whole ---- */

/* What closes the deal at the stage: the measures that surely do, those that do perhaps, and the facts on which that hangs. */
struct closed_by {
    upon_names surely, perhaps, facts;
};

static void add_once(struct arena *a, upon_names *to, struct str s)
{
    for (size_t i = 0; i < to->n; i++) {
        if (str_eq(to->items[i], s)) {
            return;
        }
    }
    VEC_PUSH(a, to, s);
}

static void add_closing(struct checking *k, const struct answer *an, const struct order_answer *o, unsigned lane,
                        struct closed_by *ret)
{
    for (size_t h = 0; h < o->n_holds; h++) {
        const struct hold_answer *x = &o->holds[h];
        enum tri closes = pair_lane(hold_closes(x), lane);
        const struct hold *hold = &k->g->holds.items[x->hold];
        struct str name = k->g->measures.items[hold->measure].item.name;
        if (hold->under.n > 0) {
            name = str_fmt(k->arena, "%.*s (%.*s)", STR_ARG(name),
                           STR_ARG(provision_cite(k->g, k->arena, hold->under.items[0])));
        }
        if (closes != TRI_FALSE) {
            add_once(k->arena, closes == TRI_TRUE ? &ret->surely : &ret->perhaps, name);
        }
    }
    for (size_t m = 0; m < o->n_missing; m++) {
        if ((o->missing[m].lanes >> lane & 1U) != 0) {
            add_once(k->arena, &ret->facts, atom_phrase(an->deal, k->arena, o->missing[m].atom));
        }
    }
}

static struct closed_by closed_at(struct checking *k, const struct answer *an, unsigned lane)
{
    struct closed_by c = {0};
    for (size_t l = 0; l < an->n_legs; l++) {
        for (size_t i = 0; i < an->legs[l].n_orders; i++) {
            const struct order_answer *o = &an->legs[l].orders[i];
            if (o->encoded && leg_order_counts(an, o, 1ULL << lane) && !range_open(&o->range, lane)) {
                add_closing(k, an, o, lane, &c);
            }
        }
    }
    return c;
}

#define SHOWN 12

static void check_promise(struct checking *k, int stage, struct str text)
{
    struct deal *d;
    struct str problem;
    struct plan_finding *f;
    if (!promise_deal(k->arena, k->g, text, k->r->start, &d, &problem)) {
        f = add(k, PLAN_UNCHECKED, PLAN_NOTE, -1,
                str_fmt(k->arena, "the promise \"%.*s\" is not checked: %.*s", STR_ARG(text), STR_ARG(problem)));
        f->stage = stage;
        return;
    }
    struct decision_options options = {.lane_days = road_days(k->arena, k->r)};
    const struct answer *an = decide(k->arena, k->g, d, &k->overlay, &options);
    struct closed_by c = closed_at(k, an, (unsigned)stage + 1);
    if (c.surely.n == 0 && c.perhaps.n == 0) {
        return;
    }
    f = add(k, PLAN_PROMISE, PLAN_ERROR, -1,
            c.surely.n > 0
                ? str_fmt(k->arena, "the promise \"%.*s\" is not kept: closed by %.*s", STR_ARG(text),
                          STR_ARG(joined(k->arena, &c.surely, "; ", SHOWN)))
                : str_fmt(k->arena, "the promise \"%.*s\" is kept for some deals of its kind only: %.*s may close them",
                          STR_ARG(text), STR_ARG(joined(k->arena, &c.perhaps, "; ", SHOWN))));
    f->stage = stage;
    f->run = k->out->runs->to_stage[stage];
    f->remedy = c.surely.n > 0
                    ? STR("`plan unlock` says who must sign")
                    : str_fmt(k->arena, "say more in it: %.*s", STR_ARG(joined(k->arena, &c.facts, "; ", SHOWN)));
}

static void check_stages(struct checking *k)
{
    for (size_t s = 0; s < k->r->stages.n; s++) {
        if ((k->out->runs->reached >> s & 1U) == 0 && k->out->runs->all) {
            struct plan_finding *f =
                add(k, PLAN_UNREACHED, PLAN_ERROR, -1,
                    str_fmt(k->arena, "no run of the conditions reaches stage %d", k->r->stages.items[s].number));
            f->stage = (int)s;
            f->remedy = STR("what it waits for excludes itself, or what comes before it");
        }
        for (size_t i = 0; i < k->r->stages.items[s].promises.n; i++) {
            check_promise(k, (int)s, k->r->stages.items[s].promises.items[i]);
        }
    }
}

/* Errors before risks before notes; in each the order in which they were found. */
static void sort(struct checking *k)
{
    struct road_check *out = k->out;
    struct plan_finding *by = ARENA_MANY(k->arena, struct plan_finding, out->findings.n);
    size_t n = 0;
    for (int w = PLAN_ERROR; w >= PLAN_NOTE; w--) {
        for (size_t i = 0; i < out->findings.n; i++) {
            if ((int)out->findings.items[i].weight == w) {
                by[n++] = out->findings.items[i];
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        out->findings.items[i] = by[i];
        out->errors += by[i].weight == PLAN_ERROR ? 1U : 0U;
        out->risks += by[i].weight == PLAN_RISK ? 1U : 0U;
    }
}

struct road_check *road_check(struct arena *a, const struct regime *g, const struct road *r, const struct diff *diff)
{
    struct checking k = {.arena = a, .g = g, .r = r};
    k.out = ARENA_NEW(a, struct road_check);
    k.out->regime = g;
    k.out->road = r;
    k.out->runs = explore(a, r, 0);
    k.overlay = road_overlay(a, r);
    check_stages(&k);
    for (size_t i = 0; i < r->acts.n; i++) {
        check_power(&k, (int)i);
        check_implements(&k, (int)i);
        check_mandates(&k, (int)i);
        check_lapse(&k, (int)i);
    }
    struct slowest slow = check_back(&k);
    check_demands(&k, &slow, diff);
    if (!r->back.given && r->acts.n > 0) {
        add(&k, PLAN_UNCHECKED, PLAN_NOTE, -1,
            STR("the road has no snapback: nothing says what brings the old state back"));
    }
    sort(&k);
    return k.out;
}
