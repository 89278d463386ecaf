#!/usr/bin/env bats
# What goes in and out: standard input, line ends, blank lines, byte-order mark, bad lines, the same bytes twice, colour, width, where
# things are written and what happens when they cannot be.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

setup()
{
    common_setup
}

# $output: the answers to standard input, without the texts that name the file
answers()
{
    "$DETENTE" decide - --json
}

@test "standard input is the same as a file" {
    "$DETENTE" decide "$S" --json >"$T/file" || [ $? = 1 ]
    "$DETENTE" decide - --json <"$S" >"$T/stdin" || [ $? = 1 ]
    cmp "$T/file" "$T/stdin"
    # a pipe that gives one byte at a time
    deal coal-rajin >"$T/one"
    # shellcheck disable=SC2016 # for the inner shell
    exits 4 bash -c 'dd bs=1 status=none <"$1" | "$DETENTE" decide - --json' - "$T/one"
    is "$(jq -r .id <<<"$output")" coal-rajin
}

@test "the same input gives the same bytes: decide, explain, plan diff, check, schema" {
    for words in "decide $S" "decide $S --json" "explain $S coal-carrier" "explain $S coal-carrier --json" \
        "plan diff roads/jin-2025.road examples/inter-korean.jsonl" "plan diff roads/jin-2025.road examples/inter-korean.jsonl --json" \
        "check --summary" "new deal --schema" "new deal import" "help decide"; do
        # shellcheck disable=SC2086 # words are meant
        "$DETENTE" $words >"$T/first" 2>"$T/first-err" || true
        # shellcheck disable=SC2086
        TZ=Pacific/Kiritimati LC_ALL=C COLUMNS=60 "$DETENTE" $words >"$T/second" 2>"$T/second-err" || true
        cmp "$T/first" "$T/second"
        cmp "$T/first-err" "$T/second-err"
        [ -s "$T/first" ] || fail "nothing: $words"
    done
}

@test "line ends of DOS, blank lines and a missing last line end change nothing" {
    answers <"$S" >"$T/plain" || [ $? = 1 ]
    sed 's/$/\r/' "$S" | answers >"$T/dos" || [ $? = 1 ]
    cmp "$T/plain" "$T/dos"
    sed 's/$/\n\n   /' "$S" | answers >"$T/blank" || [ $? = 1 ]
    cmp "$T/plain" "$T/blank"
    printf '%s' "$(cat "$S")" | answers >"$T/cut" || [ $? = 1 ]
    cmp "$T/plain" "$T/cut"
}

@test "a byte-order mark at the start of a file is not part of the first deal" {
    answers <"$S" >"$T/plain" || [ $? = 1 ]
    { printf '\357\273\277'; cat "$S"; } | answers >"$T/marked" || [ $? = 1 ]
    cmp "$T/plain" "$T/marked"
}

@test "one bad line among good ones: said with its place and what to do, skipped, exit 3" {
    for at in 1 2 3 4; do
        for bad in '{"id": "bad", "actixity": "import"}' '{"id": "bad", "on": "2026-06-01"' '{"id": "bad", "on": "2026-06-01"} x' '[]' '1' '"x"' 'x' \
            '{"on": "2026-06-31"}' '}' '{"id": "bad", "on": 20260601}'; do
            {
                deal coal-carrier
                deal coal-rajin
                deal rice-county
            } | awk -v at=$at -v bad="$bad" 'NR == at { print bad } { print } END { if (at > NR) print bad }' >"$T/deals.jsonl"
            exits 3 "$DETENTE" decide "$T/deals.jsonl" --json
            is "$(jq -r .id <<<"$output" | xargs)" "coal-carrier coal-rajin rice-county"
            holds "deals.jsonl:$at:" "$stderr"
            [ "$(grep -c 'deals.jsonl:' <<<"$stderr")" = 1 ] || fail "more than one line blamed for $bad at $at: $stderr"
            exits 3 "$DETENTE" decide "$T/deals.jsonl"
            holds "1 line could not be used"
            holds "3 deals"
        done
    done
}

@test "comments are for files of one deal; in a file of many deals they hide none of them" {
    { echo '// a comment'; deal coal-carrier; deal coal-rajin; } >"$T/deals.jsonl"
    run --separate-stderr "$DETENTE" decide "$T/deals.jsonl" --json
    [[ $status == [13] ]] || fail "exit $status"
    is "$(jq -r .id <<<"$output" | xargs)" "coal-carrier coal-rajin"
}

@test "a deal over many lines is one deal" {
    deal coal-rajin | jq . >"$T/one.json"
    exits 4 "$DETENTE" decide "$T/one.json" --json
    is "$(jq -r .id <<<"$output")" coal-rajin
    sed 's/$/\r/' "$T/one.json" >"$T/dos.json"
    exits 4 "$DETENTE" decide "$T/dos.json" --json
    exits 4 "$DETENTE" explain "$T/one.json"
    holds coal-rajin
    # a mistake in it is found at its line
    sed 's/"dispatch"/"dispach"/' "$T/one.json" >"$T/bad.json"
    exits 3 "$DETENTE" decide "$T/bad.json"
    holds dispatch "$stderr"
}

@test "an error in a deal has the place, what is wrong, and the nearest key or value" {
    while IFS=$'\t' read -r line pointer word; do
        printf '%s\n' "$line" >"$T/one.jsonl"
        exits 3 "$DETENTE" decide "$T/one.jsonl"
        holds "one.jsonl:1:" "$stderr"
        holds "$pointer" "$stderr"
        holds "$word" "$stderr"
    done <<'X'
{"on": "2026-06-01", "activity": "imprt"}	/activity	import
{"on": "2026-06-01", "partys": []}	/partys	parties
{"on": "2026-06-01", "parties": [{"role": "buyr"}]}	/parties/0/role	buyer
{"on": "2026-06-01", "dispatch": "kp"}	/dispatch	KP
{"on": "2026-06-01", "purposes": ["comercial"]}	/purposes/0	commercial
{"on": "2026-06-01", "amount": 65000.5}	/amount	"65000.5"
{"on": "2026-06-01", "goods": [{"quantity": 1}]}	/goods/0	unit
{"on": "2026-06-01", "asker": null}	/asker	out
{"on": "2026-06-01", "approvals": [{"by": "US.bis"}]}	/approvals/0	about
{"on": "2026-06-01", "judged": {"knowin": true}}	/judged	knowing
{"on": "June 1", "activity": "import"}	/on	2026-06-01
X
}

@test "results on standard output, everything else on standard error, nothing there when all is well" {
    exits 1 "$DETENTE" decide "$S" --json
    is "$stderr" ""
    exits 1 "$DETENTE" explain "$S" coal-carrier
    is "$stderr" ""
    exits 0 "$DETENTE" plan diff roads/jin-2025.road examples/inter-korean.jsonl --json
    is "$stderr" ""
    exits 0 "$DETENTE" new deal import
    is "$stderr" ""
}

@test "no progress where standard error is no terminal" {
    many 200 >"$T/many.jsonl"
    "$DETENTE" decide "$T/many.jsonl" --json >"$T/answers" 2>"$T/said" || [ $? = 1 ]
    is "$(cat "$T/said")" ""
}

@test "an answer that cannot be written is said, and is no success" {
    [ -c /dev/full ] || skip "no /dev/full"
    for words in "decide $S" "decide $S --json" "explain $S rice-county" "plan diff roads/jin-2025.road examples/inter-korean.jsonl" \
        "new deal import" "check --summary" "help"; do
        # shellcheck disable=SC2016,SC2086 # words are meant
        exits 2 bash -c '"$DETENTE" "$@" >/dev/full' - $words
        [ -n "$stderr" ] || fail "nothing said: $words"
    done
    # shellcheck disable=SC2016
    exits 2 bash -c '"$DETENTE" decide "$1" --json >&-' - "$S"
}

@test "a reader that goes away is no error" {
    many 100 >"$T/many.jsonl"
    # shellcheck disable=SC2016
    exits 0 bash -c '"$DETENTE" decide "$1" --json | head -n 1 >/dev/null; code=${PIPESTATUS[0]}; [ "$code" = 0 ] || [ "$code" = 1 ] || [ "$code" = 141 ]' - "$T/many.jsonl"
    is "$stderr" ""
}

# ---- looks ----

@test "no colour unless wanted: pipes, NO_COLOR, --color" {
    exits 1 "$DETENTE" decide "$S"
    lacks $'\e'
    exits 1 "$DETENTE" decide "$S" --color=always
    holds $'\e['
    exits 1 env NO_COLOR=1 "$DETENTE" decide "$S" --color always
    holds $'\e['
    exits 1 env CLICOLOR_FORCE=1 "$DETENTE" decide "$S"
    holds $'\e['
    exits 1 env CLICOLOR_FORCE=1 "$DETENTE" decide "$S" --color never
    lacks $'\e'
    exits 1 env CLICOLOR_FORCE=0 "$DETENTE" decide "$S"
    lacks $'\e'
    exits 2 "$DETENTE" decide "$S" --color=sometimes
    holds "auto" "$stderr"
}

@test "colour says nothing that words do not: without its codes the text is the same" {
    for words in "decide $S" "explain $S coal-carrier" "plan diff roads/jin-2025.road examples/inter-korean.jsonl"; do
        # shellcheck disable=SC2086 # words are meant
        "$DETENTE" $words --color never >"$T/plain" || true
        # shellcheck disable=SC2086
        "$DETENTE" $words --color always >"$T/colour" || true
        sed 's/\x1b\[[0-9;]*m//g' "$T/colour" >"$T/stripped"
        cmp "$T/plain" "$T/stripped"
    done
}

on_terminal()
{
    # a terminal of 200 columns on standard output and error
    script -qec "stty cols 200 rows 50; $1" /dev/null </dev/null
}

@test "on a terminal: colour, unless NO_COLOR is set or TERM is dumb" {
    command -v script >/dev/null || skip "no script(1)"
    run on_terminal "'$DETENTE' decide $S"
    holds $'\e['
    run on_terminal "NO_COLOR=1 '$DETENTE' decide $S"
    lacks $'\e[3'
    run on_terminal "TERM=dumb '$DETENTE' decide $S"
    lacks $'\e[3'
}

@test "80 columns where nobody says how many" {
    for words in "decide $S" "explain $S coal-carrier" "explain $S yuan-payment" "plan diff roads/jin-2025.road examples/inter-korean.jsonl"; do
        # shellcheck disable=SC2086 # words are meant
        "$DETENTE" $words >"$T/plain" || true
        [ "$(widest <"$T/plain")" -le 80 ] || fail "$(widest <"$T/plain") columns: $words"
    done
}

@test "--width: from 40 columns on, lines keep to it (long names apart)" {
    for width in 40 60 100 132 250; do
        for words in "decide $S" "explain $S coal-carrier" "plan diff roads/jin-2025.road examples/inter-korean.jsonl"; do
            # shellcheck disable=SC2086 # words are meant
            "$DETENTE" $words --width $width >"$T/text" || true
            # only lines with a word that is too long for its room may be wider
            [ "$(widest <"$T/text")" -gt "$width" ] || continue
            grep -vE '[^ ]{17,}' "$T/text" >"$T/wide" || true
            [ "$(widest <"$T/wide")" -gt "$width" ] || continue
            fail "$width columns: $words"
        done
    done
    exits 2 "$DETENTE" decide "$S" --width 39
    exits 2 "$DETENTE" decide "$S" --width 1001
    exits 2 "$DETENTE" decide "$S" --width x
    exits 2 "$DETENTE" decide "$S" --width 80x
    exits 2 "$DETENTE" decide "$S" --width -80
    exits 2 "$DETENTE" decide "$S" --width=
    exits 2 "$DETENTE" decide "$S" --width 18446744073709551696
}

# ---- flags ----

@test "flags stand anywhere, --flag=value and --flag value are the same, -- ends them" {
    "$DETENTE" decide examples/undated.jsonl --as-of 2026-06-01 --json >"$T/first" || [ $? = 1 ]
    "$DETENTE" --json --as-of=2026-06-01 decide examples/undated.jsonl >"$T/second" || [ $? = 1 ]
    "$DETENTE" --as-of 2026-06-01 decide --json -- examples/undated.jsonl >"$T/third" || [ $? = 1 ]
    cmp "$T/first" "$T/second"
    cmp "$T/first" "$T/third"
    cp "$S" "$T/--json"
    cd "$T"
    exits 1 "$DETENTE" decide -- --json
    holds "deal "
    exits 2 "$DETENTE" decide --json
}

@test "the last of two equal flags counts" {
    "$DETENTE" decide examples/undated.jsonl --as-of 2016-06-01 --as-of 2026-06-01 --json >"$T/both" || [ $? = 1 ]
    "$DETENTE" decide examples/undated.jsonl --as-of 2026-06-01 --json >"$T/last" || [ $? = 1 ]
    cmp "$T/both" "$T/last"
}

@test "a value that is missing or not wanted is wrong usage" {
    exits 2 "$DETENTE" decide "$S" --as-of
    holds --as-of "$stderr"
    exits 2 "$DETENTE" decide "$S" --json=yes
    holds --json "$stderr"
    is "$output" ""
}
