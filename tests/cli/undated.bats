#!/usr/bin/env bats
# Ten deals without a date, asked on four days: examples/undated.expected says verdict, deciding measure and provision for each day.
# What may change an answer between two days is law dated between them, and nothing else.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

days="2015-06-01 2016-06-01 2017-10-01 2026-06-01"
deals=examples/undated.jsonl
expected=examples/undated.expected

# The answers of each day, once for all tests.
setup_file()
{
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    cd "$root" || return 1
    for day in $days; do
        "${DETENTE:-$root/build/detente}" decide "$deals" --as-of "$day" --json >"$BATS_FILE_TMPDIR/$day" || true
    done
}

setup()
{
    common_setup
    A=$BATS_FILE_TMPDIR
}

# verdict, measures and provisions of the holds that decide, as one line: id by day
essence()
{
    jq -r --arg id "$2" 'select(.id == $id)
        | .verdict + " " + ([.proof[].holds[] | select(.alive != "false" and .reach != "false") | .measure + " " + ([.under[].provision] | join(", "))] | unique | join("; "))' "$A/$1"
}

@test "expected covers each deal on each day, once" {
    is "$(cut -f 1,2 "$expected" | sort)" "$(for day in $days; do jq -r --arg day "$day" '.id + "\t" + $day' "$deals"; done | sort)"
    is "$(awk -F '\t' 'NF != 5' "$expected")" ""
    is "$(jq -r 'select(has("on")) | .id' "$deals")" ""
}

@test "the verdict of each deal on each day" {
    while IFS=$'\t' read -r id day verdict _ _; do
        is "$id $day $(jq -r --arg id "$id" 'select(.id == $id) | .verdict' "$A/$day")" "$id $day $verdict"
    done <"$expected"
}

@test "the measure and the provision stand in the proof, in force on that day; where none is named, none blocks" {
    while IFS=$'\t' read -r id day verdict measure provision; do
        if [ "$measure" = - ]; then
            is "$id $day $(jq -c --arg id "$id" 'select(.id == $id) | [.proof[].holds[] | select(.blocks != "false")] | length' "$A/$day")" "$id $day 0"
            continue
        fi
        n=$(jq -c --arg id "$id" --arg measure "$measure" --arg provision "$provision" --arg day "$day" 'select(.id == $id)
            | [.proof[].holds[] | select(.measure == $measure and .alive == "true" and .reach == "true" and .in_force_since <= $day
                and ([.under[].provision] | index($provision) != null))] | length' "$A/$day")
        [ "$n" -ge 1 ] || fail "$id on $day ($verdict): $measure under $provision is not in the proof"
        # and it is what decides: blocked where closed, freed where open
        blocks=$(jq -r --arg id "$id" --arg measure "$measure" 'select(.id == $id) | [.proof[].holds[] | select(.measure == $measure) | .blocks] | any(. == "true")' "$A/$day")
        case $verdict in
        prohibited | licensable) is "$id $day $blocks" "$id $day true" ;;
        exempt | licensed) is "$id $day $blocks" "$id $day false" ;;
        esac
    done <"$expected"
}

@test "nothing is undetermined, and no answer names a missing fact" {
    for day in $days; do
        is "$(jq -r 'select(.verdict == "undetermined") | .id' "$A/$day")" ""
    done
}

# steps that change without law between them; $1: a folder of answers, a file a day
unexplained()
{
    before=
    for day in $days; do
        if [ -n "$before" ]; then
            for id in $(jq -r .id "$deals"); do
                A=$1
                first=$(essence "$before" "$id")
                second=$(essence "$day" "$id")
                [ "$first" != "$second" ] || continue
                # the first days of the holds in either proof, and the days that stand in the clauses where their exemptions fail
                cat "$1/$before" "$1/$day" | jq -r --arg id "$id" 'select(.id == $id) | .proof[].holds[]
                    | .in_force_since, ([.exemptions[], .licences[]] | .[] | .fails_at[]?.clause // "" | scan("[0-9]{4}-[0-9]{2}-[0-9]{2}"))' |
                    awk -v a="$before" -v b="$day" '$0 > a && $0 <= b { found = 1 } END { exit !found }' ||
                    echo "$id from $before to $day: \"$first\" becomes \"$second\", and no law in the two proofs is dated between"
            done
        fi
        before=$day
    done
}

@test "an answer changes only by law dated between the two days" {
    is "$(unexplained "$BATS_FILE_TMPDIR")" ""
}

@test "the test before sees a change without law: rice forbidden by a hold from 2006" {
    mkdir "$T/forged"
    for day in $days; do
        cp "$BATS_FILE_TMPDIR/$day" "$T/forged/$day"
    done
    jq -c 'if .id == "rice-county" then .verdict = "prohibited" else . end' "$BATS_FILE_TMPDIR/2017-10-01" >"$T/forged/2017-10-01"
    text=$(unexplained "$T/forged")
    holds "rice-county from 2016-06-01 to 2017-10-01" "$text"
    holds "rice-county from 2017-10-01 to 2026-06-01" "$text"
    is "$(wc -l <<<"$text")" 2
}

@test "two deals that are equal but for one listed party are answered differently on every day, by the freeze" {
    without_listing='del(.id) | .parties |= map(del(.clear, .screened, .listed, .owned_by_listed, .agency_of, .controlled_by, .acts_for))'
    is "$(jq -cS "select(.id == \"rice-listed\") | $without_listing" "$deals")" "$(jq -cS "select(.id == \"rice-county\") | $without_listing" "$deals")"
    for day in $days; do
        is "$day $(jq -r 'select(.id == "rice-county") | .verdict' "$A/$day")" "$day permitted"
        is "$day $(jq -r 'select(.id == "rice-listed") | .verdict' "$A/$day")" "$day prohibited"
        is "$(jq -r 'select(.id == "rice-listed") | [.proof[].holds[] | select(.blocks == "true") | .measure] | index("UN.freeze-8d") != null' "$A/$day")" true
    done
}

@test "at least three deals change at each step, and two never do" {
    before=
    : >"$T/changed"
    for day in $days; do
        if [ -n "$before" ]; then
            n=0
            for id in $(jq -r .id "$deals"); do
                if [ "$(awk -F '\t' -v id="$id" -v day="$before" '$1 == id && $2 == day { print $3, $4, $5 }' "$expected")" != \
                    "$(awk -F '\t' -v id="$id" -v day="$day" '$1 == id && $2 == day { print $3, $4, $5 }' "$expected")" ]; then
                    n=$((n + 1))
                    echo "$id" >>"$T/changed"
                fi
            done
            [ "$n" -ge 3 ] || fail "$n change from $before to $day"
        fi
        before=$day
    done
    never=$(jq -r .id "$deals" | grep -vxFf "$T/changed" | grep -c .)
    [ "$never" -ge 2 ] || fail "$never never change"
}

@test "the day before a provision and its first day: each change stands on the day its provision says" {
    # id, last day of the old answer, old verdict, new verdict: from the texts of the resolutions
    while read -r id day old new; do
        next=$(date -u -d "$day + 1 day" +%F)
        grep "\"id\": *\"$id\"" "$deals" >"$T/one.jsonl"
        "$DETENTE" decide "$T/one.jsonl" --as-of "$day" --json >"$T/before" || true
        "$DETENTE" decide "$T/one.jsonl" --as-of "$next" --json >"$T/after" || true
        is "$id $day $(jq -r .verdict "$T/before")" "$id $day $old"
        is "$id $next $(jq -r .verdict "$T/after")" "$id $next $new"
    done <<'X'
coal-commercial 2016-03-01 permitted prohibited
coal-livelihood 2016-03-01 permitted exempt
coal-livelihood 2016-11-29 exempt undetermined
coal-livelihood 2017-08-04 undetermined prohibited
gold 2016-03-01 permitted prohibited
squid 2017-08-04 permitted exempt
squid 2017-09-04 exempt prohibited
looms 2017-12-21 permitted prohibited
mushrooms 2017-12-21 permitted exempt
mushrooms 2018-01-21 exempt prohibited
garments-old-contract 2017-09-10 permitted exempt
garments-old-contract 2017-12-10 exempt licensable
X
}
