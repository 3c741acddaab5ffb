package jubatus.dist;

import java.util.List;
import jubatus.classifier.ServerCommandLine;
import jubatus.common.cli.CommandLine;
import jubatus.common.manual.Manual;
import jubatus.config.ConfigCommandLine;
import jubatus.ctl.CtlCommandLine;
import jubatus.jubaload.LoadCommandLine;
import jubatus.proxy.ProxyCommandLine;
import jubatus.visor.VisorCommandLine;
import jubatus.zookeeper.ZooKeeperCommandLine;

/** The manuals of all programs in {@code bin/}. A new program is one more here. */
final class Manuals {
    static final List<Manual> ALL = List.of(
            new Manual(
                    ServerCommandLine.create(),
                    8,
                    "classifier that learns while it serves",
                    List.of(
                            "A server of Jubatus: clients send labelled data with train and ask about new data with classify, by MessagePack-RPC.",
                            "With --configpath it serves alone. With --zookeeper and --name it is one of a cluster, whose servers share what they learn by MIX; the configuration is then the one that jubaconfig wrote.",
                            "What was learned lives in memory. With --journal DIR it survives a kill of the process. SIGTERM and SIGINT stop the server in order, SIGHUP lets it read the log configuration and certificates again.")),
            new Manual(
                    ProxyCommandLine.create(),
                    8,
                    "proxy through which clients reach a cluster of classifiers",
                    List.of(
                            "Takes the calls of clients, which name the cluster in each, and hands them to one or all of its servers, as ZooKeeper knows them.")),
            new Manual(
                    VisorCommandLine.create(),
                    8,
                    "agent that starts and stops the servers of a machine",
                    List.of(
                            "Runs on each machine of a cluster, starts and stops servers when jubactl asks for it, and starts those anew that die.",
                            "Who reaches its port may start and stop servers: give it TLS, or an address that strangers do not reach.")),
            new Manual(
                    ZooKeeperCommandLine.create(),
                    8,
                    "ZooKeeper server for those who have none",
                    List.of(
                            "Holds the membership and the configurations of clusters: one server with --data, or one of an ensemble with --config.")),
            new Manual(
                    ConfigCommandLine.create(),
                    1,
                    "reads and writes the configurations of clusters",
                    List.of(
                            "Writes a configuration into ZooKeeper, from where the servers of a cluster take it when they start, and reads, deletes or lists those that are there.")),
            new Manual(
                    CtlCommandLine.create(),
                    1,
                    "controls the servers of a cluster",
                    List.of(
                            "Asks the jubavisor of each machine to start or stop servers, asks all servers to save or load their models, or tells who is there.",
                            "With -c backup DIR it fetches the models of all servers into a folder of this machine, and with -c restore DIR it brings them back, onto a cluster of any size.",
                            "With -c drain NODE it takes a server out of use, and with -c undrain NODE puts it back; with -c restart it drains and restarts one server after the other. NODE is a name such as 192.168.0.11_9199.",
                            "The exit status is 0 only if all went well at every node.")),
            new Manual(
                    LoadCommandLine.create(),
                    1,
                    "feeds files of samples into a classifier, and tells how good it is",
                    List.of(
                            "Reads CSV, TSV, LIBSVM and JSON lines from the files that are named, or from standard input, and teaches a server or a proxy what they hold, in batches.",
                            "With --evaluate it asks instead, and tells how many answers are right; with --suggest-config it prints a configuration for the files.",
                            "The exit status is 0 only if every sample was acknowledged, or left out by wish.")),
            new Manual(
                    new CommandLine("jubatus-archive", List.of()),
                    8,
                    "makes the class-data archive that lets the programs start faster",
                    List.of(
                            "To be run once after installing the suite or upgrading Java; without the archive the programs only start more slowly. The package runs it by itself.")));

    private Manuals() {}
}
