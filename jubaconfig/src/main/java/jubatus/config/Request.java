package jubatus.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.UsageException;
import jubatus.common.cli.ZooKeeperOption;
import jubatus.common.cluster.ClusterName;

/**
 * What the user asked for, checked.
 *
 * @param cluster empty for {@code list} alone
 * @param force whether to write a configuration that a server would refuse
 */
record Request(Command command, String zookeeper, Optional<ClusterName> cluster, String file, boolean force) {
    /** Checks in the order of 01 §5.2; throws a {@link UsageException} or a sentence about the cluster's name. */
    static Request of(Arguments arguments, Map<String, String> environment) {
        String zookeeper = ZooKeeperOption.hosts(arguments, environment);
        String word = arguments.text("cmd");
        Command command = Command.of(word);
        return new Request(
                command,
                zookeeper,
                command.needsCluster() ? Optional.of(cluster(word, arguments)) : Optional.empty(),
                arguments.text("file"),
                arguments.flag("force"));
    }

    private static ClusterName cluster(String word, Arguments arguments) {
        String type = arguments.text("type");
        String name = arguments.text("name");
        if (type.isEmpty() || name.isEmpty()) {
            throw new UsageException(List.of(
                    "can't excute " + word + " without type and name specified", "type: " + type + " name: " + name));
        }
        return new ClusterName(type, name);
    }
}
