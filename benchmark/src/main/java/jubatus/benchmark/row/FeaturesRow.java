package jubatus.benchmark.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.load.LoadPlan;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;

/**
 * A server of a hundred thousand, a million and ten million features: how fast the last tenth of them was learned, how fast it answers
 * about words that it knows, what it holds, and what saving and loading take.
 */
record FeaturesRow() implements Row {
    private static final Workload WORKLOAD = Workload.HUGE;
    private static final int BATCH = 100;
    /** Samples that are made and sent at a time, so that the generator needs little memory. */
    private static final int STEP = 10_000;

    /** So many samples have so many different words: thirty million times 1 − exp(−words / thirty million). */
    private enum Size {
        SMALL("0.1 M", 1_000),
        MIDDLE("1 M", 10_200),
        LARGE("10 M", 121_700);

        private final String features;
        private final int samples;

        Size(String features, int samples) {
            this.features = features;
            this.samples = samples;
        }
    }

    @Override
    public String id() {
        return "features";
    }

    @Override
    public String name() {
        return "wide, 0.1 … 10 M features";
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.SAMPLES, Metric.RESIDENT, Metric.SAVE, Metric.LOAD);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        List<Measurement> lines = new ArrayList<>();
        for (Size size : Size.values()) {
            try (Deployment deployment = bench.launcher().standalone(WORKLOAD.config());
                    Control control = deployment.control()) {
                lines.add(new Measurement(size.features + " features, train", train(bench, deployment, size.samples)));
                lines.add(new Measurement(size.features + " features, classify", classify(bench, deployment)));
                lines.add(new Measurement(size.features + " features, on disk", saveAndLoad(deployment, control)));
            }
        }
        return lines;
    }

    /** The figures are those of the last part. */
    private static Map<Metric, Double> train(Bench bench, Deployment deployment, int samples)
            throws IOException, InterruptedException {
        Map<Metric, Double> figures = Map.of();
        int seed = 1;
        for (int left = samples; left > 0; left -= STEP) {
            Requests requests = requests(Operation.TRAIN, Math.min(STEP, left), seed++);
            var all = new LoadPlan.Calls(requests.count());
            figures = bench.load(deployment, new LoadPlan(deployment.entrance().port(), requests, 1, 1, all));
        }
        return figures;
    }

    /** Asks about what was taught first. */
    private static Map<Metric, Double> classify(Bench bench, Deployment deployment)
            throws IOException, InterruptedException {
        Requests requests = requests(Operation.CLASSIFY, 1_000, 1);
        return bench.load(deployment, new LoadPlan(deployment.entrance().port(), requests, 2, 2, bench.timing()));
    }

    private static Requests requests(Operation operation, int samples, long seed) {
        return Requests.of(new Requests.Shape(WORKLOAD, operation, samples, BATCH, ""), seed);
    }

    private static Map<Metric, Double> saveAndLoad(Deployment deployment, Control control) throws IOException {
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.FEATURES, SizeRow.features(control));
        figures.putAll(SaveCall.of(deployment, control).figures());
        long start = System.nanoTime();
        control.call("load", "bench");
        figures.put(Metric.LOAD, (System.nanoTime() - start) / 1e9);
        figures.put(Metric.RESIDENT, Bench.residentMegabytes(deployment));
        return figures;
    }
}
