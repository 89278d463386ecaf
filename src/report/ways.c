#include "report/ways.h"

#include "base/arena.h"
#include "base/date.h"
#include "report/proof.h"
#include "report/text.h"

/* "ends, suspends or waives" */
static struct str verbs(struct arena *a, unsigned kinds)
{
    struct buf b;
    buf_init(&b, a);
    unsigned left = (unsigned)__builtin_popcount(kinds);
    for (int k = 0; k < ACT_KINDS; k++) {
        if ((kinds >> k & 1U) != 0) {
            left--;
            buf_addf(&b, "%s%s", act_kind_verb((enum act_kind)k), left > 1 ? ", " : left == 1 ? " or " : "");
        }
    }
    return buf_str(&b);
}

/* Under which law: the powers, or the offers, that the act rests on. */
static struct str ground(const struct unlock *u, struct arena *a, const struct unlock_act *act)
{
    strs all = {0};
    for (size_t i = 0; i < act->offers.n; i++) {
        int hold = u->holds.items[act->holds.items[0]].hold;
        struct str cite = offer_cite(u->regime, a, act->offers.items[i], hold);
        strs_add(a, &all, str_fmt(a, "offer %.*s", STR_ARG(cite)));
    }
    for (size_t i = 0; i < act->powers.n; i++) {
        const struct power *p = &u->regime->powers.items[act->powers.items[i]];
        strs_add(a, &all, str_fmt(a, "power %.*s", STR_ARG(p->item.source)));
    }
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < all.n && i < 2; i++) {
        buf_addf(&b, "%s%.*s", i > 0 ? "; " : "", STR_ARG(all.items[i]));
    }
    if (all.n > 2) {
        buf_addf(&b, " and %zu more", all.n - 2);
    }
    return buf_str(&b);
}

static struct str what_is_done(const struct unlock *u, struct arena *a, int index)
{
    const struct regime *g = u->regime;
    const struct unlock_act *act = &u->acts.items[index];
    struct str by = authority_name(g, act->authority);
    switch (act->kind) {
    case UNLOCK_LIFT:
        return str_fmt(
            a, "%.*s %.*s %.*s", STR_ARG(by), STR_ARG(verbs(a, act->kinds)),
            STR_ARG(act->measure >= 0 ? g->measures.items[act->measure].item.name : provision_cite(g, a, act->place)));
    case UNLOCK_LIFT_MANDATE:
        return str_fmt(a, "%.*s %.*s the mandate in %.*s", STR_ARG(by), STR_ARG(verbs(a, act->kinds)),
                       STR_ARG(provision_cite(g, a, act->place)));
    case UNLOCK_DELIST: {
        const struct party *p = &u->deal->parties[act->party];
        struct str who = p->name.n > 0 ? text_cleaned(a, p->name) : role_name(u->today, act->party);
        return str_fmt(a, "%.*s takes %.*s off the lists of %.*s", STR_ARG(by), STR_ARG(who),
                       STR_ARG(jurisdiction_name(g, act->order)));
    }
    case UNLOCK_APPROVE:
    default: return str_fmt(a, "%.*s permits it", STR_ARG(by));
    }
}

struct str unlock_act_text(const struct unlock *u, struct arena *a, int index)
{
    struct str text = what_is_done(u, a, index);
    int stage = u->acts.items[index].stage;
    return stage == 0 ? text : str_fmt(a, "%.*s (stage %d of the road)", STR_ARG(text), stage);
}

struct pen {
    const struct unlock *u;
    struct arena *a;
    const struct style *style;
    struct buf *out;
};

static void line(const struct pen *p, size_t indent, size_t hang, struct str s)
{
    struct flow f;
    flow_start(&f, p->out, style_width(p->style), indent, hang);
    flow_add(&f, s);
    flow_end(&f);
}

static struct str count(struct arena *a, uint64_t n, const char *what)
{
    return str_fmt(a, "%llu %s%s", (unsigned long long)n, what, n == 1 ? "" : "s");
}

static struct str hold_text(const struct pen *p, int at)
{
    const struct regime *g = p->u->regime;
    const struct hold *h = &g->holds.items[p->u->holds.items[at].hold];
    return str_fmt(p->a, "%.*s (%.*s)", STR_ARG(g->measures.items[h->measure].item.name),
                   STR_ARG(hold_short(g, p->a, h)));
}

static void closing(const struct pen *p)
{
    const struct unlock *u = p->u;
    buf_adds(p->out, "\n  What closes it\n");
    for (size_t i = 0; i < u->holds.n; i++) {
        const struct unlock_hold *h = &u->holds.items[i];
        if (h->brought_by >= 0) {
            continue;
        }
        struct str more = h->helpless  ? STR(": nobody whose power is declared here can lift it")
                          : h->perhaps ? STR(", perhaps: facts or law are missing")
                                       : STR("");
        line(p, 4, 8, str_fmt(p->a, "%.*s%.*s", STR_ARG(hold_text(p, (int)i)), STR_ARG(more)));
    }
    bool head = false;
    for (size_t i = 0; i < u->holds.n; i++) {
        const struct unlock_hold *h = &u->holds.items[i];
        if (h->brought_by >= 0) {
            buf_adds(p->out, head ? "" : "\n  What an act against these brings with it\n");
            head = true;
            line(p, 4, 8,
                 str_fmt(p->a, "%.*s bites when %.*s", STR_ARG(hold_text(p, (int)i)),
                         STR_ARG(unlock_act_text(u, p->a, h->brought_by))));
        }
    }
}

static struct str names(const struct pen *p, const ints *authorities)
{
    struct buf b;
    buf_init(&b, p->a);
    for (size_t i = 0; i < authorities->n; i++) {
        buf_addf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(authority_name(p->u->regime, authorities->items[i])));
    }
    return buf_str(&b);
}

static void who_signs(const struct pen *p)
{
    const struct unlock *u = p->u;
    size_t width = style_width(p->style);
    size_t most = u->signers.n < 12 ? u->signers.n : 12;
    if (u->always.n > 0) {
        buf_adds(p->out, "\n  In every way\n");
        for (size_t i = 0; i < u->always.n; i++) {
            line(p, 4, 8, unlock_act_text(u, p->a, u->always.items[i]));
        }
    }
    if (u->veto.n > 0) {
        buf_addc(p->out, '\n');
        line(p, 2, 4, str_fmt(p->a, "Without whom nothing opens: %.*s", STR_ARG(names(p, &u->veto))));
    }
    buf_adds(p->out, "\n  Who must sign together");
    buf_fill(p->out, ' ', width > 24 + 22 ? width - 24 - 22 : 2);
    buf_adds(p->out, "      ways  least acts\n");
    for (size_t i = 0; i < most; i++) {
        const struct unlock_signers *s = &u->signers.items[i];
        struct str who = names(p, &s->authorities);
        size_t room = width - 26;
        buf_adds(p->out, "    ");
        size_t used = text_cut(p->out, who, room);
        buf_fill(p->out, ' ', room - used);
        buf_addf(p->out, "%10llu  %10zu\n", (unsigned long long)s->sets, s->fewest);
    }
    if (u->signers.n > most) {
        line(p, 4, 4, str_fmt(p->a, "and %zu%s more combinations", u->signers.n - most, u->more_signers ? " or" : ""));
    }
}

static void one_way(const struct pen *p, size_t number, const struct unlock_set *s)
{
    const struct unlock *u = p->u;
    const char *doubt = !s->opens     ? ": NOT open when replayed; acts here are not monotone"
                        : !s->minimal ? ": open when replayed; one of its acts can be spared"
                                      : "";
    buf_addf(p->out, "\n    Way %zu, cost %zu%s\n", number, s->cost, doubt);
    for (size_t i = 0; i < s->n; i++) {
        struct str against =
            s->alone[i] < 0 ? STR("") : str_fmt(p->a, ": it alone is against %.*s", STR_ARG(hold_text(p, s->alone[i])));
        line(p, 6, 10, str_fmt(p->a, "%.*s%.*s", STR_ARG(unlock_act_text(u, p->a, s->acts[i])), STR_ARG(against)));
    }
}

/* What the acts of the ways that are shown stand on. */
static void grounds(const struct pen *p)
{
    const struct unlock *u = p->u;
    ints shown = {0};
    for (size_t i = 0; i < u->cheapest.n; i++) {
        for (size_t k = 0; k < u->cheapest.items[i].n; k++) {
            ints_add(p->a, &shown, u->cheapest.items[i].acts[k]);
        }
    }
    buf_adds(p->out, "\n  What these acts stand on\n");
    for (size_t i = 0; i < shown.n; i++) {
        const struct unlock_act *act = &u->acts.items[shown.items[i]];
        struct flow f;
        flow_start(&f, p->out, style_width(p->style), 4, 8);
        flow_add(&f, str_fmt(p->a, "%.*s:", STR_ARG(unlock_act_text(u, p->a, shown.items[i]))));
        flow_add(&f, ground(u, p->a, act));
        strs upon = {0};
        for (size_t k = 0; k < act->powers.n; k++) {
            const struct power *x = &u->regime->powers.items[act->powers.items[k]];
            if (x->upon.n > 0) {
                strs_add(p->a, &upon, x->upon);
            }
        }
        for (size_t k = 0; k < upon.n; k++) {
            flow_glue(&f, STR(";"));
            flow_add(&f, str_fmt(p->a, "%s %.*s", k == 0 ? "upon" : "or", STR_ARG(text_cleaned(p->a, upon.items[k]))));
        }
        for (size_t k = 0; k < act->policies.n; k++) {
            flow_glue(&f, STR(";"));
            flow_add(&f, str_fmt(p->a, "its policy %.*s refuses it today",
                                 STR_ARG(u->regime->policies.items[act->policies.items[k]].item.name)));
        }
        flow_end(&f);
    }
}

/* How far the figures can be trusted. */
static void doubts(const struct pen *p)
{
    const struct unlock *u = p->u;
    size_t perhaps = 0;
    for (size_t i = 0; i < u->holds.n; i++) {
        perhaps += u->holds.items[i].perhaps ? 1U : 0U;
    }
    line(p, 2, 4,
         u->proved ? STR("Held against the law: with all other acts done, and none of those that one clause asks for, "
                         "it stays closed.")
                   : STR("NOT held against the law in full: ways may be missing, or ask for too much."));
    if (u->untried > 0) {
        line(p, 2, 4,
             str_fmt(p->a,
                     "%zu more listings of its parties are taken as they are: ways that delist them are left out.",
                     u->untried));
    }
    if (!u->monotone) {
        line(p, 2, 4, STR("Here an act can make other law bite: ways that more acts would close again are left out."));
    }
    if (perhaps > 0) {
        line(p, 2, 4,
             str_fmt(p->a,
                     "%zu of what closes it does so only perhaps: tell the missing facts first (detente explain).",
                     perhaps));
    }
}

/* The way back. */
static void closers(const struct pen *p)
{
    const struct unlock *u = p->u;
    if (u->closers.n == 0) {
        return;
    }
    buf_addc(p->out, '\n');
    line(p, 2, 4,
         str_fmt(p->a,
                 "The way back: any act of a way, undone, closes it again. Whatever else is signed, it stays closed "
                 "without %s:",
                 u->closers.n == 1 ? "this one" : "one of these"));
    for (size_t i = 0; i < u->closers.n; i++) {
        line(p, 4, 8, unlock_act_text(u, p->a, u->closers.items[i]));
    }
}

static struct str costs_text(const struct pen *p)
{
    const struct costs *c = &p->u->costs;
    static const char *const kinds[] = {"a lift", "a mandate lifted", "a permission", "a delisting"};
    struct buf b;
    buf_init(&b, p->a);
    buf_addf(&b, "The cheapest (%.*s%s%d an act", STR_ARG(text_cleaned(p->a, c->title)), c->title.n > 0 ? ": " : "",
             c->act);
    for (int i = 0; i < COST_KINDS; i++) {
        if (c->kinds[i] >= 0) {
            buf_addf(&b, ", %d %s", c->kinds[i], kinds[i]);
        }
    }
    buf_addf(&b, "; %d more where a veto can stop it, %d for each finding that is asked for", c->veto, c->finding);
    if (c->day > 0) {
        buf_addf(&b, ", %d for each day of notice", c->day);
    }
    for (size_t i = 0; c->by != NULL && i < p->u->regime->authorities.n; i++) {
        if (c->by[i] > 0) {
            buf_addf(&b, ", %d for %.*s", c->by[i], STR_ARG(authority_name(p->u->regime, (int)i)));
        }
    }
    buf_addc(&b, ')');
    return buf_str(&b);
}

static void head(const struct pen *p)
{
    const struct unlock *u = p->u;
    struct str id = u->deal->id.n > 0 ? text_cleaned(p->a, u->deal->id) : deal_subject(u->regime, p->a, u->deal);
    struct flow f;
    flow_start(&f, p->out, style_width(p->style), 0, 2);
    flow_add(&f, str_fmt(p->a, "%.*s on %.*s:", STR_ARG(id), STR_ARG(date_str(p->a, u->deal->on))));
    flow_adds(&f, word_name(range_word(&u->today->range, 0)));
    if (u->open) {
        flow_glue(&f, STR(";"));
        flow_adds(&f, "open in every legal order that is encoded: nothing need be signed");
    }
    flow_end(&f);
    for (size_t i = 0; i < u->not_encoded.n; i++) {
        line(p, 2, 4,
             str_fmt(p->a, "The asker answers to the law of %.*s, too, and none of it is encoded here.",
                     STR_ARG(regime_text(u->regime, u->not_encoded.items[i]))));
    }
}

static void sums(const struct pen *p)
{
    const struct unlock *u = p->u;
    size_t least = 0;
    size_t most = 0;
    size_t good = 0;
    for (size_t n = UNLOCK_SIZES; n-- > 0;) {
        least = u->sizes[n] > 0 ? n : least;
        most = most == 0 && u->sizes[n] > 0 ? n : most;
    }
    for (size_t i = 0; i < u->cheapest.n; i++) {
        good += u->cheapest.items[i].opens && u->cheapest.items[i].minimal ? 1U : 0U;
    }
    buf_addc(p->out, '\n');
    struct str acts = least == most ? str_fmt(p->a, "of %.*s", STR_ARG(count(p->a, least, "act")))
                                    : str_fmt(p->a, "of %zu to %zu acts", least, most);
    line(p, 2, 4,
         str_fmt(p->a,
                 "%.*s%s to open it, %.*s; %.*s in all could help, %zu of them in no way. Replayed: %zu of the %zu "
                 "shown open it and can spare no act.",
                 STR_ARG(count(p->a, u->sets, "way")), u->end == HIT_ALL ? "" : " or more", STR_ARG(acts),
                 STR_ARG(count(p->a, u->acts.n, "act")), u->never.n, good, u->cheapest.n));
}

void ways_text(const struct unlock *u, const struct style *style, struct buf *out)
{
    struct pen p = {u, out->arena, style, out};
    head(&p);
    if (u->open) {
        return;
    }
    closing(&p);
    if (u->end == HIT_TOO_BIG) {
        buf_addc(out, '\n');
        line(&p, 2, 4,
             str_fmt(p.a, "More than %d acts or clauses: too many to search. Ask about one leg of the deal.",
                     HIT_ITEMS));
        return;
    }
    if (u->sets == 0) {
        buf_addc(out, '\n');
        line(&p, 2, 4,
             u->end == HIT_ALL ? STR("No set of acts under the powers declared here opens it.")
                               : STR("None was found before the search was cut off."));
        return;
    }
    sums(&p);
    doubts(&p);
    who_signs(&p);
    closers(&p);
    buf_addc(out, '\n');
    line(&p, 2, 4, costs_text(&p));
    for (size_t i = 0; i < u->cheapest.n; i++) {
        one_way(&p, i + 1, &u->cheapest.items[i]);
    }
    grounds(&p);
}
