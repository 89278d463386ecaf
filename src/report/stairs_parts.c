#include "report/stairs_parts.h"

#include "base/arena.h"
#include "base/buf.h"
#include "report/decide_table.h"

int stairs_number(const struct diff *d, unsigned lane)
{
    return lane == 0 ? 0 : d->road->stages.items[lane - 1].number;
}

struct str stairs_measure(const struct diff *d, int hold)
{
    return d->regime->measures.items[d->regime->holds.items[hold].measure].item.name;
}

struct str stairs_hold(const struct diff *d, struct arena *a, int hold)
{
    return str_fmt(a, "%.*s (%.*s)", STR_ARG(stairs_measure(d, hold)),
                   STR_ARG(hold_short(d->regime, a, &d->regime->holds.items[hold])));
}

struct str stairs_open_in(const struct diff *d, struct arena *a, const struct diff_row *row)
{
    struct buf b;
    buf_init(&b, a);
    uint64_t open = range_open_lanes(&row->range);
    bool all = true;
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        all = all && stairs_in(open, lane);
        if (stairs_in(open, lane)) {
            buf_addf(&b, "%s%d", b.n > 0 ? ", " : "", stairs_number(d, lane));
        }
    }
    return all ? STR("all") : b.n == 0 ? STR("-") : buf_str(&b);
}

size_t stairs_rank(const struct diff *d, struct arena *a, int hold)
{
    ints columns = {0};
    table_columns(d->regime, a, &columns);
    int jurisdiction = d->regime->measures.items[d->regime->holds.items[hold].measure].item.jurisdiction;
    size_t rank = 0;
    while (rank < columns.n && columns.items[rank] != jurisdiction) {
        rank++;
    }
    return rank;
}

/* All places of the blocker's measure that close the deal in the lane, with or without a door alike. */
static struct str blocker_name(const struct diff *d, struct arena *a, const struct diff_row *row, unsigned lane,
                               const struct blocker *b)
{
    strs places = {0};
    bool door = !stairs_in(b->prohibits.may, lane);
    for (size_t i = 0; i < row->blockers.n; i++) {
        const struct blocker *x = &row->blockers.items[i];
        if (d->regime->holds.items[x->hold].measure == d->regime->holds.items[b->hold].measure &&
            stairs_in(x->closes.may, lane) && !stairs_in(x->prohibits.may, lane) == door) {
            strs_add(a, &places, hold_short(d->regime, a, &d->regime->holds.items[x->hold]));
        }
    }
    return str_fmt(a, "%.*s (%.*s)", STR_ARG(stairs_measure(d, b->hold)), STR_ARG(stairs_joined(a, &places, ", ")));
}

void stairs_blockers(const struct diff *d, struct arena *a, const struct diff_row *row, unsigned lane, strs *ret)
{
    size_t most = 0;
    for (size_t i = 0; i < row->blockers.n; i++) {
        size_t rank = stairs_rank(d, a, row->blockers.items[i].hold);
        most = rank > most ? rank : most;
    }
    for (int doors = 0; doors < 2; doors++) {
        for (size_t rank = 0; rank <= most; rank++) {
            for (size_t i = 0; i < row->blockers.n; i++) {
                const struct blocker *b = &row->blockers.items[i];
                if (stairs_in(b->closes.may, lane) && stairs_in(b->prohibits.may, lane) == (doors == 0) &&
                    stairs_rank(d, a, b->hold) == rank) {
                    strs_add(a, ret, blocker_name(d, a, row, lane, b));
                }
            }
        }
    }
}

struct str stairs_doors(const struct diff *d, struct arena *a, int hold)
{
    const struct hold *h = &d->regime->holds.items[hold];
    strs names = {0};
    for (size_t i = 0; i < h->offers.n; i++) {
        const struct offer *o = &d->regime->offers.items[h->offers.items[i]];
        for (size_t k = 0; o->measure >= 0 && !o->deny && k < o->n_authorities; k++) {
            strs_add(a, &names, authority_name(d->regime, o->authorities[k]));
        }
    }
    return stairs_joined(a, &names, ", ");
}

struct str stairs_joined(struct arena *a, const strs *list, const char *by)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < list->n; i++) {
        buf_addf(&b, "%s%.*s", i > 0 ? by : "", STR_ARG(list->items[i]));
    }
    return buf_str(&b);
}

const char *stairs_status(enum act_status status)
{
    static const char *const words[] = {
        "opens", "closes", "masked", "reaches no deal here", "law not encoded", "no effect of its own on the law"};
    return words[status];
}

struct str stairs_stages(const struct diff *d, struct arena *a, uint64_t lanes)
{
    uint64_t all = d->lanes >= 64 ? ~0ULL : (1ULL << d->lanes) - 1;
    if ((lanes & all) == all) {
        return STR("");
    }
    struct buf b;
    buf_init(&b, a);
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        if (!stairs_in(lanes, lane)) {
            continue;
        }
        unsigned last = lane;
        while (last + 1 < d->lanes && stairs_in(lanes, last + 1)) {
            last++;
        }
        buf_addf(&b, "%s%d", b.n > 0 ? ", " : "", stairs_number(d, lane));
        if (last > lane) {
            buf_addf(&b, "%s%d", last == lane + 1 ? ", " : "-", stairs_number(d, last));
        }
        lane = last;
    }
    return buf_str(&b);
}

bool stairs_same_rows(const ints *x, const ints *y)
{
    bool same = x->n == y->n;
    for (size_t i = 0; same && i < x->n; i++) {
        same = ints_has_value(y, x->items[i]);
    }
    return same;
}

bool stairs_same_touches(const diff_touches *x, const diff_touches *y)
{
    bool same = x->n == y->n;
    for (size_t i = 0; same && i < x->n; i++) {
        same = x->items[i].row == y->items[i].row && x->items[i].lanes == y->items[i].lanes;
    }
    return same;
}

bool stairs_same_law(const struct diff_open_law *x, const struct diff_open_law *y)
{
    bool same = stairs_same_touches(&x->verdicts, &y->verdicts) && stairs_same_touches(&x->exposures, &y->exposures) &&
                x->holds.n == y->holds.n;
    for (size_t i = 0; same && i < x->holds.n; i++) {
        same = x->holds.items[i].hold == y->holds.items[i].hold &&
               stairs_same_touches(&x->holds.items[i].deals, &y->holds.items[i].deals);
    }
    return same;
}

struct str stairs_act_number(const struct diff *d, struct arena *a, int act)
{
    const struct stage *s = &d->road->stages.items[d->road->acts.items[act].stage];
    size_t at = 0;
    while (at < s->acts.n && s->acts.items[at] != act) {
        at++;
    }
    return str_fmt(a, "%d.%zu", s->number, at + 1);
}

int stairs_act_of(const struct diff *d, struct arena *a, struct str number)
{
    for (size_t i = 0; i < d->road->acts.n; i++) {
        if (str_eq(stairs_act_number(d, a, (int)i), number)) {
            return (int)i;
        }
    }
    return -1;
}
