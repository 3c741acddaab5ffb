#!/bin/sh
# Builds the suite and plays a cluster of three classifier servers on this machine, command by command: ZooKeeper, the cluster's
# config, a proxy, the servers, a client that teaches 44 names and asks about three others, and the end of them all. With --keep
# the cluster serves until you press Enter, and its live page is at http://127.0.0.1:9300/.
# Needs a JDK (17 or later) and Maven; writes nothing outside this folder but what Maven keeps in its repository.
cd "$(dirname "$0")" || exit 1

fail() {
    printf 'quickstart.sh: %s\n' "$1" >&2
    exit 1
}

# step TEXT: tells what comes next; show COMMAND: prints it as one would type it.
step() { printf '\n%s\n' "$1"; }
show() { printf '  $ %s\n' "$1" | sed "s:[^ ]*\*:'&':"; } # a shell would expand an unquoted star
indent() { sed 's/^/  /' "$@"; }

page=
case "$*" in
'') ;;
--keep) page="--admin_port 9300" ;;
*) fail "unknown option: $*; there is --keep, which lets the cluster serve until you press Enter" ;;
esac

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

work=dist/target/quickstart
bin=dist/target/jubatus-1.2.0/bin
started= # processes, the last one first
locked=
mkdir -p "$work" || fail "cannot write to $work"
trap 'for pid in $started; do kill "$pid" 2> /dev/null; done; [ -z "$locked" ] || rm -f "$work/running"' EXIT
trap 'exit 130' HUP INT TERM

# serve NAME SIGN PORT COMMAND...: shows and starts a server with PORT behind COMMAND, or with a later port if that one is taken,
# and waits until its output has SIGN in it. Sets $port; what the server prints goes to NAME.log.
serve() {
    log=$work/$1.log
    name=$1
    sign=$2
    port=$3
    shift 3
    until start "$@" "$port"; do
        grep -q -e 'using port' -e 'in use' "$log" && [ "$port" -lt 10000 ] || {
            cat "$log" >&2
            fail "$name did not start"
        }
        port=$((port + 100))
    done
    show "$* $port &"
}

start() {
    : > "$log"
    "$@" > "$log" 2>&1 &
    pid=$!
    started="$pid $started"
    until grep -q "$sign" "$log"; do
        if ! kill -0 "$pid" 2> /dev/null; then
            started=${started#"$pid "}
            return 1
        fi
        sleep 0.05
    done
}

# run COMMAND...: shows and runs a command that ends by itself, and shows its output.
run() {
    show "$*"
    "$@" > "$work/output" 2>&1
    status=$?
    indent "$work/output"
    [ "$status" -eq 0 ] || fail "the command ended with status $status"
}

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

rm -rf "$work/zookeeper" "$work"/journal-* # of an earlier run
step "2. Start ZooKeeper, by which the processes of a cluster find each other. As all that follows, it listens on this machine only"
serve zookeeper 'ZooKeeper listens' 2181 "$bin/jubatus-zookeeper" --data "$work/zookeeper" --port
zookeeper=localhost:$port

step "3. Store the cluster's config in it"
run "$bin/jubaconfig" --cmd write "--zookeeper=$zookeeper" --file examples/shogun/shogun.json --name shogun --type classifier

step "4. Start the proxy, to which clients talk"
# shellcheck disable=SC2086 # one option and its value, or nothing
serve proxy 'RPC server startup' 9198 "$bin/jubaclassifier_proxy" "--zookeeper=$zookeeper" -b 127.0.0.1 $page --rpc-port
proxy=$port

step "5. Start three servers, each with a journal, so that not even a kill makes them forget"
for wanted in 9180 9181 9182; do
    serve "server-$wanted" 'active created' "$wanted" \
        "$bin/jubaclassifier" --name=shogun "--zookeeper=$zookeeper" -b 127.0.0.1 -d "$work" \
        --journal "$work/journal-$wanted" --rpc-port
done
echo "  and ask who is there:"
run "$bin/jubactl" -c status --server=jubaclassifier --type=classifier --name=shogun --zookeeper "$zookeeper"

step "6. Teach the cluster 44 names of shoguns and regents, and ask for the families of three others"
run "$java" -cp "${bin%/bin}/lib/*" jubatus.examples.shogun.Shogun --port "$proxy" --name shogun

if [ -n "$page" ]; then
    printf '\nThe cluster serves. Open http://127.0.0.1:9300/ in a browser, and press Enter here when you have seen enough.\n'
    read -r _
fi

step "7. Stop the servers, the proxy and ZooKeeper"
for pid in $started; do
    show "kill $pid"
    kill "$pid"
    wait "$pid" || fail "process $pid ended with status $?"
    started=${started#"$pid "}
done
printf '\nThat is all. README.md says what you saw; %s/ holds the programs, and each has a --help.\n' "$bin"
