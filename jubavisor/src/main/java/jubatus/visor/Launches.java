package jubatus.visor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Node;
import jubatus.common.process.OwnAddress;
import jubatus.common.visor.ServerArgv;

/** Makes the command lines of servers out of the visor's own options and those that a call brings (01 §6.3). */
record Launches(VisorOptions options, ServerPrograms programs) {
    private static final String TYPE = "classifier";

    /** The address that servers with these options will listen on. Throws if the interface that they name has none. */
    OwnAddress address(ServerArgv argv) {
        return OwnAddress.of(options.listenAddress(), argv.bindInterface());
    }

    /** Throws a {@link jubatus.core.JubatusException} if there is no such program or there cannot be such a cluster. */
    Launch of(Target target, ServerArgv argv, int port) {
        Path program = programs.path(target.server());
        var cluster = new ClusterName(TYPE, target.name());
        var node = new Node(address(argv).own(), port);
        var log = new ChildLog(options.logFile(target.server(), port));
        return new Launch(cluster, node, command(program, cluster, argv, node), log);
    }

    private List<String> command(Path program, ClusterName cluster, ServerArgv argv, Node node) {
        var command = new ArrayList<>(List.of(program.toString(), "-z", options.zookeeper(), "-n", cluster.name()));
        command.addAll(List.of("-p", Integer.toString(node.port()), "-B", argv.bindInterface()));
        if (!options.listenAddress().isEmpty()) {
            command.addAll(List.of("-b", options.listenAddress()));
        }
        command.addAll(List.of("-c", Integer.toString(argv.threads()), "-t", Integer.toString(argv.timeout())));
        command.addAll(List.of("-Z", Integer.toString(argv.zookeeperTimeout())));
        command.addAll(List.of("-I", Integer.toString(argv.interconnectTimeout())));
        command.addAll(List.of("-d", argv.dataFolder(), "-l", argv.logFolder(), "-g", argv.logConfig()));
        command.addAll(List.of("-s", Integer.toString(argv.intervalSeconds())));
        command.addAll(List.of("-i", Integer.toString(argv.intervalCount()), "-x", argv.mixer()));
        command.addAll(options.keeping().of(cluster, node));
        options.protection().byOption().forEach((name, value) -> command.add("--" + name + "=" + value));
        return List.copyOf(command);
    }
}
