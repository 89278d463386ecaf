#include "prop/lift.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* ---- steps ---- */

static bool one_of(const char *key, const char *const *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const char *const by_clear[] = {"agency_of", "controlled_by", "acts_for",
                                       "screened",  "listed",        "owned_by_listed"};
static const char *const by_country[] = {"nationals", "resident", "incorporated", "located", "branch_of"};
#define IN(key, list) one_of((key), (list), sizeof(list) / sizeof *(list))

static struct lift_step *add(struct lift *to, const json_t *whole, const char *prefix, const char *key)
{
    struct lift_step *s = &to->steps[to->n < LIFT_STEPS ? to->n++ : LIFT_STEPS - 1];
    memset(s, 0, sizeof *s);
    s->value = json_object_get(whole, key);
    s->unit = strcmp(key, "quantity") == 0 ? json_object_get(whole, "unit") : NULL;
    snprintf(s->pointer, sizeof s->pointer, "%s/%s", prefix, key);
    s->judged = strncmp(prefix, "/judged", 7) == 0 || strcmp(key, "judged") == 0;
    return s;
}

static bool stands_open(const json_t *object, const char *key)
{
    char complete[80];
    snprintf(complete, sizeof complete, "%s_complete", key);
    return json_object_get(object, complete) != NULL;
}

static void steps_in(struct lift *to, const json_t *now, const json_t *whole, const char *prefix)
{
    const char *key;
    json_t *v;
    bool clear = json_object_get(now, "clear") != NULL;
    bool country = json_object_get(now, "country") != NULL;
    json_object_foreach((json_t *)(uintptr_t)whole, key, v)
    {
        const json_t *mine = json_object_get(now, key);
        if (strcmp(key, "cleared_in") == 0 || strcmp(key, "parties") == 0 || strcmp(key, "goods") == 0) {
            continue;
        }
        if (mine == NULL) {
            if (!(clear && IN(key, by_clear)) && !(country && IN(key, by_country))) {
                add(to, whole, prefix, key);
            }
        } else if (stands_open(now, key)) {
            add(to, whole, prefix, key);
        } else if (json_is_object(v) && json_is_object(mine) && !(clear && IN(key, by_clear))) {
            char inner[64];
            snprintf(inner, sizeof inner, "%s/%s", prefix, key);
            steps_in(to, mine, v, inner);
        }
    }
}

static void steps_list(struct lift *to, const json_t *now, const json_t *whole, const char *key)
{
    const json_t *mine = json_object_get(now, key);
    const json_t *all = json_object_get(whole, key);
    for (size_t i = 0; i < json_array_size(mine); i++) {
        char prefix[32];
        snprintf(prefix, sizeof prefix, "/%s/%zu", key, i);
        steps_in(to, json_array_get(mine, i), json_array_get(all, i), prefix);
    }
}

/* Does the answer have an unknown actor where the party would stand? */
static bool expected(const struct answer *an, size_t place, const char *role)
{
    const struct deal *d = an->deal;
    for (size_t i = 0; i < d->n_parties; i++) {
        const struct party *p = &d->parties[i];
        if (!p->given && (size_t)p->place == place && p->role >= 0 &&
            str_is(an->regime->roles.items[p->role].item.name, role)) {
            return true;
        }
    }
    return false;
}

void lift_steps(struct lift *ret, const json_t *now, const json_t *whole, const struct answer *an)
{
    ret->n = 0;
    steps_in(ret, now, whole, "");
    steps_list(ret, now, whole, "parties");
    steps_list(ret, now, whole, "goods");
    const json_t *parties = json_object_get(now, "parties");
    const json_t *all = json_object_get(whole, "parties");
    size_t n = json_array_size(parties);
    bool dated = false; /* a party's own day is no missing fact: without it the deal's counts */
    for (size_t i = n; i < json_array_size(all); i++) {
        dated = dated || json_object_get(json_array_get(all, i), "on") != NULL;
    }
    if (dated) {
        ;
    } else if (parties == NULL) {
        add(ret, whole, "", "parties");
    } else if (n < json_array_size(all) &&
               expected(an, n, json_string_value(json_object_get(json_array_get(all, n), "role")))) {
        struct lift_step *s = add(ret, whole, "", "parties");
        s->append = true;
        s->value = json_array_get(all, n);
        snprintf(s->pointer, sizeof s->pointer, "/parties/%zu", n);
    }
    if (json_object_get(now, "parties_complete") != NULL && n == json_array_size(all)) {
        add(ret, whole, "", "parties")->closes = true;
    }
    const json_t *goods = json_object_get(whole, "goods");
    if (goods != NULL && json_object_get(now, "goods") == NULL && json_array_size(goods) == 1) {
        add(ret, whole, "", "goods");
    }
}

/* The object that holds the key the pointer ends in, and that key. */
static json_t *place_of(json_t *deal, const char *pointer, char *key, size_t size)
{
    json_t *at = deal;
    const char *p = pointer + 1;
    for (const char *slash = strchr(p, '/'); slash != NULL && at != NULL; slash = strchr(p, '/')) {
        snprintf(key, size, "%.*s", (int)(slash - p), p);
        at = json_is_array(at) ? json_array_get(at, (size_t)strtoul(key, NULL, 10)) : json_object_get(at, key);
        p = slash + 1;
    }
    snprintf(key, size, "%s", p);
    return at;
}

/* Is everything that an open list says in the whole one? While a failing deal is made smaller it may not be. */
static bool goes_on(const json_t *open, const json_t *whole)
{
    size_t i;
    size_t k;
    json_t *x;
    json_t *y;
    json_array_foreach((json_t *)(uintptr_t)open, i, x)
    {
        bool in = false;
        json_array_foreach((json_t *)(uintptr_t)whole, k, y)
        {
            in = in || json_equal(x, y) != 0;
        }
        if (!in) {
            return false;
        }
    }
    return true;
}

bool lift_take(const struct lift_step *s, json_t *deal)
{
    char key[64];
    char complete[80];
    json_t *at = place_of(deal, s->pointer, key, sizeof key);
    if (s->append) {
        return json_is_array(at) && strtoul(key, NULL, 10) == json_array_size(at) &&
               json_array_append_new(at, json_deep_copy(s->value)) == 0;
    }
    if (!json_is_object(at) || (json_object_get(at, key) != NULL && !stands_open(at, key)) ||
        (json_object_get(at, "clear") != NULL && IN(key, by_clear)) ||
        (json_object_get(at, "country") != NULL && IN(key, by_country))) {
        return false;
    }
    if (!s->closes && !goes_on(json_object_get(at, key), s->value)) {
        return false;
    }
    snprintf(complete, sizeof complete, "%s_complete", key);
    json_object_del(at, complete);
    if (!s->closes) {
        json_object_set_new(at, key, json_deep_copy(s->value));
    }
    if (s->unit != NULL) {
        json_object_set_new(at, "unit", json_deep_copy(s->unit));
    }
    return true;
}

/* ---- comparing ---- */

/* The same leg in another answer to the same deal: by role, which one of the role, and line. */
static const struct leg_answer *same_leg(const struct answer *in, const struct answer *an, const struct leg_answer *leg)
{
    const struct party *p = &an->deal->parties[leg->leg.party];
    size_t nth = 0;
    for (int i = 0; i < leg->leg.party; i++) {
        nth += an->deal->parties[i].role == p->role && an->deal->parties[i].unnamed == p->unnamed ? 1 : 0;
    }
    for (size_t k = 0; k < in->n_legs; k++) {
        const struct party *q = &in->deal->parties[in->legs[k].leg.party];
        size_t before = 0;
        for (int i = 0; i < in->legs[k].leg.party; i++) {
            before += in->deal->parties[i].role == q->role && in->deal->parties[i].unnamed == q->unnamed ? 1 : 0;
        }
        if (q->role == p->role && q->unnamed == p->unnamed && before == nth && in->legs[k].leg.line == leg->leg.line) {
            return &in->legs[k];
        }
    }
    return NULL;
}

static const struct order_answer *order_of(const struct leg_answer *leg, int jurisdiction)
{
    for (size_t i = 0; i < leg->n_orders; i++) {
        if (leg->orders[i].jurisdiction == jurisdiction) {
            return &leg->orders[i];
        }
    }
    return NULL;
}

/* What is not listed reaches nothing. */
static const struct range permitted;

static struct str name_of(const struct answer *an, const struct leg_answer *leg)
{
    int role = an->deal->parties[leg->leg.party].role;
    return role >= 0 ? an->regime->roles.items[role].item.name : STR("party");
}

static struct str ends(struct arena *a, const struct range *r, unsigned lane)
{
    enum label best;
    enum label worst;
    range_lane(r, lane, &best, &worst);
    return str_fmt(a, "%s..%s", label_name(best), label_name(worst));
}

struct str lift_widened(struct arena *a, const struct answer *before, const struct answer *after, bool skip_offers)
{
    int towers = skip_offers ? TOWERS - 1 : TOWERS;
    for (size_t i = 0; i < before->n_legs; i++) {
        const struct leg_answer *x = &before->legs[i];
        const struct leg_answer *y = same_leg(after, before, x);
        for (int j = 0; y != NULL && j < (int)before->regime->jurisdictions.n; j++) {
            const struct order_answer *p = order_of(x, j);
            const struct order_answer *q = order_of(y, j);
            if ((p == NULL && q == NULL) || (p == NULL && !q->encoded)) {
                continue;
            }
            const struct range *old = p == NULL ? &permitted : &p->range;
            const struct range *new = q == NULL ? &permitted : &q->range;
            for (int k = 0; k < towers; k++) {
                uint64_t wide = (old->tower[k].must & ~new->tower[k].must) | (new->tower[k].may & ~old->tower[k].may);
                wide &= overlay_all(before->overlay);
                unsigned lane = 0;
                while (wide != 0 && (wide >> lane & 1U) == 0) {
                    lane++;
                }
                if (wide != 0) {
                    return str_fmt(a, "%.*s, line %d, %.*s, stage %u: was %.*s, is %.*s", STR_ARG(name_of(before, x)),
                                   x->leg.line, STR_ARG(before->regime->jurisdictions.items[j].item.name), lane,
                                   STR_ARG(ends(a, old, lane)), STR_ARG(ends(a, new, lane)));
                }
            }
        }
    }
    return STR("");
}

/* Is the fact listed, or a larger or smaller part of the deal around it? */
static bool listed(const struct order_answer *o, const char *pointer)
{
    for (size_t i = 0; i < o->n_missing; i++) {
        struct str p = o->missing[i].pointer;
        struct str f = str_c(pointer);
        if (p.n > 0 && (str_starts(p, f) || str_starts(f, p))) {
            return true;
        }
        /* keys that stand for others: a party's states are asked for as its country ... */
        const char *slash = strrchr(pointer, '/');
        const char *key = slash == NULL ? pointer : slash + 1;
        const char *other = IN(key, by_country)            ? "country"
                            : strcmp(key, "screened") == 0 ? "listed"
                            : strcmp(key, "quantity") == 0 ? "value"
                                                           : key;
        size_t n = (size_t)(key - pointer);
        if (p.n == n + strlen(other) && memcmp(p.p, pointer, n) == 0 && str_ends(p, str_c(other))) {
            return true;
        }
        if (strcmp(key, "clear") == 0 && p.n > n && memcmp(p.p, pointer, n) == 0) { /* says six at once */
            return true;
        }
    }
    return false;
}

struct str lift_unlisted(struct arena *a, const struct answer *before, const struct answer *after, const char *pointer)
{
    for (size_t i = 0; i < before->n_legs; i++) {
        const struct leg_answer *x = &before->legs[i];
        const struct leg_answer *y = same_leg(after, before, x);
        for (size_t k = 0; y != NULL && k < x->n_orders; k++) {
            const struct order_answer *p = &x->orders[k];
            const struct order_answer *q = order_of(y, p->jurisdiction);
            if (!p->missing_exact || !p->encoded || listed(p, pointer)) {
                continue;
            }
            const struct range *new = q == NULL ? &permitted : &q->range;
            uint64_t changed = (p->range.tower[2].must ^ new->tower[2].must);
            for (int t = 0; t < TOWERS; t++) {
                changed |= p->range.tower[t].may ^ new->tower[t].may;
            }
            uint64_t unsettled = 0; /* lanes that were split, and are not open in every case: those are decided */
            for (int t = 0; t < TOWERS; t++) {
                unsettled |= p->kleene.tower[t].must ^ p->kleene.tower[t].may;
            }
            changed &= unsettled & p->range.tower[2].may & overlay_all(before->overlay);
            unsigned lane = 0;
            while (changed != 0 && (changed >> lane & 1U) == 0) {
                lane++;
            }
            if (changed != 0) {
                return str_fmt(a,
                               "%.*s, line %d, %.*s, stage %u: %s is not listed as missing, and changed %.*s to %.*s",
                               STR_ARG(name_of(before, x)), x->leg.line,
                               STR_ARG(before->regime->jurisdictions.items[p->jurisdiction].item.name), lane, pointer,
                               STR_ARG(ends(a, &p->range, lane)), STR_ARG(ends(a, new, lane)));
            }
        }
    }
    return STR("");
}
