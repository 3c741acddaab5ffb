package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import org.junit.jupiter.api.Test;

/** The worked conversions of 02 §8.1, §10.3 and §10.4, which the original's classes produced. */
class ConversionVectorsTest {
    private static final Pattern FEATURE = Pattern.compile(" *\\[(.*)] = (\\S+)");
    private static final Pattern STEP = Pattern.compile("([UV]) \\(\"(.*)\",\"(.*)\"\\) ->");

    private record Entry(String name, double value) {}

    @Test
    void convert_globalWeights_givesTheOriginalsValues() throws IOException {
        var config = new ConfigBuilder();
        for (String weight : List.of("idf", "idf1", "bm25", "weight")) {
            config.string("*", "space", "tf", weight);
        }
        Conversions conversions = Conversions.of(config);
        List<String> lines = lines("weights.txt");

        for (int i = 0; i < lines.size(); ) {
            Matcher step = STEP.matcher(lines.get(i++));
            assertThat(step.matches()).isTrue();
            var expected = new ArrayList<Entry>();
            while (i < lines.size() && FEATURE.matcher(lines.get(i)).matches()) {
                expected.add(entry(lines.get(i++)));
            }
            Datum datum = new Datum().addString(step.group(2), step.group(3));
            if (step.group(1).equals("U")) {
                assertSame(conversions.train(datum), expected, true);
            } else {
                assertSame(conversions.classify(datum), expected, false);
            }
        }
    }

    @Test
    void convert_splittersAndNumberTypes_givesTheOriginalsNames() throws IOException {
        var config = new ConfigBuilder()
                .type("string_types", "bi", "method", "ngram", "char_num", "2")
                .type("string_types", "sp", "method", "split", "separators", ",;")
                .type("string_types", "re", "method", "regexp", "pattern", "(a+)(b*)", "group", "2")
                .string("k", "bi", "tf", "bin")
                .string("k", "str", "log_tf", "bin")
                .string("s", "sp", "tf", "bin")
                .string("r", "re", "tf", "bin")
                .number("*", "num")
                .number("*", "log")
                .number("*", "str");
        Datum datum = new Datum()
                .addString("k", "あいう")
                .addString("k", "ab")
                .addString("k", "x")
                .addString("k", "")
                .addString("s", ",a,,b;a;")
                .addString("r", "aabbxab")
                .addNumber("v", 1234567.0)
                .addNumber("w", 0.1)
                .addNumber("z", 0.0)
                .addNumber("q", -3.5)
                .addNumber("e", 1e-7);

        FeatureVector vector = Conversions.of(config).classify(datum);

        assertSame(
                vector,
                lines("names.txt").stream().map(ConversionVectorsTest::entry).toList(),
                false);
    }

    @Test
    void convert_combinations_givesTheOriginalsNamesAndKeepsZeros() {
        var config = new ConfigBuilder()
                .string("*", "str", "bin", "bin")
                .number("*", "num")
                .combination("*@num", "*@num", "add")
                .combination("*", "/.*str.*/", "mul");
        Datum datum = new Datum()
                .addString("s", "t")
                .addNumber("a", 2)
                .addNumber("b", 3)
                .addNumber("c", 0)
                .addNumber("d", -2);

        assertThat(Conversions.of(config).classified(datum))
                .containsExactly(
                        "s$t@str#bin/bin = 1.0",
                        "a@num = 2.0",
                        "b@num = 3.0",
                        "d@num = -2.0",
                        "a@num&b@num/add = 5.0",
                        "a@num&d@num/add = 0.0",
                        "b@num&d@num/add = 1.0",
                        "s$t@str#bin/bin&a@num/mul = 2.0",
                        "s$t@str#bin/bin&b@num/mul = 3.0",
                        "s$t@str#bin/bin&d@num/mul = -2.0");
    }

    @Test
    void convert_hashMaxSize_givesTheOriginalsNumbers() {
        var config = new ConfigBuilder()
                .string("*", "str", "bin", "bin")
                .number("*", "num")
                .hashMaxSize(1000000007);
        Datum datum = new Datum().addString("k", "日本").addString("k", "abc").addNumber("a", 0.5);

        assertThat(Conversions.of(config).classified(datum))
                .containsExactly("576350976 = 1.0", "979219272 = 1.0", "835400592 = 0.5");
    }

    /** @param sorted whether the vector is sorted; the expected entries are in the order in which they are made */
    private static void assertSame(FeatureVector vector, List<Entry> expected, boolean sorted) {
        var found = new ArrayList<String>();
        for (int i = 0; i < vector.size(); i++) {
            found.add(vector.name(i).toString());
        }
        List<String> names = expected.stream().map(Entry::name).toList();
        assertThat(found).isEqualTo(sorted ? names.stream().sorted().toList() : names);
        for (Entry entry : expected) {
            double value = vector.value(found.indexOf(entry.name));
            assertThat(value).as(entry.name).isEqualTo(entry.value, within(1e-14 * Math.abs(entry.value)));
        }
    }

    private static Entry entry(String line) {
        Matcher feature = FEATURE.matcher(line);
        assertThat(feature.matches()).as(line).isTrue();
        return new Entry(feature.group(1), Double.parseDouble(feature.group(2)));
    }

    private static List<String> lines(String file) throws IOException {
        try (var in = ConversionVectorsTest.class.getResourceAsStream("/vectors/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
