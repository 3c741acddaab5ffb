package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightRowsTest {
    @Test
    void findOrAdd_newEntry_startsWithWeight0AndCovariance1() {
        var rows = new WeightRows(true);
        int at = rows.findOrAdd(7, 3);
        assertThat(rows.weight(7, at)).isZero();
        assertThat(rows.covariance(7, at)).isEqualTo(1);
        assertThat(rows.find(7, 2)).isEqualTo(-1);
        assertThat(rows.find(6, 3)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rows_changedAtRandom_holdWhatAMapHolds(boolean hasCovariance) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        var rows = new WeightRows(hasCovariance);
        Map<Integer, TreeMap<Integer, double[]>> expected = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            int row = random.nextInt(300);
            int slot = random.nextInt(row < 10 ? 200 : 8);
            int action = random.nextInt(100);
            if (action < 90) {
                double weight = random.nextGaussian();
                double covariance = random.nextDouble();
                rows.set(row, rows.findOrAdd(row, slot), weight, covariance);
                expected.computeIfAbsent(row, r -> new TreeMap<>()).put(slot, new double[] {weight, covariance});
            } else if (action < 98) {
                int at = rows.find(row, slot);
                boolean known = expected.containsKey(row) && expected.get(row).remove(slot) != null;
                assertThat(at >= 0).as("seed %d", seed).isEqualTo(known);
                if (at >= 0) {
                    rows.removeEntry(row, at);
                }
            } else {
                rows.removeRow(row);
                expected.remove(row);
            }
        }
        expected.forEach((row, entries) -> {
            assertThat(rows.count(row)).as("seed %d", seed).isEqualTo(entries.size());
            int at = 0;
            double[] sums = new double[200];
            rows.addScores(row, 2, sums);
            for (var entry : entries.entrySet()) {
                assertThat(rows.slot(row, at)).as("seed %d", seed).isEqualTo(entry.getKey());
                assertThat(rows.weight(row, at)).isEqualTo(entry.getValue()[0]);
                assertThat(rows.covariance(row, at)).isEqualTo(hasCovariance ? entry.getValue()[1] : 0);
                assertThat(sums[entry.getKey()]).isEqualTo(2 * entry.getValue()[0]);
                at++;
            }
        });
    }
}
