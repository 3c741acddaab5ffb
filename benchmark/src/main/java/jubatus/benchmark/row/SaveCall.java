package jubatus.benchmark.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.suite.Deployment;

/**
 * One {@code save}.
 *
 * @param file that came of it
 * @param figures how long it took, how much of that the disk, and how large the file is
 */
record SaveCall(Path file, Map<Metric, Double> figures) {
    /** In the server's log; older builds do not tell. */
    private static final Pattern DISK = Pattern.compile("saved to .* diskMillis=(\\d+)");

    static SaveCall of(Deployment deployment, Control control) throws IOException {
        var figures = new EnumMap<Metric, Double>(Metric.class);
        long start = System.nanoTime();
        Map<?, ?> paths = (Map<?, ?>) control.call("save", "bench");
        figures.put(Metric.SAVE, (System.nanoTime() - start) / 1e9);
        Matcher disk = DISK.matcher(deployment.entrance().output());
        if (disk.find()) {
            figures.put(Metric.SAVE_DISK, Integer.parseInt(disk.group(1)) / 1e3);
        }
        Path file = Path.of((String) paths.values().iterator().next());
        figures.put(Metric.FILE, Files.size(file) / 1e6);
        return new SaveCall(file, figures);
    }
}
