package jubatus.visor;

import java.util.List;
import jubatus.common.admin.AdminOptions;
import jubatus.common.cli.BoundOptions;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.LogFormat;
import jubatus.common.cli.Option;
import jubatus.common.protection.Protection;

/** The options of {@code jubavisor} (01 §6.1), the address to listen on, and how its servers keep what they learn. */
public final class VisorCommandLine {
    static final String PROGRAM = "jubavisor";

    private VisorCommandLine() {}

    /** A new one; nothing is read yet. */
    public static CommandLine create() {
        return new CommandLine(
                PROGRAM,
                List.of(
                        Option.integer('p', "rpc-port", 9198, "TCP port to listen on; servers get the 16 above it")
                                .within(1, 65535),
                        Option.text('b', "listen_addr", "", "address to listen on and to be known by, servers too"),
                        Option.requiredText('z', "zookeeper", "ZooKeeper servers, host:port,..."),
                        Option.text('l', "logdir", "/tmp", "folder for the output of the servers")
                                .folder(),
                        Option.text('g', "log_config", "", "Logback file; without one, the log goes to standard output")
                                .file(),
                        LogFormat.OPTION,
                        Option.integer('t', "timeout", 10, "accepted, no effect"),
                        Option.flag('d', "daemon", "run in the background")),
                AdminOptions.options(),
                Keeping.OPTIONS,
                Protection.OPTIONS,
                BoundOptions.of(1, 1_000));
    }
}
