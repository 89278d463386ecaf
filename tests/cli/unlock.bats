#!/usr/bin/env bats
# plan unlock: who must sign before a deal is open, in which combinations; what is printed is what the law says when it is done.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

road=roads/jin-2025.road

setup()
{
    common_setup
}

# The answer of plan unlock on one of the deals that the tests know: unlock ID
unlock()
{
    case $1 in
    kaesong-* | kumgang-* | yuan-* | rajin-* | tuberculosis-*) "$DETENTE" plan unlock $road examples/inter-korean.jsonl "$1" --json ;;
    *) "$DETENTE" plan unlock dprk examples/unlock.jsonl "$1" --json ;;
    esac
}

shown="kaesong-garments-out kumgang-tours kaesong-wages-usd coal-kp-cn seafood-us dollars-to-pyongyang-bank"

@test "every way that is shown opens the deal when replayed, and can spare no act" {
    for id in $shown; do
        unlock "$id" >"$T/json" || true
        is "$id $(jq -c '[.proved, .search, ([.cheapest[] | .opens and .minimal] | all), (.cheapest | length > 0)]' "$T/json")" \
            "$id [true,\"all\",true,true]"
        is "$id $(jq '[.by_size[]] | add' "$T/json")" "$id $(jq .ways "$T/json")"
    done
}

@test "the clauses have as many minimal sets as clingo finds" {
    command -v clingo >/dev/null || skip "clingo is not installed (Debian package gringo)"
    for id in $shown; do
        unlock "$id" >"$T/json" || true
        jq -r '"{a(0..\((.acts | length) - 1))}.", (.clauses[] | ":- " + ([.acts[] | "not a(\(.))"] | join(", ")) + "."), "#show a/1."' "$T/json" >"$T/lp"
        clingo "$T/lp" 0 --heuristic=Domain --dom-mod=5,16 --enum-mode=domRec --outf=2 >"$T/clingo" || true
        is "$id $(jq .Models.Number "$T/clingo")" "$id $(jq .ways "$T/json")"
    done
}

@test "garments from Kaesong: the Council or its Committee, and Seoul's approval or its assembly" {
    unlock kaesong-garments-out >"$T/json" || true
    is "$(jq -c '[.signers[] | .authorities | sort | join("+")] | sort' "$T/json")" \
        '["KR.assembly+UN.c1718","KR.assembly+UN.sc","KR.unification+UN.c1718","KR.unification+UN.sc"]'
    is "$(jq -c .veto "$T/json")" '[]'
    is "$(jq -c '[.acts[] | select(.by == "UN.sc") | .stage]' "$T/json")" '[4]' # the road suspends the ban on textiles
    is "$(jq -c '[.acts[] | select(.by == "KR.unification") | .refused_by[]] | unique' "$T/json")" '["KR.kaesong-goods","KR.kaesong-transport"]'
}

@test "tours to Kumgang: Seoul alone" {
    unlock kumgang-tours >"$T/json" || true
    is "$(jq -c '[.signers[].authorities[]] | unique' "$T/json")" '["KR.assembly","KR.unification"]'
}

@test "coal from KP to CN: the Council, or its Committee case by case" {
    unlock coal-kp-cn >"$T/json" || true
    is "$(jq -c '[.acts[].text] | sort' "$T/json")" '["UN.c1718 permits it","UN.sc ends or suspends S/RES/2371 (2017) para 8"]'
    is "$(jq .ways "$T/json")" 2
}

@test "a dollar payment to a listed Pyongyang bank: nobody but the Treasury can spare the rule of 311" {
    unlock dollars-to-pyongyang-bank >"$T/json" || true
    is "$(jq -c .veto "$T/json")" '["US.treasury"]'
    is "$(jq -c '[.always[] as $a | .acts[$a].text]' "$T/json")" '["US.treasury ends or suspends 31 CFR 1010.659(b)(2)"]'
    # the mandate of 22 USC 9221(c) holds the rule up
    is "$(jq '[.acts[] | select(.kind == "lift-mandate" and (.text | contains("9221(c)")))] | length > 0' "$T/json")" true
    is "$(jq '[.acts[] | select(.kind == "delist")] | length > 0' "$T/json")" true
}

@test "a way that is shown is a way: the approvals of the first, given, open the deal" {
    deal kumgang-tours examples/inter-korean.jsonl |
        jq -c '.on = "2026-06-01" | .approvals = [{by: "KR.unification", about: "KR.visit"}, {by: "KR.unification", about: "KR.coop"}]' >"$T/deal"
    exits 0 "$DETENTE" decide "$T/deal" --json
    exits 0 "$DETENTE" plan unlock dprk "$T/deal"
    holds "nothing need be signed"
}

@test "an open deal, exit 0; a closed one, exit 1; the text fits 80 columns" {
    exits 0 "$DETENTE" plan unlock $road examples/inter-korean.jsonl tuberculosis-medicine
    holds "open in every legal order"
    for id in kaesong-wages-usd kumgang-tours; do
        exits 1 "$DETENTE" plan unlock $road examples/inter-korean.jsonl $id
        [ "$(printf '%s\n' "$output" | widest)" -le 80 ]
        holds "Who must sign together"
        holds "Held against the law"
    done
}

@test "a question in words, and deals with facts missing say so" {
    exits 1 "$DETENTE" plan unlock dprk import hs:270112 from KP to CN on 2026-06-01
    holds "only perhaps"
    holds "UN.c1718 permits it"
}

@test "a file of costs: another order, the same ways; what is wrong in it is said with its place" {
    "$DETENTE" plan unlock dprk examples/unlock.jsonl dollars-to-pyongyang-bank --json >"$T/usual" || true
    printf 'costs "the Treasury is dear" { act 1;  veto 0;  finding 7;  permit 3;  by US.ofac 100 }\n' >"$T/my.costs"
    exits 1 "$DETENTE" plan unlock dprk examples/unlock.jsonl dollars-to-pyongyang-bank --cost "$T/my.costs" --json
    is "$(jq .ways <<<"$output")" "$(jq .ways "$T/usual")"
    is "$(jq '[.cheapest[] | .cost] | . == sort' <<<"$output")" true
    is "$(jq '[.cheapest[0].acts[].act as $a | .acts[$a].by] | index("US.ofac")' <<<"$output")" null
    is "$(jq '[.cheapest[0].acts[].act as $a | .acts[$a].cost] | add == '"$(jq '.cheapest[0].cost' <<<"$output")" <<<"$output")" true
    exits 1 "$DETENTE" plan unlock dprk examples/unlock.jsonl coal-kp-cn --cost "$T/my.costs"
    holds "the Treasury is dear"
    printf 'costs { act 1;  vetoes 3;  by UN.council 9 }\n' >"$T/bad.costs"
    exits 2 "$DETENTE" plan unlock dprk examples/unlock.jsonl coal-kp-cn --cost "$T/bad.costs"
    holds "bad.costs:1:" "$stderr"
    holds "veto" "$stderr"
    is "$output" ""
    for text in '' 'act 3' 'costs { act 10000000 }' 'costs { act x }' 'costs { act 1'; do
        printf '%s\n' "$text" >"$T/bad.costs"
        exits 2 "$DETENTE" plan unlock dprk examples/unlock.jsonl coal-kp-cn --cost "$T/bad.costs"
    done
    exits 2 "$DETENTE" plan unlock dprk examples/unlock.jsonl coal-kp-cn --cost "$T/none.costs"
}

@test "the way back: the fewest acts without all of which it stays closed" {
    unlock dollars-to-pyongyang-bank >"$T/json" || true
    is "$(jq -c '[.closed_without_one_of[] as $a | .acts[$a].text]' "$T/json")" '["US.treasury ends or suspends 31 CFR 1010.659(b)(2)"]'
    unlock kumgang-tours >"$T/json" || true
    is "$(jq '.closed_without_one_of | length' "$T/json")" "$(jq '[.clauses[].acts | length] | min' "$T/json")"
}

@test "wrong use: cause and remedy, exit 2" {
    exits 2 "$DETENTE" plan unlock
    holds "takes a road or a regime, and a deal" "$stderr"
    exits 2 "$DETENTE" plan unlock dprk
    exits 2 "$DETENTE" plan unlock nix examples/unlock.jsonl
    holds "no such regime" "$stderr"
    exits 2 "$DETENTE" plan unlock $road examples/inter-korean.jsonl kumgang-tour
    holds "kumgang-tours" "$stderr"
    exits 2 "$DETENTE" plan unlock dprk examples/no-such-file.jsonl
    holds "no-such-file.jsonl" "$stderr"
    exits 2 "$DETENTE" plan unlok dprk examples/unlock.jsonl
    holds "plan unlock" "$stderr"
    exits 2 "$DETENTE" plan unlock dprk examples/unlock.jsonl seafood-us coal-kp-cn
    exits 2 "$DETENTE" plan unlock $road examples/inter-korean.jsonl kumgang-tours --as-of 2026-13-01
}
