package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The second part of the walkthrough (クラスタの設定), three machines being three addresses of this one. */
@Timeout(300)
class SupervisedClusterIT {
    private static final List<String> ADDRESSES = List.of("127.0.0.11", "127.0.0.12", "127.0.0.13");
    private static final String ZOOKEEPER =
            ADDRESSES.stream().map(address -> address + ":2181").collect(Collectors.joining(","));

    private final Suite suite = Suite.built();

    /** A word that is in the command line of every process that this test starts. */
    @TempDir
    private Path folder;

    @AfterEach
    void killWhatIsLeft() {
        processes(folder.toString()).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void shouldPlayTheSecondPartOfTheWalkthrough() throws Exception {
        for (int server = 0; server < ADDRESSES.size(); server++) {
            startZooKeeper(server);
        }
        String config = Files.copy(suite.home().resolve("conf/shogun.json"), folder.resolve("shogun.json"))
                .toString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> run("jubaconfig", "-c", "write", "-n", "shogun", "-t", "classifier", "-f", config)
                                .status()
                        == 0);
        for (String address : ADDRESSES) {
            start("jubaclassifier_proxy", "-b", address, "-l", folder.toString());
        }
        String journals = folder.resolve("journals").toString();
        for (String address : ADDRESSES) {
            String logs =
                    Files.createDirectory(folder.resolve("logs of " + address)).toString();
            assertThat(run("jubavisor", "--daemon", "--listen_addr", address, "--logdir", logs, "--journal", journals))
                    .isEqualTo(new Outcome(0, "", ""));
        }

        assertThat(jubactl("start", "--datadir", folder.toString())).isEqualTo(new Outcome(0, """
                 sending start / jubaclassifier/shogun to 127.0.0.11_9198...ok.
                 sending start / jubaclassifier/shogun to 127.0.0.12_9198...ok.
                 sending start / jubaclassifier/shogun to 127.0.0.13_9198...ok.
                """, ""));
        assertThat(jubactl("status")).isEqualTo(new Outcome(0, status(9200), ""));
        assertThat(labelOfWhatWasTrained()).isEqualTo("tokugawa");
        killAllServersAndAwaitWhatTheyKnew();
        assertThat(jubactl("stop")).isEqualTo(new Outcome(0, """
                 sending stop / jubaclassifier/shogun to 127.0.0.11_9198...ok.
                 sending stop / jubaclassifier/shogun to 127.0.0.12_9198...ok.
                 sending stop / jubaclassifier/shogun to 127.0.0.13_9198...ok.
                """, ""));
        assertThat(processes("jubatus.classifier.Main")).isEmpty();
        assertThat(jubactl("status")).isEqualTo(new Outcome(0, status(0), ""));

        processes("jubatus.visor.Main").forEach(ProcessHandle::destroy);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> processes("jubatus.visor.Main").isEmpty());
    }

    /** @param serverPort of the servers, 0 if there are none */
    private static String status(int serverPort) {
        return "active jubaclassifier_proxy members:\n" + nodes(9199) + "active jubavisor members:\n" + nodes(9198)
                + "active shogun members:\n" + (serverPort == 0 ? "" : nodes(serverPort));
    }

    private static String nodes(int port) {
        return ADDRESSES.stream()
                .map(address -> " " + address + "_" + port + "\n")
                .collect(Collectors.joining());
    }

    /** Nobody but their journals knows it then. */
    private void killAllServersAndAwaitWhatTheyKnew() {
        processes("jubatus.classifier.Main").forEach(ProcessHandle::destroyForcibly);
        try (ClassifierClient client = ClassifierClient.connect(ADDRESSES.get(0), 9199, "shogun")) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(JubatusException.class)
                    .until(() -> client.getLabels().equals(Map.of("tokugawa", 1L, "hojo", 1L)));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> jubactl("status").equals(new Outcome(0, status(9200), "")));
        assertThat(folder.resolve("journals/shogun/127.0.0.12_9200/lock")).exists();
    }

    /** Through one of the proxies. */
    private static String labelOfWhatWasTrained() {
        var data = new Datum().addString("name", "家康");
        try (ClassifierClient client = ClassifierClient.connect(ADDRESSES.get(0), 9199, "shogun")) {
            client.train(List.of(new LabeledDatum("tokugawa", data), new LabeledDatum("hojo", text("時政"))));
            return client.classify(List.of(data)).get(0).stream()
                    .max((left, right) -> Double.compare(left.score(), right.score()))
                    .map(EstimateResult::label)
                    .orElseThrow();
        }
    }

    private static Datum text(String text) {
        return new Datum().addString("name", text);
    }

    private void startZooKeeper(int server) throws IOException {
        Path data = Files.createDirectory(folder.resolve("zookeeper" + server));
        Files.writeString(data.resolve("myid"), Integer.toString(server + 1));
        var settings = new StringBuilder("tickTime=500\ninitLimit=20\nsyncLimit=10\nclientPort=2181\n");
        settings.append("clientPortAddress=").append(ADDRESSES.get(server)).append('\n');
        settings.append("dataDir=").append(data).append('\n');
        for (int each = 0; each < ADDRESSES.size(); each++) {
            settings.append("server." + (each + 1) + "=" + ADDRESSES.get(each) + ":2888:3888\n");
        }
        Path file = Files.writeString(data.resolve("zoo.cfg"), settings);
        program("jubatus-zookeeper", List.of("--config", file.toString())).start();
    }

    private Outcome jubactl(String command, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-c", command, "--server=jubaclassifier"));
        arguments.addAll(List.of("--type=classifier", "--name=shogun"));
        arguments.addAll(List.of(more));
        return run("jubactl", arguments.toArray(String[]::new));
    }

    private Outcome run(String name, String... arguments) throws Exception {
        return cluster(name, arguments).run();
    }

    private void start(String name, String... arguments) throws IOException {
        cluster(name, arguments).start();
    }

    private Program cluster(String name, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--zookeeper", ZOOKEEPER));
        all.addAll(List.of(arguments));
        return program(name, all);
    }

    private Program program(String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(suite.program(name).toString()));
        command.addAll(arguments);
        Path output = Files.createTempDirectory(folder, name);
        return new Program(command, Suite.javaHome(Suite.JAVA_HOME), output);
    }

    /** Those of this test whose command line holds a word. */
    private List<ProcessHandle> processes(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> isOfThisTest(process, word))
                .toList();
    }

    /** By the whole command line, of which Java tells only the first 4 KiB. */
    private boolean isOfThisTest(ProcessHandle process, String word) {
        try {
            String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
            return line.contains(word) && line.contains(folder.toString());
        } catch (IOException e) {
            return false; // It has ended meanwhile.
        }
    }
}
