package jubatus.classifier;

import java.nio.file.Path;
import java.util.Optional;
import jubatus.common.admin.AdminOptions;
import jubatus.common.cli.BoundOptions;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;
import jubatus.core.journal.Sync;

/** What the server was told by its options, checked. */
record ServerOptions(
        OwnAddress address,
        int port,
        int threads,
        int timeoutSeconds,
        BoundOptions.Values bounds,
        Files files,
        Autosave autosave,
        Cluster cluster,
        Optional<Journal> journal,
        Optional<AdminOptions.Endpoint> admin,
        boolean daemon,
        boolean configTest,
        Protection protection) {

    /**
     * Files and folders, absolute and without symbolic links.
     *
     * @param dataFolder empty if {@code --datadir} was; models then go to the root folder
     * @param logFolder empty if there is none
     */
    record Files(
            String dataFolder,
            String logFolder,
            Optional<Path> logConfig,
            Optional<Path> config,
            Optional<Path> model) {}

    /**
     * What the server saves and loads of its own accord.
     *
     * @param everySeconds 0 for never
     * @param keep how many files
     */
    record Autosave(int everySeconds, int keep, boolean onExit, boolean loadLatest) {
        /** As it is unless options say otherwise. */
        static final Autosave NONE = new Autosave(0, 3, false, false);
    }

    /** What concerns only a server that is a member of a cluster; kept for the boot message otherwise. */
    record Cluster(
            String zookeeper,
            String name,
            String mixer,
            int intervalSeconds,
            int intervalCount,
            int zookeeperTimeoutSeconds,
            int interconnectTimeoutSeconds,
            int forgetMemberSeconds) {}

    /**
     * Where what is learned survives the process.
     *
     * @param folder made when the server starts, if there is none
     * @param snapshotBytes how much a start may have to replay before a snapshot is written
     */
    record Journal(Path folder, Sync sync, long snapshotBytes) {}

    boolean isDistributed() {
        return !cluster.zookeeper.isEmpty();
    }

    /** The server's name among others, and in the names of its model files: {@code 192.168.0.11_9199}. */
    String node() {
        return address.own() + "_" + port;
    }
}
