package jubatus.classifier.mixer;

import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * When a mix is due (03 §5.3): counts updates, and remembers how many of them the mixed model holds. Unlike the original's counter,
 * which a mix sets to zero, this one goes on with the updates since the hand-out, and a mix that fails leaves it as it is. A put that did
 * not reach every server makes a mix due, too: nobody else may know of the model that it made.
 *
 * <p>A server that learns 40 000 samples a second would mix 80 times a second, and do little else. So after a mix that took t, none is
 * due by the number of updates for {@link #REST}·t, but for a second at most; by time it is.
 *
 * <p>{@link #updated} is called for every update by any thread and takes no lock; {@code this} guards the rest.
 */
final class MixSchedule {
    /** After how long a put that did not reach everybody is followed by another mix; twice as long after each that does not either. */
    private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;

    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    /** Mixes by number take one part in twenty of the time; larger ones, of more than 50 ms, more. */
    static final int REST = 19;

    private static final long LONGEST_REST_NANOS = 1_000_000_000L;

    private final MixerOptions options;
    private final LongSupplier nanoTime;
    private final Runnable wake;
    private final AtomicLong updates = new AtomicLong();
    private final MixTally tally = new MixTally();
    /** The number of updates at which the mixer is woken. */
    private volatile long wakeAt;
    /** Until when no mix is due by the number of updates. */
    private volatile long restsUntilNanos;

    /** When the last hand-out was. */
    private long handedOutNanos;
    /** How many updates there were when an increment of that number was closed. */
    private final TreeMap<Long, Long> handedOut = new TreeMap<>();

    private long mixed;
    private boolean everMixed;
    private long tickNanos;
    private long tickSeconds;
    private boolean owing;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long retryNanos;

    /**
     * Begins now.
     *
     * @param nanoTime the clock, as {@link System#nanoTime}
     * @param wake called by the updates that make a mix due
     */
    MixSchedule(MixerOptions options, LongSupplier nanoTime, Runnable wake) {
        this.options = options;
        this.nanoTime = nanoTime;
        this.wake = wake;
        this.restsUntilNanos = nanoTime.getAsLong();
        tick();
        setWakeAt();
    }

    /** To be called after the work: what is counted has been learned, so that the next hand-out has it. */
    void updated() {
        if (updates.incrementAndGet() >= wakeAt && isRested()) {
            wake.run();
        }
    }

    private boolean isRested() {
        return nanoTime.getAsLong() - restsUntilNanos >= 0;
    }

    /** Of the mixes that this schedule brought about. */
    MixTally tally() {
        return tally;
    }

    /** How many updates there were until now. */
    long updates() {
        return updates.get();
    }

    /** How many of them the mixed model lacks. */
    synchronized long unmixed() {
        return updates.get() - mixed;
    }

    /** Unix time of the last mix, or of the start. */
    synchronized long tickSeconds() {
        return tickSeconds;
    }

    synchronized boolean isDue() {
        if (owing && isOn() && nanoTime.getAsLong() - retryNanos >= 0) {
            return true;
        }
        long unmixed = updates.get() - mixed;
        return unmixed > 0 && ((unmixed >= dueAfter() && isRested()) || isDueByTime());
    }

    private boolean isDueByTime() {
        return options.intervalSeconds() > 0
                && nanoTime.getAsLong() - tickNanos > options.intervalSeconds() * 1_000_000_000L;
    }

    /** The first mix comes as soon as there is something to mix, so that a new cluster knows at once what one server was taught. */
    private long dueAfter() {
        if (isOn() && !everMixed) {
            return 1;
        }
        return options.intervalCount() > 0 ? options.intervalCount() : Long.MAX_VALUE;
    }

    private boolean isOn() {
        return options.intervalCount() > 0 || options.intervalSeconds() > 0;
    }

    /** Whether this server made a model that some server may not have heard of. */
    synchronized boolean isOwing() {
        return owing;
    }

    /** This server begins to put a model; whatever becomes of it, others have to hear of it. */
    synchronized void putBegins() {
        owing = true;
        retryNanos = nanoTime.getAsLong() + pauseNanos;
    }

    /** A mix of this server has ended; {@code everywhere} tells whether all servers have its model. */
    synchronized void ended(boolean everywhere) {
        if (everywhere) {
            owing = false;
            pauseNanos = FIRST_PAUSE_NANOS;
        } else if (owing) {
            retryNanos = nanoTime.getAsLong() + pauseNanos;
            pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        }
    }

    /** A mix begins. */
    synchronized void tick() {
        tickNanos = nanoTime.getAsLong();
        tickSeconds = System.currentTimeMillis() / 1000;
    }

    /** A hand-out had all increments up to a number; {@code before} is what {@link #updates} was before it. */
    synchronized void handedOut(long increment, long before) {
        handedOut.put(increment, before);
        handedOutNanos = nanoTime.getAsLong();
    }

    /** The mixed model holds the own increments up to a number. */
    synchronized void mixed(long increment) {
        everMixed = true;
        if (hold(increment)) {
            long now = nanoTime.getAsLong();
            restsUntilNanos = now + Math.min(REST * (now - handedOutNanos), LONGEST_REST_NANOS);
        }
        tick();
        setWakeAt();
    }

    /** The mixed model is one that others made; it holds the own increments up to a number. */
    synchronized void fetched(long increment) {
        everMixed = true;
        hold(increment);
        setWakeAt();
    }

    /**
     * There was nothing to hand out: what the updates before it changed is in the mixed model, or was nothing that is mixed. Without
     * this a call that learned nothing would keep a mix due for ever.
     */
    synchronized void settled(long before) {
        mixed = Math.max(mixed, before);
        handedOut.values().removeIf(counted -> counted <= before);
        setWakeAt();
    }

    /** Whether something handed out is among the increments up to that number. */
    private boolean hold(long increment) {
        var held = handedOut.floorEntry(increment);
        if (held == null) {
            return false;
        }
        mixed = Math.max(mixed, held.getValue());
        handedOut.headMap(increment, true).clear();
        return true;
    }

    private void setWakeAt() {
        long after = dueAfter();
        wakeAt = after == Long.MAX_VALUE ? after : mixed + after;
    }
}
