package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plug-in of a user's own, compiled against the suite, put where the suite's documentation says and named by a config. */
@Timeout(120)
class PluginIT {
    private static final String CONFIG = """
            {"method": "perceptron", "converter": {
              "string_types": {"t": {"method": "dynamic", "path": "libown.so", "function": "create"}},
              "string_rules": [{"key": "*", "type": "t", "sample_weight": "bin", "global_weight": "bin"}]}}
            """;

    /** The one word of a text is its last character, or, as another plug-in, its first. */
    private static final String SOURCE = """
            import java.util.Set;
            import jubatus.core.plugin.*;

            public class %1$s implements PluginFactory {
                public String fileName() {
                    return "libown.so";
                }

                public Set<String> functions() {
                    return Set.of("create");
                }

                public Plugin create(String function, PluginParameters parameters) {
                    return (StringFeaturePlugin) (text, offset, length, words) -> words.add(text, %2$s, 1, 1.0);
                }
            }
            """;

    private static final String LAST = SOURCE.formatted("Last", "offset + length - 1");
    private static final String FIRST = SOURCE.formatted("First", "offset");

    @TempDir
    private Path folder;

    @Test
    void server_jarInThePluginFolder_isUsed() throws Exception {
        Suite suite = Suite.built().copyTo(folder.resolve("suite"));
        jar(suite, suite.home().resolve("plugin"), "Last", LAST);

        assertThat(labelOfAxTrainedWithAyAndBx(suite, Map.of())).isEqualTo("x");
    }

    @Test
    void server_jarsInPluginPathAndPluginFolder_thePathComesFirst() throws Exception {
        Suite suite = Suite.built().copyTo(folder.resolve("suite"));
        jar(suite, suite.home().resolve("plugin"), "Last", LAST);
        Path own = Files.createDirectory(folder.resolve("own plug-ins"));
        jar(suite, own, "First", FIRST);

        String label = labelOfAxTrainedWithAyAndBx(suite, Map.of("JUBATUS_PLUGIN_PATH", "/no such folder:" + own));

        assertThat(label).isEqualTo("a");
    }

    @Test
    void configTest_pluginThatIsNowhere_citesThePluginFolder() throws Exception {
        Suite suite = Suite.built();
        List<String> command =
                List.of(suite.program("jubaclassifier").toString(), "--config_test", "-f", config().toString());

        Outcome outcome = new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder).run();

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.stderr())
                .contains("cannot load dynamic library: libown.so: "
                        + suite.home().toRealPath()
                        + "/plugin/libown.so: cannot open shared object file: No such file or directory");
    }

    /** Trains {@code ay} as a and {@code bx} as x, then asks about {@code ax}. */
    private String labelOfAxTrainedWithAyAndBx(Suite suite, Map<String, String> more) throws Exception {
        int port = ServerProcessIT.freePort();
        var environment = new HashMap<>(Suite.javaHome(Suite.JAVA_HOME));
        environment.putAll(more);
        List<String> command = List.of(
                suite.program("jubaclassifier").toString(),
                "-f",
                config().toString(),
                "-b",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-d",
                folder.toString());
        Program program = new Program(command, environment, folder);
        Process process = program.start();
        try {
            ServerProcessIT.awaitStart(program);
            try (ClassifierClient client = ClassifierClient.connect("127.0.0.1", port, "")) {
                client.train(List.of(new LabeledDatum("a", text("ay")), new LabeledDatum("x", text("bx"))));
                return client.classify(List.of(text("ax"))).get(0).stream()
                        .max((left, right) -> Double.compare(left.score(), right.score()))
                        .map(EstimateResult::label)
                        .orElseThrow();
            }
        } finally {
            process.destroy();
            program.outcome(process);
        }
    }

    private static Datum text(String text) {
        return new Datum().addString("k", text);
    }

    private Path config() throws IOException {
        return Files.writeString(folder.resolve("config.json"), CONFIG);
    }

    private void jar(Suite suite, Path target, String className, String source) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        Path file = Files.writeString(classes.resolve(className + ".java"), source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-cp", core(suite), file.toString());
        assertThat(status).isZero();
        try (OutputStream out = Files.newOutputStream(target.resolve(className + ".jar"));
                var archive = new JarOutputStream(out)) {
            archive.putNextEntry(new JarEntry(className + ".class"));
            archive.write(Files.readAllBytes(classes.resolve(className + ".class")));
            archive.putNextEntry(new JarEntry("META-INF/services/jubatus.core.plugin.PluginFactory"));
            archive.write(className.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String core(Suite suite) throws IOException {
        try (Stream<Path> jars = Files.list(suite.home().resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("jubatus-core-"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }
}
