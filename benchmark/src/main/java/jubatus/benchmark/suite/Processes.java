package jubatus.benchmark.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All processes that run for the benchmark. Whatever was started is ended by {@link #close}, by its process id, also when the
 * benchmark itself is told to end meanwhile. Safe for concurrent use; {@code started} is guarded by this object.
 */
public final class Processes implements AutoCloseable {
    private static final long SECONDS_FOR_A_TOOL = 60;

    private final Path folder;
    private final Deque<ServerProcess> started = new ArrayDeque<>();
    private int starts;
    private boolean closed;

    /** Processes that write below the folder only. */
    public Processes(Path folder) {
        this.folder = folder;
    }

    /** An empty folder of that name below the one of these processes. */
    public Path newFolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name + "-" + nextStart()));
    }

    /** A file with that text. */
    public Path newFile(String name, String text) throws IOException {
        return Files.writeString(newFolder("file").resolve(name), text);
    }

    /** A port of this machine that nobody listens on. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts a program that goes on until it is told to end. The port is what it is told to listen on. */
    ServerProcess start(int port, String... command) throws IOException {
        Path log = newFolder(Path.of(command[0]).getFileName().toString()).resolve("log");
        synchronized (this) {
            if (closed) {
                throw new IOException("the benchmark is ending; " + command[0] + " is not started any more");
            }
            long now = System.nanoTime();
            var server = new ServerProcess(builder(log, command).start(), port, log, now);
            started.addLast(server);
            return server;
        }
    }

    /** Runs a program to its end. */
    public void run(String... command) throws IOException, InterruptedException {
        Path log = newFolder(Path.of(command[0]).getFileName().toString()).resolve("log");
        Process process = builder(log, command).start();
        if (!process.waitFor(SECONDS_FOR_A_TOOL, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end within " + SECONDS_FOR_A_TOOL + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + process.exitValue()
                    + " and printed: " + Files.readString(log).strip());
        }
    }

    /** Ends processes that were started here, the last one first, and waits until they have ended. */
    void end(List<ServerProcess> servers) {
        List<ServerProcess> lastFirst = new ArrayList<>();
        synchronized (this) {
            started.descendingIterator().forEachRemaining(server -> {
                if (servers.contains(server)) {
                    lastFirst.add(server);
                }
            });
            started.removeAll(lastFirst);
        }
        lastFirst.forEach(ServerProcess::signalEnd);
        lastFirst.forEach(ServerProcess::awaitEnd);
    }

    /** Ends all that still runs, and lets nothing new start. */
    @Override
    public void close() {
        List<ServerProcess> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(started);
        }
        end(left);
    }

    /** Whether the benchmark is ending, so that whatever fails now is no news. */
    public synchronized boolean isClosed() {
        return closed;
    }

    private synchronized int nextStart() {
        return ++starts;
    }

    private static ProcessBuilder builder(Path log, String... command) {
        return new ProcessBuilder(command)
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
    }
}
