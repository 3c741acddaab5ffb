package jubatus.common.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jubatus.common.rpc.LatencyFigures;

/**
 * The figures of a program at one time. A metric may be added several times, with other labels each time; the first help counts.
 * Names are written without the {@code _total} that counters get. For one thread.
 */
public final class MetricPage {
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double NANOS = 1e9;

    /** By name: the values of one metric lie together on the page, whenever they were added. */
    private final Map<String, MetricSnapshot.Builder<?>> families = new LinkedHashMap<>();

    /**
     * Adds what only grows.
     *
     * @param labels names and values in turn
     */
    public MetricPage counter(String name, String help, double value, String... labels) {
        family(
                        name,
                        CounterSnapshot.Builder.class,
                        () -> CounterSnapshot.builder().name(name).help(help))
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .value(value)
                        .labels(Labels.of(labels))
                        .build());
        return this;
    }

    /** Adds what does not change and is no number; {@code _info} is put behind the name. */
    public MetricPage info(String name, String help, String... labels) {
        family(
                        name,
                        InfoSnapshot.Builder.class,
                        () -> InfoSnapshot.builder().name(name).help(help))
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(Labels.of(labels))
                        .build());
        return this;
    }

    /** As {@link #counter(String, String, double, String...)}; exact up to 2⁵³. */
    public MetricPage counter(String name, String help, long value, String... labels) {
        return counter(name, help, (double) value, labels);
    }

    /** Adds what rises and falls; exact up to 2⁵³. */
    public MetricPage gauge(String name, String help, long value, String... labels) {
        return gauge(name, help, (double) value, labels);
    }

    /** Adds what rises and falls. */
    public MetricPage gauge(String name, String help, double value, String... labels) {
        family(
                        name,
                        GaugeSnapshot.Builder.class,
                        () -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(value)
                        .labels(Labels.of(labels))
                        .build());
        return this;
    }

    /** Adds durations, in seconds on the page; nothing if they are {@link LatencyFigures#NONE}. */
    public MetricPage histogram(String name, String help, LatencyFigures figures, String... labels) {
        if (figures.counts().isEmpty()) {
            return this;
        }
        family(
                        name,
                        HistogramSnapshot.Builder.class,
                        () -> HistogramSnapshot.builder().name(name).help(help))
                .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets(figures))
                        .sum(figures.sumNanos() / NANOS)
                        .labels(Labels.of(labels))
                        .build());
        return this;
    }

    /** Writes the page in the text format 0.0.4, metrics in the order of their names. */
    public void write(OutputStream out) throws IOException {
        List<MetricSnapshot> snapshots = families.values().stream()
                .<MetricSnapshot>map(MetricSnapshot.Builder::build)
                .toList();
        PrometheusTextFormatWriter.create().write(out, new MetricSnapshots(snapshots));
    }

    private <B extends MetricSnapshot.Builder<B>> B family(String name, Class<B> kind, Supplier<B> fresh) {
        return kind.cast(families.computeIfAbsent(name, any -> fresh.get()));
    }

    private static ClassicHistogramBuckets buckets(LatencyFigures figures) {
        List<ClassicHistogramBucket> buckets = new ArrayList<>();
        for (int i = 0; i < figures.counts().size(); i++) {
            double bound = i < LatencyFigures.BOUNDS_NANOS.size()
                    ? LatencyFigures.BOUNDS_NANOS.get(i) / NANOS
                    : Double.POSITIVE_INFINITY;
            buckets.add(new ClassicHistogramBucket(bound, figures.counts().get(i)));
        }
        return ClassicHistogramBuckets.of(
                buckets.stream()
                        .mapToDouble(ClassicHistogramBucket::getUpperBound)
                        .boxed()
                        .toList(),
                buckets.stream().map(ClassicHistogramBucket::getCount).toList());
    }
}
