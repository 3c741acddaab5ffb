#!/bin/sh
# debian.sh WORK DEB NOTIFIED PORT: installs, runs, removes and purges the package on a copy of this system that vanishes with the
# script: an overlay over its root, seen by nobody else. What each step says and leaves behind goes to files in WORK.
# Ends with 77 and the reason where that does not work.
set -u
work=$1 deb=$2 notified=$3 port=$4

cannot() {
    echo "$1"
    exit 77
}

[ "$(id -u)" -eq 0 ] || cannot "installing a package takes root"
if [ "${5:-}" != inside ]; then
    unshare --mount true 2> /dev/null || cannot "this process may not make a mount namespace"
    exec unshare --mount sh "$0" "$@" inside
fi
dpkg-query --show --showformat '${Provides}\n' | grep -q 'java17-runtime-headless' \
    || cannot "no package of this system provides the java17-runtime-headless that the package depends on"
[ -x /usr/sbin/adduser ] || cannot "this system has no adduser, on which the package depends"
mkdir "$work/disk"
mount -t tmpfs -o size=1g tmpfs "$work/disk" || cannot "cannot mount a tmpfs"
mkdir "$work/disk/upper" "$work/disk/work" "$work/disk/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/disk/upper,workdir=$work/disk/work" "$work/disk/root" \
    || cannot "cannot mount an overlay"
root=$work/disk/root
for folder in proc dev; do
    mount --rbind "/$folder" "$root/$folder" || cannot "cannot mount /$folder"
done
install -d -m 0755 "$root/trial"
cp "$deb" "$root/trial/package.deb"
cp "$notified" "$root/trial/notified.py"

# in_root NAME COMMAND...: runs it there; what it prints goes to WORK/NAME, and its status behind that.
in_root() {
    name=$1
    shift
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        chroot "$root" "$@" > "$work/$name" 2>&1 < /dev/null
    echo "status $?" >> "$work/$name"
}

# left NAME: what of the suite lies on the disk.
left() {
    (cd "$work/disk/upper" && find . \( -name '*juba*' -o -path '*/jubatus/*' \) \( -type f -o -type d -o -type l \) \
        ! -path './var/lib/dpkg/*' ! -path './var/cache/jubatus/archive/*') | sed 's/^\.//' | LC_ALL=C sort > "$work/$1"
}

in_root install dpkg --install /trial/package.deb
left installed
in_root archives find -L /usr/share/jubatus/lib/archive -name '*.jsa'
in_root audit dpkg --verify jubatus
in_root version jubaclassifier --version
in_root tool jubactl --help
in_root page man -w jubaclassifier_proxy
# The line of the unit as systemd would run it, but for the port, which may be taken here.
# shellcheck disable=SC2016 # the shell in there is to expand it
in_root unit sh -c '
    install -d -o jubatus -g jubatus -m 0750 /var/lib/jubatus/example /trial/socket
    line=$(sed -n "s/^ExecStart=//p" /lib/systemd/system/jubaclassifier@.service | sed "s/%i/example/g")
    . /etc/jubatus/classifier/example.conf
    cd /var/lib/jubatus/example
    eval "exec setpriv --reuid jubatus --regid jubatus --init-groups \
        python3 /trial/notified.py /trial/socket/notify $line --rpc-port $1"' sh "$port"
# Another Java comes, and an upgrade, while no Java can be run: neither may fail for want of an archive.
in_root hidden mv /usr/bin/java /usr/bin/java.hidden
in_root triggered dpkg-trigger --no-await /usr/lib/jvm
in_root trigger dpkg --triggers-only jubatus
in_root upgrade dpkg --install /trial/package.deb
in_root remove dpkg --remove jubatus
left removed
in_root purge dpkg --purge jubatus
left purged
in_root user getent passwd jubatus
exit 0
