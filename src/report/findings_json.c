#include "base/arena.h"
#include "report/findings.h"
#include "report/json_out.h"
#include "report/proof.h"

static void run(const struct road *r, struct arena *a, struct jout *j, const char *key, const run_steps *steps)
{
    static const char *const kinds[] = {"verified", "breach", "silent", "reached", "lapsed", "notice", "back"};
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < steps->n; i++) {
        const struct run_step *s = &steps->items[i];
        jout_open(j, '{');
        jout_pair_int(j, "day", s->day);
        jout_pair_cstr(j, "kind", kinds[s->kind]);
        jout_pair_str(j, "text", run_step_text(r, a, s));
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void number(struct jout *j, const char *key, bool given, long long n)
{
    jout_key(j, key);
    if (given) {
        jout_int(j, n);
    } else {
        jout_null(j);
    }
}

void findings_json(const struct road_check *c, struct buf *out)
{
    static const char *const weights[] = {"note", "risk", "error"};
    const struct road *r = c->road;
    struct jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    jout_pair_str(&j, "roadmap", r->name);
    jout_pair_int(&j, "errors", (long long)c->errors);
    jout_pair_int(&j, "risks", (long long)c->risks);
    jout_pair_int(&j, "states", (long long)c->runs->states);
    jout_pair_bool(&j, "all_states", c->runs->all);
    jout_pair_int(&j, "tick_days", c->runs->tick);
    jout_key(&j, "findings");
    jout_open(&j, '[');
    for (size_t i = 0; i < c->findings.n; i++) {
        const struct plan_finding *x = &c->findings.items[i];
        jout_open(&j, '{');
        jout_pair_cstr(&j, "problem", plan_problem_word(x->problem));
        jout_pair_cstr(&j, "weight", weights[x->weight]);
        number(&j, "stage", x->stage >= 0, x->stage >= 0 ? r->stages.items[x->stage].number : 0);
        jout_key(&j, "act");
        if (x->act >= 0) {
            jout_str(&j, r->acts.items[x->act].text);
        } else {
            jout_null(&j);
        }
        jout_pair_str(&j, "text", x->text);
        jout_pair_str(&j, "remedy", x->remedy);
        run(r, out->arena, &j, "run", &x->run);
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    jout_key(&j, "stages");
    jout_open(&j, '[');
    for (size_t s = 0; s < r->stages.n; s++) {
        const run_steps *steps = &c->runs->to_stage[s];
        jout_open(&j, '{');
        jout_pair_int(&j, "number", r->stages.items[s].number);
        number(&j, "earliest_day", steps->n > 0, steps->n > 0 ? steps->items[steps->n - 1].day : 0);
        run(r, out->arena, &j, "run", steps);
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    jout_pair_str(&j, "regime", hash_hex(out->arena, c->regime, 32));
    jout_close(&j, '}');
    buf_addc(out, '\n');
}
