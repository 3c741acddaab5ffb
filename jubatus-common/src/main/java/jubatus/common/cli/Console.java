package jubatus.common.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a program talks to the person who started it: data on {@code out}, everything else on {@code err}.
 */
public record Console(PrintStream out, PrintStream err) {
    /** The process's own streams. They speak UTF-8 whatever the locale, as configurations and labels do. */
    public static Console ofProcess() {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
