package jubatus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class ConfigDigestTest {
    @Test
    void of_equalValues_isEqualWhateverTheText() {
        assertThat(digest("{\"a\": 1, \"b\": [true, null, \"x\"]}"))
                .isEqualTo(digest("{ \"b\":[true,null,\"x\"], \"a\":1 }"));
    }

    @Test
    void of_valuesThatDiffer_differs() {
        String[] texts = {"1", "1.0", "\"1\"", "[1]", "{\"1\": 1}", "[[], 1]", "[[1]]", "true", "false", "null", "{}"};
        for (int i = 0; i < texts.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(digest(texts[i])).as("%s and %s", texts[i], texts[j]).isNotEqualTo(digest(texts[j]));
            }
        }
    }

    private static ByteString digest(String text) {
        return ConfigDigest.of(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)));
    }
}
