package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LauncherIT {
    private static final Outcome VERSION = new Outcome(0, "jubatus-1.2.0 (jubaclassifier)\n", "");

    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    @Test
    void version_fromAnyFolder_isPrintedAndNothingElse() throws Exception {
        assertThat(version(suite.program("jubaclassifier"), Suite.javaHome(Suite.JAVA_HOME)))
                .isEqualTo(VERSION);
    }

    @Test
    void version_throughAChainOfSymbolicLinks_findsTheSuite() throws Exception {
        // Given
        Path absolute = Files.createSymbolicLink(folder.resolve("a link"), suite.program("jubaclassifier"));
        Path inside = Files.createDirectory(folder.resolve("b"));
        Path relative = Files.createSymbolicLink(inside.resolve("any name"), Path.of("../a link"));

        // When
        Outcome outcome = version(relative, Suite.javaHome(Suite.JAVA_HOME));

        // Then
        assertThat(outcome).isEqualTo(VERSION);
        Files.delete(relative);
        Files.delete(absolute);
    }

    @Test
    void version_suiteInAFolderWithBlanks_starts() throws Exception {
        Suite moved = suite.copyTo(folder.resolve("two  blanks"));

        assertThat(version(moved.program("jubaclassifier"), Suite.javaHome(Suite.JAVA_HOME)))
                .isEqualTo(VERSION);
    }

    @Test
    void version_suiteInAFolderWithAColon_isRefusedWithTheReason() throws Exception {
        Suite moved = suite.copyTo(folder.resolve("a:b"));

        Outcome outcome = version(moved.program("jubaclassifier"), Suite.javaHome(Suite.JAVA_HOME));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.stderr()).startsWith("jubaclassifier: a Java class path cannot hold a colon");
    }

    @Test
    void version_programCopiedOutOfTheSuite_saysWhatToDo() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("bin")).resolve("jubaclassifier");
        Files.copy(suite.program("jubaclassifier"), copy, StandardCopyOption.COPY_ATTRIBUTES);

        Outcome outcome = version(copy, Suite.javaHome(Suite.JAVA_HOME));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.stderr())
                .isEqualTo("jubaclassifier: there is no lib/launcher.sh in " + folder.toRealPath()
                        + "; make a symbolic link to the program instead of a copy\n");
    }

    @Test
    void version_javaHomeWithoutJava_takesThePathAndSaysSo() throws Exception {
        Map<String, String> environment =
                Map.of("JAVA_HOME", "/no such folder", "PATH", Suite.JAVA_HOME.resolve("bin") + ":/usr/bin:/bin");

        Outcome outcome = version(suite.program("jubaclassifier"), environment);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.stdout()).isEqualTo(VERSION.stdout());
        assertThat(outcome.stderr())
                .isEqualTo("jubaclassifier: JAVA_HOME is /no such folder, where there is no bin/java; taking "
                        + Suite.JAVA_HOME.resolve("bin/java") + "\n");
    }

    @Test
    void version_noJavaAnywhere_isOneSentence() throws Exception {
        Outcome outcome = version(suite.program("jubaclassifier"), Map.of("PATH", folder.toString()));

        assertThat(outcome)
                .isEqualTo(
                        new Outcome(
                                1,
                                "",
                                "jubaclassifier: Java 17 or later is needed: JAVA_HOME is not set, and there is no java in PATH\n"));
    }

    @Test
    void version_everyJavaTooOld_namesThemAll() throws Exception {
        // Given
        Path eleven = folder.resolve("eleven");
        Suite.fakeJava(eleven, "11.0.2");
        Path eight = Suite.fakeJava(folder.resolve("eight"), "1.8.0_292");
        Map<String, String> environment =
                Map.of("JAVA_HOME", eleven.toString(), "PATH", eight.getParent() + ":/usr/bin:/bin");

        // When
        Outcome outcome = version(suite.program("jubaclassifier"), environment);

        // Then
        assertThat(outcome)
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "jubaclassifier: Java 17 or later is needed: JAVA_HOME is " + eleven
                                + ", which is Java 11.0.2, and " + eight + " is Java 1.8.0_292\n"));
    }

    @Test
    void version_ownJavaOptions_areSplitAtBlanksAndMayNameACollector() throws Exception {
        Map<String, String> environment = Map.of(
                "JAVA_HOME", Suite.JAVA_HOME.toString(),
                "PATH", "/usr/bin:/bin",
                "JUBATUS_JAVA_OPTS", " -Da=*  -XX:+UseParallelGC -XX:+PrintFlagsFinal ");

        Outcome outcome = version(suite.program("jubaclassifier"), environment);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.stdout())
                .containsPattern("bool UseParallelGC += true")
                .containsPattern("bool UseSerialGC += false");
    }

    @Test
    void configTest_nameOutsideAsciiInTheCLocale_isFound() throws Exception {
        String script = "f=$1/$(printf '\\350\\250\\255\\345\\256\\232').json; cp \"$2/conf/shogun.json\" \"$f\""
                + " && LC_ALL=C exec \"$2/bin/jubaclassifier\" --config_test -f \"$f\"";
        List<String> command = List.of(
                "/bin/sh", "-c", script, "sh", folder.toString(), suite.home().toString());

        Outcome outcome = new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder).run();

        assertThat(outcome.stderr()).contains("Configuration OK");
        assertThat(outcome.status()).isZero();
    }

    /** A shell lets the background jobs of a script ignore SIGINT. */
    @Test
    void interrupt_ofAServerInTheBackgroundOfAScript_stopsIt() throws Exception {
        String script =
                "\"$1/bin/jubaclassifier\" -f \"$1/conf/shogun.json\" -b 127.0.0.1 -p $2 > log 2>&1 & server=$!;"
                        + " until grep -q 'RPC server startup' log || ! kill -0 $server; do sleep 0.05; done;"
                        + " kill -INT $server; wait $server; echo \"status $?\"; cat log";
        List<String> command = List.of(
                "/bin/sh", "-c", script, "sh", suite.home().toString(), Integer.toString(ServerProcessIT.freePort()));

        Outcome outcome = new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder).run();

        assertThat(outcome.stdout()).startsWith("status 0\n").contains("caught SIGINT");
    }

    private Outcome version(Path program, Map<String, String> environment) throws Exception {
        return run(program, environment, "--version");
    }

    private Outcome run(Path program, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return new Program(command, environment, folder).run();
    }
}
