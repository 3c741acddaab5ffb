package jubatus.common.rpc;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Option;
import jubatus.common.cli.UsageException;

/**
 * Which methods a server offers at which port.
 *
 * @param allowed those at the server's own port; none means all
 * @param readonlyPort a second port for those that change nothing, whatever is allowed at the first; 0 for none
 */
public record Offer(Set<String> allowed, int readonlyPort) {
    /** All methods, at one port. */
    public static final Offer ALL = new Offer(Set.of(), 0);

    /** Methods of servers and proxies that leave a model and its files as they are. Those of peers are not for clients. */
    static final Set<String> READING = Set.of("classify", "get_labels", "get_config", "get_status", "get_proxy_status");

    /** In the order of the usage text. */
    public static final List<Option> OPTIONS = List.of(
            Option.text(Option.NO_LETTER, "allow", "", "only methods that may be called, as in classify,get_labels"),
            Option.integer(Option.NO_LETTER, "readonly_port", 0, "second TCP port, for methods that change nothing")
                    .within(0, 65535));

    public Offer {
        allowed = Set.copyOf(allowed);
    }

    /** Throws a {@link UsageException} if the two ports are the same, or nothing is allowed. */
    public static Offer of(Arguments arguments) {
        int readonlyPort = arguments.integer("readonly_port");
        if (readonlyPort == arguments.integer("rpc-port")) {
            throw new UsageException("--readonly_port " + readonlyPort + " is that of --rpc-port; it must be another");
        }
        String text = arguments.text("allow");
        var allowed = new LinkedHashSet<String>();
        for (String name : text.split(",")) {
            if (!name.isBlank()) {
                allowed.add(name.strip());
            }
        }
        if (!text.isEmpty() && allowed.isEmpty()) {
            throw new UsageException("--allow names no method; without the option all may be called");
        }
        return new Offer(allowed, readonlyPort);
    }

    /**
     * Checks that other servers can do their part.
     *
     * @throws UsageException if some of the methods that they call are not allowed
     */
    public void requirePeers(Collection<String> methods) {
        String missing =
                methods.stream().filter(name -> !isAllowed(name)).sorted().collect(Collectors.joining(","));
        if (!missing.isEmpty()) {
            throw new UsageException("--allow lacks " + missing
                    + ", which the other servers of the cluster call; add them, or let clients have --readonly_port");
        }
    }

    boolean isAllowed(String method) {
        return allowed.isEmpty() || allowed.contains(method);
    }

    /** Throws a {@link UsageException} if a method that is allowed does not exist. */
    void check(Set<String> methods) {
        for (String name : allowed) {
            if (!methods.contains(name)) {
                throw new UsageException("--allow: there is no method " + name + " here; there are "
                        + methods.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }
}
