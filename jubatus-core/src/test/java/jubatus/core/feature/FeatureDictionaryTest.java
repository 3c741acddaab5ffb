package jubatus.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class FeatureDictionaryTest {
    private final FeatureDictionary dictionary = new FeatureDictionary();

    @Test
    void findOrAdd_sameName_givesTheSameId() {
        int id = dictionary.findOrAdd(ByteString.utf8("x@num"));
        assertThat(dictionary.findOrAdd(ByteString.utf8("x@num"))).isEqualTo(id);
        assertThat(dictionary.find(ByteString.utf8("x@num"))).isEqualTo(id);
        assertThat(dictionary.find(ByteString.utf8("y@num"))).isEqualTo(-1);
        assertThat(dictionary.name(id)).isEqualTo(ByteString.utf8("x@num"));
    }

    @Test
    void remove_name_givesItsIdOutAgain() {
        int first = dictionary.findOrAdd(ByteString.utf8("a"));
        dictionary.findOrAdd(ByteString.utf8("b"));
        dictionary.remove(first);
        assertThat(dictionary.find(ByteString.utf8("a"))).isEqualTo(-1);
        assertThat(dictionary.holds(first)).isFalse();
        assertThat(dictionary.findOrAdd(ByteString.utf8("c"))).isEqualTo(first);
        assertThat(dictionary.size()).isEqualTo(2);
    }

    @Test
    void names_emptyAndLongerThanAChunk_areKept() {
        byte[] huge = new byte[3 << 20];
        huge[huge.length - 1] = 1;
        int empty = dictionary.findOrAdd(ByteString.EMPTY);
        int large = dictionary.findOrAdd(ByteString.copyOf(huge));
        int after = dictionary.findOrAdd(ByteString.utf8("after"));
        assertThat(dictionary.name(empty)).isEqualTo(ByteString.EMPTY);
        assertThat(dictionary.name(large)).isEqualTo(ByteString.copyOf(huge));
        assertThat(dictionary.name(after)).isEqualTo(ByteString.utf8("after"));
    }

    /**
     * In a multiplication with any odd number the highest bit of the product changes with that of the factor, whatever the rest. A
     * hash that only multiplies and shifts by known amounts lets a client undo that in the next eight bytes: 2ⁿ names of 16·n
     * bytes with one hash, and a look-up among them that costs as much as there are names.
     */
    @Test
    void hash_namesMadeToCollideWhateverTheSeed_differ() {
        var hashes = new HashSet<Integer>();
        var fingerprints = new HashSet<Long>();
        for (int choice = 0; choice < 1024; choice++) {
            byte[] name = new byte[10 * 16];
            for (int pair = 0; pair < 10; pair++) {
                if ((choice >> pair & 1) != 0) {
                    name[16 * pair + 7] = (byte) 0x80;
                    name[16 * pair + 11] = (byte) 0x80;
                    name[16 * pair + 15] = (byte) 0x80;
                }
            }
            hashes.add(FeatureDictionary.hash(name, 0, name.length));
            fingerprints.add(FeatureDictionary.fingerprint(name, 0, name.length));
        }
        assertThat(hashes).hasSizeGreaterThan(1000);
        assertThat(fingerprints).hasSize(1024);
    }

    @Test
    void hash_namesThatDifferInOneByte_differ() {
        for (int length = 1; length < 40; length++) {
            var hashes = new HashSet<Integer>();
            var fingerprints = new HashSet<Long>();
            for (int at = 0; at < length; at++) {
                byte[] name = new byte[length];
                name[at] = 1;
                hashes.add(FeatureDictionary.hash(name, 0, length));
                fingerprints.add(FeatureDictionary.fingerprint(name, 0, length));
            }
            assertThat(fingerprints).as("length %d", length).hasSize(length);
            assertThat(hashes).as("length %d", length).hasSizeGreaterThanOrEqualTo(length - 1);
        }
    }

    /** All of up to two bytes; some differ from a shorter one, filled up with zeros, by the difference of the lengths. */
    @Test
    void fingerprint_shortNames_differ() {
        var fingerprints = new HashSet<Long>();
        for (int length = 0; length <= 2; length++) {
            for (int bytes = 0; bytes < (1 << (8 * length)); bytes++) {
                byte[] name = {(byte) bytes, (byte) (bytes >> 8)};
                fingerprints.add(FeatureDictionary.fingerprint(name, 0, length));
            }
        }
        assertThat(fingerprints).hasSize(1 + (1 << 8) + (1 << 16));
    }

    /** Of a million names some have the same 32 bits: then the fingerprints tell them apart. */
    @Test
    void findOrAdd_namesWithOneHash_getIdsOfTheirOwn() {
        var names = new HashMap<Integer, byte[]>();
        for (int i = 0; i < 1_000_000; i++) {
            byte[] name = ("name " + i).getBytes(StandardCharsets.UTF_8);
            byte[] other = names.putIfAbsent(FeatureDictionary.hash(name, 0, name.length), name);
            if (other != null) {
                int id = dictionary.findOrAdd(ByteString.copyOf(name));
                assertThat(dictionary.find(ByteString.copyOf(other))).isEqualTo(-1);
                assertThat(dictionary.findOrAdd(ByteString.copyOf(other))).isNotEqualTo(id);
                assertThat(dictionary.find(ByteString.copyOf(name))).isEqualTo(id);
            }
        }
        assertThat(dictionary.size()).isPositive();
    }

    /** So many that the table is divided again and again. */
    @Test
    void findOrAdd_manyNames_findsEachAgainAndNoOther() {
        int names = 200_000;
        for (int i = 0; i < names; i++) {
            assertThat(dictionary.findOrAdd(ByteString.utf8("name " + i))).isEqualTo(i);
        }
        for (int i = 0; i < names; i += 3) {
            dictionary.remove(i);
        }
        for (int i = 0; i < names; i++) {
            assertThat(dictionary.find(ByteString.utf8("name " + i))).isEqualTo(i % 3 == 0 ? -1 : i);
            assertThat(dictionary.find(ByteString.utf8("other " + i))).isEqualTo(-1);
        }
    }

    @Test
    void addAndRemove_atRandom_behavesLikeAMap() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<ByteString, Integer> expected = new HashMap<>();
        List<ByteString> names = new ArrayList<>();
        for (int step = 0; step < 60_000; step++) {
            if (random.nextInt(3) > 0 || names.isEmpty()) {
                // Few distinct names, some long, so that ids are reused and the arena is rewritten.
                byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(4)];
                random.nextBytes(bytes);
                ByteString name = ByteString.copyOf(bytes);
                int id = dictionary.findOrAdd(name);
                Integer known = expected.putIfAbsent(name, id);
                assertThat(known == null || known == id)
                        .as("seed %d step %d", seed, step)
                        .isTrue();
                if (known == null) {
                    names.add(name);
                }
            } else {
                int chosen = random.nextInt(names.size());
                ByteString name = names.get(chosen);
                names.set(chosen, names.get(names.size() - 1));
                names.remove(names.size() - 1);
                dictionary.remove(expected.remove(name));
            }
        }
        assertThat(dictionary.size()).as("seed %d", seed).isEqualTo(expected.size());
        assertThat(new HashSet<>(expected.values())).hasSize(expected.size());
        expected.forEach((name, id) -> {
            assertThat(dictionary.find(name)).as("seed %d", seed).isEqualTo(id);
            assertThat(dictionary.name(id)).isEqualTo(name);
            assertThat(dictionary.holds(id)).isTrue();
        });
    }
}
