package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;

/** Clients that each teach a label of their own, one sample a call, and count what was acknowledged and what may have arrived. */
final class CountedTraining implements AutoCloseable {
    /** What a client does when a call fails. */
    enum OnFailure {
        STOP,
        GO_ON
    }

    private static final class Teacher {
        final String label = "label" + LABELS.incrementAndGet();
        final AtomicLong acknowledged = new AtomicLong();
        /** How calls failed: nobody knows whether they arrived. */
        final Queue<String> failures = new ConcurrentLinkedQueue<>();

        Thread thread;
    }

    private static final AtomicInteger LABELS = new AtomicInteger();
    private static final ClientOptions PATIENT = ClientOptions.DEFAULT.withTimeout(Duration.ofSeconds(60));

    private final List<Teacher> teachers = new ArrayList<>();
    private final OnFailure onFailure;
    private volatile boolean stopped;

    private CountedTraining(OnFailure onFailure) {
        this.onFailure = onFailure;
    }

    static CountedTraining start(int clients, Supplier<ClassifierClient> connect, OnFailure onFailure) {
        var training = new CountedTraining(onFailure);
        for (int i = 0; i < clients; i++) {
            var teacher = new Teacher();
            teacher.thread = new Thread(() -> training.teach(connect, teacher), "teach-" + teacher.label);
            training.teachers.add(teacher);
        }
        training.teachers.forEach(teacher -> teacher.thread.start());
        return training;
    }

    private void teach(Supplier<ClassifierClient> connect, Teacher teacher) {
        String label = teacher.label;
        try (ClassifierClient client = connect.get()) {
            for (int i = 0; !stopped; i++) {
                try {
                    client.train(List.of(new LabeledDatum(label, new Datum().addString("name", label + i % 50))));
                    teacher.acknowledged.incrementAndGet();
                } catch (JubatusException e) {
                    teacher.failures.add(Instant.now() + " " + e.getMessage());
                    if (onFailure == OnFailure.STOP) {
                        return;
                    }
                }
            }
        }
    }

    /** Waits until so many further calls were acknowledged. */
    void awaitMore(long calls) {
        long enough = acknowledged() + calls;
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged() >= enough);
    }

    private long acknowledged() {
        return teachers.stream()
                .mapToLong(teacher -> teacher.acknowledged.get())
                .sum();
    }

    long failed() {
        return failures().size();
    }

    /** When and how calls failed. */
    List<String> failures() {
        return teachers.stream().flatMap(teacher -> teacher.failures.stream()).toList();
    }

    /** Each label has every acknowledged sample once; of those whose calls failed it may have any. */
    void assertKnown(SortedMap<String, Long> labels, String who) {
        for (Teacher teacher : teachers) {
            long acknowledged = teacher.acknowledged.get();
            int failed = teacher.failures.size();
            assertThat(labels.getOrDefault(teacher.label, 0L))
                    .as("%s of %s at %s, which failed %d times", teacher.label, labels, who, failed)
                    .isBetween(acknowledged, acknowledged + failed);
        }
    }

    /** No label has more samples than were sent. */
    void assertNotTooMany(SortedMap<String, Long> labels, String who) {
        for (Teacher teacher : teachers) {
            assertThat(labels.getOrDefault(teacher.label, 0L))
                    .as("%s of %s at %s", teacher.label, labels, who)
                    .isBetween(0L, teacher.acknowledged.get() + teacher.failures.size());
        }
    }

    /** Mixes, and looks at all servers. */
    static void assertKnownEverywhere(RunningCluster cluster, CountedTraining... trainings) {
        try (ClassifierClient client = cluster.clientOf(cluster.ports().get(0), PATIENT)) {
            assertThat(client.doMix()).isTrue();
        }
        for (int port : cluster.ports()) {
            try (ClassifierClient client = cluster.clientOf(port)) {
                SortedMap<String, Long> labels = client.getLabels();
                for (CountedTraining training : trainings) {
                    training.assertKnown(labels, "the server on " + port);
                }
            }
        }
    }

    /** Lets the calls under way come to their end. */
    @Override
    public void close() {
        stopped = true;
        join();
    }

    /** Waits until every client has failed and stopped. */
    void join() {
        try {
            for (Teacher teacher : teachers) {
                teacher.thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
