package jubatus.benchmark.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the programs of a soak have printed.
 *
 * @param mixes how many mixes were done
 * @param alarms lines that tell of a bug: stack traces, memory that ran out, and records of level ERROR, each with its file
 */
record Logs(long mixes, List<String> alarms) {
    /** What a program says, at level ERROR as the original, when ZooKeeper or the program itself was away for long. */
    private static final String EXPIRED = "ZooKeeper session expired";

    /** Reads all files named {@code log} in the folders of a folder. */
    static Logs read(Path folder) throws IOException {
        long mixes = 0;
        var alarms = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(each -> each.endsWith("log")).sorted().toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    if (line.endsWith("mix done") || line.contains("mix done ")) {
                        mixes++;
                    } else if (isAlarm(line)) {
                        alarms.add(folder.relativize(file) + ": " + line.strip());
                    }
                }
            }
        }
        return new Logs(mixes, List.copyOf(alarms));
    }

    private static boolean isAlarm(String line) {
        boolean isError = line.contains(" ERROR ") && !line.endsWith(EXPIRED);
        return isError || line.startsWith("\tat jubatus.") || line.contains("OutOfMemoryError");
    }
}
