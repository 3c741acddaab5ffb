package jubatus.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the suite as a user does: another process, a clean environment, nothing but its output to judge by. */
record Program(List<String> command, Map<String, String> environment, Path folder) {
    private static final int SECONDS = 180;

    /** What a program left when it ended. */
    record Outcome(int status, String stdout, String stderr) {}

    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(stdout().toFile())
                .redirectError(stderr().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    Outcome run() throws IOException, InterruptedException {
        return outcome(start());
    }

    Outcome outcome(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + SECONDS + " s: " + command);
        }
        return new Outcome(process.exitValue(), text(stdout()), text(stderr()));
    }

    /** What it has printed so far. */
    String printed() throws IOException {
        return text(stdout()) + text(stderr());
    }

    private Path stdout() {
        return folder.resolve("stdout");
    }

    private Path stderr() {
        return folder.resolve("stderr");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
