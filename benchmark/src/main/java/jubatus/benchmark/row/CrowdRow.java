package jubatus.benchmark.row;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import jubatus.benchmark.load.Crowd;
import jubatus.benchmark.load.LoadPlan;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;

/**
 * What a client sees that calls one at a time beside 2 000 connections that send nothing, 200 that send a byte a second and one that
 * announces 4 GiB; and the memory of the process that has them.
 */
record CrowdRow(boolean proxied) implements Row {
    private static final int SILENT = 2_000;
    private static final int SLOW = 200;
    private static final int SERVERS = 3;
    private static final Workload WORKLOAD = Workload.NAMES;

    @Override
    public String id() {
        return proxied ? "crowd-proxy" : "crowd";
    }

    @Override
    public String name() {
        return WORKLOAD.word() + " classify" + (proxied ? " through proxy" : "")
                + ", single, 1 conn beside 2 201 idle, slow, huge";
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.P99, Metric.RESIDENT);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        try (Deployment deployment = proxied
                ? bench.launcher().cluster(WORKLOAD.config(), SERVERS)
                : bench.launcher().standalone(WORKLOAD.config())) {
            bench.teach(deployment, WORKLOAD, LoadRow.SAMPLES);
            int port = deployment.entrance().port();
            var shape = new Requests.Shape(WORKLOAD, Operation.CLASSIFY, LoadRow.SAMPLES, 1, deployment.cluster());
            var plan = new LoadPlan(port, Requests.of(shape), 1, 1, bench.timing());
            try (var crowd = Crowd.gather(port, SILENT, SLOW)) {
                var figures = new EnumMap<>(bench.load(deployment, plan));
                crowd.check();
                figures.put(Metric.CONNECTIONS, (double) crowd.connections());
                figures.put(Metric.RESIDENT, deployment.entrance().residentBytes() / 1e6);
                return List.of(new Measurement(name(), figures));
            }
        }
    }
}
