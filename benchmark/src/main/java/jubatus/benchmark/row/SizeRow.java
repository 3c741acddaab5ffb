package jubatus.benchmark.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;

/** Resident memory against the size of the model: one server that is taught more and more. */
record SizeRow() implements Row {
    /** How the names of its lines begin, and of no other row's. */
    static final String LINE = "wide train, after ";

    private static final int STEP = 4_000;
    /** Beyond these most words are known, and the model grows by weights of features that it has. */
    private static final int STEPS = 10;

    @Override
    public String id() {
        return "size";
    }

    @Override
    public String name() {
        return "wide train, 0 … 40 000 samples";
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.RESIDENT);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        try (Deployment deployment = bench.launcher().standalone(Workload.WIDE.config());
                Control control = deployment.control()) {
            List<Measurement> curve = new ArrayList<>();
            curve.add(new Measurement(name(0), size(deployment, control)));
            for (int i = 1; i <= STEPS; i++) {
                var shape = new Requests.Shape(Workload.WIDE, Operation.TRAIN, STEP, 100, "");
                bench.teach(
                        deployment, Requests.of(shape, i), deployment.entrance().port());
                curve.add(new Measurement(name(i * STEP), size(deployment, control)));
            }
            return curve;
        }
    }

    private static Map<Metric, Double> size(Deployment deployment, Control control) throws IOException {
        return Map.of(Metric.RESIDENT, Bench.residentMegabytes(deployment), Metric.FEATURES, features(control));
    }

    /** How many features one server has weights of, by its get_status. */
    static double features(Control control) throws IOException {
        Map<String, String> entries = control.status().values().iterator().next();
        return Double.parseDouble(entries.getOrDefault("num_features", "0"));
    }

    private static String name(int samples) {
        return LINE + String.format(Locale.ROOT, "%,d", samples).replace(',', ' ') + " samples";
    }
}
