package jubatus.classifier;

import static jubatus.classifier.ServerCommand.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server saves and loads of its own accord, as an operator sees it. */
@Timeout(90)
class AutosaveIT {
    @TempDir
    Path temporary;

    private Path models;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        models = Files.createDirectory(temporary.toRealPath().resolve("models"));
        port = ServerCommand.freePort();
    }

    @Test
    void shouldGoOnWhereItWasWhenStoppedAndStartedAgain() throws Exception {
        try (var server = start("--save_on_exit", "--load_latest").awaitStarted()) {
            assertThat(server.output()).contains("no saved model to go on with in " + models);
            train("spam");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output())
                    .containsSubsequence("caught SIGTERM", "starting save to ", "saved to ", "RPC server stopped");
        }
        try (var server = start("--save_on_exit", "--load_latest").awaitStarted();
                var client = client()) {
            assertThat(client.getLabels()).isEqualTo(Map.of("spam", 1L));
            assertThat(status(client).get("last_loaded_path")).startsWith(models + "/");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output()).doesNotContain("starting save to ");
        }
    }

    @Test
    void shouldEndWithStatusOneAndAReasonWhenTheLastSaveFails() throws Exception {
        try (var server = start("--save_on_exit").awaitStarted()) {
            train("spam");
            Files.delete(models);
            server.signal("TERM");
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors()).startsWith("jubaclassifier: cannot list the models in " + models);
        }
    }

    @Test
    void shouldSaveWhileItServesAndLoadAfterItWasKilled() throws Exception {
        try (var server = start("--autosave", "1").awaitStarted();
                var client = client()) {
            assertThat(status(client)).containsEntry("last_autosaved_age", "");
            train("spam");
            server.awaitOutput("saved to ");
            TestCluster.await()
                    .untilAsserted(() -> assertThat(status(client))
                            .hasEntrySatisfying(
                                    "last_autosaved_path",
                                    path -> assertThat(Path.of(path)).exists())
                            .hasEntrySatisfying(
                                    "last_autosaved_age", age -> assertThat(age).matches("[0-9]+"))
                            .containsEntry("autosave_failures", "0"));
            server.signal("KILL");
            server.awaitExit();
        }
        try (var server = start("--load_latest").awaitStarted();
                var client = client()) {
            assertThat(client.getLabels()).isEqualTo(Map.of("spam", 1L));
            assertThat(status(client)).doesNotContainKey("autosave_sec");
            assertThat(server.output()).contains("loaded from " + models);
        }
    }

    @Test
    void shouldWarnAndTryAgainWhenASaveFails() throws Exception {
        try (var server = start("--autosave", "1").awaitStarted();
                var client = client()) {
            Files.delete(models);
            train("spam");
            server.awaitOutput("cannot list the models in " + models);
            assertThat(server.output()).contains("; trying again in 1 s");
            assertThat(status(client).get("autosave_failures")).isNotEqualTo("0");
            Files.createDirectory(models);
            server.awaitOutput("saved to " + models);
        }
    }

    private ServerCommand start(String... arguments) throws IOException {
        var standard = Stream.of(
                "-p", Integer.toString(port), "-b", "127.0.0.1", "-f", resource("pa.json"), "-d", models.toString());
        return ServerCommand.start(
                temporary.toRealPath(),
                Stream.concat(standard, Stream.of(arguments)).toArray(String[]::new));
    }

    private void train(String label) {
        try (var client = client()) {
            client.train(List.of(new LabeledDatum(label, new Datum().addNumber("x", 1))));
        }
    }

    private ClassifierClient client() {
        return ClassifierClient.connect("127.0.0.1", port, "", ClientOptions.DEFAULT);
    }

    private Map<String, String> status(ClassifierClient client) {
        return client.getStatus().get("127.0.0.1_" + port);
    }
}
