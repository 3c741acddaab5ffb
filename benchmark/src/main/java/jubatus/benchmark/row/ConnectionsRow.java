package jubatus.benchmark.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import jubatus.benchmark.load.LoadPlan;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;

/** Throughput and latency against connections, from one to a thousand, each with one call of one datum in flight. */
record ConnectionsRow(Workload workload, Operation operation) implements Row {
    static final List<Integer> CONNECTIONS = List.of(1, 2, 4, 8, 16, 32, 64, 125, 250, 500, 1000);

    @Override
    public String id() {
        return "connections-" + operation.method();
    }

    @Override
    public String name() {
        return workload.word() + " " + operation.method() + ", single, 1 … 1 000 conns";
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.SAMPLES);
    }

    /** The line of the curve for so many connections. */
    private String name(int connections) {
        return workload.word() + " " + operation.method() + ", single, " + connections
                + (connections == 1 ? " conn" : " conns");
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        try (Deployment deployment = bench.launcher().standalone(workload.config())) {
            bench.teach(deployment, workload, LoadRow.SAMPLES);
            Requests requests = Requests.of(new Requests.Shape(workload, operation, LoadRow.SAMPLES, 1, ""));
            List<Measurement> curve = new ArrayList<>();
            for (int connections : CONNECTIONS) {
                var plan = new LoadPlan(deployment.entrance().port(), requests, connections, 1, bench.timing());
                var figures = new EnumMap<>(bench.load(deployment, plan));
                figures.put(Metric.CONNECTIONS, (double) connections);
                curve.add(new Measurement(name(connections), figures));
            }
            return curve;
        }
    }
}
