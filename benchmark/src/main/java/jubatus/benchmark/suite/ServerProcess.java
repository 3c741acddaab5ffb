package jubatus.benchmark.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that was started here, with its port and the file that its output goes to. Safe for concurrent use. */
public final class ServerProcess {
    private static final ProcFiles PROC = new ProcFiles(Path.of("/proc"));
    private static final long SECONDS_TO_END = 15;

    private final Process process;
    private final int port;
    private final Path log;
    private final long startedAt;
    private volatile long servingAt;

    ServerProcess(Process process, int port, Path log, long startedAt) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.startedAt = startedAt;
    }

    /** Notes that it serves from now on. */
    void serves() {
        servingAt = System.nanoTime();
    }

    /** Seconds from its start until it served. */
    public double secondsToServe() {
        return (servingAt - startedAt) / 1e9;
    }

    public int port() {
        return port;
    }

    public long residentBytes() throws IOException {
        return PROC.residentBytes(process.pid());
    }

    public double cpuSeconds() throws IOException {
        return PROC.cpuSeconds(process.pid());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What the process printed. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    /** Tells the process to end, without waiting. */
    void signalEnd() {
        process.destroy();
    }

    /** Waits for 15 seconds until the process has ended; one that has not is killed, and false is returned. */
    boolean awaitEnd() {
        return awaitEnd(SECONDS_TO_END);
    }

    /** As {@link #awaitEnd()}, with another time. */
    boolean awaitEnd(long seconds) {
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return true;
            }
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Ends the process as kill -9 does, and waits until it has ended. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    long pid() {
        return process.pid();
    }

    /** Of a process that has ended. */
    int exitStatus() {
        return process.exitValue();
    }
}
