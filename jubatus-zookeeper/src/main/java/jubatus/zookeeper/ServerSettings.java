package jubatus.zookeeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.UsageException;
import jubatus.core.JubatusException;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig.ConfigException;

/** Turns the options into ZooKeeper's own settings. */
final class ServerSettings {
    /** Two ticks are the shortest session and twenty the longest: 4 and 40 s, as with ZooKeeper's sample configuration. */
    private static final String TICK_MILLIS = "2000";

    private ServerSettings() {}

    /**
     * The settings that the options ask for; makes the data folder.
     *
     * @throws UsageException if options do not fit together
     * @throws JubatusException if the file or the folder cannot be used
     */
    static QuorumPeerConfig of(Arguments arguments) {
        String file = arguments.text("config");
        String data = arguments.text("data");
        if (file.isEmpty() == data.isEmpty()) {
            throw new UsageException(
                    "either --data FOLDER or --config zoo.cfg must say where ZooKeeper keeps its data");
        }
        return file.isEmpty() ? single(arguments, data) : ofFile(file);
    }

    private static QuorumPeerConfig single(Arguments arguments, String data) {
        var properties = new Properties();
        properties.setProperty("dataDir", folder(data).toString());
        properties.setProperty("clientPortAddress", arguments.text("listen_addr"));
        properties.setProperty("clientPort", Integer.toString(arguments.integer("port")));
        properties.setProperty("tickTime", TICK_MILLIS);
        // All processes of a machine come from one address, and there is no limit to how many those are.
        properties.setProperty("maxClientCnxns", "0");
        // Old snapshots go once a day.
        properties.setProperty("autopurge.snapRetainCount", "3");
        properties.setProperty("autopurge.purgeInterval", "24");
        var settings = new QuorumPeerConfig();
        try {
            settings.parseProperties(properties);
        } catch (IOException | ConfigException | IllegalArgumentException e) {
            throw failure("cannot start ZooKeeper: " + e.getMessage(), e);
        }
        return settings;
    }

    private static Path folder(String data) {
        try {
            return Files.createDirectories(Path.of(data)).toRealPath();
        } catch (IOException | IllegalArgumentException e) {
            throw failure("cannot use " + data + " as ZooKeeper's data folder: " + JubatusException.reasonOf(e), e);
        }
    }

    private static QuorumPeerConfig ofFile(String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw failure("cannot read ZooKeeper's configuration " + file, null);
        }
        var settings = new QuorumPeerConfig();
        try {
            settings.parse(file);
        } catch (ConfigException | IllegalArgumentException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw failure("cannot use ZooKeeper's configuration " + file + ": " + reason, e);
        }
        return settings;
    }

    static JubatusException failure(String sentence, Exception cause) {
        return new JubatusException(JubatusException.Code.FAILED, sentence, cause);
    }
}
