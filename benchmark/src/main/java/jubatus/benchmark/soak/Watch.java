package jubatus.benchmark.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jubatus.benchmark.report.Plot;
import jubatus.benchmark.suite.Restartable;

/** Looks once a second what the processes hold and how many calls were answered. Its own thread writes; read it when it has stopped. */
final class Watch implements Runnable {
    private static final int SECONDS_PER_LINE = 10;

    private final SoakCluster cluster;
    private final Load load;
    private final Chronicle chronicle;
    private final Map<String, List<Plot.Point>> memory = new LinkedHashMap<>();
    private final List<Plot.Point> requests = new ArrayList<>();
    private final List<Plot.Point> journals = new ArrayList<>();
    private final Thread thread = new Thread(this, "watch");
    private volatile boolean stopped;

    Watch(SoakCluster cluster, Load load) {
        this.cluster = cluster;
        this.load = load;
        this.chronicle = load.chronicle();
        cluster.all().forEach(program -> memory.put(program.name(), new ArrayList<>()));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join();
    }

    @Override
    public void run() {
        long calls = 0;
        double last = chronicle.now();
        try {
            for (int second = 1; !stopped; second++) {
                Thread.sleep(1000);
                double now = chronicle.now();
                long answered = load.calls().answered();
                requests.add(new Plot.Point(now, (answered - calls) / (now - last)));
                calls = answered;
                last = now;
                lookAtMemory(now);
                if (second % SECONDS_PER_LINE == 0) {
                    journals.add(new Plot.Point(now, megabytes(cluster.journals())));
                    chronicle.tell(line());
                }
            }
        } catch (InterruptedException e) {
            // It is told to stop.
        }
    }

    private void lookAtMemory(double now) {
        for (Restartable program : cluster.all()) {
            program.residentBytes()
                    .ifPresent(bytes -> memory.get(program.name()).add(new Plot.Point(now, bytes / 1e6)));
        }
    }

    private String line() {
        var line = new StringBuilder(String.format(
                Locale.ROOT,
                "%.0f calls/s, %d samples acknowledged, %d unknown; MB:",
                requests.get(requests.size() - 1).y(),
                load.ledger().acknowledged(),
                load.ledger().unknown()));
        memory.forEach((name, points) -> {
            if (!points.isEmpty()) {
                line.append(String.format(
                        Locale.ROOT,
                        " %s %.0f",
                        name,
                        points.get(points.size() - 1).y()));
            }
        });
        return line.append(String.format(
                        Locale.ROOT,
                        ", journals %.0f",
                        journals.get(journals.size() - 1).y()))
                .toString();
    }

    private static double megabytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(Watch::length).sum() / 1e6;
        } catch (IOException | UncheckedIOException e) {
            return 0; // A file went away meanwhile.
        }
    }

    private static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Megabytes by time, for each program. */
    Map<String, List<Plot.Point>> memory() {
        return memory;
    }

    /** Answered calls per second by time. */
    List<Plot.Point> requests() {
        return requests;
    }

    /** Megabytes of all journals by time. */
    List<Plot.Point> journals() {
        return journals;
    }
}
