package jubatus.benchmark.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.suite.Restartable;

/** The reckoning when the load has stopped: after a mix every server knows what the ledger says, and all answer alike. For one thread. */
final class Settlement {
    private static final int QUESTIONS = 50;
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    private final SoakCluster cluster;
    private final Ledger ledger;
    private final Chronicle chronicle;

    Settlement(SoakCluster cluster, Ledger ledger, Chronicle chronicle) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.chronicle = chronicle;
    }

    /** Settles, ends all servers and starts them again, and settles once more. */
    void settle() throws IOException, InterruptedException {
        cluster.awaitWhole();
        compare("at the end");
        for (Restartable server : cluster.servers()) {
            String end = server.terminate();
            if (!end.equals("status 0")) {
                chronicle.finding(server.name() + " was told to end: " + end);
            }
        }
        for (Restartable server : cluster.servers()) {
            server.start();
        }
        cluster.awaitWhole();
        compare("after a restart of all");
    }

    private void compare(String when) throws IOException, InterruptedException {
        mix();
        Object first = null;
        for (Restartable server : cluster.servers()) {
            try (Control control = SoakCluster.to(server)) {
                Map<String, Long> known = labels(control);
                chronicle.tell(when + " " + server.name() + " knows " + known);
                for (String difference : ledger.differences(known)) {
                    chronicle.finding(when + ", " + server.name() + ": " + difference);
                }
                Object answers = answers(control);
                if (first != null && !first.equals(answers)) {
                    chronicle.finding(when + ", " + server.name() + " classifies otherwise than "
                            + cluster.servers().get(0).name());
                }
                first = first == null ? answers : first;
            }
        }
    }

    /** Until it is done: the last fault may have just been. */
    private void mix() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try (Control control = SoakCluster.to(cluster.servers().get(0))) {
            while (!control.call("do_mix").equals(true)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("do_mix is not answered with true within 90 s");
                }
                Thread.sleep(100);
            }
        }
    }

    private static Map<String, Long> labels(Control control) throws IOException {
        var labels = new TreeMap<String, Long>();
        ((Map<?, ?>) control.call("get_labels")).forEach((label, count) -> labels.put((String) label, (Long) count));
        return labels;
    }

    /** Scores by label, since their order is not defined. */
    private static List<Map<Object, Object>> answers(Control control) throws IOException {
        var calls = new Calls(new Role("", 0, 1, 0), new Random(1));
        List<Map<Object, Object>> answers = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            Map<Object, Object> scores = new HashMap<>();
            for (Object each : (List<?>) ((List<?>) control.send(calls.classify())).get(0)) {
                scores.put(((List<?>) each).get(0), ((List<?>) each).get(1));
            }
            answers.add(scores);
        }
        return answers;
    }
}
