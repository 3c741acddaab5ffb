package jubatus.benchmark.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What the connections of one load share. Safe for concurrent use. */
final class LoadState {
    private final LoadPlan.Limit limit;
    private final long calls;
    private final CountDownLatch begun = new CountDownLatch(1);
    /** Written before {@link #begun} is open, read after it. */
    private long measureFrom;

    private long end;
    private final AtomicLong next = new AtomicLong();
    private final LongAdder errors = new LongAdder();
    private final AtomicReference<String> firstError = new AtomicReference<>("");
    /** Calls answered, whether they count or not. */
    final LongAdder answered = new LongAdder();

    LoadState(LoadPlan.Limit limit) {
        this.limit = limit;
        this.calls = limit instanceof LoadPlan.Calls some ? some.count() : Long.MAX_VALUE;
    }

    /** Lets the connections begin, once all are ready: starting a thousand threads takes longer than a warm-up may. */
    void begin() {
        measureFrom = System.nanoTime();
        end = Long.MAX_VALUE;
        if (limit instanceof LoadPlan.Timed timed) {
            measureFrom += timed.warmUp().toNanos();
            end = measureFrom + timed.measured().toNanos();
        }
        begun.countDown();
    }

    /** Waits until the load begins. */
    void awaitBegin() throws InterruptedException {
        begun.await();
    }

    /** The number of the call to make next; -1 if there shall be none. */
    long nextCall() {
        if (System.nanoTime() >= end) {
            return -1;
        }
        long call = next.getAndIncrement();
        return call < calls ? call : -1;
    }

    /** Whether an answer that comes at that time counts. */
    boolean counts(long now) {
        return now >= measureFrom && now <= end;
    }

    long measureFrom() {
        return measureFrom;
    }

    long end() {
        return end;
    }

    /** How much of a load of so many calls is done. */
    double shareDone() {
        return (double) answered.sum() / calls;
    }

    void failed(String error) {
        errors.increment();
        firstError.compareAndSet("", error);
    }

    long errors() {
        return errors.sum();
    }

    String firstError() {
        return firstError.get();
    }
}
