package jubatus.proxy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.RpcLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of one event loop's clients on, over connections of the same loop, so that no other thread has a part in it. Confined
 * to the loop.
 */
final class Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    /** How exactly the time-out is kept. */
    private static final Duration TICK = Duration.ofMillis(50);

    private static final Duration POOL_TICK = Duration.ofSeconds(1);

    private final RpcLoop loop;
    private final Forwarding shared;
    private final SessionPool pool;
    private final InFlight inFlight = new InFlight();
    private boolean ticking;
    private boolean poolTicking;

    Forwarder(RpcLoop loop, Forwarding shared) {
        this.loop = loop;
        this.shared = shared;
        this.pool = new SessionPool(loop, shared.settings(), shared.counters());
    }

    /** Forwards a request; its answer comes when it comes. */
    void forward(Request request, Answer answer) {
        ActiveServers known = shared.members().find(request.cluster());
        if (known != null && !known.nodes().isEmpty()) {
            forward(request, answer, known);
        } else {
            // The first server may have entered a moment ago, and the watch may be on its way.
            shared.members().lookUp(request.cluster(), found -> loop.execute(() -> forward(request, answer, found)));
        }
    }

    private void forward(Request request, Answer answer, ActiveServers servers) {
        if (servers.nodes().isEmpty()) {
            answer.error(ErrorText.noServer(request.cluster()));
            return;
        }
        if (request.method().route() instanceof Method.Route.One one) {
            var forward = new OneForward(this, request, one, answer);
            begin(forward);
            forward.start(servers);
        } else if (request.method().route() instanceof Method.Route.All all) {
            var forward = new AllForward(this, request, all.fold().get(), answer);
            begin(forward);
            forward.start(servers);
        }
    }

    SessionPool pool() {
        return pool;
    }

    AvoidedServers avoided() {
        return shared.avoided();
    }

    Settings settings() {
        return shared.settings();
    }

    Counters counters() {
        return shared.counters();
    }

    /** The servers of the request's cluster as they are now. */
    List<Node> servers(Request request) {
        ActiveServers now = shared.members().find(request.cluster());
        return now == null ? List.of() : now.nodes();
    }

    /** Any of the servers that fulfil the condition, rather one that does not fail at present; null if there is none. */
    Node choose(List<Node> servers, Predicate<Node> condition) {
        Node second = null;
        int from = servers.size() < 2 ? 0 : ThreadLocalRandom.current().nextInt(servers.size());
        for (int i = 0; i < servers.size(); i++) {
            Node node = servers.get((from + i) % servers.size());
            if (condition.test(node)) {
                if (!avoided().contains(node)) {
                    return node;
                }
                second = node;
            }
        }
        return second;
    }

    /** The client has its answer. Servers that have yet to answer are given the time-out, so that one that hangs is found out. */
    void end(Forward forward) {
        forward.end();
        if (forward.isSettled()) {
            inFlight.remove(forward);
        }
    }

    /** Tells the log, at most once a second, of a server that failed. */
    void report(Request request, Node node, Object why) {
        shared.failures()
                .pass()
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("leftOut", leftOut)
                        .log(
                                "server failed: method={} cluster={} peer={}:{} reason={}",
                                request.method().name(),
                                request.cluster(),
                                node.host(),
                                node.port(),
                                why));
    }

    private void begin(Forward forward) {
        inFlight.add(forward);
        if (!ticking) {
            ticking = true;
            loop.schedule(TICK, this::tick);
        }
        if (!poolTicking) {
            poolTicking = true;
            loop.schedule(POOL_TICK, this::tickOfThePool);
        }
    }

    private void tick() {
        try {
            inFlight.look(System.nanoTime(), shared.settings().timeout().toNanos());
        } catch (RuntimeException e) {
            LOG.error("a request could not be timed out", e);
        } finally {
            ticking = !inFlight.isEmpty();
            if (ticking) {
                loop.schedule(TICK, this::tick);
            }
        }
    }

    private void tickOfThePool() {
        try {
            pool.dropIdle();
        } catch (RuntimeException e) {
            LOG.error("an idle connection could not be dropped", e);
        } finally {
            poolTicking = !pool.isEmpty();
            if (poolTicking) {
                loop.schedule(POOL_TICK, this::tickOfThePool);
            }
        }
    }
}
