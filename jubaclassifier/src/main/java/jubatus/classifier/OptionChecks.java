package jubatus.classifier;

import java.nio.file.Path;
import java.util.Locale;
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
import jubatus.core.journal.Sync;

/** The checks that follow the parsing of the options, in the order of 01 §3.2; the first that fails is reported. */
final class OptionChecks {
    private final Arguments arguments;
    private final boolean distributed;

    private OptionChecks(Arguments arguments) {
        this.arguments = arguments;
        this.distributed = !arguments.text("zookeeper").isEmpty();
    }

    /**
     * Checks the options and finds their files.
     *
     * @throws UsageException if options do not fit together
     * @throws JubatusException if a file, a folder or an interface cannot be used
     */
    static ServerOptions check(Arguments arguments) {
        return new OptionChecks(arguments).check();
    }

    private ServerOptions check() {
        OwnAddress address = OwnAddress.of(arguments.text("listen_addr"), arguments.text("listen_if"));
        Optional<Path> logConfig = realPath("log_config");
        logConfig.ifPresent(Logging::check);
        checkMode();
        Optional<Path> config = realPath("configpath");
        Optional<Path> model = realPath("model_file");
        checkTimeout("zookeeper_timeout");
        checkTimeout("interconnect_timeout");
        String dataFolder = folder("datadir").orElse("");
        String logFolder = folder("logdir").orElse("");
        Optional<ServerOptions.Journal> journal = journal();
        return new ServerOptions(
                address,
                arguments.integer("rpc-port"),
                arguments.integer("thread"),
                arguments.integer("timeout"),
                BoundOptions.read(arguments),
                new ServerOptions.Files(dataFolder, logFolder, logConfig, config, model),
                autosave(),
                cluster(),
                journal,
                AdminOptions.read(arguments),
                arguments.flag("daemon"),
                arguments.flag("config_test"),
                Protection.ofServer(arguments));
    }

    private ServerOptions.Autosave autosave() {
        return new ServerOptions.Autosave(
                arguments.integer("autosave"),
                arguments.integer("autosave_keep"),
                arguments.flag("save_on_exit"),
                arguments.flag("load_latest"));
    }

    private ServerOptions.Cluster cluster() {
        return new ServerOptions.Cluster(
                arguments.text("zookeeper"),
                arguments.text("name"),
                arguments.text("mixer"),
                arguments.integer("interval_sec"),
                arguments.integer("interval_count"),
                arguments.integer("zookeeper_timeout"),
                arguments.integer("interconnect_timeout"),
                arguments.integer("forget_member"));
    }

    private Optional<ServerOptions.Journal> journal() {
        Sync sync = sync(arguments.text("journal_sync"));
        String folder = arguments.text("journal");
        long snapshotBytes = (long) arguments.integer("journal_snapshot_size") << 20;
        return folder.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerOptions.Journal(Path.of(folder).toAbsolutePath(), sync, snapshotBytes));
    }

    private static Sync sync(String name) {
        for (Sync known : Sync.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
                return known;
            }
        }
        throw new UsageException("journal_sync must be always, interval or never, was " + name);
    }

    private void checkMode() {
        if (distributed && arguments.text("name").isEmpty()) {
            throw new UsageException("can't start multinode mode without name specified");
        }
        boolean nothingToLoad = arguments.text("configpath").isEmpty()
                && arguments.text("model_file").isEmpty();
        if (!distributed && nothingToLoad) {
            throw new UsageException("config path or model file must be specified for standalone mode");
        }
    }

    private void checkTimeout(String option) {
        if (distributed && arguments.integer(option) < 1) {
            throw new UsageException("can't start with " + option + " less than 1");
        }
    }

    /** A folder to write in, or empty if the option is. */
    private Optional<String> folder(String option) {
        Optional<Path> path = realPath(option);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> reason = FileOptions.whyUnwritable(path.get());
        if (reason.isPresent()) {
            throw unusable(option, reason.get());
        }
        return Optional.of(path.get().toString());
    }

    private static JubatusException unusable(String option, String reason) {
        return option.equals("datadir")
                ? new UsageException("can't use datadir: " + reason)
                : new JubatusException(
                        JubatusException.Code.FAILED, "can't write to the ZooKeeper log directory: " + reason);
    }

    private Optional<Path> realPath(String option) {
        return FileOptions.realPath(arguments, option);
    }
}
