package jubatus.common.cli;

import java.util.Map;

/** The option {@code -z} of the tools, for which the variable {@code ZK} stands in (01 §1.4). */
public final class ZooKeeperOption {
    private static final String VARIABLE = "ZK";

    private ZooKeeperOption() {}

    public static Option create() {
        return Option.text(
                'z', "zookeeper", "", "ZooKeeper servers, host:port,...; without it, those of the variable ZK");
    }

    /**
     * The list of servers that the user gave.
     *
     * @throws UsageException if neither names any
     */
    public static String hosts(Arguments arguments, Map<String, String> environment) {
        String given = arguments.text("zookeeper");
        String hosts = given.isEmpty() ? environment.getOrDefault(VARIABLE, "") : given;
        if (hosts.isEmpty()) {
            throw new UsageException("can't get ZK location: set 'ZK' environment or specify '-z <somezkaddrs>'");
        }
        return hosts;
    }
}
