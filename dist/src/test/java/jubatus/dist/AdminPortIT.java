package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The admin ports of servers in a cluster: each on the number of its RPC port, at another address of loopback. */
@Timeout(120)
class AdminPortIT {
    private static final String ADDRESS = "127.0.0.77";
    private static final List<String> OPTIONS =
            List.of("--admin_addr=" + ADDRESS, "--admin_port=" + RunningCluster.PORT, "--interval_sec=1000000");

    private static final Pattern METRIC = Pattern.compile("\\b(?!jubatus_visor)(?:jubatus|process|jvm)_[a-z_]+");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void metrics_ofACluster_tellOfCallsModelMixesAndZooKeeper() throws Exception {
        try (var cluster = RunningCluster.start(Suite.built(), folder, 2, OPTIONS.toArray(String[]::new))) {
            int first = cluster.ports().get(0);
            try (ClassifierClient client = cluster.clientOf(first)) {
                train(client, 20);
                client.doMix();
            }
            try (ClassifierClient client = cluster.client()) {
                train(client, 10);
            }

            assertThat(get(first, "/readyz").body()).isEqualTo("ready\n");
            assertThat(get(first, "/status").body()).contains("\"PROGNAME\": \"jubaclassifier\"");
            checkServer(get(first, "/metrics").body());
            checkProxy(get(cluster.proxyPort(), "/metrics").body());
            assertThat(get(first, "/metrics").body()
                            + get(cluster.proxyPort(), "/metrics").body())
                    .contains(namesInExamples());
            // Where one of the two was slow to take the first mix, another follows.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(modelVersion(cluster.ports().get(1))).isEqualTo(modelVersion(first)));

            cluster.killZooKeeper();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(get(first, "/metrics").body()).contains("jubatus_zookeeper_connected 0.0\n"));
            assertThat(get(first, "/livez").statusCode()).isEqualTo(200);
        }
    }

    private static void train(ClassifierClient client, int samples) {
        for (int i = 0; i < samples; i++) {
            client.train(List.of(new LabeledDatum("tokugawa", new Datum().addString("name", "家康"))));
        }
    }

    private static void checkServer(String metrics) {
        double calls = value(metrics, "jubatus_rpc_calls_total{method=\"train\"}");
        assertThat(calls).isBetween(20.0, 30.0);
        assertThat(value(metrics, "jubatus_rpc_answers_total{method=\"train\",outcome=\"ok\"}"))
                .isEqualTo(calls);
        assertThat(value(metrics, "jubatus_rpc_call_duration_seconds_count{method=\"train\"}"))
                .isEqualTo(calls);
        assertThat(value(metrics, "jubatus_updates_total")).isEqualTo(calls);
        assertThat(value(metrics, "jubatus_unmixed_updates")).isEqualTo(calls - 20);
        assertThat(value(metrics, "jubatus_model_labels")).isEqualTo(1);
        assertThat(value(metrics, "jubatus_mixes_total{outcome=\"everywhere\"}"))
                .isPositive();
        assertThat(value(metrics, "jubatus_server_active")).isEqualTo(1);
    }

    private static void checkProxy(String metrics) {
        assertThat(value(metrics, "jubatus_proxy_requests_total")).isEqualTo(10);
        double sent = metrics.lines()
                .filter(line -> line.startsWith("jubatus_proxy_backend_answers_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
        assertThat(sent).isEqualTo(10);
        assertThat(value(metrics, "jubatus_proxy_repetitions_total")).isZero();
    }

    /** Those that dashboard and alert rules name, but for those of the supervisor. */
    private static Set<String> namesInExamples() throws IOException {
        var names = new TreeSet<String>();
        for (String file : List.of("alerts.yml", "dashboard.json")) {
            String text = Files.readString(
                    Suite.built().home().resolve("examples/monitoring").resolve(file));
            METRIC.matcher(text).results().map(MatchResult::group).forEach(names::add);
        }
        assertThat(names).hasSizeGreaterThan(15);
        return names;
    }

    private double modelVersion(int port) throws IOException, InterruptedException {
        return value(get(port, "/metrics").body(), "jubatus_model_version");
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in\n" + metrics));
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + ADDRESS + ":" + port + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
