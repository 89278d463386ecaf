/* The formula held against the law itself.
 *
 * A clause is right if the deal stays closed with every act done but those of the clause: then each way must take one of them. Where it is
 * open all the same, the least of those acts that opens it is a way that the formula missed, and is added. A set that meets all clauses and
 * yet does not open the deal shows a clause that is missing: what is left out of the largest set of acts around it that leaves the deal
 * closed. Both ways round the formula can only come nearer to the law, and where more acts never close (rule 30) it ends at it. This is
 * dualize and advance (Gunopulos et al., ACM TODS 28, 2003) with the replay as its oracle.
 */
#include "plan/unlock_int.h"

#define ROUNDS 200
#define CHECKED 256 /* sets that are replayed in a round */

static bool opens(struct unlocking *w, const struct hit_bits *acts)
{
    int list[HIT_ITEMS];
    size_t n = 0;
    for (size_t i = 0; i < w->u->acts.n; i++) {
        if (hit_has(acts, i)) {
            list[n++] = (int)i;
        }
    }
    struct arena_mark mark = arena_mark(w->arena);
    bool open = unlock_replay(w->arena, w->u, list, n, NULL);
    arena_rewind(w->arena, mark);
    return open;
}

static struct hit_bits all_but(const struct unlocking *w, const struct hit_bits *clause)
{
    struct hit_bits all = {{0}};
    for (size_t i = 0; i < w->u->acts.n; i++) {
        if (!hit_has(clause, i)) {
            hit_add(&all, i);
        }
    }
    return all;
}

/* A way that the clause leaves out; false: there is none, the clause is right. */
static bool missed(struct unlocking *w, const struct hit_bits *clause, struct formula *ret)
{
    struct hit_bits acts = all_but(w, clause);
    if (!opens(w, &acts)) {
        return false;
    }
    *ret = formula_true();
    for (size_t i = 0; i < w->u->acts.n; i++) {
        if (!hit_has(&acts, i)) {
            continue;
        }
        hit_remove(&acts, i);
        if (!opens(w, &acts)) {
            hit_add(&acts, i);
            struct formula act = formula_act(w->arena, i);
            *ret = formula_and(w->arena, ret, &act);
        }
    }
    return true;
}

struct check {
    struct unlocking *w;
    size_t seen;
    bool failed;
    struct hit_bits set; /* that meets every clause, and does not open the deal */
};

static bool check_set(void *user, const struct hit_set *set)
{
    struct check *c = user;
    struct hit_bits acts = {{0}};
    for (size_t i = 0; i < set->n; i++) {
        hit_add(&acts, (size_t)set->items[i]);
    }
    c->failed = !opens(c->w, &acts);
    c->set = acts;
    return !c->failed && ++c->seen < CHECKED;
}

/* The clause that such a set fails to meet. */
static struct hit_bits missing_clause(struct unlocking *w, struct hit_bits acts)
{
    struct hit_bits clause = {{0}};
    for (size_t i = 0; i < w->u->acts.n; i++) {
        if (hit_has(&acts, i)) {
            continue;
        }
        hit_add(&acts, i);
        if (opens(w, &acts)) {
            hit_remove(&acts, i);
            hit_add(&clause, i);
        }
    }
    return clause;
}

static bool widen(struct unlocking *w, struct formula *f)
{
    for (size_t i = 0; i < f->n; i++) {
        struct formula way;
        if (missed(w, &f->clauses[i], &way)) {
            *f = formula_or(w->arena, f, &way);
            return true;
        }
    }
    return false;
}

static bool narrow(struct unlocking *w, struct formula *f)
{
    struct check c = {.w = w};
    struct hit_problem p = {.clauses = f->clauses, .n = f->n, .items = w->u->acts.n, .steps = 1000000};
    hit_sets(w->arena, &p, check_set, &c);
    if (!c.failed) {
        return false;
    }
    struct hit_bits clause = missing_clause(w, c.set);
    struct formula more = {&clause, 1, false};
    *f = formula_and(w->arena, f, &more);
    return true;
}

bool unlock_learn(struct unlocking *w, struct formula *f)
{
    for (int round = 0; round < ROUNDS && !f->too_big; round++) {
        if (!widen(w, f) && !narrow(w, f)) {
            return true;
        }
    }
    return false;
}
