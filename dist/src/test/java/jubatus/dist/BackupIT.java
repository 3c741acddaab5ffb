package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import jubatus.dist.CountedTraining.OnFailure;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster knew goes to a folder and comes back from it, onto clusters of other sizes. */
@Timeout(300)
class BackupIT {
    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    private int runs;

    @Test
    void shouldRestoreWhatThreeServersKnewOntoOneAndOntoFour() throws Exception {
        Path backup = folder.resolve("backup");
        CountedTraining before;
        CountedTraining during;
        try (RunningCluster cluster = RunningCluster.start(suite, newFolder("three"), 3, "--zookeeper_timeout=30")) {
            before = CountedTraining.start(2, cluster::client, OnFailure.GO_ON);
            before.awaitMore(100);
            before.close();
            during = CountedTraining.start(2, cluster::client, OnFailure.GO_ON);
            during.awaitMore(20);

            Outcome outcome = jubactl(cluster, "backup", backup.toString());

            during.close();
            assertThat(outcome.status()).as(outcome.stderr()).isZero();
            assertThat(outcome.stdout().lines()).hasSize(3);
            assertThat(samplesByLabel(backup)).hasSize(3).allSatisfy(labels -> {
                before.assertKnown(labels, "the manifest");
                during.assertNotTooMany(labels, "the manifest");
            });
            assertThat(list(backup)).hasSize(5).contains("manifest.json", "config.json");
            shouldRefuseABackupThatIsDamaged(cluster, backup);
            for (int servers : List.of(1, 4)) {
                replaceServers(cluster, servers);

                outcome = jubactl(cluster, "restore", backup.toString());

                assertThat(outcome.status()).as(outcome.stderr()).isZero();
                assertThat(outcome.stderr()).isEmpty();
                assertEqualAndKnown(cluster, before, during);
            }
        }
    }

    /** What the manifest says of each server. */
    private static List<SortedMap<String, Long>> samplesByLabel(Path backup) throws IOException {
        var samples = new ArrayList<SortedMap<String, Long>>();
        JsonNode manifest =
                new ObjectMapper().readTree(backup.resolve("manifest.json").toFile());
        for (JsonNode server : manifest.get("servers")) {
            var labels = new TreeMap<String, Long>();
            server.get("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asLong()));
            samples.add(labels);
        }
        return samples;
    }

    /** By so many that know nothing. */
    private static void replaceServers(RunningCluster cluster, int servers) throws Exception {
        for (int port : cluster.ports()) {
            assertThat(cluster.stop(port).status()).isZero();
        }
        for (int i = 0; i < servers; i++) {
            cluster.startServer(ServerProcessIT.freePort());
        }
        cluster.awaitActives(cluster.ports());
    }

    /** Each server has every sample from before the backup once, of those during it not too many, and all have the same. */
    private static void assertEqualAndKnown(RunningCluster cluster, CountedTraining before, CountedTraining during) {
        SortedMap<String, Long> labels = null;
        List<EstimateResult> scores = null;
        for (int port : cluster.ports()) {
            try (ClassifierClient client = cluster.clientOf(port)) {
                before.assertKnown(client.getLabels(), "the server on " + port);
                during.assertNotTooMany(client.getLabels(), "the server on " + port);
                labels = labels == null ? client.getLabels() : labels;
                assertThat(client.getLabels()).isEqualTo(labels);
                List<EstimateResult> here = client.classify(List.of(new Datum().addString("name", "label1 7")))
                        .get(0);
                scores = scores == null ? here : scores;
                assertThat(here).containsExactlyInAnyOrderElementsOf(scores);
            }
        }
    }

    private void shouldRefuseABackupThatIsDamaged(RunningCluster cluster, Path backup) throws Exception {
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        for (String file : list(backup)) {
            Files.copy(backup.resolve(file), damaged.resolve(file));
        }
        String model = cluster.node(cluster.ports().get(1)) + ".jubatus";
        byte[] bytes = Files.readAllBytes(damaged.resolve(model));
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged.resolve(model), bytes);
        var known = new ArrayList<Map<String, String>>();
        cluster.ports().forEach(port -> known.add(lastLoaded(cluster, port)));

        Outcome outcome = jubactl(cluster, "restore", damaged.toString(), "--format", "json");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.stdout())
                .startsWith("{\"command\":\"restore\",\"ok\":false,\"error\":\"the backup " + damaged
                        + " cannot be used: " + model + " is not as it was written (SHA-256 ");
        assertThat(cluster.ports())
                .extracting(port -> lastLoaded(cluster, port))
                .isEqualTo(known);
        assertThat(known).allMatch(status -> status.get("last_loaded").equals("0"));
    }

    private static Map<String, String> lastLoaded(RunningCluster cluster, int port) {
        try (ClassifierClient client = cluster.clientOf(port)) {
            return Map.of(
                    "last_loaded", client.getStatus().get(cluster.node(port)).get("last_loaded"));
        }
    }

    @Test
    void shouldLeaveNoManifestIfAServerIsKilledMeanwhile() throws Exception {
        Path backup = folder.resolve("backup");
        // The server that stands still has to be listed when it is its turn.
        try (RunningCluster cluster = RunningCluster.start(suite, newFolder("two"), 2, "--zookeeper_timeout=30")) {
            int victim = cluster.ports().get(1);
            cluster.signal(victim, "STOP");
            cluster.awaitFrozen(victim);
            Program program = program(cluster, "backup", backup.toString(), "--no_mix");
            Process process = program.start();
            Path first = backup.resolve(cluster.node(cluster.ports().get(0)) + ".jubatus");
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(first));
            assertThat(jubactl(cluster, "backup", backup.toString()).stderr())
                    .isEqualTo("jubactl: another backup is being written into " + backup
                            + "; name another folder, or wait for its end\n");
            process.destroyForcibly().waitFor();
            assertThat(list(backup)).contains(first.getFileName().toString());
            program = program(cluster, "backup", backup.toString(), "--no_mix");
            process = program.start();

            String node = cluster.node(victim);
            cluster.kill(victim);
            Outcome outcome = program.outcome(process);

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.stderr())
                    .startsWith("jubactl: cannot back up " + node + ": ")
                    .endsWith("; " + backup + " holds no backup\n");
            assertThat(list(backup)).isEmpty();
            Outcome restored = jubactl(cluster, "restore", backup.toString());
            assertThat(restored.status()).isEqualTo(1);
            assertThat(restored.stderr())
                    .isEqualTo("jubactl: " + backup
                            + " has no manifest.json: it is no backup, or one that was not finished\n");
        }
    }

    @Test
    void shouldRestoreTheRowsThatServersWithAPushMixerDidNotExchange() throws Exception {
        Path config = Files.writeString(folder.resolve("nn.json"), """
                {"method": "NN",
                 "parameter": {"method": "lsh", "parameter": {"hash_num": 64},
                               "nearest_neighbor_num": 3, "local_sensitivity": 1.0},
                 "converter": {"num_rules": [{"key": "*", "type": "num"}]}}""");
        Path backup = folder.resolve("backup");
        try (RunningCluster cluster = RunningCluster.startWith(
                config,
                suite,
                newFolder("push"),
                2,
                "--mixer=random_mixer",
                "--interval_sec=0",
                "--interval_count=0")) {
            List<Integer> ports = cluster.ports();
            teach(cluster, ports.get(0), "spam", 3);
            teach(cluster, ports.get(1), "ham", 2);
            shouldLeaveNothingOnAFullDisk(cluster, backup);

            Outcome outcome = jubactl(cluster, "backup", backup.toString(), "--no_mix");

            assertThat(outcome.status()).as(outcome.stderr()).isZero();
            assertThat(samplesByLabel(backup)).containsExactly(known("spam", 3), known("ham", 2));
            teach(cluster, ports.get(0), "eggs", 1);

            outcome = jubactl(cluster, "restore", backup.toString());

            assertThat(outcome.status()).as(outcome.stderr()).isZero();
            assertThat(outcome.stderr()).isEmpty();
            assertThat(outcome.stdout().lines()).hasSize(2).allMatch(line -> line.contains("\t2\t5\t-\t"));
            for (int port : ports) {
                try (ClassifierClient client = cluster.clientOf(port)) {
                    assertThat(client.getLabels()).isEqualTo(Map.of("spam", 3L, "ham", 2L));
                }
            }
        }
    }

    private void shouldLeaveNothingOnAFullDisk(RunningCluster cluster, Path backup) throws Exception {
        String node = cluster.node(cluster.ports().get(1));
        Files.createDirectory(backup);
        Files.createSymbolicLink(backup.resolve(node + ".jubatus.part"), Path.of("/dev/full"));

        Outcome outcome = jubactl(cluster, "backup", backup.toString(), "--no_mix");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.stderr())
                .startsWith("jubactl: cannot back up " + node + ": cannot write ")
                .endsWith("No space left on device; " + backup + " holds no backup\n");
        assertThat(list(backup)).isEmpty();
    }

    private static void teach(RunningCluster cluster, int port, String label, int samples) {
        try (ClassifierClient client = cluster.clientOf(port)) {
            for (int i = 0; i < samples; i++) {
                client.train(List.of(new LabeledDatum(label, new Datum().addNumber("x", i))));
            }
        }
    }

    private static SortedMap<String, Long> known(String label, long samples) {
        return new TreeMap<>(Map.of(label, samples));
    }

    private Path newFolder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static List<String> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Outcome jubactl(RunningCluster cluster, String command, String... more) throws Exception {
        return program(cluster, command, more).run();
    }

    private Program program(RunningCluster cluster, String command, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of(suite.program("jubactl").toString(), "-c", command));
        all.addAll(List.of(more));
        all.addAll(List.of("-s", "jubaclassifier", "-t", "classifier", "-n", RunningCluster.NAME.name()));
        all.addAll(List.of("-z", cluster.hosts()));
        return new Program(all, Suite.javaHome(Suite.JAVA_HOME), newFolder("jubactl" + ++runs));
    }
}
