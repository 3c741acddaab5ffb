package jubatus.ctl;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jubatus.common.client.ClassifierClient;
import jubatus.common.cluster.Coordinator;
import jubatus.core.JubatusException;

/**
 * {@code watch}: looks at the servers of a cluster again and again. A terminal shows the last {@link WatchTable} alone; elsewhere they come
 * one after the other. Servers that are asked in vain cost the look as long as {@link #TIMEOUT} each.
 */
final class WatchCommand {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private final CtlOptions options;
    private final Coordinator coordinator;
    private final PrintStream out;
    /** By server: its updates at the look before, and when that was. */
    private final Map<String, long[]> before = new HashMap<>();

    WatchCommand(CtlOptions options, Coordinator coordinator, PrintStream out) {
        this.options = options;
        this.coordinator = coordinator;
        this.out = out;
    }

    /**
     * Looks until it has looked as often as was asked for, or for ever.
     *
     * @return whether every server answered at the last look
     */
    boolean run(boolean terminal) throws InterruptedException {
        boolean allAnswer = false;
        CtlOptions.Watching watching = options.watching();
        for (int look = 0; watching.times() == 0 || look < watching.times(); look++) {
            if (look > 0) {
                Thread.sleep(Duration.ofSeconds(watching.everySeconds()).toMillis());
            }
            WatchTable table = look();
            if (options.json()) {
                out.println(table.json());
            } else {
                out.print((terminal ? HOME_AND_CLEAR : "") + table.text());
            }
            out.flush();
            allAnswer = !table.rows().isEmpty()
                    && table.rows().stream().noneMatch(row -> row.status().isEmpty());
        }
        return allAnswer;
    }

    private WatchTable look() {
        var actives = Set.copyOf(coordinator.children(options.cluster().actives()));
        List<WatchTable.Row> rows = new ArrayList<>();
        for (String server : coordinator.children(options.cluster().nodes())) {
            Map<String, String> status = status(server);
            String state = WatchTable.state(server, actives, status);
            rows.add(new WatchTable.Row(server, state, status, updatesPerSecond(server, status)));
        }
        return new WatchTable(rows);
    }

    private Map<String, String> status(String server) {
        try (ClassifierClient client = options.client(server, TIMEOUT)) {
            return client.getStatus().values().stream().findFirst().orElse(Map.of());
        } catch (JubatusException e) {
            return Map.of();
        }
    }

    private double updatesPerSecond(String server, Map<String, String> status) {
        if (!status.containsKey("update_count")) {
            before.remove(server);
            return -1;
        }
        long[] now = {Long.parseLong(status.get("update_count")), System.nanoTime()};
        long[] last = before.put(server, now);
        return last == null || now[0] < last[0] ? -1 : (now[0] - last[0]) * 1e9 / (now[1] - last[1]);
    }
}
