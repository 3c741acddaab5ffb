# To be sourced by scripts that need a server for a while: jubatus-archive, and the examples and checks of the source tree.
# shellcheck shell=sh

# start_server LOG COMMAND...: runs the server COMMAND in the background with -b 127.0.0.1 and -p on the first free port from 9199
# on, and comes back when it listens. Sets $server, its process id, and $port; what it prints goes to LOG. Fails, with the reason
# in LOG, if it ends before that.
start_server() {
    server_log=$1
    shift
    for port in 9199 9200 9201 9202 9203 9204 9205 9206 9207 9208 9209 9210 9211 9212 9213 9214 9215 9216 9217 9218 9219; do
        : > "$server_log" # else the first look finds no file, or that of an earlier run
        "$@" -b 127.0.0.1 -p "$port" > "$server_log" 2>&1 &
        server=$!
        until grep -q -e 'RPC server startup' -e 'ZooKeeper listens' "$server_log"; do
            if ! kill -0 "$server" 2> /dev/null; then
                wait "$server" || grep -q -e 'any process using port' -e 'Address already in use' "$server_log" || return 1
                continue 2
            fi
            sleep 0.05
        done
        return 0
    done
    return 1
}

# stop_server: ends the server that start_server started, waits for it, clears $server and returns the server's exit status.
stop_server() {
    kill "$server"
    wait "$server"
    set -- $?
    server=
    return "$1"
}
