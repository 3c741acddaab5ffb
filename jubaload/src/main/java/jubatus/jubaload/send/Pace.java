package jubatus.jubaload.send;

import java.util.concurrent.TimeUnit;

/** Spreads samples evenly over time, without catching up on what was missed. Not safe for concurrent use. */
final class Pace {
    private final long perSecond;
    private long due;
    private boolean begun;

    /** @param perSecond 0 for no bound */
    Pace(long perSecond) {
        this.perSecond = perSecond;
    }

    /** How many nanoseconds a batch has to wait that is ready now; counts it as sent after that. */
    long delay(int samples, long now) {
        if (perSecond == 0) {
            return 0;
        }
        long begin = begun ? Math.max(now, due) : now;
        begun = true;
        due = begin + samples * TimeUnit.SECONDS.toNanos(1) / perSecond;
        return begin - now;
    }
}
