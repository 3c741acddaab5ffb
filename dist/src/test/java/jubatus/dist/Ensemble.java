package jubatus.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jubatus.dist.Processes.Running;

/** Three ZooKeeper servers on this machine, one of which leads. */
final class Ensemble implements AutoCloseable {
    private static final int SERVERS = 3;

    private final Processes processes;
    private final List<Integer> clientPorts;
    private final List<Running> servers = new ArrayList<>();

    private Ensemble(Processes processes, List<Integer> clientPorts) {
        this.processes = processes;
        this.clientPorts = clientPorts;
    }

    /** They have chosen a leader when it returns. */
    static Ensemble start(Suite suite, Path folder) throws IOException {
        var ensemble = new Ensemble(new Processes(suite, folder), ports());
        List<Integer> quorumPorts = ports();
        List<Integer> electionPorts = ports();
        String members = IntStream.range(0, SERVERS)
                .mapToObj(i -> "server." + i + "=127.0.0.1:" + quorumPorts.get(i) + ":" + electionPorts.get(i))
                .collect(Collectors.joining("\n", "", "\n"));
        for (int i = 0; i < SERVERS; i++) {
            ensemble.startServer(i, members);
        }
        ensemble.awaitLeader();
        return ensemble;
    }

    private static List<Integer> ports() throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            ports.add(ServerProcessIT.freePort());
        }
        return List.copyOf(ports);
    }

    private void startServer(int server, String members) throws IOException {
        Path data = Files.createDirectory(processes.folder().resolve("ensemble" + server));
        Files.writeString(data.resolve("myid"), Integer.toString(server));
        String settings = "tickTime=500\ninitLimit=20\nsyncLimit=10\nmaxClientCnxns=0\n"
                + "clientPortAddress=127.0.0.1\nclientPort=" + clientPorts.get(server) + "\ndataDir=" + data + "\n"
                + members;
        Path file = Files.writeString(data.resolve("zoo.cfg"), settings);
        // It says that it listens only when there is a leader, for which the next ones are needed.
        servers.add(processes.serve("zookeeper" + server, "", "jubatus-zookeeper", "--config=" + file));
    }

    String hosts() {
        return clientPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** Ends the one that leads as a power cut does. */
    void killLeader() throws Exception {
        int leader = leader().orElseThrow(() -> new AssertionError("no server of " + hosts() + " leads"));
        processes.kill(servers.get(leader));
    }

    void awaitLeader() {
        await().atMost(Duration.ofSeconds(60)).until(() -> leader().isPresent());
    }

    private OptionalInt leader() {
        return IntStream.range(0, SERVERS)
                .filter(server -> isLeader(clientPorts.get(server)))
                .findFirst();
    }

    private static boolean isLeader(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.contains("Mode: leader");
        } catch (IOException e) {
            return false; // It is dead.
        }
    }

    @Override
    public void close() {
        processes.close();
    }
}
