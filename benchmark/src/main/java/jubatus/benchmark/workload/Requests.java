package jubatus.benchmark.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests made beforehand, each from its method name on: what stands before that differs with each call. Immutable. */
public final class Requests {
    private final List<byte[]> bodies;
    private final Shape shape;

    /**
     * What the requests are made of: so many data, so many in each request, for the cluster of that name (empty: none).
     *
     * @param labels how many there are; the workload's own unless labels are what is measured
     */
    public record Shape(Workload workload, Operation operation, int samples, int batch, String cluster, int labels) {
        public Shape(Workload workload, Operation operation, int samples, int batch, String cluster) {
            this(workload, operation, samples, batch, cluster, workload.labels());
        }

        public Shape {
            if (batch < 1 || samples < batch) {
                throw new IllegalArgumentException(
                        "samples must be at least one batch of at least 1, was " + samples + " in batches of " + batch);
            }
        }
    }

    private Requests(Shape shape, List<byte[]> bodies) {
        this.shape = shape;
        this.bodies = bodies;
    }

    /** Makes all whole batches that the samples fill. */
    public static Requests of(Shape shape) {
        return of(shape, shape.operation().seed());
    }

    /** The same from other random numbers than the operation's own. */
    public static Requests of(Shape shape, long seed) {
        var random = new Random(seed);
        var out = new RequestWriter();
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < shape.samples() / shape.batch(); i++) {
            out.clear();
            write(shape, random, out);
            bodies.add(out.toBytes());
        }
        return new Requests(shape, bodies);
    }

    private static void write(Shape shape, Random random, RequestWriter out) {
        Workload workload = shape.workload();
        out.text(shape.operation().method()).array(2).text(shape.cluster()).array(shape.batch());
        for (int i = 0; i < shape.batch(); i++) {
            int label = random.nextInt(shape.labels());
            if (shape.operation() == Operation.TRAIN) {
                out.array(2).text("L" + label);
            }
            workload.write(label, random, out);
        }
    }

    public Shape shape() {
        return shape;
    }

    public int count() {
        return bodies.size();
    }

    /** Of any call number from 0 on: after the last request comes the first again. Not to be changed. */
    public byte[] body(long call) {
        return bodies.get((int) (call % bodies.size()));
    }
}
