package jubatus.common.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at what this process prints. */
public final class Terminal {
    private Terminal() {}

    public static boolean isStandardOutput() {
        return isAt(1);
    }

    public static boolean isStandardError() {
        return isAt(2);
    }

    private static boolean isAt(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
