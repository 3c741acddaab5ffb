package jubatus.common.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this suite, as the build wrote it down. */
public final class Version {
    /** As in {@code 1.2.0}. */
    public static final String NUMBER = read();

    private Version() {}

    /** The answer to {@code --version}. */
    public static String line(String program) {
        return "jubatus-" + NUMBER + " (" + program + ")";
    }

    private static String read() {
        try (var in = Version.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
