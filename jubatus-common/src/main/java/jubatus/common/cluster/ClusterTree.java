package jubatus.common.cluster;

import jubatus.core.JubatusException;

/** The paths that all clusters share, and the making of the persistent nodes in the order of the original (01 §2.5 step 3). */
public final class ClusterTree {
    public static final String ROOT = "/jubatus";
    public static final String SUPERVISORS = ROOT + "/supervisors";
    public static final String PROXIES = ROOT + "/jubaproxies";
    public static final String ACTORS = ROOT + "/actors";
    public static final String CONFIG = ROOT + "/config";

    private ClusterTree() {}

    /** Where the proxies of an engine type are registered. */
    public static String proxies(String type) {
        return PROXIES + "/" + type;
    }

    /** Where the clusters of an engine type lie. */
    public static String actors(String type) {
        return ACTORS + "/" + type;
    }

    /** Where the configurations of an engine type lie. */
    public static String config(String type) {
        return CONFIG + "/" + type;
    }

    /**
     * Makes the nodes that all clusters of an engine type share, where they are missing.
     *
     * @throws JubatusException {@code Failed to prepare lock_service} if ZooKeeper does not let it
     */
    public static void prepare(Coordinator coordinator, String type) {
        ensure(coordinator, ROOT, SUPERVISORS, PROXIES, ACTORS, CONFIG, actors(type), config(type));
    }

    /** The same, and what a cluster needs before its config can be locked. */
    public static void prepareCluster(Coordinator coordinator, ClusterName cluster) {
        prepare(coordinator, cluster.type());
        ensure(coordinator, cluster.root(), cluster.configLock());
    }

    private static void ensure(Coordinator coordinator, String... paths) {
        for (String path : paths) {
            try {
                coordinator.ensure(path);
            } catch (JubatusException e) {
                throw new JubatusException(e.code(), "Failed to prepare lock_service: " + e.getMessage(), e);
            }
        }
    }
}
