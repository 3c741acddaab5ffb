package jubatus.classifier;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import jubatus.core.Engine;
import jubatus.core.bytes.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves and loads the model of a server, and notes it in the status. All calls block.
 *
 * <p>Safe for concurrent use. {@link #turns} lets saves on request run beside each other, as the original does, but a save of the
 * server's own alone: it shall not take the disk from somebody who waits, nor a snapshot from another save.
 */
final class ModelStore {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

    private final Engine engine;
    private final ServerStatus status;
    private final ReadWriteLock turns = new ReentrantReadWriteLock();

    ModelStore(Engine engine, ServerStatus status) {
        this.engine = engine;
        this.status = status;
    }

    Engine engine() {
        return engine;
    }

    ServerStatus status() {
        return status;
    }

    /** Notes what the engine was given before it served. */
    void loadedAtStart(Path file) {
        status.loaded(SavedModel.now(file.toString()));
    }

    /** Saves as a client asked; fails as {@link Engine#save} does. */
    void save(String path, ByteString id) {
        save(path, id, turns.readLock());
        status.saved(SavedModel.now(path));
    }

    /** Saves to a file that is gone soon, so that the status says nothing of it; fails as {@link Engine#save} does. */
    void hand(Path file, ByteString id) {
        save(file.toString(), id, turns.readLock());
    }

    /** Saves of the server's own accord, when no other save runs; fails as {@link Engine#save} does. */
    void autosave(String path, ByteString id) {
        save(path, id, turns.writeLock());
        status.autosaved(SavedModel.now(path));
    }

    private void save(String path, ByteString id, Lock turn) {
        turn.lock();
        try {
            LOG.info("starting save to {}", path);
            long start = System.nanoTime();
            Duration disk = engine.save(Path.of(path), id);
            LOG.atInfo()
                    .addKeyValue("tookMillis", millisSince(start))
                    .addKeyValue("diskMillis", disk.toMillis())
                    .log("saved to {}", path);
        } finally {
            turn.unlock();
        }
    }

    /** Loads as a client asked; fails as {@link Engine#load} does. */
    void load(String path) {
        LOG.info("starting load from {}", path);
        long start = System.nanoTime();
        engine.load(Path.of(path));
        LOG.atInfo().addKeyValue("tookMillis", millisSince(start)).log("loaded from {}", path);
        status.loaded(SavedModel.now(path));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
