package jubatus.benchmark.row;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.load.LatencyHistogram;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.suite.ServerProcess;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;

/**
 * One mix of servers that learned different words, and how long calls waited at its master meanwhile. The servers mix only when they are
 * told to, but for the first mix of a cluster, which comes with the first sample.
 *
 * @param samples that each server learns, of 100 words of two million
 * @param known features, as names of rows tell them
 */
record MixRow(String id, int servers, int samples, String known) implements Row {
    private static final int BATCH = 100;
    private static final int CALM_MILLIS = 1000;

    /** Two servers with 870 000 features each. */
    static MixRow ofTwo() {
        return new MixRow("mix", 2, 11_400, "0.87 M features learned on each");
    }

    /** So many servers that know a million features together: two million times 1 − exp(−words / two million). */
    static MixRow ofMany(int servers) {
        int each = 13_900 / servers / BATCH * BATCH;
        return new MixRow("servers-" + servers, servers, each, "1 M features learned on all together");
    }

    @Override
    public String name() {
        return "one mix of " + servers + (servers == 1 ? " server, " : " servers, ") + known;
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.MIX, Metric.TRAIN_WAIT, Metric.CLASSIFY_WAIT);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        Workload workload = Workload.WIDE;
        try (Deployment deployment =
                bench.launcher().cluster(workload.config(), servers, "--interval_sec=0", "--interval_count=0")) {
            long seed = 11;
            for (ServerProcess server : deployment.servers()) {
                var shape = new Requests.Shape(workload, Operation.TRAIN, samples, BATCH, deployment.cluster());
                bench.teach(deployment, Requests.of(shape, seed++), server.port());
            }
            return List.of(new Measurement(name(), mix(deployment)));
        }
    }

    private static Map<Metric, Double> mix(Deployment deployment) throws IOException, InterruptedException {
        try (Control control = toMaster(deployment);
                Prober training = prober(deployment, Operation.TRAIN);
                Prober asking = prober(deployment, Operation.CLASSIFY)) {
            Thread.sleep(CALM_MILLIS);
            training.forget();
            asking.forget();
            long start = System.nanoTime();
            Object done = control.call("do_mix");
            double seconds = (System.nanoTime() - start) / 1e9;
            LatencyHistogram trained = training.stop();
            LatencyHistogram asked = asking.stop();
            if (!Boolean.TRUE.equals(done)) {
                throw new IOException("do_mix was answered with " + done + " instead of true");
            }
            return Map.of(
                    Metric.MIX, seconds,
                    Metric.TRAIN_WAIT, trained.longest() / 1e6,
                    Metric.CLASSIFY_WAIT, asked.longest() / 1e6,
                    Metric.TRAIN_P999, trained.quantile(0.999) / 1e6,
                    Metric.CLASSIFY_P999, asked.quantile(0.999) / 1e6,
                    Metric.FEATURES, SizeRow.features(control),
                    Metric.RESIDENT, Bench.residentMegabytes(deployment));
        }
    }

    private static Control toMaster(Deployment deployment) throws IOException {
        int port = deployment.servers().get(0).port();
        return Control.connect(port, deployment.cluster(), Deployment.PATIENCE);
    }

    private static Prober prober(Deployment deployment, Operation operation) throws IOException {
        var shape = new Requests.Shape(Workload.WIDE, operation, 2000, 1, deployment.cluster());
        return Prober.start("probe-" + operation.method(), toMaster(deployment), Requests.of(shape));
    }
}
