package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PostingsTest {
    @Test
    void postings_changedAtRandom_holdWhatMapsHold() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        var postings = new Postings();
        Map<Integer, SortedMap<Integer, Double>> expected = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            int feature = random.nextInt(40);
            int column = random.nextInt(30);
            SortedMap<Integer, Double> row = expected.computeIfAbsent(feature, f -> new TreeMap<>());
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> {
                    postings.remove(feature, column);
                    row.remove(column);
                }
                case 3 -> setSeveral(postings, row, feature, random);
                case 4 -> {
                    postings.clear(feature);
                    row.clear();
                }
                default -> {
                    postings.set(feature, column, step);
                    row.put(column, (double) step);
                }
            }
            assertRow(postings, feature, row, "seed " + seed + " step " + step);
        }
        long used = expected.values().stream().filter(row -> !row.isEmpty()).count();
        assertThat(postings.used()).as("seed %d", seed).isEqualTo((int) used);
        expected.forEach((feature, row) -> assertRow(postings, feature, row, "seed " + seed));
    }

    @Test
    void renumber_keepingTheOrder_movesEveryCell() {
        var postings = new Postings();
        postings.setAll(3, new int[] {7, 2, 5, 2}, new double[] {70, 1, 50, 20}, 4);

        postings.renumber(column -> 10 * column);

        assertThat(postings.columnsCopy(3)).containsExactly(20, 50, 70);
        assertThat(postings.valuesCopy(3)).as("of two values the later").containsExactly(20, 50, 70);
        assertThat(postings.find(3, 50)).isEqualTo(1);
        assertThat(postings.find(3, 60)).isEqualTo(-1 - 2);
        assertThat(postings.find(4, 60)).isEqualTo(-1);
    }

    private static void setSeveral(Postings postings, SortedMap<Integer, Double> row, int feature, Random random) {
        int count = random.nextInt(8);
        int[] columns = new int[count + 3];
        double[] values = new double[count + 3];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = random.nextInt(30);
            values[i] = random.nextGaussian();
            if (i < count) {
                row.put(columns[i], values[i]);
            }
        }
        postings.setAll(feature, columns, values, count);
    }

    private static void assertRow(Postings postings, int feature, SortedMap<Integer, Double> row, String where) {
        assertThat(postings.columnsCopy(feature))
                .as(where)
                .containsExactly(row.keySet().stream().mapToInt(c -> c).toArray());
        assertThat(postings.valuesCopy(feature))
                .as(where)
                .containsExactly(row.values().stream().mapToDouble(v -> v).toArray());
    }
}
