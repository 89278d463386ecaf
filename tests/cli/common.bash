# What every .bats file here starts with: the root of the tree, the program, a folder of its own.
# Answers are read with jq (tools/setup installs it).
# shellcheck shell=bash disable=SC2034,SC2154 # what tests use; what bats sets
bats_require_minimum_version 1.5.0

common_setup()
{
    ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    cd "$ROOT" || return 1
    : "${DETENTE:=$ROOT/build/detente}"
    [ -x "$DETENTE" ] || fail "no program: $DETENTE"
    S=examples/situations.jsonl
    T=$BATS_TEST_TMPDIR
    unset NO_COLOR CLICOLOR_FORCE COLUMNS
    export DETENTE TERM=xterm
}

# The line of a situation: deal ID [FILE]
deal()
{
    grep "\"id\": *\"$1\"" "${2:-examples/situations.jsonl}"
}

# The situations, N times over, without their names: many N
many()
{
    sed 's/"id":"[^"]*",//' examples/situations.jsonl |
        awk -v n="$1" '{ line[NR] = $0 } END { for (i = 0; i < n; i++) for (k = 1; k <= NR; k++) print line[k] }'
}

# A line, N times: times N LINE (loops are slow under bats)
times()
{
    yes "$2" | head -n "$1"
}

# run, and stop with what was printed unless the exit code is this: exits CODE COMMAND ...
exits()
{
    local wanted=$1
    shift
    run --separate-stderr "$@"
    if [ "$status" != "$wanted" ]; then
        printf 'exit %s, not %s: %s\n' "$status" "$wanted" "$*"
        printf '%s\n' "$output" "$stderr" | head -n 20
        return 1
    fi
}

# fail MESSAGE
fail()
{
    printf '%s\n' "$*"
    return 1
}

# $output (or $2) holds these words
holds()
{
    local text=${2-$output}
    [[ $text == *"$1"* ]] || fail "not found: $1
in: $text"
}

lacks()
{
    local text=${2-$output}
    [[ $text != *"$1"* ]] || fail "found: $1
in: $text"
}

is()
{
    [ "$1" = "$2" ] || fail "\"$1\" is not \"$2\""
}

# Columns of the widest line of standard input.
widest()
{
    LC_ALL=C.UTF-8 wc -L
}

# differ FILE FILE
differ()
{
    if cmp -s "$1" "$2"; then
        fail "$1 and $2 are the same"
    fi
}
