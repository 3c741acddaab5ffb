package jubatus.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class NameListTest {
    @Test
    void add_copiedAndSharedNamesOfAllLengths_areKeptAndFound() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var dictionary = new FeatureDictionary();
        var names = new NameList();
        List<ByteString> expected = new ArrayList<>();
        Map<ByteString, Integer> first = new HashMap<>();
        for (int number = 0; number < 3000; number++) {
            byte[] name = new byte[random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(4)];
            random.nextBytes(name);
            ByteString wanted = ByteString.copyOf(name);
            if (random.nextBoolean()) {
                names.add(dictionary.names(), dictionary.findOrAdd(wanted));
            } else {
                names.add(name, 0, name.length);
            }
            expected.add(wanted);
            first.putIfAbsent(wanted, number);
        }
        var index = new NameIndex(names);

        assertThat(names.size()).as("seed %d", seed).isEqualTo(3000);
        for (int number = 0; number < names.size(); number++) {
            assertThat(names.name(number)).as("seed %d", seed).isEqualTo(expected.get(number));
            assertThat(index.find(names, number)).as("seed %d", seed).isEqualTo(first.get(expected.get(number)));
        }
    }

    @Test
    void add_sharedNameThatIsRemovedThere_staysHere() {
        var dictionary = new FeatureDictionary();
        var names = new NameList();
        names.add(dictionary.names(), dictionary.findOrAdd(ByteString.utf8("kept")));
        byte[] filler = new byte[1 << 20];
        for (int i = 0; i < 8; i++) {
            filler[0] = (byte) i;
            dictionary.findOrAdd(ByteString.copyOf(filler));
        }
        for (int id = 0; id < 8; id++) {
            dictionary.remove(id);
        }

        assertThat(names.name(0)).isEqualTo(ByteString.utf8("kept"));
    }

    @Test
    void find_nameThatIsNotInTheList_isNone() {
        var names = new NameList();
        var others = new NameList();
        others.add(new byte[] {7}, 0, 1);

        assertThat(new NameIndex(names).find(others, 0)).isEqualTo(-1);
    }
}
