package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {
    @Test
    void parse_nameOfANode_splitsAtTheFirstUnderscore() {
        assertThat(Node.parse("192.168.0.11_9199")).isEqualTo(new Node("192.168.0.11", 9199));
    }

    @Test
    void toString_ofANode_isTheNameItWasParsedFrom() {
        assertThat(Node.parse("shop.example.com_1").toString()).isEqualTo("shop.example.com_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "_", "a", "a_", "_9199", "a_b_1", "a_0", "a_65536", "a_99999999999", "a_-1", "a_1x", "a/b_1"
            })
    void parse_anythingElse_saysWhatANodeIs(String name) {
        assertThatThrownBy(() -> Node.parse(name))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining("node");
    }

    @Test
    void sort_nodes_goesByTheBytesOfTheirNames() {
        List<String> sorted = Stream.of("127.0.0.2_1", "127.0.0.11_9", "127.0.0.11_10", "10.0.0.1_80")
                .map(Node::parse)
                .sorted()
                .map(Node::toString)
                .toList();

        assertThat(sorted).containsExactly("10.0.0.1_80", "127.0.0.11_10", "127.0.0.11_9", "127.0.0.2_1");
    }
}
