package jubatus.common.rpc;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import jubatus.common.process.LogThrottle;
import jubatus.common.tls.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the connections of one server share.
 *
 * @param budget for the messages of all connections
 * @param refusals for the records of connections that broke the protocol
 * @param loops those that have had a connection
 * @param workers for what blocks
 * @param tls which connections speak
 */
record ServerContext(
        RpcServer.Options options,
        MethodTable methods,
        MethodRunner runner,
        RpcStatistics statistics,
        BufferBudget budget,
        LogThrottle refusals,
        OpenConnections connections,
        ConcurrentMap<EventLoop, RpcLoop> loops,
        Executor workers,
        Tls tls) {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    /** The same for another port, with methods of its own. */
    ServerContext offering(MethodTable others) {
        return new ServerContext(
                options, others, runner, statistics, budget, refusals, connections, loops, workers, tls);
    }

    RpcLoop loop(EventLoop loop) {
        return loops.computeIfAbsent(loop, any -> new RpcLoop(any, workers));
    }

    /** Counts and reports, at most once a second, a connection that is closed because of what its client did. */
    void closes(Channel channel, String reason) {
        statistics.count(RpcStatistics.Connections.PROTOCOL_CLOSED);
        refusals.pass()
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("leftOut", leftOut)
                        .log("connection closed: peer={} {}", channel.remoteAddress(), reason));
    }

    int maxMessageBytes() {
        return (int) Math.min(options.bounds().messageBytes(), RpcLimits.MESSAGE_BYTES);
    }
}
