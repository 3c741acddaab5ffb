package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.api.Test;

class SpinThenSelectTest {
    private long now;
    private int ready;
    private final SpinThenSelect strategy = new SpinThenSelect(50, () -> now, found -> {});

    @Test
    void loop_afterAnEvent_pollsForTheTimeThenBlocks() throws Exception {
        ready = 2;
        assertThat(next()).isEqualTo(2);
        now += 1_000;
        ready = 0;
        assertThat(next()).as("what the event took is no pause").isZero();
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
        next();
        now += 40;
        assertThat(next()).isZero();
    }

    @Test
    void loop_pollingInVain_givesUpAndProbesFromTimeToTime() throws Exception {
        int blockedAtOnce = 0;
        boolean probes = false;
        assertThat(polls()).isTrue();
        for (int i = 0; i < SpinThenSelect.PROBE; i++) {
            if (polls()) {
                probes = true;
            } else {
                blockedAtOnce++;
            }
        }
        assertThat(blockedAtOnce).isEqualTo(SpinThenSelect.PROBE - 1);
        assertThat(probes).isTrue();
    }

    @Test
    void loop_probeThatPays_pollsAgain() throws Exception {
        polls();
        for (int i = 1; i < SpinThenSelect.PROBE; i++) {
            polls();
        }
        next();
        now += 10;
        ready = 1;
        next();
        ready = 0;
        assertThat(polls()).isTrue();
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
        assertThat(new SpinThenSelect(0, () -> now, found -> {}).calculateStrategy(() -> ready, false))
                .isEqualTo(SelectStrategy.SELECT);
    }

    private int next() throws Exception {
        return strategy.calculateStrategy(() -> ready, false);
    }

    /** Whether the loop polls in a pause that outlasts the polling. */
    private boolean polls() throws Exception {
        boolean polls = next() != SelectStrategy.SELECT;
        now += 50;
        if (polls) {
            assertThat(next()).isEqualTo(SelectStrategy.SELECT);
        }
        return polls;
    }
}
