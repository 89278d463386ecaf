#!/usr/bin/env bats
# Deals as CSV (docs/deal.md, section 14): the same answers as JSON Lines, every error with its place, what spreadsheets do to data, and
# files that mean harm.
#
# shellcheck disable=SC2154,SC2016,SC1003 # stderr: of run --separate-stderr; back quotes of messages are meant

load common

setup()
{
    common_setup
    HEAD='id,on,purposes,activity,dispatch,destination,goods.hs,goods.made_in,buyer.country,seller.country'
    ROW='2026-06-01,commercial,import,KP,CN,270111,KP,CN,KP'
}

# lines LINE ... : the file $T/deals.csv
lines()
{
    printf '%s\n' "$@" >"$T/deals.csv"
}

# decide COLUMNS CELLS: a deal in coal with these columns more
with()
{
    lines "$HEAD,$1" "a,$ROW,$2"
}

# refused PLACE WORDS [HELP]: the last row cannot be used
refused()
{
    exits 3 "$DETENTE" decide "$T/deals.csv" --json
    holds "$T/deals.csv:$1: $2" "$stderr"
    holds "${3-}" "$stderr"
    is "$output" ""
}

# no_header WORDS HELP: no row is read
no_header()
{
    exits 2 "$DETENTE" decide "$T/deals.csv" --json
    holds "$T/deals.csv:1: $1" "$stderr"
    holds "$2" "$stderr"
    is "$output" ""
    is "$(grep -c "^$T" <<<"$stderr")" 1
}

# ---- the same answers ----

@test "deals of the situations give byte for byte the answers of JSON Lines" {
    local n=0
    while IFS= read -r line; do
        printf '%s\n' "$line" >"$T/deal.jsonl"
        jq -r -f tests/cli/csv.jq "$T/deal.jsonl" >"$T/deal.csv"
        [ -s "$T/deal.csv" ] || continue
        n=$((n + 1))
        "$DETENTE" decide "$T/deal.jsonl" --json >"$T/a" && a=0 || a=$?
        "$DETENTE" decide "$T/deal.csv" --json >"$T/b" && b=0 || b=$?
        is "$b" "$a"
        cmp "$T/a" "$T/b"
    done <"$S"
    [ "$n" -ge 12 ] || fail "only $n deals fit"
}

@test "with semicolons, CRLF, CR, a byte-order mark, quotes around all, no last line end: the same bytes" {
    "$DETENTE" decide examples/orders.csv --json >"$T/plain" || [ $? = 1 ]
    [ -s "$T/plain" ]
    tr ',' ';' <examples/orders.csv >"$T/semicolons.csv"
    sed 's/$/\r/' examples/orders.csv >"$T/crlf.csv"
    tr '\n' '\r' <examples/orders.csv >"$T/cr.csv"
    { printf '\357\273\277'; cat examples/orders.csv; } >"$T/mark.csv"
    sed 's/,/","/g; s/^/"/; s/$/"/' examples/orders.csv >"$T/quoted.csv"
    { printf '\357\273\277'; sed 's/,/";"/g; s/^/"/; s/$/"\r/' examples/orders.csv; } >"$T/excel.csv"
    printf '%s' "$(cat examples/orders.csv)" >"$T/cut.csv"
    sed 's/,/ ,  /g' examples/orders.csv >"$T/blanks.CSV"
    sed 's/$/\n\n   /' examples/orders.csv >"$T/gaps.csv"
    { cat examples/orders.csv; head -n 1 examples/orders.csv | tr -cd ',\n'; } >"$T/empty-row.csv"
    for file in semicolons.csv crlf.csv cr.csv mark.csv quoted.csv excel.csv cut.csv blanks.CSV gaps.csv empty-row.csv; do
        "$DETENTE" decide "$T/$file" --json >"$T/out" 2>"$T/err" || [ $? = 1 ]
        cmp "$T/plain" "$T/out" || fail "$file: $(cat "$T/err")"
        is "$(cat "$T/err")" ""
    done
}

@test "standard input with --input csv; a .csv that is JSON Lines with --input json; anything else is wrong" {
    "$DETENTE" decide examples/orders.csv --json >"$T/file" || [ $? = 1 ]
    "$DETENTE" decide - --input csv --json <examples/orders.csv >"$T/stdin" || [ $? = 1 ]
    cmp "$T/file" "$T/stdin"
    deal coal-carrier >"$T/deals.csv"
    exits 1 "$DETENTE" decide "$T/deals.csv" --input=json
    exits 2 "$DETENTE" decide "$T/deals.csv"
    holds "--input json" "$stderr"
    exits 2 "$DETENTE" decide "$S" --input xml
    holds "json or csv" "$stderr"
    exits 2 "$DETENTE" check --input csv
}

@test "explain finds a row by its id, or takes the first" {
    exits 1 "$DETENTE" explain examples/orders.csv squid
    holds UN.seafood
    exits 1 "$DETENTE" explain examples/orders.csv
    holds UN.coal
    exits 2 "$DETENTE" explain examples/orders.csv squids
    holds "did you mean \`squid\`" "$stderr"
    lines "$HEAD" "a,$ROW" "b,2026-06-01,commercial,import,KP,CN,30743,KP,CN,KP"
    exits 2 "$DETENTE" explain "$T/deals.csv" b
    holds "$T/deals.csv:3: column goods.hs" "$stderr"
}

@test "plan diff reads CSV: the stages of JSON Lines, errors by line and column, --csv is what it prints" {
    head -n 2 examples/orders.csv >"$T/deals.csv"
    jq -nc '{id: "anthracite", on: "2026-06-01", asker: "CN", for: ["UN"], activity: "import", dispatch: "KP", destination: "CN",
        route: [], goods: [{hs: "270111", quantity: 1000, unit: "t", made_in: "KP", contains: []}], parties: [
        {role: "buyer", country: "CN", kind: ["body"], clear: true}, {role: "seller", country: "KP", kind: ["body"], clear: true}],
        purposes: ["commercial"], notices: [], findings: []}' >"$T/deals.jsonl"
    for how in --json --csv --quiet; do
        "$DETENTE" plan diff roads/jin-2025.road "$T/deals.jsonl" $how >"$T/a"
        "$DETENTE" plan diff roads/jin-2025.road "$T/deals.csv" $how >"$T/b"
        cmp "$T/a" "$T/b"
        [ -s "$T/a" ]
    done
    lines "$HEAD" "a,$ROW" "b,2026-06-01,commercial,import,KPP,CN,270111,KP,CN,KP" "c,2026-06-01,commercial,import,KP,CN,30743,KP,CN,KP" "d,e"
    exits 3 "$DETENTE" plan diff roads/jin-2025.road "$T/deals.csv" --json
    holds "$T/deals.csv:3: column dispatch: \"KPP\" is not a country" "$stderr"
    holds "$T/deals.csv:4: column goods.hs" "$stderr"
    holds "$T/deals.csv:5: 2 cells" "$stderr"
    lines 'id,vesel.flag' 'a,KP'
    exits 2 "$DETENTE" plan diff roads/jin-2025.road "$T/deals.csv"
    holds 'did you mean `vessel.flag`' "$stderr"
}

# ---- what is unknown ----

@test "an empty cell is an unknown fact, [] says none" {
    sed '1p;/^rice/!d' examples/orders.csv >"$T/deals.csv"
    exits 0 "$DETENTE" decide "$T/deals.csv" --json
    is "$(jq -r .verdict <<<"$output")" permitted
    is "$(jq -c '[.taken_as_given[] | select(.what == "no-findings")] | length' <<<"$output")" 1
    sed -i '2s/\[\]$//' "$T/deals.csv"
    exits 4 "$DETENTE" decide "$T/deals.csv" --json
    holds /findings "$(jq -c '[.jurisdictions.UN.legs[].missing[]] | unique' <<<"$output")"
}

@test "who else takes part is unknown unless parties_complete says it" {
    sed '1p;/^rice/!d' examples/orders.csv >"$T/deals.csv"
    for said in '' FALSE; do
        sed "2s/TRUE,TRUE,food/TRUE,$said,food/" "$T/deals.csv" >"$T/one.csv"
        exits 4 "$DETENTE" decide "$T/one.csv" --json
    done
    # the cells of a vessel that are empty are not a deal without a vessel
    sed '1s/$/,vessel.flag/; 2s/$/,/; 2s/TRUE,TRUE,food/TRUE,,food/' "$T/deals.csv" >"$T/one.csv"
    exits 4 "$DETENTE" decide "$T/one.csv" --json
}

@test "a row without an id is called by its line; an id twice is told" {
    lines "$(cut -d, -f2- <<<"$HEAD"),buyer.name" "$ROW,\"two
lines\"" "$ROW,x"
    exits 1 "$DETENTE" decide "$T/deals.csv" --json
    is "$(jq -r .id <<<"$output" | xargs)" "2 4"
    lines "$HEAD" "a,$ROW" "a,$ROW"
    exits 1 "$DETENTE" decide "$T/deals.csv" --json
    holds "$T/deals.csv:3: warning: the id \`a\`" "$stderr"
}

# ---- the header ----

@test "an unknown column ends the run before any row is read, with the nearest known one" {
    while IFS='|' read -r column help; do
        lines "$HEAD,$column" "a,$ROW,x" "b,$ROW,x"
        no_header "column 11: \`$column\`" "$help"
    done <<'EOF'
vesel.flag|did you mean `vessel.flag`?
Vessel Flag|did you mean `vessel.flag`?
destinationn|did you mean `destination`?
goods.made-in|did you mean `goods.made_in`?
hs|write `goods.hs`
country|with the role: `buyer.country`
judged.knowin|did you mean `knowing`?
buyer2.country|JSON Lines
goods.0.hs|JSON Lines
parties.1.country|JSON Lines
buyer.role|the role stands before the dot
vessel.ids|`vessel.ids.imo`
goods|`goods.hs`
judged|say which
used.UN.coal-cap|used.CAP.UNIT
approvals_complete|leave this out
nobody.country|roles:
EOF
}

@test "a column twice, also in other words; a column without a name; too many; both separators; tabs" {
    lines "$HEAD,buyer.country" "a,$ROW,x"
    no_header 'column 11: `buyer.country` is column 9 already' 'JSON Lines'
    lines "$HEAD,judged.programme-revenue,judged.programme_revenue" "a,$ROW,x"
    no_header 'column 12: `judged.programme_revenue` says what column 11' ''
    lines "$HEAD,buyer.owned_by_listed,buyer.owned_by_listed.UN" "a,$ROW,x"
    no_header 'column 12: `buyer.owned_by_listed.UN` says what column 11' ''
    lines "$HEAD," "a,$ROW,"
    no_header 'column 11 has no name' 'empty columns'
    lines "$HEAD;step" "a,$ROW"
    no_header 'column 10: `seller.country;step`' 'throughout'
    lines "$(tr ',' '\t' <<<"$HEAD")" "$(tr ',' '\t' <<<"a,$ROW")"
    no_header 'column 1: ' 'tabs'
    lines "$(seq -s, 1 501)" "$(seq -s, 1 501)"
    no_header '501 columns; at most 500' ''
    lines "$HEAD,$(seq -s, -f 'buyer.ids.x%g' 1 245),$(seq -s, -f 'seller.ids.x%g' 1 245)" "a,$ROW,$(seq -s, 1 490)"
    exits 1 "$DETENTE" decide "$T/deals.csv" --json
    lines "$HEAD,$(seq -s, -f 'buyer.ids.x%g' 1 257)" "a,$ROW,$(seq -s, 1 257)"
    refused 2 'column buyer.ids: 257 entries'
    printf 'id,on\xe9\na,b\n' >"$T/deals.csv"
    no_header 'column 2: byte 0xE9' UTF-8
    printf '\xff\xfei\0d\0' >"$T/deals.csv"
    no_header 'the file is UTF-16' UTF-8
}

# ---- rows ----

@test "more or fewer cells than the header, a bad value, bytes that are not UTF-8, a NUL: told with place, skipped" {
    lines "$HEAD,buyer.name" "a,$ROW" "b,$ROW,x,y" "c,$ROW,\"two
lines\",y" "d,2026-06-31,commercial,import,KP,CN,270111,KP,CN,KP,x" "e,$ROW,caf" "f,$ROW,good"
    sed -i 's/caf$/caf\xe9/' "$T/deals.csv"
    printf 'g,%s,n\0l\n' "$ROW" >>"$T/deals.csv"
    exits 3 "$DETENTE" decide "$T/deals.csv" --json
    is "$(jq -r .id <<<"$output")" f
    holds "$T/deals.csv:2: 10 cells; the header has 11" "$stderr"
    holds "$T/deals.csv:3: 12 cells" "$stderr"
    holds "$T/deals.csv:4: 12 cells" "$stderr"
    holds "$T/deals.csv:6: column on: \"2026-06-31\" is not a day" "$stderr"
    holds "$T/deals.csv:7: column buyer.name: byte 0xE9 is not UTF-8" "$stderr"
    holds "$T/deals.csv:9: column buyer.name: a NUL character" "$stderr"
    is "$(grep -c "^$T" <<<"$stderr")" 6
}

@test "errors of the reader name the column" {
    with vessel.flag,seller.name PA,x
    exits 1 "$DETENTE" decide "$T/deals.csv"
    with vessel.flag P
    refused 2 'column vessel.flag: "P" is not a country'
    with buyer.clear FALSE
    refused 2 'column buyer.clear: `clear` is true or left out' 'leave it out'
    with step nothing
    refused 2 'column step: "nothing" is not a conduct'
    with goods.quantity 10
    refused 2 'column goods.quantity: a quantity without `unit`' 'give `unit`'
    with buyer.kind corpse
    refused 2 'column buyer.kind: "corpse"'
    with judged.knowing,within_cap.UN.refined-cap 1,
    refused 2 'column judged.knowing: "1" is not true or false' 'empty cell is unknown'
    lines 'id,activity' 'a,import'
    refused 2 'column on: no day of conduct' 'as-of'
}

@test "at most 20 rows that cannot be used are printed" {
    lines "$HEAD" "$(times 30 'a,b')"
    exits 3 "$DETENTE" decide "$T/deals.csv"
    is "$(grep -c '2 cells' <<<"$stderr")" 20
    holds 'and 10 more' "$stderr"
    exits 3 "$DETENTE" plan diff roads/jin-2025.road "$T/deals.csv"
    is "$(grep -c '2 cells' <<<"$stderr")" 20
    holds 'and 10 more' "$stderr"
}

@test "several values are not for CSV, and the error points to JSON Lines" {
    for value in '"CN,RU"' 'CN;RU' 'CN RU' 'CN|RU' 'CN/RU' '"[""CN""]"' '"CN
RU"'; do
        with route "$value"
        refused 2 'column route: ' 'JSON Lines'
    done
    for column in notices approvals events seller.listed; do
        with $column '[]'
        exits 1 "$DETENTE" decide "$T/deals.csv"
        with $column 'UN'
        refused 2 "column $column: \"UN\" is for JSON Lines" 'none'
    done
    with findings luxury-good
    exits 1 "$DETENTE" decide "$T/deals.csv"
}

# ---- what spreadsheets do to data ----

@test "an HS code whose first zero was eaten is never another code" {
    # squid of 0307 is prohibited; chapter 30 is medicine
    for hs in 30743 3 307430000 10063; do
        lines "$HEAD" "a,2026-06-01,commercial,import,KP,CN,$hs,KP,CN,KP"
        refused 2 "column goods.hs: \"$hs\" has an odd number of digits" 'first zero'
    done
    for hs in 2.7E+05 270111.0 2701.11 "'030743" '27 01 11'; do
        lines "$HEAD" "a,2026-06-01,commercial,import,KP,CN,$hs,KP,CN,KP"
        refused 2 'column goods.hs: '
    done
    lines "$HEAD" "a,2026-06-01,commercial,import,KP,CN,030743,KP,CN,KP"
    exits 1 "$DETENTE" decide "$T/deals.csv" --json
    [[ $output == *UN.seafood* ]]
}

@test "numbers with thousands, decimal commas and powers are refused; decimals stay as written" {
    for number in '"1,000"' '"65000,50"' '1.000' '65.000' '"1.000,00"' '1E+06' "1'000" '-5' '1 000' '$5'; do
        with goods.quantity,goods.unit "$number,t"
        refused 2 'column goods.quantity: '
    done
    sed -i 's/,/;/g' "$T/deals.csv"
    for number in 1000 1000.0 0.500 342.9 12.3450 1000.000; do
        with goods.quantity,goods.unit "$number,t"
        exits 1 "$DETENTE" decide "$T/deals.csv"
    done
}

@test "days of a spreadsheet, errors of formulas and numbers for identifiers are refused" {
    for day in 01/06/2026 01.06.2026 46174 2026-6-1 '2026-06-01 00:00'; do
        lines "$HEAD" "a,$day,commercial,import,KP,CN,270111,KP,CN,KP"
        refused 2 'column on: '
    done
    for error in '#N/A' '#REF!' '#NAME?' '#VALUE!' '#DIV/0!'; do
        with buyer.name "$error"
        refused 2 'column buyer.name: ' 'formula'
    done
    for id in 9.13568E+06 9135678.0 '"9,135,678"' '9 135 678'; do
        with vessel.ids.imo "$id"
        refused 2 'column vessel.ids.imo: ' 'as text'
    done
    with vessel.ids.imo 9135678
    exits 1 "$DETENTE" decide "$T/deals.csv"
}

@test "true and false as Excel and people write them" {
    for yes in TRUE true True yes YES; do
        with buyer.clear,judged.knowing "$yes,no"
        exits 1 "$DETENTE" decide "$T/deals.csv" --json
    done
    for other in 1 0 WAHR ja t y; do
        with written "$other"
        refused 2 'column written: '
    done
}

# ---- attacks ----

@test "nothing to read: an empty file, a mark alone, blank lines, a header alone" {
    : >"$T/deals.csv"
    exits 2 "$DETENTE" decide "$T/deals.csv"
    holds 'no deal in' "$stderr"
    printf '\357\273\277' >"$T/deals.csv"
    exits 2 "$DETENTE" decide "$T/deals.csv"
    printf '\n\r\n  \n' >"$T/deals.csv"
    exits 2 "$DETENTE" decide "$T/deals.csv"
    lines "$HEAD"
    exits 2 "$DETENTE" decide "$T/deals.csv"
    holds 'no deal in' "$stderr"
    exits 2 "$DETENTE" explain "$T/deals.csv"
    exits 2 "$DETENTE" plan diff roads/jin-2025.road "$T/deals.csv"
    printf '\0\0\0' >"$T/deals.csv"
    exits 2 "$DETENTE" decide "$T/deals.csv"
    printf '"' >"$T/deals.csv"
    exits 2 "$DETENTE" decide "$T/deals.csv"
    holds 'never closed' "$stderr"
}

@test "a row of more than 1 MiB is refused, one of 1 MiB is not too big, the next is read" {
    local long
    { echo "$HEAD,buyer.name"; printf 'a,%s,' "$ROW"; head -c 1048576 /dev/zero | tr '\0' x; echo; echo "b,$ROW,x"; } >"$T/deals.csv"
    exits 3 "$DETENTE" decide "$T/deals.csv" --json
    holds "$T/deals.csv:2: a row of" "$stderr"
    holds '1048576' "$stderr"
    is "$(jq -r .id <<<"$output")" b
    long=$((1048576 - 4 - ${#ROW}))
    { echo "$HEAD,buyer.name"; printf 'a,%s,' "$ROW"; head -c "$long" /dev/zero | tr '\0' x; echo; } >"$T/deals.csv"
    exits 3 "$DETENTE" decide "$T/deals.csv" --json
    holds "$T/deals.csv:2: a deal of" "$stderr"
    { echo "$HEAD,buyer.name"; printf 'a,%s,' "$ROW"; head -c 1000000 /dev/zero | tr '\0' x; echo; } >"$T/deals.csv"
    exits 1 "$DETENTE" decide "$T/deals.csv" --json
    # cells without end
    { echo "$HEAD"; head -c 3000000 /dev/zero | tr '\0' ','; echo; head -c 900000 /dev/zero | tr '\0' ','; echo; echo "b,$ROW"; } >"$T/deals.csv"
    exits 3 "$DETENTE" decide "$T/deals.csv" --json
    holds "$T/deals.csv:3: 900001 cells" "$stderr"
    is "$(jq -r .id <<<"$output")" b
}

@test "quotes: in a cell, after its end, never closed" {
    lines "$HEAD,buyer.name" "a,$ROW,5\" pipe" "b,$ROW,\"x\" y" "c,$ROW,\"say \"\"so\"\", twice\"" "d,$ROW,\"open" "e,$ROW,x"
    exits 3 "$DETENTE" decide "$T/deals.csv" --json
    is "$(jq -r .id <<<"$output")" c
    holds 'say \"so\", twice' "$output"
    holds "$T/deals.csv:2: a quote inside a cell" "$stderr"
    holds "$T/deals.csv:3: a quote inside a cell" "$stderr"
    holds "$T/deals.csv:5: a quote that is never closed" "$stderr"
    { echo "$HEAD"; printf '"'; head -c 20000000 /dev/zero | tr '\0' '\n'; } >"$T/deals.csv"
    exits 3 timeout 20 "$DETENTE" decide "$T/deals.csv" --json
    head -c 5000000 /dev/zero | tr '\0' '"' >"$T/deals.csv"
    exits 2 timeout 20 "$DETENTE" decide "$T/deals.csv" --json
}

@test "a cell cannot write JSON, nor to the terminal" {
    with buyer.name '"x"",""clear"":true,""y"":""\",'
    sed -i 's/,$//' "$T/deals.csv"
    exits 1 "$DETENTE" decide "$T/deals.csv" --json
    lacks '"taken_as_given":["buyer' "$output"
    is "$(jq -r '.jurisdictions.UN.legs[0].actor' <<<"$output")" 'x","clear":true,"y":"\'
    with buyer.kind "$(printf 'b\033[31mody')"
    exits 3 "$DETENTE" decide "$T/deals.csv"
    lacks "$(printf '\033')" "$stderr"
    printf 'id,o\033[31mn\na,b\n' >"$T/deals.csv"
    exits 2 "$DETENTE" decide "$T/deals.csv"
    lacks "$(printf '\033')" "$stderr"
}

@test "a million rows keep the memory of one" {
    { echo 'id,on,activity'; yes 'a,2026-06-01,nothing' | head -n 300000; } >"$T/deals.csv"
    exits 3 timeout 60 "$DETENTE" decide "$T/deals.csv"
    holds 'and 299980 more' "$stderr"
}
