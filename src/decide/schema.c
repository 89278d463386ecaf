/* The table of keys as a JSON Schema. */
#include "base/arena.h"
#include "decide/facts.h"

struct def { /* of $defs: the words of a kind */
    const char *name;
    enum item_kind kind;
};

static const struct def word_defs[] = {
    {"activity", ITEM_ACTIVITY}, {"step", ITEM_CONDUCT}, {"role", ITEM_ROLE}, {"purpose", ITEM_PURPOSE},
    {"kind", ITEM_PARTY_KIND},   {"place", ITEM_PLACE},  {"unit", ITEM_UNIT}, {"judgement", ITEM_JUDGEMENT},
    {"finding", ITEM_FINDING},   {"event", ITEM_EVENT},  {"cap", ITEM_CAP},   {"authority", ITEM_AUTHORITY},
    {"tag", ITEM_TAG},
};

static const char *def_of(enum item_kind kind)
{
    for (size_t i = 0; i < sizeof word_defs / sizeof *word_defs; i++) {
        if (word_defs[i].kind == kind) {
            return word_defs[i].name;
        }
    }
    return "";
}

static const char *const level_defs[FACT_LEVELS] = {"deal",   "goods_line", "party",        "listing",   "owner",
                                                    "notice", "approval",   "finding_made", "event_seen"};

static void schema_list(struct buf *out, const char *def, size_t most)
{
    buf_addf(out,
             "\"anyOf\": [{\"$ref\": \"#/$defs/%s\"}, {\"type\": \"array\", \"maxItems\": %zu, \"items\": {\"$ref\": "
             "\"#/$defs/%s\"}}]",
             def, most, def);
}

/* What a value of the key looks like, without its braces. */
static void schema_type(struct buf *out, const struct fact_key *k)
{
    switch (k->type) {
    case FACT_TEXT: buf_adds(out, "\"type\": \"string\", \"pattern\": \"[^ ]\""); break;
    case FACT_ABOUT: buf_adds(out, "\"type\": \"string\", \"pattern\": \"^[^ ]+( [^ ]+ [^ ]+)*$\""); break;
    case FACT_NUMBER:
    case FACT_WHOM: buf_adds(out, "\"type\": [\"string\", \"integer\"]"); break;
    case FACT_DATE: buf_adds(out, "\"$ref\": \"#/$defs/day\""); break;
    case FACT_DECIMAL:
    case FACT_SHARE: buf_adds(out, "\"$ref\": \"#/$defs/decimal\""); break;
    case FACT_YEAR: buf_adds(out, "\"enum\": [1988, 1992, 1996, 2002, 2007, 2012, 2017, 2022, 2028]"); break;
    case FACT_TRUTH: buf_adds(out, "\"type\": \"boolean\""); break;
    case FACT_CLEAR: buf_adds(out, "\"const\": true"); break;
    case FACT_HS: buf_adds(out, "\"type\": \"string\", \"pattern\": \"^[0-9]{2,10}$\""); break;
    case FACT_COUNTRY: buf_adds(out, "\"$ref\": \"#/$defs/country\""); break;
    case FACT_COUNTRIES: schema_list(out, "country", 256); break;
    case FACT_CURRENCY: buf_adds(out, "\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\""); break;
    case FACT_WAYPOINTS: schema_list(out, "waypoint", 256); break;
    case FACT_SPOT: buf_adds(out, "\"$ref\": \"#/$defs/waypoint\""); break;
    case FACT_ORDER: buf_adds(out, "\"$ref\": \"#/$defs/order\""); break;
    case FACT_ORDERS: schema_list(out, "order", 256); break;
    case FACT_AUTHORITY: buf_adds(out, "\"$ref\": \"#/$defs/authority\""); break;
    case FACT_WHO:
        buf_adds(out, "\"anyOf\": [{\"$ref\": \"#/$defs/country\"}, {\"$ref\": \"#/$defs/authority\"}]");
        break;
    case FACT_ACTS_FOR: schema_list(out, "principal", 256); break;
    case FACT_WORD: buf_addf(out, "\"$ref\": \"#/$defs/%s\"", def_of(k->kind)); break;
    case FACT_WORDS: schema_list(out, def_of(k->kind), 256); break;
    case FACT_TAGS: /* a list may have tags that the law never asks for */
        buf_adds(out, "\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]");
        break;
    case FACT_OBJECTS:
        schema_list(out, level_defs[k->of], k->of == FACTS_OF_PARTY || k->of == FACTS_OF_LINE ? 64 : 256);
        break;
    case FACT_NAMES_OR_OBJECTS: schema_list(out, "finding_or_name", 256); break;
    case FACT_TRUTHS:
        buf_addf(out,
                 "\"type\": \"object\", \"propertyNames\": {\"$ref\": \"#/$defs/%s\"}, \"additionalProperties\": "
                 "{\"type\": \"boolean\"}",
                 def_of(k->kind));
        break;
    case FACT_USED:
        buf_adds(out, "\"type\": \"object\", \"propertyNames\": {\"$ref\": \"#/$defs/cap\"}, \"additionalProperties\": "
                      "{\"type\": \"object\", "
                      "\"additionalProperties\": {\"$ref\": \"#/$defs/decimal\"}}");
        break;
    case FACT_IDS:
        buf_adds(out, "\"type\": \"object\", \"additionalProperties\": {\"type\": [\"string\", \"integer\"]}");
        break;
    case FACT_OWNED:
        buf_adds(out, "\"anyOf\": [{\"type\": \"boolean\"}, {\"type\": \"object\", \"propertyNames\": {\"$ref\": "
                      "\"#/$defs/order\"}, "
                      "\"additionalProperties\": {\"type\": \"boolean\"}}]");
        break;
    case FACT_TYPES:
    default: break;
    }
}

static void schema_object(struct buf *out, enum fact_level level, const char *indent)
{
    buf_addf(out, "%s\"type\": \"object\",\n%s\"additionalProperties\": false,\n%s\"properties\": {", indent, indent,
             indent);
    const char *between = "\n";
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        if (k->level != level) {
            continue;
        }
        buf_addf(out, "%s%s  \"%s\": {\"description\": ", between, indent, k->key);
        fact_json_string(out, str_fmt(out->arena, "%s. If missing: %s.", k->doc, k->if_absent));
        buf_adds(out, ", ");
        schema_type(out, k);
        buf_addc(out, '}');
        if (k->open) {
            buf_addf(out,
                     ",\n%s  \"%s_complete\": {\"description\": \"false: there may be more than `%s` says\", \"type\": "
                     "\"boolean\"}",
                     indent, k->key, k->key);
        }
        between = ",\n";
    }
    buf_addf(out, "\n%s}", indent);
    between = "";
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        if (k->level == level && k->required) {
            buf_addf(out, between[0] == '\0' ? ",\n%s\"required\": [\"%s\"" : "%s\"%s\"",
                     between[0] == '\0' ? indent : between, k->key);
            between = ", ";
        }
    }
    buf_adds(out, between[0] == '\0' ? "" : "]");
    between = "";
    for (size_t i = 0; i < KEY_COUNT; i++) { /* what makes no sense alone */
        const struct fact_key *k = &fact_table[i];
        if (k->level != level || (!k->open && i != KEY_LINE_QUANTITY)) {
            continue;
        }
        buf_addf(out, between[0] == '\0' ? ",\n%s\"dependentRequired\": {" : "%s",
                 between[0] == '\0' ? indent : between);
        buf_addf(out, k->open ? "\"%s_complete\": [\"%s\"]" : "\"%s\": [\"%s\"]", k->key,
                 k->open ? k->key : fact_table[KEY_LINE_UNIT].key);
        between = ", ";
    }
    buf_adds(out, between[0] == '\0' ? "\n" : "}\n");
}

static void schema_words(struct buf *out, const struct regime *g, const struct def *d)
{
    size_t n = fact_word_count(g, d->kind);
    buf_addf(out, "    \"%s\": {\"enum\": [", d->name);
    for (size_t i = 0; i < n; i++) {
        buf_adds(out, i == 0 ? "" : ", ");
        fact_json_string(out, regime_item(g, d->kind, (int)i)->name);
    }
    buf_adds(out, d->kind == ITEM_ROLE ? ", \"party\"]},\n" : "]},\n");
}

void facts_schema(const struct regime *g, struct buf *out)
{
    buf_adds(out, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"Deal\",\n  "
                  "\"description\": ");
    fact_json_string(
        out,
        str_fmt(
            out->arena,
            "One deal, as `detente decide` reads it, with the words of the regime `%.*s`. Made from the table of keys "
            "(src/decide/facts.c); what it means: docs/deal.md. The reader takes `_` for `-` in words, too.",
            STR_ARG(g->name)));
    buf_adds(out, ",\n");
    schema_object(out, FACTS_OF_DEAL, "  ");
    buf_adds(out, "  ,\n  \"$defs\": {\n");
    for (int level = FACTS_OF_LINE; level < FACT_LEVELS; level++) {
        buf_addf(out, "    \"%s\": {\n", level_defs[level]);
        schema_object(out, (enum fact_level)level, "      ");
        buf_adds(out, "    },\n");
    }
    for (size_t i = 0; i < sizeof word_defs / sizeof *word_defs; i++) {
        schema_words(out, g, &word_defs[i]);
    }
    buf_adds(
        out,
        "    \"finding_or_name\": {\"anyOf\": [{\"$ref\": \"#/$defs/finding\"}, {\"$ref\": "
        "\"#/$defs/finding_made\"}]},\n"
        "    \"order\": {\"type\": \"string\", \"pattern\": \"^[A-Z]{2}$\"},\n"
        "    \"waypoint\": {\"type\": \"string\", \"pattern\": \"^([A-Z]{2}|port:[A-Z]{2}[A-Z0-9]{3})$\"},\n"
        "    \"principal\": {\"type\": \"string\", \"pattern\": \"^(listed:)?[A-Z]{2}$\"},\n"
        "    \"day\": {\"type\": \"string\", \"format\": \"date\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"},\n"
        "    \"decimal\": {\"anyOf\": [{\"type\": \"string\", \"pattern\": \"^[0-9]{1,12}([.][0-9]{1,6})?$\"}, "
        "{\"type\": \"integer\", "
        "\"minimum\": 0, \"maximum\": 999999999999}]},\n"
        "    \"country\": {\"type\": \"string\", \"pattern\": \"^[A-Z]{2}$\"}\n  }\n}\n");
}
