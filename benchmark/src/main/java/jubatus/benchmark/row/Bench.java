package jubatus.benchmark.row;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import jubatus.benchmark.load.ClosedLoop;
import jubatus.benchmark.load.LoadPlan;
import jubatus.benchmark.load.LoadResult;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.report.Progress;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.suite.Launcher;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;

/**
 * What rows measure with.
 *
 * @param launcher of the suite that is measured
 * @param timing how long a load is measured, after a warm-up
 * @param progress where to tell how far it is
 */
public record Bench(Launcher launcher, LoadPlan.Timed timing, Progress progress) {
    private static final double MEGABYTE = 1e6;

    /** Runs a load to its end, and gives its figures and those of the servers in the time that counts. */
    Map<Metric, Double> load(Deployment deployment, LoadPlan plan) throws IOException, InterruptedException {
        var meter = new LoadMeter(deployment, progress);
        LoadResult result = ClosedLoop.run(plan, meter);
        if (result.errors() > 0) {
            throw new IOException(
                    result.errors() + " calls or connections failed, the first by: " + result.firstError());
        }
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.SAMPLES, result.samplesPerSecond());
        figures.put(Metric.P50, result.latencies().quantile(0.5) / 1e6);
        figures.put(Metric.P99, result.latencies().quantile(0.99) / 1e6);
        figures.put(Metric.P999, result.latencies().quantile(0.999) / 1e6);
        figures.put(Metric.CPU, meter.cpuSeconds() / Math.max(1, result.samples()) * 1e6);
        figures.put(Metric.CORES, meter.cpuSeconds() / result.seconds());
        figures.put(Metric.RESIDENT, residentMegabytes(deployment));
        return figures;
    }

    /** Teaches a workload's first samples, each once and in their order. */
    void teach(Deployment deployment, Workload workload, int samples) throws IOException, InterruptedException {
        var shape = new Requests.Shape(workload, Operation.TRAIN, samples, 100, deployment.cluster());
        teach(deployment, Requests.of(shape), deployment.entrance().port());
    }

    /** Sends all requests once to one port. */
    void teach(Deployment deployment, Requests requests, int port) throws IOException, InterruptedException {
        load(deployment, new LoadPlan(port, requests, 1, 1, new LoadPlan.Calls(requests.count())));
    }

    static double residentMegabytes(Deployment deployment) throws IOException {
        return deployment.residentBytes() / MEGABYTE;
    }
}
