#include "decide/deal_new.h"

#include "base/arena.h"
#include "decide/facts.h"

#define WIDTH 116 /* of comments */

struct skeleton {
    struct arena *arena;
    const struct regime *regime;
    const struct activity *activity;
    struct buf *out;
    struct str home;  /* the side of the one who asks */
    struct str other; /* the country that the regime is against */
};

/* How a key stands in the example. */
enum standing { STANDS_NOT, STANDS_AS_COMMENT, STANDS };

/* ---- comments ---- */

static void comment(struct skeleton *s, const char *indent, struct str text)
{
    size_t left = strlen(indent) + 3;
    size_t column = 0;
    for (size_t i = 0; i < text.n;) {
        size_t end = i;
        while (end < text.n && text.p[end] != ' ') {
            end++;
        }
        bool first = column == 0;
        if (first || column + 1 + (end - i) > WIDTH) {
            buf_addf(s->out, first ? "%s// " : "\n%s//   ", indent);
            column = first ? left : left + 2;
        } else {
            buf_addc(s->out, ' ');
            column++;
        }
        buf_add(s->out, str_of(text.p + i, end - i));
        column += end - i;
        i = end + (end < text.n);
    }
    buf_addc(s->out, '\n');
}

static struct str roles_of(struct skeleton *s)
{
    struct buf b;
    buf_init(&b, s->arena);
    buf_adds(&b, "needed: ");
    for (int pass = 0; pass < 2; pass++) {
        const char *between = pass == 0 ? "" : "; possible: ";
        for (size_t i = 0; i < s->activity->n_roles; i++) {
            const struct activity_role *r = &s->activity->roles[i];
            if (r->required == (pass == 0) && (r->required || r->allowed)) {
                buf_adds(&b, between);
                buf_add(&b, s->regime->roles.items[r->role].item.name);
                between = r->any_of >= 0 ? " or " : ", ";
            }
        }
    }
    return buf_str(&b);
}

static struct str steps_of(struct skeleton *s)
{
    struct buf b;
    buf_init(&b, s->arena);
    for (size_t i = 0; i < s->activity->n_roles; i++) {
        const struct activity_role *r = &s->activity->roles[i];
        for (size_t k = 0; r->n_conducts > 1 && k < r->n_conducts; k++) {
            buf_adds(&b, b.n > 0 ? ", " : "");
            buf_add(&b, regime_text(s->regime, r->conducts[k]));
        }
    }
    return buf_str(&b);
}

static struct str words_of(struct skeleton *s, const struct fact_key *k)
{
    if (k == &fact_table[KEY_STEP]) {
        return steps_of(s);
    }
    if (k == &fact_table[KEY_PARTY_ROLE]) {
        return roles_of(s);
    }
    bool named = k->type == FACT_WORD || k->type == FACT_WORDS || k->type == FACT_TRUTHS || k->type == FACT_USED ||
                 k->type == FACT_NAMES_OR_OBJECTS;
    return named ? fact_word_list(s->arena, s->regime, k->kind, 16) : STR("");
}

static void explain(struct skeleton *s, const char *indent, const struct fact_key *k)
{
    struct str words = words_of(s, k);
    struct buf b;
    buf_init(&b, s->arena);
    buf_addf(&b, "%s.", k->doc);
    if (words.n > 0) {
        buf_addf(&b, k == &fact_table[KEY_PARTY_ROLE] ? " Roles %.*s." : " Words: %.*s.", STR_ARG(words));
    } else if (k->type == FACT_OBJECTS && k->of != FACTS_OF_PARTY && k->of != FACTS_OF_LINE) {
        buf_addf(&b, " Keys of %s:", fact_level_phrase(k->of));
        const char *between = " ";
        for (size_t i = 0; i < KEY_COUNT; i++) {
            if (fact_table[i].level == k->of) {
                buf_addf(&b, "%s%s", between, fact_table[i].key);
                between = ", ";
            }
        }
        buf_addc(&b, '.');
    }
    buf_addf(&b, " If missing: %s.", k->if_absent);
    comment(s, indent, buf_str(&b));
}

/* ---- examples ---- */

static struct str quoted(struct skeleton *s, const char *format, struct str text)
{
    struct buf b;
    buf_init(&b, s->arena);
    fact_json_string(&b, text);
    return str_fmt(s->arena, format[0] == '[' ? "[%.*s]" : "%.*s", STR_ARG(buf_str(&b)));
}

/* The word in the table's example where the regime has it, else the first that it has; empty: it has none. */
static struct str word_for(struct skeleton *s, const struct fact_key *k)
{
    struct str example = str_c(k->example);
    const char *from = memchr(example.p, '"', example.n);
    const char *to = from == NULL ? NULL : memchr(from + 1, '"', example.n - (size_t)(from + 1 - example.p));
    int index = to == NULL ? -1 : fact_word(s->regime, k->kind, str_of(from + 1, (size_t)(to - from - 1)));
    if (index < 0 && fact_word_count(s->regime, k->kind) == 0) {
        return STR("");
    }
    return regime_item(s->regime, k->kind, index < 0 ? 0 : index)->name;
}

/* The example of a key as JSON; empty: the regime has no word for it. */
static struct str example_of(struct skeleton *s, enum fact_id id)
{
    const struct fact_key *k = &fact_table[id];
    bool in = str_is(s->activity->item.name, "import");
    struct str word;
    switch ((int)id) {
    case KEY_ID: return quoted(s, "", str_fmt(s->arena, "%.*s-1", STR_ARG(s->activity->item.name)));
    case KEY_ACTIVITY: return quoted(s, "", s->activity->item.name);
    case KEY_ASKER: return quoted(s, "", s->home);
    case KEY_DISPATCH:
    case KEY_LINE_MADE_IN: return quoted(s, "", in ? s->other : s->home);
    case KEY_DESTINATION: return quoted(s, "", in ? s->home : s->other);
    case KEY_ROUTE: return STR("[]");
    case KEY_STEP:
        for (size_t i = 0; i < s->activity->n_roles; i++) {
            if (s->activity->roles[i].n_conducts > 1) {
                return quoted(s, "", regime_text(s->regime, s->activity->roles[i].conducts[0]));
            }
        }
        return STR("");
    default: break;
    }
    switch ((int)k->type) {
    case FACT_WORD: word = word_for(s, k); return word.n == 0 ? word : quoted(s, "", word);
    case FACT_WORDS: word = word_for(s, k); return word.n == 0 ? word : quoted(s, "[", word);
    case FACT_TRUTHS:
    case FACT_USED:
        word = word_for(s, k);
        return word.n == 0
                   ? word
                   : str_fmt(s->arena, k->type == FACT_USED ? "{\"%.*s\": {\"USD\": \"1000\"}}" : "{\"%.*s\": false}",
                             STR_ARG(word));
    default: return str_c(k->example);
    }
}

/* ---- which keys ---- */

static enum standing standing_in_deal(struct skeleton *s, enum fact_id id)
{
    switch ((int)id) {
    case KEY_STEP: return steps_of(s).n > 0 ? STANDS : STANDS_NOT;
    case KEY_GOODS: return s->activity->goods ? STANDS : STANDS_NOT;
    case KEY_FOR:
    case KEY_PLACE:
    case KEY_CLEARED_IN:
    case KEY_CONTRACT:
    case KEY_WRITTEN:
    case KEY_JUDGED:
    case KEY_WITHIN_CAP:
    case KEY_USED:
    case KEY_STOPPED: return STANDS_AS_COMMENT;
    default: return STANDS;
    }
}

static bool is_craft(const struct skeleton *s, int role)
{
    const struct role *r = &s->regime->roles.items[role];
    for (size_t i = 0; i < r->n_kinds; i++) {
        struct str kind = regime_text(s->regime, r->kinds[i]);
        if (str_is(kind, "vessel") || str_is(kind, "aircraft")) {
            return true;
        }
    }
    return false;
}

static enum standing standing_in_party(const struct skeleton *s, enum fact_id id, int role)
{
    switch ((int)id) {
    case KEY_PARTY_ROLE:
    case KEY_PARTY_NAME: return STANDS;
    case KEY_PARTY_KIND: return s->regime->roles.items[role].n_kinds == 0 ? STANDS : STANDS_AS_COMMENT;
    case KEY_PARTY_COUNTRY: return is_craft(s, role) ? STANDS_AS_COMMENT : STANDS;
    case KEY_PARTY_FLAG: return is_craft(s, role) ? STANDS : STANDS_AS_COMMENT;
    default: return STANDS_AS_COMMENT;
    }
}

static struct str party_example(struct skeleton *s, enum fact_id id, int role, size_t index)
{
    struct str name = s->regime->roles.items[role].item.name;
    bool export = str_is(s->activity->item.name, "export");
    switch ((int)id) {
    case KEY_PARTY_ROLE: return quoted(s, "", name);
    case KEY_PARTY_NAME: return quoted(s, "", str_fmt(s->arena, "Example %.*s", STR_ARG(name)));
    case KEY_PARTY_COUNTRY:
    case KEY_PARTY_FLAG: return quoted(s, "", (index == 0) != export ? s->home : s->other);
    default: return example_of(s, id);
    }
}

/* ---- printing ---- */

static void entry(struct skeleton *s, const char *indent, enum fact_id id, enum standing standing, struct str value,
                  bool last)
{
    explain(s, indent, &fact_table[id]);
    buf_addf(s->out, "%s%s\"%s\": %.*s%s\n", indent, standing == STANDS ? "" : "// ", fact_table[id].key,
             STR_ARG(value), last ? "" : ",");
}

static void print_line(struct skeleton *s)
{
    buf_adds(s->out, "        {\n");
    for (int id = KEY_LINE_HS; id <= KEY_LINE_CONTAINS; id++) {
        struct str value = example_of(s, (enum fact_id)id);
        if (value.n > 0) {
            entry(s, "            ", (enum fact_id)id, id == KEY_LINE_HS_EDITION ? STANDS_AS_COMMENT : STANDS, value,
                  id == KEY_LINE_CONTAINS);
        }
    }
    buf_adds(s->out, "        }\n");
}

/* The first party with a comment for each key; what ends the object is its last key that stands. */
static void print_first_party(struct skeleton *s, int role)
{
    enum fact_id last = KEY_PARTY_NAME;
    buf_adds(s->out, "        {\n");
    for (int pass = 0; pass < 2; pass++) {
        for (int id = KEY_PARTY_ROLE; id <= KEY_PARTY_ON; id++) {
            enum standing standing = standing_in_party(s, (enum fact_id)id, role);
            struct str value = party_example(s, (enum fact_id)id, role, 0);
            if ((pass == 1) == (id == (int)last) && standing != STANDS_NOT && value.n > 0) {
                entry(s, "            ", (enum fact_id)id, standing, value, pass == 1);
            }
        }
    }
    buf_adds(s->out, "        }");
}

static void print_party(struct skeleton *s, int role, size_t index)
{
    const char *between = "        {";
    for (int id = KEY_PARTY_ROLE; id <= KEY_PARTY_ON; id++) {
        struct str value = party_example(s, (enum fact_id)id, role, index);
        if (standing_in_party(s, (enum fact_id)id, role) == STANDS && value.n > 0) {
            buf_addf(s->out, "%s\"%s\": %.*s", between, fact_table[id].key, STR_ARG(value));
            between = ", ";
        }
    }
    buf_adds(s->out, "}");
}

static void print_parties(struct skeleton *s)
{
    size_t printed = 0;
    int set = -1;
    for (size_t i = 0; i < s->activity->n_roles; i++) {
        const struct activity_role *r = &s->activity->roles[i];
        if (!r->required || (r->any_of >= 0 && r->any_of <= set)) { /* one of a set is enough */
            continue;
        }
        set = r->any_of >= 0 ? r->any_of : set;
        if (printed == 0) {
            print_first_party(s, r->role);
        } else {
            buf_adds(s->out, ",\n");
            print_party(s, r->role, printed);
        }
        printed++;
    }
    buf_adds(s->out, printed > 0 ? "\n" : "");
}

static void print_deal(struct skeleton *s)
{
    buf_adds(s->out, "{\n");
    for (int id = 0; id <= KEY_EVENTS; id++) {
        enum standing standing = standing_in_deal(s, (enum fact_id)id);
        struct str value = example_of(s, (enum fact_id)id);
        if (standing == STANDS_NOT || value.n == 0) {
            continue;
        }
        if (id != KEY_GOODS && id != KEY_PARTIES) {
            entry(s, "    ", (enum fact_id)id, standing, value, id == KEY_EVENTS);
            continue;
        }
        explain(s, "    ", &fact_table[id]);
        buf_addf(s->out, "    \"%s\": [\n", fact_table[id].key);
        if (id == KEY_GOODS) {
            print_line(s);
        } else {
            print_parties(s);
        }
        buf_adds(s->out, "    ],\n");
    }
    buf_adds(s->out, "}\n");
}

bool deal_skeleton(struct arena *a, const struct regime *g, struct str activity, struct buf *out)
{
    int index = fact_word(g, ITEM_ACTIVITY, activity);
    if (index < 0) {
        return false;
    }
    struct skeleton s = {.arena = a, .regime = g, .activity = &g->activities.items[index], .out = out};
    s.other = g->against != VALUE_OTHER ? regime_text(g, g->against) : STR("KP");
    s.home = str_is(s.other, "CN") ? STR("KR") : STR("CN");
    comment(&s, "",
            str_fmt(a,
                    "A deal of the activity `%.*s`, to be filled in. Lines that begin with // are comments. A key that "
                    "is left out is an "
                    "unknown fact, never \"no\"; a list that is given is complete, unless \"KEY_complete\": false "
                    "stands beside it.",
                    STR_ARG(s.activity->item.name)));
    print_deal(&s);
    return true;
}
