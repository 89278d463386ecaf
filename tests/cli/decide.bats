#!/usr/bin/env bats
# decide: exit codes of docs/deal.md section 12, the table, the JSON of section 10, stages.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

setup()
{
    common_setup
}

# decide these situations from standard input
situations()
{
    for id in "$@"; do
        deal "$id"
    done | "$DETENTE" decide - --json
}

# ---- exit codes ----

@test "0: every deal is open (permitted, exempt, licensed)" {
    exits 0 situations rice-county iron-ore-2017 tb-medicine
    is "$(jq -r .verdict <<<"$output" | xargs)" "permitted exempt licensed"
}

@test "1: something is prohibited" {
    exits 1 situations rice-county coal-carrier
}

@test "1: something is licensable" {
    exits 1 situations rice-county restaurant
    is "$(jq -r .verdict <<<"$output" | tail -n 1)" licensable
}

@test "4: something is undetermined, nothing closed" {
    exits 4 situations rice-county coal-rajin
}

@test "1 comes before 4, in either order" {
    exits 1 situations coal-rajin coal-carrier
    exits 1 situations coal-carrier coal-rajin
}

@test "3: a line could not be used, whatever the others say" {
    for others in rice-county coal-rajin coal-carrier; do
        { echo '{"id": "bad", "actixity": "import"}'; deal $others; } >"$T/deals.jsonl"
        exits 3 "$DETENTE" decide "$T/deals.jsonl"
        { deal $others; echo '{"id": "bad", "actixity": "import"}'; } >"$T/deals.jsonl"
        exits 3 "$DETENTE" decide "$T/deals.jsonl"
    done
}

@test "3: no line could be used" {
    echo '{"actixity": 1}' >"$T/deals.jsonl"
    exits 3 "$DETENTE" decide "$T/deals.jsonl"
}

@test "2: nothing readable" {
    exits 2 "$DETENTE" decide "$T/none.jsonl"
    holds none.jsonl "$stderr"
    exits 2 "$DETENTE" decide "$T"
    : >"$T/empty.jsonl"
    exits 2 "$DETENTE" decide "$T/empty.jsonl"
    printf '\n   \n\n' >"$T/blank.jsonl"
    exits 2 "$DETENTE" decide "$T/blank.jsonl"
    exits 2 "$DETENTE" decide - </dev/null
    is "$output" ""
}

@test "2: a file that may not be read" {
    cp "$S" "$T/closed.jsonl"
    chmod 0 "$T/closed.jsonl"
    [ ! -r "$T/closed.jsonl" ] || skip "root reads everything"
    exits 2 "$DETENTE" decide "$T/closed.jsonl"
    holds closed.jsonl "$stderr"
}

@test "2: law that cannot be read decides nothing" {
    mkdir "$T/law"
    exits 2 "$DETENTE" decide "$S" --regime "$T/law"
    is "$output" ""
    exits 2 "$DETENTE" decide "$S" --regime "$T/none"
    exits 2 "$DETENTE" decide "$S" --regime nothing
    exits 2 "$DETENTE" decide "$S" --road "$T/none.road"
    echo 'roadmap broken "x" {' >"$T/broken.road"
    exits 2 "$DETENTE" decide "$S" --road "$T/broken.road"
    is "$output" ""
}

@test "2: options that are wrong for every deal are said once, and nothing is decided" {
    for bad in "--as-of 2026-13-01" "--as-of yesterday" "--as-of 2026-02-29" "--as-of=" "--assume nonsense"; do
        # shellcheck disable=SC2086 # words are meant
        exits 2 "$DETENTE" decide examples/undated.jsonl $bad
        is "$output" ""
        [ "$(grep -c . <<<"$stderr")" -le 3 ] || fail "said more than once: $stderr"
    done
}

# ---- days ----

@test "a deal without a day: --as-of, else an error with that remedy; never today" {
    head -n 1 examples/undated.jsonl >"$T/one.jsonl"
    exits 3 "$DETENTE" decide "$T/one.jsonl"
    holds --as-of "$stderr"
    exits 0 "$DETENTE" decide "$T/one.jsonl" --as-of 2015-06-01 --json
    is "$(jq -r '.on + " " + .as_of' <<<"$output")" "2015-06-01 2015-06-01"
}

@test "a deal's own day wins over --as-of" {
    deal iron-ore-2017 >"$T/one.jsonl"
    exits 0 "$DETENTE" decide "$T/one.jsonl" --as-of 2026-06-01 --json
    is "$(jq -r .on <<<"$output")" "$(jq -r .on "$T/one.jsonl")"
}

@test "a road's start is the day of deals without one" {
    exits 1 "$DETENTE" decide examples/inter-korean.jsonl --road roads/jin-2025.road --json
    is "$(jq -r .on <<<"$output" | sort -u)" 2026-06-01
    exits 1 "$DETENTE" decide examples/inter-korean.jsonl --road roads/jin-2025.road --as-of 2026-07-01 --json
    is "$(jq -r .on <<<"$output" | sort -u)" 2026-07-01
}

@test "the days at the edge of a measure: coal on 2016-03-01 and on 2016-03-02" {
    grep '"coal-commercial"' examples/undated.jsonl >"$T/one.jsonl"
    exits 0 "$DETENTE" decide "$T/one.jsonl" --as-of 2016-03-01
    exits 1 "$DETENTE" decide "$T/one.jsonl" --as-of 2016-03-02
}

# ---- the answer ----

@test "--json: one object a deal, in the order of the file, with the keys of docs/deal.md" {
    exits 1 "$DETENTE" decide "$S" --json
    is "$stderr" ""
    is "$(jq -r .id <<<"$output" | xargs)" "$(jq -r .id "$S" | xargs)"
    is "$(wc -l <<<"$output")" "$(grep -c . "$S")"
    for key in id on as_of known_at regime verdict at_least at_most jurisdictions not_encoded unreviewed taken_as_given not_asked proof; do
        is "$(jq -s "all(has(\"$key\"))" <<<"$output")" true
    done
    for key in leg activity actor role line binds verdict at_least at_most measures exemptions licences licensable_by missing \
        missing_exact open_law exposed duties assess states_expected; do
        jq -s -e "[.[].jurisdictions[] | select(.legs) | .legs[]] | all(has(\"$key\"))" <<<"$output" >"$T/said" ||
            fail "a leg without $key"
    done
    is "$(jq -r '.verdict, .at_least, .at_most' <<<"$output" | grep -vxE 'prohibited|undetermined|contested|licensable|licensed|exempt|permitted')" ""
}

@test "a deal's range is the worst of the orders that bind, and a word that fits it" {
    "$DETENTE" decide "$S" --json >"$T/answers" || [ $? = 1 ]
    # rank of a label; the verdict of a range
    jq -s -r '
        def rank: {"permitted": 0, "exempt": 1, "licensed": 2, "licensable": 3, "prohibited": 4}[.];
        .[] | . as $a
        | ([.jurisdictions[] | select(.binds and .encoded) | .at_most | rank] | max // 0) as $worst
        | (if (.at_least | rank) == (.at_most | rank) or (.at_most | rank) <= 2 then .at_most else "undetermined" end) as $word
        | select(($worst > (.at_most | rank)) or $word != .verdict)
        | .id' "$T/answers" >"$T/wrong"
    is "$(cat "$T/wrong")" ""
}

@test "what is undetermined names a missing fact, open law, or an order that is not encoded" {
    "$DETENTE" decide "$S" --json >"$T/answers" || [ $? = 1 ]
    jq -r 'select(.verdict == "undetermined")
        | select(([.jurisdictions[].legs[]? | (.missing + [.open_law[].item])[]] | length) == 0 and (.not_encoded | length) == 0) | .id' "$T/answers" >"$T/wrong"
    is "$(cat "$T/wrong")" ""
}

@test "what is prohibited names a measure whose hold stands in the proof with its provision and first day" {
    "$DETENTE" decide "$S" --json >"$T/answers" || [ $? = 1 ]
    jq -r 'select(.verdict == "prohibited")
        | select([.proof[].holds[] | select(.blocks == "true" and .measure and .in_force_since and (.under | length) > 0)] | length == 0) | .id' "$T/answers" >"$T/wrong"
    is "$(cat "$T/wrong")" ""
    # each measure that a leg names is in the proof of that leg and order
    jq -r '. as $a | .jurisdictions | to_entries[] | .key as $j | .value.legs[]? | .leg as $n | .measures[] as $m
        | select([$a.proof[] | select(.leg == $n and .jurisdiction == $j) | .holds[].measure] | index($m) | not)
        | $a.id + " " + $m' "$T/answers" >"$T/wrong"
    is "$(cat "$T/wrong")" ""
}

@test "pointers of missing facts lead to where the fact would be written" {
    "$DETENTE" decide "$S" --json >"$T/answers" || [ $? = 1 ]
    jq -r '.jurisdictions[].legs[]?.missing[]' "$T/answers" | sort -u >"$T/pointers"
    is "$(grep -vE '^/(dispatch|destination|route|place|goods|purposes|amount|currency|cleared_in|contract|written|notices|findings|events|step|(goods|parties)/[0-9]+/[a-z_]+|judged/[a-z0-9_]+|within_cap/[A-Za-z0-9._]+)$' "$T/pointers")" ""
}

@test "a missing fact, given, decides: foreign coal with its notice, and without" {
    deal coal-rajin | jq -c '.notices = []' >"$T/none.jsonl"
    exits 1 "$DETENTE" decide "$T/none.jsonl"
    deal coal-rajin | jq -c '.notices = [{"by": "RU", "to": "UN.c1718", "about": "UN.coal", "on": "2026-05-01", "objected": false}]' >"$T/given.jsonl"
    exits 0 "$DETENTE" decide "$T/given.jsonl" --json
    is "$(jq -r .verdict <<<"$output")" exempt
    deal coal-rajin | jq -c '.notices = [{"by": "RU", "to": "UN.c1718", "about": "UN.coal", "on": "2026-06-02", "objected": false}]' >"$T/late.jsonl"
    exits 1 "$DETENTE" decide "$T/late.jsonl"
    deal coal-rajin | jq -c '.notices = [{"by": "CN", "to": "UN.c1718", "about": "UN.coal", "on": "2026-05-01", "objected": false}]' >"$T/other.jsonl"
    exits 1 "$DETENTE" decide "$T/other.jsonl"
}

@test "an order asked for that is not encoded makes the answer undetermined; elsewhere it is only printed" {
    deal rice-county | jq -c '.for = ["UN", "CN"]' >"$T/one.jsonl"
    exits 4 "$DETENTE" decide "$T/one.jsonl" --json
    is "$(jq -r '.verdict + " " + (.not_encoded | join(","))' <<<"$output")" "undetermined CN"
    deal rice-county | jq -c '.for = ["UN"]' >"$T/one.jsonl"
    exits 0 "$DETENTE" decide "$T/one.jsonl" --json
    is "$(jq -r '.verdict + " " + (.not_encoded | join(","))' <<<"$output")" "permitted CN"
    deal rice-county | jq -c '.for = ["UN", "KP"]' >"$T/one.jsonl"
    exits 4 "$DETENTE" decide "$T/one.jsonl" --json
    deal rice-county | jq -c '.for = ["UN", "JP"]' >"$T/one.jsonl"
    exits 4 "$DETENTE" decide "$T/one.jsonl" --json
}

@test "incomplete lists leave the answer open: goods, parties" {
    deal rice-county | jq -c '.parties_complete = false' >"$T/one.jsonl"
    exits 4 "$DETENTE" decide "$T/one.jsonl"
    deal rice-county | jq -c '.goods_complete = false' >"$T/one.jsonl"
    exits 4 "$DETENTE" decide "$T/one.jsonl"
}

@test "an approval frees only what it names: nothing in particular, an empty holder, somebody else, another day free nothing" {
    while read -r approval; do
        deal restaurant | jq -c --argjson a "$approval" '.approvals = [$a]' >"$T/one.jsonl"
        run --separate-stderr "$DETENTE" decide "$T/one.jsonl"
        [[ $status == [13] ]] || fail "exit $status: $approval"
    done <<'X'
{"by": "UN.c1718", "about": "UN.2375 para"}
{"by": "UN.c1718", "about": "UN.2375 para 1"}
{"by": "UN.c1718", "about": "UN.2375 para 180"}
{"by": "UN.c1718", "about": "UN.2397 para"}
{"by": "UN.c1718", "about": "UN.coal"}
{"by": "UN.c1718", "about": "UN"}
{"by": "UN.c1718", "about": ""}
{"by": "UN.c1718"}
{"by": "UN.c1718", "about": "UN.2375 para 18", "holder": ""}
{"by": "UN.c1718", "about": "UN.2375 para 18", "holder": "Somebody else"}
{"by": "UN.c1718", "about": "UN.2375 para 18", "until": "2018-01-31"}
{"by": "UN.c1718", "about": "UN.2375 para 18", "from": "2018-02-02"}
{"by": "US.ofac", "about": "UN.2375 para 18"}
{"by": "KP", "about": "UN.2375 para 18"}
X
    deal restaurant | jq -c '.approvals = [{"by": "UN.c1718", "about": "UN.2375 para 18"}]' >"$T/one.jsonl"
    exits 0 "$DETENTE" decide "$T/one.jsonl"
}

@test "foreign coal through a port of the North is through the North, whichever port" {
    for route in '["KP"]' '["port:KPRAS"]' '["port:KPWON"]' '["CN", "port:KPNAM"]' '"port:KPWON"'; do
        deal coal-rajin | jq -c --argjson route "$route" '.dispatch = "RU" | .notices = [] | .route = $route' >"$T/one.jsonl"
        exits 1 "$DETENTE" decide "$T/one.jsonl"
    done
    for route in '[]' '["port:CNDAL"]' '["RU"]'; do
        deal coal-rajin | jq -c --argjson route "$route" '.dispatch = "RU" | .notices = [] | .route = $route' >"$T/one.jsonl"
        exits 0 "$DETENTE" decide "$T/one.jsonl"
    done
}

@test "an export without any goods is not cleared" {
    deal rice-county | jq -c '.goods = []' >"$T/one.jsonl"
    run "$DETENTE" decide "$T/one.jsonl"
    [[ $status == [134] ]] || fail "exit $status"
}

@test "a deal without an activity asks nothing, and is not cleared" {
    echo '{"id": "nothing", "on": "2026-06-01"}' >"$T/one.jsonl"
    exits 4 "$DETENTE" decide "$T/one.jsonl"
}

@test "a deal without an id goes by its line" {
    { echo; deal rice-county | jq -c 'del(.id)'; } >"$T/one.jsonl"
    exits 0 "$DETENTE" decide "$T/one.jsonl" --json
    is "$(jq -r '.id' <<<"$output")" 2
}

# ---- the table ----

@test "the table: one line a deal, the day, the regime, the sum, the legend" {
    exits 1 "$DETENTE" decide "$S"
    is "$stderr" ""
    for id in $(jq -r .id "$S"); do
        is "$(grep -c "^$id " <<<"$output")" 1
    done
    holds "regime dprk"
    holds "24 deals: "
    holds "X prohibited"
    lacks $'\e'
    "$DETENTE" decide "$S" --json >"$T/answers" || [ $? = 1 ]
    for word in prohibited licensable undetermined; do
        local n
        n=$(jq -r "select(.verdict == \"$word\") | .id" "$T/answers" | grep -c .) || true
        [ "$n" = 0 ] || holds "$n $word"
    done
}

@test "the table's signs are the verdicts of the JSON" {
    local LC_ALL=C.UTF-8 head line before
    "$DETENTE" decide "$S" --width 200 >"$T/table" || [ $? = 1 ]
    "$DETENTE" decide "$S" --json >"$T/answers" || [ $? = 1 ]
    jq -r '. as $a | {"prohibited": "X", "licensable": "L", "undetermined": "?", "contested": "~", "licensed": "=", "exempt": "E", "permitted": "-"} as $signs
        | .id + " " + $signs[.jurisdictions.UN.verdict]' "$T/answers" | while read -r id sign; do
        # the first column of signs after the description is UN
        head=$(grep "^deal " "$T/table")
        before=${head%%UN*}
        line=$(grep "^$id " "$T/table")
        is "$id ${line:${#before}:1}" "$id $sign"
    done
}

# ---- stages ----

@test "--road: the stages of each deal, lists as long as there are stages" {
    exits 1 "$DETENTE" decide examples/inter-korean.jsonl --road roads/jin-2025.road --json
    is "$(jq -s 'all(.stages.verdict | length == 6)' <<<"$output")" true
    is "$(jq -s 'all(.stages.verdict[0] == .verdict)' <<<"$output")" true
    is "$(jq -s 'all(. as $a | [range(0; 6) | select($a.stages.verdict[.] | . == "permitted" or . == "exempt" or . == "licensed")] == $a.stages.open_in)' <<<"$output")" true
}

@test "--road by name is the embedded road" {
    "$DETENTE" decide examples/inter-korean.jsonl --road roads/jin-2025.road --json >"$T/file" || [ $? = 1 ]
    "$DETENTE" decide examples/inter-korean.jsonl --road jin-2025 --json >"$T/name" || [ $? = 1 ]
    cmp "$T/file" "$T/name"
}

@test "--regime with the shipped folder gives the built-in answers" {
    "$DETENTE" decide "$S" --json >"$T/built-in" || [ $? = 1 ]
    "$DETENTE" decide "$S" --json --regime regimes/dprk >"$T/folder" || [ $? = 1 ]
    cmp "$T/built-in" "$T/folder"
}

@test "--walk gives the same answers" {
    "$DETENTE" decide "$S" --json >"$T/tables" || [ $? = 1 ]
    "$DETENTE" decide "$S" --json --walk >"$T/walk" || [ $? = 1 ]
    cmp "$T/tables" "$T/walk"
}

@test "--assume decides open law, and every answer says that it was assumed" {
    exits 1 "$DETENTE" decide examples/inter-korean.jsonl --as-of 2026-06-01 --json
    local open
    open=$(jq -r '[.jurisdictions[].legs[]?.open_law[].item][]' <<<"$output" | sort -u)
    holds KR.may24 "$open"
    grep '"sports-visit"' examples/inter-korean.jsonl >"$T/one.jsonl"
    exits 4 "$DETENTE" decide "$T/one.jsonl" --as-of 2026-06-01
    for truth in "" " ended"; do
        run --separate-stderr "$DETENTE" decide "$T/one.jsonl" --as-of 2026-06-01 --json --assume "KR.may24$truth"
        [ "$status" != 2 ] || continue # the words that are taken are those of docs/deal.md
        lacks '"open_law":[{' 
        holds KR.may24
    done
}
