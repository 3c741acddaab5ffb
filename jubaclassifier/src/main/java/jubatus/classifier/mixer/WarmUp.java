package jubatus.classifier.mixer;

import jubatus.core.Engine;
import jubatus.core.MixWarmUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warms mixing up once in a process, on the thread {@code mix-warm-up}, when so much was learned since the last mix that the next one
 * will be long. It takes some seconds of a processor and some memory, so a server that has only smaller mixes never pays for it; a mix
 * that begins meanwhile ends it, for that warms up as well.
 *
 * <p>{@link #look} is called by the mixer's loop, {@link #stop} by any thread.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** A mix of so many features takes a second when it is warm. */
    static final int LARGE = 300_000;

    private final Engine engine;
    private boolean begun;
    private volatile boolean stopped;

    WarmUp(Engine engine) {
        this.engine = engine;
    }

    /** Begins if it is time and that was not done before. */
    void look() {
        if (!begun && engine.mix().unmixedFeatures() >= LARGE) {
            begun = true;
            var thread = new Thread(this::run, "mix-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        long start = System.nanoTime();
        long increment = engine.mix().lastIncrement();
        try {
            MixWarmUp.run(engine, () -> !stopped && engine.mix().lastIncrement() == increment);
            LOG.debug("mixing is warm after {} ms", (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | Error e) {
            // Mixes work without, only longer.
            LOG.warn("mixing is not warmed up: {}", e.toString());
        }
    }

    void stop() {
        stopped = true;
    }
}
