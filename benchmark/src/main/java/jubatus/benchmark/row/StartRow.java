package jubatus.benchmark.row;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.report.Statistics;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.workload.Workload;

/** How long a server of its own takes from its launch until it answers a call, and what it holds when it was idle for two seconds. */
record StartRow() implements Row {
    private static final int STARTS = 7;
    private static final int IDLE_MILLIS = 2000;

    @Override
    public String id() {
        return "start";
    }

    @Override
    public String name() {
        return "start of a server, median of " + STARTS;
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.LISTENING, Metric.RESIDENT);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        var seconds = new double[STARTS];
        var resident = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (Deployment deployment = bench.launcher().standalone(Workload.NAMES.config())) {
                seconds[i] = deployment.entrance().secondsToServe();
                Thread.sleep(IDLE_MILLIS);
                resident[i] = Bench.residentMegabytes(deployment);
                bench.progress().detail((i + 1) + " of " + STARTS);
            }
        }
        Map<Metric, Double> figures =
                Map.of(Metric.LISTENING, Statistics.median(seconds), Metric.RESIDENT, Statistics.median(resident));
        return List.of(new Measurement(name(), figures));
    }
}
