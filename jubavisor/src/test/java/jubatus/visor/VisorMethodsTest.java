package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import jubatus.common.cli.BoundOptions;
import jubatus.common.protection.Protection;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisorMethodsTest {
    private static final String X =
            "b0" + HexFormat.of().formatHex("jubaclassifier/x".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path folder;

    private final ReadinessWatch watch = new ReadinessWatch(cluster -> List.of());
    private Children children;

    private VisorMethods methods() {
        var options = new VisorOptions(
                "127.46.0.1",
                29198,
                "none",
                folder,
                Optional.empty(),
                false,
                Optional.empty(),
                Keeping.NOTHING,
                new BoundOptions.Values(1, 1_000, 0, 0),
                Protection.NONE);
        children = new Children(new Launches(options, new ServerPrograms(folder)), watch, Children.Timing.DEFAULT);
        return new VisorMethods(children);
    }

    @AfterEach
    void close() {
        children.close();
        watch.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0", // no parameters
                "92" + "a178" + "01", // no server_argv
                "93" + "01" + "01" + "90", // a target that is a number
                "93" + "a178" + "ff" + "90", // a negative count
                "93" + "a178" + "cf0000000100000000" + "90", // a count of more than 32 bits
                "93" + "a178" + "cb3ff0000000000000" + "90", // a count that is a double
                "93" + "a178" + "01" + "c0", // server_argv that is nil
                "93" + "a178" + "01" + "80", // or a map
                "93" + "a178" + "01" + "91a130", // or has a text for the port
            })
    void start_parametersOfOtherTypes_areABadArgument(String params) {
        VisorMethods methods = methods();
        assertThatThrownBy(() -> methods.start(reader(params), MessageWriter.toArray()))
                .isInstanceOfSatisfying(
                        JubatusException.class,
                        e -> assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_ARGUMENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0", "91a178", "920101", "92a178ff"})
    void stop_parametersOfOtherTypes_areABadArgument(String params) {
        VisorMethods methods = methods();
        assertThatThrownBy(() -> methods.stop(reader(params), MessageWriter.toArray()))
                .isInstanceOfSatisfying(
                        JubatusException.class,
                        e -> assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_ARGUMENT));
    }

    @Test
    void start_programThatIsNotThere_answersMinusOne() {
        VisorMethods methods = methods();
        MessageWriter result = MessageWriter.toArray();
        methods.start(reader("93" + X + "01" + "90"), result);
        assertThat(result.toBytes()).containsExactly(0xff);
    }

    @Test
    void start_none_andSurplusParameters_answersZero() {
        VisorMethods methods = methods();
        MessageWriter result = MessageWriter.toArray();
        methods.start(reader("94" + X + "00" + "90" + "c0"), result);
        assertThat(result.toBytes()).containsExactly(0);
    }

    @Test
    void stop_nameThatIsUnknown_answersZero() {
        VisorMethods methods = methods();
        MessageWriter result = MessageWriter.toArray();
        methods.stop(
                reader("92" + "a9" + HexFormat.of().formatHex("not known".getBytes(StandardCharsets.US_ASCII)) + "01"),
                result);
        assertThat(result.toBytes()).containsExactly(0);
    }

    private static MessageReader reader(String hex) {
        return MessageReader.of(HexFormat.of().parseHex(hex));
    }
}
