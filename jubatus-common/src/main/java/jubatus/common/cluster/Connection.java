package jubatus.common.cluster;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ConnectStringParser;
import org.apache.zookeeper.client.StaticHostProvider;

/** One session's connection; a session that is lost needs another one. Safe for concurrent use. */
@SuppressWarnings("try") // closing may be interrupted, as with every ZooKeeper
final class Connection extends ZooKeeper {
    /** Where to connect, how long a session lives without a sign of life, who hears of what happens, and who comes. */
    record Request(String hosts, int sessionTimeoutMillis, Watcher watcher, ZooKeeperAccess access) {}

    Connection(Request request) throws IOException {
        super(
                request.hosts(),
                request.sessionTimeoutMillis(),
                request.watcher(),
                false,
                new StaticHostProvider(
                        new ConnectStringParser(request.hosts()).getServerAddresses(), Connection::preferringIpV4),
                new ConnectionConfig());
        byte[] credentials = request.access().credentials();
        if (credentials.length > 0) {
            addAuthInfo("digest", credentials);
        }
    }

    /** The server's address and port as digits, if there is a connection right now. */
    Optional<String> server() {
        SocketAddress remote = getState().isConnected() ? testableRemoteSocketAddress() : null;
        return remote instanceof InetSocketAddress address && address.getAddress() != null
                ? Optional.of(address.getAddress().getHostAddress() + ":" + address.getPort())
                : Optional.empty();
    }

    /** Localhost is two addresses on many machines, and servers listen on the older one; to try the other first costs a second. */
    private static InetAddress[] preferringIpV4(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        InetAddress[] old =
                Arrays.stream(all).filter(Inet4Address.class::isInstance).toArray(InetAddress[]::new);
        return old.length == 0 ? all : old;
    }
}
