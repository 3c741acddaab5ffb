package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jubatus.common.cli.BoundOptions;
import jubatus.common.protection.Protection;
import jubatus.common.visor.ServerArgv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes under supervision, without ZooKeeper: the test says who is a member. */
@Timeout(60)
class ChildrenIT {
    /** An address of this test alone, so that its ports are free. */
    private static final String ADDRESS = "127.42.0.1";

    private static final int PORT = 29198;
    private static final Pattern PID = Pattern.compile("pid (\\d+) ");

    /** Whether servers that listen are members. */
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path folder;

    private ReadinessWatch watch;
    private Children children;

    @BeforeEach
    void begin() throws IOException {
        supervise(Duration.ofSeconds(20), new RestartPolicy(millis(10), millis(40), Duration.ofHours(1), 3));
    }

    @AfterEach
    void end() {
        children.close();
        watch.close();
    }

    private void supervise(Duration serving, RestartPolicy restarts) throws IOException {
        var options = new VisorOptions(
                ADDRESS,
                PORT,
                "none",
                folder,
                Optional.empty(),
                false,
                Optional.empty(),
                Keeping.NOTHING,
                new BoundOptions.Values(1, 1_000, 0, 0),
                Protection.NONE);
        watch = new ReadinessWatch(cluster -> strangers.contains(cluster.name()) ? List.of() : nodes());
        var timing = new Children.Timing(serving, Duration.ofSeconds(2), restarts);
        children = new Children(new Launches(options, FakeServer.install(folder)), watch, timing);
    }

    @Test
    void shouldPassOnExactlyTheOptionsOfTheOriginalAndTheAddress() throws IOException {
        var argv = new ServerArgv("", 11, 12, 13, 4, "/data", "/logs", "/log.xml", 7, 77, "skip_mixer");
        children.start(Target.of("jubaclassifier/shogun"), 1, argv);
        assertThat(output(29199))
                .contains(
                        "arguments [-z, none, -n, shogun, -p, 29199, -B, , -b, 127.42.0.1, -c, 4, -t, 11, -Z, 12, -I, 13,"
                                + " -d, /data, -l, /logs, -g, /log.xml, -s, 7, -i, 77, -x, skip_mixer]");
    }

    @Test
    void shouldServeOnTheLowestFreePortsAndOnTheSameAgain() throws IOException {
        try (var proxy = new ServerSocket(29199, 1, InetAddress.getByName(ADDRESS))) {
            assertThat(proxy.isBound()).isTrue();
            start("shogun", 2);
            assertThat(listening()).containsExactly(29199, 29200, 29201);
            assertThat(children.stop("shogun")).isZero();
            assertThat(listening()).containsExactly(29199);
            start("shogun", 1);
            assertThat(listening()).containsExactly(29199, 29200);
        }
    }

    @Test
    void shouldTakeTheNumberAsATotal() throws IOException {
        start("shogun", 1);
        long first = pid(29199);
        start("shogun", 2);
        start("shogun", 2);
        assertThat(listening()).containsExactly(29199, 29200);
        assertThat(pid(29199)).isEqualTo(first);
        assertThatThrownBy(() -> start("shogun", 1)).hasMessage("2 shogun already running at this machine.");
        assertThat(listening()).containsExactly(29199, 29200);
    }

    @Test
    void shouldStopAllOfOneNameAndNoOther() throws IOException {
        start("shogun", 1);
        start("ninja", 1);
        assertThat(children.stop("shogun")).isZero();
        assertThat(listening()).containsExactly(29200);
        assertThat(children.stop("shogun")).isZero();
    }

    @Test
    void shouldStartNothingWhenThePortsDoNotSuffice() throws IOException {
        start("ninja", 1);
        assertThatThrownBy(() -> start("shogun", 16))
                .hasMessage("cannot spawn more than 16 processes. currently remaining 15 while 16 requested.");
        assertThatThrownBy(() -> start("shogun", 0xFFFF_FFFFL)).hasMessageContaining("while 4294967295 requested");
        assertThat(listening()).containsExactly(29199);
    }

    @ParameterizedTest
    @CsvSource({
        "jubarecommender/x, jubarecommender is not a server of this suite; jubavisor starts only jubaclassifier",
        "sh/x, sh is not a server of this suite; jubavisor starts only jubaclassifier",
        "../x, .. is not a server of this suite; jubavisor starts only jubaclassifier",
        "a b/x, 'cannot parse a b/x: it must be <server>/<name>, neither empty, without a blank'",
    })
    void shouldRefuseWhateverIsNoServerOfTheSuite(String target, String sentence) {
        assertThatThrownBy(() -> children.start(Target.of(target), 1, ServerArgv.BLANK))
                .hasMessage(sentence);
    }

    @Test
    void shouldRefuseAnotherProgramWhereEnoughServersRunAlready() throws IOException {
        start("ninja", 1);
        assertThatThrownBy(() -> children.start(Target.of("jubaclasifier/ninja"), 1, ServerArgv.BLANK))
                .hasMessage("jubaclasifier is not a server of this suite; jubavisor starts only jubaclassifier");
    }

    @ParameterizedTest
    @CsvSource({"jubaclassifier/..", "jubaclassifier/a/b", "jubaclassifier/a\u0001b"})
    void shouldRefuseANameThatCannotBeAClusters(String target) {
        assertThatThrownBy(() -> children.start(Target.of(target), 1, ServerArgv.BLANK))
                .hasMessageContaining("must not");
        assertThat(listening()).isEmpty();
    }

    @Test
    void shouldSayWhyAServerDidNotStartAndNotTryAgain() {
        assertThatThrownBy(() -> start("fails", 1))
                .hasMessage("jubaclassifier with port 29199 ended with status 3 before it served");
        assertThat(output(29199)).endsWith("config does not exist: fails\n").containsOnlyOnce("arguments");
        assertThatThrownBy(() -> start("fails", 0x10000)).hasMessageContaining("remaining 16 while 65536 requested");
    }

    @Test
    void shouldAnswerInTimeAndKeepAServerThatIsSlow() throws IOException {
        end();
        supervise(millis(1500), RestartPolicy.DEFAULT);
        strangers.add("shogun");
        assertThatThrownBy(() -> start("shogun", 1))
                .hasMessageStartingWith("jubaclassifier with port 29199 does not serve within 1500 ms: ")
                .hasMessageEndingWith("; it is left to go on, and another start waits for it again");
        strangers.clear();
        start("shogun", 1);
        assertThat(output(29199)).containsOnlyOnce("arguments");
    }

    @Test
    void shouldStopAServerThatNeverServed() throws IOException {
        end();
        supervise(millis(100), RestartPolicy.DEFAULT);
        assertThatThrownBy(() -> start("mute", 1)).hasMessageContaining("it does not listen on 127.42.0.1:29199");
        assertThat(children.stop("mute")).isZero();
    }

    @Test
    void shouldStartAgainOnTheSamePortWhenAServerIsKilled() throws IOException {
        start("shogun", 1);
        long first = pid(29199);
        assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();
        await().until(() -> pid(29199) != first && listening().contains(29199));
        start("shogun", 1);
        assertThat(output(29199).split("arguments", -1)).hasSize(3);
    }

    @Test
    void shouldGiveUpAfterQuickDeathsInARowAndGiveThePortBack() throws IOException {
        start("shogun", 1);
        for (int life = 1; life <= 4; life++) {
            int lives = life;
            await().until(() ->
                    listening().contains(29199) && output(29199).split("listening", -1).length == lives + 1);
            start("shogun", 1);
            FakeServer.end(ADDRESS, 29199, 7);
        }
        await().until(() -> listening().isEmpty() && children.stop("shogun") == 0);
        assertThat(output(29199).split("arguments", -1)).hasSize(5);
        start("shogun", 1);
        assertThat(listening()).containsExactly(29199);
    }

    @ParameterizedTest
    @CsvSource({"0", "143"})
    void shouldLetAServerGoThatSomebodyElseTold(int status) throws IOException {
        start("shogun", 1);
        FakeServer.end(ADDRESS, 29199, status);
        await().until(() -> listening().isEmpty());
        start("ninja", 1);
        assertThat(listening()).containsExactly(29199);
        assertThat(output(29199)).containsOnlyOnce("shogun,");
    }

    @Test
    void shouldRestartOneServerOnItsPortAndNoOther() throws IOException {
        start("shogun", 2);
        long first = pid(29199);
        long second = pid(29200);

        children.restart("shogun", ADDRESS + "_29200", Duration.ofSeconds(20));

        assertThat(pid(29199)).isEqualTo(first);
        assertThat(pid(29200)).isNotEqualTo(second);
        assertThat(listening()).containsExactly(29199, 29200);
        assertThat(children.nodes("shogun")).containsExactly(ADDRESS + "_29199", ADDRESS + "_29200");
        assertThat(children.nodes("ninja")).isEmpty();
    }

    @Test
    void shouldRestartAServerThatIgnoresSigterm() throws IOException {
        start("deaf", 1);
        long first = pid(29199);

        children.restart("deaf", ADDRESS + "_29199", Duration.ofSeconds(20));

        assertThat(pid(29199)).isNotEqualTo(first);
    }

    @Test
    void shouldRefuseToRestartAServerOfSomebodyElse() throws IOException {
        start("shogun", 1);

        assertThatThrownBy(() -> children.restart("shogun", ADDRESS + "_29200", Duration.ZERO))
                .hasMessage("this jubavisor runs no server 127.42.0.1_29200 of the cluster shogun");
        assertThatThrownBy(() -> children.restart("ninja", ADDRESS + "_29199", Duration.ZERO))
                .hasMessage("this jubavisor runs no server 127.42.0.1_29199 of the cluster ninja");
    }

    @Test
    void shouldKillAServerThatIgnoresSigterm() throws IOException {
        start("deaf", 1);
        assertThat(children.stop("deaf")).isZero();
        assertThat(listening()).isEmpty();
    }

    @Test
    void shouldEndAllServersWhenItCloses() throws IOException {
        start("shogun", 1);
        start("ninja", 1);
        children.close();
        assertThat(listening()).isEmpty();
        assertThatThrownBy(() -> start("shogun", 1)).hasMessage("this jubavisor has stopped");
        begin();
    }

    private void start(String name, long total) {
        children.start(Target.of("jubaclassifier/" + name), total, ServerArgv.BLANK);
    }

    private static List<String> nodes() {
        return IntStream.rangeClosed(PORT + 1, PORT + PortPool.SIZE)
                .mapToObj(port -> ADDRESS + "_" + port)
                .toList();
    }

    private static List<Integer> listening() {
        List<Integer> free = new PortPool(PORT).free(ADDRESS);
        return IntStream.rangeClosed(PORT + 1, PORT + PortPool.SIZE)
                .boxed()
                .filter(port -> !free.contains(port))
                .toList();
    }

    private String output(int port) {
        try {
            return Files.readString(folder.resolve("jubaclassifier_" + ADDRESS + "_" + port + ".log"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Of the latest life. */
    private long pid(int port) {
        return PID.matcher(output(port))
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
