package jubatus.classifier;

import java.util.List;
import jubatus.common.admin.AdminOptions;
import jubatus.common.cli.BoundOptions;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.LogFormat;
import jubatus.common.cli.Option;
import jubatus.common.cli.Program;
import jubatus.common.protection.Protection;

/** The options of {@code jubaclassifier} (01 §3.1). */
public final class ServerCommandLine {
    static final String PROGRAM = "jubaclassifier";

    static final String EXPLAIN_DATUM = "explain-datum";

    private static final int MOST = Integer.MAX_VALUE;

    private ServerCommandLine() {}

    /** A new one; nothing is read yet. */
    public static CommandLine create() {
        return new CommandLine(
                PROGRAM,
                List.of(
                        Option.integer('p', "rpc-port", 9199, "TCP port to listen on")
                                .within(1, 65535),
                        Option.text('b', "listen_addr", "", "address to listen on and to be known by"),
                        Option.text('B', "listen_if", "", "network interface to listen on, if no address is given"),
                        Option.integer('c', "thread", 2, "threads that serve requests")
                                .within(1, MOST),
                        Option.integer('t', "timeout", 10, "seconds until an idle connection is closed, 0 for never")
                                .within(0, MOST),
                        Option.text('d', "datadir", "/tmp", "folder where save and load keep models")
                                .folder(),
                        Option.text('l', "logdir", "", "folder for the log of the ZooKeeper client")
                                .folder(),
                        Option.text('g', "log_config", "", "Logback file; without one, the log goes to standard output")
                                .file(),
                        LogFormat.OPTION,
                        Option.text('f', "configpath", "", "configuration, a JSON file (standalone)")
                                .file(),
                        Option.text('m', "model_file", "", "saved model to start with (standalone)")
                                .file(),
                        Option.flag('D', "daemon", "run in the background"),
                        Option.flag('T', "config_test", "check the configuration and exit"),
                        Option.text(
                                        Option.NO_LETTER,
                                        EXPLAIN_DATUM,
                                        "",
                                        "show the features of the data in this file, a JSON object a line, and exit; - for standard input")
                                .file(),
                        Option.text('z', "zookeeper", "", "ZooKeeper servers, host:port,...; makes it a cluster"),
                        Option.text('n', "name", "", "name of the cluster"),
                        Option.text('x', "mixer", "linear_mixer", "how the cluster mixes: " + MixerName.ALL)
                                .offering("linear_mixer", "random_mixer", "broadcast_mixer", "skip_mixer"),
                        Option.integer('s', "interval_sec", 16, "seconds between mixes, 0 for no limit")
                                .within(0, MOST),
                        Option.integer('i', "interval_count", 512, "updates between mixes, 0 for no limit")
                                .within(0, MOST),
                        Option.integer('Z', "zookeeper_timeout", 10, "seconds until a ZooKeeper session expires"),
                        Option.integer('I', "interconnect_timeout", 10, "seconds to wait for another server"),
                        Option.integer(
                                        'F',
                                        "forget_member",
                                        600,
                                        "seconds that servers which are away are waited for before they are forgotten")
                                .within(1, MOST),
                        Option.integer(
                                        Option.NO_LETTER,
                                        "autosave",
                                        0,
                                        "seconds between saves of a model that changed, 0 for none")
                                .within(0, MOST),
                        Option.integer(Option.NO_LETTER, "autosave_keep", 3, "files of those saves that are kept")
                                .within(1, MOST),
                        Option.flag(Option.NO_LETTER, "save_on_exit", "save a model that changed when told to stop"),
                        Option.flag(Option.NO_LETTER, "load_latest", "start with the newest model of those saves"),
                        Option.text(
                                        Option.NO_LETTER,
                                        "journal",
                                        "",
                                        "folder of a journal, from which a start learns all again")
                                .folder(),
                        Option.text(
                                        Option.NO_LETTER,
                                        "journal_sync",
                                        "interval",
                                        "when a disk has the journal: always, interval or never")
                                .offering("always", "interval", "never"),
                        Option.integer(
                                        Option.NO_LETTER,
                                        "journal_snapshot_size",
                                        256,
                                        "MiB of journal after which a snapshot is written")
                                .within(1, MOST),
                        Program.VERSION),
                AdminOptions.options(),
                Protection.SERVER_OPTIONS,
                BoundOptions.of(1024, 10_000));
    }
}
