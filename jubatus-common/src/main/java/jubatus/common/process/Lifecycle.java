package jubatus.common.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import jubatus.core.JubatusException;

/**
 * The parts of a process, started in the order in which they were added and closed in the reverse order.
 *
 * <p>A part that fails to start closes those before it. A part that fails to close does not keep the others from closing; all
 * failures come as one exception. One thread adds and starts; any thread may close and look at the state.
 */
public final class Lifecycle implements AutoCloseable {
    /** How far the process is. */
    public enum State {
        NEW,
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED
    }

    /** A step of starting or closing. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    private record Part(String name, Step start, Step close) {}

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final List<Part> parts = new ArrayList<>();
    /** The latest on top. Written before RUNNING is set, read after it was taken away. */
    private final Deque<Part> started = new ArrayDeque<>();

    public Lifecycle add(String name, Step start, Step close) {
        parts.add(new Part(name, start, close));
        return this;
    }

    public State state() {
        return state.get();
    }

    /** Why the process does not serve, in a word; empty if all parts run. */
    public Optional<String> unready() {
        return switch (state()) {
            case NEW, STARTING -> Optional.of("starting");
            case RUNNING -> Optional.empty();
            case STOPPING, STOPPED -> Optional.of("stopping");
        };
    }

    /** Starts all parts, or throws what the first failure threw and leaves nothing started. */
    public void start() {
        move(State.NEW, State.STARTING);
        for (Part part : parts) {
            try {
                part.start().run();
            } catch (Exception e) {
                JubatusException failure = asFailure("cannot start " + part.name(), e);
                closeStarted().forEach(failure::addSuppressed);
                move(State.STARTING, State.STOPPED);
                throw failure;
            }
            started.push(part);
        }
        move(State.STARTING, State.RUNNING);
    }

    /** Closes all parts if they run; does nothing otherwise. */
    @Override
    public void close() {
        if (!state.compareAndSet(State.RUNNING, State.STOPPING)) {
            return;
        }
        List<JubatusException> failures = closeStarted();
        move(State.STOPPING, State.STOPPED);
        if (!failures.isEmpty()) {
            JubatusException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    private List<JubatusException> closeStarted() {
        var failures = new ArrayList<JubatusException>();
        while (!started.isEmpty()) {
            Part part = started.pop();
            try {
                part.close().run();
            } catch (Exception e) {
                failures.add(asFailure("cannot close " + part.name(), e));
            }
        }
        return failures;
    }

    private void move(State from, State to) {
        if (!state.compareAndSet(from, to)) {
            throw new IllegalStateException("cannot go from " + state.get() + " to " + to);
        }
    }

    private static JubatusException asFailure(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return e instanceof JubatusException known
                ? known
                : new JubatusException(JubatusException.Code.FAILED, what + ": " + e, e);
    }
}
