package jubatus.benchmark.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports that stay free while the program that listens there is away: the system gives outgoing connections ports from 32 768 on, so these
 * are below. For one thread.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private final Random random = new Random();
    private final Set<Integer> taken = new HashSet<>();

    /** One that nobody listens on, and that was not given before. */
    int next() throws IOException {
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + random.nextInt(COUNT);
            if (isFree(port) && taken.add(port)) {
                return port;
            }
        }
        throw new IOException("no free port was found from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
