package jubatus.jubaload.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.core.JubatusException;
import jubatus.jubaload.input.Batch;

/**
 * Sends batches over several connections, so many at a time on each.
 *
 * <p>One thread calls {@link #send} and then {@link #drain}; {@link #stop} may come from any. The fields are guarded by this; neither
 * clients nor outcomes are called with the lock held. On one connection batches reach the server in their order.
 *
 * <p>What is repeated, {@link Patience} says. After the first batch that is given up nothing new is sent; those under way are awaited,
 * which takes at most the clients' time-out.
 */
public final class Sender implements AutoCloseable {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(2);

    /** For so long a server may be absent at first: one that was started a moment ago does not listen yet. */
    private static final Duration STARTING = Duration.ofSeconds(3);

    /**
     * How much at a time.
     *
     * @param inFlight batches on each connection
     * @param perSecond samples in all, 0 for no bound
     * @param patience what is sent again
     */
    public record Flow(int inFlight, long perSecond, Patience patience) {}

    /** A batch that waits to be sent again, and since when that goes on. */
    private record Again(Batch batch, long since, long pause, long due) {}

    private final List<ClassifierClient> clients;
    private final Exchange exchange;
    private final Outcomes outcomes;
    private final Patience patience;
    private final int inFlight;
    private final Pace pace;

    private final int[] open;
    private final Deque<Again> again = new ArrayDeque<>();
    private int last;
    private boolean answered;
    private boolean stopped;
    private SendFailure failure;

    /** @param clients are closed by {@link #close} */
    public Sender(List<ClassifierClient> clients, Exchange exchange, Outcomes outcomes, Flow flow) {
        this.clients = List.copyOf(clients);
        this.exchange = exchange;
        this.outcomes = outcomes;
        this.patience = flow.patience();
        this.inFlight = flow.inFlight();
        this.pace = new Pace(flow.perSecond());
        this.open = new int[clients.size()];
    }

    /**
     * Finds out by a call without samples whether there is a server that would take some. One that nobody can connect to is tried again
     * for some seconds, if anything is to be tried again.
     *
     * @param waiting is told, once, for how long it is tried again
     * @throws JubatusException if there is not
     */
    public void check(Consumer<Duration> waiting) throws InterruptedException {
        Duration most = patience.total().compareTo(STARTING) < 0 ? patience.total() : STARTING;
        long begin = System.nanoTime();
        boolean told = false;
        for (SendFailure failure = ask(); failure != null; failure = ask()) {
            boolean hopeless = !failure.isAbsence() || System.nanoTime() - begin >= most.toNanos();
            if (!hopeless && !told) {
                told = true;
                waiting.accept(most);
            }
            if (hopeless || !pause(FIRST_PAUSE)) {
                throw new JubatusException(JubatusException.Code.FAILED, failure.getMessage(), failure);
            }
        }
        synchronized (this) {
            answered = true;
        }
    }

    /** Calls without samples; null if that went well. */
    private SendFailure ask() throws InterruptedException {
        try {
            exchange.begin(clients.get(0), new Batch(List.of(), 0, 0, "nothing"))
                    .get();
            return null;
        } catch (ExecutionException e) {
            return SendFailure.of(e.getCause());
        }
    }

    /** Sends a batch as soon as there is room; false if it was not sent because the sender was stopped or a batch given up. */
    public boolean send(Batch batch) throws InterruptedException {
        if (!pause(pace.delay(batch.size(), System.nanoTime()))) {
            return false;
        }
        int connection = awaitRoom();
        if (connection < 0) {
            return false;
        }
        begin(new Again(batch, 0, 0, 0), connection);
        return true;
    }

    /** Waits until every batch is acknowledged or given up; false if any was given up. */
    public boolean drain() throws InterruptedException {
        while (true) {
            Again due;
            int connection;
            synchronized (this) {
                while (true) {
                    if (ended()) {
                        again.clear();
                    }
                    if (again.isEmpty() && total() == 0) {
                        return failure == null;
                    }
                    connection = free();
                    due = connection < 0 ? null : takeDue();
                    if (due != null) {
                        open[connection]++;
                        break;
                    }
                    await();
                }
            }
            begin(due, connection);
        }
    }

    /** Sends nothing any more. */
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Waits until the batches under way are answered or given up. */
    public synchronized void awaitAnswers() throws InterruptedException {
        while (total() > 0) {
            wait();
        }
    }

    /** Why the first batch was given up. */
    public synchronized Optional<SendFailure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        clients.forEach(ClassifierClient::close);
    }

    /** Takes a place on a connection for a new batch, behind those that are to be repeated; -1 if nothing shall be sent. */
    private int awaitRoom() throws InterruptedException {
        while (true) {
            Again due;
            int connection;
            synchronized (this) {
                while (true) {
                    if (ended()) {
                        return -1;
                    }
                    connection = free();
                    due = connection < 0 ? null : takeDue();
                    if (connection >= 0 && (due != null || again.isEmpty())) {
                        open[connection]++;
                        break;
                    }
                    await();
                }
            }
            if (due == null) {
                return connection;
            }
            begin(due, connection);
        }
    }

    private synchronized boolean pause(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !ended(); left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !ended();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What fails is handed over, too.
    private void begin(Again sent, int connection) {
        outcomes.sending(sent.batch);
        exchange.begin(clients.get(connection), sent.batch).whenComplete((scores, thrown) -> {
            try {
                end(sent, connection, scores, thrown);
            } catch (RuntimeException e) {
                // What is told of outcomes could not be written down.
                release(connection, null, SendFailure.of(e));
            }
        });
    }

    private void end(Again sent, int connection, List<List<EstimateResult>> scores, Throwable thrown) {
        if (thrown == null) {
            outcomes.acknowledged(sent.batch, scores);
            release(connection, null, null);
            return;
        }
        SendFailure why = SendFailure.of(thrown);
        Again next = next(sent, why);
        if (next != null) {
            outcomes.repeating(sent.batch, why);
        } else {
            outcomes.failed(sent.batch, why);
        }
        release(connection, next, next == null ? why : null);
    }

    private synchronized void release(int connection, Again next, SendFailure why) {
        open[connection]--;
        if (next != null) {
            again.add(next);
        } else if (why == null) {
            answered = true;
        } else if (failure == null) {
            failure = why;
        }
        notifyAll();
    }

    /** When the batch is to be sent again; null if it is not. */
    private synchronized Again next(Again sent, SendFailure why) {
        long now = System.nanoTime();
        boolean harmless = !why.mayHaveLearned() || patience.unclearToo();
        long since = sent.pause == 0 ? now : sent.since;
        if (ended()
                || !answered
                || !harmless
                || !why.isTransient()
                || now - since > patience.total().toNanos()
                || patience.total().isZero()) {
            return null;
        }
        long pause = sent.pause == 0 ? FIRST_PAUSE : Math.min(2 * sent.pause, LONGEST_PAUSE);
        return new Again(sent.batch, since, pause, now + pause);
    }

    private boolean ended() {
        return stopped || failure != null;
    }

    private int total() {
        int total = 0;
        for (int each : open) {
            total += each;
        }
        return total;
    }

    /** A connection with room, in turn; -1 if there is none. */
    private int free() {
        for (int i = 1; i <= open.length; i++) {
            int connection = (last + i) % open.length;
            if (open[connection] < inFlight) {
                last = connection;
                return connection;
            }
        }
        return -1;
    }

    private Again takeDue() {
        return !again.isEmpty() && again.peek().due - System.nanoTime() <= 0 ? again.poll() : null;
    }

    /** Until something changes, or a batch may be due. */
    private void await() throws InterruptedException {
        long left = again.isEmpty() ? LONGEST_PAUSE : again.peek().due - System.nanoTime();
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
    }
}
