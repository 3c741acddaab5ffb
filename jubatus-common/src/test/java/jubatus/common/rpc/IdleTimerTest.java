package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdleTimerTest {
    private final MockTicker time = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(time).build();
    private final AtomicInteger expiries = new AtomicInteger();
    private final IdleTimer timer = timer(10);

    @Test
    void timer_nothingHappens_expiresAfterTheTimeout() {
        timer.start();
        pass(9_999);
        assertThat(expiries).hasValue(0);
        pass(1);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void restart_beforeTheTimeout_countsFromThere() {
        timer.start();
        pass(7_000);
        timer.restart();
        pass(9_999);
        assertThat(expiries).hasValue(0);
        pass(1);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void suspend_pastTheTimeout_doesNotExpire() {
        timer.start();
        timer.suspend();
        pass(60_000);
        timer.restart();
        timer.resume();
        pass(9_999);
        assertThat(expiries).hasValue(0);
        pass(1);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void resume_withoutRestart_expiresAsIfNothingHadBeen() {
        timer.start();
        timer.suspend();
        pass(5_000);
        timer.resume();
        pass(5_000);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void resume_pastTheTimeoutWithoutRestart_expiresSoon() {
        timer.start();
        timer.suspend();
        pass(15_000);
        timer.resume();
        pass(1);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void stop_beforeTheTimeout_neverExpires() {
        timer.start();
        timer.stop();
        pass(60_000);
        assertThat(expiries).hasValue(0);
    }

    @Test
    void timer_timeoutZero_neverExpires() {
        timer(0).start();
        pass(3_600_000);
        assertThat(expiries).hasValue(0);
    }

    private IdleTimer timer(long seconds) {
        return new IdleTimer(
                channel.eventLoop(), time::nanoTime, TimeUnit.SECONDS.toNanos(seconds), expiries::incrementAndGet);
    }

    private void pass(long millis) {
        time.advance(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
