package jubatus.classifier.mixer;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import jubatus.core.Engine;
import jubatus.core.MixWarmUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warms mixing up once in a process, on the thread {@code mix-warm-up}, when so much was learned since the last mix that the next one
 * will be long. It takes some seconds of a processor and some memory, so a server that has only smaller mixes, or a heap without a
 * gibibyte to spare, never does; a mix that begins meanwhile ends it, for that warms up as well.
 *
 * <p>{@link #look} is called by the mixer's loop, {@link #stop} by any thread.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** A mix of so many features takes a second when it is warm. */
    static final int LARGE = 300_000;

    /** It needs some 300 MB for its own models and what they leave behind. */
    private static final long ROOM_BYTES = 1L << 30;

    private final Engine engine;
    /** Warms up as long as it is told to go on. */
    private final Consumer<BooleanSupplier> warming;

    private boolean begun;
    private volatile boolean stopped;

    WarmUp(Engine engine) {
        this(engine, goOn -> warm(engine, goOn));
    }

    WarmUp(Engine engine, Consumer<BooleanSupplier> warming) {
        this.engine = engine;
        this.warming = warming;
    }

    private static void warm(Engine engine, BooleanSupplier goOn) {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() < ROOM_BYTES) {
            LOG.debug("mixing is not warmed up: less than {} MiB of the heap are free", ROOM_BYTES >> 20);
            return;
        }
        long start = System.nanoTime();
        MixWarmUp.run(engine, goOn);
        LOG.debug("mixing was warmed up for {} ms", (System.nanoTime() - start) / 1_000_000);
    }

    /** Begins if it is time and that was not done before. */
    void look() {
        if (!begun && engine.mix().unmixedFeatures() >= LARGE) {
            begun = true;
            long increment = engine.mix().lastIncrement();
            var thread = new Thread(() -> run(increment), "mix-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** @param increment the last that was closed when it began; a mix closes another one */
    private void run(long increment) {
        try {
            warming.accept(() -> !stopped && engine.mix().lastIncrement() == increment);
        } catch (RuntimeException | Error e) {
            // Mixes work without, only longer.
            LOG.warn("mixing is not warmed up: {}", e.toString());
        }
    }

    void stop() {
        stopped = true;
    }
}
