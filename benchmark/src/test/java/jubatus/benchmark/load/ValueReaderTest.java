package jubatus.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReaderTest {
    /** A map with values of each kind, an array, a text of 32 bytes and one of the later str family. */
    private static final String NESTED = "85" + "a16e" + "c0" + "a174" + "c3" + "a166" + "cb3ff8000000000000" + "a16c"
            + "93" + "ff" + "cd0100" + "d1ff00" + "a173" + "92" + "da0020" + "61".repeat(32) + "d90162";

    @Test
    void value_nested_isReadWhole() throws IOException {
        // Given
        Map<String, Object> expected = new HashMap<>();
        expected.put("n", null);
        expected.put("t", true);
        expected.put("f", 1.5);
        expected.put("l", List.of(-1L, 256L, -256L));
        expected.put("s", List.of("a".repeat(32), "b"));

        // Then
        assertThat(reader(NESTED).value()).isEqualTo(expected);
    }

    @Test
    void skip_nested_endsBehindIt() throws IOException {
        // Given
        ValueReader reader = reader(NESTED + "07");

        // When
        reader.skip();

        // Then
        assertThat(reader.value()).isEqualTo(7L);
    }

    @Test
    void answer_anAnswersHead_isItsMessageId() throws IOException {
        // Given
        ValueReader reader = reader("9401ce00010000c0c3");

        // Then
        assertThat(reader.answer()).isEqualTo(65536);
        assertThat(reader.value()).isNull();
        assertThat(reader.value()).isEqualTo(true);
    }

    @Test
    void answer_aRequest_fails() {
        assertThatThrownBy(() -> reader("9400").answer()).hasMessageContaining("this one with 94 00");
    }

    @Test
    void value_ofATextOfFourGigabytes_failsBeforeItIsAllocated() {
        assertThatThrownBy(() -> reader("dbffffffff").value()).hasMessageContaining("4294967295");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "92", "a3", "cb00", "8161"})
    void skip_brokenOff_fails(String bytes) {
        assertThatThrownBy(() -> reader(bytes).skip()).isInstanceOf(IOException.class);
    }

    private static ValueReader reader(String hex) {
        return new ValueReader(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }
}
