#!/bin/sh
# A program of the Jubatus suite. Every program in bin/ is a copy of this file; lib/launcher.sh tells them apart by their name.

# follow FILE: sets $followed to FILE, or to what it points at if it is a symbolic link, however long the chain.
follow() {
    followed=$1
    while [ -h "$followed" ]; do
        link=$(readlink "$followed") || break
        case $link in
            /*) followed=$link ;;
            *) followed=${followed%/*}/$link ;;
        esac
    done
}

case $0 in
    */*) follow "$0" ;;
    *) follow "./$0" ;;
esac
program=${followed##*/}
home=$(CDPATH='' cd -P -- "${followed%/*}/.." && pwd -P) || exit 1
if [ ! -r "$home/lib/launcher.sh" ]; then
    printf '%s: there is no lib/launcher.sh in %s; make a symbolic link to the program instead of a copy\n' \
        "$program" "$home" >&2
    exit 1
fi
# shellcheck source=dist/src/main/sh/launcher.sh
. "$home/lib/launcher.sh"
