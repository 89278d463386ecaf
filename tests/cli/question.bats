#!/usr/bin/env bats
# decide and explain without a file: a question in words. And `new deal`: skeletons and the schema.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

setup()
{
    common_setup
}

@test "a question in words is explained; its exit code is that of the answer" {
    exits 4 "$DETENTE" decide import hs:270112 from KP to CN on 2026-06-01
    holds "buyer procures"
    holds "UN.coal"
    holds "made_in"
    exits 4 "$DETENTE" explain import hs:270112 from KP to CN on 2026-06-01
}

@test "what is not said is unknown: the words of a question never clear a deal" {
    # rice to the North, nothing said of the parties
    exits 4 "$DETENTE" decide export hs:100630 from CN to KP on 2026-06-01 --json
    is "$(jq -r '.verdict + " " + .at_most' <<<"$output")" "undetermined prohibited"
    holds "/parties/0/listed"
}

@test "a question that says enough is decided: coal made in the North is prohibited whoever buys it" {
    exits 1 "$DETENTE" decide import hs:270112 made-in KP from KP to CN by buyer:CN seller:KP purpose commercial on 2026-06-01 --json
    is "$(jq -r '.jurisdictions.UN.verdict' <<<"$output")" prohibited
    # and before the measure it is not
    run "$DETENTE" decide import hs:270112 made-in KP from KP to CN by buyer:CN seller:KP purpose commercial on 2016-03-01 --json
    lacks '"UN.coal"'
}

@test "a question's JSON is one object with the keys of an answer" {
    exits 4 "$DETENTE" decide import hs:270112 from KP to CN on 2026-06-01 --json
    is "$(wc -l <<<"$output")" 1
    is "$(jq -r '[has("verdict"), has("jurisdictions"), has("proof"), .on == "2026-06-01"] | all' <<<"$output")" true
    is "$stderr" ""
}

@test "a question without a day: --as-of, else an error with that remedy" {
    exits 2 "$DETENTE" decide import hs:270112 from KP to CN
    [[ $stderr == *--as-of* || $stderr == *"on DATE"* || $stderr == *"on 2026"* ]] || fail "$stderr"
    exits 4 "$DETENTE" decide import hs:270112 from KP to CN --as-of 2026-06-01
}

@test "words that are wrong are named, with the nearest one" {
    while IFS=$'\t' read -r words wrong right; do
        # shellcheck disable=SC2086 # words are meant
        exits 2 "$DETENTE" decide $words
        holds "$wrong" "$stderr"
        holds "$right" "$stderr"
        is "$output" ""
    done <<'X'
imprt hs:270112 from KP to CN on 2026-06-01	imprt	import
import hs:27x from KP to CN on 2026-06-01	27x	digits
import hs:270112 from kp to CN on 2026-06-01	kp	KP
import hs:270112 form KP to CN on 2026-06-01	form	from
import hs:270112 from KP to CN on June	June	2026-06-01
import hs:270112 from KP to CN by buyr:CN on 2026-06-01	buyr	buyer
payment from CN to KP amount 5000 on 2026-06-01	5000	amount
X
}

@test "a question of each activity is answered" {
    for activity in $(activities); do
        run --separate-stderr "$DETENTE" decide "$activity" from CN to KP on 2026-06-01 --json
        [[ $status == [014] ]] || fail "$activity: exit $status: $stderr"
        jq -e .verdict <<<"$output" >"$T/verdict"
    done
}

# ---- new ----

activities()
{
    grep -h '^activity ' regimes/vocabulary/*.reg | awk '{ print $2 }'
}

@test "new deal: a skeleton for each activity, with a comment per key; its file is decided as it is" {
    [ "$(activities | wc -l)" -ge 25 ]
    for activity in $(activities); do
        exits 0 "$DETENTE" new deal "$activity"
        is "$stderr" ""
        printf '%s\n' "$output" >"$T/$activity.json"
        holds "\"activity\": \"$activity\""
        holds "//"
        for key in '"id"' '"on"' '"parties"' '"purposes"' '"approvals"' '"findings"' '"judged"'; do
            holds "$key"
        done
        grep -v '^ *//' "$T/$activity.json" | jq -e . >"$T/parsed" || fail "$activity: not JSON without its comments"
        run --separate-stderr "$DETENTE" decide "$T/$activity.json" --json
        [[ $status == [014] ]] || fail "$activity: exit $status: $stderr"
        jq -e '.jurisdictions.UN.legs | length >= 1' <<<"$output" >"$T/legs" || fail "$activity has no leg"
        run --separate-stderr "$DETENTE" explain "$T/$activity.json"
        [[ $status == [014] ]] || fail "$activity: explain: exit $status: $stderr"
    done
}

@test "a skeleton clears nobody: no party of it is clear unless the reader says so" {
    for activity in $(activities); do
        "$DETENTE" new deal "$activity" | grep -v '^ *//' >"$T/deal"
        is "$(jq -c '[.parties[] | select(.clear or .screened or .listed)] | length' "$T/deal")" 0
    done
}

@test "every key of docs/deal.md section 3 is in the skeleton of an import" {
    exits 0 "$DETENTE" new deal import
    for key in id on asker for activity dispatch destination route place goods parties amount currency cleared_in purposes contract written notices \
        approvals findings judged within_cap used stopped events hs hs_edition description quantity unit value made_in contains role name kind ids country \
        nationals resident incorporated located branch_of clears_in flag agency_of controlled_by acts_for screened listed owned_by_listed owners clear; do
        holds "\"$key\""
    done
}

@test "lines of a skeleton fit a screen" {
    "$DETENTE" new deal import >"$T/import.json"
    [ "$(widest <"$T/import.json")" -le 120 ]
}

@test "new deal without an activity lists them" {
    exits 2 "$DETENTE" new deal
    for activity in import payment venture; do
        holds "$activity" "$stderr"
    done
}

@test "the schema is JSON, names every key, and every activity" {
    exits 0 "$DETENTE" new deal --schema
    jq -e . <<<"$output" >"$T/schema"
    for activity in $(activities); do
        holds "\"$activity\""
    done
    jq -r '.. | .properties? // empty | keys[]' "$T/schema" | sort -u >"$T/keys"
    for key in $(jq -r 'keys[]' "$S" | sort -u) $(jq -r '.parties[]? | keys[]' "$S" | sort -u) $(jq -r '.goods[]? | keys[]' "$S" | sort -u); do
        grep -qx "$key" "$T/keys" || fail "the schema has no $key"
    done
    is "$(jq -r '.additionalProperties' "$T/schema")" false
}
