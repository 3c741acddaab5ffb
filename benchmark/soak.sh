#!/usr/bin/env bash
# Runs a cluster of the built suite under mixed load with random faults, and reckons whether it knows each acknowledged sample once;
# docs/operation.md says more. usage: benchmark/soak.sh [options]; --help shows them
set -u
here=$(cd "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

fail() {
    echo "soak.sh: $1" >&2
    exit 1
}

[ -d "$here/target/classes/jubatus/benchmark/soak" ] \
    || fail "the soak is not built; build it and the suite by mvn -DskipTests package"

defaults=()
case " $* " in
    *' --suite '*) ;;
    *)
        suites=("$here"/../dist/target/jubatus-*/)
        defaults=(--suite "${suites[0]%/}")
        ;;
esac
case " $* " in
    *' --work '*) ;;
    *) defaults+=(--work "$here/target/soak/$(date +%Y-%m-%d-%H%M%S)") ;;
esac
exec "$java" -XX:+UseSerialGC -Xmx512m -XX:-UsePerfData -cp "$here/target/classes" jubatus.benchmark.soak.SoakMain \
    "${defaults[@]}" "$@"
