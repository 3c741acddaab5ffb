package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus' own checker says of the metrics and of the rules that come with the suite. */
@Timeout(120)
class PromtoolIT {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final String ADDRESS = "127.0.0.78";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    /** A machine without it may build the suite, but the one that decides about a change must have it. */
    @BeforeEach
    void requirePromtool() {
        boolean installed = Files.isExecutable(PROMTOOL);
        assumeTrue(
                installed || "true".equals(System.getenv("CI")),
                "there is no " + PROMTOOL + "; install it: apt-get install --no-install-recommends prometheus");
        assertThat(installed)
                .as("there is %s, as in CI there must be", PROMTOOL)
                .isTrue();
    }

    @Test
    void metrics_ofServerProxyAndVisorThatWork_passWithoutARemark() throws Exception {
        String[] options = {"--admin_addr=" + ADDRESS, "--admin_port=" + RunningCluster.PORT, "--interval_sec=1000000"};
        int visorPort = ServerProcessIT.freePort();
        try (var cluster = RunningCluster.start(Suite.built(), folder, 2, options);
                var visors = new Processes(Suite.built(), folder)) {
            visors.serve(
                    "visor",
                    "RPC server startup",
                    "jubavisor",
                    "--zookeeper=" + cluster.hosts(),
                    "--listen_addr=127.0.0.1",
                    "--rpc-port=" + visorPort,
                    "--admin_addr=" + ADDRESS,
                    "--admin_port=" + visorPort);
            int server = cluster.ports().get(0);
            learnAndMix(cluster, server);

            for (int port : new int[] {server, cluster.proxyPort(), visorPort}) {
                String metrics = metrics(port);
                assertThat(metrics).contains("jubatus_build_info{", "jubatus_zookeeper_connected 1.0\n");
                assertThat(check("metrics", metrics)).as(metrics).isEqualTo(new Outcome(0, "", ""));
            }
        }
    }

    @Test
    void metrics_thatPrometheusWouldComplainAbout_areFound() throws Exception {
        Outcome outcome = check("metrics", "# TYPE jubatus_calls counter\njubatus_calls 1\n");

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.stderr()).contains("counter metrics should have \"_total\" suffix");
    }

    @Test
    void rules_ofTheExample_areUnderstood() throws Exception {
        Path rules = Suite.built().home().resolve("examples/monitoring/alerts.yml");

        Outcome outcome = run(PROMTOOL.toString(), "check", "rules", rules.toString());

        assertThat(outcome.stdout()).contains("SUCCESS: ");
        assertThat(outcome.status()).isZero();
    }

    private static void learnAndMix(RunningCluster cluster, int server) {
        var datum = new Datum().addString("name", "家康");
        try (ClassifierClient client = cluster.clientOf(server)) {
            client.train(List.of(new LabeledDatum("tokugawa", datum)));
            client.doMix();
        }
        try (ClassifierClient client = cluster.client()) {
            client.train(List.of(new LabeledDatum("hojo", datum)));
            client.classify(List.of(datum));
        }
    }

    private String metrics(int port) throws Exception {
        URI uri = URI.create("http://" + ADDRESS + ":" + port + "/metrics");
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Outcome check(String kind, String input) throws Exception {
        Path file = Files.writeString(folder.resolve("input"), input);
        return run("sh", "-c", "exec " + PROMTOOL + " check " + kind + " < " + file);
    }

    private Outcome run(String... command) throws Exception {
        Path output = Files.createTempDirectory(folder, "promtool");
        return new Program(List.of(command), Map.of("PATH", "/usr/bin:/bin"), output).run();
    }
}
