package jubatus.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.common.process.PluginFolders;
import jubatus.core.Engine;
import jubatus.core.JubatusException;
import jubatus.core.config.ConfigException;
import jubatus.core.config.JsonSyntaxException;
import jubatus.core.plugin.Plugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the engine of a server from its configuration or from a saved model. */
final class EngineSource {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSource.class);
    /** A model file given as configuration must not be read into memory. */
    private static final long LARGEST_CONFIG = 64 << 20;

    private EngineSource() {}

    /**
     * Makes the engine.
     *
     * @throws ConfigException with all that is wrong with the configuration
     * @throws JubatusException if a file cannot be read or used
     */
    static Engine load(ServerOptions.Files files) {
        Engine engine = files.model().isPresent()
                ? fromModel(files)
                : fromConfig(files.config().orElseThrow());
        LOG.info("config loaded: {}", engine.configText());
        return engine;
    }

    /** Makes the engine of a server in a cluster from the configuration that ZooKeeper has; fails as {@link #load} does. */
    static Engine ofCluster(byte[] config) {
        try {
            Engine engine = Engine.create(config, Engine.Mode.DISTRIBUTED, plugins());
            LOG.info("config loaded: {}", engine.configText());
            return engine;
        } catch (JsonSyntaxException e) {
            throw syntaxError("<zookeeper>", e);
        }
    }

    private static Engine fromModel(ServerOptions.Files files) {
        if (files.config().isPresent()) {
            LOG.info("both model file and configuration are specified; using configuration from model file");
        }
        Path model = files.model().orElseThrow();
        LOG.info("starting load from {}", model);
        Engine engine;
        try {
            engine = Engine.open(model, Engine.Mode.STANDALONE, plugins());
        } catch (JsonSyntaxException e) {
            throw syntaxError(model.toString(), e);
        } catch (ConfigException e) {
            throw e;
        } catch (JubatusException e) {
            throw new JubatusException(e.code(), "cannot start from model " + model + ": " + e.getMessage(), e);
        }
        LOG.info("loaded from {}", model);
        return engine;
    }

    private static Engine fromConfig(Path config) {
        LOG.info("load config from local file: {}", config);
        try {
            return Engine.create(read(config), Engine.Mode.STANDALONE, plugins());
        } catch (JsonSyntaxException e) {
            throw syntaxError(config.toString(), e);
        }
    }

    private static byte[] read(Path config) {
        try {
            long size = Files.size(config);
            if (size > LARGEST_CONFIG) {
                throw failure(config + " has " + size
                        + " bytes, too many for a configuration; is it a model (--model_file)?");
            }
            return Files.readAllBytes(config);
        } catch (IOException e) {
            throw failure("exception when loading config file: can't read " + config + " . ("
                    + JubatusException.reasonOf(e) + ")");
        }
    }

    private static JubatusException syntaxError(String source, JsonSyntaxException e) {
        return new JubatusException(JubatusException.Code.BAD_CONFIG, e.sentence(source));
    }

    private static JubatusException failure(String sentence) {
        return new JubatusException(JubatusException.Code.BAD_CONFIG, sentence);
    }

    private static Plugins plugins() {
        return Plugins.of(PluginFolders.ofProcess());
    }
}
