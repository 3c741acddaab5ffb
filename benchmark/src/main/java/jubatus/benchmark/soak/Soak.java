package jubatus.benchmark.soak;

import java.io.IOException;
import jubatus.benchmark.suite.Processes;
import jubatus.benchmark.suite.Suite;

/** One run: a cluster, clients, faults, and the reckoning. For one thread. */
final class Soak {
    private final SoakOptions options;
    private final Processes processes;
    private final Chronicle chronicle;
    private final FaultLog faults = new FaultLog();
    private final Load load;
    private double duration;

    Soak(SoakOptions options, Processes processes, Chronicle chronicle) {
        this.options = options;
        this.processes = processes;
        this.chronicle = chronicle;
        this.load = new Load(chronicle);
    }

    /** Whatever goes wrong on the way is a finding of the report. */
    SoakReport run() throws IOException, InterruptedException {
        var cluster = new SoakCluster(new Suite(options.suite()), processes, options.servers());
        cluster.start();
        chronicle.tell("the cluster serves; " + options.minutes() + " minutes of load begin");
        var watch = new Watch(cluster, load);
        watch.start();
        load.start(cluster, options.seed());
        boolean whole = letFaultsHappen(cluster);
        duration = chronicle.now();
        load.stop();
        watch.stop();
        chronicle.tell("the load has stopped");
        if (whole) {
            settle(cluster);
        }
        processes.close();
        return new SoakReport(chronicle, load, faults, watch, Logs.read(options.work()), duration);
    }

    /** False if the cluster did not get over one. */
    private boolean letFaultsHappen(SoakCluster cluster) throws InterruptedException {
        var plan = new FaultPlan(options.seed(), options.servers());
        var striking = new Faults(cluster, chronicle, faults, new Breaker(options.seed(), load.ledger()));
        double end = chronicle.now() + options.seconds();
        double next = chronicle.now() + options.faultEvery();
        try {
            while (next < end) {
                sleepUntil(next);
                next += options.faultEvery();
                striking.strike(plan.next());
                next = Math.max(next, chronicle.now());
            }
            sleepUntil(end);
            return true;
        } catch (IOException e) {
            chronicle.finding("the cluster did not get over a fault: " + e.getMessage());
            return false;
        }
    }

    private void settle(SoakCluster cluster) throws InterruptedException {
        try {
            new Settlement(cluster, load.ledger(), chronicle).settle();
        } catch (IOException e) {
            chronicle.finding("what the servers know cannot be told: " + e.getMessage());
        }
    }

    private void sleepUntil(double time) throws InterruptedException {
        Thread.sleep(Math.max(0, (long) ((time - chronicle.now()) * 1000)));
    }
}
