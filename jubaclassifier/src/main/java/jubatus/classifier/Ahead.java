package jubatus.classifier;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import jubatus.core.Engine;
import jubatus.core.Prepared;
import jubatus.core.Workspace;

/**
 * Prepares the data of a batch, of which a few are ahead of the one that is learned. Data are learned in their order by one thread; what
 * of it depends on the datum alone is done by that thread and, if a processor has nothing else to do, by a helper. Who learns never
 * waits for a helper to come: what nobody has begun it prepares itself.
 *
 * <p>One thread, who learns, calls all methods; {@link #help} runs beside it. Who raises {@link #begun} to a number owns that datum and
 * its slot until it says so in {@link #made}; from then on the slot belongs to who learns, until {@link #learned} has passed it. The other
 * fields change only while {@link #help} is neither offered nor under way.
 */
final class Ahead {
    static final int SLOTS = 16;
    private static final int SPINS = 100;
    /** Many times shorter than it takes to learn what lies ready in all slots, if it is worth help at all. */
    private static final long PAUSE_NANOS = 10_000;

    private static final int NONE = 0;
    private static final int OFFERED = 1;
    private static final int ACCEPTED = 2;

    private static final ThreadLocal<Workspace> OF_HELPER = ThreadLocal.withInitial(Workspace::new);

    private final Batch batch;
    private final Prepared[] slots = new Prepared[SLOTS];
    /** By slot: the datum that is ready there, counted from 1. */
    private final AtomicIntegerArray made = new AtomicIntegerArray(SLOTS);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger help = new AtomicInteger(NONE);
    private volatile int learned;
    private Engine engine;
    private int size;

    Ahead(Batch batch) {
        this.batch = batch;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Prepared();
        }
    }

    /** Starts on the data that are ready in the batch. */
    void begin(Engine newEngine, Helpers helpers) {
        engine = newEngine;
        size = batch.ready();
        learned = 0;
        for (int i = 0; i < SLOTS; i++) {
            made.set(i, 0);
        }
        begun.set(0);
        help.set(OFFERED);
        if (!helpers.ask(this::help)) {
            help.set(NONE);
        }
    }

    /** Prepares a datum, or waits for who does. */
    Prepared take(int index) {
        int slot = index % SLOTS;
        for (int waited = 0; made.get(slot) != index + 1; ) {
            int next = claim();
            if (next >= 0) {
                prepare(next, batch.workspace);
            } else {
                pause(waited++);
            }
        }
        return slots[slot];
    }

    /** The datum is learned, or will not be. */
    void learned(int index) {
        learned = index + 1;
    }

    /** Nobody uses the batch's data any more once this returns. */
    void end() {
        begun.set(size);
        if (!help.compareAndSet(OFFERED, NONE)) {
            for (int waited = 0; help.get() != NONE; ) {
                pause(waited++);
            }
        }
        engine = null;
    }

    /** How many data were begun, for tests. */
    int begun() {
        return begun.get();
    }

    private void help() {
        if (!help.compareAndSet(OFFERED, ACCEPTED)) {
            return;
        }
        try {
            // Before anything is begun, for what is begun must be made.
            Workspace workspace = OF_HELPER.get();
            while (begun.get() < size) {
                int next = claim();
                if (next >= 0) {
                    prepare(next, workspace);
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } finally {
            help.set(NONE);
        }
    }

    /** A datum that nobody has begun and whose slot is free, or −1. */
    private int claim() {
        for (int next = begun.get(); next < size && next < learned + SLOTS; next = begun.get()) {
            if (begun.compareAndSet(next, next + 1)) {
                return next;
            }
        }
        return -1;
    }

    private void prepare(int index, Workspace workspace) {
        int slot = index % SLOTS;
        try {
            engine.prepare(batch.datum(index), workspace, slots[slot]);
        } finally {
            // Even if there was no memory to end it: who learns would wait for ever.
            made.set(slot, index + 1);
        }
    }

    private static void pause(int waited) {
        if (waited < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
