package jubatus.core.mix;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.mix.RandomDiffs.linear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.Similarity;
import jubatus.core.conversion.KeywordCounts;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabeledEntries;
import jubatus.core.storage.Row;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final LearnerConfig ROWS =
            new LearnerConfig.NearestNeighbor(Hash.LSH, 64, 3, 1, 1, Optional.empty());
    private static final LearnerConfig CELLS = new LearnerConfig.InvertedIndex(Similarity.COSINE, 3, 1);

    /** The example of 03 §6.3. */
    @Test
    void linear_threeServers_foldToTheMeanWeightAndTheSmallestCovariance() {
        var fold = new LinearFold(linear(1, 0, Map.of(), "f", "A", 1, .5));
        fold.add(linear(1, 0, Map.of(), "f", "A", 3, -.25, "f", "B", 6, 1.5));
        fold.add(linear(1, 0, Map.of(), "g", "A", 9, 2));

        ClassifierDiff.Linear mixed = fold.result();

        assertThat(mixed.servers()).isEqualTo(3);
        Map<String, double[]> entries = entries(mixed);
        assertThat(entries.keySet()).containsExactly("f/A", "f/B", "g/A");
        assertThat(entries.get("f/A")).containsExactly(new double[] {1.3333333333333333, -.25}, within(1e-15));
        assertThat(entries.get("f/B")).containsExactly(2, 1);
        assertThat(entries.get("g/A")).containsExactly(3, 1);
    }

    @Test
    void linear_covarianceAbove1ThatEveryServerHas_isNotCapped() {
        var fold = new LinearFold(linear(2, 0, Map.of(), "f", "A", 1, 1.5));
        fold.add(linear(1, 0, Map.of(), "f", "A", 4, 1.25));

        assertThat(entries(fold.result()).get("f/A")).containsExactly(2, 1.25);
    }

    @Test
    void linear_atRandom_isTheFoldOfTheSpecification() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<ClassifierDiff.Linear> diffs = new ArrayList<>();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                diffs.add(randomLinear(random));
            }
            var fold = new LinearFold(diffs.get(0));
            diffs.subList(1, diffs.size()).forEach(fold::add);

            ClassifierDiff.Linear mixed = fold.result();

            var expected = new NaiveFold(diffs.get(0));
            diffs.subList(1, diffs.size()).forEach(expected::add);
            assertThat(mixed.servers()).as("seed %d", seed).isEqualTo(expected.servers);
            assertThat(mixed.version()).as("seed %d", seed).isEqualTo(expected.version);
            assertThat(mixed.counts()).as("seed %d", seed).isEqualTo(expected.counts);
            Map<String, double[]> entries = entries(mixed);
            assertThat(entries.keySet()).as("seed %d", seed).isEqualTo(expected.entries.keySet());
            expected.entries.forEach((name, entry) ->
                    assertThat(entries.get(name)).as("seed %d %s", seed, name).containsExactly(entry, within(1e-12)));
        }
    }

    @Test
    void linear_diffsAdded_areNotChanged() {
        ClassifierDiff.Linear first = linear(1, 0, Map.of(label("A"), 1L), "f", "A", 1, .5);
        ClassifierDiff.Linear second = linear(1, 0, Map.of(label("A"), 2L), "f", "A", 3, .25);
        var fold = new LinearFold(first);
        fold.add(second);
        fold.result();

        assertThat(entries(first).get("f/A")).containsExactly(1, .5);
        assertThat(first.counts()).isEqualTo(Map.of(label("A"), 1L));
        assertThat(entries(second).get("f/A")).containsExactly(3, .25);
    }

    @Test
    void linear_anotherVersion_higherWinsButLabelsOfAllCount() {
        var fold = new LinearFold(linear(3, 4, Map.of(label("A"), 1L), "f", "A", 1, 2));
        fold.add(linear(1, -1, Map.of(label("A"), 2L), "g", "A", 7, .5));
        fold.add(linear(1, 5, Map.of(label("B"), 4L), "f", "A", 9, .1));

        ClassifierDiff.Linear mixed = fold.result();

        assertThat(mixed.version()).as("unsigned").isEqualTo(-1);
        assertThat(mixed.servers()).isEqualTo(1);
        assertThat(entries(mixed).keySet()).containsExactly("g/A");
        assertThat(mixed.counts()).isEqualTo(Map.of(label("A"), 3L, label("B"), 4L));
    }

    @Test
    void linear_labelCountsBeyond64Bits_wrapAsTheOriginals() {
        var fold = new LinearFold(linear(1, 0, Map.of(label("A"), -1L)));
        fold.add(linear(1, 0, Map.of(label("A"), 3L)));

        assertThat(fold.result().counts()).isEqualTo(Map.of(label("A"), 2L));
    }

    @Test
    void rows_severalDiffs_areConcatenatedWithDuplicates() {
        var diffs = new RandomDiffs(ROWS, new Random(3));
        var first = (ClassifierDiff.Rows) diffs.next(4).classifier();
        var second = (ClassifierDiff.Rows) diffs.next(3).classifier();
        DiffFold fold = DiffFold.startingWith(first);
        fold.add(second);
        fold.add(first);

        var rows = ((ClassifierDiff.Rows) fold.result()).rows();

        List<Row> expected = new ArrayList<>(first.rows());
        expected.addAll(second.rows());
        expected.addAll(first.rows());
        assertThat(rows).containsExactlyElementsOf(expected);
    }

    @Test
    void cells_oneCellInTwoDiffs_theLaterWinsAndNormsAndLabelsAdd() {
        var diffs = new RandomDiffs(CELLS, new Random(4));
        var first = (ClassifierDiff.Cells) diffs.next(3).classifier();
        var second = (ClassifierDiff.Cells) diffs.next(5).classifier();
        DiffFold fold = DiffFold.startingWith(first);
        fold.add(second);
        fold.add(first);

        var mixed = (ClassifierDiff.Cells) fold.result();

        List<?> once = Values.list(decoded(first));
        List<?> all = Values.list(decoded(mixed));
        Map<?, ?> norms = Values.map(all.get(1));
        Values.map(once.get(1))
                .forEach(
                        (key, norm) -> assertThat((Double) norms.get(key)).isCloseTo(2 * (Double) norm, within(1e-12)));
        assertThat(norms).hasSize(8);
        assertThat(cells(mixed).entrySet()).containsAll(cells(first).entrySet());
        assertThat(cells(mixed).entrySet()).containsAll(cells(second).entrySet());
        assertThat(mixed.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(3 + 5 + 3);
    }

    @Test
    void keywords_sameVersion_addUpAndTheLaterUserWeightWins() {
        var diffs = new RandomDiffs(CELLS, new Random(5));
        KeywordCounts one = diffs.keywords();
        KeywordCounts two = diffs.keywords();
        ClassifierDiff none = diffs.next(0).classifier();
        var fold = new Fold(new MixDiff(none, new KeywordDiff(7, one)));
        fold.add(new MixDiff(none, new KeywordDiff(7, two)));

        KeywordDiff mixed = fold.result().keywords();

        assertThat(mixed.version()).isEqualTo(7);
        assertThat(mixed.counts().documents()).isEqualTo(one.documents() + two.documents());
        for (int i = 0; i < 50; i++) {
            ByteString name = ByteString.utf8("name" + i);
            assertThat(mixed.counts().documentFrequency(name))
                    .isEqualTo(one.documentFrequency(name) + two.documentFrequency(name));
            assertThat(mixed.counts().groupFrequency(name))
                    .isEqualTo(one.groupFrequency(name) + two.groupFrequency(name));
            assertThat(mixed.counts().groupLength(name)).isEqualTo(one.groupLength(name) + two.groupLength(name));
        }
        assertThat(userWeights(mixed.counts())).containsAllEntriesOf(userWeights(two));
        assertThat(userWeights(mixed.counts()).keySet())
                .isEqualTo(union(userWeights(one).keySet(), userWeights(two).keySet()));
    }

    @Test
    void keywords_anotherVersion_higherWinsAndIsNotChangedByWhatFollows() {
        var diffs = new RandomDiffs(CELLS, new Random(6));
        KeywordCounts old = diffs.keywords();
        KeywordCounts recent = diffs.keywords();
        long documents = recent.documents();
        ClassifierDiff none = diffs.next(0).classifier();
        var fold = new Fold(new MixDiff(none, new KeywordDiff(1, old)));
        fold.add(new MixDiff(none, new KeywordDiff(2, recent)));
        fold.add(new MixDiff(none, new KeywordDiff(1, old)));
        fold.add(new MixDiff(none, new KeywordDiff(2, recent)));

        KeywordDiff mixed = fold.result().keywords();

        assertThat(mixed.version()).isEqualTo(2);
        assertThat(mixed.counts().documents()).isEqualTo(2 * documents);
        assertThat(recent.documents()).isEqualTo(documents);
    }

    /** Pairwise, as 03 §6.3 has it. */
    private static final class NaiveFold {
        private long servers;
        private long version;
        private Map<String, double[]> entries;
        private final Map<ByteString, Long> counts = new HashMap<>();

        NaiveFold(ClassifierDiff.Linear first) {
            servers = first.servers();
            version = first.version();
            entries = entries(first);
            counts.putAll(first.counts());
        }

        void add(ClassifierDiff.Linear diff) {
            diff.counts().forEach((label, count) -> counts.merge(label, count, Long::sum));
            if (diff.version() < version) {
                return;
            }
            Map<String, double[]> theirs = entries(diff);
            if (diff.version() > version) {
                version = diff.version();
                servers = diff.servers();
                entries = theirs;
                return;
            }
            double[] absent = {0, 1};
            Map<String, double[]> folded = new TreeMap<>();
            for (String name : union(entries.keySet(), theirs.keySet())) {
                double[] x = theirs.getOrDefault(name, absent);
                double[] y = entries.getOrDefault(name, absent);
                long sum = diff.servers() + servers;
                folded.put(name, new double[] {(diff.servers() * x[0] + servers * y[0]) / sum, Math.min(x[1], y[1])});
            }
            servers += diff.servers();
            entries = folded;
        }
    }

    private static ClassifierDiff.Linear randomLinear(Random random) {
        Set<String> names = new TreeSet<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            names.add(random.nextInt(4) + "/" + random.nextInt(4));
        }
        var entries = new ArrayList<Object>();
        for (String name : names) {
            entries.addAll(
                    List.of(name.substring(0, 1), name.substring(2), random.nextGaussian(), 2 * random.nextDouble()));
        }
        Map<ByteString, Long> counts = Map.of(label("" + random.nextInt(4)), random.nextLong());
        return linear(1 + random.nextInt(3), random.nextInt(20) / 18, counts, entries.toArray());
    }

    /** {@code {feature/label: weight and covariance}}. */
    private static Map<String, double[]> entries(ClassifierDiff.Linear diff) {
        return LabeledEntries.map(diff.weights());
    }

    /** {@code {feature/column key: value}}. */
    private static Map<String, Object> cells(ClassifierDiff.Cells diff) {
        List<?> parts = Values.list(Values.list(decoded(diff)).get(0));
        Map<?, ?> keyOfId = Values.map(Values.list(parts.get(1)).get(1));
        Map<String, Object> cells = new TreeMap<>();
        Values.map(parts.get(0))
                .forEach((feature, row) ->
                        Values.map(row).forEach((id, value) -> cells.put(feature + "/" + keyOfId.get(id), value)));
        return cells;
    }

    private static Object decoded(ClassifierDiff.Cells diff) {
        MessageWriter out = MessageWriter.toArray();
        diff.cells().write(out);
        return Values.unpack(out.toBytes());
    }

    private static Map<Object, Object> userWeights(KeywordCounts counts) {
        MessageWriter out = MessageWriter.toArray();
        counts.write(out);
        Map<Object, Object> weights = Values.map();
        Values.map(Values.list(Values.unpack(out.toBytes())).get(4)).forEach(weights::put);
        return weights;
    }

    private static <T> Set<T> union(Set<T> one, Set<T> two) {
        var both = new TreeSet<>(one);
        both.addAll(two);
        return both;
    }
}
