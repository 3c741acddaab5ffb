package jubatus.common.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files and sockets the process may have open. */
public final class OpenFiles {
    private static final Pattern LIMIT = Pattern.compile("(?m)^Max open files +([0-9]{1,9}) ");
    /** For jars, models, logs, ZooKeeper and the connections to other servers. */
    private static final int KEPT = 256;

    private OpenFiles() {}

    /** How many connections of clients leave enough files for all else; the greatest integer if nobody says. */
    public static int mostConnections() {
        return mostConnections(Path.of("/proc/self/limits"));
    }

    static int mostConnections(Path limits) {
        try {
            Matcher line = LIMIT.matcher(Files.readString(limits));
            return line.find() ? besides(Integer.parseInt(line.group(1))) : Integer.MAX_VALUE;
        } catch (IOException e) {
            // Another system than Linux.
            return Integer.MAX_VALUE;
        }
    }

    private static int besides(int files) {
        return Math.max(1, Math.max(files - KEPT, files / 2));
    }
}
