package jubatus.benchmark.soak;

import java.util.Random;
import jubatus.benchmark.workload.RequestWriter;
import jubatus.benchmark.workload.Workload;

/** Makes the requests of a client, each from its method name on: names of two characters, and texts of a bounded vocabulary. For one thread. */
final class Calls {
    private static final int TEXTS_IN_HUNDRED = 30;

    private final RequestWriter out = new RequestWriter();
    private final Role role;
    private final Random random;

    Calls(Role role, Random random) {
        this.role = role;
        this.random = random;
    }

    /** Teaches so many data for the role's label. */
    byte[] train(int samples) {
        begin("train", 2).array(samples);
        for (int i = 0; i < samples; i++) {
            out.array(2).text(role.label());
            datum();
        }
        return out.toBytes();
    }

    /** Asks about one datum. */
    byte[] classify() {
        begin("classify", 2).array(1);
        datum();
        return out.toBytes();
    }

    byte[] getLabels() {
        return begin("get_labels", 1).toBytes();
    }

    private RequestWriter begin(String method, int parameters) {
        out.clear();
        return out.text(method).array(parameters).text(SoakCluster.NAME);
    }

    private void datum() {
        Workload workload = random.nextInt(100) < TEXTS_IN_HUNDRED ? Workload.TEXT : Workload.NAMES;
        workload.write(role.number() % workload.labels(), random, out);
    }
}
