package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

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
    /** What the JVM ends with. */
    private static final int OUT_OF_MEMORY = 3;

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
            assertThat(small.program().printed()).contains("Terminating due to java.lang.OutOfMemoryError");
            serve(processes, port, "-Xmx400m");
            try (ClassifierClient client = connect(port)) {
                // The call that failed may have come as far as the journal.
                assertThat(client.getLabels().get("label")).isBetween(acknowledged, acknowledged + 1);
            }
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
