package jubatus.examples.accuracy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jubatus.common.client.ClassifierClient;
import jubatus.core.JubatusException;

/** A classifier server on a free port of this machine, started by its launcher; {@link #close} ends it. */
final class RunningServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final int port;

    private RunningServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Comes back when the server answers. Its config, its log and its models lie in {@code folder}. */
    static RunningServer start(Path launcher, String config, Path folder) throws IOException, InterruptedException {
        Path configFile = Files.writeString(folder.resolve("config.json"), config);
        Path log = folder.resolve("server.log");
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(launcher.toString(), "-f", configFile.toString());
        command.command().addAll(List.of("-b", "127.0.0.1", "-p", Integer.toString(port)));
        command.command().addAll(List.of("-d", folder.toString(), "-t", "0"));
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        RunningServer server = new RunningServer(process, log, port);
        try {
            server.awaitAnswer();
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    ClassifierClient connect() {
        return ClassifierClient.connect("127.0.0.1", port, "");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("the server did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean answers() {
        try (ClassifierClient client = connect()) {
            client.getLabels();
            return true;
        } catch (JubatusException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
