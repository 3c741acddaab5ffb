#!/usr/bin/env bash
# Measures the built suite over loopback and prints a table, or compares two suites; docs/performance.md says how to read it.
# usage: benchmark/run.sh [options]               --help shows them
#        benchmark/run.sh micro [JMH's options]   parts of the engine alone
set -u
here=$(cd "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

fail() {
    echo "run.sh: $1" >&2
    exit 1
}

[ -d "$here/target/classes/jubatus/benchmark" ] && [ -d "$here/target/lib" ] \
    || fail "the benchmark is not built; build it and the suite by mvn -DskipTests package"

if [ "${1:-}" = micro ]; then
    shift
    exec "$java" -cp "$here/target/classes:$here/target/lib/*" org.openjdk.jmh.Main "$@"
fi

suite=()
case " $* " in
    *' --suite '*) ;;
    *)
        suites=("$here"/../dist/target/jubatus-*/)
        suite=(--suite "${suites[0]%/}")
        ;;
esac
terminal=()
[ -t 2 ] && terminal=(--terminal)
# The serial collector, for the generator shall not take a processor to collect while servers are measured.
exec "$java" -XX:+UseSerialGC -Xms256m -Xmx1g -XX:-UsePerfData -cp "$here/target/classes" jubatus.benchmark.Main \
    "${suite[@]}" "${terminal[@]}" --work "$here/target/run" "$@"
