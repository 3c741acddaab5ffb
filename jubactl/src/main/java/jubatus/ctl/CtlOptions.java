package jubatus.ctl;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.UsageException;
import jubatus.common.cli.ZooKeeperOption;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.ModelTransferClient;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Node;
import jubatus.common.protection.Protection;
import jubatus.common.visor.ServerArgv;
import jubatus.core.JubatusException;

/**
 * What the user asked for, checked.
 *
 * @param count of servers in the whole cluster, 0 for one per visor
 * @param id of the model to save or load
 * @param json whether the output is for a script
 * @param care how to back up, restore and take servers out of use
 */
record CtlOptions(
        Command command,
        String server,
        ClusterName cluster,
        String zookeeper,
        int count,
        String id,
        ServerArgv argv,
        Watching watching,
        boolean json,
        Care care,
        Protection protection) {
    static final String CLASSIFIER = "classifier";

    /** Hundreds of megabytes are written and read in some seconds; a disk may be slow. */
    private static final Duration WHOLE_MODEL = Duration.ofMinutes(10);

    /**
     * How {@code watch} looks.
     *
     * @param times 0 for ever
     */
    record Watching(int everySeconds, int times) {}

    /**
     * How to back up, restore and take servers out of use.
     *
     * @param operand the folder or the server that the command is about; empty if it has none
     * @param mix whether a backup begins with a mix
     * @param force whether the last active server may be taken out of use
     * @param patience for each step of a server
     */
    record Care(String operand, boolean mix, boolean force, Duration patience) {
        private static Care of(Command command, Arguments arguments) {
            return new Care(
                    operandOf(command, arguments.operands()),
                    !arguments.flag("no_mix"),
                    arguments.flag("force"),
                    Duration.ofSeconds(arguments.integer("wait")));
        }

        private static String operandOf(Command command, List<String> given) {
            int wanted = command.operand() == Command.Operand.NONE ? 0 : 1;
            if (given.size() > wanted) {
                throw new UsageException("unexpected argument: " + given.get(wanted));
            }
            String operand = given.isEmpty() ? "" : given.get(0);
            return switch (command.operand()) {
                case NONE -> "";
                case FOLDER -> folder(command, operand);
                case NODE -> node(command, operand);
            };
        }

        /** An empty one is that of a script whose variable is not set. */
        private static String folder(Command command, String operand) {
            if (operand.isEmpty()) {
                throw new UsageException(command + " needs the folder of the backup, as in -c " + command + " DIR");
            }
            try {
                return Path.of(operand).toString();
            } catch (InvalidPathException e) {
                throw new UsageException("no folder can be called " + operand + ": " + e.getReason());
            }
        }

        private static String node(Command command, String operand) {
            if (operand.isEmpty()) {
                throw new UsageException(command + " needs the server, as in -c " + command + " 192.168.0.11_9199");
            }
            return operand;
        }
    }

    /** Throws a {@link UsageException} for the first option that cannot be used. */
    static CtlOptions check(Arguments arguments, Map<String, String> environment) {
        String zookeeper = ZooKeeperOption.hosts(arguments, environment);
        Command command = Command.of(arguments.text("cmd"));
        if (!arguments.text("type").equals(CLASSIFIER)) {
            throw new UsageException("unknown type: " + arguments.text("type") + "; this suite has " + CLASSIFIER);
        }
        var cluster = new ClusterName(CLASSIFIER, arguments.text("name"));
        String id = arguments.text("id").isEmpty() ? cluster.name() : arguments.text("id");
        return new CtlOptions(
                command,
                arguments.text("server"),
                cluster,
                zookeeper,
                arguments.integer("num"),
                id,
                argv(arguments),
                new Watching(arguments.integer("every"), arguments.integer("times")),
                isJson(arguments.text("format")),
                Care.of(command, arguments),
                Protection.ofTool(arguments));
    }

    /** How a visor knows the servers. */
    String target() {
        return server + "/" + cluster.name();
    }

    /**
     * A client of one server of the cluster, by the name of its node.
     *
     * @throws JubatusException if that is no name of a node
     */
    ClassifierClient client(String server, Duration timeout) {
        Node node = Node.parse(server);
        return ClassifierClient.connect(
                node.host(),
                node.port(),
                cluster.name(),
                ClientOptions.DEFAULT.withTimeout(timeout).withTls(protection.tls()));
    }

    /** What brings whole models to and from one server of the cluster; fails as {@link #client} does. */
    ModelTransferClient transfers(String server) {
        Node node = Node.parse(server);
        return new ModelTransferClient(
                node.host(), node.port(), cluster.name(), ClientOptions.DEFAULT.withTls(protection.tls()), WHOLE_MODEL);
    }

    private static ServerArgv argv(Arguments arguments) {
        return new ServerArgv(
                arguments.text("listen_if"),
                arguments.integer("timeout"),
                arguments.integer("zookeeper_timeout"),
                arguments.integer("interconnect_timeout"),
                arguments.integer("thread"),
                arguments.text("datadir"),
                arguments.text("logdir"),
                arguments.text("log_config"),
                arguments.integer("interval_sec"),
                arguments.integer("interval_count"),
                arguments.text("mixer"));
    }

    private static boolean isJson(String format) {
        return switch (format) {
            case "text" -> false;
            case "json" -> true;
            default -> throw new UsageException("unknown format: " + format + "; text or json");
        };
    }
}
