package jubatus.proxy;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jubatus.common.process.LogThrottle;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.RpcLoop;
import jubatus.common.rpc.RpcServer;
import jubatus.core.msgpack.MessageReader;

/** The methods that the proxy forwards, by the table of 01 §4.3. Safe for concurrent use. */
final class ProxyMethods {
    private static final List<Method> METHODS = List.of(
            Method.update("train", Shape.LABELED_DATA, Result.INT),
            Method.read("classify", Shape.DATA, Result.ESTIMATES),
            Method.read("get_labels", Shape.NOTHING, Result.COUNTS),
            Method.broadcast("set_label", Shape.TEXT, Fold.And::new),
            Method.broadcast("clear", Shape.NOTHING, Fold.And::new),
            Method.broadcast("delete_label", Shape.TEXT, Fold.Or::new),
            Method.read("get_config", Shape.NOTHING, Result.TEXT),
            Method.broadcast("save", Shape.TEXT, () -> new Fold.Union(Result.TEXT)),
            Method.broadcast("load", Shape.TEXT, Fold.And::new),
            Method.broadcast("get_status", Shape.NOTHING, () -> new Fold.Union(Result.TEXTS)));

    private final Forwarding forwarding;
    private final ConcurrentMap<RpcLoop, Forwarder> forwarders = new ConcurrentHashMap<>();

    ProxyMethods(Members members, Settings settings, Counters counters) {
        this(members, settings, counters, new AvoidedServers(System::nanoTime));
    }

    /** As the other; {@code avoided} may be looked at by others. */
    ProxyMethods(Members members, Settings settings, Counters counters, AvoidedServers avoided) {
        this.forwarding = new Forwarding(members, settings, counters, avoided, new LogThrottle());
    }

    void register(RpcServer server) {
        for (Method method : METHODS) {
            server.concurrentMethod(method.name(), (params, answer) -> forward(method, params, answer));
        }
    }

    private void forward(Method method, MessageReader params, Answer answer) {
        Request request = method.read(params);
        forwarding.counters().countRequest();
        RpcLoop loop = answer.loop();
        Forwarder known = forwarders.get(loop);
        Forwarder forwarder =
                known != null ? known : forwarders.computeIfAbsent(loop, any -> new Forwarder(any, forwarding));
        if (loop.isCurrent()) {
            forwarder.forward(request, answer);
        } else {
            loop.execute(() -> forwarder.forward(request, answer));
        }
    }
}
