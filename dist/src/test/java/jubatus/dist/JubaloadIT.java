package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import jubatus.common.client.ClassifierClient;
import jubatus.dist.Processes.Running;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/jubaload} and a server, as a user runs them. */
@Timeout(300)
class JubaloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SAMPLES = 2000;

    private final Suite suite = Suite.built();
    private final int port = ServerProcessIT.freePort();

    @TempDir
    private Path folder;

    private Processes processes;

    JubaloadIT() throws IOException {}

    @BeforeEach
    void start() throws Exception {
        processes = new Processes(suite, folder);
        processes.serve(
                "server",
                "RPC server startup",
                "jubaclassifier",
                "-f",
                suite.home().resolve("conf/shogun.json").toString(),
                "-b",
                "127.0.0.1",
                "-p",
                text(port),
                "-d",
                folder.toString());
    }

    @AfterEach
    void stop() {
        processes.close();
    }

    @Test
    void shogun_taughtAndAskedAbout_isKnown() throws Exception {
        Outcome taught = load("--label", "family", names());
        Path matrix = folder.resolve("matrix.png");
        Outcome asked = load(
                "--label",
                "family",
                "--evaluate",
                "--quiet",
                "--output",
                "json",
                "--confusion",
                matrix.toString(),
                names());

        assertThat(taught.stderr()).isEqualTo("jubaload: " + names() + ": label: family; texts: name\n");
        assertThat(taught.stdout()).startsWith("learned 44 samples in ").hasLineCount(1);
        assertThat(taught.status()).isZero();
        assertThat(learned()).isEqualTo(44);
        assertThat(asked.stderr()).isEmpty();
        assertThat(asked.stdout())
                .startsWith("{\"task\":\"evaluate\",\"complete\":true,\"samples\":44,")
                .containsPattern("\"accuracy\":(0\\.9|1\\.0)");
        assertThat(asked.status()).isZero();
        assertThat(ImageIO.read(matrix.toFile()).getWidth()).isEqualTo(2 * 430);
    }

    @Test
    void standardInput_behindAPipe_isLearned() throws Exception {
        String script = "gzip -c < \"$1\" | gunzip | \"$2\" -p $3 --format csv --label family -q -";

        Outcome outcome = new Program(
                        List.of(
                                "/bin/sh",
                                "-c",
                                script,
                                "sh",
                                names(),
                                suite.program("jubaload").toString(),
                                text(port)),
                        Suite.javaHome(Suite.JAVA_HOME),
                        Files.createDirectories(folder.resolve("pipe")))
                .run();

        assertThat(outcome.stdout()).startsWith("learned 44 samples");
        assertThat(outcome.status()).isZero();
        assertThat(learned()).isEqualTo(44);
    }

    @Test
    void badLine_inTheMiddle_isToldAndEndsWithOneOrIsLeftOutByWish() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "name,class\nab,A\n\"b\"c,B\ncd,C\n");

        Outcome stopped = load("-q", file.toString());
        Outcome skipped = load("-q", "--skip-bad", file.toString());

        assertThat(stopped.status()).isEqualTo(1);
        assertThat(stopped.stderr()).startsWith("jubaload: " + file + ":3:4: behind the quote that ends a field");
        assertThat(skipped.status()).isZero();
        assertThat(skipped.stdout()).contains("learned 2 samples").contains(", 1 bad line left out");
        assertThat(learned()).isEqualTo(3);
    }

    @Test
    void resume_afterAKill_goesOnWithoutRepeatingAnything() throws Exception {
        String[] command = slowly("--resume", folder.resolve("resume").toString());
        Running killed = begin(command);
        processes.kill(killed);

        Outcome again = load(command);
        if (again.status() != 0) {
            assertThat(again.stderr()).contains("an earlier run left unclear whether the server learned line");
            again = load(with(command, "--skip-unclear"));
        }

        assertThat(again.status()).isZero();
        // What was under way when it was killed, at most four batches of ten, may be missing; nothing is there twice.
        assertThat(learned()).isBetween(SAMPLES - 40L, (long) SAMPLES);
    }

    @Test
    void interrupt_whileLoading_endsWithASummaryAnd130AndGoesOnLater() throws Exception {
        String[] command = slowly("--resume", folder.resolve("resume").toString());
        Running interrupted = begin(command);

        new ProcessBuilder("kill", "-INT", Long.toString(interrupted.process().pid()))
                .start()
                .waitFor();

        Outcome outcome = interrupted.program().outcome(interrupted.process());
        assertThat(outcome.status()).isEqualTo(130);
        assertThat(outcome.stdout()).startsWith("learned ").endsWith("; not complete\n");
        assertThat(load(command).status()).isZero();
        assertThat(learned()).isEqualTo(SAMPLES);
    }

    @Test
    void interrupt_whileStandardInputIsSilent_endsAtOnce() throws Exception {
        String script = "mkfifo fifo; exec 3<>fifo; printf 'name,class\\nab,A\\n' >&3;"
                + " \"$1\" -p $2 --format csv --batch 1 -q < fifo 3<&- & loader=$!; read go < go; kill -INT $loader;"
                + " wait $loader; echo \"status $?\"";
        Path own = Files.createDirectories(folder.resolve("silent"));
        new ProcessBuilder("mkfifo", own.resolve("go").toString()).start().waitFor();
        var program = new Program(
                List.of("/bin/sh", "-c", script, "sh", suite.program("jubaload").toString(), text(port)),
                Suite.javaHome(Suite.JAVA_HOME),
                own);
        Process process = program.start();

        // The table is looked at ahead, so nothing is sent before more comes; but the server is asked whether it is
        // there.
        await().atMost(PATIENCE).until(this::hasVisitor);
        Files.writeString(own.resolve("go"), "go\n");

        assertThat(program.outcome(process).stdout())
                .contains("; not complete\n")
                .endsWith("status 130\n");
    }

    @Test
    void suggestConfig_forTheNames_isAcceptedByTheServer() throws Exception {
        Outcome suggested = load("--suggest-config", "--label", "family", names());
        Path config = Files.writeString(folder.resolve("suggested.json"), suggested.stdout());

        Outcome tested = processes.run("jubaclassifier", "-f", config.toString(), "--config_test");

        assertThat(suggested.stderr()).contains("no blanks between words, runs of 1 characters (ngram)");
        assertThat(tested.stderr()).contains("Configuration OK");
        assertThat(tested.status()).isZero();
    }

    @Test
    void failures_areOneSentenceEach() throws Exception {
        assertSentence(load("none.csv"), "jubaload: cannot read none.csv: there is no such file\n");
        assertSentence(
                load("-q", "--label", "clan", names()),
                "jubaload: --label clan: " + names() + " has no such column; its 2 columns are family, name\n");
        assertThat(processes
                        .run("jubaload", "-p", text(ServerProcessIT.freePort()), "-q", "--retry", "0", names())
                        .stderr())
                .startsWith("jubaload: train at 127.0.0.1:")
                .contains("Connection refused")
                .hasLineCount(1);
    }

    private static void assertSentence(Outcome outcome, String sentence) {
        assertThat(outcome.stderr()).isEqualTo(sentence);
        assertThat(outcome.status()).isEqualTo(1);
    }

    /** Loads many samples at a rate at which a person can act, and comes back when some are learned. */
    private Running begin(String[] command) throws Exception {
        String[] all = with(with(command, "-p"), text(port));
        Running running = processes.serve("loader", "", "jubaload", all);
        await().atMost(PATIENCE).until(() -> learned() >= 100);
        return running;
    }

    private String[] slowly(String... more) throws IOException {
        var text = new StringBuilder("name,class\n");
        for (int i = 0; i < SAMPLES; i++) {
            text.append("name").append(i).append(",l").append(i % 7).append('\n');
        }
        Path file = Files.writeString(folder.resolve("many.csv"), text);
        var command = new ArrayList<>(List.of("--rate", "400", "--batch", "10", "-q", file.toString()));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    private Outcome load(String... arguments) throws Exception {
        return processes.run("jubaload", with(with(arguments, "-p"), text(port)));
    }

    private long learned() {
        try (var client = ClassifierClient.connect("127.0.0.1", port, "")) {
            return client.getLabels().values().stream()
                    .mapToLong(count -> count)
                    .sum();
        }
    }

    /** Whether somebody besides this test is connected. */
    private boolean hasVisitor() {
        try (var client = ClassifierClient.connect("127.0.0.1", port, "")) {
            return client.getStatus().values().stream()
                    .allMatch(status -> Integer.parseInt(status.get("rpc.open_connections")) > 1);
        }
    }

    private String names() {
        return suite.home().resolve("examples/shogun/names.csv").toString();
    }

    private static String[] with(String[] command, String more) {
        var all = new ArrayList<>(List.of(command));
        all.add(more);
        return all.toArray(String[]::new);
    }

    private static String text(Object value) {
        return value.toString();
    }
}
