package jubatus.benchmark.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import jubatus.benchmark.load.Control;

/**
 * What a row of the table drives: one server, or ZooKeeper, a proxy and servers, all on this machine. Ends its processes when closed.
 *
 * @param processes which started it
 * @param entrance the process that clients talk to
 * @param servers all that learn
 * @param all also those that nobody measures
 * @param cluster the name that calls carry
 */
public record Deployment(
        Processes processes,
        ServerProcess entrance,
        List<ServerProcess> servers,
        List<ServerProcess> all,
        String cluster)
        implements AutoCloseable {
    /** How long an answer may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    public Deployment {
        servers = List.copyOf(servers);
        all = List.copyOf(all);
    }

    /** A connection for single calls to the entrance. */
    public Control control() throws IOException {
        return Control.connect(entrance.port(), cluster, PATIENCE);
    }

    /** Bytes of memory that the servers hold, and the entrance. */
    public long residentBytes() throws IOException {
        long sum = servers.contains(entrance) ? 0 : entrance.residentBytes();
        for (ServerProcess server : servers) {
            sum += server.residentBytes();
        }
        return sum;
    }

    /** Seconds that the servers and the entrance have computed. */
    public double cpuSeconds() throws IOException {
        double sum = servers.contains(entrance) ? 0 : entrance.cpuSeconds();
        for (ServerProcess server : servers) {
            sum += server.cpuSeconds();
        }
        return sum;
    }

    @Override
    public void close() {
        processes.end(all);
    }
}
