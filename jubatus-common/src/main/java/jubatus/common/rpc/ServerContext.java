package jubatus.common.rpc;

import java.util.Set;
import jubatus.common.process.LogThrottle;

/**
 * What the connections of one server share.
 *
 * @param budget for the messages of all connections
 * @param refusals for the records of connections that broke the protocol
 * @param connections the open ones; any thread may look
 */
record ServerContext(
        RpcServer.Options options,
        MethodTable methods,
        MethodRunner runner,
        RpcStatistics statistics,
        ReceiveBudget budget,
        LogThrottle refusals,
        Set<ServerConnection> connections) {

    int maxMessageBytes() {
        return (int) Math.min(options.maxMessageBytes(), RpcLimits.MESSAGE_BYTES);
    }
}
