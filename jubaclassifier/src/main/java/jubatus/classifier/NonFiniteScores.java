package jubatus.classifier;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import jubatus.core.bytes.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of scores that are not finite: the model is poisoned, and every classification would say so. At most one record a second
 * is written, with the number of those left out. Safe for concurrent use.
 */
final class NonFiniteScores {
    private static final Logger LOG = LoggerFactory.getLogger(NonFiniteScores.class);
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final AtomicLong next;
    private final AtomicLong leftOut = new AtomicLong();

    NonFiniteScores(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    void report(ByteString label, double score) {
        long now = nanoTime.getAsLong();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + PAUSE_NANOS)) {
            leftOut.incrementAndGet();
            return;
        }
        LOG.atWarn()
                .addKeyValue("leftOut", leftOut.getAndSet(0))
                .log("score is infinite: {} = {}", printable(label), shown(score));
    }

    /** A label is any bytes; a line end in it must not forge a record. */
    private static String printable(ByteString label) {
        return label.toString().replaceAll("\\p{Cntrl}", "?");
    }

    private static String shown(double score) {
        return Double.isNaN(score) ? "nan" : score > 0 ? "inf" : "-inf";
    }
}
