package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jubatus.common.visor.VisorClient;

/** The program as a process of its own, with its output in files. */
final class VisorCommand implements AutoCloseable {
    private static final String STARTED = "jubavisor RPC server startup";

    private final Process process;
    private final Path out;
    private final Path err;

    private VisorCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a visor that takes {@code home} for the folder of the suite; logs go there too. */
    static VisorCommand start(Path home, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djubatus.home=" + home));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("-l", home.toString(), "-p", "29198"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        var builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        // A launcher in the environment of the build would start another program in the background.
        builder.environment().remove("JUBATUS_LAUNCHER");
        return new VisorCommand(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    static VisorClient client(String address) {
        return VisorClient.connect(address, 29198, Duration.ofSeconds(20));
    }

    VisorCommand awaitStarted() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            assertThat(process.isAlive())
                    .as(() -> "still running; said " + errors())
                    .isTrue();
            return output().contains(STARTED);
        });
        return this;
    }

    Process process() {
        return process;
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return process.exitValue();
    }

    String output() {
        return read(out);
    }

    String errors() {
        return read(err);
    }

    /** Kills it, if it still runs; its servers stay. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
