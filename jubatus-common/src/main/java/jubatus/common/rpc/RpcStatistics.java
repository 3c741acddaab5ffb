package jubatus.common.rpc;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What a server has done since it started. Each figure is exact, but they are not read at one instant.
 *
 * <p>{@code accepted = open + closed by either side}. A connection that was closed because of a limit is counted there besides.
 * Answers with an error are counted once in {@link #errors()}, besides in {@link #requestsByMethod()} if the method exists.
 */
public final class RpcStatistics {
    /** Why a request was answered with an error. */
    public enum Errors {
        /** Error 1. */
        UNKNOWN_METHOD,
        /** Error 2. */
        TYPE_MISMATCH,
        /** A text that the method meant for the client. */
        REPORTED,
        /** The method failed by a bug; its stack trace is in the log. Alert on it. */
        INTERNAL
    }

    /** What happened to connections. */
    public enum Connections {
        ACCEPTED,
        /** Accepted connections that ended, for whatever reason. */
        CLOSED,
        /** Closed because no complete request came within the time-out. */
        IDLE_CLOSED,
        /** Closed because of bytes that are not a request, or of a message above the limit of one or of all together. */
        PROTOCOL_CLOSED
    }

    /** How often a limit was reached. Those of the first kind are what a busy server may see; alert on the others. */
    public enum Limits {
        /** Accepting paused, because as many connections as allowed were open. */
        CONNECTIONS,
        /** Accepting failed and paused, mostly because the process has as many files open as it may. */
        ACCEPT_FAILED,
        /** A connection was closed because of a message that is too long. */
        MESSAGE_SIZE,
        /** A connection was closed because a message did not arrive in time. */
        MESSAGE_TIME,
        /** Reading from a connection paused, because clients took much memory. */
        MEMORY_PAUSED,
        /** A connection was closed, because clients took all the memory that they may. */
        MEMORY_CLOSED
    }

    private final Supplier<MethodTable> methods;
    private final Map<Errors, LongAdder> errors = adders(Errors.class);
    private final Map<Connections, LongAdder> connections = adders(Connections.class);
    private final Map<Limits, LongAdder> limits = adders(Limits.class);
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();

    RpcStatistics(Supplier<MethodTable> methods) {
        this.methods = methods;
    }

    /** Requests and notifications per registered method, sorted by name. */
    public Map<String, Long> requestsByMethod() {
        var requests = new TreeMap<String, Long>();
        for (RpcMethod method : methods.get().methods()) {
            requests.put(method.name().toString(), method.tally().calls());
        }
        return requests;
    }

    /** What became of the calls of each registered method, sorted by name. */
    public List<MethodFigures> methods() {
        return methods.get().methods().stream()
                .map(method -> method.tally().figures(method.name().toString()))
                .sorted(Comparator.comparing(MethodFigures::method))
                .toList();
    }

    public Map<Errors, Long> errors() {
        return sums(Errors.class, errors);
    }

    public Map<Connections, Long> connections() {
        return sums(Connections.class, connections);
    }

    public Map<Limits, Long> limits() {
        return sums(Limits.class, limits);
    }

    public long openConnections() {
        return connections.get(Connections.ACCEPTED).sum()
                - connections.get(Connections.CLOSED).sum();
    }

    /** Bytes received. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Bytes of answers handed to the network. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    void count(Errors kind) {
        errors.get(kind).increment();
    }

    void count(Connections event) {
        connections.get(event).increment();
    }

    void count(Limits limit) {
        limits.get(limit).increment();
    }

    void countIn(long bytes) {
        bytesIn.add(bytes);
    }

    void countOut(long bytes) {
        bytesOut.add(bytes);
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kinds) {
        var adders = new EnumMap<E, LongAdder>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Class<E> kinds, Map<E, LongAdder> adders) {
        var sums = new EnumMap<E, Long>(kinds);
        adders.forEach((kind, adder) -> sums.put(kind, adder.sum()));
        return sums;
    }
}
