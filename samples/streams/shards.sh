#!/bin/sh
# Checks a file of records in pieces, as many at a time as there are cores, and goes on where it was
# stopped: shards.sh stories.jsonl answers.jsonl [LINES-A-PIECE]
set -eu
stories=$1 answers=$2 pieces=$2.pieces
mkdir -p "$pieces"
# Cut once: pieces that are there are those of a run that was stopped.
[ -e "$pieces/cut" ] || {
    split -l "${3:-10000}" -a 6 "$stories" "$pieces/in."
    touch "$pieces/cut"
}
# Exit code 1 says that there are findings, 2 that some records could not be read; both are answers.
find "$pieces" -name 'in.*' | sort | xargs -P "$(getconf _NPROCESSORS_ONLN)" -I{} sh -c '
    out=$(dirname "$1")/out.${1##*/in.}
    whosaid check --input-format jsonl --isolated --jobs 1 "$1" -o jsonl="$out" --resume-from "$out" \
        || test $? -le 2' sh {}
cat "$pieces"/out.* > "$answers"
