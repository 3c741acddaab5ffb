package jubatus.classifier;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import jubatus.common.cluster.ClusterName;

/**
 * What {@code get_status} tells of a server in a cluster besides what it tells of any (01 §8.4).
 *
 * @param connectedHost the ZooKeeper server at the other end; fails if there is none
 * @param ofMixer what the mixer tells
 */
record ClusterStatus(
        ServerOptions.Cluster options,
        ClusterName cluster,
        Supplier<String> connectedHost,
        Supplier<Map<String, String>> ofMixer)
        implements Supplier<Map<String, String>> {
    @Override
    public Map<String, String> get() {
        var entries = new TreeMap<>(ofMixer.get());
        entries.put("configpath", cluster.config());
        entries.put("zk", options.zookeeper());
        entries.put("name", options.name());
        entries.put("interval_sec", Integer.toString(options.intervalSeconds()));
        entries.put("interval_count", Integer.toString(options.intervalCount()));
        entries.put("zookeeper_timeout", Integer.toString(options.zookeeperTimeoutSeconds()));
        entries.put("interconnect_timeout", Integer.toString(options.interconnectTimeoutSeconds()));
        entries.put("connected_zookeeper", connectedHost.get());
        entries.put("use_cht", "0");
        entries.put("mixer", options.mixer());
        return entries;
    }
}
