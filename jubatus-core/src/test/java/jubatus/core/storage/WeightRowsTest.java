package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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

    /** Slots from 64 on are kept in another way. */
    @Test
    void findOrAdd_slotsBelowAndAbove64_areFoundInTheirOrder() {
        int[] slots = {5, 63, 0, 64, 1_000, 62, 65};
        var rows = new WeightRows(true);
        for (int slot : slots) {
            rows.set(3, rows.findOrAdd(3, slot), slot, 0.5);
            rows.reserve(3, 20);
        }
        Arrays.sort(slots);
        double[] sums = new double[1_001];
        rows.addScores(3, 2, sums);
        for (int i = 0; i < slots.length; i++) {
            assertThat(rows.slot(3, i)).isEqualTo(slots[i]);
            assertThat(rows.find(3, slots[i])).isEqualTo(i);
            assertThat(rows.weight(3, i)).isEqualTo(slots[i]);
            assertThat(rows.covariance(3, i)).isEqualTo(0.5);
            assertThat(sums[slots[i]]).isEqualTo(2 * slots[i]);
        }
        assertThat(rows.find(3, 128 + 5)).isEqualTo(-1);
    }

    /** As a word has that came with every label; the first 30 may be kept in another way. */
    @ParameterizedTest
    @ValueSource(ints = {1, 30, 31, 200})
    void addScores_rowOfAllFirstSlots_addsEachToItsOwn(int count) {
        var rows = new WeightRows(false);
        for (int slot = count - 1; slot >= 0; slot--) {
            rows.set(3, rows.findOrAdd(3, slot), slot + 1, 0);
        }
        double[] sums = new double[count + 1];
        rows.addScores(3, 2, sums);
        for (int slot = 0; slot < count; slot++) {
            assertThat(rows.find(3, slot)).isEqualTo(slot);
            assertThat(sums[slot]).isEqualTo(2 * (slot + 1));
        }
        assertThat(rows.find(3, count)).isEqualTo(-1);
        assertThat(sums[count]).isZero();
    }

    @Test
    void freeze_rowsThatChangeAfterwards_showsThemAsTheyWere() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var rows = new WeightRows(true);
        for (int round = 0; round < 20; round++) {
            change(random, rows);
            Map<Integer, String> before = texts(rows);
            WeightRows frozen = rows.freeze();
            change(random, rows);
            assertThat(texts(frozen)).as("seed %d", seed).isEqualTo(before);
            rows.thaw();
        }
    }

    private static void change(Random random, WeightRows rows) {
        for (int i = 0; i < 2_000; i++) {
            int row = random.nextInt(5_000);
            int slot = random.nextInt(row % 10 == 0 ? 100 : 10);
            int at = rows.find(row, slot);
            if (at >= 0 && random.nextInt(3) == 0) {
                rows.removeEntry(row, at);
            } else if (random.nextInt(20) == 0) {
                rows.removeRow(row);
            } else {
                rows.set(row, rows.findOrAdd(row, slot), random.nextGaussian(), random.nextDouble());
            }
        }
    }

    private static Map<Integer, String> texts(WeightRows rows) {
        var texts = new TreeMap<Integer, String>();
        for (int row = 0; row < 5_000; row++) {
            var text = new StringBuilder();
            for (int i = 0; i < rows.count(row); i++) {
                text.append(rows.slot(row, i))
                        .append(' ')
                        .append(rows.weight(row, i))
                        .append(' ');
                text.append(rows.covariance(row, i)).append(' ');
            }
            texts.put(row, text.toString());
        }
        return texts;
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
