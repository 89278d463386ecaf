#!/usr/bin/env python3
"""Faults planted in the text of the tables themselves: each is one change to src/decide/table*.c, compiled in a copy of the tree, and must be
found by test_prop_compare within 20,000 deals. Not part of `make test`: it compiles the tables once for each fault.

    tests/prop/mutants.py [DIR]      DIR: where the copy is made (/tmp/detente-mutants)

A change whose place is gone is reported as stale: the tables were rewritten there, and the fault needs a new place.
"""
import os
import re
import shutil
import subprocess
import sys

MUTANTS = [
    ('a tag of a listing is not looked at', [('table_words.c', 'for (size_t i = 0; i < n; i++) {\n        bits |= b->tag_rows', 'for (size_t i = 1; i < n; i++) {\n        bits |= b->tag_rows')]),
    ('an open list is taken for a whole one', [('table_words.c', 'if (!f->complete) { /* more may be in it */', 'if (false) {')]),
    ('`only` of an empty list is true', [('table_words.c', 'f->complete && f->n > 0 ? all : 0', 'f->complete ? all : 0')]),
    ('`only` asks for some', [('table_words.c', '        all &= b->only[w];', '        all |= b->only[w];')]),
    ('`but not` is not negated', [('table_row.c', 'cells_not(b->cells, cells_clause(b->cells, e->but_not[k], SPACE_DEAL))', 'cells_clause(b->cells, e->but_not[k], SPACE_DEAL)')]),
    ('a suspended mandate: lanes of the stage before', [('table_life.c', 'one.mandate_off |= act->lanes;', 'one.mandate_off |= act->lanes << 1;')]),
    ('mandates are not read', [('table_view.c', 'if (mandates > 0 &&', 'if (mandates > 1000 &&')]),
    ('the day of a boundary belongs to the segment before', [('table_view.c', 'if (l->dates.items[middle] <= day) {', 'if (l->dates.items[middle] < day) {')]),
    ('first unknown clauses stay where a false one follows', [('table_hold.c', 'one.lanes &= one.unknown ? open : ~0ULL;', 'one.lanes &= one.unknown ? ~0ULL : ~0ULL;')]),
    ('failures in all lanes of the deal', [('table_hold.c', 'fail(f, (int)i, false, value.may & ~c.may);', 'fail(f, (int)i, false, ~c.may);')]),
    ('what was unknown before a completion stays so', [('table_eval.c', 'return *ret != TRI_UNKNOWN;', 'return true;')]),
    ('a value of one day for the lanes of all', [('table_run.h', '(r->n_parts == 1 || (deps & DEP_DAY) == 0)) {', '(deps & DEP_DAY) != 9999) {')]),
    ('an actor\'s value is kept for the deal', [('table_run.h', 'if (kept >> 2 == r->stamp[c->deps & (DEP_CLASS | DEP_FOUND)] &&', 'if ((kept >> 2 == r->stamp[c->deps & (DEP_CLASS | DEP_FOUND)] || (kept >> 2 >= r->deal_base && (c->deps & 3U) == CLASS_ACTOR)) &&')]),
    ('the last of several parties in a role is not looked at', [('table_eval.c', 'for (int at = role->first; n > 0 &&', 'for (int at = role->first; n > (role->n > 1) &&')]),
    ('`open under` without reaching', [('table_eval.c', 'reached = pair_and(reached, pair_not(blocked));', 'reached = pair_not(blocked);')]),
    ('a leg refers to itself', [('table_eval.c', 'return pair_and(reached, pair_not(own));', 'return reached;')]),
    ('a judgement not given counts in an offer\'s terms', [('table_hold.c', '    run_term(r, true);\n', '    run_term(r, false);\n')]),
    ('an approval frees outside its days', [('table_hold.c', 'p = pair_or(p, in_lanes(pair_of(approval_value(r->deal, ap, r->host, offer, r->leg)), r->lane_parts[i].lanes));', 'p = pair_or(p, pair_of(approval_value(r->deal, ap, r->host, offer, r->leg)));')]),
    ('a policy refuses also where it is dead', [('table_hold.c', 'any = pair_or(any, pair_and(alive, cell_pair(', 'any = pair_or(any, (cell_pair(')]),
    ('a stage\'s omission in every stage', [('table_hold.c', 'in_lanes(cell_pair(r, o->cell), o->lanes)', 'in_lanes(cell_pair(r, o->cell), ~0ULL)')]),
    ('lanes alike: what an exemption comes to is not looked at', [('table_alike.c', 'if (here && !tell_by(k, try_exemption(k->run, one, false)->value)) {', 'if (here) {')]),
    ('lanes alike: not behind verdicts', [('table_alike.c', '        for (int h = m->first_hold; h < m->first_hold + m->n_holds; h++) {\n            read_hold(d, h);', '        for (int h = m->first_hold; h < m->first_hold; h++) {\n            read_hold(d, h);')]),
    ('lanes alike: not where acts amend', [('table_alike.c', 'tell_apart(k, row->omits[i].lanes);', 'tell_apart(k, 0);')]),
    ('whom an order does not bind meets nothing of it', [('table_look.c', 'if (row->nexus && !bound) {', 'if (!bound) {')]),
]

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def plant(tree, changes):
    """Makes one of the changes of a mutant; the path and the text before. None: none of its places is there."""
    for name, old, new in changes:
        path = os.path.join(tree, 'src/decide', name)
        text = open(path).read() if os.path.exists(path) else ''
        if text.count(old) >= 1:
            open(path, 'w').write(text.replace(old, new, 1))
            return path, text
    return None


def hunt(tree, name):
    """Builds and compares; what to print."""
    command = ['tools/build', 'build', 'tests/test_prop_compare', '-Doptimization=2']
    build = subprocess.run(command, cwd=tree, capture_output=True, text=True)
    program = os.path.join(tree, 'build/tests/test_prop_compare')
    if build.returncode != 0 or not os.path.exists(program):
        return f'no build {name}\n{build.stderr[-600:]}'
    run = subprocess.run([program], cwd=tree, capture_output=True, text=True, env={**os.environ, 'PROP_DEALS': '20000'})
    found = re.search(r'after (\d+) deals.*\n  walker against tables: (.*)', run.stdout)
    if found:
        return f'{int(found[1]) + 1:6}   {name}: {found[2]}'
    return f'crashed  {name}' if run.returncode < 0 else f'MISSED   {name}'


def main():
    tree = sys.argv[1] if len(sys.argv) > 1 else '/tmp/detente-mutants'
    for part in ('src', 'tests', 'include', 'cli', 'regimes', 'roads', 'tools', 'examples', 'docs', 'bench'):
        if os.path.isdir(os.path.join(TOP, part)):
            shutil.copytree(os.path.join(TOP, part), os.path.join(tree, part), dirs_exist_ok=True)
    for part in ('meson.build', 'meson_options.txt'):
        shutil.copy2(os.path.join(TOP, part), tree)
    missed = 0
    for name, changes in MUTANTS:
        was = plant(tree, changes)
        line = f'stale    {name}' if was is None else hunt(tree, name)
        missed += 1 if line.startswith('MISSED') else 0
        print(line, flush=True)
        if was is not None:
            open(was[0], 'w').write(was[1])
    print(f'{len(MUTANTS)} faults, {missed} missed')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
