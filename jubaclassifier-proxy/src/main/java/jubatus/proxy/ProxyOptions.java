package jubatus.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import jubatus.common.admin.AdminOptions;
import jubatus.common.cli.BoundOptions;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;

/** What the proxy was told by its options, checked. */
record ProxyOptions(
        OwnAddress address,
        int port,
        int threads,
        int timeoutSeconds,
        BoundOptions.Values bounds,
        Cluster cluster,
        Forwarding forwarding,
        Log log,
        Optional<AdminOptions.Endpoint> admin,
        boolean daemon,
        Protection protection) {

    /** How to know the servers. */
    record Cluster(String zookeeper, int zookeeperTimeoutSeconds) {}

    /** How to call them. */
    record Forwarding(int interconnectTimeoutSeconds, int poolExpireSeconds, int poolSize, int readYourWritesSeconds) {}

    /**
     * Where to log.
     *
     * @param folder as it was given; empty if it was not
     */
    record Log(String folder, Optional<Path> config) {}

    /** The proxy's name among others: {@code 192.168.0.11_9199}. */
    String node() {
        return address.own() + "_" + port;
    }

    Settings settings() {
        return new Settings(
                Duration.ofSeconds(forwarding.interconnectTimeoutSeconds()),
                Duration.ofSeconds(forwarding.poolExpireSeconds()),
                forwarding.poolSize(),
                Duration.ofSeconds(forwarding.readYourWritesSeconds()),
                protection.tls());
    }
}
