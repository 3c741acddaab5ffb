package jubatus.classifier.mixer;

import java.util.function.LongSupplier;

/**
 * Whether this server was out of its cluster for longer than members are remembered, by the clock on the wall: that goes on while a
 * process or its machine sleeps. A long absence is remembered until it is asked for: who wakes up may believe for a moment that it is
 * still in the cluster.
 *
 * <p>Safe for concurrent use.
 */
final class Absence {
    private final LongSupplier millis;
    private final long longestMillis;
    private long presentMillis;
    private boolean wasLong;

    /** @param longestSeconds for how long members are remembered */
    Absence(LongSupplier millis, long longestSeconds) {
        this.millis = millis;
        this.longestMillis = longestSeconds * 1000;
        this.presentMillis = millis.getAsLong();
    }

    /** The server is in the cluster now. */
    synchronized void present() {
        long now = millis.getAsLong();
        wasLong |= now - presentMillis > longestMillis;
        presentMillis = now;
    }

    /** The server is in the cluster again; whether it was away for too long since it came back the last time. */
    synchronized boolean comeBack() {
        present();
        boolean was = wasLong;
        wasLong = false;
        return was;
    }
}
