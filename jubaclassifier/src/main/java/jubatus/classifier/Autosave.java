package jubatus.classifier;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jubatus.common.process.FullHeap;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the model of a server every so many seconds ({@code --autosave}) and when it stops ({@code --save_on_exit}), if it changed since
 * it was last saved like that. The newest files are kept, see {@link AutosaveFiles}.
 *
 * <p>Threads: the thread {@code autosave} saves, and once it has ended the one that closes. {@link #saveIfChanged} is used by one of
 * them at a time.
 */
final class Autosave implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Autosave.class);

    private final ServerOptions.Autosave options;
    private final AutosaveFiles files;
    private final ModelStore models;
    private final Supplier<?> mark;
    private final ScheduledThreadPoolExecutor schedule;
    /** That of the model in the newest file, or of the one that the server began with. */
    private Object savedMark;

    /**
     * Begins with the model that the engine has at present, which needs no saving.
     *
     * @param mark equal marks mean that the model has not changed in between. It is taken before a save, so that what changes during
     *     one is saved by the next
     */
    Autosave(ServerOptions options, ModelStore models, Supplier<?> mark) {
        this.options = options.autosave();
        this.files = new AutosaveFiles(options);
        this.models = models;
        this.mark = mark;
        this.savedMark = mark.get();
        schedule = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "autosave"));
        schedule.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Begins to save, if there is an interval. */
    @SuppressWarnings("FutureReturnValueIgnored") // The task reports its failures itself.
    void start() {
        int seconds = options.everySeconds();
        if (seconds > 0) {
            schedule.scheduleWithFixedDelay(this::saveOrWarn, seconds, seconds, TimeUnit.SECONDS);
        }
    }

    private void saveOrWarn() {
        try {
            saveIfChanged();
        } catch (JubatusException e) {
            models.status().autosaveFailed();
            LOG.warn("{}; trying again in {} s", e.getMessage(), options.everySeconds());
        } catch (RuntimeException | OutOfMemoryError e) {
            FullHeap.endIfFull(e);
            models.status().autosaveFailed();
            LOG.error("cannot save the model, trying again in {} s", options.everySeconds(), e);
        }
    }

    /**
     * Saves, unless nothing changed.
     *
     * @throws JubatusException with a sentence if that fails; the files that were there are kept
     */
    void saveIfChanged() {
        Object current = mark.get();
        if (current.equals(savedMark)) {
            return;
        }
        String path = files.next().toString();
        try {
            models.autosave(path, files.id());
        } catch (JubatusException e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
            throw new JubatusException(e.code(), "cannot save the model to " + path + ": " + e.getMessage() + cause, e);
        }
        savedMark = current;
        files.keep(options.keep());
    }

    /**
     * Ends the saving, waits for a save that runs, and saves for the last time if that is wished. To be called when nothing changes the
     * model any more.
     *
     * @throws JubatusException if the last save fails
     */
    @Override
    public void close() {
        schedule.shutdown();
        try {
            // A save ends by itself, and who cannot wait ends the process.
            schedule.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JubatusException(JubatusException.Code.FAILED, "interrupted while the model was saved", e);
        }
        if (options.onExit()) {
            saveIfChanged();
        }
    }
}
