package jubatus.proxy;

import java.util.List;
import jubatus.common.cluster.Node;

/** The servers of a cluster whose model is up to date, in the order of their names. Immutable. */
record ActiveServers(List<Node> nodes) {
    static final ActiveServers NONE = new ActiveServers(List.of());

    ActiveServers {
        nodes = List.copyOf(nodes);
    }
}
