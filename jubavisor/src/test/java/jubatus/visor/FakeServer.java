package jubatus.visor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;

/**
 * Stands in for jubaclassifier: prints its arguments, listens, becomes a member, and ends with the status that somebody sends to its port
 * as one byte. The name of its cluster tells how else it behaves: {@code fails} ends at once, {@code mute} never listens, {@code deaf}
 * ignores SIGTERM. Takes part in no cluster if ZooKeeper is {@code none}.
 */
final class FakeServer {
    private static final String SCRIPT = """
            #!/bin/sh
            case "$*" in *deaf*) trap '' TERM; ignore=-Xrs ;; esac
            exec '%s' $ignore -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Djubatus.home='%s' -cp '%s' %s "$@"
            """;

    private FakeServer() {}

    /** Puts it, under the name of the real one, into the {@code bin} of {@code home}. */
    static ServerPrograms install(Path home) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path script = Files.writeString(
                bin.resolve(ServerPrograms.CLASSIFIER),
                SCRIPT.formatted(java, home, System.getProperty("java.class.path"), FakeServer.class.getName()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ServerPrograms(bin);
    }

    /** Kills all processes, visors too, that belong to {@code home}. */
    static void killAll(Path home) {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("-Djubatus.home=" + home + " "))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Lets the one that listens there end with a status. */
    static void end(String address, int port, int status) throws IOException {
        try (var socket = new Socket(address, port)) {
            socket.getOutputStream().write(status);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> options = List.of(arguments);
        System.out.println("pid " + ProcessHandle.current().pid() + " arguments " + options);
        String name = options.get(options.indexOf("-n") + 1);
        switch (name) {
            case "fails" -> {
                System.err.println("config does not exist: " + name);
                System.exit(3);
            }
            case "mute" -> Thread.sleep(Duration.ofHours(1).toMillis());
            default -> serve(name, options);
        }
    }

    private static void serve(String name, List<String> options) throws IOException {
        String address = options.get(options.indexOf("-b") + 1);
        int port = Integer.parseInt(options.get(options.indexOf("-p") + 1));
        try (var listener = new ServerSocket(port, 16, InetAddress.getByName(address))) {
            String zookeeper = options.get(options.indexOf("-z") + 1);
            if (!zookeeper.equals("none")) {
                join(zookeeper, new ClusterName("classifier", name), new Node(address, port));
            }
            System.out.println("listening");
            while (true) {
                try (var socket = listener.accept()) {
                    int status = socket.getInputStream().read();
                    if (status >= 0) {
                        System.exit(status);
                    }
                }
            }
        }
    }

    /** Until the process ends in order; the node then goes at once. */
    private static void join(String zookeeper, ClusterName cluster, Node node) {
        var coordinator = Coordinator.connect(zookeeper, Duration.ofSeconds(10));
        var member = EphemeralNode.create(coordinator, cluster.nodes() + "/" + node);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            member.close();
            coordinator.close();
        }));
    }
}
