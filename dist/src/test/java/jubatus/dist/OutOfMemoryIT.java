package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.dist.Processes.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose heap is too small for what it learns: it ends rather than go on without some of its threads. */
@Timeout(120)
class OutOfMemoryIT {
    private static final int MOST_CALLS = 500;
    private static final int FEATURES = 2_000;
    private static final int OUT_OF_MEMORY = 3;
    /** 12 bytes each on the wire, and several times that in a datum. */
    private static final int MANY_NUMBERS = 1_500_000;

    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    @Test
    void train_beyondTheHeap_endsTheServerAndKeepsWhatWasAcknowledged() throws Exception {
        try (var processes = new Processes(suite, folder)) {
            int port = ServerProcessIT.freePort();
            Running small = serve(processes, port, "-Xmx40m");

            long acknowledged = teachUntilItFails(port);

            assertThat(small.process().onExit()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(small.process().exitValue()).isEqualTo(OUT_OF_MEMORY);
            assertThat(small.program().printed())
                    .contains(
                            "out of memory: the heap is full, all 40 MiB of it; allow more with JUBATUS_JAVA_OPTS=-Xmx...");
            serve(processes, port, "-Xmx400m");
            try (ClassifierClient client = connect(port)) {
                // The call that failed may have come as far as the journal.
                assertThat(client.getLabels().get("label")).isBetween(acknowledged, acknowledged + 1);
            }
        }
    }

    /** A request takes many times its size while it is read; what is taken for one that fails is free again. */
    @Test
    void train_datumThatTakesMoreThanThereIs_failsAndTheServerGoesOn() throws Exception {
        try (var processes = new Processes(suite, folder)) {
            int port = ServerProcessIT.freePort();
            Running small = serve(processes, port, "-Xmx64m");
            try (ClassifierClient client = connect(port)) {
                client.train(List.of(new LabeledDatum("label", new Datum().addNumber("n", 1))));
                var many = new Datum();
                for (int i = 0; i < MANY_NUMBERS; i++) {
                    many.addNumber("", 1);
                }
                for (int i = 0; i < 5; i++) {
                    assertThatThrownBy(() -> client.train(List.of(new LabeledDatum("label", many))))
                            .isInstanceOf(JubatusException.class);
                }
                client.train(List.of(new LabeledDatum("label", new Datum().addNumber("n", 1))));
                assertThat(client.getLabels()).containsEntry("label", 2L);
            }
            assertThat(small.process().isAlive()).isTrue();
        }
    }

    private Running serve(Processes processes, int port, String heap) throws Exception {
        return processes.serve(
                "server" + heap,
                "RPC server startup",
                "/usr/bin/env",
                "JUBATUS_JAVA_OPTS=" + heap,
                suite.program("jubaclassifier").toString(),
                "--configpath=" + suite.home().resolve("conf/shogun.json"),
                "--listen_addr=127.0.0.1",
                "--rpc-port=" + port,
                "--journal=" + folder.resolve("journal"));
    }

    private static long teachUntilItFails(int port) {
        try (ClassifierClient client = connect(port)) {
            for (int i = 0; i < MOST_CALLS; i++) {
                try {
                    client.train(List.of(new LabeledDatum("label", newFeatures(i))));
                } catch (JubatusException e) {
                    return i;
                }
            }
        }
        throw new AssertionError("the heap did not fill up by " + MOST_CALLS + " calls");
    }

    /** Characters that no other number has. */
    private static Datum newFeatures(int number) {
        var characters = new StringBuilder();
        for (int i = 0; i < FEATURES; i++) {
            characters.appendCodePoint(0x10000 + FEATURES * number + i);
        }
        return new Datum().addString("name", characters.toString());
    }

    private static ClassifierClient connect(int port) {
        return ClassifierClient.connect("127.0.0.1", port, "");
    }
}
