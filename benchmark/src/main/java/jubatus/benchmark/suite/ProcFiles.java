package jubatus.benchmark.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process in /proc. */
final class ProcFiles {
    /** Of the times in /proc/PID/stat: what Linux calls USER_HZ, 100 on all that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Counted from the state on, which follows the program's name in parentheses. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    private final Path proc;

    ProcFiles(Path proc) {
        this.proc = proc;
    }

    /** Bytes of memory that the process holds. */
    long residentBytes(long pid) throws IOException {
        List<String> lines = Files.readAllLines(folder(pid).resolve("status"));
        for (String line : lines) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("no VmRSS in " + folder(pid).resolve("status") + "; has process " + pid + " ended?");
    }

    /** Seconds that the process has computed, in the kernel too. */
    double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(folder(pid).resolve("stat"));
        // The name may hold blanks and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
    }

    private Path folder(long pid) {
        return proc.resolve(Long.toString(pid));
    }
}
