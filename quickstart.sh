#!/bin/sh
# Builds the suite, starts a classifier server, teaches it 44 names and asks it about three others, and stops everything again.
# Needs a JDK (17 or later) and Maven; writes nothing outside this folder but what Maven keeps in its repository.
cd "$(dirname "$0")" || exit 1

fail() {
    printf 'quickstart.sh: %s\n' "$1" >&2
    exit 1
}

# step TEXT: tells what comes next; show COMMAND: prints it as one would type it.
step() { printf '\n%s\n' "$1"; }
show() { printf '  $ %s\n' "$1"; }
indent() { sed 's/^/  /' "$@"; }

command -v mvn > /dev/null || fail "Maven is needed to build the suite, but there is no mvn in PATH (Debian: apt-get install maven)"
if [ -n "${JAVA_HOME:-}" ] && [ ! -x "$JAVA_HOME/bin/javac" ]; then
    printf 'quickstart.sh: JAVA_HOME is %s, where there is no bin/javac; taking that of PATH\n' "$JAVA_HOME" >&2
    unset JAVA_HOME # Maven would refuse it
fi
if [ -n "${JAVA_HOME:-}" ]; then
    javac=$JAVA_HOME/bin/javac
    java=$JAVA_HOME/bin/java
elif command -v javac > /dev/null; then
    javac=javac
    java=java
else
    fail "a JDK is needed to build the suite, but there is no javac in JAVA_HOME or PATH (Debian: apt-get install openjdk-17-jdk-headless)"
fi
version=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
[ "${version:-0}" -ge 17 ] || fail "a JDK of version 17 or later is needed, but $javac is ${version:-of unknown version}"

work=$PWD/dist/target/quickstart
suite=dist/target/jubatus-1.2.0
server=
locked=
mkdir -p "$work" || fail "cannot write to $work"
trap 'if [ -n "$server" ]; then kill "$server" 2> /dev/null; fi; [ -z "$locked" ] || rm -f "$work/running"' EXIT
trap 'exit 130' HUP INT TERM

if [ -r "$work/running" ] && kill -0 "$(cat "$work/running")" 2> /dev/null; then
    fail "another quickstart.sh runs in this folder, as process $(cat "$work/running"); wait until it has ended"
fi
echo $$ > "$work/running"
locked=yes
rm -f "$work/failed"
step "1. Build the suite (some minutes the first time, when Maven fetches what it needs)"
show "mvn -DskipTests package"
{
    mvn -B -DskipTests package 2>&1 || echo failed > "$work/failed"
} | tee "$work/build.log" | sed -n 's/^\[INFO\] Building \(.*\) [0-9][0-9.]* *\(\[.*\]\)$/  \2 \1/p'
if [ -e "$work/failed" ]; then
    grep '^\[ERROR\]' "$work/build.log" >&2 || tail -n 5 "$work/build.log" >&2
    fail "the build failed; all of its output is in $work/build.log"
fi

# shellcheck source=dist/src/main/sh/start-server.sh
. "$suite/lib/start-server.sh"
step "2. Start a server with the example's config; it listens on this machine only"
start_server "$work/server.log" "$suite/bin/jubaclassifier" -f examples/shogun/shogun.json -d "$work" || {
    cat "$work/server.log" >&2
    fail "the server did not start"
}
show "$suite/bin/jubaclassifier -f examples/shogun/shogun.json -b 127.0.0.1 -p $port &"
indent "$work/server.log"

step "3. Teach it 44 names of shoguns and regents, and ask for the families of three others"
show "java -cp '$suite/lib/*' jubatus.examples.shogun.Shogun --port $port"
"$java" -cp "$suite/lib/*" jubatus.examples.shogun.Shogun --port "$port" > "$work/shogun.log" 2>&1
status=$?
indent "$work/shogun.log"
[ "$status" -eq 0 ] || fail "the example failed"

step "4. Stop the server"
show "kill $server"
stop_server || fail "the server ended with status $?"
printf '\nThat is all. README.md explains the config; %s/bin/jubaclassifier --help shows what else a server can do.\n' "$suite"
