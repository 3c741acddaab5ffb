package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import jubatus.common.cli.Version;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image of the profile "image", taken apart as its reader would, and its programs in it as a container engine would run them. */
@Timeout(600)
class ImageIT {
    private static final Path IMAGE = Path.of(System.getProperty("image.file"));
    private static final Path SCRIPT =
            Path.of("src/test/resources/container.sh").toAbsolutePath();
    private static final int CANNOT = 77;

    @TempDir
    private static Path folder;

    private static JsonNode manifest;
    private static JsonNode config;
    private static boolean ran;
    private static String reason;

    @BeforeAll
    static void unpackAndRun() throws Exception {
        assumeTrue(Files.exists(IMAGE), "no image was built; -Pimage builds one");
        assertThat(run("tar", "--extract", "--file", IMAGE.toString()).status()).isZero();
        manifest = json(blob(json(Files.readAllBytes(folder.resolve("index.json")))
                .get("manifests")
                .get(0)));
        config = json(blob(manifest.get("config")));
        Path environment = Files.createFile(folder.resolve("environment"));
        for (JsonNode variable : config.at("/config/Env")) {
            Files.writeString(environment, variable.asText() + "\n", StandardOpenOption.APPEND);
        }
        Path work = Files.createDirectory(folder.resolve("work"));
        var command = new ArrayList<String>(List.of(
                "sh",
                SCRIPT.toString(),
                work.toString(),
                Integer.toString(ServerProcessIT.freePort()),
                environment.toString()));
        for (JsonNode layer : manifest.get("layers")) {
            command.add(path(layer).toString());
        }
        Outcome outcome = run(command.toArray(new String[0]));
        ran = outcome.status() != CANNOT;
        reason = outcome.stdout() + outcome.stderr();
        assertThat(!ran || outcome.equals(new Outcome(0, "", "")))
                .as(outcome.toString())
                .isTrue();
    }

    @Test
    void archive_readAsAnOciLayout_hasEachBlobUnderItsDigestAndSize() throws Exception {
        assertThat(Files.readString(folder.resolve("oci-layout"))).isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
        int i = 0;
        for (JsonNode layer : manifest.get("layers")) {
            assertThat(path(layer).getFileName().toString()).isEqualTo(sha256(blob(layer)));
            assertThat((long) blob(layer).length).isEqualTo(layer.get("size").asLong());
            try (InputStream in = new GZIPInputStream(Files.newInputStream(path(layer)))) {
                assertThat(config.at("/rootfs/diff_ids").get(i++).asText())
                        .isEqualTo("sha256:" + sha256(in.readAllBytes()));
            }
        }
        assertThat(config.at("/rootfs/diff_ids")).hasSize(i);
    }

    @Test
    void archive_readByDocker_namesTheSameBlobs() throws IOException {
        JsonNode docker =
                json(Files.readAllBytes(folder.resolve("manifest.json"))).get(0);

        assertThat(docker.get("RepoTags").get(0).asText()).isEqualTo("jubatus:" + Version.NUMBER);
        assertThat(folder.resolve(docker.get("Config").asText())).isEqualTo(path(manifest.get("config")));
        for (int i = 0; i < manifest.get("layers").size(); i++) {
            assertThat(folder.resolve(docker.get("Layers").get(i).asText()))
                    .isEqualTo(path(manifest.get("layers").get(i)));
        }
    }

    @Test
    void configuration_ofTheImage_saysWhoRunsWhatAndWhereDataIs() {
        assertThat(config.at("/config/User").asText()).isEqualTo("10001:10001");
        assertThat(config.at("/config/StopSignal").asText()).isEqualTo("SIGTERM");
        assertThat(config.at("/config/Volumes").fieldNames()).toIterable().containsExactly("/data");
        assertThat(config.at("/config/ExposedPorts").fieldNames()).toIterable().contains("9199/tcp", "9198/tcp");
        assertThat(config.at("/config/Labels").fieldNames())
                .toIterable()
                .contains("org.opencontainers.image.version", "org.opencontainers.image.licenses");
        assertThat(config.at("/config/Entrypoint").isMissingNode()).isTrue();
    }

    @Test
    void programs_inTheImage_runAsItsUserAndProcessOne() throws IOException {
        assertThat(said("user"))
                .isEqualTo("uid=10001(jubatus) gid=10001(jubatus) groups=10001(jubatus)\n/data\n1\nstatus 0\n");
        assertThat(said("version")).isEqualTo("jubatus-1.2.0 (jubaclassifier)\nstatus 0\n");
        assertThat(said("programs")).isEqualTo("status 0\n");
    }

    @Test
    void libraries_ofJavaAndTheSystem_lackNone() throws IOException {
        assertThat(said("libraries")).isEqualTo("status 0\n");
    }

    @Test
    void modules_thatTheJarsUse_areThere() throws Exception {
        Path lib = Suite.built().home().resolve("lib");
        String jars = String.join(" ", Files.readAllLines(lib.resolve("classpath")));
        String jdeps =
                Suite.JAVA_HOME.resolve("bin/jdeps") + " --ignore-missing-deps --print-module-deps --multi-release 17";

        Outcome outcome = run(
                "sh",
                "-c",
                "cd " + lib + " && " + jdeps + " --class-path '" + jars.replace(' ', ':') + "' " + jars
                        + " | tail -n 1");

        List<String> there = said("modules")
                .lines()
                .map(line -> line.replaceFirst("@.*", ""))
                .toList();
        assertThat(there).contains(outcome.stdout().strip().split(","));
    }

    @Test
    void server_inTheImage_learnsAnswersAndStopsInOrder() throws IOException {
        assertThat(said("client"))
                .startsWith("trained 44 names\n")
                .endsWith("status 0\n")
                .hasLineCount(5);
        assertThat(said("server")).endsWith("status 0\n");
        assertThat(said("journal")).isNotBlank();
    }

    private static String said(String step) throws IOException {
        assumeTrue(ran, reason);
        return Files.readString(folder.resolve("work").resolve(step));
    }

    private static Path path(JsonNode descriptor) {
        return folder.resolve("blobs").resolve(descriptor.get("digest").asText().replace(':', '/'));
    }

    private static byte[] blob(JsonNode descriptor) throws IOException {
        return Files.readAllBytes(path(descriptor));
    }

    private static JsonNode json(byte[] text) throws IOException {
        return new ObjectMapper().readTree(new String(text, StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static Outcome run(String... command) throws Exception {
        var program = new Program(List.of(command), Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), folder);
        Process process = program.start();
        process.waitFor(8, TimeUnit.MINUTES);
        return program.outcome(process);
    }
}
