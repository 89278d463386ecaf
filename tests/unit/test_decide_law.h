/* What tests of src/decide over small law start with: the shipped activities, a few words, two legal orders; the test adds its law as text.
 * Deals are JSON with ' for ". Everything is in one arena per test. */
#ifndef TEST_DECIDE_LAW_H
#define TEST_DECIDE_LAW_H

#include "test_base.h"

#include <jansson.h>

#include "base/buf.h"
#include "base/generated.h"
#include "decide/decide.h"
#include "decide/life.h"
#include "decide/table.h"
#include "law/load.h"
#include "prop/compare.h"

#define DAY date_make(2026, 6, 1)

struct small {
    struct arena arena;
    struct arena own; /* of the tables, which grow while deciding */
    struct regime *regime;
    struct deal *deal; /* the last one asked */
    struct overlay overlay;
};

static const char small_words[] =
    "regime small \"Small\" { against KP;  covers UN from 2006-10-14;  covers US from 2006-10-14 { not travel };"
    "  covers KR from 2010-01-01;  covers NL from 2010-01-01;  reviewed 2026-11-24 \"a test\" }\n"
    "kind person \"person\"\nkind body \"body\"\nkind bank \"bank\"\nkind vessel \"vessel\"\nkind aircraft "
    "\"aircraft\"\n"
    "kind state \"state\"\nkind ngo \"NGO\"\n"
    "purpose commercial \"commerce\"\npurpose livelihood \"livelihood\"\npurpose medical \"medicine\"\n"
    "place zone \"the zone\" { in KP }\nport KPRAS \"Rajin\"\nunit t \"metric ton\"\nunit piece \"piece\"\n"
    "judgement revenue \"revenue\"\njudgement knowing \"knew\"\n"
    "finding luxury \"luxury\"\nfinding arms \"arms\"\n"
    "event port-call \"called at a port of\"\nevent landing \"landed\"\n"
    "tag US.T1 \"tag 1\"\ntag US.T2 \"tag 2\"\n"
    "goods coal \"coal\" { hs 2701, 2702;  not hs 270119 }\ngoods iron \"iron\" { hs 72 }\n"
    "goods named \"named\" { described }\ngoods all-minerals \"minerals\" { includes coal, iron }\n"
    "jurisdiction UN \"United Nations\" { }\n"
    "jurisdiction US \"United States\" { nexus person { actor { any of { national US;  located US } } }\n"
    "    nexus clearing { does pay;  currency USD;  actor { clears-in US } } }\n"
    "jurisdiction KR \"Korea\" { nexus person { actor { national KR } } }\n"
    "jurisdiction NL \"Netherlands\" { nexus told { notice by exporting state to UN.c1718 before conduct }\n"
    "    nexus let { approved by KR } }\n"
    "authority UN.sc \"Council\" { decides by vote 9 of 15 }\nauthority UN.c1718 \"Committee\" { }\n"
    "authority US.president \"President\" { }\nauthority US.ofac \"OFAC\" { acts for US.president in licensing }\n"
    "authority NL.cabinet \"Cabinet\" { }\nauthority US.bis \"BIS\" { }\nauthority KR.unification \"Ministry\" { }\n";

/* The regime of these words and this law; the test fails on a diagnostic. */
static inline const struct regime *small_law(struct small *s, const char *law)
{
    struct diags diags;
    struct source *sources = ARENA_MANY(&s->arena, struct source, 3);
    size_t n = 0;
    for (size_t i = 0; i < embedded_count; i++) {
        if (str_is(str_c(embedded_files[i].name), "regimes/vocabulary/activities.reg")) {
            sources[n].name = STR("activities.reg");
            sources[n++].text = str_of((const char *)embedded_files[i].data, embedded_files[i].size);
        }
    }
    assert_int_equal(n, 1);
    sources[n].name = STR("words.reg");
    sources[n++].text = str_c(small_words);
    sources[n].name = STR("law.reg");
    sources[n++].text = str_c(law);
    diags_init(&diags, &s->arena);
    s->regime = regime_load(&s->arena, &diags, sources, n);
    for (size_t i = 0; i < diags.list.n; i++) {
        const struct diag *d = &diags.list.items[i];
        if (d->severity == DIAG_ERROR) {
            size_t line = 0;
            size_t column = 0;
            struct str text = STR("");
            if (d->at.source != NULL) {
                source_place(d->at.source, d->at.from, &line, &column, &text);
            }
            fail_msg("%s %.*s, line %zu: %.*s", d->code, STR_ARG(d->message), line, STR_ARG(text));
        }
    }
    return s->regime;
}

static inline int small_setup(void **state)
{
    struct small *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return -1;
    }
    arena_init(&s->arena, (size_t)256 << 20);
    arena_init(&s->own, (size_t)256 << 20);
    s->overlay.lanes = 1;
    *state = s;
    return 0;
}

static inline int small_teardown(void **state)
{
    struct small *s = *state;
    arena_release(&s->arena);
    arena_release(&s->own);
    free(s);
    return 0;
}

#define SMALL(test) cmocka_unit_test_setup_teardown(test, small_setup, small_teardown)

/* Index of an item that must be there. */
static inline int index_of(const struct small *s, enum item_kind kind, const char *name)
{
    int i = regime_find(s->regime, kind, str_c(name));
    if (i < 0) {
        fail_msg("no %s %s", item_word(kind), name);
    }
    return i;
}

/* Index of a measure's hold number n. */
static inline int hold_of(const struct small *s, const char *measure, int n)
{
    const struct measure *m = &s->regime->measures.items[index_of(s, ITEM_MEASURE, measure)];
    assert_true(n < m->n_holds);
    return m->first_hold + n;
}

static inline int day_of(const char *text)
{
    int day = DAY_NONE;
    if (!date_parse(str_c(text), &day)) {
        fail_msg("no day: %s", text);
    }
    return day;
}

static inline struct str quoted(struct arena *a, const char *json)
{
    struct str s = str_dup(a, str_c(json));
    char *p = arena_copy(a, s.p, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        p[i] = p[i] == '\'' ? '"' : p[i];
    }
    s.p = p;
    return s;
}

static inline struct deal *small_deal(struct small *s, const char *json)
{
    struct deal_error e;
    struct str text = quoted(&s->arena, json);
    if (!deal_read(&s->arena, s->regime, text, DAY, &s->deal, &e)) {
        fail_msg("%s\n  at \"%.*s\": %.*s (%.*s)", json, STR_ARG(e.pointer), STR_ARG(e.message), STR_ARG(e.help));
    }
    return s->deal;
}

/* The walker's answer, with which the tables must agree field by field. `options`: day by lane, no split; NULL. */
static inline struct answer *both(struct small *s, const struct deal *d, const struct decision_options *options)
{
    struct decision_options slow = {0};
    slow = options != NULL ? *options : slow;
    slow.evaluator = &walker;
    struct decision_options fast = slow;
    fast.evaluator = &tables;
    fast.tables = tables_new(&s->own, s->regime, &s->overlay);
    struct answer *an = decide(&s->arena, s->regime, d, &s->overlay, &slow);
    const struct answer *other = decide(&s->arena, s->regime, d, &s->overlay, &fast);
    struct str differs = compare_answers(&s->arena, an, other);
    if (differs.n > 0) {
        fail_msg("walker and tables differ: %.*s", STR_ARG(differs));
    }
    return an;
}

static inline struct answer *ask(struct small *s, const char *json)
{
    return both(s, small_deal(s, json), NULL);
}

/* The word of the whole deal, in a lane. */
static inline const char *deal_word(const struct answer *an, unsigned lane)
{
    return word_name(range_word(&an->range, lane));
}

/* "exempt..prohibited" of a range. */
static inline const char *range_text(struct small *s, const struct range *r, unsigned lane)
{
    enum label best;
    enum label worst;
    range_lane(r, lane, &best, &worst);
    return str_z(&s->arena, str_fmt(&s->arena, "%s..%s", label_name(best), label_name(worst)));
}

/* The range of one measure over all legs. */
static inline const char *measure_text(struct small *s, const struct answer *an, const char *measure)
{
    bool reached;
    struct range r = answer_measure(an, index_of(s, ITEM_MEASURE, measure), -1, 0, &reached);
    return range_text(s, &r, 0);
}

/* The order of a leg; NULL: it does not stand in the answer. */
static inline const struct order_answer *order_of(const struct answer *an, size_t leg, const char *order)
{
    assert_true(leg < an->n_legs);
    for (size_t i = 0; i < an->legs[leg].n_orders; i++) {
        const struct order_answer *o = &an->legs[leg].orders[i];
        if (str_is(an->regime->jurisdictions.items[o->jurisdiction].item.name, order)) {
            return o;
        }
    }
    return NULL;
}

/* The same where it must stand there; never NULL. */
static inline const struct order_answer *order_in(const struct answer *an, size_t leg, const char *order)
{
    static const struct order_answer nothing = {0};
    const struct order_answer *o = order_of(an, leg, order);
    if (o == NULL) {
        fail_msg("leg %zu has no %s", leg, order);
        return &nothing;
    }
    return o;
}

/* What is missing on a leg for an order: pointers, and the phrases of open law, with blanks between. */
static inline const char *missing_of(struct small *s, const struct answer *an, size_t leg, const char *order)
{
    const struct order_answer *o = order_of(an, leg, order);
    struct str all = STR("");
    for (size_t i = 0; o != NULL && i < o->n_missing; i++) {
        struct str one =
            o->missing[i].law ? atom_phrase(an->deal, &s->arena, o->missing[i].atom) : o->missing[i].pointer;
        all = str_fmt(&s->arena, "%.*s%s%.*s", STR_ARG(all), all.n > 0 ? " " : "", STR_ARG(one));
    }
    return str_z(&s->arena, all);
}

/* An import by CN from KP of coal, where everything is known and nothing frees it. */
#define IMPORT                                                                                                         \
    "{'id': 'd', 'activity': 'import', 'asker': 'CN', 'for': ['UN'], 'dispatch': 'KP', 'destination': 'CN', 'route': " \
    "[],"                                                                                                              \
    " 'place': 'zone', 'purposes': ['commercial'], 'currency': 'CNY', 'goods': [{'hs': '270111', 'description': "      \
    "'coal', 'quantity': 10,"                                                                                          \
    " 'unit': 't', 'value': '1000', 'made_in': 'KP', 'contains': []}], 'notices': [], 'findings': [], 'events': [],"   \
    " 'judged': {'revenue': false, 'knowing': false}, 'written': true, 'contract': '2026-05-01', 'amount': '1000',"    \
    " 'parties': [{'role': 'buyer', 'name': 'B', 'kind': ['body'], 'country': 'CN', 'clear': true},"                   \
    " {'role': 'seller', 'name': 'S', 'kind': ['body'], 'country': 'KP', 'clear': true}]}"

/* The import, changed: each member of `change` is a JSON Pointer without its first stroke ('goods/0/hs'), or a key; null takes it away. */
static inline const char *import_with(struct small *s, const char *change)
{
    json_t *deal = json_loads(str_z(&s->arena, quoted(&s->arena, IMPORT)), 0, NULL);
    json_t *edits = json_loads(str_z(&s->arena, quoted(&s->arena, change)), JSON_REJECT_DUPLICATES, NULL);
    const char *path;
    json_t *value;
    if (deal == NULL || edits == NULL) {
        fail_msg("not JSON: %s", change);
    }
    json_object_foreach(edits, path, value)
    {
        json_t *at = deal;
        const char *key = path;
        for (const char *stroke; (stroke = strchr(key, '/')) != NULL; key = stroke + 1) {
            const char *step = str_z(&s->arena, str_of(key, (size_t)(stroke - key)));
            at = json_is_array(at) ? json_array_get(at, strtoul(step, NULL, 10)) : json_object_get(at, step);
            assert_non_null(at);
        }
        if (json_is_array(at)) {
            json_array_append(at, value);
        } else if (json_is_null(value)) {
            json_object_del(at, key);
        } else {
            json_object_set(at, key, value);
        }
    }
    char *text = json_dumps(deal, JSON_PRESERVE_ORDER);
    const char *kept = str_z(&s->arena, str_dup(&s->arena, str_c(text)));
    free(text);
    json_decref(deal);
    json_decref(edits);
    return kept;
}

#endif
