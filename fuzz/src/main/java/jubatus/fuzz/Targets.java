package jubatus.fuzz;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jubatus.classifier.RequestTarget;
import jubatus.common.cluster.ClusterTarget;
import jubatus.common.rpc.ConnectionTarget;
import jubatus.common.rpc.FrameTarget;
import jubatus.core.journal.JournalTarget;
import jubatus.proxy.ProxyTarget;

/** All targets by their names, which are those of the folders of the corpus, too. */
public final class Targets {
    private static final SortedMap<String, Supplier<FuzzTarget>> BY_NAME = new TreeMap<>(Map.of(
            "message", MessageTarget::new,
            "frame", FrameTarget::new,
            "connection", ConnectionTarget::new,
            "request", RequestTarget::new,
            "mix", MixTarget::new,
            "model", ModelTarget::new,
            "journal", JournalTarget::new,
            "config", ConfigTarget::new,
            "cluster", ClusterTarget::new,
            "proxy", ProxyTarget::new));

    private Targets() {}

    static Stream<String> names() {
        return BY_NAME.keySet().stream();
    }

    static FuzzTarget named(String name) {
        Supplier<FuzzTarget> target = BY_NAME.get(name);
        if (target == null) {
            throw new IllegalArgumentException("\"" + name + "\" is no target; there are " + BY_NAME.keySet());
        }
        return target.get();
    }
}
