package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.api.Test;

class SpinThenSelectTest {
    private long now;
    private int ready;
    private final SpinThenSelect strategy = new SpinThenSelect(50, () -> now);

    @Test
    void loop_afterAnEvent_pollsForTheTimeThenBlocks() throws Exception {
        ready = 2;
        assertThat(next()).isEqualTo(2);
        ready = 0;
        now += 49;
        assertThat(next()).isZero();
        now += 1;
        assertThat(next()).isEqualTo(SelectStrategy.SELECT);
    }

    @Test
    void loop_eventWhilePolling_pollsAnew() throws Exception {
        next();
        now += 40;
        ready = 1;
        assertThat(next()).isEqualTo(1);
        ready = 0;
        now += 40;
        assertThat(next()).isZero();
    }

    @Test
    void loop_wokenAfterBlocking_pollsAgain() throws Exception {
        next();
        now += 60;
        assertThat(next()).isEqualTo(SelectStrategy.SELECT);
        now += 1_000;
        assertThat(next()).isZero();
        now += 49;
        assertThat(next()).isZero();
        now += 1;
        assertThat(next()).isEqualTo(SelectStrategy.SELECT);
    }

    @Test
    void loop_withTasks_neverBlocks() throws Exception {
        for (int i = 0; i < 3; i++) {
            now += 1_000;
            assertThat(strategy.calculateStrategy(() -> ready, true)).isZero();
        }
    }

    @Test
    void loop_withoutPolling_blocksAtOnce() throws Exception {
        assertThat(new SpinThenSelect(0, () -> now).calculateStrategy(() -> ready, false))
                .isEqualTo(SelectStrategy.SELECT);
    }

    private int next() throws Exception {
        return strategy.calculateStrategy(() -> ready, false);
    }
}
