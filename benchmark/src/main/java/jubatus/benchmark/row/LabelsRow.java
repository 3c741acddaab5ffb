package jubatus.benchmark.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jubatus.benchmark.load.LoadPlan;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;

/** Throughput against the number of labels, from two to a thousand: texts, in batches. */
record LabelsRow() implements Row {
    private static final List<Integer> LABELS = List.of(2, 20, 200, 1000);
    private static final int BATCH = 100;

    @Override
    public String id() {
        return "labels";
    }

    @Override
    public String name() {
        return "text, batch 100, 2 … 1 000 labels";
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.SAMPLES, Metric.RESIDENT);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        List<Measurement> lines = new ArrayList<>();
        for (int labels : LABELS) {
            try (Deployment deployment = bench.launcher().standalone(Workload.TEXT.config())) {
                for (Operation operation : Operation.values()) {
                    String name = String.format(Locale.ROOT, "%d labels, %s", labels, operation.method());
                    lines.add(new Measurement(name, load(bench, deployment, operation, labels)));
                }
            }
        }
        return lines;
    }

    private static Map<Metric, Double> load(Bench bench, Deployment deployment, Operation operation, int labels)
            throws IOException, InterruptedException {
        var shape = new Requests.Shape(Workload.TEXT, operation, LoadRow.SAMPLES, BATCH, "", labels);
        int both = operation == Operation.TRAIN ? 1 : 2;
        var plan = new LoadPlan(deployment.entrance().port(), Requests.of(shape), both, both, bench.timing());
        return bench.load(deployment, plan);
    }
}
