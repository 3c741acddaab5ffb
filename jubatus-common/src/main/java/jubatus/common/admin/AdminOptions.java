package jubatus.common.admin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Option;
import jubatus.common.cli.UsageException;
import jubatus.common.tls.TlsFiles;
import jubatus.common.tls.TlsOptions;

/** The options of the admin port, which is off unless it is asked for. */
public final class AdminOptions {
    private static final String PORT = "admin_port";
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0");
    private static final String ADDRESS = "admin_addr";
    private static final String TLS = "admin_tls";
    private static final String KINDS = "off, on, or mutual to ask others for a certificate";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST = 65_535;

    private AdminOptions() {}

    /** What the admin port speaks. */
    public enum Transport {
        /** HTTP. */
        PLAIN,
        /** HTTPS, to whoever comes. */
        TLS,
        /** HTTPS, to who shows a certificate of the authority. */
        MUTUAL_TLS
    }

    /** Where the admin port is, and what it speaks. */
    public record Endpoint(String address, int port, Transport transport) {}

    public static List<Option> options() {
        return List.of(
                Option.integer(
                                Option.NO_LETTER,
                                PORT,
                                0,
                                "port of /metrics, /readyz and the like over HTTP, 0 for none")
                        .within(0, MOST),
                Option.text(Option.NO_LETTER, ADDRESS, LOOPBACK, "address that the admin port listens on"),
                Option.text(Option.NO_LETTER, TLS, "off", "whether the admin port speaks HTTPS by --tls_cert: " + KINDS)
                        .offering("off", "on", "mutual"));
    }

    /**
     * Empty if there is to be no admin port.
     *
     * @throws UsageException if it shall speak TLS and there is no certificate for that, or if it would be the port of RPC
     */
    public static Optional<Endpoint> read(Arguments arguments) {
        Transport transport = transport(arguments.text(TLS));
        if (transport != Transport.PLAIN) {
            TlsFiles files = TlsOptions.ofServer(arguments);
            require(files.certificate().isPresent(), arguments, "--tls_cert and --tls_key, the certificate to show");
            require(
                    transport == Transport.TLS || files.authority().isPresent(),
                    arguments,
                    "--tls_ca, the authority to know the others by");
        }
        int port = arguments.integer(PORT);
        if (port == 0) {
            return Optional.empty();
        }
        String address = arguments.text(ADDRESS);
        String rpcAddress = arguments.text("listen_addr");
        boolean isSameAddress =
                EVERYWHERE.contains(rpcAddress) || EVERYWHERE.contains(address) || rpcAddress.equals(address);
        if (port == arguments.integer("rpc-port") && isSameAddress) {
            throw new UsageException(
                    "--" + PORT + " " + port + " is the port of RPC (--rpc-port); give the admin port another one");
        }
        return Optional.of(new Endpoint(address, port, transport));
    }

    private static void require(boolean given, Arguments arguments, String what) {
        if (!given) {
            throw new UsageException("--" + TLS + " " + arguments.text(TLS) + " needs " + what);
        }
    }

    private static Transport transport(String value) {
        return switch (value) {
            case "off" -> Transport.PLAIN;
            case "on" -> Transport.TLS;
            case "mutual" -> Transport.MUTUAL_TLS;
            default -> throw new UsageException("--" + TLS + " is \"" + value + "\", which must be " + KINDS);
        };
    }
}
