package jubatus.common.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGTERM, SIGINT and SIGHUP do (01 §1.3): the first two end {@link #awaitStop}, so that the main thread stops the process in
 * order; a second one ends the process at once, unless it comes so soon that it must be the same wish, sent twice: a terminal and
 * systemd tell whole groups, and a supervisor among them tells its children again. Before {@link #stopInOrder} there is nothing to stop in order, and the process ends
 * with status 1. SIGHUP runs the action given.
 */
public final class Signals {
    private enum State {
        STARTING,
        RUNNING,
        STOPPING
    }

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    /** What comes within this time of the first is the same wish. */
    private static final long SAME_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final LongSupplier nanos;
    /** Guarded by this. */
    private long firstNanos;

    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Runnable onHangup;
    private final IntConsumer exit;
    private final Thread takeOver = new Thread(this::takeOver, "signals");

    Signals(Runnable onHangup, IntConsumer exit, LongSupplier nanos) {
        this.nanos = nanos;
        this.onHangup = onHangup;
        this.exit = exit;
    }

    /**
     * Begins to take over the signals of this process, which costs time and is done by {@link #stopInOrder}; {@code onHangup} runs on
     * a thread of its own at each SIGHUP.
     */
    public static Signals install(Runnable onHangup) {
        var signals = new Signals(onHangup, Runtime.getRuntime()::halt, System::nanoTime);
        signals.takeOver.start();
        return signals;
    }

    private void takeOver() {
        handle("TERM");
        handle("INT");
        handle("HUP");
    }

    /** From now on a signal ends {@link #awaitStop}. To be called before a server listens, so that its clients never see it fail. */
    public void stopInOrder() throws InterruptedException {
        takeOver.join();
        state.compareAndSet(State.STARTING, State.RUNNING);
    }

    /** Waits until the process shall stop. */
    public void awaitStop() throws InterruptedException {
        stop.await();
    }

    /** Ends {@link #awaitStop} as SIGTERM does. */
    public void requestStop() {
        noteFirst();
        state.set(State.STOPPING);
        stop.countDown();
    }

    void arrived(String name) {
        LOG.info("caught SIG{}", name);
        if (name.equals("HUP")) {
            onHangup.run();
        } else {
            stopOrExit();
        }
    }

    private synchronized void noteFirst() {
        firstNanos = nanos.getAsLong();
    }

    private synchronized void stopOrExit() {
        if (state.compareAndSet(State.RUNNING, State.STOPPING)) {
            noteFirst();
            stop.countDown();
        } else if (state.get() == State.STARTING || nanos.getAsLong() - firstNanos > SAME_NANOS) {
            exit.accept(1);
        }
    }

    /**
     * By reflection, because javac warns of sun.misc.Signal without a way to silence it. Does nothing where the JVM was told to leave
     * signals alone ({@code -Xrs}).
     */
    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            arrived(name);
                            yield null;
                        }
                        case "equals" -> self == arguments[0];
                        case "hashCode" -> System.identityHashCode(self);
                        default -> "handler of SIG" + name;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            LOG.warn("cannot handle SIG{}: {}", name, e.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            LOG.warn("cannot handle SIG{}: {}", name, e.toString());
        }
    }
}
