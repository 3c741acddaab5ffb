package jubatus.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void text_ofEveryKind_isJson() {
        var json = new JsonText().beginObject().field("a", "x").field("b", true).field("c", List.of("y", "z"));
        json.field("d", List.of());
        json.beginArray("e")
                .beginObject()
                .endObject()
                .beginObject()
                .field("f", "")
                .endObject();
        assertThat(json.endArray().endObject())
                .hasToString("{\"a\":\"x\",\"b\":true,\"c\":[\"y\",\"z\"],\"d\":[],\"e\":[{},{\"f\":\"\"}]}");
    }

    @Test
    void text_withWhatJsonMustEscape_isEscaped() {
        assertThat(new JsonText().beginObject().field("\"", "\\\n\u001b日").endObject())
                .hasToString("{\"\\\"\":\"\\\\\\n\\u001b日\"}");
    }

    @Test
    void numbers_ofEveryKind_areJson() {
        var json = new JsonText()
                .beginObject()
                .field("a", -1L)
                .unsignedField("b", -1L)
                .field("c", 0.5);
        json.field("d", Double.NaN).beginArray("e").element(1).element("x").endArray();
        assertThat(json.endObject())
                .hasToString("{\"a\":-1,\"b\":18446744073709551615,\"c\":0.5,\"d\":null,\"e\":[1,\"x\"]}");
    }

    @Test
    void text_valueThatEndsLikeAStructure_isStillSeparated() {
        assertThat(new JsonText().beginObject().field("a", "{").field("b", "[").endObject())
                .hasToString("{\"a\":\"{\",\"b\":\"[\"}");
    }
}
