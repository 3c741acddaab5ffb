package jubatus.proxy.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import jubatus.common.rpc.LatencyFigures;
import jubatus.common.rpc.MethodFigures;
import org.junit.jupiter.api.Test;

class CallRatesTest {
    private static final int BUCKETS = LatencyFigures.BOUNDS_NANOS.size() + 1;
    private static final int UP_TO_A_MILLI = LatencyFigures.BOUNDS_NANOS.indexOf(1_000_000L);
    private static final long SECOND = 1_000_000_000;

    private final CallRates rates = new CallRates();

    @Test
    void look_theFirst_knowsCallsButNoRates() {
        CallRates.Look look = rates.look(List.of(method("train", 5, 0)), 7);

        assertThat(look.methods().get(0).calls()).isEqualTo(5);
        assertThat(look.perSecond("train")).isNaN();
        assertThat(look.all().medianMillis()).isNaN();
    }

    @Test
    void look_twoSecondsLater_tellsWhatCameMeanwhile() {
        rates.look(List.of(method("train", 5, UP_TO_A_MILLI), method("classify", 100, 0)), 7);

        CallRates.Look look =
                rates.look(List.of(method("train", 25, UP_TO_A_MILLI), method("classify", 100, 0)), 7 + 2 * SECOND);

        assertThat(look.perSecond("train")).isEqualTo(10);
        assertThat(look.perSecond("classify")).isZero();
        assertThat(look.all().perSecond()).isEqualTo(10);
        assertThat(look.all().calls()).isEqualTo(125);
        // All 20 took between half a millisecond and one.
        assertThat(look.all().medianMillis()).isCloseTo(0.75, within(1e-9));
        assertThat(look.all().mostMillis()).isCloseTo(0.995, within(1e-9));
        assertThat(look.methods().get(1).medianMillis()).isNaN();
    }

    @Test
    void quantile_ofWhatTookLongerThanAllBounds_isTheLastBound() {
        long[] counts = new long[BUCKETS];
        counts[BUCKETS - 1] = 3;

        assertThat(CallRates.quantileMillis(counts, 0.5)).isEqualTo(10_000);
    }

    @Test
    void quantile_ofTwoBuckets_liesWhereItsShareFalls() {
        long[] counts = new long[BUCKETS];
        counts[0] = 50;
        counts[UP_TO_A_MILLI] = 50;

        assertThat(CallRates.quantileMillis(counts, 0.5)).isCloseTo(0.01, within(1e-9));
        assertThat(CallRates.quantileMillis(counts, 0.75)).isCloseTo(0.75, within(1e-9));
    }

    private static MethodFigures method(String name, long calls, int bucket) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(BUCKETS, 0L));
        counts.set(bucket, calls);
        return new MethodFigures(name, calls, calls, Map.of(), new LatencyFigures(counts, 0));
    }
}
