#!/usr/bin/env bats
# Hostile and odd input: nothing crashes, hangs, eats memory or clears a deal that nobody looked at; what is wrong is said with its place.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

setup()
{
    common_setup
}

# The program ends by itself, neither by a signal nor by a bug, nor by its time running out: ends COMMAND ...
ends()
{
    if [ "$1" = within ]; then
        run --separate-stderr "$@"
    else
        run --separate-stderr timeout 60 "$@"
    fi
    [ "$status" -le 4 ] || fail "exit $status: $* $(head -c 500 <<<"$stderr")"
}

# A command in so much memory: within KB COMMAND ... Not under a sanitizer, which reserves much more.
within()
{
    # shellcheck disable=SC2016 # for the inner shell
    bash -c '(ulimit -v "$1"; "$DETENTE" version >/dev/null 2>&1) && ulimit -v "$1"; shift; exec timeout 300 "$@"' - "$@"
}

# A text of N characters.
long()
{
    head -c "$1" /dev/zero | tr '\0' "${2:-x}"
}

# ---- deals ----

@test "a deal over 1 MiB is refused with its size, the next one answered" {
    { deal coal-rajin | jq -c --arg x "$(long 100000)" '.goods[0].description = ($x * 11)'; deal coal-rajin; } >"$T/deals.jsonl"
    exits 3 "$DETENTE" decide "$T/deals.jsonl" --json
    is "$(jq -r .id <<<"$output")" coal-rajin
    holds "deals.jsonl:1:" "$stderr"
    holds 1048576 "$stderr"
    [ "$(wc -c <<<"$stderr")" -lt 1000 ] || fail "the message is long"
}

@test "a deal just under 1 MiB is answered, and printed short in the table" {
    deal coal-rajin | jq -c --arg x "$(long 100000)" '.goods[0].description = ($x * 10)' >"$T/deals.jsonl"
    exits 4 "$DETENTE" decide "$T/deals.jsonl"
    [ "$(widest <<<"$output")" -le 80 ]
    exits 4 "$DETENTE" decide "$T/deals.jsonl" --json
}

@test "limits: 64 parties, 64 lines, 256 entries, 8 deep; one more is an error with that limit" {
    deal rice-county | jq -c '.parties = [range(0; 65) | {"name": "x"}]' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
    holds /parties "$stderr"
    holds 64 "$stderr"
    deal rice-county | jq -c '.goods[0] as $g | .goods = [range(0; 65) | $g]' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
    holds /goods "$stderr"
    deal rice-county | jq -c '.notices = [range(0; 257) | {"by": "CN", "to": "UN.c1718"}]' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
    holds 256 "$stderr"
    deal rice-county | jq -c '.notices = [range(0; 256) | {"by": "CN", "to": "UN.c1718"}]' >"$T/one"
    exits 0 "$DETENTE" decide "$T/one"
    deal rice-county | jq -c '.owners = [[[[[[[[[[1]]]]]]]]]]' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
    holds deep "$stderr"
}

@test "the largest deal, known and unknown, is answered within the time and memory of a batch" {
    deal coal-carrier | jq -c '.goods[0] as $g | .goods = [range(0; 64) | $g] | .parties = [.parties[0] as $p
        | range(0; 64) | $p + {"role": ["buyer", "seller", "vessel", "carrier", "aircraft", "bank", "insurer", "broker", "consignee"][. % 9], "name": "party \(.)"}]' >"$T/known.jsonl"
    ends within 1500000 "$DETENTE" decide "$T/known.jsonl" --json
    # beyond the limit on legs it may be refused, with a remedy; it is never cleared
    [[ $status == [134] ]] || fail "exit $status"
    jq -c 'del(.route, .notices, .findings, .purposes) | .parties |= map(del(.clear, .country))' "$T/known.jsonl" >"$T/unknown.jsonl"
    ends within 1500000 "$DETENTE" decide "$T/unknown.jsonl" --json
    [[ $status == [34] ]] || fail "exit $status"
    [ "$status" = 4 ] || holds help "$stderr"
}

@test "deep nesting does not overflow the stack" {
    for open in '[' '{"a":'; do
        { printf '{"id": "deep", "on": "2026-06-01", "goods": '; times 20000 "$open" | tr -d '\n'; echo; } >"$T/deep.jsonl"
        exits 3 "$DETENTE" decide "$T/deep.jsonl"
        holds "deep.jsonl:1:" "$stderr"
    done
    { echo '{"on": "2026-06-01", "goods":'; long 900000 '['; } >"$T/deep.json"
    exits 3 "$DETENTE" decide "$T/deep.json"
}

@test "duplicate keys are refused at any depth: the second could hide the first" {
    while read -r line; do
        echo "$line" >"$T/one"
        exits 3 "$DETENTE" decide "$T/one"
        [[ $stderr == *once* || $stderr == *twice* ]] || fail "$stderr"
    done <<'X'
{"id": "a", "id": "b", "on": "2026-06-01"}
{"on": "2026-06-01", "parties": [{"role": "buyer", "clear": true, "clear": true}]}
{"on": "2026-06-01", "judged": {"knowing": true, "knowing": false}}
{"on": "2026-06-01", "judged": {"programme-revenue": true, "programme_revenue": false}}
X
}

@test "numbers: too long, signs, exponents and fractions are refused with a remedy" {
    for amount in 9999999999999 -5 1e5 65000.5 '"-1"' '"1e5"' '"1.1234567"' '""' '"."' '" 1"' '"0x10"' '"1,000"' \
        '"٣"' true '[]' '{}'; do
        echo "{\"on\": \"2026-06-01\", \"amount\": $amount}" >"$T/one"
        exits 3 "$DETENTE" decide "$T/one"
        holds "/amount" "$stderr"
        holds "one:1:" "$stderr"
        # what it says to write is taken
        if [[ $stderr =~ (write\ it\ as\ a\ string:|such\ as)\ (\"[^\"]*\") ]]; then
            echo "{\"on\": \"2026-06-01\", \"amount\": ${BASH_REMATCH[2]}}" >"$T/one"
            exits 4 "$DETENTE" decide "$T/one"
        fi
    done
    for amount in 1234567890123456789012345 1E400; do
        echo "{\"on\": \"2026-06-01\", \"amount\": $amount}" >"$T/one"
        exits 3 "$DETENTE" decide "$T/one"
        holds "string" "$stderr"
    done
    for amount in 0 '"0"' '"999999999999.999999"' 999999999999 '"007"'; do
        echo "{\"on\": \"2026-06-01\", \"amount\": $amount}" >"$T/one"
        exits 4 "$DETENTE" decide "$T/one"
    done
}

@test "days that are none are refused; the first and last of the calendar do not crash" {
    for day in 2026-02-29 2026-13-01 2026-00-10 2026-6-1 20260601 2026-06-01T00:00 " 2026-06-01" 2026-06-31 0000-00-00 -2026-06-01 99999-01-01 ""; do
        echo "{\"on\": \"$day\", \"activity\": \"import\"}" >"$T/one"
        exits 3 "$DETENTE" decide "$T/one"
        holds "2026-06-01" "$stderr"
    done
    for day in 0001-01-01 1583-01-01 1900-01-01 2024-02-29 2100-02-28 9999-12-31; do
        deal rice-county | jq -c --arg day "$day" '.on = $day' >"$T/one"
        ends "$DETENTE" decide "$T/one" --json
        # before the law that is encoded, and after all of it: never an answer without law
        [ "$day" \> 2006-10-14 ] || [ "$status" != 0 ] || fail "cleared in $day"
    done
}

@test "a listing at the limits of its days: the day before, the first, the last, the day of delisting" {
    while read -r from until verdict; do
        deal rice-county | jq -c --arg from "$from" --arg until "$until" '.parties[1].listed = [{"by": "UN", "from": $from, "until": $until}]' >"$T/one"
        run "$DETENTE" decide "$T/one" --json
        is "$from $until $(jq -r .jurisdictions.UN.verdict <<<"$output")" "$from $until $verdict"
    done <<X
2026-06-01 2026-06-02 prohibited
2026-06-02 2026-06-03 permitted
2009-07-16 2026-06-01 permitted
2009-07-16 2026-06-02 prohibited
X
    deal rice-county | jq -c '.parties[1].listed = [{"by": "UN", "from": "2026-06-02", "until": "2026-06-01"}]' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
}

@test "names and ids with terminal escapes, line breaks and bidi controls print as one harmless line" {
    printf '%s\n' '{"id": "a\u001b[2Jb", "on": "2026-06-01"}' '{"id": "a\nb\rc\td", "on": "2026-06-01"}' '{"id": "\u001b]0;title\u0007", "on": "2026-06-01"}' \
        '{"id": "\u202ereversed", "on": "2026-06-01"}' '{"id": "\u2066x\u2069", "on": "2026-06-01"}' '{"id": "\u009b31m", "on": "2026-06-01"}' \
        '{"id": "\u2028sep\u2029", "on": "2026-06-01"}' '{"id": "\u200fmark\ufeff", "on": "2026-06-01"}' >"$T/hostile.jsonl"
    exits 4 "$DETENTE" decide "$T/hostile.jsonl"
    # escape, bell, C1, bidi controls and marks, separators: as bytes
    ! LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf' <<<"$output" || fail "raw control characters: $(cat -v <<<"$output")"
    is "$(grep -c '?' <<<"$(head -n 12 <<<"$output")")" "$(head -n 12 <<<"$output" | grep -c '?')"
    # in messages and explanations, too
    deal coal-rajin | jq -c '.parties[0].name = "a\u001b[31mb\u202ec" | .goods[0].description = "coal\u0007\nUN   permitted"' >"$T/names.jsonl"
    exits 4 "$DETENTE" explain "$T/names.jsonl" coal-rajin
    ! LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\xaa-\xae]' <<<"$output" || fail "raw control characters"
    lacks $'\nUN   permitted'
    printf '%s\n' '{"on": "2026-06-01", "activi\u001b[31mty": 1}' '{"on": "2026-06-01", "activity": "\u202eimport"}' >"$T/keys.jsonl"
    exits 3 "$DETENTE" decide "$T/keys.jsonl"
    ! LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\xaa-\xae]' <<<"$stderr" || fail "raw control characters in a message"
    exits 2 "$DETENTE" explain "$T/names.jsonl" $'x\e[31m'
    ! LC_ALL=C grep -qP '\x1b' <<<"$stderr" || fail "raw escape from an argument"
    exits 2 "$DETENTE" $'dec\e[31mide'
    ! LC_ALL=C grep -qP '\x1b' <<<"$stderr" || fail "raw escape from an argument"
}

@test "JSON answers stay JSON and one line each, whatever the names" {
    jq -c '.parties |= (. // [] | map(.name = "\"\\\u001b\u0001\u2028\n"))' "$S" >"$T/names.jsonl"
    run --separate-stderr "$DETENTE" decide "$T/names.jsonl" --json
    is "$(wc -l <<<"$output")" "$(grep -c . "$S")"
    is "$(jq -r .id <<<"$output" | wc -l)" "$(grep -c . "$S")"
}

@test "bytes that are not UTF-8, NUL bytes and binary files are refused with their place" {
    printf '{"id": "x\377", "on": "2026-06-01"}\n' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
    holds "one:1:" "$stderr"
    holds UTF-8 "$stderr"
    printf '{"id": "x\000y", "on": "2026-06-01"}\n{"id": "good", "on": "2026-06-01"}\n' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one" --json
    is "$(jq -r .id <<<"$output")" good
    printf '{"id": "\\u0000", "on": "2026-06-01"}\n' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
    lacks JSON_ALLOW_NUL "$stderr"
    printf '{"id": "\\ud800", "on": "2026-06-01"}\n' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
    printf '\355\240\200\n\300\257\n\364\220\200\200\n' >"$T/one"
    exits 3 "$DETENTE" decide "$T/one"
    ends "$DETENTE" decide "$DETENTE"
    is "$status" 3
    # a few messages, not one per line of a binary
    [ "$(wc -c <<<"$stderr")" -lt 20000 ] || fail "$(wc -c <<<"$stderr") bytes of messages"
    ends "$DETENTE" explain "$DETENTE" x
    is "$status" 2
}

@test "two deals of one id in a file are not passed over in silence" {
    { deal coal-rajin; deal coal-carrier | jq -c '.id = "coal-rajin"'; } >"$T/twice.jsonl"
    run --separate-stderr "$DETENTE" decide "$T/twice.jsonl" --json
    holds coal-rajin "$stderr"
    holds ":2:" "$stderr"
}

@test "many deals: memory stays flat" {
    many 400 >"$T/many.jsonl"
    # the input is read whole; beyond it there is a bound that does not grow with the number of deals
    size=$(($(wc -c <"$T/many.jsonl") / 1024))
    # shellcheck disable=SC2016 # for the inner shell
    run --separate-stderr within $((size * 2 + 600000)) sh -c '"$0" decide "$1" --json >"$2"' "$DETENTE" "$T/many.jsonl" "$T/answers"
    is "$status" 1
    is "$(wc -l <"$T/answers")" "$(wc -l <"$T/many.jsonl")"
}

# ---- law ----

@test "law: binary, not UTF-8, too large, too deep, no end" {
    mkdir "$T/law"
    cp "$DETENTE" "$T/law/a.reg"
    exits 1 timeout 60 "$DETENTE" check "$T/law"
    [ "$(wc -c <<<"$stderr")" -lt 20000 ]
    head -c 100000 /dev/urandom >"$T/law/a.reg"
    exits 1 timeout 60 "$DETENTE" check "$T/law"
    { echo 'regime x "x" { }'; long 5000000 '#'; } >"$T/law/a.reg"
    run timeout 60 "$DETENTE" check "$T/law"
    [[ $status == [12] ]] || fail "exit $status"
    { echo 'regime x "x" { }'; echo 'scope deep {'; times 100000 'any of {'; } >"$T/law/a.reg"
    exits 1 timeout 60 "$DETENTE" check "$T/law"
    holds "deep" "$stderr"
    printf 'regime x "x" { ' >"$T/law/a.reg"
    exits 1 timeout 60 "$DETENTE" check "$T/law"
    printf 'regime x "x' >"$T/law/a.reg"
    exits 1 timeout 60 "$DETENTE" check "$T/law"
    : >"$T/law/a.reg"
    exits 1 timeout 60 "$DETENTE" check "$T/law"
}

@test "law: includes in a circle, of itself, of nothing, upwards" {
    mkdir -p "$T/one" "$T/two"
    echo 'regime one "one" { include "../two" }' >"$T/one/a.reg"
    echo 'regime two "two" { include "../one" }' >"$T/two/a.reg"
    exits 1 timeout 60 "$DETENTE" check "$T/one"
    echo 'regime one "one" { include "." }' >"$T/one/a.reg"
    ends "$DETENTE" check "$T/one"
    echo 'regime one "one" { include "../none" }' >"$T/one/a.reg"
    ends "$DETENTE" check "$T/one"
    [ "$status" != 0 ]
    holds none "$stderr"
}

@test "law: links to itself, pipes, devices and folders named like law do not hang the reader" {
    mkdir -p "$T/law/x.reg"
    echo 'regime x "x" { }' >"$T/law/a.reg"
    ln -s . "$T/law/loop"
    ends "$DETENTE" check "$T/law"
    rm "$T/law/loop"
    ln -s /dev/zero "$T/law/zero.reg"
    ends "$DETENTE" check "$T/law"
    rm "$T/law/zero.reg"
    mkfifo "$T/law/pipe.reg"
    ends "$DETENTE" check "$T/law"
    rm "$T/law/pipe.reg"
    ln -s "$T/law/none" "$T/law/dangling.reg"
    ends "$DETENTE" check "$T/law"
}

@test "law: 10,000 measures are read and asked in seconds" {
    cp -R regimes "$T/regimes"
    mkdir "$T/many"
    cp regimes/vocabulary/*.reg "$T/many/"
    {
        echo 'regime many "many" { covers UN from 2000-01-01 }'
        echo 'jurisdiction UN "UN" { }'
        echo 'authority UN.sc "council" { }'
        echo 'instrument UN.1 "one" by UN.sc { from 2000-01-01 }'
        seq 10000 | awk '{ printf "measure UN.m%d \"m\" { binds anyone;  prohibits procure;  goods hs %04d;  under UN.1 para %d }\n", $1, $1 % 9000 + 100, $1 }'
    } >"$T/many/law.reg"
    exits 0 timeout 60 "$DETENTE" check "$T/many"
    holds 10000
    run --separate-stderr timeout 60 "$DETENTE" decide --regime "$T/many" import hs:270112 from KP to CN on 2026-06-01 --json
    is "$status" 1
    jq -r '[.proof[].holds[].measure] | length > 0' <<<"$output"
}

@test "a road and a test that are binary, or have no end" {
    cp "$DETENTE" "$T/x.road"
    exits 2 timeout 60 "$DETENTE" plan diff "$T/x.road" examples/inter-korean.jsonl
    exits 2 timeout 60 "$DETENTE" plan diff /dev/null examples/inter-korean.jsonl
    cp "$DETENTE" "$T/x.test"
    ends "$DETENTE" test "$T/x.test"
    [ "$status" != 0 ]
    mkdir "$T/folder.road"
    exits 2 timeout 60 "$DETENTE" plan diff "$T/folder.road" examples/inter-korean.jsonl
}

# ---- arguments ----

@test "arguments that are too many, empty or endless" {
    # shellcheck disable=SC2046 # words are meant
    exits 2 "$DETENTE" decide $(seq 300)
    exits 2 "$DETENTE" ""
    exits 2 "$DETENTE" decide ""
    exits 2 "$DETENTE" decide "$(long 100000)"
    [ "$(wc -c <<<"$stderr")" -lt 200500 ]
    exits 2 "$DETENTE" "--$(long 1000)"
    exits 2 "$DETENTE" decide - -- - --json </dev/null
    # shellcheck disable=SC2046
    run --separate-stderr "$DETENTE" decide "$S" $(for _ in $(seq 300); do echo --assume US.em13466; done)
    [ "$status" -le 4 ]
}
