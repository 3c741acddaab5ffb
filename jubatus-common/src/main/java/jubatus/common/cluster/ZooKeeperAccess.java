package jubatus.common.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Option;
import jubatus.common.cli.UsageException;
import jubatus.core.JubatusException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;

/**
 * As whom a program comes to ZooKeeper, and what it lets others do with the nodes that it makes. Immutable; does not show the password.
 *
 * <p>Instead of a user and password, Java's settings for SASL or TLS may tell ZooKeeper who the program is.
 */
public final class ZooKeeperAccess {
    private static final String ACL_OPTION = "zookeeper_acl";
    private static final String FILE_OPTION = "zookeeper_auth_file";
    private static final String KINDS = "open, readable or creator";

    /** In the order of the usage text. */
    public static final List<Option> OPTIONS = List.of(
            Option.text(Option.NO_LETTER, ACL_OPTION, "open", "who may use nodes that this program makes: " + KINDS)
                    .offering("open", "readable", "creator"),
            Option.text(Option.NO_LETTER, FILE_OPTION, "", "file with user:password for ZooKeeper (digest)")
                    .file());

    /** As the original: nobody in particular, and everybody may do everything. */
    public static final ZooKeeperAccess OPEN = new ZooKeeperAccess(Nodes.OPEN, Optional.empty(), new byte[0]);

    /** Who may do what with a node. */
    private enum Nodes {
        /** Everybody everything, as the original. */
        OPEN,
        /** Everybody may read; who comes as its maker may do the rest. */
        READABLE,
        /** Only who comes as its maker may do anything. */
        CREATOR
    }

    private final Nodes nodes;
    private final Optional<Path> file;
    /** {@code user:password}; empty if there is none. */
    private final byte[] credentials;

    private ZooKeeperAccess(Nodes nodes, Optional<Path> file, byte[] credentials) {
        this.nodes = nodes;
        this.file = file;
        this.credentials = credentials;
    }

    /**
     * Reads the options, and the file with the password.
     *
     * @throws UsageException if there is no such kind of access
     * @throws JubatusException if the file cannot be used
     */
    public static ZooKeeperAccess of(Arguments arguments) {
        Nodes nodes = nodes(arguments.text(ACL_OPTION));
        String file = arguments.text(FILE_OPTION);
        if (file.isEmpty()) {
            return new ZooKeeperAccess(nodes, Optional.empty(), new byte[0]);
        }
        Path path = Path.of(file).toAbsolutePath();
        return new ZooKeeperAccess(nodes, Optional.of(path), credentials(path));
    }

    /** The options that lead to the same, by name, with absolute paths; none for those that were not given. */
    public Map<String, String> byOption() {
        var options = new TreeMap<String, String>();
        if (nodes != Nodes.OPEN) {
            options.put(ACL_OPTION, nodes.name().toLowerCase(Locale.ROOT));
        }
        file.ifPresent(path -> options.put(FILE_OPTION, path.toString()));
        return options;
    }

    /** Of nodes that are made. */
    List<ACL> acl() {
        return switch (nodes) {
            case OPEN -> ZooDefs.Ids.OPEN_ACL_UNSAFE;
            // Not List.of, which ZooKeeper may not ask for null.
            case READABLE -> Arrays.asList(ZooDefs.Ids.CREATOR_ALL_ACL.get(0), ZooDefs.Ids.READ_ACL_UNSAFE.get(0));
            case CREATOR -> ZooDefs.Ids.CREATOR_ALL_ACL;
        };
    }

    boolean isOpen() {
        return nodes == Nodes.OPEN;
    }

    /** Empty if there is no file. */
    byte[] credentials() {
        return credentials.clone();
    }

    @Override
    public String toString() {
        return nodes + file.map(path -> " as " + path).orElse("");
    }

    private static Nodes nodes(String text) {
        for (Nodes each : Nodes.values()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        throw new UsageException("unknown --" + ACL_OPTION + ": " + text + "; " + KINDS);
    }

    private static byte[] credentials(Path path) {
        try {
            List<String> lines = Files.readAllLines(path).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (lines.size() == 1 && lines.get(0).strip().indexOf(':') > 0) {
                return lines.get(0).strip().getBytes(StandardCharsets.UTF_8);
            }
            throw failed(path, "must have one line, user:password");
        } catch (NoSuchFileException e) {
            throw failed(path, "is not there");
        } catch (IOException e) {
            throw failed(path, "cannot be read: " + e);
        }
    }

    private static JubatusException failed(Path path, String reason) {
        return new JubatusException(JubatusException.Code.FAILED, "--" + FILE_OPTION + " " + path + " " + reason);
    }
}
