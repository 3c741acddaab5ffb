# jubatus-archive: makes the class-data archive for the Java that the programs would use. Sourced by launcher.sh.
# shellcheck shell=sh disable=SC2034,SC2154 # it shares its variables

if [ $# -gt 0 ]; then
    cat << EOF
usage: $program
Makes the class-data archive that lets the programs of $home
start about twice as fast, for the Java that they would use now (JAVA_HOME, else PATH).
Run it once after installing the suite or upgrading Java; without the archive the programs only start more slowly.
EOF
    case $1 in
        -h | --help | '-?') exit 0 ;;
        *) exit 1 ;;
    esac
fi

# shellcheck source=dist/src/main/sh/start-server.sh
. "$home/lib/start-server.sh"

if [ -z "$java_build" ]; then
    fail "there is no release file with a JAVA_RUNTIME_VERSION in $java_home, so nothing would tell its archive from another's"
fi
work=$home/lib/archive/making.$$
mkdir -p "$work" 2> /dev/null || fail "cannot write to $home/lib/archive; run this as the owner of $home"
server=
zookeeper=
trap 'rm -rf "$work"; for pid in $server $zookeeper; do kill "$pid"; done 2> /dev/null' EXIT
trap 'exit 1' HUP INT TERM

failed() {
    cat "$work/log" >&2
    fail "$1"
}

# The archives hold the classes of real runs, for the options that the programs start with when JUBATUS_JAVA_OPTS adds nothing: a
# server that learns 44 names and answers three questions, and the test of a config without -b, since finding the machine's own
# address takes classes of its own; then a cluster of one and the tools. What starts rarely and lives long is left out.
unset JUBATUS_JAVA_OPTS
choose_collector

# next_list: the next program to be launched writes down the classes that it loads.
lists=0
compiler=-XX:TieredStopAtLevel=1 # none of them runs for long
next_list() {
    lists=$((lists + 1))
    class_data=-XX:DumpLoadedClassList=$work/classes.$lists
}

# serve CLASS [ARGUMENT...]: a server, until stop_server.
serve() {
    next_list
    start_server "$work/log" launch "$@" || failed "$1 did not start"
}

# end: the server of serve.
end() { stop_server || failed "a server did not stop in order"; }

# run CLASS [ARGUMENT...]: a program that ends by itself.
run() {
    next_list
    (launch "$@") > "$work/log" 2>&1 || failed "$1 failed"
}

serve jubatus.classifier.Main -f "$home/conf/shogun.json" -d "$work"
"$java" -cp "$home/lib/*" jubatus.examples.shogun.Shogun --port "$port" > "$work/log" 2>&1 \
    || failed "the server did not learn"
end
run jubatus.classifier.Main -f "$home/conf/shogun.json" -d "$work" --config_test

serve jubatus.zookeeper.Main -d "$work/zookeeper"
zookeeper=$server
hosts=127.0.0.1:$port
run jubatus.config.Main -z "$hosts" -c write -t classifier -n archive -f "$home/conf/shogun.json"
serve jubatus.proxy.Main -z "$hosts"
end
serve jubatus.classifier.Main -z "$hosts" -n archive -d "$work"
# Not the example's file, which packages keep elsewhere.
printf 'family,name\n徳川,家康\n足利,尊氏\n' > "$work/names.csv"
run jubatus.jubaload.Main -p "$port" -n archive --label family "$work/names.csv"
end
run jubatus.ctl.Main -z "$hosts" -c status -s jubaclassifier -t classifier -n archive
server=$zookeeper
end

# make_archive KIND LIST...: of the classes in the lists.
make_archive() {
    kind=$1
    shift
    # Later JDKs number the classes, which two lists would do twice; the numbers matter only to class loaders that nobody uses here.
    sed 's/ id: .*//' "$@" > "$work/all" || failed "there are no class lists"
    # Only G1 can put objects into an archive; later JDKs than 17 take them out with every collector.
    collector=-XX:+UseG1GC
    class_data=-XX:SharedArchiveFile=$work/archive.jsa
    if ! (launch -Xshare:dump "-XX:SharedClassListFile=$work/all") > "$work/log" 2>&1 || [ ! -s "$work/archive.jsa" ]; then
        failed "Java did not make the archive"
    fi
    archive=$home/lib/archive/$java_build.$kind.jsa
    archive_key
    printf '%s' "$key" > "$work/key"
    rm -f "$archive.key"
    mv -f "$work/archive.jsa" "$archive"
    mv -f "$work/key" "$archive.key"
    printf '%s\n' "$archive"
}

make_archive standalone "$work/classes.1" "$work/classes.2"
set +f
make_archive cluster "$work"/classes.*
