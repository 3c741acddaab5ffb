package jubatus.common.rpc;

import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What the connections of one server share.
 *
 * @param workers where large requests run
 * @param connections the open ones; any thread may look
 */
record ServerContext(
        RpcServer.Options options,
        MethodTable methods,
        MethodRunner runner,
        RpcStatistics statistics,
        Executor workers,
        Set<ServerConnection> connections) {

    int maxMessageBytes() {
        return (int) Math.min(options.maxMessageBytes(), RpcLimits.MESSAGE_BYTES);
    }
}
