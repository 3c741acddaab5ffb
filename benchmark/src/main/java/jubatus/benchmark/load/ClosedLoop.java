package jubatus.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a load of calls in a closed loop: a call is sent when another one was answered. One thread for each connection; the thread that
 * calls {@link #run} watches the time and tells the observer. All connections are open before the first call is sent.
 */
public final class ClosedLoop {
    private static final long TICK_NANOS = 100_000_000;
    /** How long the last answers may take. */
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final LoadPlan plan;
    private final LoadObserver observer;

    private ClosedLoop(LoadPlan plan, LoadObserver observer) {
        this.plan = plan;
        this.observer = observer;
    }

    /**
     * Runs the load to its end.
     *
     * @throws IOException if a connection cannot be opened
     * @throws InterruptedException if the thread is interrupted; then the connections are closed
     */
    public static LoadResult run(LoadPlan plan, LoadObserver observer) throws IOException, InterruptedException {
        return new ClosedLoop(plan, observer).run();
    }

    private LoadResult run() throws IOException, InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < plan.connections(); i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), plan.port());
                sockets.add(socket);
                socket.setTcpNoDelay(true);
            }
            return run(sockets);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private LoadResult run(List<Socket> sockets) throws InterruptedException {
        var state = new LoadState(plan.limit());
        List<Caller> callers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Socket socket : sockets) {
            var caller = new Caller(plan, state, socket);
            callers.add(caller);
            // A quarter of a megabyte of stack will do, a thousand times.
            var thread = new Thread(null, caller, "load-" + callers.size(), 1 << 18);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        state.begin();
        watch(state, threads);
        awaitLastAnswers(threads, state);
        var latencies = new LatencyHistogram();
        long lastAnswer = state.measureFrom() + 1;
        for (Caller caller : callers) {
            latencies.add(caller.latencies());
            lastAnswer = Math.max(lastAnswer, caller.lastAnswer());
        }
        long samples = latencies.count() * plan.requests().shape().batch();
        double seconds = (Math.min(state.end(), lastAnswer) - state.measureFrom()) / 1e9;
        return new LoadResult(samples, seconds, latencies, state.errors(), state.firstError());
    }

    /** Comes back when the time is over or all threads have ended. */
    private void watch(LoadState state, List<Thread> threads) throws InterruptedException {
        boolean measuring = false;
        while (true) {
            long now = System.nanoTime();
            if (!measuring && now >= state.measureFrom()) {
                measuring = true;
                observer.measuringBegins();
            }
            if (now >= state.end() || threads.stream().noneMatch(Thread::isAlive)) {
                observer.measuringEnds();
                return;
            }
            observer.goesOn(
                    share(state, now),
                    state.answered.sum() * plan.requests().shape().batch());
            long due = measuring ? state.end() : state.measureFrom();
            LockSupport.parkNanos(Math.min(TICK_NANOS, due - now));
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted during a load");
            }
        }
    }

    private double share(LoadState state, long now) {
        if (plan.limit() instanceof LoadPlan.Timed timed) {
            long whole = timed.warmUp().plus(timed.measured()).toNanos();
            return 1 - (double) (state.end() - now) / whole;
        }
        return state.shareDone();
    }

    private static void awaitLastAnswers(List<Thread> threads, LoadState state) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                state.failed("no answer within " + PATIENCE_NANOS / 1_000_000_000 + " s after the load");
                return;
            }
        }
    }
}
