package jubatus.proxy;

import java.nio.file.Path;
import jubatus.common.process.BootRecord;

/** The first record of a log: what the proxy was started as (01 §4.1). */
final class BootMessage {
    private BootMessage() {}

    static String of(ProxyOptions options, long pid, String user) {
        return new BootRecord(ProxyCommandLine.PROGRAM, options.address().own(), options.port())
                .line("pid", pid)
                .line("user", user)
                .line("timeout", options.timeoutSeconds())
                .line("zookeeper timeout", options.cluster().zookeeperTimeoutSeconds())
                .line("interconnect timeout", options.forwarding().interconnectTimeoutSeconds())
                .line("thread", options.threads())
                .line("logdir", options.log().folder())
                .line("log config", options.log().config().map(Path::toString).orElse(""))
                .line("zookeeper", options.cluster().zookeeper())
                .text();
    }
}
