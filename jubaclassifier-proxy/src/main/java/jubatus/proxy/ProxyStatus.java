package jubatus.proxy;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import jubatus.common.cli.Version;
import jubatus.common.process.ProcessMemory;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** Answers {@code get_proxy_status} (01 §4.5). Safe for concurrent use. */
final class ProxyStatus {
    private final ProxyOptions options;
    private final Counters counters;
    private final Supplier<String> connectedZooKeeper;
    private final Supplier<Map<String, String>> ofRpc;
    private final long startSeconds = now();

    /** @param connectedZooKeeper the ZooKeeper server at the other end, or a JubatusException while there is none */
    ProxyStatus(
            ProxyOptions options,
            Counters counters,
            Supplier<String> connectedZooKeeper,
            Supplier<Map<String, String>> ofRpc) {
        this.ofRpc = ofRpc;
        this.options = options;
        this.counters = counters;
        this.connectedZooKeeper = connectedZooKeeper;
    }

    /** The method itself; whatever parameters come with it do not matter. */
    void answer(MessageReader params, MessageWriter result) {
        counters.countRequest();
        SortedMap<String, String> entries = entries();
        result.map(1);
        result.raw(options.node());
        result.map(entries.size());
        entries.forEach((key, value) -> {
            result.raw(key);
            result.raw(value);
        });
    }

    SortedMap<String, String> entries() {
        // Keys are ASCII, so that the order of Strings is that of bytes.
        var entries = new TreeMap<String, String>();
        entries.put("connected_zookeeper", connectedZooKeeper.get());
        addProcess(entries);
        addOptions(entries);
        entries.putAll(ofRpc.get());
        entries.put("request_count", Long.toString(counters.requests()));
        entries.put("forward_count", Long.toString(counters.forwards()));
        return entries;
    }

    private void addProcess(SortedMap<String, String> entries) {
        long time = now();
        entries.put("clock_time", Long.toString(time));
        entries.put("start_time", Long.toString(startSeconds));
        entries.put("uptime", Long.toString(time - startSeconds));
        ProcessMemory memory = ProcessMemory.read();
        entries.put("VIRT", Long.toString(memory.virtualKib()));
        entries.put("RSS", Long.toString(memory.residentKib()));
        entries.put("SHR", Long.toString(memory.sharedKib()));
        entries.put("VERSION", Version.NUMBER);
        entries.put("PROGNAME", ProxyCommandLine.PROGRAM);
        entries.put("pid", Long.toString(ProcessHandle.current().pid()));
        entries.put("user", System.getProperty("user.name"));
    }

    private void addOptions(SortedMap<String, String> entries) {
        entries.put("threadnum", Integer.toString(options.threads()));
        entries.put("timeout", Integer.toString(options.timeoutSeconds()));
        entries.put("logdir", options.log().folder());
        entries.put("log_config", options.log().config().map(Path::toString).orElse(""));
        entries.put("zookeeper", options.cluster().zookeeper());
        entries.put("zookeeper_timeout", Integer.toString(options.cluster().zookeeperTimeoutSeconds()));
        ProxyOptions.Forwarding forwarding = options.forwarding();
        entries.put("interconnect_timeout", Integer.toString(forwarding.interconnectTimeoutSeconds()));
        entries.put("session_pool_expire", Integer.toString(forwarding.poolExpireSeconds()));
        entries.put("session_pool_size", Integer.toString(forwarding.poolSize()));
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
