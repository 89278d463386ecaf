#!/usr/bin/env bats
# Help and version: on standard output, 80 columns, exit 0; wrong usage: short, on standard error, exit 2, with a suggestion.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

setup()
{
    common_setup
}

commands()
{
    "$DETENTE" | awk '/^  [a-z]+  /{ print $1 }'
}

@test "without arguments: what it is, two examples, the commands, in some twenty lines" {
    exits 0 "$DETENTE"
    is "$stderr" ""
    holds "detente decide"
    holds "detente explain"
    [ "$(printf '%s\n' "$output" | wc -l)" -le 24 ]
    [ "$(commands | wc -l)" -ge 8 ]
}

@test "help fits 80 columns and goes to standard output, for every command and in every form" {
    local widths=0
    for command in "" $(commands); do
        for form in "help $command" "$command --help" "$command -h"; do
            # shellcheck disable=SC2086 # words are meant
            exits 0 "$DETENTE" $form
            is "$stderr" ""
            [ -n "$output" ] || fail "no help: $form"
            widths=$(printf '%s\n' "$output" | widest)
            [ "$widths" -le 80 ] || fail "$widths columns: $form"
        done
    done
}

@test "the help of a command names itself, its usage and an example that begins with detente" {
    for command in decide explain plan check test new help version; do
        exits 0 "$DETENTE" help "$command"
        holds "Usage: detente $command"
        holds "  detente $command"
    done
}

@test "the exit codes of docs/deal.md stand in the help of decide" {
    exits 0 "$DETENTE" help decide
    for code in 0 1 2 3 4 70; do
        [[ $output =~ (^|[^0-9])${code}[^0-9] ]] || fail "exit code $code is not explained"
    done
}

@test "every option of the help is taken with and without =" {
    exits 0 "$DETENTE" --help
    for option in --regime --road --as-of --assume --why-not --input --json --csv --color --width --summary --quiet; do
        holds "$option"
    done
}

@test "version" {
    exits 0 "$DETENTE" version
    [[ $output =~ ^detente\ [0-9]+\.[0-9]+\.[0-9]+ ]]
    local text=$output
    exits 0 "$DETENTE" --version
    is "$output" "$text"
    is "$stderr" ""
}

@test "wrong usage: at most three lines on standard error, none on standard output, exit 2" {
    for words in decide explain plan new test "plan diff" "plan diff roads/jin-2025.road" "new deal" "new thing import" \
        "help nothing" "nothing" "decide --nothing" "decide -x" "--regime" "decide --width" "check a b" "decide a b c"; do
        # shellcheck disable=SC2086 # words are meant
        exits 2 "$DETENTE" $words
        is "$output" ""
        [ -n "$stderr" ] || fail "nothing said: $words"
        [ "$(printf '%s\n' "$stderr" | wc -l)" -le 3 ] || fail "long: $words: $stderr"
    done
}

@test "a word too many is wrong usage" {
    for words in "version x" "plan diff roads/jin-2025.road examples/inter-korean.jsonl x" "new deal import x" \
        "explain examples/situations.jsonl coal-rajin x"; do
        # shellcheck disable=SC2086 # words are meant
        exits 2 "$DETENTE" $words
        is "$output" ""
    done
}

@test "an unknown command or option names the nearest one, and runs nothing" {
    exits 2 "$DETENTE" decid "$S"
    holds decide "$stderr"
    is "$output" ""
    exits 2 "$DETENTE" explian "$S"
    holds explain "$stderr"
    exits 2 "$DETENTE" decide --jsno "$S"
    holds --json "$stderr"
    is "$output" ""
    exits 2 "$DETENTE" decide --colour=always "$S"
    holds --color "$stderr"
    exits 2 "$DETENTE" help decid
    holds decide "$stderr"
    exits 2 "$DETENTE" new deal imprt
    holds import "$stderr"
    exits 2 "$DETENTE" plan dif roads/jin-2025.road examples/inter-korean.jsonl
    holds diff "$stderr"
}

@test "an option of another command is not taken in silence" {
    exits 2 "$DETENTE" decide "$S" --csv
    holds --csv "$stderr"
    exits 2 "$DETENTE" decide "$S" --summary
    exits 2 "$DETENTE" check --why-not UN.coal
}

@test "a diagnostic's code has a page" {
    exits 0 "$DETENTE" help E0210
    holds E0210
    [ "$(printf '%s\n' "$output" | widest)" -le 80 ]
    exits 2 "$DETENTE" help E9999
}
