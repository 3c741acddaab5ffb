package jubatus.core.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearMixTest {
    private final LinearStorage storage = new LinearStorage(true, true);
    private final LinearMix mix = new LinearMix(storage);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mix_anyOrderOfCalls_holdsWhatMapsHold(boolean hasCovariance) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            var both = new Both(hasCovariance, random);
            for (int step = 0; step < 80; step++) {
                both.step();
                both.check("seed " + seed + " round " + round + " step " + step);
            }
        }
    }

    @Test
    void put_labelThatIsNotAccepted_makesOnlyItsFeatureKnown() {
        mix.put(
                weights("f/A", 1, .5, "g/B", 2, .5),
                label -> label.toString().equals("A"),
                List.of(),
                Turns.ALONE,
                () -> {});

        assertThat(entries(storage)).containsOnlyKeys("f/A");
        assertThat(storage.mixedRowCount()).isEqualTo(2);
        assertThat(storage.labels().slotOf(ByteString.utf8("B"))).isEqualTo(-1);
    }

    @Test
    void put_learnedAfterTheHandOut_staysAndIsHandedOutNext() {
        learn("f/A", 1, .5);
        mix.takeIncrement();
        LabeledWeights handedOut = mix.difference(Turns.ALONE);
        learn("f/A", 4, .25);

        mix.put(handedOut, label -> true, List.of(), Turns.ALONE, () -> {});

        // An original forgets the second change: its entry would be (1, 0.5), and its next diff empty.
        assertThat(entries(storage).get("f/A")).containsExactly(4, .25);
        mix.takeIncrement();
        assertThat(entries(mix.difference(Turns.ALONE)).get("f/A")).containsExactly(3, -.25);
    }

    @Test
    void put_entryOfAnIncrementThatTheMixLacks_addsWeightAndPrecision() {
        mix.put(weights("f/A", 1, .5), label -> true, List.of(), Turns.ALONE, () -> {});
        learn("f/A", 3, .25);
        LabeledWeights missed = mix.takeIncrement();

        mix.put(weights("f/A", 10, -.3), label -> true, List.of(missed), Turns.ALONE, () -> {});

        // 1/v: 1/0.2 of the mixed model, and 1/0.25 − 1/0.5 on top.
        assertThat(entries(storage).get("f/A")).containsExactly(new double[] {13, 1.0 / 7}, within(1e-12));
        assertThat(entries(mix.difference(Turns.ALONE)).get("f/A"))
                .containsExactly(new double[] {2, 1.0 / 7 - .2}, within(1e-12));
    }

    /** An original leaves weight 0 and covariance 0 where there was no entry, and could never learn it again (03 §8.2). */
    @Test
    void difference_learnedOverAPlaceholder_hasTheWholeCovarianceAndSoHealsIt() {
        mix.put(weights("f/A", 0, 0), label -> true, List.of(), Turns.ALONE, () -> {});
        int row = storage.table().features().find(ByteString.utf8("f"));
        assertThat(storage.covariance(row, 0)).as("what rules see").isEqualTo(1);
        learn("f/A", .5, .75);

        assertThat(entries(mix.takeIncrement()).get("f/A"))
                .containsExactly(new double[] {.5, 1 / .75 - 1}, within(1e-12));
        assertThat(entries(mix.difference(Turns.ALONE)).get("f/A")).containsExactly(.5, .75);
    }

    @Test
    void difference_nothingLearned_isEmpty() {
        mix.put(weights("f/A", 1, .5), label -> true, List.of(), Turns.ALONE, () -> {});

        assertThat(mix.difference(Turns.ALONE).isEmpty()).isTrue();
        assertThat(mix.takeIncrement().isEmpty()).isTrue();
        assertThat(storage.version()).isEqualTo(1);
    }

    private void learn(String name, double weight, double covariance) {
        learn(storage, name, weight, covariance);
    }

    private static void learn(LinearStorage storage, String name, double weight, double covariance) {
        byte[] feature = name.substring(0, name.indexOf('/')).getBytes(UTF_8);
        int row = storage.table().rowOf(feature, 0, feature.length);
        int slot = storage.labels().register(ByteString.utf8(name.substring(name.indexOf('/') + 1)));
        int at = storage.open(row, slot);
        storage.table().rows().set(row, at, weight, covariance);
    }

    private static LabeledWeights weights(Object... entries) {
        return LabeledEntries.weights(entries);
    }

    private static Map<String, double[]> entries(LabeledWeights weights) {
        return LabeledEntries.map(weights);
    }

    private static Map<String, double[]> entries(LinearStorage storage) {
        Map<String, double[]> entries = new TreeMap<>();
        WeightTable table = storage.table();
        for (int row = 0; row < table.features().idLimit(); row++) {
            if (table.features().holds(row)) {
                collect(table, row, storage.labels()::name, entries);
            }
        }
        return entries;
    }

    private static void collect(
            WeightTable table, int row, IntFunction<ByteString> label, Map<String, double[]> entries) {
        for (int at = 0; at < table.rows().count(row); at++) {
            String name =
                    table.features().name(row) + "/" + label.apply(table.rows().slot(row, at));
            entries.put(
                    name,
                    new double[] {table.rows().weight(row, at), table.rows().covariance(row, at)});
        }
    }

    /** What LinearMix says that it holds, in maps of {@code feature/label} to weight and covariance. */
    private static final class Naive {
        private static final double[] NONE = {};

        private final boolean hasCovariance;
        private Map<String, double[]> mixed = new TreeMap<>();
        private Map<String, double[]> current = new TreeMap<>();
        /** Of entries learned since the last increment was taken, what they were then; empty if there was none. */
        private final Map<String, double[]> before = new TreeMap<>();

        private final Set<String> unmixed = new TreeSet<>();

        Naive(boolean hasCovariance) {
            this.hasCovariance = hasCovariance;
        }

        void learn(String name, double weight, double covariance) {
            note(name);
            current.put(name, new double[] {weight, hasCovariance ? covariance : 0});
        }

        private void note(String name) {
            before.putIfAbsent(name, current.getOrDefault(name, NONE));
            unmixed.add(name);
        }

        Map<String, double[]> take() {
            Map<String, double[]> increment = new TreeMap<>();
            before.forEach((name, old) -> {
                double[] now = current.get(name);
                double[] then = old == NONE ? new double[] {0, 1} : old;
                double precision = hasCovariance ? 1 / now[1] - 1 / then[1] : 0;
                increment.put(name, new double[] {now[0] - then[0], precision});
            });
            before.clear();
            return increment;
        }

        Map<String, double[]> difference() {
            Map<String, double[]> difference = new TreeMap<>();
            for (String name : unmixed) {
                double[] base = mixed.getOrDefault(name, new double[2]);
                double[] then = before.getOrDefault(name, current.get(name));
                boolean isLater = before.containsKey(name) && Arrays.equals(then, mixed.getOrDefault(name, NONE));
                if (!isLater) {
                    difference.put(name, new double[] {then[0] - base[0], then[1] - base[1]});
                }
            }
            return difference;
        }

        void put(Map<String, double[]> diff, List<Map<String, double[]>> onTop) {
            Map<String, double[]> pending = take();
            Map<String, double[]> next = new TreeMap<>(mixed);
            diff.forEach((name, change) -> {
                double[] base = mixed.getOrDefault(name, new double[2]);
                next.put(name, new double[] {base[0] + change[0], hasCovariance ? base[1] + change[1] : 0});
            });
            mixed = next;
            current = new TreeMap<>(mixed);
            unmixed.clear();
            onTop.forEach(this::putOnTop);
            pending.forEach((name, change) -> {
                note(name);
                add(name, change);
            });
        }

        void putOnTop(Map<String, double[]> increment) {
            increment.forEach((name, change) -> {
                unmixed.add(name);
                add(name, change);
            });
        }

        private void add(String name, double[] change) {
            double[] base = current.getOrDefault(name, new double[] {0, 1});
            current.put(name, new double[] {base[0] + change[0], hasCovariance ? 1 / (1 / base[1] + change[1]) : 0});
        }

        void delete(String label) {
            for (Map<String, double[]> map : List.of(mixed, current, before)) {
                map.keySet().removeIf(name -> name.endsWith("/" + label));
            }
            unmixed.removeIf(name -> name.endsWith("/" + label));
        }
    }

    /** The real thing and the naive one, side by side. */
    private static final class Both {
        private record HandedOut(LabeledWeights real, Map<String, double[]> naive) {}

        private final Random random;
        private final boolean hasCovariance;
        private final LinearStorage storage;
        private final LinearMix real;
        private final Naive naive;
        private List<HandedOut> handedOut = new ArrayList<>();

        Both(boolean hasCovariance, Random random) {
            this.random = random;
            this.hasCovariance = hasCovariance;
            storage = new LinearStorage(hasCovariance, true);
            real = new LinearMix(storage);
            naive = new Naive(hasCovariance);
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1 -> handedOut.add(new HandedOut(real.takeIncrement(), naive.take()));
                case 2 -> put();
                case 3 -> delete("" + random.nextInt(5));
                case 4 -> putOnTop();
                default -> learn();
            }
        }

        private String name() {
            return random.nextInt(4) + "/" + random.nextInt(5);
        }

        /** A rule never raises a covariance. */
        private void learn() {
            String name = name();
            double old = naive.current.getOrDefault(name, new double[] {0, 1})[1];
            double covariance = old * (.1 + .9 * random.nextDouble());
            double weight = random.nextGaussian();
            LinearMixTest.learn(storage, name, weight, covariance);
            naive.learn(name, weight, covariance);
        }

        /** Some of what was handed out is in the mixed diff, the rest stays on top. */
        private void put() {
            handedOut = new ArrayList<>(handedOut.subList(random.nextInt(handedOut.size() + 1), handedOut.size()));
            Map<String, double[]> diff = new TreeMap<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                String name = name();
                double base = naive.mixed.getOrDefault(name, new double[] {0, 0})[1];
                double change = base == 0 ? .05 + random.nextDouble() : -base * random.nextDouble() * .9;
                diff.put(name, new double[] {random.nextGaussian(), change});
            }
            var entries = new ArrayList<Object>();
            diff.forEach((name, change) -> entries.addAll(List.of(name, change[0], change[1])));
            real.put(
                    weights(entries.toArray()),
                    label -> true,
                    handedOut.stream().map(HandedOut::real).toList(),
                    Turns.ALONE,
                    () -> {});
            naive.put(diff, handedOut.stream().map(HandedOut::naive).toList());
        }

        private void putOnTop() {
            if (!handedOut.isEmpty()) {
                HandedOut one = handedOut.get(random.nextInt(handedOut.size()));
                real.putOnTop(one.real(), label -> true);
                naive.putOnTop(one.naive());
            }
        }

        private void delete(String label) {
            storage.deleteLabel(ByteString.utf8(label));
            naive.delete(label);
            handedOut.replaceAll(increment -> {
                Map<String, double[]> rest = new TreeMap<>(increment.naive());
                rest.keySet().removeIf(name -> name.endsWith("/" + label));
                return new HandedOut(increment.real().without(ByteString.utf8(label)), rest);
            });
        }

        void check(String where) {
            same(entries(storage), naive.current, where);
            same(entries(real.difference(Turns.ALONE)), naive.difference(), where + ": difference");
            same(entries(mixedModel()), naive.mixed, where + ": mixed");
            for (HandedOut increment : handedOut) {
                same(entries(increment.real()), increment.naive(), where + ": increment");
            }
        }

        private LinearStorage mixedModel() {
            MessageWriter out = MessageWriter.toArray();
            try (LinearSnapshot snapshot = storage.snapshot()) {
                snapshot.writeMixedModel(out);
            }
            var copy = new LinearStorage(hasCovariance, true);
            new LinearStorageReader(copy).read(MessageReader.of(out.toBytes()));
            return copy;
        }

        private static void same(Map<String, double[]> real, Map<String, double[]> expected, String where) {
            assertThat(real.keySet()).as(where).isEqualTo(expected.keySet());
            expected.forEach((name, entry) -> {
                double[] found = real.get(name);
                for (int i = 0; i < 2; i++) {
                    assertThat(found[i])
                            .as("%s %s", where, name)
                            .isCloseTo(entry[i], within(1e-9 * Math.max(1, Math.abs(entry[i]))));
                }
            });
        }
    }
}
