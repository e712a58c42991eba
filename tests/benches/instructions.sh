#!/usr/bin/env bash
# Counts the instructions of a few checks and compares them with those written down, so that a
# regression shows on a machine where times do not. Needs valgrind. They are those of the program as
# `cargo build` and `cargo test` make it, so that nothing is built for the sake of it.
#
#     tests/benches/instructions.sh            build, count, compare; exit code 1 where one has grown
#     tests/benches/instructions.sh --record   build, count, write down
#     tests/benches/instructions.sh [--record] BINARY   of a program that is built already
#
# Counts belong to a compiler and to a profile: write them down anew after a change of either. One that
# has fallen by more than the tolerance is told too; then it is time to write the lower one down.
set -euo pipefail
cd "$(dirname "$0")/../.."

tolerance=3 # per cent
recorded=tests/benches/instructions.txt
if ! command -v valgrind > /dev/null; then
    echo "instructions.sh: skipped: valgrind is not installed" >&2
    exit 0
fi
record=false
if [ "${1:-}" = --record ]; then
    record=true
    shift
fi
binary=${1:-}
if [ -z "$binary" ]; then
    cargo build --quiet --locked --bin whosaid
    binary=$(cargo metadata --format-version 1 --no-deps --locked \
        | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')/debug/whosaid
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for _ in 1 2 3 4 5; do cat samples/*.txt; done > "$work/long.txt"

count() {
    local name=$1
    shift
    # Without settings from outside, and on one thread, so that every run does the same.
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$binary" "$@" 2>&1 > /dev/null \
        | sed -n "s/.*Collected : \([0-9]*\).*/$name \1/p"
}
check=(check --isolated --fail-on never --jobs 1)
{
    count version --version
    count article-text "${check[@]}" samples/hospital-infections.txt
    count article-jsonl "${check[@]}" -o jsonl samples/hospital-infections.txt
    count samples-jsonl "${check[@]}" -o jsonl samples/*.txt
    count formats-jsonl "${check[@]}" -o jsonl samples/formats
    count long-jsonl "${check[@]}" -o jsonl "$work/long.txt"
} > "$work/counts"

if $record; then
    cp "$work/counts" "$recorded"
    cat "$recorded"
    exit 0
fi
if [ ! -e "$recorded" ]; then
    cat "$work/counts"
    echo "instructions.sh: nothing is written down yet: run it with --record" >&2
    exit 2
fi
awk -v tolerance=$tolerance '
    NR == FNR { before[$1] = $2; next }
    {
        if (!($1 in before)) { printf "%-14s %14d  not written down\n", $1, $2; next }
        change = 100 * ($2 / before[$1] - 1)
        word = change > tolerance ? "  GROWN" : change < -tolerance ? "  fallen: write it down" : ""
        printf "%-14s %14d  %+6.1f %%%s\n", $1, $2, change, word
        grown += change > tolerance
    }
    END { exit grown > 0 }
' "$recorded" "$work/counts"
