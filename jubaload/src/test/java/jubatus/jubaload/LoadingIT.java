package jubatus.jubaload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import jubatus.common.cli.Console;
import jubatus.jubaload.ScriptedServer.Fate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in this process, against a server whose failures are chosen. */
@Timeout(120)
class LoadingIT {
    private final ScriptedServer server = new ScriptedServer();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldTeachEachSampleOnceInOrder() throws Exception {
        Path file = table(250);

        assertThat(load(file.toString())).isZero();

        assertThat(server.learned()).isEqualTo(labels(250));
        assertThat(server.batches()).containsExactly(0, 100, 100, 50);
        assertThat(text(out)).startsWith("learned 250 samples in ").endsWith("/s)\n");
        assertThat(text(err)).isEqualTo("jubaload: " + file + ": label: class (a guess); numbers: n\n");
    }

    @Test
    void shouldAwaitAServerThatIsStarting() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path file = table(3);
        CompletableFuture<Integer> status =
                CompletableFuture.supplyAsync(() -> load("-p", Integer.toString(port), file.toString()));
        await().until(() -> text(err).contains("nobody listens on 127.0.0.1:" + port + " yet; trying for 3 s"));

        try (var late = new ScriptedServer(port)) {
            assertThat(status.get()).isZero();
            assertThat(late.learned()).isEqualTo(labels(3));
        }
    }

    @Test
    void shouldUseSeveralConnectionsAndLoseNothing() throws Exception {
        assertThat(load("--connections", "4", "--batch", "7", "-q", table(1000).toString()))
                .isZero();
        assertThat(server.learned()).hasSize(1000).containsExactlyInAnyOrderElementsOf(labels(1000));
        assertThat(text(err)).isEmpty();
    }

    @Test
    void shouldStopAtABadLineAfterWhatCameBefore() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "n,class\n1,A\n2\n3,C\n");

        assertThat(load("-q", file.toString())).isEqualTo(1);

        assertThat(server.learned()).containsExactly("A");
        assertThat(text(err))
                .isEqualTo("jubaload: " + file + ":3: there are 1 fields; the first line has 2 (--skip-bad leaves such"
                        + " lines out and goes on)\n");
        assertThat(text(out)).contains("learned 1 sample in").endsWith(", 1 bad line; not complete\n");
    }

    @Test
    void shouldLeaveBadLinesOutByWish() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "n,class\n1,A\n2\n3,C\n");

        assertThat(load("--skip-bad", "--output", "json", file.toString())).isZero();

        assertThat(server.learned()).containsExactly("A", "C");
        assertThat(text(out)).startsWith("{\"task\":\"train\",\"complete\":true,\"samples\":2,\"bad\":1,\"seconds\":");
    }

    @Test
    void shouldNotRepeatWhatIsUnclearUnlessAsked() throws Exception {
        // Given: a batch whose answer never comes
        String[] command = {
            "--batch",
            "10",
            "--timeout",
            "1",
            "--resume",
            folder.resolve("r").toString(),
            table(50).toString()
        };
        server.decide("l25", Fate.SILENCE);

        // When
        assertThat(load(command)).isEqualTo(1);

        // Then: it is told, and asked about
        assertThat(text(err))
                .contains("timed out: no answer within 1000 ms; whether the server learned lines 22 to 31 of "
                        + folder.resolve("table.csv") + " is unclear: go on with the same command and --retry-unclear");
        assertThat(text(out)).contains("not complete\nunclear: lines 22 to 31 of ");
        server.decideNothing();
        assertThat(load(command)).isEqualTo(1);
        assertThat(text(err)).contains("an earlier run left unclear whether the server learned lines 22 to 31 of ");

        // And then: it goes on as the user decides
        assertThat(load(with(command, "--skip-unclear"))).isZero();
        assertThat(server.counts()).isEqualTo(once(50));
    }

    @Test
    void shouldRepeatWhatIsUnclearIfAsked() throws Exception {
        String[] command = {
            "--batch",
            "10",
            "--timeout",
            "1",
            "--resume",
            folder.resolve("r").toString(),
            table(50).toString()
        };
        server.decide("l25", Fate.SILENCE);
        assertThat(load(command)).isEqualTo(1);
        server.decideNothing();

        assertThat(load(with(command, "--retry-unclear"))).isZero();

        Map<String, Integer> expected = once(50);
        labels(50).subList(20, 30).forEach(label -> expected.put(label, 2));
        assertThat(server.counts()).isEqualTo(expected);
        assertThat(load(command)).as("with nothing left to do").isZero();
        assertThat(text(out)).startsWith("learned 0 samples");
    }

    @Test
    void shouldStopAtARefusalWithTheServersWords() throws Exception {
        server.decide("l25", Fate.REFUSAL);

        assertThat(load("--batch", "10", "-q", "--in-flight", "1", table(50).toString()))
                .isEqualTo(1);

        assertThat(server.learned()).isEqualTo(labels(20));
        assertThat(text(err)).contains(" failed: it is full; whether the server learned lines 22 to 31 of ");
    }

    @Test
    void shouldCompareGuessesWithLabels() throws Exception {
        Path file = Files.writeString(
                folder.resolve("a.jsonl"), "{\"label\":\"A\"}\n{\"label\":\"B\"}\n{\"label\":\"A\"}\n");
        Path matrix = folder.resolve("m.svg");
        Path curve = folder.resolve("c.svg");

        assertThat(load("--evaluate", "--confusion", matrix.toString(), file.toString()))
                .isZero();

        assertThat(text(out)).startsWith("asked about 3 samples").contains("accuracy 0.6667 (2 of 3)");
        assertThat(matrix).content().contains("B was taken for A (1)");
        assertThat(server.learned()).isEmpty();
        assertThat(load("--progressive", "--curve", curve.toString(), file.toString()))
                .isZero();
        assertThat(text(out)).startsWith("learned 3 samples").contains("accuracy 0.6667 (2 of 3)");
        assertThat(curve).content().contains("Over 3 samples the accuracy was 0.6667");
        assertThat(server.learned()).containsExactly("A", "B", "A");
    }

    @Test
    void shouldDrawAsTheEndingOfTheFileSaysAndTellWhatNoFontCanWrite() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"label\":\"A\"}\n{\"label\":\"\udbff\udffd\"}\n");
        Path matrix = folder.resolve("m.PNG");
        Path curve = folder.resolve("c.png");

        assertThat(load(
                        "--progressive",
                        "--confusion",
                        matrix.toString(),
                        "--curve",
                        curve.toString(),
                        file.toString()))
                .isZero();

        assertThat(ImageIO.read(matrix.toFile()).getWidth()).isGreaterThan(500);
        assertThat(ImageIO.read(curve.toFile()).getWidth()).isEqualTo(2 * 760);
        assertThat(text(err))
                .isEqualTo("jubaload: no font here has all characters of \udbff\udffd, so " + matrix
                        + " shows code points; install one (Debian: fonts-ipafont-gothic for Japanese), or name a file"
                        + " that ends in .svg\n");
    }

    @Test
    void shouldSayInOneSentenceThatThereIsNoServer() throws Exception {
        server.close();
        assertThat(load("--retry", "0", table(1).toString())).isEqualTo(1);
        assertThat(text(err))
                .startsWith("jubaload: train at 127.0.0.1:" + server.port() + " failed: ")
                .hasLineCount(1);
        assertThat(text(out)).isEmpty();
    }

    @Test
    void shouldRefuseOptionsThatContradictEachOther() throws Exception {
        String file = table(1).toString();
        assertThat(load("--evaluate", "--progressive", file)).isEqualTo(1);
        assertThat(text(err)).startsWith("--evaluate, --progressive and --suggest-config exclude each other\n");
        assertThat(load("--progressive", "--connections", "2", file)).isEqualTo(1);
        assertThat(load("--evaluate", "--resume", "r", file)).isEqualTo(1);
        assertThat(load("--confusion", "m.svg", file)).isEqualTo(1);
        assertThat(load("--evaluate", "--confusion", "m.gif", file)).isEqualTo(1);
        assertThat(text(err))
                .startsWith("--confusion m.gif: pictures are SVG or PNG; name a file that ends in .svg or .png");
    }

    private int load(String... arguments) {
        out.reset();
        err.reset();
        var all = new ArrayList<>(List.of("--port", Integer.toString(server.port())));
        all.addAll(List.of(arguments));
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return Main.run(all.toArray(String[]::new), console);
    }

    private static String[] with(String[] command, String more) {
        var all = new ArrayList<>(List.of(command));
        all.add(0, more);
        return all.toArray(String[]::new);
    }

    /** Samples with labels l1, l2, ... */
    private Path table(int samples) throws IOException {
        var text = new StringBuilder("n,class\n");
        labels(samples)
                .forEach(label -> text.append(label.substring(1))
                        .append(',')
                        .append(label)
                        .append('\n'));
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private static List<String> labels(int count) {
        var labels = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            labels.add("l" + i);
        }
        return Collections.unmodifiableList(labels);
    }

    private static Map<String, Integer> once(int count) {
        var counts = new TreeMap<String, Integer>();
        labels(count).forEach(label -> counts.put(label, 1));
        return counts;
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
