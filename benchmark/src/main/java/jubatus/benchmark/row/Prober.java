package jubatus.benchmark.row;

import java.io.IOException;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.load.LatencyHistogram;
import jubatus.benchmark.workload.Requests;

/**
 * A client that calls again and again, a little apart, on a thread of its own, and keeps how long the calls took. Its fields
 * are guarded by the object.
 */
final class Prober implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1;

    private final Control control;
    private final Requests requests;
    private final Thread thread;
    private boolean stopped;
    private LatencyHistogram latencies = new LatencyHistogram();
    private IOException failure;

    /** Calls by a connection that the prober closes. */
    static Prober start(String name, Control control, Requests requests) {
        var prober = new Prober(name, control, requests);
        prober.thread.start();
        return prober;
    }

    private Prober(String name, Control control, Requests requests) {
        this.control = control;
        this.requests = requests;
        this.thread = new Thread(this::call, name);
        thread.setDaemon(true);
    }

    private void call() {
        try {
            for (long call = 0; goesOn(); call++) {
                long start = System.nanoTime();
                control.send(requests.body(call));
                took(System.nanoTime() - start);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forgets the calls so far. */
    synchronized void forget() {
        latencies = new LatencyHistogram();
    }

    /**
     * Makes no more calls, and waits for the one that is under way.
     *
     * @return the calls since {@link #forget}
     * @throws IOException if a call failed
     */
    LatencyHistogram stop() throws IOException, InterruptedException {
        synchronized (this) {
            stopped = true;
        }
        thread.join();
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            return latencies;
        }
    }

    private synchronized boolean goesOn() {
        return !stopped;
    }

    private synchronized void took(long nanos) {
        latencies.record(nanos);
    }

    private synchronized void failed(IOException e) {
        failure = e;
    }

    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
        }
        control.close();
    }
}
