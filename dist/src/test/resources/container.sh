#!/bin/sh
# container.sh WORK PORT ENVIRONMENT LAYER...: does with the layers of the image what a container engine would: unpacks them over each
# other, and runs programs in there as the image's user, each as process 1 of a namespace of its own, on a root that nobody may
# write to. ENVIRONMENT is a file with the image's variables, a line each. What each step says goes to a file in WORK.
# Ends with 77 and the reason where that does not work.
set -u
work=$1 port=$2 environment=$3

cannot() {
    echo "$1"
    exit 77
}

[ "$(id -u)" -eq 0 ] || cannot "running a container takes root"
if [ -z "${inside:-}" ]; then
    unshare --mount --pid --fork true 2> /dev/null || cannot "this process may not make namespaces"
    inside=yes exec unshare --mount sh "$0" "$@"
fi
shift 3
mkdir "$work/disk"
mount -t tmpfs -o size=1g,mode=755 tmpfs "$work/disk" || cannot "cannot mount a tmpfs"
root=$work/disk
for layer; do
    tar --extract --gzip --same-owner --preserve-permissions --file "$layer" --directory "$root" || exit 1
done
for folder in tmp data; do # as an engine does for volumes: what the image has there, but writable
    mode=$(stat -c %a "$root/$folder") owner=$(stat -c %u "$root/$folder")
    mount -t tmpfs -o "size=256m,mode=$mode,uid=$owner" tmpfs "$root/$folder" || cannot "cannot mount a tmpfs"
done
mount --rbind /dev "$root/dev" || cannot "cannot mount /dev"
mount -o remount,ro "$root" || cannot "cannot mount read-only"

# container COMMAND...: runs it in the image, in the foreground.
container() {
    # shellcheck disable=SC2046 # no variable of the image has blanks
    unshare --pid --fork --kill-child --mount-proc="$root/proc" \
        chroot --userspec=10001:10001 "$root" /usr/bin/env -i $(cat "$environment") sh -c 'cd /data && exec "$@"' sh "$@"
}

# step NAME COMMAND...: the same, and what it prints goes to WORK/NAME, and its status behind that.
step() {
    name=$1
    shift
    container "$@" > "$work/$name" 2>&1 < /dev/null
    echo "status $?" >> "$work/$name"
}

# shellcheck disable=SC2016 # the shell in there is to expand it
step user sh -c 'id; pwd; echo $$; : > /tmp/file && : > /data/file'
step version jubaclassifier --version
# shellcheck disable=SC2016 # the shell in there is to expand it
step programs sh -c 'for program in /opt/jubatus/bin/*; do "$program" --help > /dev/null || echo "$program: $?"; done'
step modules java --list-modules
# shellcheck disable=SC2016 # the same
step libraries sh -c '
    export LD_LIBRARY_PATH=/opt/java/lib/server:/opt/java/lib
    for file in /opt/java/bin/* /opt/java/lib/*.so /opt/java/lib/server/*.so /usr/bin/*; do
        LD_TRACE_LOADED_OBJECTS=1 /lib64/ld-linux-*.so.* --list "$file" | grep "not found"
    done
    exit 0'
container jubaclassifier -f /opt/jubatus/conf/shogun.json -b 127.0.0.1 -p "$port" -d /data --journal /data/journal \
    > "$work/server" 2>&1 < /dev/null &
engine=$!
tries=0
until grep -q 'RPC server startup' "$work/server" || [ "$tries" -eq 600 ] || ! kill -0 "$engine"; do
    tries=$((tries + 1))
    sleep 0.1
done
step client java -cp '/opt/jubatus/lib/*' jubatus.examples.shogun.Shogun --port "$port"
# SIGTERM to process 1 of the container, as an engine stops it: the last of the chain of children.
first=$engine
while child=$(cat "/proc/$first/task/$first/children") && [ -n "$child" ]; do
    first=${child%% *}
done
kill -TERM "$first"
wait "$engine"
echo "status $?" >> "$work/server"
ls "$root/data/journal" > "$work/journal"
exit 0
