package jubatus.classifier.mixer;

import java.util.function.LongSupplier;

/**
 * For how long this server has not been in its cluster, by the clock on the wall: that goes on while a process or its machine sleeps.
 * Safe for concurrent use.
 */
final class Absence {
    private final LongSupplier millis;
    private volatile long presentMillis;

    Absence(LongSupplier millis) {
        this.millis = millis;
        present();
    }

    /** The server is in the cluster now. */
    void present() {
        presentMillis = millis.getAsLong();
    }

    long seconds() {
        return (millis.getAsLong() - presentMillis) / 1000;
    }
}
