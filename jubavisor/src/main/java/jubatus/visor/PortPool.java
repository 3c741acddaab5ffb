package jubatus.visor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ports for servers: the {@value #SIZE} above the visor's own. The lowest that is free goes first, so that a server that is
 * stopped and started again finds the models that it saved under its port. Not safe for concurrent use.
 */
final class PortPool {
    static final int SIZE = 16;

    private static final int LARGEST_PORT = 65535;

    private final int visorPort;
    private final Set<Integer> taken = new TreeSet<>();

    PortPool(int visorPort) {
        this.visorPort = visorPort;
    }

    /** The ports that are neither taken nor in use by another process at {@code address}, ascending. */
    List<Integer> free(String address) {
        var free = new ArrayList<Integer>();
        for (int port = visorPort + 1; port <= Math.min(visorPort + SIZE, LARGEST_PORT); port++) {
            if (!taken.contains(port) && canListen(address, port)) {
                free.add(port);
            }
        }
        return free;
    }

    void take(int port) {
        if (!taken.add(port)) {
            throw new IllegalStateException("port " + port + " is taken already");
        }
    }

    void giveBack(int port) {
        taken.remove(port);
    }

    private static boolean canListen(String address, int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
