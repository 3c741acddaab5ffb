package jubatus.dist;

import java.util.List;

/**
 * Where a program runs.
 *
 * @param address at which others reach what listens there
 * @param command what a command begins with that runs there
 */
record Host(String address, List<String> command) {
    /** The machine of the tests, which reach what listens there without leaving it. */
    static final Host LOCAL = new Host("127.0.0.1", List.of());

    Host {
        command = List.copyOf(command);
    }
}
