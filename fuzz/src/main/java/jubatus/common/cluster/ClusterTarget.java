package jubatus.common.cluster;

import java.nio.charset.StandardCharsets;
import java.util.List;
import jubatus.common.visor.ServerArgv;
import jubatus.core.msgpack.MessageReader;
import jubatus.fuzz.Expected;
import jubatus.fuzz.FuzzTarget;
import org.apache.zookeeper.common.PathUtils;

/**
 * What others leave in ZooKeeper, and what a visor is told: names of nodes, of locks and of clusters, options of servers. A node's name
 * must be that of the node that it is read as; a cluster's name is taken only if ZooKeeper takes it, too.
 */
public final class ClusterTarget implements FuzzTarget {
    @Override
    public void run(byte[] input) throws Throwable {
        String text = new String(input, StandardCharsets.UTF_8);
        List<String> names = text.lines().toList();
        for (String name : names) {
            node(name);
            cluster(name);
        }
        locks(names);
        Expected.accepted(() -> ServerArgv.read(MessageReader.of(input)));
    }

    private static void node(String name) throws Throwable {
        Expected.accepted(() -> {
            Node node = Node.parse(name);
            Expected.check(Node.parse(node.toString()).equals(node), "read otherwise the second time: " + node);
        });
    }

    private static void cluster(String name) throws Throwable {
        boolean taken = Expected.accepted(() -> new ClusterName("classifier", name).config());
        if (taken) {
            PathUtils.validatePath(new ClusterName("classifier", name).config());
        }
    }

    /** Of two locks at most one is not blocked by the other. */
    private static void locks(List<String> names) {
        List<String> children = names.stream().filter(LockKind::isLock).toList();
        for (LockKind kind : LockKind.values()) {
            kind.blocker(names);
            children.forEach(own -> kind.blocker(names, own));
        }
    }
}
