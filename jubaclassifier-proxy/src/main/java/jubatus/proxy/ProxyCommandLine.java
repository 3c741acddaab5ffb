package jubatus.proxy;

import java.util.List;
import jubatus.common.admin.AdminOptions;
import jubatus.common.cli.BoundOptions;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.LogFormat;
import jubatus.common.cli.Option;
import jubatus.common.cli.Program;
import jubatus.common.protection.Protection;

/** The options of {@code jubaclassifier_proxy} (01 §4.1). */
public final class ProxyCommandLine {
    static final String PROGRAM = "jubaclassifier_proxy";

    private static final int MOST = Integer.MAX_VALUE;

    private ProxyCommandLine() {}

    /** A new one; nothing is read yet. */
    public static CommandLine create() {
        return new CommandLine(
                PROGRAM,
                List.of(
                        Option.integer('p', "rpc-port", 9199, "TCP port to listen on")
                                .within(1, 65535),
                        Option.text('b', "listen_addr", "", "address to listen on and to be known by"),
                        Option.text('B', "listen_if", "", "network interface to listen on, if no address is given"),
                        Option.integer('c', "thread", 4, "threads that serve requests")
                                .within(1, MOST),
                        Option.integer('t', "timeout", 10, "seconds until an idle connection is closed, 0 for never")
                                .within(0, MOST),
                        Option.integer('Z', "zookeeper_timeout", 10, "seconds until a ZooKeeper session expires"),
                        Option.integer('I', "interconnect_timeout", 10, "seconds for a request to be answered"),
                        Option.flag('D', "daemon", "run in the background"),
                        Option.text('z', "zookeeper", "localhost:2181", "ZooKeeper servers, host:port,..."),
                        Option.integer('E', "pool_expire", 60, "seconds until an idle connection to a server is closed")
                                .within(0, MOST),
                        Option.integer(
                                        'S',
                                        "pool_size",
                                        0,
                                        "most servers that a thread is connected to, 0 for no limit")
                                .within(0, MOST),
                        Option.integer(
                                        'R',
                                        "read_your_writes",
                                        20,
                                        "seconds for which a connection reads where it last wrote, 0 for not at all")
                                .within(0, MOST),
                        Option.text('l', "logdir", "", "folder for the log of the ZooKeeper client")
                                .folder(),
                        Option.text('g', "log_config", "", "Logback file; without one, the log goes to standard output")
                                .file(),
                        LogFormat.OPTION,
                        Program.VERSION),
                AdminOptions.options(),
                Protection.SERVER_OPTIONS,
                BoundOptions.of(1024, 10_000));
    }
}
