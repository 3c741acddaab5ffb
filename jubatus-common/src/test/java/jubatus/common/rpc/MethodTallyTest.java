package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MethodTallyTest {
    private final MethodTally tally = new MethodTally();

    @Test
    void begin_rightBehindAnotherCall_beginsWhenThatEnded() {
        tally.time();
        long end = tally.succeeded(tally.begin());

        assertThat(end).isNotEqualTo(MethodTally.UNTIMED);
        assertThat(tally.begin(end)).isEqualTo(end);
        assertThat(tally.calls()).isEqualTo(2);
        assertThat(tally.figures("classify").latency().counts()).containsOnlyOnce(1L);
    }

    @Test
    void begin_ofATallyThatDoesNotTime_looksAtNoClock() {
        assertThat(tally.begin()).isEqualTo(MethodTally.UNTIMED);
        assertThat(tally.failed(RpcStatistics.Errors.REPORTED, MethodTally.UNTIMED))
                .isEqualTo(MethodTally.UNTIMED);
        assertThat(tally.calls()).isEqualTo(1);
    }
}
