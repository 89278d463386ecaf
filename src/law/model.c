#include "law/model.h"

#include "base/arena.h"
#include "base/buf.h"

const struct dim_row dim_table[DIM_COUNT] = {
#define X(id, word, key, level, many, values) {word, key, LEVEL_##level, MANY_##many, VALUES_##values},
    DIMS(X)
#undef X
};

static const struct {
    const char *word;
    const char *phrase;
} item_names[ITEM_KINDS] = {
    [ITEM_CONDUCT] = {"conduct", "a conduct"},
    [ITEM_ROLE] = {"role", "a role"},
    [ITEM_ACTIVITY] = {"activity", "an activity"},
    [ITEM_PURPOSE] = {"purpose", "a purpose"},
    [ITEM_PARTY_KIND] = {"kind", "a kind of party"},
    [ITEM_PLACE] = {"place", "a place"},
    [ITEM_PORT] = {"port", "a port"},
    [ITEM_UNIT] = {"unit", "a unit"},
    [ITEM_JUDGEMENT] = {"judgement", "a judgement"},
    [ITEM_FINDING] = {"finding", "a finding"},
    [ITEM_EVENT] = {"event", "an event"},
    [ITEM_TAG] = {"tag", "a tag"},
    [ITEM_GOODS] = {"goods", "a goods list"},
    [ITEM_JURISDICTION] = {"jurisdiction", "a jurisdiction"},
    [ITEM_AUTHORITY] = {"authority", "an authority"},
    [ITEM_NEXUS] = {"nexus", "a nexus"},
    [ITEM_CLASS] = {"class", "a class"},
    [ITEM_SCOPE] = {"scope", "a scope"},
    [ITEM_INSTRUMENT] = {"instrument", "an instrument"},
    [ITEM_MEASURE] = {"measure", "a measure"},
    [ITEM_GROUP] = {"group", "a group"},
    [ITEM_EXEMPTION] = {"exemption", "an exemption"},
    [ITEM_LICENCE] = {"licence", "a licence"},
    [ITEM_OFFER] = {"offer", "an offer"},
    [ITEM_POLICY] = {"policy", "a policy"},
    [ITEM_CONSEQUENCE] = {"consequence", "a consequence"},
    [ITEM_CAP] = {"cap", "a cap"},
    [ITEM_POWER] = {"power", "a power"},
    [ITEM_COMMITMENT] = {"commitment", "a commitment"},
    [ITEM_ISSUE] = {"issue", "an issue"},
};

const char *item_word(enum item_kind kind)
{
    return item_names[kind].word;
}

const char *item_phrase(enum item_kind kind)
{
    return item_names[kind].phrase;
}

const char *clause_op_name(enum clause_op op)
{
    static const char *const names[CL_OPS] = {
        "all of",   "any of",      "not",       "named",    "value",  "goods",    "amount",     "value each",
        "contract", "conduct day", "notice",    "approved", "judged", "found by", "within cap", "event",
        "verdict",  "party",       "attribute", "listed",   "id",     "external"};
    return names[op];
}

const char *act_kind_word(enum act_kind kind)
{
    static const char *const words[ACT_KINDS] = {"end",     "suspend", "amend",   "license", "certify",
                                                 "waive",   "delist",  "restore", "impose",  "determine",
                                                 "rescind", "notify",  "report"};
    return words[kind];
}

const char *act_kind_verb(enum act_kind kind)
{
    static const char *const verbs[ACT_KINDS] = {"ends",     "suspends", "amends",   "licenses", "certifies",
                                                 "waives",   "delists",  "restores", "imposes",  "determines",
                                                 "rescinds", "notifies", "reports"};
    return verbs[kind];
}

bool ints_has_value(const ints *in, int value)
{
    for (size_t i = 0; i < in->n; i++) {
        if (in->items[i] == value) {
            return true;
        }
    }
    return false;
}

void ints_add(struct arena *a, ints *to, int value)
{
    if (!ints_has_value(to, value)) {
        VEC_PUSH(a, to, value);
    }
}

int regime_value(const struct regime *g, struct str text)
{
    size_t at = map_get(&g->values, text);
    return at == MAP_NONE ? VALUE_OTHER : (int)at;
}

struct str regime_text(const struct regime *g, int value)
{
    return value <= 0 || (size_t)value >= g->value_texts.n ? STR("other") : g->value_texts.items[value];
}

static bool dotted(struct str name)
{
    return name.n > 0 && memchr(name.p, '.', name.n) != NULL;
}

/* The map's key: names with a dot stand alone, the others under their kind. */
static struct str key_of(enum item_kind kind, struct str name, char *room, size_t size)
{
    if (dotted(name)) {
        return name;
    }
    size_t n = strlen(item_word(kind));
    if (n + 1 + name.n > size) {
        return STR("");
    }
    memcpy(room, item_word(kind), n);
    room[n] = ' ';
    if (name.n > 0) {
        memcpy(room + n + 1, name.p, name.n);
    }
    return str_of(room, n + 1 + name.n);
}

int regime_find(const struct regime *g, enum item_kind kind, struct str name)
{
    char room[512];
    struct str key = key_of(kind, name, room, sizeof room);
    size_t at = key.n == 0 ? MAP_NONE : map_get(&g->names, key);
    if (at == MAP_NONE || g->refs.items[at].kind != kind) {
        return -1;
    }
    return g->refs.items[at].index;
}

bool regime_find_any(const struct regime *g, struct str name, struct name_ref *ret)
{
    if (dotted(name)) {
        size_t at = map_get(&g->names, name);
        if (at == MAP_NONE) {
            return false;
        }
        *ret = g->refs.items[at];
        return true;
    }
    static const enum item_kind kinds[] = {ITEM_GROUP, ITEM_MEASURE, ITEM_JURISDICTION, ITEM_CLASS, ITEM_SCOPE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int index = regime_find(g, kinds[i], name);
        if (index >= 0) {
            ret->kind = kinds[i];
            ret->index = index;
            return true;
        }
    }
    return false;
}

struct item *regime_item(const struct regime *g, enum item_kind kind, int index)
{
    switch ((int)kind) {
    case ITEM_CONDUCT: return &g->conducts.items[index].item;
    case ITEM_ROLE: return &g->roles.items[index].item;
    case ITEM_ACTIVITY: return &g->activities.items[index].item;
    case ITEM_PURPOSE: return &g->purposes.items[index].item;
    case ITEM_PARTY_KIND: return &g->kinds.items[index].item;
    case ITEM_PLACE: return &g->places.items[index].item;
    case ITEM_PORT: return &g->ports.items[index].item;
    case ITEM_UNIT: return &g->units.items[index].item;
    case ITEM_JUDGEMENT: return &g->judgements.items[index].item;
    case ITEM_FINDING: return &g->findings.items[index].item;
    case ITEM_EVENT: return &g->events.items[index].item;
    case ITEM_TAG: return &g->tags.items[index].item;
    case ITEM_GOODS: return &g->goods.items[index].item;
    case ITEM_JURISDICTION: return &g->jurisdictions.items[index].item;
    case ITEM_AUTHORITY: return &g->authorities.items[index].item;
    case ITEM_NEXUS: return &g->nexuses.items[index].item;
    case ITEM_CLASS: return &g->classes.items[index].item;
    case ITEM_SCOPE: return &g->scopes.items[index].item;
    case ITEM_INSTRUMENT: return &g->instruments.items[index].item;
    case ITEM_MEASURE: return &g->measures.items[index].item;
    case ITEM_GROUP: return &g->groups.items[index].item;
    case ITEM_EXEMPTION:
    case ITEM_LICENCE: return &g->exemptions.items[index].item;
    case ITEM_OFFER: return &g->offers.items[index].item;
    case ITEM_POLICY: return &g->policies.items[index].item;
    case ITEM_CONSEQUENCE: return &g->consequences.items[index].item;
    case ITEM_CAP: return &g->caps.items[index].item;
    case ITEM_POWER: return &g->powers.items[index].item;
    case ITEM_COMMITMENT: return &g->commitments.items[index].item;
    case ITEM_ISSUE: return &g->issues.items[index].item;
    default: return NULL;
    }
}

bool provision_within(const struct regime *g, struct provision inner, struct provision outer)
{
    return inner.instrument == outer.instrument &&
           pin_within(&g->instruments.items[inner.instrument], inner.pin, outer.pin);
}

struct str provision_cite(const struct regime *g, struct arena *a, struct provision p)
{
    const struct instrument *in = &g->instruments.items[p.instrument];
    struct str name = in->cited.n > 0 ? in->cited : in->item.title.n > 0 ? in->item.title : in->item.name;
    if (p.text.n == 0) {
        return name;
    }
    struct str place = p.text;
    if (in->bare && str_starts(place, STR("s "))) {
        place = str_of(place.p + 2, place.n - 2);
    }
    return str_fmt(a, "%.*s %.*s", STR_ARG(name), STR_ARG(place));
}

struct str provision_text(const struct regime *g, struct arena *a, struct provision p)
{
    struct str name = g->instruments.items[p.instrument].item.name;
    if (p.text.n == 0) {
        return name;
    }
    return str_fmt(a, "%.*s %.*s", STR_ARG(name), STR_ARG(p.text));
}
