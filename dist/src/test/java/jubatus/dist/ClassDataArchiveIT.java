package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ClassDataArchiveIT {
    private static final String FROM_ARCHIVE = "jubatus.classifier.Main source: shared objects file";

    @TempDir
    private Path folder;

    @Test
    void version_jdkAndFolderOfTheBuild_takesClassesFromTheArchive() throws Exception {
        assertThat(loadedClasses(Suite.built())).contains(FROM_ARCHIVE);
    }

    @Test
    void version_suiteMoved_startsWithoutTheArchiveAndWithoutAWord() throws Exception {
        Suite moved = Suite.built().copyTo(folder.resolve("moved"));

        assertThat(loadedClasses(moved))
                .contains("jubatus.classifier.Main source:")
                .doesNotContain(FROM_ARCHIVE);
    }

    @Test
    void jubatusArchive_suiteMoved_makesAnArchiveForThereWhichIsIgnoredOnceDamaged() throws Exception {
        // Given
        Suite moved = Suite.built().copyTo(folder.resolve("moved"));

        // When
        Outcome outcome = makeArchive(moved);

        // Then
        assertThat(outcome.stdout().lines())
                .containsExactlyInAnyOrderElementsOf(moved.archives().stream()
                        .map(archive -> moved.home()
                                .resolve("lib/archive")
                                .resolve(archive.getFileName())
                                .toString())
                        .toList());
        assertThat(outcome.status()).isZero();
        assertThat(outcome.stderr()).isEmpty();
        assertThat(loadedClasses(moved)).contains(FROM_ARCHIVE);

        for (Path archive : moved.archives()) {
            damage(archive);
        }
        assertThat(loadedClasses(moved)).doesNotContain(FROM_ARCHIVE);
    }

    private static void damage(Path archive) throws IOException {
        assertThat(archive.toFile().setWritable(true)).isTrue();
        try (FileChannel bytes = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            bytes.truncate(bytes.size() / 2);
        }
    }

    private Outcome makeArchive(Suite suite) throws Exception {
        List<String> command = List.of(suite.program("jubatus-archive").toString());
        return new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder).run();
    }

    /** Starts the program, which must print its version and nothing else, and returns where its classes came from. */
    private String loadedClasses(Suite suite) throws Exception {
        Path log = folder.resolve("classes");
        Map<String, String> environment = new HashMap<>(Suite.javaHome(Suite.JAVA_HOME));
        environment.put("JUBATUS_JAVA_OPTS", "-Xlog:class+load=info:file=" + log);
        List<String> command = List.of(suite.program("jubaclassifier").toString(), "--version");

        Outcome outcome = new Program(command, environment, folder).run();

        assertThat(outcome).isEqualTo(new Outcome(0, "jubatus-1.2.0 (jubaclassifier)\n", ""));
        return Files.readString(log);
    }
}
