package jubatus.classifier;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jubatus.core.Engine;
import jubatus.core.EngineJournal;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an engine that has not begun to serve the newest model that its server saved of its own accord ({@code --load_latest}). */
final class LatestModel {
    private static final Logger LOG = LoggerFactory.getLogger(LatestModel.class);

    private LatestModel() {}

    /**
     * Loads the newest file that can be loaded: whole, of this type, cluster and configuration. Others are skipped with a warning.
     *
     * @return what was loaded; empty if the option is not given, the journal has a newer model, or there is no such file. Then the engine is
     *     as it was
     * @throws JubatusException if the folder cannot be read
     */
    static Optional<Path> load(ServerOptions options, Engine engine) {
        if (!options.autosave().loadLatest()) {
            return Optional.empty();
        }
        if (options.journal()
                .filter(journal -> EngineJournal.hasModel(journal.folder()))
                .isPresent()) {
            LOG.info("no saved model is loaded, the journal knows more");
            return Optional.empty();
        }
        var files = new AutosaveFiles(options);
        List<Path> newestFirst = files.newestFirst();
        for (Path file : newestFirst) {
            try {
                engine.loadAtStart(file, files.id());
                LOG.info("loaded from {}", file);
                return Optional.of(file);
            } catch (JubatusException e) {
                LOG.warn("{} is skipped, since it cannot be loaded: {}", file, e.getMessage());
            }
        }
        LOG.atInfo()
                .addKeyValue("skipped", newestFirst.size())
                .log("no saved model to go on with in {}", options.files().dataFolder());
        return Optional.empty();
    }
}
