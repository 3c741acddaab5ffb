package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {
    /** Near the end, because a nanosecond clock may run over. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void pass_oftenInASecond_letsOneThroughAndTellsTheNextHowManyItLeftOut() {
        var throttle = new LogThrottle(clock::get);

        assertThat(throttle.pass()).isEqualTo(OptionalLong.of(0));
        assertThat(throttle.pass()).isEmpty();
        assertThat(throttle.pass()).isEmpty();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(throttle.pass()).isEqualTo(OptionalLong.of(2));
    }
}
