#!/usr/bin/env bash
# Starts the server of the built suite again and again by its launcher, and prints how long it took until it answered a call of
# get_labels, and how much memory it holds when idle. The asking is done by bash itself, so that no client's start counts.
#
# usage: dist/measure-startup.sh [RUNS [FOLDER-OF-THE-SUITE]]    10 runs of dist/target/jubatus-* if not told otherwise
# JUBATUS_JAVA_OPTS=-Xshare:off dist/measure-startup.sh          the same without class-data archives
set -u
here=$(cd "$(dirname "$0")" && pwd)
runs=${1:-10}
case $runs in
    *[!0-9]* | 0)
        echo "usage: dist/measure-startup.sh [RUNS [FOLDER-OF-THE-SUITE]]" >&2
        exit 1
        ;;
esac
suites=("$here"/target/jubatus-*/)
suite=${2:-${suites[0]%/}}
export LC_ALL=C.UTF-8

if [ ! -x "$suite/bin/jubaclassifier" ]; then
    echo "measure-startup.sh: there is no bin/jubaclassifier in $suite; build the suite by mvn -DskipTests package" >&2
    exit 1
fi

work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2> /dev/null; fi; rm -rf "$work"' EXIT
exec 9<> <(:) # nothing ever comes from here, so reading it with a time limit is a pause without a process

pause() { read -r -t "$1" -u 9; }

# answers PORT: whether a server there answers get_labels, a request [0, 1, "get_labels", [""]], with [1, 1, nil, {}].
answers() {
    exec 3<> "/dev/tcp/127.0.0.1/$1" || return 1
    printf '\x94\x00\x01\xaaget_labels\x91\xa0' >&3
    LC_ALL=C IFS= read -r -N 5 -t 5 -u 3 answer
    exec 3>&-
    [ "$answer" = $'\x94\x01\x01\xc0\x80' ]
} 2> /dev/null

median() { sort -n | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

for ((run = 1; run <= runs; run++)); do
    port=$((20000 + (RANDOM % 10000)))
    while answers "$port"; do port=$((port + 1)); done
    begin=${EPOCHREALTIME/./}
    "$suite/bin/jubaclassifier" -f "$suite/conf/shogun.json" -d "$work" -b 127.0.0.1 -p "$port" > "$work/log" 2>&1 &
    server=$!
    until answers "$port"; do
        if ! kill -0 "$server" 2> /dev/null; then
            cat "$work/log" >&2
            exit 1
        fi
        pause 0.005
    done
    end=${EPOCHREALTIME/./}
    pause 2
    resident=$(ps -o rss= -p "$server")
    kill "$server" && wait "$server"
    server=
    echo "run $run: answers after $(((end - begin) / 1000)) ms, idle $((resident / 1024)) MB"
    echo $(((end - begin) / 1000)) >> "$work/times"
    echo $((resident / 1024)) >> "$work/sizes"
done
echo "median of $runs: answers after $(median < "$work/times") ms, idle $(median < "$work/sizes") MB"
