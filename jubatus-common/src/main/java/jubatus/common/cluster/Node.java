package jubatus.common.cluster;

import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * A process of the cluster by the name under which it is registered, {@code <address>_<port>}. Nodes are ordered by the bytes of
 * their names, as ZooKeeper's children are listed.
 */
public record Node(String host, int port) implements Comparable<Node> {
    private static final int LARGEST_PORT = 65535;

    public Node {
        if (host.isEmpty() || host.indexOf('_') >= 0 || host.indexOf('/') >= 0) {
            throw failure("\"" + host
                    + "\" is not an address that a node can be named by; it must not be empty or hold _ or /");
        }
        if (port < 1 || port > LARGEST_PORT) {
            throw failure(port + " is not a port of a node; it must be from 1 to " + LARGEST_PORT);
        }
    }

    /**
     * Reads a node's name, which splits at its first {@code _}.
     *
     * @throws JubatusException if it is not the name of a node
     */
    public static Node parse(String name) {
        int split = name.indexOf('_');
        int port = split < 0 ? -1 : decimal(name, split + 1);
        if (split < 1 || port < 0) {
            throw failure("\"" + name + "\" is not the name of a node, <address>_<port>");
        }
        return new Node(name.substring(0, split), port);
    }

    /** The number that ends {@code text}, or -1 if that is no port. */
    private static int decimal(String text, int from) {
        int number = text.length() > from ? 0 : -1;
        for (int i = from; i < text.length() && number >= 0; i++) {
            int digit = text.charAt(i) - '0';
            number = digit < 0 || digit > 9 || number > LARGEST_PORT ? -1 : number * 10 + digit;
        }
        return number;
    }

    private static JubatusException failure(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }

    @Override
    public int compareTo(Node other) {
        return ByteString.utf8(toString()).compareTo(ByteString.utf8(other.toString()));
    }

    /** The name under which the node is registered. */
    @Override
    public String toString() {
        return host + "_" + port;
    }
}
