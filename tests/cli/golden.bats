#!/usr/bin/env bats
# The texts that people file, kept word by word (tests/golden), and what they must hold, written from the issue and not from the output:
# so that a golden renewed without reading still fails here.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

setup()
{
    common_setup
}

golden()
{
    tests/golden/bless --check "$1"
}


@test "explain: foreign coal through Rajin, word by word" {
    golden explain-coal-rajin
}

@test "explain: the payment in yuan, word by word" {
    golden explain-yuan-payment
}

@test "explain: one sale with five legs, word by word" {
    golden explain-coal-carrier
}

@test "the JSON of one answer, byte by byte: it changes only by adding" {
    golden answer-coal-rajin
}

@test "plan diff: the staircase of jin-2025, word by word" {
    golden plan-jin-2025
}

@test "plan diff on 2026-07-01, word by word" {
    golden plan-jin-2025-july
}

@test "every golden has its command, every command its golden" {
    is "$(grep -v '^#' tests/golden/cases | cut -d ' ' -f 1 | sort)" "$(cd tests/golden && printf '%s\n' *.txt | sed 's/\.txt$//' | sort)"
}

# ---- what they must hold ----

@test "foreign coal: undetermined between exempt and prohibited, for want of the notice; the exemption that is open, the one that failed" {
    exits 4 "$DETENTE" explain "$S" coal-rajin
    text=$(printf '%s' "$output" | tr -s ' \n' ' ')
    for words in "UNDETERMINED" "exempt..prohibited" "buyer procures" "seller supplies" "UN.coal" "S/RES/2371 (2017) para 8" \
        "in force since 2017-08-05" "rajin" "notice by exporting state to UN.c1718" "/notices" "contracted fails at" "CN not encoded" "RU not encoded" \
        "Not asked: vessel" "Taken as given" "UN.sc"; do
        holds "$words" "$text"
    done
}

@test "the payment in yuan: the freeze, its listing, every exemption tried, exposure of the Chinese bank under 22 USC 9221b" {
    exits 1 "$DETENTE" explain "$S" yuan-payment
    text=$(printf '%s' "$output" | tr -s ' \n' ' ')
    for words in "PROHIBITED" "sender pays" "receiver receives" "UN.freeze-8d" "S/RES/1718 (2006) para 8(d)" "UN.humanitarian" "UN.basic-expenses" \
        "UN.ftb-knic" "9221b" "exposed" "correspondent" "CN not encoded"; do
        holds "$words" "$text"
    done
}

@test "five legs: buyer, seller, vessel, insurer and the clearing bank, each with the orders that bind it" {
    exits 1 "$DETENTE" explain "$S" coal-carrier
    text=$(printf '%s' "$output" | tr -s ' \n' ' ')
    for words in "PROHIBITED" "buyer procures (Dandong Example Trading, CN)" "seller supplies (Example Coal, KP)" "vessel ships (Example Star, PA)" \
        "insurer insures (Example Mutual, GB)" "bank pays (unnamed clearing bank, US)" "UN.coal" "US.services" "US.gov-blocked" "EO 13722" \
        "GB not encoded" "PA not encoded" "CN not encoded" "2371 (2017) para 8"; do
        holds "$words" "$text"
    done
    exits 1 "$DETENTE" explain "$S" coal-carrier --json
    is "$(jq -r '.jurisdictions.UN.legs | map(.role) | join(" ")' <<<"$output")" "buyer seller vessel insurer bank"
    is "$(jq -r '.jurisdictions.UN.legs | map(.activity) | join(" ")' <<<"$output")" "procure supply ship insure pay"
    is "$(jq -r '.jurisdictions | keys | join(" ")' <<<"$output" | tr ' ' '\n' | grep -cx 'UN\|US')" 2
}

@test "explain and its JSON say the same: verdict, measures, exemptions, missing, orders not encoded" {
    for id in coal-rajin yuan-payment coal-carrier; do
        run --separate-stderr "$DETENTE" explain "$S" "$id"
        text=$(printf '%s' "$output" | tr -s ' \n' ' ')
        "$DETENTE" explain "$S" "$id" --json >"$T/answer" || true
        holds "$(jq -r '.verdict | ascii_upcase' "$T/answer")" "$text"
        jq -r '[.jurisdictions[].legs[]? | .measures[], .missing[]] + [.proof[].holds[].exemptions[].name] + [.proof[].holds[] | .under[0].cited]
            + [.jurisdictions[].legs[]?.exposed[].consequence] | unique[]' "$T/answer" >"$T/names"
        [ -s "$T/names" ]
        while IFS= read -r name; do
            holds "$name" "$text"
        done <"$T/names"
        for order in $(jq -r '.not_encoded[]' "$T/answer"); do
            holds "$order not encoded" "$text"
        done
    done
}

# ---- a hold taken out of the law ----

# answer ID FOLDER: the JSON without the hash
answer()
{
    "$DETENTE" explain "$S" "$1" --json --regime "$2" | jq -S 'del(.regime.hash)'
}

@test "without UN.coal, foreign coal and the five legs are answered otherwise" {
    tests/cli/without UN.coal regimes "$T/law"
    run answer coal-rajin "$T/law/dprk"
    lacks '"measure": "UN.coal"'
    is "$(jq -r .verdict <<<"$output")" permitted
    is "$(jq '[.jurisdictions[].legs[]?.missing[]] | length' <<<"$output")" 0
    run answer coal-carrier "$T/law/dprk"
    lacks '"measure": "UN.coal"'
    [ "$(jq -r .jurisdictions.UN.verdict <<<"$output")" != prohibited ] || fail "still prohibited by the UN"
}

@test "without UN.freeze-8d, the payment in yuan is no longer prohibited by it" {
    tests/cli/without UN.freeze-8d regimes "$T/law"
    run answer yuan-payment "$T/law/dprk"
    lacks '"measure": "UN.freeze-8d"'
    [ "$(jq -r .jurisdictions.UN.verdict <<<"$output")" != prohibited ] || fail "still prohibited by the UN"
}

@test "without US.services, the clearing bank's leg is closed by the others alone" {
    tests/cli/without US.services regimes "$T/law"
    answer coal-carrier regimes/dprk >"$T/with"
    answer coal-carrier "$T/law/dprk" >"$T/without"
    is "$(jq -c '[.proof[].holds[].measure] | index("US.services") != null' "$T/with")" true
    is "$(jq -c '[.proof[].holds[].measure] | index("US.services") != null' "$T/without")" false
    differ "$T/with" "$T/without"
}

@test "every measure that blocks in the three proofs counts: without it the answer differs" {
    for id in coal-rajin yuan-payment coal-carrier; do
        answer "$id" regimes/dprk >"$T/with"
        for measure in $(jq -r '[.proof[].holds[] | select(.blocks != "false") | .measure] | unique[]' "$T/with"); do
            rm -rf "$T/law"
            tests/cli/without "$measure" regimes "$T/law"
            answer "$id" "$T/law/dprk" >"$T/without"
            [ -s "$T/without" ] || fail "no answer without $measure"
            differ "$T/with" "$T/without" || fail "$id is the same without $measure"
        done
    done
}

@test "the same law in a folder, and read in another order of files, gives the same answer" {
    cp -R regimes "$T/law"
    answer coal-carrier regimes/dprk >"$T/first"
    answer coal-carrier "$T/law/dprk" >"$T/second"
    cmp "$T/first" "$T/second"
    # all files under other names
    n=99
    for file in "$T"/law/dprk/un/*.reg; do
        mv "$file" "$T/law/dprk/un/file-$n.reg"
        n=$((n - 1))
    done
    answer coal-carrier "$T/law/dprk" >"$T/second"
    cmp "$T/first" "$T/second"
}
