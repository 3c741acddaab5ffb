package jubatus.benchmark.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Clients at work, and what they write down. Safe for concurrent use, but for one thread that starts and stops it. */
final class Load {
    private final Chronicle chronicle;
    private final Ledger ledger = new Ledger();
    private final CallLog calls = new CallLog();
    private final Pauses pauses = new Pauses();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Load(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    void start(SoakCluster cluster, long seed) {
        for (Role role : Role.all()) {
            var client = new Client(role, cluster, this, new Random(seed + role.number()));
            threads.add(new Thread(client, "client-" + role.label()));
        }
        for (Thread thread : threads) {
            thread.setDaemon(true); // The JVM must end whatever a client waits for.
            thread.start();
        }
    }

    /** Lets the calls under way come to their end. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    boolean isStopped() {
        return stopped;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    Ledger ledger() {
        return ledger;
    }

    CallLog calls() {
        return calls;
    }

    Pauses pauses() {
        return pauses;
    }
}
