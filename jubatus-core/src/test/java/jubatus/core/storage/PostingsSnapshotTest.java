package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PostingsSnapshotTest {
    private static final int FEATURES = 20;

    private final Postings postings = new Postings();

    @Test
    void freeze_anyChangeAfterwards_leavesTheCopyAsItWas() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            change(random);
            var before = cells(postings);
            Postings frozen = postings.freeze();
            change(random);
            if (round % 10 == 9) {
                postings.clear();
                change(random);
            }
            assertThat(cells(frozen)).as("seed %d round %d", seed, round).isEqualTo(before);
            assertThat(frozen.used()).as("seed %d round %d", seed, round).isEqualTo(features(before));
            postings.thaw();
        }
    }

    private void change(Random random) {
        for (int i = 0; i < 200; i++) {
            int feature = random.nextInt(FEATURES);
            switch (random.nextInt(20)) {
                case 0 -> postings.clear(feature);
                case 1, 2, 3, 4 -> postings.remove(feature, random.nextInt(100));
                default -> postings.set(feature, random.nextInt(100), random.nextDouble());
            }
        }
    }

    private static Map<Integer, Double> cells(Postings postings) {
        var cells = new TreeMap<Integer, Double>();
        for (int feature = 0; feature < FEATURES; feature++) {
            for (int i = 0; i < postings.count(feature); i++) {
                cells.put(100 * feature + postings.columns(feature)[i], postings.values(feature)[i]);
            }
        }
        return cells;
    }

    private static int features(Map<Integer, Double> cells) {
        return (int) cells.keySet().stream().map(cell -> cell / 100).distinct().count();
    }
}
