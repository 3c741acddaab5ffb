package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The program as a process of its own, started as a user would, with its output in files. */
final class ServerCommand implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private ServerCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the program in {@code folder}, where its output goes too. */
    static ServerCommand start(Path folder, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-DLOG_FOLDER=" + folder));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        // A launcher in the environment of the build would start another program in the background.
        builder.environment().remove("JUBATUS_LAUNCHER");
        builder.redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        return new ServerCommand(builder.start(), out, err);
    }

    /** A configuration or another file of the test resources. */
    static String resource(String name) {
        return Path.of("src", "test", "resources", name).toAbsolutePath().toString();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    ServerCommand awaitStarted() {
        awaitOutput("jubaclassifier RPC server startup");
        return this;
    }

    void awaitOutput(String text) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            assertThat(process.isAlive())
                    .as(() -> "still running; said " + errors())
                    .isTrue();
            return output().contains(text);
        });
    }

    void signal(String name) throws IOException, InterruptedException {
        signal(name, process.pid());
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    String output() {
        return read(out);
    }

    String errors() {
        return read(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
