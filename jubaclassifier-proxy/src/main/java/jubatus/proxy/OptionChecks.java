package jubatus.proxy;

import java.nio.file.Path;
import java.util.Optional;
import jubatus.common.admin.AdminOptions;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.BoundOptions;
import jubatus.common.cli.FileOptions;
import jubatus.common.cli.UsageException;
import jubatus.common.process.Logging;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;
import jubatus.core.JubatusException;

/** The checks that follow the parsing of the options, in the order of 01 §4.1; the first that fails is reported. */
final class OptionChecks {
    private OptionChecks() {}

    /**
     * Checks the options and finds their files.
     *
     * @throws UsageException if a value is too small
     * @throws JubatusException if a file, a folder or an interface cannot be used
     */
    static ProxyOptions check(Arguments arguments) {
        OwnAddress address = OwnAddress.of(arguments.text("listen_addr"), arguments.text("listen_if"));
        Optional<Path> logConfig = FileOptions.realPath(arguments, "log_config");
        logConfig.ifPresent(Logging::check);
        checkTimeout(arguments, "zookeeper_timeout");
        checkTimeout(arguments, "interconnect_timeout");
        checkLogFolder(arguments);
        return new ProxyOptions(
                address,
                arguments.integer("rpc-port"),
                arguments.integer("thread"),
                arguments.integer("timeout"),
                BoundOptions.read(arguments),
                new ProxyOptions.Cluster(arguments.text("zookeeper"), arguments.integer("zookeeper_timeout")),
                new ProxyOptions.Forwarding(
                        arguments.integer("interconnect_timeout"),
                        arguments.integer("pool_expire"),
                        arguments.integer("pool_size"),
                        arguments.integer("read_your_writes")),
                new ProxyOptions.Log(arguments.text("logdir"), logConfig),
                AdminOptions.read(arguments),
                arguments.flag("daemon"),
                Protection.ofServer(arguments));
    }

    private static void checkTimeout(Arguments arguments, String option) {
        if (arguments.integer(option) < 1) {
            throw new UsageException("can't start with " + option + " less than 1");
        }
    }

    private static void checkLogFolder(Arguments arguments) {
        String folder = arguments.text("logdir");
        if (folder.isEmpty()) {
            return;
        }
        FileOptions.whyUnwritable(Path.of(folder)).ifPresent(reason -> {
            throw new JubatusException(JubatusException.Code.FAILED, "can't create log file: " + reason);
        });
    }
}
