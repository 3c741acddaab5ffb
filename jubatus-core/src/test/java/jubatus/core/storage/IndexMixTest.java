package jubatus.core.storage;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;

class IndexMixTest {
    private static final int FEATURES = 6;

    @Test
    void mix_anyOrderOfCalls_holdsWhatMapsHold() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var both = new Both(random);
            for (int step = 0; step < 60; step++) {
                both.step();
                both.check("seed " + seed + " round " + round + " step " + step);
            }
        }
    }

    @Test
    void put_aZero_removesTheMixedCell() {
        var index = new InvertedIndex(true);
        var mix = new IndexMix(index);
        mix.put(cells("A_1", "f", 2), List.of());

        mix.put(cells("A_1", "f", 0), List.of());

        assertThat(index.mixed().used()).isZero();
        assertThat(index.features().size()).isZero();
    }

    @Test
    void put_normBelowZero_leavesNone() {
        var index = new InvertedIndex(true);
        var mix = new IndexMix(index);
        IndexCells negative = cells("A_1", "f", 2);
        negative.norms().set(0, -3);

        mix.put(negative, List.of());

        assertThat(index.squaredNorm(0)).isZero();
    }

    @Test
    void put_learnedAfterTheHandOut_staysAndIsHandedOutNext() {
        var index = new InvertedIndex(true);
        var mix = new IndexMix(index);
        index.add(label("A_1"), vector("f", 2));
        IndexCells handedOut = mix.takeIncrement();
        index.add(label("A_2"), vector("f", 3));

        mix.put(handedOut, List.of());

        // An original forgets the second sample.
        assertThat(cellsOf(mix.difference())).isEqualTo(Map.of("f/A_2", 3.0));
        assertThat(cellsOf(mix.takeIncrement())).isEqualTo(Map.of("f/A_2", 3.0));
    }

    private static IndexCells cells(String key, String feature, double value) {
        var cells = new IndexCells();
        int column = cells.columnOf(label(key));
        cells.set(label(feature), new int[] {column}, new double[] {value});
        cells.norms().set(column, value * value);
        return cells;
    }

    /** {@code {feature/key: value}}. */
    private static Map<String, Double> cellsOf(IndexCells cells) {
        Map<String, Double> found = new TreeMap<>();
        cells.forEachFeature((feature, columns, values) -> {
            for (int i = 0; i < columns.length; i++) {
                found.put(feature + "/" + cells.keys().key(columns[i]), values[i]);
            }
        });
        return found;
    }

    private static Map<String, Double> normsOf(IndexCells cells) {
        Map<String, Double> found = new TreeMap<>();
        for (int column = 0; column < cells.keys().size(); column++) {
            found.put(cells.keys().key(column).toString(), cells.norms().get(column));
        }
        return found;
    }

    /** Cells by {@code feature/key} and norms by key. */
    private record Cells(Map<String, Double> cells, Map<String, Double> norms) {
        Cells() {
            this(new TreeMap<>(), new TreeMap<>());
        }

        void putAll(Cells other) {
            cells.putAll(other.cells);
            other.norms.forEach((key, change) -> norms.merge(key, change, Double::sum));
        }
    }

    private static final class Naive {
        private final Cells mixed = new Cells();
        private Cells unmixed = new Cells();
        private Cells pending = new Cells();

        void add(String key, String feature, double value) {
            String name = feature + "/" + key;
            double old = unmixed.cells.getOrDefault(name, mixed.cells.getOrDefault(name, 0.0));
            for (Cells part : List.of(unmixed, pending)) {
                part.cells.put(name, value);
                part.norms.merge(key, value * value - old * old, Double::sum);
            }
        }

        Cells take() {
            Cells taken = pending;
            pending = new Cells();
            return taken;
        }

        void put(Cells diff, List<Cells> onTop) {
            Cells learned = take();
            unmixed = new Cells();
            diff.cells.forEach((name, value) -> {
                if (value == 0) {
                    mixed.cells.remove(name);
                } else {
                    mixed.cells.put(name, value);
                }
            });
            diff.norms.forEach((key, change) -> mixed.norms.merge(key, change, (a, b) -> Math.max(0, a + b)));
            onTop.forEach(unmixed::putAll);
            unmixed.putAll(learned);
            pending.putAll(learned);
        }

        double value(String name) {
            return unmixed.cells.getOrDefault(name, mixed.cells.getOrDefault(name, 0.0));
        }

        double norm(String key) {
            return mixed.norms.getOrDefault(key, 0.0) + unmixed.norms.getOrDefault(key, 0.0);
        }
    }

    private static final class Both {
        private record HandedOut(IndexCells real, Cells naive) {}

        private final Random random;
        private final InvertedIndex index = new InvertedIndex(true);
        private final IndexMix real = new IndexMix(index);
        private final Naive naive = new Naive();
        private List<HandedOut> handedOut = new ArrayList<>();

        Both(Random random) {
            this.random = random;
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0, 1 -> handedOut.add(new HandedOut(real.takeIncrement(), naive.take()));
                case 2 -> put();
                case 3 -> learnAgain();
                default -> add();
            }
        }

        /** Keys are random and new in life; here they repeat, to see that cells are overwritten. */
        private String key() {
            return "A_" + random.nextInt(8);
        }

        private void add() {
            String key = key();
            var vector = new FeatureVector();
            for (int feature = 0; feature < FEATURES; feature++) {
                if (random.nextBoolean()) {
                    double value = 1 + random.nextInt(5);
                    vector.add(label("" + feature), value);
                    naive.add(key, "" + feature, value);
                }
            }
            vector.hashNames();
            index.add(label(key), vector);
        }

        private void put() {
            handedOut = new ArrayList<>(handedOut.subList(random.nextInt(handedOut.size() + 1), handedOut.size()));
            var realDiff = new IndexCells();
            var naiveDiff = new Cells();
            for (int i = random.nextInt(4); i > 0; i--) {
                String key = key();
                String feature = "" + random.nextInt(FEATURES);
                double value = random.nextInt(4);
                realDiff.fold(cells(key, feature, value));
                naiveDiff.putAll(new Cells(Map.of(feature + "/" + key, value), Map.of(key, value * value)));
            }
            real.put(realDiff, handedOut.stream().map(HandedOut::real).toList());
            naive.put(naiveDiff, handedOut.stream().map(HandedOut::naive).toList());
        }

        private void learnAgain() {
            String key = key();
            real.learnAgain(cells(key, "0", 2));
            var again = new Cells(Map.of("0/" + key, 2.0), Map.of(key, 4.0));
            naive.unmixed.putAll(again);
            naive.pending.putAll(again);
        }

        void check(String where) {
            assertThat(cellsOf(real.difference())).as(where).isEqualTo(naive.unmixed.cells());
            checkNorms(normsOf(real.difference()), naive.unmixed.norms(), where + ": difference");
            for (HandedOut increment : handedOut) {
                assertThat(cellsOf(increment.real()))
                        .as(where)
                        .isEqualTo(increment.naive().cells());
                checkNorms(normsOf(increment.real()), increment.naive().norms(), where + ": increment");
            }
            checkIndex(index, where);
            checkIndex(copy(), where + ": written and read");
        }

        private void checkIndex(InvertedIndex found, String where) {
            for (int feature = 0; feature < FEATURES; feature++) {
                var products = new DotProducts();
                found.addDotProducts(vector("" + feature, 1), products);
                for (int column = 0; column < found.columns(); column++) {
                    ByteString key = found.keys().key(column);
                    assertThat(products.get(column))
                            .as("%s %d %s", where, feature, key)
                            .isEqualTo(naive.value(feature + "/" + key));
                    assertThat(found.squaredNorm(column))
                            .as("%s %s", where, key)
                            .isEqualTo(naive.norm(key.toString()));
                }
            }
        }

        private InvertedIndex copy() {
            MessageWriter out = MessageWriter.toArray();
            new InvertedIndexCodec(index).write(out);
            var copy = new InvertedIndex(true);
            new InvertedIndexCodec(copy).read(MessageReader.of(out.toBytes()));
            return copy;
        }

        /** A change of 0 may be left out. */
        private static void checkNorms(Map<String, Double> found, Map<String, Double> expected, String where) {
            expected.forEach((key, norm) -> assertThat(found.getOrDefault(key, 0.0))
                    .as("%s %s", where, key)
                    .isCloseTo(norm, within(1e-9)));
            found.forEach((key, norm) -> assertThat(expected.getOrDefault(key, 0.0))
                    .as("%s %s", where, key)
                    .isCloseTo(norm, within(1e-9)));
        }
    }
}
