package jubatus.common.visor;

import java.time.Duration;
import jubatus.common.rpc.RpcClient;
import jubatus.common.tls.Tls;
import jubatus.core.msgpack.MessageReader;

/**
 * A client of one jubavisor, the original's or ours. Every call waits for its answer and throws a {@link
 * jubatus.common.rpc.RpcException} if there is none. Safe for use by any number of threads.
 */
public final class VisorClient implements AutoCloseable {
    private static final long MAX_ANSWER_BYTES = 1 << 20;

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

    @Override
    public void close() {
        rpc.close();
    }
}
