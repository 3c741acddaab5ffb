package jubatus.benchmark.soak;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.suite.Restartable;

/** Lets faults happen to a cluster, one after the other, and notes when the cluster was whole again. For one thread. */
final class Faults {
    private final SoakCluster cluster;
    private final Chronicle chronicle;
    private final FaultLog log;
    private final Breaker breaker;
    private double struck;

    Faults(SoakCluster cluster, Chronicle chronicle, FaultLog log, Breaker breaker) {
        this.cluster = cluster;
        this.chronicle = chronicle;
        this.log = log;
        this.breaker = breaker;
    }

    /**
     * Lets one happen, and comes back when the cluster is whole again.
     *
     * @throws IOException if it does not become whole
     */
    void strike(FaultPlan.Draw draw) throws IOException, InterruptedException {
        Restartable server = cluster.servers().get(draw.server());
        String what = words(draw, server);
        chronicle.tell("fault: " + what);
        double begin = chronicle.now();
        struck = begin;
        boolean done = false;
        try {
            happen(draw, server);
            cluster.awaitWhole();
            done = true;
        } finally {
            // Also if the cluster did not become whole, so that what failed by it is not counted as another finding.
            log.add(new Fault(draw.kind(), what, begin, struck, chronicle.now()));
            if (done) {
                chronicle.tell(String.format(Locale.ROOT, "whole again after %.1f s", chronicle.now() - begin));
            }
        }
    }

    private static String words(FaultPlan.Draw draw, Restartable server) {
        String words = draw.kind().words().replace("a server", server.name());
        return switch (draw.kind()) {
            case MIX, SAVE, BREAK_OFF -> words;
            default -> String.format(Locale.ROOT, "%s, %.1f s", words, draw.seconds());
        };
    }

    private void happen(FaultPlan.Draw draw, Restartable server) throws IOException, InterruptedException {
        switch (draw.kind()) {
            case KILL_SERVER -> {
                kill(List.of(server));
                startAgain(draw, server);
            }
            case TERMINATE_SERVER -> {
                terminate(server);
                startAgain(draw, server);
            }
            case STOP_SERVER, FREEZE_SERVER -> standStill(draw, server);
            case KILL_PROXY -> {
                kill(List.of(cluster.proxy()));
                startAgain(draw, cluster.proxy());
            }
            case RESTART_ZOOKEEPER -> {
                kill(List.of(cluster.zooKeeper()));
                startAgain(draw, cluster.zooKeeper());
                mix(server);
            }
            case KILL_ZOOKEEPER_AND_SERVER -> killWithZooKeeper(draw, server);
            case KILL_ALL_SERVERS -> {
                kill(cluster.servers());
                pause(draw.seconds());
                for (Restartable each : cluster.servers()) {
                    each.start();
                }
            }
            case MIX -> mix(server);
            case KILL_SERVER_IN_MIX -> killInMix(draw, server);
            case SAVE -> save();
            case BREAK_OFF -> breakOff();
        }
    }

    private void kill(List<Restartable> victims) {
        victims.forEach(Restartable::kill);
        struck = chronicle.now();
    }

    private void terminate(Restartable victim) {
        String end = victim.terminate();
        struck = chronicle.now();
        if (!end.equals("status 0")) {
            chronicle.finding(victim.name() + " was told to end: " + end);
        }
    }

    private static void startAgain(FaultPlan.Draw draw, Restartable victim) throws IOException, InterruptedException {
        pause(draw.seconds());
        victim.start();
    }

    private void standStill(FaultPlan.Draw draw, Restartable victim) throws IOException, InterruptedException {
        victim.signal("STOP");
        pause(draw.seconds());
        victim.signal("CONT");
        struck = chronicle.now();
    }

    private void killWithZooKeeper(FaultPlan.Draw draw, Restartable server) throws IOException, InterruptedException {
        cluster.zooKeeper().kill();
        pause(draw.seconds() * draw.moment());
        kill(List.of(server));
        pause(draw.seconds() * (1 - draw.moment()));
        cluster.zooKeeper().start();
        server.start();
        mix(server);
    }

    private void killInMix(FaultPlan.Draw draw, Restartable victim) throws IOException, InterruptedException {
        Restartable master =
                cluster.servers().get((int) (draw.moment() * cluster.servers().size()));
        var mix = CompletableFuture.runAsync(() -> mixWhateverHappens(master));
        pause(draw.moment() * 0.15);
        kill(List.of(victim));
        startAgain(draw, victim);
        mix.join();
    }

    private static void mixWhateverHappens(Restartable server) {
        try (Control control = SoakCluster.to(server)) {
            control.call("do_mix");
        } catch (IOException e) {
            // It was the one that was killed, or waited for it.
        }
    }

    private void mix(Restartable server) throws IOException {
        try (Control control = SoakCluster.to(server)) {
            Object result = control.call("do_mix");
            if (!result.equals(true)) {
                chronicle.finding("do_mix at " + server.name() + " was answered with " + result);
            }
        }
    }

    private void save() throws IOException {
        try (Control control = cluster.toProxy()) {
            control.call("save", "soak");
        }
    }

    private void breakOff() throws IOException {
        breaker.breakOff(cluster.proxy().port());
        for (Restartable server : cluster.servers()) {
            breaker.breakOff(server.port());
        }
    }

    private static void pause(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
    }
}
