/* Deals: first one of which everything is known, then copies of it with facts taken out. */
#include <stdio.h>

#include "base/date.h"
#include "prop/gen.h"

#define PICK(r, pool) (gen_##pool[rng_below((r), gen_n_##pool)])

static void set(json_t *to, const char *key, const char *value)
{
    json_object_set_new(to, key, json_string(value));
}

static json_t *some_of(struct rng *r, const char *const *pool, unsigned n, unsigned most)
{
    json_t *list = json_array();
    unsigned want = rng_below(r, most + 1);
    for (unsigned i = 0; i < want; i++) {
        const char *one = pool[rng_below(r, n)];
        bool known = false;
        for (size_t k = 0; k < json_array_size(list); k++) {
            known = known || strcmp(json_string_value(json_array_get(list, k)), one) == 0;
        }
        if (!known) {
            json_array_append_new(list, json_string(one));
        }
    }
    return list;
}

static void set_some(struct rng *r, json_t *to, const char *key, const char *const *pool, unsigned n, unsigned most)
{
    json_object_set_new(to, key, some_of(r, pool, n, most));
}

/* A day of the law's boundaries, moved by -1 .. 1, or `back` days earlier. */
static void set_day(struct rng *r, json_t *to, const char *key, int back)
{
    int day;
    int y;
    int m;
    int d;
    char text[40];
    date_parse(str_c(PICK(r, days)), &day);
    day += (int)rng_below(r, 3) - 1 - back;
    if (rng_chance(r, 30)) {
        day += (int)rng_below(r, 200);
    }
    date_split(day, &y, &m, &d);
    snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
    set(to, key, text);
}

/* Some days before another day of the deal. */
static void set_before(struct rng *r, json_t *to, const char *key, const char *on)
{
    static const int back[] = {0, 1, 1, 3, 9, 10, 30, 180, 181, 365, 366, 731, -1};
    int day;
    int y;
    int m;
    int d;
    char text[40];
    if (!date_parse(str_c(on), &day)) {
        return;
    }
    date_split(day - back[rng_below(r, sizeof back / sizeof *back)], &y, &m, &d);
    snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
    set(to, key, text);
}

/* ---- parties ---- */

static json_t *listings(struct rng *r)
{
    json_t *list = json_array();
    unsigned n = rng_chance(r, 65) ? 0 : 1 + rng_below(r, 2);
    for (unsigned i = 0; i < n; i++) {
        json_t *row = json_object();
        const char *tag = PICK(r, tags);
        set(row, "by", tag[1] == 'N' ? "UN" : "US");
        if (rng_chance(r, 75)) {
            set(row, "tag", tag);
        }
        if (rng_chance(r, 20)) {
            set_day(r, row, "from", 0);
        } else if (rng_chance(r, 15)) {
            set_day(r, row, "until", 0);
        }
        json_array_append_new(list, row);
    }
    return list;
}

static void party_states(struct rng *r, json_t *p)
{
    if (rng_chance(r, 60)) {
        set(p, "country", PICK(r, countries));
        if (rng_chance(r, 20)) {
            set_some(r, p, "located", gen_countries, gen_n_countries, 2);
        }
    } else {
        static const char *const keys[] = {"nationals", "resident", "incorporated", "located", "branch_of"};
        for (size_t i = 0; i < 5; i++) {
            set_some(r, p, keys[i], gen_countries, gen_n_countries, i == 0 ? 1 : 2);
        }
    }
    set(p, "flag", PICK(r, countries));
    set_some(r, p, "clears_in", gen_countries, gen_n_countries, 2);
}

static json_t *party(struct rng *r, const char *role, unsigned n)
{
    json_t *p = json_object();
    char name[24];
    snprintf(name, sizeof name, "P%u", n);
    set(p, "role", role);
    if (rng_chance(r, 88)) {
        set(p, "name", name);
    }
    set_some(r, p, "kind", gen_kinds, gen_n_kinds, 2);
    party_states(r, p);
    if (rng_chance(r, 25)) {
        json_object_set_new(p, "clear", json_true());
    }
    if (json_object_get(p, "clear") == NULL || rng_chance(r, 20)) {
        set_some(r, p, "agency_of", gen_countries, gen_n_countries, 1);
        set_some(r, p, "controlled_by", gen_countries, gen_n_countries, 2);
        static const char *const acts_for[] = {"KP", "CN", "US", "listed:UN", "listed:US"};
        set_some(r, p, "acts_for", acts_for, 5, 2);
        json_object_set_new(p, "screened", json_pack("[sss]", "UN", "US", "KR"));
        json_object_set_new(p, "listed", listings(r));
        if (rng_chance(r, 50)) {
            json_object_set_new(p, "owned_by_listed", json_boolean(rng_chance(r, 25)));
        } else {
            json_object_set_new(
                p, "owned_by_listed",
                json_pack("{sbsbsb}", "UN", (int)rng_chance(r, 25), "US", (int)rng_chance(r, 25), "KR", 0));
        }
    }
    json_object_set_new(p, "ids", json_pack("{ss}", "imo", rng_chance(r, 50) ? "9135678" : "1111111"));
    if (rng_chance(r, 8)) {
        set_day(r, p, "on", 0);
    }
    return p;
}

static json_t *parties(struct rng *r, const char *activity)
{
    static const struct {
        const char *activity;
        const char *roles[4]; /* required first */
        unsigned required;
    } table[] = {{"import", {"buyer", "seller", "vessel", "bank"}, 2},
                 {"service", {"provider", "recipient", "bank", NULL}, 2},
                 {"payment", {"sender", "receiver", "bank", "bank"}, 2},
                 {"venture", {"partner", "bank", "partner", NULL}, 1},
                 {"calling", {"vessel", "port-state", NULL, NULL}, 1}};
    json_t *list = json_array();
    unsigned n = 0;
    for (size_t t = 0; t < sizeof table / sizeof *table; t++) {
        for (unsigned i = 0; strcmp(activity, table[t].activity) == 0 && i < 4 && table[t].roles[i] != NULL; i++) {
            if (i < table[t].required || rng_chance(r, 35)) {
                json_array_append_new(list, party(r, table[t].roles[i], n++));
            }
        }
    }
    if (rng_chance(r, 12)) {
        json_array_append_new(list, party(r, "party", n++));
    }
    if (rng_chance(r, 4)) { /* a helper that the activity does not list */
        json_array_append_new(list, party(r, "aircraft", n++));
    }
    return list;
}

/* ---- goods, papers ---- */

static json_t *line(struct rng *r)
{
    static const char *const codes[] = {"270112", "2702", "27",     "2603",   "2601",
                                        "720110", "7204", "720510", "300490", "950300"};
    static const char *const texts[] = {"food-aid", "relief", "coal", "toys"};
    static const char *const values[] = {"4000", "4000.000001", "1", "0.999999", "100000"};
    json_t *l = json_object();
    set(l, "hs", codes[rng_below(r, 10)]);
    set(l, "description", texts[rng_below(r, 4)]);
    json_object_set_new(l, "quantity", json_integer(rng_chance(r, 70) ? 2 : 1 + (int)rng_below(r, 50)));
    set(l, "unit", rng_chance(r, 50) ? "t" : "kg");
    set(l, "value", values[rng_below(r, 5)]);
    set(l, "made_in", PICK(r, countries));
    set_some(r, l, "contains", gen_countries, gen_n_countries, 2);
    return l;
}

static const char *about(const struct gen_law *l, struct rng *r)
{
    static const char *const places[] = {"UN.i1 para 1", "UN.i2 para 2", "US.i1 para 1", "US.i2 s 104(b)",
                                         "KR.i1 para 2"};
    const struct gen_names *lists[] = {&l->measures[0], &l->measures[1], &l->measures[2], &l->groups,
                                       &l->offers,      &l->licences,    &l->exemptions};
    if (rng_chance(r, 15)) {
        return rng_chance(r, 40) ? places[rng_below(r, 5)]
                                 : l->instruments[rng_below(r, (unsigned)l->n_instruments)].name;
    }
    const struct gen_names *from = lists[rng_chance(r, 70) ? rng_below(r, 3) : rng_below(r, 7)];
    return from->items[rng_below(r, (unsigned)from->n)];
}

/* The state of the goods, or of a party, where one is told. */
static const char *state_in(struct rng *r, const json_t *d)
{
    const json_t *list = json_object_get(d, rng_chance(r, 40) ? "goods" : "parties");
    const json_t *one = json_array_get(list, rng_below(r, (unsigned)json_array_size(list)));
    const char *made = json_string_value(json_object_get(one, "made_in"));
    const char *country = json_string_value(json_object_get(one, "country"));
    return made != NULL ? made : country != NULL ? country : PICK(r, countries);
}

/* An authority of the order that the name belongs to, mostly. */
static const char *giver(struct rng *r, const json_t *d, const char *about)
{
    if (rng_chance(r, 35)) {
        return rng_chance(r, 80) ? state_in(r, d) : PICK(r, authorities);
    }
    switch (about[1]) {
    case 'N': return rng_chance(r, 60) ? "UN.c1718" : "UN.sc";
    case 'S': return rng_chance(r, 60) ? "US.ofac" : "US.president";
    default: return "KR.government";
    }
}

static void papers(const struct gen_law *l, struct rng *r, json_t *d, const char *on)
{
    json_t *notices = json_array();
    for (unsigned i = rng_below(r, 3); i > 0; i--) {
        json_t *n = json_object();
        static const char *const by[] = {"CN", "KP", "US", "RU", "KR", "KR.government", "US.ofac"};
        set(n, "by", rng_chance(r, 60) ? state_in(r, d) : by[rng_below(r, 7)]);
        set(n, "to", rng_chance(r, 70) ? "UN.c1718" : "US.ofac");
        if (rng_chance(r, 15)) {
            set(n, "about", about(l, r));
        }
        if (rng_chance(r, 90)) {
            set_before(r, n, "on", on);
        }
        if (rng_chance(r, 50)) {
            json_object_set_new(n, "objected", json_boolean(rng_chance(r, 50)));
        }
        json_array_append_new(notices, n);
    }
    json_object_set_new(d, "notices", notices);
    json_t *approvals = json_array();
    for (unsigned i = rng_chance(r, 40) ? 0 : 1 + rng_below(r, 4); i > 0; i--) {
        json_t *a = json_object();
        const char *what = about(l, r);
        set(a, "about", what);
        set(a, "by", giver(r, d, what));
        if (rng_chance(r, 25)) {
            char holder[8];
            snprintf(holder, sizeof holder, "P%u", rng_below(r, 4));
            set(a, "holder", holder);
        }
        if (rng_chance(r, 15)) {
            set_before(r, a, "from", on);
        }
        json_array_append_new(approvals, a);
    }
    json_object_set_new(d, "approvals", approvals);
    json_t *events = json_array();
    for (unsigned i = rng_below(r, 3); i > 0; i--) {
        json_t *e = json_object();
        set(e, "what", rng_chance(r, 65) ? "port-call" : "landing");
        set(e, "place", PICK(r, countries));
        if (rng_chance(r, 90)) {
            set_before(r, e, "on", on);
        }
        json_array_append_new(events, e);
    }
    json_object_set_new(d, "events", events);
}

/* ---- the deal ---- */

static void orders_asked(struct rng *r, json_t *d)
{
    static const char *const orders[] = {"UN", "US", "KR", "CN"};
    if (rng_chance(r, 50)) {
        set(d, "asker", PICK(r, countries));
    }
    if (rng_chance(r, 40)) {
        json_t *list = some_of(r, orders, 4, 3);
        if (json_array_size(list) == 0) {
            json_array_append_new(list, json_string("UN"));
        }
        json_object_set_new(d, "for", list);
    }
}

json_t *gen_deal(const struct gen_law *l, struct rng *r, bool dated)
{
    json_t *d = json_object();
    const char *activity = PICK(r, activities);
    set(d, "id", "d");
    set_day(r, d, "on", 0);
    const char *on = json_string_value(json_object_get(d, "on"));
    orders_asked(r, d);
    set(d, "activity", activity);
    if (strcmp(activity, "venture") == 0) {
        static const char *const steps[] = {"open-venture", "keep-venture", "expand-venture"};
        set(d, "step", steps[rng_below(r, 3)]);
    }
    set(d, "dispatch", PICK(r, countries));
    set(d, "destination", PICK(r, countries));
    set_some(r, d, "route", gen_waypoints, gen_n_waypoints, 2);
    set(d, "place", rng_chance(r, 60) ? PICK(r, places) : "kumgang");
    if (strcmp(activity, "import") == 0) {
        json_t *goods = json_array();
        unsigned lines = rng_chance(r, 75) ? 1 : 2 + rng_below(r, 2);
        for (unsigned i = 0; i < lines; i++) {
            json_array_append_new(goods, line(r));
        }
        json_object_set_new(d, "goods", goods);
    }
    json_object_set_new(d, "parties", parties(r, activity));
    static const char *const amounts[] = {"5000", "5000.000001", "4999.999999", "100.5", "100", "1000000"};
    set(d, "amount", amounts[rng_below(r, 6)]);
    set(d, "currency", rng_chance(r, 80) ? "USD" : rng_chance(r, 50) ? "CNY" : "EUR");
    if (rng_chance(r, 40)) {
        set(d, "cleared_in", PICK(r, countries));
    }
    set_some(r, d, "purposes", gen_purposes, gen_n_purposes, 2);
    set_day(r, d, "contract", 0);
    json_object_set_new(d, "written", json_boolean(rng_chance(r, 50)));
    papers(l, r, d, on);
    json_t *findings = json_array();
    if (rng_chance(r, 55)) {
        static const char *const by[] = {"CN", "US", "KR.government", "UN.c1718", "UN.sc"};
        json_t *f = json_string(PICK(r, findings));
        json_array_append_new(findings,
                              rng_chance(r, 50) ? f : json_pack("{soss}", "finding", f, "by", by[rng_below(r, 5)]));
    }
    json_object_set_new(d, "findings", findings);
    json_t *judged = json_object();
    for (unsigned i = 0; i < gen_n_judgements; i++) {
        json_object_set_new(judged, gen_judgements[i], json_boolean(rng_chance(r, 50)));
    }
    json_object_set_new(d, "judged", judged);
    json_t *caps = json_object();
    for (unsigned i = 0; i < gen_n_caps; i++) {
        json_object_set_new(caps, gen_caps[i], json_boolean(rng_chance(r, 50)));
    }
    json_object_set_new(d, "within_cap", caps);
    if (!dated) {
        json_object_del(d, "on");
    }
    return d;
}

/* ---- what is missing ---- */

static bool kept(const char *key)
{
    static const char *const keys[] = {"id",      "on",    "asker",     "for",   "activity", "role",
                                       "parties", "goods", "approvals", "about", "by"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Lists that may stand open beside KEY_complete. */
static bool may_be_open(const char *key)
{
    static const char *const keys[] = {"route",     "purposes",      "contains", "kind",      "nationals",
                                       "resident",  "incorporated",  "located",  "branch_of", "clears_in",
                                       "agency_of", "controlled_by", "acts_for", "listed",    "notices",
                                       "findings",  "events"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

struct hole {
    json_t *object;
    char key[40]; /* a copy: jansson's goes with the value */
};

struct holes {
    struct hole list[160];
    size_t n;
};

static void collect(json_t *object, struct holes *to)
{
    const char *key;
    json_t *v;
    json_object_foreach(object, key, v)
    {
        if (!kept(key) && to->n < sizeof to->list / sizeof *to->list) {
            struct hole *one = &to->list[to->n++];
            one->object = object;
            snprintf(one->key, sizeof one->key, "%s", key);
        }
    }
}

static void open_list(struct rng *r, json_t *object, const char *key)
{
    char complete[64];
    json_t *list = json_object_get(object, key);
    snprintf(complete, sizeof complete, "%s_complete", key);
    if (json_array_size(list) > 0 && rng_chance(r, 40)) {
        json_array_remove(list, rng_below(r, (unsigned)json_array_size(list)));
    }
    json_object_set_new(object, complete, json_false());
}

static void take(struct rng *r, struct hole h)
{
    json_t *v = json_object_get(h.object, h.key);
    if (v == NULL) {
        return;
    }
    if (json_is_array(v) && may_be_open(h.key) && rng_chance(r, 60)) {
        open_list(r, h.object, h.key);
        return;
    }
    if (json_is_object(v) && json_object_size(v) > 1 && rng_chance(r, 70)) { /* one of the judgements, caps, orders */
        const char *key;
        json_t *one;
        unsigned skip = rng_below(r, (unsigned)json_object_size(v));
        json_object_foreach(v, key, one)
        {
            if (skip-- == 0) {
                json_object_del(v, key);
                return;
            }
        }
    }
    if (strcmp(h.key, "unit") == 0 && json_object_get(h.object, "quantity") != NULL) { /* a quantity needs it */
        json_object_del(h.object, "quantity");
    }
    char complete[64];
    snprintf(complete, sizeof complete, "%s_complete", h.key);
    json_object_del(h.object, complete);
    json_object_del(h.object, h.key);
}

static void whole_lists(struct rng *r, json_t *d, enum gen_gaps gaps)
{
    json_t *list = json_object_get(d, "parties");
    if (gaps == GAPS_MOST && rng_chance(r, 15)) {
        json_object_del(d, "parties");
    } else if (json_array_size(list) > 0 && rng_chance(r, gaps == GAPS_FEW ? 3 : 12)) {
        json_array_remove(list, json_array_size(list) - 1);
    } else if (rng_chance(r, gaps == GAPS_FEW ? 3 : 10)) {
        json_object_set_new(d, "parties_complete", json_false());
    }
    if (rng_chance(r, gaps == GAPS_FEW ? 2 : 6)) {
        json_object_del(d, "goods");
    }
}

json_t *gen_incomplete(const json_t *deal, struct rng *r, enum gen_gaps gaps)
{
    static const unsigned chance[GAPS_N] = {0, 0, 15, 60};
    json_t *d = json_deep_copy(deal);
    if (gaps == GAPS_NONE) {
        return d;
    }
    whole_lists(r, d, gaps);
    struct holes holes = {0};
    collect(d, &holes);
    const char *const lists[] = {"parties", "goods"};
    for (size_t k = 0; k < 2; k++) {
        size_t i;
        json_t *one;
        json_array_foreach(json_object_get(d, lists[k]), i, one)
        {
            collect(one, &holes);
        }
    }
    unsigned few = gaps == GAPS_FEW && holes.n > 0 ? 1 + rng_below(r, 4) : 0;
    for (unsigned i = 0; i < few; i++) {
        struct hole h = holes.list[rng_below(r, (unsigned)holes.n)];
        take(r, h);
    }
    for (size_t i = 0; few == 0 && i < holes.n; i++) {
        if (rng_chance(r, chance[gaps])) {
            take(r, holes.list[i]);
        }
    }
    return d;
}
