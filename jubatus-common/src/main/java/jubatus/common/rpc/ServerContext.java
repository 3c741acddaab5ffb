package jubatus.common.rpc;

import io.netty.channel.EventLoop;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import jubatus.common.process.LogThrottle;

/**
 * What the connections of one server share.
 *
 * @param budget for the messages of all connections
 * @param refusals for the records of connections that broke the protocol
 * @param connections the open ones; any thread may look
 * @param loops those that have had a connection
 * @param workers for what blocks
 */
record ServerContext(
        RpcServer.Options options,
        MethodTable methods,
        MethodRunner runner,
        RpcStatistics statistics,
        ReceiveBudget budget,
        LogThrottle refusals,
        Set<ServerConnection> connections,
        ConcurrentMap<EventLoop, RpcLoop> loops,
        Executor workers) {

    /** The same for another port, with methods of its own. */
    ServerContext offering(MethodTable others) {
        return new ServerContext(
                options, others, runner, statistics, budget, refusals, connections, loops, workers);
    }

    RpcLoop loop(EventLoop loop) {
        return loops.computeIfAbsent(loop, any -> new RpcLoop(any, workers));
    }

    int maxMessageBytes() {
        return (int) Math.min(options.maxMessageBytes(), RpcLimits.MESSAGE_BYTES);
    }
}
