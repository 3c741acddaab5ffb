package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class MethodTableTest {
    private static final List<String> NAMES = List.of(
            "train",
            "classify",
            "get_labels",
            "set_label",
            "clear",
            "delete_label",
            "get_config",
            "save",
            "load",
            "get_status",
            "get_diff",
            "put_diff",
            "get_model",
            "do_mix",
            "pull",
            "push",
            "get_pull_argument",
            "");

    private final MethodTable table = new MethodTable(NAMES.stream()
            .map(name -> new RpcMethod(ByteString.utf8(name), (params, result) -> {}, () -> false, null))
            .toList());

    @Test
    void find_eachRegisteredName_returnsItsMethod() {
        for (String name : NAMES) {
            byte[] message = ("xx" + name + "yy").getBytes(StandardCharsets.UTF_8);
            assertThat(table.find(message, 2, name.length()).name()).hasToString(name);
        }
    }

    @Test
    void find_similarName_returnsNull() {
        for (String name : List.of("trai", "train1", "Train", "tra\0n", "xtrain", "get_labelz")) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            assertThat(table.find(bytes, 0, bytes.length)).as(name).isNull();
        }
    }

    @Test
    void find_inAnEmptyTable_returnsNull() {
        assertThat(new MethodTable(List.of()).find(new byte[] {1}, 0, 1)).isNull();
    }
}
