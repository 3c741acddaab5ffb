package jubatus.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import jubatus.dist.Program.Outcome;

/** Programs of the suite that run beside each other, each in a folder of its own; closing it ends those that still run. */
final class Processes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A program that was started and not yet ended. */
    record Running(String name, Program program, Process process) {}

    private final Suite suite;
    private final Path folder;
    private final Deque<Running> started = new ConcurrentLinkedDeque<>();
    private int commands;

    Processes(Suite suite, Path folder) {
        this.suite = suite;
        this.folder = folder;
    }

    /** Starts a program that goes on, and waits until it has printed {@code sign}. */
    Running serve(String name, String sign, String program, String... arguments) throws IOException {
        Program served = program(name, program, arguments);
        var running = new Running(name, served, served.start());
        started.push(running);
        await(name).atMost(PATIENCE).until(() -> {
            if (!running.process.isAlive()) {
                throw new AssertionError(name + " ended: " + served.printed());
            }
            return served.printed().contains(sign);
        });
        return running;
    }

    /** Runs a program that ends by itself. */
    Outcome run(String program, String... arguments) throws Exception {
        return program("command" + ++commands, program, arguments).run();
    }

    /** Ends a program as an administrator does. */
    Outcome stop(Running running) throws Exception {
        started.remove(running);
        running.process.destroy();
        return running.program.outcome(running.process);
    }

    /** Ends a program as kill -9 does. */
    void kill(Running running) throws InterruptedException {
        started.remove(running);
        running.process.destroyForcibly().waitFor();
    }

    Path folder() {
        return folder;
    }

    private Program program(String name, String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.startsWith("/") ? program : suite.program(program).toString());
        command.addAll(Arrays.asList(arguments));
        return new Program(
                List.copyOf(command), Suite.javaHome(Suite.JAVA_HOME), Files.createDirectories(folder.resolve(name)));
    }

    @Override
    public void close() {
        for (Running running : started) {
            running.process.destroy();
        }
        for (Running running : started) {
            running.process
                    .onExit()
                    .completeOnTimeout(null, 20, TimeUnit.SECONDS)
                    .join();
            running.process.destroyForcibly().onExit().join();
        }
    }
}
