package jubatus.jubaload.progress;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Tells a person how far the loading is: on a terminal by a line that keeps changing, elsewhere by a line every few seconds. A thread of
 * its own does it, from {@link #start} to {@link #close}.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long TERMINAL_MILLIS = 200;
    private static final long PLAIN_MILLIS = 5000;

    /**
     * What it looks at; asked by the progress thread.
     *
     * @param done bytes read
     * @param total bytes in all, -1 if unknown
     * @param accuracy NaN if there is none
     */
    public record View(Tally tally, LongSupplier done, long total, DoubleSupplier accuracy) {}

    private final Screen screen;
    private final View view;
    private final boolean terminal;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "progress");

    public ProgressLine(Screen screen, View view, boolean terminal) {
        this.screen = screen;
        this.view = view;
        this.terminal = terminal;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!over.await(terminal ? TERMINAL_MILLIS : PLAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                if (terminal) {
                    screen.show(now().bar(view.tally.seconds()));
                } else {
                    screen.remark(now().plain(view.tally.seconds()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProgressText now() {
        Tally tally = view.tally;
        return new ProgressText(
                tally.acknowledged(),
                tally.perSecond(),
                tally.bad() + tally.givenUp(),
                view.done.getAsLong(),
                view.total,
                view.accuracy.getAsDouble());
    }

    /** Ends the thread and takes its line off the terminal. */
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        screen.erase();
    }
}
