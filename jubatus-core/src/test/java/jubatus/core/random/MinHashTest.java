package jubatus.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import jubatus.core.feature.Fnv1;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinHashTest {
    /** The signatures of 02 §8.2, taken straight from the definition: the feature with the smallest −ln R / x gives the bit. */
    @ParameterizedTest
    @CsvSource({
        "x@num 1 y@num 2, 037864b0e098c7d5",
        "x@num 0.5 y@num 2.5 z@num 1.5, 1069468f78bb456d",
        "x@num 1 y@num -0.5, 0"
    })
    void exponentials_recordedVectors_giveTheOriginalsBits(String features, String expected) {
        String[] namesAndValues = features.split(" ");
        long bits = 0;
        for (int bit = 0; bit < 64; bit++) {
            float smallest = Float.MAX_VALUE;
            for (int i = 0; i < namesAndValues.length; i += 2) {
                byte[] name = namesAndValues[i].getBytes(StandardCharsets.UTF_8);
                long hash = Fnv1.hash(name, 0, name.length);
                float value = MinHash.exponentials(hash, 64)[bit] / Float.parseFloat(namesAndValues[i + 1]);
                if (value < smallest) {
                    smallest = value;
                    bits = (bits & ~(1L << bit)) | ((hash & 1) << bit);
                }
            }
        }

        assertThat(Long.toHexString(bits)).isEqualTo(Long.toHexString(Long.parseUnsignedLong(expected, 16)));
    }
}
