package jubatus.common.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import jubatus.core.bytes.Page;

/**
 * What a process does that is out of memory. A request that wanted too much has failed, and its memory is free again: the process goes
 * on. But if the heap is full without it, every thread fails sooner or later, also those that serve others and hear signals; so the
 * process ends, with status {@link #STATUS} and a sentence, and whoever watches it can start it again.
 *
 * <p>Safe for concurrent use. What is done here needs little memory, for which some is kept: even ending a process takes a few objects.
 */
public final class FullHeap {
    /** As the JVM's own option for this has it. */
    public static final int STATUS = 3;

    /** A heap is full if less of it is free after a collection: a twentieth, and regions for some arrays that fill one. */
    private static final long LEAST_FREE = Math.max(Runtime.getRuntime().maxMemory() / 20, 12L << 20);

    private static final int DEPTH = 10;
    private static final AtomicBoolean LOOKING = new AtomicBoolean();
    /** Let go of while it is looked whether the heap is full. */
    @SuppressWarnings("UnusedVariable") // It takes room; nobody looks at what it holds.
    private static volatile byte[] kept = new byte[Page.BYTES];

    private static final byte[] SENTENCE = ("out of memory: the heap is full, all "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB of it; allow more with JUBATUS_JAVA_OPTS=-Xmx...\n")
            .getBytes(StandardCharsets.UTF_8);
    /** Opened while there is memory for it; never closed. */
    private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

    private FullHeap() {}

    /** From now on a thread that ends for want of memory is looked at, too. */
    public static void watchThreads() {
        Thread.setDefaultUncaughtExceptionHandler(new Thread.UncaughtExceptionHandler() {
            @Override
            public void uncaughtException(Thread thread, Throwable failure) {
                endIfFull(failure);
                thread.getThreadGroup().uncaughtException(thread, failure);
            }
        });
    }

    /** To be called first by who catches everything: ends the process if that is because the heap is full. */
    public static void endIfFull(Throwable failure) {
        if (isOutOfMemory(failure) && LOOKING.compareAndSet(false, true)) {
            try {
                kept = null;
                System.gc();
                Runtime heap = Runtime.getRuntime();
                long free = heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
                if (free < LEAST_FREE) {
                    end();
                }
                keepAgain();
            } finally {
                LOOKING.set(false);
            }
        }
    }

    private static void keepAgain() {
        try {
            kept = new byte[Page.BYTES];
        } catch (OutOfMemoryError e) {
            // Then the next look has to do without.
        }
    }

    private static boolean isOutOfMemory(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEPTH && cause != null; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static void end() {
        try {
            STANDARD_ERROR.write(SENTENCE);
        } catch (IOException | OutOfMemoryError e) {
            // The status says it, too.
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
