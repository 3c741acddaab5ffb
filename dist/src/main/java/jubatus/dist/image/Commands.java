package jubatus.dist.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs of the building machine, in a locale in which they answer as expected. */
final class Commands {
    private Commands() {}

    /** What the program printed. Throws if it cannot be run or fails, with what it said. */
    static String run(String... command) throws IOException {
        Result result = result(List.of(command));
        if (result.status != 0) {
            throw new IOException(
                    String.join(" ", command) + " ended with " + result.status + ": " + result.printed.strip());
        }
        return result.printed;
    }

    /** What the program printed, whether it failed or not. */
    static String attempt(List<String> command) throws IOException {
        return result(command).printed;
    }

    private record Result(int status, String printed) {}

    private static Result result(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Result(process.waitFor(), printed);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command, e);
        }
    }
}
