package jubatus.core.mix;

import static jubatus.core.classifier.Features.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import jubatus.core.JubatusException;
import jubatus.core.JubatusException.Code;
import jubatus.core.bytes.Page;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.config.LearnerConfig.Similarity;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.msgpack.Pages;
import jubatus.core.storage.LabeledEntries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixDiffCodecTest {
    private static final LearnerConfig LINEAR = new LearnerConfig.Linear(Rule.AROW, 1, Optional.empty());
    private static final LearnerConfig ROWS =
            new LearnerConfig.NearestNeighbor(Hash.EUCLID_LSH, 70, 3, 1, 1, Optional.empty());
    private static final LearnerConfig CELLS = new LearnerConfig.InvertedIndex(Similarity.COSINE, 3, 1);

    private static final String NO_KEYWORDS = "92950091809180918080" + "9100";
    private static final String NAN = "cb7ff8000000000000";
    private static final String ONE = "cb3ff0000000000000";

    static Stream<LearnerConfig> configurations() {
        return Stream.of(LINEAR, ROWS, CELLS);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void read_whatWasWritten_isTheSameToTheLastByte(LearnerConfig config) {
        long seed = new Random().nextLong();
        MixDiff diff = new RandomDiffs(config, new Random(seed)).next(200);
        byte[] bytes = bytes(config, diff);

        MessageReader in = MessageReader.of(bytes);
        MixDiffCodec.Decoded decoded = MixDiffCodec.of(config).read(in);

        assertThat(decoded.dropped()).isZero();
        assertThat(in.remaining()).isZero();
        assertThat(HexFormat.of().formatHex(bytes(config, decoded.diff())))
                .as("seed %d", seed)
                .isEqualTo(HexFormat.of().formatHex(bytes));
    }

    /** In a message of an RPC a diff begins anywhere, and the end of a page falls anywhere. */
    @ParameterizedTest
    @MethodSource("configurations")
    void read_fromPages_isAsFromAnArray(LearnerConfig config) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        MixDiffCodec codec = MixDiffCodec.of(config);
        byte[] bytes = bytes(config, new RandomDiffs(config, random).next(60));
        byte[] expected = bytes(config, codec.read(MessageReader.of(bytes)).diff());
        for (int cut = 0; cut <= bytes.length; cut += 1 + random.nextInt(5)) {
            var pages = Pages.ofLong();
            pages.write(new byte[Page.BYTES], 0, Page.BYTES - cut);
            pages.write(bytes, 0, bytes.length);
            pages.write(7);
            MessageReader in = MessageReader.of(pages, pages.length());
            in.skipBytes(Page.BYTES - cut);
            MixDiffCodec.Decoded decoded = codec.read(in);
            assertThat(bytes(config, decoded.diff()))
                    .as("seed %d, cut %d", seed, cut)
                    .isEqualTo(expected);
            assertThat(in.readInt()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void read_bytesAroundTheArray_areToleratedAndNotRead(LearnerConfig config) {
        byte[] bytes = bytes(config, new RandomDiffs(config, new Random(1)).next(5));
        byte[] within = new byte[bytes.length + 7];
        Arrays.fill(within, (byte) 0xc1);
        System.arraycopy(bytes, 0, within, 3, bytes.length);

        MessageReader in = MessageReader.of(within, 3, bytes.length + 4);
        MixDiffCodec.Decoded decoded = MixDiffCodec.of(config).read(in);

        assertThat(in.remaining()).isEqualTo(4);
        assertThat(bytes(config, decoded.diff())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void read_cutAnywhere_isInsufficientBytes(LearnerConfig config) {
        byte[] bytes = bytes(config, new RandomDiffs(config, new Random(2)).next(3));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> MixDiffCodec.of(config).read(MessageReader.of(cut)))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(JubatusException.class)
                    .hasMessage("insufficient bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void read_anyByteChanged_isReadOrRefusedWithASentence(LearnerConfig config) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] bytes = bytes(config, new RandomDiffs(config, random).next(3));
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = bytes.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            try {
                assertThat(MixDiffCodec.of(config)
                                .read(MessageReader.of(broken))
                                .dropped())
                        .isNotNegative();
            } catch (JubatusException refused) {
                assertThat(refused.getMessage()).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "90, conversion failed, BAD_DIFF",
        "78, conversion failed, BAD_DIFF",
        "c0, conversion failed, BAD_DIFF",
        "83010203040506, conversion failed, BAD_DIFF",
        "92c0c0, conversion failed, BAD_DIFF",
        "94c0c0c0c0, conversion failed, BAD_DIFF",
        "c1, parse error, BAD_MESSAGE",
        "93c0c0c1, parse error, BAD_MESSAGE",
        "'', insufficient bytes, BAD_MESSAGE",
        "93c0c0, insufficient bytes, BAD_MESSAGE",
        "93c0c0c0, std::bad_cast, BAD_ARGUMENT",
        "9392a101c09080, std::bad_cast, BAD_ARGUMENT",
        "939200929091008092950091809180918080" + "9100, std::bad_cast, BAD_ARGUMENT",
        "939201929091008181" + "a14101" + "92950091809180918080" + "9100, insufficient bytes, BAD_MESSAGE"
    })
    void read_linearDiffOfAnotherShape_isRefusedWithTheOriginalsText(String hex, String text, Code code) {
        assertRefused(LINEAR, hex, text, code);
    }

    @ParameterizedTest
    @CsvSource({
        "90, conversion failed, BAD_DIFF",
        "9380c0c0, conversion failed, BAD_DIFF",
        "92c0c0, bad diff_object, BAD_DIFF",
        "9290c0, bad diff_object, BAD_DIFF",
        "92a105c0, bad diff_object, BAD_DIFF",
        "92a0c0, insufficient bytes, BAD_MESSAGE",
        "92a1c1c0, parse error, BAD_MESSAGE",
        "92a191c0, insufficient bytes, BAD_MESSAGE",
        // A row of two members; one with too few columns; bits and bytes of a signature that do not fit.
        "92a39192a0c0c0, insufficient bytes, BAD_MESSAGE",
        "92a49192a0c0c0, std::bad_cast, BAD_ARGUMENT",
        "92a89193a09291a00090c0, std::bad_cast, BAD_DIFF",
        "92ac9193a09291a000929205a0c0c0, a signature has 5 bits where 70 are configured, BAD_DIFF",
        "92ac9193a09291a000929246a0c0c0, msgpack_unpack(): invalid length of packed data: 0, BAD_DIFF"
    })
    void read_rowsDiffOfAnotherShape_isRefusedWithTheOriginalsText(String hex, String text, Code code) {
        assertRefused(ROWS, hex, text, code);
    }

    @ParameterizedTest
    @CsvSource({
        "92c0c0, conversion failed, BAD_DIFF",
        "93c0c0c0, std::bad_cast, BAD_ARGUMENT",
        "93929280938080008080" + NO_KEYWORDS + ", '', ",
        "9392928" + "1a16681" + "00" + ONE + "93808000" + "80" + "80" + NO_KEYWORDS
                + ", 'the inverted index is broken: column 0 has no key', BAD_MODEL"
    })
    void read_cellsDiffOfAnotherShape_isRefused(String hex, String text, Code code) {
        if (text.isEmpty()) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            MessageReader in = MessageReader.of(bytes);
            MixDiffCodec.of(CELLS).read(in);
            assertThat(in.remaining()).isZero();
        } else {
            assertRefused(CELLS, hex, text, code);
        }
    }

    /** Records may be short or long; only the envelope and pairs are exact (03 §8.9). */
    @Test
    void read_recordsWithMissingAndSurplusMembers_fillsUpAndIgnores() {
        // [[2, [[[f, [[A, [1.0]], [B, [1.0, 1.0, 0, nil]]]]], [7, nil], nil], nil], {}, []]
        String hex = "9393" + "02" + "93" + "9192a1669292a14191" + ONE + "92a14294" + ONE + ONE + "00c0" + "9207c0"
                + "c0" + "c0" + "80" + "90";
        byte[] bytes = HexFormat.of().parseHex(hex);

        MixDiff diff = MixDiffCodec.of(LINEAR).read(MessageReader.of(bytes)).diff();

        var linear = (ClassifierDiff.Linear) diff.classifier();
        assertThat(linear.servers()).isEqualTo(2);
        assertThat(linear.version()).isEqualTo(7);
        assertThat(linear.weights().labels()).containsExactly(label("A"), label("B"));
        Map<String, double[]> entries = LabeledEntries.map(linear.weights());
        assertThat(entries).containsOnlyKeys("f/A", "f/B");
        assertThat(entries.get("f/A")).containsExactly(1, 0);
        assertThat(entries.get("f/B")).containsExactly(1, 1);
        assertThat(diff.keywords().version()).isZero();
        assertThat(diff.keywords().counts().isEmpty()).isTrue();
    }

    @Test
    void read_linearEntriesThatAreNotFinite_dropsAndCountsThem() {
        String entries = "93" + "92a14193" + NAN + ONE + ONE + "92a14293" + ONE + "cbfff0000000000000" + ONE
                + "92a14393" + ONE + ONE + NAN;
        byte[] bytes = HexFormat.of().parseHex("939201929192a166" + entries + "91" + "00" + "80" + keywords(NAN));

        MixDiffCodec.Decoded decoded = MixDiffCodec.of(LINEAR).read(MessageReader.of(bytes));

        assertThat(decoded.dropped()).isEqualTo(3);
        var weights = ((ClassifierDiff.Linear) decoded.diff().classifier()).weights();
        assertThat(LabeledEntries.map(weights)).containsOnlyKeys("f/C");
        assertThat(decoded.diff().keywords().counts().documents()).isEqualTo(1);
        assertThat(decoded.diff().keywords().counts().documentFrequency(label("f")))
                .isZero();
    }

    @Test
    void read_rowWithANormThatIsNotFinite_dropsAndCountsIt() {
        String signature = "9246b0" + "00".repeat(16);
        String rows = "92" + "93a3415f61" + "9291a000" + "92" + signature + NAN + "93a3415f62" + "9291a001" + "92"
                + signature + ONE;
        String raw = "da00" + HexFormat.of().toHexDigits((byte) (rows.length() / 2));
        byte[] bytes = HexFormat.of().parseHex("92" + raw + rows + NO_KEYWORDS);

        MixDiffCodec.Decoded decoded = MixDiffCodec.of(ROWS).read(MessageReader.of(bytes));

        assertThat(decoded.dropped()).isEqualTo(1);
        var kept = ((ClassifierDiff.Rows) decoded.diff().classifier()).rows();
        assertThat(kept).extracting(row -> row.key()).containsExactly(label("A_b"));
    }

    @Test
    void read_cellsAndNormsThatAreNotFinite_dropsAndCountsThem() {
        String cells = "9292" + "81a16682" + "00" + NAN + "01" + ONE + "93" + "82a3415f6100a3415f6201"
                + "8200a3415f6101a3415f62" + "02" + "82a3415f61" + NAN + "a3415f62" + ONE;
        byte[] bytes = HexFormat.of().parseHex("93" + cells + "81a14102" + NO_KEYWORDS);

        MixDiffCodec.Decoded decoded = MixDiffCodec.of(CELLS).read(MessageReader.of(bytes));

        assertThat(decoded.dropped()).isEqualTo(2);
        assertThat(((ClassifierDiff.Cells) decoded.diff().classifier()).counts())
                .isEqualTo(Map.of(label("A"), 2L));
    }

    /** Each announces some 2³² elements or bytes in the last header that is looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddffffffff",
                "939201ddffffffff",
                "93920192ddfffffff0",
                "9392019291" + "92a166ddffffffff",
                "939201929191" + "dbffffffff",
                "9392019290910" + "0dfffffffff",
                "939201929091008092950091dfffffffff",
                "9392929081dfffffffff"
            })
    void read_hostileLength_isRefusedBeforeAnythingIsAllocated(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        long before = allocated();
        for (LearnerConfig config : List.of(LINEAR, ROWS, CELLS)) {
            assertThatThrownBy(() -> MixDiffCodec.of(config).read(MessageReader.of(bytes)))
                    .isInstanceOf(JubatusException.class)
                    .hasMessage("insufficient bytes");
        }
        assertThat(allocated() - before)
                .as("bytes allocated, refusals included")
                .isLessThan(16 << 20);
    }

    @Test
    void read_hostileLengthInsideTheRawOfRows_isRefusedBeforeAnythingIsAllocated() {
        assertRefused(ROWS, "92a5ddffffffff" + NO_KEYWORDS, "insufficient bytes", Code.BAD_MESSAGE);
        assertRefused(ROWS, "92a791" + "93dbffffffff" + NO_KEYWORDS, "insufficient bytes", Code.BAD_MESSAGE);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static String keywords(String frequency) {
        return "92" + "95" + "01" + "9181a166" + frequency + "9180" + "9180" + "80" + "9100";
    }

    private static void assertRefused(LearnerConfig config, String hex, String text, Code code) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> MixDiffCodec.of(config).read(MessageReader.of(bytes)))
                .isInstanceOfSatisfying(
                        JubatusException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessage(text);
    }

    private static byte[] bytes(LearnerConfig config, MixDiff diff) {
        MessageWriter out = MessageWriter.toArray();
        MixDiffCodec.of(config).write(diff, out);
        return out.toBytes();
    }
}
