#!/usr/bin/env bats
# plan report: one HTML file that needs nothing else; every deal, stage and act is in it; what comes from files stays text; -o writes all or nothing.
#
# shellcheck disable=SC2154 # stderr: of run --separate-stderr

load common

road=roads/jin-2025.road
projects=examples/inter-korean.jsonl

setup()
{
    common_setup
}

# The page as words: tags out, references resolved, blanks squeezed.
words()
{
    tr '\n' ' ' <"$1" | sed -e 's/<style>.*<\/style>//' -e 's/<[^>]*>//g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/"/g' -e "s/&#39;/'/g" -e 's/&amp;/\&/g' | tr -s ' '
}

# What is not well-formed in a page: tags that do not balance, ids that stand twice, links to nowhere.
faults()
{
    tr '\n' ' ' <"$1" | grep -o '<[^>]*>' | awk '
        /^<!/ || /\/>$/ { next }
        /^<\// { tag = substr($0, 3, length($0) - 3); if (open[depth] != tag) print "closes " tag ", open is " open[depth]; depth--; next }
        { tag = $1; gsub(/[<>]/, "", tag); open[++depth] = tag }
        END { if (depth != 0) print depth " tags are open" }'
    grep -o ' id="[^"]*"' "$1" | sort | uniq -d
    grep -o 'href="#[^"]*"' "$1" | sort -u | sed 's/href="#\(.*\)"/\1/' | while read -r id; do
        grep -q "id=\"$id\"" "$1" || echo "no place: $id"
    done
    if command -v xmllint >"$T/has"; then
        sed 1d "$1" | xmllint --noout - 2>&1
    fi
}

@test "the road's own deals, standard output: one page, well-formed, every link has its place" {
    exits 0 "$DETENTE" plan report $road
    is "$stderr" ""
    printf '%s\n' "$output" >"$T/page"
    is "$(head -c 15 "$T/page")" "<!DOCTYPE html>"
    holds '<html lang="en">'
    is "$(faults "$T/page")" ""
    "$DETENTE" plan report $road $projects >"$T/same"
    cmp "$T/page" "$T/same"
}

@test "every deal, stage, condition and act is named, and each verdict stands in the matrix as plan diff gives it" {
    "$DETENTE" plan report $road -o "$T/page.html"
    "$DETENTE" plan diff $road $projects --json >"$T/json"
    words "$T/page.html" >"$T/words"
    text=$(cat "$T/words")
    jq -r '.deals[].id, .stages[].title, .stages[].acts[].act, .stages[].promises[], .conditions[].title, .conditions[].verified, .demands[], .snapback, .hash' "$T/json" | tr '\t' ' ' | tr -s ' ' >"$T/wanted"
    while read -r line; do
        holds "$line" "$text"
    done <"$T/wanted"
    # the matrix, cell by cell
    tr '\n' ' ' <"$T/page.html" | grep -o '<table class="matrix">.*</table>' | sed 's/<\/tr>/\n/g' | grep '<td' |
        sed -e 's/.*<bdi>\([^<]*\)<\/bdi>/\1/' -e 's/<span class="say">\([^<]*\)<\/span>/|\1|/g' | while read -r row; do
        printf '%s %s\n' "${row%%<*}" "$(grep -o '|[a-z ,]*|' <<<"$row" | tr -d '|' | sed 's/,.*//' | xargs)"
    done >"$T/matrix"
    is "$(cat "$T/matrix")" "$(jq -r '.deals[] | .id + " " + (.verdict | join(" "))' "$T/json")"
}

@test "each masked act: what it changes, what still closes it and who could lift that, what exposure goes and stays" {
    "$DETENTE" plan report $road -o "$T/page.html"
    "$DETENTE" plan diff $road $projects --json >"$T/json"
    masked=$(words "$T/page.html" | sed 's/.*Masked relief, and what each act changes//; s/Deal by deal What closes.*//')
    is "$(grep -o 'Act [0-9.]*, masked' <<<"$masked" | wc -l)" "$(jq '[.stages[].acts[] | select(.status == "masked")] | length' "$T/json")"
    jq -r '.stages[].acts[] | select(.status == "masked") | .still_closed_by[] | .measure, .could_be_lifted_by, .may_be_allowed_by' "$T/json" | sort -u >"$T/wanted"
    jq -r '.stages[].acts[] | select(.status == "masked") | (.no_longer_exposed + .exposure_stays)[] | .consequence, .to' "$T/json" | sort -u >>"$T/wanted"
    while read -r line; do
        holds "$line" "$masked"
    done <"$T/wanted"
}

@test "each deal: all that closes it, with who could lift it, and all that it is exposed to" {
    "$DETENTE" plan report $road -o "$T/page.html"
    "$DETENTE" plan diff $road $projects --json >"$T/json"
    deals=$(words "$T/page.html" | sed 's/.*Deal by deal What closes//; s/What is undetermined, and why.*//')
    for id in $(jq -r '.deals[].id' "$T/json"); do
        one=$(tr '\n' ' ' <"$T/page.html" | sed 's/<section /\n<section /g' | grep "<h3><bdi>$id</bdi>" | sed 's/<[^>]*>//g')
        jq -r --arg id "$id" '.deals[] | select(.id == $id) | .blocked_by[].measure, .blocked_by[].could_be_lifted_by, .exposed_by[].consequence' "$T/json" | sort -u >"$T/wanted"
        while read -r line; do
            holds "$line" "$one"
        done <"$T/wanted"
        case $(jq -r --arg id "$id" '.deals[] | select(.id == $id) | .open_in | length' "$T/json") in
        0) holds "Open: at no stage" "$one" ;;
        *) lacks "Open: at no stage" "$one" ;;
        esac
    done
    holds "Judged on 2026-06-01" "$deals"
}

@test "what is undetermined is said with its reason; on 2026-07-01 the American emergency" {
    "$DETENTE" plan report $road --as-of 2026-07-01 >"$T/july"
    "$DETENTE" plan diff $road $projects --as-of 2026-07-01 --json >"$T/json"
    is "$(faults "$T/july")" ""
    open=$(words "$T/july" | sed 's/.*What is undetermined, and why//; s/Kept with the road, not checked yet.*//')
    holds US.em13466 "$open"
    jq -r '.open_law[] | .question, .verdicts[].deal, .exposures[].deal, .holds[].measure' "$T/json" | sort -u >"$T/wanted"
    while read -r line; do
        holds "$line" "$open"
    done <"$T/wanted"
    holds 2026-07-01 "$(cat "$T/july")"
}

@test "sources: the road's, its review, the hash, and for all law that is cited whether it is reviewed" {
    "$DETENTE" plan report $road -o "$T/page.html"
    sources=$(words "$T/page.html" | sed 's/.*Assumptions and sources//')
    holds "Jin Ui-rim, Korea Institute for Defense Analyses, December 2025" "$sources"
    holds "reviewed 2026-11-24" "$sources"
    holds "not reviewed" "$sources"
    "$DETENTE" plan diff $road $projects --json >"$T/json"
    jq -r '.hash, .deals[].blocked_by[].measure, .deals[].exposed_by[].consequence' "$T/json" | sort -u >"$T/wanted"
    while read -r line; do
        holds "$line" "$sources"
    done <"$T/wanted"
}

@test "nothing outside is needed: no script, no address, no font, no picture of another file" {
    "$DETENTE" plan report $road -o "$T/page.html"
    for word in "<script" "<link" "<iframe" "<img" "src=" "@import" "@font-face" "javascript:" "onload" "onclick" "https:"; do
        is "$word $(grep -ciF -- "$word" "$T/page.html")" "$word 0"
    done
    is "$(grep -oi 'url([^)]*)' "$T/page.html" | sort -u | xargs)" "url(#pl) url(#pu)"
    # the name of SVG is no address
    is "$(grep -o 'http:[^" ]*' "$T/page.html" | sort -u)" "http://www.w3.org/2000/svg"
}

@test "for all readers: language, headings in order, heads of tables, words for the picture and for each letter, both schemes, A4" {
    "$DETENTE" plan report $road -o "$T/page.html"
    page=$(cat "$T/page.html")
    holds 'name="viewport"' "$page"
    holds 'prefers-color-scheme:dark' "$page"
    holds '@media print' "$page"
    holds 'size:A4' "$page"
    # no heading skips a level
    is "$(grep -o '<h[1-6]' "$T/page.html" | tr -d '<h' | awk '$1 > last + 1 { print "h" $1 " after h" last } { last = $1 }')" ""
    is "$(grep -c '<h1' "$T/page.html")" 1
    is "$(grep -o '<th[ >][^>]*' "$T/page.html" | grep -vc 'scope="')" 0
    holds '<title id="picture-title">17 deals by stage' "$page"
    holds '<desc id="picture-text">Today: ' "$page"
    is "$(grep -o '<svg [^>]*' "$T/page.html" | grep -vc 'role="img" aria-labelledby="picture-title picture-text"')" 0
    is "$(grep -o '<td class="v [^>]*><span aria-hidden="true">[^<]*</span><span class="say">[a-z]' "$T/page.html" | wc -l)" "$(grep -o '<td class="v ' "$T/page.html" | wc -l)"
}

@test "what comes from files stays text: tags, quotes, references, control characters, marks of direction" {
    # shellcheck disable=SC2016 # for jq
    jq -c --slurp '.[0] | .id = "<script>alert(1)</script>\"'"'"'&amp;\u202e\u0007\u2066</section>"' $projects >"$T/deals.jsonl"
    sed -e 's/"Security Council"/"<img src=x onerror=alert(1)>"/' -e 's/"US-DPRK talks resume"/"<\/style><b>"/' \
        -e 's/source  "Jin/source  "<i>\&lt;Jin/' $road >"$T/hostile.road"
    exits 0 "$DETENTE" plan report "$T/hostile.road" "$T/deals.jsonl"
    printf '%s\n' "$output" >"$T/page"
    is "$(faults "$T/page")" ""
    for word in "<script" "<img" "</style><b>" "<i>"; do
        is "$word $(grep -ciF -- "$word" "$T/page")" "$word 0"
    done
    holds "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp;???&lt;/section&gt;"
    holds "&lt;i&gt;&amp;lt;Jin"
    is "$(LC_ALL=C grep -c "$(printf '[\001-\011\013-\037]')" "$T/page")" 0
    is "$(grep -c "$(printf '\342\200\256\|\342\201\246')" "$T/page")" 0
}

@test "the same input gives the same bytes" {
    "$DETENTE" plan report $road >"$T/one"
    TZ=Asia/Seoul LC_ALL=C COLUMNS=40 "$DETENTE" plan report $road --width 200 --color always >"$T/two"
    cmp "$T/one" "$T/two"
    cd "$T"
    "$DETENTE" plan report "$ROOT/$road" -o "$T/three"
    cmp "$T/one" "$T/three"
}

@test "deals as CSV, from standard input, and a road beside its deals" {
    exits 0 "$DETENTE" plan report $road examples/orders.csv
    holds "<h3><bdi>anthracite</bdi>"
    holds "<b>Open: stages 4, 5</b>"
    "$DETENTE" plan report $road - <$projects >"$T/stdin"
    "$DETENTE" plan report $road $projects | cmp - "$T/stdin"
    mkdir "$T/here"
    sed 's/deals .*/deals "mine.jsonl"/' $road >"$T/here/my.road"
    head -n 2 $projects >"$T/here/mine.jsonl"
    exits 0 "$DETENTE" plan report "$T/here/my.road"
    holds "kaesong-garments-out"
    lacks "rail-survey"
    (cd "$T/here" && "$DETENTE" plan report my.road) >"$T/near"
    is "$(cat "$T/near")" "$output"
}

@test "-o writes the file, says nothing, replaces an old one with its rights, leaves nothing beside it" {
    for option in "-o $T/page.html" "--output $T/page.html" "--output=$T/page.html"; do
        echo old >"$T/page.html"
        chmod 640 "$T/page.html"
        # shellcheck disable=SC2086 # words are meant
        exits 0 "$DETENTE" plan report $road $option
        is "$output$stderr" ""
        is "$(stat -c %a "$T/page.html")" 640
        "$DETENTE" plan report $road | cmp - "$T/page.html"
    done
    is "$(find "$T" -name 'page.html?*')" ""
    (umask 027 && "$DETENTE" plan report $road -o "$T/new.html")
    is "$(stat -c %a "$T/new.html")" 640
    "$DETENTE" plan report $road -o - | cmp - "$T/page.html"
}

@test "-o through a link writes the file behind it; a pipe and a device are written to, not replaced" {
    echo old >"$T/real.html"
    ln -s real.html "$T/link.html"
    "$DETENTE" plan report $road -o "$T/link.html"
    [ -L "$T/link.html" ]
    is "$(head -c 9 "$T/real.html")" "<!DOCTYPE"
    mkfifo "$T/pipe"
    cat "$T/pipe" >"$T/read" &
    "$DETENTE" plan report $road -o "$T/pipe"
    wait $!
    [ -p "$T/pipe" ]
    cmp "$T/read" "$T/real.html"
    "$DETENTE" plan report $road -o /dev/null
    [ -c /dev/null ]
}

@test "an existing file stays as it was when anything is wrong" {
    echo old >"$T/page.html"
    { head -n 1 $projects; echo '{"actixity": 1}'; } >"$T/bad.jsonl"
    exits 3 "$DETENTE" plan report $road "$T/bad.jsonl" -o "$T/page.html"
    holds "bad.jsonl:2:" "$stderr"
    holds "page.html\` is not written" "$stderr"
    is "$output" ""
    : >"$T/empty.jsonl"
    exits 2 "$DETENTE" plan report $road "$T/empty.jsonl" -o "$T/page.html"
    exits 2 "$DETENTE" plan report $road "$T/none.jsonl" -o "$T/page.html"
    exits 2 "$DETENTE" plan report "$T/none.road" -o "$T/page.html"
    exits 2 "$DETENTE" plan report $road --as-of soon -o "$T/page.html"
    is "$(cat "$T/page.html")" old
    is "$(find "$T" -name 'page.html?*')" ""
}

@test "on standard output the deals that can be used, and on the page how many could not; exit 3" {
    { head -n 1 $projects; echo '{"actixity": 1}'; } >"$T/bad.jsonl"
    exits 3 "$DETENTE" plan report $road "$T/bad.jsonl"
    holds "bad.jsonl:2:" "$stderr"
    holds "1 line of the file of deals could not be used and is not on this page."
    holds kaesong-looms-in
}

@test "a place that cannot be written to: exit 2, said with its name" {
    exits 2 "$DETENTE" plan report $road -o "$T/no/where.html"
    holds "cannot write \`$T/no/where.html\`" "$stderr"
    mkdir "$T/folder"
    exits 2 "$DETENTE" plan report $road -o "$T/folder"
    holds "cannot write" "$stderr"
    is "$(find "$T" -name 'folder?*')" ""
    if [ -c /dev/full ]; then
        exits 2 "$DETENTE" plan report $road -o /dev/full
        holds "cannot write" "$stderr"
    fi
}

@test "wrong use: exit 2, short, with what is right" {
    exits 2 "$DETENTE" plan report
    holds "ROAD" "$stderr"
    exits 2 "$DETENTE" plan report $road $projects more
    holds more "$stderr"
    exits 2 "$DETENTE" plan report $road --json
    holds "plan diff" "$stderr"
    exits 2 "$DETENTE" plan report $road --csv
    exits 2 "$DETENTE" plan report $road -o
    exits 2 "$DETENTE" plan report $road -o ""
    exits 2 "$DETENTE" plan diff $road $projects -o "$T/x"
    holds "plan report" "$stderr"
    exits 2 "$DETENTE" plan unlock $road $projects yuan-payment -o "$T/x"
    exits 2 "$DETENTE" decide $projects -o "$T/x"
    exits 2 "$DETENTE" plan raport $road
    holds "plan report" "$stderr"
    exits 2 "$DETENTE" plan report jin-2025
    holds "file of deals" "$stderr"
    sed '/^    deals/d' $road >"$T/none.road"
    exits 2 "$DETENTE" plan report "$T/none.road"
    holds "names none" "$stderr"
    [ ! -e "$T/x" ]
}

@test "help and the list of options name it" {
    exits 0 "$DETENTE" help plan
    holds "plan report"
    holds "--output"
}
