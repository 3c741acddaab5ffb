package jubatus.common.admin;

import java.util.List;
import java.util.Optional;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Option;

/** The options of the admin port, which is off unless it is asked for. */
public final class AdminOptions {
    private static final String PORT = "admin_port";
    private static final String ADDRESS = "admin_addr";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST = 65_535;

    private AdminOptions() {}

    /** Where the admin port is. */
    public record Endpoint(String address, int port) {}

    public static List<Option> options() {
        return List.of(
                Option.integer(
                                Option.NO_LETTER,
                                PORT,
                                0,
                                "port of /metrics, /readyz and the like over HTTP, 0 for none")
                        .within(0, MOST),
                Option.text(Option.NO_LETTER, ADDRESS, LOOPBACK, "address that the admin port listens on"));
    }

    /** Empty if there is to be no admin port. */
    public static Optional<Endpoint> read(Arguments arguments) {
        int port = arguments.integer(PORT);
        return port == 0 ? Optional.empty() : Optional.of(new Endpoint(arguments.text(ADDRESS), port));
    }
}
