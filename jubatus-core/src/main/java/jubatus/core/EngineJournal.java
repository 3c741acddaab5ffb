package jubatus.core;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import jubatus.core.classifier.Snapshot;
import jubatus.core.config.ConfigDigest;
import jubatus.core.journal.Journal;
import jubatus.core.journal.JournalFolder;
import jubatus.core.journal.JournalIdentity;
import jubatus.core.journal.JournalReader;
import jubatus.core.journal.RecordKind;
import jubatus.core.journal.Sync;
import jubatus.core.mix.Origin;
import jubatus.core.model.ModelFile;
import jubatus.core.model.ModelReader;

/**
 * Keeps the journal of an engine: what was learned survives the process. A start reads the newest snapshot that is whole, and
 * replays what was recorded since; from then on the engine records every change before it is acknowledged.
 *
 * <p>An origin goes on if the server stopped in order. Otherwise what was replayed keeps it, and what is learned from now on has a new
 * one: a record that a power cut took may have told of a number that others know.
 *
 * <p>Safe for concurrent use; {@link #snapshot} by one thread at a time.
 */
public final class EngineJournal implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Engine engine;
    private final JournalFolder folder;
    private final Journal journal;
    private final Replayed replayed;
    private final ReentrantLock snapshotting = new ReentrantLock();
    /** Bytes that a start would have to replay, but for those written since this process began. */
    private volatile long bytesBefore;

    private volatile long snapshotSeconds;

    /**
     * What a start found.
     *
     * @param records that were replayed, {@code bytes} all together
     * @param presentSeconds Unix time at which the server was last known to be in its cluster
     * @param warnings what an operator should know
     */
    public record Replayed(
            long records, long bytes, long tookMillis, OptionalLong presentSeconds, List<String> warnings) {
        public Replayed {
            warnings = List.copyOf(warnings);
        }

        /** Whether there was anything. */
        public boolean isEmpty() {
            return records == 0;
        }
    }

    private EngineJournal(Engine engine, JournalFolder folder, Journal journal, Replayed replayed) {
        this.engine = engine;
        this.folder = folder;
        this.journal = journal;
        this.replayed = replayed;
    }

    /**
     * Replays the journal in a folder into an engine and goes on with it. To be called before anybody else uses the engine, and before
     * {@link Engine#mix}. If the journal has anything, it takes the place of what the engine knows.
     *
     * @throws JubatusException if the folder is used by another process, the journal is another server's or damaged, or it cannot be
     *     written
     */
    public static EngineJournal open(Engine engine, Path path, Sync sync) {
        JournalFolder folder = JournalFolder.open(path);
        EngineJournal opened = null;
        try {
            opened = open(engine, folder, sync);
            return opened;
        } finally {
            if (opened == null) {
                folder.close();
            }
        }
    }

    /** Whether a folder has a journal with a model of its own, which an engine would take whatever it knows. */
    public static boolean hasModel(Path path) {
        try (DirectoryStream<Path> snapshots = Files.newDirectoryStream(path, "*.snapshot")) {
            return snapshots.iterator().hasNext();
        } catch (IOException e) {
            // There is none, or opening the journal will say what is wrong.
            return false;
        }
    }

    private static EngineJournal open(Engine engine, JournalFolder folder, Sync sync) {
        long start = System.nanoTime();
        var reader = new JournalReader(folder, identity(engine));
        var replay = new JournalReplay(engine, folder);
        var warnings = new ArrayList<String>();
        engine.mixing().ifPresent(mixing -> mixing.journal().replay());
        long from = restore(engine, folder, warnings);
        reader.read(from, replay::apply);
        warnings.addAll(reader.warnings());
        warnings.addAll(replay.warnings());
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        long bytesBefore = folder.bytesFrom(from);

        Journal journal = reader.write(sync);
        begin(engine, journal, replay.isStopped());
        var replayed = new Replayed(reader.records(), reader.bytes(), tookMillis, replay.presentSeconds(), warnings);
        var opened = new EngineJournal(engine, folder, journal, replayed);
        opened.bytesBefore = bytesBefore;
        if (from == 0 && !replay.hasChanged()) {
            // The engine may know something from a model file; and all that is recorded has a snapshot before it.
            opened.snapshot();
        }
        return opened;
    }

    static JournalIdentity identity(Engine engine) {
        return new JournalIdentity(
                Engine.TYPE,
                engine.mixing().isPresent(),
                ConfigDigest.of(engine.config().json()));
    }

    /** Takes the newest snapshot that is whole; answers the first record that it does not hold, 0 if there is none. */
    private static long restore(Engine engine, JournalFolder folder, List<String> warnings) {
        SortedMap<Long, Path> snapshots = folder.snapshots();
        while (!snapshots.isEmpty()) {
            long newest = snapshots.lastKey();
            try (ModelReader reader = ModelFile.open(snapshots.get(newest))) {
                new JournalRestore(engine).take(reader);
                return newest;
            } catch (JubatusException e) {
                warnings.add("the snapshot " + snapshots.get(newest) + " cannot be used (" + e.getMessage()
                        + "); the one before is taken");
            }
            snapshots = snapshots.headMap(newest);
        }
        return 0;
    }

    /** From here on what is learned is recorded, under an origin and with keys that the journal knows. */
    private static void begin(Engine engine, Journal journal, boolean isStopped) {
        long seed = RANDOM.nextLong();
        engine.seedKeys(seed);
        Origin origin = engine.mixing()
                .filter(mixing -> isStopped)
                .map(mixing -> mixing.journal().origin())
                .orElseGet(Origin::random);
        engine.mixing().ifPresent(mixing -> mixing.journal().beginAs(origin));
        journal.record(RecordKind.STARTED, JournalReplay.started(origin, seed));
        journal.commit();
        if (journal.sync() != Sync.NEVER) {
            // Else a power cut could make replayed increments smaller than those that others are about to get.
            journal.force();
        }
        engine.recordWith(journal);
    }

    public Replayed replayed() {
        return replayed;
    }

    /** Hands what was changed before to the kernel, see {@link Journal#commit}. */
    public void commit() {
        journal.commit();
    }

    /** See {@link Journal#makeRoomBy}. */
    public void makeRoomBy(Consumer<Runnable> threads) {
        journal.makeRoomBy(threads);
    }

    /** Makes the disk have what was changed before; takes as long as the disk does. */
    public void force() {
        journal.commit();
        journal.force();
    }

    /** How many bytes a start would have to replay. */
    public long bytesToReplay() {
        return bytesBefore + journal.writtenBytes();
    }

    /** How many bytes the files have. */
    public long bytes() {
        return folder.bytes();
    }

    /** Unix time of the last snapshot of this process; 0 if there is none. */
    public long snapshotSeconds() {
        return snapshotSeconds;
    }

    /** How long ago the disk took everything that was there. */
    public long nanosSinceForced() {
        return journal.nanosSinceForced();
    }

    /** Why the journal cannot be written at present. */
    public Optional<String> failure() {
        return Optional.ofNullable(journal.failure()).map(Throwable::getMessage);
    }

    /**
     * Writes a snapshot, so that a start replays only what comes after it, and removes what only snapshots before the last needed.
     *
     * @return false if an original master may have folded what it was handed: then it has to wait until it is known what became of that
     * @throws JubatusException if it cannot be written; then nothing is removed
     */
    public boolean snapshot() {
        snapshotting.lock();
        try {
            return writeSnapshot();
        } finally {
            snapshotting.unlock();
        }
    }

    private boolean writeSnapshot() {
        var first = new long[1];
        var writtenBefore = new long[1];
        Runnable rotate = () -> {
            first[0] = journal.rotate();
            writtenBefore[0] = journal.writtenBytes();
            engine.recordSeed(RANDOM.nextLong());
        };
        Optional<JournalSnapshot> taken = take(rotate);
        if (taken.isEmpty()) {
            return false;
        }
        try (JournalSnapshot snapshot = taken.get()) {
            // A snapshot must not be there without the records before it, which tell others' numbers.
            force();
            snapshot.write(folder.snapshot(first[0]));
        }
        bytesBefore = -writtenBefore[0];
        snapshotSeconds = System.currentTimeMillis() / 1000;
        SortedMap<Long, Path> before = folder.snapshots().headMap(first[0]);
        folder.removeBefore(before.isEmpty() ? first[0] : before.lastKey());
        return true;
    }

    private Optional<JournalSnapshot> take(Runnable rotate) {
        engine.loading().lock();
        try {
            if (engine.mixing().isPresent()) {
                return engine.mixing().get().journal().take(rotate).map(taken -> JournalSnapshot.of(taken, engine));
            }
            return Optional.of(engine.writing((classifier, weights) -> {
                rotate.run();
                Snapshot image = classifier.snapshot();
                return JournalSnapshot.of(image, weights.snapshot(), engine);
            }));
        } finally {
            engine.loading().unlock();
        }
    }

    /** Ends the journal in order: the origin goes on when the server starts again. Nothing may be taught any more. */
    @Override
    public void close() {
        try (folder) {
            journal.record(RecordKind.STOPPED);
            journal.close();
        } catch (IOException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED, "cannot end the journal " + folder.path() + ": " + e.getMessage(), e);
        }
    }
}
