package jubatus.core.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.conversion.KeywordCounts;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabeledWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of {@code docs/mix-format.md}, and what is made of others. */
class TailTest {
    private static final Origin ORIGIN = new Origin(1, 2);
    private static final ByteString NODE = ByteString.utf8("10.0.0.1_9199");
    private static final MixState STATE = new MixState(
            new ModelId(1, 2, 3, 4),
            new Folded(Map.of(ORIGIN, new Folded.Share(5, 1000))),
            new Roster(Map.of(NODE, new Roster.Member(ORIGIN, 1000)), 900));
    private static final MixDiff DIFF = new MixDiff(
            new ClassifierDiff.Linear(1, 2, LabeledWeights.EMPTY, Map.of()), new KeywordDiff(2, new KeywordCounts()));

    private static final String MAGIC = "a8" + "4a5542412d4d4958";
    private static final String ORIGIN_BYTES = "b0" + "0000000000000001" + "0000000000000002";
    private static final String FOLDED = "a6666f6c646564" + "81" + ORIGIN_BYTES + "92" + "05" + "cd03e8";
    private static final String ROSTER =
            "a6726f73746572" + "92" + "cd0384" + "81" + "ad31302e302e302e315f39313939" + "92" + ORIGIN_BYTES + "cd03e8";
    private static final String STATE_FIELDS = "a26964" + "9401020304" + FOLDED + ROSTER;

    @Test
    void write_aModel_givesTheBytesOfTheDocumentation() {
        String array = "93" + MAGIC + "01" + "83" + STATE_FIELDS;
        assertThat(hex(out -> Tail.write(STATE, out))).isEqualTo(array + footer(array));
        assertThat(Tail.readState(reader(array))).contains(STATE);
    }

    @Test
    void write_aHandOut_givesTheBytesOfTheDocumentation() {
        var handOut = new HandOut(
                ORIGIN, new TreeMap<>(Map.of(ORIGIN, 6L)), new HandOut.Standing(STATE, false, true, false), DIFF);
        String array = "93" + MAGIC + "01" + "86" + "a5666c616773" + "02" + STATE_FIELDS + "a66f726967696e"
                + ORIGIN_BYTES + "a575705f746f" + "81" + ORIGIN_BYTES + "06";
        assertThat(hex(out -> Tail.write(handOut, out))).isEqualTo(array + footer(array));
        assertThat(Tail.readHandOut(reader(array), DIFF)).contains(handOut);
    }

    @Test
    void write_aHandOutThatHoldsIncrementsBack_hasTheFlagOfIt() {
        var standing = new HandOut.Standing(STATE, true, false, true);
        var handOut = new HandOut(ORIGIN, new TreeMap<>(), standing, DIFF);
        String array = "93" + MAGIC + "01" + "86" + "a5666c616773" + "05" + STATE_FIELDS + "a66f726967696e"
                + ORIGIN_BYTES + "a575705f746f" + "80";
        assertThat(hex(out -> Tail.write(handOut, out))).isEqualTo(array + footer(array));
        assertThat(Tail.readHandOut(reader(array), DIFF)).contains(handOut);
    }

    @Test
    void writeParameter_aPut_givesTheBytesOfTheDocumentation() {
        var put = new Put(
                new ModelId(1, 2, 3, 4),
                new ModelId(1, 3, 7, 8),
                Map.of(ORIGIN, 6L),
                Map.of(ORIGIN, 5L),
                STATE.roster(),
                new Put.Clock(1000, 0),
                DIFF);
        String array = "93" + MAGIC + "01" + "86" + "a462617365" + "9401020304" + "a26964" + "9401030708"
                + "ac636f6e7472696275746f7273" + "81" + ORIGIN_BYTES + "06" + "ab68656c645f62795f616c6c" + "81"
                + ORIGIN_BYTES + "05" + ROSTER + "a5636c6f636b" + "92cd03e800";
        assertThat(hex(out -> Tail.writeParameter(put, out))).isEqualTo(array);
        assertThat(Tail.readParameter(reader(array), DIFF)).contains(put);
    }

    @Test
    void writeQuestion_ofAMaster_givesTheBytesOfTheDocumentation() {
        String array = "93" + MAGIC + "01" + "80";
        assertThat(hex(Tail::writeQuestion)).isEqualTo(array);
        assertThat(Tail.isQuestion(reader(array))).isTrue();
        assertThat(Tail.isQuestion(reader("00"))).isFalse();
    }

    @Test
    void writeQuestion_forAHigherModel_givesTheBytesOfTheDocumentation() {
        String array = "93" + MAGIC + "01" + "81" + "a561626f7665" + "9401020304";
        assertThat(hex(out -> Tail.writeQuestion(STATE.id(), out))).isEqualTo(array);
        assertThat(Tail.readQuestion(reader(array))).contains(STATE.id());
        assertThat(Tail.readQuestion(reader("00"))).isEmpty();
    }

    @Test
    void write_numberingsOfRows_givesTheBytesOfTheDocumentation() {
        String array = "93" + MAGIC + "01" + "81" + "a47365656e" + "81" + ORIGIN_BYTES + "07";
        var seen = new TreeMap<>(Map.of(ORIGIN, 7L));
        assertThat(hex(out -> Tail.write(seen, out))).isEqualTo(array + footer(array));
        assertThat(Tail.readSeen(reader(array))).contains(seen);
        assertThat(Tail.readSeen(reader(""))).isEmpty();
    }

    @Test
    void write_aFile_givesTheBytesOfTheDocumentation() {
        var saved = new Saved(
                STATE, new TreeMap<>(Map.of(ORIGIN, new Span(5, 7))), List.of(ByteString.utf8("spam_abcdefgh")));
        String array = "93" + MAGIC + "01" + "85" + STATE_FIELDS + "a7756e6d69786564" + "81" + ORIGIN_BYTES + "920507"
                + "ac756e6d697865645f6b657973" + "91" + "ad7370616d5f6162636465666768";
        assertThat(hex(out -> Tail.write(saved, out))).isEqualTo(array + footer(array));
        assertThat(Tail.readSaved(reader(array))).contains(saved);
    }

    @Test
    void read_aFieldOfALaterRelease_isSkipped() {
        String array = "93" + MAGIC + "01" + "84" + "a36e6577" + "81" + "01" + "9203c0" + STATE_FIELDS;
        assertThat(Tail.readState(reader(array))).contains(STATE);
    }

    @Test
    void read_nothingOrSomethingElse_isAnOriginals() {
        assertThat(Tail.readState(reader(""))).isEmpty();
        assertThat(Tail.readState(reader("00"))).isEmpty();
        assertThat(Tail.readState(reader("c1c1c1"))).isEmpty();
        assertThat(Tail.readState(reader("93"))).isEmpty();
        assertThat(Tail.readState(reader("93a84a5542412d4d49590183" + STATE_FIELDS)))
                .isEmpty();
        assertThat(Tail.readState(reader("93" + MAGIC + "02" + "83" + STATE_FIELDS)))
                .isEmpty();
    }

    @Test
    void read_aFieldIsMissing_fails() {
        assertThatThrownBy(() -> Tail.readState(reader("93" + MAGIC + "01" + "80")))
                .isInstanceOf(JubatusException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"94cf400000000000000103030403", "9401cf40000000000000010304", "9401cf7fffffffffffffff0304"})
    void read_anIdThatLeavesNoRoomForTheNext_fails(String id) {
        assertThatThrownBy(() -> Tail.readQuestion(reader("93" + MAGIC + "01" + "81" + "a561626f7665" + id)))
                .isInstanceOf(JubatusException.class);
    }

    /** What such a put made members remember, they could not tell others any more. */
    @ParameterizedTest
    @ValueSource(strings = {"92ff00", "920102", "9201d38000000000000000"})
    void readParameter_aClockThatIsNone_fails(String clock) {
        String fields = "a462617365" + "9401020304" + "a26964" + "9401030708" + "ac636f6e7472696275746f7273" + "80"
                + "ab68656c645f62795f616c6c" + "80" + ROSTER;

        assertThatThrownBy(() ->
                        Tail.readParameter(reader("93" + MAGIC + "01" + "86" + fields + "a5636c6f636b" + clock), DIFF))
                .isInstanceOf(JubatusException.class);
    }

    /** Cut short or with bytes changed, a tail is read, refused or taken for none, and never anything else. */
    @Test
    void read_damagedBytes_neverFailsOtherwise() {
        byte[] whole = HexFormat.of().parseHex("93" + MAGIC + "01" + "83" + STATE_FIELDS);
        long seed = 20261126;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
            try {
                assertThat(Tail.readState(MessageReader.of(damaged, 0, length))).isNotNull();
            } catch (JubatusException e) {
                assertThat(e.code()).as("seed %d, run %d", seed, i).isNotNull();
            }
        }
    }

    private static MessageReader reader(String hex) {
        return MessageReader.of(HexFormat.of().parseHex(hex));
    }

    private static String footer(String array) {
        return String.format("%08x", array.length() / 2) + "4a5542412d4d4958";
    }

    private static String hex(Consumer<MessageWriter> write) {
        MessageWriter out = MessageWriter.toArray();
        write.accept(out);
        return HexFormat.of().formatHex(out.toBytes());
    }
}
