package jubatus.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class FeatureVectorTest {
    private final FeatureVector vector = new FeatureVector();

    @Test
    void sortAndMerge_repeatedNames_addsFromTheSmallestValueOn() {
        add("b", 1e16, "a", 2, "b", 1, "b", -1e16, "c", 0.5, "a", -2);
        vector.sortAndMerge();
        // −1e16 + 1 + 1e16 loses the 1 when added from the smallest on: −1e16 + 1 = −1e16 rounds, then 0.
        assertThat(list()).containsExactly("a=0.0", "b=" + (-1e16 + 1 + 1e16), "c=0.5");
    }

    @Test
    void sortAndMerge_bytesAbove127_sortAfterAscii() {
        add("é", 1, "z", 2, "", 3);
        vector.sortAndMerge();
        assertThat(list()).containsExactly("=3.0", "z=2.0", "é=1.0");
    }

    @Test
    void grown_namesUpToAGibibyte_doublesOrFits() {
        assertThat(FeatureVector.grown(1 << 10, 1025)).isEqualTo(1 << 11);
        assertThat(FeatureVector.grown(1 << 10, 5000)).isEqualTo(5000);
        assertThat(FeatureVector.grown(3 << 28, (3 << 28) + 1)).isEqualTo(1 << 30);
    }

    @Test
    void grown_moreNames_saysThatRulesMakeTooMuch() {
        assertThatThrownBy(() -> FeatureVector.grown(1 << 30, (1 << 30) + 1))
                .isInstanceOf(JubatusException.class)
                .hasMessage(
                        "the features of one datum need more than 1073741824 bytes of names; narrow the rules that make"
                                + " them, combination rules above all");
    }

    @Test
    void dropZerosAndNonFinite_mixedValues_keepsTheOthersInOrder() {
        add("a", 0.0, "long name", 1, "b", Double.NaN, "c", -0.0, "dd", 2, "e", Double.POSITIVE_INFINITY, "f", 3);
        vector.dropZerosAndNonFinite();
        assertThat(list()).containsExactly("long name=1.0", "dd=2.0", "f=3.0");
        vector.add(ByteString.utf8("g"), 4);
        assertThat(list()).containsExactly("long name=1.0", "dd=2.0", "f=3.0", "g=4.0");
    }

    @Test
    void sortAndMerge_atRandom_equalsASortedMap() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            vector.clear();
            Map<ByteString, Double> expected = new TreeMap<>();
            for (int i = random.nextInt(200); i > 0; i--) {
                byte[] name = new byte[random.nextInt(3)];
                random.nextBytes(name);
                double value = random.nextInt(9) - 4;
                vector.add(ByteString.copyOf(name), value);
                expected.merge(ByteString.copyOf(name), value, Double::sum);
            }
            vector.sortAndMerge();
            assertThat(vector.size()).as("seed %d", seed).isEqualTo(expected.size());
            int i = 0;
            for (var entry : expected.entrySet()) {
                assertThat(vector.name(i)).as("seed %d", seed).isEqualTo(entry.getKey());
                assertThat(vector.value(i++)).as("seed %d", seed).isEqualTo(entry.getValue());
            }
        }
    }

    @Test
    void sortAndMerge_longNamesWithACommonStart_sortByWhatFollows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] starts = {"", "key$", "a longer key than eight bytes$"};
        String[] pieces = {"", "\0", "a", "aaaaaaa", "aaaaaaaa", "aaaaaaab", "é", "b\0\0"};
        for (int round = 0; round < 300; round++) {
            vector.clear();
            Map<ByteString, Double> expected = new TreeMap<>();
            String start = starts[random.nextInt(starts.length)];
            for (int i = random.nextInt(40); i > 0; i--) {
                var name = new StringBuilder(start);
                for (int n = random.nextInt(4); n > 0; n--) {
                    name.append(pieces[random.nextInt(pieces.length)]);
                }
                vector.add(ByteString.utf8(name.toString()), i);
                expected.merge(ByteString.utf8(name.toString()), (double) i, Double::sum);
            }

            vector.sortAndMerge();

            List<ByteString> names = new ArrayList<>();
            for (int i = 0; i < vector.size(); i++) {
                names.add(vector.name(i));
                assertThat(vector.value(i)).as("seed %d", seed).isEqualTo(expected.get(vector.name(i)));
            }
            assertThat(names).as("seed %d", seed).isEqualTo(List.copyOf(expected.keySet()));
        }
    }

    /** Names that come again have the order, the hashes and the rows that they had; one that differs must not get them. */
    @Test
    void sortAndMerge_namesThatComeAgain_areSortedAndFoundAsIfTheyWereNew() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        var dictionary = new FeatureDictionary();
        String[][] tables = {
            {"b", "a", "d", "c", "f", "e"},
            {"b", "a", "d", "c", "f", "g"},
            {"b", "a", "b", "c", "f", "e"},
            {"ba", "d", "c", "f", "e"}
        };
        for (int round = 0; round < 3_000; round++) {
            String[] names =
                    tables[random.nextInt(10) == 0 ? random.nextInt(tables.length) : round / 300 % tables.length];
            var values = new TreeMap<String, Double>();
            vector.clear();
            for (String name : names) {
                double value = random.nextInt(3);
                vector.add(ByteString.utf8(name), value);
                if (value != 0) {
                    values.merge(name, value, Double::sum);
                }
            }
            vector.dropZerosAndNonFinite();
            boolean sorted = random.nextInt(5) > 0;
            boolean hashedBefore = random.nextInt(5) == 0;
            if (hashedBefore) {
                vector.hashNames();
            }
            if (sorted) {
                vector.sortAndMerge();
                assertThat(list())
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(values.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList());
            }
            vector.hashNames();
            dictionary.findAll(vector, 0, vector.size());
            for (int i = 0; i < vector.size(); i++) {
                assertThat(vector.rows()[i]).as("seed %d", seed).isEqualTo(dictionary.find(vector.name(i)));
            }
            for (int i = 0; i < vector.size(); i++) {
                if (random.nextInt(100) == 0) {
                    dictionary.findOrAdd(vector, i);
                }
            }
            if (random.nextInt(100) == 0 && dictionary.find(ByteString.utf8("c")) >= 0) {
                dictionary.remove(dictionary.find(ByteString.utf8("c")));
            }
        }
    }

    private void add(Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            vector.add(ByteString.utf8((String) namesAndValues[i]), ((Number) namesAndValues[i + 1]).doubleValue());
        }
    }

    private List<String> list() {
        var list = new ArrayList<String>();
        for (int i = 0; i < vector.size(); i++) {
            list.add(vector.name(i) + "=" + vector.value(i));
        }
        return list;
    }
}
