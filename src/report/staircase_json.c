/* The staircase for machines: all that the text says, and what it cuts. */
#include "base/arena.h"
#include "report/json_out.h"
#include "report/remedy.h"
#include "report/staircase.h"
#include "report/stairs_parts.h"

static void stages_list(struct jout *j, const struct diff *d, uint64_t lanes)
{
    jout_open(j, '[');
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        if (stairs_in(lanes, lane)) {
            jout_int(j, stairs_number(d, lane));
        }
    }
    jout_close(j, ']');
}

static void rows_list(struct jout *j, const struct diff *d, const ints *rows)
{
    jout_open(j, '[');
    for (size_t i = 0; i < rows->n; i++) {
        jout_str(j, d->rows.items[rows->items[i]].id);
    }
    jout_close(j, ']');
}

static void json_row(struct jout *j, const struct diff *d, const struct diff_row *row)
{
    struct arena *a = j->out->arena;
    jout_open(j, '{');
    jout_pair_str(j, "id", row->id);
    jout_pair_day(j, "on", row->on);
    jout_key(j, "verdict");
    jout_open(j, '[');
    for (unsigned lane = 0; lane < d->lanes; lane++) {
        jout_cstr(j, word_name(range_word(&row->range, lane)));
    }
    jout_close(j, ']');
    jout_key(j, "open_in");
    stages_list(j, d, range_open_lanes(&row->range));
    jout_key(j, "exposed");
    stages_list(j, d, row->exposed.must);
    jout_key(j, "exposed_maybe");
    stages_list(j, d, row->exposed.may & ~row->exposed.must);
    jout_key(j, "exposed_by");
    jout_open(j, '[');
    for (size_t i = 0; i < row->exposures.n; i++) {
        jout_open(j, '{');
        jout_pair_str(j, "consequence", d->regime->consequences.items[row->exposures.items[i].consequence].item.name);
        jout_key(j, "stages");
        stages_list(j, d, row->exposures.items[i].value.must);
        jout_key(j, "maybe");
        stages_list(j, d, row->exposures.items[i].value.may & ~row->exposures.items[i].value.must);
        jout_close(j, '}');
    }
    jout_close(j, ']');
    jout_key(j, "blocked_by");
    jout_open(j, '[');
    for (size_t i = 0; i < row->blockers.n; i++) {
        const struct blocker *b = &row->blockers.items[i];
        jout_open(j, '{');
        jout_pair_str(j, "measure", stairs_measure(d, b->hold));
        jout_pair_str(j, "provision", provision_text(d->regime, a, d->regime->holds.items[b->hold].under.items[0]));
        jout_key(j, "stages");
        stages_list(j, d, b->closes.must);
        jout_key(j, "maybe");
        stages_list(j, d, b->closes.may & ~b->closes.must);
        jout_pair_str(j, "could_be_lifted_by", remedy_who(d->regime, a, b->hold, d->at));
        jout_close(j, '}');
    }
    jout_close(j, ']');
    jout_key(j, "missing");
    jout_open(j, '[');
    for (size_t i = 0; i < row->missing.n; i++) {
        const struct diff_missing *m = &row->missing.items[i];
        jout_open(j, '{');
        jout_pair_str(j, m->law ? "open_law" : "fact", m->law ? (m->item.n > 0 ? m->item : m->phrase) : m->pointer);
        jout_key(j, "stages");
        stages_list(j, d, m->lanes);
        jout_close(j, '}');
    }
    jout_close(j, ']');
    jout_close(j, '}');
}

/* Each power that could lift it, with its terms. */
static void json_lifters(struct jout *j, const struct diff *d, int consequence)
{
    struct arena *a = j->out->arena;
    ints powers = {0};
    remedy_powers_consequence(d->regime, a, consequence, d->at, &powers);
    jout_key(j, "could_be_lifted_by");
    jout_open(j, '[');
    for (size_t i = 0; i < powers.n; i++) {
        const struct power *p = &d->regime->powers.items[powers.items[i]];
        jout_open(j, '{');
        jout_pair_str(j, "authority", authority_name(d->regime, p->authority));
        jout_pair_str(j, "decides", d->regime->authorities.items[p->authority].decides);
        jout_pair_str(j, "veto", d->regime->authorities.items[p->authority].veto);
        jout_pair_str(j, "power", p->item.name);
        jout_pair_str(j, "upon", p->upon);
        jout_pair_str(j, "terms", p->terms);
        jout_pair_str(j, "source", p->item.source);
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void json_consequences(struct jout *j, const struct diff *d, const char *key, const diff_items *list, bool stays)
{
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < list->n; i++) {
        const struct consequence *q = &d->regime->consequences.items[list->items[i].index];
        jout_open(j, '{');
        jout_pair_str(j, "consequence", q->item.name);
        if (q->item.under.n > 0) {
            jout_pair_str(j, "provision", provision_text(d->regime, j->out->arena, q->item.under.items[0]));
        }
        jout_pair_bool(j, "must", q->must);
        jout_pair_str(j, "to", q->to);
        jout_key(j, "deals");
        jout_open(j, '[');
        for (size_t k = 0; k < list->items[i].rows.n; k++) {
            jout_open(j, '{');
            jout_pair_str(j, "deal", d->rows.items[list->items[i].rows.items[k]].id);
            jout_key(j, "roles");
            jout_open(j, '[');
            for (size_t r = 0; r < d->regime->roles.n && r < 64; r++) {
                if ((list->items[i].roles.items[k] >> r & 1U) != 0) {
                    jout_str(j, d->regime->roles.items[r].item.name);
                }
            }
            jout_close(j, ']');
            jout_close(j, '}');
        }
        jout_close(j, ']');
        if (stays) {
            jout_pair_bool(j, "of_the_kind_removed", list->items[i].kin);
            json_lifters(j, d, list->items[i].index);
        }
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void json_touches(struct jout *j, const struct diff *d, const char *key, const diff_touches *list)
{
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < list->n; i++) {
        jout_open(j, '{');
        jout_pair_str(j, "deal", d->rows.items[list->items[i].row].id);
        jout_key(j, "stages");
        stages_list(j, d, list->items[i].lanes);
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void json_open_law(struct jout *j, const struct diff *d)
{
    jout_key(j, "open_law");
    jout_open(j, '[');
    for (size_t i = 0; i < d->open_law.n; i++) {
        const struct diff_open_law *law = &d->open_law.items[i];
        jout_open(j, '{');
        jout_pair_str(j, "item", law->item);
        jout_pair_str(j, "question", law->question);
        json_touches(j, d, "verdicts", &law->verdicts);
        jout_key(j, "holds");
        jout_open(j, '[');
        for (size_t k = 0; k < law->holds.n; k++) {
            int hold = law->holds.items[k].hold;
            jout_open(j, '{');
            jout_pair_str(j, "measure", stairs_measure(d, hold));
            jout_pair_str(j, "provision",
                          provision_text(d->regime, j->out->arena, d->regime->holds.items[hold].under.items[0]));
            json_touches(j, d, "deals", &law->holds.items[k].deals);
            jout_close(j, '}');
        }
        jout_close(j, ']');
        json_touches(j, d, "exposures", &law->exposures);
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void json_act(struct jout *j, const struct diff *d, const struct diff_act *x)
{
    static const char *const words[] = {"opens", "closes", "masked", "not_exercised", "external", "kept"};
    const struct act *act = &d->road->acts.items[x->act];
    struct arena *a = j->out->arena;
    jout_open(j, '{');
    jout_pair_str(j, "act", act->text);
    jout_pair_cstr(j, "status", words[x->status]);
    jout_key(j, "opens");
    rows_list(j, d, &x->opens);
    jout_key(j, "closes");
    rows_list(j, d, &x->closes);
    jout_key(j, "reaches");
    rows_list(j, d, &x->reaches);
    jout_key(j, "still_closed_by");
    jout_open(j, '[');
    for (size_t i = 0; i < x->still.n; i++) {
        jout_open(j, '{');
        int hold = x->still.items[i].index;
        jout_pair_str(j, "measure", stairs_measure(d, hold));
        jout_pair_str(j, "provision", provision_text(d->regime, a, d->regime->holds.items[hold].under.items[0]));
        jout_key(j, "deals");
        rows_list(j, d, &x->still.items[i].rows);
        jout_pair_str(j, "may_be_allowed_by", stairs_doors(d, a, hold));
        jout_pair_str(j, "could_be_lifted_by", remedy_who(d->regime, a, hold, d->at));
        jout_close(j, '}');
    }
    jout_close(j, ']');
    json_consequences(j, d, "no_longer_exposed", &x->gone, false);
    json_consequences(j, d, "exposure_stays", &x->staying, true);
    jout_close(j, '}');
}

void staircase_json(const struct diff *d, struct buf *out)
{
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_str(&j, "road", d->road->name);
    jout_pair_str(&j, "regime", d->regime->name);
    jout_pair_str(&j, "hash", hash_hex(out->arena, d->regime, 16));
    jout_pair_day(&j, "at", d->at);
    jout_key(&j, "deals");
    jout_open(&j, '[');
    for (size_t i = 0; i < d->rows.n; i++) {
        json_row(&j, d, &d->rows.items[i]);
    }
    jout_close(&j, ']');
    json_open_law(&j, d);
    jout_key(&j, "stages");
    jout_open(&j, '[');
    for (size_t s = 0; s < d->road->stages.n; s++) {
        const struct stage *stage = &d->road->stages.items[s];
        jout_open(&j, '{');
        jout_pair_int(&j, "stage", stage->number);
        jout_pair_str(&j, "title", stage->title);
        jout_pair_str(&j, "when", stage->when);
        jout_key(&j, "opens");
        rows_list(&j, d, &d->stages[s].opens);
        jout_pair_bool(&j, "jointly", d->stages[s].jointly);
        jout_key(&j, "acts");
        jout_open(&j, '[');
        for (size_t i = 0; i < stage->acts.n; i++) {
            json_act(&j, d, &d->acts[stage->acts.items[i]]);
        }
        jout_close(&j, ']');
        jout_key(&j, "promises");
        jout_open(&j, '[');
        for (size_t i = 0; i < stage->promises.n; i++) {
            jout_str(&j, stage->promises.items[i]);
        }
        jout_close(&j, ']');
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    jout_key(&j, "conditions");
    jout_open(&j, '[');
    for (size_t i = 0; i < d->road->conditions.n; i++) {
        const struct condition *c = &d->road->conditions.items[i];
        jout_open(&j, '{');
        jout_pair_str(&j, "condition", c->name);
        jout_pair_str(&j, "title", c->title);
        jout_pair_str(&j, "verified", c->verified);
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    jout_pair_str(&j, "floor", d->road->floor);
    jout_pair_str(&j, "snapback", d->road->snapback);
    jout_key(&j, "demands");
    jout_open(&j, '[');
    for (size_t i = 0; i < d->road->demands.n; i++) {
        jout_str(&j, d->road->demands.items[i].text);
    }
    jout_close(&j, ']');
    jout_close(&j, '}');
    buf_addc(out, '\n');
}

/* What closes it today; then, where it is still closed at the end by others, those. */
static struct str blocked_by(const struct diff *d, struct arena *a, const struct diff_row *row)
{
    strs now = {0};
    strs last = {0};
    uint64_t open = range_open_lanes(&row->range);
    if (!stairs_in(open, 0)) {
        stairs_blockers(d, a, row, 0, &now);
    }
    if (!stairs_in(open, d->lanes - 1)) {
        stairs_blockers(d, a, row, d->lanes - 1, &last);
    }
    struct str first = stairs_joined(a, &now, ", ");
    struct str then = stairs_joined(a, &last, ", ");
    if (then.n == 0 || str_eq(first, then)) {
        return first;
    }
    return first.n == 0 ? then : str_fmt(a, "%.*s; at the end %.*s", STR_ARG(first), STR_ARG(then));
}

static void csv_cell(struct buf *out, struct str s)
{
    buf_addc(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') {
            buf_addc(out, '"');
        }
        buf_addc(out, s.p[i]);
    }
    buf_addc(out, '"');
}

void staircase_csv(const struct diff *d, struct buf *out)
{
    buf_adds(out, "deal,today");
    for (size_t s = 0; s < d->road->stages.n; s++) {
        buf_addf(out, ",stage %d", d->road->stages.items[s].number);
    }
    buf_adds(out, ",open in,blocked by\n");
    for (size_t i = 0; i < d->rows.n; i++) {
        const struct diff_row *row = &d->rows.items[i];
        csv_cell(out, row->id);
        for (unsigned lane = 0; lane < d->lanes; lane++) {
            buf_addf(out, ",%s", word_name(range_word(&row->range, lane)));
        }
        buf_addc(out, ',');
        csv_cell(out, stairs_open_in(d, out->arena, row));
        buf_addc(out, ',');
        csv_cell(out, blocked_by(d, out->arena, row));
        buf_addc(out, '\n');
    }
}
