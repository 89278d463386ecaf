/* What still covers the deals of an act, and who could take it away: the same for the text and for the page. */
#include "base/arena.h"
#include "report/remedy.h"
#include "report/stairs_parts.h"

struct str stairs_ways(const struct diff *d, struct arena *a, int hold)
{
    struct str door = stairs_doors(d, a, hold);
    struct str who = remedy_who(d->regime, a, hold, d->at);
    if (door.n == 0 && who.n == 0) {
        return STR("no declared power lifts it");
    }
    return str_fmt(a, "%.*s%s%s%s%.*s", STR_ARG(door), door.n > 0 ? " may allow a case" : "",
                   door.n > 0 && who.n > 0 ? "; " : "", who.n > 0 ? "could be lifted by " : "", STR_ARG(who));
}

struct closer *stairs_closers(const struct diff *d, struct arena *a, const struct diff_act *x, size_t *ret_n)
{
    struct closer *list = ARENA_MANY(a, struct closer, x->still.n + 1);
    size_t n = 0;
    size_t *ranks = ARENA_MANY(a, size_t, x->still.n + 1);
    size_t most = 0;
    for (size_t i = 0; i < x->still.n; i++) {
        ranks[i] = stairs_rank(d, a, x->still.items[i].index);
        most = ranks[i] > most ? ranks[i] : most;
    }
    for (size_t rank = 0; rank <= most; rank++) {
        for (size_t i = 0; i < x->still.n; i++) {
            if (ranks[i] != rank) {
                continue;
            }
            const ints *rows = &x->still.items[i].rows;
            struct closer one = {.hold = x->still.items[i].index, .rows = rows};
            one.name = stairs_hold(d, a, one.hold);
            bool seen = false; /* another hold of the measure at the same place */
            for (size_t k = 0; k < n; k++) {
                seen = seen || (str_eq(list[k].name, one.name) && stairs_same_rows(list[k].rows, rows));
            }
            if (!seen) {
                one.ways = stairs_ways(d, a, one.hold);
                list[n++] = one;
            }
        }
    }
    *ret_n = n;
    return list;
}

struct bringer *stairs_bringers(const struct diff *d, struct arena *a, const diff_items *items, bool stays)
{
    struct bringer *list = ARENA_MANY(a, struct bringer, items->n + 1);
    for (size_t i = 0; i < items->n; i++) {
        list[i].item = &items->items[i];
        list[i].q = &d->regime->consequences.items[items->items[i].index];
        list[i].who = stays ? remedy_who_consequence(d->regime, a, items->items[i].index, d->at) : STR("");
    }
    return list;
}

static bool same_exposed(const struct diff_item *x, const struct diff_item *y)
{
    bool same = x->rows.n == y->rows.n;
    for (size_t i = 0; same && i < x->rows.n; i++) {
        same = x->rows.items[i] == y->rows.items[i] && x->roles.items[i] == y->roles.items[i];
    }
    return same;
}

bool stairs_same_bringer(const struct bringer *x, const struct bringer *y)
{
    return x->item->kin == y->item->kin && x->q->must == y->q->must && str_eq(x->q->to, y->q->to) &&
           str_eq(x->who, y->who) && same_exposed(x->item, y->item);
}

struct str stairs_consequence(const struct diff *d, struct arena *a, const struct consequence *q)
{
    const struct item *item = &q->item;
    return item->under.n == 0 ? item->name
                              : str_fmt(a, "%.*s (%.*s)", STR_ARG(item->name),
                                        STR_ARG(provision_cite(d->regime, a, item->under.items[0])));
}

struct str stairs_roles(const struct diff *d, struct arena *a, const struct diff_item *item, size_t i)
{
    strs roles = {0};
    for (size_t r = 0; r < d->regime->roles.n && r < 64; r++) {
        if ((item->roles.items[i] >> r & 1U) != 0) {
            strs_add(a, &roles, d->regime->roles.items[r].item.name);
        }
    }
    return stairs_joined(a, &roles, ", ");
}

struct str stairs_leads(struct arena *a, const struct consequence *q)
{
    return str_fmt(a, "%s lead to %.*s", q->must ? "must" : "may", STR_ARG(q->to));
}

struct str stairs_lifted(struct arena *a, struct str who)
{
    return who.n == 0 ? STR("no declared power lifts it") : str_fmt(a, "could be lifted: %.*s", STR_ARG(who));
}
