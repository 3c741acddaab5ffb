package jubatus.proxy;

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

/** A program as a process of its own, started as a user would, with its output in files. */
final class Command implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private Command(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the proxy in {@code folder}, where its output goes too. */
    static Command proxy(Path folder, String... arguments) throws IOException {
        return start(folder, Main.class, arguments);
    }

    /** Starts a standalone server with the configuration of the recorded exchanges. */
    static Command server(Path folder, int port) throws IOException {
        String config = Path.of("src", "test", "resources", "wire.json")
                .toAbsolutePath()
                .toString();
        return start(
                        folder,
                        jubatus.classifier.Main.class,
                        "-f",
                        config,
                        "-p",
                        Integer.toString(port),
                        "-b",
                        "127.0.0.1",
                        "-d",
                        folder.toString())
                .awaitOutput("jubaclassifier RPC server startup");
    }

    private static Command start(Path folder, Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        // A launcher in the environment of the build would start another program in the background.
        builder.environment().remove("JUBATUS_LAUNCHER");
        builder.redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        return new Command(builder.start(), out, err);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Command awaitStarted() {
        return awaitOutput("jubaclassifier_proxy RPC server startup");
    }

    Command awaitOutput(String text) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            assertThat(process.isAlive())
                    .as(() -> "still running; said " + errors())
                    .isTrue();
            return output().contains(text);
        });
        return this;
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return process.exitValue();
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
