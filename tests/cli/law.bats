#!/usr/bin/env bats
# check and test: the shipped law, broken law, failing tests.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

setup()
{
    common_setup
}

law()
{
    mkdir -p "$T/law"
    cat >"$T/law/law.reg"
}

@test "check: the shipped law is sound, built in and as a folder" {
    exits 0 "$DETENTE" check
    is "$stderr" ""
    holds dprk
    text=$output
    exits 0 "$DETENTE" check regimes/dprk
    is "$output" "$text"
    exits 0 "$DETENTE" check --regime regimes/dprk
    is "$output" "$text"
}

@test "check --summary: per legal order what is encoded and reviewed, the paragraphs with their measures" {
    exits 0 "$DETENTE" check --summary
    for words in UN US KR instruments measures holds reviewed "2371" "UN.coal" "US.services"; do
        holds "$words"
    done
    [ "$(widest <<<"$output")" -le 80 ]
    exits 0 "$DETENTE" check --summary --json
    jq -s . <<<"$output" >"$T/parsed"
    holds UN.coal
}

@test "check --reviewed-since warns of older reviews" {
    exits 0 "$DETENTE" check --reviewed-since 2000-01-01
    lacks W0404
    exits 0 "$DETENTE" check --reviewed-since 2030-01-01
    holds W0404
    holds "KR.exchange-act"
    holds 2026-11-24
    [[ $output$stderr =~ [0-9]+\ more ]] || fail "the rest is not counted"
    exits 2 "$DETENTE" check --reviewed-since soon
}

@test "check of a folder that is not there, empty, without a regime block, not a folder" {
    exits 2 "$DETENTE" check "$T/none"
    holds none "$stderr"
    mkdir "$T/empty"
    exits 1 "$DETENTE" check "$T/empty"
    holds regime "$stderr"
    echo 'purpose food "food"' | law
    exits 1 "$DETENTE" check "$T/law"
    holds "regime" "$stderr"
    run "$DETENTE" check "$S"
    [[ $status == [12] ]] || fail "exit $status"
}

@test "check of the folder that we are in" {
    cd regimes/dprk
    exits 0 "$DETENTE" check .
    holds dprk
    cd "$ROOT/regimes"
    exits 0 "$DETENTE" check dprk
    exits 0 "$DETENTE" check ./dprk/
    exits 0 "$DETENTE" check "$ROOT/regimes/dprk"
}

@test "check of broken law: place, caret, help; exit 1; nothing on standard output" {
    sed 's#"../vocabulary"#"'"$ROOT"'/regimes/vocabulary"#' regimes/dprk/regime.reg >/dev/null
    cp -R regimes "$T/regimes"
    sed -i 's/goods   *coal/goods coall/; s/goods coal;/goods coall;/' "$T/regimes/dprk/un/minerals.reg"
    exits 1 "$DETENTE" check "$T/regimes/dprk"
    is "$output" ""
    holds "minerals.reg:" "$stderr"
    holds "^" "$stderr"
    holds "did you mean" "$stderr"
    holds "coall" "$stderr"
    exits 1 "$DETENTE" check "$T/regimes/dprk" --json
    jq -s . <<<"$output$stderr" >"$T/parsed"
    is "$(jq -r 'map(select(.file // "" | test("minerals")) | .line) | length > 0' "$T/parsed")" true
}

@test "at most twenty errors, and how many more" {
    cp -R regimes "$T/regimes"
    for n in $(seq 30); do echo "purpose p$n"; echo "goods g$n { hs x }"; done >"$T/regimes/dprk/more.reg"
    exits 1 "$DETENTE" check "$T/regimes/dprk"
    n=$(grep -c '^error\[' <<<"$stderr")
    [ "$n" -le 20 ] || fail "$n errors shown"
    [[ $stderr =~ [0-9]+\ more ]] || fail "the rest is not counted"
}

@test "test: the shipped tests pass, and are counted" {
    exits 0 "$DETENTE" test regimes examples
    [[ $output =~ ([0-9]+)\ passed,\ 0\ failed ]]
    [ "${BASH_REMATCH[1]}" -ge 100 ]
    is "$(tail -n 1 <<<"$output")" "${BASH_REMATCH[0]}, 0 skipped"
}

@test "test: a failing test says which, where, what was expected and what came; exit 1" {
    cat >"$T/x.test" <<'X'
case shipment {
    activity import;  buyer { country CN };  seller { country KP };  parties clear;  findings none;  asker CN
    dispatch KP;  destination CN;  goods { hs 270112;  1000 t;  65000 USD;  made-in KP };  only purpose commercial
}
test "right"    { case shipment;  on 2026-06-01;  expect UN.coal prohibited under UN.2371 para 8 }
test "wrong verdict" { case shipment;  on 2026-06-01;  expect UN.coal permitted }
test "wrong provision" { case shipment;  on 2026-06-01;  expect UN.coal prohibited under UN.2270 para 29 }
test "wrong missing" { case shipment;  on 2026-06-01;  expect UN.coal prohibited;  missing notice }
X
    exits 1 "$DETENTE" test "$T/x.test"
    holds "1 passed, 3 failed"
    holds "x.test:6"
    holds "wrong verdict"
    holds "wrong provision"
    holds "wrong missing"
    holds prohibited
    holds permitted
    lacks '"right"'
}

@test "test: a file that cannot be read or parsed" {
    exits 2 "$DETENTE" test "$T/none.test"
    echo 'test "x" { case nothing;  on 2026-06-01;  expect UN permitted }' >"$T/bad.test"
    exits 1 "$DETENTE" test "$T/bad.test"
    holds "nothing" "$output$stderr"
    echo 'test "x" {' >"$T/open.test"
    exits 1 "$DETENTE" test "$T/open.test"
    : >"$T/empty.test"
    exits 0 "$DETENTE" test "$T/empty.test"
    holds "0 passed, 0 failed"
}

@test "test: folders are searched for .test files, one after the other" {
    mkdir -p "$T/tests/deeper"
    echo 'test "x" { activity import;  on 2026-06-01;  expect deal undetermined }' >"$T/tests/a.test"
    cp "$T/tests/a.test" "$T/tests/deeper/b.test"
    cp "$T/tests/a.test" "$T/tests/note.txt"
    exits 0 "$DETENTE" test "$T/tests"
    holds "2 passed, 0 failed"
}

@test "test: a file below a folder with a regime.reg is run with that regime, one that names a road with the road's" {
    exits 0 "$DETENTE" check regimes/dprk-2008
    exits 0 "$DETENTE" test regimes/dprk-2008 roads/dprk-2008.test regimes/dprk-2008/history.test roads/hard-case-6.test
    holds "0 failed"
    (cd regimes/dprk-2008 && exits 0 "$DETENTE" test ./history.test)
    exits 1 "$DETENTE" test --regime dprk regimes/dprk-2008
    exits 1 "$DETENTE" test --regime dprk roads/dprk-2008.test
    holds E0407 "$stderr"
    cp -R regimes examples "$T"
    sed -i 's/from 2007-01-26/from 2007-02-26/' "$T/regimes/dprk-2008/instruments.reg"
    exits 1 "$DETENTE" test "$T/regimes/dprk-2008"
    holds "export rule: the day"
}

@test "test: a road that a title or a comment mentions is not the road that the tests ask about" {
    cat >"$T/x.test" <<'X'
# not at stage 1 of nothing
test "other than at stage 4 of jin-2025, or \"quoted\" at stage 1 of nowhere" {
    activity import;  buyer { country CN };  seller { country KP };  parties clear;  findings none;  asker CN;  for UN;  place dandong
    dispatch KP;  destination CN;  goods { hs 620343;  made-in KP };  only purpose commercial;  on 2026-06-01
    at stage 1 of carlin expect UN.textiles permitted
}
X
    exits 0 "$DETENTE" test "$T/x.test"
    holds "1 passed"
}

@test "a road is read over the regime that it names" {
    exits 0 "$DETENTE" plan diff roads/dprk-2008.road examples/dprk-2008.jsonl
    holds "US.president ends US.twea: masked"
    exits 2 "$DETENTE" plan diff --regime dprk roads/dprk-2008.road examples/dprk-2008.jsonl
    holds E0407 "$stderr"
    sed 's/regime dprk-2008/regime nowhere/' roads/dprk-2008.road >"$T/x.road"
    exits 2 "$DETENTE" plan diff "$T/x.road" examples/dprk-2008.jsonl
    holds E0407 "$stderr"
    holds nowhere "$stderr"
}

@test "law that is not there, broken or without power is no reason to say that tests passed" {
    mkdir "$T/empty"
    exits 2 "$DETENTE" test regimes --regime "$T/empty"
    lacks passed
}

@test "the two variants of a road differ in their names and in the act of stage 4, in nothing else" {
    for road in jin-2025 jin-2025-whole; do
        sed 's/[[:space:]]*#.*//' "roads/$road.road" | grep -v '^$' >"$T/$road"
    done
    is "$(diff "$T/jin-2025" "$T/jin-2025-whole" | grep -c '^>')" 2
    diff "$T/jin-2025" "$T/jin-2025-whole" | grep '^>' >"$T/lines" || true
    grep -q '^> roadmap jin-2025-whole' "$T/lines"
    grep -q '^>     act UN.sc suspends UN.2371, UN.2375, UN.2397 ' "$T/lines"
}
