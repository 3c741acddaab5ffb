package jubatus.examples.accuracy;

import java.util.Random;
import jubatus.common.client.LabeledDatum;

/** The labelled data of one half of a data set. Data are made when asked for, because all at once take much memory. */
interface Samples {
    int size();

    LabeledDatum get(int index);

    /** All of them in the order that a seed gives. */
    default Samples shuffled(long seed) {
        return range(this, order(size(), seed), 0, size());
    }

    /** The numbers below {@code size} in the order that a seed gives. */
    static int[] order(int size, long seed) {
        int[] order = new int[size];
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    /** Those of {@code all} that stand in {@code order} from one place to before another. */
    static Samples range(Samples all, int[] order, int from, int to) {
        return new Samples() {
            @Override
            public int size() {
                return to - from;
            }

            @Override
            public LabeledDatum get(int index) {
                return all.get(order[from + index]);
            }
        };
    }
}
