package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BufferBudgetTest {
    private final BufferBudget budget = new BufferBudget(1 << 20);
    private final AtomicInteger woken = new AtomicInteger();

    @Test
    void take_moreThanThereIs_takesNothing() {
        assertThat(budget.take(1 << 20)).isTrue();
        assertThat(budget.take(1)).isFalse();
        assertThat(budget.allows(1)).isFalse();
        assertThat(budget.taken()).isEqualTo(1 << 20);
    }

    @Test
    void take_nothing_succeedsWhereTooMuchIsTaken() {
        budget.takeAnyway(2 << 20);
        assertThat(budget.take(0)).isTrue();
        assertThat(budget.take(1)).isFalse();
        assertThat(budget.taken()).isEqualTo(2 << 20);
    }

    @Test
    void awaitRoom_notTight_isCalledAtOnce() {
        budget.take(1 << 19);
        budget.awaitRoom(woken::incrementAndGet);
        assertThat(woken).hasValue(1);
    }

    @Test
    void awaitRoom_tight_isCalledOnceWhenItIsNoMore() {
        budget.take(1 << 20);
        budget.awaitRoom(woken::incrementAndGet);
        budget.give(1 << 18);
        assertThat(woken).hasValue(0);
        budget.give(1 << 18);
        assertThat(woken).hasValue(1);
        budget.take(1 << 19);
        budget.give(1 << 19);
        assertThat(woken).hasValue(1);
    }

    @Test
    void share_ofALittle_isFree() {
        var share = new Share(budget);
        share.set(Share.FREE_BYTES - 1);
        assertThat(share.isCounted()).isFalse();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void share_thatGrowsAndShrinks_followsInSteps() {
        var share = new Share(budget);
        share.set(Share.FREE_BYTES);
        assertThat(budget.taken()).isEqualTo(64 << 10);
        share.set(100_000);
        assertThat(budget.taken()).isEqualTo(128 << 10);
        share.set(0);
        assertThat(share.isCounted()).isFalse();
        assertThat(budget.taken()).isZero();
    }
}
