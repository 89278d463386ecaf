#!/usr/bin/env bats
# plan check: what is unlawful, cannot be walked, or cannot be taken back, each with the shortest run that shows it.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

road=roads/jin-2025.road
projects=examples/inter-korean.jsonl

setup()
{
    common_setup
}

# The problems of a road, by stage and act: problems ROAD [DEALS]
problems()
{
    "$DETENTE" plan check "$@" --json | jq -r '.findings[] | select(.weight != "note") | "\(.problem) \(.stage) \(.act // "-" | split(" ")[0:3] | join(" "))"'
}

# jin-2025 with one line replaced: changed FROM TO
changed()
{
    sed "s#$1#$2#" $road >"$T/changed.road"
    if cmp -s $road "$T/changed.road"; then fail "nothing was changed: $1"; fi
}

@test "jin-2025: what is ended cannot be brought back; the Council's suspensions come back by themselves" {
    exits 1 "$DETENTE" plan check $road $projects
    found=$(problems $road $projects || true)
    grep -q "not-restorable 2 KR.government ends KR.may24" <<<"$found"
    grep -q "not-restorable 5 US.president ends US.eo13570" <<<"$found"
    grep -q "slow 4 UN.sc suspends" <<<"$found"
    grep -q "demand 2 -" <<<"$found" # restored within 45 days: KR.may24 never is
    holds "CN FR GB RU US"
    [ "$(printf '%s\n' "$output" | widest)" -le 80 ]
}

@test "every finding of a stage shows a run that reaches it, in order of days, and the stages come no earlier than their waits" {
    "$DETENTE" plan check $road $projects --json >"$T/json" || true
    is "$(jq '[.findings[].run | map(.day) | . == sort] | all' "$T/json")" true
    is "$(jq -c '[.stages[].earliest_day]' "$T/json")" '[0,90,90,270,635]'
    is "$(jq '.all_states and (.states > 1000)' "$T/json")" true
    is "$(jq '[.stages[] | .run[-1].text | startswith("day")] | all' "$T/json")" true
}

@test "an act whose findings nobody makes" {
    changed "    act US.president certifies .*" ""
    exits 1 "$DETENTE" plan check "$T/changed.road"
    holds "[unfound]"
    holds "kp-counterfeiting"
    holds "remedy"
}

@test "an act that lasts longer than its power allows, or has no end where the power asks for one" {
    changed "title III for 1 year renewed while complies" "title III for 2 years renewed while complies"
    exits 1 "$DETENTE" plan check "$T/changed.road"
    holds "[too-long]"
    changed "title III for 1 year renewed while complies" "title III"
    exits 1 "$DETENTE" plan check "$T/changed.road"
    holds "[no-end]"
}

@test "a stage that no run reaches" {
    changed "    when all of { declared;  complies }" "    when all of { declared;  not declared }"
    exits 1 "$DETENTE" plan check "$T/changed.road" --json
    is "$(jq -c '[.findings[] | select(.problem == "unreached") | .stage]' <<<"$output")" '[3,4,5]'
    is "$(jq -c '[.stages[].earliest_day]' <<<"$output")" '[0,90,null,null,null]'
}

@test "a suspension without renewal lapses in silence, and the run says when" {
    changed "for 180 days renewed while complies" "for 180 days"
    exits 1 "$DETENTE" plan check "$T/changed.road" --json
    is "$(jq -c '[.findings[] | select(.problem == "silent-lapse") | [.stage, .run[-1].day]]' <<<"$output")" '[[4,450]]'
}

@test "demands: the order of relief, and the days back" {
    changed "no relief by UN.sc before relief by US.president" "no relief by US.president before relief by UN.sc"
    exits 1 "$DETENTE" plan check "$T/changed.road" --json
    is "$(jq '[.findings[] | select(.problem == "demand" and .stage == 1)] | length' <<<"$output")" 1
    changed "restored within 45 days of breach" "restored within 45 weeks of breach"
    exits 2 "$DETENTE" plan check "$T/changed.road"
    holds "days" "$stderr"
}

@test "without a snapback that is said; the floor needs deals" {
    sed '/^snapback/,/^}/d' $road >"$T/changed.road"
    exits 1 "$DETENTE" plan check "$T/changed.road"
    holds "no snapback"
    holds "the floor is not checked"
    exits 1 "$DETENTE" plan check roads/hard-case-6.road
    holds "[unfound] stage 2"
    holds "[kept-by-mandate] stage 1"
}

@test "a broken formula, an unknown condition, a second snapback: place and remedy" {
    changed "    when moratorium" "    when moratorum"
    exits 2 "$DETENTE" plan check "$T/changed.road"
    holds 'did you mean `moratorium`' "$stderr"
    changed "any of { breach of moratorium;" "any of { breach of moratorium; breach complies;"
    exits 2 "$DETENTE" plan check "$T/changed.road"
    { cat $road; echo 'snapback on breach of complies { to stage 0 }'; } >"$T/changed.road"
    exits 2 "$DETENTE" plan check "$T/changed.road"
    holds "second" "$stderr"
    exits 2 "$DETENTE" plan check
    exits 2 "$DETENTE" plan check $road $projects $projects
    exits 2 "$DETENTE" plan check $road "$T/none.jsonl"
}
