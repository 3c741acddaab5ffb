package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import jubatus.common.cli.Console;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real ZooKeeper and nodes that note what they are asked. */
@Timeout(60)
class CtlIT {
    private static final String VISORS = "/jubatus/supervisors/";
    private static final String NODES = "/jubatus/actors/classifier/shogun/nodes/";

    private static TestingServer zooKeeper;
    private static Coordinator coordinator;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void startZooKeeper() throws Exception {
        zooKeeper = new TestingServer();
        coordinator = Coordinator.connect(zooKeeper.getConnectString(), Duration.ofSeconds(10));
        coordinator.ensure("/jubatus");
        coordinator.ensure("/jubatus/supervisors");
        coordinator.ensure("/jubatus/actors");
        coordinator.ensure("/jubatus/actors/classifier");
    }

    @AfterAll
    static void stopZooKeeper() throws Exception {
        coordinator.close();
        zooKeeper.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void start_threeVisors_printsTheLinesOfTheWalkthrough() {
        var first = visor("127.45.0.11");
        var second = visor("127.45.0.12");
        var third = visor("127.45.0.13");

        int status = run("start");

        assertThat(out()).isEqualTo("""
                 sending start / jubaclassifier/shogun to NODE1...ok.
                 sending start / jubaclassifier/shogun to NODE2...ok.
                 sending start / jubaclassifier/shogun to NODE3...ok.
                """.replace("NODE1", first.node())
                .replace("NODE2", second.node())
                .replace("NODE3", third.node()));
        assertThat(err()).isEmpty();
        assertThat(status).isZero();
        assertThat(first.calls()).containsExactly("start jubaclassifier/shogun 1 linear_mixer");
        assertThat(coordinator.exists(NODES.substring(0, NODES.length() - 1))).isTrue();
    }

    @Test
    void start_fewerServersThanVisors_asksTheOthersForNone() {
        var first = visor("127.45.0.11");
        var second = visor("127.45.0.12");

        assertThat(run("start", "-N", "1", "-X", "skip_mixer")).isZero();

        assertThat(first.calls()).containsExactly("start jubaclassifier/shogun 1 skip_mixer");
        assertThat(second.calls()).containsExactly("start jubaclassifier/shogun 0 skip_mixer");
    }

    @Test
    void stop_visorThatRefusesAndVisorThatIsDead_asksTheThirdAndFails() throws Exception {
        var refusing = visor("127.45.0.11");
        refusing.answerWith(-2);
        var dead = visor("127.45.0.12");
        dead.close();
        var third = visor("127.45.0.13");

        int status = run("stop");

        assertThat(out()).isEqualTo("""
                 sending stop / jubaclassifier/shogun to NODE1...failed.
                 sending stop / jubaclassifier/shogun to NODE2...failed.
                 sending stop / jubaclassifier/shogun to NODE3...ok.
                """.replace("NODE1", refusing.node())
                .replace("NODE2", dead.node())
                .replace("NODE3", third.node()));
        assertThat(err().lines())
                .hasSize(2)
                .first()
                .isEqualTo("jubactl: can't do 'stop jubaclassifier/shogun' in "
                        + refusing.node().replace("_", " ") + ": it answered -2; the log of that jubavisor says why");
        assertThat(err())
                .contains("in " + dead.node().replace("_", " ") + ": stop at ")
                .contains("Connection refused");
        assertThat(status).isEqualTo(1);
        assertThat(third.calls()).containsExactly("stop jubaclassifier/shogun 1");
    }

    @Test
    void stop_nodeWithANameThatIsNone_isReportedAndTheOthersAreAsked() {
        register(VISORS + "garbage");
        var visor = visor("127.45.0.11");

        assertThat(run("stop")).isEqualTo(1);

        assertThat(err())
                .contains("jubactl: can't do 'stop jubaclassifier/shogun' in garbage: \"garbage\" is not the name");
        assertThat(visor.calls()).hasSize(1);
    }

    @Test
    void start_noVisor_saysSoAndFails() {
        assertThat(run("start")).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err())
                .isEqualTo("jubactl: no server to start jubaclassifier/shogun: no jubavisor is registered in"
                        + " /jubatus/supervisors\n");
    }

    @Test
    void start_json_isOneObject() throws Exception {
        var well = visor("127.45.0.11");
        var refusing = visor("127.45.0.12");
        refusing.answerWith(-1);

        assertThat(run("start", "--format", "json")).isEqualTo(1);

        assertThat(out())
                .isEqualTo("{\"command\":\"start\",\"ok\":false,\"results\":[{\"node\":\"" + well.node()
                        + "\",\"ok\":true},{\"node\":\"" + refusing.node() + "\",\"ok\":false,"
                        + "\"error\":\"it answered -1; the log of that jubavisor says why\"}]}\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void save_twoServers_asksEachItselfForTheId() {
        var first = server("127.45.0.11");
        var second = server("127.45.0.12");

        int status = run("save", "-i", "m1");

        assertThat(out()).isEqualTo("""
                 sending save / shogun to NODE1...ok.
                 sending save / shogun to NODE2...ok.
                """.replace("NODE1", first.node()).replace("NODE2", second.node()));
        assertThat(status).isZero();
        assertThat(first.calls()).containsExactly("save shogun m1");
        assertThat(second.calls()).containsExactly("save shogun m1");
    }

    @Test
    void load_serverThatRefuses_isReportedWithItsReason() {
        var refusing = server("127.45.0.11");
        refusing.refuse("cannot open input file");
        var second = server("127.45.0.12");

        assertThat(run("load")).isEqualTo(1);

        assertThat(out())
                .contains("to " + refusing.node() + "...failed.\n")
                .contains("to " + second.node() + "...ok.\n");
        assertThat(err())
                .startsWith("jubactl: can't do 'load shogun' in 127.45.0.11 ")
                .endsWith(" failed: cannot open input file (--id shogun)\n");
        assertThat(second.calls()).containsExactly("load shogun shogun");
    }

    @Test
    void save_noServer_saysSoAndFails() {
        assertThat(run("save")).isEqualTo(1);
        assertThat(err())
                .isEqualTo("jubactl: no server to save shogun: none is registered in"
                        + " /jubatus/actors/classifier/shogun/nodes\n");
    }

    @Test
    void status_everybodyThere_isTheListOfTheWalkthrough() {
        register("/jubatus/jubaproxies/classifier/127.45.0.11_9199");
        register(VISORS + "127.45.0.11_9198");
        register(NODES + "127.45.0.12_9200");
        register(NODES + "127.45.0.11_9200");

        assertThat(run("status")).isZero();

        assertThat(out()).isEqualTo("""
                active jubaclassifier_proxy members:
                 127.45.0.11_9199
                active jubavisor members:
                 127.45.0.11_9198
                active shogun members:
                 127.45.0.11_9200
                 127.45.0.12_9200
                """);
    }

    @Test
    void status_nobodyThere_hasEmptyBlocks() {
        assertThat(run("status")).isZero();
        assertThat(out()).isEqualTo("""
                active jubaclassifier_proxy members:
                active jubavisor members:
                active shogun members:
                """);
    }

    @Test
    void mix_firstServerRefuses_asksTheNextAndIsWell() {
        var refusing = active("127.45.0.11");
        refusing.answerWith(1);
        var second = active("127.45.0.12");

        assertThat(run("mix")).isZero();

        assertThat(out()).isEqualTo("""
                 sending mix / shogun to NODE1...failed.
                 sending mix / shogun to NODE2...ok.
                """.replace("NODE1", refusing.node()).replace("NODE2", second.node()));
        assertThat(second.calls()).containsExactly("do_mix shogun");
        out.reset();
        assertThat(run("mix", "-f", "json")).isZero();
        assertThat(out()).startsWith("{\"command\":\"mix\",\"ok\":true,\"results\":[{\"node\":\"");
    }

    @Test
    void mix_nobodyActive_saysSoAndFails() {
        server("127.45.0.11");
        assertThat(run("mix")).isEqualTo(1);
        assertThat(err())
                .contains("no server to mix shogun: none is registered in /jubatus/actors/classifier/shogun/actives");
    }

    @Test
    void labels_inAPipe_areALineForEachLabelOfEachServer() throws Exception {
        var first = server("127.45.0.11");
        var second = server("127.45.0.12");
        second.answerWith(1);
        var dead = server("127.45.0.13");
        dead.close();

        assertThat(run("labels")).isEqualTo(1);

        assertThat(out()).isEqualTo("""
                NODE1\t2\ta
                NODE1\t15\t徳川
                NODE2\t2\ta
                NODE2\t16\t徳川
                """.replace("NODE1", first.node()).replace("NODE2", second.node()));
        assertThat(err()).startsWith("jubactl: " + dead.node() + ": ").contains("Connection refused");
        out.reset();
        assertThat(run("labels", "-f", "json")).isEqualTo(1);
        assertThat(out())
                .startsWith("{\"command\":\"labels\",\"ok\":false,\"results\":[{\"node\":\"" + first.node()
                        + "\",\"ok\":true,\"labels\":{\"a\":2,\"徳川\":15}}");
    }

    @Test
    void watch_twoLooks_showsWhoIsActiveFetchingAndGone() throws Exception {
        var active = active("127.45.0.11");
        var fetching = server("127.45.0.12");
        var gone = server("127.45.0.13");
        gone.close();

        assertThat(run("watch", "--times", "2", "--every", "1")).isEqualTo(1);

        assertThat(out().lines()).hasSize(8);
        assertThat(out().lines().skip(4))
                .first()
                .asString()
                .matches(
                        "server +state +updates +updates/s +labels +features +unmixed +version +resident MB +uptime s");
        assertThat(out().lines().skip(5).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        active.node() + " active 100 0 3 - - - 51 -",
                        fetching.node() + " fetching 100 0 3 - - - 51 -",
                        gone.node() + " gone - - - - - - - -");
    }

    @Test
    void watch_json_isAnObjectALook() {
        var active = active("127.45.0.11");

        assertThat(run("watch", "--times", "1", "-f", "json")).isZero();

        assertThat(out())
                .isEqualTo(
                        "{\"command\":\"watch\",\"results\":[{\"node\":\"" + active.node()
                                + "\",\"state\":\"active\",\"status\":"
                                + "{\"RSS\":\"50000\",\"mixer\":\"linear_mixer\",\"num_classes\":\"3\",\"update_count\":\"100\"}}]}\n");
    }

    @Test
    void drain_oneServer_asksThatOneAlone() {
        var one = active("127.45.0.11");
        var other = active("127.45.0.12");

        int status = run("drain", other.node(), "--force");

        assertThat(out()).isEqualTo(" sending drain / shogun to " + other.node() + "...ok.\n");
        assertThat(status).isZero();
        assertThat(one.calls()).isEmpty();
        assertThat(other.calls()).containsExactly("drain shogun true");
        assertThat(run("undrain", other.node())).isZero();
        assertThat(other.calls()).endsWith("undrain shogun");
    }

    @Test
    void drain_noSuchServer_namesThoseThatThereAre() {
        var server = active("127.45.0.11");

        assertThat(run("drain", "127.45.0.9_9199")).isEqualTo(1);

        assertThat(err())
                .isEqualTo("jubactl: there is no server 127.45.0.9_9199 in " + NODES.substring(0, NODES.length() - 1)
                        + "; there are " + server.node() + "\n");
    }

    @Test
    void restart_ofTwoVisors_drainsAndRestartsOneServerAfterTheOther() {
        var first = active("127.45.0.11");
        var second = active("127.45.0.12");
        var visorOfFirst = visor("127.45.0.21");
        visorOfFirst.runs(first);
        var visorOfSecond = visor("127.45.0.22");
        visorOfSecond.runs(second);

        assertThat(run("restart")).isZero();

        assertThat(out())
                .isEqualTo(" sending restart / shogun to " + first.node() + "...ok.\n" + " sending restart / shogun to "
                        + second.node() + "...ok.\n");
        assertThat(first.calls()).containsExactly("drain shogun false");
        assertThat(visorOfFirst.calls()).containsExactly("restart_server shogun " + first.node());
        assertThat(visorOfSecond.calls()).containsExactly("restart_server shogun " + second.node());
    }

    @Test
    void restart_serverWithoutAVisor_touchesNone() {
        var supervised = active("127.45.0.11");
        var byHand = active("127.45.0.12");
        var visor = visor("127.45.0.21");
        visor.runs(supervised);

        assertThat(run("restart")).isEqualTo(1);

        assertThat(err())
                .isEqualTo("jubactl: no jubavisor runs " + byHand.node() + ", so that nothing was restarted; "
                        + "whoever started a server by hand drains it, stops it and starts it again\n");
        assertThat(supervised.calls()).isEmpty();
        assertThat(visor.calls()).isEmpty();
    }

    @Test
    void restart_serverThatDoesNotComeBack_endsThereAndSaysWhatIsLeft() {
        var first = active("127.45.0.11");
        var second = active("127.45.0.12");
        var visor = visor("127.45.0.21");
        visor.runs(first, second);
        visor.refuse("it ended with status 3");

        assertThat(run("restart", "--format", "json")).isEqualTo(1);

        assertThat(out())
                .isEqualTo("{\"command\":\"restart\",\"ok\":false,\"results\":[{\"node\":\"" + first.node()
                        + "\",\"ok\":false,\"error\":\"the jubavisor " + visor.node()
                        + " did not restart it: restart_server at "
                        + visor.node().replace('_', ':')
                        + " failed: it ended with status 3; it is in use; the logs of both say more; "
                        + "not restarted: " + second.node() + "\"}]}\n");
        assertThat(first.calls()).containsExactly("drain shogun false", "undrain shogun");
        assertThat(second.calls()).isEmpty();
    }

    @Test
    void backup_serverThatCannotHandItsModelOut_leavesNoBackup(@TempDir Path folder) {
        var server = active("127.45.0.11");
        Path backup = folder.resolve("b");

        assertThat(run("backup", backup.toString())).isEqualTo(1);

        assertThat(out()).isEmpty();
        assertThat(err())
                .startsWith("jubactl: cannot back up " + server.node() + ": ")
                .endsWith("; " + backup + " holds no backup\n");
        assertThat(server.calls()).containsExactly("do_mix shogun");
        assertThat(backup).isEmptyDirectory();
    }

    @Test
    void backup_clusterWithoutServers_isAnErrorInJsonToo(@TempDir Path folder) {
        assertThat(run("backup", folder.toString(), "--format", "json")).isEqualTo(1);

        assertThat(out())
                .isEqualTo("{\"command\":\"backup\",\"ok\":false,\"error\":\"no server of shogun to back up: "
                        + "none is registered in " + NODES.substring(0, NODES.length() - 1) + "; " + folder
                        + " holds no backup\",\"warnings\":[],\"results\":[]}\n");
    }

    private NotingNode active(String address) {
        NotingNode node = server(address);
        register("/jubatus/actors/classifier/shogun/actives/" + node.node());
        return node;
    }

    private NotingNode visor(String address) {
        return node(address, VISORS, NotingNode::visor);
    }

    private NotingNode server(String address) {
        return node(address, NODES, NotingNode::server);
    }

    private NotingNode node(String address, String folder, BiFunction<NotingNode, String, NotingNode> kind) {
        var node = kind.apply(new NotingNode(), address);
        opened.add(node);
        register(folder + node.node());
        return node;
    }

    private void register(String path) {
        opened.add(EphemeralNode.create(coordinator, path));
    }

    private int run(String command, String... more) {
        var arguments = new ArrayList<>(List.of("-c", command, "-s", "jubaclassifier", "-n", "shogun"));
        arguments.addAll(List.of("-t", "classifier"));
        arguments.addAll(List.of(more));
        var console = new Console(stream(out), stream(err));
        return Main.run(arguments.toArray(String[]::new), Map.of("ZK", zooKeeper.getConnectString()), console);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
