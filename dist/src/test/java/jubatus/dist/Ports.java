package jubatus.dist;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for programs under test, each given once. They lie below those that Linux gives to outgoing connections, one of which could
 * otherwise take a port between its choice and its use; and in a band of its own for each of the processes that run tests side by side.
 * Safe for concurrent use.
 */
final class Ports {
    private static final int FIRST = 12_000;
    private static final int BANDS = 2;
    private static final int BAND = 9_000;
    private static final int BEGIN = FIRST + Math.floorMod(Integer.getInteger("test.process", 1), BANDS) * BAND;

    /** Not where the run before began, whose last connections may still be closing. */
    private static final AtomicInteger GIVEN =
            new AtomicInteger((int) (ProcessHandle.current().pid() % BAND));

    private Ports() {}

    /** One on which nobody listens. */
    static int free() throws IOException {
        for (int tries = 0; tries < BAND; tries++) {
            int port = BEGIN + GIVEN.getAndIncrement() % BAND;
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                return port;
            } catch (BindException e) {
                // Somebody else's.
            }
        }
        throw new IOException("none of the ports from " + BEGIN + " to " + (BEGIN + BAND - 1) + " is free");
    }
}
