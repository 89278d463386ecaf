/* From JSON to a deal, completed with what the vocabulary says.
 *
 * The JSON tree is jansson's and is dropped before returning. The one exception: when the arena is full, control leaves by longjmp and
 * the tree of that one deal is lost; the engine gives the answer up in that case.
 */
#include "base/arena.h"
#include "base/generated.h"
#include "decide/reader.h"

/* ---- goods ------------------------------------------------------------------------------------------------------------------- */

static bool read_hs(struct reader *r, const struct at *at, json_t *object, struct line *line)
{
    json_t *v = reader_get(object, KEY_LINE_HS);
    struct at here = at_key(at, fact_table[KEY_LINE_HS].key);
    if (v == NULL) {
        return true;
    }
    line->hs = reader_kept(r, v);
    line->hs_known = true;
    bool ok = line->hs.n >= 2 && line->hs.n <= 10;
    for (size_t i = 0; ok && i < line->hs.n; i++) {
        ok = line->hs.p[i] >= '0' && line->hs.p[i] <= '9';
    }
    return ok ||
           reader_refuse(r, &here, STR("2 to 10 digits without dots or blanks, such as \"270111\""),
                         "\"%.*s\" is not a code of the Harmonized System", STR_ARG(reader_shown(r->arena, line->hs)));
}

static bool read_edition(struct reader *r, const struct at *at, json_t *object)
{
    static const char *const editions[] = {"1988", "1992", "1996", "2002", "2007", "2012", "2017", "2022", "2028"};
    json_t *v = reader_get(object, KEY_LINE_HS_EDITION);
    struct at here = at_key(at, fact_table[KEY_LINE_HS_EDITION].key);
    if (v == NULL) {
        return true;
    }
    struct str s =
        json_is_integer(v) ? str_fmt(r->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(v)) : json_text(v);
    for (size_t i = 0; i < sizeof editions / sizeof *editions; i++) {
        if (str_is(s, editions[i])) {
            return true;
        }
    }
    return reader_refuse(r, &here, STR("1988, 1992, 1996, 2002, 2007, 2012, 2017, 2022 or 2028"),
                         "%.*s is not an edition of the Harmonized System", STR_ARG(reader_shown(r->arena, s)));
}

static bool read_line(struct reader *r, const struct at *at, json_t *object, struct line *line)
{
    if (!reader_check(r, at, object, FACTS_OF_LINE)) {
        return false;
    }
    line->given = true;
    line->description = reader_kept(r, reader_get(object, KEY_LINE_DESCRIPTION));
    line->description_known = reader_get(object, KEY_LINE_DESCRIPTION) != NULL;
    bool ok = read_hs(r, at, object, line) && read_edition(r, at, object) &&
              reader_decimal(r, at, object, KEY_LINE_QUANTITY, &line->quantity_known, &line->quantity) &&
              reader_one(r, at, object, KEY_LINE_UNIT, &line->unit) &&
              reader_decimal(r, at, object, KEY_LINE_VALUE, &line->value_known, &line->value) &&
              reader_fact(r, at, object, KEY_LINE_MADE_IN, &line->made_in) &&
              reader_fact(r, at, object, KEY_LINE_CONTAINS, &line->contains);
    if (ok && line->quantity_known && reader_get(object, KEY_LINE_UNIT) == NULL) {
        struct at here = at_key(at, fact_table[KEY_LINE_QUANTITY].key);
        return reader_refuse(
            r, &here,
            str_fmt(r->arena, "give `unit`: %.*s", STR_ARG(fact_word_list(r->arena, r->regime, ITEM_UNIT, 24))),
            "a quantity without `unit`");
    }
    return ok;
}

static bool read_goods(struct reader *r, const struct at *root, json_t *object)
{
    struct deal *d = r->deal;
    json_t *v = reader_get(object, KEY_GOODS);
    struct at here = at_key(root, fact_table[KEY_GOODS].key);
    d->goods_known = v != NULL;
    d->goods_complete = v != NULL && reader_complete(r, object, KEY_GOODS);
    d->n_lines = reader_count(v);
    if (v == NULL && d->activity >= 0 && r->regime->activities.items[d->activity].goods) {
        d->n_lines = 1; /* one line of which nothing is known */
        d->lines = ARENA_NEW(r->arena, struct line);
        return true;
    }
    if (v == NULL) {
        d->goods_known = true;
        d->goods_complete = true;
        return true;
    }
    size_t given = d->n_lines;
    if (given == 0 && d->goods_complete && d->activity >= 0 && r->regime->activities.items[d->activity].goods) {
        return reader_refuse(r, &here, STR("name the goods, or leave `goods` out if they are not known"),
                             "a deal in goods without goods");
    }
    d->n_lines += d->goods_complete ? 0 : 1; /* what the list leaves out: a line of which nothing is known */
    d->lines = ARENA_MANY(r->arena, struct line, d->n_lines);
    for (size_t i = 0; i < given; i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        if (!read_line(r, &place, one, &d->lines[i])) {
            return false;
        }
    }
    return true;
}

/* ---- parties ----------------------------------------------------------------------------------------------------------------- */

static struct fact *party_dim(struct party *p, enum dim dim)
{
    return &p->dims[PARTY_DIM(dim)];
}

static void set_list(struct reader *r, struct fact *f, int value, bool empty)
{
    ints one = {0};
    if (!empty) {
        VEC_PUSH(r->arena, &one, value);
    }
    fact_set(f, &one, true);
}

static void set_country(struct reader *r, struct party *p, int country)
{
    p->country_given = true;
    p->country = country;
    set_list(r, party_dim(p, DIM_NATIONAL), country, false);
    set_list(r, party_dim(p, DIM_RESIDENT), country, false);
    set_list(r, party_dim(p, DIM_INCORPORATED), country, false);
    set_list(r, party_dim(p, DIM_LOCATED), country, false);
    set_list(r, party_dim(p, DIM_BRANCH_OF), 0, true);
}

static struct fact everywhere(struct reader *r)
{
    if (!r->everywhere.known) {
        ints orders = {0};
        for (size_t i = 0; i < r->regime->jurisdictions.n; i++) {
            VEC_PUSH(r->arena, &orders, r->regime->jurisdictions.items[i].value);
        }
        for (size_t i = 0; i < iso_country_count;
             i++) { /* law may ask for a list of an order that it does not declare */
            VEC_PUSH(r->arena, &orders, regime_value(r->regime, str_c(iso_countries[i].code)));
        }
        fact_set(&r->everywhere, &orders, true);
    }
    return r->everywhere;
}

/* On no list of any order, acting for none, owned by none, agency of none, controlled by none. What is given is read over it. */
static void set_clear(struct reader *r, struct party *p)
{
    p->clear = true;
    p->screened = everywhere(r);
    p->listed_known = true;
    p->listed_complete = true;
    p->owned_known = true;
    set_list(r, party_dim(p, DIM_AGENCY_OF), 0, true);
    set_list(r, party_dim(p, DIM_CONTROLLED_BY), 0, true);
    set_list(r, party_dim(p, DIM_ACTS_FOR), 0, true);
    set_list(r, &p->acts_for_listed, 0, true);
}

static void add_role_kinds(struct reader *r, struct party *p)
{
    struct fact *f = party_dim(p, DIM_KIND);
    const struct role *role = p->role >= 0 ? &r->regime->roles.items[p->role] : NULL;
    if (role == NULL || role->n_kinds == 0) {
        return;
    }
    ints kinds = {0};
    for (size_t i = 0; i < f->n; i++) {
        reader_add(r, &kinds, f->values[i]);
    }
    for (size_t i = 0; i < role->n_kinds; i++) {
        reader_add(r, &kinds, role->kinds[i]);
    }
    fact_set(f, &kinds, f->known && f->complete);
}

static bool read_acts_for(struct reader *r, const struct at *at, json_t *object, struct party *p)
{
    const struct fact_key *k = &fact_table[KEY_PARTY_ACTS_FOR];
    json_t *v = reader_get(object, KEY_PARTY_ACTS_FOR);
    struct at here = at_key(at, k->key);
    ints states = {0};
    ints lists = {0};
    size_t n = reader_count(v);
    for (size_t i = 0; i < n; i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        if (!json_is_string(one)) {
            return reader_refuse(r, &place, STR(""), "`%s` is %s, not a list with %s", k->key,
                                 fact_type_phrase(k->type), json_phrase(one));
        }
        struct str s = json_text(one);
        bool listed = str_starts(s, STR("listed:"));
        int value;
        if (!reader_value(r, &place, listed ? &fact_table[KEY_LISTING_BY] : k, listed ? str_of(s.p + 7, s.n - 7) : s,
                          &value)) {
            return false;
        }
        reader_add(r, listed ? &lists : &states, value);
    }
    if (v != NULL) {
        bool complete = reader_complete(r, object, KEY_PARTY_ACTS_FOR);
        fact_set(party_dim(p, DIM_ACTS_FOR), &states, complete);
        fact_set(&p->acts_for_listed, &lists, complete);
    }
    return true;
}

/* A tag, also without the order before its dot. Lists have tags that the law never asks for: those become VALUE_OTHER. */
static int tag_value(struct reader *r, struct str order, struct str tag)
{
    int index = fact_word(r->regime, ITEM_TAG, tag);
    if (index < 0) {
        index = fact_word(r->regime, ITEM_TAG, str_fmt(r->arena, "%.*s.%.*s", STR_ARG(order), STR_ARG(tag)));
    }
    return index < 0 ? VALUE_OTHER : fact_word_value(r->regime, ITEM_TAG, index);
}

static bool read_tags(struct reader *r, const struct at *at, json_t *object, enum fact_id id, ints *ret)
{
    json_t *v = reader_get(object, id);
    struct at here = at_key(at, fact_table[id].key);
    size_t n = reader_count(v);
    for (size_t i = 0; i < n; i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        if (!json_is_string(one) || json_string_length(one) == 0) {
            return reader_refuse(r, &place, STR(""), "`%s` takes names of tags", fact_table[id].key);
        }
        reader_add(r, ret, tag_value(r, json_text(reader_get(object, KEY_LISTING_BY)), json_text(one)));
    }
    return true;
}

static bool read_listing(struct reader *r, const struct at *at, json_t *object, struct listing *ret)
{
    ints tags = {0};
    if (!reader_check(r, at, object, FACTS_OF_LISTING) || !reader_one(r, at, object, KEY_LISTING_BY, &ret->by) ||
        !reader_term(r, at, object, KEY_LISTING_FROM, KEY_LISTING_UNTIL, false, &ret->from, &ret->until) ||
        !read_tags(r, at, object, KEY_LISTING_TAG, &tags) || !read_tags(r, at, object, KEY_LISTING_TAGS, &tags)) {
        return false;
    }
    json_t *programme = reader_get(object, KEY_LISTING_PROGRAMME);
    if (programme != NULL) {
        reader_add(r, &tags, tag_value(r, json_text(reader_get(object, KEY_LISTING_BY)), json_text(programme)));
    }
    ret->tags = tags.items;
    ret->n_tags = tags.n;
    ret->tags_known = programme != NULL || reader_get(object, KEY_LISTING_TAG) != NULL ||
                      reader_get(object, KEY_LISTING_TAGS) != NULL;
    return true;
}

static bool read_listed(struct reader *r, const struct at *at, json_t *object, struct party *p)
{
    json_t *v = reader_get(object, KEY_PARTY_LISTED);
    struct at here = at_key(at, fact_table[KEY_PARTY_LISTED].key);
    if (v == NULL) {
        return true;
    }
    p->listed_known = true;
    p->listed_complete = reader_complete(r, object, KEY_PARTY_LISTED);
    p->n_listed = reader_count(v);
    p->listed = ARENA_MANY(r->arena, struct listing, p->n_listed);
    for (size_t i = 0; i < p->n_listed; i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        if (!read_listing(r, &place, one, &p->listed[i])) {
            return false;
        }
    }
    return true;
}

/* True or false for all orders, or by order; with `clear` the orders that are not named stay clear. */
static bool read_owned(struct reader *r, const struct at *at, json_t *object, struct party *p)
{
    json_t *v = reader_get(object, KEY_PARTY_OWNED_BY_LISTED);
    struct at here = at_key(at, fact_table[KEY_PARTY_OWNED_BY_LISTED].key);
    if (json_is_boolean(v)) {
        p->owned_known = true;
        p->owned = json_is_true(v);
    }
    VEC(struct listing) rows = {0};
    const char *key;
    json_t *truth;
    json_object_foreach(v, key, truth)
    {
        struct at place = at_key(&here, key);
        struct listing row = {.until = DAY_MAX};
        if (!json_is_boolean(truth)) {
            return reader_refuse(r, &place, STR("leave the order out where it is unknown"),
                                 "ownership is true or false, not %s", json_phrase(truth));
        }
        if (!reader_value(r, &place, &fact_table[KEY_LISTING_BY], place.key, &row.by)) {
            return false;
        }
        row.from = json_is_true(truth);
        VEC_PUSH(r->arena, &rows, row);
    }
    p->owned_by = rows.items;
    p->n_owned_by = rows.n;
    return true;
}

static bool read_ids(struct reader *r, const struct at *at, json_t *object, struct party *p)
{
    json_t *v = reader_get(object, KEY_PARTY_IDS);
    struct at here = at_key(at, fact_table[KEY_PARTY_IDS].key);
    const char *key;
    json_t *id;
    p->ids_known = v != NULL;
    p->ids = ARENA_MANY(r->arena, struct str, json_object_size(v));
    p->id_kinds = ARENA_MANY(r->arena, struct str, json_object_size(v));
    json_object_foreach(v, key, id)
    {
        struct at place = at_key(&here, key);
        if (json_is_integer(id) && json_integer_value(id) >= 0) {
            p->ids[p->n_ids] = str_fmt(r->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
        } else if (json_is_string(id)) {
            p->ids[p->n_ids] = reader_kept(r, id);
        } else {
            return reader_refuse(r, &place, STR("such as {\"imo\": \"9135678\"}"), "an identifier is a string, not %s",
                                 json_phrase(id));
        }
        p->id_kinds[p->n_ids++] = str_dup(r->arena, place.key);
    }
    return true;
}

/* Owners are checked and not kept: ownership is computed in a later issue. */
static bool check_owners(struct reader *r, const struct at *at, json_t *object)
{
    json_t *v = reader_get(object, KEY_PARTY_OWNERS);
    struct at here = at_key(at, fact_table[KEY_PARTY_OWNERS].key);
    for (size_t i = 0; i < reader_count(v); i++) {
        struct at place;
        json_t *owner = reader_item(v, &here, i, &place);
        struct at share = at_key(&place, fact_table[KEY_OWNER_SHARE].key);
        bool known;
        struct decimal d = {0};
        if (!reader_check(r, &place, owner, FACTS_OF_OWNER) ||
            !reader_decimal(r, &place, owner, KEY_OWNER_SHARE, &known, &d)) {
            return false;
        }
        if (known && decimal_cmp(d, decimal_of(100)) > 0) {
            return reader_refuse(r, &share, STR("per cent: 0 to 100"), "a share of more than the whole");
        }
    }
    return true;
}

static bool read_party(struct reader *r, const struct at *at, json_t *object, struct party *p)
{
    int country;
    if (!reader_check(r, at, object, FACTS_OF_PARTY)) {
        return false;
    }
    p->given = true;
    p->role = -1;
    p->name = reader_kept(r, reader_get(object, KEY_PARTY_NAME));
    json_t *role = reader_get(object, KEY_PARTY_ROLE);
    bool plain = role != NULL && str_is(json_text(role), "party"); /* one that takes part and has no role */
    if (!plain && !reader_one(r, at, object, KEY_PARTY_ROLE, &p->role)) {
        return false;
    }
    if (reader_get(object, KEY_PARTY_COUNTRY) != NULL) {
        if (!reader_one(r, at, object, KEY_PARTY_COUNTRY, &country)) {
            return false;
        }
        set_country(r, p, country);
    }
    json_t *clear = reader_get(object, KEY_PARTY_CLEAR);
    if (json_is_true(clear)) {
        set_clear(r, p);
    } else if (clear != NULL) {
        struct at here = at_key(at, fact_table[KEY_PARTY_CLEAR].key);
        return reader_refuse(r, &here, STR("leave it out: then nothing is said"), "`clear` is true or left out");
    }
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        if (k->level == FACTS_OF_PARTY && k->is_dim && k->type != FACT_ACTS_FOR &&
            !reader_fact(r, at, object, (enum fact_id)i, party_dim(p, k->dim))) {
            return false;
        }
    }
    add_role_kinds(r, p);
    return reader_date(r, at, object, KEY_PARTY_ON, DAY_NONE, &p->on) && read_acts_for(r, at, object, p) &&
           reader_fact(r, at, object, KEY_PARTY_SCREENED, &p->screened) && read_listed(r, at, object, p) &&
           read_owned(r, at, object, p) && read_ids(r, at, object, p) && check_owners(r, at, object);
}

static void add_unknown_party(struct reader *r, int role)
{
    struct deal *d = r->deal;
    struct party *p = &d->parties[d->n_parties];
    p->role = role;
    p->on = DAY_NONE;
    p->place = (int)d->n_parties++;
    add_role_kinds(r, p);
}

static bool has_role(const struct deal *d, int role)
{
    for (size_t i = 0; i < d->n_parties; i++) {
        if (d->parties[i].role == role) {
            return true;
        }
    }
    return false;
}

/* Required roles that nobody has get an unknown actor, in the order of the activity's roles. */
static void add_required(struct reader *r, const struct activity *activity)
{
    for (size_t i = 0; i < activity->n_roles; i++) {
        const struct activity_role *need = &activity->roles[i];
        bool met = !need->required;
        for (size_t k = 0; !met && k < activity->n_roles; k++) {
            const struct activity_role *other = &activity->roles[k];
            met = (k == i || (need->any_of >= 0 && other->any_of == need->any_of)) && has_role(r->deal, other->role);
        }
        if (!met) {
            add_unknown_party(r, need->role);
        }
    }
}

/* The unnamed bank that clears in X: all of it follows from `cleared_in`, nothing about it is missing. */
static void add_clearing_bank(struct reader *r, int country)
{
    struct deal *d = r->deal;
    struct party *p = &d->parties[d->n_parties];
    p->role = fact_word(r->regime, ITEM_ROLE, STR("bank"));
    p->on = DAY_NONE;
    p->unnamed = true;
    p->given = true;
    p->place = (int)d->n_parties++;
    set_country(r, p, country);
    set_clear(r, p);
    set_list(r, party_dim(p, DIM_FLAG), 0, true);
    set_list(r, party_dim(p, DIM_CLEARS_IN), country, false);
    set_list(r, party_dim(p, DIM_KIND), 0, true);
    int bank = fact_word(r->regime, ITEM_PARTY_KIND, STR("bank"));
    if (bank >= 0) {
        set_list(r, party_dim(p, DIM_KIND), fact_word_value(r->regime, ITEM_PARTY_KIND, bank), false);
    }
    add_role_kinds(r, p);
}

static bool read_parties(struct reader *r, const struct at *root, json_t *object)
{
    struct deal *d = r->deal;
    json_t *v = reader_get(object, KEY_PARTIES);
    struct at here = at_key(root, fact_table[KEY_PARTIES].key);
    const struct activity *activity = d->activity >= 0 ? &r->regime->activities.items[d->activity] : NULL;
    size_t n = reader_count(v);
    d->parties_known = v != NULL;
    d->parties_complete = v != NULL && reader_complete(r, object, KEY_PARTIES);
    d->parties = ARENA_MANY(r->arena, struct party, n + (activity != NULL ? activity->n_roles : 0) + 1);
    for (size_t i = 0; i < n; i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        d->parties[i].place = (int)i;
        if (!read_party(r, &place, one, &d->parties[i])) {
            return false;
        }
        d->n_parties++;
    }
    if (activity != NULL) {
        add_required(r, activity);
    }
    if (d->dims[DIM_CLEARED_IN].known) {
        add_clearing_bank(r, d->dims[DIM_CLEARED_IN].values[0]);
    }
    return true;
}

/* ---- papers and circumstances ------------------------------------------------------------------------------------------------ */

static bool read_notices(struct reader *r, const struct at *root, json_t *object)
{
    struct deal *d = r->deal;
    json_t *v = reader_get(object, KEY_NOTICES);
    struct at here = at_key(root, fact_table[KEY_NOTICES].key);
    d->notices_known = v != NULL;
    d->notices_complete = v != NULL && reader_complete(r, object, KEY_NOTICES);
    d->n_notices = reader_count(v);
    d->notices = ARENA_MANY(r->arena, struct notice, d->n_notices);
    for (size_t i = 0; i < d->n_notices; i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        struct notice *n = &d->notices[i];
        if (!reader_check(r, &place, one, FACTS_OF_NOTICE) || !reader_one(r, &place, one, KEY_NOTICE_BY, &n->by) ||
            !reader_one(r, &place, one, KEY_NOTICE_TO, &n->to) ||
            !reader_about(r, &place, one, KEY_NOTICE_ABOUT, &n->about) ||
            !reader_date(r, &place, one, KEY_NOTICE_ON, DAY_NONE, &n->on)) {
            return false;
        }
        n->objected = json_truth(reader_get(one, KEY_NOTICE_OBJECTED));
    }
    return true;
}

static bool read_approvals(struct reader *r, const struct at *root, json_t *object)
{
    struct deal *d = r->deal;
    json_t *v = reader_get(object, KEY_APPROVALS);
    struct at here = at_key(root, fact_table[KEY_APPROVALS].key);
    d->n_approvals = reader_count(v);
    d->approvals = ARENA_MANY(r->arena, struct approval, d->n_approvals);
    for (size_t i = 0; i < d->n_approvals; i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        struct approval *a = &d->approvals[i];
        if (!reader_check(r, &place, one, FACTS_OF_APPROVAL) || !reader_one(r, &place, one, KEY_APPROVAL_BY, &a->by) ||
            !reader_about(r, &place, one, KEY_APPROVAL_ABOUT, &a->about) ||
            !reader_term(r, &place, one, KEY_APPROVAL_FROM, KEY_APPROVAL_UNTIL, true, &a->from, &a->until)) {
            return false;
        }
        json_t *no = reader_get(one, KEY_APPROVAL_NO);
        a->by_text = reader_kept(r, reader_get(one, KEY_APPROVAL_BY));
        a->no = json_is_integer(no) ? str_fmt(r->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(no))
                                    : reader_kept(r, no);
        a->holder = reader_kept(r, reader_get(one, KEY_APPROVAL_HOLDER));
    }
    return true;
}

/* Names, or objects with who made it. */
static bool read_findings(struct reader *r, const struct at *root, json_t *object)
{
    struct deal *d = r->deal;
    json_t *v = reader_get(object, KEY_FINDINGS);
    struct at here = at_key(root, fact_table[KEY_FINDINGS].key);
    ints findings = {0};
    ints by = {0};
    for (size_t i = 0; i < reader_count(v); i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        int value = VALUE_OTHER;
        int maker = VALUE_OTHER;
        int ignored;
        bool ok = json_is_string(one) ? reader_value(r, &place, &fact_table[KEY_FINDINGS], json_text(one), &value)
                                      : reader_check(r, &place, one, FACTS_OF_FINDING) &&
                                            reader_one(r, &place, one, KEY_FINDING_FINDING, &value) &&
                                            reader_one(r, &place, one, KEY_FINDING_BY, &maker) &&
                                            reader_date(r, &place, one, KEY_FINDING_ON, DAY_NONE, &ignored);
        if (!ok) {
            return false;
        }
        reader_add(r, &findings, value);
        reader_add(r, &by, maker);
    }
    d->findings_by = by.items;
    d->findings_known = v != NULL;
    d->findings_complete = v != NULL && reader_complete(r, object, KEY_FINDINGS);
    d->findings = findings.items;
    d->n_findings = findings.n;
    return true;
}

/* Whose event: an index, a role that one party has, or a name that one party has. */
static bool read_whom(struct reader *r, const struct at *at, json_t *object, int *ret)
{
    const struct deal *d = r->deal;
    json_t *v = reader_get(object, KEY_EVENT_PARTY);
    struct at here = at_key(at, fact_table[KEY_EVENT_PARTY].key);
    *ret = -1;
    if (v == NULL) {
        return true;
    }
    if (json_is_integer(v)) {
        json_int_t index = json_integer_value(v);
        *ret = index >= 0 && index < (json_int_t)d->n_parties ? (int)index : -1;
        return *ret >= 0 ||
               reader_refuse(r, &here, STR("indices begin at 0"), "there is no party %" JSON_INTEGER_FORMAT, index);
    }
    struct str s = json_text(v);
    int role = fact_word(r->regime, ITEM_ROLE, s);
    size_t found = 0;
    for (int pass = 0; pass < 2 && found == 0; pass++) { /* names first */
        for (size_t i = 0; i < d->n_parties; i++) {
            const struct party *p = &d->parties[i];
            bool same = pass == 0 ? p->name.n > 0 && str_eq(p->name, s) : role >= 0 && p->role == role && !p->unnamed;
            *ret = same && found++ == 0 ? (int)i : *ret;
        }
    }
    struct str help = STR("name one of `parties`: by its name, its role, or its index");
    return found == 1 ||
           reader_refuse(r, &here, help,
                         found == 0 ? "\"%.*s\" is no party of this deal" : "\"%.*s\" is several parties of this deal",
                         STR_ARG(reader_shown(r->arena, s)));
}

static bool read_events(struct reader *r, const struct at *root, json_t *object)
{
    struct deal *d = r->deal;
    json_t *v = reader_get(object, KEY_EVENTS);
    struct at here = at_key(root, fact_table[KEY_EVENTS].key);
    d->events_known = v != NULL;
    d->events_complete = v != NULL && reader_complete(r, object, KEY_EVENTS);
    d->n_events = reader_count(v);
    d->events = ARENA_MANY(r->arena, struct deal_event, d->n_events);
    for (size_t i = 0; i < d->n_events; i++) {
        struct at place;
        json_t *one = reader_item(v, &here, i, &place);
        struct deal_event *e = &d->events[i];
        if (!reader_check(r, &place, one, FACTS_OF_EVENT) || !reader_one(r, &place, one, KEY_EVENT_WHAT, &e->what) ||
            !reader_one(r, &place, one, KEY_EVENT_PLACE, &e->place) ||
            !reader_date(r, &place, one, KEY_EVENT_ON, DAY_NONE, &e->on) || !read_whom(r, &place, one, &e->party)) {
            return false;
        }
    }
    return true;
}

/* Counters of caps are checked and not kept: counting is a later issue. */
static bool check_used(struct reader *r, const struct at *root, json_t *object)
{
    static const struct fact_key *const units[] = {&fact_table[KEY_LINE_UNIT], &fact_table[KEY_CURRENCY]};
    struct at here = at_key(root, fact_table[KEY_USED].key);
    const char *cap;
    const char *unit;
    json_t *counters;
    json_t *used;
    json_object_foreach(reader_get(object, KEY_USED), cap, counters)
    {
        struct at place = at_key(&here, cap);
        int ignored;
        if (!reader_value(r, &place, &fact_table[KEY_USED], place.key, &ignored)) {
            return false;
        }
        if (!json_is_object(counters)) {
            return reader_refuse(r, &place, STR("such as {\"t\": \"100000\"}"),
                                 "what is used is an object, unit to decimal, not %s", json_phrase(counters));
        }
        json_object_foreach(counters, unit, used)
        {
            struct at counter = at_key(&place, unit);
            struct decimal d;
            if (!reader_value(r, &counter, units[fact_is_currency(counter.key)], counter.key, &ignored)) {
                return false;
            }
            if (!json_is_string(used) && !json_is_integer(used)) {
                return reader_refuse(r, &counter, STR(""), "what is used is a decimal, not %s", json_phrase(used));
            }
            if (!reader_decimal_of(r, &counter, used, &d)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- the deal ---------------------------------------------------------------------------------------------------------------- */

static bool read_orders(struct reader *r, const struct at *root, json_t *object)
{
    struct deal *d = r->deal;
    struct fact orders = {0};
    if (!reader_one(r, root, object, KEY_ASKER, &d->asker) || !reader_fact(r, root, object, KEY_FOR, &orders)) {
        return false;
    }
    for (size_t i = 0; i < orders.n; i++) {
        VEC_PUSH(r->arena, &d->for_orders, orders.values[i]);
    }
    int un = regime_value(r->regime, STR("UN"));
    if (!orders.known && un != VALUE_OTHER) {
        reader_add(r, &d->for_orders, un);
    }
    if (!orders.known && d->asker != VALUE_OTHER) {
        reader_add(r, &d->for_orders, d->asker);
    }
    return true;
}

static bool read_activity(struct reader *r, const struct at *root, json_t *object)
{
    struct deal *d = r->deal;
    d->activity = -1;
    if (!reader_one(r, root, object, KEY_ACTIVITY, &d->activity) || !reader_fact(r, root, object, KEY_STEP, &d->step)) {
        return false;
    }
    if (d->activity < 0 || !d->step.known) {
        return true;
    }
    const struct activity *activity = &r->regime->activities.items[d->activity];
    struct buf steps;
    buf_init(&steps, r->arena);
    for (size_t i = 0; i < activity->n_roles; i++) {
        for (size_t k = 0; activity->roles[i].n_conducts > 1 && k < activity->roles[i].n_conducts; k++) {
            if (activity->roles[i].conducts[k] == d->step.values[0]) {
                return true;
            }
            buf_adds(&steps, steps.n > 0 ? ", " : "");
            buf_add(&steps, regime_text(r->regime, activity->roles[i].conducts[k]));
        }
    }
    struct at here = at_key(root, fact_table[KEY_STEP].key);
    struct str help =
        steps.n > 0 ? str_fmt(r->arena, "steps there are: %.*s", STR_ARG(buf_str(&steps))) : STR("leave it out");
    return reader_refuse(r, &here, help, "\"%.*s\" is no step of `%.*s`",
                         STR_ARG(reader_shown(r->arena, json_text(reader_get(object, KEY_STEP)))),
                         STR_ARG(activity->item.name));
}

static bool read_day(struct reader *r, const struct at *root, json_t *object, int default_on)
{
    struct deal *d = r->deal;
    d->on_given = reader_get(object, KEY_ON) != NULL;
    if (!reader_date(r, root, object, KEY_ON, default_on, &d->on)) {
        return false;
    }
    struct at here = at_key(root, fact_table[KEY_ON].key);
    return d->on != DAY_NONE || reader_refuse(r, &here, STR("give `on`, or `--as-of DATE`"), "no day of conduct");
}

static bool few_legs(struct reader *r, const struct at *root)
{
    size_t lines = r->deal->n_lines > 0 ? r->deal->n_lines : 1;
    struct at here = at_key(root, fact_table[KEY_PARTIES].key);
    return r->deal->n_parties * lines <= DEAL_LEGS ||
           reader_refuse(r, &here, STR("split the deal, for example by goods lines"),
                         "more than %d legs: %zu parties times %zu goods lines", DEAL_LEGS, r->deal->n_parties, lines);
}

static bool read_deal(struct reader *r, int default_on)
{
    struct deal *d = r->deal;
    json_t *object = r->root;
    struct at root = {NULL, {NULL, 0}, 0};
    if (!reader_check(r, &root, object, FACTS_OF_DEAL) || !read_day(r, &root, object, default_on) ||
        !read_orders(r, &root, object) || !read_activity(r, &root, object)) {
        return false;
    }
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        if (k->level == FACTS_OF_DEAL && k->is_dim &&
            !reader_fact(r, &root, object, (enum fact_id)i, &d->dims[k->dim])) {
            return false;
        }
    }
    d->id = reader_kept(r, reader_get(object, KEY_ID));
    d->written = json_truth(reader_get(object, KEY_WRITTEN));
    return read_goods(r, &root, object) && read_parties(r, &root, object) &&
           reader_decimal(r, &root, object, KEY_AMOUNT, &d->amount_known, &d->amount) &&
           reader_date(r, &root, object, KEY_CONTRACT, DAY_NONE, &d->contract) && read_notices(r, &root, object) &&
           read_approvals(r, &root, object) && read_findings(r, &root, object) &&
           reader_truths(r, &root, object, KEY_JUDGED, &d->judged, &d->n_judged) &&
           reader_truths(r, &root, object, KEY_WITHIN_CAP, &d->within_cap, &d->n_within_cap) &&
           reader_truths(r, &root, object, KEY_STOPPED, NULL, NULL) && check_used(r, &root, object) &&
           read_events(r, &root, object) && few_legs(r, &root);
}

bool deal_read(struct arena *a, const struct regime *g, struct str json, int default_on, struct deal **ret,
               struct deal_error *err)
{
    memset(err, 0, sizeof *err);
    *ret = NULL;
    struct reader r = {.arena = a, .regime = g, .deal = ARENA_NEW(a, struct deal), .error = err};
    r.deal->arena = a;
    r.deal->regime = g;
    bool ok = reader_open(&r, json) && read_deal(&r, default_on);
    json_decref(r.root);
    *ret = ok ? r.deal : NULL;
    return ok;
}
