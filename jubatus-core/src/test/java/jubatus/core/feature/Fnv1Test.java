package jubatus.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Fnv1Test {
    @ParameterizedTest
    @CsvSource({
        "'', 14695981039346656037",
        "a, 12638153115695167422",
        "x@num, 13407722987255029775",
        "k$日本@str#bin/bin, 3593052520727718441"
    })
    void hash_recordedNames_equalsTheOriginal(String name, String expected) {
        byte[] bytes = ("?" + name + "?").getBytes(StandardCharsets.UTF_8);

        long hash = Fnv1.hash(bytes, 1, bytes.length - 2);

        assertThat(Long.toUnsignedString(hash)).isEqualTo(expected);
    }
}
