#!/usr/bin/env bash
# Measures the program as its users run it, and writes the table of the README.
#
#     tests/benches/table.sh              builds, measures drafts made of the samples, writes the table
#     tests/benches/table.sh FOLDER       prints the table for the texts (*.txt) of a folder
#
# Processor time is that of the program and of the system for it, the least of several runs on one thread;
# memory is the most that was resident. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=${1:-}
clock=$(command -v gtime || command -v /usr/bin/time) || {
    echo "table.sh: GNU time is not installed" >&2
    exit 2
}
target=$(cargo metadata --format-version 1 --no-deps --locked \
    | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
binary=${WHOSAID_BINARY:-$target/release/whosaid}
[ -n "${WHOSAID_BINARY:-}" ] || cargo build --quiet --release --locked --bin whosaid

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Drafts as in drafts.rs: paragraph after paragraph, from the first or from another one on.
mkdir -p "$work/drafts/archive"
export LC_ALL=C
find "${folder:-samples}" -maxdepth 1 -name '*.txt' | sort | while read -r text; do
    cat "$text"
    printf '\n\n'
done | awk -v folder="$work/drafts" '
    BEGIN { RS = "" }
    { paragraph[NR - 1] = $0 }
    function draft(file, bytes, first, size) {
        for (size = 0; size < bytes; first++) {
            printf "%s\n\n", paragraph[first % NR] > file
            size += length(paragraph[first % NR]) + 2
        }
        close(file)
    }
    END {
        if (!NR) { print "table.sh: no texts (*.txt)" > "/dev/stderr"; exit 2 }
        draft(folder "/3000.txt", 3000, 0)
        draft(folder "/60000.txt", 60000, 0)
        draft(folder "/5000000.txt", 5000000, 0)
        for (n = 0; n < 840; n++)
            draft(sprintf("%s/archive/%03d.txt", folder, n), 1500 + n * 631 % 6500, n * 7)
    }'

# measure RUNS LABEL PATH: a row of the table.
measure() {
    local runs=$1 label=$2 path=$3
    for _ in $(seq "$runs"); do
        "$clock" -f '%U %S %M' -o "$work/times" -a "$binary" check --isolated --fail-on never --jobs 1 \
            -o jsonl "$path" > /dev/null
    done
    local bytes
    bytes=$(find "$path" -type f -exec cat {} + | wc -c)
    awk -v label="$label" -v bytes="$bytes" '
        { time = $1 + $2; if (NR == 1 || time < least) least = time; if ($3 > most) most = $3 }
        END {
            if (least < 0.005) least = 0.005
            printf "| %s | %.2f s | %s | %d MB |\n", label, least,
                (bytes > 50000 ? sprintf("%.1f MB", bytes / 1e6 / least) : "–"), most / 1024 + 0.5
        }' "$work/times"
    rm "$work/times"
}
{
    echo "| what is checked | processor time | a second | memory |"
    echo "|---|---:|---:|---:|"
    measure 9 "one article, 3 kB" "$work/drafts/3000.txt"
    measure 5 "one report, 60 kB" "$work/drafts/60000.txt"
    measure 3 "840 articles, 4 MB" "$work/drafts/archive"
    measure 3 "one file of 5 MB" "$work/drafts/5000000.txt"
} > "$work/table"
cat "$work/table"
[ -z "$folder" ] || exit 0
awk -v table="$work/table" '
    /<!-- performance -->/ { print; print ""; while ((getline line < table) > 0) print line; print ""; skip = 1; next }
    /<!-- \/performance -->/ { skip = 0 }
    !skip
' README.md > "$work/README.md"
cp "$work/README.md" README.md
