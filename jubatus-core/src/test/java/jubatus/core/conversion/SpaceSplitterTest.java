package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class SpaceSplitterTest {
    private static final byte[] BYTES = {
        ' ', '\t', '\n', 0x0b, '\f', '\r', 8, 14, 0, 31, 33, 'a', 'b', 127, -128, (byte) 0xa0, -1
    };

    @Test
    void split_anyBytes_givesWhatLiesBetweenWhiteSpace() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var words = new Words();
        words.setOrdered(false);
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[random.nextInt(60)];
            int letters = 1 + random.nextInt(20);
            for (int i = 0; i < text.length; i++) {
                text[i] = random.nextInt(letters) > 0
                        ? (byte) ('a' + random.nextInt(3))
                        : BYTES[random.nextInt(BYTES.length)];
            }
            int offset = random.nextInt(text.length + 1);
            int length = random.nextInt(text.length - offset + 1);

            words.begin(text);
            new Splitter.Space().split(text, offset, length, words);

            List<ByteString> actual = new ArrayList<>();
            for (int word = words.first(); word >= 0; word = words.next(word)) {
                actual.add(ByteString.copyOf(text, words.offset(word), words.length(word)));
            }
            assertThat(actual).as("seed %d", seed).isEqualTo(List.copyOf(expected(text, offset, offset + length)));
        }
    }

    private static Set<ByteString> expected(byte[] text, int from, int end) {
        var words = new LinkedHashSet<ByteString>();
        int start = from;
        for (int i = from; i <= end; i++) {
            if (i == end || text[i] == ' ' || (text[i] >= 9 && text[i] <= 13)) {
                if (i > start) {
                    words.add(ByteString.copyOf(text, start, i - start));
                }
                start = i + 1;
            }
        }
        return words;
    }
}
