package jubatus.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.InvertedIndex;
import jubatus.core.config.LearnerConfig.Linear;
import jubatus.core.config.LearnerConfig.NearestNeighbor;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.config.LearnerConfig.Similarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final String NN =
            "'method':'lsh','parameter':{'hash_num':64},'nearest_neighbor_num':3,'local_sensitivity':1";

    @ParameterizedTest
    @CsvSource({
        "PA1, PA1",
        "passive_aggressive_1, PA1",
        "PA2, PA2",
        "passive_aggressive_2, PA2",
        "CW, CW",
        "confidence_weighted, CW",
        "AROW, AROW",
        "arow, AROW",
        "NHERD, NHERD",
        "normal_herd, NHERD"
    })
    void read_regularizedMethodOrAlias_takesItsWeightInSinglePrecision(String method, Rule rule) {
        assertThat(learner(method, "'regularization_weight':0.7")).isEqualTo(new Linear(rule, 0.7f, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"perceptron, PERCEPTRON", "PA, PA", "passive_aggressive, PA"})
    void read_plainMethodOrAlias_needsNoParameter(String method, Rule rule) {
        var expected = new Linear(rule, 1, Optional.empty());

        assertThat(read("{'method':'" + method + "','converter':{}}").learner()).isEqualTo(expected);
        assertThat(read("{'method':'" + method + "','parameter':null,'converter':{}}")
                        .learner())
                .isEqualTo(expected);
        assertThat(learner(method, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"NN", "nearest_neighbor"})
    void read_nearestNeighbor_takesAllItsParts(String method) {
        assertThat(learner(method, NN)).isEqualTo(new NearestNeighbor(Hash.LSH, 64, 3, 1, 1, Optional.empty()));
        assertThat(learner(
                        method,
                        "'method':'euclid_lsh','parameter':{'hash_num':8,'threads':4,'cache_size':2},"
                                + "'nearest_neighbor_num':-1,'local_sensitivity':0.5,"
                                + "'unlearner':'random','unlearner_parameter':{'max_size':9,'seed':4294967295}"))
                .isEqualTo(new NearestNeighbor(
                        Hash.EUCLID_LSH,
                        8,
                        -1,
                        0.5f,
                        4,
                        Optional.of(new UnlearnerConfig.Random(9, OptionalLong.of(4294967295L)))));
        assertThat(learner(method, NN.replace("lsh", "minhash").replace("3", "0")))
                .isEqualTo(new NearestNeighbor(Hash.MINHASH, 64, 0, 1, 1, Optional.empty()));
    }

    @Test
    void read_threads_areAtLeastOneAndAllProcessorsIfNegative() {
        assertThat(((NearestNeighbor) learner("NN", NN.replace("64", "64,'threads':0"))).threads())
                .isEqualTo(1);
        assertThat(((NearestNeighbor) learner("NN", NN.replace("64", "64,'threads':-1"))).threads())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @CsvSource({"cosine, COSINE", "euclidean, EUCLIDEAN"})
    void read_invertedIndex_takesItsParts(String method, Similarity similarity) {
        assertThat(learner(method, "'nearest_neighbor_num':-2,'local_sensitivity':0"))
                .isEqualTo(new InvertedIndex(similarity, -2, 0));
    }

    @Test
    void read_integer_keepsTheLow32Bits() {
        assertThat(learner("cosine", "'nearest_neighbor_num':4294967298,'local_sensitivity':1"))
                .isEqualTo(new InvertedIndex(Similarity.COSINE, 2, 1));
        assertThat(sentences(config("cosine", "'nearest_neighbor_num':4294967296,'local_sensitivity':1")))
                .containsExactly("invalid parameter (expected: nearest neighbor num >= 1)");
    }

    @Test
    void read_unlearner_takesItsPartsAndNullsAsAbsent() {
        assertThat(unlearner("'unlearner':'lru','unlearner_parameter':{'max_size':3,'sticky_pattern':'a*'}"))
                .contains(new UnlearnerConfig.Lru(3, Optional.of(ByteString.utf8("a*"))));
        assertThat(unlearner("'unlearner':'lru','unlearner_parameter':{'max_size':3,'sticky_pattern':null}"))
                .contains(new UnlearnerConfig.Lru(3, Optional.empty()));
        assertThat(unlearner("'unlearner':'random','unlearner_parameter':{'max_size':3}"))
                .contains(new UnlearnerConfig.Random(3, OptionalLong.empty()));
        assertThat(unlearner("'unlearner':null,'unlearner_parameter':[5]")).isEmpty();
    }

    @Test
    void read_converter_keepsRulesInOrderAndTypesByName() {
        var converter = read("{'method':'PA','converter':{"
                        + "'string_types':{'b':{'method':'ngram','char_num':'2'},'a':{}},"
                        + "'string_filter_rules':[{'key':'k','type':'t','suffix':'s'}],"
                        + "'string_rules':[{'key':'*','except':'x','type':'b','sample_weight':'tf','global_weight':'idf'},"
                        + "{'key':'y','except':null,'type':'str','sample_weight':'bin','global_weight':'bin'}],"
                        + "'num_rules':null,"
                        + "'binary_rules':[{'key':'i','type':'image'}],"
                        + "'combination_rules':[{'key_left':'l','key_right':'r','except_right':'e','type':'add'}],"
                        + "'hash_max_size':-3}}")
                .converter();

        assertThat(converter.stringTypes().keySet()).containsExactly(bytes("a"), bytes("b"));
        assertThat(converter.stringTypes().get(bytes("b")).parameter("char_num"))
                .contains(bytes("2"));
        assertThat(converter.stringFilterRules())
                .containsExactly(new ConverterConfig.FilterRule(bytes("k"), Optional.empty(), bytes("t"), bytes("s")));
        assertThat(converter.stringRules())
                .containsExactly(
                        new ConverterConfig.StringRule(
                                bytes("*"), Optional.of(bytes("x")), bytes("b"), bytes("tf"), bytes("idf")),
                        new ConverterConfig.StringRule(
                                bytes("y"), Optional.empty(), bytes("str"), bytes("bin"), bytes("bin")));
        assertThat(converter.numRules()).isEmpty();
        assertThat(converter.binaryRules())
                .containsExactly(new ConverterConfig.FeatureRule(bytes("i"), Optional.empty(), bytes("image")));
        assertThat(converter.combinationRules())
                .containsExactly(new ConverterConfig.CombinationRule(
                        bytes("l"), bytes("r"), Optional.empty(), Optional.of(bytes("e")), bytes("add")));
        assertThat(converter.hashMaxSize()).hasValue(-3);
    }

    @Test
    void read_textAndGarbage_areKeptForGetConfig() {
        String text = "{\"method\":\"PA\", \"converter\":{}} tail";

        assertThat(read(text).text()).isEqualTo(bytes(text));
    }

    @Test
    void read_manyProblems_reportsThoseOfAllRoundsAtOnce() {
        assertThat(sentences("{'method':'AROW','extra':1,"
                        + "'parameter':{'regularization_weight':-1,'foo':0,'unlearner':'fifo'},"
                        + "'converter':{'string_types':{'a':{'char_num':2},'b':5},"
                        + "'num_rules':[{'key':'*'},'x'],'num_types':[],'hash_max_size':1.5}}"))
                .containsExactly(
                        "\"extra\" is not used ()",
                        "String is expected, but Integer is given. (.converter.string_types.a.char_num)",
                        "Object is expected, but Integer is given. (.converter.string_types.b)",
                        "Object is expected, but Array is given. (.converter.num_types)",
                        "\"type\" is not found (.converter.num_rules[0])",
                        "Object is expected, but String is given. (.converter.num_rules[1])",
                        "Integer is expected, but Float is given. (.converter.hash_max_size)",
                        "\"foo\" is not used (.parameter)",
                        "invalid parameter (expected: 0.0 < regularization_weight)",
                        "Unlearner is set but unlearner_parameter is not found",
                        "unsupported method (unlearner(fifo))");
    }

    @Test
    void read_problems_carryPathAndWhatWouldBeRight() {
        assertThat(problems("{'method':'PA3','converter':{'string_types':{'a':{'char_num':2}},'hash_max_size':3.0}}"))
                .containsExactly(
                        new Problems.Problem(
                                ".converter.string_types.a.char_num",
                                "String is expected, but Integer is given. (.converter.string_types.a.char_num)",
                                "write \"2\""),
                        new Problems.Problem(
                                ".converter.hash_max_size",
                                "Integer is expected, but Float is given. (.converter.hash_max_size)",
                                "write 3"),
                        new Problems.Problem(".method", "unsupported method (classifier(PA3))", LearnerReader.METHODS));
        assertThat(problems(config("AROW", "'regularization_weight':0,'c':1")))
                .containsExactly(
                        new Problems.Problem(
                                ".parameter",
                                "\"c\" is not used (.parameter)",
                                "known here: regularization_weight, unlearner, unlearner_parameter"),
                        new Problems.Problem(
                                ".parameter.regularization_weight",
                                "invalid parameter (expected: 0.0 < regularization_weight)",
                                "a number greater than 0, not 0"));
        assertThat(problems(config("AROW", "'regularization_weight':'1'")))
                .containsExactly(new Problems.Problem(
                        ".parameter.regularization_weight",
                        "Float is expected, but String is given. (.parameter.regularization_weight)",
                        "write a number, without quotes"));
    }

    @Test
    void read_nearestNeighborWithProblems_reportsOuterAndInnerBlock() {
        assertThat(sentences(
                        config("NN", NN.replace("64", "0,'cache_size':-1,'x':1").replace("3", "3.5"))))
                .containsExactly(
                        "Integer is expected, but Float is given. (.parameter.nearest_neighbor_num)",
                        "\"x\" is not used (.parameter.parameter)",
                        "invalid parameter (expected: 0 <= cache_size)",
                        "invalid parameter (expected: 1 <= hash_num)");
        assertThat(sentences(config("NN", NN.replace("lsh", "minhash").replace("64", "64,'cache_size':1"))))
                .containsExactly("\"cache_size\" is not used (.parameter.parameter)");
        assertThat(sentences(config("NN", NN.replace("{'hash_num':64}", "null"))))
                .containsExactly("Object is expected, but Null is given. (.parameter.parameter)");
    }

    @Test
    void read_nullWhereAValueIsRequired_isOfTheWrongType() {
        assertThat(sentences("{'method':null,'converter':{}}"))
                .containsExactly("String is expected, but Null is given. (.method)");
    }

    @Test
    void read_weightThatVanishesInSinglePrecision_isNotGreaterThanZero() {
        assertThat(sentences(config("CW", "'regularization_weight':1e-60")))
                .containsExactly("invalid parameter (expected: 0.0 < regularization_weight)");
    }

    @Test
    void read_withAConverterCheck_runsItOnAWellFormedConverterEvenIfTheLearnerIsWrong() {
        List<ConverterConfig> checked = new ArrayList<>();
        var problems = new Problems();

        ConfigReader.read(json("{'method':'PA3','converter':{}}"), problems, checked::add);
        ConfigReader.read(json("{'method':'PA','converter':{'a':1}}"), problems, checked::add);

        assertThat(checked).hasSize(1);
    }

    @Test
    void read_whenTheConverterCheckAddsAProblem_returnsNull() {
        var problems = new Problems();

        var config = ConfigReader.read(
                json("{'method':'PA','converter':{}}"), problems, converter -> problems.add(".converter", "wrong"));

        assertThat(config).isNull();
        assertThat(problems.size()).isEqualTo(1);
    }

    @Test
    void read_problemsFoundBefore_areNotItsOwn() {
        var problems = new Problems();
        problems.add("", "an earlier one");

        assertThat(ConfigReader.read(json("{'method':'PA','converter':{}}"), problems))
                .isNotNull();
    }

    @Test
    void read_textThatIsNotJson_throws() {
        assertThatThrownBy(() -> ConfigReader.read(json("{'method'}"), new Problems()))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessage("1:10 ':' is required but got '}'");
    }

    private static EngineConfig read(String text) {
        var problems = new Problems();
        EngineConfig config = ConfigReader.read(json(text), problems);
        assertThat(problems.list()).isEmpty();
        return config;
    }

    private static LearnerConfig learner(String method, String parameter) {
        return read(config(method, parameter)).learner();
    }

    private static Optional<UnlearnerConfig> unlearner(String parameter) {
        return ((Linear) learner("PA", parameter)).unlearner();
    }

    private static List<Problems.Problem> problems(String text) {
        var problems = new Problems();
        assertThat(ConfigReader.read(json(text), problems)).isNull();
        return problems.list();
    }

    private static List<String> sentences(String text) {
        return problems(text).stream().map(Problems.Problem::sentence).toList();
    }

    private static String config(String method, String parameter) {
        return "{'method':'" + method + "','parameter':{" + parameter + "},'converter':{}}";
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static ByteString bytes(String text) {
        return ByteString.utf8(text);
    }
}
