package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightTableTest {
    private static final int LABELS = 5;

    private final WeightTable table = new WeightTable(true);
    private final Map<ByteString, double[]> expected = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 70_000})
    void addScores_tableOfAnySize_sumsInTheOrderOfTheVector(int features) {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < features; i++) {
            add(random, "feature " + i);
        }
        for (int round = 0; round < 100; round++) {
            var vector = new FeatureVector();
            double[] sums = new double[LABELS];
            int size = random.nextInt(300);
            for (int i = 0; i < size; i++) {
                ByteString name = ByteString.utf8("feature " + random.nextInt(2 * features + 1));
                double value = random.nextGaussian();
                vector.add(name, value);
                double[] weights = expected.getOrDefault(name, new double[LABELS]);
                for (int slot = 0; slot < LABELS; slot++) {
                    sums[slot] += weights[slot] * value;
                }
            }
            vector.hashNames();
            double[] actual = new double[LABELS];
            table.addScores(vector, actual);
            assertThat(actual).as("seed %d", seed).isEqualTo(sums);
            for (int i = 0; i < size; i++) {
                assertThat(vector.rows()[i])
                        .as("seed %d", seed)
                        .isEqualTo(table.features().find(vector, i));
            }
        }
    }

    /** Most features have weights for all labels, so that some that follow each other are scored together. */
    private void add(Random random, String name) {
        double[] weights = new double[LABELS];
        byte[] bytes = ByteString.utf8(name).toBytes();
        int row = table.rowOf(bytes, 0, bytes.length);
        boolean hasAll = random.nextInt(4) > 0;
        for (int slot = hasAll ? 0 : random.nextInt(LABELS);
                slot < LABELS;
                slot += hasAll ? 1 : 1 + random.nextInt(LABELS)) {
            weights[slot] = random.nextGaussian();
            WeightRows rows = table.rows();
            rows.set(row, rows.findOrAdd(row, slot), weights[slot], 1);
        }
        expected.put(ByteString.utf8(name), weights);
    }
}
