package jubatus.benchmark.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jubatus.benchmark.load.Control;

/** Starts servers and clusters of a suite, and comes back when they serve. Safe for concurrent use. */
public final class Launcher {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String NAME = "bench";
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int PORTS_TO_TRY = 5;

    private final Suite suite;
    private final Processes processes;

    public Launcher(Suite suite, Processes processes) {
        this.suite = suite;
        this.processes = processes;
    }

    /** A command with the port that it will listen on. */
    private interface Command {
        List<String> with(int port) throws IOException;
    }

    /** A server of its own. */
    public Deployment standalone(String config) throws IOException {
        String file = processes.newFile("config.json", config).toString();
        ServerProcess server = serve(Sign.ANSWERS, port -> server(port, "--configpath=" + file));
        return new Deployment(processes, server, List.of(server), List.of(server), "");
    }

    /** A cluster of ZooKeeper, servers with these options, and a proxy, which is the entrance; all servers are active. */
    public Deployment cluster(String config, int servers, String... options) throws IOException, InterruptedException {
        List<ServerProcess> all = new ArrayList<>();
        try {
            String zooKeeper = startZooKeeper(config, all);
            List<String> serverOptions = new ArrayList<>(List.of(options));
            serverOptions.addAll(List.of(zooKeeper, "--name=" + NAME));
            for (int i = 0; i < servers; i++) {
                all.add(serve(Sign.ANSWERS, port -> server(port, serverOptions.toArray(String[]::new))));
            }
            ServerProcess proxy = serve(
                    Sign.LISTENS,
                    port -> command(
                            "jubaclassifier_proxy",
                            "--rpc-port=" + port,
                            "--listen_addr=" + LOOPBACK,
                            "--timeout=0",
                            zooKeeper));
            all.add(proxy);
            awaitActives(proxy, servers);
            return new Deployment(processes, proxy, all.subList(1, 1 + servers), all, NAME);
        } catch (IOException | RuntimeException | InterruptedException e) {
            processes.end(all);
            throw e;
        }
    }

    /** Starts one that has the config; returns the option that names it. */
    private String startZooKeeper(String config, List<ServerProcess> all) throws IOException, InterruptedException {
        String data = processes.newFolder("data").toString();
        ServerProcess zooKeeper =
                serve(Sign.LISTENS, port -> command("jubatus-zookeeper", "--port=" + port, "--data=" + data));
        all.add(zooKeeper);
        String option = "--zookeeper=" + LOOPBACK + ":" + zooKeeper.port();
        String file = processes.newFile("config.json", config).toString();
        processes.run(
                command("jubaconfig", "--cmd=write", "--file=" + file, "--name=" + NAME, "--type=classifier", option)
                        .toArray(String[]::new));
        return option;
    }

    private List<String> server(int port, String... options) throws IOException {
        List<String> command = new ArrayList<>(command(
                "jubaclassifier",
                "--rpc-port=" + port,
                "--listen_addr=" + LOOPBACK,
                "--timeout=0",
                "--datadir=" + processes.newFolder("models")));
        command.addAll(List.of(options));
        return command;
    }

    private List<String> command(String program, String... options) {
        List<String> command = new ArrayList<>(List.of(suite.program(program)));
        command.addAll(List.of(options));
        return command;
    }

    /** Starts a server on a free port. It may be taken by another program before the server has it; then another one is tried. */
    private ServerProcess serve(Sign sign, Command command) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = Processes.freePort();
            ServerProcess server = processes.start(port, command.with(port).toArray(String[]::new));
            boolean serves = false;
            try {
                serves = sign.await(server, NAME);
            } finally {
                if (!serves) {
                    processes.end(List.of(server));
                }
            }
            if (serves) {
                return server;
            }
            String output = server.output().strip();
            boolean taken = output.contains("using port") || output.contains("in use");
            if (!taken || attempt == PORTS_TO_TRY) {
                throw new IOException(suite.home() + ": a program ended before it served, and printed: " + output);
            }
        }
    }

    /** The proxy asks active servers only, so it knows when all are. */
    private static void awaitActives(ServerProcess proxy, int count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            try (Control control = Control.connect(proxy.port(), NAME, Duration.ofSeconds(10))) {
                if (control.status().size() == count) {
                    return;
                }
            } catch (IOException e) {
                // No server is active yet, and the proxy says so.
            }
            Thread.sleep(100);
        }
        throw new IOException("not all of " + count + " servers are active within 60 s; the proxy printed: "
                + proxy.output().strip());
    }
}
