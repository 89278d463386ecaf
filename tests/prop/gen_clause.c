/* Clauses as text, kind by kind. Values come from the pools that deals draw from, so that each clause is true, false and open often. */
#include "prop/gen.h"

#define POOL(name) gen_##name, gen_n_##name

/* Kinds that a position cannot hold: no verdict asks about law that asks for a verdict (one level, no circles). */
static bool allowed(const struct gen_law *l, enum kind k)
{
    return !(l->no_verdict && k >= KIND_OPEN_UNDER && k <= KIND_ON_LEG_PATTERN);
}

static enum kind next_kind(struct gen_law *l, enum position at)
{
    if (l->wish != NULL && l->wish->at == at && allowed(l, l->wish->kind) && rng_chance(&l->rng, 80)) {
        return l->wish->kind;
    }
    if (at < POS_DEAL_N && rng_chance(&l->rng, 20)) { /* what is reached only by way of these would be rare */
        enum kind more =
            rng_chance(&l->rng, 45) ? KIND_SCOPE : (enum kind)(KIND_OPEN_UNDER + (int)rng_below(&l->rng, 6));
        if (allowed(l, more)) {
            return more;
        }
    }
    unsigned n = at < POS_DEAL_N ? KINDS_N : KINDS_N - KIND_DEAL_N;
    unsigned base = at < POS_DEAL_N ? 0 : KIND_DEAL_N;
    enum kind k;
    do {
        k = (enum kind)(base + l->turn[at] % n);
        l->turn[at]++;
    } while (!allowed(l, k));
    return k;
}

static void pattern_of(struct gen_law *l, struct buf *out, enum kind k, unsigned depth);

static enum kind some_pattern(struct gen_law *l, unsigned depth)
{
    unsigned n = KINDS_N - KIND_DEAL_N;
    enum kind k = (enum kind)(KIND_DEAL_N + rng_below(&l->rng, n));
    return depth > 1 && k >= KIND_P_ALL && k <= KIND_P_NOT ? KIND_NATIONAL : k;
}

static void two_patterns(struct gen_law *l, struct buf *out, unsigned depth)
{
    buf_adds(out, " { ");
    pattern_of(l, out, some_pattern(l, depth + 1), depth + 1);
    buf_adds(out, "; ");
    pattern_of(l, out, some_pattern(l, depth + 1), depth + 1);
    buf_adds(out, " }");
}

static void pattern_of(struct gen_law *l, struct buf *out, enum kind k, unsigned depth)
{
    if (k >= KIND_NATIONAL && k <= KIND_KIND) {
        buf_addf(out, "%s ", dim_table[DIM_NATIONAL + (int)k - KIND_NATIONAL].word);
        if (k == KIND_KIND) {
            gen_list(l, out, POOL(kinds), 2);
        } else {
            gen_list(l, out, POOL(countries), 3);
        }
        return;
    }
    const char *order = gen_orders[rng_below(&l->rng, 2)];
    switch ((int)k) {
    case KIND_LISTED: buf_addf(out, "listed by %s", order); return;
    case KIND_LISTED_TAGS:
        if (order == gen_orders[0]) {
            buf_adds(out, "listed by UN tags UN.t1");
        } else {
            buf_adds(out, "listed by US tags ");
            gen_list(l, out, gen_tags, 3, 2);
        }
        return;
    case KIND_ACTS_LISTED: buf_addf(out, "acts-for listed by %s", order); return;
    case KIND_OWNED_LISTED: buf_addf(out, "owned by listed by %s", order); return;
    case KIND_ID: buf_adds(out, "id imo \"9135678\""); return;
    case KIND_CLASS:
        if (l->classes == 0) {
            buf_adds(out, "national KP");
        } else {
            buf_addf(out, rng_chance(&l->rng, 50) ? "in c%u" : "c%u", rng_below(&l->rng, l->classes));
        }
        return;
    case KIND_P_ALL:
        buf_adds(out, "all of");
        two_patterns(l, out, depth);
        return;
    case KIND_P_ANY:
        buf_adds(out, "any of");
        two_patterns(l, out, depth);
        return;
    case KIND_P_NOT:
        buf_adds(out, "not ");
        pattern_of(l, out, some_pattern(l, depth + 1), depth + 1);
        return;
    default:
        buf_adds(out, "judged ");
        buf_adds(out, gen_pick(l, POOL(judgements)));
        return;
    }
}

static void party_of(struct gen_law *l, struct buf *out, enum kind inner)
{
    unsigned who = rng_below(&l->rng, 4);
    buf_adds(out, who == 0 ? "party" : who < 3 ? "actor" : gen_pick(l, POOL(roles)));
    buf_adds(out, " { ");
    pattern_of(l, out, inner, 0);
    if (rng_chance(&l->rng, 15)) {
        buf_adds(out, "; ");
        pattern_of(l, out, some_pattern(l, 1), 1);
    }
    buf_adds(out, " }");
}

/* ---- clauses about the deal ---- */

static const char *notice_giver(struct gen_law *l, enum kind k)
{
    switch ((int)k) {
    case KIND_NOTICE_COUNTRY: return gen_pick(l, POOL(countries));
    case KIND_NOTICE_ROLE: return str_z(l->arena, str_fmt(l->arena, "state of %s", gen_pick(l, POOL(roles))));
    case KIND_NOTICE_ACTOR: return "state of actor";
    case KIND_NOTICE_EXPORTING: return "exporting state";
    case KIND_NOTICE_SILENCE: return rng_chance(&l->rng, 50) ? "state of actor" : "CN";
    default: return rng_chance(&l->rng, 50) ? "KR.government" : "US.ofac";
    }
}

static void notice(struct gen_law *l, struct buf *out, enum kind k)
{
    buf_addf(out, "notice by %s to %s", notice_giver(l, k), rng_chance(&l->rng, 70) ? "UN.c1718" : "US.ofac");
    unsigned how = rng_below(&l->rng, 3);
    if (how == 1) {
        buf_adds(out, " before conduct");
    } else if (how == 2) {
        buf_addf(out, " at least %u days before conduct", 1 + rng_below(&l->rng, 10));
    }
    if (k == KIND_NOTICE_SILENCE) {
        buf_adds(out, " with no objection within 5 working days");
    }
}

static void compared(struct gen_law *l, struct buf *out)
{
    static const char *const words[] = {"at most", "below", "at least", "above"};
    buf_adds(out, words[rng_below(&l->rng, 4)]);
}

static void day_compared(struct gen_law *l, struct buf *out)
{
    static const char *const words[] = {"by", "before", "from", "after"};
    buf_addf(out, "%s %s", words[rng_below(&l->rng, 4)], gen_days[2 + rng_below(&l->rng, gen_n_days - 3)]);
}

static void event(struct gen_law *l, struct buf *out, enum kind k)
{
    buf_addf(out, "event %s ", rng_chance(&l->rng, 70) ? "port-call" : "landing");
    if (k == KIND_EVENT || rng_chance(&l->rng, 70)) {
        gen_list(l, out, POOL(countries), 3);
        buf_addc(out, ' ');
    }
    if (k == KIND_EVENT_DAYS) {
        buf_addf(out, "within %u days before conduct", rng_chance(&l->rng, 50) ? 10U : 180U);
    } else if (k == KIND_EVENT_YEARS) {
        buf_addf(out, "within %s before conduct", rng_chance(&l->rng, 50) ? "1 year" : "2 years");
    }
}

static void verdict(struct gen_law *l, struct buf *out, enum kind k)
{
    static const char *const words[] = {"open under", "blocked under", "reached by"};
    unsigned word = k == KIND_OPEN_UNDER      ? 0
                    : k == KIND_BLOCKED_UNDER ? 1
                    : k == KIND_REACHED_BY    ? 2
                                              : rng_below(&l->rng, 3);
    buf_addf(out, "%s %s", words[word], gen_pick_name(l, &l->bases));
    if (k == KIND_ON_PRINCIPAL) {
        buf_adds(out, " on principal leg");
    } else if (k == KIND_ON_LEG || k == KIND_ON_LEG_PATTERN) {
        k = rng_chance(&l->rng, 40) ? KIND_ON_LEG_PATTERN : k;
        static const char *const often[] = {"buyer", "seller", "bank", "sender", "receiver"};
        buf_addf(out, " on leg of %s",
                 rng_chance(&l->rng, 85) ? often[rng_below(&l->rng, 5)] : gen_pick(l, POOL(roles)));
    }
    if (k == KIND_ON_LEG_PATTERN) {
        buf_adds(out, " { ");
        pattern_of(l, out, next_kind(l, POS_LEG_OF), 0);
        buf_adds(out, " }");
    }
}

static void clause_of(struct gen_law *l, struct buf *out, enum kind k, unsigned depth);

static enum kind some_kind(struct gen_law *l, unsigned depth)
{
    enum kind k;
    do {
        k = (enum kind)rng_below(&l->rng, KINDS_N);
    } while (!allowed(l, k) || (depth > 1 && k <= KIND_SCOPE));
    return k;
}

static void two_clauses(struct gen_law *l, struct buf *out, unsigned depth)
{
    buf_adds(out, " { ");
    clause_of(l, out, some_kind(l, depth + 1), depth + 1);
    buf_adds(out, "; ");
    clause_of(l, out, some_kind(l, depth + 1), depth + 1);
    buf_adds(out, " }");
}

/* Values of the deal, the line or the leg. False: another kind. */
static bool value_of(struct gen_law *l, struct buf *out, enum kind k)
{
    switch ((int)k) {
    case KIND_DISPATCH:
    case KIND_DESTINATION:
    case KIND_MADE_IN:
    case KIND_CLEARED_IN:
        buf_adds(out, k == KIND_DISPATCH      ? "dispatch "
                      : k == KIND_DESTINATION ? "destination "
                      : k == KIND_MADE_IN     ? "made-in "
                                              : "cleared-in ");
        gen_list(l, out, POOL(countries), 3);
        return true;
    case KIND_CONTAINS:
    case KIND_ONLY_CONTAINS:
        buf_adds(out, k == KIND_CONTAINS ? "contains " : "only contains ");
        gen_list(l, out, POOL(countries), 3);
        return true;
    case KIND_ROUTE:
    case KIND_ONLY_ROUTE:
        buf_adds(out, k == KIND_ROUTE ? "route " : "only route ");
        gen_list(l, out, POOL(waypoints), 3);
        return true;
    case KIND_PURPOSE:
    case KIND_ONLY_PURPOSE:
        buf_adds(out, k == KIND_PURPOSE ? "purpose " : "only purpose ");
        gen_list(l, out, POOL(purposes), 2);
        return true;
    case KIND_PLACE:
        buf_adds(out, "place ");
        gen_list(l, out, POOL(places), 2);
        return true;
    case KIND_CURRENCY: buf_adds(out, rng_chance(&l->rng, 60) ? "currency USD" : "currency CNY, EUR"); return true;
    case KIND_DOES:
        buf_adds(out, "does ");
        gen_list(l, out, POOL(conducts), 4);
        return true;
    case KIND_ACTIVITY:
        buf_adds(out, "activity ");
        gen_list(l, out, POOL(activities), 3);
        return true;
    default: return false;
    }
}

static void clause_of(struct gen_law *l, struct buf *out, enum kind k, unsigned depth)
{
    struct rng *r = &l->rng;
    if (value_of(l, out, k)) {
        return;
    }
    if (k >= KIND_DEAL_N) {
        party_of(l, out, k);
        return;
    }
    if (k >= KIND_NOTICE_AUTHORITY && k <= KIND_NOTICE_SILENCE) {
        notice(l, out, k);
        return;
    }
    if (k >= KIND_OPEN_UNDER && k <= KIND_ON_LEG_PATTERN) {
        verdict(l, out, k);
        return;
    }
    switch ((int)k) {
    case KIND_ALL:
        buf_adds(out, "all of");
        two_clauses(l, out, depth);
        return;
    case KIND_ANY:
        buf_adds(out, "any of");
        two_clauses(l, out, depth);
        return;
    case KIND_NOT:
        buf_adds(out, "not ");
        clause_of(l, out, some_kind(l, depth + 1), depth + 1);
        return;
    case KIND_NOT_LIST:
        buf_adds(out, "not ");
        clause_of(l, out, rng_chance(r, 50) ? KIND_PURPOSE : rng_chance(r, 50) ? KIND_ROUTE : KIND_CONTAINS, depth + 1);
        return;
    case KIND_NOT_PARTY:
        buf_addf(out, "not %s { ", rng_chance(r, 60) ? "party" : gen_pick(l, POOL(roles)));
        pattern_of(l, out, some_pattern(l, 0), 0);
        buf_adds(out, " }");
        return;
    case KIND_SCOPE:
        if (l->scopes == 0) {
            buf_adds(out, "dispatch KP, US");
        } else {
            buf_addf(out, l->no_verdict || rng_chance(r, 70) ? "s%u" : "v%u", rng_below(r, l->scopes));
        }
        return;
    case KIND_GOODS:
        buf_adds(out, "goods ");
        gen_list(l, out, gen_goods, 3, 2);
        return;
    case KIND_GOODS_HS: buf_adds(out, rng_chance(r, 50) ? "goods hs 2701, 26" : "goods hs 7201"); return;
    case KIND_GOODS_DESCRIBED: buf_adds(out, rng_chance(r, 50) ? "goods food-aid" : "goods relief"); return;
    case KIND_AMOUNT:
        buf_adds(out, "amount ");
        compared(l, out);
        buf_addf(out, " %s USD", rng_chance(r, 50) ? "5000" : "100.5");
        return;
    case KIND_UNIT_VALUE:
        buf_adds(out, "value ");
        compared(l, out);
        buf_addf(out, " %s USD each", rng_chance(r, 50) ? "2000" : "0.5");
        return;
    case KIND_CONTRACT:
    case KIND_WRITTEN:
        buf_adds(out, k == KIND_WRITTEN ? "written contract " : "contract ");
        day_compared(l, out);
        return;
    case KIND_CONDUCT_DAY:
        buf_adds(out, "conduct ");
        day_compared(l, out);
        return;
    case KIND_APPROVED: { /* mostly by one who could: others never do */
        static const char *const own[3][2] = {
            {"UN.c1718", "UN.sc"}, {"US.ofac", "US.president"}, {"KR.government", "KR.government"}};
        buf_addf(out, "approved by %s",
                 rng_chance(r, 85) ? own[l->order][rng_below(r, 2)] : gen_pick(l, POOL(authorities)));
        return;
    }
    case KIND_APPROVED_STATE:
        buf_adds(out, rng_chance(r, 40)   ? "approved by exporting state"
                      : rng_chance(r, 50) ? "approved by state of actor"
                                          : "approved by state of buyer");
        return;
    case KIND_JUDGED: buf_addf(out, "judged %s", gen_pick(l, POOL(judgements))); return;
    case KIND_JUDGED_ALL:
        buf_adds(out, rng_chance(r, 50) ? "judged knowing, significant" : "judged knowing, revenue");
        return;
    case KIND_FOUND:
        buf_addf(out, "found by %s ", rng_chance(r, 50) ? "state of actor" : "UN.c1718");
        gen_list(l, out, POOL(findings), 2);
        return;
    case KIND_CAP: buf_addf(out, "within cap %s", gen_pick(l, POOL(caps))); return;
    case KIND_EVENT:
    case KIND_EVENT_DAYS:
    case KIND_EVENT_YEARS: event(l, out, k); return;
    case KIND_PARTY:
    case KIND_ACTOR:
    case KIND_ROLE:
        buf_adds(out, k == KIND_PARTY ? "party { " : k == KIND_ACTOR ? "actor { " : "");
        if (k == KIND_ROLE) {
            buf_addf(out, "%s { ", gen_pick(l, POOL(roles)));
        }
        pattern_of(l, out, some_pattern(l, 0), 0);
        buf_adds(out, " }");
        return;
    default:
        buf_adds(out, rng_chance(r, 50) ? "external UN.other-lists \"other lists\"" : "external US.other-law");
        return;
    }
}

void gen_clause(struct gen_law *l, struct buf *out, enum position at)
{
    enum kind k = next_kind(l, at);
    if (at >= POS_DEAL_N) {
        pattern_of(l, out, k, 0);
    } else {
        clause_of(l, out, k, 0);
    }
}

void gen_easy(struct gen_law *l, struct buf *out)
{
    switch (rng_below(&l->rng, 6)) {
    case 0: buf_adds(out, "any of { dispatch KP; destination KP; party { national KP } }"); return;
    case 1: buf_adds(out, "dispatch KP, CN, RU"); return;
    case 2: buf_adds(out, "not place kaesong"); return;
    case 3: buf_adds(out, "party { national KP, CN }"); return;
    case 4: buf_adds(out, "conduct after 2014-07-01"); return;
    default: buf_adds(out, "any of { purpose commercial, humanitarian; does pay, ship, serve }"); return;
    }
}
