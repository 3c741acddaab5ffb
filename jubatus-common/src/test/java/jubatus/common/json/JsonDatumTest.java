package jubatus.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDatumTest {
    @Test
    void read_textsAndNumbers_keepsTheirOrder() {
        assertSame("{\"name\": \"家康\", \"age\": 3, \"title\": \"\", \"weight\": -1.5}", expected());
    }

    @Test
    void read_listsApart_isTheSameDatum() {
        assertSame(
                "{\"string_values\": {\"name\": \"家康\", \"title\": \"\"}, \"num_values\": {\"age\": 3, \"weight\": -1.5}}",
                expected());
    }

    @Test
    void read_listsApart_mayUseAKeyTwice() {
        assertSame(
                "{\"string_values\": {\"a\": \"1\"}, \"num_values\": {\"a\": 1}}",
                new Datum().addString("a", "1").addNumber("a", 1));
    }

    @Test
    void read_textsUnderTheNameOfAList_areKeysLikeOthers() {
        assertSame("{\"string_values\": \"x\"}", new Datum().addString("string_values", "x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            [1]                               | it must be an object of texts and numbers, was Array
            {"a": true}                       | it: 'a' must be a text or a number, was Bool
            {"a": {"b": 1}}                   | it: 'a' must be a text or a number, was Object
            {"string_values": {"a": 1}}       | it: 'a' in 'string_values' must be a text, was Integer
            {"num_values": {"a": "1"}}        | it: 'a' in 'num_values' must be a number, was String
            """)
    void read_somethingElse_saysWhatAndWhere(String json, String message) {
        assertThatThrownBy(() -> JsonDatum.read(json.getBytes(StandardCharsets.UTF_8), "it"))
                .isInstanceOf(JubatusException.class)
                .hasMessage(message);
    }

    private static Datum expected() {
        return new Datum()
                .addString("name", "家康")
                .addString("title", "")
                .addNumber("age", 3)
                .addNumber("weight", -1.5);
    }

    private static void assertSame(String json, Datum expected) {
        Datum read = JsonDatum.read(json.getBytes(StandardCharsets.UTF_8), "it");
        assertThat(bytes(read)).isEqualTo(bytes(expected));
    }

    private static ByteString bytes(Datum datum) {
        MessageWriter out = MessageWriter.toArray();
        DatumCodec.write(datum, out);
        return ByteString.copyOf(out.toBytes());
    }
}
