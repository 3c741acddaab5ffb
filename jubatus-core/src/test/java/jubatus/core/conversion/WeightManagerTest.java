package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counters of 02 §2.7: what trains count, what is saved and what MIX moves. */
class WeightManagerTest {
    private static final ByteString A = ByteString.utf8("k$a@space#tf/bm25");
    private static final ByteString GROUP = ByteString.utf8("k@space#tf/bm25");

    private final Conversions conversions = Conversions.of(
            new ConfigBuilder().string("*", "space", "tf", "bm25").number("*", "num"));
    private final WeightManager weights = conversions.weights;

    @Test
    void train_datum_countsEveryEntryOfTheVectorAndItsGroups() {
        conversions.train(text("a b a").addNumber("n", 7));
        conversions.train(text("a").addString("k", "a"));

        KeywordCounts counts = weights.unmixed();
        assertThat(counts.documents()).isEqualTo(2);
        // A repeated key counts again within one document.
        assertThat(counts.documentFrequency(A)).isEqualTo(3.0);
        assertThat(counts.documentFrequency(ByteString.utf8("n@num"))).isEqualTo(1.0);
        assertThat(counts.groupFrequency(GROUP)).isEqualTo(2.0);
        assertThat(counts.groupLength(GROUP)).isEqualTo(3.0 + 2.0);
        assertThat(counts.groupLength(ByteString.utf8("n@num"))).isZero();
    }

    @Test
    void train_zeroNumber_isCountedThoughItMakesNoFeature() {
        conversions.train(new Datum().addNumber("n", 0));

        assertThat(weights.unmixed().documentFrequency(ByteString.utf8("n@num")))
                .isEqualTo(1.0);
    }

    @Test
    void classify_datum_countsNothing() {
        conversions.classify(text("a b"));

        assertThat(weights.unmixed().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin", "weight"})
    void train_weightsThatNeedNoCounts_countNothing(String weight) {
        Conversions plain = Conversions.of(new ConfigBuilder().string("*", "space", "tf", weight));

        plain.train(text("a b"));

        assertThat(plain.weights.unmixed().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idf", "idf1"})
    void train_idf_countsNoGroups(String weight) {
        Conversions idf = Conversions.of(new ConfigBuilder().string("*", "space", "tf", weight));

        idf.train(text("a b"));

        assertThat(idf.weights.unmixed().documents()).isEqualTo(1);
        assertThat(idf.weights.unmixed().groupFrequency(ByteString.utf8("k@space#tf/" + weight)))
                .isZero();
    }

    @Test
    void convert_numberTypeNamedLikeAWeight_isWeighedByItsName() {
        Conversions odd = Conversions.of(new ConfigBuilder()
                .type("num_types", "x/idf1", "method", "dynamic", "path", SixPlugins.FILE, "function", "parts")
                .string("s", "str", "bin", "idf")
                .number("*", "x/idf1"));

        // The plug-in's names end in .floor and so on, so the kind after the last slash is idf1.floor: unknown, weight
        // 1.
        assertThat(odd.trained(new Datum().addNumber("n", 2))).containsExactly("n@x/idf1.floor = 2.0");
    }

    @Test
    void convert_userWeights_multiplyTheValue() {
        Conversions user = Conversions.of(new ConfigBuilder().string("*", "space", "tf", "weight"));
        assertThat(user.classified(text("a a b"))).isEmpty();

        user.weights.read(MessageReader.of(packed(out -> {
            out.array(3);
            out.array(1);
            out.unsigned(0);
            counts(out, "k$a@space", 1.5);
            counts(out, "k$a@space", 2.0);
        })));

        // Those of the mixed and of the un-mixed part are added.
        assertThat(user.classified(text("a a b"))).containsExactly("k$a@space#tf/weight = 7.0");
    }

    @Test
    void write_thenRead_weighsTheSame() {
        conversions.train(text("a b"));
        conversions.train(text("b c c"));
        List<String> before = conversions.classified(text("a b c d"));
        byte[] saved = packed(weights::write);

        conversions.train(text("a a a"));
        assertThat(conversions.classified(text("a b c d"))).isNotEqualTo(before);
        weights.read(MessageReader.of(saved));

        assertThat(conversions.classified(text("a b c d"))).isEqualTo(before);
        assertThat(packed(weights::write)).isEqualTo(saved);
    }

    @Test
    void write_oneDocument_hasTheBytesOfTheSpecification() {
        conversions.train(new Datum().addNumber("n", 1));

        assertThat(ByteString.copyOf(packed(weights::write))).isEqualTo(ByteString.copyOf(packed(out -> {
            out.array(3);
            out.array(1);
            out.unsigned(0);
            out.array(5);
            out.unsigned(1);
            out.array(1);
            out.map(1);
            out.raw(ByteString.utf8("n@num"));
            out.float64(1.0);
            emptyMaps(out);
            empty(out);
        })));
    }

    @Test
    void read_bytesThatEndEarly_changesNothing() {
        conversions.train(text("a b"));
        List<String> before = conversions.classified(text("a b"));
        byte[] saved = packed(weights::write);

        for (int length = 1; length < saved.length; length++) {
            MessageReader cut = MessageReader.of(saved, 0, length);
            assertThatThrownBy(() -> weights.read(cut)).isInstanceOf(JubatusException.class);
            assertThat(conversions.classified(text("a b"))).isEqualTo(before);
        }
    }

    @Test
    void read_numbersThatAreNotFinite_areLeftOut() {
        weights.read(MessageReader.of(packed(out -> {
            out.array(3);
            out.array(1);
            out.unsigned(9);
            counts(out, "k$a@space", Double.NaN);
            empty(out);
        })));

        assertThat(weights.version()).isEqualTo(9);
        assertThat(weights.unmixed().userWeight(ByteString.utf8("k$a@space"))).isZero();
    }

    @Test
    void cleared_countsAndVersion_onlyTheCountsGo() {
        weights.put(increment(text("a")), List.of());

        WeightManager cleared = weights.cleared();

        assertThat(cleared.mixed().isEmpty()).isTrue();
        assertThat(cleared.unmixed().isEmpty()).isTrue();
        assertThat(cleared.version()).isEqualTo(1);
    }

    @Test
    void status_afterATrain_namesAllCounters() {
        conversions.train(text("a b"));
        var entries = new TreeMap<String, String>();

        weights.status(entries::put);

        assertThat(entries)
                .containsEntry("weight_manager_version", "0")
                .containsEntry("diff_document_count", "1")
                .containsEntry("diff_num_document_frequencies", "2")
                .containsEntry("diff_num_group_frequencies", "1")
                .containsEntry("diff_num_group_total_lengths", "1")
                .containsEntry("diff_num_weights", "0")
                .containsEntry("master_document_count", "0")
                .hasSize(11);
    }

    @Test
    void put_mixOfOwnIncrement_countsItOnce() {
        KeywordCounts own = increment(text("a b"));
        conversions.train(text("b"));
        List<String> before = conversions.classified(text("a b"));

        weights.put(own, List.of());

        assertThat(conversions.classified(text("a b"))).isEqualTo(before);
        assertThat(weights.mixed().documents()).isEqualTo(1);
        assertThat(weights.unmixed().documents()).isEqualTo(1);
        assertThat(weights.version()).isEqualTo(1);
    }

    @Test
    void put_mixThatLacksAnOwnIncrement_keepsItOnTop() {
        KeywordCounts own = increment(text("a b"));

        weights.put(new KeywordCounts(), List.of(own));

        assertThat(weights.mixed().isEmpty()).isTrue();
        assertThat(weights.unmixed().documentFrequency(A)).isEqualTo(1.0);
    }

    @Test
    void put_twoServersCounts_areAdded() {
        KeywordCounts mixed = increment(text("a b"));
        Conversions other = Conversions.of(new ConfigBuilder().string("*", "space", "tf", "bm25"));
        other.train(text("a a"));
        mixed.add(other.weights.takeIncrement());

        weights.put(mixed, List.of());

        assertThat(weights.mixed().documents()).isEqualTo(2);
        assertThat(weights.mixed().documentFrequency(A)).isEqualTo(2.0);
        assertThat(weights.mixed().groupLength(GROUP)).isEqualTo(4.0);
    }

    @Test
    void subtract_whatWasAdded_leavesWhatWasThere() {
        KeywordCounts counts = increment(text("a b"));
        KeywordCounts before = counts.copy();
        KeywordCounts more = increment(text("b c c"));

        counts.add(more);
        counts.subtract(more);

        assertThat(packed(counts::write)).isEqualTo(packed(before::write));
    }

    private KeywordCounts increment(Datum datum) {
        conversions.train(datum);
        return weights.takeIncrement();
    }

    private static Datum text(String text) {
        return new Datum().addString("k", text);
    }

    private static void counts(MessageWriter out, String userKey, double userWeight) {
        out.array(5);
        out.unsigned(0);
        out.array(1);
        out.map(0);
        out.array(1);
        out.map(0);
        out.array(1);
        out.map(0);
        out.map(1);
        out.raw(ByteString.utf8(userKey));
        out.float64(userWeight);
    }

    private static void empty(MessageWriter out) {
        out.array(5);
        out.unsigned(0);
        out.array(1);
        out.map(0);
        emptyMaps(out);
    }

    private static void emptyMaps(MessageWriter out) {
        out.array(1);
        out.map(0);
        out.array(1);
        out.map(0);
        out.map(0);
    }

    private static byte[] packed(Consumer<MessageWriter> value) {
        var out = MessageWriter.toArray();
        value.accept(out);
        return out.toBytes();
    }
}
