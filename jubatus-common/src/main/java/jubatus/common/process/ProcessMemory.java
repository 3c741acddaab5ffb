package jubatus.common.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Memory of this process in KiB, as the kernel counts it; zeros where it does not say.
 *
 * <p>From {@code /proc/self/status}: the same figures as {@code statm}, but in KiB rather than in pages, whose size Java does not
 * tell.
 */
public record ProcessMemory(long virtualKib, long residentKib, long sharedKib) {
    /** As it is now. */
    public static ProcessMemory read() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException e) {
            return new ProcessMemory(0, 0, 0);
        }
    }

    static ProcessMemory parse(List<String> lines) {
        Map<String, Long> kib = new HashMap<>();
        for (String line : lines) {
            if (line.endsWith(" kB")) {
                int colon = line.indexOf(':');
                kib.put(
                        line.substring(0, colon),
                        Long.valueOf(
                                line.substring(colon + 1, line.length() - 3).strip()));
            }
        }
        return new ProcessMemory(
                kib.getOrDefault("VmSize", 0L),
                kib.getOrDefault("VmRSS", 0L),
                kib.getOrDefault("RssFile", 0L) + kib.getOrDefault("RssShmem", 0L));
    }
}
