package jubatus.benchmark.suite;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * A program whose command and port stay the same, however often it is ended and started again. One thread starts and ends it; any
 * thread may ask how it is.
 */
public final class Restartable {
    /** A server mixes before it ends, which on a crowded machine takes its time. */
    private static final long SECONDS_TO_END = 60;

    private final Processes processes;
    private final Line line;
    private volatile ServerProcess process;

    /**
     * What is started.
     *
     * @param name how reports call it
     * @param port which the command has it listen on
     * @param sign by which it shows that it serves
     * @param cluster the name that calls carry
     */
    public record Line(String name, int port, Sign sign, String cluster, List<String> command) {
        public Line {
            command = List.copyOf(command);
        }
    }

    /** Does not start it yet. */
    public Restartable(Processes processes, Line line) {
        this.processes = processes;
        this.line = line;
    }

    /** Starts it, and comes back when it serves. */
    public void start() throws IOException {
        ServerProcess started = processes.start(line.port, line.command.toArray(String[]::new));
        process = started;
        if (!line.sign.await(started, line.cluster)) {
            throw new IOException(line.name + " ended before it served, and printed: "
                    + started.output().strip());
        }
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.kill();
    }

    /** Ends it as an administrator does. Returns its exit status, or that it had to be killed. */
    public String terminate() {
        process.signalEnd();
        return process.awaitEnd(SECONDS_TO_END)
                ? "status " + process.exitStatus()
                : "no end within " + SECONDS_TO_END + " s";
    }

    /** Sends a signal, as {@code STOP}, to the process. */
    public void signal(String name) throws IOException, InterruptedException {
        processes.run("/bin/sh", "-c", "kill -" + name + " " + process.pid());
    }

    public String name() {
        return line.name;
    }

    public int port() {
        return line.port;
    }

    /** Bytes of memory that it holds; empty while it does not run. */
    public OptionalLong residentBytes() {
        try {
            return process.isAlive() ? OptionalLong.of(process.residentBytes()) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // It ended meanwhile.
        }
    }
}
