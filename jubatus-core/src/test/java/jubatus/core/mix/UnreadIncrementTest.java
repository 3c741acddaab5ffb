package jubatus.core.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.Turns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an increment that was closed when memory ran out before it was read. */
class UnreadIncrementTest {
    private final ScarceMemory memory = new ScarceMemory();
    private final SimulatedMember member = new SimulatedMember(Kind.AROW, name("n"), new Origin(9, 1), any -> memory);

    @BeforeEach
    void closeWithoutMemory() {
        member.learn(0);
        memory.isShort = true;
        assertThatThrownBy(() -> member.mixing().handOut()).isInstanceOf(OutOfMemoryError.class);
        memory.isShort = false;
    }

    @Test
    void handOut_afterOneThatFailed_hasBothIncrements() {
        member.learn(1);

        HandOut handOut = member.mixing().handOut();

        assertThat(handOut.diff().classifier().counts())
                .isEqualTo(Map.of(Knowledge.label(0), 1L, Knowledge.label(1), 1L));
        assertThat(SimulatedOriginal.samplesIn(handOut.diff())).containsOnlyKeys(0, 1);
        assertThat(handOut.diff().keywords().counts().documents()).isEqualTo(2);
    }

    @Test
    void save_afterAHandOutThatFailed_hasAllThatWasLearned() {
        SimulatedMember another = new SimulatedMember(Kind.AROW, name("m"), new Origin(9, 2), any -> Turns.ALONE);

        another.start(member.save());

        assertThat(another.knowledge(1)).isEqualTo(member.knowledge(1));
        assertThat(another.knowledge(1).documents()).isEqualTo(Map.of(0, 1L));
    }

    private static ByteString name(String node) {
        return ByteString.utf8(node);
    }

    /** Turns in which nothing can be copied while memory is short. */
    private static final class ScarceMemory implements Turns {
        private boolean isShort;

        @Override
        public void write(Runnable action) {
            action.run();
        }

        @Override
        public void write(int limit, Range action) {
            Turns.ALONE.write(limit, action);
        }

        @Override
        public void read(int limit, Range action) {
            if (isShort) {
                throw new OutOfMemoryError("as if there was no memory");
            }
            Turns.ALONE.read(limit, action);
        }
    }
}
