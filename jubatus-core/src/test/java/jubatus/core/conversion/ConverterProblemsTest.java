package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.Problems;
import jubatus.core.config.Problems.Problem;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The errors of 02 §2.10, in the original's words and each with its place. */
class ConverterProblemsTest {
    /** A line of the table: block | parameters | member, empty for the whole entry | sentence. */
    @ParameterizedTest
    @CsvFileSource(resources = "/vectors/type-problems.csv", delimiter = '|', quoteCharacter = '`')
    void build_typeThatIsNotRight_isOneProblem(String block, String parameters, String member, String sentence) {
        var map = new TreeMap<ByteString, ByteString>();
        for (String parameter : parameters.split(";")) {
            int equals = parameter.indexOf('=');
            map.put(ByteString.utf8(parameter.substring(0, equals)), ByteString.utf8(parameter.substring(equals + 1)));
        }

        String path = ".converter." + block + ".t" + (member == null ? "" : member);
        assertProblem(new ConfigBuilder().type(block, ByteString.utf8("t"), map), path, sentence);
    }

    static Stream<Arguments> rules() {
        UnaryOperator<ConfigBuilder> filter =
                config -> config.type("string_filter_types", "f", "method", "regexp", "pattern", "a", "replace", "")
                        .type("num_filter_types", "f", "method", "add", "value", "1");
        return Stream.of(
                rule(
                        ".string_rules[0].type",
                        "unknown type: [x] in string_rules",
                        c -> c.string("*", "x", "bin", "bin")),
                rule(".num_rules[0].type", "unknown type: [x] in num_rules", c -> c.number("*", "x")),
                rule(
                        ".binary_rules[0].type",
                        "unknown type: [num] in binary_rules",
                        c -> c.rule("binary_rules", "key", "*", "type", "num")),
                rule(
                        ".combination_rules[0].type",
                        "unknown type: [num] in combination_rules",
                        c -> c.combination("*", "*", "num")),
                rule(
                        ".string_filter_rules[0].type",
                        "unknown type: [str] in string_filter_rules",
                        c -> c.rule("string_filter_rules", "key", "*", "type", "str", "suffix", "")),
                rule(
                        ".num_filter_rules[0].type",
                        "unknown type: [num] in num_filter_rules",
                        c -> c.rule("num_filter_rules", "key", "*", "type", "num", "suffix", "")),
                rule(
                        ".string_rules[0].sample_weight",
                        "unknown sample_weight: [idf] in string_rules",
                        c -> c.string("*", "str", "idf", "bin")),
                rule(
                        ".string_rules[0].global_weight",
                        "unknown global_weight: [tf] in string_rules",
                        c -> c.string("*", "str", "bin", "tf")),
                rule(
                        ".string_rules[0].key",
                        "invalid regular expression: (",
                        c -> c.string("/(/", "str", "bin", "bin")),
                rule(
                        ".num_rules[0].except",
                        "invalid regular expression: [",
                        c -> c.rule("num_rules", "key", "*", "except", "/[/", "type", "num")),
                rule(
                        ".binary_rules[0].except",
                        "invalid regular expression: *",
                        c -> c.type(
                                        "binary_types",
                                        "i",
                                        "method",
                                        "dynamic",
                                        "path",
                                        "libimage_feature.so",
                                        "function",
                                        "create")
                                .rule("binary_rules", "key", "*", "except", "/*/", "type", "i")),
                rule(
                        ".string_filter_rules[0].key",
                        "invalid regular expression: (",
                        c -> filter.apply(c).rule("string_filter_rules", "key", "/(/", "type", "f", "suffix", "")),
                rule(
                        ".num_filter_rules[0].except",
                        "invalid regular expression: (",
                        c -> filter.apply(c)
                                .rule("num_filter_rules", "key", "*", "except", "/(/", "type", "f", "suffix", "")),
                rule(
                        ".combination_rules[0].key_left",
                        "invalid regular expression: (",
                        c -> c.combination("/(/", "*", "add")),
                rule(
                        ".combination_rules[0].except_right",
                        "invalid regular expression: (",
                        c -> c.rule(
                                "combination_rules",
                                "key_left",
                                "*",
                                "key_right",
                                "*",
                                "except_right",
                                "/(/",
                                "type",
                                "add")),
                rule(".hash_max_size", "hash_max_size must be positive, but is 0", c -> c.hashMaxSize(0)),
                rule(".hash_max_size", "hash_max_size must be positive, but is -1", c -> c.hashMaxSize(-1)));
    }

    private static Arguments rule(String path, String sentence, UnaryOperator<ConfigBuilder> config) {
        return Arguments.of(".converter" + path, sentence, config);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("rules")
    void build_ruleThatIsNotRight_isOneProblem(String path, String sentence, UnaryOperator<ConfigBuilder> config) {
        assertProblem(config.apply(new ConfigBuilder()), path, sentence);
    }

    @Test
    void build_separatorsThatAreNotUtf8_areRefused() {
        var map = new TreeMap<ByteString, ByteString>();
        map.put(ByteString.utf8("method"), ByteString.utf8("split"));
        map.put(ByteString.utf8("separators"), ByteString.copyOf(new byte[] {'a', (byte) 0xff}));
        assertProblem(
                new ConfigBuilder().type("string_types", ByteString.utf8("t"), map),
                ".converter.string_types.t.separators",
                "Invalid UTF-8");
        map.put(ByteString.utf8("separators"), ByteString.copyOf(new byte[] {(byte) 0xe3, (byte) 0x81}));
        assertProblem(
                new ConfigBuilder().type("string_types", ByteString.utf8("t"), map),
                ".converter.string_types.t.separators",
                "Too short string");
    }

    @Test
    void build_manyProblems_areAllReportedInTheOriginalsOrder() {
        var config = new ConfigBuilder()
                .hashMaxSize(0)
                .number("*", "b")
                .string("/(/", "x", "y", "z")
                .rule("string_filter_rules", "key", "/(/", "type", "none", "suffix", "")
                .type("num_types", "b", "method", "m")
                .type("string_types", "b", "method", "m")
                .type("string_types", "a", "method", "m");

        assertThat(problems(config).stream().map(Problem::path))
                .containsExactly(
                        ".converter.hash_max_size",
                        ".converter.string_types.a.method",
                        ".converter.string_types.b.method",
                        ".converter.num_types.b.method",
                        ".converter.string_filter_rules[0].type",
                        ".converter.string_filter_rules[0].key",
                        ".converter.string_rules[0].key",
                        ".converter.string_rules[0].type",
                        ".converter.string_rules[0].sample_weight",
                        ".converter.string_rules[0].global_weight");
    }

    @Test
    void build_lenientNumbers_areReadAsTheOriginalReadsThem() {
        var config = new ConfigBuilder()
                .type("string_types", "n", "method", "ngram", "char_num", "2x")
                .type("string_types", "r", "method", "regexp", "pattern", "a", "group", " 0.9")
                .type("num_filter_types", "a", "method", "add", "value", " 3abc")
                .type(
                        "num_filter_types",
                        "g",
                        "method",
                        "gaussian_normalization",
                        "average",
                        "0",
                        "standard_deviation",
                        "0");

        assertThat(problems(config)).isEmpty();
    }

    private static void assertProblem(ConfigBuilder config, String path, String sentence) {
        assertThat(problems(config)).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.sentence()).isEqualTo(sentence);
        });
    }

    private static List<Problem> problems(ConfigBuilder config) {
        var problems = new Problems();
        Converter converter = Converter.build(config.config(), Plugins.builtIn(), problems);
        assertThat(converter == null).isEqualTo(!problems.isEmpty());
        return problems.list();
    }
}
