package jubatus.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Hosts with an address and a network stack of their own, and cables that can be cut: what is sent then vanishes, and nobody is told, as
 * when a switch fails. They are network namespaces of Linux, on a bridge in a namespace for itself, where no rule of this machine's
 * firewall holds. The tests' own process has a cable too, which is never cut.
 *
 * <p>Two hosts are split by giving each a wrong link address for the other, so their connections know nothing of it. Used by one thread.
 */
final class Network implements AutoCloseable {
    /** For networks of devices under test (RFC 2544), of which each network takes 256 addresses. */
    private static final String PREFIX = "198.18.";

    private static final String NOBODY = "02:00:00:00:00:01";

    private final String name = "jb" + ProcessHandle.current().pid();
    private final String subnet;
    private final List<Host> hosts = new ArrayList<>();

    private Network(String subnet) {
        this.subnet = subnet;
    }

    /** Without hosts. The test is skipped where networks cannot be made. */
    static Network create() throws IOException {
        var network = new Network(freeSubnet());
        String failure = network.tryToBuild();
        if (!failure.isEmpty()) {
            network.close();
        }
        assumeTrue(failure.isEmpty(), "only root may make networks, with the ip command of iproute2: " + failure);
        return network;
    }

    private static String freeSubnet() throws IOException {
        int first = (int) (ProcessHandle.current().pid() % 256);
        for (int i = 0; i < 256; i++) {
            String subnet = PREFIX + (first + i) % 256 + ".";
            if (NetworkInterface.getByInetAddress(Inet4Address.getByName(subnet + 1)) == null) {
                return subnet;
            }
        }
        throw new AssertionError("the networks of 256 other tests have taken all of " + PREFIX + "*");
    }

    /** Answers why it does not work; empty if it does. */
    private String tryToBuild() {
        return output(
                "ip netns add " + name,
                "ip -n " + name + " link add switch type bridge",
                "ip -n " + name + " link set switch up",
                cable(
                        "test",
                        "name " + name + " netns " + ProcessHandle.current().pid()),
                "ip addr add " + subnet + "1/24 dev " + name,
                "ip link set " + name + " up");
    }

    /** From a new plug of the switch. */
    private String cable(String plug, String otherEnd) {
        return "ip -n " + name + " link add " + plug + " type veth peer " + otherEnd + " && ip -n " + name
                + " link set " + plug + " master switch up";
    }

    Host addHost() {
        int number = hosts.size() + 2;
        String namespace = namespace(number);
        run(
                "ip netns add " + namespace,
                cable("host" + number, "name eth0 netns " + namespace),
                "ip -n " + namespace + " link set lo up",
                "ip -n " + namespace + " addr add " + subnet + number + "/24 dev eth0",
                "ip -n " + namespace + " link set eth0 up");
        var host = new Host(subnet + number, List.of("/usr/bin/env", "nsenter", "--net=/run/netns/" + namespace));
        hosts.add(host);
        return host;
    }

    /** From now on nothing passes between these hosts and those. */
    void split(Collection<Host> these, Collection<Host> those) {
        var commands = new ArrayList<String>();
        for (Host one : these) {
            for (Host other : those) {
                commands.add(neighbour("replace", one, other) + " lladdr " + NOBODY + " nud permanent");
                commands.add(neighbour("replace", other, one) + " lladdr " + NOBODY + " nud permanent");
            }
        }
        run(commands.toArray(String[]::new));
    }

    /** From now on nothing passes between this host and the others. */
    void cutOff(Host host) {
        split(List.of(host), hosts.stream().filter(other -> !other.equals(host)).toList());
    }

    /** All hosts reach each other again. */
    void heal() {
        run(hosts.stream()
                .map(host -> "ip -n " + namespace(host) + " neigh flush dev eth0 nud permanent")
                .toArray(String[]::new));
    }

    private String neighbour(String command, Host at, Host other) {
        return "ip -n " + namespace(at) + " neigh " + command + " " + other.address() + " dev eth0";
    }

    private String namespace(Host host) {
        return namespace(hosts.indexOf(host) + 2);
    }

    private String namespace(int number) {
        return name + "-" + number;
    }

    private static void run(String... commands) {
        String failure = output(commands);
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
    }

    /** Answers what failed commands print: nothing if all is well. */
    private static String output(String... commands) {
        try {
            var process = new ProcessBuilder("sh", "-c", String.join(" && ", commands))
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.onExit().join().exitValue();
            return status == 0 ? "" : printed.strip() + " (status " + status + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Programs that still run there keep their host, but reach nobody. */
    @Override
    public void close() {
        for (Host host : hosts) {
            output("ip netns del " + namespace(host));
        }
        // Namespaces take their ends of cables with them, but only some time later.
        output("ip link del " + name);
        output("ip netns del " + name);
    }
}
