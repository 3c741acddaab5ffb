package jubatus.common.visor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jubatus.common.rpc.RpcClient;
import jubatus.common.tls.Tls;
import jubatus.core.msgpack.MessageReader;

/**
 * A client of one jubavisor, the original's or ours. Every call waits for its answer and throws a {@link
 * jubatus.common.rpc.RpcException} if there is none. Safe for use by any number of threads.
 */
public final class VisorClient implements AutoCloseable {
    private static final long MAX_ANSWER_BYTES = 1 << 20;
    /** Fifteen seconds until SIGKILL, five after it, and a margin. */
    private static final Duration TO_END = Duration.ofSeconds(25);

    private final RpcClient rpc;

    private VisorClient(RpcClient rpc) {
        this.rpc = rpc;
    }

    /** It connects with the first call. */
    public static VisorClient connect(String host, int port, Duration timeout) {
        return connect(host, port, timeout, Tls.OFF);
    }

    /** As the other, over TLS if it is on. */
    public static VisorClient connect(String host, int port, Duration timeout, Tls tls) {
        return new VisorClient(new RpcClient(new RpcClient.Options(host, port, timeout, MAX_ANSWER_BYTES, tls)));
    }

    /**
     * Lets servers run at the visor.
     *
     * @param count how many there shall be then, at that visor, of that cluster
     * @param type of the servers; like {@code zookeeper} of no use to a visor, which has its own
     * @return 0 if they run; a visor of this suite has then seen each of them listen and become a member
     */
    public int start(String target, long count, ServerArgv argv, String type, String zookeeper) {
        return rpc.call(
                "start",
                params -> {
                    params.array(3);
                    params.raw(target);
                    params.unsigned(count);
                    argv.write(params, type, zookeeper, target);
                },
                MessageReader::readInt);
    }

    /**
     * Ends all servers that the visor runs of a cluster, whatever {@code count} is.
     *
     * @return 0 if they have ended, else the negated number of those that have not
     */
    public int stop(String target, long count) {
        return rpc.call(
                "stop",
                params -> {
                    params.array(2);
                    params.raw(target);
                    params.unsigned(count);
                },
                MessageReader::readInt);
    }

    /** The nodes of the servers that the visor runs of a cluster; a visor of this suite only. */
    public List<String> listServers(String cluster) {
        return rpc.call(
                "list_servers",
                params -> {
                    params.array(1);
                    params.raw(cluster);
                },
                result -> {
                    var nodes = new ArrayList<String>();
                    for (int left = result.readArray(); left > 0; left--) {
                        nodes.add(result.readByteString().toString());
                    }
                    return nodes;
                });
    }

    /**
     * Ends a server and starts it again with the same options at the same port; a visor of this suite only.
     *
     * @param patience for the new one to serve; the visor gives the old one twenty seconds to end
     */
    public void restartServer(String cluster, String node, Duration patience) {
        rpc.call(
                "restart_server",
                patience.plus(TO_END),
                params -> {
                    params.array(3);
                    params.raw(cluster);
                    params.raw(node);
                    params.unsigned(patience.toSeconds());
                },
                MessageReader::readBoolean);
    }

    @Override
    public void close() {
        rpc.close();
    }
}
