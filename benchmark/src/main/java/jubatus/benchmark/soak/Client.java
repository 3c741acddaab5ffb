package jubatus.benchmark.soak;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.load.ErrorAnswer;

/** One client with a connection to the proxy: it calls, waits for the answer, rests for a moment, and keeps the account of its label. */
final class Client implements Runnable {
    private static final long REST_NANOS = 4_000_000;
    private static final long REST_AFTER_REFUSAL_NANOS = 50_000_000;
    /** The proxy's words for what has not reached a server. */
    private static final List<String> NOT_SENT = List.of("connect error in proxy", "no server found");

    private final Role role;
    private final SoakCluster cluster;
    private final Load load;
    private final Ledger.Account account;
    private final Calls calls;
    private final Random random;
    private Control control;

    Client(Role role, SoakCluster cluster, Load load, Random random) {
        this.role = role;
        this.cluster = cluster;
        this.load = load;
        this.account = load.ledger().account(role.label());
        this.calls = new Calls(role, random);
        this.random = random;
    }

    @Override
    public void run() {
        while (!load.isStopped()) {
            if (control != null || connect()) {
                callOnce();
                LockSupport.parkNanos(REST_NANOS);
            } else {
                LockSupport.parkNanos(REST_AFTER_REFUSAL_NANOS);
            }
        }
        disconnect();
    }

    private void callOnce() {
        int dice = random.nextInt(100);
        if (dice < role.trains()) {
            int samples = 1 + random.nextInt(role.batch());
            call("train", calls.train(samples), samples);
        } else if (dice == 99) {
            call("get_labels", calls.getLabels(), 0);
        } else {
            call("classify", calls.classify(), 0);
        }
    }

    private void call(String method, byte[] body, int samples) {
        double begin = load.chronicle().now();
        try {
            Object result = control.send(body);
            account.acknowledge(samples);
            load.calls().answered(method);
            load.pauses().record(begin, load.chronicle().now());
            check(method, result, samples);
        } catch (ErrorAnswer e) {
            if (NOT_SENT.stream().noneMatch(e.error()::startsWith)) {
                account.leaveOpen(samples);
            }
            failed(method, e.error(), begin);
        } catch (IOException e) {
            account.leaveOpen(samples);
            failed(method, words(e), begin);
            disconnect();
        }
    }

    private void check(String method, Object result, int samples) {
        boolean right = switch (method) {
            case "train" -> result.equals((long) samples);
            case "classify" -> result instanceof List<?> list && list.size() == 1;
            default -> result instanceof Map<?, ?>;
        };
        if (!right) {
            load.chronicle().finding(method + " of " + samples + " samples was answered with " + result);
        }
    }

    private boolean connect() {
        double begin = load.chronicle().now();
        try {
            control = cluster.toProxy();
            return true;
        } catch (IOException e) {
            failed(FailedCall.CONNECT, words(e), begin);
            return false;
        }
    }

    private void disconnect() {
        if (control != null) {
            control.close();
            control = null;
        }
    }

    private void failed(String method, String error, double begin) {
        load.calls()
                .failed(new FailedCall(method, error, begin, load.chronicle().now()));
    }

    private static String words(IOException e) {
        if (e instanceof EOFException) {
            return "connection closed by the proxy";
        }
        if (e instanceof ConnectException) {
            return "connection refused";
        }
        return e instanceof SocketTimeoutException ? "no answer in 30 s" : e.getMessage();
    }
}
