package jubatus.jubaload.progress;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what became of samples. Safe for concurrent use. */
public final class Tally {
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong bad = new AtomicLong();
    private final AtomicLong given = new AtomicLong();
    private final long begun = System.nanoTime();

    public void acknowledged(int samples) {
        acknowledged.addAndGet(samples);
    }

    /** Returns how many lines were bad by now. */
    public long badLine() {
        return bad.incrementAndGet();
    }

    public void givenUp(int samples) {
        given.addAndGet(samples);
    }

    /** Samples that the server answered for. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Lines that could not be read. */
    public long bad() {
        return bad.get();
    }

    /** Samples that were sent and not acknowledged. */
    public long givenUp() {
        return given.get();
    }

    public double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    public double perSecond() {
        return acknowledged() / Math.max(1e-3, seconds());
    }
}
