package jubatus.dist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import jubatus.common.client.ClassifierClient;
import jubatus.core.JubatusException;

/** Clients that call, each on a connection of its own and one call after the other, until they are closed. */
final class Load implements AutoCloseable {
    /** One call of one client. */
    @FunctionalInterface
    interface Call {
        void make(ClassifierClient client);
    }

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final List<JubatusException> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> clients = new ArrayList<>();

    static Load start(int clients, Supplier<ClassifierClient> connect, Call call) {
        var load = new Load();
        for (int i = 0; i < clients; i++) {
            var thread = new Thread(() -> load.run(connect, call), "load-" + i);
            load.clients.add(thread);
            thread.start();
        }
        return load;
    }

    private void run(Supplier<ClassifierClient> connect, Call call) {
        try (ClassifierClient client = connect.get()) {
            while (!stopped.get()) {
                try {
                    call.make(client);
                    answered.incrementAndGet();
                } catch (JubatusException e) {
                    failures.add(e);
                }
            }
        }
    }

    long answered() {
        return answered.get();
    }

    List<JubatusException> failures() {
        return List.copyOf(failures);
    }

    /** Lets the calls under way come to their end. */
    @Override
    public void close() {
        stopped.set(true);
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
