package jubatus.benchmark.row;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jubatus.benchmark.load.LoadPlan;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.suite.Deployment;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;

/**
 * A load on a server that was started for it, or on a proxy with three servers. One that is asked was taught 20 000 samples before.
 *
 * @param batch data in each call
 * @param window calls in flight on each connection
 * @param proxied whether the load goes through a proxy
 */
record LoadRow(Workload workload, Operation operation, int batch, int connections, int window, boolean proxied)
        implements Row {
    static final int SAMPLES = 20_000;
    private static final int SERVERS = 3;

    @Override
    public String id() {
        return workload.name().toLowerCase(Locale.ROOT) + "-" + operation.method() + "-"
                + (batch == 1 ? "single" : "batch") + (connections * window > 1 ? "-" + connections + "x" + window : "")
                + (proxied ? "-proxy" : "");
    }

    @Override
    public String name() {
        return workload.word() + " " + operation.method()
                + (proxied ? " through proxy + " + SERVERS + " servers" : "")
                + (batch == 1 ? ", single" : ", batch " + batch)
                + (connections * window == 1 ? ", 1 conn" : ", " + connections + " × " + window);
    }

    @Override
    public Set<Metric> judged() {
        return Set.of(Metric.SAMPLES, Metric.P99, Metric.CPU);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws IOException, InterruptedException {
        try (Deployment deployment = start(bench)) {
            if (operation == Operation.CLASSIFY) {
                bench.teach(deployment, workload, SAMPLES);
            }
            var shape = new Requests.Shape(workload, operation, SAMPLES, batch, deployment.cluster());
            int port = deployment.entrance().port();
            var plan = new LoadPlan(port, Requests.of(shape), connections, window, bench.timing());
            return List.of(new Measurement(name(), bench.load(deployment, plan)));
        }
    }

    private Deployment start(Bench bench) throws IOException, InterruptedException {
        return proxied
                ? bench.launcher().cluster(workload.config(), SERVERS)
                : bench.launcher().standalone(workload.config());
    }
}
