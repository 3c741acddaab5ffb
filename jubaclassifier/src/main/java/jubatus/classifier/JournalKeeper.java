package jubatus.classifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import jubatus.common.process.FullHeap;
import jubatus.common.process.LogThrottle;
import jubatus.core.Engine;
import jubatus.core.EngineJournal;
import jubatus.core.JubatusException;
import jubatus.core.journal.Sync;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a server that runs. {@code journal} is the thread that waits for the disk, once for all who wait at that time, and each
 * second; {@code journal-snapshot} the one that writes a snapshot when a start would have too much to replay; {@code journal-room} the one
 * that takes room of the disk before it is needed, and ends when nobody has learned for a while.
 *
 * <p>Safe for concurrent use; opened, started and closed by one thread.
 */
final class JournalKeeper implements Durability {
    private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);
    private static final long INTERVAL_MILLIS = 1000;
    private static final long RETRY_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long CLOSE_MILLIS = 60_000;
    private static final long ROOM_IDLE_SECONDS = 10;

    private final ServerOptions.Journal options;
    private final Engine engine;
    private final EngineJournal journal;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean snapshotRuns = new AtomicBoolean();
    private final ExecutorService room = new ThreadPoolExecutor(
            0, 1, ROOM_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), JournalKeeper::roomThread);
    private final LogThrottle throttle = new LogThrottle();
    /** When a snapshot may be tried. */
    private volatile long snapshotNanos = System.nanoTime();

    private volatile boolean running;
    private volatile Thread loop;
    private volatile Thread snapshots;

    /** Somebody whose update is to be acknowledged. */
    private record Waiting(Runnable then, Consumer<Throwable> otherwise) {}

    private JournalKeeper(ServerOptions.Journal options, Engine engine, EngineJournal journal) {
        this.options = options;
        this.engine = engine;
        this.journal = journal;
    }

    /**
     * Replays the journal into an engine that nobody uses yet, and says so in the log.
     *
     * @throws JubatusException if the journal cannot be used
     */
    static JournalKeeper open(ServerOptions.Journal options, Engine engine) {
        EngineJournal journal = EngineJournal.open(engine, options.folder(), options.sync());
        EngineJournal.Replayed replayed = journal.replayed();
        replayed.warnings().forEach(LOG::warn);
        LOG.atInfo()
                .addKeyValue("folder", options.folder())
                .addKeyValue("records", replayed.records())
                .addKeyValue("bytes", replayed.bytes())
                .addKeyValue("tookMillis", replayed.tookMillis())
                .log("journal replayed");
        return new JournalKeeper(options, engine, journal);
    }

    EngineJournal.Replayed replayed() {
        return journal.replayed();
    }

    private static Thread roomThread(Runnable work) {
        var thread = new Thread(work, "journal-room");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        running = true;
        journal.makeRoomBy(room::execute);
        loop = new Thread(this::run, "journal");
        loop.setDaemon(true);
        loop.start();
    }

    @Override
    public boolean isSlow() {
        return options.sync() == Sync.ALWAYS;
    }

    @Override
    public void settle() {
        engine.settle();
    }

    @Override
    public void whenSettled(Runnable then, Consumer<Throwable> otherwise) {
        waiting.add(new Waiting(then, otherwise));
    }

    private void run() {
        while (running || !waiting.isEmpty()) {
            try {
                serve(next());
                if (isSnapshotDue()) {
                    beginSnapshot();
                }
            } catch (InterruptedException e) {
                // Nobody interrupts this thread; if somebody does, whoever waits is still served.
                running = false;
            } catch (RuntimeException | Error e) {
                FullHeap.endIfFull(e);
                LOG.error("error in journal thread", e);
            }
        }
    }

    /** Who waits by now; nobody after a second. */
    private List<Waiting> next() throws InterruptedException {
        var together = new ArrayList<Waiting>();
        Waiting first = waiting.poll(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            together.add(first);
            waiting.drainTo(together);
        }
        return together;
    }

    private void serve(List<Waiting> together) {
        try {
            if (options.sync() == Sync.NEVER) {
                journal.commit();
            } else {
                journal.force();
            }
            together.forEach(one -> one.then().run());
        } catch (JubatusException e) {
            throttle.pass().ifPresent(leftOut -> LOG.error(e.getMessage()));
            together.forEach(one -> one.otherwise().accept(e));
        }
    }

    private boolean isSnapshotDue() {
        return journal.bytesToReplay() > options.snapshotBytes() && System.nanoTime() - snapshotNanos >= 0;
    }

    private void beginSnapshot() {
        if (running && snapshotRuns.compareAndSet(false, true)) {
            snapshots = new Thread(this::snapshot, "journal-snapshot");
            snapshots.start();
        }
    }

    private void snapshot() {
        long start = System.nanoTime();
        try {
            long bytes = journal.bytesToReplay();
            // While an original's mix is under way it is not taken, but when the next second asks.
            if (journal.snapshot()) {
                LOG.atInfo()
                        .addKeyValue("folder", options.folder())
                        .addKeyValue("bytes", bytes)
                        .addKeyValue("tookMillis", (System.nanoTime() - start) / 1_000_000)
                        .log("journal snapshot");
            }
        } catch (RuntimeException | Error e) {
            FullHeap.endIfFull(e);
            snapshotNanos = System.nanoTime() + RETRY_NANOS;
            LOG.warn("no snapshot of the journal {} now: {}", options.folder(), e.getMessage());
        } finally {
            snapshotRuns.set(false);
        }
    }

    /** What {@code get_status} tells of it. */
    Map<String, String> status() {
        var status = new TreeMap<String, String>();
        status.put("journal", options.folder().toString());
        status.put("journal_sync", options.sync().name().toLowerCase(Locale.ROOT));
        status.put("journal_bytes", Long.toString(journal.bytes()));
        status.put("journal_bytes_to_replay", Long.toString(journal.bytesToReplay()));
        status.put("journal_last_snapshot", Long.toString(journal.snapshotSeconds()));
        status.put("journal_last_sync_age", Long.toString(journal.nanosSinceForced() / 1_000_000_000L));
        status.put("journal_error", journal.failure().orElse(""));
        return status;
    }

    /** Ends the journal in order; nobody may teach the engine any more. */
    void close() throws InterruptedException {
        running = false;
        if (loop != null) {
            // Not interrupted, for it may be waiting for the disk; somebody who waits wakes it as well.
            whenSettled(() -> {}, failure -> {});
            loop.join(CLOSE_MILLIS);
        }
        if (snapshots != null) {
            snapshots.join(CLOSE_MILLIS);
        }
        journal.close();
        // Not before: the journal waits for the room that it has asked for.
        room.shutdown();
    }
}
