package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelCountsTest {
    private static final ByteString A = ByteString.utf8("A");
    private static final ByteString B = ByteString.utf8("B");

    static Stream<Consumer<LabelCounts>> changes() {
        return Stream.of(
                counts -> counts.add(B),
                counts -> counts.increment(B),
                counts -> counts.decrement(A),
                counts -> counts.erase(A),
                counts -> counts.put(Map.of(B, 1L), List.of()),
                counts -> counts.putOnTop(Map.of(B, 1L)),
                counts -> counts.learnAgain(Map.of(B, 1L)),
                counts -> counts.recount(Map.of(B, 1L)),
                LabelCounts::dropUnmixed,
                LabelCounts::clear,
                counts -> counts.read(MessageReader.of(new byte[] {(byte) 0x90})));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void revision_theLabelsChanged_isAnotherOne(Consumer<LabelCounts> change) {
        var counts = new LabelCounts();
        counts.increment(A);
        Set<ByteString> labels = counts.labels();
        long revision = counts.revision();

        change.accept(counts);

        assertThat(counts.labels()).isNotEqualTo(labels);
        assertThat(counts.revision()).isNotEqualTo(revision);
    }

    @Test
    void takeIncrement_afterAPutOnWhichNothingStays_hasWhatWasCountedBeforeIt() {
        var counts = new LabelCounts();
        counts.increment(A);
        counts.takeIncrement();
        counts.increment(B);

        counts.put(Map.of(A, 1L), List.of());

        assertThat(counts.takeIncrement()).isEqualTo(Map.of(B, 1L));
    }

    @Test
    void revision_aKnownLabelIsCountedAgain_staysTheSame() {
        var counts = new LabelCounts();
        counts.increment(A);
        long revision = counts.revision();

        counts.increment(A);
        counts.add(A);

        assertThat(counts.revision()).isEqualTo(revision);
    }

    @Test
    void recount_mixedCounts_leavesOnlyTheNewOnesUnmixed() {
        var counts = new LabelCounts();
        counts.put(Map.of(A, 7L), List.of());

        counts.recount(Map.of(A, 2L, B, 0L));

        assertThat(counts.mixed()).isEmpty();
        assertThat(counts.unmixed()).isEqualTo(Map.of(A, 2L, B, 0L));
    }

    @Test
    void readVersion_oneThatLeavesNoRoomForTheNextMix_isRefused() {
        for (long version : new long[] {-1, Long.MAX_VALUE, LabelCounts.LARGEST_VERSION + 1}) {
            MessageWriter out = MessageWriter.toArray();
            out.array(1);
            out.unsigned(version);

            assertThatThrownBy(() -> LabelCounts.readVersion(MessageReader.of(out.toBytes())))
                    .isInstanceOf(JubatusException.class);
        }
    }
}
