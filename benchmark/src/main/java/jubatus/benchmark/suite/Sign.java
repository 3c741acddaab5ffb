package jubatus.benchmark.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jubatus.benchmark.load.Control;

/** By what a program shows that it serves; a proxy answers only when there are servers, and ZooKeeper has another protocol. */
public enum Sign {
    LISTENS,
    ANSWERS;

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long POLL_NANOS = 1_000_000;

    /**
     * Waits for it; false if the process ends first.
     *
     * @param cluster the name that calls carry
     * @throws IOException if the process neither serves nor ends within a minute
     */
    boolean await(ServerProcess server, String cluster) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (server.isAlive()) {
            if (isShownBy(server, cluster)) {
                server.serves();
                return true;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("a server does not answer within 60 s; it printed: "
                        + server.output().strip());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return false;
    }

    private boolean isShownBy(ServerProcess server, String cluster) {
        try (Control control = Control.connect(server.port(), cluster, Duration.ofSeconds(10))) {
            return this == LISTENS || control.answers();
        } catch (IOException e) {
            return false; // Nobody listens yet.
        }
    }
}
