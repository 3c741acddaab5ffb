package jubatus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jubatus.common.cli.Console;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Node;
import jubatus.common.cluster.ServerMembership;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class JubaconfigIT {
    private static final String GOOD = "{\"method\": \"perceptron\", \"converter\": {}}";
    private static final ClusterName SHOP = new ClusterName("classifier", "shop");

    /** What the program left behind. */
    private record Outcome(int status, String out, String err) {}

    @TempDir
    private Path folder;

    private TestingServer zooKeeper;

    @BeforeEach
    void startZooKeeper() throws Exception {
        zooKeeper = new TestingServer();
    }

    @AfterEach
    void stopZooKeeper() throws Exception {
        zooKeeper.close();
    }

    @Test
    void write_thenRead_printsTheSameBytesAndNothingElse() throws IOException {
        assertThat(write(GOOD)).isEqualTo(new Outcome(0, "", ""));

        assertThat(run("-c", "read", "-t", "classifier", "-n", "shop")).isEqualTo(new Outcome(0, GOOD, ""));
    }

    @Test
    void list_twoClusters_printsThemSorted() throws IOException {
        write(GOOD);
        assertThat(run("-c", "write", "-t", "other", "-n", "a", "-f", file("[1]\n"))
                        .status())
                .isZero();

        assertThat(run("-c", "list"))
                .isEqualTo(new Outcome(
                        0, "type: classifier, name: shop\n" + GOOD + "\ntype: other, name: a\n[1]\n\n", ""));
    }

    @Test
    void list_nothingThere_printsNothing() {
        assertThat(run("-c", "list")).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void delete_writtenConfig_isGone() throws IOException {
        write(GOOD);

        assertThat(run("-c", "delete", "-t", "classifier", "-n", "shop")).isEqualTo(new Outcome(0, "", ""));

        assertThat(run("-c", "read", "-t", "classifier", "-n", "shop"))
                .isEqualTo(new Outcome(1, "", "jubaconfig: config does not exist: /jubatus/config/classifier/shop\n"));
    }

    @Test
    void delete_clusterNeverConfigured_namesTheMissingNode() {
        assertThat(run("-c", "delete", "-t", "classifier", "-n", "shop"))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "jubaconfig: ZooKeeper node does not exist: /jubatus/actors/classifier/shop/config_lock; no config of"
                                + " classifier, shop was ever written\n"));
    }

    @Test
    void write_zooKeeperInTheEnvironment_isUsed() throws IOException {
        String[] arguments = {"-c", "write", "-t", "classifier", "-n", "shop", "-z", "", "-f", file(GOOD)};

        assertThat(run(arguments, Map.of("ZK", zooKeeper.getConnectString()))).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void write_noJson_saysLineAndColumn() throws IOException {
        String file = file("{\n  \"é\": tru}");

        assertThat(run("-c", "write", "-t", "classifier", "-n", "shop", "-f", file))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "jubaconfig: syntax error in configuration: " + file + ":2:11 'e' is required but got '}'\n"));
    }

    @Test
    void write_textEndsTooEarly_isASentence() throws IOException {
        String file = file("{\"a\": 1");

        assertThat(run("-c", "write", "-t", "classifier", "-n", "shop", "-f", file))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "jubaconfig: syntax error in configuration: " + file
                                + ": json_parser reached end of data: the text is"
                                + " empty, or ends within a value\n"));
    }

    @Test
    void write_configThatAServerWouldRefuse_isRefusedWithAllProblems() throws IOException {
        Outcome outcome = write("{\"method\": \"PA3\", \"converter\": {\"string_rules\": 1}}");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .hasSize(4)
                .startsWith("jubaconfig: 2 problems in " + folder.resolve("config.json"))
                .endsWith("Nothing was written; --force writes it all the same.");
        assertThat(run("-c", "read", "-t", "classifier", "-n", "shop").status()).isEqualTo(1);
    }

    @Test
    void write_sameConfigWithForce_isWarnedOfAndWritten() throws IOException {
        String bad = "{\"method\": \"PA3\", \"converter\": {}}";

        Outcome outcome = run("-c", "write", "-t", "classifier", "-n", "shop", "--force", "-f", file(bad));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).startsWith("jubaconfig: 1 problem in ");
        assertThat(run("-c", "read", "-t", "classifier", "-n", "shop").out()).isEqualTo(bad);
    }

    @Test
    void write_typeOfAnotherSuite_isOnlyCheckedToBeJsonAndToldSo() throws IOException {
        assertThat(run("-c", "write", "-t", "regression", "-n", "a", "-f", file("{\"method\": \"PA3\"}")))
                .isEqualTo(new Outcome(
                        0,
                        "",
                        "jubaconfig: written unchecked, for this suite has no servers of the type regression, only of"
                                + " classifier\n"));
    }

    @Test
    void write_moreThanZooKeeperTakes_isRefusedBeforeAnythingIsMade() throws Exception {
        String file = file("\"" + "x".repeat(1 << 20) + "\"");

        Outcome outcome = run("-c", "write", "-t", "classifier", "-n", "shop", "-f", file);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo(
                        "jubaconfig: " + file
                                + " has 1048578 bytes, but ZooKeeper takes at most 1047551 in a node; is it a configuration?\n");
        try (Coordinator coordinator = connect()) {
            assertThat(coordinator.exists("/jubatus")).isFalse();
        }
    }

    @Test
    void write_fileMissing_makesTheTreeAndSaysSo() throws Exception {
        String missing = folder.resolve("missing.json").toString();

        assertThat(run("-c", "write", "-t", "classifier", "-n", "shop", "-f", missing))
                .isEqualTo(
                        new Outcome(1, "", "jubaconfig: can't read " + missing + " . (No such file or directory)\n"));
        assertThat(run("-c", "write", "-t", "classifier", "-n", "shop"))
                .isEqualTo(new Outcome(1, "", "jubaconfig: can't read  . (--file names the configuration)\n"));
        try (Coordinator coordinator = connect()) {
            assertThat(coordinator.exists(SHOP.configLock())).isTrue();
            assertThat(coordinator.exists(SHOP.config())).isFalse();
        }
    }

    @Test
    void write_emptyFileOrFolder_isRefused() throws IOException {
        assertThat(write("").err()).startsWith("jubaconfig: config is empty");
        assertThat(run("-c", "write", "-t", "classifier", "-n", "shop", "-f", folder.toString())
                        .err())
                .startsWith("jubaconfig: config is empty");
    }

    @Test
    void write_clusterRuns_isRefusedAndTheOldConfigStays() throws Exception {
        write(GOOD);
        try (Coordinator coordinator = connect();
                var server = new ServerMembership(coordinator, SHOP, new Node("127.0.0.1", 9199))) {
            server.lockConfig();
            server.join();

            Outcome outcome = write("{\"method\": \"PA\", \"converter\": {}}");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.err()).startsWith("jubaconfig: any user is using config?");
        }
        assertThat(run("-c", "read", "-t", "classifier", "-n", "shop").out()).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-c read -n shop | can't excute read without type and name specified",
                "-c read -n shop | type:  name: shop",
                "-c delete -t classifier | can't excute delete without type and name specified",
                "-c Read | unknown cmd: Read",
                "-t classifier | need option: --cmd",
                "-c list --version | undefined option: --version",
                "-c list more | unexpected argument: more",
                "-c read -t classifier -n a/b | must not contain \"/\""
            },
            quoteCharacter = '`')
    void run_wrongUsage_isASentenceOnStandardError(String line, String sentence) {
        Outcome outcome = run(line.split(" "));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(sentence);
    }

    @Test
    void run_noZooKeeperGiven_saysHowTo() {
        Outcome outcome = run(new String[] {"-c", "unknown"}, Map.of("ZK", ""));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("can't get ZK location: set 'ZK' environment or specify '-z <somezkaddrs>'\n");
    }

    @Test
    void run_garbledZooKeeper_isASentence() {
        Outcome outcome = run(new String[] {"-c", "list", "-z", "localhost:port"}, Map.of());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("jubaconfig: failed to initialize zk: localhost:port: ")
                .hasLineCount(1);
    }

    @Test
    void help_isPrintedOnStandardOutputWithForce() {
        Outcome outcome = run("--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("usage: jubaconfig --cmd=string [options] ... \n")
                .contains("--force");
        assertThat(outcome.err()).isEmpty();
    }

    private Outcome write(String config) throws IOException {
        return run("-c", "write", "-t", "classifier", "-n", "shop", "-f", file(config));
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("config.json"), text).toString();
    }

    private Coordinator connect() {
        return Coordinator.connect(zooKeeper.getConnectString(), Duration.ofSeconds(10));
    }

    private Outcome run(String... arguments) {
        var all = new ArrayList<>(List.of("-z", zooKeeper.getConnectString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new), Map.of());
    }

    private static Outcome run(String[] arguments, Map<String, String> environment) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Main.run(arguments, environment, console);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
