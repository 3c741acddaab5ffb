# The common part of the programs in bin/: finds Java, builds the class path, takes the class-data archive if there is one that
# fits, and becomes the JVM. Sourced by them with $program (its name), $home (the folder of the suite) and the function follow.
#
# Plain POSIX sh. It runs before each start, so it starts no process that it can do without.
# shellcheck shell=sh disable=SC2154 # see above

needs=17

fail() {
    printf '%s: %s\n' "$program" "$1" >&2
    exit 1
}

# read_java FILE: of the Java whose program is FILE sets $java_home, $java_version, $java_build (the exact build, empty if
# unknown) and $java_release (what identifies the build, by its release file). Fails if it is older than $needs.
read_java() {
    if real=$(readlink -f "$1" 2> /dev/null); then
        java_home=${real%/bin/*}
    else # a system whose readlink knows no -f
        follow "$1"
        java_home=$(CDPATH='' cd -P -- "${followed%/*}/.." && pwd -P)
    fi
    java_version=
    java_build=
    java_release=
    if [ -r "$java_home/release" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            java_release="$java_release$line
"
            value=${line#*=\"}
            case $line in
                JAVA_VERSION=*) java_version=${value%\"} ;;
                JAVA_RUNTIME_VERSION=*) java_build=${value%\"} ;;
            esac
            # A shell reads byte by byte, and what follows is long and tells no more.
            [ -z "$java_version" ] || [ -z "$java_build" ] || break
        done < "$java_home/release"
    fi
    if [ -z "$java_version" ]; then
        java_version=$("$1" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
        java_build=
    fi
    major=${java_version#1.}
    major=${major%%[!0-9]*}
    [ "${major:-0}" -ge "$needs" ]
}

# find_on_path PROGRAM: sets $on_path to where a shell would find it, or to nothing. Like command -v, but without a process.
find_on_path() {
    on_path=
    IFS=:
    for folder in $PATH; do
        if [ -f "${folder:-.}/$1" ] && [ -x "${folder:-.}/$1" ]; then
            on_path=${folder:-.}/$1
            break
        fi
    done
    unset IFS
}

# Sets $java: that of JAVA_HOME if it will do, else that of PATH.
find_java() {
    java=
    refused=
    if [ -n "${JAVA_HOME:-}" ]; then
        if [ ! -x "$JAVA_HOME/bin/java" ]; then
            refused="JAVA_HOME is $JAVA_HOME, where there is no bin/java"
        elif read_java "$JAVA_HOME/bin/java"; then
            java=$JAVA_HOME/bin/java
            return
        else
            refused="JAVA_HOME is $JAVA_HOME, which is Java ${java_version:-of unknown version}"
        fi
    fi
    find_on_path java
    if [ -z "$on_path" ]; then
        fail "Java $needs or later is needed: ${refused:-JAVA_HOME is not set}, and there is no java in PATH"
    elif ! read_java "$on_path"; then
        fail "Java $needs or later is needed: ${refused:+$refused, and }$on_path is Java ${java_version:-of unknown version}"
    fi
    java=$on_path
    if [ -n "$refused" ]; then
        printf '%s: %s; taking %s\n' "$program" "$refused" "$java" >&2
    fi
}

# Sets $class_path from lib/classpath, which fixes the order: a class-data archive fits only the class path it was made with.
read_class_path() {
    class_path=
    while IFS= read -r jar; do
        class_path=${class_path:+$class_path:}$home/lib/$jar
    done < "$home/lib/classpath"
}

# What a class-data archive depends on: the JDK build and where it lies, and where the suite lies.
archive_key() {
    key="$java_home
$home
$java_release"
}

# choose_archive [ARGUMENT...]: sets $kind, which of the two archives suits the program. A server of its own starts a tenth faster,
# and in less memory, from one without what belongs to clusters.
choose_archive() {
    kind=cluster
    if [ "$program" = jubaclassifier ]; then
        kind=standalone
        for argument; do
            case $argument in
                -z* | --zookeeper*) kind=cluster ;;
            esac
        done
    fi
}

# Sets $class_data to the option that names the archive, or to nothing. The archive's key lies beside it as plain text, so that
# no JVM has to be asked whether it fits.
find_archive() {
    class_data=
    archive=$home/lib/archive/$java_build.$kind.jsa
    if [ -n "$java_build" ] && [ -r "$archive" ] && [ -r "$archive.key" ]; then
        archive_key
        saved=
        while IFS= read -r line; do
            saved="$saved$line
"
        done < "$archive.key"
        if [ "$saved" = "$key" ]; then
            class_data=-XX:SharedArchiveFile=$archive
        fi
    fi
}

# Labels, keys and paths are UTF-8 bytes; in the C locale Java would read its arguments and file names as ASCII.
choose_locale() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
        C | POSIX) export LC_ALL=C.UTF-8 ;;
    esac
}

# Sets $collector, unless JUBATUS_JAVA_OPTS names one; two would be refused by Java. A large model must not stop a server for long,
# which takes G1; arrays of a region's length (jubatus.core.bytes.Page) are never copied. What a proxy holds is little and short-lived, as is
# what a loader holds, and without G1's barriers a call takes a tenth less.
choose_collector() {
    case $program in
        jubaclassifier_proxy | jubaload) collector=-XX:+UseSerialGC ;;
        jubaclassifier) collector="-XX:+UseG1GC -XX:G1HeapRegionSize=1m -XX:MaxNewSize=64m" ;;
        *) collector=-XX:+UseG1GC ;;
    esac
    for option in ${JUBATUS_JAVA_OPTS:-}; do
        case $option in
            -XX:+Use*GC) collector= ;;
        esac
    done
}

# Sets $compiler, the options about compiling. The programs of a cluster have Java's own: they talk to each other at once, and code
# that waits to be compiled is slow. A server of its own answers the first call 30 ms sooner if compiling waits, and so does a tool,
# which ends before thorough compiling would pay.
choose_compiler() {
    compiler=
    case $program-$kind in
        jubaclassifier-standalone | jubaconfig-* | jubactl-*)
            compiler="-XX:Tier3InvocationThreshold=2000 -XX:Tier3MinInvocationThreshold=1000
                -XX:Tier3CompileThreshold=10000 -XX:Tier3BackEdgeThreshold=200000
                -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=5000
                -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=200000"
            ;;
    esac
    case $program in
        jubaconfig | jubactl) compiler="$compiler -XX:TieredStopAtLevel=1" ;;
    esac
}

# Sets $interruptible, what Java is started by where SIGINT is ignored, as it is in a script's background jobs: Java would keep
# ignoring it, and the original stops. A shell cannot take back what was ignored when it began.
choose_signals() {
    interruptible=
    [ -r /proc/$$/status ] || return 0
    while read -r name value; do
        case $name-$value in
            SigIgn:-*[2367abef])
                if env --default-signal=INT true 2> /dev/null; then
                    interruptible="env --default-signal=INT"
                fi
                ;;
        esac
    done < /proc/$$/status
}

# prepare: everything that launch needs.
prepare() {
    case $home in
        *:*) fail "a Java class path cannot hold a colon, but the suite lies in $home; move it" ;;
    esac
    set -f # JUBATUS_JAVA_OPTS is split on blanks, but a * in it is no pattern
    find_java
    read_class_path
    find_archive
    choose_locale
    choose_collector
    choose_compiler
    choose_signals
    export JUBATUS_LAUNCHER="$home/bin/$program"
}

# launch CLASS [ARGUMENT...]: becomes the JVM, so that signals reach it and the process id stays. docs/operation.md says why each
# option is here. What the JVM itself has to say goes to stderr; about archives it says nothing.
launch() {
    # shellcheck disable=SC2086 # JUBATUS_JAVA_OPTS is meant to be split
    exec $interruptible "$java" $collector $compiler -XX:MaxRAMPercentage=75 -XX:-UsePerfData \
        -Xlog:disable -Xlog:all=warning:stderr -Xlog:cds=off:stderr \
        -Dio.netty.leakDetection.level=disabled \
        -Dfile.encoding=UTF-8 "-Djubatus.home=$home" \
        ${class_data:+"$class_data"} ${JUBATUS_JAVA_OPTS:-} -cp "$class_path" "$@"
}

choose_archive "$@"
prepare
case $program in
    jubaclassifier) launch jubatus.classifier.Main "$@" ;;
    jubaclassifier_proxy) launch jubatus.proxy.Main "$@" ;;
    jubavisor) launch jubatus.visor.Main "$@" ;;
    jubatus-zookeeper) launch jubatus.zookeeper.Main "$@" ;;
    jubaconfig) launch jubatus.config.Main "$@" ;;
    jubactl) launch jubatus.ctl.Main "$@" ;;
    jubaload) launch jubatus.jubaload.Main "$@" ;;
    jubatus-archive)
        # shellcheck source=dist/src/main/sh/archive.sh
        . "$home/lib/archive.sh"
        ;;
    *) fail "this name is not that of a program of the suite; call the program in $home/bin by its own name" ;;
esac
