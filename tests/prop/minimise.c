#include "prop/minimise.h"

#include <stdio.h>
#include <string.h>

struct run {
    json_t *deal;
    bool (*fails)(const json_t *, void *);
    void *context;
    bool changed;
};

static void shrink(struct run *r, json_t *at);

static bool needed(const char *key)
{
    return strcmp(key, "activity") == 0 || strcmp(key, "role") == 0 || strcmp(key, "on") == 0;
}

static void shrink_object(struct run *r, json_t *at)
{
    char keys[64][48];
    size_t n = 0;
    const char *key;
    json_t *v;
    json_object_foreach(at, key, v)
    {
        if (n < 64 && !needed(key)) {
            snprintf(keys[n++], sizeof keys[0], "%s", key);
        }
    }
    for (size_t i = 0; i < n; i++) {
        char complete[64];
        v = json_incref(json_object_get(at, keys[i]));
        if (v == NULL) { /* went with its list */
            continue;
        }
        snprintf(complete, sizeof complete, "%.47s_complete", keys[i]);
        json_t *open = json_incref(json_object_get(at, complete));
        json_object_del(at, keys[i]);
        json_object_del(at, complete);
        if (r->fails(r->deal, r->context)) {
            r->changed = true;
        } else {
            json_object_set(at, keys[i], v);
            if (open != NULL) {
                json_object_set(at, complete, open);
            }
            shrink(r, v);
        }
        json_decref(open);
        json_decref(v);
    }
}

static void shrink_list(struct run *r, json_t *at)
{
    for (size_t i = json_array_size(at); i > 0; i--) {
        json_t *v = json_incref(json_array_get(at, i - 1));
        json_array_remove(at, i - 1);
        if (r->fails(r->deal, r->context)) {
            r->changed = true;
        } else {
            json_array_insert(at, i - 1, v);
            shrink(r, v);
        }
        json_decref(v);
    }
}

static void shrink(struct run *r, json_t *at)
{
    if (json_is_object(at)) {
        shrink_object(r, at);
    } else if (json_is_array(at)) {
        shrink_list(r, at);
    }
}

void minimise(json_t *deal, bool (*fails)(const json_t *deal, void *context), void *context)
{
    struct run r = {deal, fails, context, true};
    for (unsigned i = 0; r.changed && i < 6; i++) {
        r.changed = false;
        shrink(&r, deal);
    }
}
