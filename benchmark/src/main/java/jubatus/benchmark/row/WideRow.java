package jubatus.benchmark.row;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
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
 * A large model: 109 000 samples of new words, taught once in batches of 100; the memory that the server holds then, and what saving
 * takes. With fewer distinct samples they come again, so the model ends smaller.
 */
record WideRow(int distinct) implements Row {
    private static final int SAMPLES = 109_000;
    private static final int BATCH = 100;

    @Override
    public String id() {
        return "wide-" + distinct;
    }

    @Override
    public String name() {
        return distinct == SAMPLES
                ? "wide train, 109 000 distinct samples, one pass"
                : "wide train, " + distinct / 1000 + " 000 samples cycled to 109 000";
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.SAMPLES, Metric.RESIDENT, Metric.SAVE);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        Workload workload = Workload.WIDE;
        try (Deployment deployment = bench.launcher().standalone(workload.config());
                Control control = deployment.control()) {
            long idle = deployment.residentBytes();
            Requests requests = Requests.of(new Requests.Shape(workload, Operation.TRAIN, distinct, BATCH, ""));
            var limit = new LoadPlan.Calls(SAMPLES / BATCH);
            var figures = new EnumMap<Metric, Double>(
                    bench.load(deployment, new LoadPlan(deployment.entrance().port(), requests, 1, 1, limit)));
            double grown = deployment.residentBytes() - idle;
            figures.put(Metric.FEATURES, SizeRow.features(control));
            SaveCall saved = SaveCall.of(deployment, control);
            figures.putAll(saved.figures());
            double weights = SavedModel.weights(saved.file());
            figures.put(Metric.WEIGHTS, weights);
            figures.put(Metric.BYTES_PER_WEIGHT, grown / weights);
            return List.of(new Measurement(name(), figures));
        }
    }
}
