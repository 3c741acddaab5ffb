package jubatus.common.rpc;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a status tells of an {@link RpcServer} and its bounds, by keys that begin with {@code rpc.}. Safe for concurrent use. */
final class RpcStatus {
    private RpcStatus() {}

    static Map<String, String> of(RpcStatistics statistics, RpcBounds bounds, BufferBudget budget) {
        var entries = new TreeMap<String, String>();
        put(entries, "open_connections", statistics.openConnections());
        put(entries, "max_connections", bounds.connections());
        put(entries, "buffered_bytes", budget.taken());
        put(entries, "max_buffered_bytes", budget.limitBytes());
        put(entries, "max_message_bytes", bounds.messageBytes());
        statistics.connections().forEach((event, count) -> put(entries, "connections_" + lower(event), count));
        statistics.limits().forEach((limit, count) -> put(entries, "limit_" + lower(limit), count));
        return entries;
    }

    private static void put(Map<String, String> entries, String key, long value) {
        entries.put("rpc." + key, Long.toString(value));
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
