package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopTimeTest {
    private static final Duration ALL = Duration.ofSeconds(10);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final StopTime time = new StopTime(ALL, clock::get);

    @Test
    void grant_stepsThatTakeAllTheyGet_takeLittleMoreThanTheWholeTogether() {
        Duration together = Duration.ZERO;
        for (int i = 0; i < 6; i++) {
            Duration granted = time.grant(Duration.ofSeconds(4));
            together = together.plus(granted);
            clock.addAndGet(granted.toNanos());
        }
        assertThat(together).isEqualTo(ALL.plus(StopTime.LEAST.multipliedBy(3)));
    }

    @Test
    void grant_afterStepsThatTookNoTime_isTheWhole() {
        for (int i = 0; i < 6; i++) {
            assertThat(time.grant(Duration.ofSeconds(60))).isEqualTo(ALL);
        }
    }

    @Test
    void grant_beginsWithTheFirstStep() {
        clock.addAndGet(Duration.ofSeconds(60).toNanos());

        assertThat(time.grant(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void run_aStepThatWaitsForNobody_isOverWhenItReturns() throws Exception {
        var done = new CountDownLatch(1);

        time.run("step", ALL, done::countDown);

        assertThat(done.getCount()).isZero();
    }

    @Test
    void run_aStepThatWaitsTooLong_interruptsItAndGoesOn() throws Exception {
        var interrupted = new CountDownLatch(1);

        time.run("step", Duration.ofMillis(10), () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        interrupted.await();
    }

    @Test
    void run_aStepThatDoesNotHearOfIt_leavesItBehind() throws Exception {
        var over = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try {
            time.run("step", Duration.ofMillis(10), () -> {
                while (over.getCount() > 0) {
                    Thread.onSpinWait();
                }
                ended.countDown();
            });
            assertThat(ended.getCount()).isEqualTo(1);
        } finally {
            over.countDown();
        }
        ended.await();
    }

    @Test
    void run_aStepThatFails_throwsWhatItThrew() {
        assertThatThrownBy(() -> time.run("step", ALL, () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
    }
}
