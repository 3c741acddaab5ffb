package jubatus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ModelLockTest {
    private final ModelLock lock = new ModelLock();

    @Test
    void letOthers_nobodyWaits_returns() {
        lock.letOthers(Duration.ofDays(1).toNanos());
        assertThat(lock.writeLock()).isNotZero();
    }

    @Test
    @Timeout(60)
    void letOthers_whileManyWait_letsAllOfThemHaveTheLock() throws InterruptedException {
        var had = new AtomicInteger();
        var begun = new CountDownLatch(4);
        long held = lock.writeLock();
        var others = new Thread[4];
        for (int i = 0; i < others.length; i++) {
            boolean writes = i % 2 == 0;
            others[i] = new Thread(() -> {
                begun.countDown();
                long stamp = writes ? lock.writeLock() : lock.readLock();
                had.incrementAndGet();
                if (writes) {
                    lock.unlockWrite(stamp);
                } else {
                    lock.unlockRead(stamp);
                }
            });
            others[i].start();
        }
        begun.await();
        for (Thread other : others) {
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        lock.unlockWrite(held);
        lock.letOthers(Duration.ofMinutes(1).toNanos());
        held = lock.writeLock();
        for (Thread other : others) {
            other.join();
        }
        assertThat(had).hasValue(4);
        lock.unlockWrite(held);
    }
}
