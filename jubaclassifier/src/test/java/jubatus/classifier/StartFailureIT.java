package jubatus.classifier;

import static jubatus.classifier.ServerCommand.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import jubatus.common.cli.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who starts the server in a way that cannot work: a sentence and status 1, never a stack trace. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StartFailureIT {
    private static final String HINT =
            "\nusage: jubaclassifier [options] ... \nRun 'jubaclassifier --help' for the options.\n";

    @TempDir
    Path temporary;

    @Test
    void shouldAskForAConfigurationWhenStartedBare() throws Exception {
        assertFails("config path or model file must be specified for standalone mode" + HINT);
    }

    @Test
    void shouldShowAllMistakesWhenOptionsAreWrong() throws Exception {
        String invalid = "option value is invalid: --rpc-port=0x10; a whole number from 1 to 65535";
        assertFails("undefined option: --foo\n" + invalid + HINT, "--foo", "-p", "0x10");
    }

    @Test
    void shouldAnswerHelpAndVersionOnStandardOutput() throws Exception {
        try (var help = ServerCommand.start(temporary, "--help", "--foo");
                var version = ServerCommand.start(temporary, "-v")) {
            assertThat(help.awaitExit()).isZero();
            assertThat(help.output()).startsWith("usage: jubaclassifier [options] ... \noptions:\n  -p, --rpc-port  ");
            assertThat(version.awaitExit()).isZero();
            assertThat(version.output()).isEqualTo("jubatus-" + Version.NUMBER + " (jubaclassifier)\n");
        }
    }

    @Test
    void shouldSayWhichZooKeeperDoesNotAnswer() throws Exception {
        String hosts = "127.0.0.1:" + ServerCommand.freePort();
        assertFails(
                "jubaclassifier: cannot connect zk in 1 sec: " + hosts + "; does ZooKeeper run there?\n",
                "-b",
                "127.0.0.1",
                "-z",
                hosts,
                "-n",
                "shogun",
                "-Z",
                "1");
    }

    @Test
    void shouldRefuseAClusterNameThatIsNoPartOfAPath() throws Exception {
        assertFails(
                "jubaclassifier: the name of a cluster must not contain \"/\", which separates the nodes of ZooKeeper,"
                        + " was \"a/b\"\n",
                "-z",
                "127.0.0.1:2181",
                "-n",
                "a/b");
    }

    @Test
    void shouldNameTheFileWhenItDoesNotExist() throws Exception {
        assertFails(
                "jubaclassifier: Failed to get realpath of --configpath none.json: No such file or directory\n",
                "-f",
                "none.json");
    }

    @Test
    void shouldSaySoWhenTheConfigurationCannotBeRead() throws Exception {
        assertFails(
                "jubaclassifier: exception when loading config file: can't read " + folder() + " . (Is a directory)\n",
                "-f",
                folder().toString());
    }

    @Test
    void shouldShowThePlaceWhenTheConfigurationIsNotJson() throws Exception {
        String file = resource("syntax-error.json");
        assertFails(
                "jubaclassifier: syntax error in configuration: " + file + ":3:19 'e' is required but got ' '\n",
                "-f",
                file);
    }

    @Test
    void shouldSaySoWhenTheConfigurationEndsTooEarly() throws Exception {
        String file = resource("truncated.json");
        assertFails(
                "jubaclassifier: syntax error in configuration: " + file
                        + ": json_parser reached end of data: the text is" + " empty, or ends within a value\n",
                "-f",
                file);
    }

    @Test
    void shouldNameTheModelWhenItIsNone() throws Exception {
        Path model = Files.write(folder().resolve("m1.jubatus"), new byte[100]);
        assertFails("jubaclassifier: cannot start from model " + model + ": invalid file format\n", "-m", "m1.jubatus");
    }

    @Test
    void shouldShowAllProblemsOfTheConfiguration() throws Exception {
        try (var server = ServerCommand.start(temporary, "-f", resource("two-problems.json"))) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors())
                    .startsWith("jubaclassifier: 2 problems in " + resource("two-problems.json") + "\n")
                    .contains("unsupported method (classifier(PA3))", "\"converter\" is not found");
            assertThat(server.output()).contains("ERROR [ServerProcess] invalid configuration: 2 problems in ");
        }
    }

    @Test
    void shouldTestAConfigurationWithoutListening() throws Exception {
        try (var good = ServerCommand.start(temporary, "-T", "-D", "-f", resource("pa.json"));
                var bad = ServerCommand.start(temporary, "-T", "-f", resource("two-problems.json"))) {
            assertThat(good.awaitExit()).isZero();
            assertThat(good.errors()).isEqualTo("Configuration OK\n");
            assertThat(good.output()).contains("starting jubaclassifier ").doesNotContain("start listening");
            assertThat(bad.awaitExit()).isEqualTo(1);
            assertThat(bad.errors()).startsWith("Configuration error:\njubaclassifier: 2 problems in ");
        }
    }

    @Test
    void shouldSayThatANameNeedsZooKeeper() throws Exception {
        try (var server = ServerCommand.start(temporary, "-T", "-n", "shop", "-f", resource("pa.json"))) {
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output())
                    .contains(
                            "WARN  [ServerProcess] --name shop has no effect without --zookeeper: this server stands alone");
        }
    }

    @Test
    void shouldAskForTheOtherProcessWhenThePortIsInUse() throws Exception {
        try (var taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            String sentence = "server failed to start: any process using port " + port + "?\n";
            try (var server = ServerCommand.start(temporary, "-f", resource("pa.json"), "-p", port)) {
                assertThat(server.awaitExit()).isEqualTo(1);
                assertThat(server.errors()).isEqualTo("jubaclassifier: " + sentence);
                assertThat(server.output()).endsWith("ERROR [ServerProcess] " + sentence);
            }
        }
    }

    @Test
    void shouldSaySoWhenTheAddressIsOfAnotherMachine() throws Exception {
        try (var server = ServerCommand.start(temporary, "-f", resource("pa.json"), "-b", "192.0.2.254")) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors())
                    .startsWith("jubaclassifier: server failed to start: ")
                    .contains("192.0.2.254:9199");
        }
    }

    @Test
    void shouldNameTheMixersWhenItIsUnknown() throws Exception {
        assertFails(
                "jubaclassifier: unsupported mix type (my_mixer); --mixer is one of " + MixerName.ALL + "\n",
                "-f",
                resource("pa.json"),
                "-x",
                "my_mixer");
    }

    @Test
    void shouldSaySoWhenTheDataFolderIsMissingOrReadOnly() throws Exception {
        assertFails(
                "jubaclassifier: Failed to get realpath of --datadir none: No such file or directory\n",
                "-f",
                resource("pa.json"),
                "-d",
                "none");
        Path readOnly = Files.createDirectory(folder().resolve("read-only"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(readOnly), "root may write anywhere");
        assertFails(
                "can't use datadir: Permission denied: " + readOnly + HINT,
                "-f",
                resource("pa.json"),
                "-d",
                "read-only");
    }

    @Test
    void shouldSayWhatToDoWhenTheLogConfigurationIsTheOriginals() throws Exception {
        assertFails(
                "jubaclassifier: invalid log configuration: " + resource("log4cxx.xml")
                        + " is written for log4cxx or log4j (<log4j:configuration>);"
                        + " rewrite it for Logback, starting from conf/logback.xml of this suite\n",
                "-f",
                resource("pa.json"),
                "-g",
                resource("log4cxx.xml"));
    }

    private void assertFails(String errors, String... arguments) throws Exception {
        try (var server = ServerCommand.start(temporary, arguments)) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors()).isEqualTo(errors);
        }
    }

    private Path folder() throws IOException {
        return temporary.toRealPath();
    }
}
