package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import jubatus.core.msgpack.MessageReader;
import org.junit.jupiter.api.Test;

class PeerCallsTest {
    private final PeerCalls calls = new PeerCalls();

    @Test
    void remove_unknownIds_findsNothing() {
        calls.add(new Call(false));
        assertThat(calls.remove(1)).isNull();
        assertThat(calls.remove(-1)).isNull();
        assertThat(calls.remove(0xffff_ffffL)).isNull();
    }

    @Test
    void remove_inRandomOrder_findsEachCallOnce() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Map<Integer, Call> open = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            if (random.nextInt(5) < 3) {
                var call = new Call(false);
                calls.add(call);
                assertThat(open.put(call.slot(), call)).as("seed %d", seed).isNull();
            } else {
                int id = random.nextInt(300);
                assertThat(calls.remove(id)).as("seed %d", seed).isSameAs(open.remove(id));
            }
        }
        assertThat(calls.removeAll()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(open.values());
        assertThat(calls.isEmpty()).isTrue();
    }

    @Test
    void removeAll_afterSlotsWereUsedAgain_keepsTheOrderOfSubmission() {
        var first = new Call(false);
        calls.add(first);
        var second = new Call(false);
        calls.add(second);
        calls.remove(first.slot());
        var third = new Call(false);
        calls.add(third);
        assertThat(calls.removeAll()).containsExactly(second, third);
    }

    @Test
    void allOver_oneIsAwaited_isFalse() {
        calls.add(new Call(true));
        assertThat(calls.allOver()).isTrue();
        calls.add(new Call(false));
        assertThat(calls.allOver()).isFalse();
    }

    private static final class Call extends PeerCall {
        private final boolean over;

        Call(boolean over) {
            this.over = over;
        }

        @Override
        protected byte[] message() {
            return new byte[0];
        }

        @Override
        protected void answered(MessageReader answer, int members) {}

        @Override
        protected void failed(PeerFailure failure) {}

        @Override
        protected boolean isOver() {
            return over;
        }
    }
}
