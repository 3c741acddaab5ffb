package jubatus.jubaload.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void delay_batchesFasterThanTheRate_areSpreadEvenly() {
        var pace = new Pace(100);
        assertThat(pace.delay(50, 7)).isZero();
        assertThat(pace.delay(50, 7)).isEqualTo(SECOND / 2);
        assertThat(pace.delay(100, 7 + SECOND)).isZero();
        assertThat(pace.delay(1, 7 + SECOND)).isEqualTo(SECOND);
    }

    @Test
    void delay_afterAPause_catchesUpOnNothing() {
        var pace = new Pace(100);
        pace.delay(100, 0);
        assertThat(pace.delay(100, 10 * SECOND)).isZero();
        assertThat(pace.delay(100, 10 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void delay_noRate_isNone() {
        var pace = new Pace(0);
        pace.delay(1000, 0);
        assertThat(pace.delay(1000, 0)).isZero();
    }
}
