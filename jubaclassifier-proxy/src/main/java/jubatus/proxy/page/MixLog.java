package jubatus.proxy.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jubatus.common.json.JsonText;

/**
 * The mixes that somebody saw from outside: a model's version grows by one with each, and its master tells what it cost. For one thread.
 */
final class MixLog {
    private static final int KEPT = 100;

    private final List<Mix> mixes = new ArrayList<>();
    /** The highest version that was seen; -1 before the first look. */
    private long version = -1;
    /** Of the last mix of each master, by its node. */
    private final Map<String, MixCost> costs = new HashMap<>();
    /** Those of before versions counted as they do now. */
    private Set<MixCost> stale = Set.of();

    /**
     * A mix, or several that came between two looks.
     *
     * @param millis when the first server with its model was seen, Unix time
     * @param version that it led to
     * @param count how many mixes
     * @param servers of those that were active then, how many are known to have its model, or a later one
     * @param of how many were active then
     * @param cost of the last of them; empty as long as nobody told
     * @param isOver whether nothing more can be learned about it
     */
    record Mix(long millis, long version, long count, int servers, int of, Optional<MixCost> cost, boolean isOver) {
        Mix(long millis, long version, long count, int servers, int of) {
            this(millis, version, count, servers, of, Optional.empty(), false);
        }

        /** A server that has left since takes nothing back, and one that came since adds nothing. */
        private Mix heldBy(int holders) {
            int most = Math.min(of, Math.max(servers, holders));
            return isOver ? this : new Mix(millis, version, count, most, of, cost, false);
        }

        Mix costing(Optional<MixCost> told) {
            return isOver || cost.isPresent() ? this : new Mix(millis, version, count, servers, of, told, false);
        }

        private Mix over() {
            return new Mix(millis, version, count, servers, of, cost, true);
        }

        void write(JsonText json) {
            json.beginObject()
                    .field("time", millis)
                    .field("version", version)
                    .field("count", count)
                    .field("servers", servers)
                    .field("of", of);
            cost.ifPresent(known -> known.write(json));
            json.endObject();
        }
    }

    /** Looks at the active servers. A version that falls is no mix: the model was cleared, or another loaded. */
    void look(List<ServerView> servers, long millis) {
        List<ServerView> active = servers.stream()
                .filter(server -> server.state() == ServerView.State.ACTIVE && server.number("model_version") >= 0)
                .toList();
        if (active.isEmpty()) {
            return;
        }
        long highest = active.stream()
                .mapToLong(server -> server.number("model_version"))
                .max()
                .orElseThrow();
        takeCosts(servers);
        if (version < 0 || highest < version) {
            stale = Set.copyOf(costs.values());
        }
        mixes.replaceAll(mix -> mix.heldBy(holders(active, mix.version())));
        if (version >= 0 && highest > version) {
            mixes.add(new Mix(millis, highest, highest - version, holders(active, highest), active.size()));
            if (mixes.size() > KEPT) {
                mixes.remove(0);
            }
        } else if (highest < version) {
            // Versions count anew, and say nothing of the mixes before.
            mixes.replaceAll(Mix::over);
        }
        mixes.replaceAll(mix -> mix.costing(cost(mix.version())));
        version = highest;
    }

    private void takeCosts(List<ServerView> servers) {
        costs.keySet().retainAll(servers.stream().map(ServerView::node).collect(Collectors.toSet()));
        servers.forEach(server -> MixCost.of(server).ifPresent(cost -> costs.put(server.node(), cost)));
    }

    private Optional<MixCost> cost(long version) {
        return costs.values().stream()
                .filter(cost -> cost.version() == version && !stale.contains(cost))
                .findFirst();
    }

    private static int holders(List<ServerView> active, long version) {
        return (int) active.stream()
                .filter(server -> server.number("model_version") >= version)
                .count();
    }

    /** From the oldest on. */
    List<Mix> mixes() {
        return List.copyOf(mixes);
    }
}
