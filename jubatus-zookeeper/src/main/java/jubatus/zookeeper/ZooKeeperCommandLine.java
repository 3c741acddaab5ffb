package jubatus.zookeeper;

import java.util.List;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Option;
import jubatus.common.cli.Program;

/** The options of {@code jubatus-zookeeper}. */
public final class ZooKeeperCommandLine {
    static final String PROGRAM = "jubatus-zookeeper";
    static final String LOOPBACK = "127.0.0.1";
    static final int PORT = 2181;

    private ZooKeeperCommandLine() {}

    /** A new one; nothing is read yet. */
    public static CommandLine create() {
        return new CommandLine(
                PROGRAM,
                List.of(
                        Option.integer('p', "port", PORT, "TCP port to listen on")
                                .within(1, 65535),
                        Option.text('b', "listen_addr", LOOPBACK, "address to listen on"),
                        Option.text('d', "data", "", "folder to keep everything in; it is made if it is missing")
                                .folder(),
                        Option.text(
                                        'c',
                                        "config",
                                        "",
                                        "ZooKeeper's own zoo.cfg, for an ensemble; instead of the others")
                                .file(),
                        Program.VERSION));
    }
}
