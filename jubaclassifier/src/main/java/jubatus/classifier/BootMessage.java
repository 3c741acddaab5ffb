package jubatus.classifier;

import java.nio.file.Path;
import java.util.Optional;
import jubatus.common.process.BootRecord;

/** The first record of a log: what the server was started as (01 §3.4). */
final class BootMessage {
    private BootMessage() {}

    static String of(ServerOptions options, long pid, String user) {
        ServerOptions.Files files = options.files();
        ServerOptions.Cluster cluster = options.cluster();
        return new BootRecord(ServerCommandLine.PROGRAM, options.address().own(), options.port())
                .line("pid", pid)
                .line("user", user)
                .line("mode", options.isDistributed() ? "multinode mode" : "standalone mode")
                .line("timeout", options.timeoutSeconds())
                .line("thread", options.threads())
                .line("datadir", files.dataFolder())
                .line("logdir", files.logFolder())
                .line("log config", shown(files.logConfig()))
                .line("zookeeper", cluster.zookeeper())
                .line("name", cluster.name())
                .line("interval sec", orDisabled(cluster.intervalSeconds()))
                .line("interval count", orDisabled(cluster.intervalCount()))
                .line("zookeeper timeout", cluster.zookeeperTimeoutSeconds())
                .line("interconnect timeout", cluster.interconnectTimeoutSeconds())
                .text();
    }

    private static String shown(Optional<Path> path) {
        return path.map(Path::toString).orElse("");
    }

    private static String orDisabled(int value) {
        return value == 0 ? "disabled" : Integer.toString(value);
    }
}
