#!/usr/bin/env bats
# plan diff: the staircase, its JSON and CSV, what is masked and by what, what becomes undetermined, exit codes.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

road=roads/jin-2025.road
projects=examples/inter-korean.jsonl

setup()
{
    common_setup
}

@test "the staircase: each deal once, a column per stage, open in as a set" {
    exits 0 "$DETENTE" plan diff $road $projects --width 200
    for id in $(jq -r .id $projects); do
        is "$id $(grep -c "^$id " <<<"$output")" "$id 1"
    done
    holds "open in"
    holds "today"
}

@test "at 80 columns no two deals look alike" {
    exits 0 "$DETENTE" plan diff $road $projects
    rows=$(awk '/today/ { on = 1; next } on && /^[a-z]/ { print $1 } /^ *Stage 1/ { exit }' <<<"$output")
    is "$(wc -l <<<"$rows")" "$(grep -c . $projects)"
    is "$(sort <<<"$rows" | uniq -d)" ""
}

@test "--json parses and says what the text says: deals, verdict by stage, open in, what blocks, masked acts" {
    exits 0 "$DETENTE" plan diff $road $projects --width 200
    text=$output
    flat=$(tr -s ' \n' ' ' <<<"$text")
    "$DETENTE" plan diff $road $projects --json >"$T/json"
    is "$(jq -r '.deals[].id' "$T/json" | xargs)" "$(jq -r .id $projects | xargs)"
    is "$(jq -r '.stages | length' "$T/json")" 5
    # signs
    jq -r '{"prohibited": "X", "licensable": "L", "undetermined": "?", "contested": "~", "licensed": "=", "exempt": "E", "permitted": "-"} as $signs
        | .deals[] | . as $d | .id + " " + ([range(0; .verdict | length) | . as $n | $signs[$d.verdict[$n]] + (if $d.exposed | index($n) then "!" else "" end)] | join(" "))' "$T/json" |
        while read -r id signs; do
            # shellcheck disable=SC2046 # columns are words
            set -- $(grep "^$id " <<<"$text")
            is "$1 $2 $3 $4 $5 $6 $7" "$id $signs"
        done
    # what blocks, today
    for name in $(jq -r '.deals[].blocked_by[0].measure // empty' "$T/json" | sort -u); do
        holds "$name" "$flat"
    done
    jq -r '.deals[] | .id as $id | .missing[].open_law // empty | $id + " " + .' "$T/json" | while read -r id law; do
        holds "$law" "$flat"
        holds "$id" "$flat"
    done
}

@test "--csv: a head and one row a deal, as many cells in each, the verdicts of the JSON" {
    exits 0 "$DETENTE" plan diff $road $projects --csv
    is "$(wc -l <<<"$output")" $(($(grep -c . $projects) + 1))
    is "$(head -n 1 <<<"$output" | cut -d , -f 1-2)" "deal,today"
    "$DETENTE" plan diff $road $projects --json >"$T/json"
    is "$(tail -n +2 <<<"$output" | sed 's/^"\([^"]*\)",/\1,/' | cut -d , -f 1-7)" "$(jq -r '.deals[] | [.id] + .verdict | join(",")' "$T/json")"
    # cells, with commas inside quotes taken as one
    # shellcheck disable=SC2001 # a pattern
    is "$(sed 's/"[^"]*"/x/g' <<<"$output" | awk -F , '{ print NF }' | sort -u | wc -l)" 1
}

@test "stage 1: its three acts appear; each masked one names what still covers it, and who could lift that" {
    "$DETENTE" plan diff $road $projects --json >"$T/json"
    jq '.stages[] | select(.stage == 1)' "$T/json" >"$T/one"
    is "$(jq -r '.acts | map(.status) | join(" ")' "$T/one")" "masked masked masked"
    is "$(jq -r '.acts | map(.still_closed_by | length > 0 and all(.measure and .provision and .could_be_lifted_by)) | all' "$T/one")" true
    exits 0 "$DETENTE" plan diff $road $projects --width 200
    one=$(awk '/^ *Stage 1/ { on = 1 } /^ *Stage 2/ { exit } on' <<<"$output" | tr -s ' \n' ' ')
    holds "amends US.eo13810 s 1" "$one"
    holds "suspends US.eo13810 s 4" "$one"
    holds "licenses US.gl-interbank" "$one"
    is "$(grep -o ': masked' <<<"$one" | wc -l)" 3
    # the correspondent account of a Chinese bank is closed by the Council and exposed under 9221b
    holds "UN.dprk-banks" "$one"
    holds "UN.sc" "$one"
    holds "9221b" "$one"
    holds "US.president" "$one"
}

@test "a masked act really is: with it and without it the same deals are open" {
    # the road without one act of stage 1 after the other
    "$DETENTE" plan diff $road $projects --json | jq -c '[.deals[] | [.id, .open_in]]' >"$T/with"
    grep -n '^    act US' $road | head -n 3 | cut -d : -f 1 >"$T/lines"
    is "$(wc -l <"$T/lines")" 3
    while read -r n; do
        sed -e "${n}d" -e '/promises/d' $road >"$T/less.road"
        "$DETENTE" plan diff "$T/less.road" $projects --json | jq -c '[.deals[] | [.id, .open_in]]' >"$T/less"
        cmp "$T/with" "$T/less"
    done <"$T/lines"
}

@test "on 2026-07-01 the US emergency is unknown: what becomes undetermined is said, and by which open law" {
    "$DETENTE" plan diff $road $projects --json >"$T/june"
    "$DETENTE" plan diff $road $projects --as-of 2026-07-01 --json >"$T/july"
    exits 0 "$DETENTE" plan diff $road $projects --as-of 2026-07-01 --width 200
    holds 2026-07-01
    flat=$(tr -s ' \n' ' ' <<<"$output")
    # what is undetermined on that day and was not before, in any stage
    jq -r -s '.[0].deals as $june | .[1].deals[] | . as $d | ($june[] | select(.id == $d.id)) as $b
        | select([range(0; .verdict | length)] | any(. as $n | $d.verdict[$n] == "undetermined" and $b.verdict[$n] != "undetermined")) | .id' "$T/june" "$T/july" >"$T/new"
    while read -r id; do
        jq -e --arg id "$id" '.deals[] | select(.id == $id) | [.missing[].open_law] | length > 0' "$T/july" >"$T/said" || fail "$id: no open law"
    done <"$T/new"
    # the emergency itself, which the exposures and holds of the orders hang on: whose verdict, whose holds, whose exposures
    holds US.em13466 "$flat"
    is "$(jq -r '.open_law | map(.item) | index("US.em13466") != null' "$T/july")" true
    is "$(jq -r '.open_law | map(.item) | index("US.em13466") == null' "$T/june")" true
    is "$(jq -r '.open_law[] | select(.item == "US.em13466") | (.verdicts + .exposures) | length > 0' "$T/july")" true
    is "$(sort "$T/new")" "$(jq -r '.open_law[] | select(.item == "US.em13466") | .verdicts[].deal' "$T/july" | sort)"
}

@test "an exposure that is unknown is not shown as gone" {
    "$DETENTE" plan diff $road $projects --json >"$T/june"
    "$DETENTE" plan diff $road $projects --as-of 2026-07-01 --json >"$T/july"
    is "$(jq -r -s '.[0].deals as $june | .[1].deals[] | . as $d | ($june[] | select(.id == $d.id)) as $b
        | select(($b.exposed | index(0)) != null and ($d.exposed | index(0)) == null and ((.exposed_maybe // []) | index(0)) == null) | .id' "$T/june" "$T/july" | xargs)" ""
}

@test "a deal with a day of its own is judged on it" {
    deal coal-carrier >"$T/one.jsonl"
    exits 0 "$DETENTE" plan diff $road "$T/one.jsonl" --as-of 2015-06-01 --json
    is "$(jq -r '.deals[0].on + " " + .deals[0].verdict[0]' <<<"$output")" "2026-06-01 prohibited"
}

@test "deals from standard input; a bad line is said with its place and skipped" {
    "$DETENTE" plan diff $road - --json <$projects >"$T/stdin"
    "$DETENTE" plan diff $road $projects --json >"$T/file"
    cmp "$T/stdin" "$T/file"
    { head -n 1 $projects; echo '{"actixity": 1}'; tail -n +2 $projects; } >"$T/bad.jsonl"
    exits 3 "$DETENTE" plan diff $road "$T/bad.jsonl" --json
    holds "bad.jsonl:2:" "$stderr"
    holds "activity" "$stderr"
    is "$(jq '.deals | length' <<<"$output")" "$(grep -c . $projects)"
}

@test "a road that is not there, is broken, or acts without power: exit 2, nothing planned" {
    exits 2 "$DETENTE" plan diff "$T/none.road" $projects
    holds none.road "$stderr"
    exits 2 "$DETENTE" plan diff $road "$T/none.jsonl"
    sed 's/act US.ofac licenses/act KR.government licenses/' $road >"$T/power.road"
    exits 2 "$DETENTE" plan diff "$T/power.road" $projects
    is "$output" ""
    holds power "$stderr"
    sed 's/after 2$/after 9/' $road >"$T/after.road"
    exits 2 "$DETENTE" plan diff "$T/after.road" $projects
    sed 's/US.eo13810 s 4/US.eo13811 s 4/' $road >"$T/name.road"
    exits 2 "$DETENTE" plan diff "$T/name.road" $projects
    holds US.eo13810 "$stderr"
}

@test "no deals: nothing to plan" {
    : >"$T/empty.jsonl"
    exits 2 "$DETENTE" plan diff $road "$T/empty.jsonl"
}
