package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SignalsTest {
    private final List<Integer> exits = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger hangups = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final Signals signals = new Signals(hangups::incrementAndGet, exits::add, nanos::get);

    @Test
    void arrived_beforeThereIsSomethingToStop_endsWithOne() {
        signals.arrived("TERM");
        assertThat(exits).containsExactly(1);
    }

    @Test
    void arrived_whileRunning_stopsInOrderAndTheSecondEndsAtOnce() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Thread main = runUntilStop(stopped);
        signals.arrived("INT");
        stopped.await();
        assertThat(exits).isEmpty();
        signals.arrived("TERM");
        assertThat(exits).as("the same wish, told again").isEmpty();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        signals.arrived("TERM");
        assertThat(exits).containsExactly(1);
        main.join();
    }

    @Test
    void arrived_betweenStopInOrderAndTheWait_endsTheWaitAtOnce() throws InterruptedException {
        signals.stopInOrder();
        signals.arrived("TERM");
        signals.awaitStop();
        assertThat(exits).isEmpty();
    }

    @Test
    void arrived_hangup_runsItsActionEachTime() {
        signals.arrived("HUP");
        signals.arrived("HUP");
        assertThat(hangups).hasValue(2);
        assertThat(exits).isEmpty();
    }

    @Test
    void requestStop_beforeRunning_endsTheWaitAtOnce() throws InterruptedException {
        signals.requestStop();
        signals.awaitStop();
        assertThat(exits).isEmpty();
    }

    private Thread runUntilStop(CountDownLatch stopped) {
        var main = new Thread(() -> {
            try {
                signals.stopInOrder();
                signals.awaitStop();
                stopped.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        main.start();
        Awaitility.await().until(() -> main.getState() == Thread.State.WAITING);
        return main;
    }
}
