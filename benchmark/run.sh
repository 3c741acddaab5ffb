#!/usr/bin/env bash
# Measures the built suite over loopback and prints a table, or compares two suites; docs/performance.md says how to read it.
# usage: benchmark/run.sh [options]               --help shows them
#        benchmark/run.sh micro [JMH's options]   parts of the engine alone
#        benchmark/run.sh mixes [SAMPLES [MIXES]] mixes of two engines in one process, step by step
set -u
here=$(cd "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

fail() {
    echo "run.sh: $1" >&2
    exit 1
}

[ -d "$here/target/classes/jubatus/benchmark" ] && [ -d "$here/target/lib" ] \
    || fail "the benchmark is not built; build it and the suite by mvn -DskipTests package"

libraries=$here/target/classes:$here/target/lib/*
case ${1:-} in
    micro)
        shift
        exec "$java" -cp "$libraries" org.openjdk.jmh.Main "$@"
        ;;
    mixes)
        shift
        exec "$java" -XX:+UseG1GC -XX:MaxRAMPercentage=75 -cp "$libraries" jubatus.benchmark.micro.MixLoad "$@"
        ;;
esac

suite=()
case " $* " in
    *' --suite '*) ;;
    *)
        suites=("$here"/../dist/target/jubatus-*/)
        suite=(--suite "${suites[0]%/}")
        ;;
esac
terminal=()
if [ -t 2 ]; then
    size=$(stty size <&2 2> /dev/null)
    terminal=(--terminal "${size#* }")
    [ "${size#* }" -gt 0 ] 2> /dev/null || terminal=(--terminal 80)
fi
# The serial collector, for the generator shall not take a processor to collect while servers are measured.
exec "$java" -XX:+UseSerialGC -Xms256m -Xmx1g -XX:-UsePerfData -cp "$here/target/classes" jubatus.benchmark.Main \
    "${suite[@]}" "${terminal[@]}" --work "$here/target/run" "$@"
