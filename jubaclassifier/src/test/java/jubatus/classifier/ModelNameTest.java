package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"m1", "a b", "..", "~!@#", "x"})
    void path_printableId_isPartOfTheFileName(String id) {
        assertThat(path("/tmp", id)).isEqualTo("/tmp/192.168.0.11_9199_classifier_" + id + ".jubatus");
    }

    @Test
    void path_emptyDataFolder_liesInTheRoot() {
        assertThat(path("", "m1")).isEqualTo("/192.168.0.11_9199_classifier_m1.jubatus");
    }

    @Test
    void path_emptyId_isRefused() {
        assertThatThrownBy(() -> path("/tmp", "")).hasMessage("empty id is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "/", "慶喜", "a\n", "\u007f", "\u0000", "\t"})
    void path_otherBytes_areRefused(String id) {
        assertThatThrownBy(() -> path("/tmp", id)).hasMessage("model ID contains invalid character");
    }

    private static String path(String folder, String id) {
        return ModelName.path(TestOptions.withDataFolder(folder), ByteString.utf8(id));
    }
}
