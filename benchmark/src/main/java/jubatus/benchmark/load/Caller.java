package jubatus.benchmark.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import jubatus.benchmark.workload.RequestWriter;

/**
 * One connection and its thread: keeps as many calls in flight as the window has room for. Each answer makes room for one call, which
 * is sent at once, so that a server meets the calls as independent clients would send them. Its results belong to the thread until
 * that has ended.
 */
final class Caller implements Runnable {
    private static final long FREE = Long.MIN_VALUE;

    private final LoadPlan plan;
    private final LoadState state;
    private final Socket socket;
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final RequestWriter head = new RequestWriter();
    /** When the call in each place of the window was sent; the place is the call's message id. */
    private final long[] sentAt;

    private int inFlight;
    private long lastAnswer;

    Caller(LoadPlan plan, LoadState state, Socket socket) {
        this.plan = plan;
        this.state = state;
        this.socket = socket;
        this.sentAt = new long[plan.window()];
        Arrays.fill(sentAt, FREE);
    }

    LatencyHistogram latencies() {
        return latencies;
    }

    /** When the last answer came; 0 if none did. */
    long lastAnswer() {
        return lastAnswer;
    }

    @Override
    public void run() {
        try {
            var in = new ValueReader(socket.getInputStream());
            var out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            state.awaitBegin();
            boolean more = true;
            for (int place = 0; more && place < sentAt.length; place++) {
                more = send(place, out);
            }
            out.flush();
            while (inFlight > 0) {
                int place = receive(in);
                if (more) {
                    more = send(place, out);
                    out.flush();
                }
            }
        } catch (IOException | RuntimeException e) {
            state.failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean send(int place, OutputStream out) throws IOException {
        long call = state.nextCall();
        if (call < 0) {
            return false;
        }
        head.clear();
        head.array(4).unsigned(0).unsigned(place);
        sentAt[place] = System.nanoTime();
        out.write(head.bytes(), 0, head.size());
        out.write(plan.requests().body(call));
        inFlight++;
        return true;
    }

    private int receive(ValueReader in) throws IOException {
        long id = in.answer();
        if (id < 0 || id >= sentAt.length || sentAt[(int) id] == FREE) {
            throw new IOException("an answer came for call " + id + ", which is not in flight");
        }
        Object error = in.value();
        in.skip();
        long now = System.nanoTime();
        int place = (int) id;
        if (error != null) {
            state.failed(error.toString());
        } else if (state.counts(now)) {
            latencies.record(now - sentAt[place]);
        }
        lastAnswer = now;
        sentAt[place] = FREE;
        inFlight--;
        state.answered.increment();
        return place;
    }
}
