package jubatus.jubaload.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void read_members_areTextsAndNumbersAndNestedOnesHavePaths() throws Exception {
        String lines = """
                {"label":"A", "t": "x", "n": -1.5e1, "yes": true, "none": null, "empty": ""}
                {"o":{"p":{"q":1}}, "tags":["a","b"], "v":[1,2], "label":7}

                """;
        assertThat(read(lines, Texts.PLAIN))
                .containsExactly("A t='x' yes='true' n=-15.0", "7 tags='a' tags='b' o.p.q=1.0 v[0]=1.0 v[1]=2.0");
    }

    @Test
    void read_escapes_areTheirCharacters() throws Exception {
        assertThat(read("{\"class\":\"\\ud83d\\ude00\\u00e4\\n\\\"\\\\\\/\"}", Texts.PLAIN))
                .containsExactly("😀ä\n\"\\/");
    }

    @Test
    void read_columnsNamedByTheUser_areTakenAsHeSays() throws Exception {
        Reading reading = Texts.with(Texts.columns("y.z", "zip", "n", "id"));
        assertThat(read(
                        "{\"y\":{\"z\":\"A\"},\"zip\":10,\"n\":\"2\",\"id\":3}\n{\"zip\":1}\n{\"y\":{\"z\":\"B\"},\"n\":\"x\"}",
                        reading))
                .containsExactly(
                        "A zip='10' n=2.0",
                        "f:2: the object has no member y.z",
                        "f:3:20: \"x\" in n is no number; write one like -1.5e3, or take the column as text with --string n");
    }

    @Test
    void read_noUsualLabel_saysWhichOptionNamesIt() throws Exception {
        assertThat(read("{\"a\":1}", Texts.PLAIN))
                .containsExactly("f:1: the object has no member label, class or target; name the label with --label");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":1.}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":tru}",
                "{\"a\":1} x",
                "{a:1}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":NaN}"
            })
    void read_whatIsNoJson_isABadLineAndTheNextIsRead(String line) throws Exception {
        List<String> found = read(line + "\n{\"label\":\"A\"}", Texts.PLAIN);
        assertThat(found).hasSize(2);
        assertThat(found.get(0)).startsWith("f:1:");
        assertThat(found.get(1)).isEqualTo("A");
    }

    @Test
    void read_nestedTooDeep_isABadLine() throws Exception {
        String deep = "{\"label\":\"A\",\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(read(deep, Texts.PLAIN).get(0)).contains("may nest at most 32 deep");
    }

    @Test
    void read_damagedLines_areReadOrToldAndNothingElse() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String good = "{\"label\":\"A\",\"t\":\"x\\u00e4\",\"n\":[1,-2.5e3,{\"o\":null}],\"b\":false}";
        for (int i = 0; i < 3000; i++) {
            var text = new StringBuilder(good);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                text.setCharAt(random.nextInt(text.length()), "{}[]\",:\\u0e-x ".charAt(random.nextInt(14)));
            }
            assertThat(read(text.toString(), Texts.PLAIN))
                    .as("seed %d: %s", seed, text)
                    .hasSizeLessThan(2);
        }
    }

    private static List<String> read(String text, Reading reading) throws Exception {
        return Texts.read(new JsonReader(Texts.stream(text), reading));
    }
}
