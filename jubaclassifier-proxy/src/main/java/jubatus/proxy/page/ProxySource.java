package jubatus.proxy.page;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.MethodFigures;
import jubatus.common.tls.Tls;

/**
 * What the page needs of its proxy. Asked by several threads.
 *
 * @param node the proxy's own name
 * @param coordinator the connection to ZooKeeper; null while there is none yet
 * @param methods what became of the calls of each method
 * @param asked what went to a server
 * @param isAvoided whether the proxy leaves a server alone for the moment
 * @param calling how servers are called
 */
public record ProxySource(
        String node,
        Supplier<Coordinator> coordinator,
        Supplier<List<MethodFigures>> methods,
        Function<Node, Asked> asked,
        Predicate<Node> isAvoided,
        Calling calling) {

    /**
     * How servers are called.
     *
     * @param timeout of a classify that somebody tries
     * @param mayClassify whether the proxy offers that to its clients
     */
    public record Calling(Tls tls, Duration timeout, boolean mayClassify) {}

    /** What the proxy sent to a server since it started; {@code sent = answered + failed + under way}. */
    public record Asked(long sent, long answered, long failed) {}
}
