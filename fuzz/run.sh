#!/usr/bin/env bash
# Fuzzes the suite with Jazzer, one target after the other; docs/testing.md tells what they are and what to do with a finding.
# usage: fuzz/run.sh [-n EXECUTIONS] [-t SECONDS] [TARGET ...]   all targets, 1000000 executions and 3600 s each, if not told otherwise
#        fuzz/run.sh -r TARGET FILE ...                          gives a target the inputs in these files
#        fuzz/run.sh -c                                          writes the corpus anew
set -u
here=$(cd "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
found=$here/target/found
grown=$here/target/corpus

fail() {
    echo "run.sh: $1" >&2
    exit 1
}

[ -d "$here/target/classes/jubatus/fuzz" ] && [ -d "$here/target/lib" ] \
    || fail "the targets are not built; build them by mvn -DskipTests -pl fuzz -am package"

classes=$here/target/classes:$(echo "$here"/target/lib/*.jar | tr ' ' ':')
executions=1000000
seconds=3600
replay=
while getopts 'n:t:rc' option; do
    case $option in
        n) executions=$OPTARG ;;
        t) seconds=$OPTARG ;;
        r) replay=yes ;;
        c) exec "$java" -cp "$classes" jubatus.fuzz.corpus.CorpusWriter "$here/.." ;;
        *) fail "usage: fuzz/run.sh [-n EXECUTIONS] [-t SECONDS] [TARGET ...] | -r TARGET FILE ... | -c" ;;
    esac
done
shift $((OPTIND - 1))

# jazzer TARGET ARGUMENT ...: 1 GiB of heap, so that what takes memory as told by an input runs out of it.
jazzer() {
    local target=$1
    shift
    "$java" -Xmx1g -Xss1m -XX:+UseSerialGC -cp "$classes" com.code_intelligence.jazzer.Jazzer \
        --cp="$classes" --target_class=jubatus.fuzz.Fuzzer --target_args="$target" \
        --instrumentation_includes='jubatus.**' --instrumentation_excludes='jubatus.fuzz.**' --custom_hook_excludes='**' \
        --reproducer_path="$found" "$@"
}

if [ -n "$replay" ]; then
    [ $# -gt 1 ] || fail "usage: fuzz/run.sh -r TARGET FILE ..."
    jazzer "$@"
    exit
fi

mkdir -p "$found"
[ $# -gt 0 ] || set -- $(cd "$here/corpus" && echo *)
open=0
for target; do
    [ -d "$here/corpus/$target" ] || fail "\"$target\" is no target; there are $(cd "$here/corpus" && echo *)"
    mkdir -p "$grown/$target"
    log=$found/$target.log
    jazzer "$target" -runs="$executions" -max_total_time="$seconds" -timeout=30 -rss_limit_mb=4096 \
        -artifact_prefix="$found/$target-" "$grown/$target" "$here/corpus/$target" > "$log" 2>&1
    status=$?
    [ "$status" -ne 1 ] || fail "Jazzer does not run: $(tail -n 1 "$log")"
    result='no finding'
    if [ "$status" -ne 0 ]; then
        result="a finding, see $log"
        open=1
    fi
    done=$(grep -E '^#[0-9]+' "$log" | tail -n 1 | sed 's/^#\([0-9]*\).*cov: \([0-9]*\).*/\1 executions, coverage \2/')
    printf '%-10s  %s, %s\n' "$target" "$done" "$result"
done
exit "$open"
