#!/usr/bin/env bats
# explain: one deal of a file, why not, assumptions, what cannot be explained.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

setup()
{
    common_setup
}

@test "each situation is explained: its id, its verdict in capitals, each leg, what was taken as given; exit code as decide" {
    "$DETENTE" decide "$S" --json >"$T/answers" || [ $? = 1 ]
    while IFS=$'\t' read -r id verdict legs; do
        run --separate-stderr "$DETENTE" explain "$S" "$id"
        case $verdict in
        prohibited | licensable) is "$id $status" "$id 1" ;;
        undetermined | contested) is "$id $status" "$id 4" ;;
        *) is "$id $status" "$id 0" ;;
        esac
        is "$stderr" ""
        holds "$id:"
        holds "${verdict^^}"
        holds "Taken as given"
        holds "regime dprk"
        # each leg has a paragraph of its own
        [ "$(grep -c '^  [a-z-]* [a-z]* *' <<<"$output")" -ge "$legs" ] || fail "$id: fewer than $legs legs"
    done < <(jq -r '[.id, .verdict, ([.proof[].leg] | unique | length)] | @tsv' "$T/answers")
}

@test "without an id the first deal is explained" {
    exits 1 "$DETENTE" explain "$S"
    holds "$(jq -r .id "$S" | head -n 1):"
}

@test "an id that is not there: the nearest one; a deal that cannot be used: why" {
    exits 2 "$DETENTE" explain "$S" coal-carier
    holds coal-carrier "$stderr"
    is "$output" ""
    exits 2 "$DETENTE" explain examples/inter-korean.jsonl family-remittance
    holds --as-of "$stderr"
    { deal coal-carrier | sed 's/"dispatch"/"dispach"/'; deal coal-rajin; } >"$T/deals.jsonl"
    run --separate-stderr "$DETENTE" explain "$T/deals.jsonl" coal-carrier
    [[ $status == [23] ]] || fail "exit $status"
    holds dispatch "$stderr"
    holds ":1" "$stderr"
    exits 4 "$DETENTE" explain "$T/deals.jsonl" coal-rajin
}

@test "an id that looks like an option, after --" {
    deal coal-rajin | jq -c '.id = "--json"' >"$T/one.jsonl"
    exits 4 "$DETENTE" explain "$T/one.jsonl" -- --json
    holds "--json:"
}

@test "explain from standard input" {
    exits 1 "$DETENTE" explain - coal-carrier <"$S"
    text=$output
    exits 1 "$DETENTE" explain "$S" coal-carrier
    is "$output" "$text"
}

@test "--why-not: which clause keeps a measure out, per leg and hold" {
    run --separate-stderr "$DETENTE" explain "$S" rice-county --why-not UN.coal
    flat=$(tr -s ' \n' ' ' <<<"$output")
    holds "UN.coal" "$flat"
    holds "dispatch from CN" "$flat"
    holds "2371 (2017) para 8" "$flat"
    # a measure for other conduct
    run --separate-stderr "$DETENTE" explain "$S" yuan-payment --why-not UN.coal
    holds "pay"
    # the years before
    run --separate-stderr "$DETENTE" explain "$S" iron-ore-2017 --why-not UN.food
    holds "not in force"
    # the measure is there
    run --separate-stderr "$DETENTE" explain "$S" coal-carrier --why-not UN.coal
    holds "in the proof"
    lacks "is not in the"
    # no such measure
    exits 2 "$DETENTE" explain "$S" coal-carrier --why-not UN.coall
    holds "UN.coal" "$stderr"
}

@test "--assume: stands in the head of the explanation and in the JSON" {
    deal bat-embassy | jq -c '.on = "2026-07-10"' >"$T/july.jsonl"
    run --separate-stderr "$DETENTE" explain "$T/july.jsonl" --assume 'US.em13466 continued 2026-06-20'
    holds "US.em13466" "$(head -n 6 <<<"$output")"
    run --separate-stderr "$DETENTE" explain "$T/july.jsonl" --assume 'US.em13466 continued 2026-06-20' --json
    jq -e '[.. | strings] | any(. == "US.em13466")' <<<"$output" >"$T/found" || fail "the JSON does not say it"
    exits 2 "$DETENTE" explain "$T/july.jsonl" --assume 'US.em13466 perhaps'
    exits 2 "$DETENTE" explain "$T/july.jsonl" --assume 'US.em13467 continued'
    holds em13466 "$stderr"
}

@test "law in force unknown is never called ended" {
    deal bat-embassy | jq -c '.on = "2026-07-10"' >"$T/july.jsonl"
    exits 1 "$DETENTE" explain "$T/july.jsonl"
    flat=$(tr -s ' \n' ' ' <<<"$output")
    lacks "ended; kept by" "$flat"
    holds "em13466"
    holds "9214(c)"
    # with both its bases gone, the mandate alone keeps it
    exits 1 "$DETENTE" explain "$T/july.jsonl" --assume 'US.em13466 ended' --assume 'US.unpa ended'
    flat=$(tr -s ' \n' ' ' <<<"$output")
    holds "ended; kept by 22 USC 9214(c)" "$flat"
}

@test "a deal of many legs and lines is explained in bounded time" {
    deal coal-carrier | jq -c '.goods[0] as $g | .goods = [range(0; 64) | $g]' >"$T/wide.jsonl"
    exits 1 timeout 60 "$DETENTE" explain "$T/wide.jsonl"
}
